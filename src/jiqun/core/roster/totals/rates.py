"""Rates: what the totals come to when one is put against another, or against an earlier year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from jiqun.core.quantity import HUNDRED, Quantity, total
from jiqun.core.roster.totals.total import Total

#: 亿元 against 吨 is 万元 against 吨.
TEN_THOUSANDTH = Decimal("0.0001")
TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Rate:
    """One total over another, times a factor; by year if they are."""

    id: str
    part: str
    whole: str
    words: str
    factor: Decimal = HUNDRED


RATES = (
    Rate("sme_output_share", "sme_output", "output", "中小企业产值÷集群总产值×100%"),
    Rate("leading_output_share", "leading_output", "output", "主导产业产值÷集群总产值×100%"),
    Rate("rd_intensity", "rd_spend", "sme_revenue", "中小企业研发费用÷营业收入×100%（填报说明11）"),
    Rate("co2_per_output", "co2", "output", "二氧化碳排放量÷总产值", TEN_THOUSANDTH),
    Rate("energy_per_output", "energy_used", "output", "综合能源消费量÷总产值", TEN_THOUSANDTH),
)
SINGLE_RATES = (
    Rate("cloud_rate", "cloud_smes", "smes.{base}", "上云中小企业÷中小企业×100%"),
    Rate("iiot_rate", "iiot_smes", "smes.{base}", "接入工业互联网平台的中小企业÷中小企业×100%"),
    Rate(
        "rd_tools_rate",
        "rd_tools_smes",
        "smes.{base}",
        "应用数字化研发工具的中小企业÷中小企业×100%",
    ),
    Rate(
        "patents_per_10k",
        "valid_patents",
        "sme_staff.{base}",
        "有效发明专利÷从业人员×10000",
        TEN_THOUSAND,
    ),
    Rate(
        "water_reuse_rate", "water_reused", "water_total", "重复用水量÷总用水量×100%（填报说明16）"
    ),
)


def derived(totals: Mapping[str, Total], past: tuple[int, ...]) -> Iterator[Total]:
    """Every rate that the totals give."""
    yield from rates(totals, past)
    yield from growths(totals, past)
    yield from wasted(totals)


def rates(totals: Mapping[str, Total], past: tuple[int, ...]) -> Iterator[Total]:
    yearly = (
        (f"{rate.id}.{year}", f"{rate.part}.{year}", f"{rate.whole}.{year}", rate)
        for rate in RATES
        for year in past
    )
    single = ((r.id, r.part, r.whole.format(base=past[-1]), r) for r in SINGLE_RATES)
    for key, part, whole, rate in (*yearly, *single):
        if part in totals and whole in totals:
            over, under = totals[part], totals[whole]
            rated = over.quantity / under.quantity * rate.factor
            yield from computed(key, rated, rate.words, over, under)


GROWTHS = (
    ("fdi_growth", "fdi", "外商直接投资额"),
    ("exports_growth", "exports", "主导产品出口贸易额"),
)
MEAN_GROWTHS = (
    ("leading_output_growth", "leading_output", "主导产业产值"),
    ("patent_growth", "patents_held", "年末有效发明专利"),
)


def growths(totals: Mapping[str, Total], past: tuple[int, ...]) -> Iterator[Total]:
    """Growth by year, and over the years of the form as the geometric mean (填报说明9)."""
    for id, of, name in GROWTHS:
        for before, year in pairwise(past):
            yield from grown(totals, f"{id}.{year}", of, (before, year), f"{name}比上年增长")
    for id, of, name in MEAN_GROWTHS:
        yield from grown(totals, id, of, (past[0], past[-1]), f"{name}年均增速（几何平均）")


def grown(
    totals: Mapping[str, Total], key: str, of: str, years: tuple[int, int], words: str
) -> Iterator[Total]:
    """None where firms are lacking in either year: they would only seem to have grown."""
    first, last = (totals.get(f"{of}.{year}") for year in years)
    if first and last and not first.lacking and not last.lacking:
        growth = (last.quantity / first.quantity).root(years[1] - years[0]) - 1
        yield from computed(key, growth.in_percent, words, first, last)


def wasted(totals: Mapping[str, Total]) -> Iterator[Total]:
    """填报说明15: all kinds together."""
    produced, used = (
        [t for k, t in totals.items() if k.startswith("waste.") and k.endswith(end)]
        for end in ("produced", "used")
    )
    if produced and used:
        whole, part = (total(t.quantity for t in of) for of in (produced, used))
        words = "七类大宗工业固废综合利用量之和÷产生量之和×100%（填报说明15）"
        yield from computed("solid_waste_rate", (part / whole).in_percent, words, *produced, *used)


def computed(key: str, quantity: Quantity, words: str, *parts: Total) -> Iterator[Total]:
    if not quantity.blank:
        rows = dict.fromkeys(row for part in parts for row in part.rows)
        lacking = dict.fromkeys(row for part in parts for row in part.lacking)
        keys = tuple(part.key for part in parts)
        yield Total(key, quantity, tuple(rows), words, lacking=tuple(lacking), parts=keys)
