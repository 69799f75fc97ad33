"""The first page after signing in: what waits, what one has started, what one has done."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.actions.filing import withdraw
from jiqun.web.declarations.actions.leaving import quit_procedure
from jiqun.web.declarations.models import Declaration
from jiqun.web.inbox import todo
from jiqun.web.inbox.todo import Todo
from jiqun.web.review.actions.intake import take_up
from jiqun.web.review.actions.motions import prepare, send_back, sign
from jiqun.web.review.actions.remarks import add_remark
from tests.web.checklists import answer_all
from tests.web.filings import a_submission, returned
from tests.web.moments import AFTER, DURING, set_clock
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.world import (
    RECOMMEND_BY,
    a_call,
    a_declaration,
    bureau_maker,
    chief,
    district_checker,
    district_maker,
    filler,
    operator,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    declaration = a_declaration(by.unit)
    declaration.cluster_name = "示例集群"
    declaration.save()
    return declaration


def rows(page: HttpResponse, called: str) -> list[str]:
    """Of the table of that name."""
    found = parsed(page).xpath(f"//table[@aria-label='{called}']/tbody/tr")
    return [" ".join(row.text_content().split()) for row in found]


def desk(user: User) -> HttpResponse:
    return visit_as(user).get("/desk/")


# --- What waits -----------------------------------------------------------------------------


def test_a_draft_waits_until_its_deadline(
    declaration: Declaration, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = "填报：示例集群 请于2024年6月30日17:00前报送 2024年6月30日"
    for person in (by, filler(by.unit)):
        assert rows(desk(person), "待办") == [row]
    set_clock(monkeypatch, RECOMMEND_BY - timedelta(days=2))
    assert rows(desk(by), "待办") == [f"{row} 急办"]
    set_clock(monkeypatch, AFTER)
    assert rows(desk(by), "待办") == []
    assert rows(desk(chief()), "待办") == []


def test_what_was_returned_waits_even_when_it_is_late(
    declaration: Declaration, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    correction = returned(declaration, by, "output.2021")
    who = correction.returned_by.signature
    assert rows(desk(by), "待办") == [
        f"补正：示例集群 {who}退回，请于2024年5月16日09:00前补正并重新报送 2024年5月16日"
    ]
    (link,) = parsed(desk(by)).xpath("//table[@aria-label='待办']//a/@href")
    assert link == f"/declarations/{declaration.pk}/corrections/"
    set_clock(monkeypatch, DURING + timedelta(days=6))
    assert rows(desk(by), "待办") == [
        f"补正：示例集群 {who}退回，应于2024年5月16日09:00前补正，已经逾期 2024年5月16日 急办"
    ]


def test_reviewers_see_what_is_theirs_to_do(declaration: Declaration, by: User) -> None:
    maker, checker = district_maker(), district_checker()
    a_submission(declaration, by)
    assert rows(desk(maker), "待办") == [
        f"受理：示例集群 {by.unit.name}（密云区），剩余3个工作日 2024年5月15日"
    ]
    assert rows(desk(checker), "待办") == []
    take_up(declaration.pk, by=maker)
    answer_all(declaration, maker)
    prepare(declaration.pk, by=maker, verb="decline", words="产值不足。", payload={})
    assert rows(desk(checker), "待办") == [
        f"审签不予推荐：示例集群 {by.unit.name}（密云区），{maker.name}拟办，剩余15个工作日"
        " 2024年5月31日"
    ]
    assert (rows(desk(maker), "待办"), rows(desk(bureau_maker()), "待办")) == ([], [])


def test_the_most_urgent_come_first_and_the_rest_is_a_step_away(
    by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every app adds its own; what has no last day should be done today."""
    today = DURING.date()
    days = [None, today - timedelta(days=1), *(today + timedelta(days=n) for n in range(1, 10))]
    known = [Todo(f"第{n}件", "/account/", until=day) for n, day in enumerate(days)]
    known.append(Todo("急件", "/account/", urgent=True, until=today + timedelta(days=90)))
    monkeypatch.setattr(todo, "LINES", [lambda user: known])
    labels = [row.split()[0] for row in rows(desk(by), "待办")]
    assert labels == ["急件", "第1件", "第0件", *(f"第{n}件" for n in range(2, 9))]
    assert texts(desk(by), ".more") == ["以上是最急的10件。全部待办"]
    whole = visit_as(by).get("/todo/")
    assert (texts(whole, "h1"), len(rows(whole, "待办"))) == (["待办（12）"], 12)


# --- What one has started -------------------------------------------------------------------


def test_an_operator_has_started_what_it_has_filed(declaration: Declaration, by: User) -> None:
    assert rows(desk(by), "我发起的") == []
    submission = a_submission(declaration, by)
    take_up(declaration.pk, by=district_maker())
    row = f"报送：示例集群（{submission.number}） 2024年5月11日09:00 区初审"
    assert rows(desk(by), "我发起的") == [row]
    assert rows(visit_as(by).get("/started/"), "我发起的") == [row]
    assert rows(desk(chief()), "我发起的") == []


