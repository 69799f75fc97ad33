"""Doubt: amounts that are hardly meant as they stand, and what may have been meant."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from jiqun.core.facts import Facts
from jiqun.core.figures.book import Figure, Figures
from jiqun.core.figures.part2 import WAN_PER_YI, YEARLY_GROWTH
from jiqun.core.figures.series import (
    WAN,
    Series,
    as_printed,
    certainly_more,
    filled_years,
    leaps_alone,
    yearly,
)
from jiqun.core.form.model import Field
from jiqun.core.quantity import Quantity, constant

YI, YUAN = "亿元", "元"
#: The unit of a share that was not multiplied by 100%.
FRACTION = "小数"
#: Shares that may well be less than one per cent.
SMALL_SHARES = {"rd_intensity", "output_district_share"}
UP, DOWN = Decimal(10_000), Decimal("0.0001")
#: 亿元, 万元 and 元 are 10,000 apart each; with some growth, two years differ by this much.
LEAST_APART, MOST_APART = 1_000, 100_000
#: 亿元 in a column of 万元 looks like less than this, where other years have tens of thousands.
MOST_YI = 100
#: Less trade than this in every year, in 万元, is no cluster's.
LEAST_TRADED = 10
#: And no cluster makes 100 亿元 a firm, trades (in 万元) ten times its output (in 亿元), or spends
#: more than its output on research or on software.
MOST = {
    "output": ("firms", 100),
    "fdi": ("output", 10 * WAN_PER_YI),
    "exports": ("output", 10 * WAN_PER_YI),
    "rd_spend": ("output", 1),
    "software_purchase": ("output", WAN_PER_YI),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Years of one field, and the quantity each would be instead.

    ``unit`` is the one they seem to be typed in; where the unit is not what is doubted, it is ""
    and ``source`` says what they were computed from instead.
    """

    field: Field
    instead: Mapping[int | None, Quantity]
    unit: str = ""
    source: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.field.place(year=year).key for year in self.instead)

    def dispelled(self, facts: Facts) -> Figures:
        """The figures as they would be if those quantities stood there."""
        return Figures(facts, dict(zip(self.keys, self.instead.values(), strict=True)))


def in_other_units(of: Figures) -> Iterator[Doubt]:
    """Figures typed in another unit than the column's, as it seems."""
    yield from as_fractions(of)
    yield from off_by_a_unit(of)


def off_by_a_unit(of: Figures) -> Iterator[Doubt]:
    """Amounts in 亿元 or 万元 that seem to be meant in the other, or in 元."""
    for field in yearly(of.facts.edition):
        if field.unit in (YI, WAN):
            series = filled_years(of, field)
            doubt = unit_of_some(field, series) or unit_of_all(of, field, series)
            if doubt:
                yield doubt


def as_fractions(of: Figures) -> Iterator[Doubt]:
    """Shares of which every year is 1 at most. A year that is computed otherwise has a rule of its
    own, which sees as much."""
    for field in of.facts.edition.printed_fields:
        if field.unit != "%" or field.low != 0 or field.id in SMALL_SHARES:
            continue
        years = field.years or (None,)
        given = {of.facts.edition.fields[field.id].place(year=year).key: year for year in years}
        shares = {year: of.given(key) for key, year in given.items()}
        small = all(share.value and share.value <= 1 for share in shares.values())
        if small and all(key not in of or of.agrees(key) for key in given):
            instead = {year: share * 100 for year, share in shares.items()}
            yield Doubt(field, instead, FRACTION)


def unit_of_some(field: Field, series: Series) -> Doubt | None:
    """Years out of line with the others by just about what parts one unit from the next."""
    low, high = parted(series)
    if not low:
        return None
    if field.unit == YI:
        return rescaled(field, high, DOWN, WAN)
    if all(certainly_more(constant(MOST_YI), amount) for amount in low.values()):
        return rescaled(field, low, UP, YI)
    return rescaled(field, high, DOWN, YUAN)


def unit_of_all(of: Figures, field: Field, series: Series) -> Doubt | None:
    """Every year such as no cluster comes to in the unit of the column."""
    if field.id not in MOST or not series:
        return None
    basis, most = MOST[field.id]
    shares = (amount / of.given(basis, year) for year, amount in series.items())
    if all(certainly_more(share, constant(most)) for share in shares):
        return rescaled(field, series, DOWN, WAN if field.unit == YI else YUAN)
    traded = field.id in YEARLY_GROWTH.values()
    little = traded and all(
        certainly_more(constant(LEAST_TRADED), amount) for amount in series.values()
    )
    return rescaled(field, series, UP, YI) if little else None


def rescaled(field: Field, series: Series, factor: Decimal, unit: str) -> Doubt:
    instead: dict[int | None, Quantity] = {year: series[year] * factor for year in series}
    return Doubt(field, instead, unit)


