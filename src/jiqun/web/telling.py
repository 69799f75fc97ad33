"""Tell people, on the page they see next, how what they did went."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from jiqun.documents.refused import Refused
from jiqun.web import mail


@contextmanager
def told(request: HttpRequest, sentence: str) -> Iterator[None]:
    """Say that it is done, and whom no mail reached; or why it is not done."""
    try:
        with told_of_mail(request):
            yield
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, sentence)


@contextmanager
def told_of_mail(request: HttpRequest) -> Iterator[None]:
    with mail.unsent() as addresses:
        yield
    if addresses:
        whom = "、".join(addresses)
        sentence = f"操作已经完成，但给{whom}的邮件没有发出，请稍后重新发送，或另行告知对方。"
        messages.warning(request, sentence)
