"""Figures of part 五, on a declaration worked out by hand, and the mistakes they know."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.figures import Figures
from jiqun.core.form.beijing.worksheet import WASTES
from tests.core.figures.corners import assert_spans, corners, figures

#: Round figures, so that every mistake looks different.
BY_HAND = {
    "output.2021": "40.00",
    "energy.2021.electricity": "8000.00",
    "energy.2021.heat": "100000.00",
    "co2_per_output.2021": "0.60",
    "energy_per_output.2020": "0.50",
    "energy_per_output.2021": "0.40",
    "energy_per_output.2022": "0.36",
    "energy_per_output.2023": "0.30",
    "waste.slag.produced": "60.00",
    "waste.slag.used": "45.00",
    "waste.straw.produced": "20.00",
    "waste.straw.used": "19.00",
    "water_total": "250.00",
    "water_reused": "200.00",
}


def as_printed(key: str, of: Figures | None = None) -> list[tuple[str, str, str]]:
    """Each reading: its name, its value and the sum."""
    known = (of or figures(BY_HAND))[key].known
    return [(r.name, f"{r.quantity.rounded:f}", r.quantity.sum) for r in known]


@pytest.mark.parametrize(
    ("key", "label", "unit", "readings"),
    [
        (
            "energy_used.2021",
            "2021年综合能源消费量",
            "吨标准煤",
            [
                (
                    "电力按当量值，天然气按1.2143",
                    "13244.00",
                    "100000.00 × 0.03412 ＋ 8000.00 × 1.2290",
                ),
                (
                    "电力按等价值，天然气按1.2143",
                    "27412.00",
                    "100000.00 × 0.03412 ＋ 8000.00 × 3.00",
                ),
            ],
        ),
        (
            "energy_per_output.2021",
            "2021年单位产值能耗",
            "吨标准煤/万元",
            [
                (
                    "电力按当量值，天然气按1.2143",
                    "0.03",
                    "（100000.00 × 0.03412 ＋ 8000.00 × 1.2290） ÷ （40.00 × 10000）",
                ),
                (
                    "电力按等价值，天然气按1.2143",
                    "0.07",
                    "（100000.00 × 0.03412 ＋ 8000.00 × 3.00） ÷ （40.00 × 10000）",
                ),
            ],
        ),
        (
            "co2_per_energy.2021",
            "2021年每吨标准煤的二氧化碳排放量",
            "吨二氧化碳/吨标准煤",
            [("", "1.50", "0.60 ÷ 0.40")],
        ),
        (
            "energy_reduction",
            "单位产值能耗降低率",
            "%",
            [
                ("累计，2021—2023年", "25.00", "（1 － 0.30 ÷ 0.40） × 100%"),
                ("年均，2021—2023年", "13.40", "0 － （√（0.30 ÷ 0.40） － 1） × 100%"),
                ("累计，2020—2023年", "40.00", "（1 － 0.30 ÷ 0.50） × 100%"),
                ("年均，2020—2023年", "15.66", "0 － （³√（0.30 ÷ 0.50） － 1） × 100%"),
            ],
        ),
        (
            "solid_waste_rate",
            "大宗工业固废综合利用率",
            "%",
            [("", "80.00", "（45.00 ＋ 19.00） ÷ （60.00 ＋ 20.00） × 100%")],
        ),
        ("waste_rate.slag", "冶炼渣综合利用率", "%", [("", "75.00", "45.00 ÷ 60.00 × 100%")]),
        ("waste_rate.straw", "农作物秸秆综合利用率", "%", [("", "95.00", "19.00 ÷ 20.00 × 100%")]),
        (
            "water_reuse_rate",
            "工业用水重复利用率",
            "%",
            [("", "80.00", "200.00 ÷ 250.00 × 100%")],
        ),
    ],
)
def test_what_each_figure_comes_to(
    key: str, label: str, unit: str, readings: list[tuple[str, str, str]]
) -> None:
    computed = figures(BY_HAND)[key]
    assert (computed.label, computed.unit, as_printed(key)) == (label, unit, readings)


def test_co2_on_every_basis() -> None:
    """8000 万千瓦时 and 100000 吉焦: 11000 t by heat, and 10 MWh to a 万千瓦时."""
    assert [(name, value) for name, value, _ in as_printed("co2_emitted.2021")] == [
        ("电力按北京市2021年平均因子", "56504.00"),
        ("电力按全国2021年平均因子", "55544.00"),
        ("电力按华北区域2021年平均因子", "67960.00"),
        ("电力按DB11/T 1785-2020因子", "59320.00"),
        ("电力按全国碳市场因子", "56624.00"),
    ]
    assert as_printed("co2_per_output.2021")[0] == (
        "电力按北京市2021年平均因子",
        "0.14",
        "（100000.00 × 0.11 ＋ 8000.00 × 5.6880） ÷ （40.00 × 10000）",
    )


@pytest.mark.parametrize(
    ("key", "declared", "slip"),
    [
        ("energy_reduction", "33.33", "与除以末年数的结果一致，降低率应除以首年数"),
        ("energy_reduction", "0.25", "与未乘100%的小数一致，本栏单位为%"),
        ("energy_reduction", "16.67", "与最后一年的降低率一致，应填近三年的降低率"),
        ("energy_reduction", "90.00", ""),
        ("solid_waste_rate", "0.80", "与未乘100%的小数一致，本栏单位为%"),
        ("solid_waste_rate", "8.00", ""),
        ("water_reuse_rate", "0.80", "与未乘100%的小数一致，本栏单位为%"),
        ("water_reuse_rate", "8.00", ""),
    ],
)
def test_which_mistake_a_declared_figure_looks_like(key: str, declared: str, slip: str) -> None:
    of = figures({**BY_HAND, key: declared})
    assert of.slip_of(key, of.given(key)) == slip


def test_water_divided_by_fresh_water() -> None:
    of = figures({"water_total": "250.00", "water_reused": "100.00", "water_reuse_rate": "66.67"})
    slip = of.slip_of("water_reuse_rate", of.given("water_reuse_rate"))
    assert slip == "与除以新水量一致，填报说明16要求除以总用水量"


# --- What is not known ---


def test_a_kind_of_waste_nobody_speaks_of_does_not_count() -> None:
    assert as_printed("solid_waste_rate", figures({"waste.slag.produced": "60.00"})) == []
    lacking = figures({"waste.slag.produced": "60.00"})["solid_waste_rate"]
    assert lacking.quantity.missing == ("waste.slag.used",)
    none = {f"waste.{waste}.{end}": "无" for waste, _ in WASTES for end in ("produced", "used")}
    some = figures({**none, "waste.slag.produced": "60.00", "waste.slag.used": "45.00"})
    assert some["solid_waste_rate"].value == Decimal("75.00")


def test_without_waste_there_is_no_rate() -> None:
    nothing = figures({})["solid_waste_rate"]
    assert nothing.quantity.missing == ("waste.coal_gangue.used", "waste.coal_gangue.produced")
    none = {f"waste.{waste}.{end}": "无" for waste, _ in WASTES for end in ("produced", "used")}
    assert figures(none)["solid_waste_rate"].quantity.blank


@pytest.mark.parametrize("first", [None, "无", "0.00"])
def test_a_reduction_from_nothing_is_none(first: str | None) -> None:
    typed = {"energy_per_output.2023": "0.30"} | (
        {"energy_per_output.2021": first} if first else {}
    )
    assert figures(typed)["energy_reduction"].known == ()


def test_energy_may_rise() -> None:
    of = figures({"energy_per_output.2021": "0.40", "energy_per_output.2023": "0.50"})
    assert as_printed("energy_reduction", of) == [
        ("累计，2021—2023年", "-25.00", "（1 － 0.50 ÷ 0.40） × 100%"),
        ("年均，2021—2023年", "-11.80", "0 － （√（0.50 ÷ 0.40） － 1） × 100%"),
    ]


# --- What they may be ---

INTENSITIES = st.decimals("0.01", "9.99", places=2).map(str)


@given(first=INTENSITIES, last=INTENSITIES)
def test_a_reduction_spans_all_that_the_printed_figures_may_be(first: str, last: str) -> None:
    of = figures({"energy_per_output.2021": first, "energy_per_output.2023": last})
    whole, *_ = of["energy_reduction"].known
    least, greatest = corners(lambda f, n: (1 - n / f) * 100, first, last)
    assert_spans(whole.quantity.interval, least, greatest)


@given(produced=INTENSITIES, used=INTENSITIES)
def test_a_rate_spans_all_that_the_printed_figures_may_be(produced: str, used: str) -> None:
    of = figures({"waste.slag.produced": produced, "waste.slag.used": used})
    least, greatest = corners(lambda p, u: u / p * Fraction(100), produced, used)
    assert_spans(of["solid_waste_rate"].quantity.interval, least, greatest)
