"""The workbook handed back: all that was handed in, with what is wrong said where it is wrong."""

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import islice
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jiqun.core.form import Edition
from jiqun.core.form.schedule import ColumnKind, Head
from jiqun.core.progress import Progress
from jiqun.core.rank import Rank
from jiqun.core.roster.book import RowFinding
from jiqun.core.roster.cells.days import YEAR_AS_DATE, is_serial, year_of_date
from jiqun.documents.workbook.handed import (
    FAULTS,
    FORMER_ROW,
    SUMMARY,
    WORKSHEET_SHEET,
    Handed,
    HandedRow,
    HandedSheet,
    RawCell,
)
from jiqun.documents.workbook.worksheet import KEY, NAME
from jiqun.documents.workbook.writing.cells import write_cell
from jiqun.documents.workbook.writing.columns import explained, number_format, width
from jiqun.documents.workbook.writing.lists import LAST_ROW, commented, head_format, help_filling
from jiqun.documents.workbook.writing.look import (
    A3,
    FILLS,
    GREY,
    LINE_HEIGHT,
    Look,
    lines_in,
    options,
    set_up_page,
)
from jiqun.documents.workbook.writing.summary import add_summary
from jiqun.documents.workbook.writing.tabs import tab_names

#: The findings of a list by row.
ByRow: TypeAlias = Mapping[int, Sequence[RowFinding]]

#: Columns of ours, which stand before those handed in.
OURS = {FAULTS: 52, FORMER_ROW: 8}

#: Excel grows slow with more comments; and a row with more findings is told enough.
MOST_COMMENTS, MOST_TOLD = 2_000, 20

#: Rows between two reports of progress.
STEP = 500


def write_annotated(
    handed: Handed,
    findings: Sequence[RowFinding],
    *,
    faulty_first: bool,
    progress: Progress | None = None,
) -> bytes:
    """Every row and column of the lists, as it was; rows are written one by one, so that a hundred
    thousand of them need no memory. Sheets that were not read stay behind."""
    data = io.BytesIO()
    with TemporaryDirectory() as folder:
        book = Workbook(data, options(constant_memory=True, tmpdir=folder))
        try:
            write_book(book, handed, findings, faulty_first, Counter.of(handed, progress))
        except BaseException:
            let_go(book)
            raise
        book.close()
    return data.getvalue()


def let_go(book: Workbook) -> None:
    """Close the files in which the rows of a workbook that is given up are kept."""
    for sheet in book.worksheets():
        rows: Any = sheet.row_data_fh
        if rows:
            rows.close()


@dataclass
class Counter:
    """Counts the rows that are written, and tells."""

    total: int
    progress: Progress | None
    done: int = 0

    @classmethod
    def of(cls, handed: Handed, progress: Progress | None) -> "Counter":
        return cls(sum(len(sheet.rows) for sheet in handed.returned), progress)

    def count(self) -> None:
        self.done += 1
        if self.progress and (self.done % STEP == 0 or self.done == self.total):
            self.progress(self.done, self.total)


def write_book(
    book: Workbook,
    handed: Handed,
    findings: Sequence[RowFinding],
    faulty_first: bool,
    counter: Counter,
) -> None:
    edition = handed.roster.edition
    book.set_properties({"created": datetime(edition.years.call, 1, 1, tzinfo=UTC)})
    look = Look(book)
    cells = {(f.schedule, f.row, key) for f in findings for key in f.keys}
    comments = len(cells) <= MOST_COMMENTS
    names = tab_names(handed.returned)
    summary = book.add_worksheet(SUMMARY)
    by_list = by_row(findings)
    shown: set[tuple[str, int]] = set()
    for sheet, name in zip(handed.returned, names, strict=True):
        tab = book.add_worksheet(name)
        if sheet.schedule is None or sheet.schedule == WORKSHEET_SHEET:
            write_plain(tab, look, sheet, counter)
        else:
            written = Written(tab, look, sheet, edition, by_list[sheet.schedule], comments)
            shown |= {(sheet.schedule, row) for row in written.write(faulty_first, counter)}
    lost = [finding for finding in findings if (finding.schedule, finding.row) not in shown]
    limit = None if comments else MOST_COMMENTS
    add_summary(summary, look, handed, findings, names, lost, limit)


