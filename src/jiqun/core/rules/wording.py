"""How rules speak: where something stands, what stands there, and what it should be."""

from collections.abc import Iterator, Sequence

from jiqun.core.case import Case
from jiqun.core.form import COVER, WORKSHEET, Edition
from jiqun.core.form.model import Place
from jiqun.core.quantity import Quantity
from jiqun.core.reading import print_value
from jiqun.core.rules.finding import Fault
from jiqun.core.values import NONE


def named(edition: Edition, places: Sequence[Place]) -> str:
    """Where several places of one field stand: “第二部分“集群企业数量”（2021年、2023年）”."""
    field = places[0].field
    part = edition.part_of[field.id]
    if part in (COVER, WORKSHEET):
        return places[0].called if part == COVER else f"{WORKSHEET}“{places[0].called}”"
    years = "、".join(f"{place.year}年" for place in places if place.year)
    line = f"（第{places[0].line}项）" if places[0].line else ""
    return f"第{part}部分“{field.called}{line}”" + (f"（{years}）" if years else "")


def fault(case: Case, place: Place, text: str) -> Fault:
    """What is wrong with one value, beginning with where it stands."""
    return Fault((place.key,), f"{named(case.facts.edition, [place])}{text}")


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


def disagreements(case: Case, *keys: str) -> Iterator[Fault]:
    """Each declared figure that no reading of its computed counterpart could give."""
    for key in keys:
        if case.figures.agrees(key):
            continue
        figure = case.figures[key]
        place = case.facts.edition.places[key]
        wanted = "，或".join(
            in_unit(reading.quantity, place.field.unit)
            + (f"（{reading.name}）" if reading.name else "")
            for reading in figure.known
        )
        slip = case.figures.slip_of(key, case.figures.given(key))
        text = (
            f"{named(case.facts.edition, [place])}填了{shown(case, key)}，"
            f"按填报的数据计算应为{wanted}"
            f"{f'；所填{slip}' if slip else ''}，请核对。"
        )
        yield Fault((key, *figure.inputs), text)


def shown(case: Case, key: str) -> str:
    """The value of one key with its unit, “无” in quotation marks."""
    value = case.facts[key]
    field = case.facts.edition.places[key].field
    return "“无”" if value is NONE else f"{print_value(value)}{field.unit}"
