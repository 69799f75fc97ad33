"""Put facts on the sheet, fitted: one fit for Word and PDF.

Every exact row keeps its height. A text shrinks to 8 pt; what does not fit even so is printed as
far as it goes, said to continue in the annex, and stands there whole, so that nothing is lost.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

from jiqun.core.case import Overflow
from jiqun.core.facts import Facts
from jiqun.core.form import Edition
from jiqun.core.form.model import Kind, Place
from jiqun.core.values import Value
from jiqun.documents.paper.compose import compose, heading
from jiqun.documents.paper.fit import (
    HERE,
    MARK_ENDS,
    cut,
    names_that_fit,
    set_with,
    size_that_fits,
    text_that_fits,
)
from jiqun.documents.paper.sheet import (
    ALL_SIZES,
    SMALLEST,
    WIDTH,
    Align,
    Block,
    Cell,
    Face,
    Frame,
    Paragraph,
    Row,
    Stand,
    Table,
)
from jiqun.documents.paper.typeset import (
    Run,
    SetCell,
    SetLine,
    SetRow,
    SetTable,
    set_lines,
    slot_text,
)

ANNEX_HEADING = "附页：详见清单的名称和排不下的全文"
ANNEX_TABLE = "附页"
ANNEX_HEAD = ("栏目", "内容")
ANNEX_EDGE = 3000


SetBlock: TypeAlias = SetTable | Paragraph


@dataclass(frozen=True, slots=True)
class Filled:
    """The form with facts on it, ready for Word and PDF."""

    edition: Edition
    blocks: tuple[SetBlock, ...]
    overflows: tuple[Overflow, ...]
    digest: str


@dataclass(slots=True)
class Spill:
    """What a fill collects on its way: overflows, and what goes to the annex."""

    overflows: list[Overflow]
    annex: dict[Place, str]


def fill(facts: Facts) -> Filled:
    """The sheet of the facts' edition with the printed facts on it."""
    return fill_blocks(compose(facts.edition.id).blocks, facts, facts.printed.digest)


def fill_blocks(sheet: Iterable[Block], facts: Facts, digest: str) -> Filled:
    spill = Spill([], {})
    blocks: list[SetBlock] = []
    for block in sheet:
        if isinstance(block, Table):
            blocks.append(set_table(block, facts, spill))
        else:
            blocks.append(block)
    if spill.annex:
        blocks += annex(spill.annex, facts)
    return Filled(facts.edition, tuple(blocks), tuple(spill.overflows), digest)


def set_table(table: Table, facts: Facts, spill: Spill) -> SetTable:
    rows = tuple(
        SetRow(tuple(set_cell(cell, row.height, facts, spill) for cell in row.cells), row.height)
        for row in expand(table.rows, facts)
    )
    return SetTable(table.name, table.frame, table.edges, rows)


def expand(rows: tuple[Row, ...], facts: Mapping[str, Value]) -> list[Row]:
    """The rows with every “......” multiplied into the lines the applicant added."""
    expanded: list[Row] = []
    for row in rows:
        lines = used_lines(row, facts) if row.repeats else 0
        expanded += row.copies[:lines] or (row,)
        if lines > 1:
            deepen(expanded, len(expanded) - lines, lines - 1)
    return expanded


def used_lines(row: Row, facts: Mapping[str, Value]) -> int:
    """The number of the last line an applicant added here."""
    used = 0
    for number, copy in enumerate(row.copies, start=1):
        if any(slot.place.key in facts for cell in copy.cells for slot in cell.slots):
            used = number
    return used


def deepen(rows: list[Row], at: int, extra: int) -> None:
    """The cell that covers row ``at`` from above (or in it) covers ``extra`` rows more."""
    for back in range(at, -1, -1):
        first = rows[back].cells[0]
        if first.x == 0:
            cells = (replace(first, down=first.down + extra), *rows[back].cells[1:])
            rows[back] = replace(rows[back], cells=cells)
            return


