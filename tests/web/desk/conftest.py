"""While the call of the tests runs."""

import pytest

from tests.web.moments import DURING, set_clock


@pytest.fixture(autouse=True)
def during_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, DURING)
