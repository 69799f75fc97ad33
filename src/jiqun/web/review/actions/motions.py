"""Lay something before another to be signed, sign it, or send it back."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.dateparse import parse_datetime

from jiqun.core.lifecycle import State, Transition, transition, unmet
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.actions.calls import refuse_all
from jiqun.web.declarations.actions.corrections import Asked, faults_of, return_declaration
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.actions.stages import SAME_PERSON, advance
from jiqun.web.declarations.models import Declaration
from jiqun.web.review import policy
from jiqun.web.review.actions.letters import (
    tell_moved,
    tell_overtaken,
    tell_prepared,
    tell_sent_back,
)
from jiqun.web.review.actions.recommendations import carry_out_recommendation, what_is_signed
from jiqun.web.review.grounds import words_in
from jiqun.web.review.models import Motion, Outcome
from jiqun.web.review.queries.checklist import signed_on
from jiqun.web.review.queries.situation import situation_of
from jiqun.web.wording import printable

LONGEST = 2000
#: So far ahead no correction is due: a year was mistyped.
FARTHEST = timedelta(days=366)
TOO_FAR = "补正期限应在一年以内，请改正。"
ANOTHER = "这份申报已有一件拟办在等待审签，请先办结。"
DECIDED = "这件拟办刚刚有人办理过，请刷新页面后再看。"

#: What must not stand in words that others read, as sentences that say so; apps that build on the
#: review add theirs when they are ready.
IMPROPER: list[Callable[[Declaration, str], Iterator[str]]] = []


@transaction.atomic
def prepare(
    declaration_id: int,
    *,
    by: User,
    verb: str,
    words: str,
    payload: Mapping[str, Any],
    site: str = "",
) -> Motion:
    """What it needs must be there already: nobody is asked to sign what can't be done."""
    declaration = locked(declaration_id)
    step = transition(State(declaration.state), verb)
    if step is None or step not in policy.to_prepare(by, declaration):
        raise PermissionDenied
    if declaration.motions.filter(outcome=Outcome.PENDING).exists():
        raise Refused(ANOTHER)
    words = printable(words)
    if len(words) > LONGEST:
        raise Refused(f"理由或说明超过{LONGEST}字，没有保存，请删减。")
    motion = Motion(
        declaration=declaration,
        verb=verb,
        words=words,
        payload={
            **payload,
            **COMPOSED.get(verb, nothing)(declaration),
            **signed_on(declaration, verb),
        },
        unit=by.unit,
        prepared_by=by,
        prepared_at=clock.now(),
    )
    wrong = list(faults_of(declaration.edition, asked_in(motion), words))
    wrong += improper_in(declaration, words)
    due = due_in(motion)
    wrong += [TOO_FAR] if due and due > clock.now() + FARTHEST else []
    refuse_all([*wrong, *unmet(step, situation_of(declaration, motion))])
    motion.save()
    record(declaration.chain, "prepare", f"拟“{step.label}”，送审签。", by=by, data={"verb": verb})
    tell_prepared(motion, step.label, site)
    return motion


def nothing(declaration: Declaration) -> Mapping[str, Any]:
    return {}


#: What stands in a motion that nobody types with it, but has written before.
COMPOSED: Mapping[str, Callable[[Declaration], Mapping[str, Any]]] = {"recommend": what_is_signed}


def improper_in(declaration: Declaration, words: str) -> list[str]:
    return [sentence for improper in IMPROPER for sentence in improper(declaration, words)]


def asked_in(motion: Motion) -> list[Asked]:
    return [Asked(**point) for point in motion.payload.get("points", ())]


def due_in(motion: Motion) -> datetime | None:
    due = motion.payload.get("due")
    return parse_datetime(due) if due else None


def pending(motion_id: int) -> tuple[Motion, Declaration]:
    """The motion, nobody else changing its declaration. Raises ``Refused``."""
    declaration = locked(Motion.objects.values_list("declaration_id", flat=True).get(pk=motion_id))
    motion = Motion.objects.select_related("prepared_by__unit").get(pk=motion_id)
    if motion.outcome != Outcome.PENDING:
        raise Refused(DECIDED)
    return motion, declaration


@transaction.atomic
def drop_motion(motion_id: int, *, by: User) -> Motion:
    """Whoever prepared it takes it back."""
    motion, declaration = pending(motion_id)
    if motion.prepared_by_id != by.pk:
        raise PermissionDenied
    decide(motion, Outcome.DROPPED, by)
    record(declaration.chain, "drop_motion", f"撤回拟办“{label_of(motion)}”。", by=by)
    return motion


