"""The formulas the form wants attached (附计算公式): energy and CO₂ per output, on one sheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jiqun.core.factors import Factor, factors
from jiqun.core.facts import Facts
from jiqun.core.figures import Figure, Figures, Reading
from jiqun.core.figures.part2 import WAN_PER_YI
from jiqun.core.form.beijing.worksheet import CARRIERS
from jiqun.core.quantity import Leaf, Quantity
from jiqun.web.checks.layout import cluster_name

#: A figure per output, the total it is computed from, and what its factors are called.
FORMULAS = (
    ("energy_per_output", "energy_used", "折标准煤系数"),
    ("co2_per_output", "co2_emitted", "排放因子"),
)


@dataclass(frozen=True, slots=True)
class CarrierRow:
    """What is used of one carrier by year, and what one unit of it counts for: one factor, unless
    the years have their own."""

    name: str
    unit: str
    amounts: tuple[str, ...]
    factors: tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One formula, with its factors, every year's figures and its result."""

    title: str
    words: str
    factor: str
    total: str
    total_unit: str
    unit: str
    years: tuple[int, ...]
    rows: tuple[CarrierRow, ...]
    totals: tuple[str, ...]
    outputs: tuple[str, ...]
    results: tuple[str, ...]
    readings: tuple[str, ...]


def as_context(facts: Facts) -> Mapping[str, Any]:
    """Everything the page of formulas shows."""
    return {
        "cluster": cluster_name(facts),
        "sheets": lay_out_formulas(Figures(facts)),
        "base": facts.edition.years.base,
    }


def lay_out_formulas(figures: Figures) -> tuple[Sheet, ...]:
    """A sheet for each of the two that can be computed for any year."""
    sheets = (sheet(figures, *formula) for formula in FORMULAS)
    return tuple(sheet for sheet in sheets if sheet)


def sheet(figures: Figures, ratio_id: str, total_id: str, factor: str) -> Sheet | None:
    years = [year for year in figures.years.past if figures[f"{ratio_id}.{year}"].known]
    if not years:
        return None
    ratios = [figures[f"{ratio_id}.{year}"] for year in years]
    totals = [figures[f"{total_id}.{year}"] for year in years]
    chosen = declared_reading(ratios, figures)
    sums = [total.known[chosen] for total in totals]
    ratio, total = ratios[0].definition, totals[0].definition
    return Sheet(
        title=ratio.label,
        words=f"{ratio.label}＝Σ（各能源品种消费量×{factor}）÷集群总产值",
        factor=factor,
        total=total.label,
        total_unit=total.unit,
        unit=ratio.unit,
        years=tuple(years),
        rows=tuple(carrier_rows(sums, totals)),
        totals=tuple(printed(reading.quantity) for reading in sums),
        outputs=tuple(printed(figures.given("output", year) * WAN_PER_YI) for year in years),
        results=tuple(printed(figure.known[chosen].quantity) for figure in ratios),
        readings=tuple(dict.fromkeys(reading.name for reading in sums)),
    )


def declared_reading(known: Sequence[Figure], figures: Figures) -> int:
    """Which of the readings gives the declared figures of every year; the first if none does."""
    for at in range(len(known[0].known)):
        declared = ((figure, figures.given(figure.key)) for figure in known)
        if all(figure.known[at].quantity.meets(filled) for figure, filled in declared):
            return at
    return 0


def printed(quantity: Quantity) -> str:
    return "" if quantity.rounded is None else f"{quantity.rounded:f}"


def carrier_rows(sums: Sequence[Reading], totals: Sequence[Figure]) -> Iterator[CarrierRow]:
    """A row for each carrier that was used in any year."""
    known = {factor.name: factor for total in totals for factor in factors(total)}
    by_year = [dict(terms(reading.quantity)) for reading in sums]
    for carrier, name, unit in CARRIERS:
        pairs = [of.get(carrier) for of in by_year]
        if any(pairs):
            used = dict.fromkeys(
                known[factor.name] for pair in pairs if pair for factor in pair[1:]
            )
            amounts = tuple(pair[0].shown if pair else "" for pair in pairs)
            yield CarrierRow(name, unit, amounts, tuple(used))


def terms(quantity: Quantity) -> Iterator[tuple[str, tuple[Leaf, Leaf]]]:
    """Carrier, amount and factor of every term of a sum of amounts × factors."""
    if quantity.sign == "*":
        amount, factor = (part.leaf for part in quantity.parts)
        assert amount and factor
        yield amount.key.rpartition(".")[2], (amount, factor)
    else:
        for part in quantity.parts:
            yield from terms(part)
