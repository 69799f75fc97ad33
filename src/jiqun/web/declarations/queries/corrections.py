"""Corrections asked for: what may be changed, and what is still to be answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from jiqun.core.corrections import ANSWERS
from jiqun.core.lifecycle import RETURNED
from jiqun.web.accounts.models import User
from jiqun.web.declarations import policy
from jiqun.web.declarations.models import Correction, Declaration, Point


@dataclass(frozen=True, slots=True)
class Opened:
    """The keys that may be changed; all where there are no ``keys``."""

    keys: frozenset[str] | None = None

    def __contains__(self, key: object) -> bool:
        return self.keys is None or key in self.keys


EVERYTHING, NOTHING = Opened(), Opened(frozenset())


def standing_correction(declaration: Declaration) -> Correction | None:
    """The one that has not been answered yet, with its points."""
    if declaration.state not in RETURNED:
        return None
    found = standing().filter(declaration=declaration)
    return found.prefetch_related("points").first()


def standing() -> QuerySet[Correction]:
    """Those that are to be answered, of all declarations."""
    open_still = Correction.objects.filter(answered_by=None, lapsed_at=None)
    return open_still.select_related("returned_by__unit")


def opened_in(declaration: Declaration) -> Opened:
    """What may be changed while it is with its operator."""
    if declaration.state not in RETURNED:
        return EVERYTHING
    correction = standing_correction(declaration)
    assert correction is not None  # what is returned is returned for something
    answers = (point.answer_key for point in correction.points.all())
    return Opened(frozenset({*correction.opened, *answers}))


def open_to(user: User, declaration: Declaration) -> Opened:
    """What somebody may change."""
    return opened_in(declaration) if policy.may_edit(user, declaration) else NOTHING


def points_by_key(correction: Correction | None) -> Mapping[str, Sequence[Point]]:
    """The points about each key, in the order they were made."""
    found: dict[str, list[Point]] = {}
    for point in correction.points.all() if correction else ():
        found.setdefault(point.key, []).append(point)
    return found


def unanswered(declaration: Declaration) -> Sequence[Point]:
    """The points whose answer is still blank."""
    correction = standing_correction(declaration)
    if correction is None:
        return ()
    given = set(answers_in(declaration))
    return [point for point in correction.points.all() if point.answer_key not in given]


def answers_in(declaration: Declaration) -> Mapping[str, str]:
    """The answers of the draft, by key."""
    entries = declaration.entries.filter(key__startswith=ANSWERS)
    return {key: str(typed) for key, typed in entries.values_list("key", "typed")}


def corrections_of(declaration: Declaration) -> QuerySet[Correction]:
    """All there have been, the last first."""
    found = declaration.corrections.select_related("submission", "answered_by", "returned_by__unit")
    return found.prefetch_related("points")
