"""The standard as the result page draws it: a bar for each measure, with the line it must meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiqun.core.margin import known_between, margin_in_words, value_in_words
from jiqun.core.standard import (
    ANSWER,
    AT_MOST,
    LEVELS,
    Measure,
    Outcome,
    Requirement,
    answer_said,
)

OPERATORS = {"≥": "不低于", ">": "高于", "≤": "不超过"}

#: Lines stand in the middle, one below the other, unless a bar is too long for that.
TWICE = Decimal(2)
#: What is left free beyond such a bar, and beyond one below zero.
ROOM = Decimal("1.05")
#: Shares of a whole are drawn on a whole.
WHOLE, MOST_OF_IT = Decimal(100), Decimal(50)
#: Where the label of the line would leave the picture to the left or right, in per cent.
NEAR_LEFT, NEAR_RIGHT = Decimal(25), Decimal(75)


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where something is drawn, in per cent of the picture."""

    start: Decimal
    width: Decimal

    @property
    def end(self) -> Decimal:
        return self.start + self.width


@dataclass(frozen=True, slots=True)
class Bar:
    """``zone`` is where the line is met, ``range`` what a figure known only between limits may be;
    there is no ``value`` where none is known."""

    value: Span | None
    line: Decimal
    anchor: str
    zone: Span
    range: Span | None


@dataclass(frozen=True, slots=True)
class Gauge:
    """One measure at one level."""

    outcome: Outcome
    value: str
    limit: str
    margin: str
    bar: Bar

    @property
    def alternative(self) -> str:
        return f"{self.value}，要求{self.limit}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one requirement comes to at one level, and what that rests on."""

    level: str
    outcome: Outcome
    answer: str
    verified: bool
    soft: bool
    clause: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class GaugeRow:
    name: str
    gauges: tuple[Gauge | None, ...]

    @property
    def by_level(self) -> Iterator[tuple[str, Gauge | None]]:
        return zip(LEVELS.values(), self.gauges, strict=True)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One requirement at every level side by side; None where a level does not ask for it."""

    label: str
    verdicts: tuple[Verdict | None, ...]
    rows: tuple[GaugeRow, ...]

    @property
    def found(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said where it is not simply met, each remark once."""
        levels: dict[str, list[str]] = {}
        for verdict in self.found:
            if verdict.note and verdict.outcome is not Outcome.PASS:
                levels.setdefault(verdict.note, []).append(verdict.level)
        return tuple(f"{'、'.join(names)}：{note}" for note, names in levels.items())


@dataclass(frozen=True, slots=True)
class Standing:
    """How many verified requirements of one level came out how."""

    level: str
    passed: int
    failed: int
    unknown: int

    @property
    def sentence(self) -> str:
        counts = zip(Outcome, (self.passed, self.failed, self.unknown), strict=True)
        said = "，".join(f"{count}项{outcome.label}" for outcome, count in counts if count)
        return f"{self.level}{said}"


@dataclass(frozen=True, slots=True)
class StandardView:
    """``measured`` criteria are drawn; ``answered`` ones are the yes-or-no answers of part 一."""

    measured: tuple[Criterion, ...]
    answered: tuple[Criterion, ...]
    standings: tuple[Standing, ...]

    @property
    def failed(self) -> int:
        return max(standing.failed for standing in self.standings)

    @property
    def levels(self) -> tuple[str, ...]:
        return tuple(LEVELS.values())


def lay_out_standard(requirements: Sequence[Requirement]) -> StandardView:
    grouped: dict[str, dict[str, Requirement]] = {}
    for requirement in requirements:
        grouped.setdefault(requirement.id, {})[requirement.level] = requirement
    criteria = {id: criterion(by_level) for id, by_level in grouped.items()}
    answers = {r.id for r in requirements if r.measures[0].operator == ANSWER}
    return StandardView(
        tuple(c for id, c in criteria.items() if id not in answers),
        tuple(c for id, c in criteria.items() if id in answers),
        tuple(standing(level, requirements) for level in LEVELS),
    )


def standing(level: str, requirements: Sequence[Requirement]) -> Standing:
    outcomes = [r.outcome for r in requirements if r.level == level and r.verified]
    return Standing(LEVELS[level], *(outcomes.count(outcome) for outcome in Outcome))


def criterion(by_level: dict[str, Requirement]) -> Criterion:
    levels = [by_level.get(level) for level in LEVELS]
    return Criterion(
        label=longest(requirement.label for requirement in by_level.values()),
        verdicts=tuple(verdict(requirement) if requirement else None for requirement in levels),
        rows=tuple(gauge_rows(levels)),
    )


def longest(labels: Iterator[str]) -> str:
    """Beijing also takes revenue: the label that says so holds for both."""
    return max(labels, key=len)


def verdict(requirement: Requirement) -> Verdict:
    answer = requirement.deciding.value
    return Verdict(
        level=LEVELS[requirement.level],
        outcome=requirement.outcome,
        answer=answer_said(requirement.id, answer) if isinstance(answer, str) else "",
        verified=requirement.verified,
        soft=requirement.soft,
        clause=requirement.clause,
        source=requirement.source,
        note=requirement.note,
    )


def gauge_rows(levels: Sequence[Requirement | None]) -> Iterator[GaugeRow]:
    """A row for each measure that any level asks for, in the order of the fullest."""
    by_level = [{m.name: m for m in r.measures} if r else {} for r in levels]
    for name in dict.fromkeys(name for measures in by_level[::-1] for name in measures):
        found = [measures.get(name) for measures in by_level]
        if not any(measure and measure.operator == ANSWER for measure in found):
            yield GaugeRow(name, tuple(gauge(measure) if measure else None for measure in found))


def gauge(measure: Measure) -> Gauge:
    value, limit = measure.value, measure.threshold
    assert not isinstance(value, str) and isinstance(limit, Decimal)  # answers are not drawn
    return Gauge(
        outcome=measure.outcome,
        value=value_in_words(measure),
        limit=f"{OPERATORS[measure.operator]}{limit:f}{measure.unit}",
        margin=margin_in_words(measure),
        bar=bar(value, limit, measure),
    )


def bar(value: Decimal | None, limit: Decimal, measure: Measure) -> Bar:
    shown = Decimal(0) if value is None else value
    low, high = min(shown * ROOM, Decimal(0)), furthest(shown, limit, measure.unit)

    def at(number: Decimal) -> Decimal:
        share = (min(max(number, low), high) - low) / (high - low) * 100
        return share.quantize(Decimal("0.01"))

    def between(one: Decimal, other: Decimal) -> Span:
        start, end = sorted((at(one), at(other)))
        return Span(start, end - start)

    line = at(limit)
    met = between(low, limit) if measure.operator == AT_MOST else between(limit, high)
    return Bar(
        value=None if value is None else between(Decimal(0), value),
        line=line,
        anchor="start" if line < NEAR_LEFT else "end" if line > NEAR_RIGHT else "middle",
        zone=met,
        range=between(span.low, span.high) if (span := known_between(measure)) else None,
    )


def furthest(value: Decimal, limit: Decimal, unit: str) -> Decimal:
    """Where the picture ends."""
    if unit == "%" and limit >= MOST_OF_IT and value <= WHOLE:
        return WHOLE
    return max(limit * TWICE, value * ROOM)
