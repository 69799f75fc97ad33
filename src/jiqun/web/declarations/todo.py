"""What waits for an operator: its drafts until their deadline, and what was returned to it; and for
the bureau: the waivers that were asked for."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.timezone import localdate

from jiqun.core.lifecycle import RETURNED, WITH_OPERATOR, State
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.declarations import policy
from jiqun.web.declarations.models import Correction, Declaration, Waiver
from jiqun.web.declarations.queries.calls import deadline_of
from jiqun.web.declarations.queries.corrections import standing
from jiqun.web.declarations.queries.declarations import visible_to
from jiqun.web.declarations.queries.waivers import waivers_visible_to
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


def waivers_of_bureau(user: User) -> Iterator[Todo]:
    """Those asked for, to who prepares; those that others have prepared, to who signs."""
    undecided = waivers_visible_to(user).filter(signed_at=None, refused_at=None)
    undecided = undecided.prefetch_related("declaration__call__terms")
    if policy.may_prepare_waiver(user):
        for waiver in undecided.filter(prepared_at=None):
            yield to_waive("办理豁免", waiver)
    if policy.may_decide_on_waiver(user):
        for waiver in undecided.exclude(prepared_at=None).exclude(prepared_by=user):
            yield to_waive("审签豁免", waiver)


def to_waive(act: str, waiver: Waiver) -> Todo:
    """Before the operator can file no more."""
    declaration, by = waiver.declaration, waiver.prepared_by
    deadline = deadline_of(declaration) if declaration.state in WITH_OPERATOR else None
    told = f"{by.name}拟办" if by else f"{declaration.unit.name}（{declaration.unit.district}）申请"
    return Todo(
        label=f"{act}：{declaration}，{waiver.rule}",
        address=reverse("waiver", args=[waiver.pk]),
        told=f"{told}，{moment(deadline)}报送截止" if deadline else told,
        urgent=deadline is not None and deadline - clock.now() <= NEAR,
        until=localdate(deadline) if deadline else None,
    )
