"""The first page after signing in, and its lists in full."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jiqun.web.accounts import policy
from jiqun.web.accounts.gate import only
from jiqun.web.accounts.models import User
from jiqun.web.accounts.queries.districts import without_unit
from jiqun.web.declarations.policy import may_declare
from jiqun.web.declarations.queries.calls import standings_for
from jiqun.web.declarations.views.found import person
from jiqun.web.doors import open_to_departments
from jiqun.web.inbox import done as doing
from jiqun.web.inbox import started as starting
from jiqun.web.inbox.todo import todos_of
from jiqun.web.paging import paged
from jiqun.web.review.policy import may_review

#: So many stand on the first page.
MOST_TODOS, MOST_STARTED, MOST_DONE = 10, 5, 5
A_PAGE = 20


@open_to_departments
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    user = person(request)
    if policy.is_of_department(user):
        return redirect("granted")
    if not policy.is_admitted(user):
        context: dict[str, Any] = {"unit": user.unit, "may_apply": policy.may_apply(user)}
        return render(request, "desk/waiting.html", context)
    todos = todos_of(user)
    context = {
        "todos": todos[:MOST_TODOS],
        "todo_count": len(todos),
        "started": starting.in_words(starting.started_by(user)[:MOST_STARTED]),
        "done": doing.in_words(user, doing.acts_of(user)[:MOST_DONE]),
        "may_review": may_review(user),
        **beside(user),
    }
    return render(request, "desk/desk.html", context)


def beside(user: User) -> dict[str, Any]:
    """What else stands there: an operator's calls, the districts that the bureau has yet to set
    up."""
    if policy.is_of_operator(user):
        return {
            "standings": standings_for(user),
            "is_operator": True,
            "may_declare": may_declare(user),
        }
    if policy.is_of_bureau(user):
        return {
            "is_bureau": True,
            "without_unit": without_unit(),
            "may_set_up": policy.may_set_up_district(user),
        }
    return {}


@only(policy.takes_part)
@require_safe
def todo(request: HttpRequest) -> HttpResponse:
    found = paged(request, todos_of(person(request)), A_PAGE)
    return render(request, "desk/todo.html", {"found": found})


@only(policy.takes_part)
@require_safe
def started(request: HttpRequest) -> HttpResponse:
    user = person(request)
    found = paged(request, starting.started_by(user), A_PAGE)
    context = {"found": found, "started": starting.in_words(found.rows)}
    return render(request, "desk/started.html", context)


@only(policy.takes_part)
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    user = person(request)
    found = paged(request, doing.acts_of(user), A_PAGE)
    context = {"found": found, "done": doing.in_words(user, found.rows)}
    return render(request, "desk/done.html", context)
