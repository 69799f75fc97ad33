"""RR-01 to RR-11: whether a row can be read, who the firm is, and whether it belongs here."""

from dataclasses import replace

import pytest

from jiqun.core.rank import Rank
from jiqun.core.roster.rules import RowFinding, judge_rows
from tests.rosters import Cells, broken, invented_code, rules_broken, typed

CODE = invented_code(1)
PATENT = {"name": "示例专利", "number": "ZL202010000001.1"}


# --- Each rule once, in full ---


@pytest.mark.parametrize(
    ("cells", "rule", "rank", "keys", "message"),
    [
        (
            {"staff.2023": "若干"},
            "RR-01",
            Rank.BLOCK,
            ("staff.2023",),
            "“2023年从业人员期末数（人）”未采用：“若干”不是数字，请改正。",
        ),
        (
            {"uscc": ""},
            "RR-02",
            Rank.BLOCK,
            ("uscc",),
            "“统一社会信用代码”未填，请补填。",
        ),
        (
            {"uscc": "914403001922038217"},
            "RR-03",
            Rank.BLOCK,
            ("uscc",),
            "统一社会信用代码“914403001922038217”校验不符：按前17位，末位应为“6”；"
            "也可能是其他位填错或两位对调，请对照营业执照核对。",
        ),
        (
            {"uscc": "91440300708461136T"},
            "RR-04",
            Rank.HINT,
            ("uscc",),
            "统一社会信用代码第3至8位“440300”是广东省的登记机关，请确认是集群内企业。",
        ),
        (
            {"industry": "9999"},
            "RR-05",
            Rank.BLOCK,
            ("industry",),
            "行业代码：没有9999这一小类，请核对。",
        ),
        (
            {"industry": "8331"},
            "RR-06",
            Rank.EXPLAIN,
            ("industry",),
            "8331“普通初中教育”未计入中小企业：《中小企业划型标准规定》未覆盖教育（P）："
            "300号第六条：规定以外的行业参照本规定划型；惯例参照“其他未列明行业”，待核实；"
            "请向主管部门确认怎样划型，并说明。",
        ),
        (
            {"industry": "4011", "staff.2023": "350", "revenue.2023": ""},
            "RR-07",
            Rank.HINT,
            ("revenue.2023",),
            "2023年未填营业收入，无法划型，未计入中小企业，请补填。",
        ),
        (
            {"inside": "否"},
            "RR-08",
            Rank.HINT,
            ("inside",),
            "不在集群范围内，未计入各项合计，请核对。",
        ),
        (
            {"since": "2023", "until": "2022"},
            "RR-10",
            Rank.BLOCK,
            ("since", "until"),
            "进入集群年份“2023”、退出集群年份“2022”，先后颠倒，请核对。",
        ),
        (
            {"since": "2024"},
            "RR-11",
            Rank.HINT,
            ("since",),
            "按进入、退出集群的年份，2021—2023年各年末都不在集群，未计入各项合计，请核对。",
        ),
    ],
)
def test_what_is_said(
    cells: Cells, rule: str, rank: Rank, keys: tuple[str, ...], message: str
) -> None:
    assert judge_rows(typed(cells)) == (RowFinding(rule, rank, "firms", 2, keys, message),)


def test_a_firm_of_another_district() -> None:
    roster = replace(typed({"district": "延庆区"}), district="北京市密云区")
    assert judge_rows(roster) == (
        RowFinding(
            "RR-09",
            Rank.EXPLAIN,
            "firms",
            2,
            ("district",),
            "所在区“延庆区”不是集群所属的密云区，请核对；跨区经营的请说明。",
        ),
    )


# --- Cells at all ---


def test_a_row_says_nothing_of_columns_that_are_not_there() -> None:
    assert broken({"name": "示例测控有限公司"}) == []
    assert broken({"district": ""}) == []


def test_what_is_required_cannot_be_none() -> None:
    (finding,) = judge_rows(typed({"name": "示例测控有限公司", "uscc": "无"}))
    assert (finding.rule, finding.message) == (
        "RR-02",
        "“统一社会信用代码”填了“无”，请补填。",
    )


def test_what_is_not_required_may_be_blank() -> None:
    assert broken({"district": "", "product": "", "since": "", "staff.2023": "无"}) == []


