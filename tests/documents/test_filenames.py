"""Names under which files are saved, whatever people call them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.documents.filenames import saved_name


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("第三方证明.pdf", "第三方证明.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\甲\\证明.PDF", "证明.PDF"),
        (".pdf", "pdf"),
        ("..", "文件"),
        ("", "文件"),
        ("甲" * 100 + ".docx", "甲" * 65 + ".docx"),
        ("a.notasuffixatall", "a.notasuffixatall"),
        ("证明\u202efdp.exe", "证明fdp.exe"),
    ],
)
def test_a_name_keeps_its_ending_and_nothing_that_leads_elsewhere(name: str, saved: str) -> None:
    assert saved_name(name) == saved


@given(st.text())
def test_any_name_can_be_saved(name: str) -> None:
    saved = saved_name(name)
    assert saved and not set(saved) & set('<>:"/\\|?*\0\n') and saved not in (".", "..")
    assert len(saved.encode()) <= 255
