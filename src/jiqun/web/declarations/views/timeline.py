"""How a declaration went, in full."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiqun.web.declarations.queries.timeline import timeline_of
from jiqun.web.declarations.views.found import own_declaration
from jiqun.web.paging import paged

A_PAGE = 50


@require_safe
def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    declaration = own_declaration(request, pk)
    found = paged(request, timeline_of(declaration), A_PAGE)
    context = {"declaration": declaration, "found": found}
    return render(request, "declarations/timeline.html", context)