def test_a_reviewer_has_started_what_they_prepared(declaration: Declaration, by: User) -> None:
    maker, checker = district_maker(), district_checker()
    a_submission(declaration, by)
    take_up(declaration.pk, by=maker)
    answer_all(declaration, maker)
    words = {"verb": "decline", "words": "产值不足。", "payload": {}}
    first = prepare(declaration.pk, by=maker, **words)  # type: ignore[arg-type]
    assert rows(desk(maker), "我发起的") == ["拟不予推荐：示例集群 2024年5月11日09:00 待审签"]
    send_back(first.pk, by=checker, answer="请补充依据。")
    sign(prepare(declaration.pk, by=maker, **words).pk, by=checker)  # type: ignore[arg-type]
    then = f"（{checker.name}，2024年5月11日09:00），申报现为“不予推荐”"
    assert rows(desk(maker), "我发起的") == [
        f"拟不予推荐：示例集群 2024年5月11日09:00 已审签{then}",
        f"拟不予推荐：示例集群 2024年5月11日09:00 退回经办{then}：请补充依据。",
    ]
    assert rows(desk(checker), "我发起的") == rows(desk(bureau_maker()), "我发起的") == []


def test_what_the_declaration_went_on_without_is_said_so(
    declaration: Declaration, by: User
) -> None:
    maker = district_maker()
    a_submission(declaration, by)
    take_up(declaration.pk, by=maker)
    answer_all(declaration, maker)
    prepare(declaration.pk, by=maker, verb="decline", words="产值不足。", payload={})
    quit_procedure(declaration.pk, by=by, reason="经营方向调整。", confirmed=True)
    assert rows(desk(maker), "我发起的") == [
        "拟不予推荐：示例集群 2024年5月11日09:00 不再办理：申报已转为“终止”，这件拟办不再办理。"
    ]


# --- What one has done ----------------------------------------------------------------------


def test_every_act_is_a_sentence_with_what_it_was_about(declaration: Declaration, by: User) -> None:
    maker, checker = district_maker(), district_checker()
    a_submission(declaration, by)
    take_up(declaration.pk, by=maker)
    answer_all(declaration, maker)
    motion = prepare(declaration.pk, by=maker, verb="decline", words="产值不足。", payload={})
    sign(motion.pk, by=checker)
    about = "2024年5月11日09:00 示例集群"
    assert texts(desk(by), "li")[-1] == f"{about}报送。"
    for person, acts in (
        (
            maker,
            [
                f"{about}拟“不予推荐”，送审签。",
                f"{about}填写审查清单17项。",
                f"{about}受理，开始初审。",
            ],
        ),
        (checker, [f"{about}不予推荐，理由：产值不足。"]),
        (bureau_maker(), []),
    ):
        assert [text for text in texts(desk(person), "li") if "示例集群" in text] == acts
        page = visit_as(person).get("/done/")
        assert texts(page, "h1") == [f"已办（{len(acts)}）"]
    (link,) = set(parsed(desk(maker)).xpath("//ol[@class='timeline']//a/@href"))
    assert link == f"/declarations/{declaration.pk}/review/"


def test_what_one_may_no_longer_know_of_is_not_named(declaration: Declaration, by: User) -> None:
    """The operator has taken it back since."""
    maker = district_maker()
    a_submission(declaration, by)
    add_remark(declaration.pk, by=maker, key="roster", words="缺2家。")
    withdraw(declaration.pk, by=by, reason="填错了。")
    (act,) = texts(desk(maker), "li")[-1:]
    assert act == "2024年5月11日09:00对“企业名录”提出意见。"


def test_twenty_a_page(declaration: Declaration, by: User) -> None:
    for number in range(21):
        record(declaration.chain, "test", f"第{number}件。", by=by)
    client = visit_as(by)
    assert len(texts(client.get("/desk/"), "ol")) == 1
    assert texts(client.get("/done/"), ".paging") == ["第1页，共2页（21条） 下一页"]
    last = parsed(client.get("/done/?page=2")).xpath("//ol[@class='timeline']/li")
    assert len(last) == 1


# --- Queries --------------------------------------------------------------------------------


def everything(by: User, times: int) -> None:
    """Filed and taken up, and prepared to be declined."""
    for _ in range(times):
        declaration = a_declaration(operator("密云区"), a_call())
        a_submission(declaration, chief(declaration.unit))
        take_up(declaration.pk, by=by)
        answer_all(declaration, by)
        prepare(declaration.pk, by=by, verb="decline", words="产值不足。", payload={})
        again = a_declaration(operator("密云区"), a_call())
        a_submission(again, chief(again.unit))


def count(client: Client, address: str, queries: int, assert_num_queries: object) -> None:
    client.get(address)
    with assert_num_queries(queries):  # type: ignore[operator]
        client.get(address)


@pytest.mark.parametrize("times", [1, 3])
def test_as_many_queries_for_a_reviewer_however_much_there_is(
    times: int, django_assert_num_queries: object
) -> None:
    maker = district_maker()
    everything(maker, times)
    client = visit_as(maker)
    for address, queries in (("/desk/", 15), ("/todo/", 10), ("/started/", 8), ("/done/", 7)):
        count(client, address, queries, django_assert_num_queries)


@pytest.mark.parametrize("times", [1, 3])
def test_as_many_queries_for_an_operator_however_much_there_is(
    times: int, by: User, django_assert_num_queries: object
) -> None:
    for _ in range(times):
        returned(a_declaration(by.unit, a_call()), by, "output.2021")
        a_declaration(by.unit, a_call())
    client = visit_as(by)
    for address, queries in (("/desk/", 16), ("/todo/", 8), ("/started/", 6), ("/done/", 7)):
        count(client, address, queries, django_assert_num_queries)
