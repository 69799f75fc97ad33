"""Messages, each to the one it is for."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from jiqun.web.inbox.models import Message

if TYPE_CHECKING:
    from jiqun.web.accounts.models import User


def visible_to(user: "User") -> QuerySet[Message]:
    """The last first."""
    return Message.objects.filter(person=user)


def count_unread(user: "User") -> int:
    return Message.objects.filter(person=user, read_at=None).count()
