"""The page without login. Nothing is stored: a result page carries what its buttons need."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from jiqun.core.facts import Facts, Problem
from jiqun.core.form import DEFAULT_EDITION, get_edition
from jiqun.documents.intake import Declared, open_declaration
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.writing.template import write_template
from jiqun.web.checks import demos
from jiqun.web.checks.carried import FROM_FILES, Carried, take_back
from jiqun.web.checks.formulas import as_context as formulas_context
from jiqun.web.checks.page import FINDINGS, ROSTER, Page, after, as_context, opened
from jiqun.web.checks.papers import (
    PAPERS,
    ROSTER_PAPERS,
    WORKBOOK_TYPE,
    Paper,
    RosterPaper,
    file_name,
)
from jiqun.web.checks.reasons import Typed
from jiqun.web.checks.trial import typed_trial
from jiqun.web.checks.workbook import is_workbook, open_workbook
from jiqun.web.downloads import as_file
from jiqun.web.errors import SMALLER_FORM, SMALLER_ROSTER
from jiqun.web.limits import limited
from jiqun.web.uploads import is_too_large, received_file, refuse_too_large

NO_FILE = "还没有选择文件，请先选择填好的申报表或填报数据文件。"
TOO_MANY = "一次只能检查一份申报表和一份企业名录，请重新选择。"
NO_ROSTER = "请先选择企业名录文件（.xlsx、.xls或.csv）。"

#: What is declared where only a workbook is handed in.
NOTHING_DECLARED = Declared(Facts(get_edition(DEFAULT_EDITION), {}))

View: TypeAlias = Callable[[HttpRequest], HttpResponseBase]


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    return check(request) if request.method == "POST" else start_page(request)


@cache_control(no_store=True)
@limited("check")
def check(request: HttpRequest) -> HttpResponse:
    try:
        refuse_too_large(request, SMALLER_FORM)
    except Refused as why:
        return start_page(request, 413, str(why))
    try:
        carried = opened_files(request.FILES)
        return result_page(request, Page(carried, view=opened(carried)))
    except Refused as why:
        return start_page(request, 422, str(why), why.problems)


def opened_files(received: MultiValueDict) -> Carried:
    """A form, a workbook, or both, in whichever field they came. Raises ``Refused``."""
    files = [(file.read(), file.name or "") for _, those in received.lists() for file in those]
    books = [file for file in files if is_workbook(*file)]
    forms = [file for file in files if not is_workbook(*file)]
    if not files:
        raise Refused(NO_FILE)
    if len(books) > 1 or len(forms) > 1:
        raise Refused(TOO_MANY)
    # An old .doc is never converted for strangers: that takes a whole office suite.
    declared = open_declaration(*forms[0], patient=False) if forms else NOTHING_DECLARED
    book = open_workbook(*books[0], declared.facts.edition) if books else None
    source = f"{FROM_FILES}{forms[0][1]}" if forms else ""
    return Carried(declared, source).with_workbook(book)


@login_not_required
@require_safe
@limited("check")
def demo(request: HttpRequest, name: str) -> HttpResponse:
    chosen = demos.find(name)
    if chosen is None:
        raise Http404
    declared = open_declaration(chosen.file.read_bytes(), chosen.file.name)
    carried = Carried(declared, f"示例：{chosen.title}")
    if chosen.roster:
        book = open_workbook(chosen.roster.read_bytes(), chosen.roster.name, declared.facts.edition)
        return result_page(request, Page(carried.with_workbook(book), view=ROSTER))
    return result_page(request, Page(carried))


@login_not_required
@require_safe
@limited("download")
def template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    edition = get_edition(DEFAULT_EDITION)
    name = f"{edition.years.call}年企业名录模板.xlsx"
    return as_file(write_template(edition), WORKBOOK_TYPE, name)


def pressed(answer: Callable[[HttpRequest], HttpResponse]) -> View:
    """The address of a button on a result page: it is posted what the page carries. Someone who
    opens it by itself has nothing to send, and starts anew."""

    @login_not_required
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
    """The page anew, with the reasons typed, what was adopted and the values tried on it; or with
    another workbook beside the form."""
    carried, typed = take_back(request.POST)
    # Of too large an upload, what follows the file is lost, the name of the button too.
    if request.POST.get("act") == "roster" or is_too_large(request):
        return result_page(request, with_roster(request, carried, typed))
    return result_page(request, after(request.POST, carried, typed))


def with_roster(request: HttpRequest, carried: Carried, typed: Typed) -> Page:
    """A workbook that is refused leaves everything as it was."""
    page = Page(carried, typed, typed_trial(request.POST, carried.declared.facts), view=ROSTER)
    try:
        file = received_file(request, "roster", missing=NO_ROSTER, advice=SMALLER_ROSTER)
        book = open_workbook(file.read(), file.name or "", carried.declared.facts.edition)
    except Refused as why:
        return replace(page, refused=str(why), view=ROSTER if carried.workbook else FINDINGS)
    return replace(page, carried=carried.with_workbook(book))


@pressed
@limited("download")
def download(request: HttpRequest) -> HttpResponse:
    name = request.POST.get("paper", "word")
    paper = PAPERS.get(name) or ROSTER_PAPERS.get(name)
    if paper is None:
        raise Http404
    carried, typed = take_back(request.POST, with_workbook=name in ROSTER_PAPERS)
    if typed.refused:
        return result_page(request, after(request.POST, *take_back(request.POST)))
    content = written(paper, carried, faulty_first="faulty_first" in request.POST)
    return as_file(content, paper.content_type, file_name(paper, carried.declared))


def written(paper: Paper | RosterPaper, carried: Carried, *, faulty_first: bool) -> bytes:
    if isinstance(paper, Paper):
        return paper.write(carried.declared)
    if carried.workbook is None:
        raise Refused(NO_ROSTER)
    return paper.write(carried.declared, carried.workbook.handed, faulty_first)


@pressed
@limited("download")
def formulas(request: HttpRequest) -> HttpResponse:
    """The formulas the form wants attached, on one sheet to print."""
    carried, _ = take_back(request.POST, with_workbook=False)
    return render(request, "checks/formulas.html", formulas_context(carried.declared.facts))


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
