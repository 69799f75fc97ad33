"""The other side of ``parse``: a process of its own that reads one workbook and nothing else.

It is run as a script by a bare interpreter, so that it starts within milliseconds, and gives up
what it may not need before it looks at the file: memory, processor time, files of its own. It
imports nothing of ours.
"""

from __future__ import annotations

import marshal
import os
import resource
import struct
import sys
from datetime import date, datetime

TYPE_CHECKING = False  # as in typing, which takes longer to import than all the rest together
if TYPE_CHECKING:
    from typing import Any

MEGABYTE = 1 << 20
LIMITS = (
    (resource.RLIMIT_AS, 1536 * MEGABYTE),
    (resource.RLIMIT_CPU, 120),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0),
)

#: As in ``scan``: what lies beyond is far from any table; a sheet whose cells are in disorder may
#: hide it.
MOST_COLUMNS = 256

#: Rows sent at a time, and rows sent of every sheet at first, for its heads to be found.
ROWS_AT_ONCE = 1000
FIRST_ROWS = 40

#: What marshal can carry as it is.
CARRIED = {str, int, float, bool, type(None)}


def send(kind: str, content: Any) -> None:
    frame = marshal.dumps((kind, content))
    sys.stdout.buffer.write(struct.pack("<Q", len(frame)) + frame)
    sys.stdout.buffer.flush()


def open_sheets(calamine: Any, path: str) -> dict[int, Any]:
    """The sheets that hold cells with whether they are hidden, by their place in the workbook."""
    book = calamine.CalamineWorkbook.from_path(path)
    return {
        place: (book.get_sheet_by_index(place), sheet.visible != calamine.SheetVisibleEnum.Visible)
        for place, sheet in enumerate(book.sheets_metadata)
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    }


def rows_of(sheet: Any) -> Any:
    """Every row with its number, its cells from column A on, None where blank."""
    left = [None] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, (left + [None if cell == "" else cell for cell in row])[:MOST_COLUMNS]


def packed(rows: list[tuple[int, list[Any]]]) -> bytes:
    """Rows as their numbers, their cells, and the days among these, which marshal can't carry."""
    days = []
    for place, (_, cells) in enumerate(rows):
        if not set(map(type, cells)) <= CARRIED:
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    day = cell.date() if isinstance(cell, datetime) else cell
                    days.append((place, column, day.toordinal()))
                    cells[column] = None
                elif type(cell) not in CARRIED:
                    cells[column] = str(cell)
    return marshal.dumps(([number for number, _ in rows], [cells for _, cells in rows], days))


def first_rows(sheet: Any) -> bytes:
    rows = []
    for number, cells in rows_of(sheet):
        if number > FIRST_ROWS:
            break
        rows.append((number, cells))
    return packed(rows)


def send_rows(sheet: Any) -> None:
    """All rows that hold anything, packed some at a time."""
    rows = []
    for number, cells in rows_of(sheet):
        if cells.count(None) < len(cells):
            rows.append((number, cells))
        if len(rows) == ROWS_AT_ONCE:
            send("rows", packed(rows))
            rows = []
    if rows:
        send("rows", packed(rows))
    send("end", None)


def serve(calamine: Any) -> None:
    """Say what sheets there are; then send those asked for, until nothing more is."""
    sheets = open_sheets(calamine, marshal.load(sys.stdin.buffer))
    send(
        "sheets",
        [
            (place, sheet.name, hidden, sheet.total_height, first_rows(sheet))
            for place, (sheet, hidden) in sheets.items()
        ],
    )
    while (place := marshal.load(sys.stdin.buffer)) is not None:
        send_rows(sheets[place][0])


def main() -> None:
    for what, most in LIMITS:
        resource.setrlimit(what, (most, most))
    sys.path.append(sys.argv[1])
    import python_calamine

    try:
        serve(python_calamine)
    except MemoryError:
        send("refused", "large")
    except (BrokenPipeError, EOFError):
        os._exit(0)
    except python_calamine.PasswordError:
        send("refused", "locked")
    except BaseException:  # whatever calamine makes of a broken file, a panic of Rust included
        send("refused", "broken")


if __name__ == "__main__":
    main()
