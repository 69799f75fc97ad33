"""Energy into standard coal (GB/T 2589-2020) and into CO₂, carrier by carrier.

Factors, their basis and their data year stand in ``data/energy_coefficients.csv`` and
``data/grid_emission_factors.csv``.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from jiqun.core.figures.book import Figures, Reading
from jiqun.core.form.beijing.worksheet import CARRIERS
from jiqun.core.quantity import Quantity, between, constant, total
from jiqun.core.reference import rows

#: How many units of the standards go into one of the worksheet, in tonnes: kgce/m³ for 万立方米
#: and kgce/kWh for 万千瓦时 count tenfold, 吨 and 吉焦 once.
COAL_SCALE = {"吨": 1, "吉焦": 1, "万立方米": 10, "万千瓦时": 10}

#: kgce/MJ for 吉焦 is the same number in tce; every other coefficient is per kg, m³ or kWh.
ELECTRICITY = "electricity"
#: 万千瓦时 to MWh.
MWH = 10

#: Areas whose mean grid factor is in use, the city's own first.
AREAS = {"北京": "北京市", "全国": "全国", "华北": "华北区域"}


def coefficients(*kinds: str) -> Mapping[str, Mapping[str, str]]:
    return {row["id"]: row for row in rows("energy_coefficients") if row["kind"] in kinds}


@cache
def coal_factors() -> Mapping[str, Quantity]:
    """Carrier to tonnes of standard coal per unit of the worksheet, electricity at 当量值; a range
    where the standard has one, shown at the value that statistics use."""
    table = coefficients("coal_equivalent")
    return {
        carrier: coal_factor(table[carrier], unit, f"{name}折标准煤系数")
        for carrier, name, unit in CARRIERS
    }


@cache
def as_generated() -> Quantity:
    """Electricity may also count for the coal that made it (等价值). The standard leaves that
    factor to the power stations' consumption of the year, so the table has a range."""
    (row,) = coefficients("coal_equivalent_generated").values()
    return coal_factor(row, "万千瓦时", "电力折标准煤系数（等价值）")


def coal_factor(row: Mapping[str, str], unit: str, name: str) -> Quantity:
    low, usual, high = (
        Decimal(row[column] or row["value"]) * COAL_SCALE[unit]
        for column in ("value", "usual", "value_max")
    )
    return between(low, usual, high, name)


@cache
def carbon_factors() -> Mapping[str, Quantity]:
    """Carrier to tonnes of CO₂ per unit of the worksheet, electricity apart."""
    table = coefficients("co2_fuel", "co2_heat")
    return {
        carrier: constant(Decimal(table[carrier]["value"]), f"{name}二氧化碳排放因子")
        for carrier, name, _ in CARRIERS
        if carrier != ELECTRICITY
    }


@cache
def grid_factors(year: int) -> Mapping[str, Quantity]:
    """Name of the basis to tonnes of CO₂ per 万千瓦时: the mean factors of the year, or of the
    last year published before it, and the two fixed ones in use."""
    bases = dict(published_factor(area, year) for area in AREAS)
    fixed = coefficients("co2_electricity")
    bases["电力按DB11/T 1785-2020因子"] = Decimal(fixed["electricity_bj_db11"]["value"])
    bases["电力按全国碳市场因子"] = Decimal(fixed["electricity_cets"]["value"])
    return {
        basis: constant(factor * MWH, f"电力二氧化碳排放因子（{factor}吨/兆瓦时）")
        for basis, factor in bases.items()
    }


def published_factor(area: str, year: int) -> tuple[str, Decimal]:
    """Name and tonnes of CO₂ per MWh; of the first year there is, if that is later."""
    means = {
        int(row["data_year"]): Decimal(row["value"])
        for row in rows("grid_emission_factors")
        if (row["area"], row["variant"]) == (area, "平均")
    }
    latest = max((published for published in means if published <= year), default=min(means))
    return f"电力按{AREAS[area]}{latest}年平均因子", means[latest]


def energy_used(of: Figures, year: int) -> Iterator[Reading]:
    """Tonnes of standard coal, once for each basis of electricity."""
    factors = coal_factors()
    bases = {"当量值": factors[ELECTRICITY], "等价值": as_generated()}
    for basis, burnt in converted(used(of, year), factors, bases):
        yield Reading(f"电力按{basis}，天然气按1.2143", burnt)


def co2_emitted(of: Figures, year: int) -> Iterator[Reading]:
    """Tonnes of CO₂, once for each basis of electricity."""
    for basis, emitted in converted(used(of, year), carbon_factors(), grid_factors(year)):
        yield Reading(basis, emitted)


def converted(
    amounts: Mapping[str, Quantity], factors: Mapping[str, Quantity], bases: Mapping[str, Quantity]
) -> Iterator[tuple[str, Quantity]]:
    """All carriers together, with electricity on each of the bases."""
    fuels = [amount * factors[c] for c, amount in amounts.items() if c != ELECTRICITY]
    burnt = [total(fuels)] if fuels else []
    for basis, factor in bases.items():
        electricity = [amount * factor for c, amount in amounts.items() if c == ELECTRICITY]
        yield basis, total([*burnt, *electricity])


def used(of: Figures, year: int) -> Mapping[str, Quantity]:
    """What was used of each carrier the worksheet speaks of; all of them, blank, if of none."""
    amounts = {carrier: of.given(f"energy.{year}.{carrier}") for carrier, *_ in CARRIERS}
    return {c: amount for c, amount in amounts.items() if not amount.blank} or amounts
