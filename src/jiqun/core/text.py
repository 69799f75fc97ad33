"""Texts as Word counts them, and as they take up room on a line."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from jiqun.core.reference import advances

#: What Word's 字数 counts one by one: Chinese, Japanese and Korean characters and full-width marks.
ASIAN = (
    r"\u1100-\u11ff\u2e80-\u2fdf\u2ff0-\u303f\u3040-\u30ff\u3100-\u31ff\u3200-\u4dbf\u4e00-\u9fff"
    r"\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
    r"“”‘’…—·《》"
)
#: And what it counts as one however long it is.
RUN = re.compile(rf"[^\s{ASIAN}]+")


@lru_cache(maxsize=1024)  # a declaration is checked after every change, and few change its texts
def count_words(text: str) -> int:
    """字数: each CJK character and full-width mark one, every other run without spaces one.

    “Wi-Fi” and “12.5%” are one each; spaces, full-width ones included, are none.
    """
    runs = RUN.findall(text)
    return sum(map(len, text.split())) - sum(map(len, runs)) + len(runs)


#: Marks that may not begin a line, and those that may not end one (GB/T 15834).
NOT_FIRST = frozenset(
    "，。、；：？！）》〉】〕〗」』〞”’…—·％‰＂＇．］｀｜｝～￠／/%,.;:?!)]}℃°′″›¢¨ˇˉ―‖∶〃︶︺︾﹀﹄﹚﹜﹞"
)
NOT_LAST = frozenset('（《〈【〔〖「『〝“‘＄［｛￡￥﹙﹛﹝([{$£¥"°>')
CLOSING = frozenset("）》〉】〕〗」』〞”’·)]}")


#: Characters a memo keeps: all that are in use, not all that there are.
MOST_KEPT = 20_000


class Advances(dict[str, float]):
    """Width in em of every character, of the widest of the faces the form may be set in."""

    def __missing__(self, character: str) -> float:
        known = advances().get(character)
        if known is None:
            known = 0.0 if unicodedata.combining(character) else 1.0
        if len(self) >= MOST_KEPT:
            self.clear()
        self[character] = known
        return known


ADVANCES = Advances()


#: The gap Word, LibreOffice and Typst leave between Chinese and Latin, in em.
GAP = 0.25
SCRIPT_CHANGE = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff])(?=[^\W\u2e80-\ufaff])"
    r"|(?<=[^\W\u2e80-\ufaff])(?=[\u2e80-\u9fff\uf900-\ufaff])"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A paragraph's text with the width of each character, the gap before it included, and
    whether a line may break before it. Measured once, it breaks quickly at any width."""

    text: str
    steps: tuple[float, ...]
    breakable: tuple[bool, ...]
    width: float

    def line_ends(self, width: float) -> list[int]:
        """Where each line ends (exclusive), with lines of at most ``width`` em.

        Unbreakable runs stay whole unless longer than a line; spaces may hang over its end.
        Never more optimistic than Word, LibreOffice or Typst.
        """
        ends: list[int] = []
        start = last = 0
        used = before_last = 0.0
        for at, step in enumerate(self.steps):
            if self.breakable[at]:
                last, before_last = at, used
            used += step
            while used > width and at > start and self.text[at] != " ":
                if last > start:
                    start, used = last, used - before_last
                else:
                    start, used = at, step
                ends.append(start)
                last, before_last = start, 0.0
        return [*ends, len(self.text)]


def measured(text: str) -> Measured:
    steps = [ADVANCES[character] for character in text]
    if not text.isascii():
        for found in SCRIPT_CHANGE.finditer(text):
            steps[found.start()] += GAP
    return Measured(text, tuple(steps), tuple(breakable(text)), sum(steps))


def measure(text: str) -> float:
    """Width of a text on one line, in em."""
    width = sum(map(ADVANCES.__getitem__, text))
    return width if text.isascii() else width + GAP * len(SCRIPT_CHANGE.findall(text))


def count_lines(text: str, width: float) -> int:
    """Lines that one paragraph takes up at ``width`` em; an empty one takes one."""
    return 1 if measure(text) <= width else len(measured(text).line_ends(width))


def wrap(text: str, width: float) -> list[str]:
    """The lines of one paragraph, of at most ``width`` em each; joined they are the text."""
    ends = measured(text).line_ends(width)
    return [text[start:end] for start, end in pairwise((0, *ends))]


def breakable(text: str) -> Iterator[bool]:
    """Before which characters a line may break: between any two Chinese ones save beside certain
    marks, and after a space; never inside another run, nor between a closing bracket (with the
    marks that follow it) and a Latin word, where LibreOffice does not break either."""
    before, closing = "", False
    for after in text:
        if not before or after == " " or after in NOT_FIRST or before in NOT_LAST:
            yield False
        elif before == " ":
            yield True
        elif WIDE[after]:
            yield after not in "“‘" or WIDE[before]
        else:
            yield WIDE[before] and not closing and after not in "-'\""
        closing = after in CLOSING or (closing and after in NOT_FIRST)
        before = after


class Wide(dict[str, bool]):
    """Which characters are set as Chinese is, each found out once."""

    def __missing__(self, character: str) -> bool:
        wide = character >= "\u2e80" or character in "“”‘’…—·"
        if len(self) >= MOST_KEPT:
            self.clear()
        self[character] = wide
        return wide


WIDE = Wide()


def one_sentence(docstring: str) -> str:
    """A docstring in Chinese as one line: its lines are joined without spaces."""
    return "".join(line.strip() for line in docstring.split("\n"))
