"""How rules speak: where something stands, what stands there, and what it should be."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jiqun.core.case import Case
from jiqun.core.form import COVER, WORKSHEET, Edition
from jiqun.core.form.model import Place
from jiqun.core.interval import Interval
from jiqun.core.quantity import Quantity
from jiqun.core.reading import print_value
from jiqun.core.rules.finding import Fault
from jiqun.core.values import NONE

TRUE_OR_WRONG = "请核对；属实的请说明原因。"


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


def at(case: Case, id: str, years: Sequence[int | None]) -> str:
    """Where a yearly field stands: “第二部分“集群企业数量”（2021年、2023年）”."""
    field = case.facts.edition.fields[id]
    return named(case.facts.edition, [field.place(year=year) for year in years])


def filled_in(case: Case, id: str, years: Sequence[int | None]) -> str:
    """Where, and what stands there: “第二部分“集群企业数量”（2021年、2023年）填了64家、67家”."""
    return f"{at(case, id, years)}填了{listed(case, id, years)}"


def listed(case: Case, id: str, years: Sequence[int | None]) -> str:
    return "、".join(shown(case, f"{id}.{year}" if year else id) for year in years)


def by_year(case: Case, id: str, years: Sequence[int]) -> str:
    """The same with the years: “2021年64家、2023年67家”."""
    return "、".join(f"{year}年{shown(case, f'{id}.{year}')}" for year in years)


def keys_of(ids: Sequence[str], years: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"{id}.{year}" for id in ids for year in years)


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


#: A message that asks for more than this is not read to its end.
MOST_ASKED = 3

#: So many decimals the form asks for.
DECIMALS = 2

#: Units of things that come in whole numbers.
COUNTED = frozenset("家人件项个")


def disagreements(case: Case, *keys: str, most: int | None = None) -> Iterator[Fault]:
    """Each declared figure that no reading of its computed counterpart could give, with as many of
    the readings."""
    for key in keys:
        if case.figures.agrees(key):
            continue
        figure = case.figures[key]
        place = case.facts.edition.places[key]
        wanted = "，或".join(
            in_unit(reading.quantity, place.field.unit)
            + (f"（{reading.name}）" if reading.name else "")
            for reading in figure.known[:most]
        )
        slip = rounded_off(case, key) or case.figures.slip_of(key, case.figures.given(key))
        remark = f"；所填{slip}" if slip else to_be_filled_in(case, key)
        text = (
            f"{named(case.facts.edition, [place])}填了{shown(case, key)}，"
            f"按填报的数据计算应为{wanted}"
            f"{remark}，请核对。"
        )
        yield Fault((key, *figure.inputs), text)


def rounded_off(case: Case, key: str) -> str:
    """Is it the computed figure, kept to fewer decimals than the form asks for?"""
    declared = case.figures.given(key).value
    assert declared is not None
    exponent = declared.normalize().as_tuple().exponent
    places = max(0, -int(exponent))
    if places >= DECIMALS:
        return ""
    half = Decimal(5).scaleb(-places - 1)
    span = Interval(declared - half, declared + half)
    if not any(
        span.meets(r.quantity.interval) for r in case.figures[key].known if r.quantity.interval
    ):
        return ""
    return f"疑似只保留了{places}位小数" if places else "疑似只保留了整数"


def to_be_filled_in(case: Case, key: str) -> str:
    """What the worksheet lacks for a reading that the applicant may have computed."""
    edition = case.facts.edition
    lacking = {
        reading.name: reading.quantity.missing
        for reading in case.figures[key].readings
        if reading.quantity.missing
        and all(
            edition.part_of[edition.places[k].field.id] == WORKSHEET
            for k in reading.quantity.missing
        )
    }
    keys = dict.fromkeys(key for missing in lacking.values() for key in missing)
    if not 0 < len(keys) <= MOST_ASKED:
        return ""
    name = next(iter(lacking)).replace("，", "") if len(lacking) == 1 else "其他口径"
    asked = "、".join(edition.places[key].short for key in keys)
    return f"；按{name}计算的，请在测算底稿补填{asked}"


def shown(case: Case, key: str) -> str:
    """The value of one key with its unit, “无” in quotation marks."""
    value = case.facts[key]
    field = case.facts.edition.places[key].field
    return "“无”" if value is NONE else f"{print_value(value)}{field.unit}"
