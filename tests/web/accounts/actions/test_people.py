"""Looking after the people of a unit."""

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.documents.refused import Refused
from jiqun.web.accounts.actions.people import change_role, deactivate, reactivate
from jiqun.web.accounts.models import Role, UnitKind, User
from jiqun.web.audit.queries import events_of
from tests.web.world import chief, filler, operator, person, unit

pytestmark = pytest.mark.django_db


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_role_is_changed() -> None:
    by = chief()
    other = filler(by.unit)
    change_role(other, by=by, role="chief")
    assert fresh(other).role == Role.CHIEF
    (event,) = events_of(by.unit.chain)
    assert (event.verb, event.sentence) == (
        "change_role",
        f"{other.name}由填报人改任负责人。",
    )


def test_a_role_there_is_not() -> None:
    by = chief()
    with pytest.raises(Refused, match="本单位没有这个角色"):
        change_role(filler(by.unit), by=by, role="checker")


def test_out_and_in_again() -> None:
    by = chief()
    other = filler(by.unit)
    deactivate(other, by=by)
    assert not fresh(other).is_active
    reactivate(other, by=by)
    assert fresh(other).is_active
    assert [event.verb for event in events_of(by.unit.chain)] == ["deactivate", "reactivate"]


def test_what_changes_nothing_leaves_no_event() -> None:
    """Pressed twice, or by two."""
    by = chief()
    other = filler(by.unit)
    change_role(other, by=by, role="filler")
    reactivate(other, by=by)
    assert list(events_of(by.unit.chain)) == []
    for _ in range(2):
        deactivate(other, by=by)
    assert [event.verb for event in events_of(by.unit.chain)] == ["deactivate"]


def test_there_is_always_one_who_heads_an_operator() -> None:
    by = chief()
    filler(by.unit)
    with pytest.raises(Refused, match="单位至少要有一名在用的负责人"):
        change_role(by, by=by, role="filler")
    assert fresh(by).role == Role.CHIEF
    assert list(events_of(by.unit.chain)) == []
    second = chief(by.unit)
    change_role(by, by=by, role="filler")
    with pytest.raises(PermissionDenied):
        change_role(second, by=fresh(by), role="filler")


def test_one_who_is_out_does_not_head() -> None:
    by = chief()
    second = chief(by.unit)
    deactivate(second, by=by)
    with pytest.raises(Refused, match="在用的负责人"):
        change_role(by, by=by, role="filler")


def test_there_is_always_one_who_signs_for_a_district() -> None:
    district = unit(UnitKind.DISTRICT, district="密云区")
    checker = person(district, Role.CHECKER)
    with pytest.raises(Refused, match="单位至少要有一名在用的审签，请先让其他人任审签。"):
        change_role(checker, by=checker, role="maker")
    from_bureau = person(unit(UnitKind.BUREAU), Role.CHECKER)
    with pytest.raises(Refused, match="在用的审签"):
        deactivate(checker, by=from_bureau)


def test_nobody_takes_themselves_out() -> None:
    by = chief()
    chief(by.unit)
    with pytest.raises(Refused, match="不能停用自己的账号"):
        deactivate(by, by=by)


def test_who_may() -> None:
    own = operator()
    other = filler(own)
    bureau = unit(UnitKind.BUREAU)
    for by in (other, chief(), person(bureau, Role.CHECKER)):
        for act in (deactivate, reactivate):
            with pytest.raises(PermissionDenied):
                act(other, by=by)
        with pytest.raises(PermissionDenied):
            change_role(other, by=by, role="chief")
