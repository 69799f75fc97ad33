"""Fit texts into cells of exact height: one fit for Word and PDF, down to the smallest size."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import NamedTuple

from jiqun.core.facts import Facts
from jiqun.core.text import Measured, count_lines, measure, measured
from jiqun.documents.paper.drafting import inner_height, inner_width
from jiqun.documents.paper.sheet import SMALLEST, Cell, Printed, Slot, leading
from jiqun.documents.paper.typeset import SetLine, set_lines

#: What stands where a list or a text goes on in the annex.
MORE_NAMES = "等{count}个，详见清单"
MORE_TEXT = "……（全文见附页）"
ALL_IN_ANNEX = "见附页"  # where not even the mark would fit

#: Stands for a value while its room is sought; no text can hold it.
HERE = "\0"


class Strip(NamedTuple):
    """A paragraph to be fitted, with what matters of a set line: indents are in em."""

    text: str
    indent: int = 0
    left: int = 0


def size_that_fits(
    paragraphs: Sequence[SetLine | Strip], cell: Cell, height: int, sizes: Sequence[int]
) -> int | None:
    """The first of ``sizes``, largest first, at which the paragraphs stay inside the cell."""
    if len(paragraphs) > inner_height(height) // leading(sizes[-1]):
        return None
    widths = [(measure(p.text) + p.indent, p.left) for p in paragraphs]
    long: list[tuple[Measured, int]] = []
    for size in sizes:
        room, width = inner_height(height) // leading(size), inner_width(cell, size)
        if all(taken + left <= width for taken, left in widths):
            if len(widths) <= room:
                return size
            continue
        if sum(max(1, taken / (width - left)) for taken, left in widths) > room:
            continue  # breaking lines only adds to it
        long = long or [(measured("　" * p.indent + p.text), p.left) for p in paragraphs]
        if sum(len(text.line_ends(width - left)) for text, left in long) <= room:
            return size
    return None


def text_that_fits(cell: Cell, height: int, frame: list[SetLine], whole: str) -> str:
    """The longest beginning that fits with its mark at the smallest size, by halving.

    ``frame`` is the cell with ``HERE`` in the place of the text.
    """
    least, most = 0, len(whole)
    while least < most:
        middle = (least + most + 1) // 2
        trial = list(written(frame, cut(whole, whole[:middle], names=False)))
        if size_that_fits(trial, cell, height, (SMALLEST,)):
            least = middle
        else:
            most = middle - 1
    return whole[:least]


def names_that_fit(cell: Cell, height: int, frame: list[SetLine], whole: str) -> str:
    """The first names that fit above their mark at the smallest size, one a line."""
    width = inner_width(cell, SMALLEST)
    room = inner_height(height) // leading(SMALLEST) - 1  # the mark's own line
    before = ""
    for line in frame:
        text, here, _ = line.text.partition(HERE)
        if here:
            before = text
        else:
            room -= count_lines(text, width)
    under = ceil(measure(before))
    kept: list[str] = []
    for name in whole.split("\n"):
        room -= count_lines(name, width - under) if kept else count_lines(before + name, width)
        if room < 0:
            break
        kept.append(name)
    return "\n".join(kept)


def written(frame: list[SetLine], text: str) -> Iterator[Strip]:
    """The frame with ``text`` in the place of ``HERE``, each further line under its first."""
    first, *rest = text.split("\n")
    for line in frame:
        before, here, after = line.text.partition(HERE)
        yield Strip(before + first + after if here else line.text, line.indent, line.left)
        if here:
            yield from (Strip(under, left=ceil(measure(before))) for under in rest)


#: A value that itself ends like one of these marks would be looked for in the annex when read.
MARK_ENDS = ("，详见清单", "见附页", "见附页）")


def cut(whole: str, kept: str, *, names: bool) -> str:
    """What is printed of a value that goes on in the annex."""
    if not names:
        return kept + MORE_TEXT if kept else ALL_IN_ANNEX
    mark = MORE_NAMES.format(count=whole.count("\n") + 1)
    return f"{kept}\n{mark}" if kept else mark


def set_with(cell: Cell, facts: Facts, slot: Slot, text: str) -> list[SetLine]:
    """The cell's lines with ``text`` written in ``slot`` instead of its value."""
    keys = (p.place.key for line in cell.lines for p in line.pieces if not isinstance(p, Printed))
    stand_in = {key: facts[key] for key in keys if key in facts} | {slot.place.key: text}
    plain = replace(slot, with_unit=False)
    lines = (
        replace(line, pieces=tuple(plain if p == slot else p for p in line.pieces))
        for line in cell.lines
    )
    return [set_line for line in lines for set_line in set_lines(line, stand_in)]
