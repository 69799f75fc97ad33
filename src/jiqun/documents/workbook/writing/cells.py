"""A cell as it was handed in, written again: texts as texts, numbers as numbers, days as days."""

import math
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jiqun.core.reading import UNPRINTABLE
from jiqun.core.roster.cells.days import DAY_ZERO
from jiqun.documents.workbook.handed import RawCell
from jiqun.documents.workbook.writing.look import Look

#: Excel keeps no longer text, and of a number fifteen digits.
LONGEST_TEXT, KEPT = 32_767, 10**15

#: What is earlier is written as text.
FIRST_YEAR = 1901


def write_cell(
    sheet: Worksheet,
    row: int,
    place: int,
    cell: RawCell,
    style: Format,
    look: Look,
    *,
    as_text: bool = False,
) -> None:
    """Nothing is evaluated: a text that begins with “=” stays a text. ``as_text`` is for codes."""
    if isinstance(cell, str):
        sheet.write_string(row, place, kept(cell), style)
    elif cell is None:
        sheet.write_blank(row, place, None, style)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, place, cell, style)
    elif isinstance(cell, date):
        write_day(sheet, row, place, cell, style, look)
    elif as_text or not math.isfinite(cell) or abs(cell) >= KEPT:
        sheet.write_string(row, place, digits(cell), style)
    else:
        sheet.write_number(row, place, cell, style)


def write_day(sheet: Worksheet, row: int, place: int, day: date, style: Format, look: Look) -> None:
    if day.year < FIRST_YEAR:
        sheet.write_string(row, place, day.isoformat(), style)
        return
    dated = style if "y" in style.num_format else look.format(num_format="yyyy-mm-dd")
    sheet.write_number(row, place, (day - DAY_ZERO).days, dated)


def digits(number: int | float) -> str:
    """A code that was typed as a number, in full."""
    if isinstance(number, float) and number.is_integer():
        return str(int(number))
    return str(number)


def kept(text: str) -> str:
    """What a workbook can hold of a text."""
    printable = UNPRINTABLE.sub("�", text) if not text.isprintable() else text
    if len(printable) <= LONGEST_TEXT // 2:
        return printable
    encoded = printable.encode("utf-16-le")  # as Excel counts
    if len(encoded) <= 2 * LONGEST_TEXT:
        return printable
    return encoded[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"
