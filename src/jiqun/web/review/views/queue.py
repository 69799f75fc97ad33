"""What lies before a reviewer."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiqun.core.calendar import unknown_in_words
from jiqun.web.accounts.policy import is_of_district
from jiqun.web.declarations.models import Call
from jiqun.web.declarations.views.found import person
from jiqun.web.review.policy import may_review
from jiqun.web.review.queries.queue import Queue, queue_of


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    user = person(request)
    if not may_review(user):
        raise PermissionDenied
    found = queue_of(user)
    context = {
        "queue": found,
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


def unknown_years(found: Queue) -> list[int]:
    cases = (*found.mine, *found.ours, *found.others)
    return sorted({year for case in cases if case.clock for year in case.clock.unknown})
