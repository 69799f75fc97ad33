"""Compose the whole form as one sheet: cover, 填报说明, parts, seal page."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from jiqun.core.form import Edition, get_edition
from jiqun.core.form import rows as form
from jiqun.core.form.model import Field, Kind
from jiqun.core.text import measure
from jiqun.documents.paper.drafting import draft_part
from jiqun.documents.paper.sheet import (
    PAD_X,
    WIDTH,
    Align,
    Block,
    Cell,
    Face,
    Frame,
    Line,
    Paragraph,
    Piece,
    Printed,
    Row,
    Sheet,
    Slot,
    Stand,
    Table,
)

TITLE_SIZE, COVER_SIZE, HEADING_SIZE, NOTE_SIZE, PLAN_SIZE = 48, 28, 28, 22, 21

#: Columns of the target table: 方向, 指标, 基准值, 目标值.
TARGET_EDGES = (0, 1400, 4500, 7000, WIDTH)

#: How the headings of part 八 begin: “一、”, “3、”, “（1） ”, “1.”, “（1）2024年度”.
NUMBERED = re.compile(r"[一二3四]、|（\d） |\d\.|（\d）\d{4}年")

#: A blank date of the seal page, to be written by hand.
BLANK_DATE = "    年    月    日"

#: Keeps the lines of the seal page away from its frame.
AWAY = "　　"

COVER_TABLE, PLAN_TABLE, SEAL_TABLE = "封面", "第八部分", "第九部分"


@cache
def compose(edition_id: str) -> Sheet:
    """The sheet of an edition. Raises KeyError for an unknown one."""
    edition = get_edition(edition_id)
    blocks = [*cover(edition), *notes(edition)]
    for part in edition.parts:
        blocks += [heading(part.heading), table_of(part)]
    return Sheet(tuple(blocks))


def heading(text: str, *, new_page: bool = True) -> Paragraph:
    line = Line((Printed(text, Face.HEADING),))
    return Paragraph(line, HEADING_SIZE, after=120, pitch=400, new_page=new_page, outline=True)


def table_of(part: form.Part) -> Table:
    if part.pages:
        return draft_part(part)
    if any(isinstance(row, form.Signed) for row in part.rows):
        return Table(SEAL_TABLE, tuple(seal_rows(part)))
    return Table(PLAN_TABLE, tuple(plan_rows(part)))


def cover(edition: Edition) -> Iterator[Block]:
    def centred(text: str, face: Face, size: int, before: int) -> Paragraph:
        line = Line((Printed(text, face),), Align.CENTER)
        return Paragraph(line, size, before=before, pitch=size * 14)

    attachment = Line((Printed(edition.attachment, Face.HEADING),))
    yield Paragraph(attachment, 32, pitch=480)
    yield centred(edition.title, Face.TITLE, TITLE_SIZE, 1900)
    yield Paragraph(Line(()), 32, pitch=1700)
    rows = tuple(row for line in edition.cover for row in cover_rows(line))
    yield Table(COVER_TABLE, rows, Frame.NONE)
    yield centred(edition.issuer, Face.PRINT, 32, 2500)


def cover_rows(line: form.CoverLine) -> Iterator[Row]:
    """Label and fill-in line; the hint stands under the line."""
    split = int(measure(line.field.label) * COVER_SIZE * 10) + 2 * PAD_X + 20
    place = line.field.place()
    value = Cell(
        split,
        WIDTH - split,
        (Line((Slot(place, blank=line.example),), Align.CENTER),),
        size=COVER_SIZE,
        underlined=True,
        stand=Stand.BOTTOM,
    )
    text = (Line((Printed(line.field.label),)),)
    label = Cell(0, split, text, size=COVER_SIZE, stand=Stand.BOTTOM)
    yield Row((label, value), 860)
    if line.hint:
        hint = Line((Printed(line.hint),), Align.CENTER)
        yield Row((Cell(split, WIDTH - split, (hint,), size=24, stand=Stand.TOP),), 460)


def notes(edition: Edition) -> Iterator[Block]:
    title = Line((Printed(edition.notes_heading, Face.HEADING),), Align.CENTER)
    yield Paragraph(title, 36, after=200, pitch=560, new_page=True, outline=True)
    for clause in edition.notes:
        line = Line((Printed(f"{clause.number}. {clause.text}", Face.FILL),), indent=2)
        yield Paragraph(line, NOTE_SIZE, after=50, pitch=360)


def plan_rows(part: form.Part) -> Iterator[Row]:
    """Part 八 in one frame: no rules but those of the target table."""
    groups = list(plan_groups(part))
    for at, group in enumerate(groups):
        if isinstance(group, form.TargetTable):
            yield from target_rows(group)
            continue
        above, below = groups[at - 1 : at], groups[at + 1 : at + 2]
        cell = section_cell(
            group,
            open_above=any(isinstance(other, list) for other in above),
            open_below=any(isinstance(other, list) for other in below),
        )
        yield Row((cell,))


def plan_groups(part: form.Part) -> Iterator[list[form.Section] | form.TargetTable]:
    """Sections up to one with a text go together, so that no page ends with a bare heading."""
    pending: list[form.Section] = []
    for row in part.rows:
        if isinstance(row, form.Section):
            pending.append(row)
        if pending and not (isinstance(row, form.Section) and row.field is None):
            yield pending
            pending = []
        if isinstance(row, form.TargetTable):
            yield row


def section_cell(sections: list[form.Section], *, open_above: bool, open_below: bool) -> Cell:
    lines: list[Line] = []
    for section in sections:
        lines += [Line((Printed(text, plan_face(text)),)) for text in section.printed]
        if section.field:
            lines.append(Line((Slot(section.field.place(year=section.year)),), indent=2))
    return Cell(
        0,
        WIDTH,
        tuple(lines),
        size=PLAN_SIZE,
        stand=Stand.TOP,
        open_above=open_above,
        open_below=open_below,
    )


def plan_face(text: str) -> Face:
    """Numbered headings stand out; guidance does not."""
    return Face.HEADING if NUMBERED.match(text) and len(text) <= 24 else Face.PRINT


def target_rows(row: form.TargetTable) -> Iterator[Row]:
    def cell(at: int, *pieces: Piece, down: int = 1) -> Cell:
        x = TARGET_EDGES[at]
        return Cell(x, TARGET_EDGES[at + 1] - x, (Line(pieces, Align.CENTER),), size=20, down=down)

    yield Row(tuple(cell(at, Printed(text, Face.HEADING)) for at, text in enumerate(row.head)))
    for direction in row.directions:
        name = cell(0, Printed(direction.label), down=len(direction.targets))
        for first, target in enumerate(direction.targets):
            begin = () if first else (name,)
            cells = (cell(at, piece) for at, piece in enumerate(target_pieces(target), start=1))
            drawn = Row((*begin, *cells))
            yield with_copies(drawn, target) if isinstance(target, form.AddedTargets) else drawn


def target_pieces(target: form.Target | form.AddedTargets) -> tuple[Piece, Piece, Piece]:
    if isinstance(target, form.AddedTargets):
        label, base, goal = (f.place(line=1) for f in (target.label, target.base, target.target))
        return Slot(label, blank=target.printed), Slot(base), Slot(goal)
    unit = target.unit
    return Printed(target.label), target_slot(target.base, unit), target_slot(target.target, unit)


def target_slot(field: Field, unit: Field | None) -> Slot:
    figure = field.kind in (Kind.NUMBER, Kind.COUNT)
    return Slot(field.place(), with_unit=figure, unit_place=unit.place() if unit else None)


def seal_rows(part: form.Part) -> Iterator[Row]:
    for row in part.rows:
        assert isinstance(row, form.Signed)
        head = Line((Printed(row.heading, Face.HEADING),), Align.CENTER)
        yield Row((Cell(0, WIDTH, (head,), size=24),), 640)
        yield from statement_rows(row)


def statement_rows(row: form.Signed) -> Iterator[Row]:
    """The text above, the lines to sign and seal below, in one frame."""
    text: tuple[Line, ...] = (Line((Printed(row.text),), indent=2),) if row.text else ()
    if row.opinion:
        text = (*text, Line((Slot(row.opinion.place()),), indent=2))
    top = Cell(0, WIDTH, text, size=24, stand=Stand.TOP, open_below=True)
    yield Row((top,), 3000)
    for at, (before, field) in enumerate(row.lines):
        slot = Slot(field.place(), blank=blank_line(field))
        pieces = (Printed(AWAY + before), slot) if before else (slot, Printed(AWAY * 2))
        cell = Cell(
            0,
            WIDTH,
            (Line(pieces, Align.LEFT if before else Align.RIGHT),),
            size=24,
            open_above=True,
            open_below=at < len(row.lines) - 1,
        )
        yield Row((cell,), 1000)


def blank_line(field: Field) -> str:
    return BLANK_DATE if field.kind is Kind.DATE else ""


def with_copies(row: Row, target: form.AddedTargets) -> Row:
    """The “......” row, and a copy of it per line; the direction's own cell stands in the first."""
    inner = replace(row, cells=row.cells[-3:])
    lines = range(2, target.label.lines + 1)
    return replace(row, copies=(row, *(with_line(inner, number) for number in lines)))


def with_line(row: Row, number: int) -> Row:
    """A repeated row for the applicant's line ``number``: 2, 3, …"""

    def numbered(piece: Piece) -> Piece:
        if isinstance(piece, Slot) and piece.place.line:
            place = piece.place.field.place(line=number)
            return replace(piece, place=place, blank="")
        return piece

    cells = (
        replace(
            cell,
            lines=tuple(
                replace(line, pieces=tuple(map(numbered, line.pieces))) for line in cell.lines
            ),
        )
        for cell in row.cells
    )
    return replace(row, cells=tuple(cells))
