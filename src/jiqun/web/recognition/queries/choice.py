"""Which clusters can be put on a notice or a list now, and what stops the others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.timezone import localdate

from jiqun.core.lifecycle import Situation, State, Transition, transition, unmet
from jiqun.web import clock
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.recognition.models import Notice, Objection, RecognisedList, Stage
from jiqun.web.recognition.queries.overview import laid_before
from jiqun.web.recognition.queries.printed import Line, filed_names, lines_of
from jiqun.web.recognition.queries.waits import waits_of
from jiqun.web.review.models import Motion, Outcome
from jiqun.web.review.queries.clocks import working_calendar

P = TypeVar("P", Notice, RecognisedList)

LAID = "已在等待审签的文稿里。"
PENDING = "有一件拟办在等待审签，请先办结。"


@dataclass(frozen=True, slots=True)
class Choice:
    """``stopped`` says why it can't be chosen, if it can't."""

    line: Line
    stopped: str


def choices(call: Call, verb: str, before: State) -> tuple[Choice, ...]:
    found = list(Declaration.objects.filter(call=call, state=before).select_related("call", "unit"))
    laid, stopped = laid_before(), stops(found, verb, before)
    return tuple(
        Choice(line, LAID if line.declaration.pk in laid else "".join(stopped[line.declaration.pk]))
        for line in lines_of(found, filed_names(found))
    )


def stops(
    declarations: Sequence[Declaration], verb: str, before: State
) -> Mapping[int, Sequence[str]]:
    """What stops each of them, by number; it is asked for all of them at once."""
    pending = set(
        Motion.objects.filter(declaration__in=declarations, outcome=Outcome.PENDING).values_list(
            "declaration_id", flat=True
        )
    )
    step = step_of(verb, before)
    known = situations_of(declarations) if step.needs else {}
    return {
        each.pk: [
            *([PENDING] if each.pk in pending else []),
            *unmet(step, known.get(each.pk, Situation())),
        ]
        if each.state == before
        else [f"现为“{each.get_state_display()}”，不再是“{before.label}”。"]
        for each in declarations
    }


def situations_of(declarations: Sequence[Declaration]) -> Mapping[int, Situation]:
    """What a list asks of each: is its notice over, and everything decided that was objected?"""
    waits = waits_of(declarations, working_calendar(), localdate(clock.now()))
    objections = Counter(
        Objection.objects.filter(declaration__in=declarations)
        .exclude(stage=Stage.DECIDED)
        .values_list("declaration_id", flat=True)
    )
    return {
        each.pk: Situation(
            notice_ended=each.pk in waits and waits[each.pk].ended,
            objections=objections[each.pk],
        )
        for each in declarations
    }


def step_of(verb: str, before: State) -> Transition:
    step = transition(before, verb)
    assert step is not None  # both are ours
    return step


def given_back(model: type[P], call: Call) -> P | None:
    """The last one of a call, if it was sent back or taken back: one begins with its words."""
    last = model.objects.filter(call=call).select_related("decided_by__unit").first()
    return last if last and last.outcome in (Outcome.SENT_BACK, Outcome.DROPPED) else None
