"""What acts on declarations and on the calendar were about."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_operator
from jiqun.web.declarations.queries import declarations
from jiqun.web.inbox.done import Subject
from jiqun.web.review.policy import may_keep_calendar
from jiqun.web.review.queries.queue import reviewable


def declarations_named(user: User, numbers: Sequence[str]) -> Iterator[tuple[int, Subject]]:
    """An operator's own; a reviewer's, once they were filed."""
    own = is_of_operator(user)
    every = declarations.visible_to(user) if own else reviewable(user)
    for each in every.filter(pk__in=numbers):
        page = "declaration" if own else "review"
        yield each.pk, Subject(str(each), reverse(page, args=[each.pk]))


def calendar_named(user: User, numbers: Sequence[str]) -> Iterator[tuple[str, Subject]]:
    """There is but one."""
    yield "", Subject("工作日历", reverse("calendar") if may_keep_calendar(user) else "")