def test_a_reason_that_says_what_to_do_says_it_once() -> None:
    (finding,) = judge_rows(typed({"uscc": "9.11E+17"}))
    assert finding.message == (
        "“统一社会信用代码”未采用：“9.11E+17”代码被存成了数值，末几位已经丢失；"
        "请先把该列设为文本格式，再重新填写。"
    )


def test_every_list_has_what_it_requires() -> None:
    assert broken(
        patents=({"name": "", "number": "", "firm": ""},),
        branches=({"name": "示例分公司", "country": ""},),
    ) == [("RR-02", 2, ("name",)), ("RR-02", 2, ("number",)), ("RR-02", 2, ("country",))]


def test_a_cell_that_cannot_be_read_is_said_once() -> None:
    """It is not missing too, neither as such nor for the size or the title."""
    assert rules_broken({"uscc": "9.11E+17"}) == ["RR-01"]
    assert rules_broken({"industry": "4011", "staff.2023": "350", "revenue.2023": "约两千"}) == [
        "RR-01"
    ]
    assert rules_broken({"high_tech_since": "前年", "high_tech_until": "2025-12-31"}) == ["RR-01"]
    assert rules_broken({"industry": "#N/A", "staff.2023": "350"}) == ["RR-01"]


# --- Codes ---


@pytest.mark.parametrize("uscc", [CODE, "91110118MAXX00015Q", "911101085923662400"])
def test_codes_that_are_right(uscc: str) -> None:
    assert [rule for rule in rules_broken({"uscc": uscc}) if rule == "RR-03"] == []


@pytest.mark.parametrize(
    ("uscc", "message"),
    [
        (
            "110228001234567",
            "统一社会信用代码应为18位，“110228001234567”是15位，"
            "像是原工商注册号或原税务登记号，请核对。",
        ),
        (
            "91110118MAO000015A",
            "统一社会信用代码第11位“O”不是代码用字（数字和除I、O、S、V、Z外的大写字母），"
            "请核对是否为“91110118MA0000015A”。",
        ),
    ],
)
def test_codes_that_are_wrong(uscc: str, message: str) -> None:
    (finding,) = judge_rows(typed({"uscc": uscc}))
    assert (finding.rule, finding.message) == ("RR-03", message)


def test_codes_of_every_list_are_looked_at() -> None:
    row = {**PATENT, "uscc": "914403001922038217"}
    assert broken(
        patents=(row, {**PATENT, "number": "ZL2", "uscc": CODE}, row | {"number": "3"})
    ) == [
        ("RR-03", 2, ("uscc",)),
        ("RR-03", 4, ("uscc",)),
    ]


# --- Industry and size ---


@pytest.mark.parametrize("industry", ["4011", "C4011", "4011 工业自动控制系统装置制造", ""])
def test_industries_that_are_right(industry: str) -> None:
    assert rules_broken({"industry": industry, "since": "2024"}) == ["RR-11"]


def test_without_an_industry_nothing_is_sized() -> None:
    firms: tuple[Cells, ...] = (
        {"industry": "", "staff.2023": "350", "revenue.2023": "1"},
        {"industry": "无", "staff.2023": "350"},
        # One that is outside the cluster does not count anyway.
        {"industry": "", "staff.2023": "350", "inside": "否"},
    )
    found = judge_rows(typed(*firms))
    assert [(f.rule, f.row, f.keys) for f in found if f.rule != "RR-19"] == [
        ("RR-07", 2, ("industry",)),
        ("RR-07", 3, ("industry",)),
        ("RR-08", 4, ("inside",)),
    ]
    assert found[0].message == "未填国民经济行业小类代码，无法划型，未计入中小企业，请补填。"


