"""Two people do something at once: the second waits for the first, and nothing is lost or doubled.

They come on two connections of their own. The first commits only when the second waits for it, so
there is no luck in it.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web.accounts.actions.invitations import accept_invitation, digest_of, invite
from jiqun.web.accounts.models import Invitation, User
from jiqun.web.audit.actions import record
from jiqun.web.audit.queries import events_of, faults
from jiqun.web.declarations.actions.calls import start_declaration
from jiqun.web.declarations.actions.draft import Conflict, Saved, save_changes
from jiqun.web.declarations.actions.filing import file_declaration, make_fair_copy, take_scan
from jiqun.web.declarations.models import Change, Declaration, Submission
from jiqun.web.declarations.queries.draft import draft_of
from jiqun.web.recognition.actions.lists import sign_list
from jiqun.web.recognition.actions.notices import drop_notice, sign_notice
from jiqun.web.recognition.actions.objecting import object_to
from jiqun.web.recognition.actions.objections import (
    prepare_answer,
    send_answer_back,
    sign_answer,
    take_up_objection,
)
from jiqun.web.recognition.models import Finding, Objection, Recognition, Stage
from jiqun.web.review.actions.checklist import answer_checks
from jiqun.web.review.actions.intake import take_up
from jiqun.web.review.actions.motions import prepare, send_back, sign
from jiqun.web.review.actions.ranking import rank_candidates
from jiqun.web.review.models import Check, Motion, Outcome, Recommendation
from jiqun.web.review.queries.recommendations import candidates_in, seen_in
from tests.web.checklists import answer_all, filed_whole, items_for, said
from tests.web.filings import a_submission, photograph, ready_to_file
from tests.web.moments import AFTER, DURING, set_clock
from tests.web.noticed import a_notice, a_prepared_list, a_prepared_notice, proposed
from tests.web.objections import SAID, an_entry, an_objection
from tests.web.objections import proposed as an_answer
from tests.web.recommendations import all_else_done, in_district_review, propose, rank_all, seal
from tests.web.world import (
    a_call,
    a_declaration,
    bureau_checker,
    bureau_maker,
    chief,
    district_checker,
    district_maker,
    filler,
)

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

PATIENCE = 10  # seconds
WAITING = """SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock'"""


@pytest.fixture(autouse=True)
def during_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, DURING)


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # what it has seen, it sees again
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)


def at_once(first: Callable[[], object], second: Callable[[], object]) -> Sequence[object]:
    """What comes of both; a refusal comes as its sentence."""
    begun = Event()

    def act_and_hold() -> object:
        try:
            with transaction.atomic():
                done = first()
                begun.set()
                wait_until(somebody_waits)
                return done
        finally:
            begun.set()
            connection.close()

    def follow() -> object:
        begun.wait(PATIENCE)
        try:
            return second()
        except Refused as why:
            return str(why)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return [running.result() for running in (pool.submit(act_and_hold), pool.submit(follow))]


def test_two_save_the_same_key() -> None:
    """One stands, the other is told of both; what else the other typed is kept."""
    by = chief()
    other, declaration = filler(by.unit), a_declaration(by.unit)
    saved = at_once(
        lambda: save_changes(declaration.pk, by=by, base=0, typed={"output.2021": "41.20"}),
        lambda: save_changes(
            declaration.pk, by=other, base=0, typed={"output.2021": "42.00", "firms.2021": "9"}
        ),
    )
    conflict = Conflict("output.2021", "42.00", "41.20", by.signature, DURING)
    first = {"output.2021": "41.20"}
    assert saved == [
        Saved(1, first, (), {}, first, declaration),
        Saved(2, {"firms.2021": "9"}, (conflict,), {}, {**first, "firms.2021": "9"}, declaration),
    ]
    draft = draft_of(Declaration.objects.get(pk=declaration.pk))
    assert (draft.version, draft.typed) == (2, {"output.2021": "41.20", "firms.2021": "9"})
    assert list(Change.objects.values_list("version", "key", "old", "new")) == [
        (1, "output.2021", None, "41.20"),
        (2, "firms.2021", None, "9"),
    ]


def test_two_start_the_same_declaration() -> None:
    by, call = chief(), a_call()
    other = filler(by.unit)
    started = at_once(
        lambda: start_declaration(by=by, call=call), lambda: start_declaration(by=other, call=call)
    )
    declaration = Declaration.objects.get()
    assert started == [declaration, declaration]
    assert [event.verb for event in events_of(declaration.chain)] == ["start_declaration"]


@pytest.mark.parametrize("before", [0, 1])
def test_two_events_of_one_chain(before: int) -> None:
    """One after the other, also where they are the first."""
    by = chief()
    for _ in range(before):
        record("unit:9", "say", "从前的话", by=by)
    at_once(
        lambda: record("unit:9", "say", "先说的话", by=by),
        lambda: record("unit:9", "say", "后说的话", by=None),
    )
    said = [(event.number, event.sentence) for event in events_of("unit:9")]
    assert said == list(enumerate(["从前的话"] * before + ["先说的话", "后说的话"], start=1))
    assert list(faults()) == []


