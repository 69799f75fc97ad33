"""What one prepares another signs: remarks become points, and nobody does both."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import Role, User
from jiqun.web.audit.queries import events_of, faults
from jiqun.web.declarations.models import Correction, Declaration
from jiqun.web.review.actions.intake import accept, take_up
from jiqun.web.review.actions.motions import drop_motion, prepare, send_back, sign
from jiqun.web.review.actions.remarks import add_remark, remove_remark
from jiqun.web.review.models import Motion, Outcome
from tests.web.checklists import answer_all
from tests.web.filings import a_submission
from tests.web.letters import letters
from tests.web.moments import DURING
from tests.web.world import (
    a_declaration,
    bureau_checker,
    bureau_maker,
    chief,
    district_checker,
    district_maker,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

DUE = (DURING + timedelta(days=5)).isoformat()
POINT = {"key": "exports.2022", "words": "与海关数据不一致，请核对。"}


@pytest.fixture
def declaration() -> Declaration:
    by = chief()
    declaration = a_declaration(by.unit)
    a_submission(declaration, by)
    return declaration


@pytest.fixture
def maker(declaration: Declaration) -> User:
    return district_maker(declaration.unit.district)


@pytest.fixture
def checker(declaration: Declaration) -> User:
    return district_checker(declaration.unit.district)


@pytest.fixture
def taken_up(declaration: Declaration, maker: User) -> Declaration:
    return take_up(declaration.pk, by=maker)


def state(declaration: Declaration) -> str:
    return Declaration.objects.values_list("state", flat=True).get(pk=declaration.pk)


def last(declaration: Declaration) -> tuple[str, str]:
    event = list(events_of(declaration.chain))[-1]
    return event.verb, event.sentence


def prepare_return(declaration: Declaration, by: User, **payload: object) -> Motion:
    whole = {"points": [POINT], "due": DUE, **payload}
    return prepare(declaration.pk, by=by, verb="return", words="请抓紧。", payload=whole)


# --- Taking up ------------------------------------------------------------------------------


def test_whoever_prepares_takes_it_up(declaration: Declaration, maker: User) -> None:
    take_up(declaration.pk, by=maker)
    assert state(declaration) == State.DISTRICT_REVIEW
    assert last(declaration) == ("take_up", "受理，开始初审。")
    with pytest.raises(Refused, match="现为“区初审”，刚刚有人办理过"):
        take_up(declaration.pk, by=maker)


def test_nobody_else_does(declaration: Declaration, checker: User) -> None:
    for person in (checker, district_maker("海淀区"), bureau_maker(), chief(declaration.unit)):
        with pytest.raises(PermissionDenied):
            take_up(declaration.pk, by=person)
    with pytest.raises(Refused):  # it has not been recommended
        accept(declaration.pk, by=bureau_maker())


# --- Remarks --------------------------------------------------------------------------------


def test_a_remark_is_kept_with_what_it_is_about(taken_up: Declaration, maker: User) -> None:
    remark = add_remark(taken_up.pk, by=maker, key="exports.2022", words=" 请核对。 ")
    assert (remark.words, remark.unit, remark.submission) == (
        "请核对。",
        maker.unit,
        taken_up.submissions.get(),
    )
    remove_remark(remark.pk, by=maker)
    remark.refresh_from_db()
    assert remark.removed_at is not None
    assert last(taken_up)[1] == "撤回对“集群主导产品出口贸易额（万元）（2022年）”的意见。"


@pytest.mark.parametrize(
    ("key", "words", "why"),
    [
        ("output.2019", "？", "表样中没有“output.2019”这一项"),
        ("output.2022", " ", "意见是空白的"),
        ("output.2022", "字" * 2001, "意见超过2000字"),
    ],
)
def test_what_is_no_remark(
    taken_up: Declaration, maker: User, key: str, words: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        add_remark(taken_up.pk, by=maker, key=key, words=words)


def test_only_who_has_it_remarks_and_only_the_writer_takes_back(
    declaration: Declaration, maker: User, checker: User
) -> None:
    remark = add_remark(declaration.pk, by=maker, key="roster", words="缺2家。")
    for person in (checker, bureau_maker()):
        with pytest.raises(PermissionDenied):
            remove_remark(remark.pk, by=person)
    for person in (bureau_maker(), district_maker("海淀区"), chief(declaration.unit)):
        with pytest.raises(PermissionDenied):
            add_remark(declaration.pk, by=person, key="roster", words="？")


# --- Motions --------------------------------------------------------------------------------


def test_a_return_is_prepared_and_signed(taken_up: Declaration, maker: User, checker: User) -> None:
    motion = prepare_return(taken_up, maker)
    assert state(taken_up) == State.DISTRICT_REVIEW
    assert last(taken_up) == ("prepare", "拟“退回补正”，送审签。")
    sign(motion.pk, by=checker)
    motion.refresh_from_db()
    correction = Correction.objects.get()
    assert (motion.outcome, motion.decided_by) == (Outcome.SIGNED, checker)
    assert (correction.words, correction.returned_by) == ("请抓紧。", checker)
    assert [(p.key, p.words) for p in correction.points.all()] == [(POINT["key"], POINT["words"])]
    assert state(taken_up) == State.RETURNED_BY_DISTRICT
    event = list(events_of(taken_up.chain))[-1]
    assert (event.actor, event.data["prepared_by"]) == (checker, maker.pk)
    assert list(faults()) == []


def test_what_needs_only_words_moves_on_with_them(
    taken_up: Declaration, maker: User, checker: User
) -> None:
    answer_all(taken_up, maker)
    motion = prepare(taken_up.pk, by=maker, verb="decline", words="产值不足。", payload={})
    sign(motion.pk, by=checker)
    assert state(taken_up) == State.NOT_RECOMMENDED
    assert last(taken_up) == ("decline", "不予推荐，理由：产值不足。")


def test_nobody_signs_his_own(taken_up: Declaration, maker: User) -> None:
    """Not even after becoming the one who signs."""
    motion = prepare_return(taken_up, maker)
    with pytest.raises(PermissionDenied):
        sign(motion.pk, by=maker)
    maker.role = Role.CHECKER
    maker.save()
    with pytest.raises(Refused, match="经办和审签应是两个人"):
        sign(motion.pk, by=maker)
    assert state(taken_up) == State.DISTRICT_REVIEW


def test_whoever_signs_may_give_it_back(taken_up: Declaration, maker: User, checker: User) -> None:
    motion = prepare_return(taken_up, maker)
    with pytest.raises(Refused, match="请写明退回经办的理由。"):
        send_back(motion.pk, by=checker, answer=" ")
    send_back(motion.pk, by=checker, answer="请补充依据。")
    motion.refresh_from_db()
    assert (motion.outcome, motion.answer) == (Outcome.SENT_BACK, "请补充依据。")
    assert prepare_return(taken_up, maker).outcome == Outcome.PENDING


def test_whoever_prepared_it_may_take_it_back(
    taken_up: Declaration, maker: User, checker: User
) -> None:
    motion = prepare_return(taken_up, maker)
    with pytest.raises(PermissionDenied):
        drop_motion(motion.pk, by=checker)
    drop_motion(motion.pk, by=maker)
    for act in (sign, drop_motion):
        with pytest.raises(Refused, match="刚刚有人办理过"):
            act(motion.pk, by=checker if act is sign else maker)


def test_only_one_thing_is_before_whoever_signs(taken_up: Declaration, maker: User) -> None:
    prepare_return(taken_up, maker)
    with pytest.raises(Refused, match="已有一件拟办在等待审签"):
        prepare(taken_up.pk, by=maker, verb="decline", words="产值不足。", payload={})


def test_nobody_is_asked_to_sign_what_cannot_be_done(taken_up: Declaration, maker: User) -> None:
    with pytest.raises(Refused) as why:
        prepare_return(taken_up, maker, points=[], due="")
    assert str(why.value) == "请至少写一条补正要求。补正期限应晚于现在，请改正。"
    with pytest.raises(Refused, match=r"审查清单还有\d+项没有填写，请逐项填写。请写明理由。"):
        prepare(taken_up.pk, by=maker, verb="decline", words=" ", payload={})
    assert not Motion.objects.exists()


@pytest.mark.parametrize(
    "whose", [bureau_maker, bureau_checker, lambda: district_maker("海淀区"), chief]
)
def test_nobody_else_prepares_or_signs(
    taken_up: Declaration, maker: User, whose: Callable[[], User]
) -> None:
    with pytest.raises(PermissionDenied):
        prepare_return(taken_up, whose())
    motion = prepare_return(taken_up, maker)
    for act in (
        lambda: sign(motion.pk, by=whose()),
        lambda: send_back(motion.pk, by=whose(), answer="？"),
        lambda: drop_motion(motion.pk, by=whose()),
    ):
        with pytest.raises(PermissionDenied):
            act()


# --- Mail -----------------------------------------------------------------------------------


def test_everybody_hears_of_what_concerns_them(
    declaration: Declaration, maker: User, checker: User
) -> None:
    own = User.objects.get(unit=declaration.unit)
    told: list[tuple[str, list[str]]] = []

    def hear(act: Callable[[], object]) -> object:
        with letters() as sent:
            result = act()
        told.extend((letter.subject, sorted(letter.to)) for letter in sent)
        return result

    hear(lambda: take_up(declaration.pk, by=maker))
    first = hear(lambda: prepare_return(declaration, maker))
    assert isinstance(first, Motion)
    hear(lambda: send_back(first.pk, by=checker, answer="请补充依据。"))
    answer_all(declaration, maker)
    words = {"verb": "decline", "words": "产值不足。", "payload": {}}
    second = hear(lambda: prepare(declaration.pk, by=maker, **words))  # type: ignore[arg-type]
    assert isinstance(second, Motion)
    hear(lambda: sign(second.pk, by=checker))
    assert told == [
        (f"受理：{declaration}（集群申报平台）", [own.email]),
        (f"待审签：{declaration}，退回补正（集群申报平台）", [checker.email]),
        (f"退回经办：{declaration}，退回补正（集群申报平台）", [maker.email]),
        (f"待审签：{declaration}，不予推荐（集群申报平台）", [checker.email]),
        (f"不予推荐：{declaration}（集群申报平台）", [own.email]),
    ]


def test_a_year_that_was_mistyped_is_no_day_to_correct_by(
    taken_up: Declaration, maker: User
) -> None:
    far = {"points": [POINT], "due": (DURING + timedelta(days=367)).isoformat()}
    with pytest.raises(Refused, match=r"^补正期限应在一年以内，请改正。$"):
        prepare(taken_up.pk, by=maker, verb="return", words="", payload=far)
