"""The shape of the official .doc where it differs from ours: parts 八 and 九.

There part 八 is one cell that holds all texts with the target table inside, and the seal page has
four cells. Both are cut into the rows of our form, so that one reader serves both shapes.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from jiqun.core.reading import shortened
from jiqun.documents.paper.compose import PLAN_TABLE, SEAL_TABLE
from jiqun.documents.plain import plain
from jiqun.documents.reader.layout import Grid, Line
from jiqun.documents.reader.match import Guidance, Headed, Label, Mixed, Whole
from jiqun.documents.reader.wordtext import Rows, Written
from jiqun.documents.refused import Refused

#: A date to be written by hand, filled in or not.
DATE = re.compile(r"[0-9]{0,4}年[0-9]{0,2}月[0-9]{0,2}日")

#: Rows of the official seal page: heading, statement, heading, recommendation.
SEAL_ROWS = 4


def as_ours(grid: Grid, rows: Rows) -> Rows:
    """The rows of a table as our form has them."""
    if grid.name == PLAN_TABLE and is_official_plan(rows):
        return plan_rows(grid, rows)
    if grid.name == SEAL_TABLE and [len(row) for row in rows] == [1] * SEAL_ROWS:
        return tuple(seal_rows(grid, rows))
    return rows


def is_official_plan(rows: Rows) -> bool:
    """One text, the target table, another text."""
    ends = (rows[0], rows[-1]) if len(rows) > 2 else ()
    return len(ends) > 0 and all(len(row) == 1 for row in ends) and min(map(len, rows[1:-1])) > 1


def plan_rows(grid: Grid, rows: Rows) -> Rows:
    lines = [list(group) for _, group in groupby(grid.lines, lambda line: len(line.spots) == 1)]
    before, after = lines[0], lines[-1]
    return (*cut(before, rows[0][0]), *rows[1:-1], *cut(after, rows[-1][0]))


def cut(lines: list[Line], cell: Written) -> Iterator[tuple[Written, ...]]:
    """The texts of a cell, each from its heading up to the next one's."""
    texts = cell.text.split("\n")
    flats = [plain(text) for text in texts]
    starts = [0]
    for line in lines[1:]:
        starts.append(find_heading(line, flats, starts[-1] + 1))
    for start, end in zip(starts, [*starts[1:], len(texts)], strict=True):
        yield (Written("\n".join(texts[start:end]), cell.picture),)


def find_heading(line: Line, flats: list[str], start: int) -> int:
    """The paragraph that begins the row: a heading that stands alone, or as it is printed."""
    matcher = line.spots[0].matcher
    assert isinstance(matcher, Headed | Guidance)
    heading = matcher.lines[0]
    for at in range(start, len(flats)):
        if heading.begins(flats[at]):
            return at
    raise Refused(
        f"{PLAN_TABLE}中没有找到标题“{shortened(heading.text, 40)}”；请恢复表样所印的标题，"
        "单独成行，再重新上传。"
    )


def seal_rows(grid: Grid, rows: Rows) -> Iterator[tuple[Written, ...]]:
    """Each of the two statements line by line: the text, who signs, the date."""
    heads = [at for at in range(len(grid.lines)) if is_heading(grid, at)]
    for number, (head, end) in enumerate(pairwise([*heads, len(grid.lines)])):
        heading, statement = rows[2 * number : 2 * number + 2]
        yield heading
        yield from statement_rows(grid.lines[head + 1 : end], statement[0])


def is_heading(grid: Grid, at: int) -> bool:
    """Does a statement begin here? A label with something other than a label behind it."""
    here, *behind = (line.spots[0].matcher for line in grid.lines[at : at + 2])
    return isinstance(here, Label) and any(isinstance(one, Label | Whole) for one in behind)


def statement_rows(lines: tuple[Line, ...], cell: Written) -> Iterator[tuple[Written, ...]]:
    texts: list[list[str]] = [[] for _ in lines]
    at = 0
    for text in filter(str.strip, cell.text.split("\n")):
        at = next((n for n in range(at, len(lines)) if begins(lines[n], text)), at)
        texts[at].append(text)
    for found in texts:
        yield (Written("\n".join(found), cell.picture),)


def begins(line: Line, text: str) -> bool:
    """Is this the line to sign, or the date?"""
    matcher = line.spots[0].matcher
    if not isinstance(matcher, Mixed):
        return False
    first = matcher.pieces[0]
    flat = plain(text)
    return flat.startswith(first) if isinstance(first, str) else bool(DATE.fullmatch(flat))
