"""What waits for a reviewer: to take up, to review, to sign."""

from collections.abc import Iterator

from django.urls import reverse

from jiqun.core.calendar import Clock
from jiqun.core.lifecycle import State, transition
from jiqun.web.accounts.models import User
from jiqun.web.inbox.todo import Todo
from jiqun.web.review.policy import at_once, may_review
from jiqun.web.review.queries.queue import Case, queue_of

#: So few working days left are urgent.
NEAR = 1

#: What is done to many at once, or once objections are decided on, has lines of its own.
ELSEWHERE = (State.PROPOSED, State.NOTICE, State.OBJECTED)


def to_review(user: User) -> Iterator[Todo]:
    for case in queue_of(user).mine if may_review(user) else ():
        if case.state in ELSEWHERE and case.motion is None:
            continue
        clock = case.clock
        yield Todo(
            label=f"{act_of(user, case)}：{case.declaration}",
            address=reverse("review", args=[case.declaration.pk]),
            told="，".join(told(case)),
            urgent=clock is not None and clock.left <= NEAR,
            until=clock.last_day if clock else None,
        )


def act_of(user: User, case: Case) -> str:
    """“审签退回补正”, “受理”, or what stage it is in."""
    if case.motion:
        step = transition(case.state, case.motion.verb)
        return f"审签{step.label}" if step else "审签"
    return next((step.label for step in at_once(user, case.declaration)), case.state.label)


def told(case: Case) -> Iterator[str]:
    yield f"{case.declaration.unit.name}（{case.declaration.unit.district}）"
    if case.motion:
        yield f"{case.motion.prepared_by.name}拟办"
    if isinstance(case.clock, Clock):
        over, left = case.clock.over, case.clock.left
        yield f"已超期{over}个工作日" if over else f"剩余{left}个工作日"
