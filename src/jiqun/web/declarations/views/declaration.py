"""The task list of a declaration."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiqun.core.lifecycle import WITH_OPERATOR
from jiqun.web.declarations import policy
from jiqun.web.declarations.openings import openings_of
from jiqun.web.declarations.pages.tasks import task_list
from jiqun.web.declarations.queries.calls import deadline_of, is_open
from jiqun.web.declarations.queries.corrections import standing_correction
from jiqun.web.declarations.queries.decisions import decision_on
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.declarations.queries.timeline import timeline_of
from jiqun.web.declarations.views.found import person, the_declaration

#: So much of how it went stands on this page.
MOST_EVENTS = 10


@require_safe
def declaration(request: HttpRequest, pk: int) -> HttpResponse:
    found, user = the_declaration(request, pk), person(request)
    decision = decision_on(found)
    own = policy.is_own(user, found)
    events = list(timeline_of(found)[: MOST_EVENTS + 1]) if own else []
    context = {
        "declaration": found,
        "list": task_list(found),
        "deadline": deadline_of(found),
        "in_time": is_open(found),
        "with_operator": found.state in WITH_OPERATOR,
        "editable": policy.may_edit(user, found),
        "correction": standing_correction(found),
        "decision": decision,
        "submission": standing_submission(found) if decision else None,
        "corrected": found.corrections.exists(),
        "may_quit": policy.may_quit(user, found),
        "own": own,
        "events": events[:MOST_EVENTS],
        "more_events": len(events) > MOST_EVENTS,
        "openings": openings_of(found) if own else (),
    }
    return render(request, "declarations/declaration.html", context)
