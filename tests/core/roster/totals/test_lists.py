"""How many rows of each list stand for each figure of the form."""

from decimal import Decimal

import pytest

from jiqun.core.case import Case
from jiqun.core.form import EDITIONS, ROSTER, get_edition
from jiqun.core.interval import Interval
from jiqun.core.offers import offers
from jiqun.core.quantity import Quantity, constant
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.totals import Total, totals_of
from jiqun.core.roster.totals.lists import keys_of, list_totals, listed
from jiqun.core.rules import check
from tests.declarations import blank, golden
from tests.rosters import roster_behind, typed

EDITION = get_edition("beijing-2024")


def rows_listed(roster: Roster) -> dict[str, int]:
    return {key: len(total.rows) for key, total in listed(roster).items()}


def platform(rank: str) -> dict[str, str]:
    return {"name": "示例平台", "rank": rank}


def test_rows_count_for_the_key_of_their_rank() -> None:
    ranks = ("国家级", "省级", "其他", "省级")
    found = list(list_totals(typed(platforms=tuple(map(platform, ranks)))))
    words = "《创新平台清单》的行数"
    assert found == [
        Total("national_platforms.count", constant(1), (2,), words, schedule="platforms"),
        Total("provincial_platforms.count", constant(2), (3, 5), words, schedule="platforms"),
        Total("other_platforms.count", constant(1), (4,), words, schedule="platforms"),
    ]


@pytest.mark.parametrize("rank", ["", "无", "省部级"])  # blank, or no rank at all
def test_a_row_of_unknown_rank_may_count_for_any(rank: str) -> None:
    roster = typed(platforms=tuple(map(platform, ("国家级", rank))))
    either = {"schedule": "platforms", "lacking": (3,)}
    words, open = "《创新平台清单》的行数", Interval(Decimal(0), Decimal(1))
    one_or_two = Quantity(Decimal(1), Interval(Decimal(1), Decimal(2)))
    assert list(list_totals(roster)) == [
        Total("national_platforms.count", one_or_two, (2,), words, **either),
        Total("provincial_platforms.count", Quantity(Decimal(0), open), (), words, **either),
        Total("other_platforms.count", Quantity(Decimal(0), open), (), words, **either),
    ]


def test_a_list_without_the_column_of_ranks_tells_nothing() -> None:
    roster = typed(
        platforms=({"name": "示例平台"},),
        standards=({"name": "示例标准", "level": "国家", "year": "2023"},),
    )
    assert totals_of(roster) == {}
    counted = {"national_platforms.count": 2, "standards.2023.national.lead": 1}
    case = Case(facts=blank().overlay(counted), roster=roster)
    assert "RS-02" not in {finding.rule for finding in check(case).findings}
    assert offers(case) == {}


def test_a_row_of_unknown_rank_allows_for_what_is_declared() -> None:
    roster = typed(platforms=tuple(map(platform, ("国家级", "国家级", ""))))

    def told(count: int) -> list[str]:
        facts = blank().overlay({"national_platforms.count": count})
        report = check(Case(facts=facts, roster=roster))
        return [f.message for f in report.findings if f.rule == "RS-02"]

    assert (told(2), told(3)) == ([], [])
    assert told(4) == [
        "第三部分“国家制造业创新中心或国家级创新平台数量”填了4个，"
        "《创新平台清单》列了2个（另有1行没有填全，未计入），请核对，使两者一致。"
    ]
    offered = offers(Case(facts=blank(), roster=roster))["national_platforms.count"]
    assert (offered.value, offered.fills_a_blank) == (2, False)


def test_rows_of_lists_are_not_told_of_as_firms() -> None:
    platforms = tuple(map(platform, ("国家级", "")))
    facts = blank().overlay({"national_platforms.count": 2})
    report = check(Case(facts=facts, roster=typed(platforms=platforms)))
    assert {f.rule for f in report.findings if f.part == ROSTER} == {"RR-02"}


def test_standards_count_by_year_level_and_role() -> None:
    row = {"name": "示例标准", "level": "国家", "role": "参与", "year": "2022"}
    lead = {**row, "role": "主持（起草单位排名前三位）"}
    nothing = {**row, "year": "2019"}, {**row, "year": "2019", "level": ""}
    found = rows_listed(typed(standards=(row, lead, row, *nothing)))
    assert {key: rows for key, rows in found.items() if rows} == {
        "standards.2022.national.part": 2,
        "standards.2022.national.lead": 1,
    }
    assert len(found) == 3 * 4 * 2  # years, levels, roles


def test_what_has_no_ranks_counts_by_its_rows() -> None:
    branch = {"name": "示例分公司", "country": "德国"}
    patents = tuple({"name": "示例专利", "number": f"ZL{n}"} for n in range(3))
    assert rows_listed(typed(patents=patents, branches=(branch,))) == {
        "valid_patents": 3,
        "overseas_branches": 1,
    }


def test_a_list_that_is_not_there_counts_nothing() -> None:
    assert listed(typed({"name": "示例测控有限公司"})) == {}
    # As in the template, which has them all.
    assert listed(typed(platforms=())) == {}


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_list_counts_for_figures_there_are(edition_id: str) -> None:
    edition = get_edition(edition_id)
    for schedule in edition.schedules:
        if schedule.id != FIRMS:
            keys = list(keys_of(schedule, edition.years.past))
            assert keys and set(keys) <= edition.places.keys()
            assert {edition.places[key].field.id for key in keys} == set(schedule.supports)


@pytest.mark.parametrize("name", ["clean", "longest"])
def test_the_goldens_count_what_they_list(name: str) -> None:
    facts = golden(name).facts
    case = Case(facts=facts, roster=roster_behind(name))
    for key, total in case.listed.items():
        assert case.figures.given(key).value == total.value


def test_a_list_against_the_form() -> None:
    facts = blank().overlay({"overseas_branches": 1})
    branch = {"name": "示例分公司", "country": "德国"}
    report = check(Case(facts=facts, roster=typed(branches=(branch, branch))))
    assert [f.message for f in report.findings if f.rule == "RS-02"] == [
        "第六部分“集群或集群内企业在境外设立分支机构数量”填了1个，《境外分支机构清单》列了2个，"
        "请核对，使两者一致。"
    ]
