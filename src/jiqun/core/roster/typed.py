"""Rows as they are typed, laid over a roster: for examples, and to try things out."""

from collections.abc import Mapping
from dataclasses import replace

from jiqun.core.reading import Unreadable
from jiqun.core.roster.book import TypedRows
from jiqun.core.roster.cells import read_cell
from jiqun.core.roster.listing import CellValue, Listing, UnreadCell
from jiqun.core.roster.model import Roster

#: Where rows begin in a sheet: below its header.
FIRST_ROW = 2


def typed_over(roster: Roster, typed: TypedRows) -> Roster:
    """The first rows of each list typed anew, cell by cell; an empty text blanks one."""
    changed = {id: rows_over(roster.listing(id), rows) for id, rows in typed.items()}
    return replace(roster, listings={**roster.listings, **changed})


def rows_over(listing: Listing, typed: tuple[Mapping[str, str], ...]) -> Listing:
    keys = tuple(dict.fromkeys((*listing.keys, *(key for row in typed for key in row))))
    rows = [(row.number, {key: row.get(key) for key in listing.keys}) for row in listing.rows]
    unread = []
    for place, cells in enumerate(typed):
        if place == len(rows):
            rows.append((rows[-1][0] + 1 if rows else FIRST_ROW, {}))
        number, values = rows[place]
        for key, text in cells.items():
            values[key], reason = read_over(listing, key, text)
            if reason:
                unread.append(UnreadCell(number, key, text, reason))
    values_of = ((number, tuple(values.get(key) for key in keys)) for number, values in rows)
    return replace(Listing.of(listing.schedule, keys, values_of), unread=tuple(unread))


def read_over(listing: Listing, key: str, text: str) -> tuple[CellValue | None, str]:
    """The value of what is typed, or why it is none."""
    try:
        return read_cell(listing.schedule.heads[key], text)[0], ""
    except Unreadable as reason:
        return None, str(reason)
