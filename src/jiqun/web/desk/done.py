"""What somebody has done (已办), each act as its event says it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from django.db.models import QuerySet
from django.urls import reverse

from jiqun.web.accounts.models import UnitKind, User
from jiqun.web.accounts.policy import is_of_bureau, is_of_district, is_of_operator
from jiqun.web.accounts.queries import units
from jiqun.web.audit.models import Event
from jiqun.web.declarations.queries import calls, declarations
from jiqun.web.review.queries.queue import reviewable


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


def acts_of(user: User) -> QuerySet[Event]:
    """The last first."""
    return Event.objects.filter(actor=user).select_related("chain").order_by("-at", "-pk")


def in_words(user: User, acts: Iterable[Event]) -> list[Done]:
    """What is no longer the reader's to know of is not named."""
    every = list(acts)
    known = subjects(user, {act.chain.name for act in every})
    return [Done(act.at, act.sentence, known.get(act.chain.name, Subject())) for act in every]


def subjects(user: User, chains: set[str]) -> Mapping[str, Subject]:
    """By the names of their chains."""
    found = {"calendar": Subject("工作日历", reverse("calendar") if is_of_bureau(user) else "")}
    for kind, named in KINDS.items():
        numbers = [name.partition(":")[2] for name in chains if name.startswith(f"{kind}:")]
        if numbers:
            found |= {f"{kind}:{pk}": subject for pk, subject in named(user, numbers)}
    return found


Named: TypeAlias = Iterable[tuple[int, Subject]]


def declarations_named(user: User, numbers: list[str]) -> Named:
    own = is_of_operator(user)
    every = declarations.visible_to(user) if own else reviewable(user)
    for each in every.filter(pk__in=numbers):
        page = "declaration" if own else "review"
        yield each.pk, Subject(str(each), reverse(page, args=[each.pk]))


def calls_named(user: User, numbers: list[str]) -> Named:
    for each in calls.visible_to(user).filter(pk__in=numbers):
        yield each.pk, Subject(each.title, reverse("call", args=[each.pk]))


def units_named(user: User, numbers: list[str]) -> Named:
    for each in units.visible_to(user).filter(pk__in=numbers):
        page = is_of_district(user) and each.kind == UnitKind.OPERATOR
        yield each.pk, Subject(each.name, reverse("operator", args=[each.pk]) if page else "")


KINDS: Mapping[str, Callable[[User, list[str]], Named]] = {
    "declaration": declarations_named,
    "call": calls_named,
    "unit": units_named,
}
