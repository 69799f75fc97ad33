"""Figures of part 三, on a declaration worked out by hand, and the mistakes they know."""

from decimal import Decimal

import pytest

from jiqun.core.facts import Facts
from jiqun.core.figures import Figures
from jiqun.core.form import get_edition
from jiqun.core.values import NONE, Value

EDITION = get_edition("beijing-2024")

#: Round figures, so that every mistake looks different.
BY_HAND: dict[str, Value] = {
    "output.2023": Decimal("80.00"),
    "revenue.2023": Decimal("64.00"),
    "sme_output_share.2023": Decimal("62.50"),  # 50.00 亿元
    "sme_revenue.2023": Decimal("40.00"),
    "rd_intensity.2023": Decimal("5.00"),
    "rd_spend.2020": Decimal("1.00"),
    "rd_spend.2021": Decimal("1.28"),
    "rd_spend.2022": Decimal("1.50"),
    "rd_spend.2023": Decimal("2.00"),
    "smes.2023": 50,
    "sme_staff.2022": 4000,
    "sme_staff.2023": 5000,
    "rd_staff.2023": 800,
    "valid_patents": 216,
    "patents_held.2020": 125,
    "patents_held.2021": 150,
    "patents_held.2022": 180,
    "patents_held.2023": 216,
    **{f"standards.2023.{level}.lead": NONE for level in ("international", "national")},
    **{f"standards.2023.{level}.lead": 2 for level in ("industry", "group")},
    **{
        f"standards.2023.{level}.part": 5
        for level in ("international", "national", "industry", "group")
    },
}
FACTS = Facts(EDITION, BY_HAND)


def as_printed(key: str, figures: Figures) -> list[tuple[str, str, str]]:
    """Each reading: its name, its value and the sum."""
    readings = figures[key].known
    return [(r.name, f"{r.quantity.rounded:f}", r.quantity.sum) for r in readings]


@pytest.mark.parametrize(
    ("key", "label", "unit", "readings"),
    [
        (
            "rd_intensity.2023",
            "2023年中小企业研发投入强度",
            "%",
            [("按中小企业营业收入", "5.00", "2.00 ÷ 40.00 × 100%")],
        ),
        (
            "rd_intensity_by_output.2023",
            "2023年中小企业研发费用与产值之比",
            "%",
            [("按中小企业产值", "4.00", "2.00 ÷ 50.00 × 100%")],
        ),
        (
            "implied_sme_revenue.2023",
            "2023年由研发投入强度推得的中小企业营业收入",
            "亿元",
            [("", "40.00", "2.00 ÷ 5.00%")],
        ),
        (
            "rd_growth",
            "研发经费年均增速",
            "%",
            [
                ("2021—2023年，两个间隔", "25.00", "（√（2.00 ÷ 1.28） － 1） × 100%"),
                ("2020—2023年，三个间隔", "25.99", "（³√（2.00 ÷ 1.00） － 1） × 100%"),
            ],
        ),
        (
            "rd_staff_share.2023",
            "2023年研发人员占从业人员比例",
            "%",
            [("", "16.00", "800 ÷ 5000 × 100%")],
        ),
        (
            "rd_per_head.2023",
            "2023年研发人员人均研发经费",
            "万元",
            [("", "25.00", "2.00 × 10000 ÷ 800")],
        ),
        ("staff_per_sme.2023", "2023年中小企业平均从业人员", "人", [("", "100.00", "5000 ÷ 50")]),
        (
            "standards.2023",
            "2023年主持和参与制修订标准数量",
            "项",
            [("", "24.00", "无 ＋ 5 ＋ 无 ＋ 5 ＋ 2 ＋ 5 ＋ 2 ＋ 5")],
        ),
        (
            "patents_per_10k",
            "从业人员每万人有效发明专利拥有量",
            "件",
            [("", "432.00", "216 ÷ 5000 × 10000")],
        ),
        (
            "patent_growth",
            "有效发明专利年均增速",
            "%",
            [
                ("2021—2023年，两个间隔", "20.00", "（√（216 ÷ 150） － 1） × 100%"),
                ("2020—2023年，三个间隔", "20.00", "（³√（216 ÷ 125） － 1） × 100%"),
            ],
        ),
    ],
)
def test_what_each_figure_comes_to(
    key: str, label: str, unit: str, readings: list[tuple[str, str, str]]
) -> None:
    figures = Figures(FACTS)
    computed = figures[key]
    assert (computed.label, computed.unit, as_printed(key, figures)) == (label, unit, readings)


