"""字 as Word counts them, and lines as Word, LibreOffice and Typst may break them."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jiqun.core.text import (
    GAP,
    NOT_FIRST,
    NOT_LAST,
    count_lines,
    count_words,
    measure,
    wrap,
)

# --- Words ---


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t　", 0),
        ("产业集群", 4),
        ("产业 集群", 4),
        ("全　角", 2),
        ("集群，协同。", 6),
        ("Wi-Fi", 1),
        ("12.5%", 1),
        ("12.5％", 2),
        ("3,000万元", 3),
        ("2024年5月30日", 6),
        ("R&D投入", 3),
        ("Wi-Fi 6标准", 4),
        ("Mini LED", 2),
        ("使用C++/Python开发", 5),
        ("（一）", 3),
        ("(一)", 3),
        ("……", 2),
        ("——", 2),
        ("“揭榜挂帅”、", 7),
        ("ＩＳＯ", 3),
        ("3×4", 1),
        ("25℃", 1),
        ("α·β", 3),
        ("日本語カナ한국어", 8),
        ("𠮷野", 2),
        ("😀", 1),
        ("好😀好", 3),
        ("e\u0301", 1),
        ("第一行\n第二行", 6),
        ("x" * 5000, 1),
    ],
)
def test_words_are_counted_as_word_counts_them(text: str, words: int) -> None:
    assert count_words(text) == words


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
LATIN = st.text("abcXYZ0123456789.-%&/", min_size=1, max_size=12)
SPACES = st.text(" \n　", min_size=1, max_size=3)


@given(words=st.lists(st.one_of(HAN, LATIN)), space=SPACES)
def test_words_apart_count_one_each(words: list[str], space: str) -> None:
    assert count_words(space.join(words)) == len(words)


@given(han=st.text(HAN))
def test_every_chinese_character_counts(han: str) -> None:
    assert count_words(han) == len(han)


@given(one=st.text(), other=st.text())
def test_joining_texts_can_only_join_one_word(one: str, other: str) -> None:
    apart = count_words(one) + count_words(other)
    assert count_words(f"{one} {other}") == apart
    assert count_words(one + other) in (apart, apart - 1)


# --- Lines ---

WIDTHS = st.integers(20, 3000).map(lambda hundredths: hundredths / 100)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.text("产业集群，。、“”（）《》……—·1aW. -", max_size=80),
    st.lists(st.one_of(HAN, LATIN, st.just(" "), st.just("，"))).map("".join),
)
#: The sum of many widths may differ in its last digit from the sum of their sums.
HAIR = 1e-6


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("产业集群", 4, ["产业集群"]),
        ("产业集群", 3, ["产业集", "群"]),
        ("产业集群", 0.5, ["产", "业", "集", "群"]),
        # A mark does not begin a line, so what stands before it goes down with it …
        ("产业集群，协同", 4, ["产业集", "群，协同"]),
        ("产业集群”。协同", 4, ["产业集", "群”。协", "同"]),
        # … and an opening bracket does not end one.
        ("产业集（群）", 4, ["产业集", "（群）"]),
        # Latin words and figures stay whole while a line can hold them.
        ("产业ABCDE集群", 4.5, ["产业", "ABCDE", "集群"]),
        ("Mini LED", 3.5, ["Mini ", "LED"]),
        ("增长12.5%左右", 5.5, ["增长12.5%", "左右"]),
        # One longer than a line is broken where the line ends.
        ("0" * 12, 3, ["00000", "00000", "00"]),
        # Spaces hang over the end of a line and never begin the next one.
        ("产业   集群", 2, ["产业   ", "集群"]),
    ],
)
def test_lines(text: str, width: float, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(text=TEXTS, width=WIDTHS)
def test_lines_put_together_are_the_text(text: str, width: float) -> None:
    assert "".join(wrap(text, width)) == text


@given(text=TEXTS, width=WIDTHS)
@example(text="中é中é中é中é", width=3.0)
@example(text="产业集群" * 10 + "aW", width=4.0)
def test_no_line_is_wider_than_the_page(text: str, width: float) -> None:
    """Unless one character is; the spaces at its end do not count."""
    for line in wrap(text, width):
        shown = line.rstrip(" ")
        assert measure(shown) <= width + HAIR or len(shown) == 1


@given(text=TEXTS, width=WIDTHS)
def test_there_is_a_line_at_least_and_none_is_empty(text: str, width: float) -> None:
    lines = wrap(text, width)
    assert lines == [""] if text == "" else all(lines)
    assert count_lines(text, width) <= len(lines)
    assert count_lines(text, width) == len(lines) or measure(text) <= width


@given(text=TEXTS, widths=st.tuples(WIDTHS, WIDTHS))
def test_a_wider_page_never_takes_more_lines(text: str, widths: tuple[float, float]) -> None:
    narrow, wide = sorted(widths)
    assert count_lines(text, wide) <= count_lines(text, narrow)


#: Chinese text only, where a line may break between any two characters save beside the marks.
CHINESE = st.text("产业集群，。、）》”（《“…", max_size=60)


def could_break(line: str) -> bool:
    return any(b not in NOT_FIRST and a not in NOT_LAST for a, b in pairwise(line))


@given(text=CHINESE, width=WIDTHS)
def test_marks_stand_where_they_may(text: str, width: float) -> None:
    """No mark begins or ends a line that should not, unless the line had nowhere else to break."""
    for before, after in pairwise(wrap(text, width)):
        wrong = after[0] in NOT_FIRST or before[-1] in NOT_LAST
        assert not wrong or not could_break(before)


@given(words=st.lists(st.text("abc019", min_size=1, max_size=6), min_size=1), width=WIDTHS)
def test_words_stay_whole(words: list[str], width: float) -> None:
    """While a line can hold the longest of them."""
    if all(measure(word) <= width for word in words):
        text = " ".join(words)
        assert " ".join(line.rstrip(" ") for line in wrap(text, width)) == text


# --- Widths ---


@pytest.mark.parametrize(("text", "width"), [("", 0), ("集群", 2), ("，。", 2), ("……——", 4)])
def test_chinese_is_one_em_wide(text: str, width: float) -> None:
    assert measure(text) == width


def test_latin_is_narrower_and_set_off_from_chinese() -> None:
    assert 1 < measure("Wi-Fi") < 5
    assert measure("集Wi-Fi群") == pytest.approx(2 + measure("Wi-Fi") + 2 * GAP)
    assert measure("集 Wi-Fi，群") == pytest.approx(3 + measure(" Wi-Fi"))


@given(one=st.text(), other=st.text())
def test_widths_add_up(one: str, other: str) -> None:
    """But for the gap where Chinese and Latin meet."""
    sum_ = measure(one) + measure(other)
    assert sum_ - HAIR <= measure(one + other) <= sum_ + GAP + HAIR
