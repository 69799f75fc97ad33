"""Put facts on the sheet, fitted: one fit for Word and PDF.

Every exact row keeps its height. A text shrinks to 8 pt; what does not fit even so is printed as
far as it goes, said to continue in the annex, and stands there whole, so that nothing is lost.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple, TypeAlias

from jiqun.core.case import Overflow
from jiqun.core.facts import Facts
from jiqun.core.form import Edition
from jiqun.core.form.model import FIGURES, Kind, Place
from jiqun.core.reading import print_value
from jiqun.core.text import Measured, measure, measured
from jiqun.core.values import NONE, Value
from jiqun.documents.paper.compose import compose, heading
from jiqun.documents.paper.drafting import inner_height, inner_width
from jiqun.documents.paper.sheet import (
    ALL_SIZES,
    SMALLEST,
    TICKED,
    UNTICKED,
    WIDTH,
    Align,
    Box,
    Cell,
    Face,
    Frame,
    Line,
    Paragraph,
    Piece,
    Printed,
    Row,
    Slot,
    Stand,
    Table,
    leading,
)

#: What stands where a list or a text goes on in the annex.
MORE_NAMES = "等{count}个，详见清单"
MORE_TEXT = "……（全文见附页）"
ALL_IN_ANNEX = "见附页"  # where not even the mark would fit

#: Stands for a value while its room is sought; no text can hold it.
HERE = "\0"

ANNEX_HEADING = "附页、详见清单的名称及全文"
ANNEX_TABLE = "附页"
ANNEX_HEAD = ("栏目", "内容")
ANNEX_EDGE = 3000


# Runs, lines and cells are made by the thousand for every form: named tuples, which are as
# immutable as frozen dataclasses and several times faster to make.


class Run(NamedTuple):
    text: str
    face: Face


class SetLine(NamedTuple):
    """One paragraph as set: its runs, and the type size they share."""

    runs: tuple[Run, ...]
    align: Align
    indent: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class SetCell(NamedTuple):
    """``printed`` marks a cell that no fact changes: it is the same object in every form."""

    cell: Cell
    lines: tuple[SetLine, ...]
    size: int
    printed: bool = False


@dataclass(frozen=True, slots=True)
class SetRow:
    cells: tuple[SetCell, ...]
    height: int | None


@dataclass(frozen=True, slots=True)
class SetTable:
    name: str
    frame: Frame
    edges: tuple[int, ...]
    rows: tuple[SetRow, ...]


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
    spill = Spill([], {})
    blocks: list[SetBlock] = []
    for block in compose(facts.edition.id).blocks:
        if isinstance(block, Table):
            blocks.append(set_table(block, facts, spill))
        else:
            blocks.append(block)
    if spill.annex:
        blocks += annex(spill.annex, facts)
    return Filled(facts.edition, tuple(blocks), tuple(spill.overflows), facts.printed.digest)


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
    fields = [slot.place.field for cell in row.cells for slot in cell.slots]
    most = fields[0].lines
    return max(
        (n for n in range(1, most + 1) for f in fields if f.place(line=n).key in facts), default=0
    )


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
    if height is None or not cell.takes_facts:
        return SetCell(cell, tuple(lines), cell.size)
    sizes = ALL_SIZES[ALL_SIZES.index(cell.size) :]
    size = size_that_fits(texts_of(lines), cell, height, sizes)
    if size is None:
        return shorten(cell, height, facts, spill)
    return SetCell(cell, tuple(lines), size)


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


def texts_of(lines: Iterable[SetLine]) -> list[str]:
    """Each line as text, its indent as full-width spaces."""
    return ["　" * line.indent + line.text for line in lines]


def size_that_fits(texts: list[str], cell: Cell, height: int, sizes: Iterable[int]) -> int | None:
    """The first of ``sizes`` at which the paragraphs stay inside the cell, if any does."""
    widths = list(map(measure, texts))
    long: list[Measured] = []
    for size in sizes:
        room, width = inner_height(height) // leading(size), inner_width(cell, size)
        if sum(max(1, taken / width) for taken in widths) > room:
            continue  # breaking lines only adds to it
        if max(widths) <= width:
            return size
        long = long or list(map(measured, texts))
        if sum(len(text.line_ends(width)) for text in long) <= room:
            return size
    return None


def set_lines(line: Line, facts: Mapping[str, Value]) -> Iterator[SetLine]:
    """A printed line with its values: each further line of a value is a paragraph of its own."""
    runs: list[Run] = []
    for piece in line.pieces:
        first, *rest = piece_runs(piece, facts)
        runs += first
        for following in rest:
            yield SetLine(tuple(runs), line.align, line.indent)
            runs = following
    yield SetLine(tuple(runs), line.align, line.indent)


def piece_runs(piece: Piece, facts: Mapping[str, Value]) -> list[list[Run]]:
    """The runs of a piece, one list per line."""
    match piece:
        case Printed(text, face):
            return [[Run(text, face)]]
        case Box(place, option_id):
            ticked = is_ticked(facts.get(place.key), option_id)
            box = Run(TICKED if ticked else UNTICKED, Face.BOX)
            return [[box, Run(place.field.option(option_id).label, Face.PRINT)]]
        case Slot():
            written = slot_text(piece, facts)
            if written is None:
                return [[Run(piece.blank, Face.PRINT)]] if piece.blank else [[]]
            return [[Run(part, Face.FILL)] for part in written.split("\n")]


def is_ticked(value: Value | None, option_id: str) -> bool:
    return option_id in value if isinstance(value, frozenset) else value == option_id


def slot_text(slot: Slot, facts: Mapping[str, Value]) -> str | None:
    """What is written in a slot; None if it is blank."""
    value = facts.get(slot.place.key)
    if value is None:
        return None
    text = print_value(value)
    figure = slot.place.field.kind in FIGURES and value is not NONE
    return text + unit_text(slot, facts) if slot.with_unit and figure else text


def unit_text(slot: Slot, facts: Mapping[str, Value]) -> str:
    if slot.unit_place is None:
        return slot.place.field.unit
    chosen = facts.get(slot.unit_place.key)
    return slot.unit_place.field.option(str(chosen)).label if chosen else ""


def shorten(cell: Cell, height: int, facts: Facts, spill: Spill) -> SetCell:
    """Print as much of the longest value as the cell takes, the whole of it in the annex."""
    slot = max(cell.slots, key=lambda s: len(slot_text(s, facts) or ""))
    whole = slot_text(slot, facts) or ""
    names = slot.place.field.kind is Kind.NAMES and "\n" in whole
    spill.annex[slot.place] = whole
    kept = most_that_fits(cell, height, facts, slot, whole, names=names)
    if not names:
        spill.overflows.append(Overflow(slot.place.key, len(whole) - len(kept)))
    lines = set_with(cell, facts, slot, cut(whole, kept, names=names))
    return SetCell(cell, tuple(lines), SMALLEST)


def most_that_fits(
    cell: Cell, height: int, facts: Facts, slot: Slot, whole: str, *, names: bool
) -> str:
    """The longest beginning that fits with its mark at the smallest size, by halving."""
    frame = "\n".join(texts_of(set_with(cell, facts, slot, HERE)))
    pieces = whole.split("\n") if names else list(whole)
    glue = "\n" if names else ""
    room = inner_height(height) // leading(SMALLEST)
    least, most = 0, min(len(pieces), room) if names else len(pieces)
    while least < most:
        middle = (least + most + 1) // 2
        trial = frame.replace(HERE, cut(whole, glue.join(pieces[:middle]), names=names))
        if size_that_fits(trial.split("\n"), cell, height, (SMALLEST,)):
            least = middle
        else:
            most = middle - 1
    return glue.join(pieces[:least])


def cut(whole: str, kept: str, *, names: bool) -> str:
    """What is printed of a value that goes on in the annex."""
    if not names:
        return kept + MORE_TEXT if kept else ALL_IN_ANNEX
    mark = MORE_NAMES.format(count=whole.count("\n") + 1)
    return f"{kept}\n{mark}" if kept else mark


def set_with(cell: Cell, facts: Facts, slot: Slot, text: str) -> list[SetLine]:
    """The cell's lines with ``text`` written in ``slot`` instead of its value."""
    keys = (p.place.key for line in cell.lines for p in line.pieces if not isinstance(p, Printed))
    stand_in = {key: facts[key] for key in keys if key in facts} | {slot.place.key: text}
    plain = replace(slot, with_unit=False)
    lines = (
        replace(line, pieces=tuple(plain if p == slot else p for p in line.pieces))
        for line in cell.lines
    )
    return [set_line for line in lines for set_line in set_lines(line, stand_in)]


def annex(entries: Mapping[Place, str], facts: Facts) -> Iterator[SetBlock]:
    """A page after part 九 with every list and text that did not fit, whole."""
    yield heading(ANNEX_HEADING)

    def row(label: str, content: str, face: Face) -> SetRow:
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
        return SetRow(tuple(cells), None)

    rows = (
        row(*ANNEX_HEAD, Face.PRINT),
        *(row(annex_label(place, facts), text, Face.FILL) for place, text in entries.items()),
    )
    yield SetTable(ANNEX_TABLE, Frame.GRID, (0, ANNEX_EDGE, WIDTH), rows)


def annex_label(place: Place, facts: Facts) -> str:
    """How the annex names a cell; the reader finds the key by it."""
    return f"{facts.edition.part_of[place.field.id]}、{place.called}"
