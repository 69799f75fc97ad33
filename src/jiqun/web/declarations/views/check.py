"""Everything the rules say of a draft, with the reasons given for it, and the draft on paper."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jiqun.core.case import Case
from jiqun.core.corrections import REASONS
from jiqun.core.lifecycle import WITH_OPERATOR
from jiqun.core.roster.model import FIRMS
from jiqun.core.rules import RULES, Rank
from jiqun.core.standard import judge
from jiqun.documents.intake import examine
from jiqun.web.checks.bars import lay_out_standard
from jiqun.web.checks.figures import lay_out_figures
from jiqun.web.checks.formulas import as_context as formulas_context
from jiqun.web.checks.layout import NOTHING_TYPED, lay_out
from jiqun.web.checks.papers import PAPERS, file_name
from jiqun.web.checks.reasons import LONGEST_REASON, typed_reasons
from jiqun.web.checks.reasons import Typed as TypedReasons
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.draft import Conflict, save_changes
from jiqun.web.declarations.models import Declaration, WaiverStage
from jiqun.web.declarations.queries.case import declared_in
from jiqun.web.declarations.queries.corrections import open_to
from jiqun.web.declarations.queries.draft import Typed, draft_of, stood_at
from jiqun.web.declarations.queries.waivers import asked_in, marked, waivings
from jiqun.web.declarations.views.found import base_in, closed, person, the_declaration
from jiqun.web.downloads import as_file


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    declaration = the_declaration(request, pk)
    if request.method != "POST":
        return check_page(request, declaration)
    typed, base, user = typed_reasons(request.POST), base_in(request.POST), person(request)
    if policy.is_own(user, declaration) and declaration.state not in WITH_OPERATOR:
        refused = dict.fromkeys(typed.reasons, closed(declaration, CLOSED))
        return check_page(request, declaration, TypedReasons(typed.reasons, refused))
    new = written(declaration, base, typed)
    opened = open_to(user, declaration)
    shut = {key.removeprefix(REASONS): SHUT for key in new if key not in opened}
    if shut and policy.may_edit(user, declaration):
        return check_page(request, declaration, TypedReasons(typed.reasons, shut))
    saved = save_changes(declaration.pk, by=user, base=base, typed=new)
    if typed.refused or saved.conflicts:
        declaration.refresh_from_db(fields=["version"])
        return check_page(request, declaration, typed, saved.conflicts)
    messages.success(request, "理由已保存。")
    return redirect("check", pk)


CLOSED = "理由没有保存。"
SHUT = "这条理由不在补正范围内，没有保存；需要修改的，请联系退回单位。"


def written(declaration: Declaration, base: int, typed: TypedReasons) -> Mapping[str, Typed]:
    """Only the reasons that were changed on the page: the other boxes show what others wrote, and
    have nothing to say to it."""
    taken = {
        f"{REASONS}{rule}": text or None
        for rule, text in typed.reasons.items()
        if rule not in typed.refused and RULES[rule].rank is Rank.EXPLAIN
    }
    known = stood_at(declaration, base, taken)
    return {key: text for key, text in taken.items() if text != known[key]}


def check_page(
    request: HttpRequest,
    declaration: Declaration,
    typed: TypedReasons = NOTHING_TYPED,
    conflicts: tuple[Conflict, ...] = (),
) -> HttpResponse:
    """What was typed and could not be kept stays in its box."""
    draft = draft_of(declaration)
    seen = examine(declared_in(declaration, draft))
    known = asked_in(declaration, seen.report)
    seen = marked(seen, [waiver for waiver in known if waiver.stage is WaiverStage.VALID])
    kept = {conflict.key.removeprefix(REASONS) for conflict in conflicts} | typed.refused.keys()
    still = {rule: text for rule, text in typed.reasons.items() if rule in kept}
    context: dict[str, Any] = {
        "declaration": declaration,
        "editable": policy.may_edit(person(request), declaration),
        "version": draft.version,
        "result": lay_out(seen.report, draft.facts, TypedReasons(still, typed.refused)),
        "report": seen.report,
        "standard": lay_out_standard(judge(seen.case)),
        "figures": lay_out_figures(seen.case.figures),
        "longest_reason": LONGEST_REASON,
        "refusals": tuple(dict.fromkeys(typed.refused.values())),
        **roster_links(declaration, seen.case),
        "waivings": waivings(seen, known),
        "may_ask": policy.may_ask_for_waiver(person(request), declaration),
        "conflicts": [(c.key.removeprefix(REASONS), c.by, c.theirs or "") for c in conflicts],
    }
    status = 409 if conflicts else 422 if typed.refused else 200
    return render(request, "declarations/check.html", context, status=status)


def roster_links(declaration: Declaration, case: Case) -> Mapping[str, Any]:
    """Where findings that rest on the roster lead; ``firm_rules`` are those that firms break."""
    return {
        "has_roster": case.roster is not None,
        "roster_page": reverse("roster", args=[declaration.pk]),
        "firm_rules": {found.rule for found in case.row_findings if found.schedule == FIRMS},
    }


@require_safe
def paper(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The draft as it stands, on the official form."""
    declaration, found = the_declaration(request, pk), PAPERS.get(name)
    if found is None:
        raise Http404
    declared = declared_in(declaration)
    return as_file(found.write(declared), found.content_type, file_name(found, declared))


@require_safe
def formulas(request: HttpRequest, pk: int) -> HttpResponse:
    """The formulas the form wants attached, on one sheet to print."""
    facts = draft_of(the_declaration(request, pk)).facts
    return render(request, "checks/formulas.html", formulas_context(facts))
