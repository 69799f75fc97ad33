"""What there is to work on beside reading: the checklist, the visit, the recommendation …

Each is a line on the page of a declaration, with how far it has come.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from django.urls import reverse

from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration


@dataclass(frozen=True, slots=True)
class Work:
    """``address`` leads to its page; ``told`` says in a few words how far it has come."""

    label: str
    address: str
    told: str = ""
    done: bool = False


#: None where it is not that reader's, or has no place in that stage.
Line: TypeAlias = Callable[[User, Declaration], Work | None]


def shared_firms(user: User, declaration: Declaration) -> Work:
    """How many there are only its own page says: that takes every roster of the call."""
    return Work("重复企业", reverse("duplicates", args=[declaration.pk]))


def beside_others(user: User, declaration: Declaration) -> Work:
    address = reverse("call_peers", args=[declaration.call_id])
    return Work("同类比较", f"{address}?beside={declaration.pk}")


#: In the order in which they are shown; apps that build on the review add theirs when ready.
LINES: list[Line] = [beside_others, shared_firms]


def works_of(user: User, declaration: Declaration) -> tuple[Work, ...]:
    return tuple(work for line in LINES if (work := line(user, declaration)))
