"""What a cell of a list held, what was made of it, and what its text says in any column."""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from jiqun.core.form.schedule import Head
from jiqun.core.reading import DASHES, FULL_WIDTH, INVISIBLE, UNPRINTABLE, one_line
from jiqun.core.roster.listing import CellValue
from jiqun.core.values import NONE

#: What a cell held before anything was made of it.
RawCell: TypeAlias = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that was not simply taken over: ``note`` says what was done, to follow a number of
    cells (“按文本保存的数字已按数值读取”); or ``reason`` why it can't be read."""

    value: CellValue | None = None
    note: str = ""
    reason: str = ""


Result: TypeAlias = CellValue | Odd | None

NUMBER_AS_TEXT: Final = "按文本保存的数字已按数值读取"
STROKE: Final = "只有“-”“/”等符号，按空白读取"

#: What Excel shows where a formula fails, and why it does.
ERRORS = {
    "#REF!": "引用的单元格已不存在",
    "#N/A": "查找不到结果",
    "#DIV/0!": "除数为0或空白",
    "#VALUE!": "公式中的数据类型不对",
    "#NAME?": "公式名称无法识别",
    "#NULL!": "引用的区域没有交集",
    "#NUM!": "数字超出范围",
    "#SPILL!": "结果溢出的区域被占用",
    "#CALC!": "公式无法计算",
}

#: Strokes through a cell: nothing is said.
STROKES = frozenset(
    ("-", "--", "---", "—", "——", "–", "－", "−", "/", "／", "//", "\\", "＼", "~", "～")
)

#: Excel keeps fifteen digits; what follows in a binary number is noise, and in a code is lost.
DIGITS = 15
MOST_EXACT = 10**DIGITS
LONGEST_CELL = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a column takes. ``times`` turns numbers in the unit of its head into those of the form;
    ``all_text`` is true of files in which everything is text, so that this is worth no note."""

    head: Head
    times: Decimal | None = None
    all_text: bool = False


def exact(number: float) -> Decimal:
    """0.30000000000000004 is 0.3: the fifteen digits that Excel itself keeps."""
    if number.is_integer() and abs(number) < MOST_EXACT:
        return Decimal(int(number))
    return fraction(number)


def fraction(number: float) -> Decimal:
    shortest = repr(number)  # faster, and the same unless it is longer
    return Decimal(shortest if len(shortest) <= DIGITS else f"{number:.{DIGITS}g}")


def told_of_text(text: str) -> Result:
    """What a text says in any column: nothing, 无, an error, too much; or itself."""
    if not text:
        return None
    if text == NONE.value:
        return NONE
    if text in STROKES:
        return Odd(None, STROKE)
    if text[0] == "#" and text.upper() in ERRORS:
        error = text.upper()
        return Odd(reason=f"公式出错“{error}”（{ERRORS[error]}），请改正公式或直接填写")
    if len(text) > LONGEST_CELL:
        return Odd(reason=f"内容长达{len(text)}个字符，请核对是否贴错了内容")
    return text


def tidied(raw: str) -> str:
    """On one line, without what nobody can see nor any file can hold. Python takes two invisible
    signs for printable, the selectors of emoji."""
    if raw.isprintable() and "\ufe0e" not in raw and "\ufe0f" not in raw:
        return raw.strip()
    return one_line(UNPRINTABLE.sub("", INVISIBLE.sub("", raw)))


def plain(text: str) -> str:
    return text if text.isascii() else text.translate(FULL_WIDTH).translate(DASHES)


def said(raw: RawCell) -> str:
    """A cell in words."""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, int | float):
        return f"{exact(float(raw)):f}" if math.isfinite(raw) else str(raw)
    return raw.isoformat() if isinstance(raw, date) else str(raw or "")
