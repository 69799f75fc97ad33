"""Rates: what the totals come to when one is put against another, or against an earlier year.

The figures of the form are asked with the totals in place of what is filled in. Only what the firms
give in columns of their own, and no figure is computed from, has its quotient here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from jiqun.core.facts import Facts
from jiqun.core.figures import DEFINITIONS, Figures
from jiqun.core.form import WORKSHEET, Edition
from jiqun.core.quantity import HUNDRED, Leaf, Quantity
from jiqun.core.roster.totals.total import TEN_THOUSANDTH, Total

#: Figures that compare totals of the same year.
RATES = (
    "rd_intensity",
    "patents_per_10k",
    "cloud_rate",
    "iiot_rate",
    "solid_waste_rate",
    "water_reuse_rate",
)
#: And of different years: firms lacking in either would only seem to have grown.
GROWTHS = ("fdi_growth", "exports_growth", "leading_output_growth", "patent_growth")


def derived(totals: Mapping[str, Total], edition: Edition) -> Iterator[Total]:
    """Every rate that the totals give."""
    yield from computed(RATES, totals, edition)
    complete = {key: total for key, total in totals.items() if not total.lacking}
    yield from computed(GROWTHS, complete, edition)
    yield from quotients(totals, edition.years.past)


def computed(ids: Iterable[str], totals: Mapping[str, Total], edition: Edition) -> Iterator[Total]:
    """The figures as they would be if the totals were filled in, and nothing else."""
    figures = Figures(Facts(edition, {}), {key: named(total) for key, total in totals.items()})
    for definition in map(DEFINITIONS.__getitem__, ids):
        words = definition.sentence.replace(f"（{WORKSHEET}）", "")  # here the roster gives it
        for key, _ in definition.keys(edition.years):
            quantity = figures[key].quantity
            if not quantity.blank:
                parts = [totals[part] for part in sorted(quantity.keys, key=year_in)]
                yield made_of(key, quantity, words, parts)


def named(total: Total) -> Quantity:
    """Its quantity, so that what is computed from it knows."""
    return replace(total.quantity, leaf=Leaf(total.words, f"{total.value:f}", total.key))


def year_in(key: str) -> str:
    return key.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Quotient:
    """One total over another, times a factor; for each year, or where ``base_only`` for the base
    year, which its ``part`` does not name."""

    id: str
    part: str
    whole: str
    words: str
    factor: Decimal = HUNDRED
    base_only: bool = False


#: 亿元 against 吨 is 万元 against 吨.
QUOTIENTS = (
    Quotient("sme_output_share", "sme_output", "output", "中小企业产值÷集群总产值×100%"),
    Quotient("leading_output_share", "leading_output", "output", "主导产业产值÷集群总产值×100%"),
    Quotient("co2_per_output", "co2", "output", "二氧化碳排放量÷总产值", TEN_THOUSANDTH),
    Quotient("energy_per_output", "energy_used", "output", "综合能源消费量÷总产值", TEN_THOUSANDTH),
    Quotient(
        "rd_tools_rate",
        "rd_tools_smes",
        "smes",
        "应用数字化研发工具的中小企业÷中小企业×100%",
        base_only=True,
    ),
)


def quotients(totals: Mapping[str, Total], past: tuple[int, ...]) -> Iterator[Total]:
    for rate in QUOTIENTS:
        for year in past[-1:] if rate.base_only else past:
            of_year = "" if rate.base_only else f".{year}"
            part, whole = totals.get(rate.part + of_year), totals.get(f"{rate.whole}.{year}")
            if part and whole:
                quantity = part.quantity / whole.quantity * rate.factor
                if not quantity.blank:
                    yield made_of(rate.id + of_year, quantity, rate.words, (part, whole))


def made_of(key: str, quantity: Quantity, words: str, parts: Iterable[Total]) -> Total:
    """A total computed from others: whatever rows make them make it."""
    parts = tuple(parts)
    rows, lacking = (
        tuple(sorted({row for those in of for row in those}))
        for of in ([part.rows for part in parts], [part.lacking for part in parts])
    )
    keys = tuple(part.key for part in parts)
    return Total(key, quantity, rows, words, lacking=lacking, parts=keys)
