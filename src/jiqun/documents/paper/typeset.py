"""The sheet with facts on it: lines of runs, in cells, rows and tables. Word and PDF set it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from jiqun.core.form.model import FIGURES
from jiqun.core.reading import print_value
from jiqun.core.text import measure
from jiqun.core.values import NONE, Value
from jiqun.documents.paper.sheet import (
    TICKED,
    UNTICKED,
    Align,
    Box,
    Cell,
    Face,
    Frame,
    Line,
    Piece,
    Printed,
    Slot,
)

# Runs, lines and cells are made by the thousand for every form: named tuples, which are as
# immutable as frozen dataclasses and several times faster to make.


class Run(NamedTuple):
    text: str
    face: Face


class SetLine(NamedTuple):
    """One paragraph as set. In em: ``indent`` of its first line, ``left`` of all its lines."""

    runs: tuple[Run, ...]
    align: Align
    indent: int = 0
    left: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class SetCell(NamedTuple):
    """``printed`` marks a cell that no fact changes: it is the same object in every form."""

    cell: Cell
    lines: tuple[SetLine, ...]
    size: int
    printed: bool = False


@dataclass(frozen=True, slots=True)
class SetRow:
    """``head`` rows stand again at the top of every page their table goes on to."""

    cells: tuple[SetCell, ...]
    height: int | None
    head: bool = False


@dataclass(frozen=True, slots=True)
class SetTable:
    name: str
    frame: Frame
    edges: tuple[int, ...]
    rows: tuple[SetRow, ...]


def set_lines(line: Line, facts: Mapping[str, Value]) -> Iterator[SetLine]:
    """A printed line with its values: each further line of a value is a paragraph of its own,
    under the first, to the right of what is printed before it."""
    runs: list[Run] = []
    left = 0
    for piece in line.pieces:
        first, *rest = piece_runs(piece, facts)
        under = ceil(measure("".join(run.text for run in runs))) if rest else 0
        runs += first
        for following in rest:
            yield SetLine(tuple(runs), line.align, line.indent, left)
            runs, left = following, under
    yield SetLine(tuple(runs), line.align, line.indent, left)


def piece_runs(piece: Piece, facts: Mapping[str, Value]) -> list[list[Run]]:
    """The runs of a piece, one list per line."""
    match piece:
        case Printed(text, face):
            return [[Run(text, face)]]
        case Box(place, option_id):
            ticked = is_ticked(facts.get(place.key), option_id)
            box = Run(TICKED if ticked else UNTICKED, Face.BOX)
            return [[box, Run(place.field.option(option_id).label, Face.PRINT)]]
        case Slot():
            written = slot_text(piece, facts)
            if written is None:
                return [[Run(piece.blank, Face.PRINT)]] if piece.blank else [[]]
            return [[Run(part, Face.FILL)] for part in written.split("\n")]


def is_ticked(value: Value | None, option_id: str) -> bool:
    return option_id in value if isinstance(value, frozenset) else value == option_id


def slot_text(slot: Slot, facts: Mapping[str, Value]) -> str | None:
    """What is written in a slot; None if it is blank."""
    value = facts.get(slot.place.key)
    if value is None:
        return None
    text = print_value(value)
    figure = slot.place.field.kind in FIGURES and value is not NONE
    return text + unit_text(slot, facts) if slot.with_unit and figure else text


def unit_text(slot: Slot, facts: Mapping[str, Value]) -> str:
    if slot.unit_place is None:
        return slot.place.field.unit
    chosen = facts.get(slot.unit_place.key)
    return slot.unit_place.field.option(str(chosen)).label if chosen else ""
