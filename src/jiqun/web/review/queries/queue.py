"""What lies before a reviewer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from jiqun.core.calendar import Clock, Wait
from jiqun.core.lifecycle import ENDS, TERMS, State
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_head, is_of_bureau, is_of_district
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.models import Motion, Outcome
from jiqun.web.review.policy import holds
from jiqun.web.review.queries.clocks import clocks_of


@dataclass(frozen=True, slots=True)
class Case:
    """A declaration as it stands for a reviewer. ``mine`` if it waits for that very person; while
    a period runs that others are given, it waits for nobody."""

    declaration: Declaration
    clock: Clock | Wait | None
    motion: Motion | None
    held: bool
    mine: bool

    @property
    def state(self) -> State:
        return State(self.declaration.state)

    @property
    def waits(self) -> bool:
        return isinstance(self.clock, Wait)

    @property
    def owner(self) -> str:
        term = TERMS.get(self.state)
        return term.owner.label if term else ""


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for oneself, what one's authority has otherwise, what others have, and what has
    come to its end."""

    mine: tuple[Case, ...]
    ours: tuple[Case, ...]
    others: tuple[Case, ...]
    ended: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: words of the cluster's or its unit's name, and a district; "" for all."""

    words: str = ""
    district: str = ""

    def among(self, declarations: QuerySet[Declaration]) -> QuerySet[Declaration]:
        for word in self.words.split():
            named = Q(cluster_name__icontains=word) | Q(unit__name__icontains=word)
            declarations = declarations.filter(named)
        if self.district:
            declarations = declarations.filter(unit__district=self.district)
        return declarations


EVERYTHING = Sought()


def reviewable(user: User) -> QuerySet[Declaration]:
    """What was filed in one's district, or anywhere; also while it is with its operator again."""
    filed = Declaration.objects.exclude(state=State.DRAFT).select_related("call", "unit")
    if is_of_bureau(user):
        return filed
    return filed.filter(unit__district=user.unit.district) if is_of_district(user) else filed.none()


def queue_of(user: User, sought: Sought = EVERYTHING) -> Queue:
    declarations = list(sought.among(reviewable(user)).order_by("pk"))
    clocks, motions = clocks_of(declarations), pending_in(declarations, user)
    cases = [
        case_of(user, each, clocks.get(each.pk), motions.get(each.pk)) for each in declarations
    ]
    return Queue(
        mine=urgent_first(case for case in cases if case.mine),
        ours=urgent_first(case for case in cases if case.held and not case.mine),
        others=tuple(c for c in cases if not c.held and c.state not in ENDS),
        ended=tuple(case for case in cases if case.state in ENDS),
    )


def case_of(
    user: User, declaration: Declaration, clock: Clock | Wait | None, motion: Motion | None
) -> Case:
    """What is pending waits for those who sign, also while its operator has it (终止); everything
    else for those who prepare."""
    held = holds(user, declaration) or motion is not None
    waits = isinstance(clock, Wait) and not clock.ended
    mine = held and not waits and (is_head(user) is (motion is not None))
    return Case(declaration, clock, motion, held, mine)


def pending_in(declarations: Sequence[Declaration], user: User) -> dict[int, Motion]:
    """Those of the reader's own authority: what others prepare is their affair."""
    pending = Motion.objects.filter(outcome=Outcome.PENDING, unit=user.unit)
    motions = pending.filter(declaration__in=declarations)
    return {motion.declaration_id: motion for motion in motions.select_related("prepared_by")}


def urgent_first(cases: Iterable[Case]) -> tuple[Case, ...]:
    return tuple(sorted(cases, key=lambda case: case.clock.left if case.clock else 10_000))
