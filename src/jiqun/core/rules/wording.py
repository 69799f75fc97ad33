"""How rules speak: where something stands, what stands there, and what it should be."""

from collections.abc import Sequence

from jiqun.core.case import Case
from jiqun.core.form import COVER, WORKSHEET, Edition
from jiqun.core.form.model import Place
from jiqun.core.quantity import Quantity
from jiqun.core.reading import print_value
from jiqun.core.rules.finding import Fault
from jiqun.core.values import NONE

TRUE_OR_WRONG = "请核对；属实的请说明原因。"


def named(edition: Edition, places: Sequence[Place]) -> str:
    """Where several places of one field stand: “第二部分“集群企业数量”（2021年、2023年）”."""
    field = places[0].field
    part = edition.part_of[field.id]
    if part == COVER:
        return places[0].called
    years = "、".join(f"{place.year}年" for place in places if place.year)
    line = f"（第{places[0].line}项）" if places[0].line else ""
    where = WORKSHEET if part == WORKSHEET else f"第{part}部分"
    return f"{where}“{field.called}{line}”" + (f"（{years}）" if years else "")


def fault(case: Case, place: Place, text: str) -> Fault:
    """What is wrong with one value, beginning with where it stands."""
    return Fault((place.key,), f"{named(case.facts.edition, [place])}{text}")


def at(case: Case, *keys: str) -> str:
    """Where a field stands: “第二部分“集群企业数量”（2021年、2023年）”."""
    return named(case.facts.edition, [case.facts.edition.places[key] for key in keys])


def filled_in(case: Case, *keys: str) -> str:
    """Where, and what stands there: “第二部分“集群企业数量”（2021年、2023年）填了64家、67家”."""
    return f"{at(case, *keys)}填了{listed(case, *keys)}"


def listed(case: Case, *keys: str) -> str:
    return "、".join(shown(case, key) for key in keys)


def by_year(case: Case, id: str, years: Sequence[int]) -> str:
    """The same with the years: “2021年64家、2023年67家”."""
    return "、".join(f"{year}年{shown(case, f'{id}.{year}')}" for year in years)


def keys_of(years: Sequence[int | None], *ids: str) -> tuple[str, ...]:
    """The keys of fields for several years; None is the year of a field without years."""
    return tuple(f"{id}.{year}" if year else id for id in ids for year in years)


def said(case: Case, *keys: str) -> str:
    """What stands there, as a message quotes it: “2022年集群中小企业数量64家”."""
    return "、".join(said_at(case, case.facts.edition.places[key]) for key in keys)


def said_at(case: Case, place: Place) -> str:
    value = case.facts.get(place.key)
    if value is None:
        return f"{place.short}未填"
    if value is NONE:
        return f"{place.short}“无”"
    return f"{place.short}{print_value(value)}{place.field.unit}"


def in_unit(quantity: Quantity, unit: str) -> str:
    """A computed quantity as a message has it: “16.31%”, “12家”."""
    assert quantity.value is not None and quantity.rounded is not None
    whole = quantity.value == quantity.value.to_integral_value() and unit in COUNTED
    return f"{quantity.value:.0f}{unit}" if whole else f"{quantity.rounded:f}{unit}"


#: Units of things that come in whole numbers.
COUNTED = frozenset("家人件项个")


def shown(case: Case, key: str) -> str:
    """The value of one key with its unit, “无” in quotation marks."""
    value = case.facts[key]
    field = case.facts.edition.places[key].field
    return "“无”" if value is NONE else f"{print_value(value)}{field.unit}"
