"""Working days, and the terms counted in them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.calendar import (
    Calendar,
    Clock,
    Span,
    Wait,
    clock_of,
    unknown_in_words,
    wait_of,
)

#: 国办发明电〔2023〕7号, as far as it is about May 2024: 1 to 5 May are holidays, 28 April and 11
#: May are worked.
MAY = {
    **{date(2024, 5, day): False for day in (1, 2, 3)},
    date(2024, 4, 28): True,
    date(2024, 5, 11): True,
}
CALENDAR = Calendar(MAY, frozenset({2024}))

days = st.dates(date(2024, 1, 1), date(2024, 12, 31))
calendars = st.builds(
    Calendar, st.dictionaries(days, st.booleans(), max_size=40), st.just(frozenset({2024}))
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 4, 27), False),  # Saturday
        (date(2024, 4, 28), True),  # Sunday, worked instead
        (date(2024, 5, 1), False),  # Wednesday, a holiday
        (date(2024, 5, 4), False),
        (date(2024, 5, 6), True),
        (date(2024, 5, 11), True),
    ],
)
def test_holidays_and_the_weekends_worked_instead(day: date, works: bool) -> None:
    assert CALENDAR.is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "term", "last"),
    [
        (date(2024, 4, 29), 1, date(2024, 4, 30)),
        (date(2024, 4, 29), 2, date(2024, 5, 6)),
        (date(2024, 4, 30), 5, date(2024, 5, 10)),
        (date(2024, 4, 30), 6, date(2024, 5, 11)),
        (date(2024, 5, 1), 1, date(2024, 5, 6)),
        (date(2024, 5, 1), 0, date(2024, 5, 1)),
    ],
)
def test_a_term_begins_the_day_after(start: date, term: int, last: date) -> None:
    assert CALENDAR.last_day(start, term) == last
    assert CALENDAR.days_between(start, last) == term


def test_no_term_is_negative() -> None:
    with pytest.raises(ValueError, match="no fewer than 0"):
        CALENDAR.last_day(date(2024, 5, 1), -1)


@given(calendars, days, st.integers(1, 30))
def test_counting_and_ending_agree(calendar: Calendar, start: date, term: int) -> None:
    last = calendar.last_day(start, term)
    assert calendar.is_working_day(last)
    assert calendar.days_between(start, last) == term
    assert calendar.days_between(start, last - timedelta(days=1)) == term - 1


@given(calendars, days, days, days)
def test_stretches_add_up(calendar: Calendar, one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    parts = calendar.days_between(first, middle) + calendar.days_between(middle, last)
    assert calendar.days_between(first, last) == parts


def test_what_is_used_and_when_it_ends() -> None:
    """Ten working days from Monday the 6th; today is Friday the 10th."""
    clock = clock_of(CALENDAR, 10, [Span(date(2024, 5, 6))], date(2024, 5, 10))
    assert clock == Clock(days=10, used=4, last_day=date(2024, 5, 17))
    assert (clock.left, clock.overrun) == (6, False)


def test_it_stands_still_while_something_is_corrected() -> None:
    spans = [Span(date(2024, 5, 6), date(2024, 5, 8))]
    paused = clock_of(CALENDAR, 10, spans, date(2024, 5, 31))
    assert (paused.used, paused.last_day) == (2, None)
    spans.append(Span(date(2024, 5, 20)))
    again = clock_of(CALENDAR, 10, spans, date(2024, 5, 21))
    assert (again.used, again.last_day) == (3, date(2024, 5, 30))


def test_an_overrun_says_since_when() -> None:
    for today, left in ((date(2024, 5, 13), -4), (date(2024, 5, 12), -3)):
        clock = clock_of(CALENDAR, 2, [Span(date(2024, 5, 6))], today)
        assert (clock.left, clock.overrun, clock.last_day) == (left, True, date(2024, 5, 8))


def test_what_comes_back_with_nothing_left_is_due_at_once() -> None:
    spans = [Span(date(2024, 5, 6), date(2024, 5, 10)), Span(date(2024, 5, 20))]
    assert clock_of(CALENDAR, 3, spans, date(2024, 5, 21)).last_day == date(2024, 5, 20)


@given(calendars, days, st.integers(1, 20), st.integers(0, 60))
def test_the_last_day_stays_the_same_while_the_clock_runs(
    calendar: Calendar, start: date, term: int, later: int
) -> None:
    today = start + timedelta(days=later)
    clock = clock_of(calendar, term, [Span(start)], today)
    assert clock.used == calendar.days_between(start, today)
    assert clock.last_day == calendar.last_day(start, term)
    assert clock.overrun is (clock.used > term)


def test_a_year_that_nobody_has_entered_is_told() -> None:
    clock = clock_of(CALENDAR, 10, [Span(date(2024, 12, 25))], date(2024, 12, 26))
    assert clock.unknown == (2025,)
    assert unknown_in_words(clock.unknown) == "2025年的节假日安排尚未录入，暂按周一至周五计算。"
    assert unknown_in_words(()) == ""


# --- A period that others are given ----------------------------------------------------------

#: Announced on Monday, from Tuesday on; the Saturday is worked, so that it is five working days.
OPENS, CLOSES = date(2024, 5, 7), date(2024, 5, 11)
ANNOUNCED = date(2024, 5, 6)


def wait(today: date, *spans: Span) -> Wait:
    return wait_of(CALENDAR, OPENS, CLOSES, spans or (Span(ANNOUNCED),), today)


@pytest.mark.parametrize(
    ("today", "left", "ended"),
    [
        (ANNOUNCED, 5, False),
        (OPENS, 4, False),
        (CLOSES, 0, False),  # the last day is part of it
        (date(2024, 5, 12), 0, True),
    ],
)
def test_it_ends_as_announced(today: date, left: int, ended: bool) -> None:
    assert wait(today) == Wait(CLOSES, left, ended)


def test_what_was_left_follows_a_standstill() -> None:
    examined = Span(ANNOUNCED, date(2024, 5, 9))
    assert wait(date(2024, 5, 14), examined) == Wait(None)
    resumed = Span(date(2024, 5, 20))
    assert wait(date(2024, 5, 20), examined, resumed) == Wait(date(2024, 5, 22), 2)
    once_more = (Span(date(2024, 5, 20), date(2024, 5, 21)), Span(date(2024, 5, 27)))
    assert wait(date(2024, 5, 29), examined, *once_more) == Wait(date(2024, 5, 28), 0, True)


def test_a_day_is_left_at_least() -> None:
    examined, resumed = Span(ANNOUNCED, date(2024, 5, 13)), Span(date(2024, 5, 17))
    assert wait(date(2024, 5, 17), examined, resumed) == Wait(date(2024, 5, 20), 1)


def test_nothing_is_used_up_before_it_opens() -> None:
    early = (Span(ANNOUNCED, ANNOUNCED), Span(ANNOUNCED))
    assert wait(ANNOUNCED, *early) == wait(ANNOUNCED)


def test_the_announced_day_stands_whatever_the_calendar_becomes() -> None:
    later = Calendar({**MAY, date(2024, 5, 10): False}, frozenset({2024}))
    assert wait_of(later, OPENS, CLOSES, (Span(ANNOUNCED),), OPENS) == Wait(CLOSES, 3)
