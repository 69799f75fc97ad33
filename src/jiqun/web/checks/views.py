"""The page without login. Nothing is stored: a result page carries what its buttons need."""

from collections.abc import Callable
from typing import TypeAlias

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from jiqun.core.facts import Problem
from jiqun.core.figures import Figures
from jiqun.documents.intake import open_declaration
from jiqun.documents.refused import Refused
from jiqun.web.checks import demos
from jiqun.web.checks.carried import Carried, take_back
from jiqun.web.checks.formulas import lay_out_formulas
from jiqun.web.checks.layout import cluster_name
from jiqun.web.checks.page import Page, after, as_context
from jiqun.web.checks.papers import PAPERS, file_name
from jiqun.web.errors import too_large_sentence
from jiqun.web.limits import limited

NO_FILE = "还没有选择文件，请先选择填好的申报表或填报数据文件。"
TOO_MANY = "一次只能检查一份，请只选择一个文件。"

View: TypeAlias = Callable[[HttpRequest], HttpResponseBase]


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
    return result_page(request, Page(Carried(declared, f"文件：{file.name}")))


@require_safe
@limited("check")
def demo(request: HttpRequest, name: str) -> HttpResponse:
    chosen = demos.find(name)
    if chosen is None:
        raise Http404
    declared = open_declaration(chosen.file.read_bytes(), chosen.file.name)
    return result_page(request, Page(Carried(declared, f"示例：{chosen.title}")))


def pressed(answer: Callable[[HttpRequest], HttpResponse]) -> View:
    """The address of a button on a result page: it is posted what the page carries. Someone who
    opens it by itself has nothing to send, and starts anew."""

    @cache_control(no_store=True)
    def view(request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST":
            return redirect("start")
        try:
            return answer(request)
        except Refused as why:
            return start_page(request, 422, str(why), why.problems)

    return view


@pressed
@limited("check")
def recheck(request: HttpRequest) -> HttpResponse:
    """The page anew, with the reasons typed, the targets adopted and the values tried on it."""
    carried, typed = take_back(request.POST)
    return result_page(request, after(request.POST, carried, typed))


@pressed
@limited("download")
def download(request: HttpRequest) -> HttpResponse:
    paper = PAPERS.get(request.POST.get("paper", "word"))
    if paper is None:
        raise Http404
    carried, typed = take_back(request.POST)
    if typed.refused:
        return result_page(request, after(request.POST, carried, typed))
    content = paper.write(carried.declared)
    response = HttpResponse(content, content_type=paper.content_type)
    name = file_name(paper, carried.declared)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@pressed
@limited("download")
def formulas(request: HttpRequest) -> HttpResponse:
    """The formulas the form wants attached, on one sheet to print."""
    carried, _ = take_back(request.POST)
    facts = carried.declared.facts
    context = {
        "cluster": cluster_name(facts),
        "sheets": lay_out_formulas(Figures(facts)),
        "base": facts.edition.years.base,
    }
    return render(request, "checks/formulas.html", context)


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


def result_page(request: HttpRequest, page: Page) -> HttpResponse:
    status = 422 if page.refusals else 200
    return render(request, "checks/result.html", as_context(page), status=status)
