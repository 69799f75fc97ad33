"""Walk the tables of the file beside those of the form, cell by cell.

“填表时不得改变表格样式”: a row, cell or label that is not where the form has it is refused with
its place. Only the “......” of the target table may be multiplied or deleted.
"""

from typing import NoReturn, TypeAlias

from jiqun.core.reading import LONGEST, shortened
from jiqun.documents.plain import plain
from jiqun.documents.reader.layout import Grid, Line, Spot
from jiqun.documents.reader.official import as_ours
from jiqun.documents.reader.outcome import NOTHING
from jiqun.documents.reader.taking import Taking
from jiqun.documents.reader.wordtext import Rows, Written
from jiqun.documents.refused import Refused

Row: TypeAlias = tuple[Written, ...]

KEEP_STYLE = "填表时不得改变表格样式（填报说明18），请在原表中填写后重新上传。"


def read_table(grid: Grid, rows: Rows, taking: Taking) -> None:
    """Take over what stands in one table of the form."""
    rows = as_ours(grid, rows)
    at = 0
    for number, line in enumerate(grid.lines):
        if line.copies:
            at = read_copies(grid, number, rows, at, taking)
            continue
        if at >= len(rows):
            missing = sum(1 for later in grid.lines[number:] if not later.copies)
            refuse_count(grid, at + missing, len(rows))
        read_row(line, rows[at], f"{grid.name}表格第{at + 1}行", taking)
        at += 1
    if at < len(rows):
        refuse_count(grid, at, len(rows))


def refuse_count(grid: Grid, wanted: int, found: int) -> NoReturn:
    raise Refused(f"{grid.name}表格应有{wanted}行，实为{found}行；{KEEP_STYLE}")


def read_row(line: Line, row: Row, where: str, taking: Taking) -> None:
    aligned = align(line, row)
    if aligned is None:
        raise Refused(f"{where}应有{len(line.required)}格，实为{len(row)}格；{KEEP_STYLE}")
    for number, (spot, cell) in enumerate(aligned, start=1):
        read_cell(spot, cell, f"{where}第{number}格", taking)


def align(line: Line, cells: Row) -> list[tuple[Spot, Written]] | None:
    """Each cell with what it should be; a gap may be written as an empty cell."""
    if len(cells) == len(line.required):
        return list(zip(line.required, cells, strict=True))
    if len(cells) == len(line.spots):
        return list(zip(line.spots, cells, strict=True))
    return None


def read_cell(spot: Spot, cell: Written, where: str, taking: Taking) -> None:
    if cell.table:
        raise Refused(f"{where}中插入了表格；{KEEP_STYLE}")
    if spot.matcher is None:
        refuse_text(spot, cell, where)
        return
    if cell.held:
        raise Refused(f"{where}与上一行合并了；{KEEP_STYLE}")
    if len(cell.text) > LONGEST:
        take_none(spot, cell, where, taking)
        return
    outcome = spot.matcher.match(cell.text)
    if outcome.altered:
        shown = f"“{shortened(cell.text, 40)}”" if cell.text.strip() else "空白"
        raise Refused(f"{where}应印有“{shortened(outcome.altered, 40)}”，实为{shown}；{KEEP_STYLE}")
    if outcome is not NOTHING:
        taking.take(outcome, cell, cell_name(where), spot.keys)


def take_none(spot: Spot, cell: Written, where: str, taking: Taking) -> None:
    """A text beyond all bounds, which is not worth matching."""
    if not spot.keys:
        raise Refused(f"{where}中的文字过长（{len(cell.text)}个字符）；{KEEP_STYLE}")
    for key in spot.keys:
        taking.report_length(key, cell_name(where), cell.text)


def cell_name(where: str) -> str:
    """In a remark on what was filled in, the word 表格 is not needed."""
    return where.replace("表格", "", 1)


def refuse_text(spot: Spot, cell: Written, where: str) -> None:
    """A cell that continues the one above shows nothing, so nothing may be written in it."""
    if cell.held:
        return
    text = plain(cell.text)
    if text not in ("", spot.may_say):
        raise Refused(
            f"{where}应与上一行合并，实为单独一格，并写有“{shortened(cell.text)}”；{KEEP_STYLE}"
        )


def read_copies(grid: Grid, number: int, rows: Rows, at: int, taking: Taking) -> int:
    """The rows the applicant has in place of “......”, as far as the next printed row."""
    copies = grid.lines[number].copies
    following = grid.lines[number + 1] if number + 1 < len(grid.lines) else None
    begin = at
    while at < len(rows) and not (following and looks_like(following, rows[at])):
        if not could_be_copy(copies[0], rows[at]):
            break
        where = f"{grid.name}表格第{at + 1}行"
        if at - begin < len(copies):
            read_row(copies[at - begin], rows[at], where, taking)
        else:
            report_surplus(rows[at], where, len(copies), taking)
        at += 1
    return at


def report_surplus(row: Row, where: str, most: int, taking: Taking) -> None:
    texts = [cell.text.strip() for cell in row[1:]]
    if any(plain(text) not in ("", "......") for text in texts):
        why = f"每个方向最多增加{most}项指标，这一项未读入"
        taking.report("", cell_name(where), "，".join(filter(None, texts)), why)


def looks_like(line: Line, row: Row) -> bool:
    """Is this the printed row? As many cells, and every label as it should be."""
    aligned = align(line, row)
    return aligned is not None and all(fits(spot, cell) for spot, cell in aligned)


def begins(grid: Grid, rows: Rows) -> bool:
    """Does the table begin with the row that this one of the form begins with?"""
    ours = as_ours(grid, rows)
    return len(ours) > 0 and looks_like(grid.lines[0], ours[0])


def fits(spot: Spot, cell: Written) -> bool:
    if spot.matcher is None:
        return cell.held or plain(cell.text) in ("", spot.may_say)
    return not cell.held and not spot.matcher.match(cell.text).altered


def could_be_copy(line: Line, row: Row) -> bool:
    """Is this a row of the applicant's own: the direction's cell, and three to write in?"""
    aligned = align(line, row)
    return aligned is not None and fits(*aligned[0])
