"""Who has taken up the second factor."""

from django.db.models import QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from jiqun.web.accounts.models import User


def devices() -> QuerySet[TOTPDevice]:
    """Those that have been shown to work."""
    return TOTPDevice.objects.filter(confirmed=True)


def has_second_factor(user: User) -> bool:
    return devices().filter(user=user).exists()
