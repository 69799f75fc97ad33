"""Leaving the procedure: an operator by itself, or put out by the bureau. After either nothing can
be changed, and what was filed stays readable."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.core.lifecycle import TRANSITIONS, Level, Situation, State
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.audit.queries import events_of, faults
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.calls import NOTHING_TO_EXTEND, extend_deadline
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.actions.leaving import quit_procedure
from jiqun.web.declarations.actions.stages import advance
from jiqun.web.declarations.models import Correction, Declaration
from jiqun.web.declarations.queries.corrections import standing_correction
from jiqun.web.declarations.queries.declarations import visible_to
from jiqun.web.declarations.queries.filing import submissions_visible_to
from jiqun.web.inbox.models import Message
from jiqun.web.inbox.todo import todos_of
from jiqun.web.review.actions.motions import prepare, sign
from jiqun.web.review.models import Motion, Outcome
from jiqun.web.review.queries.queue import queue_of
from tests.web.checklists import answer_all
from tests.web.filings import a_submission, returned
from tests.web.letters import letters
from tests.web.moments import DURING
from tests.web.world import (
    a_declaration,
    bureau_checker,
    bureau_maker,
    chief,
    district_checker,
    district_maker,
    filler,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

WHY = "本单位经营方向调整。"
MAY_QUIT = [step.before for step in TRANSITIONS if step.verb == "quit"]
MAY_BE_TERMINATED = [step.before for step in TRANSITIONS if step.verb == "terminate"]


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    return a_declaration(by.unit)


def put(declaration: Declaration, by: User, state: State) -> Declaration:
    """There, as if it had come so."""
    if state in (State.RETURNED_BY_DISTRICT, State.RETURNED_BY_BUREAU):
        returned(declaration, by, "output.2021")
    else:
        a_submission(declaration, by)
    Declaration.objects.filter(pk=declaration.pk).update(state=state)
    declaration.refresh_from_db()
    return declaration


def leave(declaration: Declaration, by: User, reason: str = WHY) -> Declaration:
    return quit_procedure(declaration.pk, by=by, reason=reason, confirmed=True)


def terminate(declaration: Declaration) -> None:
    words = {"verb": "terminate", "words": "材料不实。", "payload": {}}
    motion = prepare(declaration.pk, by=bureau_maker(), **words)  # type: ignore[arg-type]
    sign(motion.pk, by=bureau_checker())


def last(declaration: Declaration) -> tuple[str, str, str]:
    event = list(events_of(declaration.chain))[-1]
    return event.verb, event.sentence, event.actor_name


def refused_everything(declaration: Declaration, by: User) -> None:
    """It is over, and what was filed can be read."""
    declaration.refresh_from_db()
    assert declaration.state == State.TERMINATED
    assert standing_correction(declaration) is None
    assert not policy.may_edit(by, declaration) and not policy.may_file(by, declaration)
    with pytest.raises(PermissionDenied):
        save_changes(declaration.pk, by=by, base=declaration.version, typed={"output.2021": "1"})
    with pytest.raises(Refused, match=NOTHING_TO_EXTEND):
        until = declaration.call.recommend_by + timedelta(days=1)
        extend_deadline(by=bureau_maker(), declaration=declaration, until=until, reason="？")
    with pytest.raises(Refused, match="现为“终止”，刚刚有人办理过"):
        leave(declaration, by)
    assert todos_of(by) == ()
    for reader in (by, district_maker(), bureau_maker()):
        assert submissions_visible_to(reader).filter(declaration=declaration).count() == 1
    assert [case.declaration.pk for case in queue_of(bureau_maker()).ended] == [declaration.pk]
    assert list(faults()) == []


@pytest.mark.parametrize("state", MAY_QUIT)
def test_its_head_may_leave_wherever_the_table_says(
    state: State, declaration: Declaration, by: User
) -> None:
    put(declaration, by, state)
    leave(declaration, by)
    assert last(declaration) == ("quit", f"主动退出，原因：{WHY}", by.signature)
    refused_everything(declaration, by)


@pytest.mark.parametrize("state", MAY_BE_TERMINATED)
def test_the_bureau_may_end_it_wherever_the_table_says(
    state: State, declaration: Declaration, by: User
) -> None:
    put(declaration, by, state)
    terminate(declaration)
    assert last(declaration)[:2] == ("terminate", "终止，理由：材料不实。")
    refused_everything(declaration, by)


@pytest.mark.parametrize("state", sorted(set(State) - set(MAY_QUIT)))
def test_nobody_leaves_from_elsewhere(state: State, declaration: Declaration, by: User) -> None:
    put(declaration, by, state)
    assert not policy.may_quit(by, declaration)
    with pytest.raises(Refused, match=f"现为“{state.label}”"):
        leave(declaration, by)


def test_only_its_head_may(declaration: Declaration, by: User) -> None:
    put(declaration, by, State.DISTRICT_REVIEW)
    for person in (filler(by.unit), chief(), district_checker(), bureau_checker()):
        assert not policy.may_quit(person, declaration)
        with pytest.raises(PermissionDenied):
            leave(declaration, person)


def test_everything_that_is_lacking_is_said_at_once(declaration: Declaration, by: User) -> None:
    put(declaration, by, State.DISTRICT_REVIEW)
    with pytest.raises(Refused) as why:
        quit_procedure(declaration.pk, by=by, reason=" ", confirmed=False)
    assert str(why.value) == "请写明退出的原因。请勾选确认：退出后不能恢复。"
    with pytest.raises(Refused, match="超过500字"):
        leave(declaration, by, "字" * 501)


def test_the_district_and_the_bureau_hear_of_it(declaration: Declaration, by: User) -> None:
    put(declaration, by, State.FORMAL_REVIEW)
    own = [district_maker(), district_checker(), bureau_maker()]
    others = [filler(by.unit), district_maker("海淀区")]
    with letters() as sent:
        leave(declaration, by)
    assert {to for letter in sent for to in letter.to} >= {person.email for person in own}
    assert not {to for letter in sent for to in letter.to} & {person.email for person in others}
    told = Message.objects.filter(person=own[0]).values_list("sentence", "address")
    assert list(told) == [(f"主动退出：{declaration}", f"/declarations/{declaration.pk}/review/")]
    assert f"原因：{WHY}" in sent[0].body
    assert {step.tells for step in TRANSITIONS if step.verb == "quit"} == {
        (Level.DISTRICT, Level.BUREAU)
    }


# --- What was still open --------------------------------------------------------------------


@pytest.mark.parametrize("how", ["quit", "terminate"])
def test_what_was_to_be_corrected_lapses(how: str, declaration: Declaration, by: User) -> None:
    correction = returned(declaration, by, "output.2021")
    save_changes(declaration.pk, by=by, base=0, typed={"output.2021": "41.20"})
    leave(declaration, by) if how == "quit" else terminate(declaration)
    correction.refresh_from_db()
    assert (correction.lapsed_at, correction.answered_by) == (DURING, None)


def test_what_was_never_filed_stays_with_the_operator(declaration: Declaration, by: User) -> None:
    """What it changed before it left was for nobody else's eyes, and is not now."""
    returned(declaration, by, "output.2021")
    save_changes(declaration.pk, by=by, base=0, typed={"output.2021": "41.20"})
    leave(declaration, by)
    readers = (by, district_maker(), bureau_maker())
    assert [visible_to(reader).filter(pk=declaration.pk).exists() for reader in readers] == [
        True,
        False,
        False,
    ]


