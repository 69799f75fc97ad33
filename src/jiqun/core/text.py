"""Texts as Word counts them, and as they take up room on a line."""

import re
import unicodedata
from collections.abc import Iterator

from jiqun.core.reference import advances

#: What Word's 字数 counts one by one: Chinese, Japanese and Korean characters and full-width marks.
ASIAN = (
    r"\u1100-\u11ff\u2e80-\u2fdf\u2ff0-\u303f\u3040-\u30ff\u3100-\u31ff\u3200-\u4dbf\u4e00-\u9fff"
    r"\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
    r"“”‘’…—·《》"
)
WORD_COUNTED = re.compile(rf"[{ASIAN}]|[^\s{ASIAN}]+")


def count_words(text: str) -> int:
    """字数: each CJK character and full-width mark one, every other run without spaces one.

    “Wi-Fi” and “12.5%” are one each; spaces, full-width ones included, are none.
    """
    return sum(1 for found in WORD_COUNTED.finditer(text) if not found[0].isspace())


#: Marks that may not begin a line, and those that may not end one (GB/T 15834).
NOT_FIRST = frozenset(
    "，。、；：？！）》〉】〕〗」』〞”’…—·％‰＂＇．］｀｜｝～￠%,.;:?!)]}℃°′″›¢¨ˇˉ―‖∶〃︶︺︾﹀﹄﹚﹜﹞"
)
NOT_LAST = frozenset("（《〈【〔〖「『〝“‘＄［｛￡￥﹙﹛﹝([{$£¥")


class Advances(dict[str, float]):
    """Width in em of every character, of the widest of the faces the form may be set in."""

    def __missing__(self, character: str) -> float:
        known = advances().get(character)
        if known is None:
            known = 0.0 if unicodedata.combining(character) else 1.0
        self[character] = known
        return known


ADVANCES = Advances()


#: The gap Word, LibreOffice and Typst leave between Chinese and Latin, in em.
GAP = 0.25
SCRIPT_CHANGE = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff])(?=[^\W\u2e80-\ufaff])"
    r"|(?<=[^\W\u2e80-\ufaff])(?=[\u2e80-\u9fff\uf900-\ufaff])"
)


def measure(text: str) -> float:
    """Width of a text on one line, in em."""
    width = sum(map(ADVANCES.__getitem__, text))
    return width if text.isascii() else width + GAP * len(SCRIPT_CHANGE.findall(text))


def gap(line: str, following: str) -> float:
    """The gap between a line begun and what is added to it, in em."""
    pair = line[-1:] + following[0]
    return GAP if not pair.isascii() and SCRIPT_CHANGE.search(pair) else 0.0


def count_lines(text: str, width: float) -> int:
    """Lines that one paragraph takes up at ``width`` em; an empty one takes one."""
    return 1 if measure(text) <= width else len(wrap(text, width))


def wrap(text: str, width: float) -> list[str]:
    """Break one paragraph into lines of at most ``width`` em.

    Chinese breaks between any two characters save before or after certain marks; other runs
    stay whole unless longer than a line. Never more optimistic than Word, LibreOffice or Typst.
    """
    lines: list[str] = []
    line, used = "", 0.0
    for chunk in chunks(text):
        whole = ADVANCES[chunk] if len(chunk) == 1 else measure(chunk)
        size = measure(chunk.rstrip(" ")) if chunk[-1] == " " else whole
        used += gap(line, chunk)
        if line and used + size > width:
            lines.append(line)
            line, used = "", 0.0
        if used + size <= width:
            line, used = line + chunk, used + whole
            continue
        for character in chunk:
            step = ADVANCES[character]
            if line and used + step > width and character != " ":
                lines.append(line)
                line, used = "", 0.0
            line, used = line + character, used + step
    lines.append(line)
    return lines


def chunks(text: str) -> Iterator[str]:
    """The unbreakable pieces of a paragraph, with the spaces that follow them."""
    start = 0
    for at in range(1, len(text)):
        if breaks_between(text[at - 1], text[at]):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def breaks_between(before: str, after: str) -> bool:
    if after == " " or after in NOT_FIRST or before in NOT_LAST:
        return False
    if before == " ":
        return True
    return is_wide(before) or is_wide(after)


def is_wide(character: str) -> bool:
    return character >= "\u2e80" or character in "“”‘’…—·"
