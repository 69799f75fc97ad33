"""What people type, as values; and values as the form prints them. Each undoes the other.

``read_value`` raises ``Unreadable`` with a Chinese reason; it never guesses. Blank gives None.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeAlias

from jiqun.core.form.model import FIGURES, Field, Kind
from jiqun.core.values import NONE, Value

#: What a file, a page or a cell hands in: one text, or several (a list, ticked options).
Raw: TypeAlias = str | tuple[str, ...]


class Unreadable(Exception):
    """What was typed is not what the field takes; ``str()`` is the reason, in Chinese."""


MAX_DIGITS = 18
MAX_DECIMALS = 10
CENT = Decimal("0.01")

#: What people write for “无”. It is told, not taken for it.
NOTHING = frozenset(("/", "\\", "-", "--", "---", "无。", "没有", "不涉及", "暂无", "未统计"))

#: Units that only say “one of them” and may follow any count.
COUNTERS = ("家", "个", "件", "项", "人", "名")

#: Groups of three digits may be parted by commas or, as GB/T 15835 has it, by single spaces.
NUMBER = re.compile(
    r"([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d+)(?:\.(\d+))?"
    r"([^\d,.][^\d]*)?",
    re.DOTALL | re.ASCII,
)

#: Any other space between digits parts two numbers, which must not become one.
IDLE_SPACE = re.compile(r"(?<![\d\s])\s+|\s+(?![\d\s])")

#: Characters XML 1.0 cannot carry, and control characters that YAML cannot.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: No answer is longer: more than ten times what the whole of part 八 may say.
LONGEST = 50_000

#: A figure is short; a longer one is a slip, and would only keep the patterns busy.
LONGEST_FIGURE = 200

LINE_END = re.compile(r"[\r\n\u2028\u2029]+")
LATIN_LINE_END = re.compile(r"(?<=[!-~])\n(?=[!-~])")
GROUPING = re.compile(r"[,\s]")

#: Characters that show nothing: copying from web pages and chats brings them along.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")

YEAR_MONTH = r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})"
MONTH = re.compile(rf"{YEAR_MONTH}\s*月?", re.ASCII)
DATE = re.compile(rf"{YEAR_MONTH}\s*[月./-]\s*(\d{{1,2}})\s*[日号]?", re.ASCII)
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)

#: Dates in words, 二〇二四年五月三十日, as official papers write them.
TENS = re.compile(r"([一二三]?)十([一二三四五六七八九]?)")
WORDS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

#: What an input method in full-width mode makes of ASCII. Nothing else is folded: 10² isn't 102.
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
DASHES = str.maketrans({"−": "-", "－": "-", "﹣": "-", "–": "-", "—": "-"})
DASH_IN_NUMBER = re.compile(r"(?<=[\d)）])\s*[-−－﹣–—]+\s*(?=\d)")


def read_value(field: Field, raw: Raw) -> Value | None:
    """The value of what was typed into ``field``; None if that is blank."""
    if isinstance(raw, tuple) and field.kind not in (Kind.NAMES, Kind.TICKS):
        raise Unreadable("这里只填一个值，不能填一组")
    for text in (raw,) if isinstance(raw, str) else raw:
        refuse_unprintable(text)
    refuse_too_long(field, raw)
    return READERS[field.kind](field, raw)


def refuse_too_long(field: Field, raw: Raw) -> None:
    length = len(joined(raw).strip())
    most = LONGEST_FIGURE if field.kind in FIGURES else LONGEST
    if length > most:
        raise Unreadable(f"内容长达{length}个字符，超过{most}个，请核对是否贴错了内容")


def refuse_unprintable(text: str) -> None:
    found = UNPRINTABLE.search(text)
    if found:
        raise Unreadable(
            f"第{found.start() + 1}个字符（U+{ord(found[0]):04X}）无法写入Word文件，请删除"
        )


def tidy(text: str) -> str:
    """Trim every line (全角空格 indents are layout, not content); drop those that show nothing."""
    lines = (line.strip() for line in LINE_END.split(text.replace("\t", " ")))
    return "\n".join(line for line in lines if INVISIBLE.sub("", line).strip())


def one_line(text: str) -> str:
    """Join lines: with a space between Latin words, with nothing between Chinese ones."""
    tidied = tidy(text)
    return LATIN_LINE_END.sub(" ", tidied).replace("\n", "") if "\n" in tidied else tidied


def joined(raw: Raw) -> str:
    return raw if isinstance(raw, str) else "\n".join(raw)


def visible(raw: Raw) -> str:
    """What is typed in a field that takes no text, without what nobody can see."""
    return INVISIBLE.sub("", joined(raw))


def read_number(field: Field, raw: Raw) -> Value | None:
    typed = visible(raw).strip()
    text = typed.translate(FULL_WIDTH).translate(DASHES)
    text = IDLE_SPACE.sub("", text.strip("_ \n"))  # underscores are fill-in lines
    if not text:
        return None
    if text == NONE.value:
        return NONE
    found = NUMBER.fullmatch(text)
    if not found:
        hint = "，确无相关情况的填“无”" if text in NOTHING else ""
        raise Unreadable(f"“{shortened(typed)}”不是数字{hint}")
    sign, whole, decimals, unit = (found[n] or "" for n in (1, 2, 3, 4))
    whole = GROUPING.sub("", whole)
    refuse_other_unit(field, typed, unit)
    if len(whole) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
        raise Unreadable(f"“{shortened(typed)}”位数过多")
    return as_figure(field, Decimal(f"{sign}{whole}.{decimals or 0}"))


def refuse_other_unit(field: Field, typed: str, unit: str) -> None:
    """A unit may follow if it is the field's own; another one is never converted silently."""
    known = {"", field.unit, *(COUNTERS if field.kind is Kind.COUNT else ())}
    if unit not in known:
        wanted = f"单位应为“{field.unit}”" if field.unit else "这里只填数字"
        raise Unreadable(f"“{shortened(typed)}”中的“{shortened(unit)}”无法识别，{wanted}")