def test_a_motion_that_was_not_signed_goes_with_it(declaration: Declaration, by: User) -> None:
    put(declaration, by, State.DISTRICT_REVIEW)
    maker, checker = district_maker(), district_checker()
    answer_all(declaration, maker)
    motion = prepare(declaration.pk, by=maker, verb="decline", words="产值不足。", payload={})
    leave(declaration, by)
    motion.refresh_from_db()
    assert (motion.outcome, motion.decided_by, motion.answer) == (
        Outcome.DROPPED,
        None,
        "申报已转为“终止”，这件拟办不再办理。",
    )
    assert last(declaration) == (
        "drop_motion",
        "拟办“不予推荐”不再办理：申报已转为“终止”。",
        "系统",
    )
    told = list(Message.objects.filter(person=maker).values_list("sentence", flat=True))
    assert sorted(told) == [f"不再办理：{declaration}，不予推荐", f"主动退出：{declaration}"]
    with pytest.raises(Refused, match="刚刚有人办理过"):
        sign(motion.pk, by=checker)


def test_one_prepared_while_it_was_returned_goes_when_it_comes_back(
    declaration: Declaration, by: User
) -> None:
    """It would keep the district from preparing anything."""
    returned(declaration, by, "output.2021")
    prepare(declaration.pk, by=bureau_maker(), verb="terminate", words="逾期。", payload={})
    assert [c.declaration.pk for c in queue_of(bureau_checker()).mine] == [declaration.pk]
    declaration.refresh_from_db()
    Correction.objects.update(answered_by=declaration.submissions.get())
    advance(declaration, "file", by=by, now=Situation(), sentence="补正后报送。")
    assert Motion.objects.get().outcome == Outcome.DROPPED
    maker = district_maker()
    answer_all(declaration, maker)
    again = prepare(declaration.pk, by=maker, verb="decline", words="产值不足。", payload={})
    assert again.outcome == Outcome.PENDING


def test_what_one_authority_prepares_the_other_does_not_see(
    declaration: Declaration, by: User
) -> None:
    put(declaration, by, State.FORMAL_REVIEW)
    prepare(declaration.pk, by=bureau_maker(), verb="terminate", words="内部意见", payload={})
    (case,) = queue_of(district_maker()).others
    assert case.motion is None
