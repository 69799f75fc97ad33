"""Lists: how many rows of each other schedule stand for each figure of the form."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, partial
from itertools import product

from jiqun.core.form.schedule import Column, Schedule
from jiqun.core.interval import Interval
from jiqun.core.quantity import Quantity, constant
from jiqun.core.roster.listing import CellValue, Listing
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.totals.total import Total
from jiqun.core.values import NONE

COLUMN = re.compile(r"\{(\w+)\}")


def list_totals(roster: Roster) -> Iterator[Total]:
    """The number of rows for each figure that a list counts up to, none of a rank being zero. An
    empty list, as the template has them, says nothing: it may have been handed in otherwise. Nor
    does one without the columns that say what its rows count for."""
    for id, listing in roster.listings.items():
        if id != FIRMS and listing.rows and listing.has(*named_in(listing.schedule)):
            yield from totals_of_list(listing, roster.edition.years.past)


def totals_of_list(listing: Listing, years: tuple[int, ...]) -> Iterator[Total]:
    schedule = listing.schedule
    rows: dict[str, list[int]] = {key: [] for key in keys_of(schedule, years)}
    lacking: dict[str, list[int]] = {key: [] for key in rows}
    named, keys_with = named_in(schedule), cache(partial(keys_counted, schedule, years))
    for row in listing.rows:
        told = tuple(known(row.get(id)) for id in named)
        found = lacking if None in told else rows
        for key in keys_with(told):
            if key in found:
                found[key].append(row.number)
    words = f"《{schedule.title}》的行数"
    for key in rows:
        own, open = tuple(rows[key]), tuple(lacking[key])
        yield Total(key, between(own, open), own, words, schedule=schedule.id, lacking=open)


def between(rows: tuple[int, ...], lacking: tuple[int, ...]) -> Quantity:
    """So many rows, and as many more as may count too."""
    if not lacking:
        return constant(len(rows))
    count = Decimal(len(rows))
    return Quantity(count, Interval(count, count + len(lacking)))


def named_in(schedule: Schedule) -> tuple[str, ...]:
    """The columns that say what a row counts for."""
    return tuple(COLUMN.findall(schedule.counts))


def keys_of(schedule: Schedule, years: tuple[int, ...]) -> Iterator[str]:
    """Every key that a row of the list may count for."""
    yield from keys_counted(schedule, years, (None,) * len(named_in(schedule)))


def keys_counted(
    schedule: Schedule, years: tuple[int, ...], told: tuple[str | None, ...]
) -> tuple[str, ...]:
    """The key that a row counts for by what stands in its columns, whether or not the form has it;
    every one that it may count for where something is blank."""
    named, columns = named_in(schedule), {column.id: column for column in schedule.columns}
    open = (
        answers(columns[id], years) if answer is None else (answer,)
        for id, answer in zip(named, told, strict=True)
    )
    return tuple(
        schedule.counts.format(**dict(zip(named, values, strict=True))) for values in product(*open)
    )


def known(answer: CellValue | None) -> str | None:
    """What stands in such a column; None where it is blank, or says “无”."""
    return None if answer is None or answer is NONE else str(answer)


def answers(column: Column, years: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(option.id for option in column.options) or tuple(map(str, years))


def listed(roster: Roster) -> Mapping[str, Total]:
    """For the key of each count, the rows that its list has."""
    return {total.key: total for total in list_totals(roster)}
