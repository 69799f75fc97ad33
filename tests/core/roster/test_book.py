"""The book of rules on rows: what may stand in it, and how all of it is run."""

import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.form.schedule import ColumnKind, Head
from jiqun.core.rank import Rank
from jiqun.core.roster import rules
from jiqun.core.roster.book import (
    ROW_RULES,
    BadRowRule,
    RowFault,
    RowFinding,
    RowRule,
    judge_rows,
    row_rule,
)
from jiqun.core.roster.listing import CellValue, Listing
from jiqun.core.roster.model import Roster
from jiqun.core.roster.rules import MODULES
from jiqun.core.roster.totals import totals_of
from jiqun.core.rules import RULES, check
from jiqun.core.values import NONE
from tests.declarations import golden
from tests.rosters import (
    FAULTS,
    FIRST_ROW,
    LIST_FAULTS,
    flawed_roster,
    roster_behind,
    sound_roster,
    typed,
)

FLAWED = Path(__file__).parents[2] / "golden" / "flawed-roster.txt"

EDITION = sound_roster().edition
CLEAN = golden("clean").facts


def nothing(roster: Roster) -> Iterator[RowFault]:
    """什么也不查。"""
    yield from ()


# --- What stands in the book ---


def test_every_module_of_rules_is_in_the_book() -> None:
    names = {module.name for module in pkgutil.iter_modules(rules.__path__)}
    assert {module.__name__.rpartition(".")[2] for module in MODULES} == names


def test_no_rule_stands_undecorated() -> None:
    """A generator of faults that nobody registered would never run, and nobody would notice."""
    written = {
        function
        for module in MODULES
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and get_type_hints(function).get("return") == Iterator[RowFault]
    }
    assert written == {rule.check for rule in ROW_RULES.values()}


def test_every_row_rule_is_a_rule_of_the_whole_book() -> None:
    for row_rule_ in ROW_RULES.values():
        rule = RULES[row_rule_.id]
        assert (rule.rank, rule.sentence, rule.cites) == (
            row_rule_.rank,
            row_rule_.sentence,
            row_rule_.cites,
        )
        assert rule.example.roster == row_rule_.example


def test_rules_are_numbered_without_gaps() -> None:
    assert sorted(ROW_RULES) == [f"RR-{n:02d}" for n in range(1, len(ROW_RULES) + 1)]


def test_rules_speak_of_what_exists() -> None:
    notes = {f"填报说明{clause.number}" for clause in EDITION.notes}
    for rule in ROW_RULES.values():
        assert re.fullmatch(r"[^\n]+。", rule.sentence)
        assert set(rule.supersedes) <= ROW_RULES.keys() - {rule.id}
        assert set(rule.cites) <= notes


@pytest.mark.parametrize("rule", ROW_RULES.values(), ids=list(ROW_RULES))
def test_the_example_breaks_its_rule(rule: RowRule) -> None:
    """The cells it blames are cells there are, in a row there is."""
    example = rule.example
    roster = replace(
        typed(*example.rows.get("firms", ()), **others(example.rows)),
        district=example.district,
        beside={"另一集群": typed(**dict(example.beside))} if example.beside else {},
        earlier={"上一年": typed(**dict(example.before))} if example.before else {},
    )
    faults = list(rule.check(roster))
    assert faults
    for fault in faults:
        listing = roster.listings[fault.schedule]
        assert fault.row in {row.number for row in listing.rows}
        assert fault.keys and set(fault.keys) <= listing.schedule.heads.keys()


def others(rows: Mapping[str, Any]) -> dict[str, Any]:
    return {id: rows[id] for id in rows if id != "firms"}


@pytest.mark.parametrize("id", ["RR-01", "RR-34"])
def test_a_rule_needs_an_id_of_its_own(id: str) -> None:
    with pytest.raises(BadRowRule, match=f"{id} is taken"):
        row_rule(id, Rank.HINT, example={})(nothing)


def test_a_rule_needs_a_sentence() -> None:
    def silent(roster: Roster) -> Iterator[RowFault]:
        yield from ()

    with pytest.raises(BadRowRule, match="RR-99 has no sentence"):
        row_rule("RR-99", Rank.HINT, example={})(silent)
    assert "RR-99" not in ROW_RULES


# --- Running it ---


def test_findings_stand_in_the_order_of_lists_rows_and_rules() -> None:
    firms = (
        {"staff.2023": "50", "rd_staff.2023": "60", "industry": "9999", "since": "2020"},
        {"uscc": "9", "inside": "否"},
    )
    platform = {"name": "示例平台", "rank": ""}
    found = judge_rows(typed(*firms, platforms=(platform,), standards=({"year": "2019"},)))
    assert [(f.schedule, f.row, f.rule) for f in found] == [
        ("firms", 2, "RR-02"),
        ("firms", 2, "RR-05"),
        ("firms", 2, "RR-15"),
        ("firms", 3, "RR-03"),
        ("firms", 3, "RR-08"),
        ("standards", 2, "RR-29"),
        ("platforms", 2, "RR-02"),
    ]


