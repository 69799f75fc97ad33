"""Leave the procedure: nobody can be kept in it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from jiqun.core.lifecycle import Actor, Situation
from jiqun.web.accounts.models import UnitKind, User
from jiqun.web.accounts.queries.people import reviewers_of
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.calls import refuse_all
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.actions.stages import advance
from jiqun.web.declarations.models import Declaration
from jiqun.web.inbox.actions import tell
from jiqun.web.wording import printable

LONGEST_REASON = 500
NO_REASON = "请写明退出的原因。"
TOO_LONG = f"退出的原因超过{LONGEST_REASON}字，请删减。"
UNCONFIRMED = "请勾选确认：退出后不能恢复。"


@transaction.atomic
def quit_procedure(
    declaration_id: int, *, by: User, reason: str, confirmed: bool, site: str = ""
) -> Declaration:
    """For good: what was filed stays readable, and nothing of it can be changed."""
    declaration = locked(declaration_id)
    if not policy.may_act(by, declaration, Actor.OPERATOR_HEAD):
        raise PermissionDenied
    reason = printable(reason)
    refuse_all(
        [
            *([] if reason else [NO_REASON]),
            *([TOO_LONG] if len(reason) > LONGEST_REASON else []),
            *([] if confirmed else [UNCONFIRMED]),
        ]
    )
    sentence = f"主动退出，原因：{reason}"
    advance(declaration, "quit", by=by, now=Situation(reason=reason), sentence=sentence)
    tell_quit(declaration, by=by, reason=reason, site=site)
    return declaration


def tell_quit(declaration: Declaration, *, by: User, reason: str, site: str) -> None:
    """The district's people and the bureau's."""
    bureau = User.objects.filter(unit__kind=UnitKind.BUREAU)
    people = (bureau | reviewers_of(declaration.unit)).filter(is_active=True)
    address = reverse("review", args=[declaration.pk])
    said = {"declaration": declaration, "by": by, "reason": reason}
    tell(people, "declarations/mail/quit", address=address, site=site, **said)
