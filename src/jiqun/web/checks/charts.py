"""Charts of the roster, where one looks rather than reads: bars, each with its name and figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiqun.core.case import Case
from jiqun.core.quantity import round_half_up
from jiqun.core.roster.population import Member
from jiqun.core.roster.profile import by_industry, by_size, concentration

#: Totals drawn by year.
BY_YEAR = (("output", "集群总产值"), ("rd_spend", "中小企业研发费用"))

FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Bar:
    """``width`` in per cent of the picture."""

    label: str
    value: str
    width: Decimal


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    bars: tuple[Bar, ...]
    note: str = ""


def lay_out_charts(case: Case) -> tuple[Chart, ...]:
    """None of what nothing is known."""
    assert case.roster
    base = case.facts.edition.years.base
    members = case.roster.population[base]
    charts = (
        sizes(members, base),
        industries(members, base),
        largest(members, base),
        *(by_year(case, id, title) for id, title in BY_YEAR),
    )
    return tuple(chart for chart in charts if chart.bars)


def bars(
    found: Sequence[tuple[str, Decimal]], unit: str, whole: Decimal | None = None
) -> Iterator[Bar]:
    """The longest takes the whole width, unless something else is the whole."""
    longest = whole or max((amount for _, amount in found), default=Decimal(0))
    for label, amount in found:
        width = max(amount, Decimal(0)) / longest * FULL if longest > 0 else Decimal(0)
        yield Bar(label, f"{printed(amount)}{unit}", round_half_up(width))


def printed(amount: Decimal) -> str:
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def sizes(members: Sequence[Member], year: int) -> Chart:
    found = [
        (count.size.label if count.size else "未能划型", Decimal(count.firms))
        for count in by_size(members)
    ]
    known = tuple(bars(found, "家")) if members else ()
    return Chart(f"企业规模（{year}年）", known, "按填报说明8划型。")


def industries(members: Sequence[Member], year: int) -> Chart:
    counts = by_industry(members)
    found = [(f"{industry.code} {industry.name}", Decimal(n)) for industry, n in counts.top]
    if counts.others:
        found.append((f"其他{counts.others}个小类", Decimal(counts.firms_of_others)))
    if counts.unknown:
        found.append(("行业代码空白或有误", Decimal(counts.unknown)))
    return Chart(f"行业小类（{year}年）", tuple(bars(found, "家")), "按GB/T 4754-2017。")


def by_year(case: Case, id: str, title: str) -> Chart:
    totals = [(year, case.totals.get(f"{id}.{year}")) for year in case.facts.edition.years.past]
    found = [(f"{year}年", total.value) for year, total in totals if total]
    unit = case.facts.edition.fields[id].unit
    lacking = sum(bool(total and total.lacking) for _, total in totals)
    note = "有企业未填，实际可能更多。" if lacking else ""
    return Chart(title, tuple(bars(found, unit)), note)


def largest(members: Sequence[Member], year: int) -> Chart:
    shares = concentration(members, f"output.{year}")
    found = [(f"最大的{share.firms}家", round_half_up(share.share)) for share in shares]
    return Chart(f"产值集中度（{year}年）", tuple(bars(found, "%", FULL)), "占集群总产值的比重。")
