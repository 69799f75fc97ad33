"""Printed text as it is compared: without spaces, width or the many shapes of one mark.

Word, WPS and their users turn “：” into “:”, straight quotes into curly ones, and break lines
anywhere; none of that changes what the form prints.
"""

import unicodedata

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

#: Characters outside the basic plane are rare; keeping each one met would let a file fill memory.
KEPT = 0x10000


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


def located(text: str) -> tuple[str, list[int]]:
    """The plain text, and for each of its characters where it stands in ``text``."""
    pieces: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        piece = PLAIN[ord(character)]
        pieces.append(piece)
        places.extend([place] * len(piece))
    return "".join(pieces), places


def cut_out(text: str, places: list[int], start: int, end: int) -> str:
    """The part of ``text`` that its plain characters ``start`` to ``end`` stand for."""
    return text[places[start] : places[end - 1] + 1] if start < end else ""
