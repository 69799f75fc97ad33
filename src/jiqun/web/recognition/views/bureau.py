"""The bureau's own pages: how far each call has come, and preparing notices and lists."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from jiqun.core.calendar import DAY, unknown_in_words
from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web import clock, mail
from jiqun.web.accounts.gate import only
from jiqun.web.declarations.models import Call
from jiqun.web.declarations.views.found import person, the_call
from jiqun.web.recognition import texts
from jiqun.web.recognition.actions import lists, notices
from jiqun.web.recognition.models import Notice, RecognisedList
from jiqun.web.recognition.policy import may_prepare, may_see_recognition, may_sign
from jiqun.web.recognition.queries.choice import Choice, choices, given_back
from jiqun.web.recognition.queries.overview import progress_of_calls
from jiqun.web.review.queries.clocks import working_calendar
from jiqun.web.review.views.acts import parse_date_safely
from jiqun.web.telling import told_of_mail

DAYS = 5
NO_DAYS = "公示期应写成整数的工作日数，请改正。"
NO_DAY = "请选择公示开始日期。"


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked where a paper is prepared: ``proposed`` is what one begins with."""

    kind: str
    label: str
    choices: Sequence[Choice]
    proposed: Mapping[str, str]
    more: Mapping[str, Any]


@require_safe
@only(may_see_recognition)
def overview(request: HttpRequest) -> HttpResponse:
    user = person(request)
    context = {
        "calls": progress_of_calls(),
        "may_prepare": may_prepare(user),
        "may_sign": may_sign(user),
    }
    return render(request, "recognition/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_prepare)
def prepare_notice(request: HttpRequest, call: int) -> HttpResponse:
    found = the_call(request, call)
    calendar, today = working_calendar(), localdate(clock.now())
    opens = next(calendar.working_days_from(today + DAY))
    last = given_back(Notice, found)
    proposed = {
        "title": last.title if last else texts.notice_title(found),
        "words": last.words if last else texts.notice_words(found),
        "days": str(last.days if last else DAYS),
        "opens": opens.isoformat(),
    }
    soon = notices.last_day(calendar, DAYS, opens)
    more = {"unknown": unknown_in_words(calendar.unknown_years(opens, soon)), "sent_back": last}
    page = Page("notice", "公示", choices(found, "publish", State.PROPOSED), proposed, more)
    return prepare(request, found, page, notice_in)


def notice_in(call: Call, post: QueryDict, **known: Any) -> Notice:
    days, opens = post.get("days", ""), parse_date_safely(post.get("opens", ""))
    if not (days.isascii() and days.isdigit() and len(days) <= 3):
        raise Refused(NO_DAYS)
    if not isinstance(opens, date):
        raise Refused(NO_DAY)
    return notices.prepare_notice(call, days=int(days), opens=opens, **known)


@require_http_methods(["GET", "HEAD", "POST"])
@only(may_prepare)
def prepare_list(request: HttpRequest, call: int) -> HttpResponse:
    found = the_call(request, call)
    last = given_back(RecognisedList, found)
    proposed = {
        "title": last.title if last else texts.list_title(found),
        "words": last.words if last else texts.list_words(found),
        "document": last.document if last else "",
    }
    more = {"dates": texts.term(localdate(clock.now()).year), "sent_back": last}
    page = Page("list", "认定名单", choices(found, "recognise", State.NOTICE), proposed, more)
    return prepare(request, found, page, list_in)


def list_in(call: Call, post: QueryDict, **known: Any) -> RecognisedList:
    return lists.prepare_list(call, document=post.get("document", ""), **known)


def prepare(
    request: HttpRequest, call: Call, page: Page, made: Callable[..., Notice | RecognisedList]
) -> HttpResponse:
    """Shown with what is proposed, or once more with what was typed and why it is refused."""
    refusal = ""
    if request.method == "POST":
        try:
            with told_of_mail(request):
                paper = made(
                    call,
                    request.POST,
                    declarations=numbers_in(request.POST.getlist("declaration")),
                    by=person(request),
                    title=request.POST.get("title", ""),
                    words=request.POST.get("words", ""),
                    site=mail.site(request),
                )
        except Refused as why:
            refusal = str(why)
        else:
            messages.success(request, f"{page.label}已送审签。")
            return redirect("prepared_paper", paper.kind, paper.pk)
    free = [str(each.line.declaration.pk) for each in page.choices if not each.stopped]
    context = {
        "call": call,
        "page": page,
        "refusal": refusal,
        "typed": request.POST if refusal else page.proposed,
        "ticked": request.POST.getlist("declaration") if refusal else free,
        "free": free,
        **page.more,
    }
    return render(request, "recognition/prepare.html", context, status=422 if refusal else 200)


def numbers_in(typed: Sequence[str]) -> list[int]:
    """Those that are numbers: the rest were never on the page."""
    return [int(each) for each in typed if each.isascii() and each.isdigit() and len(each) < 16]
