"""Lists: how many rows of each other schedule stand for each figure of the form."""

import re
from collections.abc import Iterator, Mapping
from itertools import product

from jiqun.core.form.schedule import Column, Schedule
from jiqun.core.quantity import constant
from jiqun.core.roster.listing import Row
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.totals.total import Total

COLUMN = re.compile(r"\{(\w+)\}")


def list_totals(roster: Roster) -> Iterator[Total]:
    """The number of rows for each figure that a list counts up to, none of a rank being zero. An
    empty list, as the template has them, says nothing: it may have been handed in otherwise."""
    for id, listing in roster.listings.items():
        if id == FIRMS or not listing.rows:
            continue
        schedule = listing.schedule
        rows: dict[str, list[int]] = {
            key: [] for key in keys_of(schedule, roster.edition.years.past)
        }
        for row in listing.rows:
            key = key_of(schedule, row)
            if key in rows:
                rows[key].append(row.number)
        words = f"《{schedule.title}》的行数"
        for key, numbers in rows.items():
            yield Total(key, constant(len(numbers)), tuple(numbers), words, schedule=id)


def keys_of(schedule: Schedule, years: tuple[int, ...]) -> Iterator[str]:
    """Every key that a row of the list may count for."""
    named = COLUMN.findall(schedule.counts)
    columns = {column.id: column for column in schedule.columns}
    for values in product(*(answers(columns[id], years) for id in named)):
        yield schedule.counts.format(**dict(zip(named, values, strict=True)))


def answers(column: Column, years: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(option.id for option in column.options) or tuple(map(str, years))


def key_of(schedule: Schedule, row: Row) -> str:
    return COLUMN.sub(lambda found: str(row.get(found[1])), schedule.counts)


def listed(roster: Roster) -> Mapping[str, int]:
    """For the key of each count, how many rows its list has."""
    return {total.key: int(total.value) for total in list_totals(roster)}
