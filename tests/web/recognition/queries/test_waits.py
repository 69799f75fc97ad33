"""Until when each is shown to the public: as announced, and longer by what an objection took."""

from datetime import date, datetime

import pytest

from jiqun.core.calendar import Wait
from jiqun.core.lifecycle import State
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.models import CalendarYear
from jiqun.web.review.queries.clocks import clocks_of
from jiqun.web.review.queries.queue import queue_of
from jiqun.web.review.queries.situation import situation_of
from tests.web.moments import set_clock
from tests.web.noticed import a_notice, examine, proposed, resume
from tests.web.world import BEIJING, a_call, bureau_checker, bureau_maker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


def on(patch: pytest.MonkeyPatch, day: int, month: int = 5) -> None:
    set_clock(patch, datetime(2024, month, day, 10, tzinfo=BEIJING))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Declaration:
    """From Monday, 13 May, to Friday."""
    CalendarYear.objects.create(year=2024, source="示例")
    on(monkeypatch, 13)
    declaration = proposed(a_call())
    a_notice([declaration])
    return declaration


def wait(declaration: Declaration) -> object:
    declaration.refresh_from_db()
    return clocks_of([declaration]).get(declaration.pk)


def ended(declaration: Declaration) -> bool:
    declaration.refresh_from_db()
    return situation_of(declaration).notice_ended


def test_it_lasts_until_the_announced_day(
    shown: Declaration, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert wait(shown) == Wait(date(2024, 5, 17), 4)
    on(monkeypatch, 17)
    assert (wait(shown), ended(shown)) == (Wait(date(2024, 5, 17), 0), False)
    on(monkeypatch, 18)
    assert (wait(shown), ended(shown)) == (Wait(date(2024, 5, 17), 0, ended=True), True)


def test_it_stands_still_while_an_objection_is_examined(
    shown: Declaration, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, 14)
    examine(shown)
    on(monkeypatch, 23)
    assert not ended(shown)
    resume(shown)
    assert (wait(shown), ended(shown)) == (Wait(date(2024, 5, 28), 3), False)
    on(monkeypatch, 29)
    assert ended(shown)


def test_one_working_day_is_left_at_least(
    shown: Declaration, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The objection came on the last day, and was examined after it."""
    on(monkeypatch, 20)
    examine(shown)
    on(monkeypatch, 24)
    resume(shown)
    assert wait(shown) == Wait(date(2024, 5, 27), 1)
    on(monkeypatch, 27)
    assert not ended(shown)
    on(monkeypatch, 28)
    assert ended(shown)


def test_another_on_the_same_notice_goes_on(
    shown: Declaration, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, 20)
    other = proposed(shown.call)
    a_notice([other])
    examine(other)
    assert ended(shown)


def test_what_came_to_the_notice_otherwise_has_no_end() -> None:
    declaration = proposed(a_call())
    Declaration.objects.filter(pk=declaration.pk).update(state=State.NOTICE)
    assert (wait(declaration), ended(declaration)) == (None, False)


def test_it_waits_for_nobody_while_it_runs(
    shown: Declaration, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker, checker = bureau_maker(), bureau_checker()
    found = queue_of(maker)
    assert ([c.declaration for c in found.ours], found.mine) == ([shown], ())
    on(monkeypatch, 20)
    found = queue_of(maker)
    assert ([c.declaration for c in found.mine], found.ours) == ([shown], ())
    assert [c.declaration for c in queue_of(checker).ours] == [shown]
