"""The rule book: registering rules when they are imported, and running all of them."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from jiqun.core.case import Case
from jiqun.core.form import DEFAULT_EDITION, ROSTER, Edition, get_edition
from jiqun.core.form.beijing.notes import HEADING
from jiqun.core.reference import sources
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Finding, Rank, Report
from jiqun.core.text import one_sentence

Check: TypeAlias = Callable[[Case], Iterator[Fault]]

#: Numbered by part; 0 is any field by itself, T the texts, E evidence, H history, S schedules and
#: R the roster.
RULE_ID = re.compile(r"R[\dTEHSR]-\d\d")


@dataclass(frozen=True, slots=True)
class Rule:
    """``fields`` are the ids it looks at, none meaning every field it applies to;
    ``supersedes`` are rules whose findings on the same keys it makes needless. ``part`` is where
    its findings stand if they speak of no field."""

    id: str
    rank: Rank
    sentence: str
    check: Check
    example: Example
    cites: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    part: str = ""


class BadRule(Exception):
    """A rule is written wrongly; raised when it is imported, not when somebody files."""


RULES: dict[str, Rule] = {}


def rule(
    id: str,
    rank: Rank,
    *,
    example: Example,
    cites: tuple[str, ...] = (),
    fields: tuple[str, ...] = (),
    supersedes: tuple[str, ...] = (),
    part: str = "",
) -> Callable[[Check], Check]:
    """Register a generator as the rule ``id``; its docstring is the rule's sentence."""

    def register(check: Check) -> Check:
        if not RULE_ID.fullmatch(id) or id in RULES:
            raise BadRule(f"{id} is not a rule id, or is taken")
        if not check.__doc__:
            raise BadRule(f"{id} has no sentence")
        unknown = set(fields) - get_edition(DEFAULT_EDITION).fields.keys()
        if unknown:
            raise BadRule(f"{id} looks at unknown fields {sorted(unknown)}")
        sentence = one_sentence(check.__doc__)
        RULES[id] = Rule(id, rank, sentence, check, example, cites, fields, supersedes, part)
        return check

    return register


@cache
def rulebook_version() -> str:
    """A short code of the rules as they are written: any change of a rule, of a figure, of the form
    or of a table it looks into changes it."""
    return version_of(sources("jiqun.core"))


def version_of(modules: Iterable[tuple[str, str]]) -> str:
    """The code of a book of such modules, each with its name and source."""
    book = hashlib.sha256()
    for name, source in modules:
        book.update(f"{name}\n{source}".encode())
    return book.hexdigest()[:8]


def check(case: Case) -> Report:
    """Every rule on the case, in the order of the form. Never raises on user data."""
    edition = case.facts.edition
    found = [
        (order_of(rule, fault, edition.order), rule.id, rule, fault)
        for rule in RULES.values()
        for fault in rule.check(case)
    ]
    kept = without_superseded(
        [(rule, fault) for *_, rule, fault in sorted(found, key=lambda f: f[:2])]
    )
    findings = tuple(as_finding(rule, fault, edition, case) for rule, fault in kept)
    return Report(edition.id, rulebook_version(), findings)


def order_of(rule: Rule, fault: Fault, order: Mapping[str, int]) -> int:
    """Where a fault stands: what is wrong with the file comes first, and with the roster last."""
    if fault.keys:
        return order.get(fault.keys[0], -1)
    return len(order) if rule.part == ROSTER else -1


def without_superseded(found: list[tuple[Rule, Fault]]) -> list[tuple[Rule, Fault]]:
    """One mistake, one finding: drop what superseding rules have said about all its keys."""
    covered = {
        (superseded, key)
        for rule, fault in found
        for superseded in rule.supersedes
        for key in fault.keys
    }
    return [
        (rule, fault)
        for rule, fault in found
        if not (fault.keys and all((rule.id, key) in covered for key in fault.keys))
    ]


def as_finding(rule: Rule, fault: Fault, edition: Edition, case: Case) -> Finding:
    place = edition.places.get(fault.keys[0]) if fault.keys else None
    return Finding(
        rule=rule.id,
        rank=rule.rank,
        part=edition.part_of[place.field.id] if place else rule.part,
        fields=fault.keys,
        message=fault.message,
        cites=in_order(rule.cites or (place.field.cites if place else ())),
        reason=case.reasons.get(rule.id, ""),
    )


def in_order(cites: Iterable[str]) -> tuple[str, ...]:
    """The clauses of the form by their number, others behind them."""
    return tuple(sorted(cites, key=lambda cite: (not cite.startswith(HEADING), number_in(cite))))


def number_in(cite: str) -> int:
    number = cite.removeprefix(HEADING)
    return int(number) if number.isdecimal() else 0
