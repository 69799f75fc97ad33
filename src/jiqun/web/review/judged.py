"""How a declaration as it was filed comes out against the standard, in words."""

from collections.abc import Iterable

from jiqun.core.case import Case
from jiqun.core.facts import Facts, parse_facts
from jiqun.core.margin import margin_in_words, value_in_words
from jiqun.core.roster.model import Roster
from jiqun.core.standard import (
    ANSWER,
    LEVELS,
    NOTHING,
    Measure,
    Requirement,
    answer_said,
)
from jiqun.documents.refused import Refused
from jiqun.web.declarations.models import Submission
from jiqun.web.declarations.queries.roster import READ
from jiqun.web.review.queries.across import asked_of


def filed_case(submission: Submission) -> Case:
    """What was filed, with the roster it was filed with."""
    facts, unread = parse_facts(submission.edition_id, submission.facts)
    return Case(facts=facts, unread=unread, roster=roster_of(submission))


def roster_of(submission: Submission) -> Roster | None:
    asked = asked_of(submission)
    if asked is None:
        return None
    try:
        return READ.get(asked).roster
    except Refused:  # filing would have refused it
        return None


def called(requirement: Requirement) -> str:
    """“近三年每年产值（国家标准）”"""
    return f"{requirement.label}（{LEVELS[requirement.level]}标准）"


def found(requirement: Requirement) -> str:
    """What the outcome rests on: “集群总产值（近三年最低：2021年）38.20亿元，还差1.80亿元”."""
    return measure_said(requirement, requirement.deciding)


def measure_said(requirement: Requirement, measure: Measure) -> str:
    if measure.operator == ANSWER:
        if not isinstance(measure.value, str):
            return "没有填"
        return f"填“{answer_said(requirement.id, measure.value)}”"
    margin = margin_in_words(measure)
    return f"{measure.name}{value_in_words(measure)}{f'，{margin}' if margin else ''}"


def limit_said(requirement: Requirement) -> str:
    """“≥40亿元”, “≥1家或≥10家”; what an answer has to be is said by its label."""
    limits = (
        f"{measure.operator}{measure.threshold}{measure.unit}"
        for measure in requirement.measures
        if measure.operator != ANSWER
    )
    return "或".join(dict.fromkeys(limits))


def key_of(requirement: Requirement, facts: Facts) -> str:
    """The first cell that it rests on; "" if no single one does."""
    keys = [*keys_in(requirement.measures), requirement.id]
    return next((key for key in keys if key in facts.edition.places), "")


def keys_in(measures: Iterable[Measure]) -> Iterable[str]:
    for measure in measures:
        if measure.quantity is not NOTHING:
            yield from measure.quantity.keys