def test_two_are_counted() -> None:
    cache.set("at-once", 1, 60)
    assert at_once(lambda: cache.incr("at-once"), lambda: cache.incr("at-once")) == [2, 3]
    assert cache.get("at-once") == 3


def test_two_accept_the_same_invitation() -> None:
    by = chief()
    invite(
        by=by,
        unit=by.unit,
        name="示例",
        email="yaoqing@example.org",
        role="filler",
        site="http://x",
    )
    Invitation.objects.update(secret_digest=digest_of("secret"))
    accepted = at_once(
        lambda: accept_invitation("secret", name="示例甲", password="shili-mima-2024"),
        lambda: accept_invitation("secret", name="示例乙", password="shili-mima-2024"),
    )
    joined = User.objects.get(email="yaoqing@example.org")
    assert accepted == [joined, "这个邀请已经用过，请直接登录；忘记密码可用邮件重设。"]
    assert joined.name == "示例甲"
    assert [e.verb for e in events_of(by.unit.chain)] == ["invite", "accept_invitation"]
    assert list(faults()) == []


@pytest.mark.usefixtures("evidence_folder")
def test_two_file_the_same_declaration() -> None:
    """With requests of their own: test_filed_at_once."""
    by = chief()
    other, declaration = chief(by.unit), ready_to_file(by)
    copy, sealed = make_fair_copy(declaration, by=by), take_scan([("第1页.jpg", photograph())])

    def file(user: User) -> Submission:
        handed = {"copy": copy, "sealed": sealed, "typed_code": copy.code, "confirmed": True}
        return file_declaration(declaration, by=user, site="", **handed)

    filed = at_once(lambda: file(by), lambda: file(other))
    submission = Submission.objects.get()
    first = f"这份申报已由{by.signature}于2024年5月11日09:00报送"
    assert filed == [submission, f"{first}，回执编号2024-110118-0001，没有重复报送。"]
    assert [e.verb for e in events_of(declaration.chain)] == ["make_fair_copy", "file"]
    assert list(faults()) == []


@pytest.mark.usefixtures("evidence_folder")
def test_two_officers_decide_on_the_same_motion() -> None:
    """One signs and it is done; the other, who would send it back, hears that it has been decided.
    Two who take the same declaration up fare alike."""
    by, maker, signs = chief(), district_maker(), district_checker()
    declaration, sends_back = a_declaration(by.unit), district_checker()
    a_submission(declaration, by)
    taken, told = at_once(
        lambda: take_up(declaration.pk, by=maker).state,
        lambda: take_up(declaration.pk, by=district_maker()),
    )
    assert (taken, told) == (
        State.DISTRICT_REVIEW,
        "这份申报现为“区初审”，刚刚有人办理过，请刷新页面后再看。",
    )
    answer_all(declaration, maker)
    motion = prepare(declaration.pk, by=maker, verb="decline", words="产值不足。", payload={})
    done, refused = at_once(
        lambda: sign(motion.pk, by=signs).outcome,
        lambda: send_back(motion.pk, by=sends_back, answer="请再核。"),
    )
    assert (done, refused) == (Outcome.SIGNED, "这件拟办刚刚有人办理过，请刷新页面后再看。")
    motion.refresh_from_db()
    assert (motion.decided_by, motion.answer) == (signs, "")
    assert Declaration.objects.get().state == State.NOT_RECOMMENDED
    assert list(faults()) == []


@pytest.mark.usefixtures("evidence_folder")
def test_two_officers_answer_the_same_line() -> None:
    """What one has written stands, and the other is told what it is."""
    maker, colleague = district_maker(), district_maker()
    declaration = take_up(filed_whole().pk, by=maker)
    line = items_for(declaration, maker)["formal.sector"]

    def answer(by: User, answer: str, words: str = "") -> int:
        return answer_checks(declaration.pk, by=by, answered=[said(line, answer, words)])

    done, refused = at_once(
        lambda: answer(maker, "not_fulfilled", "应为第三产业。"),
        lambda: answer(colleague, "fulfilled"),
    )
    told = f"“主导产业所属产业类型与实际相符。”刚刚由{maker.name}填为“不符合”"
    assert (done, refused) == (1, f"{told}，没有保存您的填写，请核对后再保存。")
    assert [(check.by, check.answer) for check in Check.objects.all()] == [(maker, "not_fulfilled")]
    assert list(faults()) == []


