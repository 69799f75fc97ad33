"""Lay the rows of a part out on paper: one function per kind of row.

A row kind becomes one or more ``Draft`` rows; ``drafting`` then gives every draft its exact
height so that the part fills its page whatever is written on it (填报说明 18).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import singledispatch
from itertools import pairwise

from jiqun.core.form import rows as form
from jiqun.core.form.model import Field, Place
from jiqun.documents.paper.sheet import (
    WIDTH,
    Align,
    Box,
    Cell,
    Line,
    Piece,
    Printed,
    Row,
    Slot,
    Stand,
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a part's columns begin, in twips: ``left`` is where a row starts (behind its group's
    label, if it has one), the others where labels of each sort end."""

    left: int = 0
    label: int = 3600  # of figures and answers
    text_label: int = 2100  # of narratives and tick lists
    group_label: int = 1400
    sub_label: int = 3300  # of counts with names inside a group


@dataclass(frozen=True, slots=True)
class Draft:
    """A row whose height is not settled.

    ``stretch`` is its claim on spare room, ``narrative`` the 字 and ``names`` the names that
    its cell must hold.
    """

    row: Row
    stretch: int = 1
    narrative: int = 0
    names: int = 0


def printed(text: str, align: Align = Align.LEFT) -> tuple[Line, ...]:
    return tuple(Line((Printed(part),), align) for part in text.split("\n"))


def label(text: str, x: int, width: int, down: int = 1) -> Cell:
    return Cell(x, width, printed(text, Align.CENTER), down=down)


def value(place: Place, x: int, width: int, down: int = 1) -> Cell:
    return Cell(x, width, (Line((Slot(place),), Align.CENTER),), down=down)


