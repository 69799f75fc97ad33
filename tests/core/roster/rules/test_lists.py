"""RR-28 to RR-30: the other lists."""

import pytest

from jiqun.core.rank import Rank
from jiqun.core.roster.rules import RowFinding, judge_rows
from tests.rosters import Cells, broken, invented_code, typed

STANDARD: Cells = {"name": "示例标准", "level": "国家", "role": "参与", "year": "2023"}
FIRM: Cells = {"name": "示例测控有限公司", "uscc": invented_code(1)}


def test_a_number_that_stands_twice() -> None:
    rows = (
        {"name": "示例专利甲", "number": "ZL202010000001.1"},
        {"name": "示例专利乙", "number": "zl 2020 1 0000001.1"},
    )
    assert judge_rows(typed(patents=rows)) == (
        RowFinding(
            "RR-28",
            Rank.BLOCK,
            "patents",
            3,
            ("number",),
            "专利号（证书号）“zl 2020 1 0000001.1”与第2行重复，请删去一行。",
        ),
    )


def test_a_standard_outside_the_years() -> None:
    assert judge_rows(typed(standards=({**STANDARD, "year": "2019"},))) == (
        RowFinding(
            "RR-29",
            Rank.EXPLAIN,
            "standards",
            2,
            ("year",),
            "发布年份2019年不在2021—2023年内，未计入，请核对。",
        ),
    )


def test_a_firm_that_is_not_in_the_roster() -> None:
    branch = {"name": "示例分公司", "firm": "示例光学有限公司", "country": "德国"}
    assert judge_rows(typed(FIRM, branches=(branch,))) == (
        RowFinding(
            "RR-30",
            Rank.HINT,
            "branches",
            2,
            ("firm",),
            "企业“示例光学有限公司”不在企业名录中，请核对名称。",
        ),
    )


# --- Twice ---


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ZL202010000001.1", "202010000001.1"),
        ("ZL202010000001.1", "ZL2020100000011"),
        ("ZL202010000001.X", "ＺＬ２０２０１００００００１．ｘ"),
        ("GB/T 99999—2023", "GB/T99999-2023"),
        ("GB/T 9999.12—2023", "gb/t 9999.12-2023"),
    ],
)
def test_numbers_that_are_the_same(one: str, other: str) -> None:
    rows = tuple({**STANDARD, "number": number} for number in (one, "T/BJ 1—2023", other))
    assert broken(standards=rows) == [("RR-28", 4, ("number",))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ZL202010000001.1", "ZL202010000002.1"),
        ("GB/T 9999.12—2023", "GB/T 99991.2—2023"),
        ("GB/T 9999—2022", "GB/T 9999—2023"),
        # No number at all.
        ("", ""),
        ("无", "无"),
        ("保密", "保密"),
        ("国防专利（涉密）", "国防专利（涉密）"),
    ],
)
def test_numbers_that_are_not(one: str, other: str) -> None:
    rows = tuple({**STANDARD, "number": number} for number in (one, other))
    assert broken(standards=rows) == []


def test_the_third_is_told_of_the_first() -> None:
    rows = tuple({**STANDARD, "number": "GB/T 9999—2023"} for _ in range(3))
    found = judge_rows(typed(standards=rows))
    assert [(f.row, "第2行" in f.message) for f in found] == [(3, True), (4, True)]


def test_lists_are_compared_each_with_itself() -> None:
    assert broken(standards=({**STANDARD, "number": "9"},), patents=({"number": "9"},)) == []


# --- Years ---


@pytest.mark.parametrize(
    ("year", "counts"),
    [("2020", False), ("2021", True), ("2023", True), ("2024", False), ("2023年6月", True)],
)
def test_years_that_count(year: str, counts: bool) -> None:
    found = broken(standards=({**STANDARD, "year": year},))
    assert found == ([] if counts else [("RR-29", 2, ("year",))])


# --- Firms ---


@pytest.mark.parametrize(
    "firm",
    [
        "示例测控有限公司",
        "示例测控有限责任公司",
        "示例 测控（有限公司）",
        "",
        # Several owners, one of whom is here.
        "示例理工大学、示例测控有限公司",
        "示例测控有限公司;示例光学有限公司",
    ],
)
def test_firms_that_are_in_the_roster(firm: str) -> None:
    assert broken(FIRM, platforms=({"name": "示例平台", "rank": "省级", "firm": firm},)) == []


def test_a_firm_is_known_by_its_code_under_a_former_name() -> None:
    patent = {"name": "示例专利", "number": "1", "firm": "示例仪表厂"}
    assert broken(FIRM, patents=({**patent, "uscc": FIRM["uscc"]},)) == []
    strange = {**patent, "uscc": invented_code(2)}
    assert broken(FIRM, patents=(strange,)) == [("RR-30", 2, ("firm",))]
    assert broken({"name": FIRM["name"]}, patents=(patent,)) == [("RR-30", 2, ("firm",))]


def test_without_a_roster_of_firms_nobody_is_unknown() -> None:
    assert broken(platforms=({"name": "示例平台", "rank": "省级", "firm": "示例测控厂"},)) == []
