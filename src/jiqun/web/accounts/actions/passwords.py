"""Passwords: a new one by mail, or knowing the old one."""

from axes.utils import reset as unlock
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from jiqun.web import mail
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record


def send_password_link(email: str, *, site: str) -> None:
    """To whoever has an account with that address; who asks doesn't learn whether there is one."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user:
        key = urlsafe_base64_encode(force_bytes(user.pk))
        link = reverse("new_password", args=[key, default_token_generator.make_token(user)])
        mail.post("accounts/mail/password", to=[user.email], user=user, link=f"{site}{link}")


@transaction.atomic
def reset_password(user: User, password: str) -> None:
    """By a link from a mail. It unlocks the account, and forgets wrong codes too: this is the way
    back for those whom somebody else's tries keep out."""
    user.set_password(password)
    user.save(update_fields=["password"])
    unlock(username=user.email)
    for kind in (TOTPDevice, StaticDevice):
        kind.objects.filter(user=user).update(
            throttling_failure_count=0, throttling_failure_timestamp=None
        )
    record(user.unit.chain, "reset_password", f"{user.name}用邮件重设密码。", by=user)


@transaction.atomic
def change_password(user: User, password: str) -> None:
    """It ends every other session of theirs."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(user.unit.chain, "change_password", f"{user.name}修改密码。", by=user)