def thirds(x: int, right: int = WIDTH) -> Iterator[tuple[int, int]]:
    """Three equal columns between ``x`` and ``right``: (x, width)."""
    edges = [x + (right - x) * n // 3 for n in range(4)]
    yield from ((left, end - left) for left, end in pairwise(edges))


def by_year(field: Field, x: int) -> tuple[Cell, ...]:
    return tuple(
        value(field.place(year=year), left, width)
        for year, (left, width) in zip(field.years, thirds(x), strict=True)
    )


def year_heads(years: tuple[int, ...], x: int) -> tuple[Cell, ...]:
    return tuple(
        label(f"{year}年", left, width)
        for year, (left, width) in zip(years, thirds(x), strict=True)
    )


def ticked(field: Field, option_id: str) -> Piece:
    return Box(field.place(), option_id)


@singledispatch
def draw(row: object, at: Columns) -> list[Draft]:
    """The drafts of one form row, from ``at.left`` to the right margin."""
    raise TypeError(f"no drawing for {type(row).__name__}")


@draw.register
def _(row: form.YearsHeader, at: Columns) -> list[Draft]:
    return [
        Draft(
            Row((label(row.label, at.left, at.label - at.left), *year_heads(row.years, at.label)))
        )
    ]


@draw.register
def _(row: form.ByYear, at: Columns) -> list[Draft]:
    cells = (label(row.field.label, at.left, at.label - at.left), *by_year(row.field, at.label))
    return [Draft(Row(cells))]


@draw.register
def _(row: form.Single, at: Columns) -> list[Draft]:
    first: tuple[Piece, ...] = (Slot(row.field.place(), blank="    " if row.after else ""),)
    if row.after:
        first = (*first, Printed(f" {row.after}"))
    lines = (Line(first, Align.CENTER), *(printed(row.note, Align.CENTER) if row.note else ()))
    cells = (
        label(row.field.label, at.left, at.label - at.left),
        Cell(at.label, WIDTH - at.label, lines),
    )
    return [Draft(Row(cells))]


@draw.register
def _(row: form.Pair, at: Columns) -> list[Draft]:
    half = at.label + (WIDTH - at.label) * 35 // 100
    head = half + 1200
    cells = (
        label(row.left.label, at.left, at.label - at.left),
        value(row.left.place(), at.label, half - at.label),
        label(row.right.label, half, head - half),
        value(row.right.place(), head, WIDTH - head),
    )
    return [Draft(Row(cells))]


@draw.register
def _(row: form.Narrative, at: Columns) -> list[Draft]:
    text = Line((Slot(row.field.place()),))
    cells = (
        label(row.field.label, at.left, at.text_label - at.left),
        Cell(at.text_label, WIDTH - at.text_label, (text,), stand=Stand.TOP),
    )
    return [Draft(Row(cells), stretch=12, narrative=row.field.limit or 0)]


@draw.register
def _(row: form.InnerNarrative, at: Columns) -> list[Draft]:
    lines = (*printed(row.field.label), Line((Slot(row.field.place()),)))
    cell = Cell(at.left, WIDTH - at.left, lines, stand=Stand.TOP)
    return [Draft(Row((cell,)), stretch=12, narrative=row.field.limit or 0)]


@draw.register
def _(row: form.OneOf, at: Columns) -> list[Draft]:
    options = [(ticked(row.field, option.id),) for option in row.field.options]
    if row.inline:
        spaced = [piece for option in options for piece in (*option, Printed("  "))][:-1]
        note = (Printed(row.note),) if row.note else ()
        lines = [Line((*spaced, *note), Align.CENTER)]
    else:
        lines = [Line(option) for option in options]
    cells = (
        label(row.field.label, at.left, at.label - at.left),
        Cell(at.label, WIDTH - at.label, tuple(lines)),
    )
    return [Draft(Row(cells), stretch=2)]


@draw.register
def _(row: form.TickList, at: Columns) -> list[Draft]:
    options = tuple(Line((ticked(row.field, option.id),)) for option in row.field.options)
    lines = (*options, *printed(row.note))
    if row.heading:
        cell = Cell(at.left, WIDTH - at.left, (*printed(row.heading), *lines))
        return [Draft(Row((cell,)), stretch=3)]
    cells = (
        label(row.field.label, at.left, at.text_label - at.left),
        Cell(at.text_label, WIDTH - at.text_label, lines),
    )
    return [Draft(Row(cells), stretch=3)]


@draw.register
def _(row: form.CountWithNames, at: Columns) -> list[Draft]:
    lines = (
        Line((Printed("数量："), Slot(row.count.place(), blank="    "), Printed("个"))),
        Line((Printed("名称："), Slot(row.names.place(), blank="     "))),
    )
    right = max(at.sub_label, at.left + 1000)
    cells = (label(row.label, at.left, right - at.left), Cell(right, WIDTH - right, lines))
    return [Draft(Row(cells), stretch=4, names=3)]


@draw.register
def _(row: form.StandardsGrid, at: Columns) -> list[Draft]:
    heads: list[Cell] = []
    for left, width in thirds(at.label):
        columns = thirds(left, left + width)
        heads += [label(h, a, b) for h, (a, b) in zip(row.head, columns, strict=True)]
    first = label(row.label, at.left, at.label - at.left, down=1 + len(row.levels))
    return [
        Draft(Row((first, *heads))),
        *(Draft(Row(tuple(standard_cells(row, level, at)))) for level in row.levels),
    ]


def standard_cells(
    row: form.StandardsGrid, level: tuple[str, Field, Field], at: Columns
) -> Iterator[Cell]:
    name, lead, part = level
    for year, (left, width) in zip(row.years, thirds(at.label), strict=True):
        columns = list(thirds(left, left + width))
        yield label(name, *columns[0])
        yield value(lead.place(year=year), *columns[1])
        yield value(part.place(year=year), *columns[2])


@draw.register
def _(row: form.YearsAcross, at: Columns) -> list[Draft]:
    first = label(row.field.label, at.left, at.label - at.left, down=2)
    return [
        Draft(Row((first, *year_heads(row.field.years, at.label)))),
        Draft(Row(by_year(row.field, at.label))),
    ]


@draw.register
def _(row: form.YearsDown, at: Columns) -> list[Draft]:
    head = at.label + 1600
    first = label(row.field.label, at.left, at.label - at.left, down=len(row.field.years) + 1)
    lines = [
        (
            label(f"{year}年", at.label, head - at.label),
            value(row.field.place(year=year), head, WIDTH - head),
        )
        for year in row.field.years
    ]
    note = (Cell(at.label, WIDTH - at.label, printed(row.note, Align.CENTER)),)
    return [Draft(Row((first, *lines[0]))), *(Draft(Row(cells)) for cells in (*lines[1:], note))]


@draw.register
def _(row: form.Group, at: Columns) -> list[Draft]:
    within = replace(at, left=at.group_label)
    drafts = [draft for inner in row.rows for draft in draw(inner, within)]
    first = label(row.label, at.left, at.group_label - at.left, down=len(drafts))
    head = drafts[0]
    return [replace(head, row=replace(head.row, cells=(first, *head.row.cells))), *drafts[1:]]
