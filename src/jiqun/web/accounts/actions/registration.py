"""An operator registers its unit; its district admits it, or says why not."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jiqun.core.districts import districts
from jiqun.documents.refused import Refused
from jiqun.web import clock, mail
from jiqun.web.accounts import policy
from jiqun.web.accounts.actions.taken import (
    TAKEN_CODE,
    TAKEN_EMAIL,
    checked_code,
    checked_email,
    unless_taken,
)
from jiqun.web.accounts.models import Admission, Role, Unit, UnitKind, User
from jiqun.web.audit.actions import record
from jiqun.web.wording import printable


@dataclass(frozen=True)
class Applied:
    """What a unit applies with."""

    name: str
    code: str
    district: str
    contact: str
    phone: str


def put_down(unit: Unit, applied: Applied) -> None:
    """What was applied with, on the unit, which waits from now on."""
    if applied.district not in districts():
        raise Refused(f"没有“{applied.district}”这个区，请另选。")
    unit.name, unit.code = applied.name, checked_code(applied.code, of=unit)
    unit.district = applied.district
    unit.contact, unit.phone = applied.contact, applied.phone
    unit.admission, unit.refusal = Admission.APPLIED, ""
    with unless_taken(TAKEN_CODE):
        unit.save()


@transaction.atomic
def register(applied: Applied, *, name: str, email: str, password: str) -> User:
    """A unit with its first person, who heads it."""
    unit = Unit(kind=UnitKind.OPERATOR, created=clock.now())
    put_down(unit, applied)
    chief = User(
        unit=unit, name=name, email=checked_email(email), role=Role.CHIEF, created=clock.now()
    )
    chief.set_password(password)
    with unless_taken(TAKEN_EMAIL):
        chief.save()
    sentence = f"登记{unit.name}（{unit.code}），待{unit.district}准入。"
    record(unit.chain, "register", sentence, by=chief)
    return chief


@transaction.atomic
def apply_again(applied: Applied, *, by: User) -> Unit:
    """With corrected data, after a refusal or still waiting."""
    if not policy.may_apply(by):
        raise PermissionDenied
    unit = Unit.objects.select_for_update().get(pk=by.unit_id)
    if unit.admission == Admission.ADMITTED:
        raise Refused("单位刚刚已经准入，登记信息不再改动。")
    put_down(unit, applied)
    sentence = f"改正登记信息：{unit.name}（{unit.code}），待{unit.district}准入。"
    record(unit.chain, "apply_again", sentence, by=by)
    return unit


@transaction.atomic
def admit(unit: Unit, *, by: User, site: str) -> None:
    decide(unit, by, Admission.ADMITTED)
    record(unit.chain, "admit", f"准入{unit.name}。", by=by)
    tell(unit, "accounts/mail/admitted", site)


@transaction.atomic
def refuse(unit: Unit, *, by: User, reason: str, site: str) -> None:
    reason = printable(reason)
    if not reason:
        raise Refused("请写明不予准入的原因，对方据此改正后重新提交。")
    decide(unit, by, Admission.REFUSED, reason)
    record(unit.chain, "refuse", f"不予准入{unit.name}：{unit.refusal}", by=by)
    tell(unit, "accounts/mail/refused", site)


def decide(unit: Unit, by: User, admission: Admission, refusal: str = "") -> None:
    """Of two who decide at once, the second hears that it has been done."""
    now = Unit.objects.select_for_update().get(pk=unit.pk)
    if not policy.is_of_its_district(by, now):
        raise PermissionDenied
    if not policy.may_admit(by, now):
        raise Refused(f"{now.name}{now.get_admission_display()}，不必再处理。")
    unit.admission, unit.refusal = admission, refusal
    unit.save(update_fields=["admission", "refusal"])


def tell(unit: Unit, letter: str, site: str) -> None:
    to = unit.people.filter(is_active=True).values_list("email", flat=True)
    mail.post(letter, to=to, unit=unit, site=site)
