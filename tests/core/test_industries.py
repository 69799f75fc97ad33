"""Classes of GB/T 4754-2017: which one a code means, and on which official lists it is."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.form import DEFAULT_EDITION, get_edition
from jiqun.core.industries import (
    Industry,
    Sector,
    class_named,
    classes,
    entries,
    flagged,
    industry_on,
    wrong_class,
)

ENERGY = ("high_energy_six",)
WATER = ("high_water_2013", "high_water_2022")


@pytest.mark.parametrize(
    ("lists", "code", "industry"),
    [
        (ENERGY, "2614", "化学原料和化学制品制造业"),
        (ENERGY, "26", "化学原料和化学制品制造业"),
        (ENERGY, "3011", "非金属矿物制品业"),
        (ENERGY, "3463", ""),
        (ENERGY, "1713", ""),  # on another list
        (WATER, "1713", "纺织"),
        (WATER, "2614", "石化和化工"),  # as the first of the two lists calls it
        (WATER, "3216", "有色金属"),  # only on the second
        (WATER, "1511", "食品和发酵"),  # the last of three codes in one line
        (WATER, "4411", "火电"),
        (WATER, "4412", ""),  # the whole of 44 is not on the list
        (WATER, "44", ""),
        (WATER, "", ""),
    ],
)
def test_the_industry_of_a_class(lists: tuple[str, ...], code: str, industry: str) -> None:
    assert industry_on(lists, code) == industry


def test_what_has_no_code_flags_nothing() -> None:
    assert flagged("bulk_solid_waste") == {}
    assert set(flagged(*ENERGY)) == {"25", "26", "30", "31", "32", "44"}


# The standard


def test_the_standard_is_all_there() -> None:
    assert Counter(row["level"] for row in entries().values()) == {
        "1": 20,
        "2": 97,
        "3": 473,
        "4": 1381,
    }
    assert len(classes()) == 1381
    assert all(set(industry.heads) <= entries().keys() for industry in classes().values())


@pytest.mark.parametrize(
    ("code", "section", "sector"),
    [
        ("0111", "A", Sector.PRIMARY),
        ("0511", "A", Sector.TERTIARY),
        ("0610", "B", Sector.SECONDARY),
        ("1110", "B", Sector.TERTIARY),
        ("3463", "C", Sector.SECONDARY),
        ("4310", "C", Sector.TERTIARY),
        ("4411", "D", Sector.SECONDARY),
        ("4710", "E", Sector.SECONDARY),
        ("5111", "F", Sector.TERTIARY),
        ("9700", "T", Sector.TERTIARY),
    ],
)
def test_every_class_is_in_one_of_the_three_sectors(
    code: str, section: str, sector: Sector
) -> None:
    industry = classes()[code]
    assert (industry.section, industry.sector) == (section, sector)


def test_sectors_are_the_options_of_the_form() -> None:
    options = get_edition(DEFAULT_EDITION).fields["sector"].options
    assert {option.id: option.label for option in options} == {
        sector: sector.label for sector in Sector
    }


# What is typed

TOOLS = Industry("3465", "风动和电动工具制造", "C", Sector.SECONDARY)
PRINTING = Industry("7517", "三维（3D）打印技术推广服务", "M", Sector.TERTIARY)


@pytest.mark.parametrize(
    ("typed", "industry"),
    [
        ("3465", TOOLS),
        ("C3465", TOOLS),
        ("c3465", TOOLS),
        (" Ｃ ３４６５ ", TOOLS),
        ("C-3465", TOOLS),
        ("3465风动和电动工具制造", TOOLS),
        ("C3465—风动和电动工具制造", TOOLS),
        ("C3465\n风动和电动工具制造", TOOLS),
        ("7517 三维(3d)打印技术推广服务", PRINTING),
    ],
)
def test_a_class_is_read_as_it_is_typed(typed: str, industry: Industry) -> None:
    assert class_named(typed) == industry
    assert wrong_class(typed) == ""


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "请按GB/T 4754-2017填4位小类代码"),
        ("电动工具", "“电动工具”不是行业代码，请按GB/T 4754-2017填4位小类代码"),
        ("风动和电动工具制造", "请填代码，“风动和电动工具制造”是3465"),
        ("C", "C是门类“制造业”，请填4位小类代码"),
        ("Z", "“Z”不是行业代码，请按GB/T 4754-2017填4位小类代码"),
        ("C制造业", "“C制造业”不是行业代码，请按GB/T 4754-2017填4位小类代码"),
        ("34", "34是大类“通用设备制造业”，请填4位小类代码"),
        ("C34", "34是大类“通用设备制造业”，请填4位小类代码"),
        ("346", "346是中类“烘炉、风机、包装等设备制造”，请填4位小类代码"),
        ("9", "没有9这一代码，请填4位小类代码"),
        # A spreadsheet may have dropped the first zero; that is not for us to decide.
        (
            "111",
            "111是中类“煤炭开采和洗选专业及辅助性活动”；"
            "若是Excel丢了开头的0，应为0111“稻谷种植”，请填4位小类代码",
        ),
        (
            "122",
            "没有122这一代码；若是Excel丢了开头的0，应为0122“油料种植”，请填4位小类代码",
        ),
        ("34630", "小类代码是4位数字，这里是5位，请核对"),
        (
            "3469",
            "没有3469这一小类，相近的有3467“包装专用设备制造”、3466“喷枪及类似器具制造”、"
            "3465“风动和电动工具制造”，请核对",
        ),
        # As the edition of 2011 had it.
        (
            "6510",
            "没有6510这一小类，相近的有6511“基础软件开发”、6512“支撑软件开发”、"
            "6513“应用软件开发”，请核对",
        ),
        # No such group: the nearest in the division.
        (
            "6160",
            "没有6160这一小类，相近的有6140“露营地服务”、6130“民宿服务”、6190“其他住宿业”，请核对",
        ),
        ("9999", "没有9999这一小类，请核对"),
        ("A3465", "3465“风动和电动工具制造”属于门类C，不是A，请核对"),
        ("3465风机", "3465是“风动和电动工具制造”，不是“风机”，请核对"),
    ],
)
def test_what_is_no_class_is_said(typed: str, reason: str) -> None:
    assert class_named(typed) is None
    assert wrong_class(typed) == reason


@given(st.text(max_size=30) | st.text("0123456789CA- 制", max_size=7))
def test_whatever_is_typed_is_a_class_or_wrong(typed: str) -> None:
    assert (class_named(typed) is None) == bool(wrong_class(typed))


@pytest.mark.parametrize("typed", ["3" * 10_000, "C" * 10_000, "-" * 10_000, "三" * 10_000])
def test_something_long_costs_nothing(typed: str) -> None:
    assert len(wrong_class(typed)) < 80
