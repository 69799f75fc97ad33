"""Workbooks for tests: by XlsxWriter as Excel would, or by hand where nobody would."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from jiqun.documents.workbook.handed import RawCell

HEADS = ("企业名称", "统一社会信用代码", "2023年产值（万元）", "2023年从业人员期末数（人）")
FIRM = ("甲公司", "91110118MAXX00015Q", 100.5, 20.0)
OTHER = ("乙公司", "91110118MAXX00023K", 200.0, 30.0)


def workbook(
    *rows: Sequence[RawCell],
    name: str = "企业名录",
    change: Callable[[Workbook, Worksheet], object] = lambda book, sheet: None,
) -> bytes:
    """One sheet with these rows, and what ``change`` does to it."""
    return books({name: rows}, change)


def books(
    sheets: dict[str, Sequence[Sequence[RawCell]]],
    change: Callable[[Workbook, Worksheet], object] = lambda book, sheet: None,
) -> bytes:
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    put(sheet, at, place, cell)
            change(book, sheet)
    return data.getvalue()


def put(sheet: Worksheet, row: int, column: int, cell: RawCell) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell)
    elif cell is not None:
        sheet.write(row, column, cell)


def by_hand(
    rows: str, *, before: str = "", prefix: str = "", name: str = "企业名录", after: str = ""
) -> bytes:
    """The sheet's rows as XML; ``before`` stands ahead of them, ``after`` in place of the end."""
    return with_sheet(workbook(["企业名称"], name=name), sheet_xml(rows, before, prefix, after))


def sheet_xml(rows: str, before: str = "", prefix: str = "", after: str = "") -> str:
    space = f":{prefix[:-1]}" if prefix else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><{prefix}worksheet '
        f'xmlns{space}="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{before}'
        f"<{prefix}sheetData>{rows}" + (after or f"</{prefix}sheetData></{prefix}worksheet>")
    )


def with_sheet(data: bytes, xml: str) -> bytes:
    """The same workbook with other XML in its first sheet."""
    return with_member(data, "xl/worksheets/sheet1.xml", xml.encode())


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member), zipfile.ZIP_DEFLATED)
        new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def row_xml(number: int, *cells: str | float, attributes: str = "") -> str:
    """A row of texts and figures from column A on."""
    inner = "".join(cell_xml(f"{chr(65 + at)}{number}", cell) for at, cell in enumerate(cells))
    return f'<row r="{number}"{attributes}>{inner}</row>'


def cell_xml(place: str, cell: str | float) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'
