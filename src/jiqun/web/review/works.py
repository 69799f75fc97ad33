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
from jiqun.web.review.queries.checklist import checklist_of


@dataclass(frozen=True, slots=True)
class Work:
    """``address`` leads to its page; ``told`` says in a few words how far it has come."""

    label: str
    address: str
    told: str = ""
    done: bool = False


#: None where it is not that reader's, or has no place in that stage.
Line: TypeAlias = Callable[[User, Declaration], Work | None]

#: A district has a checklist from taking up on, the bureau once it has what was recommended.
NO_CHECKLIST = {
    Level.DISTRICT: (State.DRAFT, State.FILED),
    Level.BUREAU: (
        State.DRAFT,
        State.FILED,
        State.DISTRICT_REVIEW,
        State.RETURNED_BY_DISTRICT,
        State.NOT_RECOMMENDED,
        State.RECOMMENDED,
    ),
}


def checklist_line(user: User, declaration: Declaration) -> Work | None:
    level, submission = level_of(user), standing_submission(declaration)
    if submission is None or declaration.state in NO_CHECKLIST[level]:
        return None
    found = checklist_of(declaration, submission, level)
    address = reverse("checklist", args=[declaration.pk])
    return Work("审查清单", address, found.told, done=not found.unchecked)


#: In the order in which they are shown; apps that build on the review add theirs when ready.
LINES: list[Line] = [checklist_line]


def works_of(user: User, declaration: Declaration) -> tuple[Work, ...]:
    return tuple(work for line in LINES if (work := line(user, declaration)))
