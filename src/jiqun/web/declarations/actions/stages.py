"""Let a declaration go on from one stage to the next, as the table of ``core.lifecycle`` has it."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from django.core.exceptions import PermissionDenied

from jiqun.core.lifecycle import Situation, State, Transition, may_sign, transition, unmet
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.audit.models import Event
from jiqun.web.declarations import policy
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.queries.corrections import standing

#: What follows of itself from every step that was taken; the declaration stands after it already.
Follow: TypeAlias = Callable[[Declaration, Transition], None]

SAME_PERSON = "经办和审签应是两个人，请由另一位同志审签。"


def advance(
    declaration: Declaration,
    verb: str,
    *,
    by: User,
    sentence: str,
    now: Situation,
    prepared_by: User | None = None,
    data: Mapping[str, object] | None = None,
) -> Event:
    """Move a declaration, which is locked, and record it. Everything that is lacking is refused at
    once; so is what somebody else has just done."""
    step = transition(State(declaration.state), verb)
    if step is None:
        label = declaration.get_state_display()
        raise Refused(f"这份申报现为“{label}”，刚刚有人办理过，请刷新页面后再看。")
    if not policy.may_act(by, declaration, step.decided_by):
        raise PermissionDenied
    if not may_sign(step, by.pk, prepared_by.pk if prepared_by else None):
        raise Refused(SAME_PERSON)
    lacking = unmet(step, now)
    if lacking:
        raise Refused("".join(lacking))
    declaration.state = step.after
    declaration.save(update_fields=["state"])
    said = {**(data or {}), "from": step.before, "to": step.after}
    if prepared_by:
        said["prepared_by"] = prepared_by.pk
    event = record(declaration.chain, verb, sentence, by=by, data=said)
    for follow in FOLLOWS:
        follow(declaration, step)
    return event


def lapse_correction(declaration: Declaration, step: Transition) -> None:
    """Whoever has left the procedure has nothing to correct any more."""
    if step.after is State.TERMINATED:
        standing().filter(declaration=declaration).update(lapsed_at=clock.now())


#: Apps that keep more about a declaration add theirs when they are ready.
FOLLOWS: list[Follow] = [lapse_correction]
