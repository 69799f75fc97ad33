"""Workbooks of many firms, some of them faulty, as large as one asks for."""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import xlsxwriter

from jiqun.core.form import get_edition
from jiqun.core.roster.model import FIRMS
from jiqun.core.roster.wording import shown_as
from tests.rosters import invented_code, roster_behind

EDITION = get_edition("beijing-2024")
HEADS = EDITION.schedule(FIRMS).heads

#: One row in so many has a fault, each kind in turn.
ONE_IN = 20
FAULTS: tuple[dict[str, str | int | float], ...] = (
    {"uscc": "91110118MA0000015B"},
    {"uscc": ""},
    {"industry": "9999"},
    {"industry": "8331"},
    {"district": "延庆区"},
    {"staff.2023": "若干"},
    {"staff.2023": 35.5},
    {"rd_staff.2023": 99999},
    {"staff_on_post.2023": 1},
    {"rd_spend.2022": -20},
    {"revenue.2022": 1.0},
    {"output.2023": 99_999_999},
    {"until": 2011},
    {"high_tech_since": 2024},
    {"champion_until": "2025年12月31日"},
    {"water_reused": 9e9},
    {"valid_patents.2023": 9999},
    {"leading": "或许"},
)


def workbook_of(firms: int) -> bytes:
    """A workbook with so many firms, every column filled in, faulty in 5 % of the rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "firms.xlsx")
        book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False})
        sheet = book.add_worksheet("企业名录")
        sheet.write_row(0, 0, [head.called for head in HEADS.values()])
        for n, row in enumerate(rows_of(firms), start=1):
            sheet.write_row(n, 0, row)
        book.close()
        return path.read_bytes()


def rows_of(firms: int) -> Iterator[list[str | int | float]]:
    sound = roster_behind("longest").firms.rows
    for n in range(firms):
        row = sound[n % len(sound)]
        cells = {key: plain(key, row.get(key)) for key in HEADS}
        cells |= {"name": f"北京示例企业{n}有限公司", "uscc": invented_code(n)}
        if n % ONE_IN == 0:
            cells |= FAULTS[n // ONE_IN % len(FAULTS)]
        yield list(cells.values())


def plain(key: str, value: object) -> str | int | float:
    """As people type it into a cell."""
    if value is None:
        return ""
    if isinstance(value, bool | date):
        return shown_as(HEADS[key], value)
    return value if isinstance(value, int | str) else float(str(value))
