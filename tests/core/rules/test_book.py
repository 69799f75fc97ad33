"""The rule book as a whole: what may stand in it, and how all of it is run."""

import inspect
import json
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from time import perf_counter
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core import rules
from jiqun.core.case import Case, Overflow
from jiqun.core.facts import Facts, Problem
from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.reading import LONGEST
from jiqun.core.reference import sources
from jiqun.core.report import as_json
from jiqun.core.roster.rules import ROW_RULES
from jiqun.core.rules import MODULES, RULES, Fault, Finding, Rank, Report, Rule, check
from jiqun.core.rules.book import (
    BadRule,
    as_finding,
    rule,
    rulebook_version,
    version_of,
    without_superseded,
)
from jiqun.core.rules.example import Example
from tests.declarations import blank, golden, proofs, quiet
from tests.rosters import sound_roster
from tests.strategies import any_facts

EDITION = get_edition("beijing-2024")

#: The modules that hold no rules: the book itself, and what it yields.
NOT_RULES = {"book", "example", "finding", "waivable", "wording", "disagreement"}


#: Where the rules stand that are not of one part.
MODULE_OF = {
    **{"0": "fields", "T": "texts", "E": "evidence"},
    **{"H": "history", "S": "schedules", "R": "roster"},
}


#: Parts of more than one module. What goes through the figures of every year, whichever part prints
#: them, counts with part 二, which most of them stand in.
BESIDE = {"bodies": "1", "series": "2", "products": "2", "targets": "8"}


def nothing(case: Case) -> Iterator[Fault]:
    """什么也不查。"""
    yield from ()


# --- What stands in the book ---


def test_every_module_of_rules_is_in_the_book() -> None:
    names = {module.name for module in pkgutil.iter_modules(rules.__path__)} - NOT_RULES
    assert sorted(module.__name__.rpartition(".")[2] for module in MODULES) == sorted(names)


def test_no_rule_stands_undecorated() -> None:
    """A generator of faults that nobody registered would never run, and nobody would notice. Those
    on rows have a book of their own, which is entered as a whole."""
    written = {
        function
        for module in MODULES
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and get_type_hints(function).get("return") == Iterator[Fault]
    }
    assert written == {rule.check for rule in RULES.values() if rule.id not in ROW_RULES}


def test_rules_are_numbered_by_their_part() -> None:
    """R0 is what one field can break; R1 to R9 stand in the module of their part, or
    beside it."""
    for rule_ in RULES.values():
        module = rule_.check.__module__.rpartition(".")[2]
        wanted = MODULE_OF.get(rule_.id[1], f"part{rule_.id[1]}")
        assert BESIDE.get(module) == rule_.id[1] or (rule_.id, module) == (rule_.id, wanted)


def test_rules_speak_of_what_exists() -> None:
    notes = {f"填报说明{clause.number}" for clause in EDITION.notes}
    for rule_ in RULES.values():
        assert set(rule_.fields) <= EDITION.fields.keys()
        assert set(rule_.supersedes) <= RULES.keys() - {rule_.id}
        assert {cite for cite in rule_.cites if cite.startswith("填报说明")} <= notes


def test_every_rule_is_a_sentence() -> None:
    assert [r.id for r in RULES.values() if not re.fullmatch(r"[^\n]+。", r.sentence)] == []


@pytest.mark.parametrize("id", ["R0-1", "R10-01", "r0-01", "R0-01 ", "", "R0-01"])
def test_a_rule_needs_an_id_of_its_own(id: str) -> None:
    with pytest.raises(BadRule):
        rule(id, Rank.HINT, example=Example())(nothing)


def test_a_rule_needs_a_sentence() -> None:
    def silent(case: Case) -> Iterator[Fault]:
        yield from ()

    with pytest.raises(BadRule, match="R9-99 has no sentence"):
        rule("R9-99", Rank.HINT, example=Example())(silent)


def test_a_rule_looks_only_at_fields_there_are() -> None:
    with pytest.raises(BadRule, match="R9-99 looks at unknown fields"):
        rule("R9-99", Rank.HINT, example=Example(), fields=("output", "outptu"))(nothing)


def test_a_bad_rule_is_not_in_the_book() -> None:
    assert "R9-99" not in RULES


