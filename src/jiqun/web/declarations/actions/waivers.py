"""Waivers: ask for one, prepare it, sign or refuse it, revoke it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from jiqun.core.lifecycle import ENDS
from jiqun.core.rules import Finding
from jiqun.core.rules.waivable import NEVER_WAIVED, is_waivable
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import HEADS, UnitKind, User
from jiqun.web.accounts.queries.people import reviewers_of
from jiqun.web.audit.actions import record
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.actions.stages import SAME_PERSON
from jiqun.web.declarations.models import Declaration, Waiver, WaiverStage
from jiqun.web.declarations.pages.shown import called, in_words
from jiqun.web.declarations.queries.case import blocking_in
from jiqun.web.declarations.queries.draft import draft_of
from jiqun.web.inbox.actions import tell
from jiqun.web.wording import moment, printable

LONGEST_WORDS = 500
NO_NEED = "这条规则不阻断报送，不需要豁免；须说明的，请在检查页写明理由。"
MOVED = "这处问题刚刚有变动，请回到检查页，按现在的校验结果办理。"
ASKED_ALREADY = "这处问题已经申请过豁免，正在办理，不必重复申请。"
NONE_CHOSEN = "请至少选择一处问题。"
ENDED = "这份申报已经办结，不再需要豁免。"
DECIDED = "这件豁免刚刚有人办理过，请刷新页面后再看。"
NOT_PREPARED = "这件豁免还没有拟办，请先由经办拟定理由和有效期。"
PREPARED_ANEW = "您打开本页之后，经办改过拟办的内容，请看过现在的内容再签发。"
OVER = "有效期应晚于现在，请改正。"


@transaction.atomic
def ask_for_waiver(
    declaration_id: int,
    *,
    by: User,
    rule: str,
    digests: Collection[str],
    words: str,
    site: str = "",
) -> Waiver:
    """For findings of one rule that block a draft, as they stand."""
    declaration = locked(declaration_id)
    if not policy.may_ask_for_waiver(by, declaration):
        raise PermissionDenied
    found = blocking(declaration, rule, digests)
    words = words_of("申请豁免的理由", words)
    waiver = entered(declaration, found, asked=words, asked_by=by, asked_at=clock.now())
    sentence = f"申请豁免{rule}（{len(found)}处），理由：{words}"
    note(waiver, "ask_for_waiver", sentence, by)
    people = User.objects.filter(unit__kind=UnitKind.BUREAU, is_active=True)
    tell_of("waiver_asked", people, waiver, site)
    return waiver


@transaction.atomic
def propose_waiver(
    declaration_id: int, *, by: User, digest: str, why: str, until: datetime, site: str = ""
) -> Waiver:
    """The bureau prepares one of its own accord, for what it reviews."""
    declaration = locked(declaration_id)
    if not policy.may_propose_waiver(by, declaration):
        raise PermissionDenied
    rule = next((f.rule for d, f in blocking_in(declaration) if d == digest), "")
    if not rule:
        raise Refused(MOVED if digest else NONE_CHOSEN)
    waiver = entered(declaration, blocking(declaration, rule, [digest]))
    return prepared(waiver, by=by, why=why, until=until, site=site)


def blocking(
    declaration: Declaration, rule: str, digests: Collection[str]
) -> Sequence[tuple[str, Finding]]:
    """The findings of a rule that are to be waived, and may be. Raises ``Refused``."""
    if not is_waivable(rule):
        raise Refused(NEVER_WAIVED.get(rule, NO_NEED))
    if not digests:
        raise Refused(NONE_CHOSEN)
    found = [(d, f) for d, f in blocking_in(declaration) if f.rule == rule and d in digests]
    if len({digest for digest, _ in found}) != len(set(digests)):
        raise Refused(MOVED)
    undecided = declaration.waivers.filter(rule=rule, signed_at=None, refused_at=None)
    if any(waiver.digests & set(digests) for waiver in undecided):
        raise Refused(ASKED_ALREADY)
    return found


def entered(declaration: Declaration, found: Sequence[tuple[str, Finding]], **known: Any) -> Waiver:
    """With what the findings say, and what stands in the cells they speak of: it is all that
    others get to read of a draft."""
    edition, typed = declaration.edition, draft_of(declaration).typed
    keys = list(dict.fromkeys(key for _, finding in found for key in finding.fields))
    if not declaration.has_waivers:
        declaration.has_waivers = True
        declaration.save(update_fields=["has_waivers"])
    return Waiver.objects.create(
        declaration=declaration,
        rule=found[0][1].rule,
        findings=[
            {"fields": list(f.fields), "message": f.message, "digest": digest}
            for digest, f in found
        ],
        keys=keys,
        figures=[[called(edition, key), in_words(edition, key, typed.get(key))] for key in keys],
        **known,
    )


@transaction.atomic
def prepare_waiver(
    waiver_id: int, *, by: User, why: str, until: datetime, site: str = ""
) -> Waiver:
    """Lay it before those who sign; until they do it may be prepared anew."""
    waiver = undecided(waiver_id)
    if not policy.may_prepare_waiver(by):
        raise PermissionDenied
    return prepared(waiver, by=by, why=why, until=until, site=site)


def prepared(waiver: Waiver, *, by: User, why: str, until: datetime, site: str) -> Waiver:
    waiver.why = words_of("豁免理由", why)
    if until <= clock.now():
        raise Refused(OVER)
    waiver.until, waiver.prepared_by, waiver.prepared_at = until, by, clock.now()
    waiver.save(update_fields=["why", "until", "prepared_by", "prepared_at"])
    sentence = f"拟豁免{waiver.rule}，至{moment(until)}，理由：{waiver.why}，送审签。"
    note(waiver, "prepare_waiver", sentence, by)
    heads = User.objects.filter(unit=by.unit, role__in=HEADS, is_active=True)
    tell_of("waiver_prepared", heads, waiver, site)
    return waiver


@transaction.atomic
def sign_waiver(waiver_id: int, *, by: User, read: str, site: str = "") -> Waiver:
    """Grant it as it was read: ``read`` is the ``preparation`` that was."""
    waiver = undecided(waiver_id)
    refuse_decider(waiver, by)
    if waiver.prepared_at is None or waiver.until is None:
        raise Refused(NOT_PREPARED)
    if read != waiver.preparation:
        raise Refused(PREPARED_ANEW)
    if waiver.until <= clock.now():
        raise Refused(OVER)
    waiver.signed_by, waiver.signed_at = by, clock.now()
    waiver.save(update_fields=["signed_by", "signed_at"])
    sentence = f"豁免{waiver.rule}，至{moment(waiver.until)}，理由：{waiver.why}"
    note(waiver, "sign_waiver", sentence, by)
    tell_decided(waiver, site)
    return waiver


@transaction.atomic
def refuse_waiver(waiver_id: int, *, by: User, words: str, site: str = "") -> Waiver:
    waiver = undecided(waiver_id)
    refuse_decider(waiver, by)
    waiver.refusal = words_of("不同意的理由", words)
    waiver.refused_by, waiver.refused_at = by, clock.now()
    waiver.save(update_fields=["refusal", "refused_by", "refused_at"])
    note(waiver, "refuse_waiver", f"不同意豁免{waiver.rule}，理由：{waiver.refusal}", by)
    if waiver.asked_at:
        tell_decided(waiver, site)
    return waiver


@transaction.atomic
def revoke_waiver(waiver_id: int, *, by: User, words: str, site: str = "") -> Waiver:
    """From now on it doesn't count; what was filed with it stays filed."""
    waiver = found_locked(waiver_id)
    if not policy.may_decide_on_waiver(by):
        raise PermissionDenied
    if waiver.stage is not WaiverStage.VALID:
        raise Refused(DECIDED)
    waiver.revocation = words_of("撤销的理由", words)
    waiver.revoked_by, waiver.revoked_at = by, clock.now()
    waiver.save(update_fields=["revocation", "revoked_by", "revoked_at"])
    note(waiver, "revoke_waiver", f"撤销对{waiver.rule}的豁免，理由：{waiver.revocation}", by)
    tell_decided(waiver, site)
    return waiver


