"""Amounts and other figures over the years, in whichever part: other units, dollars, leaps."""

from collections.abc import Iterator, Sequence

from jiqun.core.case import Case
from jiqun.core.figures import Figure
from jiqun.core.figures.doubt import (
    FRACTION,
    Doubt,
    amounts_at_fault,
    as_fractions,
    converted_after_all,
    in_dollars,
    off_by_a_unit,
)
from jiqun.core.figures.part2 import YEARLY_GROWTH
from jiqun.core.figures.series import filled_years, out_of_line, stands_still, yearly
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.wording import (
    TRUE_OR_WRONG,
    at,
    by_year,
    filled_in,
    in_unit,
    keys_of,
    said,
    shown,
)


@rule(
    "R2-09",
    Rank.EXPLAIN,
    cites=("填报说明5",),
    fields=("fdi", "exports", "fdi_usd", "exports_usd", "usd_rate"),
    supersedes=("R2-11", "R2-12"),
    example=Example({"fdi.2022": "4943.68", "fdi_usd.2022": "753.00"}),
)
def converted_from_dollars(case: Case) -> Iterator[Fault]:
    """外商直接投资额、产品出口贸易额按照国民经济和社会发展统计公报中该年度的汇率进行换算。"""
    for doubt in in_dollars(case.figures):
        yield Fault(
            doubt.keys,
            f"{typed_in(case, doubt)}，而{computed(doubt)}，请核对；采用其他汇率的请说明。",
        )


@rule(
    "R2-10",
    Rank.BLOCK,
    cites=("填报说明5",),
    fields=(
        *("output", "leading_output_growth", "rd_spend", "rd_intensity"),
        *(*YEARLY_GROWTH, *YEARLY_GROWTH.values()),
    ),
    supersedes=("R2-06", "R2-07", "R2-09", "R2-11", "R2-12", "R3-04"),
    example=Example({"fdi.2021": "4387.02", "fdi.2022": "0.49", "fdi_growth.2022": "12.69"}),
)
def amount_belies_rates(case: Case) -> Iterator[Fault]:
    """金额应与填报的增长率、研发投入强度一致；换算单位、移动小数点、按美元折算或由前后两年
    推算后才一致的，应改正金额。"""
    for doubt, figures in amounts_at_fault(case.figures):
        why = f"{taken_for(doubt)}，换算后" if doubt.unit else f"{computed(doubt)}，"
        yield Fault(
            with_rates(doubt, figures),
            f"{typed_in(case, doubt)}，"
            f"与填报的{said(case, *(figure.key for figure in figures))}不符；"
            f"{why}与之相符，请核对改正。",
        )


def with_rates(doubt: Doubt, figures: Sequence[Figure]) -> tuple[str, ...]:
    """What is in doubt, and all that the rates it puts right are computed from."""
    rates = (key for figure in figures for key in (figure.key, *figure.inputs))
    return tuple(dict.fromkeys((*doubt.keys, *rates)))


def typed_in(case: Case, doubt: Doubt) -> str:
    return filled_in(case, *doubt.keys)


def computed(doubt: Doubt) -> str:
    amounts = "、".join(in_unit(amount, doubt.field.unit) for amount in doubt.instead.values())
    return f"{doubt.source}为{amounts}"


def taken_for(doubt: Doubt) -> str:
    if doubt.unit == FRACTION:
        return "疑似未乘100%"
    return f"疑似把{doubt.unit}填进了{doubt.field.unit}栏"


@rule(
    "R2-11",
    Rank.EXPLAIN,
    cites=("填报说明5",),
    supersedes=("R2-12",),
    example=Example({"software_purchase.2021": "0.13", "software_purchase.2022": "1534.20"}),
)
def unit(case: Case) -> Iterator[Fault]:
    """金额按栏目注明的单位（亿元、万元）填写。"""
    for doubt in off_by_a_unit(case.figures):
        id, years = doubt.field.id, tuple(doubt.instead)
        others = [year for year in filled_years(case.figures, doubt.field) if year not in years]
        apart = f"，与{by_year(case, id, others)}相差约一万倍" if others else ""
        yield Fault(
            doubt.keys,
            f"{filled_in(case, *keys_of(years, id))}{apart}，{taken_for(doubt)}，{TRUE_OR_WRONG}",
        )


@rule(
    "R2-12",
    Rank.EXPLAIN,
    cites=("填报说明1",),
    example=Example({"ip_granted.2022": "31", "ip_granted.2023": "357"}),
)
def leaps(case: Case) -> Iterator[Fault]:
    """数据超过上年3倍，或不足上年三分之一的，应说明原因。"""
    for field in yearly(case.facts.edition):
        series = filled_years(case.figures, field)
        years = out_of_line(field, series)
        if years:
            yield Fault(
                keys_of(years, field.id),
                f"{at(case, *keys_of(years, field.id))}与相邻年份相差超过3倍"
                f"（{by_year(case, field.id, tuple(series))}），{TRUE_OR_WRONG}",
            )


@rule(
    "R2-13",
    Rank.EXPLAIN,
    cites=("填报说明1",),
    example=Example(dict.fromkeys(keys_of((2021, 2022, 2023), "ip_granted"), "357")),
)
def standstill(case: Case) -> Iterator[Fault]:
    """三年数据应为各年实际数，完全相同的应说明原因。"""
    for field in yearly(case.facts.edition):
        if stands_still(field, filled_years(case.figures, field)):
            keys = keys_of(field.years, field.id)
            yield Fault(keys, f"{at(case, *keys)}都填了{shown(case, keys[0])}，{TRUE_OR_WRONG}")


@rule(
    "R2-17",
    Rank.EXPLAIN,
    cites=("填报说明1",),
    supersedes=("R2-12", "R2-13", "R4-03"),
    example=Example({"rd_tools_rate": "0.77"}),
)
def fraction(case: Case) -> Iterator[Fault]:
    """比例按百分数填写，不填小数。"""
    for doubt in as_fractions(case.figures):
        amounts = "、".join(in_unit(share, "%") for share in doubt.instead.values())
        yield Fault(
            doubt.keys,
            f"{typed_in(case, doubt)}，{taken_for(doubt)}（应为{amounts}），{TRUE_OR_WRONG}",
        )


@rule(
    "R2-18",
    Rank.BLOCK,
    cites=("填报说明5",),
    fields=("fdi", "exports", "fdi_usd", "exports_usd", "usd_rate"),
    supersedes=("R2-07", "R2-10", "R2-11", "R2-12"),
    example=Example({"fdi.2022": "735.00", "fdi_usd.2022": "735.00"}),
)
def dollars_for_yuan(case: Case) -> Iterator[Fault]:
    """外商直接投资额、产品出口贸易额以人民币万元计，美元金额应先换算为人民币。"""
    for doubt, figures in converted_after_all(case.figures):
        yield Fault(
            with_rates(doubt, figures),
            f"{typed_in(case, doubt)}，与测算底稿中的美元金额相同，未换算为人民币；"
            f"{computed(doubt)}，请改正。",
        )
