"""Object to what is on notice, and see later how that stands: for everybody, without signing in."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jiqun.documents.refused import Refused
from jiqun.web import clock, mail
from jiqun.web.filled import posted, status_of
from jiqun.web.limits import limited
from jiqun.web.recognition.actions.objecting import CLOSED, Received, object_to
from jiqun.web.recognition.models import NoticeEntry
from jiqun.web.recognition.objection_forms import Asking, Objecting
from jiqun.web.recognition.queries.objections import (
    ANSWER_DAYS,
    by_code,
    cases_of,
    is_open_to_objections,
)
from jiqun.web.review.models import Outcome
from jiqun.web.uploads import ObjectionUpload, is_too_large, too_large

SMALLER = "请压缩图片、降低扫描精度或拆成几个文件后上传。"
CUT = "文件没有传完整，可能是网络中断，请重新提交。"
UNKNOWN = "编号或查询码不正确，请核对后再试。"
#: Of what the page gives itself, so that sending it twice makes one objection.
FORM_LENGTH = 32


@login_not_required
@csrf_exempt  # only until the upload is received where it shall be; see below
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def objecting(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    request.arrived = clock.now()
    request.upload_handlers = [ObjectionUpload(request)]
    return receive(request, pk, entry)


@limited("object", only_posts=True)
@csrf_protect
@sensitive_post_parameters()
def receive(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    found = get_object_or_404(
        NoticeEntry.objects.select_related("notice", "declaration"),
        pk=entry,
        notice=pk,
        notice__outcome=Outcome.SIGNED,
    )
    if not is_open_to_objections(found, request.arrived):
        context = {"entry": found, "closed": CLOSED}
        return render(request, "recognition/objection.html", context, status=409)
    form = Objecting(posted(request))
    if form.is_bound:
        try:
            refuse_upload(request)
            if form.is_valid():
                return received(request, take_in(request, found, form))
        except Refused as why:
            form.add_error(None, str(why))
    return page(request, found, form)


def refuse_upload(request: HttpRequest) -> None:
    """What did not arrive whole."""
    if is_too_large(request):
        raise Refused(too_large(settings.OBJECTION_LIMIT, SMALLER, "有的文件"))
    if hasattr(request, "too_many_files"):
        raise Refused(f"最多上传{settings.OBJECTION_FILES}个文件，请减少后再提交。")
    if not request.POST.get("whole"):
        raise Refused(CUT)


def take_in(request: HttpRequest, entry: NoticeEntry, form: Objecting) -> Received:
    files = [(Path(file.file.name), file.name or "") for file in request.FILES.getlist("files")]
    return object_to(
        entry.pk,
        said=form.said,
        at=request.arrived,
        form=request.POST.get("form", "")[:FORM_LENGTH] or secrets.token_hex(FORM_LENGTH // 2),
        files=files,
        site=mail.site(request),
    )


def page(request: HttpRequest, entry: NoticeEntry, form: Objecting) -> HttpResponse:
    context: dict[str, Any] = {
        "entry": entry,
        "form": form,
        "files": bool(request.FILES),
        "form_token": request.POST.get("form") or secrets.token_hex(FORM_LENGTH // 2),
        "most": settings.OBJECTION_FILES,
        "megabytes": settings.OBJECTION_LIMIT // settings.MB,
        "days": ANSWER_DAYS,
    }
    return render(request, "recognition/objection.html", context, status=status_of(form))


def received(request: HttpRequest, done: Received) -> HttpResponse:
    """The code stands on this page and nowhere else, so nobody is sent on to another."""
    (case,) = cases_of([done.objection])
    context = {"objection": done.objection, "code": done.code, "clock": case.clock}
    return render(request, "recognition/objection_received.html", context)


@login_not_required
@never_cache
@limited("objection", only_posts=True)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    """The same sentence for a wrong number and a wrong code."""
    form = Asking(posted(request))
    context: dict[str, Any] = {"form": form, "days": ANSWER_DAYS}
    if form.is_valid():
        objection = by_code(form.cleaned_data["number"], form.cleaned_data["code"])
        if objection is None:
            form.add_error(None, UNKNOWN)
        else:
            (case,) = cases_of([objection])
            context |= {"objection": objection, "clock": case.clock, "today": today()}
    return render(request, "recognition/objection_progress.html", context, status=status_of(form))


def today() -> Any:
    return localdate(clock.now())