def as_figure(field: Field, number: Decimal) -> Value:
    """Counts become int where whole (else they stay as typed, for a rule to say so); other
    figures carry at least two decimals."""
    number = abs(number) if number == 0 else number
    if field.kind is Kind.COUNT and number == number.to_integral_value():
        return int(number)
    trimmed = number.normalize()
    if field.kind is Kind.COUNT:
        return trimmed
    exponent = trimmed.as_tuple().exponent
    assert isinstance(exponent, int)  # finite by construction
    return trimmed if exponent < -2 else number.quantize(CENT)


def read_narrative(field: Field, raw: Raw) -> Value | None:
    return stated(tidy(joined(raw)))


def read_line(field: Field, raw: Raw) -> Value | None:
    return stated(one_line(joined(raw)))


def stated(text: str) -> Value | None:
    if not text:
        return None
    return NONE if text == NONE.value else text


def read_phone(field: Field, raw: Raw) -> Value | None:
    """Full-width digits and the dashes between digits become plain; the rest stays as typed."""
    plain = re.sub("[０-９＋]", lambda found: found[0].translate(FULL_WIDTH), one_line(joined(raw)))
    return stated(DASH_IN_NUMBER.sub("-", plain))


def read_date(field: Field, raw: Raw) -> Value | None:
    """“2024-5-30” becomes “2024年5月30日” and “2024.5” “2024年5月”; what is no date stays as it
    is, for a rule to say."""
    text = one_line(visible(raw))
    day, month = as_date(text), as_month(text)
    if day:
        return f"{day.year}年{day.month}月{day.day}日"
    return stated(f"{month.year}年{month.month}月" if month else text)


def as_date(text: str) -> date | None:
    plain = in_digits(text)
    return real_day(DATE.fullmatch(plain) or COMPACT.fullmatch(plain))


def as_month(text: str) -> date | None:
    """The first day of a month given without a day."""
    return real_day(MONTH.fullmatch(in_digits(text)))


def in_digits(text: str) -> str:
    """A date with plain digits and dashes in place of full-width ones and of 三十一."""
    tens = TENS.sub(lambda found: f"{found[1] or '一'}{found[2] or '〇'}", text)
    return tens.translate(WORDS).translate(FULL_WIDTH).translate(DASHES)


def real_day(found: re.Match[str] | None) -> date | None:
    if not found:
        return None
    year, month, *day = map(int, found.groups())
    try:
        return date(year, month, *(day or (1,)))
    except ValueError:
        return None


def read_names(field: Field, raw: Raw) -> Value | None:
    pieces = re.split(r"[\n；;]+", tidy(joined(raw)))
    names = tuple(name for name in (one_line(piece) for piece in pieces) if name)
    if not names:
        return None
    return NONE if names == (NONE.value,) else names


def read_choice(field: Field, raw: Raw) -> Value | None:
    text = one_line(visible(raw))
    return find_option(field, text) if text else None


def read_ticks(field: Field, raw: Raw) -> Value | None:
    """None ticked is blank; a lone “无” says just that, since paper cannot tell them apart."""
    pieces = re.split(r"[\n；;]+", raw) if isinstance(raw, str) else raw
    texts = [text for text in (one_line(visible(piece)) for piece in pieces) if text]
    if not texts or texts == [NONE.value]:
        return None
    return frozenset(find_option(field, text) for text in texts)


def find_option(field: Field, text: str) -> str:
    for option in field.options:
        if text in (option.id, option.label):
            return option.id
    known = [word for option in field.options for word in (option.id, option.label)]
    close = get_close_matches(text, known, n=1, cutoff=0.5)
    hint = f"是否为“{close[0]}”？" if close else ""
    options = "、".join(f"{option.id}（{option.label}）" for option in field.options)
    raise Unreadable(f"没有“{shortened(text)}”这个选项，{hint}可选：{options}")


def shortened(text: str, length: int = 20) -> str:
    """The beginning of a text on one line, fit to be shown: no file or screen takes lone halves of
    surrogate pairs."""
    flat = " ".join(UNPRINTABLE.sub("�", text).split())
    return flat if len(flat) <= length else f"{flat[:length]}…"


READERS: dict[Kind, Callable[[Field, Raw], Value | None]] = {
    Kind.NUMBER: read_number,
    Kind.COUNT: read_number,
    Kind.LINE: read_line,
    Kind.NARRATIVE: read_narrative,
    Kind.NAMES: read_names,
    Kind.CHOICE: read_choice,
    Kind.TICKS: read_ticks,
    Kind.DATE: read_date,
    Kind.PHONE: read_phone,
    Kind.CONTACT: read_phone,
}


def print_value(value: Value) -> str:
    """A value as the form prints it: figures in full, names one a line; boxes have their ids."""
    if value is NONE:
        return NONE.value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, frozenset):
        return "\n".join(sorted(value))
    if isinstance(value, tuple):
        return "\n".join(value)
    return str(value)
