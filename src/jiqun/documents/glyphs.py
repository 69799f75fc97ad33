"""Which characters the installed fonts can show.

PDF/A refuses a character without a glyph, and one rare character in a name must not cost an
applicant the whole form. So what no font has is printed as 〓, the printer's mark for a missing
sort; nothing is lost in the facts, and Word shows it with whatever font the reader has.
"""

import struct
import unicodedata
from itertools import chain
from pathlib import Path

MISSING = "〓"

#: Characters the table keeps: all that are in use, not all that there are.
MOST_KEPT = 20_000

#: The format of the cmap table that covers all of Unicode; every Noto font has one.
FORMAT = 12


def read_ranges(font: Path) -> list[tuple[int, int]]:
    """First and last code point of every run of characters a TrueType font covers."""
    data = font.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    directory = (struct.unpack_from(">4s4xII", data, 12 + 16 * n) for n in range(tables))
    start = next(offset for tag, offset, _ in directory if tag == b"cmap")
    (subtables,) = struct.unpack_from(">H", data, start + 2)
    offsets = (struct.unpack_from(">4xI", data, start + 4 + 8 * n)[0] for n in range(subtables))
    for at in (start + offset for offset in offsets):
        if struct.unpack_from(">H", data, at)[0] == FORMAT:
            (groups,) = struct.unpack_from(">I", data, at + 12)
            return [struct.unpack_from(">II", data, at + 16 + 12 * n) for n in range(groups)]
    raise ValueError(f"{font.name} has no cmap of format {FORMAT}")


class Showable(dict[int, str]):
    """A table for ``str.translate``: every character as it can be shown.

    It fills itself as characters turn up, since a form uses a thousand of a million.
    """

    def __init__(self, font: Path, besides: str) -> None:
        """``besides`` are the characters that other fonts are there for."""
        super().__init__()
        ranges = (range(first, last + 1) for first, last in read_ranges(font))
        self._covered = frozenset(chain(map(ord, besides), *ranges))

    def __missing__(self, code: int) -> str:
        if len(self) >= MOST_KEPT:
            self.clear()
        self[code] = shown = self._shown(chr(code))
        return shown

    def _shown(self, character: str) -> str:
        """Marks that only steer other characters (joiners, selectors, directions) go silently."""
        category = unicodedata.category(character)
        if category in ("Cf", "Cc"):
            return ""
        if ord(character) in self._covered:
            return character
        if category[0] == "Z":
            return " "
        return "" if category[0] == "M" else MISSING
