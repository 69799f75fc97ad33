"""The lines of the checklist on whole declarations, and what makes an answer out of date."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.checklist import Filed, Line, Paper, Recommendation, Source, lines_for
from jiqun.core.evidence import demands
from jiqun.core.facts import Facts
from jiqun.core.form import get_edition
from jiqun.core.lifecycle import Level
from jiqun.core.report import as_json
from jiqun.core.rules import check
from tests.declarations import GOLDENS, golden
from tests.rosters import flawed_roster, roster_behind
from tests.strategies import any_facts

EDITION = get_edition("beijing-2024")
PAPER = Paper("0" * 64, "盖章扫描件，14页，核验码0000-0000")
FINDING = {
    "rule": "R2-14",
    "rank": "explain",
    "part": "二",
    "fields": ["output.2022", "output.2021"],
    "message": "产值与占比不合，请说明。",
    "reason": "口径不同。",
    "cites": ["填报说明5"],
}


def proved(facts: Facts) -> list[dict[str, Any]]:
    """One file for everything that is demanded."""
    bindings = {demand.key: "3-5" for demand in demands(facts)}
    return [{"number": 1, "name": "示例佐证.pdf", "sha256": "1" * 64, "bindings": bindings}]


@cache
def filed(name: str = "clean") -> Filed:
    """The flawed one with its roster, and everything that is wrong with that."""
    file = golden(name)
    roster = flawed_roster() if name == "flawed" else None
    case = Case(facts=file.facts, reasons=file.reasons, roster=roster)
    found = as_json(case, check(case))["findings"] if name == "flawed" else []
    return Filed(case=case, findings=found, evidence=proved(file.facts), paper=PAPER)


def lines(filed: Filed, level: Level = Level.DISTRICT) -> Mapping[str, Line]:
    """By id, which no two of them share."""
    every = lines_for(level, filed)
    found = {line.id: line for line in every}
    assert len(found) == len(every)
    return found


def told(line: Line) -> list[str]:
    return [each.words for each in line.told]


# --- What is asked --------------------------------------------------------------------------


@pytest.mark.parametrize("name", GOLDENS)
@pytest.mark.parametrize("level", [Level.DISTRICT, Level.BUREAU])
def test_the_lines_are_few_and_in_the_order_of_the_form(name: str, level: Level) -> None:
    every = list(lines(filed(name), level).values())
    parts = ["", "封面", *(part.number for part in EDITION.parts), "测算底稿", "企业名录"]
    places = [parts.index(line.part) for line in every]
    assert places == sorted(places)
    assert len(every) <= 60 or name == "flawed"
    assert all(key in EDITION.places for line in every for key in line.about)


def test_what_the_clean_declaration_is_asked() -> None:
    every = lines(filed())
    assert Counter(line.source for line in every.values()) == {
        Source.FORMAL: 17,
        Source.EVIDENCE: 28,
    }
    assert not any(line.doubtful for line in every.values())
    assert list(every)[:4] == [
        "formal.sealed",
        "formal.cover",
        "formal.operator",
        "formal.sector",
    ]


def test_the_bureau_also_looks_at_the_recommendation() -> None:
    both = [set(lines(filed(), level)) for level in (Level.DISTRICT, Level.BUREAU)]
    assert both[1] - both[0] == {"formal.opinion", "formal.quota"}
    assert both[0] < both[1]


@pytest.mark.parametrize(
    ("recommendation", "words", "doubtful"),
    [
        (None, "不知道是本区推荐的第几个", True),
        (Recommendation("同意推荐。", 3, 3), "本区在本批次推荐的第3个，名额3个", False),
        (
            Recommendation("同意推荐。", 4, 3),
            "本区在本批次推荐的第4个，名额3个，超出名额，应有超额推荐的理由",
            True,
        ),
    ],
)
def test_the_place_among_those_of_the_district(
    recommendation: Recommendation | None, words: str, doubtful: bool
) -> None:
    line = lines(replace(filed(), recommendation=recommendation), Level.BUREAU)["formal.quota"]
    assert (told(line), line.doubtful) == ([words], doubtful)


def test_an_opinion_on_what_was_filed_before_is_answered_anew() -> None:
    now, then = (
        lines(replace(filed(), recommendation=each), Level.BUREAU)["formal.opinion"]
        for each in (
            Recommendation("同意推荐。", 1, 3),
            Recommendation("同意推荐。", 1, 3, before="2024-110118-0001"),
        )
    )
    assert (now.doubtful, then.doubtful, now.digest == then.digest) == (False, True, False)
    assert told(then)[1] == "写的是补正以前的报送（2024-110118-0001），之后重新报送过"


def test_the_standard_is_told_with_what_is_lacking() -> None:
    """Both levels in one line, and how far it is from each."""
    low = filed().case.facts.overlay({"leading_output_share.2023": None, "area": None})
    every = lines(replace(filed(), case=Case(facts=low)))
    assert told(every["standard.sme_share"])[0] == (
        "国家：达到。2023年集群内中小企业产值占集群总产值比例78.35%，应≥70%，高出8.35个百分点。"
        "取2023年数。"
    )
    assert told(every["standard.area"])[0].startswith("国家：资料不足。集群占地面积没有数据")
    assert every["standard.area"].doubtful
    assert every["standard.area"].question == ("认定标准“集群占地面积”：是否符合，填报是否属实？")
    flawed = lines(filed("flawed"))["standard.serious_violation"]
    assert (told(flawed)[0], flawed.doubtful) == ("国家：未达到。填报：有。", True)


def test_a_reason_is_to_be_weighed() -> None:
    line = lines(replace(filed(), findings=[FINDING]))["finding.R2-14"]
    assert line.question == "须说明：产值与占比不合，请说明。理由是否成立？"
    assert (line.rule, line.part, line.about) == ("R2-14", "二", ("output.2021", "output.2022"))
    assert (told(line), line.cites) == (["申报单位说明：口径不同。"], ("填报说明5",))
    assert line.doubtful  # it is never waved through with others


def test_one_reason_is_weighed_once_for_all_that_a_rule_found() -> None:
    other = {**FINDING, "message": "占比不合，请说明。", "fields": ["output.2023"]}
    hint = {**FINDING, "rule": "R2-99", "rank": "hint"}
    every = lines(replace(filed(), findings=[FINDING, other, hint]))
    assert [id for id in every if id.startswith("finding")] == ["finding.R2-14"]
    line = every["finding.R2-14"]
    assert line.question == "须说明：R2-14指出的2处，理由是否成立？"
    assert told(line) == [
        "产值与占比不合，请说明。",
        "占比不合，请说明。",
        "申报单位说明：口径不同。",
    ]


def test_a_row_is_proved_in_one_line() -> None:
    line = lines(filed())["evidence.national_platforms"]
    name = "国家制造业创新中心或国家级创新平台"
    assert line.question == f"“{name}名称及数量”是否有清单、佐证材料证明，材料与填报一致？"
    assert line.about == ("national_platforms.count", "national_platforms.names")
    assert told(line) == [
        f"填报：{name}数量1个：示例智能测控仪表国家地方联合工程研究中心",
        "清单：",
        "佐证材料：",
    ]
    assert [(file.called, file.where) for file in line.told[1].files] == [
        ("1　示例佐证.pdf", "第3-5页")
    ]


def test_what_lacks_proof_is_told() -> None:
    line = lines(replace(filed(), evidence=[]))["evidence.national_platforms"]
    assert told(line)[1:] == ["清单：没有材料", "佐证材料：没有材料"]
    assert line.doubtful


# --- What an answer is about ----------------------------------------------------------------


def changed(before: Filed, after: Filed, level: Level = Level.BUREAU) -> set[str]:
    """The lines that are in both and say something else."""
    old, new = lines(before, level), lines(after, level)
    return {id for id in old.keys() & new if old[id].digest != new[id].digest}


@given(any_facts("beijing-2024"))
def test_an_answer_is_out_of_date_exactly_if_what_it_is_about_has_changed(typed: Facts) -> None:
    before = filed()
    after = replace(before, case=Case(facts=before.case.facts.overlay(dict(typed.items()))))
    cells = {change.key for change in before.case.facts.diff(after.case.facts)}
    old, new = lines(before), lines(after)
    concerned = {id for id in old.keys() & new if cells & {*old[id].about, *new[id].about}}
    assert changed(before, after, Level.DISTRICT) == concerned


@given(st.sampled_from(demands(golden("clean").facts)), st.sampled_from(["file", "pages", "gone"]))
def test_a_proof_concerns_its_own_row_only(demand: Any, what: str) -> None:
    before, (entry,) = filed(), filed().evidence
    bindings = {key: pages for key, pages in entry["bindings"].items() if key != demand.key}
    after = {
        "file": [
            {**entry, "bindings": bindings},
            {**entry, "number": 2, "sha256": "2" * 64, "bindings": {demand.key: "3-5"}},
        ],
        "pages": [{**entry, "bindings": {**bindings, demand.key: "6"}}],
        "gone": [{**entry, "bindings": bindings}],
    }[what]
    row = demand.key.partition(".")[0]
    assert changed(before, replace(before, evidence=after)) == {f"evidence.{row}"}


def test_what_a_file_is_called_is_no_matter() -> None:
    (entry,) = filed().evidence
    renamed = [{**entry, "number": 7, "name": "另一个名字.pdf"}]
    assert changed(filed(), replace(filed(), evidence=renamed)) == set()


@pytest.mark.parametrize(
    ("known", "lines"),
    [
        ({"paper": Paper("1" * 64, PAPER.words)}, {"formal.sealed"}),
        ({"paper": Paper(PAPER.sha256, "电子签名")}, set()),
        ({"recommendation": Recommendation("同意推荐。", 0, 0)}, {"formal.opinion"}),
        ({"recommendation": Recommendation("", 1, 3)}, {"formal.quota"}),
        ({"findings": [{**FINDING, "reason": "口径不同，见附件。"}]}, {"finding.R2-14"}),
        ({"findings": [{**FINDING, "message": "产值不合。"}]}, {"finding.R2-14"}),
        ({"findings": [{**FINDING, "cites": []}]}, set()),
    ],
)
def test_whatever_else_was_filed_concerns_its_own_line(
    known: dict[str, Any], lines: set[str]
) -> None:
    before = replace(filed(), findings=[FINDING])
    assert changed(before, replace(before, **known)) == lines


def test_a_list_of_the_roster_is_a_proof_that_may_change() -> None:
    """Also where as many rows stand in it as before."""
    roster = roster_behind("clean")
    case = Case(facts=filed().case.facts, roster=roster)
    before = replace(filed(), case=case, evidence=[])
    listed = lines(before)["evidence.national_platforms"]
    assert told(listed)[1] == "清单：企业名录中有1行"
    listing = roster.listing("platforms")
    rows = tuple(
        replace(row, values=tuple("另一个" if v == row.get("name") else v for v in row.values))
        for row in listing.rows
    )
    other = replace(roster, listings={**roster.listings, "platforms": replace(listing, rows=rows)})
    after = replace(before, case=replace(case, roster=other))
    concerned = {"evidence.national_platforms", "evidence.provincial_platforms"}
    assert changed(before, after) == {*concerned, "evidence.other_platforms"}