def by_row(findings: Iterable[RowFinding]) -> Mapping[str, ByRow]:
    found: dict[str, dict[int, list[RowFinding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        found[finding.schedule][finding.row].append(finding)
    return found


def write_plain(tab: Worksheet, look: Look, sheet: HandedSheet, counter: Counter) -> None:
    """A sheet whose rows are not judged."""
    widths = {KEY: 8, NAME: 48}
    for place, head in enumerate(sheet.heads):
        tab.set_column(place, place, widths.get(head, 14))
        tab.write_string(0, place, head, look.head())
    for at, (_, cells) in enumerate((*sheet.rows, *sheet.beside), 1):
        for place, cell in enumerate(cells):
            write_cell(tab, at, place, cell, look.format(), look)
        if at <= len(sheet.rows):
            counter.count()
    tab.freeze_panes(1, 0)
    set_up_page(tab, head=(0, 0))


@dataclass(frozen=True)
class Shown:
    """A column as it is handed back: where it stands in the rows handed in, its head there, and
    what is known of it."""

    source: int
    title: str
    head: Head | None

    @cached_property
    def width(self) -> float:
        return width(self.head) if self.head else 16

    @cached_property
    def look(self) -> dict[str, Any]:
        return number_format(self.head) if self.head else {"valign": "vcenter"}

    @cached_property
    def kind(self) -> ColumnKind | None:
        return self.head.column.kind if self.head else None

    @cached_property
    def is_dated(self) -> bool:
        return self.kind in (ColumnKind.DATE, ColumnKind.YEAR)

    def look_of_number(self, cell: RawCell) -> dict[str, Any] | None:
        """Of a number that is no day or year, and in their format would be shown as another."""
        if isinstance(cell, str | bool | date | None):
            return None
        fits = is_serial(cell) if self.kind is ColumnKind.DATE else float(cell).is_integer()
        return None if fits else self.look | {"num_format": "General"}


@dataclass(frozen=True)
class Written:
    """One list on its way into its sheet."""

    tab: Worksheet
    look: Look
    sheet: HandedSheet
    edition: Edition
    faults: ByRow
    comments: bool
    columns: tuple[Shown, ...] = field(init=False)

    def __post_init__(self) -> None:
        heads = self.edition.schedule(self.sheet.schedule or "").heads
        columns = (
            Shown(place, title, heads.get(key) if key else None)
            for place, (title, key) in enumerate(
                zip(self.sheet.heads, self.sheet.keys, strict=True)
            )
            if title not in OURS
        )
        object.__setattr__(self, "columns", tuple(columns))

    def write(self, faulty_first: bool, counter: Counter) -> set[int]:
        """Gives the faulty rows that were there."""
        self.write_heads()
        at, shown = 0, set()
        plain = tuple(self.look.format(**column.look) for column in self.columns)
        for at, row in enumerate(self.ordered(faulty_first), 1):
            self.write_row(at, row, plain)
            counter.count()
            if row[0] in self.faults:
                shown.add(row[0])
        self.tab.autofilter(0, 0, max(at, 1), len(OURS) + len(self.columns) - 1)
        for below, (_, cells) in enumerate(self.sheet.beside, at + 2):
            self.write_beside(below, cells)
        self.tab.freeze_panes(1, len(OURS) + self.named())
        set_up_page(self.tab, paper=A3, head=(0, 0))
        return shown

    def write_heads(self) -> None:
        for place, (title, wide) in enumerate(OURS.items()):
            self.tab.set_column(place, place, wide, self.look.text() if place == 0 else None)
            self.tab.write_string(0, place, title, self.look.head())
        rows = (1, max(LAST_ROW, len(self.sheet.rows)))
        for place, column in enumerate(self.columns, len(OURS)):
            if column.head:
                style = head_format(self.look, column.head)
                help_filling(self.tab, self.look, column.head, place, rows, self.edition)
                self.tab.write_comment(0, place, *commented(explained(column.head, self.edition)))
            else:
                style = self.look.head()
                self.tab.set_column(place, place, column.width)
            self.tab.write_string(0, place, column.title, style)
        most = max((lines_in(c.title, c.width) for c in self.columns), default=1)
        self.tab.set_row(0, LINE_HEIGHT * most + 8)

    def ordered(self, faulty_first: bool) -> Iterator[HandedRow]:
        if not faulty_first:
            yield from self.sheet.rows
            return
        yield from (row for row in self.sheet.rows if row[0] in self.faults)
        yield from (row for row in self.sheet.rows if row[0] not in self.faults)

    def write_row(self, at: int, row: HandedRow, plain: Sequence[Format]) -> None:
        number, cells = row
        found = self.faults.get(number, ())
        marked = marks(found) if found else {}
        if found:
            text = told(found)
            self.tab.set_row(at, min(409, LINE_HEIGHT * lines_in(text, OURS[FAULTS]) + 4))
            self.tab.write_string(at, 0, text, self.look.text())
        self.tab.write_number(
            at, 1, number, self.look.format(font_color=GREY, align="center", valign="vcenter")
        )
        for place, (column, style) in enumerate(zip(self.columns, plain, strict=True), len(OURS)):
            cell, look = cells[column.source], None
            about = marked.get(column.head.key) if column.head and marked else None
            if column.is_dated:
                cell = year_again(cell)
                look = column.look_of_number(cell)
            if about or look:
                shade = {"bg_color": FILLS[worst(about)]} if about else {}
                style = self.look.format(**(look or column.look), **shade)
            if about and self.comments:
                self.tab.write_comment(at, place, *commented(told(about)))
            if cell is not None or about:
                as_text = column.kind is ColumnKind.CODE
                write_cell(self.tab, at, place, cell, style, self.look, as_text=as_text)

    def write_beside(self, at: int, cells: Sequence[RawCell]) -> None:
        """A row that is not of the list, below it. Its first cell tells the reader so: nothing of
        ours may stand before that."""
        style = self.look.format(font_color=GREY)
        for place, column in enumerate(self.columns, len(OURS)):
            cell = cells[column.source] if column.source < len(cells) else None
            if cell is not None:
                write_cell(self.tab, at, place, cell, style, self.look)

    def named(self) -> int:
        """How many columns to hold in view, so that the name stays in it."""
        leading = (column.head for column in islice(self.columns, 3))
        named = [n for n, head in enumerate(leading, 1) if head and head.key == "name"]
        return named[0] if named else 0


def year_again(cell: RawCell) -> RawCell:
    """A year that the format of its cell made a day of 1905."""
    if not isinstance(cell, date):
        return cell
    found = year_of_date(cell)
    return int(str(found.value)) if found.note == YEAR_AS_DATE else cell


def marks(found: Sequence[RowFinding]) -> Mapping[str, list[RowFinding]]:
    """The findings about each cell of a row."""
    marked: dict[str, list[RowFinding]] = defaultdict(list)
    for finding in found:
        for key in finding.keys:
            marked[key].append(finding)
    return marked


def worst(found: Sequence[RowFinding]) -> Rank:
    ranks = {finding.rank for finding in found}
    return next(rank for rank in Rank if rank in ranks)


def told(found: Sequence[RowFinding]) -> str:
    """What is wrong, a line each: “【阻断】……（E1-01）”."""
    lines = [f"【{f.rank.label}】{f.message}（{f.rule}）" for f in found[:MOST_TOLD]]
    more = len(found) - MOST_TOLD
    return "\n".join((*lines, f"另有{more}项问题。") if more > 0 else lines)
