"""Sheet: tables, rows, cells and lines, with the places where facts go.

Lengths are twips (1/20 pt); type sizes are half-points, as in Word.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from jiqun.core.form.model import Place

# A4, with the margins an official form has.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM, FOOTER = 1134, 1134, 1021, 510
WIDTH = PAGE_WIDTH - 2 * MARGIN_X
HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM

# Space inside a cell, beside and above its text, and half a border.
PAD_X, PAD_Y, BORDER = 85, 28, 8

#: Sizes tried for a text, 五号 downwards; nothing is printed smaller than 8 pt.
SIZES = (21, 20, 19, 18, 17, 16)
SMALLEST = SIZES[-1]

#: Those above 五号 are the cover's and the seal page's.
ALL_SIZES = (30, 28, 26, 24, 22, *SIZES)


def leading(size: int) -> int:
    """Exact line pitch of a type size: 1¼ of it, in twips."""
    return -(-size * 25 // 2)


class Face(StrEnum):
    """A role of type; each face of the product maps it to a font."""

    TITLE = "title"
    HEADING = "heading"
    PRINT = "print"  # what the form prints
    FILL = "fill"  # what the applicant writes
    BOX = "box"  # □ and ☑, both from one font so that they are of one size


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Stand(StrEnum):
    """Where in its cell a text stands."""

    TOP = "top"
    MIDDLE = "center"
    BOTTOM = "bottom"


class Frame(StrEnum):
    """Which borders a table draws."""

    GRID = "grid"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Printed:
    """Text of the form itself."""

    text: str
    face: Face = Face.PRINT


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value is written.

    ``blank`` is what the empty form prints there. A figure is followed by the field's unit if
    ``with_unit``; ``unit_place`` holds the unit where the applicant chooses it.
    """

    place: Place
    blank: str = ""
    with_unit: bool = False
    unit_place: Place | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """□, or ☑ if the option is chosen."""

    place: Place
    option: str


Piece: TypeAlias = Printed | Slot | Box


@dataclass(frozen=True, slots=True)
class Line:
    """One printed paragraph; a slot with a value of several lines makes several of it."""

    pieces: tuple[Piece, ...]
    align: Align = Align.LEFT
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at ``x``, ``width`` wide, ``down`` rows deep.

    ``size`` is the largest type size; a cell with slots may shrink to ``SMALLEST``.
    """

    x: int
    width: int
    lines: tuple[Line, ...]
    size: int = SIZES[0]
    down: int = 1
    stand: Stand = Stand.MIDDLE
    underlined: bool = False
    open_above: bool = False  # no rule between this cell and the one above
    open_below: bool = False

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(p for line in self.lines for p in line.pieces if isinstance(p, Slot))

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(p for line in self.lines for p in line.pieces if isinstance(p, Box))

    @property
    def takes_facts(self) -> bool:
        return any(not isinstance(p, Printed) for line in self.lines for p in line.pieces)

    @property
    def text(self) -> str:
        """What the empty form prints here."""
        return "\n".join("".join(map(blank_text, line.pieces)) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """``height`` is exact; None lets the row grow and break over pages.

    ``copies`` are the rows that stand in its place when the applicant adds lines to it (the
    “......” of the target table): as many of them as there are lines.
    """

    cells: tuple[Cell, ...]
    height: int | None = None
    copies: tuple["Row", ...] = ()

    @property
    def repeats(self) -> bool:
        return bool(self.copies)


@dataclass(frozen=True, slots=True)
class Table:
    """``name`` is how messages call it: “第二部分”."""

    name: str
    rows: tuple[Row, ...]
    frame: Frame = Frame.GRID

    @property
    def edges(self) -> tuple[int, ...]:
        """Every vertical line of the table, left to right."""
        ends = {cell.x + cell.width for row in self.rows for cell in row.cells}
        return tuple(sorted(ends | {cell.x for row in self.rows for cell in row.cells}))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables. ``outline`` puts it in the bookmarks."""

    line: Line
    size: int
    before: int = 0
    after: int = 0
    pitch: int = 0
    new_page: bool = False
    outline: bool = False

    @property
    def text(self) -> str:
        return "".join(map(blank_text, self.line.pieces))


Block: TypeAlias = Table | Paragraph


@dataclass(frozen=True, slots=True)
class Sheet:
    blocks: tuple[Block, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))


UNTICKED, TICKED = "□", "☑"


def blank_text(piece: Piece) -> str:
    match piece:
        case Printed(text):
            return text
        case Slot(blank=blank):
            return blank
        case Box(place, option):
            return f"{UNTICKED}{place.field.option(option).label}"
