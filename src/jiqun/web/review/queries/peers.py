"""Which declarations are put side by side: those chosen, or those in the present stage."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_bureau
from jiqun.web.declarations.models import Call, Declaration, Submission
from jiqun.web.review.queries.across import filed_in, last_filed

#: More columns can't be read side by side.
MOST = 6

#: Whose turn it is to be compared, by who asks.
OF_BUREAU = (
    State.APPRAISAL,
    State.FORMAL_REVIEW,
    State.RECOMMENDED,
    State.PROPOSED,
    State.DISTRICT_REVIEW,
    State.FILED,
)
OF_DISTRICT = (State.DISTRICT_REVIEW, State.FILED, State.RECOMMENDED)


@dataclass(frozen=True, slots=True)
class Choice:
    """``every`` may be chosen. ``stage`` is set where nobody chose and all of that stage are
    meant; ``left_out`` of them are too many."""

    every: Sequence[Declaration]
    chosen: Sequence[Declaration]
    stage: State | None = None
    left_out: int = 0

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(each.pk for each in self.chosen)

    @property
    def too_many(self) -> bool:
        return len(self.chosen) > MOST


def choice_of(call: Call, user: User, wanted: Collection[int], beside: int | None) -> Choice:
    """``wanted`` as far as the reader may know of them; without any, those in the stage of the one
    they are to be seen ``beside``, that one first, or in the stage whose turn it is."""
    every = list(filed_in(call, user))
    if wanted:
        return Choice(every, [each for each in every if each.pk in wanted])
    own = next((each for each in every if each.pk == beside), None)
    stage = State(own.state) if own else stage_in(every, user)
    there = [each for each in every if each.state == stage]
    if own:
        there.sort(key=lambda each: each.pk != own.pk)
    return Choice(every, there[:MOST], stage, max(0, len(there) - MOST))


def stage_in(every: Sequence[Declaration], user: User) -> State | None:
    states = {each.state for each in every}
    turns = OF_BUREAU if is_of_bureau(user) else OF_DISTRICT
    return next((state for state in turns if state in states), None)


def with_filed(declarations: Sequence[Declaration]) -> list[tuple[Declaration, Submission]]:
    filed = last_filed(declarations)
    return [(each, filed[each.pk]) for each in declarations if each.pk in filed]
