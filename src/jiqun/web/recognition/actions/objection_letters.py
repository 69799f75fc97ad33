"""Tell of an objection: its number to the bureau, its answer to whoever objected."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from jiqun.web import mail
from jiqun.web.accounts.models import HEADS, UnitKind, User
from jiqun.web.inbox.actions import tell
from jiqun.web.recognition.models import Objection


def officers(*, heads: bool) -> QuerySet[User]:
    people = User.objects.filter(unit__kind=UnitKind.BUREAU, is_active=True)
    return people.filter(role__in=HEADS) if heads else people.exclude(role__in=HEADS)


def tell_received(objection: Objection, site: str) -> None:
    """Those of the bureau who prepare; of what was said, and by whom, they are told nothing."""
    tell_officers("objection_received", objection, officers(heads=False), site)


def tell_prepared(objection: Objection, site: str) -> None:
    tell_officers("objection_prepared", objection, officers(heads=True), site)


def tell_sent_back(objection: Objection, site: str) -> None:
    assert objection.prepared_by is not None  # only what was prepared is sent back
    tell_officers("objection_sent_back", objection, [objection.prepared_by], site)


def tell_officers(letter: str, objection: Objection, people: Iterable[User], site: str) -> None:
    address = reverse("objection", args=[objection.pk])
    tell(people, f"recognition/mail/{letter}", address=address, site=site, objection=objection)


def tell_answer(objection: Objection, site: str) -> None:
    """Whoever objects has no account here."""
    letter, to = "recognition/mail/objection_answered", [objection.email]
    mail.post(letter, to=to, objection=objection, site=site)
