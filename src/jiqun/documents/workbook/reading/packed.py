"""Rows as a parser packs them: a hundred thousand take up a tenth of the room, until looked at."""

import marshal
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jiqun.core.roster.cells import RawCell
from jiqun.documents.workbook.handed import HandedRow


@dataclass(frozen=True, slots=True)
class Rows:
    """Numbers of rows, and the cells of each, from column A on; ``cells`` may differ in length."""

    numbers: Sequence[int]
    cells: Sequence[list[RawCell]]


def pack(rows: Rows) -> bytes:
    days = [
        (place, column, cell.toordinal())
        for place, cells in enumerate(rows.cells)
        for column, cell in enumerate(cells)
        if isinstance(cell, date)
    ]
    bare = [[None if isinstance(c, date) else c for c in cells] for cells in rows.cells]
    return marshal.dumps((list(rows.numbers), bare, days))


def unpack(chunk: bytes) -> Rows:
    numbers, cells, days = marshal.loads(chunk)
    for place, column, day in days:
        cells[place][column] = date.fromordinal(day)
    return Rows(numbers, cells)


@dataclass(frozen=True)
class PackedRows(Collection[HandedRow]):
    """The rows of a list as handed in, each as wide as its heads; ``beside`` are not of it."""

    chunks: tuple[bytes, ...]
    width: int
    beside: frozenset[int]
    length: int

    def __iter__(self) -> Iterator[HandedRow]:
        for chunk in self.chunks:
            rows = unpack(chunk)
            for number, cells in zip(rows.numbers, rows.cells, strict=True):
                if number not in self.beside:
                    yield number, fitted(cells, self.width)

    def __len__(self) -> int:
        return self.length

    def __contains__(self, row: object) -> bool:
        return any(row == own for own in self)


def fitted(cells: list[RawCell], width: int) -> tuple[RawCell, ...]:
    return tuple(cells[:width]) + (None,) * (width - len(cells))
