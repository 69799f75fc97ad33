"""What is to be corrected, point by point, and the answers to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jiqun.core.corrections import EVIDENCE, REASONS, ROSTER
from jiqun.documents.refused import Refused
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.draft import Conflict, save_changes
from jiqun.web.declarations.models import Correction, Declaration, Point
from jiqun.web.declarations.pages.blocks import anchor_of
from jiqun.web.declarations.pages.disputes import in_dispute
from jiqun.web.declarations.pages.shown import called, in_words
from jiqun.web.declarations.pages.tasks import part_address
from jiqun.web.declarations.queries.corrections import corrections_of
from jiqun.web.declarations.queries.draft import Draft, Typed, draft_of, stood_at
from jiqun.web.declarations.views.found import base_in, person, the_declaration

CONFLICT, UNPROCESSABLE = 409, 422


@dataclass(frozen=True, slots=True)
class Shown:
    """A point with where it is to be mended, and what stood and stands there."""

    point: Point
    called: str
    address: str
    is_cell: bool
    was: str
    now: str
    answer: str


@require_http_methods(["GET", "HEAD", "POST"])
def corrections(request: HttpRequest, pk: int) -> HttpResponse:
    declaration = the_declaration(request, pk)
    if request.method != "POST":
        return corrections_page(request, declaration)
    user = person(request)
    if not policy.may_edit(user, declaration):
        raise PermissionDenied
    base = base_in(request.POST)
    written = answers_written(request, declaration, base)
    try:
        saved = save_changes(declaration.pk, by=user, base=base, typed=written)
    except Refused as why:
        return corrections_page(request, declaration, written, refusal=str(why))
    if saved.conflicts:
        return corrections_page(request, declaration, written, conflicts=saved.conflicts)
    messages.success(request, "答复已保存。")
    return redirect("corrections", pk)


def answers_written(
    request: HttpRequest, declaration: Declaration, base: int
) -> Mapping[str, Typed]:
    """Only those that were changed on the page; the other boxes show what others wrote."""
    standing = standing_in(list(corrections_of(declaration)))
    keys = [point.answer_key for point in standing.points.all()] if standing else []
    taken = {key: request.POST[key].strip() or None for key in keys if key in request.POST}
    known = stood_at(declaration, base, taken)
    return {key: text for key, text in taken.items() if text != known[key]}


def standing_in(found: list[Correction]) -> Correction | None:
    return next((each for each in found if not each.answered_by and not each.lapsed_at), None)


def corrections_page(
    request: HttpRequest,
    declaration: Declaration,
    written: Mapping[str, Typed] | None = None,
    *,
    refusal: str = "",
    conflicts: tuple[Conflict, ...] = (),
) -> HttpResponse:
    """What was ``written`` and not kept stays in its box."""
    found, draft = list(corrections_of(declaration)), draft_of(declaration)
    standing = standing_in(found)
    asked = tuple(shown(declaration, draft, standing, written or {})) if standing else ()
    places = declaration.edition.places
    context = {
        "declaration": declaration,
        "editable": policy.may_edit(person(request), declaration),
        "version": draft.version,
        "standing": standing,
        "asked": asked,
        "cells": sum(key in places for key in standing.opened) if standing else 0,
        "blank": sum(not each.answer for each in asked),
        "earlier": [each for each in found if each != standing],
        "refusal": refusal,
        "disputes": tuple(in_dispute(declaration.edition, conflicts)),
    }
    status = CONFLICT if conflicts else UNPROCESSABLE if refusal else 200
    return render(request, "declarations/corrections.html", context, status=status)


def shown(
    declaration: Declaration, draft: Draft, standing: Correction, written: Mapping[str, Typed]
) -> Iterator[Shown]:
    edition, filed = declaration.edition, standing.submission.facts
    for point in standing.points.all():
        answer = written.get(point.answer_key, draft.typed.get(point.answer_key))
        is_cell = point.key in edition.places
        yield Shown(
            point=point,
            called=called(edition, point.key),
            address=address_of_point(declaration, point.key),
            is_cell=is_cell,
            was=in_words(edition, point.key, filed.get(point.key)) if is_cell else "",
            now=in_words(edition, point.key, draft.typed.get(point.key)) if is_cell else "",
            answer=str(answer or ""),
        )


def address_of_point(declaration: Declaration, key: str) -> str:
    """Where it is to be mended."""
    if key == ROSTER:
        return reverse("roster", args=[declaration.pk])
    if key.startswith(EVIDENCE):
        claim = key.removeprefix(EVIDENCE)
        return f"{reverse('evidence', args=[declaration.pk])}#claim-{claim}"
    if key.startswith(REASONS):
        return f"{reverse('check', args=[declaration.pk])}#reason-{key.removeprefix(REASONS)}"
    part = part_address(declaration, key)
    return f"{part}#{anchor_of(key)}" if part else ""
