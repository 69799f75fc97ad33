"""What a single field can break: blank, decimals, whole counts, ranges, 字 limits, formats."""

import re
import string
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import groupby

from jiqun.core.case import Case, Overflow
from jiqun.core.facts import Problem
from jiqun.core.form import Edition
from jiqun.core.form.model import Field, Kind, Place
from jiqun.core.reading import CENT, as_date, as_month, print_value, shortened
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.wording import fault, named
from jiqun.core.values import NONE

NOTE_2 = ("填报说明2",)

#: The plan for the next three years, whose words are never “无”.
PLAN = "八"


@rule(
    "R0-01",
    Rank.BLOCK,
    example=Example(
        {"sector": None},
        known={"unread": (Problem("sector", "勾选了2项，只能勾选1项"),)},
    ),
)
def unread(case: Case) -> Iterator[Fault]:
    """填写的内容应当能够识别：数字栏填数字，选择栏在所列选项中勾选。"""
    edition = case.facts.edition
    by_reason: dict[str, list[Place]] = {}
    for problem in case.unread:  # what is wrong with a whole cell is said of each of its blanks
        places = by_reason.setdefault(problem.reason.rstrip("。"), [])
        places += filter(None, [edition.places.get(problem.key)])
    for reason, places in by_reason.items():
        where = f"{named(edition, places)}无法识别：" if places else ""
        yield Fault(tuple(p.key for p in places), f"{where}{reason}，请改正后重新检查。")


@rule(
    "R0-02",
    Rank.BLOCK,
    cites=NOTE_2,
    example=Example({"sector": None}),
)
def blank(case: Case) -> Iterator[Fault]:
    """各必填栏目不得空缺，无相关情况时应填写“无”。"""
    edition = case.facts.edition
    blanks = (place for key, place in edition.printed.items() if key not in case.facts)
    missing = (place for place in blanks if must_be_filled(case, place))
    for _, of_field in groupby(missing, key=lambda place: place.field.id):
        places = tuple(of_field)
        advice = advice_on_blank(edition, places[0].field)
        keys = tuple(place.key for place in places)
        yield Fault(keys, f"{named(edition, places)}未填写，{advice}。")


def advice_on_blank(edition: Edition, field: Field) -> str:
    if field.kind is Kind.CHOICE:
        return "请勾选其中一项"
    if edition.part_of[field.id] == PLAN and field.kind in (Kind.NARRATIVE, Kind.LINE):
        return "请写明内容"  # R8-02 and R8-21 take no “无” there
    return "请填写；确无相关情况的填“无”" if field.none_allowed else "请填写"


def must_be_filled(case: Case, place: Place) -> bool:
    return place.field.required and not is_unread(case, place.key) and not has_no_names(case, place)


def is_unread(case: Case, key: str) -> bool:
    """Something does stand there; R0-01 says what is wrong with it."""
    return any(problem.key == key for problem in case.unread)


def has_no_names(case: Case, place: Place) -> bool:
    """Names have nothing to say where their count is 0, 无, or itself at fault."""
    if place.field.kind is not Kind.NAMES:
        return False
    key = place.key.removesuffix(".names") + ".count"
    count = case.facts.get(key)
    return count is None or count is NONE or count == 0


@rule(
    "R0-12",
    Rank.BLOCK,
    example=Example({"operator_contact": "无"}),
)
def none_as_name(case: Case) -> Iterator[Fault]:
    """名称、联系人、联系方式和申报时间应如实填写，不能填“无”。"""
    for place, value in case.filled:
        if value is NONE and not place.field.none_allowed:
            yield fault(case, place, "填了“无”，这一栏必须如实填写，请补上。")


@rule(
    "R0-03",
    Rank.BLOCK,
    cites=NOTE_2,
    example=Example({"software_purchase.2021": "1286.505"}),
)
def decimals(case: Case) -> Iterator[Fault]:
    """数据有小数时，保留小数点后2位。"""
    for place, value in case.numbers:
        if isinstance(value, int) or value.same_quantum(CENT):  # as most are
            continue
        if place.key not in case.facts.edition.printed or place.field.kind is not Kind.NUMBER:
            continue  # 填报说明2 is about what the form prints; an exchange rate has four decimals
        rounded = value.quantize(CENT, ROUND_HALF_UP)
        if rounded != value:
            yield fault(
                case,
                place,
                f"填了{value:f}，小数超过2位，请四舍五入填{rounded:f}。",
            )


@rule(
    "R0-04",
    Rank.BLOCK,
    cites=("填报说明1",),
    example=Example({"rd_staff.2022": "1180.5"}),
)
def whole(case: Case) -> Iterator[Fault]:
    """企业、人员、专利、项目等的数量应为整数。"""
    for place, value in case.numbers:
        if place.field.kind is Kind.COUNT and isinstance(value, Decimal):
            yield fault(
                case,
                place,
                f"填了{value:f}，数量应为整数，请核对。",
            )


