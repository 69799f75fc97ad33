"""How what people say is kept."""

import pytest

from jiqun.web.wording import printable


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
