"""Dollars into yuan, at the rate of the year's 统计公报 (填报说明 5)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from jiqun.core.figures.book import Figures, Reading
from jiqun.core.quantity import Quantity, between
from jiqun.core.reference import rows

#: How far the rate that a 统计公报 prints may lie from the yearly mean of our table: the two are
#: drawn from the same daily rates, and the widest difference seen is a thousandth.
RATE_LOW, RATE_HIGH = Decimal("0.99"), Decimal("1.01")


@cache
def yearly_rates() -> Mapping[int, Decimal]:
    """Yuan for one dollar, annual average of the central parity."""
    return {int(row["year"]): Decimal(row["cny_per_unit"]) for row in rows("fx_annual_average")}


def usd_rate(of: Figures, year: int) -> Quantity:
    """The rate the worksheet gives, else about the published one; blank for a year not yet known.

    The worksheet's own rate is taken as it is, the published one with one per cent either side.
    """
    own = of.given("usd_rate", year)
    published = yearly_rates().get(year)
    if not own.blank or published is None:
        return own
    name = f"{year}年人民币对美元年平均汇率"
    return between(published * RATE_LOW, published, published * RATE_HIGH, name)


def in_yuan(of: Figures, dollars: str, year: int) -> Iterator[Reading]:
    yield Reading("", of.given(dollars, year) * usd_rate(of, year))
