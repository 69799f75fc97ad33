"""Rosters as workbooks, as people hand them in."""

from datetime import date
from decimal import Decimal
from functools import cache

from jiqun.core.roster.listing import CellValue, Listing
from jiqun.core.roster.model import Roster
from jiqun.core.roster.wording import shown_as
from jiqun.core.values import Stated
from jiqun.documents.workbook.handed import Handed, HandedSheet, RawCell
from jiqun.documents.workbook.writing.annotated import write_annotated
from tests.rosters import roster_behind


def as_sheet(listing: Listing) -> HandedSheet:
    heads = listing.schedule.heads

    def cell(key: str, value: CellValue | None) -> RawCell:
        head = heads[key]
        if value is None or isinstance(value, date):
            return value
        if isinstance(value, bool | Stated) or head.column.options:
            return shown_as(head, value)
        return float(value) if isinstance(value, Decimal) else value

    return HandedSheet(
        name=listing.schedule.title,
        schedule=listing.schedule.id,
        heads=tuple(heads[key].called for key in listing.keys),
        keys=listing.keys,
        rows=tuple(
            (row.number, tuple(map(cell, listing.keys, row.values))) for row in listing.rows
        ),
    )


def as_workbook(roster: Roster, *ids: str) -> bytes:
    """Only some of its lists, if any are named."""
    listings = [of for id, of in roster.listings.items() if of.rows and (not ids or id in ids)]
    handed = Handed(name="", roster=roster, sheets=tuple(map(as_sheet, listings)))
    return write_annotated(handed, (), faulty_first=False)


@cache
def workbook_behind(name: str) -> bytes:
    """The workbook of a golden declaration."""
    return as_workbook(roster_behind(name))
