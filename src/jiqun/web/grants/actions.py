"""Open what was filed to another department, and keep a record of who reads."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import HEADS, Unit, UnitKind, User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.actions.calls import refuse_all
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.grants import policy
from jiqun.web.grants.models import Grant, Standing
from jiqun.web.grants.queries import grantable, open_to, readable
from jiqun.web.inbox.actions import tell
from jiqun.web.wording import printable

LONGEST = 1000
LONGEST_BASIS = 200
DECIDED = "这项授权刚刚有人办理过，请刷新页面后再看。"
SAME_PERSON = "经办和审签应是两个人，请由另一位同志审签。"


def faults_of(
    *, declarations: Collection[int], purpose: str, basis: str, starts: date, ends: date
) -> Iterator[str]:
    if not declarations:
        yield "请至少选择一份申报。"
    if not purpose:
        yield "请写明用途。"
    if len(purpose) > LONGEST or len(basis) > LONGEST_BASIS:
        yield f"用途不超过{LONGEST}字，依据不超过{LONGEST_BASIS}字，请删减。"
    if ends < starts:
        yield "截止日期不能早于开始日期，请改正。"
    if ends < localdate(clock.now()):
        yield "截止日期已经过去，请改正。"


@transaction.atomic
def prepare_grant(
    *,
    by: User,
    department: Unit,
    call: Call,
    declarations: Collection[int],
    evidence: bool,
    purpose: str,
    basis: str,
    starts: date,
    ends: date,
    site: str = "",
) -> Grant:
    """``declarations`` by their numbers, of that call."""
    if not policy.may_prepare(by) or department.kind != UnitKind.DEPARTMENT:
        raise PermissionDenied
    purpose, basis = printable(purpose), printable(basis)
    chosen = list(grantable(call).filter(pk__in=declarations))
    wrong = faults_of(declarations=chosen, purpose=purpose, basis=basis, starts=starts, ends=ends)
    refuse_all(list(wrong))
    grant = Grant.objects.create(
        department=department,
        call=call,
        evidence=evidence,
        purpose=purpose,
        basis=basis,
        starts=starts,
        ends=ends,
        prepared_by=by,
        prepared_at=clock.now(),
    )
    grant.declarations.set(chosen)
    sentence = (
        f"拟向{department}开放“{call}”的{len(chosen)}份申报"
        f"{'和佐证材料' if evidence else ''}，{grant.period}，用途：{purpose}"
    )
    record(grant.chain, "prepare_grant", sentence, by=by, data={"of": [d.pk for d in chosen]})
    heads = User.objects.filter(unit=by.unit, role__in=HEADS, is_active=True)
    tell_of(grant, heads, "prepared", site)
    return grant


def tell_of(grant: Grant, people: Iterable[User], letter: str, site: str) -> None:
    address = reverse("grant", args=[grant.pk])
    tell(people, f"grants/mail/{letter}", address=address, site=site, grant=grant)


@transaction.atomic
def drop_grant(grant_id: int, *, by: User) -> Grant:
    """Whoever prepared it takes it back, whatever he may be by now."""
    grant = Grant.objects.select_for_update(of=("self",)).get(pk=grant_id)
    if grant.prepared_by_id != by.pk or not policy.may_see_grants(by):
        raise PermissionDenied
    if grant.standing != Standing.PENDING:
        raise Refused(DECIDED)
    decide(grant, Standing.DROPPED, by)
    record(grant.chain, "drop_grant", "撤回拟定的授权。", by=by)
    return grant


def pending(grant_id: int, by: User) -> Grant:
    """The grant, nobody else deciding on it. Raises ``Refused``."""
    grant = Grant.objects.select_for_update(of=("self",)).get(pk=grant_id)
    if not policy.may_decide(by):
        raise PermissionDenied
    if grant.standing != Standing.PENDING:
        raise Refused(DECIDED)
    if grant.prepared_by_id == by.pk:
        raise Refused(SAME_PERSON)
    return grant


def decide(grant: Grant, standing: Standing, by: User, answer: str = "") -> None:
    grant.standing, grant.decided_by, grant.decided_at = standing, by, clock.now()
    grant.answer = answer
    grant.save(update_fields=["standing", "decided_by", "decided_at", "answer"])


@transaction.atomic
def sign_grant(grant_id: int, *, by: User, site: str) -> Grant:
    grant = pending(grant_id, by)
    decide(grant, Standing.SIGNED, by)
    record(grant.chain, "sign_grant", f"同意向{grant.department}开放查阅。", by=by)
    readers = grant.department.people.filter(is_active=True)
    tell(readers, "grants/mail/granted", address=reverse("granted"), site=site, grant=grant)
    return grant


@transaction.atomic
def send_back_grant(grant_id: int, *, by: User, answer: str, site: str = "") -> Grant:
    grant = pending(grant_id, by)
    answer = reasoned(answer)
    decide(grant, Standing.SENT_BACK, by, answer)
    record(grant.chain, "send_back_grant", f"不同意，理由：{answer}", by=by)
    tell_of(grant, [grant.prepared_by], "sent_back", site)
    return grant


@transaction.atomic
def revoke_grant(grant_id: int, *, by: User, answer: str) -> Grant:
    """Before its last day; what has been read stays on record."""
    grant = Grant.objects.select_for_update(of=("self",)).get(pk=grant_id)
    if not policy.may_decide(by):
        raise PermissionDenied
    if grant.standing != Standing.SIGNED:
        raise Refused(DECIDED)
    answer = reasoned(answer)
    decide(grant, Standing.REVOKED, by, answer)
    record(grant.chain, "revoke_grant", f"撤销授权，理由：{answer}", by=by)
    return grant


def reasoned(answer: str) -> str:
    answer = printable(answer)
    if not answer or len(answer) > LONGEST:
        raise Refused(f"请写明理由，不超过{LONGEST}字。")
    return answer


@transaction.atomic
def open_granted(grant_id: int, declaration_id: int, *, by: User) -> Declaration:
    """Somebody begins to read: that stays on record, for good."""
    grant = open_to(by).filter(pk=grant_id).first() if policy.may_read_granted(by) else None
    if grant is None:
        raise PermissionDenied
    found = next((each for each in readable(grant) if each.pk == declaration_id), None)
    if found is None:
        raise PermissionDenied
    data = {"declaration": found.pk}
    record(grant.chain, "read", f"查阅“{found}”的申报材料。", by=by, data=data)
    return found
