"""Figures of part 八: what the baselines should be, and what the targets come to."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.figures import Figures
from jiqun.core.interval import Interval
from tests.core.figures.corners import assert_spans, corners, figures


def as_printed(key: str, of: Figures) -> list[tuple[str, str, str]]:
    """Each reading: its name, its value and the sum."""
    return [(r.name, f"{r.quantity.rounded:f}", r.quantity.sum) for r in of[key].known]


def fits(key: str, typed: Mapping[str, str]) -> bool:
    of = figures(typed)
    return of[key].fits(of.given(key))


# --- Baselines ---

OUTPUT = {"output.2021": "50.00", "output.2022": "60.00", "output.2023": "72.00"}
SHARES = {"leading_output_share.2021": "80.00", "leading_output_share.2023": "88.89"}
REVENUE = {"revenue.2021": "40.00", "revenue.2023": "48.40"}


def test_growth_is_that_of_output_of_its_leading_part_or_of_revenue() -> None:
    of = figures({**OUTPUT, **SHARES, **REVENUE, "output.2020": "40.00"})
    assert [(name, value) for name, value, _ in as_printed("targets.output_growth.base", of)] == [
        ("集群总产值，2021—2023年，两个间隔", "20.00"),
        ("集群总产值，2020—2023年，三个间隔", "21.64"),
        ("主导产业产值，2021—2023年，两个间隔", "26.49"),
        ("集群营业收入，2021—2023年，两个间隔", "10.00"),
    ]


def test_without_output_nothing_is_known_by_the_rest() -> None:
    assert figures(REVENUE)["targets.output_growth.base"].known == ()


def test_growth_of_output_has_its_known_mistakes() -> None:
    typed = {**OUTPUT, "output.2022": "51.00", "targets.output_growth.base": "21.59"}
    of = figures(typed)
    slip = of.slip_of("targets.output_growth.base", of.given("targets.output_growth.base"))
    assert slip == "与逐年增长率的算术平均数一致，填报说明9要求几何平均数"


TITLES = {
    "innovative_smes.2023": "31",
    "specialized_smes.2023": "21",
    "little_giants.2023": "4",
    "champions.2023": "1",
    "high_tech_firms.2023": "46",
}


def test_quality_smes_lie_between_the_largest_title_and_all_of_them() -> None:
    computed = figures(TITLES)["targets.quality_smes.base"]
    (reading,) = computed.known
    assert reading.name == "创新型与专精特新之和；去重、口径不同的，也应在31家至103家之间"
    assert (reading.quantity.value, reading.quantity.sum) == (Decimal(52), "31 ＋ 21")
    assert reading.quantity.interval == Interval(Decimal(31), Decimal(103))


def test_giants_may_be_the_largest_title() -> None:
    typed = {**dict.fromkeys(TITLES, "无"), "little_giants.2023": "8"}
    span = figures(typed)["targets.quality_smes.base"].quantity.interval
    assert span == Interval(Decimal(8), Decimal(8))


@pytest.mark.parametrize("blank", TITLES)
def test_every_title_must_be_known(blank: str) -> None:
    typed = {key: value for key, value in TITLES.items() if key != blank}
    computed = figures(typed)["targets.quality_smes.base"]
    assert [(reading.name, reading.quantity.missing) for reading in computed.readings] == [
        ("", (blank,))
    ]


CO2 = {"co2_per_output.2023": "0.14", "output.2023": "70.00"}


@pytest.mark.parametrize(
    ("unit", "readings"),
    [
        (
            "intensity",
            [("第五部分单位产值二氧化碳排放量，吨二氧化碳/万元", "0.14", "0.14")],
        ),
        ("t", [("单位产值二氧化碳排放量×集群总产值，吨", "98000.00", "0.14 × 70.00 × 10000")]),
        (
            "10kt",
            [("单位产值二氧化碳排放量×集群总产值，万吨", "9.80", "0.14 × 70.00 × 10000 ÷ 10000")],
        ),
    ],
)
def test_co2_is_what_its_unit_says(unit: str, readings: list[tuple[str, str, str]]) -> None:
    of = figures({**CO2, "targets.co2.unit": unit})
    assert as_printed("targets.co2.base", of) == readings


def test_a_total_may_come_from_the_carriers() -> None:
    typed = {"energy.2023.heat": "100000.00", "targets.co2.unit": "10kt"}
    readings = as_printed("targets.co2.base", figures(typed))
    assert readings[0] == (
        "电力按北京市2023年平均因子，万吨",
        "1.10",
        "100000.00 × 0.11 ÷ 10000",
    )
    assert len(readings) == 5


def test_without_a_unit_nothing_is_known_of_co2() -> None:
    computed = figures(CO2)["targets.co2.base"]
    assert [(r.name, r.quantity.blank) for r in computed.readings] == [("计量单位未选", True)]
    assert (computed.known, computed.value, computed.inputs) == ((), None, ())


def test_a_copied_figure_is_that_figure() -> None:
    """0.145 rounds to 0.15 and is next to 0.14; nobody copies 0.14 as 0.15 for that."""
    of = {"targets.co2.unit": "intensity", "co2_per_output.2023": "0.14"}
    key = "targets.co2.base"
    assert [fits(key, {**of, key: base}) for base in ("0.13", "0.14", "0.15")] == [
        False,
        True,
        False,
    ]
    assert figures({"targets.co2.unit": "intensity"})[key].quantity.missing == (
        "co2_per_output.2023",
    )


# --- Targets ---


def target(id: str, base: str, last: str) -> dict[str, str]:
    return {f"targets.{id}.base": base, f"targets.{id}.target": last}


@pytest.mark.parametrize(
    ("key", "typed", "readings"),
    [
        (
            "rd_target_growth",
            target("rd_spend", "2.00", "2.66"),
            [("", "9.97", "（³√（2.66 ÷ 2.00） － 1） × 100%")],
        ),
        (
            "patents_target_growth",
            target("valid_patents", "8000", "12167"),
            [("", "15.00", "（³√（12167 ÷ 8000） － 1） × 100%")],
        ),
        (
            "co2_target_cut",
            target("co2", "0.50", "0.40"),
            [("计量单位未选，按所填的数", "20.00", "（1 － 0.40 ÷ 0.50） × 100%")],
        ),
        (
            "energy_target_cut",
            target("energy_per_output", "0.40", "0.30"),
            [("按单位产值能耗", "25.00", "（1 － 0.30 ÷ 0.40） × 100%")],
        ),
    ],
)
def test_what_targets_come_to(
    key: str, typed: dict[str, str], readings: list[tuple[str, str, str]]
) -> None:
    of = figures(typed)
    assert (of[key].unit, as_printed(key, of)) == ("%", readings)


def test_a_cut_of_an_intensity_is_that() -> None:
    of = figures({**target("co2", "0.50", "0.40"), "targets.co2.unit": "intensity"})
    assert as_printed("co2_target_cut", of) == [
        ("按单位产值排放强度", "20.00", "（1 － 0.40 ÷ 0.50） × 100%")
    ]


@pytest.mark.parametrize("unit", ["t", "10kt"])
def test_a_cut_of_a_total_is_one_of_the_intensity_too(unit: str) -> None:
    """Output grows by a tenth a year, so that the same total is a quarter less to each 万元."""
    typed = {"targets.co2.unit": unit, "targets.output_growth.target": "10.00"}
    of = figures({**target("co2", "50.00", "50.00"), **typed})
    assert [(name, value) for name, value, _ in as_printed("co2_target_cut", of)] == [
        ("按排放总量", "0.00"),
        ("按产值年均增速目标折算为单位产值排放强度", "24.87"),
    ]


def test_without_the_growth_a_total_is_only_that() -> None:
    of = figures({**target("co2", "50.00", "45.00"), "targets.co2.unit": "t"})
    assert [(name, value) for name, value, _ in as_printed("co2_target_cut", of)] == [
        ("按排放总量", "10.00")
    ]


@given(
    base=st.decimals("0.01", "999.99", places=2).map(str),
    last=st.decimals("0.01", "999.99", places=2).map(str),
)
def test_a_cut_spans_all_that_the_printed_figures_may_be(base: str, last: str) -> None:
    of = figures(target("energy_per_output", base, last))
    least, greatest = corners(lambda b, t: (1 - t / b) * 100, base, last)
    assert_spans(of["energy_target_cut"].quantity.interval, least, greatest)
