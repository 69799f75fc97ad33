"""What waits for an operator: its drafts until their deadline, and what was returned to it."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.timezone import localdate

from jiqun.core.lifecycle import RETURNED, State
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.declarations import policy
from jiqun.web.declarations.models import Correction, Declaration
from jiqun.web.declarations.queries.calls import deadline_of
from jiqun.web.declarations.queries.corrections import standing
from jiqun.web.declarations.queries.declarations import visible_to
from jiqun.web.inbox.todo import Todo
from jiqun.web.wording import moment

#: A deadline so near is urgent.
NEAR = timedelta(days=3)


def of_operator(user: User) -> Iterator[Todo]:
    if policy.may_declare(user):
        yield from drafts(user)
        yield from returned(user)


def drafts(user: User) -> Iterator[Todo]:
    """Those that can be filed still."""
    for declaration in visible_to(user).filter(state=State.DRAFT):
        deadline = deadline_of(declaration)
        if clock.now() <= deadline:
            yield Todo(
                label=f"填报：{declaration}",
                address=reverse("declaration", args=[declaration.pk]),
                told=f"请于{moment(deadline)}前报送",
                urgent=deadline - clock.now() <= NEAR,
                until=localdate(deadline),
            )


def returned(user: User) -> Iterator[Todo]:
    """Also when it is late: whoever returned it waits."""
    asked = Prefetch("corrections", standing(), to_attr="asked")
    for declaration in visible_to(user).filter(state__in=RETURNED).prefetch_related(asked):
        yield from (to_correct(declaration, correction) for correction in declaration.asked)


def to_correct(declaration: Declaration, correction: Correction) -> Todo:
    late = clock.now() > correction.due
    by = f"{correction.returned_by.signature}退回，"
    until = moment(correction.due)
    return Todo(
        label=f"补正：{declaration}",
        address=reverse("corrections", args=[declaration.pk]),
        told=f"{by}应于{until}前补正，已经逾期" if late else f"{by}请于{until}前补正并重新报送",
        urgent=correction.due - clock.now() <= NEAR,
        until=localdate(correction.due),
    )
