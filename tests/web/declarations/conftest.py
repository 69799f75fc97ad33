"""While the call of the tests runs, and with a place for files of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.web.moments import DURING, set_clock


@pytest.fixture(autouse=True)
def during_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, DURING)


@pytest.fixture(autouse=True)
def files_kept(tmp_path: Path) -> Iterator[Path]:
    with override_settings(MEDIA_ROOT=tmp_path / "files"):
        yield tmp_path / "files"
