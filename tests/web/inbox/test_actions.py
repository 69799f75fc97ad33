"""Who is told something is told both in the page and by mail."""

import re
from pathlib import Path

import pytest
from django.core import mail as outgoing
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from pytest_django import Settings

from jiqun.web import clock, mail
from jiqun.web.accounts.models import Unit, User
from jiqun.web.inbox.actions import mark_all_read, mark_read, tell
from jiqun.web.inbox.models import Message
from tests.web.letters import letters
from tests.web.moments import AFTER, DURING, set_clock
from tests.web.world import a_message, chief

WEB = Path(__file__).resolve().parents[3] / "src" / "jiqun" / "web"
NAME = "示例“甲&乙”中心"


class Broken(BaseEmailBackend):
    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError


def tell_of_admission(*people: User) -> None:
    unit = Unit(name=NAME, district="密云区")
    tell(
        people, "accounts/mail/admitted", address="/desk/", site="https://jiqun.example", unit=unit
    )


def told() -> list[tuple[str, str, str, str, bool]]:
    return [
        (each.person.email, each.kind, each.sentence, each.address, each.read_at is None)
        for each in Message.objects.order_by("pk").select_related("person")
    ]


@pytest.mark.django_db
def test_everybody_is_told_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, DURING)
    one, other = chief(), chief()
    with letters() as sent:
        tell_of_admission(one, other)
    said = ("accounts/mail/admitted", f"{NAME}已准入", "/desk/", True)
    assert told() == [(one.email, *said), (other.email, *said)]
    assert {message.at for message in Message.objects.all()} == {DURING}
    assert [(letter.to, letter.subject) for letter in sent] == [
        ([one.email], f"{NAME}已准入（集群申报平台）"),
        ([other.email], f"{NAME}已准入（集群申报平台）"),
    ]


@pytest.mark.django_db(transaction=True)
def test_neither_where_it_is_undone() -> None:
    person = chief()
    with pytest.raises(RuntimeError), transaction.atomic():
        tell_of_admission(person)
        raise RuntimeError
    assert (told(), outgoing.outbox) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_a_message_stays_where_mail_fails(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    person = chief()
    with mail.unsent() as addresses:
        tell_of_admission(person)
    assert addresses == [person.email]
    assert [sentence for _, _, sentence, _, _ in told()] == [f"{NAME}已准入"]


@pytest.mark.django_db(transaction=True)
def test_invented_people_have_no_mailbox_but_messages() -> None:
    with mail.no_mail():
        tell_of_admission(chief())
    assert (len(told()), outgoing.outbox) == (1, [])


@pytest.mark.django_db
def test_it_was_read_when_it_was_read_first(monkeypatch: pytest.MonkeyPatch) -> None:
    person = chief()
    message, other = a_message(person), a_message(chief())
    set_clock(monkeypatch, DURING)
    mark_read(message, by=person)
    mark_read(other, by=person)  # which is not theirs
    set_clock(monkeypatch, AFTER)
    mark_read(message, by=person)
    assert mark_all_read(by=person) == 0
    message.refresh_from_db()
    other.refresh_from_db()
    assert (message.read_at, other.read_at) == (DURING, None)
    assert clock.now() == AFTER


def test_only_what_holds_a_secret_or_has_no_reader_here_goes_by_mail_alone() -> None:
    """A link to join or to a new password, an answer to somebody without an account; for
    everything else there is ``tell``."""
    sources = {
        path.relative_to(WEB).as_posix(): path.read_text("utf-8") for path in WEB.rglob("*.py")
    }
    posts = {name for name, source in sources.items() if re.search(r"mail\.(post|send)\(", source)}
    assert posts == {
        "accounts/actions/invitations.py",
        "accounts/actions/passwords.py",
        "inbox/actions.py",
        "recognition/actions/objection_letters.py",
    }
