"""The same firm or number, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.roster.same import plain_firm, plain_number, repeated
from tests.rosters import typed


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("示例（北京）有限责任公司", "示例北京有限公司"),
        ("示例(北京) 有限公司", "示例北京有限公司"),
        ("示例·ＡＢＣ_仪表厂", "示例abc仪表厂"),
        ("示例股份有限公司", "示例股份有限公司"),
        ("（）—", ""),
        ("", ""),
    ],
)
def test_plain_names(written: str, plain: str) -> None:
    assert plain_firm(written) == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ZL 2020 1 0000001.1", "2020100000011"),
        ("zl202010000001.x", "202010000001x"),
        ("ZL01234567.8", "012345678"),
        ("GB/T 9999.12—2023", "gbt9999.122023"),
        ("CN202010000001.1", "cn202010000001.1"),
        ("保密", ""),
        ("ZL", ""),
        ("", ""),
    ],
)
def test_plain_numbers(written: str, plain: str) -> None:
    assert plain_number(written) == plain


@given(st.text())
def test_what_is_plain_stays_so(text: str) -> None:
    assert plain_firm(plain_firm(text)) == plain_firm(text)


def test_rows_with_what_stood_before() -> None:
    names = ("示例甲有限公司", "", "示例乙厂", "示例甲有限公司", "", "示例甲有限责任公司")
    firms = typed(*({"name": name} for name in names)).firms
    assert [(row.number, first) for row, first in repeated(firms, "name")] == [(5, 2)]
    assert [(row.number, first) for row, first in repeated(firms, "name", plain_firm)] == [
        (5, 2),
        (7, 2),
    ]
    assert list(repeated(firms, "uscc")) == []
