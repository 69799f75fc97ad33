"""Declared against computed: what it should be, which mistake it looks like, what is to blame."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from jiqun.core.case import Case
from jiqun.core.figures.doubt import in_other_units
from jiqun.core.figures.series import leaps_alone
from jiqun.core.form import WORKSHEET
from jiqun.core.interval import Interval
from jiqun.core.quantity import Quantity
from jiqun.core.rules.finding import Fault
from jiqun.core.rules.wording import filled_in, in_unit, named, shown

#: A message that asks for more than this is not read to its end.
MOST_ASKED = 3

#: So many decimals the form asks for.
DECIMALS = 2


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


def all_of(quantities: Iterable[Quantity], unit: str) -> str:
    return "、".join(in_unit(quantity, unit) for quantity in quantities)


def inputs_of(quantities: Iterable[Quantity]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for quantity in quantities for key in quantity.keys))


def disagreeing(case: Case, keys: Sequence[str]) -> Fault:
    """Years of a figure with one reading only, that is not what is declared."""
    figures = [case.figures[key] for key in keys]
    wanted = all_of((figure.quantity for figure in figures), figures[0].unit)
    inputs = (key for figure in figures for key in (figure.key, *figure.inputs))
    return Fault(
        tuple(dict.fromkeys(inputs)),
        f"{filled_in(case, *keys)}，按填报的数据计算应为{wanted}（{figures[0].known[0].name}）"
        f"{known_slips(case, keys)}，请核对。",
    )


def known_slips(case: Case, keys: Sequence[str]) -> str:
    """The mistakes these years look like: “；所填…”, or “；2021年所填…” where it is not all."""
    by_slip: dict[str, list[str]] = {}
    for key in keys:
        by_slip.setdefault(case.figures.slip_of(key, case.figures.given(key)), []).append(key)
    by_slip.pop("", None)
    return "".join(f"；{years_of(case, k, keys)}所填{slip}" for slip, k in by_slip.items())


def years_of(case: Case, some: Sequence[str], every: Sequence[str]) -> str:
    if len(some) == len(every):
        return ""
    return "、".join(f"{case.facts.edition.places[key].year}年" for key in some)


def leaping_input(case: Case, key: str) -> str:
    """The input that leaps away from its other years, and is more in doubt than what is declared;
    "" if none does, or if R2-11's doubt of the unit says it better."""
    leaping = [k for k in case.figures[key].inputs if leaps_alone(case.figures, k)]
    return leaping[0] if leaping and not doubted(case, leaping) else ""


def blaming_the_input(case: Case, key: str) -> Fault:
    """What is declared does not follow, most likely since an input is mistyped."""
    figure, leaping = case.figures[key], leaping_input(case, key)
    wanted = in_unit(figure.quantity, case.facts.edition.places[key].field.unit)
    return Fault(
        (key, *figure.inputs),
        f"{filled_in(case, key)}，按填报的数据计算应为{wanted}；{filled_in(case, leaping)}，"
        "比相邻年份突变，请先核对这一栏。",
    )


def doubted(case: Case, keys: Iterable[str]) -> bool:
    """Does one of them seem to be typed in another unit? R2-11 says so."""
    units = {key for doubt in in_other_units(case.figures) for key in doubt.keys}
    return not units.isdisjoint(keys)


def disputed(case: Case, key: str) -> bool:
    """Is it declared, and not what its inputs come to?"""
    return not case.figures.agrees(key)