@pytest.fixture
def two_rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[RowFault]]]:
    """A book of two rules, the greater superseding the smaller, that say what the test wants."""
    says: dict[str, list[RowFault]] = {"RR-01": [], "RR-02": []}
    small = RowRule("RR-01", Rank.HINT, "小错。", lambda roster: iter(says["RR-01"]), None)  # type: ignore[arg-type]
    great = replace(small, id="RR-02", check=lambda roster: iter(says["RR-02"]))
    monkeypatch.setattr(
        "jiqun.core.roster.book.ROW_RULES",
        {"RR-01": small, "RR-02": replace(great, supersedes=("RR-01",))},
    )
    yield says


@pytest.mark.parametrize(
    ("fault", "kept"),
    [
        # What is said of a cell in another way, and of the cells it is compared with.
        (RowFault("firms", 2, ("staff.2023",), "甲。"), False),
        (RowFault("firms", 2, ("revenue.2023", "staff.2023"), "甲。"), False),
        # Another cell, another row, another list.
        (RowFault("firms", 2, ("staff.2022",), "甲。"), True),
        (RowFault("firms", 3, ("staff.2023",), "甲。"), True),
        (RowFault("patents", 2, ("staff.2023",), "甲。"), True),
    ],
)
def test_superseding(two_rules: dict[str, list[RowFault]], fault: RowFault, kept: bool) -> None:
    two_rules["RR-01"] = [fault]
    two_rules["RR-02"] = [RowFault("firms", 2, ("staff.2023", "output.2023"), "乙。")]
    found = judge_rows(sound_roster())
    assert [finding.rule for finding in found if finding.rule == "RR-01"] == ["RR-01"] * kept
    assert (
        RowFinding("RR-02", Rank.HINT, "firms", 2, ("staff.2023", "output.2023"), "乙。") in found
    )


def test_progress_is_told_by_rule() -> None:
    told: list[tuple[int, int]] = []
    judge_rows(sound_roster(), lambda done, total: told.append((done, total)))
    assert told == [(done, len(ROW_RULES)) for done in range(len(ROW_RULES))]


def test_judging_can_be_ended() -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        judge_rows(sound_roster(), stop)


# --- Whole rosters ---


def test_the_flawed_roster_word_for_word() -> None:
    """Every finding, to be read as its reader will; nothing else is complained of."""
    found = judge_rows(flawed_roster())
    lines = (
        f"{f.rule} {f.rank.label} {f.schedule} {f.row} {'、'.join(f.keys)}\n  {f.message}\n"
        for f in found
    )
    assert "".join(lines) == FLAWED.read_text("utf-8")
    assert {f.rule for f in found} == set(ROW_RULES)


def test_every_mistake_of_the_flawed_roster_is_found() -> None:
    found = {(f.schedule, f.row) for f in judge_rows(flawed_roster())}
    planted = {"firms": FAULTS, **LIST_FAULTS}
    assert {(id, place + FIRST_ROW) for id, rows in planted.items() for place in rows} <= found


def test_sound_rosters_are_not_complained_of() -> None:
    for roster in (sound_roster(), roster_behind("clean"), roster_behind("longest")):
        assert judge_rows(roster) == ()
    assert judge_rows(Roster.empty(EDITION)) == ()


#: The reader leaves nothing else in a text.
LINES = st.text(st.characters(exclude_categories=("C", "Z")))


def values(head: Head) -> st.SearchStrategy[CellValue | None]:
    """Whatever may stand in a cell of the column, strange and common."""
    figures = st.sampled_from([-3, 0, 1, 25, 5000]) | st.decimals(
        min_value="-1e15", max_value="1e15", places=2
    )
    kinds: dict[ColumnKind, st.SearchStrategy[Any]] = {
        ColumnKind.NUMBER: figures,
        ColumnKind.COUNT: figures,
        ColumnKind.YEAR: st.integers(1900, 2100) | st.integers(2020, 2024),
        ColumnKind.DATE: st.dates(),
        ColumnKind.YES_NO: st.booleans(),
        ColumnKind.CHOICE: st.sampled_from([option.id for option in head.column.options] or [""]),
    }
    texts = st.sampled_from(["4011", "6513", "8331", "甲厂", "91110118MAXX00015Q"]) | LINES
    return st.none() | st.just(NONE) | kinds.get(head.column.kind, texts)


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    listings = {}
    for schedule in EDITION.schedules:
        keys = draw(st.lists(st.sampled_from(list(schedule.heads)), unique=True, max_size=12))
        row = st.tuples(*(values(schedule.heads[key]) for key in keys))
        rows = draw(st.lists(row, max_size=4))
        listings[schedule.id] = Listing.of(schedule, keys, enumerate(rows, start=2))
    return Roster(edition=EDITION, listings=listings)


@given(rosters(), rosters())
def test_whatever_a_roster_holds_it_is_judged_and_added_up(one: Roster, other: Roster) -> None:
    placed = replace(one, district="密云区", beside={"甲": other}, earlier={"乙": other})
    found = judge_rows(placed)
    assert judge_rows(placed) == found
    for finding in found:
        assert finding.rank is ROW_RULES[finding.rule].rank
        assert finding.message.endswith("。") and "\n" not in finding.message
        assert finding.keys and set(finding.keys) <= set(one.listings[finding.schedule].keys)
    assert totals_of(placed).keys() <= EDITION.places.keys()


@given(rosters())
def test_whatever_a_roster_holds_the_check_ends_in_a_report(roster: Roster) -> None:
    report = check(Case(facts=CLEAN, roster=roster))
    assert all(re.fullmatch(r"[^\n]+。", finding.message) for finding in report.findings)