@pytest.mark.parametrize(
    ("cells", "keys"),
    [
        # 19 heads make a micro firm, whatever it sells; 20 may make a small one.
        ({"industry": "4011", "staff.2023": "19", "revenue.2023": ""}, None),
        ({"industry": "4011", "staff.2023": "20", "revenue.2023": ""}, ("revenue.2023",)),
        # “无” is a figure.
        ({"industry": "4011", "staff.2023": "20", "revenue.2023": "无"}, None),
        # Of what is measured otherwise, something else is missing.
        (
            {"industry": "7212", "staff.2022": "80", "revenue.2022": "900", "assets.2022": ""},
            ("assets.2022",),
        ),
        (
            {"industry": "4710", "staff.2022": "80", "revenue.2022": "", "assets.2022": ""},
            ("revenue.2022", "assets.2022"),
        ),
        # A column that was not handed in is no blank of this row.
        ({"industry": "4011", "staff.2023": "350"}, None),
        # Nothing is told of the year at all.
        ({"industry": "4011", "staff.2023": "", "revenue.2023": "", "since": "2020"}, None),
        # A firm that does not count need not be sized.
        ({"industry": "4011", "staff.2023": "350", "revenue.2023": "", "until": "2023"}, None),
        # What the rule does not cover has no measures.
        ({"industry": "5311", "staff.2023": "350", "revenue.2023": ""}, None),
    ],
)
def test_what_a_size_lacks(cells: Cells, keys: tuple[str, ...] | None) -> None:
    found = [found for rule, _, found in broken(cells) if rule == "RR-07"]
    assert found == ([keys] if keys else [])


# --- Whether it belongs here ---


@pytest.mark.parametrize(
    ("home", "there", "said"),
    [
        ("北京市密云区", "密云区", False),
        ("北京市密云区", "北京市密云区经济开发区", False),
        ("北京市密云区", "密云", False),
        ("北京市密云区", "昌平", True),
        ("北京市密云区", "北京市昌平区", True),
        ("北京市密云区", "本区", False),
        ("北京市密云区", "", False),
        ("大兴区", "经开区", False),
        ("", "昌平区", False),
        ("未定", "昌平区", False),
    ],
)
def test_districts(home: str, there: str, said: bool) -> None:
    found = judge_rows(replace(typed({"district": there}), district=home))
    assert [finding.rule for finding in found] == (["RR-09"] if said else [])


@pytest.mark.parametrize(
    ("cells", "rules"),
    [
        ({"since": "2023"}, []),
        ({"since": "2024"}, ["RR-11"]),
        # One that leaves within a year is not there at its end.
        ({"until": "2022"}, []),
        ({"until": "2021"}, ["RR-11"]),
        ({"since": "2022", "until": "2023"}, []),
        ({"since": "2022", "until": "2022"}, ["RR-11"]),
        # Turned round: that is what is said, and no more.
        ({"since": "2022", "until": "2021"}, ["RR-10"]),
        ({"inside": "是", "since": "", "until": ""}, []),
        ({"inside": "否", "since": "2024"}, ["RR-08"]),
    ],
)
def test_coming_and_leaving(cells: Cells, rules: list[str]) -> None:
    assert rules_broken(cells) == rules


LEFT, CAME = "2022年退出集群", "2022年进入集群"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        # At the end of the year in which it leaves a firm is gone.
        (
            {"until": "2022", "output.2021": "9", "output.2022": "9", "staff.2023": "9"},
            ("until", f"{LEFT}，2022年、2023年的数据未计入，请核对退出年份或数据。"),
        ),
        (
            {"since": "2022", "output.2021": "9", "output.2022": "9"},
            ("since", f"{CAME}，2021年的数据未计入，请核对进入年份或数据。"),
        ),
        # What has no year is asked for the base year.
        (
            {"until": "2022", "water_total": "500"},
            ("until", f"{LEFT}，2023年的数据未计入，请核对退出年份或数据。"),
        ),
        # Noughts fill up the years in which it was not there; answers are no numbers.
        ({"until": "2022", "output.2022": "0", "staff.2022": "无", "software.2022": "是"}, None),
        ({"since": "2021", "until": "2024", "output.2021": "9", "output.2023": "9"}, None),
    ],
)
def test_numbers_of_years_in_which_a_firm_was_not_there(
    cells: Cells, said: tuple[str, str] | None
) -> None:
    found = judge_rows(typed(cells))
    assert [f.rule for f in found] == (["RR-35"] if said else [])
    assert [(*f.keys, f.message) for f in found] == ([said] if said else [])


def test_what_never_counts_is_said_once() -> None:
    numbers = {"output.2022": "9", "output.2023": "9"}
    assert rules_broken({"until": "2021", **numbers}) == ["RR-11"]
    assert rules_broken({"since": "2023", "until": "2022", **numbers}) == ["RR-10"]
    assert rules_broken({"until": "2022", "inside": "否", **numbers}) == ["RR-08"]
