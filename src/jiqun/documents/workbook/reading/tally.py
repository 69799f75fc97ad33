"""What the reader did on its own, counted by column and by what it was."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from jiqun.core.reading import shortened
from jiqun.core.roster.cells import RawCell
from jiqun.core.roster.cells.raw import said
from jiqun.documents.workbook.handed import Note

#: Kinds of notes kept on one list; a file made to have more would only fill memory.
MOST_NOTES = 500

#: Spans of rows named in a sentence.
MOST_SPANS = 6


class Tally:
    """Notes on the cells of one list, as they come."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.found: dict[tuple[str, str], list[int | str]] = {}

    def add(self, column: str, what: str, row: int, cell: RawCell) -> None:
        known = self.found.get((column, what))
        if known:
            known[0] = int(known[0]) + 1
        elif len(self.found) < MOST_NOTES:
            self.found[column, what] = [1, row, shortened(said(cell))]

    def notes(self) -> Iterator[Note]:
        for (column, what), (count, row, shown) in self.found.items():
            more = "等" if int(count) > 1 else ""
            text = f"{count}格{what}（第{row}行“{shown}”{more}）"
            yield Note(self.sheet, text, int(count), int(row), column)


def rows_named(numbers: Sequence[int]) -> str:
    """“第5、7—9行”, or how many there are besides the first ones."""
    spans = list(spans_of(numbers))
    words = [str(a) if a == b else f"{a}—{b}" for a, b in spans[:MOST_SPANS]]
    more = f"等{len(numbers)}" if len(spans) > MOST_SPANS else ""
    return f"第{'、'.join(words)}{more}行"


def spans_of(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(numbers)
    if not ordered:
        return
    first = ordered[0]
    for before, after in pairwise([*ordered, ordered[-1] + 2]):
        if after > before + 1:
            yield first, before
            first = after
