"""Accounts locked after too many failures."""

from datetime import datetime

from axes.models import AccessAttempt
from django.conf import settings

from jiqun.web import clock


def locked_until(email: str) -> datetime:
    """When so many failures are forgotten that one may try again.

    django-axes counts them by address and browser and forgets each such count a while after the
    last failure in it.
    """
    kept = settings.AXES_COOLOFF_TIME
    found = AccessAttempt.objects.filter(username=email, attempt_time__gt=clock.now() - kept)
    failures = 0
    for attempt in found.order_by("-attempt_time"):
        failures += attempt.failures_since_start
        if failures >= settings.AXES_FAILURE_LIMIT:
            return attempt.attempt_time + kept
    return clock.now()