@transaction.atomic
def send_back(motion_id: int, *, by: User, answer: str, site: str = "") -> Motion:
    """Not signed: it goes back to whoever prepared it."""
    motion, declaration = pending(motion_id)
    refuse_signer(motion, declaration, by)
    motion.answer = printable(answer)
    if not motion.answer:
        raise Refused("请写明退回经办的理由。")
    refuse_all(improper_in(declaration, motion.answer))
    decide(motion, Outcome.SENT_BACK, by)
    sentence = f"退回拟办“{label_of(motion)}”，理由：{motion.answer}"
    record(declaration.chain, "send_back", sentence, by=by)
    tell_sent_back(motion, label_of(motion), site)
    return motion


@transaction.atomic
def sign(motion_id: int, *, by: User, site: str = "") -> Motion:
    """It is done."""
    motion, declaration = pending(motion_id)
    refuse_signer(motion, declaration, by)
    decide(motion, Outcome.SIGNED, by)
    CARRIED_OUT.get(motion.verb, carry_out)(motion, declaration, by, site)
    return motion


def refuse_signer(motion: Motion, declaration: Declaration, by: User) -> None:
    step = transition(State(declaration.state), motion.verb)
    if step is None:
        raise Refused(DECIDED)
    if not policy.may_sign(by, declaration, step):
        raise PermissionDenied
    if motion.prepared_by_id == by.pk:
        raise Refused(SAME_PERSON)


def decide(motion: Motion, outcome: Outcome, by: User | None) -> None:
    motion.outcome, motion.decided_by, motion.decided_at = outcome, by, clock.now()
    motion.save(update_fields=["outcome", "decided_by", "decided_at", "answer"])


def label_of(motion: Motion) -> str:
    step = transition(State(motion.declaration.state), motion.verb)
    return step.label if step else motion.verb


def drop_overtaken(declaration: Declaration, step: Transition) -> None:
    """What was still to be signed was prepared for the stage before. Nobody has decided on it, and
    that there was something to decide on is its own authority's affair."""
    motion = (
        declaration.motions.filter(outcome=Outcome.PENDING).select_related("prepared_by").first()
    )
    if motion is None:
        return
    prepared = transition(step.before, motion.verb)
    label = prepared.label if prepared else motion.verb
    motion.answer = f"申报已转为“{step.after.label}”，这件拟办不再办理。"
    decide(motion, Outcome.DROPPED, None)
    sentence = f"拟办“{label}”不再办理：申报已转为“{step.after.label}”。"
    data = {"verb": motion.verb, "unit": motion.unit_id}
    record(declaration.chain, "drop_motion", sentence, by=None, data=data)
    tell_overtaken(motion, label)


# --- Carrying out ---------------------------------------------------------------------------


def carry_out(motion: Motion, declaration: Declaration, by: User, site: str) -> None:
    """What only moves it on, with its reasons."""
    grounds = list(words_in(motion.payload))
    rests_on = f"，依据：{'；'.join(grounds)}" if grounds else ""
    words = f"，理由：{motion.words}" if motion.words else ""
    step = transition(State(declaration.state), motion.verb)
    assert step is not None  # whoever signs has been checked against it
    advance(
        declaration,
        motion.verb,
        by=by,
        prepared_by=motion.prepared_by,
        now=situation_of(declaration, motion),
        sentence=f"{step.label}{rests_on}{words}",
        data={"motion": motion.pk, "words": motion.words, "grounds": grounds},
    )
    tell_moved(declaration, step, by=by, words=with_grounds(motion.words, grounds), site=site)


def with_grounds(words: str, grounds: list[str]) -> str:
    """As a letter has them, a line each."""
    listed = (f"{number}. {ground}" for number, ground in enumerate(grounds, start=1))
    return "\n".join((words, "", "依据：", *listed)) if grounds else words


def carry_out_return(motion: Motion, declaration: Declaration, by: User, site: str) -> None:
    due = due_in(motion)
    assert due is not None  # it was needed to prepare it
    return_declaration(
        declaration.pk,
        by=by,
        prepared_by=motion.prepared_by,
        asked=asked_in(motion),
        due=due,
        words=motion.words,
        site=site,
    )


CARRIED_OUT: Mapping[str, Callable[[Motion, Declaration, User, str], None]] = {
    "return": carry_out_return,
    "recommend": carry_out_recommendation,
}
