"""The official workbook: the roster, the other lists and the worksheet, to be filled in."""

import io
from datetime import UTC, datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from jiqun.core.form import WORKSHEET, Edition
from jiqun.core.form.model import Kind
from jiqun.core.roster.model import FIRMS
from jiqun.documents.workbook.worksheet import (
    KEY,
    NAME,
    VALUE,
    Line,
    lines,
    year_head,
    years_of,
)
from jiqun.documents.workbook.writing.columns import clauses_of, warned
from jiqun.documents.workbook.writing.guide import add_guide, add_sample
from jiqun.documents.workbook.writing.lists import add_list, commented
from jiqun.documents.workbook.writing.look import (
    LINE_HEIGHT,
    SHADES,
    SHUT,
    SHUT_TEXT,
    Look,
    lines_in,
    options,
    set_up_page,
)

#: Colours of the tabs.
FIRM_TAB, LIST_TAB, WORKSHEET_TAB = "#1F4E9E", "#7DA35B", "#D99A2B"


def write_template(edition: Edition) -> bytes:
    """The same bytes for the same edition."""
    data = io.BytesIO()
    with Workbook(data, options(in_memory=True)) as book:
        book.set_properties(
            {
                "title": f"{edition.title}：企业名录与清单",
                "author": edition.issuer,
                "created": datetime(edition.years.call, 1, 1, tzinfo=UTC),
            }
        )
        look = Look(book)
        add_guide(look, edition)
        for schedule in edition.schedules:
            sheet = add_list(look, schedule, edition)
            sheet.set_tab_color(FIRM_TAB if schedule.id == FIRMS else LIST_TAB)
        add_worksheet(look, edition)
        add_sample(look, edition)
    return data.getvalue()


# --- 测算底稿 ---

KEY_WIDTH, NAME_WIDTH, YEAR_WIDTH, VALUE_WIDTH = 8, 48, 12, 24


def add_worksheet(look: Look, edition: Edition) -> None:
    """One row a field, or a line of it, and a column for each year."""
    sheet = look.book.add_worksheet(WORKSHEET)
    sheet.set_tab_color(WORKSHEET_TAB)
    years = years_of(edition)
    heads = (KEY, NAME, *map(year_head, years), VALUE)
    widths = (KEY_WIDTH, NAME_WIDTH, *[YEAR_WIDTH] * len(years), VALUE_WIDTH)
    for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, head, look.head())
    sheet.set_row(0, 24)
    sheet.write_comment(0, 0, *commented("供程序识别各行，请勿改动。"))
    explained = f"没有年份的指标填在这一列。全部{VALUE}均可不填，确实没有的填“无”。"
    sheet.write_comment(0, len(heads) - 1, *commented(explained))
    for row, line in enumerate(lines(edition), 1):
        write_line(sheet, look, row, line, (*years, None), edition)
    sheet.freeze_panes(1, 2)
    set_up_page(sheet, head=(0, 0))
    sheet.fit_to_pages(1, 0)


def write_line(
    sheet: Worksheet,
    look: Look,
    row: int,
    line: Line,
    years: tuple[int | None, ...],
    edition: Edition,
) -> None:
    """What a field has no place for is shut by its colour."""
    sheet.write_string(row, 0, line.id, look.format(font_color=SHUT_TEXT, font_size=7))
    sheet.write_string(row, 1, line.label, look.cell(bg_color=SHADES[0].pale))
    sheet.set_row(row, lines_in(line.label, NAME_WIDTH) * LINE_HEIGHT + 3)
    clauses = clauses_of(line.field.cites, edition)
    if clauses:
        sheet.write_comment(row, 1, *commented("\n".join((line.label, *clauses))))
    for place, year in enumerate(years, 2):
        if year in line.places:
            write_blank(sheet, look, row, place, line)
        else:
            sheet.write_blank(row, place, None, look.cell(bg_color=SHUT))


def write_blank(sheet: Worksheet, look: Look, row: int, place: int, line: Line) -> None:
    """A cell to be filled in."""
    if line.field.kind is Kind.NUMBER:
        sheet.write_blank(row, place, None, look.cell(num_format="#,##0.00##"))
        return
    sheet.write_blank(row, place, None, look.cell())
    labels = [option.label for option in line.field.options]
    if labels:
        check = warned(f"请从下拉中选：{'、'.join(labels)}。", stop=True)
        sheet.data_validation(
            row, place, row, place, {"validate": "list", "source": labels, **check}
        )
