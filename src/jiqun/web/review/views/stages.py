"""The procedure as it is: every stage, and everything that can happen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiqun.core.lifecycle import TERMS, TRANSITIONS, State
from jiqun.web.review.diagram import drawn


@require_safe
def stages(request: HttpRequest) -> HttpResponse:
    context = {
        "diagram": drawn(),
        "rows": list(enumerate(TRANSITIONS, start=1)),
        "terms": [(state, TERMS.get(state)) for state in State],
    }
    return render(request, "review/stages.html", context)
