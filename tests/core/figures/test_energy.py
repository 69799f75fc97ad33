"""Energy into standard coal and into CO₂: which factors, on which basis, of which year."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from jiqun.core.figures import Figures
from jiqun.core.figures.energy import (
    as_generated,
    carbon_factors,
    co2_emitted,
    coal_factors,
    energy_used,
    grid_factors,
    used,
)
from jiqun.core.form.beijing.worksheet import CARRIERS
from jiqun.core.interval import Interval
from jiqun.core.quantity import Quantity
from tests.core.figures.corners import figures

EVERY_CARRIER = [carrier for carrier, *_ in CARRIERS]


def values(factors: Mapping[str, Quantity]) -> dict[str, str]:
    return {name: f"{factor.value:f}" for name, factor in factors.items()}


# --- Factors ---


def test_standard_coal_by_the_unit_of_the_worksheet() -> None:
    """kgce/kg is tce/t and kgce/MJ tce/GJ; 万立方米 and 万千瓦时 count tenfold, in tonnes."""
    assert values(coal_factors()) == {
        "raw_coal": "0.7143",
        "washed_coal": "0.9",
        "coke": "0.9714",
        "crude_oil": "1.4286",
        "fuel_oil": "1.4286",
        "gasoline": "1.4714",
        "kerosene": "1.4714",
        "diesel": "1.4571",
        "lpg": "1.7143",
        "lng": "1.7572",
        "natural_gas": "12.1430",
        "heat": "0.03412",
        "electricity": "1.2290",
    }


def test_gas_is_of_any_quality_the_standard_knows() -> None:
    gas = coal_factors()["natural_gas"]
    assert gas.interval == Interval(Decimal("11"), Decimal("13.3"))
    assert (gas.words, gas.sum) == ("天然气折标准煤系数", "12.1430")
    assert coal_factors()["diesel"].interval == Interval.exactly(Decimal("1.4571"))


def test_electricity_may_count_for_the_coal_that_made_it() -> None:
    assert as_generated().interval == Interval(Decimal("2.8"), Decimal("3.3"))
    assert (as_generated().words, as_generated().sum) == ("电力折标准煤系数（等价值）", "3.00")


def test_co2_of_every_carrier_but_electricity() -> None:
    factors = carbon_factors()
    assert list(factors) == [carrier for carrier in EVERY_CARRIER if carrier != "electricity"]
    assert values(factors) | {"natural_gas": "21.6219", "heat": "0.11", "diesel": "3.0959"} == (
        values(factors)
    )
    assert factors["heat"].words == "热力二氧化碳排放因子"


@pytest.mark.parametrize(
    ("year", "published"),
    [
        (2019, {"北京市2021年": "5.688", "全国2021年": "5.568", "华北区域2021年": "7.120"}),
        (2021, {"北京市2021年": "5.688", "全国2021年": "5.568", "华北区域2021年": "7.120"}),
        (2022, {"北京市2022年": "5.580", "全国2022年": "5.366", "华北区域2022年": "6.776"}),
        (2023, {"北京市2023年": "5.554", "全国2023年": "5.306", "华北区域2023年": "6.361"}),
        (2031, {"北京市2023年": "5.554", "全国2023年": "5.306", "华北区域2023年": "6.361"}),
    ],
    ids=str,
)
def test_electricity_has_the_mean_factor_of_the_year_or_the_nearest_published(
    year: int, published: dict[str, str]
) -> None:
    factors = grid_factors(year)
    assert {name: f"{factor.value:.3f}" for name, factor in factors.items()} == {
        **{f"电力按{of_what}平均因子": factor for of_what, factor in published.items()},
        "电力按DB11/T 1785-2020因子": "6.040",
        "电力按全国碳市场因子": "5.703",
    }


def test_a_factor_says_what_it_is() -> None:
    factor = grid_factors(2022)["电力按北京市2022年平均因子"]
    assert (factor.words, factor.sum) == ("电力二氧化碳排放因子（0.5580吨/兆瓦时）", "5.5800")


# --- What is used ---


def of(typed: Mapping[str, str]) -> Figures:
    return figures({f"energy.2022.{carrier}": value for carrier, value in typed.items()})


def test_only_what_the_worksheet_speaks_of_counts() -> None:
    amounts = used(of({"diesel": "10.00", "heat": "无"}), 2022)
    assert {carrier: amount.value for carrier, amount in amounts.items()} == {
        "diesel": Decimal("10.00"),
        "heat": Decimal(0),
    }


def test_without_a_worksheet_every_carrier_is_lacking() -> None:
    nothing = of({})
    assert list(used(nothing, 2022)) == EVERY_CARRIER
    for reading in (*energy_used(nothing, 2022), *co2_emitted(nothing, 2022)):
        assert reading.quantity.blank
        assert reading.quantity.missing[:2] == ("energy.2022.raw_coal", "energy.2022.washed_coal")


def test_standard_coal_on_both_bases() -> None:
    amounts = of({"diesel": "10.00", "natural_gas": "20.00", "electricity": "100.00"})
    as_used, at_station = energy_used(amounts, 2022)
    assert (as_used.name, at_station.name) == (
        "电力按当量值，天然气按1.2143",
        "电力按等价值，天然气按1.2143",
    )
    assert as_used.quantity.value == Decimal("14.571") + Decimal("242.86") + Decimal("122.9")
    assert at_station.quantity.value == Decimal("14.571") + Decimal("242.86") + Decimal("300")
    assert as_used.quantity.sum == "10.00 × 1.4571 ＋ 20.00 × 12.1430 ＋ 100.00 × 1.2290"
    low, high = Decimal("9.995"), Decimal("10.005")
    assert at_station.quantity.interval == Interval(
        low * Decimal("1.4571") + Decimal("19.995") * 11 + Decimal("99.995") * Decimal("2.8"),
        high * Decimal("1.4571")
        + Decimal("20.005") * Decimal("13.3")
        + Decimal("100.005") * Decimal("3.3"),
    )


def test_co2_on_every_basis() -> None:
    readings = list(co2_emitted(of({"heat": "1000.00", "electricity": "100.00"}), 2022))
    assert {reading.name: reading.quantity.rounded for reading in readings} == {
        "电力按北京市2022年平均因子": Decimal("668.00"),
        "电力按全国2022年平均因子": Decimal("646.60"),
        "电力按华北区域2022年平均因子": Decimal("787.60"),
        "电力按DB11/T 1785-2020因子": Decimal("714.00"),
        "电力按全国碳市场因子": Decimal("680.30"),
    }
    assert readings[0].quantity.sum == "1000.00 × 0.11 ＋ 100.00 × 5.5800"


def test_without_electricity_all_bases_agree() -> None:
    amounts = of({"diesel": "10.00"})
    assert {r.quantity.rounded for r in co2_emitted(amounts, 2022)} == {Decimal("30.96")}
    assert {r.quantity.rounded for r in energy_used(amounts, 2022)} == {Decimal("14.57")}


def test_electricity_alone() -> None:
    (as_used, at_station) = energy_used(of({"electricity": "1.00"}), 2022)
    assert (as_used.quantity.sum, at_station.quantity.sum) == ("1.00 × 1.2290", "1.00 × 3.00")
