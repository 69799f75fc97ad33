"""Listing: one schedule (清单) as handed in, rows of cells, frozen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import repeat
from typing import TypeAlias, cast

from jiqun.core.form.schedule import ColumnKind, Schedule
from jiqun.core.values import Stated

#: Decimal and int are numbers, str is text, a code, or the id of an option, int also a year, bool
#: an answer. Blank is None.
CellValue: TypeAlias = Decimal | int | str | bool | date | Stated

#: A number; None is blank.
Number: TypeAlias = Decimal | int | None

#: By what every list tells its rows apart, and what some have besides.
NAME, CODE = "name", "uscc"

PLAIN = frozenset((Decimal, int, type(None)))

#: What holds numbers; a year is one too.
NUMBERS = (ColumnKind.NUMBER, ColumnKind.COUNT, ColumnKind.YEAR)


@dataclass(frozen=True, slots=True)
class Row:
    """One row, ``number`` as the sheet counts it; ``at`` says where each key stands in ``values``
    and is shared by all rows of a list, since there may be a hundred thousand."""

    number: int
    values: tuple[CellValue | None, ...]
    at: Mapping[str, int] = field(repr=False)

    def get(self, key: str) -> CellValue | None:
        """What stands under a key; None if it is blank, or there is no such column."""
        place = self.at.get(key)
        return None if place is None else self.values[place]

    def number_at(self, key: str) -> Number:
        """The number there; None if it is blank, “无” being zero."""
        place = self.at.get(key)
        return None if place is None else as_number(self.values[place])

    def text_at(self, key: str) -> str:
        value = self.get(key)
        return value if isinstance(value, str) else ""


def as_number(value: CellValue | None) -> Number:
    if value is Stated.NONE:
        return 0
    return value if isinstance(value, (Decimal, int)) else None


def as_numbers(column: tuple[CellValue | None, ...]) -> tuple[Number, ...]:
    """As it is, which is quick, unless something in it is no number."""
    if PLAIN.issuperset(map(type, column)):
        return cast(tuple[Number, ...], column)
    return tuple(map(as_number, column))


@dataclass(frozen=True, slots=True)
class UnreadCell:
    """A cell that could not be taken over, what stood there, and why."""

    row: int
    key: str
    shown: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One schedule with its rows. ``keys`` are the columns that were handed in, fewer perhaps than
    the schedule has."""

    schedule: Schedule
    keys: tuple[str, ...]
    rows: tuple[Row, ...]
    unread: tuple[UnreadCell, ...] = ()

    @classmethod
    def of(
        cls,
        schedule: Schedule,
        keys: Iterable[str],
        rows: Iterable[tuple[int, tuple[CellValue | None, ...]]],
    ) -> "Listing":
        """Rows as their numbers with their values in the order of the keys."""
        keys = tuple(keys)
        at = {key: place for place, key in enumerate(keys)}
        return cls(
            schedule=schedule,
            keys=keys,
            rows=tuple(Row(number, values, at) for number, values in rows),
        )

    def has(self, *keys: str) -> bool:
        return all(key in self.at for key in keys)

    @cached_property
    def at(self) -> Mapping[str, int]:
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def numbers(self) -> Mapping[str, tuple[Number, ...]]:
        """The numbers under each key, row by row, as ``Row.number_at`` gives them: many rules go
        through them all."""
        heads = self.schedule.heads
        columns = zip(*(row.values for row in self.rows), strict=True) if self.rows else repeat(())
        return {
            key: as_numbers(column)
            for key, column in zip(self.keys, columns, strict=False)
            if heads[key].column.kind in NUMBERS
        }

    def side_by_side(self, *keys: str) -> Iterator[tuple[Row, tuple[Number, ...]]]:
        """Each row with its numbers under the keys; nothing if one of the columns is not there."""
        if self.has(*keys):
            numbers = zip(*(self.numbers[key] for key in keys), strict=True)
            yield from zip(self.rows, numbers, strict=True)
