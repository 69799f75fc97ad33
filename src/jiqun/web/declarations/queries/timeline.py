"""How a declaration went (经过), as its operator may know it."""

from django.db.models import Q, QuerySet

from jiqun.web.audit.models import Event
from jiqun.web.audit.queries import events_of
from jiqun.web.declarations.models import Declaration

#: What others do that is no step and yet told: it changes what the operator may do.
TOLD = ("extend_deadline", "sign_waiver", "revoke_waiver")


def timeline_of(declaration: Declaration) -> QuerySet[Event]:
    """Its own acts and every step from stage to stage, the last first. What reviewers remark and
    prepare is their affair."""
    own = Q(actor__unit=declaration.unit_id)
    known = own | Q(data__has_key="to") | Q(verb__in=TOLD)
    if declaration.has_waivers:
        known |= Q(verb="refuse_waiver", data__waiver__in=asked_in(declaration))
    return events_of(declaration.chain).filter(known).order_by("-number")


def asked_in(declaration: Declaration) -> list[int]:
    """The waivers that it asked for: what the bureau thought of by itself and did not sign is the
    bureau's affair."""
    return list(declaration.waivers.exclude(asked_at=None).values_list("pk", flat=True))
