"""Working days (工作日), and terms that are counted in them.

Which days of a year are holidays is announced at the end of the year before, and what the bureau
has entered decides; of a year that nobody has entered only the weekends are known, and whoever
counts days in it is told so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice, pairwise
from types import MappingProxyType

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """``exceptions`` says of single days whether they are working days, where the day of the week
    does not: holidays from Monday to Friday, and the weekends that are worked instead. ``years``
    are those whose exceptions have been entered."""

    exceptions: Mapping[date, bool] = field(default_factory=lambda: MappingProxyType({}))
    years: frozenset[int] = frozenset()

    def is_working_day(self, day: date) -> bool:
        return self.exceptions.get(day, day.weekday() < SATURDAY)

    def working_days_from(self, day: date) -> Iterator[date]:
        """From that day on; without end."""
        while True:
            if self.is_working_day(day):
                yield day
            day += DAY

    def last_day(self, start: date, days: int) -> date:
        """The last day of a term of so many working days that begins on the day after ``start``
        (期间开始之日不计算在内); that day itself for none."""
        if days < 0:
            raise ValueError("a term has no fewer than 0 days")
        if days == 0:
            return start
        return next(islice(self.working_days_from(start + DAY), days - 1, None))

    def days_between(self, start: date, end: date) -> int:
        """The working days after ``start``, up to and with ``end``; 0 if it comes no later."""
        count = (end - start).days
        return sum(self.is_working_day(start + DAY * n) for n in range(1, count + 1))

    def unknown_years(self, start: date, end: date) -> tuple[int, ...]:
        """The years from one day to the other whose holidays have not been entered."""
        return tuple(year for year in range(start.year, end.year + 1) if year not in self.years)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days in which a clock ran: from the day something came to its owner to the day
    it went on, ``end`` None if it is there still."""

    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """How a term of ``days`` working days stands. ``last_day`` is None while the clock is paused:
    nobody knows yet when it goes on."""

    days: int
    used: int
    last_day: date | None
    unknown: tuple[int, ...] = ()

    @property
    def left(self) -> int:
        """Negative by so many working days as the term has been overrun."""
        return self.days - self.used

    @property
    def over(self) -> int:
        """By so many working days."""
        return max(0, -self.left)

    @property
    def overrun(self) -> bool:
        return self.over > 0


def clock_of(calendar: Calendar, days: int, spans: Iterable[Span], today: date) -> Clock:
    """What is used of a term, over all the spans in which it ran, and when it ends or ended if the
    last of them goes on; if there was nothing left when that began, on that day."""
    used, last, first = 0, None, today
    for span in spans:
        last = None if span.end else calendar.last_day(span.start, max(0, days - used))
        used += calendar.days_between(span.start, span.end or today)
        first = min(first, span.start)
    return Clock(days, used, last, calendar.unknown_years(first, max(last or today, today)))


@dataclass(frozen=True, slots=True)
class Wait:
    """How a period stands that others are given (公示期): nobody has to keep it and nobody can
    shorten it. ``last_day`` is None while it stands still."""

    last_day: date | None
    left: int = 0
    ended: bool = False
    unknown: tuple[int, ...] = ()


def wait_of(
    calendar: Calendar, opens: date, closes: date, spans: Sequence[Span], today: date
) -> Wait:
    """What is left of a period that was announced from ``opens`` up to and with ``closes``, over
    all the spans in which it ran. After each standstill the working days follow that were left when
    it began, the day on which it began being used up; at least one."""
    eve, last = opens - DAY, closes
    for before, span in pairwise(spans):
        left = calendar.days_between(max(before.end or before.start, eve), last)
        last = calendar.last_day(max(span.start, eve), max(1, left))
    if not spans or spans[-1].end:
        return Wait(None)
    return Wait(
        last,
        left=calendar.days_between(max(today, eve), last),
        ended=today > last,
        unknown=calendar.unknown_years(opens, last),
    )


def unknown_in_words(years: Iterable[int]) -> str:
    """“2027年的节假日安排尚未录入，暂按周一至周五计算。” or nothing."""
    listed = "、".join(f"{year}年" for year in years)
    return f"{listed}的节假日安排尚未录入，暂按周一至周五计算。" if listed else ""
