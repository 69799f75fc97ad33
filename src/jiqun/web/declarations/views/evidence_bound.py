"""The catalogue, and all evidence bound as one PDF, made while one watches."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jiqun.core.progress import Progress
from jiqun.documents.attachments.attachment import FileKind
from jiqun.documents.refused import Refused
from jiqun.web.declarations.actions import bound
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.queries import evidence as queries
from jiqun.web.declarations.views.evidence_files import as_download
from jiqun.web.declarations.views.found import the_declaration
from jiqun.web.declarations.views.watched import watched
from jiqun.web.wanted import wants_json

FAILED = "装订没有完成，请稍后再试；仍不行请联系管理员。"


@require_safe
def catalogue(request: HttpRequest, pk: int) -> HttpResponse:
    return catalogue_page(request, the_declaration(request, pk))


def catalogue_page(
    request: HttpRequest, declaration: Declaration, refusal: str = ""
) -> HttpResponse:
    entries = queries.catalogue_of(declaration)
    context = {
        "declaration": declaration,
        "entries": entries,
        "pages": sum(e.attachment.pages or 0 for e in entries if e.attachment.kind.bindable),
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "declarations/evidence/catalogue.html", context, status=status)


@require_POST
def bind(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Bind it: a script is told line by line how far it is, as JSON, and where to fetch it; leaving
    ends the work. Anybody else waits and is sent there."""
    declaration = the_declaration(request, pk)
    try:
        order = bound.order(declaration)
        if wants_json(request):
            return watched(lambda progress: pressed(order, progress), FAILED)
        bound.press(order, lambda done, expected: None)
    except Refused as why:
        return catalogue_page(request, declaration, str(why))
    return redirect(address_of(order))


def pressed(order: bound.Order, progress: Progress) -> str:
    bound.press(order, progress)
    return address_of(order)


def address_of(order: bound.Order) -> str:
    return reverse("bound_evidence", args=[order.declaration.pk, order.digest])


@require_safe
def fetch(request: HttpRequest, pk: int, digest: str) -> HttpResponseBase:
    declaration = the_declaration(request, pk)
    try:
        content = bound.place_of(declaration, digest).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return as_download(content, f"{declaration}佐证材料.pdf", FileKind.PDF.media_type)
