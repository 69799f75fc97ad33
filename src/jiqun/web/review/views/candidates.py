"""The candidates of a district in a call: their order, how many of the quota are used, and what is
sent to the bureau with them. The bureau reads those of all districts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jiqun.documents.letters import write_letter
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.gate import only
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_bureau, is_of_district
from jiqun.web.checks.papers import PAPERS
from jiqun.web.declarations.models import Call
from jiqun.web.declarations.views.found import person, the_call
from jiqun.web.downloads import as_file
from jiqun.web.review import policy
from jiqun.web.review.actions.ranking import rank_candidates
from jiqun.web.review.candidates import LETTER, SUMMARY, letter_of, summary_of
from jiqun.web.review.queries.recommendations import (
    Candidate,
    all_recommended,
    candidates_in,
    seen_in,
    submissions_for,
)


def listed(user: User, call: Call) -> tuple[Candidate, ...]:
    if is_of_bureau(user):
        return all_recommended(call)
    return candidates_in(call, user.unit.district)


@only(policy.may_review)
@require_http_methods(["GET", "HEAD", "POST"])
def candidates(request: HttpRequest, pk: int) -> HttpResponse:
    call, user = the_call(request, pk), person(request)
    refusal = ""
    if request.method == "POST":
        try:
            seen = request.POST.get("seen", "")
            rank_candidates(call, by=user, typed=typed_in(request), seen=seen)
        except Refused as why:
            refusal = str(why)
        else:
            messages.success(request, "排序已保存。")
            return redirect("candidates", pk)
    found = listed(user, call)
    typed = typed_in(request)
    signed = sum(each.signed for each in found)
    context: dict[str, Any] = {
        "call": call,
        "rows": [(each, typed.get(each.declaration.pk, each.place or "")) for each in found],
        "seen": seen_in(found),
        "signed": signed,
        "beyond": max(0, signed - call.quota),
        "standing": sum(each.stands for each in found),
        "of_district": is_of_district(user),
        "may_rank": policy.may_rank(user) and bool(found),
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "review/candidates.html", context, status=status)


def typed_in(request: HttpRequest) -> dict[int, str]:
    """The ranks, by the number of the declaration."""
    typed = {}
    for name, value in request.POST.items():
        number = name.removeprefix("rank-")
        if name.startswith("rank-") and number.isascii() and number.isdigit() and len(number) < 10:
            typed[int(number)] = str(value)
    return typed


@only(policy.may_review)
@require_safe
def candidates_paper(request: HttpRequest, pk: int, paper: str) -> HttpResponse:
    """As Word. The letter is the district's; the table of all districts is the bureau's."""
    call, user = the_call(request, pk), person(request)
    of_district = is_of_district(user)
    if paper not in ("letter", "summary") or (paper == "letter" and not of_district):
        raise Http404
    found = [each for each in listed(user, call) if each.stands]
    if not found:  # nothing leads here before
        raise Http404
    day, unit = timezone.localdate(clock.now()), user.unit
    if paper == "letter":
        letter, name = letter_of(call, found, unit, day), LETTER
    else:
        rows = submissions_for(found)
        letter = summary_of(call, rows, signed=unit.name, day=day, of_all=not of_district)
        name = SUMMARY
    whose = unit.district if of_district else "各区"
    word = PAPERS["word"]
    return as_file(write_letter(letter), word.content_type, f"{whose}{name}{word.suffix}")
