"""Phrases: the patterns that claims are found by."""

import re

import pytest

from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.form.model import FIGURES
from jiqun.core.language.phrases import (
    CONTEXT,
    NARROW,
    NUMBER,
    SIGNS,
    UNITS,
    WIDE,
    WORDS,
    any_of,
)


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_the_units_of_the_form_are_known(edition_id: str) -> None:
    fields = get_edition(edition_id).printed_fields
    units = {field.unit for field in fields if field.kind in FIGURES and field.unit}
    assert units <= UNITS.keys()


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["中小企业", "中小企业产值", "产值"], "中小企业产值", "中小企业产值"),
        (["中小企业", "产值"], "产值", "产值"),
        (["中小企业", "产值"], "业产值", None),
        (["PCT", "a.b"], "a.b", "a.b"),
        (["PCT", "a.b"], "aab", None),
    ],
)
def test_any_of_many_words(words: list[str], text: str, found: str | None) -> None:
    match = re.fullmatch(any_of(words), text)
    assert (match and match[0]) == found


@pytest.mark.parametrize("number", ["64", "69.48", "1,280", "28,609.60", "0.5"])
def test_numbers(number: str) -> None:
    assert re.fullmatch(NUMBER, number)


@pytest.mark.parametrize("text", ["", "1,28", ",280", "69.", ".5", "1" * 16])
def test_no_numbers(text: str) -> None:
    assert not re.fullmatch(NUMBER, text)


def test_wide_characters_stay_in_place() -> None:
    wide = "２０２３年６９．４８％"
    assert WIDE.search(wide)
    assert wide.translate(NARROW) == "2023年69.48%"


def test_every_sign_has_its_words() -> None:
    assert set(SIGNS.values()) == WORDS.keys()
    words = [word for words in WORDS.values() for word in words.split()]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("word", SIGNS)
def test_signs_are_seen(word: str) -> None:
    (seen,) = CONTEXT.finditer(f"甲2{word}乙")
    assert seen[0] == word
