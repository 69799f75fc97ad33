"""File a declaration: the fair copy, the sealed paper, the receipt."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiqun.core.lifecycle import WITH_OPERATOR
from jiqun.documents.refused import Refused
from jiqun.documents.scan import MOST_PHOTOS
from jiqun.web import mail
from jiqun.web.checks.papers import PAPERS
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.filing import (
    Sealed,
    file_declaration,
    filed_already,
    make_fair_copy,
    refuse_unready,
    statement_of,
    take_scan,
    take_signed,
    withdraw,
)
from jiqun.web.declarations.models import Blob, Declaration, FairCopy, Manner, Submission
from jiqun.web.declarations.queries.blobs import local_file
from jiqun.web.declarations.queries.calls import deadline_of, is_open
from jiqun.web.declarations.queries.case import examined
from jiqun.web.declarations.queries.filing import (
    current_copy,
    hindrances,
    standing_submission,
    submissions_visible_to,
)
from jiqun.web.declarations.views.found import own_declaration, person, the_declaration
from jiqun.web.declarations.views.pictures import NO_MARK, mark_of, picture_answer
from jiqun.web.downloads import as_file
from jiqun.web.telling import told, told_of_mail
from jiqun.web.uploads import ScanUpload, received_file, refuse_too_large

NO_COPY = "请先生成报送稿，打印盖章后再报送。"
NEWER_COPY = (
    "您打开本页之后，报送稿重新生成过，内容已经不同。请通读现在显示的报送稿，用它打印盖章后再报送。"
)
SMALLER = "请扫描成一份PDF，或把照片调小后重新上传。"
NO_FILE = "请选择盖章后的扫描件（一份PDF，或按页序拍的照片），或者签名后的PDF。"


@csrf_exempt  # only until the upload is received where it shall be; see below
def file(request: HttpRequest, pk: int) -> HttpResponse:
    request.upload_handlers = [ScanUpload(request)]
    return filing(request, pk)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def filing(request: HttpRequest, pk: int) -> HttpResponse:
    declaration = own_declaration(request, pk)
    if declaration.state not in WITH_OPERATOR:
        return to_receipt(request, declaration)
    if request.method != "POST":
        return file_page(request, declaration)
    try:
        with told_of_mail(request):
            filed(request, declaration)
    except Refused as why:
        return file_page(request, declaration, refused=str(why))
    return redirect("receipt", pk)


def to_receipt(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """Whoever comes to file after somebody else did is told."""
    standing = standing_submission(declaration)
    if request.method == "POST" and standing:
        messages.warning(request, filed_already(standing))
    return redirect("receipt", declaration.pk)


def filed(request: HttpRequest, declaration: Declaration) -> Submission:
    """Files the paper that the page showed, or none."""
    copy = current_copy(declaration)
    if copy is None:
        raise Refused(NO_COPY)
    refuse_too_large(request, SMALLER, "盖章件合计")
    if request.POST.get("pdf") != copy.pdf.sha256:
        raise Refused(NEWER_COPY)
    signed = request.POST.get("manner") == Manner.SIGNATURE
    said: dict[str, Any] = {
        "by": person(request),
        "copy": copy,
        "typed_code": request.POST.get("code", ""),
        "confirmed": "confirmed" in request.POST,
    }
    refuse_unready(declaration, manner=Manner.SIGNATURE if signed else Manner.SCAN, **said)
    sealed = received(request, copy, signed=signed)
    return file_declaration(declaration, sealed=sealed, site=mail.site(request), **said)


def received(request: HttpRequest, copy: FairCopy, *, signed: bool) -> Sealed:
    """What was handed in, as far as it can be read. Raises ``Refused``."""
    if signed:
        file = received_file(request, "signed", missing=NO_FILE, advice=SMALLER)
        return take_signed(copy, file.read())
    pages = request.FILES.getlist("scan")
    if not pages:
        raise Refused(NO_FILE)
    return take_scan((page.name or "", page.read()) for page in pages)


def file_page(request: HttpRequest, declaration: Declaration, refused: str = "") -> HttpResponse:
    user, seen = person(request), examined(declaration)
    copy = current_copy(declaration)
    context: dict[str, Any] = {
        "declaration": declaration,
        "hindrances": hindrances(declaration, seen),
        "copy": copy,
        "pages": copy and pages_of(copy.pdf, "fair_copy_page", declaration.pk, copy.pk),
        "outdated": declaration.fair_copies.exists(),
        "editable": policy.may_edit(user, declaration),
        "may_file": policy.may_file(user, declaration),
        "statement": statement_of(declaration),
        "refused": refused,
        "typed": request.POST,
        "most_photos": MOST_PHOTOS,
        "megabytes": settings.SCAN_LIMIT // settings.MB,
    }
    return render(request, "declarations/file.html", context, status=422 if refused else 200)


def pages_of(paper: Blob, address: str, *of: int) -> list[tuple[int, str]]:
    """Every page of a paper with the address of its picture."""
    numbers = range(1, (paper.pages or 0) + 1)
    return [(number, reverse(address, args=(*of, number))) for number in numbers]


@require_POST
def fair_copy(request: HttpRequest, pk: int) -> HttpResponse:
    declaration = own_declaration(request, pk)
    with told(request, "报送稿已生成，请下载、打印、签字盖章。"):
        make_fair_copy(declaration, by=person(request))
    return redirect("file", pk)


@require_safe
def fair_copy_paper(request: HttpRequest, pk: int, paper: str) -> HttpResponse:
    copy = current_copy(own_declaration(request, pk))
    if copy is None or paper not in ("pdf", "word"):
        raise Http404
    return paper_answer(getattr(copy, paper), paper, f"报送稿 {copy.code}")


@require_safe
def fair_copy_page(request: HttpRequest, pk: int, copy: int, page: int) -> HttpResponse:
    """Of the very copy that the page of filing speaks of, also when there is a newer one."""
    found = get_object_or_404(own_declaration(request, pk).fair_copies, pk=copy)
    return picture_answer(found.pdf, page, NO_MARK)


def paper_answer(blob: Blob, paper: str, name: str) -> HttpResponse:
    """The exact bytes, as they are stored."""
    with local_file(blob) as path:
        content = path.read_bytes()
    kind = PAPERS[paper]
    return as_file(content, kind.content_type, f"{name}{kind.suffix}")


@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    declaration, user = the_declaration(request, pk), person(request)
    submission = standing_submission(declaration)
    if submission is None:
        raise Http404
    context = {
        "declaration": declaration,
        "submission": submission,
        "pages": pages_of(submission.pdf, "submission_page", declaration.pk, submission.pk),
        "may_withdraw": policy.may_withdraw(user, declaration) and is_open(declaration),
        "deadline": deadline_of(declaration),
    }
    return render(request, "declarations/receipt.html", context)


def the_submission(request: HttpRequest, pk: int, submission: int) -> Submission:
    visible = submissions_visible_to(person(request))
    return get_object_or_404(visible, pk=submission, declaration=pk)


@require_safe
def submission_page(request: HttpRequest, pk: int, submission: int, page: int) -> HttpResponse:
    found = the_submission(request, pk, submission)
    return picture_answer(found.pdf, page, mark_of(person(request)))


@require_safe
def submission_paper(request: HttpRequest, pk: int, submission: int, paper: str) -> HttpResponse:
    found = the_submission(request, pk, submission)
    if paper not in ("pdf", "word", "sealed"):
        raise Http404
    if paper == "sealed":
        return paper_answer(found.sealed, "pdf", f"{found.number} 盖章件")
    return paper_answer(getattr(found, paper), paper, f"{found.number} 申报表")


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    declaration = own_declaration(request, pk)
    reason = request.POST.get("reason", "")
    try:
        with told_of_mail(request):
            withdraw(declaration.pk, by=person(request), reason=reason, site=mail.site(request))
    except Refused as why:
        messages.error(request, str(why))
        return redirect("receipt", pk)
    messages.success(request, "报送已撤回，草稿可以继续修改。")
    return redirect("declaration", pk)
