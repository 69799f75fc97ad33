"""The page of a part, and saving what is typed there."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jiqun.documents.refused import Refused
from jiqun.web.checks.layout import heading_of
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.draft import Conflict, RefusedKeys, save_changes
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.pages.sheet import (
    SLUGS,
    blocks,
    computed_in,
    limit_of,
    marks,
    wrong_on,
)
from jiqun.web.declarations.queries.case import examined
from jiqun.web.declarations.queries.corrections import (
    open_to,
    points_by_key,
    standing_correction,
)
from jiqun.web.declarations.queries.draft import Draft, Typed, draft_from, draft_of
from jiqun.web.declarations.views.found import closed, person, the_declaration

CLOSED = "不能修改；您刚才填的内容没有保存，仍在本机。"
MALFORMED = "保存的内容不完整，请刷新页面后重试；已填的内容仍保留在本机。"


@require_safe
def part(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    declaration = the_declaration(request, pk)
    if slug not in SLUGS:
        raise Http404
    edition, number = declaration.edition, SLUGS[slug]
    draft, user = draft_of(declaration), person(request)
    correction = standing_correction(declaration)
    context = {
        "heading": heading_of(edition, number),
        "limit": limit_of(edition, number),
        "slug": slug,
        "blocks": blocks(edition.id, number),
        "draft": draft,
        "typed": draft.typed,
        "editable": policy.may_edit(user, declaration),
        "own": policy.is_own(user, declaration),
        "open": open_to(user, declaration),
        "points": points_by_key(correction),
        "cell_template": "declarations/blocks/cell.html",
        "notes_template": "declarations/blocks/points.html" if correction else "",
        "steps": [(each, heading_of(edition, number)) for each, number in SLUGS.items()],
        "next": next_slug(slug),
        **beside(declaration, draft, number),
    }
    return render(request, "declarations/part.html", context)


def next_slug(slug: str) -> str:
    """The part after this one; "" after the last."""
    slugs = [*SLUGS, ""]
    return slugs[slugs.index(slug) + 1]


def beside(declaration: Declaration, draft: Draft, number: str) -> dict[str, Any]:
    """What follows from what is filled in."""
    edition, seen = declaration.edition, examined(declaration, draft)
    wrong = wrong_on(edition, number, seen)
    return {
        "declaration": declaration,
        "findings": wrong,
        "marks": marks([each.finding for each in wrong]),
        "computed": tuple(computed_in(seen.case.figures, number)),
    }


@require_POST
def save(request: HttpRequest, pk: int) -> JsonResponse:
    """Save keys sent as JSON: ``base``, ``window``, ``slug`` of the page, and ``typed``. Answers
    with what is kept, what others did meanwhile, and what now follows; or why not, and for which
    ``keys`` where it is only about some."""
    try:
        sent = received(request.body)
        saved = save_changes(
            pk,
            by=person(request),
            base=sent["base"],
            typed=sent["typed"],
            window=sent["window"],
        )
    except Refused as why:
        the_declaration(request, pk)  # whoever must not know of it does not hear why either
        keys = {"keys": why.keys} if isinstance(why, RefusedKeys) else {}
        return JsonResponse({"refused": str(why), **keys}, status=422)
    except (PermissionDenied, Declaration.DoesNotExist):
        return JsonResponse({"refused": closed(the_declaration(request, pk), CLOSED)}, status=409)
    draft = draft_from(saved.declaration.edition, saved.typed, saved.version)
    context = beside(saved.declaration, draft, SLUGS[sent["slug"]])
    return JsonResponse(
        {
            "version": saved.version,
            "kept": saved.kept,
            "others": saved.others,
            "conflicts": [as_json(conflict) for conflict in saved.conflicts],
            "marks": {key: [rank] for key, rank in context["marks"].items()},
            "beside": render_to_string("declarations/beside.html", context),
        }
    )


def received(body: bytes) -> dict[str, Any]:
    """The body of a save. Raises ``Refused`` for what our pages never send."""
    try:
        sent = json.loads(body)
        base, typed, slug = sent["base"], sent["typed"], sent["slug"]
        window = str(sent.get("window", ""))[:40]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused(MALFORMED) from None
    whole = isinstance(base, int) and isinstance(typed, dict) and slug in SLUGS
    if not whole or not all(is_typed(value) for value in typed.values()):
        raise Refused(MALFORMED)
    return {"base": base, "typed": typed, "slug": slug, "window": window}


def is_typed(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return value is None or isinstance(value, str)


def as_json(conflict: Conflict) -> dict[str, Typed]:
    return {
        "key": conflict.key,
        "yours": conflict.yours,
        "theirs": conflict.theirs,
        "by": conflict.by,
        "at": f"{timezone.localtime(conflict.at):%H:%M}",
    }
