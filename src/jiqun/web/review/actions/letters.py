"""Tell what has happened to a declaration, and what waits for whom."""

from collections.abc import Callable, Iterable, Mapping

from django.db.models import QuerySet
from django.urls import reverse

from jiqun.core.lifecycle import Level, Transition
from jiqun.web.accounts.models import HEADS, UnitKind, User
from jiqun.web.accounts.queries.people import reviewers_of
from jiqun.web.declarations.models import Declaration
from jiqun.web.inbox.actions import tell
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
        page = "declaration" if level is Level.OPERATOR else "review"
        tell(
            PEOPLE[level](declaration).filter(is_active=True).exclude(pk=by.pk),
            "review/mail/moved",
            address=reverse(page, args=[declaration.pk]),
            site=site,
            declaration=declaration,
            step=step,
            by=by,
            words=words,
        )


def tell_prepared(motion: Motion, label: str, site: str) -> None:
    """Those who sign at the same authority."""
    heads = User.objects.filter(unit=motion.unit, role__in=HEADS, is_active=True)
    tell_of_motion(motion, heads, "review/mail/prepared", label, site)


def tell_sent_back(motion: Motion, label: str, site: str) -> None:
    """Whoever prepared it."""
    tell_of_motion(motion, [motion.prepared_by], "review/mail/sent_back", label, site)


def tell_overtaken(motion: Motion, label: str) -> None:
    """Whoever prepared it: nobody will sign it any more."""
    tell_of_motion(motion, [motion.prepared_by], "review/mail/overtaken", label, "")


def tell_of_motion(
    motion: Motion, people: Iterable[User], letter: str, label: str, site: str
) -> None:
    address = reverse("review", args=[motion.declaration_id])
    tell(people, letter, address=address, site=site, motion=motion, label=label)
