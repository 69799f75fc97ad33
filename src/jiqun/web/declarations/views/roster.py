"""The roster of a declaration: handed in, judged row by row, and added up for the form."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiqun.core.case import Case
from jiqun.core.corrections import ROSTER
from jiqun.core.facts import Facts, as_json
from jiqun.documents.intake import case_of
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.handed import Handed
from jiqun.documents.workbook.writing.template import write_template
from jiqun.web.checks.charts import lay_out_charts
from jiqun.web.checks.papers import ROSTER_PAPERS, WORKBOOK_TYPE, file_name
from jiqun.web.checks.roster import lay_out_roster
from jiqun.web.checks.totals import Chosen, every_blank, lay_out_totals, take
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions import roster as actions
from jiqun.web.declarations.actions.blobs import scan_blob
from jiqun.web.declarations.actions.draft import Conflict, save_changes
from jiqun.web.declarations.models import Declaration, Quarantine, RosterFile, Source
from jiqun.web.declarations.pages.disputes import in_dispute
from jiqun.web.declarations.queries import roster as queries
from jiqun.web.declarations.queries.case import case_in, declared_with
from jiqun.web.declarations.queries.corrections import open_to
from jiqun.web.declarations.queries.draft import Draft, Typed, draft_of
from jiqun.web.declarations.views.found import base_in, own_declaration, person, the_declaration
from jiqun.web.downloads import as_file
from jiqun.web.errors import SMALLER_ROSTER
from jiqun.web.limits import limited
from jiqun.web.uploads import received_file

CONFLICT, UNPROCESSABLE = 409, 422

NO_FILE = "还没有选择文件，请先选择企业名录文件（.xlsx、.xls或.csv）。"
NOTHING_TICKED = "还没有勾选要采用的合计，请先勾选。"
OTHER_ROSTER = "打开本页以后，企业名录换过或移除了，没有采用；请看过下面现在的合计再定。"


@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    declaration = the_declaration(request, pk)
    if request.method != "POST":
        return roster_page(request, declaration)
    if not policy.may_edit(person(request), declaration):
        raise PermissionDenied
    return take_over(request, declaration)


def take_over(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    """Save the totals that were ticked, or all that fill a blank."""
    file = queries.current_roster(declaration)
    if file is None or request.POST.get("roster") != str(file.pk):
        return roster_page(request, declaration, refusal=OTHER_ROSTER, status=CONFLICT)
    typed = chosen(request, case_in(declaration, draft_of(declaration)))
    if not typed:
        return roster_page(request, declaration, refusal=NOTHING_TICKED)
    try:
        saved = save_changes(
            declaration.pk,
            by=person(request),
            base=base_in(request.POST),
            typed=typed,
            source=Source.ROSTER,
        )
    except Refused as why:
        return roster_page(request, declaration, refusal=str(why))
    if saved.kept:
        messages.success(request, f"已采用{len(saved.kept)}项。每一栏都可以在修改记录中恢复。")
    if saved.conflicts:
        declaration.version = saved.version
        return roster_page(request, declaration, conflicts=saved.conflicts, status=CONFLICT)
    return redirect(f"{reverse('roster', args=[declaration.pk])}#roster-totals")


def chosen(request: HttpRequest, case: Case) -> Mapping[str, Typed]:
    """What is chosen, as it is saved. The values never come from the browser."""
    ticked = Chosen(request.POST.getlist("take"), request.POST.getlist("answer"))
    _, changes = take(case, every_blank(case) if request.POST.get("act") == "take_all" else ticked)
    return {change.key: as_json(change.new) for change in changes if change.new is not None}


def roster_page(
    request: HttpRequest,
    declaration: Declaration,
    *,
    conflicts: tuple[Conflict, ...] = (),
    refusal: str = "",
    status: int = 0,
) -> HttpResponse:
    user, draft = person(request), draft_of(declaration)
    file = queries.current_roster(declaration)
    own = policy.is_own(user, declaration)
    opened = open_to(user, declaration)
    context = {
        "declaration": declaration,
        "editable": ROSTER in opened,
        "file": file,
        "version": draft.version,
        "asked": request.GET.get("rule", ""),
        "earlier": queries.earlier_rosters(declaration) if own else (),
        "refusal": refusal,
        "disputes": tuple(in_dispute(declaration.edition, conflicts)),
        "clean": Quarantine.CLEAN,
        "infected": Quarantine.INFECTED,
        "limit_mb": settings.UPLOAD_LIMIT // settings.MB,
        **(contents(declaration, draft, file) if file else {}),
    }
    code = status or (UNPROCESSABLE if refusal else 200)
    return render(request, "declarations/roster.html", context, status=code)


def contents(declaration: Declaration, draft: Draft, file: RosterFile) -> Mapping[str, Any]:
    """What is in the roster, and what it comes to; nothing of what is infected."""
    case = case_of(declared_with(declaration, draft, file))
    if case.roster is None:
        return {}
    handed = handed_for(declaration, file, case.facts)
    return {
        "roster": lay_out_roster(case, handed),
        "totals": lay_out_totals(case),
        "charts": lay_out_charts(case),
    }


def handed_for(declaration: Declaration, file: RosterFile, facts: Facts) -> Handed:
    return queries.handed_of(file, declaration.call.edition_id, facts.get("cover.district"))


@limited("check")
@require_POST
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    declaration = own_declaration(request, pk)
    if not policy.may_edit(person(request), declaration):
        raise PermissionDenied
    try:
        received = received_file(request, "file", missing=NO_FILE, advice=SMALLER_ROSTER)
        handed = actions.hand_in_roster(
            declaration.pk, by=person(request), data=received.read(), name=received.name or ""
        )
    except Refused as why:
        return roster_page(request, declaration, refusal=str(why))
    scan_blob(handed.file.blob)
    messages.success(request, told(handed))
    return redirect("roster", pk)


def told(handed: actions.HandedIn) -> str:
    if handed.known:
        return f"与现有的“{handed.file.name}”内容相同，没有变化。"
    return f"已收取“{handed.file.name}”，结果如下。"


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The one that was shown, and no other."""
    declaration, number = own_declaration(request, pk), request.POST.get("roster", "")
    if not policy.may_edit(person(request), declaration):
        raise PermissionDenied
    file = queries.current_roster(declaration)
    if file is None or number != str(file.pk):
        return roster_page(request, declaration, refusal=OTHER_ROSTER, status=CONFLICT)
    try:
        actions.remove_roster(file.pk, by=person(request))
    except Refused as why:
        return roster_page(request, declaration, refusal=str(why))
    messages.success(request, f"已移除“{file.name}”，它仍列在“以往的名录”中。")
    return redirect("roster", pk)


@require_safe
def paper(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The workbook with its faults marked, or the totals."""
    declaration, wanted = the_declaration(request, pk), ROSTER_PAPERS.get(name)
    file = queries.current_roster(declaration)
    declared = declared_with(declaration, draft_of(declaration), file)
    if wanted is None or file is None or declared.roster is None:
        raise Http404
    handed = handed_for(declaration, file, declared.facts)
    content = wanted.write(declared, handed, "faulty_first" in request.GET)
    return as_file(content, wanted.content_type, file_name(wanted, declared))


@require_safe
def as_handed_in(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Nobody gets a file before it has been scanned, where there is a scanner."""
    those = queries.visible_to(person(request)).filter(declaration=pk)
    found = get_object_or_404(those, pk=file, blob__state=Quarantine.CLEAN)
    attachment = found.blob.attachment
    return as_file(queries.content_of(found), attachment.media_type, found.name)


@require_safe
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook to fill in."""
    edition = the_declaration(request, pk).edition
    name = f"{edition.years.call}年企业名录模板.xlsx"
    return as_file(write_template(edition), WORKBOOK_TYPE, name)
