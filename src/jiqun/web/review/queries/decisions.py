"""The decisions of a call, in groups: to be recognised, not passed, still under review."""

from collections.abc import Sequence
from dataclasses import dataclass

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.declarations.queries.decisions import AGAINST, Decision, decisions_on
from jiqun.web.review.queries.across import filed_in

#: Once proposed, whatever has come of it since.
PROPOSED = (State.PROPOSED, State.NOTICE, State.OBJECTED, State.RECOGNISED)


@dataclass(frozen=True, slots=True)
class Decided:
    declaration: Declaration
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Decisions:
    proposed: Sequence[Decided]
    against: Sequence[Decided]
    pending: Sequence[Decided]


def decisions_in(call: Call, user: User) -> Decisions:
    """As far as the reader may know of them."""
    every = list(filed_in(call, user))
    found = decisions_on((each, State.PROPOSED) for each in every if each.state in PROPOSED)
    ended = decisions_on((each, State(each.state)) for each in every if each.state in AGAINST)
    known = {**found, **ended}
    decided = [Decided(each, known.get(each.pk)) for each in every]
    return Decisions(
        proposed=[each for each in decided if each.declaration.state in PROPOSED],
        against=[each for each in decided if each.declaration.state in AGAINST],
        pending=[each for each in decided if each.declaration.state not in (*PROPOSED, *AGAINST)],
    )
