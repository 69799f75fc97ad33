"""Dates and years in the cells of a list, in every way that people and Excel write them."""

import math
import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from jiqun.core.reading import as_date, as_month, shortened
from jiqun.core.roster.cells.raw import (
    DIGITS,
    NUMBER_AS_TEXT,
    Asked,
    Odd,
    RawCell,
    Result,
    plain,
    said,
    tidied,
    told_of_text,
)

DATE_AS_TEXT: Final = "按文本保存的日期已按日期读取"
UNENDING: Final = "写明没有截止时间，按空白读取"
MONTH_ONLY: Final = "只写到月份，按当月1日读取"
MONTH_END: Final = "只写到月份，按当月最后一日读取"
SERIAL: Final = "按Excel日期序号换算为日期"
YEAR_TAKEN: Final = "只取其中的年份"
YEAR_AS_DATE: Final = "年份被设成日期格式，已还原为年份"

ENDLESS = frozenset(("长期", "长期有效", "永久", "永久有效", "至今", "无期限", "无固定期限"))

TIME_OF_DAY = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", re.ASCII)
YEAR = re.compile(r"((?:19|20)\d\d)\s*年?度?", re.ASCII)

#: Excel counts days from here, as if 1900 had been a leap year: rightly after February 1900.
DAY_ZERO = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
FIRST_YEAR, LAST_YEAR = 1900, 2100


def read_date(asked: Asked, raw: RawCell) -> Result:
    if isinstance(raw, date):
        year = year_of_date(raw)
        return no_date(str(year.value)) if year.note == YEAR_AS_DATE else raw
    if isinstance(raw, bool):
        return Odd(reason=f"单元格里是{said(raw)}，这里填日期")
    if isinstance(raw, int | float):
        return to_its_end(asked, date_in_number(float(raw)))
    typed = tidied(raw or "")
    if typed in ENDLESS:
        return Odd(None, UNENDING)
    told = told_of_text(typed)
    return told if told is not typed else to_its_end(asked, written_date(asked, typed))


def to_its_end(asked: Asked, found: Result) -> Result:
    """What holds until a month holds until its last day."""
    if not isinstance(found, Odd) or found.note != MONTH_ONLY or not asked.head.column.ends:
        return found
    assert isinstance(found.value, date)
    last = monthrange(found.value.year, found.value.month)[1]
    return Odd(found.value.replace(day=last), MONTH_END)


def written_date(asked: Asked, typed: str) -> Result:
    text = TIME_OF_DAY.sub("", typed.strip("'`"))
    day = as_date(text)
    if day:
        return day if asked.all_text else Odd(day, DATE_AS_TEXT)
    month = as_month(text)
    return Odd(month, MONTH_ONLY) if month else no_date(typed)


def no_date(shown: str) -> Odd:
    only = "只有年份" if YEAR.fullmatch(shown) else "不是日期"
    return Odd(reason=f"“{shortened(shown)}”{only}，请写成2023-12-31的样子")


def date_in_number(number: float) -> Odd:
    """45000 is a day as Excel counts them, 20230531 and 2023.05 are written without signs; of
    2023.1 nobody can say whether it is January or October."""
    shown = f"{number:.{DIGITS}g}"
    if is_serial(number):
        return Odd(DAY_ZERO + timedelta(days=int(number)), SERIAL)
    if re.fullmatch(r"(?:19|20)\d\d\.\d", shown):
        return Odd(reason=f"“{shown}”可能是1月也可能是10月，请写成2023-10-31的样子")
    day, month = as_date(shown), as_month(shown)
    compact = as_date(f"{shown}01") if len(shown) == 6 else None
    if day:
        return Odd(day, DATE_AS_TEXT)
    first = month or compact
    return Odd(first, MONTH_ONLY) if first else no_date(shown)


def is_serial(number: float) -> bool:
    """Is it a day as Excel counts them?"""
    return FIRST_SERIAL <= number <= LAST_SERIAL


def read_year(asked: Asked, raw: RawCell) -> Result:
    if isinstance(raw, date):
        return year_of_date(raw)
    if isinstance(raw, bool):
        return Odd(reason=f"单元格里是{said(raw)}，这里填四位年份")
    if isinstance(raw, int | float):
        whole = raw == int(raw) if math.isfinite(raw) else False
        if whole and FIRST_YEAR <= raw <= LAST_YEAR:
            return int(raw)
        day = date_in_number(float(raw)).value
        return Odd(day.year, YEAR_TAKEN) if isinstance(day, date) else no_year(said(raw))
    typed = tidied(raw or "")
    if typed in ENDLESS:
        return Odd(None, UNENDING)
    told = told_of_text(typed)
    return told if told is not typed else written_year(asked, typed)


def year_of_date(day: date) -> Odd:
    """2021 in a cell made for dates is a day of 1905."""
    serial = (day - DAY_ZERO).days
    if FIRST_YEAR <= serial <= LAST_YEAR:
        return Odd(serial, YEAR_AS_DATE)
    return Odd(day.year, YEAR_TAKEN)


def written_year(asked: Asked, typed: str) -> Result:
    found = YEAR.fullmatch(plain(typed).strip("'`"))
    if found:
        quiet = asked.all_text and found[1] == typed
        return int(found[1]) if quiet else Odd(int(found[1]), NUMBER_AS_TEXT)
    text = TIME_OF_DAY.sub("", typed)
    day = as_date(text) or as_month(text)
    return Odd(day.year, YEAR_TAKEN) if day else no_year(typed)


def no_year(shown: str) -> Odd:
    return Odd(reason=f"“{shortened(shown)}”不是年份，请填四位年份，如2023")
