"""Ticks and boxes: as characters, and as the letters of symbol fonts.

In Word a tick is often an “R” in Wingdings 2; the page shows ☑ and so must the reader.
"""

from jiqun.documents.paper.sheet import TICKED, UNTICKED

#: What an empty box looks like; 口 and 囗 are what a keyboard offers for it.
EMPTY_BOXES = frozenset("□☐▢◻◽⬜❏❐❑❒○口囗🗆")

#: Boxes with something in them.
FULL_BOXES = frozenset("☑☒■◼◾⬛▣●✅🗹🗷🗵")

#: Ticks typed over a box or beside it. R and þ are ☑ in Wingdings 2 and Wingdings, fonts lost.
TICKS = frozenset("√✓✔🗸Rþ")

#: By font, the codes of boxes and ticks; 0xF000 + code is the same sign.
SYMBOL_FONTS: dict[str, dict[int, str]] = {
    "wingdings": {
        0xFE: TICKED,
        0xFD: TICKED,
        0xFC: "√",
        0x6E: "■",
        0xA7: "■",
        **dict.fromkeys((0xA8, 0x6F, 0x70, 0x71, 0x72), UNTICKED),
    },
    "wingdings 2": {
        **dict.fromkeys((0x51, 0x52, 0x53, 0x54), TICKED),
        0x50: "√",
        0xA2: "■",
        **dict.fromkeys((0xA3, 0x2A, 0x30), UNTICKED),
    },
    "webdings": {0x61: "√", 0x63: UNTICKED, 0x67: "■"},
    "symbol": {0xD6: "√"},
}

#: Codes whose meaning is plain even where the font is not named.
FONTLESS = {0xFE: TICKED, 0xFC: "√", 0x52: TICKED, 0x53: TICKED, 0xA8: UNTICKED, 0xA3: UNTICKED}

#: Where Word keeps the signs of symbol fonts.
PRIVATE = 0xF000


def is_symbol_font(font: str) -> bool:
    return font.strip().lower() in SYMBOL_FONTS


def symbol(font: str, code: int) -> str:
    """The character a symbol stands for; an unknown one stays in the private range."""
    low = code - PRIVATE if PRIVATE <= code <= PRIVATE + 0xFF else code
    known = SYMBOL_FONTS.get(font.strip().lower(), FONTLESS)
    if low in known:
        return known[low]
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else "\ufffd"


def symbols(font: str, text: str) -> str:
    """A text set in a symbol font, as characters."""
    return "".join(
        symbol(font, ord(character)) if ord(character) <= 0xFFFD else character
        for character in text
    )


LOST_FONT = {PRIVATE + code: sign for code, sign in FONTLESS.items()}
