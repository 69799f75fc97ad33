"""What there is to work on beside reading: the checklist, the visit, the recommendation …

Each is a line on the page of a declaration, with how far it has come.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from django.urls import reverse

from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration, WaiverStage
from jiqun.web.declarations.policy import may_propose_waiver
from jiqun.web.declarations.queries.waivers import waivers_visible_to


@dataclass(frozen=True, slots=True)
class Work:
    """``address`` leads to its page; ``told`` says in a few words how far it has come."""

    label: str
    address: str
    told: str = ""
    done: bool = False


#: None where it is not that reader's, or has no place in that stage.
Line: TypeAlias = Callable[[User, Declaration], Work | None]


def waivers(user: User, declaration: Declaration) -> Work | None:
    """Where there are any, or one may be prepared."""
    if not (declaration.has_waivers or may_propose_waiver(user, declaration)):
        return None
    known = waivers_visible_to(user).filter(declaration=declaration)
    valid = sum(each.stage is WaiverStage.VALID for each in known)
    address = reverse("declaration_waivers", args=[declaration.pk])
    return Work("豁免", address, f"{len(known)}件，有效{valid}件" if known else "没有")


#: In the order in which they are shown; apps that build on the review add theirs when ready.
LINES: list[Line] = [waivers]


def works_of(user: User, declaration: Declaration) -> tuple[Work, ...]:
    return tuple(work for line in LINES if (work := line(user, declaration)))
