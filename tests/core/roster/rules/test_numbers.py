"""RR-12 to RR-22: what a firm's numbers say of each other."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.rank import Rank
from jiqun.core.roster.rules import RowFinding, judge_rows
from tests.rosters import Cells, broken, rules_broken, typed

BLOCK, EXPLAIN = Rank.BLOCK, Rank.EXPLAIN


def staff(whole: str, *parts: str) -> Cells:
    """The staff of 2023: all, on post, dispatched, other."""
    ids = ("staff", "staff_on_post", "staff_dispatched", "staff_other")
    return {f"{id}.2023": text for id, text in zip(ids, (whole, *parts), strict=False)}


# --- Each rule once, in full ---


@pytest.mark.parametrize(
    ("cells", "rule", "rank", "keys", "message"),
    [
        (
            {"rd_spend.2023": "-20"},
            "RR-12",
            BLOCK,
            ("rd_spend.2023",),
            "2023年研发费用-20万元，是负数，请核对。",
        ),
        (
            {"staff.2023": "35.5"},
            "RR-13",
            BLOCK,
            ("staff.2023",),
            "2023年从业人员期末数35.5人，不是整数，请核对。",
        ),
        (
            staff("100", "90", "8", "1"),
            "RR-14",
            BLOCK,
            ("staff.2023", "staff_on_post.2023", "staff_dispatched.2023", "staff_other.2023"),
            "2023年从业人员期末数100人、2023年在岗职工90人、2023年劳务派遣人员8人、"
            "2023年其他从业人员1人，各项合计99人，与期末总数不符，请核对。",
        ),
        (
            {"staff.2023": "50", "rd_staff.2023": "60"},
            "RR-15",
            EXPLAIN,
            ("rd_staff.2023", "staff.2023"),
            "2023年研发人员60人，多于2023年从业人员期末数50人，请核对；属实的请说明原因。",
        ),
        (
            {"revenue.2022": "300", "rd_spend.2022": "400.50"},
            "RR-16",
            EXPLAIN,
            ("rd_spend.2022", "revenue.2022"),
            "2022年研发费用400.5万元，多于2022年营业收入300万元，请核对；属实的请说明原因。",
        ),
        (
            {"revenue.2023": "无", "exports.2023": "400"},
            "RR-17",
            EXPLAIN,
            ("exports.2023", "revenue.2023"),
            "2023年主导产品出口额400万元，多于2023年营业收入“无”，请核对；属实的请说明原因。",
        ),
        (
            {"output.2023": "30000", "revenue.2023": "300"},
            "RR-18",
            EXPLAIN,
            ("output.2023", "revenue.2023"),
            "2023年产值30000万元、2023年营业收入300万元，相差超过5倍，"
            "请核对单位；属实的请说明原因。",
        ),
        (
            {"staff.2023": "2", "revenue.2023": "30000"},
            "RR-19",
            EXPLAIN,
            ("revenue.2023", "staff.2023"),
            "2023年营业收入30000万元、2023年从业人员期末数2人，人均超过5000万元，"
            "请核对单位，以及两列是否填反；属实的请说明原因。",
        ),
        (
            {"staff.2023": "14860", "revenue.2023": "196"},
            "RR-19",
            EXPLAIN,
            ("revenue.2023", "staff.2023"),
            "2023年营业收入196万元、2023年从业人员期末数14860人，人均不到0.1万元，"
            "请核对单位，以及两列是否填反；属实的请说明原因。",
        ),
        (
            {"revenue.2022": "1200", "revenue.2023": "120000"},
            "RR-20",
            EXPLAIN,
            ("revenue.2022", "revenue.2023"),
            "2022年营业收入1200万元、2023年营业收入120000万元，相差超过20倍，"
            "请核对；属实的请说明原因。",
        ),
        (
            {"water_total": "500", "water_reused": "600"},
            "RR-21",
            BLOCK,
            ("water_reused", "water_total"),
            "重复用水量600立方米，多于工业总用水量500立方米，请核对。",
        ),
        (
            {"valid_patents.2022": "5", "valid_patents.2023": "40", "ip_granted.2023": "8"},
            "RR-22",
            EXPLAIN,
            ("valid_patents.2022", "valid_patents.2023", "ip_granted.2023"),
            "2022年年末有效发明专利5件、2023年年末有效发明专利40件、2023年知识产权授权量8件，"
            "当年增加35件，多于授权量，请核对；属实的请说明原因。",
        ),
    ],
)
def test_what_is_said(
    cells: Cells, rule: str, rank: Rank, keys: tuple[str, ...], message: str
) -> None:
    assert judge_rows(typed(cells)) == (RowFinding(rule, rank, "firms", 2, keys, message),)


def test_every_year_and_every_row_is_said_by_itself() -> None:
    apart: Cells = {
        "staff.2021": "5",
        "rd_staff.2021": "6",
        "staff.2023": "5",
        "rd_staff.2023": "9",
    }
    assert broken({"staff.2021": "5", "rd_staff.2021": "4"}, apart) == [
        ("RR-15", 3, ("rd_staff.2021", "staff.2021")),
        ("RR-15", 3, ("rd_staff.2023", "staff.2023")),
    ]


# --- The boundary of each ---


@pytest.mark.parametrize(
    ("cells", "rules"),
    [
        # Figures that can be none.
        ({"rd_spend.2023": "0"}, []),
        ({"rd_spend.2023": "-0.01"}, ["RR-12"]),
        ({"rd_spend.2023": "无"}, []),
        ({"pct": "3"}, []),
        ({"pct": "3.0"}, []),
        ({"pct": "3.5"}, ["RR-13"]),
        ({"pct": "-1"}, ["RR-12"]),
        ({"pct": "-1.5"}, ["RR-12", "RR-13"]),
        # 填报说明10: the three make the whole.
        (staff("100", "90", "8", "2"), []),
        (staff("100", "90", "8", "3"), ["RR-14"]),
        (staff("100", "100", "无", "无"), []),
        (staff("100", "100"), []),
        (staff("100", "101"), ["RR-14"]),
        (staff("100", "90", "8", ""), []),
        (staff("100", "90", "11", ""), ["RR-14"]),
        (staff("", "90", "8", "2"), []),
        (staff("100", "", "", ""), []),
        ({"staff_on_post.2023": "90", "staff_other.2023": "9"}, []),
        # Those who research, of all.
        ({"staff.2023": "60", "rd_staff.2023": "60"}, []),
        ({"staff.2023": "60", "rd_staff.2023": "61"}, ["RR-15"]),
        ({"staff.2023": "无", "rd_staff.2023": "1"}, ["RR-15"]),
        ({"staff.2023": "无", "rd_staff.2023": "无"}, []),
        ({"staff.2023": "", "rd_staff.2023": "61"}, []),
        ({"staff.2022": "60", "rd_staff.2023": "61"}, []),
        # What is spent, of what comes in.
        ({"revenue.2023": "400", "rd_spend.2023": "400"}, []),
        ({"revenue.2023": "400", "rd_spend.2023": "400.01"}, ["RR-16"]),
        ({"revenue.2023": "", "rd_spend.2023": "400"}, []),
        ({"revenue.2023": "400", "exports.2023": "400"}, []),
        ({"revenue.2023": "400", "exports.2023": "400.01"}, ["RR-17"]),
        ({"revenue.2023": "400", "software_purchase.2023": "400"}, []),
        ({"revenue.2023": "400", "software_purchase.2023": "400.01"}, ["RR-17"]),
        # Output and revenue: up to five times either way.
        ({"output.2023": "1500", "revenue.2023": "300"}, []),
        ({"output.2023": "1500.01", "revenue.2023": "300"}, ["RR-18"]),
        ({"output.2023": "300", "revenue.2023": "1500.01"}, ["RR-18"]),
        # A firm that is just beginning, one that trades, and one that researches.
        ({"output.2023": "299.99", "revenue.2023": "20"}, []),
        ({"output.2023": "300", "revenue.2023": "20"}, ["RR-18"]),
        ({"output.2023": "无", "revenue.2023": "50000"}, []),
        ({"output.2023": "50000", "revenue.2023": "0"}, []),
        ({"output.2023": "", "revenue.2023": "50000"}, []),
        # By the head: 0.1 to 5000.
        ({"staff.2023": "2", "revenue.2023": "10000"}, []),
        ({"staff.2023": "2", "revenue.2023": "10000.01"}, ["RR-19"]),
        ({"staff.2023": "30", "revenue.2023": "3"}, []),
        ({"staff.2023": "30", "revenue.2023": "2.99"}, ["RR-19"]),
        ({"staff.2023": "30", "revenue.2023": "无"}, []),
        ({"staff.2023": "", "revenue.2023": "30000"}, []),
        # One whose staff is on another's payroll sells as if it had one.
        ({"staff.2023": "无", "revenue.2023": "5000"}, []),
        ({"staff.2023": "无", "revenue.2023": "5000.01"}, ["RR-19"]),
        ({"staff.2023": "0", "revenue.2023": "0.09"}, ["RR-19"]),
        # From year to year: up to twenty times, and of small firms whatever.
        ({"revenue.2021": "1000", "revenue.2022": "20000"}, []),
        ({"revenue.2021": "999.99", "revenue.2022": "20000"}, ["RR-20"]),
        ({"revenue.2021": "999.99", "revenue.2022": "19999.99"}, []),
        ({"output.2022": "20000", "output.2023": "999"}, ["RR-20"]),
        ({"output.2022": "19999", "output.2023": "999"}, []),
        ({"staff.2022": "19", "staff.2023": "400"}, ["RR-20"]),
        ({"staff.2022": "20", "staff.2023": "400"}, []),
        ({"staff.2022": "19", "staff.2023": "399"}, []),
        ({"rd_spend.2022": "199", "rd_spend.2023": "4000"}, ["RR-20"]),
        ({"rd_spend.2022": "200", "rd_spend.2023": "4000"}, []),
        ({"rd_spend.2022": "199", "rd_spend.2023": "3999"}, []),
        # One founded in between, and two years that are no neighbours.
        ({"revenue.2022": "无", "revenue.2023": "120000"}, []),
        ({"revenue.2022": "", "revenue.2023": "120000"}, []),
        ({"revenue.2021": "1000", "revenue.2022": "11000", "revenue.2023": "120000"}, []),
        ({"revenue.2021": "1000", "revenue.2023": "120000"}, []),
        # Water.
        ({"water_total": "600", "water_reused": "600"}, []),
        ({"water_total": "600", "water_reused": "600.01"}, ["RR-21"]),
        ({"water_total": "无", "water_reused": "无"}, []),
        ({"water_total": "", "water_reused": "600"}, []),
        # Patents: those granted, and no more.
        ({"valid_patents.2021": "5", "valid_patents.2022": "13", "ip_granted.2022": "8"}, []),
        (
            {"valid_patents.2021": "5", "valid_patents.2022": "14", "ip_granted.2022": "8"},
            ["RR-22"],
        ),
        ({"valid_patents.2021": "9", "valid_patents.2022": "3", "ip_granted.2022": "无"}, []),
        ({"valid_patents.2021": "", "valid_patents.2022": "14", "ip_granted.2022": "8"}, []),
        ({"valid_patents.2021": "5", "valid_patents.2022": "14", "ip_granted.2022": ""}, []),
        ({"valid_patents.2021": "5", "valid_patents.2022": "", "ip_granted.2022": "8"}, []),
        ({"valid_patents.2021": "5", "valid_patents.2022": "14"}, []),
    ],
)
def test_where_it_begins(cells: Cells, rules: list[str]) -> None:
    assert rules_broken(cells) == rules


# --- One mistake, one finding ---


@pytest.mark.parametrize(
    ("cells", "rules"),
    [
        # A figure below zero is below everything.
        ({"revenue.2023": "-300", "rd_spend.2023": "20", "exports.2023": "9"}, ["RR-12"]),
        ({"staff.2023": "-5", "staff_on_post.2023": "3", "rd_staff.2023": "1"}, ["RR-12"]),
        # One year in 元: it leaps, whatever else it is beside.
        (
            {
                **{"revenue.2022": "1500", "output.2022": "1600", "staff.2022": "30"},
                **{"revenue.2023": "16200000", "output.2023": "1700", "staff.2023": "30"},
            },
            ["RR-20"],
        ),
        # Every year in 亿元: only what is by the head shows.
        (
            {
                **{"revenue.2023": "0.15", "output.2023": "1600", "staff.2023": "30"},
                **{"rd_spend.2023": "120", "exports.2023": "40"},
            },
            ["RR-19"],
        ),
        # Half a head adds up to nothing whole.
        ({**staff("87.5", "84", "1", "1"), "rd_staff.2023": "90"}, ["RR-13"]),
        # Other mistakes of the row are others.
        ({"rd_spend.2023": "-300", "staff.2023": "5", "rd_staff.2023": "6"}, ["RR-12", "RR-15"]),
        (
            {
                "revenue.2022": "1000",
                "revenue.2023": "100000",
                "rd_spend.2021": "9",
                "revenue.2021": "8",
            },
            ["RR-16", "RR-20"],
        ),
    ],
)
def test_one_mistake_is_said_once(cells: Cells, rules: list[str]) -> None:
    assert rules_broken(cells) == rules


# --- True firms that look strange ---


@pytest.mark.parametrize(
    "cells",
    [
        # It sells nothing yet.
        {"staff.2023": "12", "revenue.2023": "无", "output.2023": "无", "rd_staff.2023": "9"},
        # It has grown tenfold in a year.
        {
            **{
                "revenue.2022": "180",
                "revenue.2023": "2100",
                "staff.2022": "6",
                "staff.2023": "64",
            },
            **{"output.2022": "150", "output.2023": "2200", "rd_spend.2022": "90"},
        },
        # A listed holding with one person in it.
        {"staff.2023": "1", "revenue.2023": "4800", "output.2023": "无", "listed_since": "2012"},
        # Founded in the base year, noughts before.
        {"staff.2022": "0", "staff.2023": "26", "revenue.2022": "0", "revenue.2023": "900.5"},
        # It shrank to a fifteenth.
        {"staff.2022": "450", "staff.2023": "30", "revenue.2022": "60000", "revenue.2023": "4000"},
    ],
)
def test_strange_but_true(cells: Cells) -> None:
    assert rules_broken(cells) == []


# --- Units ---


@given(staff=st.integers(20, 900), a_head=st.integers(15, 400))
def test_figures_in_another_unit_always_show(staff: int, a_head: int) -> None:
    """All of a firm that sells 15 to 400 万元 a head, typed in 元 or in 亿元, or in the column of
    the staff."""
    revenue = Decimal(staff * a_head)
    for wrong in (revenue * 10_000, revenue / 10_000):
        assert "RR-19" in rules_broken({"revenue.2023": f"{wrong:f}", "staff.2023": f"{staff}"})
    assert rules_broken({"revenue.2023": f"{revenue:f}", "staff.2023": f"{staff}"}) == []
    swapped = rules_broken({"revenue.2023": f"{staff}", "staff.2023": f"{revenue:f}"})
    assert swapped == ["RR-19"]