def set_cell(cell: Cell, height: int | None, facts: Facts, spill: Spill) -> SetCell:
    printed = print_cells(facts.edition.id).get(id(cell))
    if printed:
        return printed
    lines = [set_line for line in cell.lines for set_line in set_lines(line, facts)]
    size = box_sizes(facts.edition.id).get(id(cell))
    if size:
        return SetCell(cell, tuple(lines), size)
    if any(run.text.endswith(MARK_ENDS) for line in lines for run in line.runs):
        return shorten(cell, height, facts, spill)
    if height is None or not cell.takes_facts:
        return SetCell(cell, tuple(lines), cell.size)
    sizes = ALL_SIZES[ALL_SIZES.index(cell.size) :]
    size = size_that_fits(lines, cell, height, sizes)
    if size is None:
        return shorten(cell, height, facts, spill)
    return SetCell(cell, tuple(lines), size)


@cache
def box_sizes(edition_id: str) -> Mapping[int, int]:
    """The sizes of cells with nothing to fill in but boxes: ticked or not, they are as wide."""
    sizes: dict[int, int] = {}
    for row in (row for table in compose(edition_id).tables for row in table.rows):
        for cell in row.cells:
            if cell.boxes and not cell.slots and row.height:
                lines = [set_line for line in cell.lines for set_line in set_lines(line, {})]
                tried = ALL_SIZES[ALL_SIZES.index(cell.size) :]
                sizes[id(cell)] = size_that_fits(lines, cell, row.height, tried) or SMALLEST
    return sizes


@cache
def print_cells(edition_id: str) -> Mapping[int, SetCell]:
    """The cells that take no facts, set once: by identity, which the composed sheet keeps."""
    return {
        id(cell): SetCell(
            cell,
            tuple(set_line for line in cell.lines for set_line in set_lines(line, {})),
            cell.size,
            printed=True,
        )
        for table in compose(edition_id).tables
        for row in table.rows
        for cell in row.cells
        if not cell.takes_facts
    }


def shorten(cell: Cell, height: int | None, facts: Facts, spill: Spill) -> SetCell:
    """Print as much of the longest value as the cell takes, the whole of it in the annex."""
    slot = max(cell.slots, key=lambda s: len(slot_text(s, facts) or ""))
    whole = slot_text(slot, facts) or ""
    names = slot.place.field.kind is Kind.NAMES and "\n" in whole
    spill.annex[slot.place] = whole
    kept = whole
    if height is not None:
        seek = names_that_fit if names else text_that_fits
        kept = seek(cell, height, set_with(cell, facts, slot, HERE), whole)
    if len(kept) < len(whole) and not names:
        spill.overflows.append(Overflow(slot.place.key, len(whole) - len(kept)))
    lines = set_with(cell, facts, slot, cut(whole, kept, names=names))
    return SetCell(cell, tuple(lines), SMALLEST if height else cell.size)


def annex(entries: Mapping[Place, str], facts: Facts) -> Iterator[SetBlock]:
    """A page after part 九 with every list and text that did not fit, whole."""
    yield heading(ANNEX_HEADING)

    def row(label: str, content: str, face: Face, *, head: bool = False) -> SetRow:
        cells = []
        for x, width, text in (
            (0, ANNEX_EDGE, label),
            (ANNEX_EDGE, WIDTH - ANNEX_EDGE, content),
        ):
            lines = tuple(
                SetLine((Run(part, face if x else Face.PRINT),), Align.LEFT)
                for part in text.split("\n")
            )
            cells.append(SetCell(Cell(x, width, (), stand=Stand.TOP), lines, 20))
        return SetRow(tuple(cells), None, head)

    rows = (
        row(*ANNEX_HEAD, Face.PRINT, head=True),
        *(row(annex_label(place, facts), text, Face.FILL) for place, text in entries.items()),
    )
    yield SetTable(ANNEX_TABLE, Frame.GRID, (0, ANNEX_EDGE, WIDTH), rows)


def annex_label(place: Place, facts: Facts) -> str:
    """How the annex names a cell; the reader finds the key by it."""
    return f"{facts.edition.part_of[place.field.id]}、{place.called}"
