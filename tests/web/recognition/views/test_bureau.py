"""The bureau's pages: from what is proposed to the list, one step after the other."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.recognition.models import Notice, RecognisedList, Recognition
from jiqun.web.recognition.texts import list_words, notice_words
from jiqun.web.review.models import CalendarYear, Outcome
from tests.web.moments import set_clock
from tests.web.noticed import (
    a_list,
    a_notice,
    a_prepared_list,
    a_prepared_notice,
    examine,
    proposed,
)
from tests.web.pages import text_of
from tests.web.visitors import visit_as
from tests.web.world import BEIJING, a_call, bureau_checker, bureau_maker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


def on(patch: pytest.MonkeyPatch, day: int) -> None:
    set_clock(patch, datetime(2024, 5, day, 10, tzinfo=BEIJING))


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, 13)


@pytest.fixture
def call() -> Call:
    return a_call()


@pytest.fixture
def maker() -> User:
    return bureau_maker()


@pytest.fixture
def checker() -> User:
    return bureau_checker()


def page(user: User, name: str, *args: object) -> str:
    response = visit_as(user).get(reverse(name, args=args))
    assert response.status_code == 200
    return text_of(response)


def typed(*declarations: Declaration, **changed: str) -> dict[str, object]:
    known = {
        "title": "示例公示",
        "words": "拟认定下列集群，现予公示。",
        "days": "5",
        "opens": "2024-05-14",
        **changed,
    }
    return {**known, "declaration": [str(each.pk) for each in declarations]}


# --- The overview ----------------------------------------------------------------------------


def test_it_says_how_far_each_call_has_come(
    call: Call, maker: User, checker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "还没有拟认定的集群。" in page(maker, "recognition")
    found = [proposed(call, what=what) for what in "甲乙丙丁戊己"]
    on(monkeypatch, 6)
    a_notice(found[:3], by=maker, signed_by=checker)
    on(monkeypatch, 13)
    examine(found[2])
    a_list(found[:1])
    a_notice(found[3:4], by=maker, signed_by=checker)
    a_prepared_notice(found[4:5], by=maker)
    shown = page(maker, "recognition")
    for counted in (
        "拟认定，待公示 1个",
        "待审签 1个",
        "正在公示 1个",
        "异议核查 1个",
        "公示期满，待认定 1个",
        "已认定 1个",
        "已于5月10日结束",
        "5月13日至5月17日 剩余4个工作日",
        "待审签",
    ):
        assert counted in shown
    assert "拟认定名单" in shown
    signs = page(checker, "recognition")
    assert "拟认定名单" not in signs and "审签 公示 标题" in signs


def test_there_is_one_primary_action(call: Call, maker: User) -> None:
    proposed(call)
    proposed(a_call())
    response = visit_as(maker).get(reverse("recognition"))
    assert response.content.decode().count("btn-primary") == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_asks_as_often_for_one_as_for_three(
    call: Call, maker: User, count: int, django_assert_num_queries: object
) -> None:
    for _ in range(count):
        a_notice([proposed(call)], by=maker)
        a_prepared_notice([proposed(call)], by=maker)
    client = visit_as(maker)
    with django_assert_num_queries(19):  # type: ignore[operator]
        client.get(reverse("recognition"))


@pytest.mark.parametrize("count", [1, 3])
def test_what_can_be_chosen_is_asked_as_often_for_one_as_for_three(
    call: Call, maker: User, count: int, django_assert_num_queries: object
) -> None:
    """A whole call is on the page."""
    for _ in range(count):
        a_notice([proposed(call)], by=maker)
        proposed(call)
    client = visit_as(maker)
    for name, queries in (("prepare_notice", 17), ("prepare_list", 17)):
        with django_assert_num_queries(queries):  # type: ignore[operator]
            client.get(reverse(name, args=[call.pk]))


# --- A notice --------------------------------------------------------------------------------


def test_a_notice_is_proposed_in_official_words(call: Call, maker: User) -> None:
    one = proposed(call)
    response = visit_as(maker).get(reverse("prepare_notice", args=[call.pk]))
    shown = response.content.decode()
    assert "关于2024年度拟认定北京市中小企业特色产业集群名单的公示" in shown
    assert notice_words(call) in shown
    assert 'type="date" name="opens" value="2024-05-14"' in shown
    assert f'value="{one.pk}" aria-label="列入{one}" checked' in shown
    assert "2024年的节假日安排尚未录入，暂按周一至周五计算。" in shown
    CalendarYear.objects.create(year=2024, source="示例")
    assert "尚未录入" not in page(maker, "prepare_notice", call.pk)


def test_it_is_laid_before_whoever_signs(call: Call, maker: User, checker: User) -> None:
    one, other = proposed(call, what="测控"), proposed(call, what="软件")
    address = reverse("prepare_notice", args=[call.pk])
    response = visit_as(maker).post(address, typed(one))
    notice = Notice.objects.get()
    own = reverse("prepared_paper", args=["notices", notice.pk])
    assert response.headers["Location"] == own
    assert (notice.opens, notice.closes) == (date(2024, 5, 14), date(2024, 5, 20))
    shown = visit_as(checker).get(own).content.decode()
    assert str(one) in shown and str(other) not in shown
    assert "公示期为5个工作日，自2024年5月14日至5月20日。" in shown
    assert "同意并签发" in shown
    assert "同意并签发" not in visit_as(maker).get(own).content.decode()
    client = visit_as(checker)
    client.post(reverse("sign_paper", args=["notices", notice.pk]))
    assert "已签发公示。" in client.get(own).content.decode()
    assert Declaration.objects.get(pk=one.pk).state == State.NOTICE


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"days": "五"}, "公示期应写成整数的工作日数"),
        ({"days": "9999"}, "公示期应写成整数的工作日数"),
        ({"opens": ""}, "请选择公示开始日期。"),
        ({"opens": "2024-02-31"}, "请选择公示开始日期。"),
        ({"opens": "2024-05-11"}, "公示开始日期2024年5月11日已过"),
        ({"title": ""}, "请填写标题。"),
    ],
)
def test_what_was_typed_is_shown_once_more(
    call: Call, maker: User, changed: dict[str, str], why: str
) -> None:
    one, other = proposed(call, what="测控"), proposed(call, what="软件")
    data = typed(one, words="自己写的正文", **changed)
    response = visit_as(maker).post(reverse("prepare_notice", args=[call.pk]), data)
    shown = response.content.decode()
    assert response.status_code == 422
    assert why in shown
    assert "自己写的正文" in shown
    assert f'aria-label="列入{one}" checked' in shown
    assert f'aria-label="列入{other}">' in shown
    assert not Notice.objects.exists()


def test_one_begins_again_with_the_words_that_were_sent_back(
    call: Call, maker: User, checker: User
) -> None:
    client = visit_as(maker)
    address = reverse("prepare_notice", args=[call.pk])
    client.post(address, typed(proposed(call), words="自己写的正文", days="7"))
    notice = Notice.objects.get()
    answer = reverse("send_paper_back", args=["notices", notice.pk])
    visit_as(checker).post(answer, {"answer": "请改标题。"})
    shown = client.get(address).content.decode()
    for kept in ("自己写的正文", 'value="7"', "请改标题。", checker.name):
        assert kept in shown
    assert "请改标题。" in page(maker, "prepared_paper", "notices", notice.pk)


def test_it_is_taken_back(call: Call, maker: User) -> None:
    notice = a_prepared_notice([proposed(call)], by=maker)
    visit_as(maker).post(reverse("drop_paper", args=["notices", notice.pk]))
    notice.refresh_from_db()
    assert notice.outcome == Outcome.DROPPED


def test_there_is_no_other_kind_of_paper(maker: User) -> None:
    client = visit_as(maker)
    for address in ("/recognition/lists/1/", "/recognition/notices/1/", "/recognition/x/1/"):
        assert client.get(address).status_code == 404


# --- A list ----------------------------------------------------------------------------------


def test_a_list_is_proposed_for_those_whose_notice_is_over(
    call: Call, maker: User, checker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, 6)
    one = proposed(call, what="测控")
    a_notice([one], by=maker, signed_by=checker)
    on(monkeypatch, 13)
    late = proposed(call, what="软件")
    a_notice([late], by=maker, signed_by=checker)
    response = visit_as(maker).get(reverse("prepare_list", args=[call.pk]))
    shown = response.content.decode()
    assert f'aria-label="列入{one}" checked' in shown
    assert f'aria-label="列入{late}" disabled' in shown
    assert "公示期还没有结束，届时再办。" in shown
    assert list_words(call).splitlines()[0] in shown
    assert "本次认定的集群，有效期三年，为2024年至2026年。" in shown


def test_a_list_is_signed_and_numbered(
    call: Call, maker: User, checker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, 6)
    one = proposed(call)
    a_notice([one], by=maker, signed_by=checker)
    on(monkeypatch, 13)
    data = typed(one, title="示例名单", document="示例文号〔2024〕1号")
    response = visit_as(maker).post(reverse("prepare_list", args=[call.pk]), data)
    made = RecognisedList.objects.get()
    own = reverse("prepared_paper", args=["lists", made.pk])
    assert response.headers["Location"] == own
    client = visit_as(checker)
    client.post(reverse("sign_paper", args=["lists", made.pk]))
    shown = client.get(own).content.decode()
    for said in ("已签发名单", "京集群〔2024〕001号", "示例文号〔2024〕1号", "2024年至2026年"):
        assert said in shown
    assert Recognition.objects.get().declaration_id == one.pk


def test_the_number_of_the_document_is_kept_when_it_is_refused(call: Call, maker: User) -> None:
    data = {"title": "示例名单", "words": "正文", "document": "示例文号〔2024〕1号"}
    response = visit_as(maker).post(reverse("prepare_list", args=[call.pk]), data)
    assert response.status_code == 422
    assert "示例文号〔2024〕1号" in response.content.decode()


# --- On the page of a declaration -------------------------------------------------------------


def test_the_page_of_a_declaration_leads_to_its_papers(
    call: Call, maker: User, checker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lines(client: Client) -> str:
        return client.get(reverse("review", args=[one.pk])).content.decode()

    on(monkeypatch, 6)
    one = proposed(call)
    client = visit_as(maker)
    assert reverse("recognition") in lines(client)
    notice = a_notice([one], by=maker, signed_by=checker)
    shown = lines(client)
    assert reverse("notice", args=[notice.pk]) in shown
    assert "至5月10日期满" in shown
    on(monkeypatch, 13)
    assert "已于5月10日期满" in lines(client)
    a_prepared_list([one], by=maker)
    examine(one)
    assert reverse("notice", args=[notice.pk]) in lines(client)
    Declaration.objects.filter(pk=one.pk).update(state=State.NOTICE)
    assert "暂停计算" in lines(client)


def test_it_leads_to_the_register(
    call: Call, maker: User, checker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, 6)
    one = proposed(call)
    a_notice([one], by=maker, signed_by=checker)
    on(monkeypatch, 13)
    a_list([one])
    number = Recognition.objects.get()
    shown = visit_as(maker).get(reverse("review", args=[one.pk])).content.decode()
    assert reverse("recognised_cluster", args=[number.pk]) in shown
    assert number.number in shown
