"""Hand out a declaration, or what was filed of it, as a package that is made while one watches."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jiqun.core.progress import Progress
from jiqun.documents.package import reopen_package
from jiqun.documents.refused import Refused
from jiqun.web.declarations import packing, policy
from jiqun.web.declarations.models import Declaration, Submission
from jiqun.web.declarations.queries.filing import submissions_visible_to
from jiqun.web.declarations.views.evidence_files import as_download
from jiqun.web.declarations.views.found import own_declaration, person
from jiqun.web.declarations.views.watched import lines_of, watched
from jiqun.web.wanted import wants_json

FAILED = "申报包没有生成，请稍后再试；仍不行请联系管理员。"
ZIP_TYPE = "application/zip"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which package: of the draft, or of a submission."""

    declaration: Declaration
    submission: Submission | None = None

    @property
    def of(self) -> str:
        return f"submission{self.submission.pk}" if self.submission else "draft"

    @property
    def title(self) -> str:
        return (
            f"{self.submission.number} 申报包" if self.submission else f"{self.declaration}申报包"
        )

    @property
    def order(self) -> Callable[[], packing.Order]:
        if self.submission:
            return partial(packing.order_submission, self.submission)
        return partial(packing.order_draft, self.declaration)

    def address(self, digest: str) -> str:
        if self.submission:
            where = [self.declaration.pk, self.submission.pk, digest]
            return reverse("submission_package_file", args=where)
        return reverse("package_file", args=[self.declaration.pk, digest])


def the_submission(request: HttpRequest, pk: int, submission: int) -> Wanted:
    seen = submissions_visible_to(person(request))
    found = get_object_or_404(seen, pk=submission, declaration=pk)
    return Wanted(found.declaration, found)


@require_http_methods(["GET", "HEAD", "POST"])
def package(request: HttpRequest, pk: int) -> HttpResponseBase:
    return answer(request, Wanted(own_declaration(request, pk)))


@require_http_methods(["GET", "HEAD", "POST"])
def submission_package(request: HttpRequest, pk: int, submission: int) -> HttpResponseBase:
    return answer(request, the_submission(request, pk, submission))


@require_safe
def package_file(request: HttpRequest, pk: int, digest: str) -> HttpResponseBase:
    return fetch(request, Wanted(own_declaration(request, pk)), digest)


@require_safe
def submission_package_file(
    request: HttpRequest, pk: int, submission: int, digest: str
) -> HttpResponseBase:
    return fetch(request, the_submission(request, pk, submission), digest)


def answer(request: HttpRequest, wanted: Wanted) -> HttpResponseBase:
    """The page; or the work, of which a script is told line by line how far it is. Leaving ends
    it. Anybody else waits and is sent to the file."""
    if request.method != "POST":
        return package_page(request, wanted)
    try:
        order = wanted.order()
        address = wanted.address(order.digest)
        if wants_json(request):
            return watched(lambda progress: packed(order, address, progress), FAILED)
        packing.pack(order, lambda done, total: None)
    except Refused as why:
        if wants_json(request):
            return lines_of([{"refused": str(why)}])
        return package_page(request, wanted, str(why))
    return redirect(address)


def packed(order: packing.Order, address: str, progress: Progress) -> str:
    packing.pack(order, progress)
    return address


def package_page(request: HttpRequest, wanted: Wanted, refusal: str = "") -> HttpResponse:
    context = {
        "declaration": wanted.declaration,
        "submission": wanted.submission,
        "editable": not wanted.submission and policy.may_edit(person(request), wanted.declaration),
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "declarations/package.html", context, status=status)


def fetch(request: HttpRequest, wanted: Wanted, digest: str) -> HttpResponseBase:
    """What was made; not if something has been found in it since."""
    path = packing.place_of(wanted.declaration, wanted.of, digest)
    try:
        content = path.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    try:
        packing.refuse_quarantined(reopen_package(path).everything)
    except Refused as why:
        content.close()
        return package_page(request, wanted, str(why))
    return as_download(content, f"{wanted.title}.zip", ZIP_TYPE)