@rule(
    "R0-05",
    Rank.BLOCK,
    cites=("填报说明1",),
    example=Example({"rd_tools_rate": "168.26"}),
)
def within_range(case: Case) -> Iterator[Fault]:
    """占比、比例、普及率在0到100之间；除增长率、增速、降低率外，数据不为负数。"""
    for place, value in case.numbers:
        wanted = out_of_range(place.field, Decimal(value))
        if wanted:
            text = f"填了{print_value(value)}{place.field.unit}，{wanted}，请核对。"
            yield fault(case, place, text)


def out_of_range(field: Field, value: Decimal) -> str:
    """What the value should be, if it is out of its field's range."""
    low, high = field.low, field.high
    too_low, too_high = low is not None and value < low, high is not None and value > high
    if not too_low and not too_high:
        return ""
    if low is not None and high is not None:
        return f"应在{low}到{high}之间"
    if high is not None:
        return f"不应大于{high}"
    return f"不应小于{low}" if low else "不应为负数"


@rule(
    "R0-06",
    Rank.BLOCK,
    cites=("填报说明1",),
    supersedes=("R0-11",),
    example=Example({"chain": "集" * 201}),
)
def word_limit(case: Case) -> Iterator[Fault]:
    """文字简洁，不超过栏目注明的字数（按Word“字数”统计）。"""
    for place, _ in case.texts:
        limit = place.field.limit
        if limit is None:
            continue
        words = case.words[place.key]
        if words > limit:
            yield fault(
                case,
                place,
                f"共{words}字，超出{words - limit}字，请删减。",
            )


#: What drafts leave behind, as a whole answer or inside one. A model name (XX-12, XX型) or a
#: chromosome is none, nor are words that only begin alike (等待补充资金); a run is taken whole, or
#: a long one would take forever to refuse.
HAN = r"\u4e00-\u9fff"
PLACEHOLDER = (
    r"(?<![A-Za-z0-9×✕Ｘｘ体与和])(?:20\d?)?(?:[X×✕Ｘ]{2,}+|[xｘ]{2,}+)(?![A-Za-z0-9@型]|-\d)"
    r"|(?<!\d)20\d[Xx×✕Ｘｘ](?=年)"
    rf"|(?<![亟急有等接招])(?:待(?:补充|核实|完善|填写?)|此处填写|请填写)(?![{HAN}])"
    rf"|(?<![A-Za-z])(?:TBD|TBC|TODO)(?![A-Za-z]|清单|列表|软件|应用)|[○〇]{{2,}}+|\*{{3,}}+"
)
EMPTY_ANSWER = r"待定|同上|略|N/A|见附件|某"
WHOLLY_PLACEHOLDER = re.compile(
    rf"(?:{PLACEHOLDER}|{EMPTY_ANSWER}|[…．。.·\s_＿—–\-/、，?？“”（）()\[\]【】])+"
)
IN_TEXT = re.compile(
    rf"{PLACEHOLDER}|…{{3,}}|(?:\.{{6,}})|(?<![A-Za-z0-9/.])[_＿]{{2,}}(?![A-Za-z0-9])"
)
#: Of names that is an answer: the schedule has them.
IN_THE_LIST = re.compile(r"[（(]?见附件[）)]?。?")
ELLIPSIS_AT_END = re.compile(r"(?:……|\.{6})\Z")

#: What a placeholder in a text has to contain, one of these: looking for them is quick, the pattern
#: is not.
SIGN = re.compile("[Xx×✕Ｘｘ○〇*…_＿待填]")


@lru_cache(maxsize=1024)  # a declaration is checked after every change, and few change its texts
def wholly_placeholder(text: str) -> re.Match[str] | None:
    return WHOLLY_PLACEHOLDER.fullmatch(text)


@lru_cache(maxsize=1024)
def placeholder_in(text: str) -> re.Match[str] | None:
    may = SIGN.search(text) or "TB" in text or "TODO" in text or "......" in text
    return IN_TEXT.search(text) if may else None


SHORT = (Kind.LINE, Kind.PHONE, Kind.CONTACT, Kind.DATE, Kind.NAMES)


@rule(
    "R0-07",
    Rank.BLOCK,
    cites=NOTE_2,
    supersedes=("R0-09", "R0-10"),
    example=Example({"quality": "待补充"}),
)
def placeholder(case: Case) -> Iterator[Fault]:
    """各栏目填写实际内容，不得留有“XX”“……”“待补充”等占位文字。"""
    for place, text in case.texts:
        found = wholly_placeholder(text)
        if not found and place.field.kind in SHORT:
            found = placeholder_in(MAIL.sub("", text) if "@" in text else text)
        if found and not (place.field.kind is Kind.NAMES and IN_THE_LIST.fullmatch(text)):
            yield fault(
                case,
                place,
                f"中留有占位文字“{shortened(found[0])}”，请换成实际内容。",
            )


