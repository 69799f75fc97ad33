"""Set the clock by which the product lives."""

from datetime import datetime, timedelta

import pytest

from jiqun.web import clock
from tests.web.world import OPENS, RECOMMEND_BY

BEFORE = OPENS - timedelta(days=1)
DURING = OPENS + timedelta(days=10)
AFTER = RECOMMEND_BY + timedelta(minutes=1)


def set_clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
