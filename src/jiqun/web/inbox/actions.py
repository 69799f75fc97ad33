"""Tell people of something, in the page and by mail; and note what they have read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from jiqun.web import clock, mail
from jiqun.web.inbox.models import Message

if TYPE_CHECKING:
    from jiqun.web.accounts.models import User

#: How subjects end, so that a mailbox shows where they are from; in the page one knows.
SENDER = "（集群申报平台）"


@transaction.atomic
def tell(
    people: "Iterable[User]", letter: str, *, address: str, site: str = "", **context: object
) -> None:
    """A message for each, in the transaction of what they are told of, and the letter by mail once
    that is certain. What only its reader may see (a link with a secret) goes by mail alone."""
    told = list(people)
    written = mail.written(letter, address=address, site=site, **context)
    sentence, now = written.subject.removesuffix(SENDER), clock.now()
    Message.objects.bulk_create(
        Message(person=person, kind=letter, sentence=sentence, address=address, at=now)
        for person in told
    )
    mail.send(written, to=[person.email for person in told])


@transaction.atomic
def mark_read(message: Message, *, by: "User") -> None:
    """The first time counts."""
    unread = Message.objects.filter(pk=message.pk, person=by, read_at=None)
    unread.update(read_at=clock.now())


@transaction.atomic
def mark_all_read(*, by: "User") -> int:
    """How many there were."""
    return Message.objects.filter(person=by, read_at=None).update(read_at=clock.now())
