"""The calendar of working days: entered as announced, changed day by day, by the bureau alone."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.documents.refused import Refused
from jiqun.web.audit.queries import events_of
from jiqun.web.review.actions.holidays import CHAIN, enter_year, finish_year, set_day
from jiqun.web.review.models import CalendarYear, Holiday
from jiqun.web.review.queries.clocks import working_calendar
from tests.web.visitors import visit_as
from tests.web.world import bureau_maker, district_maker

pytestmark = pytest.mark.django_db


def days() -> dict[str, tuple[bool, str]]:
    return {str(each.day): (each.works, each.name) for each in Holiday.objects.all()}


def test_a_year_as_it_was_announced() -> None:
    """国办发明电〔2023〕7号, of which May: 1 to 5 off, 28 April and 11 May worked."""
    enter_year(2024, by=bureau_maker())
    around_may = {day: what for day, what in days().items() if "2024-04-20" < day < "2024-05-20"}
    assert around_may == {
        "2024-04-28": (True, "劳动节"),
        "2024-05-01": (False, "劳动节"),
        "2024-05-02": (False, "劳动节"),
        "2024-05-03": (False, "劳动节"),
        "2024-05-11": (True, "劳动节"),
    }
    calendar = working_calendar()
    assert calendar.years == {2024}
    assert not calendar.is_working_day(date(2024, 5, 4))  # a Saturday as it is
    assert [event.sentence for event in events_of(CHAIN)] == [
        "录入2024年工作日历：国务院办公厅公布的节假日安排。"
    ]


@pytest.mark.parametrize("year", range(2016, 2027))
def test_every_year_that_is_known_can_be_entered(year: int) -> None:
    """In those years between 242 and 251 days were worked."""
    enter_year(year, by=bureau_maker())
    calendar = working_calendar()
    assert 242 <= calendar.days_between(date(year - 1, 12, 31), date(year, 12, 31)) <= 251


def test_what_has_not_been_announced_is_entered_by_hand() -> None:
    by = bureau_maker()
    with pytest.raises(Refused, match="没有2031年的节假日安排"):
        enter_year(2031, by=by)
    with pytest.raises(Refused, match="2031年还没有录入任何节假日"):
        finish_year(2031, by=by)
    set_day(date(2031, 1, 1), by=by, works=False, name="元旦")
    assert working_calendar().years == frozenset()
    finish_year(2031, by=by)
    assert CalendarYear.objects.get().source == "逐日录入"


def test_a_day_back_to_what_it_is() -> None:
    by = bureau_maker()
    set_day(date(2024, 5, 1), by=by, works=False, name="劳动节")
    enter_year(2024, by=by)
    set_day(date(2024, 5, 1), by=by, works=True)
    assert "2024-05-01" not in days()


def test_only_the_bureau_keeps_it() -> None:
    for act in (
        lambda by: enter_year(2024, by=by),
        lambda by: finish_year(2024, by=by),
        lambda by: set_day(date(2024, 5, 1), by=by, works=False),
    ):
        with pytest.raises(PermissionDenied):
            act(district_maker())
    assert days() == {}


def test_the_page_enters_a_year_and_a_day() -> None:
    page = visit_as(bureau_maker())
    assert "尚未录入" in page.get("/calendar/?year=2024").content.decode()
    page.post("/calendar/", {"year": "2024", "act": "announced"})
    seen = page.get("/calendar/?year=2024").content.decode()
    assert "依据：国务院办公厅公布的节假日安排" in seen and "5月1日 星期三" in seen
    page.post("/calendar/", {"year": "2024", "day": "2024-05-06", "works": "no", "name": "示例"})
    assert days()["2024-05-06"] == (False, "示例")
    page.post("/calendar/", {"year": "2024", "day": "明天"})
    assert "请选择日期。" in page.get("/calendar/?year=2024").content.decode()
    assert page.get("/calendar/?year=99999").status_code == 200
