"""What a reviewer has prepared for another to sign."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse

from jiqun.core.lifecycle import State, intended, transition
from jiqun.web.accounts.models import User
from jiqun.web.audit.models import Event
from jiqun.web.declarations.models import Declaration
from jiqun.web.inbox.started import Source, Started
from jiqun.web.review.models import Motion, Outcome
from jiqun.web.review.queries.clocks import moves_of
from jiqun.web.wording import moment


def prepared_by(user: User) -> QuerySet[Motion]:
    return Motion.objects.filter(prepared_by=user)


def motions_in_words(numbers: Sequence[int]) -> Iterator[tuple[int, Started]]:
    found = Motion.objects.filter(pk__in=numbers)
    motions = list(found.select_related("declaration__unit", "declaration__call", "decided_by"))
    declarations = {motion.declaration_id: motion.declaration for motion in motions}
    moves = moves_of(list(declarations.values()))
    for motion in motions:
        declaration = motion.declaration
        label = label_of(motion, moves.get(declaration.chain, ()))
        yield (
            motion.pk,
            Started(
                label=f"{intended(label)}：{declaration}",
                address=reverse("review", args=[declaration.pk]),
                stands=standing_of(motion, declaration),
                answer=motion.answer,
            ),
        )


def label_of(motion: Motion, moves: Iterable[Event]) -> str:
    """As it was called in the stage in which it was prepared: one verb may have several names."""
    stages = [State(event.data["to"]) for event in moves if event.at <= motion.prepared_at]
    steps = [step for stage in stages if (step := transition(stage, motion.verb))]
    return steps[-1].label if steps else motion.verb


def standing_of(motion: Motion, declaration: Declaration) -> str:
    """Nobody has decided on what the declaration went on without."""
    if motion.outcome == Outcome.PENDING or motion.decided_at is None:
        return motion.get_outcome_display()
    if motion.decided_by is None:
        return "不再办理"
    by = f"{motion.decided_by.name}，{moment(motion.decided_at)}"
    stands = declaration.get_state_display()
    return f"{motion.get_outcome_display()}（{by}），申报现为“{stands}”"


SOURCES = {"motion": Source(prepared_by, "prepared_at", motions_in_words)}
