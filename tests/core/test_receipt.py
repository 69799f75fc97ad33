"""The number of a receipt, and the short code that is read off paper and typed in."""

from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.receipt import (
    DIGITS,
    looks_like_content_code,
    read_code,
    receipt_number,
    short_code,
)

DIGEST = "3995" * 16


def test_a_receipt_is_numbered_by_year_district_and_serial() -> None:
    assert receipt_number(2024, "密云区", 1) == "2024-110118-0001"
    assert receipt_number(2025, "东城区", 12345) == "2025-110101-12345"


def test_only_a_district_gives_receipts() -> None:
    for name in ("北京市", "密云", "北京经济技术开发区"):
        with pytest.raises(KeyError):
            receipt_number(2024, name, 1)


def test_the_code_depends_on_the_facts_and_on_the_declaration() -> None:
    codes = [short_code(DIGEST, "1"), short_code(DIGEST, "2"), short_code(DIGEST[::-1], "1")]
    assert codes == ["D5RS-3SSP", "7G6C-W4W1", "Y7RX-VTSF"]


@given(st.text(), st.text())
def test_a_code_is_eight_digits_in_two_groups(digest: str, number: str) -> None:
    first, second = short_code(digest, number).split("-")
    assert (len(first), len(second)) == (4, 4)
    assert set(first + second) <= set(DIGITS)


@given(st.text(), st.text())
def test_a_code_typed_as_printed_is_read(digest: str, number: str) -> None:
    code = short_code(digest, number)
    assert read_code(code) == code


@pytest.mark.parametrize(
    "typed",
    ["7K01-9QX0", "7k019qx0", " 7K01 9QX0 ", "７Ｋ０１—９ＱＸ０", "7kOi-9qxo", "7KOL－9QXO"],
)
def test_what_people_type_for_a_code_is_understood(typed: str) -> None:
    assert read_code(typed) == "7K01-9QX0"


@pytest.mark.parametrize(
    "typed", ["", "7K01", "7K01-9QX01", "7K01-9QXU", "A1B2-C3D4-E5F6", "核验码"]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


@pytest.mark.parametrize(
    ("typed", "looks"),
    [
        ("A1B2-C3D4-E5F6", True),
        ("a1b2c3d4e5f6", True),
        ("Ａ１Ｂ２ C3D4 E5FO", True),  # O for 0
        ("7K01-9QX0", False),
        ("A1B2-C3D4-E5F", False),
        ("A1B2-C3D4-E5FG", False),
        ("", False),
    ],
)
def test_the_other_code_of_the_page_is_known_for_what_it_is(typed: str, looks: bool) -> None:
    assert looks_like_content_code(typed) is looks


def test_no_letter_is_taken_for_another() -> None:
    read = {read_code(letter * 8) for letter in ascii_letters} - {""}
    assert read == {f"{digit * 4}-{digit * 4}" for digit in DIGITS if digit not in "23456789"}
