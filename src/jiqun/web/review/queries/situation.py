"""What is known where something is to be signed, as the table of ``core.lifecycle`` asks for it."""

from django.utils.dateparse import parse_datetime

from jiqun.core.lifecycle import Situation
from jiqun.web import clock
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.models import Motion


def situation_of(declaration: Declaration, motion: Motion) -> Situation:
    due = parse_datetime(motion.payload.get("due") or "")
    return Situation(
        reason=motion.words,
        points=len(motion.payload.get("points", ())),
        due_ahead=due is not None and due > clock.now(),
    )
