"""What is known where something is to be done, as the table of ``core.lifecycle`` asks for it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from django.utils.dateparse import parse_datetime

from jiqun.core.lifecycle import Situation
from jiqun.web import clock
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.models import Motion
from jiqun.web.review.queries.checklist import of_checklist
from jiqun.web.review.queries.recommendations import of_recommendation
from jiqun.web.review.queries.visits import of_visit

#: Fields of a ``Situation``, by whoever keeps what they are known from; the motion is None where
#: nobody had to prepare anything.
Source: TypeAlias = Callable[[Declaration, Motion | None], Mapping[str, Any]]


def of_motion(declaration: Declaration, motion: Motion | None) -> Mapping[str, Any]:
    """What stands in the motion itself."""
    if motion is None:
        return {}
    due = parse_datetime(motion.payload.get("due") or "")
    return {
        "reason": motion.words,
        "points": len(motion.payload.get("points", ())),
        "due_ahead": due is not None and due > clock.now(),
    }


#: Apps that build on the review add theirs when they are ready.
SOURCES: list[Source] = [of_motion, of_checklist, of_visit, of_recommendation]


def situation_of(declaration: Declaration, motion: Motion | None = None) -> Situation:
    known: dict[str, Any] = {}
    for source in SOURCES:
        known |= source(declaration, motion)
    return Situation(**known)
