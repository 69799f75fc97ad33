"""Let a declaration go on from one stage to the next, as the table of ``core.lifecycle`` has it."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied

from jiqun.core.lifecycle import Situation, State, may_sign, transition, unmet
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.audit.models import Event
from jiqun.web.declarations import policy
from jiqun.web.declarations.models import Declaration

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
    return record(declaration.chain, verb, sentence, by=by, data=said)
