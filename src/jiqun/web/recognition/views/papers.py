"""A notice or a list that was prepared: read it, sign it, send it back, take it back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from jiqun.core.calendar import unknown_in_words
from jiqun.web import clock, mail
from jiqun.web.accounts.gate import only
from jiqun.web.declarations.views.found import person
from jiqun.web.recognition.actions.lists import drop_list, send_back_list, sign_list
from jiqun.web.recognition.actions.notices import drop_notice, send_back_notice, sign_notice
from jiqun.web.recognition.models import Notice, Paper, RecognisedList
from jiqun.web.recognition.policy import may_see_recognition, may_sign
from jiqun.web.recognition.texts import HOW_TO_OBJECT, period, term
from jiqun.web.review.queries.clocks import working_calendar
from jiqun.web.telling import told


@dataclass(frozen=True, slots=True)
class Kind:
    """``again`` is where one prepares another."""

    label: str
    model: type[Notice] | type[RecognisedList]
    sign: Callable[..., Paper]
    send_back: Callable[..., Paper]
    drop: Callable[..., Paper]
    signed: str
    again: str


KINDS: Mapping[str, Kind] = {
    "notices": Kind(
        "公示", Notice, sign_notice, send_back_notice, drop_notice, "已签发公示。", "prepare_notice"
    ),
    "lists": Kind(
        "认定名单",
        RecognisedList,
        sign_list,
        send_back_list,
        drop_list,
        "已签发名单，集群已编号列入名册。",
        "prepare_list",
    ),
}


def the_paper(kind: str, pk: int) -> tuple[Kind, Notice | RecognisedList]:
    if kind not in KINDS:
        raise Http404
    papers = KINDS[kind].model.objects.select_related(
        "call", "prepared_by__unit", "decided_by__unit"
    )
    return KINDS[kind], get_object_or_404(papers, pk=pk)


@require_safe
@only(may_see_recognition)
def prepared_paper(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    shown, paper = the_paper(kind, pk)
    user = person(request)
    own = paper.prepared_by_id == user.pk
    context: dict[str, Any] = {
        "kind": shown,
        "paper": paper,
        "entries": paper.entries.all(),
        "may_sign": paper.is_pending and may_sign(user) and not own,
        "may_drop": paper.is_pending and own,
        "recognitions": paper.recognitions.all() if isinstance(paper, RecognisedList) else (),
        **dates_of(paper),
    }
    return render(request, "recognition/paper.html", context)


def dates_of(paper: Notice | RecognisedList) -> Mapping[str, Any]:
    """What the paper says beside its words; of what is not signed yet, as it would be today."""
    if isinstance(paper, Notice):
        years = working_calendar().unknown_years(paper.opens, paper.closes)
        unknown = unknown_in_words(years)
        return {"dates": period(paper), "how_to_object": HOW_TO_OBJECT, "unknown": unknown}
    return {"dates": term(localdate(paper.decided_at or clock.now()).year), "unknown": ""}


@require_POST
@only(may_see_recognition)
def sign_paper(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    shown, paper = the_paper(kind, pk)
    with told(request, shown.signed):
        shown.sign(paper.pk, by=person(request), site=mail.site(request))
    return redirect("prepared_paper", kind, pk)


@require_POST
@only(may_see_recognition)
def send_paper_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    shown, paper = the_paper(kind, pk)
    with told(request, "已退回经办。"):
        answer = request.POST.get("answer", "")
        shown.send_back(paper.pk, by=person(request), answer=answer, site=mail.site(request))
    return redirect("prepared_paper", kind, pk)


@require_POST
@only(may_see_recognition)
def drop_paper(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    shown, paper = the_paper(kind, pk)
    with told(request, "已撤回。"):
        shown.drop(paper.pk, by=person(request))
    return redirect("prepared_paper", kind, pk)
