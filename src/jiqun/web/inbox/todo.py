"""What waits for somebody (待办), from every app that has something waiting."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from django.utils.timezone import localdate

from jiqun.web import clock

if TYPE_CHECKING:
    from jiqun.web.accounts.models import User


@dataclass(frozen=True, slots=True)
class Todo:
    """``label`` is what is to be done, ``told`` how it stands; ``until`` the last day for it."""

    label: str
    address: str
    told: str = ""
    urgent: bool = False
    until: date | None = None


Line: TypeAlias = "Callable[[User], Iterable[Todo]]"

#: Apps add theirs when they are ready.
LINES: list[Line] = []


def todos_of(user: "User") -> tuple[Todo, ...]:
    """The urgent first, then by their last day; what has none should be done today."""
    today = localdate(clock.now())
    every = (todo for line in LINES for todo in line(user))
    return tuple(sorted(every, key=lambda todo: (not todo.urgent, todo.until or today)))
