"""The accounts of a demonstration: invented people with a password everybody may know."""

from binascii import unhexlify
from dataclasses import dataclass

from django.conf import settings
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from jiqun.web import clock
from jiqun.web.accounts.models import User

PASSWORD = "jiqun-shili-2024"
#: Nobody can have such an address (RFC 2606).
DOMAIN = "@shili.example.org"


@dataclass(frozen=True)
class Account:
    """One to sign in with; ``code`` is the 动态口令 it takes just now, "" if none."""

    email: str
    whose: str
    code: str


def is_shut(user: User) -> bool:
    """An account of the demonstration opens in the demonstration only."""
    return user.email.endswith(DOMAIN) and not settings.DEMO_ACCOUNTS


def accounts() -> tuple[Account, ...]:
    """Those to show on the page for signing in."""
    if not settings.DEMO_ACCOUNTS:
        return ()
    people = User.objects.filter(email__endswith=DOMAIN, is_active=True).order_by("pk")
    devices = TOTPDevice.objects.filter(user__in=people, confirmed=True)
    codes = {device.user_id: usable_code(device) for device in devices}
    return tuple(
        Account(
            user.email,
            f"{user.unit.name}　{user.get_role_display()}　{user.name}",
            codes.get(user.pk, ""),
        )
        for user in people
    )


def usable_code(device: TOTPDevice) -> str:
    """The code of now; where that has been used, the next, which is taken a little early."""
    totp = TOTP(unhexlify(device.key), device.step, device.t0, device.digits, device.drift)
    totp.time = clock.now().timestamp()
    early = max(0, device.last_t + 1 - totp.t())
    totp.time += early * device.step
    return f"{totp.token():0{device.digits}}"
