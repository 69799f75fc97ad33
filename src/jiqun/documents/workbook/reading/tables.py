"""Read a list: which rows are of it, and every cell as its column takes it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from jiqun.core.progress import Progress
from jiqun.core.reading import shortened
from jiqun.core.roster.cells import Asked, ColumnReader, Odd, RawCell
from jiqun.core.roster.cells.raw import said
from jiqun.core.roster.cells.units import unit_named
from jiqun.core.roster.listing import CODE, NAME, CellValue, Listing, Row, UnreadCell
from jiqun.documents.plain import plain
from jiqun.documents.workbook.handed import HandedRow, HandedSheet, Note
from jiqun.documents.workbook.reading.choosing import Candidate
from jiqun.documents.workbook.reading.heads import IGNORED, Heading, Match
from jiqun.documents.workbook.reading.notes import (
    left_out_of,
    notes_on_heads,
    notes_on_lacking,
    notes_on_rows,
)
from jiqun.documents.workbook.reading.packed import PackedRows, Rows, fitted, unpack
from jiqun.documents.workbook.reading.tally import Tally

#: Cells that can't be read are listed one by one, up to as many.
MOST_UNREAD = 100_000

TOTAL = re.compile(r"(?:本页|本表|总|合|小|共|累)[总合小]?计(?:数|\(.*\))?:?|合计数|总数")
REMARK = re.compile(
    r"(?:备注|注|说明|填表说明|填表人|制表人|制表|审核人|审核|负责人|单位负责人|联系人|联系电话|电话"
    r"|填报单位|填报日期|填表日期|填报人|日期|单位\(盖章\)|\(盖章\)|盖章)\d?[:.]"
)
ORDINAL = re.compile(r"\(?\d{1,3}\)?", re.ASCII)
STEMS = frozenset("甲乙丙丁戊己庚辛")

#: What the first characters of totals, remarks and heads are; other rows need no closer look.
SUSPECT = frozenset("本总合小共累备注说填制审负单联电日盖(（企名标专*甲乙0123456789 \t\n\u3000")


@dataclass(frozen=True, slots=True)
class Taken:
    """A list as it was read."""

    listing: Listing
    sheet: HandedSheet
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ReadColumn:
    place: int
    title: str
    key: str
    reader: ColumnReader


@dataclass
class ListReader:
    """Goes through the rows of one sheet once, some at a time."""

    candidate: Candidate
    columns: tuple[ReadColumn, ...] = ()
    rows: list[Row] = field(default_factory=list)
    unread: list[UnreadCell] = field(default_factory=list)
    chunks: list[bytes] = field(default_factory=list)
    beside: list[HandedRow] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=dict)
    unlisted: int = 0

    def __post_init__(self) -> None:
        sheet, heading = self.candidate.sheet, self.candidate.heading
        self.columns = tuple(
            ReadColumn(
                place,
                heading.heads[place],
                match.head.key,
                ColumnReader(Asked(match.head, match.times, sheet.all_text)),
            )
            for place, match in enumerate(heading.matches)
            if isinstance(match, Match)
        )
        self.at = {column.key: place for place, column in enumerate(self.columns)}
        self.name_place = self.place_of(NAME)
        self.code_place = self.place_of(CODE)
        self.ignored = frozenset(
            place for place, head in enumerate(heading.heads) if head in IGNORED
        )
        self.tally = Tally(sheet.name)

    def place_of(self, key: str) -> int | None:
        return self.columns[self.at[key]].place if key in self.at else None

    @property
    def heading(self) -> Heading:
        return self.candidate.heading

    def read(self, chunk: bytes) -> None:
        rows = self.rows_of_list(unpack(chunk))
        self.chunks.append(chunk)
        if not rows.numbers:
            return
        columns = list(zip_longest(*rows.cells))
        width = len(columns)
        blank = (None,) * len(rows.numbers)
        read = [
            self.read_column(column, columns[column.place] if column.place < width else blank, rows)
            for column in self.columns
        ]
        self.rows.extend(
            Row(number, values, self.at)
            for number, values in zip(rows.numbers, zip(*read, strict=True), strict=True)
        )

    def read_column(
        self, column: ReadColumn, cells: Sequence[RawCell], rows: Rows
    ) -> list[CellValue | None]:
        results = column.reader.results(cells)
        for place, result in enumerate(results):
            if type(result) is Odd:
                results[place] = self.settle(column, rows.numbers[place], cells[place], result)
        return results  # type: ignore[return-value]  # no Odd is left

    def settle(self, column: ReadColumn, number: int, cell: RawCell, odd: Odd) -> CellValue | None:
        """The value of an odd cell, once it is noted what is odd about it."""
        if odd.note:
            self.tally.add(column.title, odd.note, number, cell)
        elif len(self.unread) < MOST_UNREAD:
            shown = shortened(said(cell))
            self.unread.append(UnreadCell(number, column.key, shown, odd.reason))
        else:
            self.unlisted += 1
        return odd.value

    def rows_of_list(self, rows: Rows) -> Rows:
        """Only rows of the list; the others are told."""
        last_head = self.heading.last_row
        kept: list[int] = []
        for place, (number, cells) in enumerate(zip(rows.numbers, rows.cells, strict=True)):
            if number <= last_head:
                self.left_out.setdefault("above", []).append(number)
                continue
            kind = "" if self.is_plain(cells) else self.kind_of(number, cells)
            if not kind:
                kept.append(place)
                continue
            self.left_out.setdefault(kind, []).append(number)
            if kind in ("total", "remark"):
                self.beside.append((number, fitted(cells, len(self.heading.heads))))
        if len(kept) == len(rows.numbers):
            return rows
        return Rows([rows.numbers[i] for i in kept], [rows.cells[i] for i in kept])

    def is_plain(self, cells: Sequence[RawCell]) -> bool:
        """Has it a name, and does nothing look like a total or a remark?"""
        name, first = cell_at(cells, self.name_place), cells[0]
        return (
            type(name) is str
            and name[:1] not in SUSPECT
            and (type(first) is not str or first[:1] not in SUSPECT)
        )

    def kind_of(self, number: int, cells: Sequence[RawCell]) -> str:
        """What a row is that is not of the list; empty if it is after all."""
        texts = {
            place: text
            for place, cell in enumerate(cells)
            if cell is not None and place not in self.ignored and (text := plain(said(cell)))
        }
        if not texts:
            total = any(TOTAL.fullmatch(plain(said(cell))) for cell in cells if cell)
            return "total" if total else "blank"
        name = texts.get(-1 if self.name_place is None else self.name_place, "")
        first = plain(said(next(cell for cell in cells if cell is not None)))
        if name and name == plain(self.heading.heads[self.name_place or 0]):
            return "head"
        coded = cell_at(cells, self.code_place) is not None
        if not coded and (TOTAL.fullmatch(name) or TOTAL.fullmatch(first)):
            return "total"
        if not coded and REMARK.match(first):
            return "remark"
        just_below = number <= self.heading.last_row + 2
        return "units" if just_below and are_units(list(texts.values())) else ""


def are_units(texts: Sequence[str]) -> bool:
    """Units alone, or the columns counted: “甲 乙 1 2 3”."""
    counted = [int(text.strip("()")) for text in texts if ORDINAL.fullmatch(text)]
    others = [text for text in texts if not ORDINAL.fullmatch(text)]
    in_turn = all(after == before + 1 for before, after in pairwise(counted))
    return len(texts) > 1 and in_turn and all(unit_named(t) or t in STEMS for t in others)


def cell_at(cells: Sequence[RawCell], place: int | None) -> RawCell:
    return cells[place] if place is not None and place < len(cells) else None


def read_list(candidate: Candidate, done: int, expected: int, progress: Progress) -> Taken:
    """All rows of the sheet as its list."""
    reader = ListReader(candidate)
    for chunk in candidate.sheet.chunks():
        reader.read(chunk)
        progress(min(done + len(reader.rows), expected), expected)
    return Taken(listing_of(reader), sheet_of(reader), tuple(notes_of(reader)))


def listing_of(reader: ListReader) -> Listing:
    return Listing(
        schedule=reader.candidate.schedule,
        keys=tuple(column.key for column in reader.columns),
        rows=tuple(reader.rows),
        unread=tuple(sorted(reader.unread, key=lambda cell: cell.row)),
    )


def sheet_of(reader: ListReader) -> HandedSheet:
    heading = reader.heading
    others = frozenset(number for numbers in reader.left_out.values() for number in numbers)
    width = len(heading.heads)
    return HandedSheet(
        name=reader.candidate.sheet.name,
        schedule=reader.candidate.schedule.id,
        heads=heading.heads,
        keys=heading.keys,
        rows=PackedRows(tuple(reader.chunks), width, others, len(reader.rows)),
        beside=tuple(reader.beside),
        left_out=tuple(left_out_of(reader.candidate.sheet, heading.first_row, reader.left_out)),
    )


def notes_of(reader: ListReader) -> Iterator[Note]:
    candidate = reader.candidate
    yield from notes_on_heads(candidate)
    if reader.rows:
        yield from notes_on_lacking(candidate)
    numbers = [row.number for row in reader.rows]
    yield from notes_on_rows(candidate.sheet, numbers, reader.left_out)
    if reader.unlisted:
        text = f"另有{reader.unlisted}格无法读取，不再逐一列出"
        yield Note(candidate.sheet.name, text, reader.unlisted)
    yield from reader.tally.notes()
