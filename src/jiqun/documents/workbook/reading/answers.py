"""Read the sheet of the worksheet (测算底稿): a row a field, a column a year."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jiqun.core.facts import Problem
from jiqun.core.form import Edition
from jiqun.core.form.edition import WORKSHEET
from jiqun.core.reading import Unreadable, read_value
from jiqun.core.roster.cells import RawCell
from jiqun.core.roster.cells.raw import ERRORS, STROKES, said, tidied
from jiqun.core.values import Value
from jiqun.documents.plain import plain
from jiqun.documents.workbook.handed import WORKSHEET_SHEET, HandedRow, HandedSheet, Note
from jiqun.documents.workbook.reading.choosing import LAST_HEAD_ROW
from jiqun.documents.workbook.reading.heads import shown
from jiqun.documents.workbook.reading.notes import left_out_of, not_read
from jiqun.documents.workbook.reading.packed import fitted, unpack
from jiqun.documents.workbook.reading.source import Sheet
from jiqun.documents.workbook.worksheet import KEY, NAME, VALUE, Line, lines

YEAR_HEAD = re.compile(r"((?:19|20)\d\d)(?:年度?)?")

#: More rows than the worksheet has, whatever people add.
MOST_ROWS = 2000


@dataclass
class Answers:
    """The facts of the worksheet, what could not be understood, and the sheet as it was."""

    sheet: HandedSheet
    facts: dict[str, Value] = field(default_factory=dict)
    unread: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def is_worksheet(sheet: Sheet) -> bool:
    return WORKSHEET in plain(sheet.name)


def read_answers(sheet: Sheet, edition: Edition) -> Answers:
    rows = [row for chunk in sheet.chunks() for row in rows_in(chunk)][:MOST_ROWS]
    at = next((n for n, (number, cells) in enumerate(rows) if are_heads(number, cells)), None)
    if at is None:
        text = f"没有找到表头“{NAME}”和“{VALUE}”或年份，没有读取"
        return Answers(not_read(sheet), notes=[Note(sheet.name, text)])
    heads = tuple(map(shown, rows[at][1]))
    below = tuple((number, fitted(list(cells), len(heads))) for number, cells in rows[at + 1 :])
    found = Answers(
        HandedSheet(
            name=sheet.name,
            schedule=WORKSHEET_SHEET,
            heads=heads,
            keys=(None,) * len(heads),
            rows=below,
            left_out=tuple(left_out_of(sheet, rows[at][0])),
        )
    )
    by_name = lines_by_name(edition)
    for row in below:
        read_line(found, row, by_name)
    return found


def rows_in(chunk: bytes) -> Iterator[HandedRow]:
    rows = unpack(chunk)
    for number, cells in zip(rows.numbers, rows.cells, strict=True):
        yield number, tuple(cells)


def are_heads(number: int, cells: tuple[RawCell, ...]) -> bool:
    heads = set(map(shown, cells))
    valued = VALUE in heads or any(map(YEAR_HEAD.fullmatch, heads))
    return number <= LAST_HEAD_ROW and valued and bool({KEY, NAME} & heads)


def lines_by_name(edition: Edition) -> Mapping[str, Line]:
    """Every line by its id, and by its label for those whose id was lost."""
    every = tuple(lines(edition))
    return {plain(line.label): line for line in every} | {line.id: line for line in every}


def read_line(found: Answers, row: HandedRow, by_name: Mapping[str, Line]) -> None:
    number, cells = row
    named = dict(zip(found.sheet.heads, cells, strict=True))
    key, name = (tidied(said(named.get(head))) for head in (KEY, NAME))
    line = by_name.get(key) or by_name.get(plain(name))
    if line is None:
        if key or name:
            text = f"第{number}行“{name or key}”不是测算底稿的栏目，没有读取"
            found.notes.append(Note(found.sheet.name, text, row=number))
        return
    for head, cell in named.items():
        year = YEAR_HEAD.fullmatch(head)
        if cell is not None and (year or head == VALUE):
            take(found, number, head, cell, line, int(year[1]) if year else None)


def take(
    found: Answers, number: int, head: str, cell: RawCell, line: Line, year: int | None
) -> None:
    """One entry into the facts, or among those that can't be read."""
    text = tidied(said(cell))
    if not text or text in STROKES:
        return
    key = line.places.get(year)
    if key is None:
        reason = f"“{line.label}”没有“{head}”这一栏，填在这里的“{text[:20]}”没有读取"
        found.notes.append(Note(found.sheet.name, f"第{number}行{reason}", row=number))
        return
    try:
        if text in ERRORS:
            raise Unreadable(f"公式出错“{text}”（{ERRORS[text]}），请改正公式或直接填写")
        value = read_value(line.field, text)
    except Unreadable as reason:
        found.unread.append(Problem(key, str(reason), number))
        return
    if value is not None:
        found.facts[key] = value
