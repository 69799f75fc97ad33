"""Keep the calendar of working days: as it is announced for a year, and day by day."""

from datetime import date

from chinese_calendar import constants
from django.core.exceptions import PermissionDenied
from django.db import transaction

from jiqun.core.calendar import Calendar
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.review import policy
from jiqun.web.review.models import CalendarYear, Holiday
from jiqun.web.wording import printable

CHAIN = "calendar"
ANNOUNCED = "国务院办公厅公布的节假日安排"
BY_HAND = "逐日录入"
LONGEST_NAME = 40

#: What the table calls them.
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利日",
}


def announced(year: int) -> dict[date, tuple[bool, str]]:
    """What the announcement for that year says, as far as it is known here: whether a day is worked
    and for which holiday. Empty if nothing is known."""
    days = {day: (False, NAMES[name]) for day, name in constants.holidays.items()}
    days |= {day: (True, NAMES[name]) for day, name in constants.workdays.items()}
    return {day: what for day, what in sorted(days.items()) if day.year == year}


@transaction.atomic
def enter_year(year: int, *, by: User) -> CalendarYear:
    """As it was announced. Days that were entered by hand stay as they are."""
    if not policy.may_keep_calendar(by):
        raise PermissionDenied
    known = announced(year)
    if not known:
        raise Refused(f"没有{year}年的节假日安排，请在公布后逐日录入。")
    there = set(Holiday.objects.filter(day__year=year).values_list("day", flat=True))
    Holiday.objects.bulk_create(
        Holiday(day=day, works=works, name=name)
        for day, (works, name) in known.items()
        if day not in there and Calendar().is_working_day(day) is not works
    )
    return close_year(year, ANNOUNCED, by)


@transaction.atomic
def finish_year(year: int, *, by: User) -> CalendarYear:
    """All of its days have been entered by hand."""
    if not policy.may_keep_calendar(by):
        raise PermissionDenied
    if not Holiday.objects.filter(day__year=year).exists():
        raise Refused(f"{year}年还没有录入任何节假日，请先录入。")
    return close_year(year, BY_HAND, by)


def close_year(year: int, source: str, by: User) -> CalendarYear:
    entered, _ = CalendarYear.objects.update_or_create(year=year, defaults={"source": source})
    record(CHAIN, "enter_year", f"录入{year}年工作日历：{source}。", by=by, data={"year": year})
    return entered


@transaction.atomic
def set_day(day: date, *, by: User, works: bool, name: str = "") -> None:
    """Whether a day is worked; one that is what its day of the week says needs no entry."""
    if not policy.may_keep_calendar(by):
        raise PermissionDenied
    name = printable(name)[:LONGEST_NAME]
    if Calendar().is_working_day(day) is works:
        Holiday.objects.filter(day=day).delete()
    else:
        Holiday.objects.update_or_create(day=day, defaults={"works": works, "name": name})
    what = "上班" if works else "放假"
    sentence = f"{day:%Y-%m-%d}定为{what}{f'（{name}）' if name else ''}。"
    record(CHAIN, "set_day", sentence, by=by, data={"day": day.isoformat(), "works": works})
