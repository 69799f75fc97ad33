"""The template filled in, as someone would in Excel."""

import io
from collections.abc import Mapping
from datetime import date

from xlsxwriter import Workbook

from jiqun.core.form import Edition
from jiqun.core.form.schedule import ColumnKind, Head
from jiqun.core.roster.book import TypedRows
from jiqun.core.roster.model import FIRMS
from jiqun.documents.workbook.handed import RawCell
from jiqun.documents.workbook.writing.cells import write_cell
from jiqun.documents.workbook.writing.columns import number_format
from jiqun.documents.workbook.writing.lists import add_list
from jiqun.documents.workbook.writing.look import Look, options

FIGURES = (ColumnKind.NUMBER, ColumnKind.COUNT, ColumnKind.YEAR)


def fill_in(edition: Edition, typed: TypedRows) -> bytes:
    data = io.BytesIO()
    with Workbook(data, options(in_memory=True)) as book:
        look = Look(book)
        for schedule in edition.schedules:
            sheet = add_list(look, schedule, edition)
            below = 2 if schedule.id == FIRMS else 1
            for at, row in enumerate(typed.get(schedule.id, ()), below):
                for place, head in enumerate(schedule.heads.values()):
                    style = look.format(**number_format(head))
                    write_cell(sheet, at, place, as_excel_has_it(head, row), style, look)
    return data.getvalue()


def as_excel_has_it(head: Head, row: Mapping[str, str]) -> RawCell:
    """Figures as numbers and days as days, where they are."""
    text = row.get(head.key)
    if not text:
        return None
    try:
        if head.column.kind in FIGURES:
            return float(text)
        return date.fromisoformat(text) if head.column.kind is ColumnKind.DATE else text
    except ValueError:
        return text
