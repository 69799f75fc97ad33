"""Which clusters can be put on a notice or a list now, and what stops the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from jiqun.core.lifecycle import State, Transition, transition, unmet
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.recognition.models import Notice, RecognisedList
from jiqun.web.recognition.queries.overview import laid_before
from jiqun.web.recognition.queries.printed import Line, filed_names, lines_of
from jiqun.web.review.models import Motion, Outcome
from jiqun.web.review.queries.situation import situation_of

P = TypeVar("P", Notice, RecognisedList)

LAID = "已在等待审签的文稿里。"


@dataclass(frozen=True, slots=True)
class Choice:
    """``stopped`` says why it can't be chosen, if it can't."""

    line: Line
    stopped: str


def choices(call: Call, verb: str, before: State) -> tuple[Choice, ...]:
    found = list(Declaration.objects.filter(call=call, state=before).select_related("call", "unit"))
    laid = laid_before()
    return tuple(
        Choice(line, why_not(line.declaration, verb, before, laid))
        for line in lines_of(found, filed_names(found))
    )


def why_not(declaration: Declaration, verb: str, before: State, laid: frozenset[int]) -> str:
    if declaration.pk in laid:
        return LAID
    return "".join(stops(declaration, verb, before))


def stops(declaration: Declaration, verb: str, before: State) -> Iterator[str]:
    if declaration.state != before:
        yield f"现为“{declaration.get_state_display()}”，不再是“{before.label}”。"
        return
    if Motion.objects.filter(declaration=declaration, outcome=Outcome.PENDING).exists():
        yield "有一件拟办在等待审签，请先办结。"
    yield from unmet(step_of(verb, before), situation_of(declaration))


def step_of(verb: str, before: State) -> Transition:
    step = transition(before, verb)
    assert step is not None  # both are ours
    return step


def given_back(model: type[P], call: Call) -> P | None:
    """The last one of a call, if it was sent back or taken back: one begins with its words."""
    last = model.objects.filter(call=call).select_related("decided_by__unit").first()
    return last if last and last.outcome in (Outcome.SENT_BACK, Outcome.DROPPED) else None
