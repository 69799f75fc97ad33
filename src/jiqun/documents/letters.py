"""Official letters (公文) as Word: 推荐函, 汇总表, 公示, 名单.

A letter is a value, the writer walks it; margins, faces and sizes follow GB/T 9704.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

TITLE, HEADING, TEXT, CELL = Pt(22), Pt(16), Pt(16), Pt(10.5)
TITLE_FACE, HEADING_FACE, FACE = "方正小标宋简体", "黑体", "仿宋_GB2312"
LINE = Pt(29)
#: 版心 of GB/T 9704: A4, 37 mm at the head, 28 mm at the left, 156 mm wide, 225 mm high.
PAGE = (Mm(210), Mm(297))
HEAD, FOOT, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
INDENT = 2
#: The same letter gives the same file: it carries no moment of its making.
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 the property has no zone


@dataclass(frozen=True, slots=True)
class Heading:
    """“一、……”"""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """``widths`` are shares of the width of the text, one a column."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


Piece: TypeAlias = Heading | Text | Table


@dataclass(frozen=True, slots=True)
class Letter:
    """``to`` is whom it is addressed to, if anybody; ``signed`` and ``day`` stand at its end,
    ``attachments`` before them, ``number`` (文号) under the title. A ``broad`` one lies on its
    side, as tables want."""

    title: str
    pieces: Sequence[Piece]
    to: str = ""
    signed: str = ""
    day: date | None = None
    attachments: Sequence[str] = ()
    contact: str = ""
    broad: bool = False
    number: str = ""


def write_letter(letter: Letter) -> bytes:
    """The .docx of it."""
    document = Document()
    document.core_properties.title = letter.title
    document.core_properties.author = letter.signed
    document.core_properties.created = document.core_properties.modified = EPOCH
    room = lay_out(document, letter.broad)
    for line in letter.title.split("\n"):
        paragraph(document, line, TITLE, TITLE_FACE, WD_ALIGN_PARAGRAPH.CENTER)
    if letter.number:
        paragraph(document, letter.number, TEXT, FACE, WD_ALIGN_PARAGRAPH.CENTER)
    paragraph(document, "", TEXT, FACE)
    if letter.to:
        paragraph(document, f"{letter.to}：", TEXT, FACE)
    for piece in letter.pieces:
        write_piece(document, piece, room)
    write_end(document, letter)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def lay_out(document: Any, broad: bool) -> Length:
    """The page; how wide its text is."""
    section, (width, height) = document.sections[0], PAGE
    if broad:
        section.orientation, width, height = WD_ORIENT.LANDSCAPE, height, width
    section.page_width, section.page_height = width, height
    section.top_margin, section.bottom_margin = (LEFT, RIGHT) if broad else (HEAD, FOOT)
    section.left_margin, section.right_margin = LEFT, RIGHT
    return Length(width - LEFT - RIGHT)


def write_piece(document: Any, piece: Piece, room: Length) -> None:
    if isinstance(piece, Table):
        write_table(document, piece, room)
    elif isinstance(piece, Heading):
        paragraph(document, piece.text, HEADING, HEADING_FACE, indent=INDENT)
    else:
        paragraph(document, piece.text, TEXT, FACE, indent=INDENT)


def write_end(document: Any, letter: Letter) -> None:
    for number, name in enumerate(letter.attachments, start=1):
        label = "附件：" if number == 1 else "　　　"
        shown = f"{number}. {name}" if len(letter.attachments) > 1 else name
        paragraph(document, f"{label}{shown}", TEXT, FACE, indent=INDENT)
    if letter.signed or letter.day:
        paragraph(document, "", TEXT, FACE)
    for line in (letter.signed, in_full(letter.day) if letter.day else ""):
        if line:
            end = paragraph(document, line, TEXT, FACE, WD_ALIGN_PARAGRAPH.RIGHT)
            end.paragraph_format.right_indent = TEXT * INDENT
            end.paragraph_format.keep_with_next = line == letter.signed
    if letter.contact:
        paragraph(document, f"（{letter.contact}）", TEXT, FACE, indent=INDENT)


def in_full(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def paragraph(
    place: Any,
    text: str,
    size: Length,
    face: str,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    indent: int = 0,
) -> Any:
    """One more in a document or a cell; ``indent`` in characters."""
    added = place.add_paragraph()
    added.alignment = align
    form = added.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    if indent:
        form.first_line_indent = Length(size * indent)
    write_run(added, text, size, face)
    return added


def write_run(added: Any, text: str, size: Length, face: str) -> None:
    run = added.add_run(text)
    run.font.size, run.font.name = size, face
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)


def write_table(document: Any, table: Table, room: Length) -> None:
    """The heads are repeated on every page, and no row is broken."""
    made = document.add_table(rows=0, cols=len(table.heads))
    made.style, made.autofit = "Table Grid", False
    whole = sum(table.widths)
    widths = [Length(room * share // whole) for share in table.widths]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width  # LibreOffice reads the grid, Word the cells
    write_row(made, table.heads, widths, HEADING_FACE, "w:tblHeader")
    for row in table.rows:
        write_row(made, row, widths, FACE)


def write_row(
    made: Any, texts: Sequence[str], widths: Sequence[Length], face: str, *marks: str
) -> None:
    row = made.add_row()
    properties = row._tr.get_or_add_trPr()
    for mark in ("w:cantSplit", *marks):
        properties.append(properties.makeelement(qn(mark), {}))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        first = cell.paragraphs[0]
        first.paragraph_format.space_after = Pt(0)
        write_run(first, text, CELL, face)
