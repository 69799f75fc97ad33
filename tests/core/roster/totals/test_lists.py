"""How many rows of each list stand for each figure of the form."""

import pytest

from jiqun.core.case import Case
from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.quantity import constant
from jiqun.core.roster.model import FIRMS
from jiqun.core.roster.totals import Total, listed
from jiqun.core.roster.totals.lists import keys_of, list_totals
from jiqun.core.rules import check
from tests.declarations import blank, golden
from tests.rosters import roster_behind, typed

EDITION = get_edition("beijing-2024")


def platform(rank: str) -> dict[str, str]:
    return {"name": "示例平台", "rank": rank}


def test_rows_count_for_the_key_of_their_rank() -> None:
    ranks = ("国家级", "省级", "", "省级")
    found = list(list_totals(typed(platforms=tuple(map(platform, ranks)))))
    words = "《创新平台清单》的行数"
    assert found == [
        Total("national_platforms.count", constant(1), (2,), words, schedule="platforms"),
        Total("provincial_platforms.count", constant(2), (3, 5), words, schedule="platforms"),
        Total("other_platforms.count", constant(0), (), words, schedule="platforms"),
    ]


def test_standards_count_by_year_level_and_role() -> None:
    row = {"name": "示例标准", "level": "国家", "role": "参与", "year": "2022"}
    lead = {**row, "role": "主持（起草单位排名前三位）"}
    found = listed(typed(standards=(row, lead, row, {**row, "year": "2019"}, {**row, "level": ""})))
    assert {key: rows for key, rows in found.items() if rows} == {
        "standards.2022.national.part": 2,
        "standards.2022.national.lead": 1,
    }
    assert len(found) == 3 * 4 * 2  # years, levels, roles


def test_what_has_no_ranks_counts_by_its_rows() -> None:
    branch = {"name": "示例分公司", "country": "德国"}
    patents = tuple({"name": "示例专利", "number": f"ZL{n}"} for n in range(3))
    assert listed(typed(patents=patents, branches=(branch,))) == {
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
    for key, rows in case.listed.items():
        assert case.figures.given(key).value == rows


def test_a_list_against_the_form() -> None:
    facts = blank().overlay({"overseas_branches": 1})
    branch = {"name": "示例分公司", "country": "德国"}
    report = check(Case(facts=facts, roster=typed(branches=(branch, branch))))
    assert [f.message for f in report.findings if f.rule == "RS-02"] == [
        "第六部分“集群或集群内企业在境外设立分支机构数量”填了1个，《境外分支机构清单》列了2个，"
        "请核对，使两者一致。"
    ]
