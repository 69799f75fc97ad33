"""What was shown long enough is recognised: the list is signed, and the register numbers it."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.audit.queries import events_of, faults
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.recognition.actions.lists import (
    drop_list,
    prepare_list,
    send_back_list,
    sign_list,
)
from jiqun.web.recognition.models import RecognisedList, Recognition, RegisterSerial, Standing
from jiqun.web.review.models import CalendarYear, Outcome
from tests.web.letters import letters
from tests.web.moments import set_clock
from tests.web.noticed import a_list, a_notice, a_prepared_list, examine, proposed, resume
from tests.web.world import (
    BEIJING,
    a_call,
    bureau_checker,
    bureau_maker,
    chief,
    district_checker,
    district_maker,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


def on(patch: pytest.MonkeyPatch, *day: int) -> None:
    set_clock(patch, datetime(*day, 10, tzinfo=BEIJING))  # type: ignore[misc, arg-type]


@pytest.fixture
def call() -> Call:
    return a_call()


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    CalendarYear.objects.create(year=2024, source="示例")
    on(monkeypatch, 2024, 5, 13)


@pytest.fixture
def shown(call: Call, monkeypatch: pytest.MonkeyPatch) -> list[Declaration]:
    """Two whose notice is over."""
    found = [proposed(call, "密云区"), proposed(call, "海淀区", "软件")]
    a_notice(found)
    on(monkeypatch, 2024, 5, 20)
    return [Declaration.objects.get(pk=each.pk) for each in found]


def states(*declarations: Declaration) -> list[str]:
    found = dict(Declaration.objects.values_list("pk", "state"))
    return [found[each.pk] for each in declarations]


def numbers() -> list[str]:
    return list(Recognition.objects.values_list("number", flat=True))


# --- Preparing and signing ------------------------------------------------------------------


def test_it_is_prepared_and_signed(shown: list[Declaration]) -> None:
    maker, checker = bureau_maker(), bureau_checker()
    made = a_prepared_list(shown, by=maker)
    assert (states(*shown), numbers()) == ([State.NOTICE] * 2, [])
    sign_list(made.pk, by=checker)
    made.refresh_from_db()
    assert (made.outcome, made.decided_by) == (Outcome.SIGNED, checker)
    assert states(*shown) == [State.RECOGNISED] * 2
    lines = Recognition.objects.values_list(
        "number", "cluster_name", "unit_name", "district", "industry", "from_day", "to_day", "list"
    )
    term = (date(2024, 5, 20), date(2026, 12, 31), made.pk)
    one, other = shown
    assert list(lines) == [
        (
            "京集群〔2024〕001号",
            "北京市海淀区示例软件产业集群",
            other.unit.name,
            "海淀区",
            "示例软件",
            *term,
        ),
        (
            "京集群〔2024〕002号",
            "北京市密云区示例测控产业集群",
            one.unit.name,
            "密云区",
            "示例测控",
            *term,
        ),
    ]
    last = list(events_of(one.chain))[-1]
    assert (last.verb, last.sentence, last.data["prepared_by"], last.data["list"]) == (
        "recognise",
        "认定，编号京集群〔2024〕002号，有效期至2026年。",
        maker.pk,
        made.pk,
    )
    assert list(faults()) == []


def test_numbers_follow_one_another_and_begin_anew_every_year(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [proposed(call, what=what) for what in ("甲", "乙", "丙", "丁")]
    a_notice(found)
    on(monkeypatch, 2024, 5, 20)
    a_list(found[:2])
    dropped = a_prepared_list(found[2:3])
    drop_list(dropped.pk, by=dropped.prepared_by)
    a_list(found[2:3])
    on(monkeypatch, 2025, 1, 2)
    a_list(found[3:])
    by_cluster = {each.declaration_id: each.number for each in Recognition.objects.all()}
    assert sorted(by_cluster.values()) == [
        "京集群〔2024〕001号",
        "京集群〔2024〕002号",
        "京集群〔2024〕003号",
        "京集群〔2025〕001号",
    ]
    assert by_cluster[found[3].pk] == "京集群〔2025〕001号"
    term = Recognition.objects.get(declaration=found[3])
    assert (term.from_day, term.to_day) == (date(2025, 1, 2), date(2027, 12, 31))


def test_what_is_refused_takes_no_number(shown: list[Declaration]) -> None:
    made = a_prepared_list(shown)
    examine(shown[0])
    with pytest.raises(Refused) as why:
        sign_list(made.pk, by=bureau_checker())
    assert str(why.value) == f"{shown[0]}：现为“异议核查”，不再是“公示”。"
    assert states(*shown) == [State.OBJECTED, State.NOTICE]
    assert (numbers(), RegisterSerial.objects.count()) == ([], 0)
    resume(shown[0])
    with pytest.raises(Refused, match=f"{shown[0]}：公示期还没有结束，届时再办。"):
        sign_list(made.pk, by=bureau_checker())


def test_nothing_is_recognised_before_its_notice_is_over(
    shown: list[Declaration], call: Call
) -> None:
    late = proposed(call)
    a_notice([late])
    late.refresh_from_db()
    with pytest.raises(Refused) as why:
        a_prepared_list([*shown, late])
    assert str(why.value) == f"{late}：公示期还没有结束，届时再办。"
    assert not RecognisedList.objects.exists()


def test_it_is_sent_back_or_taken_back(shown: list[Declaration]) -> None:
    checker = bureau_checker()
    made = a_prepared_list(shown)
    with pytest.raises(Refused, match="已在另一份等待审签的名单里"):
        a_prepared_list(shown[:1])
    send_back_list(made.pk, by=checker, answer="请补文号。")
    again = a_prepared_list(shown)
    drop_list(again.pk, by=again.prepared_by)
    for pk in (made.pk, again.pk):
        with pytest.raises(Refused, match="刚刚有人办理过"):
            sign_list(pk, by=checker)


@pytest.mark.parametrize("whose", [district_checker, district_maker, chief])
def test_nobody_else_prepares_or_decides(
    shown: list[Declaration], whose: Callable[[], User]
) -> None:
    by = whose()
    with pytest.raises(PermissionDenied):
        a_prepared_list(shown, by=by)
    made = a_prepared_list(shown)
    for act in (
        lambda: sign_list(made.pk, by=by),
        lambda: send_back_list(made.pk, by=by, answer="？"),
        lambda: drop_list(made.pk, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_the_number_of_the_document_is_short(shown: list[Declaration], call: Call) -> None:
    with pytest.raises(Refused, match="文号超过60字"):
        prepare_list(
            call,
            [shown[0].pk],
            by=bureau_maker(),
            title="名单",
            words="予以公布。",
            document="字" * 61,
        )


def test_everybody_hears_of_it(shown: list[Declaration]) -> None:
    made = a_prepared_list(shown[:1])
    with letters() as sent:
        sign_list(made.pk, by=bureau_checker())
    own = User.objects.get(unit=shown[0].unit)
    assert [(each.subject, each.to) for each in sent] == [
        (f"认定：{shown[0]}（集群申报平台）", [own.email])
    ]


# --- How it stands ---------------------------------------------------------------------------


def test_it_stands_until_the_end_of_its_third_year(shown: list[Declaration]) -> None:
    a_list(shown)
    each = Recognition.objects.all()[0]
    days = (date(2024, 5, 20), date(2026, 12, 31), date(2027, 1, 1))
    assert [each.standing(day) for day in days] == [
        Standing.VALID,
        Standing.VALID,
        Standing.EXPIRED,
    ]
    each.revoked_on = date(2025, 3, 1)
    assert [each.standing(day) for day in (date(2025, 2, 28), date(2025, 3, 1))] == [
        Standing.VALID,
        Standing.REVOKED,
    ]
