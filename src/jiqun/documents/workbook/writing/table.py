"""A table for a spreadsheet, as a workbook or as text: numbers as numbers, texts as texts."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeAlias

from xlsxwriter import Workbook

from jiqun.documents.workbook.writing.cells import kept
from jiqun.documents.workbook.writing.look import A3, LINE_HEIGHT, Look, options, set_up_page
from jiqun.documents.workbook.writing.tabs import fitting

Cell: TypeAlias = str | Decimal | int

#: With these a spreadsheet begins a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
#: The same table gives the same file.
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sheet:
    """``notes`` stand above the table; ``widths`` of its columns, two units a character."""

    title: str
    notes: Sequence[str]
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Cell]]


def write_sheet(sheet: Sheet) -> bytes:
    """The .xlsx of it."""
    data = io.BytesIO()
    with Workbook(data, options(in_memory=True)) as book:
        book.set_properties({"title": sheet.title, "created": EPOCH})
        look = Look(book)
        page = book.add_worksheet(fitting(sheet.title))
        page.write_string(0, 0, kept(sheet.title), look.title())
        for row, note in enumerate(sheet.notes, start=1):
            page.write_string(row, 0, kept(note))
        head = len(sheet.notes) + 1
        for place, (text, width) in enumerate(zip(sheet.heads, sheet.widths, strict=True)):
            page.set_column(place, place, width)
            page.write_string(head, place, kept(text), look.head())
        page.set_row(head, 3 * LINE_HEIGHT)
        for row, cells in enumerate(sheet.rows, start=head + 1):
            for place, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(row, place, kept(cell), look.cell())
                else:
                    shown = look.cell(num_format=format_of(cell), align="right")
                    page.write_number(row, place, float(cell), shown)
        page.freeze_panes(head + 1, 1)
        set_up_page(page, paper=A3, head=(head, head))
        page.fit_to_pages(1, 0)
    return data.getvalue()


def format_of(number: Decimal | int) -> str:
    """With the decimals it was given with."""
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return f"0.{'0' * places}" if places else "0"


def write_text(sheet: Sheet) -> bytes:
    """The .csv of it; a spreadsheet takes it as UTF-8 only if it begins with a mark."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow([*map(harmless, sheet.heads)])
    lines.writerows([*map(said, row)] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def said(cell: Cell) -> str:
    return harmless(cell) if isinstance(cell, str) else f"{cell:f}"


def harmless(text: str) -> str:
    """What somebody typed is no formula."""
    return f"'{text}" if text.startswith(FORMULAS) else text
