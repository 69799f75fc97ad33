"""Mail. It leaves once what it speaks of is certain; one that cannot leave undoes nothing: the log
says so, and the page to whoever caused it."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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


def post(letter: str, *, to: Iterable[str], **context: object) -> None:
    """Send the template of that name, whose first line is the subject, to each on their own."""
    if withheld.get():
        return
    subject, _, text = render_to_string(f"{letter}.txt", context).strip().partition("\n")
    for address in to:
        transaction.on_commit(partial(deliver, letter, subject, f"{text.strip()}\n", address))


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
    """What is done meanwhile is told nobody: invented people have no mailbox."""
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
