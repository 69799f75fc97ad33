"""What the bureau does with an objection: take it up, examine, answer. One prepares, another signs.

The events of a declaration name the number of an objection and nothing else of it; the rest stands
in the objection's own chain, where also stands who has looked up who objected."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jiqun.core.lifecycle import State, transition
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.actions.calls import refuse_all
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.actions.stages import SAME_PERSON, advance
from jiqun.web.declarations.models import Declaration
from jiqun.web.recognition import policy
from jiqun.web.recognition.actions.objection_letters import (
    tell_answer,
    tell_prepared,
    tell_sent_back,
)
from jiqun.web.recognition.models import Finding, Ground, Objection, ObjectionFile, Stage
from jiqun.web.review.actions.letters import tell_moved
from jiqun.web.review.queries.situation import situation_of
from jiqun.web.wording import printable

LONGEST = 5000
LONGEST_LINE = 200
EXAMINED = "公示期内收到异议，正在核查。"
DONE = "这件异议刚刚有人办理过，请刷新页面后再看。"
FIRST = "请先受理，核查以后再写结论。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What one has found, and proposes to answer."""

    finding: str
    examined: str
    answer: str
    examiners: str = ""
    ground: str = ""


def under_way(objection_id: int) -> tuple[Objection, Declaration]:
    """The objection, nobody else changing it or its declaration. Raises ``Refused``."""
    ids = Objection.objects.values_list("declaration_id", flat=True)
    declaration = locked(ids.get(pk=objection_id))
    objection = Objection.objects.select_for_update().get(pk=objection_id)
    if objection.is_decided:
        raise Refused(DONE)
    objection.declaration = declaration
    return objection, declaration


@transaction.atomic
def take_up_objection(objection_id: int, *, by: User, site: str = "") -> Objection:
    """It is examined from now on; with the first one that is, the notice stands still."""
    if not policy.may_prepare(by):
        raise PermissionDenied
    objection, declaration = under_way(objection_id)
    if objection.stage != Stage.RECEIVED or objection.is_pending:
        raise Refused(DONE)
    if declaration.state != State.OBJECTED:
        begin_examining(declaration, objection, by, site)
    objection.stage = Stage.EXAMINED.value
    objection.taken_up_by, objection.taken_up_at = by, clock.now()
    objection.save(update_fields=["stage", "taken_up_by", "taken_up_at"])
    record(objection.chain, "take_up", "受理，开始核查。", by=by)
    return objection


def begin_examining(declaration: Declaration, objection: Objection, by: User, site: str) -> None:
    step = transition(State(declaration.state), "examine")
    advance(
        declaration,
        "examine",
        by=by,
        now=situation_of(declaration),
        sentence=EXAMINED,
        data={"objection": objection.number},
    )
    assert step is not None  # it would not have advanced
    tell_moved(declaration, step, by=by, words="", site=site)


@transaction.atomic
def prepare_answer(objection_id: int, *, by: User, proposed: Proposed, site: str = "") -> Objection:
    """Lay before another what has been found. Not to accept it takes two people as well, but no
    examination."""
    if not policy.may_prepare(by):
        raise PermissionDenied
    objection, _ = under_way(objection_id)
    if objection.is_pending:
        raise Refused("这件异议已经送审签，请先办结。")
    refuse_all(faults_in(proposed, objection))
    objection.finding = proposed.finding
    not_accepted = proposed.finding == Finding.NOT_ACCEPTED
    objection.ground = proposed.ground if not_accepted else ""
    objection.examiners = printable(proposed.examiners)[:LONGEST_LINE]
    objection.examined = printable(proposed.examined)
    objection.answer = printable(proposed.answer)
    objection.prepared_by, objection.prepared_at = by, clock.now()
    objection.save()
    told = f"拟办：{objection.get_finding_display()}，送审签。"
    record(objection.chain, "prepare", told, by=by, data={"finding": objection.finding})
    tell_prepared(objection, site)
    return objection


def faults_in(proposed: Proposed, objection: Objection) -> list[str]:
    """Everything that is lacking, a sentence each."""
    wrong = list(faults_in_finding(proposed, objection))
    for words, name in ((proposed.examined, "核查情况"), (proposed.answer, "答复")):
        if not printable(words):
            wrong.append(f"{name}还没有写，请填写。")
        if len(printable(words)) > LONGEST:
            wrong.append(f"{name}超过{LONGEST}字，请删减。")
    return wrong