def test_two_take_the_last_place_of_a_quota(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two declarations, which have no row in common but their call: one is recommended, the other
    needs a reason now."""
    all_else_done(monkeypatch)
    call, maker, checker, other = a_call(quota=1), district_maker(), *both_checkers()
    one, two = (in_district_review(call, name) for name in "甲乙")
    for each in (one, two):
        seal(each, maker)
    rank_all(call, maker, one, two)
    motions = propose(one, maker), propose(two, maker)
    done, told = at_once(
        lambda: sign(motions[0].pk, by=checker).outcome, lambda: sign(motions[1].pk, by=other)
    )
    why = "确需超出的，请写明超额推荐的理由。"
    assert (done, told) == (Outcome.SIGNED, f"本区已推荐1个，原则上不超过1个；{why}")
    assert sorted(Declaration.objects.values_list("pk", "state")) == [
        (one.pk, State.RECOMMENDED),
        (two.pk, State.DISTRICT_REVIEW),
    ]
    assert Motion.objects.get(pk=motions[1].pk).outcome == Outcome.PENDING
    assert list(faults()) == []


def both_checkers() -> tuple[User, User]:
    return district_checker(), district_checker()


@pytest.mark.usefixtures("evidence_folder")
def test_two_put_the_candidates_in_different_orders() -> None:
    """The one who comes second has not seen what stands there now."""
    call, maker, other = a_call(), district_maker(), district_maker()
    one, two = (in_district_review(call, name) for name in "甲乙")
    seen = seen_in(candidates_in(call, "密云区"))
    _, told = at_once(
        lambda: rank_candidates(call, by=maker, typed={one.pk: "1", two.pk: "2"}, seen=seen),
        lambda: rank_candidates(call, by=other, typed={one.pk: "2", two.pk: "1"}, seen=seen),
    )
    assert told == "候选集群或者排序刚刚有变动，没有保存；请核对现在的排序后重排。"
    ranks = Recommendation.objects.order_by("rank").values_list("declaration_id", "rank")
    assert list(ranks) == [(one.pk, 1), (two.pk, 2)]
    assert [event.verb for event in events_of(call.chain)] == ["rank_candidates"]


def test_two_lists_are_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers follow one another, those of one list without the other's between them."""
    call = a_call()
    found = [proposed(call, what=what) for what in "甲乙丙"]
    a_notice(found)
    set_clock(monkeypatch, AFTER)
    one, other = a_prepared_list(found[1:]), a_prepared_list(found[:1])
    at_once(
        lambda: sign_list(one.pk, by=bureau_checker()),
        lambda: sign_list(other.pk, by=bureau_checker()),
    )
    numbers = Recognition.objects.values_list("number", "declaration_id")
    assert list(numbers) == [
        (f"京集群〔2024〕00{n}号", each.pk)
        for n, each in enumerate([*in_order(found[1:]), found[0]], start=1)
    ]
    assert list(faults()) == []


def in_order(declarations: list[Declaration]) -> list[Declaration]:
    return sorted(declarations, key=str)


@pytest.mark.usefixtures("evidence_folder")
def test_a_notice_is_signed_and_taken_back() -> None:
    notice = a_prepared_notice([proposed(a_call())])
    signed, refused = at_once(
        lambda: sign_notice(notice.pk, by=bureau_checker()).outcome,
        lambda: drop_notice(notice.pk, by=notice.prepared_by),
    )
    assert (signed, refused) == (
        Outcome.SIGNED,
        "这份文稿刚刚有人办理过，请刷新页面后再看。",
    )
    assert Declaration.objects.get().state == State.NOTICE


@pytest.mark.usefixtures("evidence_folder")
def test_two_officers_answer_the_same_objection() -> None:
    """One takes it up, one signs; whoever comes second hears that it has been done. Two who object
    at the same moment get a number each, and one who sends twice makes one objection."""
    entry, maker, signs = an_entry(), bureau_maker(), bureau_checker()
    other, sends_back = bureau_maker(), bureau_checker()
    both = at_once(lambda: an_objection(entry).number, lambda: an_objection(entry).number)
    assert both == ["异议2024-0001", "异议2024-0002"]
    said = {"said": SAID, "at": DURING, "form": "0" * 32}
    sent, again = at_once(
        lambda: object_to(entry.pk, **said).objection.number,
        lambda: object_to(entry.pk, **said),
    )
    assert (sent, again) == (
        "异议2024-0003",
        "这份异议已经收到，编号异议2024-0003，没有重复提交。",
    )
    done = "这件异议刚刚有人办理过，请刷新页面后再看。"
    first = Objection.objects.get(number="异议2024-0001").pk
    taken = at_once(
        lambda: take_up_objection(first, by=maker).stage,
        lambda: take_up_objection(first, by=other),
    )
    assert taken == [Stage.EXAMINED, done]
    second = Objection.objects.get(number="异议2024-0002").pk
    prepare_answer(second, by=maker, proposed=an_answer(Finding.NOT_ACCEPTED))
    decided = at_once(
        lambda: sign_answer(second, by=signs).stage,
        lambda: send_answer_back(second, by=sends_back, words="请再核。"),
    )
    assert decided == [Stage.DECIDED, done]
    answered = Objection.objects.get(pk=second)
    assert (answered.signed_by, answered.sent_back) == (signs, "")
    assert list(faults()) == []
