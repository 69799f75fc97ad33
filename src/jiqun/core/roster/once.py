"""What follows from a roster alone is worked out once, however many cases ask for it."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from jiqun.core.roster.model import Roster

T = TypeVar("T")


def once(work: Callable[[Roster], T]) -> Callable[[Roster], T]:
    """Kept as long as the roster itself is: rosters are frozen, and each is only equal to itself.
    What is kept may not hold on to the roster."""
    kept: WeakKeyDictionary[Roster, T] = WeakKeyDictionary()

    @wraps(work)
    def worked_out(roster: Roster) -> T:
        if roster not in kept:
            kept[roster] = work(roster)
        return kept[roster]

    return worked_out
