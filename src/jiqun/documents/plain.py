"""Printed text as it is compared: without spaces, width or the many shapes of one mark.

Word, WPS and their users turn “：” into “:”, straight quotes into curly ones, and break lines
anywhere; none of that changes what the form prints.
"""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

SAME = {
    **dict.fromkeys("“”„‟«»〝〞＂「」『』", '"'),
    **dict.fromkeys("‘’‚‛＇`´", "'"),
    **dict.fromkeys("–—―−‐‑‒﹣－─", "-"),
    **dict.fromkeys("〔【［〖", "["),
    **dict.fromkeys("〕】］〗", "]"),
    **dict.fromkeys("·•・∙⋅", "·"),
    **dict.fromkeys("。｡．", "."),
    "、": ",",
    "～": "~",
}

#: Signs that take no room: joiners, direction marks, and the selectors of emoji.
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")

#: Characters beyond emoji are rare; keeping each one met would let a file fill memory.
KEPT = 0x20000


class Plain(dict[int, str]):
    """A table for ``str.translate`` that fills itself as characters turn up."""

    def __missing__(self, code: int) -> str:
        text = plain_character(chr(code))
        if code < KEPT:
            self[code] = text
        return text


def plain_character(character: str) -> str:
    if character in INVISIBLE:
        return ""
    if character in SAME:
        return SAME[character]
    folded = "".join(unicodedata.normalize("NFKC", character).split())
    return "".join(SAME.get(part, part) for part in folded)


PLAIN = Plain()


def plain(text: str) -> str:
    """What two texts must share to be the same print."""
    return text.translate(PLAIN)


@dataclass(frozen=True, slots=True)
class Located:
    """A text, its plain form, and where each character of the one stands in the other."""

    text: str
    flat: str
    ends: list[int]  # for each character of the text: where its plain form ends

    def place(self, at: int) -> int:
        """The character of the text that the plain character ``at`` comes from."""
        return bisect_right(self.ends, at)

    def cut(self, start: int, end: int) -> str:
        """What stands between the plain characters before ``start`` and from ``end`` on, with
        the spaces and line breaks at its edges."""
        first = self.place(start - 1) + 1 if start else 0
        return self.text[first : self.place(end)]


def located(text: str) -> Located:
    pieces = list(map(PLAIN.__getitem__, map(ord, text)))
    return Located(text, "".join(pieces), list(accumulate(map(len, pieces))))
