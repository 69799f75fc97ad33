"""The tables of an edition as a Word file holds them: rows of cells, each with its matcher."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from jiqun.core.facts import Facts
from jiqun.core.form import Edition, get_edition
from jiqun.documents.paper.compose import COVER_TABLE, PLAN_TABLE, compose
from jiqun.documents.paper.fill import annex_label
from jiqun.documents.paper.sheet import Cell, Paragraph, Row, Slot, Table
from jiqun.documents.plain import plain
from jiqun.documents.reader.match import matcher
from jiqun.documents.reader.outcome import Matcher


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell a row should have. Without a matcher it belongs to the cell above, or is a gap
    that the form leaves; ``may_say`` is what a copied row may repeat there."""

    matcher: Matcher | None = None
    gap: bool = False
    may_say: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table. ``copies`` are the rows an applicant may have in place of this one."""

    spots: tuple[Spot, ...]
    required: tuple[Spot, ...]  # the spots that are no gaps
    copies: tuple["Line", ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """``name`` is how messages call the table: “第二部分”."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CoverLine:
    label: str  # plain
    slot: Slot


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything the reader knows of an edition.

    ``outside`` is the plain text of the paragraphs before each table, ``blanks`` what the form
    prints in a place besides the slot's own blank, ``annex`` the key of each label there.
    """

    edition: Edition
    grids: tuple[Grid, ...]
    outside: tuple[tuple[str, ...], ...]
    cover: tuple[CoverLine, ...]
    blanks: dict[str, frozenset[str]]
    annex: dict[str, str]


@cache
def layout_of(edition_id: str) -> Layout:
    """The layout of an edition. Raises KeyError for an unknown one."""
    edition = get_edition(edition_id)
    sheet = compose(edition_id)
    empty = Facts(edition, {})
    hints = {
        line.field.place().key: frozenset(map(plain, filter(None, (line.hint, line.example))))
        for line in edition.cover
    }
    return Layout(
        edition=edition,
        grids=tuple(grid(table) for table in sheet.tables),
        outside=tuple(outside(sheet.blocks)),
        cover=tuple(cover_lines(sheet.tables[0])),
        blanks=hints,
        annex={plain(annex_label(place, empty)): key for key, place in edition.printed.items()},
    )


def outside(blocks: tuple[Table | Paragraph, ...]) -> Iterator[tuple[str, ...]]:
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            yield tuple(texts)
            texts = []
        elif block.text.strip():
            texts.append(plain(block.text))


def cover_lines(table: Table) -> Iterator[CoverLine]:
    for row in table.rows:
        if row.cells[-1].slots:
            yield CoverLine(plain(row.cells[0].text), row.cells[-1].slots[0])


def grid(table: Table) -> Grid:
    lines = (line(table, at) for at in range(len(table.rows)))
    return Grid(table.name, tuple(lines))


def line(table: Table, at: int) -> Line:
    """A row with the cells that reach down into it, and the copies of one that repeats."""
    row = table.rows[at]
    if not row.copies:
        found = tuple(spots(table, at, row))
        return Line(found, tuple(spot for spot in found if not spot.gap))
    direction = min((*row.cells, *reaching(table, at)), key=lambda cell: cell.x)
    dots = [slot.blank for slot in row_slots(row)]
    copies = tuple(copy(numbered, dots, plain(direction.text)) for numbered in row.copies)
    return replace(copies[0], copies=copies)


def row_slots(row: Row) -> tuple[Slot, ...]:
    return tuple(slot for cell in row.cells for slot in cell.slots)


def copy(row: Row, blanks: list[str], direction: str) -> Line:
    """One of the rows that “......” stands for; any of them may still show the dots."""
    found = [Spot(may_say=direction)]
    for cell, blank in zip(row.cells[-len(blanks) :], blanks, strict=True):
        (slot,) = cell.slots
        dotted = replace(cell.lines[0], pieces=(replace(slot, blank=blank),))
        found.append(spot(replace(cell, lines=(dotted,))))
    return Line(tuple(found), tuple(found))


def spots(table: Table, at: int, row: Row) -> Iterator[Spot]:
    """The cells of a row from left to right, as Word writes them."""
    lenient = is_lenient(table, row)
    own = [(cell.x, cell, spot(cell, lenient=lenient)) for cell in row.cells]
    held = [(cell.x, cell, Spot()) for cell in reaching(table, at)]
    x = 0
    for left, cell, found in sorted(own + held, key=lambda entry: entry[0]):
        if left > x:
            yield Spot(gap=True)
        yield found
        x = cell.x + cell.width


def spot(cell: Cell, *, lenient: bool = False) -> Spot:
    found = matcher(cell, lenient=lenient)
    return Spot(found, keys=tuple(place.key for place in found.places))


def is_lenient(table: Table, row: Row) -> bool:
    """Is what the row prints guidance? The cover's hint is, and all that 八 prints in its frame."""
    return table.name in (COVER_TABLE, PLAN_TABLE) and len(row.cells) == 1


def reaching(table: Table, at: int) -> Iterator[Cell]:
    """The cells of rows above that cover row ``at`` too."""
    for above in range(at):
        yield from (cell for cell in table.rows[above].cells if above + cell.down > at)
