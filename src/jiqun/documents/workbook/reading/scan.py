"""Look through the XML of a sheet before anything parses it.

A parser lays a sheet out as a full rectangle, so a single cell in the last row and column makes it
ask for half a terabyte. What lies far from the table is found here, and left out of a copy; so is
what parsers do not tell: hidden rows and columns, errors, and formulas without a result. The XML
may be hundreds of megabytes, so it is searched, block by block, and never parsed.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import IO

from jiqun.documents.officezip import MEGABYTE
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.reading.package import GATE, LARGEST_MEMBER

#: A table ends where as many rows are blank; what follows is far from it, as is any cell beyond
#: the columns of the widest list twice over.
WIDEST_GAP = 1000
MOST_COLUMNS = 256
MOST_ROWS = 200_000
#: Cells of the rectangle around a table, each of 24 bytes or more.
MOST_CELLS = 40_000_000

#: Rows that Excel has, blank ones included.
MOST_ROW_TAGS = 1_048_576
LONGEST_ROW = 16 * MEGABYTE
MOST_NOTED = 100_000
MOST_NAMED = 3

HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
ROW_NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
CELL_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
COLUMN_SPAN = re.compile(rb"""\b(min|max)=["'](\d{1,5})["']""")
ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet\b")
DOCTYPE = b"<!DOCTYPE"


class Tags:
    """The tags of one sheet: some programs write “x:row” for “row”."""

    def __init__(self, prefix: bytes) -> None:
        p = prefix + b":" if prefix else b""
        self.row = b"<" + p + b"row"
        self.cell = b"<" + p + b"c "
        self.formula = b"<" + p + b"f"
        self.value, self.inline = b"<" + p + b"v", b"<" + p + b"is"
        self.rows_end, self.no_rows = b"</" + p + b"sheetData>", b"<" + p + b"sheetData/>"
        self.end = b"</" + p + b"worksheet>"
        p = re.escape(p)
        self.rows = re.compile(rb"<" + p + rb"row\b([^>]*)>")
        self.dimension = re.compile(rb"<" + p + rb"dimension\b[^>]*>")
        self.column = re.compile(rb"<" + p + rb"col\b([^>]*)>")
        self.cells = re.compile(rb"<" + p + rb"c\b([^>]*?)(?:/>|>.*?</" + p + rb"c>)", re.DOTALL)
        self.error = re.compile(rb"""<""" + p + rb"""c\b([^>]*\bt=["']e["'][^>]*)>""")
        self.text = re.compile(rb"<" + p + rb"v>([^<]{1,20})<")
        self.any_formula = re.compile(rb"<" + p + rb"f[\s>/]")
        self.unvalued = re.compile(rb"(?:/|</" + p + rb"f)></" + p + rb"c>")
        self.cell_end = b"></" + (prefix + b":" if prefix else b"") + b"c>"


@dataclass
class Scanned:
    """What a sheet is like: the number of ``rows`` that hold anything; those of them that are
    hidden; spans of hidden columns; errors as (row, column, “#REF!”), columns from 0; whether there
    are formulas, and the cells whose formula has no result; and ``far``, the places of what lies
    too far from the table."""

    rows: int = 0
    last_row: int = 0
    width: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    formulas: bool = False
    unvalued: int = 0
    unvalued_cells: list[str] = field(default_factory=list)
    far: int = 0
    far_places: list[str] = field(default_factory=list)
    far_rows: set[int] = field(default_factory=set)

    @cached_property
    def errors_by_row(self) -> dict[int, list[tuple[int, str]]]:
        by_row: dict[int, list[tuple[int, str]]] = {}
        for row, column, text in self.errors:
            by_row.setdefault(row, []).append((column, text))
        return by_row


@dataclass(frozen=True, slots=True)
class RowPart:
    """A row in a block: what its tag says, and where its content begins and ends."""

    number: int
    attributes: bytes
    tag: int
    start: int
    end: int


def scan_sheet(archive: zipfile.ZipFile, member: str) -> Scanned:
    """Go through the sheet once. Raises ``Refused`` if it can't be a table of firms."""
    found = Scanned()
    with archive.open(member) as stream:
        first, tags = begin(stream)
        number = seen = 0
        for block in blocks(stream, first, tags):
            for row in rows_of(block, tags, number):
                number, seen = row.number, seen + 1
                look_at_row(found, block, row, tags)
            if seen > MOST_ROW_TAGS:
                raise GATE.refusal("工作表过大")
            look_for_errors(found, block, tags)
            found.formulas = found.formulas or tags.any_formula.search(block) is not None
            look_for_unvalued(found, block, tags)
        head = first.partition(tags.row)[0]
    find_hidden_columns(found, head, tags)
    if found.rows > MOST_ROWS or found.last_row * found.width > MOST_CELLS:
        most = f"{MOST_ROWS // 10000}万行或{MOST_CELLS // 10000}万格"
        raise Refused(f"工作表的内容超过{most}，不是企业名录；请只保留名录后重新上传。")
    return found


def begin(stream: IO[bytes]) -> tuple[bytes, Tags]:
    """The first block, up to a megabyte, and the tags that the sheet uses."""
    first = stream.read(MEGABYTE)
    if DOCTYPE in first or b"\0" in first:
        raise GATE.refusal("含有外部定义或编码异常")
    root = ROOT.search(first)
    if not root:
        raise Refused(GATE.broken)
    return first, Tags(root[1] or b"")


def blocks(stream: IO[bytes], first: bytes, tags: Tags) -> Iterator[bytes]:
    """The sheet up to the end of its rows, cut between rows."""
    rest, total = first, len(first)
    while True:
        end = rest.find(tags.rows_end)
        if end < 0:
            end = rest.find(tags.no_rows)
        if end >= 0:
            yield rest[:end]
            return
        cut = rest.rfind(tags.row)
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
        more = stream.read(MEGABYTE)
        total += len(more)
        if len(rest) > LONGEST_ROW or total > LARGEST_MEMBER:
            raise GATE.refusal("工作表过大")
        if not more:
            raise Refused(GATE.broken)
        rest += more


def rows_of(block: bytes, tags: Tags, number: int) -> Iterator[RowPart]:
    """The rows in a block; one without a number follows the one before it."""
    starts = list(tags.rows.finditer(block))
    ends = [found.start() for found in starts[1:]] + [len(block)]
    for found, end in zip(starts, ends, strict=False):
        given = ROW_NUMBER.search(found[1])
        number = int(given[1]) if given else number + 1
        yield RowPart(number, found[1], found.start(), found.end(), end)


def look_at_row(found: Scanned, block: bytes, row: RowPart, tags: Tags) -> None:
    """Count the row if it holds anything, and see how far it reaches. Cells stand in order, as
    every program writes them; for what does not keep to that the parser has its limits."""
    value = max(
        block.rfind(tags.value, row.start, row.end), block.rfind(tags.inline, row.start, row.end)
    )
    if value < 0:
        return
    width, place = last_cell(block, row, value, tags)
    far = row.number - found.last_row > WIDEST_GAP
    if far or width > MOST_COLUMNS:
        found.far += 1
        if len(found.far_places) < MOST_NAMED:
            found.far_places.append(place)
    if far:
        found.far_rows.add(row.number)
        return
    found.rows += 1
    found.last_row = max(found.last_row, row.number)
    found.width = max(found.width, min(width, MOST_COLUMNS))
    if HIDDEN.search(row.attributes):
        found.hidden_rows.append(row.number)


def last_cell(block: bytes, row: RowPart, value: int, tags: Tags) -> tuple[int, str]:
    """The number of the last column that holds anything, from 1, and the place in words."""
    start = block.rfind(tags.cell, row.start, value)
    place = CELL_PLACE.search(block, start, value) if start >= 0 else None
    if place:
        letters = place[1].decode()
        return column_number(letters), f"第{row.number}行{letters}列"
    width = block.count(tags.cell[:-1], row.start, value)
    return width, f"第{row.number}行第{width}列"


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """A is 1, XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def look_for_errors(found: Scanned, block: bytes, tags: Tags) -> None:
    if b't="e"' not in block and b"t='e'" not in block:
        return
    for cell in tags.error.finditer(block):
        place, text = CELL_PLACE.search(cell[1]), tags.text.search(block, cell.end())
        if place and text and len(found.errors) < MOST_NOTED:
            column = column_number(place[1].decode()) - 1
            found.errors.append((int(place[2]), column, text[1].decode("ascii", "replace")))


def look_for_unvalued(found: Scanned, block: bytes, tags: Tags) -> None:
    """Formulas that a program wrote and nothing has worked out yet."""
    if b"f" + tags.cell_end not in block and b"/" + tags.cell_end not in block:
        return
    for end in tags.unvalued.finditer(block):
        start = block.rfind(tags.cell, 0, end.start())
        formula = block.find(tags.formula, start, end.start())
        place = CELL_PLACE.search(block, start, end.start())
        if formula >= 0 and place and block.find(tags.value, formula, end.start()) < 0:
            found.unvalued += 1
            if len(found.unvalued_cells) < MOST_NAMED:
                found.unvalued_cells.append((place[1] + place[2]).decode())


def find_hidden_columns(found: Scanned, head: bytes, tags: Tags) -> None:
    for column in tags.column.finditer(head):
        if HIDDEN.search(column[1]):
            span = {name: int(number) for name, number in COLUMN_SPAN.findall(column[1])}
            found.hidden_columns.append((span.get(b"min", 0), span.get(b"max", 0)))


def without_far(archive: zipfile.ZipFile, member: str, found: Scanned) -> Iterator[bytes]:
    """The sheet again, without what lies far from its table, and without its claimed extent."""
    with archive.open(member) as stream:
        first, tags = begin(stream)
        number = 0
        for block in blocks(stream, first, tags):
            kept = [tags.dimension.sub(b"", block.partition(tags.row)[0])]
            for row in rows_of(block, tags, number):
                number = row.number
                if number not in found.far_rows:
                    kept.append(near_cells(block[row.tag : row.end], tags))
            yield b"".join(kept)
        yield tags.rows_end + tags.end


def near_cells(row: bytes, tags: Tags) -> bytes:
    def keep(cell: re.Match[bytes]) -> bytes:
        place = CELL_PLACE.search(cell[1])
        far = place and column_number(place[1].decode()) > MOST_COLUMNS
        return b"" if far else cell[0]

    return tags.cells.sub(keep, row)
