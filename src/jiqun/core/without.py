"""What a declaration would come to without some of its firms: for information, and no verdict.

Taken off what is declared is what the roster has of those firms. Where that is not known in full,
both what may be left at most and nothing at all are tried, and the outcome stands open if they
disagree.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from jiqun.core.case import Case
from jiqun.core.facts import Facts
from jiqun.core.roster.shared import Listed, amount_of
from jiqun.core.roster.totals.total import TEN_THOUSANDTH
from jiqun.core.standard import Line, Outcome, Requirement, judged, lines_of

#: Figures of the form in 亿元 that columns of the roster in 万元 add up to, and the requirement
#: that rests on nothing else.
TAKEN_OFF, JUDGED = ("output", "revenue"), "output"


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a figure, in the unit of the form. ``lacking`` firms have a blank, so that
    there may be less; ``left`` is None where the roster has more than was declared."""

    key: str
    declared: Decimal
    taken: Decimal
    lacking: int

    @property
    def left(self) -> Decimal | None:
        return None if self.taken > self.declared else self.declared - self.taken

    @property
    def share(self) -> Decimal | None:
        """Of what is declared, in per cent."""
        return self.taken / self.declared * 100 if self.declared and self.left is not None else None


@dataclass(frozen=True, slots=True)
class Turned:
    """How a requirement comes out, as declared and without them."""

    requirement: Requirement
    before: Outcome
    after: Outcome

    @property
    def words(self) -> str:
        """Told only in so many words: it decides nothing."""
        if self.before is not Outcome.PASS:
            return f"按申报数即{self.before.label}"
        return {
            Outcome.PASS: "仍达到",
            Outcome.FAIL: "不再达到",
            Outcome.UNKNOWN: "能否达到无法判断",
        }[self.after]


@dataclass(frozen=True, slots=True)
class Without:
    """``unknown`` are the keys of which the roster says nothing."""

    left: tuple[Left, ...]
    unknown: tuple[str, ...]
    turned: tuple[Turned, ...]


def without(facts: Facts, firms: Iterable[Listed]) -> Without:
    firms = tuple(firms)
    found: list[Left] = []
    unknown: list[str] = []
    for key in (f"{id}.{year}" for id in TAKEN_OFF for year in facts.edition.years.past):
        declared, amount = facts.get(key), amount_of(firms, key)
        if not isinstance(declared, (Decimal, int)):
            continue
        if amount is None:
            if any(int(key.rpartition(".")[2]) in firm.years for firm in firms):
                unknown.append(key)
            continue
        taken = amount.value * TEN_THOUSANDTH
        found.append(Left(key, Decimal(declared), taken, amount.lacking))
    at_most = {each.key: each.left for each in found} | dict.fromkeys(unknown)
    open_ones = {each.key for each in found if each.lacking or each.left is None}
    at_least = {key: None if key in open_ones else left for key, left in at_most.items()}
    return Without(tuple(found), tuple(unknown), turned(facts, at_most, at_least))


def turned(
    facts: Facts, at_most: Mapping[str, Decimal | None], at_least: Mapping[str, Decimal | None]
) -> tuple[Turned, ...]:
    every = (facts, facts.overlay(at_most), facts.overlay(at_least))
    before, best, worst = (tuple(judged_on_output(Case(facts=of))) for of in every)
    return tuple(
        Turned(was, was.outcome, high.outcome if high.outcome is Outcome.FAIL else low.outcome)
        for was, high, low in zip(before, best, worst, strict=True)
    )


def judged_on_output(case: Case) -> Iterator[Requirement]:
    """That requirement alone, at each level: this is asked of every cluster of a call at once."""
    by_level: dict[str, list[Line]] = {}
    for line in lines_of(case.facts.edition.years.call):
        if line.requirement == JUDGED:
            by_level.setdefault(line.level, []).append(line)
    return (judged(case, lines) for lines in by_level.values())
