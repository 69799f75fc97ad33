"""The page of the evidence, and what is done on it: every act answers a script with the pieces of
the page anew, and anybody else with the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from jiqun.core.corrections import EVIDENCE
from jiqun.documents.refused import Refused
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions import evidence as actions
from jiqun.web.declarations.actions.blobs import scan_blob
from jiqun.web.declarations.models import Declaration, EvidenceFile, Origin
from jiqun.web.declarations.queries import evidence as queries
from jiqun.web.declarations.queries.case import case_in
from jiqun.web.declarations.queries.corrections import open_to
from jiqun.web.declarations.queries.draft import draft_of
from jiqun.web.declarations.views.found import closed, own_declaration, person, the_declaration
from jiqun.web.uploads import EvidenceUpload, refuse_too_large
from jiqun.web.wanted import wants_json

NO_CHOICE = "请先选择材料。"
NO_DEMAND = "请先选择要证明的内容。"
NO_FILE = "没有收到文件，请重新选择。"
SMALLER = "请压缩图片、降低扫描精度或拆成几个文件后上传。"
CLOSED = "不能修改佐证材料。"
CUT = "文件没有传完整，可能是网络中断，请重新上传。"


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    declaration = the_declaration(request, pk)
    if wants_json(request):
        return JsonResponse({"pieces": pieces(request, declaration)})
    return render(request, "declarations/evidence.html", context_of(request, declaration))


def pieces(request: HttpRequest, declaration: Declaration) -> str:
    """What changes with every act."""
    context = context_of(request, declaration)
    return render_to_string("declarations/evidence/pieces.html", context, request)


def context_of(request: HttpRequest, declaration: Declaration) -> dict[str, Any]:
    files = queries.files_of(declaration)
    case = case_in(declaration, draft_of(declaration))
    claims = queries.claims_of(case.facts, files, case.listed_demands)
    user = person(request)
    opened = open_to(user, declaration)
    return {
        "declaration": declaration,
        "editable": EVIDENCE in opened,
        "open": opened,
        "files": files,
        "titles": queries.titles(declaration.edition),
        "size": sum(file.blob.size for file in files),
        "gaps": [claim for claim in claims if claim.gap],
        "proved": [claim for claim in claims if claim.claimed and not claim.gap],
        "idle": [claim for claim in claims if claim.idle],
        "choices": queries.choices(declaration.edition, claims, opened),
        "origins": Origin.pairs(),
        "removed": queries.removed_from(declaration) if policy.is_own(user, declaration) else [],
        "limit": settings.EVIDENCE_LIMIT,
        "megabytes": settings.EVIDENCE_LIMIT // settings.MB,
    }


# --- Uploading ------------------------------------------------------------------------------


@csrf_exempt  # only until the upload is received where it shall be; see below
def add(request: HttpRequest, pk: int) -> HttpResponse:
    request.upload_handlers = [EvidenceUpload(request)]
    return receive(request, pk)


@csrf_protect
@require_POST
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    """One file. ``whole`` is sent after it: without that, something is missing."""
    declaration = own_declaration(request, pk)
    if not policy.may_edit(person(request), declaration):
        return refused(request, declaration, closed(declaration, CLOSED), 409)
    try:
        refuse_too_large(request, SMALLER)
    except Refused as why:
        return refused(request, declaration, str(why), 413)
    file = request.FILES.get("file")
    if not request.POST.get("whole"):
        return refused(request, declaration, CUT, 400)
    if file is None:
        return refused(request, declaration, NO_FILE, 422)
    try:
        added = actions.add_evidence(
            declaration.pk, by=person(request), path=Path(file.file.name), name=file.name or ""
        )
    except Refused as why:
        return refused(request, declaration, str(why), 422)
    except PermissionDenied:
        return refused(request, declaration, closed(declaration, CLOSED), 409)
    scan_blob(added.file.blob)
    sentence = told(added)
    if wants_json(request):
        return JsonResponse({"told": sentence, "known": added.known, "number": added.file.number})
    messages.success(request, sentence)
    return redirect("evidence", declaration.pk)


def told(added: actions.Added) -> str:
    file = added.file
    if added.known:
        return f"与材料{file.number}“{file.name}”内容相同，没有重复收取。"
    return f"已收为材料{file.number}。"


def refused(
    request: HttpRequest, declaration: Declaration, sentence: str, status: int
) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"refused": sentence}, status=status)
    context = {**context_of(request, declaration), "refusal": sentence}
    return render(request, "declarations/evidence.html", context, status=status)


# --- Everything else that is done on the page -----------------------------------------------


@require_POST
def describe(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    said = {key: request.POST[key] for key in ("name", "origin", "note") if key in request.POST}
    return act_on(request, pk, file, actions.describe_evidence, **said)


@require_POST
def bind(request: HttpRequest, pk: int) -> HttpResponse:
    """Both the file and what it proves are chosen in the form."""
    file, demand = number(request.POST.get("file", "")), request.POST.get("demand", "")
    if file is None or not demand:
        sentence = NO_DEMAND if file else NO_CHOICE
        return refused(request, own_declaration(request, pk), sentence, 422)
    pages = request.POST.get("pages", "")
    return act_on(request, pk, file, actions.bind_evidence, demand=demand, pages=pages)


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


@require_POST
def unbind(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    demand = request.POST.get("demand", "")
    return act_on(request, pk, file, actions.unbind_evidence, demand=demand)


@require_POST
def remove(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    return act_on(request, pk, file, actions.remove_evidence)


@require_POST
def restore(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    return act_on(request, pk, file, actions.restore_evidence)


@require_POST
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    declaration = own_declaration(request, pk)
    return answer(
        request,
        declaration,
        lambda: actions.arrange_evidence(declaration.pk, by=person(request)),
        redirect("evidence", pk),
    )


def act_on(
    request: HttpRequest, pk: int, file: int, act: Callable[..., object], **said: str
) -> HttpResponse:
    """Without a script one comes back to where one was: the file's own page, or the list."""
    declaration = own_declaration(request, pk)
    found = the_file(request, declaration, file)
    on_its_page = request.POST.get("back") == "file"
    back = redirect("evidence_file", pk, file) if on_its_page else redirect("evidence", pk)
    return answer(request, declaration, lambda: act(found.pk, by=person(request), **said), back)


def the_file(request: HttpRequest, declaration: Declaration, file: int) -> EvidenceFile:
    seen = queries.visible_to(person(request)).filter(declaration=declaration)
    return get_object_or_404(seen, pk=file)


def answer(
    request: HttpRequest, declaration: Declaration, work: Callable[[], object], back: HttpResponse
) -> HttpResponse:
    try:
        work()
    except Refused as why:
        return refused(request, declaration, str(why), 422)
    except PermissionDenied:
        return refused(request, declaration, closed(declaration, CLOSED), 409)
    if wants_json(request):
        return JsonResponse({"pieces": pieces(request, declaration)})
    return back
