"""What stands in a cell of a list, as its column takes it.

Nothing is guessed: what had to be put right is noted, and what can't be is unreadable, with a
Chinese reason. Blank is None.
"""

import math
import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

from jiqun.core.form.schedule import ColumnKind, Head
from jiqun.core.reading import (
    COUNTERS,
    GROUPING,
    IDLE_SPACE,
    MAX_DECIMALS,
    MAX_DIGITS,
    NUMBER,
    Unreadable,
    shortened,
)
from jiqun.core.roster.cells.days import read_date, read_year
from jiqun.core.roster.cells.raw import (
    DIGITS,
    LONGEST_CELL,
    MOST_EXACT,
    NUMBER_AS_TEXT,
    Asked,
    Odd,
    RawCell,
    Result,
    exact,
    fraction,
    plain,
    said,
    tidied,
    told_of_text,
)
from jiqun.core.roster.cells.units import factor
from jiqun.core.roster.listing import CellValue

__all__ = ["Asked", "ColumnReader", "Odd", "RawCell", "read_cell"]

CODE_AS_NUMBER: Final = "按数值保存的代码已按文本读取，请核对开头的0是否丢失"
TIDIED: Final = "去掉了多余的空格、换行或看不见的字符"
CODE_TIDIED: Final = "代码中的空格、引号、全角或小写字母已规范"
ANSWERED: Final = "已读作“是”或“否”"
UNIT_DROPPED: Final = "数字后面的单位已去掉"

YES = frozenset(("是", "有", "对", "y", "yes", "t", "true", "1", "√", "✓", "✔", "☑", "■", "●"))
NO = frozenset(
    ("否", "无", "没有", "不是", "n", "no", "f", "false", "0", "×", "✗", "✘", "x", "☐", "□")
)

#: Beijing is a municipality: what it grants is of the rank of a province.
OTHER_RANKS = {"市级": "省级", "北京市级": "省级", "省市级": "省级", "省（市）级": "省级"}

PLAIN_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?", re.ASCII)
SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE]\+?-?\d{1,3}", re.ASCII)
ROUNDED_CODE = re.compile(r"\d(?:\.\d+)?[eE]\+\d{1,3}", re.ASCII)
ALPHANUMERIC = re.compile(r"[0-9A-Za-z]+", re.ASCII)
FORMULA_TEXT = re.compile(r'="([^"]*)"')

#: Numbers recur; keeping those met saves most of the work, and much of the memory.
MOST_KEPT = 4096


def read_number(asked: Asked, raw: RawCell) -> Result:
    if isinstance(raw, str):
        return read_written_number(asked, raw)
    if isinstance(raw, bool | date):
        return Odd(reason=f"单元格里是{said(raw)}，这里填数字；请把单元格格式改为数值后重新填写")
    assert raw is not None
    if not math.isfinite(raw) or abs(raw) >= 10**MAX_DIGITS:
        return Odd(reason="数字位数过多")
    return scaled(asked, exact(float(raw)), asked.times)


def scaled(asked: Asked, number: Decimal, times: Decimal | None = None) -> Decimal | int:
    """In the unit of the form. Counts become int where whole; else they stay as they are, for a
    rule to say so."""
    value = number * times if times is not None else number
    if value == value.to_integral_value():
        whole = int(value)
        return whole if asked.head.column.kind is ColumnKind.COUNT else Decimal(whole)
    return value.normalize()


def read_written_number(asked: Asked, raw: str) -> Result:
    typed = tidied(raw)
    told = told_of_text(typed)
    if told is not typed:
        return told
    text = IDLE_SPACE.sub("", plain(typed)).strip("_").lstrip("¥￥")
    if SCIENTIFIC.fullmatch(text):
        return Odd(reason=f"“{shortened(typed)}”是科学记数法，末几位可能已丢失；请写出完整的数字")
    found = NUMBER.fullmatch(text)
    if not found:
        return Odd(reason=f"“{shortened(typed)}”不是数字")
    sign, whole, decimals, unit = (found[n] or "" for n in (1, 2, 3, 4))
    whole = GROUPING.sub("", whole)
    if len(whole) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
        return Odd(reason=f"“{shortened(typed)}”位数过多")
    number = Decimal(f"{sign}{whole}.{decimals or 0}")
    if unit.strip():
        return with_unit(asked, typed, number, unit.strip())
    value = scaled(asked, number, asked.times)
    quiet = asked.all_text and PLAIN_NUMBER.fullmatch(typed)
    return value if quiet else Odd(value, NUMBER_AS_TEXT)


def with_unit(asked: Asked, typed: str, number: Decimal, unit: str) -> Odd:
    """A unit in the cell outweighs that of the head; what can't become the column's is refused."""
    column = asked.head.column
    counted = column.kind is ColumnKind.COUNT and unit in COUNTERS
    times = Decimal(1) if counted else factor(unit, column.unit)
    if times is None:
        wanted = f"换算为“{column.unit}”" if column.unit else "识别，这里只填数字"
        return Odd(reason=f"“{shortened(typed)}”中的“{shortened(unit)}”无法{wanted}")
    if times == 1:
        return Odd(scaled(asked, number), UNIT_DROPPED)
    return Odd(scaled(asked, number, times), f"带单位“{unit}”的数字已换算为{column.unit}")


def read_text(asked: Asked, raw: RawCell) -> Result:
    if not isinstance(raw, str):
        return said(raw)
    text = tidied(raw)
    told = told_of_text(text)
    return Odd(text, TIDIED) if told is text and text != raw else told