def test_the_version_changes_with_any_word_of_the_rules() -> None:
    book = list(sources("jiqun.core"))
    assert {
        *("interval.py", "rules/part2.py", "roster/totals/sums.py", "data/fx_annual_average.csv")
    } <= {name for name, _ in book}
    (name, text), *others = book
    assert rulebook_version() == version_of(book)
    assert rulebook_version() != version_of([(name, text + "#"), *others])
    assert re.fullmatch("[0-9a-f]{8}", rulebook_version())


def each(rules: Iterable[Rule]) -> pytest.MarkDecorator:
    by_id = {rule_.id: rule_ for rule_ in rules}
    return pytest.mark.parametrize("rule_", by_id.values(), ids=list(by_id))


EVERY_RULE = each(RULES.values())
ON_FACTS = each(rule_ for rule_ in RULES.values() if not rule_.example.roster.rows)
ON_ROSTERS = each(rule_ for rule_ in RULES.values() if rule_.example.roster.rows)


@EVERY_RULE
def test_the_example_breaks_its_rule(rule_: Rule) -> None:
    """By itself: the rule book prints what is typed and what is said of it."""
    case = rule_.example.case(blank())
    assert rule_.check(case).__next__().message.endswith("。")


@ON_FACTS
def test_the_example_breaks_no_other_rule(rule_: Rule) -> None:
    """Laid over the clean declaration, whatever else that holds, with all the proofs of its answers
    unless the example is about them. Its texts quote no figures: those that do are contradicted by
    any figure changed, which is another mistake."""
    case = rule_.example.case(quiet(golden("clean").facts))
    if rule_.example.known.get("evidence", {}) is not None:
        case = replace(case, evidence={**proofs(case.facts), **(case.evidence or {})})
    assert {finding.rule for finding in check(case).findings} == {rule_.id}


@ON_ROSTERS
def test_the_example_with_a_roster_breaks_no_other_rule(rule_: Rule) -> None:
    """Typed over a roster there is nothing to say about, of a declaration that is still blank and
    needs what it needs: RE-02 sums up what must be handed in besides."""
    before = check(Case(facts=blank(), roster=sound_roster())).findings
    assert {finding.rule for finding in before} == {"R0-02"}
    found = check(rule_.example.case(blank(), sound_roster())).findings
    assert {finding.rule for finding in found} - {"R0-02", "RE-02"} == {rule_.id}


# --- Running it ---

SMALL = Rule("R9-01", Rank.HINT, "小错。", nothing, Example())
GREAT = Rule("R9-02", Rank.BLOCK, "大错。", nothing, Example(), supersedes=("R9-01",))


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        # The same key: the greater mistake says it.
        ([(SMALL, "a"), (GREAT, "a")], [(GREAT, "a")]),
        ([(GREAT, "a"), (SMALL, "a")], [(GREAT, "a")]),
        # Another key is another mistake.
        ([(SMALL, "b"), (GREAT, "a")], [(SMALL, "b"), (GREAT, "a")]),
        # Nothing is lost where the greater mistake was not made.
        ([(SMALL, "a")], [(SMALL, "a")]),
    ],
)
def test_superseding(found: list[tuple[Rule, str]], kept: list[tuple[Rule, str]]) -> None:
    assert without_superseded([(r, Fault((key,), "")) for r, key in found]) == [
        (r, Fault((key,), "")) for r, key in kept
    ]


def test_findings_stand_in_the_order_of_the_form() -> None:
    """The flawed golden breaks rules in every part; one field's findings go by rule."""
    order = {key: number for number, key in enumerate(EDITION.places)}
    findings = check(Case(facts=golden("flawed").facts)).findings
    assert len(findings) > 10
    places = [(order[f.fields[0]] if f.fields else -1, f.rule) for f in findings]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("own", "cited"),
    [
        # A rule that cites knows what it is about.
        (("填报说明1",), ("填报说明1",)),
        # By number, and what is no clause of the form behind.
        (
            ("暂行办法第五条", "填报说明11", "填报说明2"),
            ("填报说明2", "填报说明11", "暂行办法第五条"),
        ),
        # Otherwise the clauses of the field that is told first.
        ((), ("填报说明5", "填报说明11")),
    ],
)
def test_what_a_finding_cites(own: tuple[str, ...], cited: tuple[str, ...]) -> None:
    rule_ = Rule("R9-01", Rank.HINT, "小错。", nothing, Example(), cites=own)
    fault = Fault(("sme_revenue.2022", "output.2022"), "有误。")
    assert as_finding(rule_, fault, EDITION, Case(facts=blank())).cites == cited