def parted(series: Series) -> tuple[Series, Series]:
    """The low and the high years of an amount, if they are a unit apart; two times nothing else."""
    years = sorted(series, key=lambda year: as_printed(series[year]))
    amounts = [as_printed(series[year]) for year in years]
    for middle in range(1, len(years)):
        gap, span = amounts[middle] / amounts[middle - 1], amounts[-1] / amounts[0]
        if gap >= LEAST_APART and span <= MOST_APART:
            low, high = years[:middle], years[middle:]
            return {year: series[year] for year in low}, {year: series[year] for year in high}
    return {}, {}


def in_dollars(of: Figures) -> Iterator[Doubt]:
    """Years whose amount is not what the worksheet's dollars come to, but no dollars either."""
    yield from off_the_dollars(of, typed_as_dollars=False)


def unconverted(of: Figures) -> Iterator[Doubt]:
    """Years whose amount is the worksheet's dollars, as if they were yuan."""
    yield from off_the_dollars(of, typed_as_dollars=True)


def off_the_dollars(of: Figures, *, typed_as_dollars: bool) -> Iterator[Doubt]:
    for id in YEARLY_GROWTH.values():
        field = of.facts.edition.fields[id]
        other: dict[int | None, Quantity] = {
            year: of[f"{id}.{year}"].quantity
            for year in field.years
            if not of.agrees(f"{id}.{year}")
            and (of.given(id, year).value == of.given(f"{id}_usd", year).value) is typed_as_dollars
        }
        if other:
            yield Doubt(field, other, source="测算底稿中的美元金额按该年度汇率折算")


def misplaced_points(of: Figures) -> Iterator[Doubt]:
    """Amounts out of line with the other years, ten times as much or as little."""
    for field in yearly(of.facts.edition):
        for year, amount in filled_years(of, field).items():
            if field.unit in (YI, WAN) and leaps_alone(of, f"{field.id}.{year}"):
                for factor, way in ((Decimal("0.1"), "左"), (Decimal(10), "右")):
                    source = f"小数点{way}移一位后"
                    yield Doubt(field, {year: amount * factor}, source=source)


def swapped(of: Figures) -> Iterator[tuple[str, tuple[int, int]]]:
    """Growth of which two years stand in each other's column: each is what the other should be."""
    for growth in YEARLY_GROWTH:
        wrong = [year for year in of.years.past if not of.agrees(f"{growth}.{year}")]
        for years in combinations(wrong, 2):
            declared = [of.given(growth, year) for year in years]
            other = [of[f"{growth}.{year}"].quantity for year in reversed(years)]
            known = all(not quantity.blank for quantity in other)
            if known and all(map(Quantity.meets, declared, other)):
                yield growth, years


def against_growth(of: Figures) -> Iterator[Doubt]:
    """Amounts that contradict their own growth and that of the next year, where both growths
    agree on another amount."""
    exchanged = set(swapped(of))
    for growth, id in YEARLY_GROWTH.items():
        for year in of.years.past[:-1]:
            if (growth, (year, year + 1)) in exchanged:
                continue
            keys = f"{growth}.{year}", f"{growth}.{year + 1}"
            if any(map(of.agrees, keys)):
                continue
            risen, rising = (of.given(key).percent + 1 for key in keys)
            amount, next_amount = of.given(id, year - 1) * risen, of.given(id, year + 1) / rising
            if not next_amount.blank and amount.meets(next_amount):
                field = of.facts.edition.fields[id]
                yield Doubt(field, {year: amount}, source="按前后两年的增长率推算")


def amounts_at_fault(of: Figures) -> Iterator[tuple[Doubt, tuple[Figure, ...]]]:
    """The doubts that put right the rates declared, each with the rates it puts right."""
    rates = ("leading_output_growth", *yearly_rates_of(of))
    keys = {key for key in rates if not of.agrees(key)}
    if not keys:
        return
    doubts = (*in_other_units(of), *in_dollars(of), *misplaced_points(of), *against_growth(of))
    for doubt in doubts:
        figures = cleared(of, doubt, sorted(keys))
        if figures:
            yield doubt, figures
            keys -= {figure.key for figure in figures}


def yearly_rates_of(of: Figures) -> Iterator[str]:
    for id in (*YEARLY_GROWTH, "rd_intensity"):
        yield from (f"{id}.{year}" for year in of.years.past)


def converted_after_all(of: Figures) -> Iterator[tuple[Doubt, tuple[Figure, ...]]]:
    """Dollars typed as yuan, each with the growth that converting them puts right."""
    for doubt in unconverted(of):
        yield doubt, cleared(of, doubt, sorted(yearly_rates_of(of)))


def cleared(of: Figures, doubt: Doubt, keys: Iterable[str]) -> tuple[Figure, ...]:
    """Which declared figures do not agree with what is computed, and would without the doubt."""
    instead = doubt.dispelled(of.facts)
    return tuple(of[key] for key in keys if not of.agrees(key) and instead.agrees(key))