@rule(
    "R0-08",
    Rank.EXPLAIN,
    cites=NOTE_2,
    example=Example({"quality": "为XX家企业开展质量诊断。"}),
)
def placeholder_in_text(case: Case) -> Iterator[Fault]:
    """文字中不得遗留“XX”“……”“待补充”等占位文字；确属正文的请说明。"""
    for place, text in case.texts:
        if place.field.kind in SHORT:
            continue
        found = placeholder_in(text) or ELLIPSIS_AT_END.search(text, len(text) - 6)
        if found and not wholly_placeholder(text):
            yield fault(
                case,
                place,
                f"的“{shortened(around(text, found), 40)}”处疑似遗留占位文字，"
                "请补充完整；确属正文的请说明。",
            )


#: How much is quoted on either side of what is found, and where a quotation may begin or end.
NEAR = 12
PAUSE = re.compile(r"[，。；：、！？,;:\n]")


def around(text: str, found: re.Match[str]) -> str:
    """What is found, with the words around it up to a mark, or whole words and numbers."""
    start, end = found.start(), found.end()
    before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    marks = [mark.end() for mark in PAUSE.finditer(before)]
    if marks:
        before = before[marks[-1] :]
    elif start > NEAR:
        before = before.lstrip(CUT)
    mark = PAUSE.search(after)
    if mark:
        after = after[: mark.start()]
    elif len(text) > end + NEAR:
        after = after.rstrip(CUT)
    return f"{before}{found[0]}{after}"


#: What must not be cut: the rest of a number or of a Latin word.
CUT = ".%" + string.digits + string.ascii_letters


#: Mobile; fixed line with or without area code and extension; 400/800; foreign with +.
PHONE = re.compile(
    r"(?<!\d)(?:"
    r"(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
    r"|(?:(?:\+|00)?86[- ]?[（(]?0?|[（(]0?|0)(?:10|2\d|[3-9]\d{2})[)）]?[- ]?\d{4}[- ]?\d{3,4}"
    r"|[48]00[- ]?\d{3,4}[- ]?\d{3,4}"
    r"|[2-8]\d{3}[- ]?\d{3,4}"
    r"|\+(?!86)\d{1,3}[- ]?\d[\d -]{5,14}\d"
    r")(?:\s*(?:转|-|分机)\s*\d{1,6})?(?!\d)"
)
#: Of limited length: searched for in any text, an unlimited one would take forever to miss.
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}")
DIGITS = re.compile(r"\d[\d -]{4,}\d")
#: The cities of 010 and 02x have eight digits; one is missing.
TOO_SHORT = re.compile(r"(?<!\d)0(?:10|2\d)[)）]?[- ]?\d{4}[- ]?\d{3}(?![- ]?\d)")


@rule(
    "R0-09",
    Rank.EXPLAIN,
    example=Example({"operator_phone": "1390000001"}),
)
def phone(case: Case) -> Iterator[Fault]:
    """联系方式应为可以拨通的手机或固定电话号码。"""
    for place, text in case.texts:
        if place.field.kind not in (Kind.PHONE, Kind.CONTACT):
            continue
        rest = PHONE.sub(" ", MAIL.sub(" ", text))
        wrong = TOO_SHORT.search(text) or DIGITS.search(rest)
        if wrong or rest == text:
            what = f"“{shortened(wrong[0] if wrong else text)}”"
            yield fault(
                case,
                place,
                f"中的{what}不像电话号码（手机11位，"
                "固定电话7至8位可加区号），请核对；确属特殊号码的请说明。",
            )


@rule(
    "R0-10",
    Rank.BLOCK,
    example=Example({"cover.date": "2024年2月30日"}),
)
def date(case: Case) -> Iterator[Fault]:
    """日期应为真实存在的年月日。"""
    for place, text in case.texts:
        if place.field.kind is not Kind.DATE or as_date(text) or as_month(text):
            continue
        yield fault(
            case,
            place,
            f"填了“{shortened(text)}”，不是有效日期，"
            f"请按“{case.facts.edition.years.call}年5月30日”的样式填写。",
        )


@rule(
    "R0-11",
    Rank.BLOCK,
    cites=("填报说明18",),
    example=Example({"chain": "i" * 3000}, known={"overflows": (Overflow("chain", 1400),)}),
)
def fits(case: Case) -> Iterator[Fault]:
    """填表时不得改变表格样式，其中一至七部分不得串页。"""
    for overflow in case.overflows:
        place = case.facts.edition.places[overflow.key]
        yield fault(
            case,
            place,
            f"用最小字号（8磅）仍排不下，"
            f"超出约{overflow.characters}个字符，请删减（连续的英文、数字按实际宽度计）。",
        )


@rule(
    "R0-13",
    Rank.HINT,
    example=Example(
        {"chain": "产品用于\U0002b740材。"}, known={"unshown": {"chain": "\U0002b740"}}
    ),
)
def shown(case: Case) -> Iterator[Fault]:
    """PDF中无法显示的生僻字印为“〓”，Word不受影响。"""
    for key, characters in case.unshown.items():
        place = case.facts.edition.places[key]
        text = f"中的“{shortened(characters)}”在PDF中无法显示，将印为“〓”；Word不受影响，请核对。"
        yield fault(case, place, text)
