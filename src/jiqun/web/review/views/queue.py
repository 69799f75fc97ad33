"""What lies before a reviewer."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiqun.core.calendar import unknown_in_words
from jiqun.core.districts import districts
from jiqun.web.accounts.policy import is_of_bureau, is_of_district
from jiqun.web.declarations.models import Call
from jiqun.web.declarations.views.found import person
from jiqun.web.paging import paged
from jiqun.web.review.policy import may_review
from jiqun.web.review.queries.queue import Queue, Sought, queue_of
from jiqun.web.wording import printable

#: So many of each group stand on a page.
A_PAGE = 50
LONGEST_SOUGHT = 100

#: The groups of a queue, as they are headed, in their order.
GROUPS = {
    "mine": "待我办理",
    "ours": "本单位在办",
    "others": "在其他单位",
    "ended": "已办结",
}


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    user = person(request)
    if not may_review(user):
        raise PermissionDenied
    sought = sought_in(request)
    found = queue_of(user, sought)
    context = {
        "groups": [
            (name, heading, paged(request, getattr(found, name), A_PAGE, name))
            for name, heading in GROUPS.items()
        ],
        "sought": sought,
        "districts": districts() if is_of_bureau(user) else (),
        "unknown": unknown_in_words(unknown_years(found)),
        "calls": calls_in(found),
        "of_district": is_of_district(user),
    }
    return render(request, "review/queue.html", context)


def calls_in(found: Queue) -> list[Call]:
    """Those that anything of it was filed in, the last first."""
    cases = (*found.mine, *found.ours, *found.others, *found.ended)
    calls = {case.declaration.call for case in cases}
    return sorted(calls, key=lambda call: (call.opens, call.pk), reverse=True)


def sought_in(request: HttpRequest) -> Sought:
    words = printable(request.GET.get("words", ""))[:LONGEST_SOUGHT]
    return Sought(words, printable(request.GET.get("district", ""))[:LONGEST_SOUGHT])


def unknown_years(found: Queue) -> list[int]:
    cases = (*found.mine, *found.ours, *found.others)
    return sorted({year for case in cases if case.clock for year in case.clock.unknown})
