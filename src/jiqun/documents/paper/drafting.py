"""Give every drafted row its exact height, so that a part fills its page and no more."""

from dataclasses import replace

from jiqun.core.form.rows import Part
from jiqun.core.text import count_lines
from jiqun.documents.paper.draw import Columns, Draft, draw
from jiqun.documents.paper.sheet import (
    BORDER,
    HEIGHT,
    PAD_X,
    PAD_Y,
    SIZES,
    SMALLEST,
    Cell,
    Line,
    Row,
    Table,
    blank_text,
    leading,
)

#: Room above the table for the part's heading, and a reserve for the renderers' rounding.
HEADING_ROOM, RESERVE = 640, 160

#: Parts whose labels need other columns than most.
COLUMNS = {
    "二": Columns(label=4400),
    "四": Columns(label=4600, sub_label=3400),
    "五": Columns(label=4000, group_label=1700),
    "七": Columns(label=3900, sub_label=4000),
}

#: A row without text to write never gets more than this much of what it needs.
MOST_STRETCH = 2.2

#: A row for texts or names never gets taller than this: 60 mm.
ROOMIEST = 3400


class DoesNotFit(Exception):
    """The form's own print does not fit its page: the edition's definition is wrong."""


def inner_width(cell: Cell, size: int) -> float:
    """Width for text, in em of ``size``; a hair less, against rounding."""
    return (cell.width - 2 * PAD_X) / (size * 10) - 0.02


def inner_height(height: int) -> int:
    return height - 2 * PAD_Y - BORDER


def lines_printed(lines: tuple[Line, ...], width: float) -> int:
    """Lines the empty form takes up, a line at least for each."""
    return sum(count_lines("".join(map(blank_text, line.pieces)), width) for line in lines)


def outer(lines: int, size: int) -> int:
    """Row height that ``lines`` lines of ``size`` need."""
    return lines * leading(size) + 2 * PAD_Y + BORDER


def need(draft: Draft, cell: Cell, size: int) -> int:
    """The least height of one cell at ``size``, with its share of text at the smallest size."""
    least = outer(lines_printed(cell.lines, inner_width(cell, size)), size)
    if not cell.slots or not (draft.narrative or draft.names):
        return least
    own = lines_printed(cell.lines, inner_width(cell, SMALLEST))
    if draft.narrative:
        per_line = int(inner_width(cell, SMALLEST))
        return max(least, outer(own + -(-draft.narrative // per_line), SMALLEST))
    return max(least, outer(own + draft.names, SMALLEST + 2))


def least_heights(drafts: list[Draft], size: int) -> list[int]:
    """Every row's least height; a deep cell's excess goes to the last row it covers."""
    heights = [
        max((need(draft, cell, size) for cell in draft.row.cells if cell.down == 1), default=0)
        for draft in drafts
    ]
    for at, draft in enumerate(drafts):
        for cell in draft.row.cells:
            covered = heights[at : at + cell.down]
            lack = need(draft, cell, size) - sum(covered) if cell.down > 1 else 0
            if lack > 0:
                share = -(-lack // cell.down)
                heights[at : at + cell.down] = [height + share for height in covered]
    return heights


def stretched(drafts: list[Draft], heights: list[int], room: int) -> list[int]:
    """Share the spare room out by ``stretch``; plain rows take no more than they look well in."""
    spare = room - sum(heights)
    total = sum(draft.stretch for draft in drafts)
    result = []
    for draft, height in zip(drafts, heights, strict=True):
        extra = spare * draft.stretch // total
        most = ROOMIEST if draft.narrative or draft.names else int(height * MOST_STRETCH)
        result.append(max(height, min(height + extra, most)))
    return result


def draft_part(part: Part) -> Table:
    """The table of a part that has a fixed number of pages."""
    drafts = [
        draft for row in part.rows for draft in draw(row, COLUMNS.get(part.number, Columns()))
    ]
    room = (HEIGHT - HEADING_ROOM - RESERVE) * (part.pages or 1)
    for size in SIZES:
        heights = least_heights(drafts, size)
        if sum(heights) <= room:
            break
    else:
        raise DoesNotFit(f"part {part.number} needs {sum(heights)} of {room} twips")
    rows = tuple(
        Row(tuple(replace(cell, size=size) for cell in draft.row.cells), height)
        for draft, height in zip(drafts, stretched(drafts, heights, room), strict=True)
    )
    return Table(f"第{part.number}部分", rows)
