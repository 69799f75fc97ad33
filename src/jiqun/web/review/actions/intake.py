"""Take over what has arrived: at the district, and at the bureau."""

from django.db import transaction

from jiqun.core.lifecycle import Situation, State, transition
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.actions.stages import advance
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.actions.letters import tell_moved


def take_up(declaration_id: int, *, by: User, site: str = "") -> Declaration:
    """From now on its operator can't withdraw it."""
    return take_over(declaration_id, "take_up", "受理，开始初审。", by=by, site=site)


def accept(declaration_id: int, *, by: User, site: str = "") -> Declaration:
    """What a district has recommended."""
    return take_over(declaration_id, "accept", "收件，开始形式审查。", by=by, site=site)


@transaction.atomic
def take_over(declaration_id: int, verb: str, sentence: str, *, by: User, site: str) -> Declaration:
    declaration = locked(declaration_id)
    step = transition(State(declaration.state), verb)
    advance(declaration, verb, by=by, now=Situation(), sentence=sentence)
    assert step is not None  # it would not have advanced
    tell_moved(declaration, step, by=by, words="", site=site)
    return declaration
