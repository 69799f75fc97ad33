"""Tell by mail what has happened to a declaration, and what waits for whom."""

from collections.abc import Callable, Mapping

from django.db.models import QuerySet

from jiqun.core.lifecycle import Level, Transition
from jiqun.web import mail
from jiqun.web.accounts.models import HEADS, UnitKind, User
from jiqun.web.accounts.queries.people import reviewers_of
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.models import Motion

#: The people of a level whom a declaration concerns.
PEOPLE: Mapping[Level, Callable[[Declaration], QuerySet[User]]] = {
    Level.OPERATOR: lambda declaration: User.objects.filter(unit=declaration.unit),
    Level.DISTRICT: lambda declaration: reviewers_of(declaration.unit),
    Level.BUREAU: lambda declaration: User.objects.filter(unit__kind=UnitKind.BUREAU),
}


def tell_moved(
    declaration: Declaration, step: Transition, *, by: User, words: str, site: str
) -> None:
    """Everybody whom the table names for that step."""
    for level in step.tells:
        people = PEOPLE[level](declaration).filter(is_active=True).exclude(pk=by.pk)
        mail.post(
            "review/mail/moved",
            to=list(people.values_list("email", flat=True)),
            declaration=declaration,
            step=step,
            by=by,
            words=words,
            page="declaration" if level is Level.OPERATOR else "review",
            site=site,
        )


def tell_prepared(motion: Motion, label: str, site: str) -> None:
    """Those who sign at the same authority."""
    heads = User.objects.filter(unit=motion.unit, role__in=HEADS, is_active=True)
    mail.post(
        "review/mail/prepared",
        to=list(heads.values_list("email", flat=True)),
        motion=motion,
        label=label,
        site=site,
    )


def tell_sent_back(motion: Motion, label: str, site: str) -> None:
    """Whoever prepared it."""
    mail.post(
        "review/mail/sent_back",
        to=[motion.prepared_by.email],
        motion=motion,
        label=label,
        site=site,
    )
