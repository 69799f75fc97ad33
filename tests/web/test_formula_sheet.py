"""The formulas to attach: factors, figures of every year, and the result, for energy and CO₂."""

from jiqun.core.factors import Factor
from jiqun.core.facts import parse_facts
from jiqun.core.figures import Figures
from jiqun.core.form.beijing.worksheet import CARRIERS
from jiqun.web.checks.formulas import CarrierRow, Sheet, lay_out_formulas
from tests.declarations import blank, golden

SMALL = {
    "output.2022": "0.50",
    "output.2023": "1.00",
    "energy.2022.diesel": "10",
    "energy.2023.diesel": "20",
    "energy.2023.electricity": "100",
    "energy_per_output.2022": "0.00",
}


def sheets(typed: dict[str, str]) -> tuple[Sheet, ...]:
    facts, problems = parse_facts("beijing-2024", typed)
    assert problems == ()
    return lay_out_formulas(Figures(facts))


def test_energy() -> None:
    energy, _ = sheets(SMALL)
    coal = "GB/T 2589-2020 附录A"
    assert energy == Sheet(
        title="单位产值能耗",
        words="单位产值能耗＝Σ（各能源品种消费量×折标准煤系数）÷集群总产值",
        factor="折标准煤系数",
        total="综合能源消费量",
        total_unit="吨标准煤",
        unit="吨标准煤/万元",
        years=(2022, 2023),
        rows=(
            CarrierRow(
                "柴油",
                "吨",
                ("10.00", "20.00"),
                (Factor("柴油折标准煤系数", "1.4571", "吨标准煤/吨", coal),),
            ),
            CarrierRow(
                "电力",
                "万千瓦时",
                ("", "100.00"),
                (Factor("电力折标准煤系数", "1.2290", "吨标准煤/万千瓦时", coal),),
            ),
        ),
        totals=("14.57", "152.04"),
        outputs=("5000.00", "10000.00"),
        results=("0.00", "0.02"),
        readings=("电力按当量值，天然气按1.2143",),
    )


def test_electricity_has_a_factor_for_each_year_with_its_source() -> None:
    typed = {**SMALL, "energy.2022.electricity": "50"}
    _, carbon = sheets(typed)
    assert carbon.readings == ("电力按北京市2022年平均因子", "电力按北京市2023年平均因子")
    electricity = carbon.rows[-1]
    assert [(f.value, f.basis) for f in electricity.factors] == [
        ("5.5800", "生态环境部、国家统计局公告2024年第33号，北京市2022年数据"),
        ("5.5540", "生态环境部、国家统计局公告2025年第47号，北京市2023年数据"),
    ]
    assert carbon.totals == ("309.96", "617.32")


def test_the_basis_is_the_one_that_gives_the_declared_figures() -> None:
    """100万千瓦时 over 1亿元: 0.06 by the city's factor of 5.5540, and by 6.04 alike."""
    typed = {"output.2023": "0.10", "energy.2023.electricity": "100"}
    assert [sheets({**typed, "co2_per_output.2023": d})[1].readings for d in ("0.56", "0.60")] == [
        ("电力按北京市2023年平均因子",),
        ("电力按DB11/T 1785-2020因子",),
    ]
    assert sheets({**typed, "co2_per_output.2023": "9.99"})[1].results == ("0.56",)


def test_without_energy_there_is_nothing_to_attach() -> None:
    assert lay_out_formulas(Figures(blank())) == ()
    assert sheets({"output.2023": "1.00"}) == ()
    assert sheets({"energy.2023.diesel": "20"}) == ()


def test_every_carrier_has_a_row() -> None:
    typed = {f"energy.2023.{carrier}": "1" for carrier, *_ in CARRIERS} | {"output.2023": "1"}
    for sheet in sheets(typed):
        assert [row.name for row in sheet.rows] == [name for _, name, _ in CARRIERS]
        assert all(row.factors for row in sheet.rows)


def test_the_results_are_those_of_the_figures() -> None:
    figures = Figures(golden("clean").facts)
    energy, carbon = lay_out_formulas(figures)
    for sheet, key in ((energy, "energy_per_output"), (carbon, "co2_per_output")):
        assert sheet.results == tuple(f"{figures[f'{key}.{year}'].value}" for year in sheet.years)
