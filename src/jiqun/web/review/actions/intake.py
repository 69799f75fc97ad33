"""Take over what has arrived: at the district, and at the bureau."""

from django.db import transaction

from jiqun.core.lifecycle import Situation
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.actions.stages import advance
from jiqun.web.declarations.models import Declaration


@transaction.atomic
def take_up(declaration_id: int, *, by: User) -> Declaration:
    """From now on its operator can't withdraw it."""
    declaration = locked(declaration_id)
    advance(declaration, "take_up", by=by, now=Situation(), sentence="受理，开始初审。")
    return declaration


@transaction.atomic
def accept(declaration_id: int, *, by: User) -> Declaration:
    """What a district has recommended."""
    declaration = locked(declaration_id)
    advance(declaration, "accept", by=by, now=Situation(), sentence="收件，开始形式审查。")
    return declaration
