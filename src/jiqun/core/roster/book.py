"""The rules on rows: registering them when they are imported, and running them on a roster."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from jiqun.core.progress import Progress
from jiqun.core.rank import Rank
from jiqun.core.roster.model import Roster
from jiqun.core.text import one_sentence


@dataclass(frozen=True, slots=True)
class RowFault:
    """What a rule on rows yields: a row of a list (``schedule`` is its id) by its number, the keys
    of the cells at fault, and what is wrong, one Chinese sentence that need not name the row."""

    schedule: str
    row: int
    keys: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class RowFinding:
    """A fault of a row, with the rule it breaks."""

    rule: str
    rank: Rank
    schedule: str
    row: int
    keys: tuple[str, ...]
    message: str


#: A rule goes through the rows by itself, since some need to see them all.
RowCheck: TypeAlias = Callable[[Roster], Iterator[RowFault]]

#: Rows of a list as they are typed: the id of the schedule to what stands in some of its columns.
TypedRows: TypeAlias = Mapping[str, tuple[Mapping[str, str], ...]]


@dataclass(frozen=True, slots=True)
class RowExample:
    """The least that breaks a rule: rows as they are typed, with others in the roster ``beside``,
    or in the one ``before``; of a cluster in a ``district``."""

    rows: TypedRows = field(default_factory=dict)
    beside: TypedRows = field(default_factory=dict)
    before: TypedRows = field(default_factory=dict)
    district: str = ""


@dataclass(frozen=True, slots=True)
class RowRule:
    """``supersedes`` are rules whose findings on any of the same cells of the same row it makes
    needless: they compare a cell at fault with others."""

    id: str
    rank: Rank
    sentence: str
    check: RowCheck
    example: "RowExample"
    cites: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()


class BadRowRule(Exception):
    """A rule is written wrongly; raised when it is imported."""


ROW_RULES: dict[str, RowRule] = {}


def row_rule(
    id: str,
    rank: Rank,
    *,
    example: TypedRows,
    beside: TypedRows | None = None,
    before: TypedRows | None = None,
    district: str = "",
    cites: tuple[str, ...] = (),
    supersedes: tuple[str, ...] = (),
) -> Callable[[RowCheck], RowCheck]:
    """Register a generator as the rule ``id``; its docstring is the rule's sentence."""

    def register(check: RowCheck) -> RowCheck:
        if id in ROW_RULES:
            raise BadRowRule(f"{id} is taken")
        if not check.__doc__:
            raise BadRowRule(f"{id} has no sentence")
        sentence = one_sentence(check.__doc__)
        shown = RowExample(example, beside or {}, before or {}, district)
        ROW_RULES[id] = RowRule(id, rank, sentence, check, shown, cites, supersedes)
        return check

    return register


def judge_rows(roster: Roster, progress: Progress | None = None) -> tuple[RowFinding, ...]:
    """Everything that is wrong with the rows, in the order of lists, rows and rules. Never raises
    on user data. ``progress`` is told how many of the rules are done."""
    found: list[tuple[RowRule, RowFault]] = []
    for done, rule in enumerate(ROW_RULES.values()):
        if progress:
            progress(done, len(ROW_RULES))
        found.extend((rule, fault) for fault in rule.check(roster))
    covered = {
        (superseded, fault.schedule, fault.row, key)
        for rule, fault in found
        for superseded in rule.supersedes
        for key in fault.keys
    }
    kept = (
        RowFinding(rule.id, rule.rank, fault.schedule, fault.row, fault.keys, fault.message)
        for rule, fault in found
        if not any((rule.id, fault.schedule, fault.row, key) in covered for key in fault.keys)
    )
    order = {schedule.id: number for number, schedule in enumerate(roster.edition.schedules)}
    return tuple(sorted(kept, key=lambda f: (order[f.schedule], f.row, f.rule)))
