"""Look at evidence, page by page with one's own name across it; fetch it as it was handed in."""

from collections.abc import Container
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiqun.core.corrections import EVIDENCE
from jiqun.documents.attachments.attachment import FileKind, fitting_name
from jiqun.web.declarations.models import Declaration, EvidenceFile, Quarantine
from jiqun.web.declarations.models.evidence import evidence_storage
from jiqun.web.declarations.queries import evidence as queries
from jiqun.web.declarations.queries.corrections import open_to
from jiqun.web.declarations.queries.draft import draft_of
from jiqun.web.declarations.views.evidence import number, the_file
from jiqun.web.declarations.views.found import person, the_declaration
from jiqun.web.declarations.views.pictures import mark_of, picture_answer

PAGES_AT_ONCE = 30


@require_safe
def file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file with its pages, and what it is bound to."""
    declaration = the_declaration(request, pk)
    found = the_file(request, declaration, file)
    first = number(request.GET.get("from", "")) or 1
    opened = open_to(person(request), declaration)
    context = {
        "declaration": declaration,
        "file": found,
        "removed": found.removed_at is not None,
        "editable": EVIDENCE in opened and found.removed_at is None,
        "open": opened,
        "titles": queries.titles(declaration.edition),
        "choices": choices(declaration, opened),
        **pages(found, first),
    }
    return render(request, "declarations/evidence/file.html", context)


def choices(
    declaration: Declaration, opened: Container[str]
) -> list[tuple[str, list[tuple[str, str]]]]:
    facts = draft_of(declaration).facts
    claims = queries.claims_of(facts, queries.files_of(declaration))
    return queries.choices(declaration.edition, claims, opened)


def pages(found: EvidenceFile, first: int) -> dict[str, Any]:
    """Which pages are shown from ``first`` on; none of what has none, or is in quarantine."""
    kind, count = FileKind(found.blob.kind), found.blob.pages or 0
    if not kind.bindable or found.blob.state != Quarantine.CLEAN:
        return {"pages": (), "count": 0}
    last = min(count, first + PAGES_AT_ONCE - 1)
    return {
        "pages": range(first, last + 1),
        "count": count,
        "earlier": max(1, first - PAGES_AT_ONCE) if first > 1 else None,
        "later": last + 1 if last < count else None,
    }


def clean_file(request: HttpRequest, pk: int, file: int) -> EvidenceFile:
    """One that may be looked at: 404 also for what is in quarantine."""
    found = the_file(request, the_declaration(request, pk), file)
    if found.blob.state != Quarantine.CLEAN:
        raise Http404
    return found


@require_safe
def picture(request: HttpRequest, pk: int, file: int, page: int) -> HttpResponse:
    found = clean_file(request, pk, file)
    return picture_answer(found.blob, page, mark_of(person(request)))


@require_safe
def download(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    found = clean_file(request, pk, file)
    kind = FileKind(found.blob.kind)
    return as_download(
        evidence_storage().open(found.blob.place),
        fitting_name(found.name, kind),
        kind.media_type,
    )


def as_download(content: Any, name: str, media_type: str) -> FileResponse:
    """For saving, never for showing; and not packed again, so that its length is known."""
    return FileResponse(
        content,
        as_attachment=True,
        filename=name,
        content_type=media_type,
        headers={"Content-Encoding": "identity", "X-Content-Type-Options": "nosniff"},
    )
