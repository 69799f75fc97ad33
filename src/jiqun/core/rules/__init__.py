"""The rule book. One rule is one small generator; importing this package registers them all.

``fields`` holds what a single field can break; rules that compare fields stand in the module of
their part.
"""

from jiqun.core.rules import (
    bodies,
    evidence,
    fields,
    history,
    part1,
    part2,
    part3,
    part4,
    part5,
    part7,
    part8,
    products,
    roster,
    schedules,
    series,
    targets,
    texts,
)
from jiqun.core.rules.book import RULES, Rule, check, rulebook_version
from jiqun.core.rules.finding import Fault, Finding, Rank, Report, Waived

MODULES = (
    fields,
    part1,
    part2,
    part3,
    part4,
    part5,
    part7,
    part8,
    bodies,
    targets,
    series,
    products,
    schedules,
    texts,
    evidence,
    history,
    roster,
)

__all__ = [
    "MODULES",
    "RULES",
    "Fault",
    "Finding",
    "Rank",
    "Report",
    "Rule",
    "Waived",
    "check",
    "rulebook_version",
]
