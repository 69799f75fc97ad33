"""The workbooks in demo/, made from the golden rosters of the tests: run after either changes.

python -m tools.make_rosters
"""

from datetime import date
from pathlib import Path

from jiqun.core.form.schedule import Head
from jiqun.core.roster.listing import Listing, Row
from jiqun.core.roster.model import Roster
from jiqun.core.roster.wording import shown_as
from tests.documents.workbook.filled import fill_in
from tests.rosters import flawed_roster, roster_behind

DEMO = Path(__file__).resolve().parent.parent / "demo"


def main() -> None:
    for name, roster in (("clean", roster_behind("clean")), ("flawed", flawed_roster())):
        path = DEMO / f"{name}.xlsx"
        path.write_bytes(workbook_of(roster))
        print(f"{path.name} {path.stat().st_size:,} bytes")


def workbook_of(roster: Roster) -> bytes:
    typed = {id: tuple(typed_rows(listing)) for id, listing in roster.listings.items()}
    return fill_in(roster.edition, typed)


def typed_rows(listing: Listing) -> list[dict[str, str]]:
    """The rows as they are typed, with what could not be read as it stood there."""
    unread = {(cell.row, cell.key): cell.shown for cell in listing.unread}
    heads = [listing.schedule.heads[key] for key in listing.keys]
    return [
        {
            head.key: unread.get((row.number, head.key), "") or typed_cell(head, row)
            for head in heads
        }
        for row in listing.rows
    ]


def typed_cell(head: Head, row: Row) -> str:
    value = row.get(head.key)
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else shown_as(head, value)


if __name__ == "__main__":
    main()