def test_what_is_about_no_field_cites_its_rule_alone() -> None:
    fault = Fault((), "有误。")
    assert as_finding(SMALL, fault, EDITION, Case(facts=blank())).cites == ()


def test_a_written_reason_travels_with_its_finding() -> None:
    facts = golden("clean").facts.overlay({"chain": "企业XX家，其余略。", "sector": None})
    reasons = {"R0-08": "XX为企业代号。", "R0-02": "不适用"}
    case = Case(facts=facts, reasons=reasons, evidence=proofs(facts))
    assert [(f.rule, f.reason) for f in check(case).findings] == [
        ("R0-02", "不适用"),
        ("R0-08", "XX为企业代号。"),
    ]


def test_a_report_says_whether_anything_blocks() -> None:
    hint, block = (
        Finding(f"R9-0{n}", rank, "", (), "", ()) for n, rank in enumerate((Rank.HINT, Rank.BLOCK))
    )
    assert [Report("e", "b", f).blocks for f in ((), (hint,), (hint, block))] == [
        False,
        False,
        True,
    ]
    assert Report("e", "b", (hint, block)).of_rank(Rank.BLOCK) == [block]


KEYS = st.one_of(st.sampled_from(list(EDITION.places)), st.text(max_size=10))
REASONS = st.sampled_from(["“甲”不是数字", "第二部分第3行第2格“甲”：无法辨认。", "含有图片"])
OVERFLOWS = st.builds(Overflow, st.sampled_from(list(EDITION.printed)), st.integers(1, 9999))
CASES = st.builds(
    Case,
    facts=any_facts(EDITION.id),
    unread=st.lists(st.builds(Problem, KEYS, REASONS), max_size=3).map(tuple),
    overflows=st.lists(OVERFLOWS, max_size=3).map(tuple),
    reasons=st.dictionaries(st.sampled_from(list(RULES)), st.text(), max_size=3),
)


@given(case=CASES)
def test_whatever_is_filled_in_the_check_ends_in_a_report(case: Case) -> None:
    report = check(case)
    assert check(case) == report
    for finding in report.findings:
        assert finding.rank is RULES[finding.rule].rank
        assert finding.message.endswith("。") and "\n" not in finding.message
        assert set(finding.fields) <= EDITION.places.keys()
        assert finding.reason == case.reasons.get(finding.rule, "")
    assert json.loads(json.dumps(as_json(case, report)))["edition"] == EDITION.id


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_edition_can_be_checked(edition_id: str) -> None:
    report = check(Case(facts=Facts(get_edition(edition_id), {})))
    rules_broken = {finding.rule for finding in report.findings}
    assert (report.edition, rules_broken) == (edition_id, {"R0-02"})


#: What made a careless pattern run for hours.
HARD_TEXTS = [
    "×" * 100_000 + "甲",
    "Xx×✕ＸＸ" * 20_000 + "1",
    "20XX" * 50_000,
    "a" * 200_000,
    "a@" + "a." * 100_000,
    "1" * 200_000,
    "1 -" * 70_000,
    "010-5552084 " * 20_000,
    "55520844" + " " * 200_000 + "转",
    "_" * 200_000 + "甲",
    "…" * 200_000 + "甲",
    "." * 200_000 + "甲",
    "○" * 100_000 + "甲",
    "*" * 100_000 + "甲",
]


@pytest.mark.parametrize("text", HARD_TEXTS, ids=lambda text: text[:10])
def test_no_text_takes_forever(text: str) -> None:
    """As long as a text can be read in at all."""
    text = text[:LONGEST]
    facts = golden("clean").facts.overlay(
        dict.fromkeys(("chain", "operator", "operator_phone", "cover.contact", "cover.date"), text)
    )
    start = perf_counter()
    assert check(Case(facts=facts)).findings
    assert perf_counter() - start < 5
