"""Read the mail that is sent meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core import mail
from django.core.mail import EmailMessage
from django.test import TestCase


@contextmanager
def letters() -> Iterator[list[EmailMessage]]:
    """Filled at the end: mail leaves once what it speaks of is certain."""
    sent: list[EmailMessage] = []
    before = len(mail.outbox)
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield sent
    sent.extend(mail.outbox[before:])


def link_in(letter: EmailMessage) -> str:
    """The address in it, without the server."""
    (line,) = [line for line in letter.body.splitlines() if line.startswith("http")]
    return "/" + line.split("/", 3)[3]
