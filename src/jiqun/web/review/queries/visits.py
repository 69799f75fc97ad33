"""How the visit of a declaration stands: whether it counts for what was filed last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_district
from jiqun.web.declarations.models import Declaration, Submission
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.review.models import Conclusion, Motion, Result, Visit, VisitItem
from jiqun.web.review.queries.filed import filed_in

#: A kind of thing, and its key.
Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """``open`` is under way, ``closed`` was closed last; ``items`` are what was checked, each as it
    was checked last, ``changed`` those of them that were filed otherwise since."""

    submission: Submission
    open: Visit | None
    closed: Visit | None
    items: Mapping[Key, VisitItem]
    changed: tuple[Key, ...]

    @property
    def last(self) -> Visit | None:
        return self.open or self.closed

    @property
    def outdated(self) -> bool:
        """Is what is under way of an earlier submission?"""
        return self.open is not None and self.open.submission_id != self.submission.pk

    @property
    def fails(self) -> bool:
        return self.closed is not None and self.closed.conclusion == Conclusion.FAILS

    @property
    def is_of_now(self) -> bool:
        """Was the last closed one of what stands filed?"""
        return self.closed is not None and self.closed.submission_id == self.submission.pk

    @property
    def counts(self) -> bool:
        """Is it good for a recommendation?"""
        return not (self.open or self.closed is None or self.changed or self.fails)

    @property
    def in_vain(self) -> bool:
        return self.open is None and self.fails and self.is_of_now

    @property
    def may_begin(self) -> bool:
        """Is there something to go and look at?"""
        return self.open is None and not self.counts and not self.in_vain

    @property
    def to_check_again(self) -> tuple[Key, ...]:
        """What a further visit is about: what has changed, and if it did not hold the last time,
        what did not agree; everything, where all agreed and yet it did not hold."""
        wrong = tuple(
            k for k, item in self.items.items() if self.fails and item.result != Result.AGREES
        )
        again = tuple(dict.fromkeys((*self.changed, *wrong)))
        return again or (tuple(self.items) if self.fails else ())


def standing_of(declaration: Declaration, submission: Submission) -> Standing:
    people = ("begun_by__unit", "closed_by__unit", "submission", "drawn_from")
    visits = list(declaration.visits.select_related(*people).prefetch_related("items"))
    closed = [visit for visit in visits if visit.is_closed]
    under_way = next((visit for visit in visits if not visit.is_closed), None)
    items = {(item.kind, item.key): (item, v) for v in closed for item in v.items.all()}
    return Standing(
        submission,
        under_way,
        closed[-1] if closed else None,
        {key: item for key, (item, _) in items.items()},
        changed_in({key: visit.submission for key, (_, visit) in items.items()}, submission),
    )


def changed_in(seen: Mapping[Key, Submission], now: Submission) -> tuple[Key, ...]:
    """Which of the things were filed otherwise when they were looked at."""
    known = {each.pk: filed_in(each) for each in seen.values() if each.pk != now.pk}
    if not known:
        return ()
    filed = filed_in(now)
    return tuple(
        key
        for key, then in seen.items()
        if then.pk in known and known[then.pk].value(*key) != filed.value(*key)
    )


def visits_visible_to(user: User, declaration: Declaration) -> Sequence[Visit]:
    """Its district's officers see what is under way, the bureau only what is closed."""
    visits = declaration.visits.select_related("submission", "drawn_from", "closed_by__unit")
    if not is_of_district(user):
        visits = visits.exclude(closed_at=None)
    return list(visits.order_by("-pk"))


def of_visit(declaration: Declaration, motion: Motion | None) -> Mapping[str, Any]:
    """What a recommendation needs to know of it, and nothing else does."""
    if declaration.state != State.DISTRICT_REVIEW:
        return {}
    submission = standing_submission(declaration)
    if submission is None:
        return {}
    standing = standing_of(declaration, submission)
    return {"visited": standing.counts, "visited_in_vain": standing.in_vain}
