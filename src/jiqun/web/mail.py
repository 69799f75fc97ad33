"""Mail. It leaves once what it speaks of is certain; one that cannot leave undoes nothing: the log
says so, and the page to whoever caused it."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string

log = logging.getLogger(__name__)

withheld: ContextVar[bool] = ContextVar("withheld", default=False)
failed: ContextVar[list[str] | None] = ContextVar("failed", default=None)


def site(request: HttpRequest) -> str:
    """How the addresses in a mail begin."""
    return settings.ADDRESS or f"{request.scheme}://{request.get_host()}"


@dataclass(frozen=True, slots=True)
class Written:
    """A letter with everything filled in; ``name`` is that of its template."""

    name: str
    subject: str
    text: str


def written(letter: str, **context: object) -> Written:
    """The template of that name, whose first line is the subject."""
    subject, _, text = render_to_string(f"{letter}.txt", context).strip().partition("\n")
    return Written(letter, subject.strip(), f"{text.strip()}\n")


def post(letter: str, *, to: Iterable[str], **context: object) -> None:
    """By mail alone: what holds a secret, or goes to somebody who has no account yet. Everything
    else is for ``inbox.actions.tell``."""
    send(written(letter, **context), to=to)


def send(written: Written, *, to: Iterable[str]) -> None:
    """To each on their own."""
    if withheld.get():
        return
    for address in to:
        transaction.on_commit(
            partial(deliver, written.name, written.subject, written.text, address)
        )


def deliver(letter: str, subject: str, text: str, address: str) -> None:
    try:
        send_mail(subject, text, None, [address])
    except Exception:  # whatever a mail server or its library may raise
        log.exception("mail %s was not sent", letter)
        addresses = failed.get()
        if addresses is not None:
            addresses.append(address)


@contextmanager
def no_mail() -> Iterator[None]:
    """Nothing is mailed meanwhile: invented people have no mailbox."""
    token = withheld.set(True)
    try:
        yield
    finally:
        withheld.reset(token)


@contextmanager
def unsent() -> Iterator[list[str]]:
    """The addresses that no mail could be sent to meanwhile."""
    addresses: list[str] = []
    token = failed.set(addresses)
    try:
        yield addresses
    finally:
        failed.reset(token)
