"""The one place that reads the clock, so that a test may set it."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware of its zone."""
    return timezone.now()
