"""Grants, and what they open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate

from jiqun.core.lifecycle import WITH_OPERATOR
from jiqun.web import clock
from jiqun.web.accounts.models import Unit, UnitKind, User
from jiqun.web.audit.queries import events_of
from jiqun.web.declarations.models import Blob, Call, Declaration, Quarantine, Submission
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.grants.models import Grant, Standing

#: So long one reads on without saying anew that one does.
SITTING = timedelta(hours=12)


def all_grants() -> QuerySet[Grant]:
    """For the bureau."""
    every = Grant.objects.select_related("department", "call", "prepared_by__unit")
    return every.prefetch_related("declarations__unit")


def open_to(user: User) -> QuerySet[Grant]:
    """What the reader's department may read today."""
    today = localdate(clock.now())
    own = all_grants().filter(department=user.unit, standing=Standing.SIGNED)
    return own.filter(starts__lte=today, ends__gte=today)


def departments() -> QuerySet[Unit]:
    return Unit.objects.filter(kind=UnitKind.DEPARTMENT).order_by("pk")


def grantable(call: Call) -> QuerySet[Declaration]:
    """What stands filed: a draft is nobody else's affair, nor is one that has been returned."""
    filed = call.declarations.exclude(state__in=WITH_OPERATOR).select_related("unit", "call")
    return filed.order_by("unit__district", "pk")


def readable(grant: Grant) -> list[Declaration]:
    """Of what is granted, what stands filed just now."""
    return [each for each in grant.declarations.all() if each.state not in WITH_OPERATOR]


def has_opened(grant: Grant, declaration: Declaration, reader: User) -> bool:
    """Has that very person said so, and not long ago? Nothing is read without."""
    since = clock.now() - SITTING
    opened = events_of(grant.chain).filter(verb="read", actor=reader, at__gte=since)
    return any(event.data["declaration"] == declaration.pk for event in opened)


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof as it was filed; ``blob`` is None where it may not be looked at."""

    number: int
    name: str
    blob: Blob | None


def proofs_of(grant: Grant, submission: Submission) -> Sequence[Proof]:
    if not grant.evidence:
        return ()
    digests = [entry["sha256"] for entry in submission.evidence]
    clean = Blob.objects.filter(sha256__in=digests, state=Quarantine.CLEAN)
    blobs = {blob.sha256: blob for blob in clean}
    return [
        Proof(entry["number"], entry["name"], blobs.get(entry["sha256"]))
        for entry in submission.evidence
    ]


def filed_in(declaration: Declaration) -> Submission | None:
    return standing_submission(declaration)