# --- What they have in common -----------------------------------------------------------------


def found_locked(waiver_id: int) -> Waiver:
    """Nobody else changing its declaration."""
    declaration = locked(Waiver.objects.values_list("declaration_id", flat=True).get(pk=waiver_id))
    waiver = Waiver.objects.get(pk=waiver_id)
    waiver.declaration = declaration
    return waiver


def undecided(waiver_id: int) -> Waiver:
    waiver = found_locked(waiver_id)
    if not waiver.is_open:
        raise Refused(DECIDED)
    if waiver.declaration.state in ENDS:
        raise Refused(ENDED)
    return waiver


def refuse_decider(waiver: Waiver, by: User) -> None:
    if not policy.may_decide_on_waiver(by):
        raise PermissionDenied
    if waiver.prepared_by_id == by.pk:
        raise Refused(SAME_PERSON)


def words_of(what: str, words: str) -> str:
    kept = printable(words)
    if not kept:
        raise Refused(f"请写明{what}。")
    if len(kept) > LONGEST_WORDS:
        raise Refused(f"{what}超过{LONGEST_WORDS}字，请删减。")
    return kept


def note(waiver: Waiver, verb: str, sentence: str, by: User) -> None:
    data = {"waiver": waiver.pk, "rule": waiver.rule, "digests": sorted(waiver.digests)}
    record(waiver.declaration.chain, verb, sentence, by=by, data=data)


def tell_decided(waiver: Waiver, site: str) -> None:
    """The operator's people and its district's."""
    unit = waiver.declaration.unit
    for people in (User.objects.filter(unit=unit), reviewers_of(unit)):
        tell_of("waiver_decided", people.filter(is_active=True), waiver, site)


def tell_of(letter: str, people: Iterable[User], waiver: Waiver, site: str) -> None:
    address = reverse("waiver", args=[waiver.pk])
    tell(people, f"declarations/mail/{letter}", address=address, site=site, waiver=waiver)