@pytest.mark.parametrize(
    ("key", "declared", "slip"),
    [
        ("rd_intensity.2023", "2.50", "与除以集群总产值一致，填报说明11要求除以中小企业营业收入"),
        ("rd_intensity.2023", "4.00", "与除以中小企业产值一致，填报说明11要求除以中小企业营业收入"),
        (
            "rd_intensity.2023",
            "3.13",
            "与除以集群全部营业收入一致，填报说明11要求除以中小企业营业收入",
        ),
        ("rd_intensity.2023", "0.05", "与未乘100%的小数一致，本栏单位为%"),
        ("rd_intensity.2023", "0.00", ""),
        ("patents_per_10k", "4320.00", "为应填数的10倍，疑似小数点错位"),
        ("patents_per_10k", "43.20", "与每千人拥有量一致，或小数点错位，本栏应为每万人拥有量"),
        ("patents_per_10k", "4.32", "与每百人拥有量一致，本栏应为每万人拥有量"),
        ("patents_per_10k", "0.04", "与人均拥有量一致，本栏应为每万人拥有量"),
        (
            "patents_per_10k",
            "2700.00",
            "与除以研发人员一致，填报说明10要求按全部从业人员计算",
        ),
        ("patents_per_10k", "540.00", "与除以上一年从业人员一致，应按同一年年末人数计算"),
        ("patent_growth", "44.00", "与三年累计增长率一致，应换算为年均增速"),
        ("patent_growth", "22.00", "与累计增长率除以2一致，填报说明9要求几何平均数"),
    ],
)
def test_known_mistakes(key: str, declared: str, slip: str) -> None:
    figures = Figures(FACTS.overlay({key: Decimal(declared)}))
    assert not figures[key].fits(figures.given(key))
    assert figures.slip_of(key, figures.given(key)) == slip


def test_spending_in_the_wrong_unit_is_known_by_the_intensity() -> None:
    figures = Figures(FACTS.overlay({"rd_spend.2023": Decimal("20000.00")}))
    assert figures.slip_of("rd_intensity.2023", figures.given("rd_intensity.2023")) == (
        "与研发经费按万元计算一致，研发经费疑似填了万元数"
    )


def test_the_mistake_is_known_without_the_revenue_too() -> None:
    """Then there is no reading, but what was computed instead still shows."""
    figures = Figures(FACTS.overlay({"sme_revenue.2023": None}))
    declared = Figures(figures.facts.overlay({"rd_intensity.2023": Decimal("4.00")}))
    assert figures["rd_intensity.2023"].known == ()
    assert figures.slip_of("rd_intensity.2023", declared.given("rd_intensity.2023")).startswith(
        "与除以中小企业产值一致"
    )


@pytest.mark.parametrize(
    ("blank", "lost"),
    [
        ("rd_spend.2023", {"rd_intensity.2023", "implied_sme_revenue.2023", "rd_per_head.2023"}),
        ("rd_staff.2023", {"rd_staff_share.2023", "rd_per_head.2023"}),
        ("sme_staff.2023", {"rd_staff_share.2023", "staff_per_sme.2023", "patents_per_10k"}),
        ("smes.2023", {"staff_per_sme.2023"}),
        ("standards.2023.group.part", {"standards.2023"}),
    ],
)
def test_blank_inputs_leave_no_figure(blank: str, lost: set[str]) -> None:
    figures = Figures(FACTS.overlay({blank: None}))
    assert {key for key in lost if figures[key].known} == set()


def test_none_is_no_divisor() -> None:
    nobody = Figures(FACTS.overlay({"rd_staff.2023": NONE, "valid_patents": NONE}))
    assert nobody["rd_per_head.2023"].known == ()
    assert as_printed("rd_staff_share.2023", nobody) == [("", "0.00", "无 ÷ 5000 × 100%")]
    assert as_printed("patents_per_10k", nobody) == [("", "0.00", "无 ÷ 5000 × 10000")]
