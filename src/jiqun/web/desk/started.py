"""What somebody has started (我发起的), and how it stands now: an operator what it has filed, a
reviewer what they have prepared for another to sign."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from jiqun.core.lifecycle import State, transition
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_operator
from jiqun.web.audit.models import Event
from jiqun.web.declarations.models import Declaration, Submission
from jiqun.web.declarations.queries.declarations import visible_to
from jiqun.web.review.models import Motion, Outcome
from jiqun.web.review.queries.clocks import moves_of
from jiqun.web.wording import moment


@dataclass(frozen=True, slots=True)
class Started:
    """``stands`` is what has become of it; ``answer`` the words that came back."""

    at: datetime
    label: str
    address: str
    stands: str
    answer: str = ""


def started_by(user: User) -> QuerySet[Any]:
    """The last first."""
    if is_of_operator(user):
        last = Submission.objects.filter(declaration=OuterRef("pk")).order_by("-pk")
        filed = visible_to(user).exclude(state=State.DRAFT)
        numbers = {name: Subquery(last.values(name)[:1]) for name in ("number", "filed_at")}
        return filed.annotate(**numbers).order_by("-filed_at", "-pk")
    motions = Motion.objects.filter(prepared_by=user).order_by("-prepared_at", "-pk")
    return motions.select_related("declaration__unit", "declaration__call", "decided_by__unit")


def in_words(user: User, rows: Iterable[Any]) -> list[Started]:
    if is_of_operator(user):
        return [filed(each) for each in rows]
    return list(prepared(list(cast(Iterable[Motion], rows))))


def filed(declaration: Any) -> Started:
    return Started(
        at=declaration.filed_at,
        label=f"报送：{declaration}（{declaration.number}）",
        address=reverse("declaration", args=[declaration.pk]),
        stands=declaration.get_state_display(),
    )


def prepared(motions: list[Motion]) -> Iterator[Started]:
    declarations = {motion.declaration_id: motion.declaration for motion in motions}
    moves = moves_of(list(declarations.values()))
    for motion in motions:
        declaration = motion.declaration
        yield Started(
            at=motion.prepared_at,
            label=f"拟{label_of(motion, moves.get(declaration.chain, ()))}：{declaration}",
            address=reverse("review", args=[declaration.pk]),
            stands=standing_of(motion, declaration),
            answer=motion.answer,
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
