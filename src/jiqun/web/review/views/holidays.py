"""The calendar of working days, which the bureau keeps."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.gate import only
from jiqun.web.declarations.views.found import person
from jiqun.web.review import policy
from jiqun.web.review.actions.holidays import announced, enter_year, finish_year, set_day
from jiqun.web.review.models import CalendarYear, Holiday
from jiqun.web.review.views.acts import parse_date_safely
from jiqun.web.telling import told

NO_DAY = "请选择日期。"
EARLIEST, LATEST = 2000, 2100


@only(policy.may_keep_calendar)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    year = year_in(request)
    if request.method == "POST":
        change(request, year)
        return redirect(f"{reverse('calendar')}?year={year}")
    context: dict[str, Any] = {
        "year": year,
        "days": Holiday.objects.filter(day__year=year),
        "entered": CalendarYear.objects.filter(year=year).first(),
        "announced": bool(announced(year)),
    }
    return render(request, "review/calendar.html", context)


def year_in(request: HttpRequest) -> int:
    """The year asked for, or this one."""
    asked = request.POST.get("year") or request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    return year if EARLIEST <= year <= LATEST else localdate(clock.now()).year


def change(request: HttpRequest, year: int) -> None:
    by, act = person(request), request.POST.get("act")
    with told(request, "工作日历已保存。"):
        if act == "announced":
            enter_year(year, by=by)
        elif act == "finish":
            finish_year(year, by=by)
        else:
            day = parse_date_safely(request.POST.get("day", ""))
            if day is None:
                raise Refused(NO_DAY)
            works = request.POST.get("works") == "yes"
            set_day(day, by=by, works=works, name=request.POST.get("name", ""))
