"""How long each stage has taken, in working days; while something is corrected it stands still."""

from datetime import date, datetime, timedelta

import pytest

from jiqun.core.calendar import Clock
from jiqun.core.lifecycle import State
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.actions.intake import take_up
from jiqun.web.review.actions.motions import prepare, sign
from jiqun.web.review.models import CalendarYear, Holiday
from jiqun.web.review.queries.clocks import clocks_of
from tests.web.filings import a_submission
from tests.web.moments import set_clock
from tests.web.world import BEIJING, a_declaration, chief, district_checker, district_maker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

#: A Monday.
MONDAY = datetime(2024, 5, 13, 10, tzinfo=BEIJING)


@pytest.fixture(autouse=True)
def entered() -> None:
    CalendarYear.objects.create(year=2024, source="示例")


def clock(declaration: Declaration) -> Clock | None:
    return clocks_of([Declaration.objects.get(pk=declaration.pk)]).get(declaration.pk)


def test_a_clock_runs_from_stage_to_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    by, maker, checker = chief(), district_maker(), district_checker()
    declaration = a_declaration(by.unit)
    assert clock(declaration) is None  # a draft has a date of its own
    set_clock(monkeypatch, MONDAY)
    a_submission(declaration, by)
    set_clock(monkeypatch, MONDAY + timedelta(days=1))
    assert clock(declaration) == Clock(days=3, used=1, last_day=date(2024, 5, 16))

    take_up(declaration.pk, by=maker)
    set_clock(monkeypatch, MONDAY + timedelta(days=3))
    assert clock(declaration) == Clock(days=15, used=2, last_day=date(2024, 6, 4))

    due = (MONDAY + timedelta(days=30)).isoformat()
    point = {"key": "output.2022", "words": "请核对。"}
    payload = {"points": [point], "due": due}
    sign(prepare(declaration.pk, by=maker, verb="return", words="", payload=payload).pk, by=checker)
    assert clock(declaration) is None
    set_clock(monkeypatch, MONDAY + timedelta(days=14))
    Declaration.objects.update(state=State.DISTRICT_REVIEW)
    assert clock(declaration) == Clock(days=15, used=2, last_day=None)


def test_what_came_before_stages_were_recorded_has_no_clock() -> None:
    declaration = a_declaration(chief().unit)
    Declaration.objects.update(state=State.FILED)
    assert clock(declaration) is None


def test_holidays_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    by = chief()
    declaration = a_declaration(by.unit)
    Holiday.objects.create(day=date(2024, 5, 14), works=False, name="示例假日")
    Holiday.objects.create(day=date(2024, 5, 18), works=True, name="示例调休")
    set_clock(monkeypatch, MONDAY)
    a_submission(declaration, by)
    set_clock(monkeypatch, MONDAY + timedelta(days=6))
    assert clock(declaration) == Clock(days=3, used=4, last_day=date(2024, 5, 17))
