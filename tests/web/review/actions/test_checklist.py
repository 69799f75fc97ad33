"""Answering the checklist: who may, what counts, and what is left of it after a return."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.audit.queries import events_of, faults
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.actions.checklist import Overtaken, answer_checks
from jiqun.web.review.actions.intake import take_up
from jiqun.web.review.actions.motions import drop_motion, prepare, sign
from jiqun.web.review.models import Answer, Check, Recommendation
from jiqun.web.review.queries import checklist as queries
from jiqun.web.review.queries.checklist import current_checklist, of_checklist
from tests.web.checklists import (
    FINDING,
    answer_all,
    filed_again,
    filed_whole,
    items_for,
    said,
    write_over,
)
from tests.web.world import (
    bureau_checker,
    bureau_maker,
    chief,
    district_checker,
    district_maker,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

YES, NO, NOT_APPLICABLE = Answer.FULFILLED, Answer.NOT_FULFILLED, Answer.NOT_APPLICABLE


@pytest.fixture
def maker() -> User:
    return district_maker()


@pytest.fixture
def declaration(maker: User) -> Declaration:
    return take_up(filed_whole().pk, by=maker)


def answer(declaration: Declaration, by: User, line: str, answer: str, words: str = "") -> int:
    item = items_for(declaration, by)[line]
    return answer_checks(declaration.pk, by=by, answered=[said(item, answer, words)])


def at(declaration: Declaration, state: State) -> Declaration:
    """As if it had gone there."""
    Declaration.objects.filter(pk=declaration.pk).update(state=state)
    declaration.refresh_from_db()
    return declaration


def recommended(declaration: Declaration) -> Declaration:
    moved = {"from": State.DISTRICT_REVIEW, "to": State.RECOMMENDED}
    record(declaration.chain, "recommend", "推荐。", by=None, data=moved)
    Recommendation.objects.create(
        declaration=declaration, opinion="同意推荐。", signed_at=clock.now()
    )
    return at(declaration, State.FORMAL_REVIEW)


def last(declaration: Declaration) -> tuple[str, str]:
    event = list(events_of(declaration.chain))[-1]
    return event.verb, event.sentence


# --- Answering ------------------------------------------------------------------------------


def test_an_answer_is_kept_with_what_it_was_about(declaration: Declaration, maker: User) -> None:
    line = items_for(declaration, maker)["formal.operator"].line
    assert answer(declaration, maker, line.id, NO, " 是基础建设单位。 ") == 1
    check = Check.objects.get()
    assert (check.line, check.digest, check.answer, check.words, check.by, check.unit) == (
        line.id,
        line.digest,
        NO,
        "是基础建设单位。",
        maker,
        maker.unit,
    )
    assert check.submission == declaration.submissions.get()
    assert last(declaration) == ("answer_checks", "填写审查清单1项，1项不符合。")
    event = list(events_of(declaration.chain))[-1]
    assert event.data == {"answers": {line.id: [NO, "是基础建设单位。"]}}


def test_nothing_is_answered_until_somebody_does(declaration: Declaration, maker: User) -> None:
    lines = len(items_for(declaration, maker))
    assert of_checklist(declaration, None) == {"unchecked": lines, "failing": 0}
    answer(declaration, maker, "formal.sector", NO, "应为第三产业。")
    assert of_checklist(declaration, None) == {"unchecked": lines - 1, "failing": 1}
    answer(declaration, maker, "formal.sector", YES)
    assert of_checklist(declaration, None) == {"unchecked": lines - 1, "failing": 0}
    assert Check.objects.count() == 2  # what was said before stays to be read


@pytest.mark.parametrize(
    ("given", "words", "why"),
    [
        (NO, " ", "选了“不符合”，请写明情况。"),
        (NOT_APPLICABLE, "", "选了“不适用”，请写明情况。"),
        ("", "？", "没有选择符合、不符合还是不适用"),
        ("maybe", "？", "没有选择符合、不符合还是不适用"),
        (NO, "字" * 2001, "的说明超过2000字"),
    ],
)
def test_what_is_no_answer(
    declaration: Declaration, maker: User, given: str, words: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        answer(declaration, maker, "formal.sector", given, words)
    assert not Check.objects.exists()


def test_all_are_saved_or_none(declaration: Declaration, maker: User) -> None:
    items = items_for(declaration, maker)
    answered = [said(items["formal.sector"], YES), said(items["formal.operator"], NO)]
    with pytest.raises(Refused, match="请写明情况"):
        answer_checks(declaration.pk, by=maker, answered=answered)
    assert not Check.objects.exists()


def test_only_who_prepares_at_the_authority_that_has_it(
    declaration: Declaration, maker: User
) -> None:
    answered = [said(items_for(declaration, maker)["formal.sector"], YES)]
    nobody: list[Callable[[], User]] = [
        district_checker,
        bureau_maker,
        bureau_checker,
        lambda: district_maker("海淀区"),
        lambda: chief(declaration.unit),
    ]
    for whose in nobody:
        with pytest.raises(PermissionDenied):
            answer_checks(declaration.pk, by=whose(), answered=answered)
    for state in (State.FILED, State.RETURNED_BY_DISTRICT, State.RECOMMENDED, State.APPRAISAL):
        at(declaration, state)
        for whose in (lambda: maker, bureau_maker):
            with pytest.raises(PermissionDenied):
                answer_checks(declaration.pk, by=whose(), answered=answered)


# --- A part in one go -----------------------------------------------------------------------


def test_the_rest_is_fulfilled_in_one_act(declaration: Declaration, maker: User) -> None:
    """But for what has to be weighed, and what is answered already."""
    items = items_for(declaration, maker)
    part = {id: item.line.digest for id, item in items.items() if item.line.part == "二"}
    answer(declaration, maker, "evidence.chain_work", NO, "缺两份。")
    number = answer_checks(declaration.pk, by=maker, answered=[], rest=part)
    assert number == len(part) - 2
    assert last(declaration)[1] == f"填写审查清单{number}项，其中{number}项一并填为符合。"
    answers = {id: items_for(declaration, maker)[id].answer for id in part}
    expected: dict[str, str] = {**dict.fromkeys(part, YES), "evidence.chain_work": NO}
    assert answers == {**expected, "finding.R2-14": ""}
    with pytest.raises(Refused, match="本部分没有可以一并填写的项目"):
        answer_checks(declaration.pk, by=maker, answered=[], rest=part)


# --- Two at once ----------------------------------------------------------------------------


def test_nothing_that_another_wrote_is_lost(declaration: Declaration, maker: User) -> None:
    """Who answers a line that a colleague has answered meanwhile is told, and saves nothing; what
    he merely sent back as he had seen it changes nothing."""
    colleague = district_maker()
    before = items_for(declaration, maker)["formal.sector"]
    answer(declaration, colleague, "formal.sector", NO, "应为第三产业。")
    mine = [said(before, YES), said(items_for(declaration, maker)["formal.operator"], YES)]
    with pytest.raises(Overtaken) as why:
        answer_checks(declaration.pk, by=maker, answered=mine)
    assert str(why.value) == (
        f"“主导产业所属产业类型与实际相符。”刚刚由{colleague.name}填为“不符合”，"
        "没有保存您的填写，请核对后再保存。"
    )
    assert Check.objects.count() == 1
    seen = items_for(declaration, maker)["formal.sector"]
    answer(declaration, colleague, "formal.sector", YES)
    untouched = said(seen, NO, "应为第三产业。")
    answer_checks(declaration.pk, by=maker, answered=[untouched, mine[1]])
    assert items_for(declaration, maker)["formal.sector"].answer == YES


def test_saving_twice_is_saving_once(declaration: Declaration, maker: User) -> None:
    answered = [said(items_for(declaration, maker)["formal.sector"], YES)]
    answer_checks(declaration.pk, by=maker, answered=answered)
    with pytest.raises(Refused, match="没有新的填写"):
        answer_checks(declaration.pk, by=maker, answered=answered)


def test_nobody_answers_what_he_has_not_read(declaration: Declaration, maker: User) -> None:
    read = items_for(declaration, maker)
    write_over(declaration.submissions.get(), findings=[{**FINDING, "reason": "另一个理由。"}])
    with pytest.raises(Refused, match="的内容刚刚有变化"):
        answer_checks(declaration.pk, by=maker, answered=[said(read["finding.R2-14"], YES)])
    write_over(declaration.submissions.get(), findings=[])
    with pytest.raises(Refused, match="审查清单刚刚有变化"):
        answer_checks(declaration.pk, by=maker, answered=[said(read["finding.R2-14"], YES)])


# --- What is decided on it --------------------------------------------------------------------


def test_a_decision_waits_for_the_whole_list(declaration: Declaration, maker: User) -> None:
    decline = {"verb": "decline", "words": "产值不足。", "payload": {}}
    left = len(items_for(declaration, maker))
    with pytest.raises(Refused, match=f"审查清单还有{left}项没有填写，请逐项填写。"):
        prepare(declaration.pk, by=maker, **decline)  # type: ignore[arg-type]
    answer(declaration, maker, "formal.operator", NO, "是基础建设单位。")
    answer(declaration, maker, "formal.sector", NOT_APPLICABLE, "另行核实。")
    answer_all(declaration, maker)
    motion = prepare(declaration.pk, by=maker, **decline)  # type: ignore[arg-type]
    assert motion.payload == {
        "checklist": {
            "lines": left,
            "unchecked": 0,
            "fulfilled": left - 2,
            "not_fulfilled": 1,
            "not_applicable": 1,
            "failing": [
                {
                    "line": "formal.operator",
                    "question": "集群运营管理机构是法人主体，不是基础建设单位。",
                    "words": "是基础建设单位。",
                    "waived": False,
                }
            ],
        }
    }
    with pytest.raises(Refused, match="审查清单不能改动"):
        answer(declaration, maker, "formal.operator", YES)
    drop_motion(motion.pk, by=maker)
    answer(declaration, maker, "formal.operator", YES)
    motion = prepare(declaration.pk, by=maker, **decline)  # type: ignore[arg-type]
    sign(motion.pk, by=district_checker())
    assert at(declaration, State.NOT_RECOMMENDED).state == State.NOT_RECOMMENDED
    assert list(faults()) == []


def test_a_return_needs_no_list(declaration: Declaration, maker: User) -> None:
    payload = {
        "points": [{"key": "exports.2022", "words": "请核对。"}],
        "due": "2024-06-20T17:00:00+08:00",
    }
    motion = prepare(declaration.pk, by=maker, verb="return", words="", payload=payload)
    assert motion.payload == payload


def test_the_bureau_passes_only_what_fulfils_everything(declaration: Declaration) -> None:
    bureau = bureau_maker()
    recommended(declaration)
    answer(declaration, bureau, "finding.R2-14", NO, "理由不成立。")
    answer_all(declaration, bureau)
    moved = {"words": "", "payload": {}}
    with pytest.raises(Refused, match="审查清单有1项不符合，请退回补正、豁免或改为不通过。"):
        prepare(declaration.pk, by=bureau, verb="pass", **moved)  # type: ignore[arg-type]
    answer(declaration, bureau, "finding.R2-14", YES)
    motion = prepare(declaration.pk, by=bureau, verb="pass", **moved)  # type: ignore[arg-type]
    sign(motion.pk, by=bureau_checker())
    declaration.refresh_from_db()
    assert declaration.state == State.APPRAISAL


def test_what_is_waived_does_not_fail(
    declaration: Declaration, maker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(declaration, maker, "finding.R2-14", NO, "理由不成立。")
    answer(declaration, maker, "formal.sector", NO, "应为第三产业。")
    monkeypatch.setattr(queries, "waived_rules", lambda *_: frozenset({"R2-14"}))
    checklist = current_checklist(declaration)
    assert checklist is not None and checklist.failing == 1


# --- After a return -------------------------------------------------------------------------


def test_only_what_has_changed_is_answered_anew(declaration: Declaration, maker: User) -> None:
    answer_all(declaration, maker)
    filed_again(declaration, sector="tertiary")
    items = items_for(declaration, maker)
    assert [id for id, item in items.items() if not item.answered] == ["formal.sector"]
    assert items["formal.sector"].changed and not items["formal.sector"].carried
    assert items["formal.operator"].carried
    assert of_checklist(declaration, None) == {"unchecked": 1, "failing": 0}
    # The same answer to something else is a new one.
    answer(declaration, maker, "formal.sector", YES)
    item = items_for(declaration, maker)["formal.sector"]
    assert (item.answered, item.carried, item.changed) == (True, False, False)


def test_each_authority_has_its_own_answers(declaration: Declaration, maker: User) -> None:
    """The bureau reads beside its own what the district recommended on, and not before."""
    bureau = bureau_maker()
    answer_all(declaration, maker)
    assert {item.beside for item in items_for(declaration, bureau).values()} == {None}
    recommended(declaration)
    items = items_for(declaration, bureau)
    assert [id for id, item in items.items() if item.beside is None] == [
        "formal.opinion",
        "formal.quota",
    ]
    assert not any(item.answered for item in items.values())
    answer_all(declaration, bureau)
    for item in items_for(declaration, maker).values():
        assert (item.beside, item.check and item.check.unit) == (None, maker.unit)
