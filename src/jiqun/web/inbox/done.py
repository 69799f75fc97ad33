"""What somebody has done (已办), each act as its event says it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from django.db.models import QuerySet

from jiqun.web.audit.models import Event

if TYPE_CHECKING:
    from jiqun.web.accounts.models import User


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act was about; ``address`` is "" where the reader has no page for it."""

    label: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    at: datetime
    sentence: str
    about: Subject


#: What the things of those numbers are called for a reader: of what is not theirs to know, nothing.
Named: TypeAlias = "Callable[[User, Sequence[str]], Iterable[tuple[object, Subject]]]"

#: By the kind that names of chains begin with; apps add theirs when they are ready.
KINDS: dict[str, Named] = {}

#: Kinds without a chain of their own: the data of the event says which of them it is about.
WITHIN: list[str] = []


def acts_of(user: "User") -> QuerySet[Event]:
    """The last first."""
    return Event.objects.filter(actor=user).select_related("chain").order_by("-at", "-pk")


def in_words(user: "User", acts: Iterable[Event]) -> list[Done]:
    """What is no longer the reader's to know of is not named."""
    every = list(acts)
    known = subjects(user, {name for act in every for name in names_of(act)})
    return [
        Done(act.at, act.sentence, next((known[n] for n in names_of(act) if n in known), Subject()))
        for act in every
    ]


def names_of(act: Event) -> list[str]:
    """What it was about, the narrowest first."""
    return [*(f"{k}:{act.data[k]}" for k in WITHIN if k in act.data), act.chain.name]


def subjects(user: "User", names: Iterable[str]) -> Mapping[str, Subject]:
    """By the kind and the number of each."""
    numbers: dict[str, list[str]] = {}
    for name in names:
        kind, _, number = name.partition(":")
        numbers.setdefault(kind, []).append(number)
    return {
        f"{kind}:{number}" if number else kind: subject
        for kind, named in KINDS.items()
        if kind in numbers
        for number, subject in named(user, numbers[kind])
    }
