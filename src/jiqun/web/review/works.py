"""What there is to work on beside reading: the checklist, the visit, the recommendation …

Each is a line on the page of a declaration, with how far it has come.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from django.urls import reverse

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_district
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.queries.recommendations import recommendation_of


@dataclass(frozen=True, slots=True)
class Work:
    """``address`` leads to its page; ``told`` says in a few words how far it has come."""

    label: str
    address: str
    told: str = ""
    done: bool = False


#: None where it is not that reader's, or has no place in that stage.
Line: TypeAlias = Callable[[User, Declaration], Work | None]


def recommendation_line(user: User, declaration: Declaration) -> Work | None:
    """The district writes it; the bureau knows of it once it is signed."""
    found = recommendation_of(declaration)
    if found and found.signed_at:
        return Work("推荐意见", reverse("recommended", args=[declaration.pk]), "已审签", done=True)
    if not is_of_district(user) or declaration.state != State.DISTRICT_REVIEW:
        return None
    told = "还没有写"
    if found and found.opinion:
        told = "已填写，已上传盖章件" if found.sealed else "已填写，待盖章上传"
    return Work("推荐意见", reverse("recommendation", args=[declaration.pk]), told)


#: In the order in which they are shown; apps that build on the review add theirs when ready.
LINES: list[Line] = [recommendation_line]


def works_of(user: User, declaration: Declaration) -> tuple[Work, ...]:
    return tuple(work for line in LINES if (work := line(user, declaration)))
