"""Tell by mail of an objection: its number to the bureau, its answer to whoever objected."""

from jiqun.web import mail
from jiqun.web.accounts.models import HEADS, UnitKind, User
from jiqun.web.recognition.models import Objection


def officers(*, heads: bool) -> list[str]:
    people = User.objects.filter(unit__kind=UnitKind.BUREAU, is_active=True)
    chosen = people.filter(role__in=HEADS) if heads else people.exclude(role__in=HEADS)
    return list(chosen.values_list("email", flat=True))


def tell_received(objection: Objection, site: str) -> None:
    """Those of the bureau who prepare; nothing of what was said goes by mail."""
    post("objection_received", objection, officers(heads=False), site)


def tell_prepared(objection: Objection, site: str) -> None:
    post("objection_prepared", objection, officers(heads=True), site)


def tell_sent_back(objection: Objection, site: str) -> None:
    assert objection.prepared_by is not None  # only what was prepared is sent back
    post("objection_sent_back", objection, [objection.prepared_by.email], site)


def tell_answer(objection: Objection, site: str) -> None:
    post("objection_answered", objection, [objection.email], site)


def post(letter: str, objection: Objection, to: list[str], site: str) -> None:
    mail.post(f"recognition/mail/{letter}", to=to, objection=objection, site=site)
