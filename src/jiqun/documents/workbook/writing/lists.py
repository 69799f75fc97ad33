"""A list as a sheet to fill in: heads in groups, and what Excel knows of each column."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jiqun.core.form import Edition
from jiqun.core.form.schedule import Head, Schedule
from jiqun.core.roster.model import FIRMS
from jiqun.documents.workbook.writing.columns import (
    explained,
    number_format,
    on_lines,
    validation,
    width,
)
from jiqun.documents.workbook.writing.look import (
    A3,
    A4,
    BLUE,
    GREEN,
    LIGHT_GREEN,
    LINE_HEIGHT,
    RED,
    SHADES,
    Look,
    Shade,
    comment_options,
    lines_in,
    set_up_page,
)

#: Groups that the columns of the firms fall into, each from a column on.
GROUPS = {
    "name": "企业身份",
    "output": "分年度数据",
    "pct": "知识产权与资质",
    "cloud": "数字化",
    "water_total": "资源与环境",
}

#: Down to which row Excel helps to fill in.
LAST_ROW = 20_000


def add_list(look: Look, schedule: Schedule, edition: Edition) -> Worksheet:
    """An empty sheet for a list."""
    sheet = look.book.add_worksheet(schedule.title)
    heads = tuple(schedule.heads.values())
    groups = tuple(grouped(schedule))
    row = 0
    if len(groups) > 1:
        write_groups(sheet, look, groups)
        row = 1
    shades = shades_of(groups)
    write_heads(sheet, look, heads, shades, row)
    for place, head in enumerate(heads):
        sheet.write_comment(row, place, *commented(explained(head, edition)))
        help_filling(sheet, look, head, place, (row + 1, LAST_ROW), edition)
    sheet.freeze_panes(row + 1, 1)
    set_up_page(sheet, paper=A3 if schedule.id == FIRMS else A4, head=(0, row))
    fit_on_paper(sheet, schedule)
    return sheet


#: Columns under one name, and the shade of their heads.
Group: TypeAlias = tuple[str, tuple[Head, ...], Shade]


def grouped(schedule: Schedule) -> Iterator[Group]:
    """The columns in their groups, each with its shade; all in one where a list is short."""
    title, number = schedule.title, -1
    placed = []
    for head in schedule.heads.values():
        if schedule.id == FIRMS and GROUPS.get(head.column.id, title) != title:
            title, number = GROUPS[head.column.id], number + 1
        placed.append((title, max(number, 0), head))
    for (title, number), members in groupby(placed, key=lambda member: member[:2]):
        yield title, tuple(head for *_, head in members), SHADES[number]


def shades_of(groups: Sequence[Group]) -> list[Shade]:
    """One for each head: that of its group, columns by year in turn with a lighter one."""
    found, turn = [], 0
    for _, heads, shade in groups:
        for head in heads:
            turn += head.year is not None and head.year == head.column.years[0]
            light = shade is GREEN and turn % 2 == 0
            found.append(LIGHT_GREEN if light else shade)
    return found


def write_groups(sheet: Worksheet, look: Look, groups: Sequence[Group]) -> None:
    """The names of the groups above their heads."""
    place = 0
    for title, heads, shade in groups:
        sheet.merge_range(0, place, 0, place + len(heads) - 1, title, look.group(shade))
        place += len(heads)
    sheet.set_row(0, 22)


def write_heads(
    sheet: Worksheet, look: Look, heads: Sequence[Head], shades: Sequence[Shade], row: int
) -> None:
    for place, (head, shade) in enumerate(zip(heads, shades, strict=True)):
        sheet.write_string(row, place, on_lines(head), head_format(look, head, shade))
    sheet.set_row(row, head_height(heads))


def head_height(heads: Sequence[Head]) -> float:
    return LINE_HEIGHT * max(lines_in(on_lines(head), width(head)) for head in heads) + 8


def head_format(look: Look, head: Head, shade: Shade = BLUE) -> Format:
    """Bold and red where it must be filled in."""
    marked = {"bold": True, "font_color": RED} if head.column.required else {}
    return look.head(shade, **marked)


def help_filling(
    sheet: Worksheet,
    look: Look,
    head: Head,
    place: int,
    rows: tuple[int, int],
    edition: Edition,
) -> None:
    """Width and format of a column, and what Excel checks in it."""
    sheet.set_column(place, place, width(head), look.format(**number_format(head)))
    check = validation(head, rows[0], place, edition)
    if check:
        sheet.data_validation(rows[0], place, rows[1], place, check)


def commented(text: str) -> tuple[str, dict[str, object]]:
    return text, comment_options(text)


def fit_on_paper(sheet: Worksheet, schedule: Schedule) -> None:
    """The firms over several pages side by side, each with their names; another list on one."""
    if schedule.id == FIRMS:
        sheet.repeat_columns(0, 0)
        sheet.print_across()
        sheet.set_print_scale(75)
    else:
        sheet.fit_to_pages(1, 0)
