"""What would move if other values stood in the form: the two cases side by side."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiqun.core import whatif
from jiqun.core.case import Case
from jiqun.core.facts import Change
from jiqun.core.figures import Figure
from jiqun.core.form import Edition
from jiqun.core.rules import Finding, Rank
from jiqun.core.rules.wording import in_unit
from jiqun.core.standard import ANSWER, LEVELS, Outcome, Requirement, answer_said
from jiqun.web.checks.bars import Gauge, gauge
from jiqun.web.checks.cells import in_full
from jiqun.web.checks.trial import Trial


@dataclass(frozen=True, slots=True)
class Moved:
    """One cell or figure, with its unit."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One requirement at one time: what it came to, and the measure that decided."""

    outcome: Outcome
    name: str
    answer: str
    gauge: Gauge | None


@dataclass(frozen=True, slots=True)
class MovedCriterion:
    level: str
    label: str
    was: Judged
    now: Judged

    @property
    def both(self) -> tuple[Judged, Judged]:
        return self.was, self.now

    @property
    def turned(self) -> bool:
        return self.was.outcome != self.now.outcome


@dataclass(frozen=True, slots=True)
class MovedFinding:
    """Gone if there is no ``now``, new if there is no ``was``; else what it says has changed."""

    was: Finding | None
    now: Finding | None

    @property
    def finding(self) -> Finding:
        finding = self.now or self.was
        assert finding
        return finding


@dataclass(frozen=True, slots=True)
class Movement:
    """All that would move, and how many findings of each rank there were and would be."""

    cells: tuple[Moved, ...]
    ranks: tuple[tuple[Rank, int, int], ...]
    criteria: tuple[MovedCriterion, ...]
    gone: tuple[MovedFinding, ...]
    new: tuple[MovedFinding, ...]
    changed: tuple[MovedFinding, ...]
    figures: tuple[Moved, ...]

    @property
    def summary(self) -> str:
        turned = sum(criterion.turned for criterion in self.criteria)
        counts = {
            "问题消失{}处": len(self.gone),
            "问题新增{}处": len(self.new),
            "认定标准有{}项结论改变": turned,
        }
        said = "，".join(text.format(count) for text, count in counts.items() if count)
        return f"{said or '问题和认定标准的结论都不变'}。"


def movement(case: Case, trial: Trial, findings: Sequence[Finding]) -> Movement:
    moved = whatif.compare(case, whatif.overlay(case, trial.values))
    pairs = tuple(paired(moved))
    return Movement(
        cells=tuple(moved_cell(change, case.facts.edition) for change in moved.changes),
        ranks=tuple(counted(findings, moved)),
        criteria=tuple(moved_criterion(was, now) for was, now in moved.standard),
        gone=tuple(pair for pair in pairs if pair.now is None),
        new=tuple(pair for pair in pairs if pair.was is None),
        changed=tuple(pair for pair in pairs if pair.was and pair.now),
        figures=tuple(moved_figure(was, now) for was, now in moved.figures),
    )


def moved_cell(change: Change, edition: Edition) -> Moved:
    place = edition.places[change.key]
    return Moved(place.called, in_full(place, change.old), in_full(place, change.new))


def counted(findings: Sequence[Finding], moved: whatif.Moved) -> Iterator[tuple[Rank, int, int]]:
    was = Counter(finding.rank for finding in findings)
    now = was + Counter(finding.rank for finding in moved.new)
    now -= Counter(finding.rank for finding in moved.gone)
    for rank in Rank:
        yield rank, was[rank], now[rank]


def paired(moved: whatif.Moved) -> Iterator[MovedFinding]:
    """A finding that only says something else about the same cells is the same finding."""
    new = list(moved.new)
    for was in moved.gone:
        now = next((f for f in new if (f.rule, f.fields) == (was.rule, was.fields)), None)
        if now:
            new.remove(now)
        yield MovedFinding(was, now)
    for finding in new:
        yield MovedFinding(None, finding)


def moved_criterion(was: Requirement, now: Requirement) -> MovedCriterion:
    return MovedCriterion(LEVELS[was.level], was.label, judged(was), judged(now))


def judged(requirement: Requirement) -> Judged:
    measure = requirement.deciding
    answer = answer_said(requirement.id, measure.value) if isinstance(measure.value, str) else ""
    drawn = None if measure.operator == ANSWER else gauge(measure)
    return Judged(requirement.outcome, measure.name, answer, drawn)


def moved_figure(was: Figure, now: Figure) -> Moved:
    return Moved(was.label, as_computed(was), as_computed(now))


def as_computed(figure: Figure) -> str:
    return in_unit(figure.quantity, figure.unit) if figure.known else "算不出"
