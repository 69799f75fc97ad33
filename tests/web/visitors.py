"""Come as somebody who is signed in."""

from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import needs_second_factor


def visit_as(user: User | None, *, verified: bool = True) -> Client:
    """With the second factor given, if the user takes one; None is a stranger."""
    client = Client()
    if user is None:
        return client
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    if verified and needs_second_factor(user):
        device, _ = TOTPDevice.objects.get_or_create(user=user, defaults={"name": "动态口令"})
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()
    return client
