"""Look after the people of a unit. There is always one who heads it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jiqun.documents.refused import Refused
from jiqun.web.accounts import policy
from jiqun.web.accounts.models import HEADS, Unit, User
from jiqun.web.audit.actions import record


@transaction.atomic
def change_role(person: User, *, by: User, role: str) -> None:
    unit = unit_in_care(person, by)
    if role not in unit.roles:
        raise Refused("本单位没有这个角色，请另选。")
    before = person.get_role_display()
    person.role = role
    person.save(update_fields=["role"])
    refuse_headless(unit)
    sentence = f"{person.name}由{before}改任{person.get_role_display()}。"
    record(unit.chain, "change_role", sentence, by=by)


@transaction.atomic
def deactivate(person: User, *, by: User) -> None:
    """They are out at once, wherever they are signed in."""
    unit = unit_in_care(person, by)
    if person.pk == by.pk:
        raise Refused("不能停用自己的账号，请由本单位其他人停用。")
    person.is_active = False
    person.save(update_fields=["is_active"])
    refuse_headless(unit)
    record(unit.chain, "deactivate", f"停用{person.name}（{person.email}）的账号。", by=by)


@transaction.atomic
def reactivate(person: User, *, by: User) -> None:
    unit = unit_in_care(person, by)
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(unit.chain, "reactivate", f"恢复{person.name}（{person.email}）的账号。", by=by)


def unit_in_care(person: User, by: User) -> Unit:
    """The unit of a person, locked: two who head it cannot let each other go at once."""
    unit = Unit.objects.select_for_update().get(pk=person.unit_id)
    if not policy.may_look_after(by, unit):
        raise PermissionDenied
    return unit


def refuse_headless(unit: Unit) -> None:
    if not unit.people.filter(is_active=True, role__in=HEADS).exists():
        head = next(role for role in HEADS if role in unit.roles)
        raise Refused(f"单位至少要有一名在用的{head.label}，请先让其他人任{head.label}。")
