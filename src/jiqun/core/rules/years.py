"""How rules speak of several years of one field at once, and of an input that is to blame."""

from collections.abc import Iterable, Sequence

from jiqun.core.case import Case
from jiqun.core.figures.doubt import in_other_units
from jiqun.core.figures.series import leaps_alone
from jiqun.core.quantity import Quantity
from jiqun.core.rules.finding import Fault
from jiqun.core.rules.wording import in_unit, named, shown


def stated(case: Case, *keys: str) -> str:
    """“第三部分“集群中小企业研发人员数量”（2022年）填了1135人”; several years of one field."""
    where = named(case.facts.edition, [case.facts.edition.places[key] for key in keys])
    return f"{where}填了{'、'.join(shown(case, key) for key in keys)}"


def all_of(quantities: Iterable[Quantity], unit: str) -> str:
    return "、".join(in_unit(quantity, unit) for quantity in quantities)


def keys_of(quantities: Iterable[Quantity]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for quantity in quantities for key in quantity.keys))


def disagreeing(case: Case, keys: Sequence[str]) -> Fault:
    """Years of a figure with one reading only, that is not what is declared."""
    figures = [case.figures[key] for key in keys]
    wanted = all_of((figure.quantity for figure in figures), figures[0].unit)
    inputs = (key for figure in figures for key in (figure.key, *figure.inputs))
    return Fault(
        tuple(dict.fromkeys(inputs)),
        f"{stated(case, *keys)}，按填报的数据计算应为{wanted}（{figures[0].known[0].name}）"
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
        f"{stated(case, key)}，按填报的数据计算应为{wanted}；{stated(case, leaping)}，"
        "比相邻年份突变，请先核对这一栏。",
    )


def doubted(case: Case, keys: Iterable[str]) -> bool:
    """Does one of them seem to be typed in another unit? R2-11 says so."""
    units = {key for doubt in in_other_units(case.figures) for key in doubt.keys}
    return not units.isdisjoint(keys)


def disputed(case: Case, key: str) -> bool:
    """Is it declared, and not what its inputs come to?"""
    return not case.figures.agrees(key)