def faults_in_finding(proposed: Proposed, objection: Objection) -> Iterator[str]:
    if proposed.finding not in set(Finding):
        yield "请选择结论。"
    elif proposed.finding == Finding.NOT_ACCEPTED:
        if proposed.ground not in set(Ground):
            yield "请选择不予受理的理由。"
    elif objection.stage == Stage.RECEIVED:
        yield FIRST
    elif not printable(proposed.examiners):
        yield "请写明由谁核查。"


def before_signer(objection_id: int, by: User) -> tuple[Objection, Declaration]:
    """What waits to be signed. Raises PermissionDenied, ``Refused``."""
    if not policy.may_sign(by):
        raise PermissionDenied
    objection, declaration = under_way(objection_id)
    if not objection.is_pending:
        raise Refused(DONE)
    if objection.prepared_by_id == by.pk:
        raise Refused(SAME_PERSON)
    return objection, declaration


@transaction.atomic
def sign_answer(objection_id: int, *, by: User, site: str = "") -> Objection:
    """It is decided, and answered at once where there is an address to send the answer to."""
    objection, declaration = before_signer(objection_id, by)
    now = clock.now()
    objection.stage, objection.signed_by, objection.signed_at = Stage.DECIDED.value, by, now
    objection.answered_at = now if objection.email else None
    objection.save(update_fields=["stage", "signed_by", "signed_at", "answered_at"])
    told = f"审签：{objection.get_finding_display()}。"
    record(objection.chain, "sign", told, by=by, data={"prepared_by": objection.prepared_by_id})
    data = {"objection": objection.number}
    record(declaration.chain, "decide_objection", f"办结{objection.number}。", by=by, data=data)
    if objection.email:
        record(objection.chain, "answer", "用邮件答复。", by=by)
        tell_answer(objection, site)
    return objection


@transaction.atomic
def send_answer_back(objection_id: int, *, by: User, words: str, site: str = "") -> Objection:
    objection, _ = before_signer(objection_id, by)
    words = printable(words)
    if not words:
        raise Refused("请写明退回经办的理由。")
    if len(words) > LONGEST:
        raise Refused(f"理由超过{LONGEST}字，请删减。")
    objection.sent_back, objection.prepared_at = words, None
    objection.save(update_fields=["sent_back", "prepared_at"])
    record(objection.chain, "send_back", "退回经办。", by=by)
    tell_sent_back(objection, site)
    return objection


@transaction.atomic
def take_answer_back(objection_id: int, *, by: User) -> Objection:
    """By whoever prepared it."""
    objection, _ = under_way(objection_id)
    if not objection.is_pending:
        raise Refused(DONE)
    if objection.prepared_by_id != by.pk:
        raise PermissionDenied
    objection.prepared_at = None
    objection.save(update_fields=["prepared_at"])
    record(objection.chain, "take_back", "撤回拟办。", by=by)
    return objection


# --- The way of the answer ------------------------------------------------------------------


def decided(objection_id: int) -> Objection:
    objection = Objection.objects.select_for_update().get(pk=objection_id)
    if not objection.is_decided:
        raise Refused("这件异议还没有审签，不能答复。")
    return objection


@transaction.atomic
def hand_over_answer(objection_id: int, *, by: User) -> Objection:
    """On paper, where no mail reaches whoever objected."""
    if not policy.may_prepare(by):
        raise PermissionDenied
    objection = decided(objection_id)
    if objection.answered_at is not None:
        raise Refused(DONE)
    objection.answered_at = clock.now()
    objection.save(update_fields=["answered_at"])
    record(objection.chain, "answer", "书面答复已送达。", by=by)
    return objection


@transaction.atomic
def miss_answer(objection_id: int, *, by: User) -> Objection:
    """The mail could not be sent: it is to be answered otherwise."""
    if not policy.may_sign(by):
        raise PermissionDenied
    objection = decided(objection_id)
    objection.answered_at = None
    objection.save(update_fields=["answered_at"])
    record(objection.chain, "miss_answer", "答复邮件没有发出，待书面答复。", by=by)
    return objection


# --- Who looks up who it was ----------------------------------------------------------------


@transaction.atomic
def read_identity(objection: Objection, *, by: User, what: str = "异议人身份和异议原文") -> None:
    """Leaves behind who has read it."""
    if not policy.may_read_objections(by):
        raise PermissionDenied
    record(objection.chain, "read", f"查看{what}。", by=by)


def read_file(file: ObjectionFile, *, by: User) -> None:
    number = list(file.objection.files.values_list("pk", flat=True)).index(file.pk) + 1
    read_identity(file.objection, by=by, what=f"附件{number}")
