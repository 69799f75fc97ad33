"""The page without login. Nothing is stored: a result page carries what its downloads need."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from jiqun.core.facts import Problem
from jiqun.documents.intake import Declared, examine, open_declaration
from jiqun.documents.refused import Refused
from jiqun.web.checks import demos
from jiqun.web.checks.layout import lay_out
from jiqun.web.checks.papers import PAPERS, facts_file, file_name
from jiqun.web.errors import too_large_sentence
from jiqun.web.limits import limited

NO_FILE = "还没有选择文件，请先选择填好的申报表或填报数据文件。"
TOO_MANY = "一次只能检查一份，请只选择一个文件。"


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    return check(request) if request.method == "POST" else start_page(request)


@cache_control(no_store=True)
@limited("check")
def check(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("file")
    if len(request.FILES.getlist("file")) > 1:
        return start_page(request, 422, TOO_MANY)
    if getattr(request, "upload_too_large", False):
        return start_page(request, 413, too_large_sentence())
    if file is None:
        return start_page(request, 422, NO_FILE)
    try:
        # An old .doc is never converted for strangers: that takes a whole office suite.
        declared = open_declaration(file.read(), file.name or "", convert_old=False)
    except Refused as why:
        return start_page(request, 422, str(why), why.problems)
    return result_page(request, declared, f"文件：{file.name}")


@require_safe
@limited("check")
def demo(request: HttpRequest, name: str) -> HttpResponse:
    chosen = demos.find(name)
    if chosen is None:
        raise Http404
    declared = open_declaration(chosen.file.read_bytes(), chosen.file.name)
    return result_page(request, declared, f"示例：{chosen.title}")


@cache_control(no_store=True)
def download(request: HttpRequest) -> HttpResponseBase:
    """Someone who opens the address by itself has nothing to fetch, and starts anew."""
    return fetch(request) if request.method == "POST" else redirect("start")


@limited("download")
def fetch(request: HttpRequest) -> HttpResponse:
    paper = PAPERS.get(request.POST.get("paper", "word"))
    if paper is None:
        raise Http404
    text = request.POST.get("facts", "").replace("\r\n", "\n")  # forms send lines so
    try:
        declared = open_declaration(text.encode(), "facts.yaml")
    except Refused as why:
        return start_page(request, 422, str(why), why.problems)
    response = HttpResponse(paper.write(declared, text), content_type=paper.content_type)
    name = file_name(paper, declared)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def start_page(
    request: HttpRequest, status: int = 200, refusal: str = "", problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    context = {
        "refusal": refusal,
        "problems": problems,
        "demos": demos.available(),
        "limit": settings.UPLOAD_LIMIT,
        "limit_mb": settings.UPLOAD_LIMIT // settings.MB,
    }
    return render(request, "checks/start.html", context, status=status)


def result_page(request: HttpRequest, declared: Declared, source: str) -> HttpResponse:
    report = examine(declared).report
    context = {
        "result": lay_out(report, declared.facts),
        "report": report,
        "source": source,
        "unread": len(declared.unread),
        "facts_file": facts_file(declared),
    }
    return render(request, "checks/result.html", context)
