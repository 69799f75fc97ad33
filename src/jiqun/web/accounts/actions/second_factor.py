"""The second factor (动态口令): take it up, give it, lose it."""

import unicodedata
from binascii import unhexlify

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django_otp import verify_token
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts import policy
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record

RECOVERY_CODES = 10
WRONG = "动态口令不正确，请输入验证器此刻显示的6位数字；手机时间不准也会这样，请先校准。"


def plain(typed: str) -> str:
    """A code as it is kept: half-width, lower case, without the spaces people read it with."""
    return "".join(unicodedata.normalize("NFKC", typed).lower().split())


@transaction.atomic
def enrol(*, by: User, key: str, typed: str) -> tuple[TOTPDevice, list[str]]:
    """Take up the second factor with a key just shown; ``typed`` proves that it was taken over.
    Returns the recovery codes too, which nobody can look up again."""
    if not policy.needs_second_factor(by):
        raise PermissionDenied
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if TOTPDevice.objects.filter(user=by).exists():
        raise Refused("动态口令已经启用，不必再次设置。")
    totp = TOTP(unhexlify(key))
    totp.time = clock.now().timestamp()
    code = plain(typed)
    if not code.isdecimal() or not totp.verify(int(code), tolerance=1):
        raise Refused(WRONG)
    device = TOTPDevice.objects.create(
        user=by, name="动态口令", key=key, drift=totp.drift, last_t=totp.t()
    )
    codes = issue_recovery_codes(by)
    record(by.unit.chain, "enrol_second_factor", f"{by.name}启用动态口令。", by=by)
    return device, codes


def issue_recovery_codes(user: User) -> list[str]:
    """New ones in place of those there are."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="恢复码")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


@transaction.atomic
def renew_recovery_codes(*, by: User) -> list[str]:
    if not policy.needs_second_factor(by):
        raise PermissionDenied
    codes = issue_recovery_codes(by)
    record(by.unit.chain, "renew_recovery_codes", f"{by.name}换了一组恢复码。", by=by)
    return codes


def verify(*, by: User, typed: str) -> Device:
    """What somebody gives as the second factor: the six digits of now, or a recovery code, which
    is good for once. Not one transaction: a failure must be counted."""
    code = plain(typed)
    kind = TOTPDevice if code.isdecimal() else StaticDevice
    device = kind.objects.filter(user=by, confirmed=True).first()
    if device is None:
        raise Refused(WRONG)
    refuse_too_soon(device)
    with transaction.atomic():
        verified = verify_token(by, device.persistent_id, code)
        if verified and kind is StaticDevice:
            left = device.token_set.count()
            sentence = f"{by.name}用恢复码登录，还剩{left}个恢复码。"
            record(by.unit.chain, "use_recovery_code", sentence, by=by)
    if not verified:
        raise Refused(WRONG)
    return verified


def refuse_too_soon(device: Device) -> None:
    """After every failure in a row one has to wait twice as long."""
    allowed, why = device.verify_is_allowed()
    if not allowed:
        seconds = int((why["locked_until"] - clock.now()).total_seconds()) + 1
        raise Refused(f"输错次数较多，请在{max(seconds, 1)}秒后再试。")


@transaction.atomic
def lift(user: User, *, by: User | None) -> None:
    """Take the second factor off: somebody changes phones, or has lost theirs and the recovery
    codes. At the next sign-in it is taken up anew. ``by`` is None for the command line."""
    if by is not None and by.pk != user.pk and not policy.may_look_after(by, user.unit):
        raise PermissionDenied
    for kind in (TOTPDevice, StaticDevice):
        kind.objects.filter(user=user).delete()
    record(user.unit.chain, "lift_second_factor", f"解除{user.name}的动态口令。", by=by)
