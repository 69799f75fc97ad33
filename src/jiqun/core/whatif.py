"""What if: some facts laid over a case, and what moves. Nothing changes the case itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from jiqun.core.case import Case
from jiqun.core.facts import Change, as_json
from jiqun.core.figures import Figure
from jiqun.core.report import figure_as_json, finding_as_json, requirement_as_json
from jiqun.core.rules import Finding, check
from jiqun.core.standard import Requirement, judge
from jiqun.core.values import Value


@dataclass(frozen=True, slots=True)
class Moved:
    """How two cases differ: each requirement and figure with what it was and what it is."""

    changes: tuple[Change, ...]
    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]
    standard: tuple[tuple[Requirement, Requirement], ...]
    figures: tuple[tuple[Figure, Figure], ...]


def overlay(case: Case, values: Mapping[str, Value | None]) -> Case:
    """The case with some keys set, or blanked by None. What paper said of their former values goes
    with them."""
    return replace(
        case,
        facts=case.facts.overlay(values),
        unread=tuple(problem for problem in case.unread if problem.key not in values),
        overflows=tuple(overflow for overflow in case.overflows if overflow.key not in values),
        unshown={key: text for key, text in case.unshown.items() if key not in values},
    )


def compare(before: Case, after: Case) -> Moved:
    """What moved between two cases of one edition."""
    was, now = check(before).findings, check(after).findings
    return Moved(
        changes=before.facts.diff(after.facts),
        gone=tuple(finding for finding in was if finding not in now),
        new=tuple(finding for finding in now if finding not in was),
        standard=moved_requirements(before, after),
        figures=moved_figures(before, after),
    )


def moved_requirements(before: Case, after: Case) -> tuple[tuple[Requirement, Requirement], ...]:
    pairs = zip(judge(before), judge(after), strict=True)
    return tuple((was, now) for was, now in pairs if standing(was) != standing(now))


def standing(requirement: Requirement) -> object:
    deciding = requirement.deciding
    return requirement.outcome, deciding.name, deciding.margin


def moved_figures(before: Case, after: Case) -> tuple[tuple[Figure, Figure], ...]:
    pairs = ((before.figures[key], after.figures[key]) for key in before.figures)
    return tuple((was, now) for was, now in pairs if values(was) != values(now))


def values(figure: Figure) -> object:
    return [(reading.name, reading.quantity.rounded) for reading in figure.readings]


def moved_as_json(moved: Moved) -> dict[str, Any]:
    """Plain JSON for scripts: what was assumed, and old beside new."""
    return {
        "changes": [
            {"key": change.key, "old": stated(change.old), "new": stated(change.new)}
            for change in moved.changes
        ],
        "gone": [finding_as_json(finding) for finding in moved.gone],
        "new": [finding_as_json(finding) for finding in moved.new],
        "standard": [
            {"old": requirement_as_json(was), "new": requirement_as_json(now)}
            for was, now in moved.standard
        ],
        "figures": [
            {"old": figure_as_json(was), "new": figure_as_json(now)} for was, now in moved.figures
        ],
    }


def stated(value: Value | None) -> str | list[str] | None:
    return None if value is None else as_json(value)
