"""Look after the people of a unit. There is always one who heads it. What changes nothing leaves
no event."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jiqun.documents.refused import Refused
from jiqun.web.accounts import policy
from jiqun.web.accounts.models import HEADS, Unit, User
from jiqun.web.audit.actions import record


@transaction.atomic
def change_role(person: User, *, by: User, role: str) -> None:
    now = in_care(person, by)
    if role not in now.unit.roles:
        raise Refused("本单位没有这个角色，请另选。")
    if role == now.role:
        return
    before, now.role = now.get_role_display(), role
    now.save(update_fields=["role"])
    refuse_headless(now.unit)
    sentence = f"{now.name}由{before}改任{now.get_role_display()}。"
    record(now.unit.chain, "change_role", sentence, by=by)


@transaction.atomic
def deactivate(person: User, *, by: User) -> None:
    """They are out at once, wherever they are signed in."""
    now = in_care(person, by)
    if now.pk == by.pk:
        raise Refused("不能停用自己的账号，请由本单位其他人停用。")
    if not now.is_active:
        return
    now.is_active = False
    now.save(update_fields=["is_active"])
    refuse_headless(now.unit)
    record(now.unit.chain, "deactivate", f"停用{now.name}（{now.email}）的账号。", by=by)


@transaction.atomic
def reactivate(person: User, *, by: User) -> None:
    now = in_care(person, by)
    if now.is_active:
        return
    now.is_active = True
    now.save(update_fields=["is_active"])
    record(now.unit.chain, "reactivate", f"恢复{now.name}（{now.email}）的账号。", by=by)


def in_care(person: User, by: User) -> User:
    """A person as they are now, their unit locked: two who head it cannot let each other go at
    once."""
    unit = Unit.objects.select_for_update().get(pk=person.unit_id)
    if not policy.may_look_after(by, unit):
        raise PermissionDenied
    now = unit.people.get(pk=person.pk)
    now.unit = unit
    return now


def refuse_headless(unit: Unit) -> None:
    if not unit.people.filter(is_active=True, role__in=HEADS).exists():
        head = next(role for role in HEADS if role in unit.roles)
        raise Refused(f"单位至少要有一名在用的{head.label}，请先让其他人任{head.label}。")
