"""How what people say is kept."""

from datetime import date

import pytest

from jiqun.web.wording import near, printable
from tests.web.moments import DURING, set_clock


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  同意。\n", "同意。"),
        ("一\x00二\ud800三", "一二三"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("", ""),
        ("\u202e\u200b \U000e0001", ""),
    ],
)
def test_what_shows_nothing_says_nothing(typed: str, kept: str) -> None:
    assert printable(typed) == kept


def test_another_year_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, DURING)
    assert (near(date(2024, 12, 31)), near(date(2025, 1, 4))) == ("12月31日", "2025年1月4日")
