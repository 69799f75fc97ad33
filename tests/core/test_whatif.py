"""What if: what moves is told, and nothing else changes."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case, Overflow
from jiqun.core.facts import Change, Facts, Problem, as_json, parse_entry
from jiqun.core.form import get_edition
from jiqun.core.reading import Unreadable
from jiqun.core.rules import check
from jiqun.core.standard import Outcome, judge
from jiqun.core.values import NONE, Value
from jiqun.core.whatif import Moved, compare, moved_as_json, overlay
from tests.declarations import blank, golden
from tests.strategies import any_facts, typed_in

EDITION = get_edition("beijing-2024")
CLEAN = Case(facts=golden("clean").facts)
FLAWED = Case(facts=golden("flawed").facts)


def moved(case: Case, **values: Value | None) -> Moved:
    """What setting some keys (their dots written as __) moves."""
    return compare(case, overlay(case, {k.replace("__", "."): v for k, v in values.items()}))


# --- Overlay ---


def test_an_overlay_sets_and_blanks_and_leaves_the_case_alone() -> None:
    before = dict(CLEAN.facts)
    after = overlay(CLEAN, {"area": Decimal("7.00"), "sector": None})
    assert (after.facts.get("area"), after.facts.get("sector")) == (Decimal("7.00"), None)
    assert dict(CLEAN.facts) == before
    assert after.facts.diff(CLEAN.facts) == (
        Change("area", Decimal("7.00"), Decimal("5.86")),
        Change("sector", None, "secondary"),
    )


def test_what_paper_said_of_a_former_value_goes_with_it() -> None:
    """A cell that could not be read, or whose text was too long, is another one now."""
    case = Case(
        facts=blank(),
        unread=(Problem("area", "“甲”不是数字"), Problem("sector", "勾选了2项")),
        overflows=(Overflow("chain", 9), Overflow("quality", 9)),
        unshown={"chain": "〇", "quality": "〇"},
        reasons={"R0-02": "不适用"},
        earlier=(blank(),),
    )
    after = overlay(case, {"area": Decimal(1), "chain": "甲"})
    assert after == Case(
        facts=blank().overlay({"area": Decimal(1), "chain": "甲"}),
        unread=(Problem("sector", "勾选了2项"),),
        overflows=(Overflow("quality", 9),),
        unshown={"quality": "〇"},
        reasons={"R0-02": "不适用"},
        earlier=(blank(),),
    )


# --- Compare ---


def test_nothing_set_moves_nothing() -> None:
    assert moved(FLAWED) == Moved((), (), (), (), ())


def test_a_finding_that_goes_and_one_that_comes() -> None:
    found = moved(FLAWED, smes__2022=280, sector=None)
    assert [finding.rule for finding in found.gone] == ["R2-01"]
    assert [(finding.rule, finding.fields) for finding in found.new] == [("R0-02", ("sector",))]


def test_a_requirement_moves_with_its_outcome_or_its_margin() -> None:
    found = moved(CLEAN, area=Decimal("120.00"), major_accident="yes", iiot_rate=Decimal("9.99"))
    assert [(was.id, was.level, was.outcome, now.outcome) for was, now in found.standard] == [
        ("major_accident", "national", Outcome.PASS, Outcome.FAIL),
        ("major_accident", "beijing", Outcome.PASS, Outcome.FAIL),
        ("area", "national", Outcome.PASS, Outcome.FAIL),
        ("area", "beijing", Outcome.PASS, Outcome.FAIL),
        ("iiot_rate", "national", Outcome.PASS, Outcome.FAIL),
    ]
    closer = moved(CLEAN, area=Decimal("6.86"))
    margins = [[r.deciding.margin for r in pair] for pair in closer.standard]
    assert margins == [[Decimal("94.14"), Decimal("93.14")]] * 2


def test_a_requirement_whose_decision_rests_on_another_base_has_moved() -> None:
    """Output falls short, and revenue takes its place."""
    (national, beijing) = (
        pair
        for pair in moved(CLEAN, output__2021=Decimal("39.99")).standard
        if pair[0].id == "output"
    )
    assert [r.outcome for r in national] == [Outcome.PASS, Outcome.FAIL]
    assert [r.deciding.name for r in beijing] == [
        "按集群总产值（近三年最低：2021年）",
        "按集群营业收入（近三年最低：2021年）",
    ]


def test_figures_move_with_what_they_are_computed_from() -> None:
    found = moved(CLEAN, cloud_smes=60, water_total=None)
    assert [(was.key, was.value, now.value) for was, now in found.figures] == [
        ("cloud_rate", Decimal("81.25"), Decimal("93.75")),
        ("water_reuse_rate", Decimal("85.00"), None),
    ]


def test_a_figure_that_prints_the_same_has_not_moved() -> None:
    found = moved(CLEAN, energy__2023__gasoline=Decimal("100.01"))
    keys = {was.key for was, _ in found.figures}
    assert "energy_used.2023" in keys
    assert "energy_per_output.2023" not in keys


def test_json_holds_old_beside_new() -> None:
    data: dict[str, Any] = json.loads(
        json.dumps(moved_as_json(moved(CLEAN, area=NONE, sector=None, smes__2023=None)))
    )
    assert list(data) == ["changes", "gone", "new", "standard", "figures"]
    assert data["changes"] == [
        {"key": "area", "old": "5.86", "new": "无"},
        {"key": "sector", "old": "secondary", "new": None},
        {"key": "smes.2023", "old": "64", "new": None},
    ]
    assert {"R0-02"} <= {finding["rule"] for finding in data["new"]}
    area = data["standard"][0]
    assert [area[when]["verdict"] for when in ("old", "new")] == ["pass", "unknown"]
    staff = next(f for f in data["figures"] if f["old"]["id"] == "staff_per_sme.2023")
    assert (staff["old"]["value"], staff["new"]["value"]) == ("87.84", None)
    assert (len(staff["old"]["readings"]), staff["new"]["readings"]) == (1, [])


def test_json_lists_ticks_and_names() -> None:
    data = moved_as_json(
        moved(CLEAN, chain_work=frozenset({"chain_map"}), national_platforms__names=("甲", "乙"))
    )
    assert [change["new"] for change in data["changes"]] == [["chain_map"], ["甲", "乙"]]


def test_two_editions_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="different keys"):
        compare(CLEAN, Case(facts=blank("beijing-2025")))


@st.composite
def overlays(draw: st.DrawFn) -> dict[str, Value | None]:
    keys = draw(st.lists(st.sampled_from(list(EDITION.places)), max_size=4))
    values: dict[str, Value | None] = {}
    for key in keys:
        try:
            typed = draw(typed_in(EDITION.places[key].field))
            values[key] = parse_entry(EDITION, key, typed, suggest=False)
        except Unreadable:
            values[key] = None
    return values


@given(facts=any_facts("beijing-2024"), values=overlays())
def test_moved_is_the_difference_of_two_checks(
    facts: Facts, values: dict[str, Value | None]
) -> None:
    before = Case(facts=facts)
    kept = {key: as_json(value) for key, value in facts.items()}
    after = overlay(before, values)
    found = compare(before, after)
    assert {key: as_json(value) for key, value in facts.items()} == kept
    findings = [f for f in check(before).findings if f not in found.gone]
    assert sorted([*findings, *found.new], key=repr) == sorted(check(after).findings, key=repr)
    assert {now for _, now in found.standard} <= set(judge(after))
    back = compare(after, before)
    assert (back.gone, back.new) == (found.new, found.gone)
