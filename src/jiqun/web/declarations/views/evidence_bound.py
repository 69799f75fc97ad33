"""The catalogue, and all evidence bound as one PDF, made while one watches."""

import json
import logging
import time
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jiqun.documents.attachments.attachment import FileKind
from jiqun.documents.refused import Refused
from jiqun.web.declarations import bound
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.queries import evidence as queries
from jiqun.web.declarations.views.evidence import wants_json
from jiqun.web.declarations.views.evidence_files import as_download
from jiqun.web.declarations.views.found import the_declaration

log = logging.getLogger(__name__)

#: How often a watcher hears of it, in seconds: so soon it also shows that nobody watches any more.
BETWEEN_LINES = 0.5
FAILED = "装订没有完成，请稍后再试；仍不行请联系管理员。"


class Stopped(Exception):
    """Nobody waits for it any more."""


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
            return lines(order)
        bound.press(order, lambda done, expected: None)
    except Refused as why:
        return catalogue_page(request, declaration, str(why))
    return redirect(address_of(order))


def lines(order: bound.Order) -> StreamingHttpResponse:
    """Not packed: packing would hold the lines back."""
    return StreamingHttpResponse(
        told(order),
        content_type="application/x-ndjson",
        headers={"Content-Encoding": "identity", "X-Accel-Buffering": "no"},
    )


def told(order: bound.Order) -> Iterator[bytes]:
    """Lines as the work goes on in a thread of its own, which ends when nobody takes them."""
    news: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
    stop = Event()
    Thread(target=work, args=(order, news, stop), daemon=True).start()
    try:
        while (line := news.get()) is not None:
            yield json.dumps(line, ensure_ascii=False).encode() + b"\n"
    finally:
        stop.set()


def work(order: bound.Order, news: "SimpleQueue[dict[str, Any] | None]", stop: Event) -> None:
    last = 0.0

    def progress(done: int, expected: int) -> None:
        nonlocal last
        if stop.is_set():
            raise Stopped
        if time.monotonic() - last >= BETWEEN_LINES:
            last = time.monotonic()
            news.put({"done": done, "of": expected})

    try:
        bound.press(order, progress)
        news.put({"address": address_of(order)})
    except Stopped:
        pass
    except Refused as why:
        news.put({"refused": str(why)})
    except Exception:
        log.exception("binding failed")
        news.put({"refused": FAILED})
    finally:
        news.put(None)


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
