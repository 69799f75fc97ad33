"""The bureau's first page: waivers, papers, objections and grants, from being asked for until they
are answered."""

from datetime import timedelta

import pytest
from django.http import HttpResponse

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import Role, UnitKind, User
from jiqun.web.declarations.actions.waivers import refuse_waiver
from jiqun.web.declarations.models import Declaration
from jiqun.web.grants.actions import send_back_grant, sign_grant
from jiqun.web.inbox.models import Message
from jiqun.web.recognition.actions.notices import send_back_notice, sign_notice
from jiqun.web.recognition.actions.objections import (
    prepare_answer,
    read_identity,
    sign_answer,
    take_up_objection,
)
from jiqun.web.recognition.models import Finding, NoticeEntry, Objection
from tests.web.filings import a_submission
from tests.web.grants.granted import prepared as prepared_grant
from tests.web.moments import DURING, set_clock
from tests.web.noticed import a_notice, a_prepared_list, a_prepared_notice
from tests.web.noticed import proposed as proposed_cluster
from tests.web.objections import ON_PAPER, an_entry, an_objection, proposed
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.waivings import RULE, a_waiver, prepared
from tests.web.world import (
    a_call,
    a_declaration,
    bureau_checker,
    bureau_maker,
    chief,
    district_maker,
    person,
    unit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

AT = "2024年5月11日09:00"


@pytest.fixture
def maker() -> User:
    return bureau_maker()


@pytest.fixture
def checker() -> User:
    return bureau_checker()


def rows(user: User, called: str) -> list[str]:
    """Of the table of that name on the first page, with what each leads to."""
    found = parsed(visit_as(user).get("/desk/")).xpath(f"//table[@aria-label='{called}']/tbody/tr")
    return [
        " ".join((*row.text_content().split(), row.xpath("string(.//a/@href)"))) for row in found
    ]


def acts(user: User) -> list[tuple[str, str]]:
    """What each was about, and the sentence."""
    page: HttpResponse = visit_as(user).get("/done/")
    found = parsed(page).xpath("//ol[@class='timeline']/li")
    return [
        (each.xpath("string(a/@href)"), "".join(each.text_content().split()[1:])) for each in found
    ]


# --- Waivers --------------------------------------------------------------------------------


def test_a_waiver_waits_for_each_in_turn(maker: User, checker: User) -> None:
    by = chief()
    declaration = a_declaration(by.unit)
    waiver = a_waiver(declaration, by)
    where, until = f"/waivers/{waiver.pk}/", "2024年6月30日17:00报送截止 2024年6月30日"
    assert rows(maker, "待办") == [
        f"办理豁免：{declaration}，{RULE} {by.unit.name}（密云区）申请，{until} {where}"
    ]
    assert (rows(checker, "待办"), rows(district_maker(), "待办")) == ([], [])
    prepared(waiver, maker)
    assert (rows(maker, "待办"), rows(checker, "待办")) == (
        [],
        [f"审签豁免：{declaration}，{RULE} {maker.name}拟办，{until} {where}"],
    )
    assert rows(maker, "我发起的") == [f"豁免{RULE}：{declaration} {AT} 待审签 {where}"]
    refuse_waiver(waiver.pk, by=checker, words="批复没有附上。")
    assert rows(checker, "待办") == []
    asked = f"豁免{RULE}：{declaration} {AT} 未同意：批复没有附上。 {where}"
    assert rows(maker, "我发起的") == rows(by, "我发起的") == [asked]
    about = f"豁免{RULE}：{declaration}"
    assert [(address, act[: len(about)]) for address, act in acts(maker)] == [(where, about)]
    assert acts(checker) == [(where, f"{about}不同意豁免{RULE}，理由：批复没有附上。")]


# --- Papers ---------------------------------------------------------------------------------


def test_what_is_proposed_is_shown_signed_and_recognised(
    maker: User, checker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = a_call()
    one, other = proposed_cluster(call), proposed_cluster(call, "海淀区")
    to_show = f"拟公示：{call} {{}}个集群待公示 — /recognition/{call.pk}/notice/"
    assert (rows(maker, "待办"), rows(checker, "待办")) == ([to_show.format(2)], [])
    notice = a_prepared_notice([one], by=maker)
    where = f"/recognition/notices/{notice.pk}/"
    assert rows(maker, "待办") == [to_show.format(1)]
    assert rows(checker, "待办") == [
        f"审签公示：示例公示 {maker.name}拟办，公示自2024年5月13日起 2024年5月13日 {where}"
    ]
    assert rows(maker, "我发起的") == [f"拟公示：示例公示 {AT} 待审签 {where}"]
    send_back_notice(notice.pk, by=checker, answer="标题有误。")
    assert (rows(maker, "待办"), rows(checker, "待办")) == ([to_show.format(2)], [])
    back = f"拟公示：示例公示 {AT} 退回经办（{checker.name}，{AT}）：标题有误。 {where}"
    assert rows(maker, "我发起的") == [back]
    assert acts(maker)[0][0] == acts(checker)[0][0] == where
    notice = a_prepared_notice([one, other], by=maker)
    sign_notice(notice.pk, by=checker)
    assert rows(maker, "待办") == []
    set_clock(monkeypatch, DURING + timedelta(days=10))
    assert rows(maker, "待办") == [
        f"拟认定名单：{call} 2个集群公示期满，没有未办结的异议 — /recognition/{call.pk}/list/"
    ]
    made = a_prepared_list([one, other], by=maker)
    assert (rows(maker, "待办"), rows(checker, "待办")) == (
        [],
        [f"审签认定名单：示例名单 {maker.name}拟办 — /recognition/lists/{made.pk}/"],
    )


def test_what_is_objected_to_is_not_recognised_yet(
    maker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = a_call()
    declaration = proposed_cluster(call)
    notice = a_notice([declaration])
    set_clock(monkeypatch, DURING + timedelta(days=3))
    an_objection(NoticeEntry.objects.get(notice=notice))
    set_clock(monkeypatch, DURING + timedelta(days=10))
    assert [row.split("：")[0] for row in rows(maker, "待办")] == ["受理异议"]


# --- Objections -----------------------------------------------------------------------------


def test_an_objection_waits_for_each_in_turn(maker: User, checker: User) -> None:
    objection = an_objection(said=ON_PAPER)
    where, until = f"/objections/{objection.pk}/", "剩余10个工作日 2024年5月24日"
    number = objection.number
    assert rows(maker, "待办") == [f"受理异议：{number} 示例集群，{until} {where}"]
    take_up_objection(objection.pk, by=maker)
    assert rows(maker, "待办") == [f"核查异议：{number} 示例集群，{until} {where}"]
    assert rows(checker, "待办") == []
    prepare_answer(objection.pk, by=maker, proposed=proposed(Finding.UPHELD))
    assert (rows(maker, "待办"), rows(checker, "待办")) == (
        [],
        [f"审签异议：{number} 示例集群，{maker.name}拟办，{until} {where}"],
    )
    assert rows(maker, "我发起的") == [f"拟答复：{number} {AT} 待审签 {where}"]
    sign_answer(objection.pk, by=checker)
    review = f"/declarations/{objection.declaration_id}/review/"
    assert rows(maker, "待办") == [
        f"拟取消：示例集群 异议已全部办结 — {review}",
        f"书面答复异议：{number} 示例集群，{until} {where}",
    ]
    assert rows(maker, "我发起的") == [
        f"拟答复：{number} {AT} 已审签（{checker.name}，{AT}），查实，待书面答复 {where}"
    ]
    read_identity(objection, by=checker)
    assert acts(checker) == [
        (where, f"{number}查看异议人身份和异议原文。"),
        (review, f"示例集群办结{number}。"),
        (where, f"{number}审签：查实。"),
    ]


def test_a_message_of_an_objection_names_its_number_only(maker: User, checker: User) -> None:
    objection = an_objection()
    take_up_objection(objection.pk, by=maker)
    prepare_answer(objection.pk, by=maker, proposed=proposed(Finding.UPHELD))
    told = Message.objects.filter(kind__contains="objection")
    where = f"/objections/{objection.pk}/"
    assert set(told.filter(person=maker).values_list("sentence", "address")) == {
        (f"收到{objection.number}", where)
    }
    assert set(told.filter(person=checker).values_list("sentence", "address")) == {
        (f"待审签：{objection.number}", where)
    }
    assert set(told.values_list("person__unit__kind", flat=True)) == {UnitKind.BUREAU}


# --- Grants ---------------------------------------------------------------------------------


def test_a_grant_waits_for_whoever_signs(maker: User, checker: User) -> None:
    by = chief()
    filed = a_declaration(by.unit)
    a_submission(filed, by)
    reader = person(unit(UnitKind.DEPARTMENT, name="示例统计局"), Role.READER)
    one, other = (prepared_grant(reader, filed, by=maker) for _ in range(2))
    told = f"{maker.name}拟办，用途：核对统计数据 2024年5月11日 急办"
    assert rows(checker, "待办") == [
        f"审签查阅授权：{grant} {told} /grants/{grant.pk}/" for grant in (other, one)
    ]
    sign_grant(one.pk, by=checker, site="")
    send_back_grant(other.pk, by=checker, answer="不宜开放。")
    assert rows(checker, "待办") == rows(maker, "待办") == []
    assert rows(maker, "我发起的") == [
        f"拟授权：{other} {AT} 未同意（{checker.name}，{AT}）：不宜开放。 /grants/{other.pk}/",
        f"拟授权：{one} {AT} 已授权（{checker.name}，{AT}） /grants/{one.pk}/",
    ]
    assert [address for address, _ in acts(checker)] == [
        f"/grants/{other.pk}/",
        f"/grants/{one.pk}/",
    ]
    assert texts(visit_as(by).get("/desk/"), "h2")[0] == "待办（0）"


# --- Queries --------------------------------------------------------------------------------


def everything(maker: User, reader: User) -> None:
    """One of each kind, waiting."""
    by, call = chief(), a_call()
    waiver = a_waiver(a_declaration(by.unit, call), by)
    prepared(waiver, maker)
    a_waiver(a_declaration(chief().unit, call), by)
    one, other = proposed_cluster(call), proposed_cluster(call)
    a_prepared_notice([one], by=maker)
    Declaration.objects.filter(pk=other.pk).update(state=State.PROPOSED)
    objection = an_objection(an_entry())
    an_objection(objection.entry)
    take_up_objection(objection.pk, by=maker)
    prepare_answer(objection.pk, by=maker, proposed=proposed(Finding.UPHELD))
    filed = a_declaration(by.unit)
    a_submission(filed, by)
    prepared_grant(reader, filed, by=maker)


@pytest.mark.parametrize("times", [1, 3])
def test_as_many_queries_however_much_waits(
    times: int, maker: User, checker: User, django_assert_num_queries: object
) -> None:
    reader = person(unit(UnitKind.DEPARTMENT), Role.READER)
    for _ in range(times):
        everything(maker, reader)
    assert Objection.objects.count() == 2 * times
    for user, address, queries in (
        (maker, "/todo/", 26),
        (checker, "/todo/", 17),
        (maker, "/started/", 10),
        (maker, "/done/", 11),
    ):
        page = visit_as(user)
        page.get(address)
        with django_assert_num_queries(queries):  # type: ignore[operator]
            page.get(address)
