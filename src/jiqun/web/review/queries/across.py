"""What was filed in a call, for whoever may know of it: a district never of another's."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Call, Declaration, Quarantine, Submission
from jiqun.web.declarations.queries.decisions import AGAINST
from jiqun.web.declarations.queries.roster import Asked
from jiqun.web.review.queries.queue import reviewable

#: They stand in nobody's way any more.
OUT = AGAINST


def filed_in(call: Call, user: User) -> QuerySet[Declaration]:
    """In the order of the districts."""
    return reviewable(user).filter(call=call).order_by("unit__district", "pk")


def standing_in(call: Call, user: User) -> QuerySet[Declaration]:
    return filed_in(call, user).exclude(state__in=OUT)


def last_filed(declarations: Iterable[Declaration]) -> Mapping[int, Submission]:
    """What was filed last of each, by its number."""
    every = Submission.objects.filter(declaration__in=list(declarations), withdrawn_at=None)
    known = every.select_related("roster").defer("findings", "evidence", "statement", "answers")
    return {each.declaration_id: each for each in known.order_by("pk")}


def asked_of(submission: Submission) -> Asked | None:
    """The roster as it was filed; None if there was none, or it is infected."""
    blob = submission.roster
    if blob is None or blob.state == Quarantine.INFECTED:
        return None
    district = submission.facts.get("cover.district")
    where = district if isinstance(district, str) else ""
    return Asked(blob.sha256, submission.roster_name, submission.edition_id, where)
