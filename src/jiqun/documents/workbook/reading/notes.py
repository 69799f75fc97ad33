"""What there is to say of a sheet besides its cells: heads, rows left out, what was hidden."""

from collections.abc import Iterator, Mapping, Sequence

from jiqun.core.roster.totals.lists import named_in
from jiqun.documents.workbook.handed import HandedSheet, Note
from jiqun.documents.workbook.reading.choosing import Candidate
from jiqun.documents.workbook.reading.heads import IGNORED, Match, Missed, names_of
from jiqun.documents.workbook.reading.scan import Scanned, column_letters
from jiqun.documents.workbook.reading.source import Sheet
from jiqun.documents.workbook.reading.tally import rows_named

#: Looking for the nearest name takes milliseconds.
MOST_HINTS = 20

#: Rows that are not of the list, by why they are not.
LEFT_OUT = {
    "total": "是合计行，没有作为一条记录读取",
    "remark": "是表外的说明文字，没有读取",
    "head": "重复了表头，没有读取",
    "units": "是单位或栏次，没有读取",
}


def notes_on_heads(candidate: Candidate) -> Iterator[Note]:
    """Heads that were not taken, or not as they stand."""
    sheet, heading = candidate.sheet.name, candidate.heading
    names = names_of(candidate.schedule)
    strangers = 0
    for place, (head, match) in enumerate(zip(heading.heads, heading.matches, strict=True)):
        if place in heading.doubled:
            other = heading.heads[heading.doubled[place]]
            at = column_letters(heading.doubled[place] + 1)
            yield Note(sheet, f"与{at}列“{other}”是同一项，只读取{at}列", column=head)
        elif isinstance(match, Missed):
            yield Note(sheet, f"这一列{match.reason}，没有读取", column=head)
        elif isinstance(match, Match) and match.times is not None:
            unit = match.head.column.unit
            yield Note(sheet, f"表头的单位是“{match.unit}”，已逐格换算为“{unit}”", column=head)
        elif match is None and head and head not in IGNORED:
            strangers += 1
            like = names.like(head) if strangers <= MOST_HINTS else ""
            hint = f"；是否为“{like}”？" if like else ""
            yield Note(sheet, f"不是清单要求的栏目，原样保留，不参与核对{hint}", column=head)


def notes_on_lacking(candidate: Candidate) -> Iterator[Note]:
    """Required columns that are not there: of what no row has, no rule on rows can tell."""
    schedule, keys = candidate.schedule, candidate.heading.keys
    lacking = [c for c in schedule.columns if c.required and c.id not in keys]
    if lacking:
        counted = not {column.id for column in lacking}.isdisjoint(named_in(schedule))
        effect = "，各行不能计入申报表" if counted else ""
        named = "、".join(f"“{column.label}”" for column in lacking)
        text = f"缺少必填的{named}{len(lacking)}列{effect}，请补上并重新上传"
        yield Note(candidate.sheet.name, text, len(lacking))


def notes_on_rows(
    sheet: Sheet, numbers: Sequence[int], left_out: Mapping[str, Sequence[int]]
) -> Iterator[Note]:
    """Rows left out, and what of those taken nobody sees."""
    if sheet.hidden:
        yield Note(sheet.name, "这是隐藏的工作表，已照常读取")
    for kind, why in LEFT_OUT.items():
        rows = left_out.get(kind, ())
        if rows:
            yield Note(sheet.name, f"{rows_named(rows)}{why}", len(rows), rows[0])
    if sheet.scanned:
        yield from notes_on_scan(sheet.name, sheet.scanned, frozenset(numbers))


def notes_on_scan(sheet: str, found: Scanned, numbers: frozenset[int]) -> Iterator[Note]:
    hidden = [row for row in found.hidden_rows if row in numbers]
    if hidden:
        text = f"{rows_named(hidden)}是隐藏行，已照常读取"
        yield Note(sheet, text, len(hidden), hidden[0])
    columns = [span for span in found.hidden_columns if span[0] <= found.width]
    if columns:
        named = "、".join(map(span_named, columns))
        yield Note(sheet, f"{named}列是隐藏列，已照常读取", len(columns))
    if found.unvalued:
        cells = "、".join(found.unvalued_cells)
        text = f"{found.unvalued}格公式没有算出的结果（{cells}等），按空白读取"
        advice = "；请用Excel或WPS打开并保存后重新上传"
        yield Note(sheet, text + advice, found.unvalued)
    if found.far:
        places = "、".join(found.far_places)
        more = "等处" if found.far > len(found.far_places) else ""
        yield Note(sheet, f"{places}{more}的内容离表格太远，没有读取", found.far)


#: Rows of a list that are nowhere kept.
UNKEPT = {"head": "重复的表头", "units": "单位或栏次"}


def left_out_of(
    sheet: Sheet, first_head: int, left_out: Mapping[str, Sequence[int]] | None = None
) -> Iterator[str]:
    """What stands on a sheet that is read and can't be handed back."""
    rows = zip(sheet.first.numbers, sheet.first.cells, strict=True)
    titles = [number for number, cells in rows if number < first_head and any(cells)]
    if titles:
        yield f"表头以上的内容（{rows_named(titles)}）没有带回"
    for kind, what in UNKEPT.items():
        if left_out and kind in left_out:
            yield f"{what}（{rows_named(left_out[kind])}）没有带回"
    if sheet.scanned and sheet.scanned.formulas:
        yield "公式没有带回，只有算出的结果"
    elif not sheet.scanned and not sheet.all_text:  # an .xls does not tell
        yield "公式如有，没有带回，只有算出的结果"


def not_read(sheet: Sheet) -> HandedSheet:
    """A sheet of which no heads are known."""
    left_out = ("整张工作表没有读取，没有带回",) if holds_anything(sheet) else ()
    return HandedSheet(name=sheet.name, schedule=None, left_out=left_out)


def holds_anything(sheet: Sheet) -> bool:
    return any(any(cells) for cells in sheet.first.cells)


def span_named(span: tuple[int, int]) -> str:
    first, last = map(column_letters, span)
    return first if first == last else f"{first}—{last}"
