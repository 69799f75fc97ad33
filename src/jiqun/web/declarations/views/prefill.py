"""Fill in from a file or an earlier declaration: shown beside what stands there, and saved only
where it is ticked."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jiqun.core.facts import Problem
from jiqun.documents.factsfile import dump_facts
from jiqun.documents.intake import open_declaration
from jiqun.documents.kinds import ZIP
from jiqun.documents.package import is_package
from jiqun.documents.refused import Refused
from jiqun.web.checks.carried import problems as carried_problems
from jiqun.web.checks.carried import unread_text
from jiqun.web.checks.reasons import plain
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.draft import Conflict, save_changes
from jiqun.web.declarations.models import Declaration, Source
from jiqun.web.declarations.pages.disputes import in_dispute
from jiqun.web.declarations.pages.prefill import Offer, from_file, lay_out_offer
from jiqun.web.declarations.pages.shown import called
from jiqun.web.declarations.queries.corrections import open_to
from jiqun.web.declarations.queries.declarations import earlier_of
from jiqun.web.declarations.queries.draft import draft_of
from jiqun.web.declarations.views.found import base_in, own_declaration, person
from jiqun.web.errors import SMALLER_FORM
from jiqun.web.uploads import received_file, refuse_too_large

NO_FILE = "还没有选择文件，请先选择填好的申报表或填报数据文件。"
PACKAGE = "这是申报包，请点页面下方的“从申报包带入”，连同企业名录和佐证材料一起带入。"
NOTHING_TICKED = "还没有勾选要带入的栏目，请先勾选。"
NO_EARLIER = "本单位没有以往的申报。"

LONGEST_NAME = 200


@require_http_methods(["GET", "HEAD", "POST"])
def prefill(request: HttpRequest, pk: int) -> HttpResponse:
    declaration = own_declaration(request, pk)
    if not policy.may_edit(person(request), declaration):
        raise PermissionDenied
    try:
        if request.method != "POST":
            offer = from_earlier(declaration) if request.GET.get("from") == "earlier" else None
            return prefill_page(request, declaration, offer)
        refuse_too_large(request, SMALLER_FORM)
        if "take_from" in request.POST:
            return take(request, declaration)
        received = received_file(request, "file", missing=NO_FILE, advice=SMALLER_FORM)
        data = received.read()
        if data.startswith(ZIP) and is_package(data):
            raise Refused(PACKAGE)
        # An old .doc is not converted: that takes a whole office suite.
        declared = open_declaration(data, received.name or "", patient=False)
        return prefill_page(request, declaration, from_file(declared, received.name or ""))
    except Refused as why:
        return prefill_page(request, declaration, refusal=str(why), problems=why.problems)


def from_earlier(declaration: Declaration) -> Offer:
    earlier = earlier_of(declaration)
    if earlier is None:
        raise Refused(NO_EARLIER)
    draft, edition = draft_of(earlier), earlier.edition
    unread = tuple(Problem(called(edition, each.key), each.reason) for each in draft.unread)
    title = f"{earlier.call.title}：{earlier}"
    return Offer(Source.EARLIER, title, draft.facts, unread=unread)


def sent_back(request: HttpRequest, declaration: Declaration) -> Offer:
    """What the page offered: a file comes back with it, since it is kept nowhere."""
    if request.POST["take_from"] == Source.EARLIER:
        return from_earlier(declaration)
    declared = open_declaration(plain(request.POST.get("offered", "")).encode(), "facts.yaml")
    unread = tuple(carried_problems(request.POST.get("unread", "")))
    title = request.POST.get("title", "")[:LONGEST_NAME]
    return replace(from_file(declared, title), unread=unread)


def take(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    offer = sent_back(request, declaration)
    offered, ticked = offer.typed(declaration.edition), request.POST.getlist("take")
    chosen = {key: offered[key] for key in ticked if key in offered}
    if not chosen:
        return prefill_page(request, declaration, offer, refusal=NOTHING_TICKED)
    try:
        saved = save_changes(
            declaration.pk,
            by=person(request),
            base=base_in(request.POST),
            typed=chosen,
            source=offer.source,
        )
    except Refused as why:
        return prefill_page(request, declaration, offer, refusal=str(why))
    if saved.kept:
        messages.success(request, f"已带入{len(saved.kept)}栏。每一栏都可以在修改记录中恢复。")
    if saved.conflicts:
        declaration.version = saved.version
        return prefill_page(request, declaration, offer, conflicts=saved.conflicts)
    return redirect("declaration", declaration.pk)


def prefill_page(
    request: HttpRequest,
    declaration: Declaration,
    offer: Offer | None = None,
    *,
    conflicts: tuple[Conflict, ...] = (),
    refusal: str = "",
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    edition, draft = declaration.edition, draft_of(declaration)
    opened = open_to(person(request), declaration)
    disputed = [conflict.key for conflict in conflicts]
    groups = lay_out_offer(draft, edition, offer, opened, disputed) if offer else ()
    context = {
        "declaration": declaration,
        "earlier": earlier_of(declaration),
        "offer": offer,
        "offered": dump_facts(offer.facts, offer.reasons)
        if offer and offer.source is Source.WORD
        else "",
        "unread": unread_text(offer.unread) if offer else "",
        "groups": groups,
        "differing": sum(len(group.rows) for group in groups),
        "ticked": sum(row.ticked for group in groups for row in group.rows),
        "carried_over": offer is not None and not offer.is_same_form(edition),
        "elsewhere": offer.has_no_place(edition) if offer else 0,
        "version": draft.version,
        "disputes": tuple(in_dispute(edition, conflicts)),
        "refusal": refusal,
        "problems": problems,
    }
    status = 409 if conflicts else 422 if refusal else 200
    return render(request, "declarations/prefill.html", context, status=status)
