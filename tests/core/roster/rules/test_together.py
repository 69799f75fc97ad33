"""RR-31 to RR-34: firms beside each other, beside other clusters, and beside earlier filings."""

from dataclasses import replace

import pytest

from jiqun.core.rank import Rank
from jiqun.core.roster.model import Roster
from jiqun.core.roster.rules import RowFinding, judge_rows
from tests.rosters import Cells, broken, invented_code, typed

EXPLAIN = Rank.EXPLAIN
CODE, OTHER = invented_code(1), invented_code(2)
FIRM: Cells = {"name": "示例甲有限公司", "uscc": CODE}


def beside(*firms: Cells, here: Cells = FIRM) -> tuple[RowFinding, ...]:
    return judge_rows(replace(typed(here), beside={"示例光学产业集群": typed(*firms)}))


def after(*firms: Cells, here: Cells) -> tuple[RowFinding, ...]:
    return judge_rows(replace(typed(here), earlier={"2023年申报": typed(*firms)}))


# --- The same firm twice ---


def test_one_code_twice() -> None:
    """Under an old name and a new one, and although the names are the same."""
    firms = (FIRM, {"name": "示例乙股份有限公司", "uscc": CODE}, FIRM)
    assert judge_rows(typed(*firms)) == tuple(
        RowFinding(
            "RR-31",
            Rank.BLOCK,
            "firms",
            row,
            ("uscc", "name"),
            f"统一社会信用代码“{CODE}”与第2行重复，请删去一行或改正代码。",
        )
        for row in (3, 4)
    )


def test_one_name_twice() -> None:
    firms = ({"name": "示例甲（北京）有限公司"}, {"name": "示例甲(北京)有限责任公司"})
    assert judge_rows(typed(*firms)) == (
        RowFinding(
            "RR-32",
            EXPLAIN,
            "firms",
            3,
            ("name",),
            "企业名称与第2行相同，请删去一行；确为两家企业的请说明。",
        ),
    )


def test_one_code_twice_in_a_list_without_names() -> None:
    assert broken({"uscc": CODE}, {"uscc": CODE}) == [("RR-31", 3, ("uscc",))]


@pytest.mark.parametrize(
    ("one", "other", "rules"),
    [
        (FIRM, {"name": "示例甲有限公司", "uscc": OTHER}, ["RR-32"]),
        (FIRM, {"name": "示例甲股份有限公司", "uscc": OTHER}, []),
        (FIRM, {"name": "示例甲有限公司密云分公司", "uscc": OTHER}, []),
        ({"uscc": "无"}, {"uscc": "无"}, ["RR-02", "RR-02"]),
        ({"name": ""}, {"name": ""}, ["RR-02", "RR-02"]),
    ],
)
def test_who_is_the_same(one: Cells, other: Cells, rules: list[str]) -> None:
    assert [rule for rule, _, _ in broken(one, other)] == rules


# --- In two clusters ---


def test_a_firm_of_another_cluster() -> None:
    assert beside({"name": "示例乙有限公司"}, {"name": "示例甲有限公司"}) == (
        RowFinding(
            "RR-33",
            EXPLAIN,
            "firms",
            2,
            ("uscc", "name"),
            "也在“示例光学产业集群”的企业名录中（第3行），请核对；属实的请说明。",
        ),
    )


@pytest.mark.parametrize(
    ("here", "there", "twice"),
    [
        # By its code under another name; by its name where one of the two has no code.
        (FIRM, {"name": "示例甲测控有限公司", "uscc": CODE}, True),
        (FIRM, {"name": "示例甲有限公司", "uscc": ""}, True),
        ({"name": "示例甲有限公司"}, FIRM, True),
        (FIRM, {"name": "示例甲有限公司", "uscc": OTHER}, False),
        ({"name": ""}, {"name": ""}, False),
        ({"name": ""}, {"name": "（——）"}, False),
        # In turn: there until 2022, here from then on.
        ({**FIRM, "since": "2022"}, {**FIRM, "until": "2022"}, False),
        ({**FIRM, "since": "2021"}, {**FIRM, "until": "2022"}, True),
        # One of the two says that it is outside.
        ({**FIRM, "inside": "否"}, FIRM, False),
        (FIRM, {**FIRM, "inside": "否"}, False),
    ],
)
def test_who_is_in_both(here: Cells, there: Cells, twice: bool) -> None:
    found = [finding.rule for finding in beside(there, here=here)]
    assert ("RR-33" in found) is twice


# --- Last time ---


def test_a_figure_that_was_told_otherwise() -> None:
    here = {**FIRM, "output.2021": "800", "output.2022": "950"}
    there = {**FIRM, "output.2021": "900", "output.2022": "无"}
    assert after(there, here=here) == (
        RowFinding(
            "RR-34",
            EXPLAIN,
            "firms",
            2,
            ("output.2021",),
            "2021年产值800万元，“2023年申报”填的是900万元，请核对或说明原因。",
        ),
        RowFinding(
            "RR-34",
            EXPLAIN,
            "firms",
            2,
            ("output.2022",),
            "2022年产值950万元，“2023年申报”填的是“无”，请核对或说明原因。",
        ),
    )


@pytest.mark.parametrize(
    ("now", "then", "differs"),
    [
        ("100", "99", False),
        ("100", "98.99", True),
        ("99", "100", False),
        ("98.99", "100", True),
        ("无", "0", False),
        ("无", "0.01", True),
        ("", "100", False),
        ("100", "", False),
    ],
)
def test_how_far_figures_may_be_apart(now: str, then: str, differs: bool) -> None:
    found = after({**FIRM, "revenue.2022": then}, here={**FIRM, "revenue.2022": now})
    assert bool(found) is differs


def test_only_what_both_rosters_have_is_compared() -> None:
    here: Cells = {**FIRM, "revenue.2023": "900", "pct": "5", "industry": "4011"}
    there: Cells = {**FIRM, "revenue.2022": "100", "pct": "3", "industry": "4012"}
    assert after(there, here=here) == ()
    assert after({**there, "uscc": OTHER, "revenue.2023": "1"}, here=here) == ()


def test_nothing_is_known_of_other_rosters() -> None:
    empty = Roster.empty(typed(FIRM).edition)
    known = replace(typed(FIRM), beside={"甲": empty}, earlier={"乙": empty})
    assert judge_rows(known) == ()
