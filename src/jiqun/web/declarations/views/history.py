"""How one field came to be as it is, and back to what it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from jiqun.core.form import Edition
from jiqun.documents.refused import Refused
from jiqun.web.declarations.actions.draft import Conflict, restore
from jiqun.web.declarations.models import Change, Declaration
from jiqun.web.declarations.pages.shown import called, in_words, is_key
from jiqun.web.declarations.pages.tasks import part_address
from jiqun.web.declarations.queries.corrections import open_to
from jiqun.web.declarations.queries.draft import Typed, history_of
from jiqun.web.declarations.views.found import base_in, own_declaration, person

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Step:
    """One change, in words; ``offered`` if its old value may be put back."""

    pk: int
    by: str
    at: datetime
    source: str
    old: str
    new: str
    offered: bool


@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest, pk: int) -> HttpResponse:
    declaration, key = own_declaration(request, pk), request.GET.get("key", "")
    if not is_key(declaration.edition, key):
        raise Http404
    if request.method != "POST":
        return history_page(request, declaration, key)
    chosen = request.POST.get("change", "")
    change = get_object_or_404(history_of(declaration, key), pk=chosen if chosen.isdecimal() else 0)
    try:
        base, user = base_in(request.POST), person(request)
        saved = restore(declaration.pk, by=user, base=base, change=change)
    except Refused as why:  # a rule that is no more
        messages.error(request, str(why))
        return history_page(request, declaration, key)
    if saved.conflicts:
        return history_page(request, declaration, key, saved.conflicts[0])
    messages.success(request, "已恢复。")
    return redirect(f"{reverse('history', args=[pk])}?{urlencode({'key': key})}")


def history_page(
    request: HttpRequest, declaration: Declaration, key: str, conflict: Conflict | None = None
) -> HttpResponse:
    edition = declaration.edition
    changes = list(history_of(declaration, key))
    editable = key in open_to(person(request), declaration)
    now = changes[0].new if changes else None
    context = {
        "declaration": declaration,
        "key": key,
        "called": called(edition, key),
        "now": in_words(edition, key, now),
        "version": changes[0].version if changes else 0,
        "steps": tuple(steps(edition, changes, now, editable=editable)),
        "conflict": conflict,
        "part": part_address(declaration, key),
    }
    status = CONFLICT if conflict else 200
    return render(request, "declarations/history.html", context, status=status)


def steps(edition: Edition, changes: list[Change], now: Typed, *, editable: bool) -> Iterator[Step]:
    for change in changes:
        yield Step(
            pk=change.pk,
            by=change.by.signature,
            at=change.at,
            source=change.get_source_display(),
            old=in_words(edition, change.key, change.old),
            new=in_words(edition, change.key, change.new),
            offered=editable and change.old != now,
        )
