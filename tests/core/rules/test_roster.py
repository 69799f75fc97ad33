"""RR: what is wrong with the rows, and what the firms come to against the form."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from jiqun.core.case import Case
from jiqun.core.form import ROSTER
from jiqun.core.reading import Raw
from jiqun.core.roster.model import Roster
from jiqun.core.rules import Finding, Rank, check
from jiqun.core.rules.example import typed_over
from jiqun.core.values import Value
from tests.declarations import blank, golden
from tests.rosters import Cells, flawed_roster, invented_code, roster_behind, sound_roster, typed

Typed = Mapping[str, Raw | None]

SMALL: Cells = {"since": "2015", "industry": "4011", "staff.2023": "60", "revenue.2023": "2500"}
LARGE: Cells = {**SMALL, "staff.2023": "1200", "revenue.2023": "50000"}


def findings(facts: Typed, roster: Roster | None, *rules: str) -> list[Finding]:
    """What these rules say of a declaration with nothing else filled in."""
    report = check(Case(facts=typed_over(blank(), facts), roster=roster))
    return [finding for finding in report.findings if finding.rule in rules]


def messages(facts: Typed, *firms: Cells) -> list[str]:
    return [finding.message for finding in findings(facts, typed(*firms), "RR-51", "RR-52")]


# --- Row by row ---


def test_one_row_is_told_in_full() -> None:
    roster = typed({"name": "示例测控有限公司", "staff.2023": "50", "rd_staff.2023": "60"})
    assert findings({}, roster, "RR-15") == [
        Finding(
            "RR-15",
            Rank.EXPLAIN,
            ROSTER,
            (),
            "企业名录第2行“示例测控有限公司”：2023年研发人员60人，多于2023年从业人员期末数50人，"
            "请核对；属实的请说明原因。",
            (),
        )
    ]


@pytest.mark.parametrize(
    ("faulty", "rest"),
    [
        (1, "，是负数，请核对。"),
        (2, "，是负数，请核对；第3行有同类问题，请一并核对。"),
        (6, "，是负数，请核对；第3、4、5、6、7行有同类问题，请一并核对。"),
        (7, "，是负数，请核对；第3、4、5、6、7等6行有同类问题，请一并核对。"),
    ],
)
def test_the_next_rows_are_named_by_number(faulty: int, rest: str) -> None:
    (finding,) = findings({}, typed(*({"fdi.2023": "-1"},) * faulty), "RR-12")
    assert finding.message == f"企业名录第2行：2023年外商直接投资额-1万元{rest}"


def test_a_row_with_two_such_cells_is_no_other_row() -> None:
    (finding,) = findings({}, typed({"fdi.2022": "-1", "fdi.2023": "-1"}), "RR-12")
    assert finding.message == "企业名录第2行：2022年外商直接投资额-1万元，是负数，请核对。"


def test_each_list_is_told_by_itself_and_the_roster_last() -> None:
    patent = {"name": "示例专利", "number": "1"}
    roster = typed({"uscc": "1"}, {"uscc": "2"}, patents=({**patent, "uscc": "3"},))
    report = check(Case(facts=blank(), roster=roster))
    told = [(f.rule, f.part, f.message.partition("：")[0]) for f in report.findings]
    assert told[-2:] == [
        ("RR-03", ROSTER, "企业名录第2行"),
        ("RR-03", ROSTER, "有效发明专利清单第2行“示例专利”"),
    ]
    assert all(f.fields for f in report.findings[:-2])


def test_every_rule_that_a_row_breaks_is_told_of() -> None:
    roster = flawed_roster()
    case = Case(facts=golden("clean").facts, roster=roster)
    told = {finding.rule for finding in check(case).findings if finding.part == ROSTER}
    assert told == {*(finding.rule for finding in case.row_findings), "RR-54"}


def test_without_a_roster_nothing_is_told_of_it() -> None:
    case = Case(facts=golden("clean").facts)
    assert (case.row_findings, case.totals, case.listed, case.industries) == ((), {}, {}, ())
    assert not any(finding.rule.startswith("RR-") for finding in check(case).findings)


def test_the_roster_knows_the_district_of_the_declaration() -> None:
    roster = typed({"district": "昌平区"})
    assert [f.rule for f in findings({"cover.district": "北京市密云区"}, roster, "RR-09")] == [
        "RR-09"
    ]
    assert findings({"cover.district": "北京市昌平区"}, roster, "RR-09") == []
    # Of what is not declared it keeps what it knew.
    assert findings({}, roster, "RR-09") == []
    assert findings({}, replace(roster, district="密云区"), "RR-09") != []


# --- RR-51: the form and its firms ---


def test_a_figure_that_its_firms_do_not_come_to() -> None:
    facts = {"firms.2021": "3", "firms.2022": "4", "firms.2023": "5"}
    firms = (SMALL, {**SMALL, "since": "2022"}, LARGE, {**SMALL, "since": "2023"})
    assert findings(facts, typed(*firms), "RR-51") == [
        Finding(
            "RR-51",
            Rank.EXPLAIN,
            "二",
            ("firms.2021", "firms.2022", "firms.2023"),
            "第二部分“集群企业数量”（2021年、2022年、2023年）填了3家、4家、5家，"
            "按企业名录，集群内企业家数分别为2家、3家、4家，请核对；属实的请说明原因。",
            ("填报说明1",),
        )
    ]


@pytest.mark.parametrize(
    ("facts", "firms", "said"),
    [
        (
            {"output.2023": "0.13"},
            ({**SMALL, "output.2023": "1500.00"}, {**SMALL, "output.2023": "无"}),
            "第二部分“集群总产值（亿元）”（2023年）填了0.13亿元，按企业名录，"
            "集群内企业2023年产值之和为0.15亿元，请核对；属实的请说明原因。",
        ),
        (
            {"high_tech_firms.2022": "无"},
            ({**SMALL, "high_tech_since": "2021"},),
            "第二部分“主导产业相关的国家级高新技术企业数量”（2022年）填了“无”，按企业名录，"
            "2022年末仍有效的主导产业相关的企业中“国家级高新技术企业”的家数为1家，"
            "请核对；属实的请说明原因。",
        ),
        (
            {"rd_tools_rate": "50.00"},
            ({**SMALL, "rd_tools": "是"}, {**SMALL, "rd_tools": "是"}),
            "第四部分“集群中小企业数字化研发工具应用普及率（%）”填了50.00%，按企业名录，"
            "应用数字化研发工具的中小企业÷中小企业×100%，为100.00%，请核对；属实的请说明原因。",
        ),
        # A firm of an unknown size could be one more, and no more than one.
        ({"smes.2023": "2"}, (SMALL, {**SMALL, "industry": "8331"}), None),
        (
            {"smes.2023": "3"},
            (SMALL, {**SMALL, "industry": "8331"}),
            "第二部分“其中：集群中小企业数量”（2023年）填了3家，按企业名录，"
            "2023年末集群内中小企业家数（按填报说明8划型）为1家（另有1家缺数据，未计入），"
            "请核对；属实的请说明原因。",
        ),
        # A blank could be anything more, but nothing less.
        ({"fdi.2023": "900"}, ({**SMALL, "fdi.2023": "5"}, {**SMALL, "fdi.2023": ""}), None),
        (
            {"fdi.2023": "4.98"},
            ({**SMALL, "fdi.2023": "5"}, {**SMALL, "fdi.2023": ""}),
            "第二部分“集群外商直接投资额（万元）”（2023年）填了4.98万元，按企业名录，"
            "集群内企业2023年外商直接投资额之和为5.00万元（另有1家缺数据，未计入），"
            "请核对；属实的请说明原因。",
        ),
        # What agrees, what is blank, and what the roster has no column for.
        ({"firms.2023": "2", "smes.2023": "1"}, (SMALL, LARGE), None),
        ({"output.2023": "0.15"}, ({**SMALL, "output.2023": "1549.99"},), None),
        ({}, (SMALL, LARGE), None),
        ({"output.2023": "99", "cloud_smes": "9"}, (SMALL, LARGE), None),
    ],
)
def test_forms_and_firms(facts: Typed, firms: tuple[Cells, ...], said: str | None) -> None:
    assert messages(facts, *firms) == ([said] if said else [])


@pytest.mark.parametrize(
    ("facts", "keys"),
    [
        # A rate that follows from a sum which differs is not said again, wherever the form has it.
        ({"cloud_smes": "2", "cloud_rate": "100.00"}, [("cloud_smes",)]),
        (
            {"patents_per_10k": "1666.67", "valid_patents": "20"},
            [("valid_patents",)],
        ),
        # By itself it is.
        ({"cloud_smes": "1", "cloud_rate": "100.00"}, [("cloud_rate",)]),
        ({"cloud_rate": "100.00"}, [("cloud_rate",)]),
        ({"cloud_smes": "1", "cloud_rate": "50.00"}, []),
    ],
)
def test_a_rate_that_follows_is_said_with_its_parts(
    facts: Typed, keys: list[tuple[str, ...]]
) -> None:
    firms = (
        {**SMALL, "cloud": "是", "valid_patents.2023": "5"},
        {**SMALL, "cloud": "否", "valid_patents.2023": "无"},
    )
    found = findings({"smes.2023": "2", **facts}, typed(*firms), "RR-51")
    assert [finding.fields for finding in found] == keys


def test_lists_are_not_firms() -> None:
    """RS-02 says what the rows of a list do not come to."""
    branch = {"name": "示例分公司", "country": "德国"}
    roster = typed(branches=(branch,))
    assert findings({"overseas_branches": "3", "firms.2023": "67"}, roster, "RR-51") == []
    assert len(findings({"overseas_branches": "3"}, roster, "RS-02")) == 1


def test_a_small_roster_behind_a_whole_declaration() -> None:
    """Everything that two firms cannot come to, each field once."""
    report = check(Case(facts=golden("clean").facts, roster=sound_roster()))
    assert [(f.rule, f.fields[0]) for f in report.findings if f.rule != "RE-02"] == [
        ("RR-51", "firms.2021"),
        ("RR-51", "smes.2021"),
        ("RR-51", "sme_staff.2021"),
        ("RR-51", "revenue.2021"),
        ("RR-51", "sme_revenue.2021"),
    ]


# --- RR-52: the sector ---

INDUSTRY: Cells = {"since": "2015", "industry": "4011", "leading": "是"}
SOFTWARE: Cells = {"since": "2015", "industry": "6513", "leading": "是"}


def test_a_sector_that_the_leading_firms_are_not_in() -> None:
    firms = ({**SOFTWARE, "output.2023": "900"}, {**INDUSTRY, "output.2023": "300"})
    assert findings({"sector": "secondary"}, typed(*firms), "RR-52") == [
        Finding(
            "RR-52",
            Rank.EXPLAIN,
            "一",
            ("sector",),
            "第一部分“主导产业所属产业类型”选了“第二产业”，企业名录中主导产业企业的产值"
            "75%属于第三产业，请核对；属实的请说明原因。",
            (),
        )
    ]


@pytest.mark.parametrize(
    ("sector", "software", "industry", "differs"),
    [
        ("tertiary", "900", "300", False),
        ("secondary", "300", "300", False),
        ("secondary", "300.01", "300", True),
        ("tertiary", "300", "300.01", True),
        ("primary", "300.01", "300", True),
        ("", "900", "300", False),
        ("secondary", "无", "无", False),
        ("secondary", "", "300", False),
        # What is below zero is no share of anything.
        ("secondary", "100", "-100", True),
        ("tertiary", "-100", "-100", False),
    ],
)
def test_sectors_by_output(sector: str, software: str, industry: str, differs: bool) -> None:
    firms = ({**SOFTWARE, "output.2023": software}, {**INDUSTRY, "output.2023": industry})
    assert bool(findings({"sector": sector}, typed(*firms), "RR-52")) is differs


@pytest.mark.parametrize(
    "cells",
    [
        {"leading": "否"},
        {"leading": ""},
        {"inside": "否"},
        {"until": "2023"},
        {"industry": ""},
        {"output.2023": "", "output.2022": "900"},
    ],
)
def test_firms_that_say_nothing_of_the_sector(cells: Cells) -> None:
    firm = {**SOFTWARE, "output.2023": "900", **cells}
    assert findings({"sector": "secondary"}, typed(firm), "RR-52") == []


# --- Blanks in the roster ---


def test_what_blanks_keep_from_being_compared() -> None:
    """More is declared than the firms with figures come to: the one without may make it up."""
    firms = ({**SMALL, "output.2023": "3000"}, {**SMALL, "output.2023": ""})
    (found,) = findings({"output.2023": "0.50"}, typed(*firms), "RR-51", "RR-54")
    assert (found.rule, found.rank, found.part, found.message) == (
        "RR-54",
        Rank.HINT,
        ROSTER,
        "企业名录有空缺，2023年集群总产值（缺1家）不能完全核对，请补填；没有的填“无”或0。",
    )


@pytest.mark.parametrize(
    ("declared", "output", "rules"),
    [
        ("0.50", "无", ["RR-51"]),  # “无” is no blank
        ("0.50", "2000", []),
        ("0.29", "", ["RR-51"]),  # less than what is known: a blank does not explain it
        (None, "", []),  # nothing to compare
    ],
)
def test_blanks_that_do_not_matter(declared: str | None, output: str, rules: list[str]) -> None:
    firms = ({**SMALL, "output.2023": "3000"}, {**SMALL, "output.2023": output})
    found = findings({"output.2023": declared}, typed(*firms), "RR-51", "RR-54")
    assert [finding.rule for finding in found] == rules


def test_many_blanks_are_counted() -> None:
    columns = ("output", "fdi", "exports", "software_purchase")
    firms = (
        {**SMALL, **{f"{id}.2023": "3000" for id in columns}},
        {**SMALL, **{f"{id}.2023": "" for id in columns}},
    )
    declared = {"output.2023": "9", **{f"{id}.2023": "9000" for id in columns[1:]}}
    (found,) = findings(declared, typed(*firms), "RR-54")
    assert found.message == (
        "企业名录有空缺，2023年集群总产值（缺1家）、2023年集群外商直接投资额（缺1家）、"
        "2023年集群主导产品出口贸易额（缺1家）等4栏不能完全核对，请补填；没有的填“无”或0。"
    )


# --- Two worksheets ---


@pytest.mark.parametrize(
    ("here", "there", "messages"),
    [
        (
            {"water_total": "186.00"},
            {"water_total": Decimal("168.00")},
            [
                "测算底稿“工业总用水量（万立方米）”填了“186.00”，企业名录工作簿中是“168.00”，"
                "请核对，使两者一致。"
            ],
        ),
        ({"water_total": "无"}, {"water_total": Decimal("168.00")}, 1),
        ({"water_total": "168"}, {"water_total": Decimal("168.00")}, []),
        ({}, {"water_total": Decimal("168.00")}, []),
        ({"water_total": "186.00"}, {}, []),
    ],
)
def test_worksheets_that_differ(
    here: Typed, there: Mapping[str, Value], messages: list[str] | int
) -> None:
    roster = replace(Roster.empty(blank().edition), worksheet=there)
    found = [finding.message for finding in findings(here, roster, "RR-53")]
    assert found == messages if isinstance(messages, list) else len(found) == messages


# --- What else the case has of it ---


def test_what_a_case_has_of_its_roster() -> None:
    case = Case(facts=golden("clean").facts, roster=roster_behind("clean"))
    assert case.listed["valid_patents"].value == 236
    assert sorted(case.industries) == ["3484", "3824", "4011", "4012", "4014", "6513"]
    assert case.totals["firms.2023"].value == 67
    assert case.row_findings == ()
    firm = {"name": "示例测控有限公司", "uscc": invented_code(1)}
    assert Case(facts=blank(), roster=typed(firm)).row_findings == ()