def read_identifier(asked: Asked, raw: RawCell) -> Result:
    if isinstance(raw, str) and is_tidy_code(raw):
        return raw
    if isinstance(raw, bool | date):
        return Odd(reason=f"单元格里是{said(raw)}，请把该列设为文本格式后重新填写")
    if isinstance(raw, int | float):
        return code_in_number(float(raw))
    typed = tidied(raw or "")
    told = told_of_text(typed)
    if told is not typed:
        return told
    if ROUNDED_CODE.fullmatch(plain(typed)):
        return lost_digits(typed)
    text = tidy_code(typed)
    if not text:
        return None
    return text if text == raw else Odd(text, CODE_TIDIED)


def is_tidy_code(raw: str) -> bool:
    return raw.isascii() and raw.isalnum() and raw == raw.upper() and len(raw) <= LONGEST_CELL


def tidy_code(typed: str) -> str:
    """A code of letters and digits only stands without spaces and in capitals."""
    in_formula = FORMULA_TEXT.fullmatch(typed)
    text = plain(in_formula[1] if in_formula else typed).strip("'`\" ")
    joined = "".join(text.split())
    return joined.upper() if ALPHANUMERIC.fullmatch(joined) else " ".join(text.split())


def code_in_number(number: float) -> Odd:
    if not math.isfinite(number) or abs(number) >= MOST_EXACT:
        return lost_digits(f"{number:.{DIGITS}g}")
    return Odd(f"{exact(number):f}", CODE_AS_NUMBER)


def lost_digits(shown: str) -> Odd:
    reason = "代码被存成了数值，末几位已经丢失；请先把该列设为文本格式，再重新填写"
    return Odd(reason=f"“{shortened(shown)}”{reason}")


def read_answer(asked: Asked, raw: RawCell) -> Result:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int | float) and raw in (0, 1):
        return Odd(raw == 1, ANSWERED)
    typed = tidied(raw) if isinstance(raw, str) else said(raw)
    if typed in ("是", "否"):
        return typed == "是"
    word = plain(typed).strip().lower()
    if word in YES or word in NO:
        return Odd(word in YES, ANSWERED)
    told = told_of_text(typed)
    return told if told is not typed else Odd(reason=f"“{shortened(typed)}”不是“是”或“否”")


def read_choice(asked: Asked, raw: RawCell) -> Result:
    typed = tidied(raw) if isinstance(raw, str) else said(raw)
    options = asked.head.column.options
    for option in options:
        if typed in (option.id, option.label):
            return option.id
    told = told_of_text(typed)
    if told is not typed:
        return told
    meant = OTHER_RANKS.get(typed, typed)
    begun = [option for option in options if len(meant) > 1 and option.label.startswith(meant)]
    if len(begun) == 1:
        return Odd(begun[0].id, f"“{shortened(typed)}”已读作“{begun[0].label}”")
    labels = [option.label for option in options]
    close = get_close_matches(typed[:100], labels, n=1, cutoff=0.5)
    hint = f"是否为“{close[0]}”？" if close else ""
    return Odd(reason=f"没有“{shortened(typed)}”这个选项，{hint}可填：{'、'.join(labels)}")


READERS: dict[ColumnKind, Callable[[Asked, RawCell], Result]] = {
    ColumnKind.TEXT: read_text,
    ColumnKind.CODE: read_identifier,
    ColumnKind.NUMBER: read_number,
    ColumnKind.COUNT: read_number,
    ColumnKind.CHOICE: read_choice,
    ColumnKind.YES_NO: read_answer,
    ColumnKind.DATE: read_date,
    ColumnKind.YEAR: read_year,
}


class KnownCells(dict[str | float, Result]):
    """Cells of one column and one type, each read once as long as there is room."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.read = asked, READERS[asked.head.column.kind]

    def __missing__(self, raw: str | float) -> Result:
        result = self.read(self.asked, raw)
        if len(self) < MOST_KEPT:
            self[raw] = result
        return result


class KnownNumbers(dict[float, Result]):
    """As ``KnownCells``, by the shortest way, for floats where numbers are wanted in the unit they
    are in: most cells are such."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.whole: type[int] | type[Decimal] = (
            int if asked.head.column.kind is ColumnKind.COUNT else Decimal
        )

    def __missing__(self, raw: float) -> Result:
        if not -MOST_EXACT < raw < MOST_EXACT:
            return read_number(self.asked, raw)
        result = self.whole(int(raw)) if raw.is_integer() else fraction(raw)
        if len(self) < MOST_KEPT:
            self[raw] = result
        return result


class ColumnReader:
    """Reads the cells of one column, many at a time: there may be ten million in a workbook."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.read = READERS[asked.head.column.kind]
        simple = self.read is read_number and asked.times is None
        self.texts = KnownCells(asked)
        self.numbers: KnownNumbers | KnownCells = (
            KnownNumbers(asked) if simple else KnownCells(asked)
        )

    def results(self, cells: Sequence[RawCell]) -> list[Result]:
        texts, numbers = self.texts, self.numbers
        return [
            None
            if raw is None
            else numbers[raw]
            if type(raw) is float
            else texts[raw]
            if type(raw) is str
            else self.read(self.asked, raw)
            for raw in cells
        ]


def read_cell(head: Head, raw: RawCell) -> tuple[CellValue | None, str]:
    """The value of one cell, and what was put right. Raises ``Unreadable`` with the reason."""
    (result,) = ColumnReader(Asked(head)).results([raw])
    if not isinstance(result, Odd):
        return result, ""
    if result.reason:
        raise Unreadable(result.reason)
    return result.value, result.note
