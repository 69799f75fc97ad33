"""An operator registers its unit; its district admits it, or says why not."""

import json
from dataclasses import dataclass
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from jiqun.core.districts import districts
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts import policy
from jiqun.web.accounts.actions.taken import (
    TAKEN_CODE,
    TAKEN_EMAIL,
    checked_code,
    checked_email,
    unless_taken,
)
from jiqun.web.accounts.models import Admission, Role, Unit, UnitKind, User
from jiqun.web.accounts.queries.people import reviewers_of
from jiqun.web.audit.actions import record
from jiqun.web.inbox import actions as inbox
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
def register(applied: Applied, *, name: str, email: str, password: str, site: str = "") -> User:
    """A unit with its first person, who heads it. Its district hears of it."""
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
    tell_district(unit, site)
    return chief


def tell_district(unit: Unit, site: str) -> None:
    officers = reviewers_of(unit).filter(is_active=True)
    address = reverse("operator", args=[unit.pk])
    inbox.tell(officers, "accounts/mail/registered", address=address, unit=unit, site=site)


@transaction.atomic
def apply_again(applied: Applied, *, by: User, site: str = "") -> Unit:
    """With corrected data, after a refusal or still waiting."""
    if not policy.may_apply(by):
        raise PermissionDenied
    unit = Unit.objects.select_for_update().get(pk=by.unit_id)
    if unit.admission == Admission.ADMITTED:
        raise Refused("单位刚刚已经准入，登记信息不再改动。")
    put_down(unit, applied)
    sentence = f"改正登记信息：{unit.name}（{unit.code}），待{unit.district}准入。"
    record(unit.chain, "apply_again", sentence, by=by)
    tell_district(unit, site)
    return unit


@transaction.atomic
def change_contact(*, by: User, contact: str, phone: str) -> Unit:
    """Whom to call at a unit that has been admitted; its name and code stay as they were judged."""
    if not policy.may_change_contact(by):
        raise PermissionDenied
    unit = Unit.objects.select_for_update().get(pk=by.unit_id)
    if (unit.contact, unit.phone) != (contact, phone):
        before = {"contact": unit.contact, "phone": unit.phone}
        unit.contact, unit.phone = contact, phone
        unit.save(update_fields=["contact", "phone"])
        sentence = f"联系人改为{contact}，联系电话改为{phone}。"
        record(unit.chain, "change_contact", sentence, by=by, data={"before": before})
    return unit


def digest_of(unit: Unit) -> str:
    """Of all that a district judges: another, once the unit has changed any of it."""
    judged = [unit.name, unit.code, unit.district, unit.contact, unit.phone]
    return sha256(json.dumps(judged).encode()).hexdigest()


@transaction.atomic
def admit(unit: Unit, *, by: User, seen: str, site: str) -> None:
    """``seen`` is the digest of what they judged."""
    now = decide(unit, by, seen, Admission.ADMITTED)
    record(now.chain, "admit", f"准入{now.name}。", by=by)
    tell(now, "accounts/mail/admitted", reverse("desk"), site)


@transaction.atomic
def refuse(unit: Unit, *, by: User, seen: str, reason: str, site: str) -> None:
    reason = printable(reason)
    if not reason:
        raise Refused("请写明不予准入的原因，对方据此改正后重新提交。")
    now = decide(unit, by, seen, Admission.REFUSED, reason)
    record(now.chain, "refuse", f"不予准入{now.name}：{now.refusal}", by=by)
    tell(now, "accounts/mail/refused", reverse("application"), site)


def decide(unit: Unit, by: User, seen: str, admission: Admission, refusal: str = "") -> Unit:
    """The unit as it is now. Of two who decide at once, the second hears that it has been done; and
    nobody decides on what they have not seen."""
    now = Unit.objects.select_for_update().get(pk=unit.pk)
    if not policy.is_of_its_district(by, now):
        raise PermissionDenied
    if not policy.may_admit(by, now):
        raise Refused(f"{now.name}{now.get_admission_display()}，不必再处理。")
    if digest_of(now) != seen:
        raise Refused(f"{now.name}的登记信息刚刚改动，请核对后再决定。")
    now.admission, now.refusal = admission, refusal
    now.save(update_fields=["admission", "refusal"])
    return now


def tell(unit: Unit, letter: str, address: str, site: str) -> None:
    people = unit.people.filter(is_active=True)
    inbox.tell(people, letter, address=address, unit=unit, site=site)
