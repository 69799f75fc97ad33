"""The factors behind a figure: unit, basis and data year of each."""

import pytest

from jiqun.core.case import Case
from jiqun.core.factors import Factor, factors, provenance
from jiqun.core.reference import rows
from tests.declarations import blank, golden

FIGURES = Case(facts=golden("clean").facts).figures
MADE = "燃料热值(GJ)×单位热值含碳量(tC/GJ)×氧化率×44/12"


def test_the_factors_of_a_figure_of_energy() -> None:
    assert factors(FIGURES["energy_per_output.2023"]) == (
        Factor("汽油折标准煤系数", "1.4714", "吨标准煤/吨", "GB/T 2589-2020 附录A"),
        Factor("柴油折标准煤系数", "1.4571", "吨标准煤/吨", "GB/T 2589-2020 附录A"),
        Factor(
            "天然气折标准煤系数",
            "12.1430",
            "吨标准煤/万立方米",
            "GB/T 2589-2020 附录A，1.1—1.33kgce/m3",
        ),
        Factor("热力折标准煤系数", "0.03412", "吨标准煤/吉焦", "GB/T 2589-2020 附录A"),
        Factor("电力折标准煤系数", "1.2290", "吨标准煤/万千瓦时", "GB/T 2589-2020 附录A"),
        Factor(
            "电力折标准煤系数（等价值）",
            "3.00",
            "吨标准煤/万千瓦时",
            "按当年火电供电标准煤耗折算（GB/T 2589-2020 未给定值），0.28—0.33kgce/kWh，待核实",
        ),
    )


def test_the_factors_of_a_figure_of_carbon() -> None:
    """Electricity once for each basis, with the document and the year of its data."""
    found = factors(FIGURES["co2_per_output.2021"])
    assert found[0] == Factor(
        "汽油二氧化碳排放因子", "2.9251", "吨二氧化碳/吨", f"{MADE}，即43.07×0.0189×0.98×44/12"
    )
    heat = Factor(
        "热力二氧化碳排放因子",
        "0.11",
        "吨二氧化碳/吉焦",
        "GB/T 32150-2025 缺省值；北京DB11/T 1785-2020 同值",
    )
    assert heat in found
    notice = "生态环境部、国家统计局公告2024年第12号"
    electricity = [(f.value, f.unit, f.basis) for f in found if f.name.startswith("电力")]
    assert electricity[:2] == [
        ("5.6880", "吨二氧化碳/万千瓦时", f"{notice}，北京市2021年数据"),
        ("5.5680", "吨二氧化碳/万千瓦时", f"{notice}，全国2021年数据，待核实"),
    ]


def test_the_rate_of_the_year_is_a_factor() -> None:
    assert factors(FIGURES["exports.2022"]) == (
        Factor("2022年人民币对美元年平均汇率", "6.7261", "元/美元", "人民币汇率中间价年平均"),
    )


def test_a_figure_of_filled_in_numbers_has_none() -> None:
    assert factors(FIGURES["output_growth"]) == ()
    assert factors(FIGURES["output_per_firm.2023"]) == ()  # 10000 is no factor
    assert factors(Case(facts=blank()).figures["energy_per_output.2023"]) == ()


@pytest.mark.parametrize("declared", ["clean", "longest"])
def test_every_named_constant_has_a_basis(declared: str) -> None:
    """Names and bases come from two places, and must find each other."""
    figures = Case(facts=golden(declared).facts).figures
    named = {
        leaf.name
        for figure in figures.known()
        for reading in figure.known
        for leaf, _ in reading.quantity.leaves()
        if not leaf.key and leaf.name != leaf.shown and leaf.name not in computed(figures)
    }
    assert named
    assert named <= provenance().keys()


def computed(figures: object) -> set[str]:
    """What other figures are called where a formula builds on them."""
    return {figure.label for figure in figures.values()}  # type: ignore[attr-defined]


def test_every_factor_has_unit_and_basis() -> None:
    for unit, basis in provenance().values():
        assert unit and basis and not basis.startswith("，")


def test_what_was_not_seen_in_the_original_says_so() -> None:
    unseen = {row["name"] for row in rows("energy_coefficients") if row["status"] == "RECALLED"}
    assert "液化天然气" in unseen
    assert provenance()["液化天然气折标准煤系数"][1].endswith("待核实")
    assert provenance()["柴油折标准煤系数"][1] == "GB/T 2589-2020 附录A"
