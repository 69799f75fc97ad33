"""The second factor: taken up, given, lost."""

from binascii import unhexlify
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from jiqun.documents.refused import Refused
from jiqun.web.accounts.actions.second_factor import (
    WRONG,
    enrol,
    lift,
    renew_recovery_codes,
    verify,
)
from jiqun.web.accounts.demo import usable_code
from jiqun.web.accounts.models import Role, UnitKind, User
from jiqun.web.audit.queries import events_of
from tests.web.world import chief, district_maker, person, unit

pytestmark = pytest.mark.django_db


def code_of(key: str) -> str:
    return f"{totp(unhexlify(key)):06}"


def other_than(code: str) -> str:
    return f"{(int(code) + 500_000) % 1_000_000:06}"


@pytest.fixture
def user() -> User:
    return district_maker()


def verbs(user: User) -> list[str]:
    return [event.verb for event in events_of(user.unit.chain)]


def enrolled(user: User) -> tuple[TOTPDevice, list[str]]:
    key = default_key()
    return enrol(by=user, key=key, typed=code_of(key))


def test_taken_up(user: User) -> None:
    device, codes = enrolled(user)
    assert (device.user, device.confirmed) == (user, True)
    assert len(set(codes)) == 10
    assert verbs(user) == ["enrol_second_factor"]


def test_a_code_as_people_type_it(user: User) -> None:
    key = default_key()
    code = code_of(key)
    full_width = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    enrol(by=user, key=key, typed=f" {full_width[:3]} {full_width[3:]} ")


@pytest.mark.parametrize("typed", ["", "abc", "１２", "²³¹²³¹"])
def test_what_is_no_code(user: User, typed: str) -> None:
    with pytest.raises(Refused, match=WRONG):
        enrol(by=user, key=default_key(), typed=typed)
    assert not TOTPDevice.objects.exists()


def test_it_is_taken_up_once(user: User) -> None:
    """Whoever has only the password cannot put a phone of their own in its place."""
    enrolled(user)
    with pytest.raises(Refused, match="动态口令已经启用"):
        enrolled(user)
    assert TOTPDevice.objects.filter(user=user).count() == 1


def test_the_code_it_was_taken_up_with_is_spent(user: User) -> None:
    key = default_key()
    code = code_of(key)
    device, _ = enrol(by=user, key=key, typed=code)
    with pytest.raises(Refused, match=WRONG):
        verify(by=user, typed=code)
    TOTPDevice.objects.update(throttling_failure_count=0)
    assert verify(by=user, typed=usable_code(device)) == device


def test_wrong_codes_make_one_wait(user: User) -> None:
    device, _ = enrolled(user)
    right = usable_code(device)
    with pytest.raises(Refused, match=WRONG):
        verify(by=user, typed=other_than(right))
    with pytest.raises(Refused, match="输错次数较多，请在1秒后再试。"):
        verify(by=user, typed=right)
    for failures, seconds in ((5, 16), (8, 128)):
        device.refresh_from_db()
        TOTPDevice.objects.update(throttling_failure_count=failures)
        with pytest.raises(Refused, match=f"请在{seconds}秒后再试"):
            verify(by=user, typed=right)
    earlier = device.throttling_failure_timestamp - timedelta(seconds=200)
    TOTPDevice.objects.update(throttling_failure_timestamp=earlier)
    assert verify(by=user, typed=right) == device


def test_a_recovery_code_is_good_for_once(user: User) -> None:
    _, codes = enrolled(user)
    device = verify(by=user, typed=f" {codes[0].upper()} ")
    assert isinstance(device, StaticDevice)
    assert events_of(user.unit.chain).last().sentence == f"{user.name}用恢复码登录，还剩9个恢复码。"
    with pytest.raises(Refused, match=WRONG):
        verify(by=user, typed=codes[0])


def test_new_recovery_codes_replace_the_old(user: User) -> None:
    _, old = enrolled(user)
    new = renew_recovery_codes(by=user)
    assert (len(new), set(old) & set(new)) == (10, set())
    assert sorted(StaticToken.objects.values_list("token", flat=True)) == sorted(new)


def test_somebody_elses_codes(user: User) -> None:
    device, codes = enrolled(district_maker())
    for typed in (usable_code(device), codes[0]):
        with pytest.raises(Refused, match=WRONG):
            verify(by=user, typed=typed)


def test_lifted(user: User) -> None:
    checker = person(user.unit, Role.CHECKER)
    enrolled(user)
    lift(user, by=checker)
    assert not TOTPDevice.objects.exists() and not StaticDevice.objects.exists()
    assert verbs(user) == ["enrol_second_factor", "lift_second_factor"]
    enrolled(user)
    lift(user, by=user)
    enrolled(user)


def test_who_may_lift(user: User) -> None:
    bureau = unit(UnitKind.BUREAU)
    for other in (chief(), district_maker(), district_maker("海淀区"), person(bureau, Role.MAKER)):
        with pytest.raises(PermissionDenied):
            lift(user, by=other)
    lift(user, by=person(bureau, Role.CHECKER))


def test_operators_take_none() -> None:
    with pytest.raises(PermissionDenied):
        enrolled(chief())
    with pytest.raises(PermissionDenied):
        renew_recovery_codes(by=chief())
