"""What somebody has started (我发起的) and how it stands now, from every app where one starts
something: an operator files and asks, a reviewer prepares for another to sign."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db.models import CharField, F, QuerySet, Value

if TYPE_CHECKING:
    from jiqun.web.accounts.models import User


@dataclass(frozen=True, slots=True)
class Started:
    """``stands`` is what has become of it; ``answer`` the words that came back."""

    label: str
    address: str
    stands: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of what can be started: ``rows`` are somebody's, ``at`` their column that says
    since when, and ``in_words`` tells of some of them, by their numbers."""

    rows: "Callable[[User], QuerySet[Any]]"
    at: str
    in_words: "InWords"


InWords: TypeAlias = Callable[[Sequence[int]], Iterable[tuple[int, Started]]]

#: By the name of the kind; apps add theirs when they are ready.
SOURCES: dict[str, Source] = {}


def started_by(user: "User") -> "QuerySet[Any]":
    """The last first: of each its kind, its number and since when it is."""
    first, *others = (keys_of(user, kind, source) for kind, source in SOURCES.items())
    return first.union(*others, all=True).order_by("-since", "-started")


def keys_of(user: "User", kind: str, source: Source) -> "QuerySet[Any]":
    known = {"source": Value(kind, CharField()), "started": F("pk"), "since": F(source.at)}
    return source.rows(user).order_by().annotate(**known).values_list("source", "started", "since")


def in_words(rows: Iterable[tuple[str, int, datetime]]) -> list[tuple[datetime, Started]]:
    """In their order, with since when each is; every kind is asked once."""
    every = list(rows)
    known = {
        (kind, number): started
        for kind in dict.fromkeys(kind for kind, _, _ in every)
        for number, started in SOURCES[kind].in_words([n for k, n, _ in every if k == kind])
    }
    return [(since, known[kind, number]) for kind, number, since in every]
