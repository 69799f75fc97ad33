"""The same form through docxtpl: a Word template with a tag per blank and per box."""

import io
from collections.abc import Iterator
from functools import cache
from xml.sax.saxutils import quoteattr

from docxtpl import DocxTemplate

from jiqun.core.facts import Facts
from jiqun.core.form import get_edition
from jiqun.documents.paper.compose import compose
from jiqun.documents.paper.fill import Filled
from jiqun.documents.paper.sheet import (
    TICKED,
    UNTICKED,
    Box,
    Cell,
    Face,
    Line,
    Piece,
    Printed,
    Slot,
    Table,
)
from jiqun.documents.paper.typeset import (
    Run,
    SetCell,
    SetLine,
    SetRow,
    SetTable,
    is_ticked,
    slot_text,
)
from jiqun.documents.word import write_word


def render_with_docxtpl(facts: Facts) -> bytes:
    """The filled form; docxtpl cannot reuse a template, so it opens it every time."""
    template = DocxTemplate(io.BytesIO(template_for(facts.edition.id)))
    template.render({"v": contents(facts)}, autoescape=True)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


@cache
def template_for(edition_id: str) -> bytes:
    blocks = tuple(
        tagged_table(block) if isinstance(block, Table) else block
        for block in compose(edition_id).blocks
    )
    return write_word(Filled(get_edition(edition_id), blocks, (), "0" * 64))


def tagged_table(table: Table) -> SetTable:
    rows = tuple(
        SetRow(tuple(tagged_cell(cell) for cell in row.cells), row.height) for row in table.rows
    )
    return SetTable(table.name, table.frame, table.edges, rows)


def tagged_cell(cell: Cell) -> SetCell:
    return SetCell(cell, tuple(tagged_line(line) for line in cell.lines), min(cell.size, 16))


def tagged_line(line: Line) -> SetLine:
    return SetLine(tuple(run for piece in line.pieces for run in tagged(piece)), line.align)


def tagged(piece: Piece) -> Iterator[Run]:
    match piece:
        case Printed(text, face):
            yield Run(text, face)
        case Box(place, option):
            yield Run(f"{{{{ v[{quoteattr(f'{place.key}:{option}')}] }}}}", Face.BOX)
            yield Run(place.field.option(option).label, Face.PRINT)
        case Slot(place):
            yield Run(f"{{{{ v[{quoteattr(place.key)}] }}}}", Face.FILL)


def contents(facts: Facts) -> dict[str, str]:
    """What every tag stands for."""
    written: dict[str, str] = {}
    for table in compose(facts.edition.id).tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            for slot in cell.slots:
                written[slot.place.key] = slot_text(slot, facts) or slot.blank
            for box in cell.boxes:
                ticked = is_ticked(facts.get(box.place.key), box.option)
                written[f"{box.place.key}:{box.option}"] = TICKED if ticked else UNTICKED
    return written
