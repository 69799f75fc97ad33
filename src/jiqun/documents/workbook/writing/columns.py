"""A column of a list on a sheet: its width and format, its comment, and what may stand in it."""

from collections.abc import Callable
from functools import cache
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from jiqun.core.form import Edition
from jiqun.core.form.schedule import ColumnKind, Head
from jiqun.core.reference import rows
from jiqun.core.roster.cells.days import FIRST_SERIAL, FIRST_YEAR, LAST_SERIAL
from jiqun.core.text import measure

#: Characters that a column is wide, in halves of a Chinese one.
WIDTHS = {
    ColumnKind.TEXT: 20,
    ColumnKind.CODE: 22,
    ColumnKind.NUMBER: 14,
    ColumnKind.COUNT: 15,
    ColumnKind.CHOICE: 16,
    ColumnKind.YES_NO: 11,
    ColumnKind.DATE: 13,
    ColumnKind.YEAR: 11,
}
NAME_WIDTH = 34

NUMBER_FORMATS = {
    ColumnKind.CODE: "@",
    ColumnKind.NUMBER: "#,##0.00##",
    ColumnKind.DATE: "yyyy-mm-dd",
    ColumnKind.YEAR: "0",
}

CENTRED = {ColumnKind.YES_NO, ColumnKind.CHOICE, ColumnKind.DATE, ColumnKind.YEAR}

ANSWERS = ("是", "否")

#: How to fill in columns about which their kind says too little.
HINTS = {
    "uscc": "填18位代码，按文本填写",
    "industry": "填4位小类代码（GB/T 4754），按文本填写",
    "district": "从下拉中选，或填区名全称",
    "until": "填四位年份；仍在集群内的留空",
}
VALID_UNTIL = "_until"

#: Codes that have one length.
LENGTHS = {"uscc": 18, "industry": 4}


def width(head: Head) -> float:
    """Wide enough for what stands in it; a long head is wrapped."""
    if head.key == "name":
        return NAME_WIDTH
    if head.column.id in LENGTHS:
        return LENGTHS[head.column.id] + 6
    longest = max((measure(label) for label in choices(head)), default=0)
    return max(WIDTHS[head.column.kind], min(2 * longest + 3, 26))


def number_format(head: Head) -> dict[str, Any]:
    kind = head.column.kind
    look: dict[str, Any] = {"valign": "vcenter"}
    if kind in NUMBER_FORMATS:
        look["num_format"] = NUMBER_FORMATS[kind]
    if kind in CENTRED:
        look["align"] = "center"
    return look


@cache
def areas() -> tuple[str, ...]:
    """The districts and the development zone."""
    return tuple(row["name"] for row in rows("beijing_districts") if row["level"] != "province")


def choices(head: Head) -> tuple[str, ...]:
    """What a drop-down offers; nothing where anything may stand."""
    if head.column.kind is ColumnKind.YES_NO:
        return ANSWERS
    if head.column.id == "district":
        return areas()
    return tuple(option.label for option in head.column.options)


def may_stand(head: Head) -> str:
    """What may stand in the column, without a full stop: “填数字，单位万元；没有的填“无””."""
    column = head.column
    if column.id in HINTS:
        return HINTS[column.id]
    if column.id.endswith(VALID_UNTIL):
        return "填日期（年-月-日）；长期有效的留空"
    unit = f"，单位{column.unit}" if column.unit else ""
    return {
        ColumnKind.TEXT: "填文字",
        ColumnKind.CODE: "按文本填写，保留开头的0",
        ColumnKind.NUMBER: f"填数字{unit}；没有的填“无”",
        ColumnKind.COUNT: f"填整数{unit}；没有的填“无”",
        ColumnKind.CHOICE: f"从下拉中选：{'、'.join(choices(head))}",
        ColumnKind.YES_NO: "填“是”或“否”",
        ColumnKind.DATE: "填日期（年-月-日）",
        ColumnKind.YEAR: "填四位年份",
    }[column.kind]


def explained(head: Head, edition: Edition) -> str:
    """The comment on the head: its name and unit, how to fill it in, and the clauses."""
    required = "必填。" if head.column.required else ""
    clauses = clauses_of(head.column.cites, edition)
    example = f"例：{example_of(head)}" if example_of(head) else ""
    lines = (head.called, f"{required}{may_stand(head)}。", example, *clauses)
    return "\n".join(filter(None, lines))


def example_of(head: Head) -> str:
    column = head.column
    if not column.example:
        return ""
    return column.example[column.years.index(head.year) if head.year else 0]


def on_lines(head: Head) -> str:
    """The head as it is set: year, label and unit on lines of their own."""
    year = f"{head.year}年" if head.year else ""
    unit = f"（{head.column.unit}）" if head.column.unit else ""
    return "\n".join(filter(None, (year, head.name.removeprefix(year), unit)))


def clauses_of(cites: tuple[str, ...], edition: Edition) -> tuple[str, ...]:
    return tuple(
        f"填报说明{clause.number}：{clause.text}"
        for clause in edition.notes
        if f"填报说明{clause.number}" in cites
    )


def validation(head: Head, row: int, place: int, edition: Edition) -> dict[str, Any] | None:
    """What Excel is to check as someone types; ``row`` is the first row, for formulas. Only what
    a drop-down offers is enforced: the rest is a warning that can be waved aside."""
    offered = choices(head)
    if offered:
        strict = head.column.id != "district"
        return {
            "validate": "list",
            "source": list(offered),
            **warned(f"请从下拉中选：{'、'.join(offered)}。", stop=strict),
        }
    length = LENGTHS.get(head.column.id)
    if length:
        return {
            "validate": "length",
            "criteria": "==",
            "value": length,
            **warned(f"{head.column.label}应为{length}位，确定这样填吗？"),
        }
    check = CHECKS.get(head.column.kind)
    return check(head, xl_rowcol_to_cell(row, place), edition) if check else None


def warned(message: str, *, stop: bool = False) -> dict[str, Any]:
    return {
        "error_type": "stop" if stop else "warning",
        "error_title": "不能这样填" if stop else "提醒",
        "error_message": message,
    }


def check_figure(head: Head, cell: str, edition: Edition) -> dict[str, Any]:
    """Numbers of things are whole. Of a text there is no INT: what is compared comes after IF."""
    whole = head.column.kind is ColumnKind.COUNT
    may_be = f"AND({cell}>=0,INT({cell})={cell})" if whole else f"{cell}>=0"
    return {
        "validate": "custom",
        "value": f'=IF(ISNUMBER({cell}),{may_be},{cell}="无")',
        **warned(f"{may_stand(head)}。确定这样填吗？"),
    }


def check_year(head: Head, cell: str, edition: Edition) -> dict[str, Any]:
    last = edition.years.target
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": FIRST_YEAR,
        "maximum": last,
        **warned(f"请填四位年份，如{edition.years.base}，不晚于{last}年。确定这样填吗？"),
    }


def check_date(head: Head, cell: str, edition: Edition) -> dict[str, Any]:
    """A year alone is a number too, and the day of 1905 it would be shown as is none of ours."""
    return {
        "validate": "custom",
        "value": f"=AND(ISNUMBER({cell}),{cell}>={FIRST_SERIAL},{cell}<={LAST_SERIAL})",
        **warned(f"请填日期，如{edition.years.base}-12-31。确定这样填吗？"),
    }


CHECKS: dict[ColumnKind, Callable[[Head, str, Edition], dict[str, Any]]] = {
    ColumnKind.NUMBER: check_figure,
    ColumnKind.COUNT: check_figure,
    ColumnKind.YEAR: check_year,
    ColumnKind.DATE: check_date,
}
