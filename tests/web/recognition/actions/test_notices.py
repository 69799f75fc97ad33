"""What is proposed is shown to the public: one prepares it, another signs, all of it or nothing."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import Role, User
from jiqun.web.audit.queries import events_of, faults
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.recognition.actions.notices import (
    drop_notice,
    prepare_notice,
    send_back_notice,
    sign_notice,
)
from jiqun.web.recognition.models import Notice, NoticeEntry
from jiqun.web.review.actions.motions import prepare
from jiqun.web.review.models import CalendarYear, Holiday, Outcome
from tests.web.letters import letters
from tests.web.moments import set_clock
from tests.web.noticed import a_notice, a_prepared_notice, proposed
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

#: A Monday.
MONDAY = date(2024, 5, 13)


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    CalendarYear.objects.create(year=2024, source="示例")
    set_clock(monkeypatch, datetime(2024, 5, 13, 10, tzinfo=BEIJING))


@pytest.fixture
def call() -> Call:
    return a_call()


def states(*declarations: Declaration) -> list[str]:
    found = dict(Declaration.objects.values_list("pk", "state"))
    return [found[each.pk] for each in declarations]


def told(chain: str) -> Iterator[tuple[str, str]]:
    return ((event.verb, event.sentence) for event in events_of(chain))


# --- Preparing and signing ------------------------------------------------------------------


def test_it_is_prepared_and_signed(call: Call) -> None:
    one, other = proposed(call, "密云区", "测控"), proposed(call, "海淀区", "软件")
    maker, checker = bureau_maker(), bureau_checker()
    notice = a_prepared_notice([one, other], by=maker)
    assert states(one, other) == [State.PROPOSED] * 2
    entries = notice.entries.values_list(
        "order", "cluster_name", "unit_name", "district", "industry"
    )
    assert list(entries) == [
        (1, "北京市海淀区示例软件产业集群", other.unit.name, "海淀区", "示例软件"),
        (2, "北京市密云区示例测控产业集群", one.unit.name, "密云区", "示例测控"),
    ]
    sign_notice(notice.pk, by=checker)
    notice.refresh_from_db()
    assert (notice.outcome, notice.decided_by) == (Outcome.SIGNED, checker)
    assert states(one, other) == [State.NOTICE] * 2
    period = "公示期为5个工作日，自2024年5月13日至5月17日。"
    assert list(told(notice.chain)) == [
        ("prepare", f"拟公示2个集群，送审签。{period}"),
        ("sign", f"签发公示。{period}"),
    ]
    last = list(events_of(one.chain))[-1]
    assert (last.verb, last.sentence, last.actor) == ("publish", f"公示。{period}", checker)
    assert last.data == {
        "notice": notice.pk,
        "from": State.PROPOSED,
        "to": State.NOTICE,
        "prepared_by": maker.pk,
    }
    assert list(faults()) == []


def test_those_that_are_not_chosen_stay(call: Call) -> None:
    one, other = proposed(call), proposed(call)
    a_notice([one])
    assert states(one, other) == [State.NOTICE, State.PROPOSED]


@pytest.mark.parametrize("act", ["draft", "terminated"])
def test_one_that_is_no_longer_proposed_stops_all_of_them(call: Call, act: str) -> None:
    one, other = proposed(call, what="测控"), proposed(call, what="软件")
    notice = a_prepared_notice([one, other])
    Declaration.objects.filter(pk=other.pk).update(state=act)
    label = State(act).label
    with pytest.raises(Refused) as why:
        sign_notice(notice.pk, by=bureau_checker())
    assert str(why.value) == f"{other}：现为“{label}”，不再是“拟认定”。"
    assert states(one, other) == [State.PROPOSED, act]
    notice.refresh_from_db()
    assert notice.is_pending
    with pytest.raises(Refused, match=f"{other}：现为“{label}”"):
        drop_notice(notice.pk, by=notice.prepared_by)
        a_prepared_notice([one, other])


def test_what_waits_to_be_signed_otherwise_comes_first(call: Call) -> None:
    one = proposed(call)
    prepare(one.pk, by=bureau_maker(), verb="terminate", words="集群已解散。", payload={})
    with pytest.raises(Refused, match=f"{one}：有一件拟办在等待审签，请先办结。"):
        a_prepared_notice([one])


def test_nobody_signs_his_own(call: Call) -> None:
    one, maker = proposed(call), bureau_maker()
    notice = a_prepared_notice([one], by=maker)
    maker.role = Role.CHECKER
    maker.save()
    with pytest.raises(Refused, match="经办和审签应是两个人"):
        sign_notice(notice.pk, by=maker)
    assert states(one) == [State.PROPOSED]


@pytest.mark.parametrize("whose", [district_checker, district_maker, chief])
def test_nobody_else_prepares_or_decides(call: Call, whose: Callable[[], User]) -> None:
    one, by = proposed(call), whose()
    with pytest.raises(PermissionDenied):
        a_prepared_notice([one], by=by)
    notice = a_prepared_notice([one])
    for act in (
        lambda: sign_notice(notice.pk, by=by),
        lambda: send_back_notice(notice.pk, by=by, answer="？"),
        lambda: drop_notice(notice.pk, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_maker_does_not_sign_nor_a_checker_prepare(call: Call) -> None:
    one = proposed(call)
    with pytest.raises(PermissionDenied):
        a_prepared_notice([one], by=bureau_checker())
    with pytest.raises(PermissionDenied):
        sign_notice(a_prepared_notice([one]).pk, by=bureau_maker())


def test_it_is_sent_back_or_taken_back(call: Call) -> None:
    one, checker = proposed(call), bureau_checker()
    notice = a_prepared_notice([one])
    with pytest.raises(Refused, match="请写明退回经办的理由。"):
        send_back_notice(notice.pk, by=checker, answer=" ")
    send_back_notice(notice.pk, by=checker, answer="请改标题。")
    again = a_prepared_notice([one])
    with pytest.raises(Refused, match="已在另一份等待审签的公示里"):
        a_prepared_notice([one])
    with pytest.raises(PermissionDenied):
        drop_notice(again.pk, by=bureau_maker())
    drop_notice(again.pk, by=again.prepared_by)
    outcomes = Notice.objects.order_by("pk").values_list("outcome", "answer")
    assert list(outcomes) == [(Outcome.SENT_BACK, "请改标题。"), (Outcome.DROPPED, "")]
    for pk in (notice.pk, again.pk):
        with pytest.raises(Refused, match="刚刚有人办理过"):
            sign_notice(pk, by=checker)
    assert states(one) == [State.PROPOSED]


# --- What is asked of it ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"title": " "}, "请填写标题。"),
        ({"title": "字" * 201}, "标题超过200字"),
        ({"words": ""}, "请填写正文。"),
        ({"words": "字" * 5001}, "正文超过5000字"),
        ({"days": 0}, "公示期应为1至60个工作日"),
        ({"days": 61}, "公示期应为1至60个工作日"),
        ({"opens": date(2024, 5, 10)}, "公示开始日期2024年5月10日已过"),
        ({"opens": date(2024, 5, 18)}, "2024年5月18日不是工作日"),
        ({"opens": date(2024, 5, 14)}, "2024年5月14日不是工作日"),  # a holiday
        ({"opens": date(9999, 12, 31)}, "应在一年以内"),
        ({"declarations": []}, "请至少勾选一个集群。"),
        ({"declarations": [0]}, "请至少勾选一个集群。"),
    ],
)
def test_what_is_no_notice(call: Call, changed: dict[str, object], why: str) -> None:
    Holiday.objects.create(day=date(2024, 5, 14), works=False, name="示例假日")
    known = {
        "declarations": [proposed(call).pk],
        "title": "公示",
        "words": "现予公示。",
        "days": 5,
        "opens": MONDAY,
        **changed,
    }
    with pytest.raises(Refused, match=why):
        prepare_notice(call, by=bureau_maker(), **known)  # type: ignore[arg-type]
    assert not Notice.objects.exists()


def test_those_of_another_call_are_not_put_on_it(call: Call) -> None:
    other = proposed(a_call())
    with pytest.raises(Refused, match="有的不在这个申报批次里"):
        prepare_notice(
            call,
            [proposed(call).pk, other.pk],
            by=bureau_maker(),
            title="公示",
            words="现予公示。",
            days=5,
            opens=MONDAY,
        )


# --- Its days --------------------------------------------------------------------------------


def test_the_day_on_which_it_opens_is_its_first(call: Call) -> None:
    Holiday.objects.create(day=date(2024, 5, 15), works=False, name="示例假日")
    Holiday.objects.create(day=date(2024, 5, 18), works=True, name="示例调休")
    notice = a_prepared_notice([proposed(call)])
    assert (notice.opens, notice.closes) == (MONDAY, date(2024, 5, 18))
    notice = a_notice([proposed(call)], opens=date(2024, 5, 18))
    assert (notice.opens, notice.closes) == (date(2024, 5, 18), date(2024, 5, 23))
    running = [notice.is_running(date(2024, 5, day)) for day in (17, 18, 23, 24)]
    ended = [notice.has_ended(date(2024, 5, day)) for day in (17, 18, 23, 24)]
    assert (running, ended) == ([False, True, True, False], [False, False, False, True])


def test_nothing_is_signed_after_the_day_on_which_it_should_have_opened(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = a_prepared_notice([proposed(call)])
    set_clock(monkeypatch, datetime(2024, 5, 14, 9, tzinfo=BEIJING))
    with pytest.raises(Refused, match="公示开始日期2024年5月13日已过，不能签发"):
        sign_notice(notice.pk, by=bureau_checker())


def test_what_it_says_of_its_days_must_still_be_true(call: Call) -> None:
    notice = a_prepared_notice([proposed(call)])
    Holiday.objects.create(day=date(2024, 5, 15), works=False, name="示例假日")
    with pytest.raises(Refused, match="5个工作日不再是2024年5月13日至5月17日，不能签发"):
        sign_notice(notice.pk, by=bureau_checker())


# --- Mail ------------------------------------------------------------------------------------


def test_everybody_hears_of_it(call: Call) -> None:
    one, checker = proposed(call), bureau_checker()
    own = User.objects.get(unit=one.unit)
    district = district_maker(one.unit.district)
    with letters() as first:
        notice = a_prepared_notice([one])
    with letters() as second:
        send_back_notice(notice.pk, by=checker, answer="请改标题。")
    again = a_prepared_notice([one])
    with letters() as third:
        sign_notice(again.pk, by=checker)
    heard = [(each.subject, each.to) for each in (*first, *second, *third)]
    assert heard == [
        ("待审签：示例公示（集群申报平台）", [checker.email]),
        ("退回经办：示例公示（集群申报平台）", [notice.prepared_by.email]),
        (f"公示：{one}（集群申报平台）", [own.email]),
        (f"公示：{one}（集群申报平台）", [district.email]),
    ]


def test_an_entry_stands_once_on_a_notice(call: Call) -> None:
    one = proposed(call)
    notice = a_prepared_notice([one, one])
    assert NoticeEntry.objects.filter(notice=notice).count() == 1
    assert str(notice.entries.get()) == str(one)
