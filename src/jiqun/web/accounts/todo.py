"""What waits for a district: the units that have applied."""

from collections.abc import Iterator

from django.urls import reverse

from jiqun.web.accounts import policy
from jiqun.web.accounts.models import User
from jiqun.web.accounts.queries import units
from jiqun.web.inbox.todo import Todo
from jiqun.web.wording import moment


def to_admit(user: User) -> Iterator[Todo]:
    for unit in units.waiting(user) if policy.may_see_operators(user) else ():
        yield Todo(
            label=f"准入：{unit.name}",
            address=reverse("operator", args=[unit.pk]),
            told=f"{moment(unit.created)}登记，联系人{unit.contact}　{unit.phone}",
        )
