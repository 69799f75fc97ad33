"""What there is to work on beside reading: the checklist, the visit, the recommendation …

Each is a line on the page of a declaration, with how far it has come.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from django.urls import reverse

from jiqun.core.lifecycle import Level, State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.review.policy import level_of
from jiqun.web.review.queries.visits import standing_of
from jiqun.web.review.visiting import told


@dataclass(frozen=True, slots=True)
class Work:
    """``address`` leads to its page; ``told`` says in a few words how far it has come."""

    label: str
    address: str
    told: str = ""
    done: bool = False


#: None where it is not that reader's, or has no place in that stage.
Line: TypeAlias = Callable[[User, Declaration], Work | None]


def of_visit(user: User, declaration: Declaration) -> Work | None:
    """The district's own, from the time when it may begin; the bureau reads what is closed."""
    submission = standing_submission(declaration)
    if submission is None or declaration.state == State.FILED:
        return None
    standing = standing_of(declaration, submission)
    of_bureau = level_of(user) is Level.BUREAU
    if standing.closed is None and (of_bureau or declaration.state != State.DISTRICT_REVIEW):
        return None
    address = reverse("visit", args=[declaration.pk])
    sentence = "已办结" if of_bureau else told(standing).removesuffix("。")
    return Work("实地核查", address, sentence, done=standing.counts)


#: In the order in which they are shown; apps that build on the review add theirs when ready.
LINES: list[Line] = [of_visit]


def works_of(user: User, declaration: Declaration) -> tuple[Work, ...]:
    return tuple(work for line in LINES if (work := line(user, declaration)))
