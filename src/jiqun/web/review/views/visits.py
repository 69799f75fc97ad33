"""The record of a visit: filled in where one stands, read by the bureau, printed."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiqun.core.lifecycle import State
from jiqun.documents.attachments.attachment import FileKind, fitting_name
from jiqun.documents.refused import Refused
from jiqun.web.declarations.actions.blobs import scan_blob
from jiqun.web.declarations.models import Declaration, Quarantine, Submission
from jiqun.web.declarations.models.evidence import evidence_storage
from jiqun.web.declarations.views.evidence import number
from jiqun.web.declarations.views.evidence_files import as_download
from jiqun.web.declarations.views.found import person
from jiqun.web.declarations.views.pictures import mark_of, picture_answer
from jiqun.web.downloads import as_file
from jiqun.web.review import policy
from jiqun.web.review.actions.visit_answers import HEAD, save_visit
from jiqun.web.review.actions.visit_photos import add_photo, remove_photo
from jiqun.web.review.actions.visits import add_item, begin_visit, close_visit
from jiqun.web.review.models import Conclusion, Result, Visit, VisitPhoto
from jiqun.web.review.queries.visits import standing_of, visits_visible_to
from jiqun.web.review.views.found import reviewed
from jiqun.web.review.views.review import pending_motion
from jiqun.web.review.visit_record import write_record
from jiqun.web.review.visiting import (
    addable,
    answers_in,
    marks_in,
    photos_of,
    sheet_of,
    told,
    typed_in,
)
from jiqun.web.telling import told as telling
from jiqun.web.uploads import EvidenceUpload, received_file, refuse_too_large

NO_PHOTO = "请选择照片或PDF文件。"
SMALLER = "请分几次上传，或把照片调小后上传。"
SAVED = "已保存。"
NOT_CLOSED, NOT_SAVED = "已保存，还不能办结", "没有保存"


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        return save(request, *visiting(request, pk))
    return page(request, *reviewed(request, pk))


def visiting(request: HttpRequest, pk: int) -> tuple[Declaration, Submission]:
    """For whoever goes and looks; the others only read."""
    declaration, submission = reviewed(request, pk)
    if not policy.may_visit(person(request), declaration):
        raise PermissionDenied
    return declaration, submission


def save(request: HttpRequest, declaration: Declaration, submission: Submission) -> HttpResponse:
    """What was typed is saved before it is asked whether anything is missing."""
    by, typed = person(request), request.POST
    found = get_object_or_404(declaration.visits, pk=number(typed.get("visit", "")) or 0)
    heading, keeps = NOT_SAVED, True
    try:
        save_visit(
            found.pk,
            by=by,
            head=typed_in(typed, HEAD, ""),
            answers=answers_in(typed, found),
            marks=marks_in(typed),
        )
        heading, keeps = NOT_CLOSED, False
        if typed.get("act") == "close":
            close_visit(found.pk, by=by)
    except Refused as why:
        refused: dict[str, Any] = {"refusal": str(why), "heading": heading}
        return page(request, declaration, submission, typing=keeps, **refused)
    messages.success(request, "实地核查已办结。" if typed.get("act") == "close" else SAVED)
    return redirect(reverse("visit", args=[declaration.pk]) + where(typed))


def where(typed: QueryDict) -> str:
    """Back to the part whose button was pressed: the page is long on a telephone."""
    group = number(typed.get("at", ""))
    return f"#group-{group}" if group else ""


def page(
    request: HttpRequest,
    declaration: Declaration,
    submission: Submission,
    *,
    typing: bool = False,
    **refused: str,
) -> HttpResponse:
    """The visit asked for, or the last. One that was typed in is shown as a form in any case."""
    user = person(request)
    visits = visits_visible_to(user, declaration)
    asked = number(request.GET.get("visit", ""))
    shown = next((v for v in visits if asked in (None, v.pk)), None)
    if asked and shown is None:
        raise Http404
    standing = standing_of(declaration, submission)
    own = policy.may_visit(user, declaration)
    pending = pending_motion(declaration)
    acting = own and declaration.state == State.DISTRICT_REVIEW and pending is None
    writable = acting and shown == standing.open and shown is not None and not standing.outdated
    context = {
        "declaration": declaration,
        "standing": standing,
        "told": told(standing) if visits or policy.level_of(user).value == "district" else "",
        "pending": pending if own and standing.open else None,
        "visit": shown,
        "earlier": [each for each in visits if each != shown],
        "sheet": sheet_of(shown, request.POST if typing else None) if shown else None,
        "photos": photos_of(shown) if shown else (),
        "addable": addable(shown) if shown and writable else (),
        "editable": writable or typing,
        "writable": writable,
        "may_begin": acting and standing.may_begin,
        "may_carry_over": acting and standing.outdated,
        "results": Result.pairs(),
        "conclusions": Conclusion.pairs(),
        "limit": settings.EVIDENCE_LIMIT,
        **refused,
    }
    return render(request, "review/visit.html", context, status=422 if refused else 200)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    declaration, _ = visiting(request, pk)
    with telling(request, "已开始核查，核查内容见下表。"):
        begin_visit(declaration.pk, by=person(request))
    return redirect("visit", pk)


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    declaration, _ = visiting(request, pk)
    found = the_open_visit(declaration)
    with telling(request, "已加入核查内容。"):
        kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
        add_item(found.pk, by=person(request), kind=kind, key=key)
    return redirect("visit", pk)


def the_open_visit(declaration: Declaration) -> Visit:
    return get_object_or_404(declaration.visits, closed_at=None)


# --- Photographs ----------------------------------------------------------------------------


@csrf_exempt  # only until the upload is received where it shall be; see below
def upload_photo(request: HttpRequest, pk: int) -> HttpResponse:
    request.upload_handlers = [EvidenceUpload(request)]
    return receive_photo(request, pk)


@csrf_protect
@require_POST
def receive_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """One or several, each with the same caption."""
    declaration, submission = visiting(request, pk)
    found = the_open_visit(declaration)
    try:
        refuse_too_large(request, SMALLER)
        received_file(request, "photo", missing=NO_PHOTO, advice=SMALLER)
        caption, files = request.POST.get("caption", ""), request.FILES.getlist("photo")
        for file in files:
            path, name = Path(file.file.name), file.name or ""
            photo = add_photo(found.pk, by=person(request), path=path, name=name, caption=caption)
            scan_blob(photo.blob)
    except Refused as why:
        refused: dict[str, Any] = {"refusal": str(why), "heading": "照片没有收取"}
        return page(request, declaration, submission, **refused)
    messages.success(request, f"已收取{len(files)}个文件。")
    return redirect("visit", pk)


@require_POST
def take_photo_away(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    declaration, _ = visiting(request, pk)
    found = get_object_or_404(VisitPhoto, pk=photo, visit__declaration=declaration)
    with telling(request, "已移除。"):
        remove_photo(found.pk, by=person(request))
    return redirect("visit", pk)


def clean_photo(request: HttpRequest, pk: int, photo: int) -> VisitPhoto:
    """One that may be looked at: 404 also for what is removed, or in quarantine."""
    declaration, _ = reviewed(request, pk)
    visits = visits_visible_to(person(request), declaration)
    kept = VisitPhoto.objects.filter(visit__in=visits, removed_at=None)
    found = get_object_or_404(kept.select_related("blob"), pk=photo)
    if found.blob.state != Quarantine.CLEAN:
        raise Http404
    return found


@require_safe
def picture(request: HttpRequest, pk: int, photo: int, page: int) -> HttpResponse:
    """Drawn anew, with the reader's name and without where and when it was taken."""
    found = clean_photo(request, pk, photo)
    return picture_answer(found.blob, page, mark_of(person(request)))


@require_safe
def download(request: HttpRequest, pk: int, photo: int) -> HttpResponseBase:
    found = clean_photo(request, pk, photo)
    kind = FileKind(found.blob.kind)
    content = evidence_storage().open(found.blob.place)
    return as_download(content, fitting_name(found.name, kind), kind.media_type)


# --- On paper -------------------------------------------------------------------------------


@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Also before anything is written: to be filled in by hand."""
    declaration, _ = reviewed(request, pk)
    asked = number(request.GET.get("visit", ""))
    visits = visits_visible_to(person(request), declaration)
    found = next((v for v in visits if asked in (None, v.pk)), None)
    if found is None:
        raise Http404
    name = f"{declaration}实地核查记录.docx"
    return as_file(write_record(found), FileKind.WORD.media_type, name)
