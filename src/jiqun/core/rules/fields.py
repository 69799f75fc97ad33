"""What a single field can break: blank, decimals, whole counts, ranges, 字 limits, formats."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from jiqun.core.case import Case
from jiqun.core.form import Edition
from jiqun.core.form.model import TEXTS, Field, Kind, Place
from jiqun.core.reading import CENT, as_date, as_month, print_value, shortened
from jiqun.core.rules.book import rule
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.text import count_words
from jiqun.core.values import NONE, Value

NOTE_2 = ("填报说明2",)


def named(edition: Edition, place: Place) -> str:
    """“第二部分“集群总产值（亿元）（2021年）””, as messages begin."""
    part = edition.part_of[place.field.id]
    where = f"第{part}部分" if part in "一二三四五六七八九" else ""
    return f"{where}“{place.called}”" if "“封面" not in f"“{place.called}" else place.called


def filled(case: Case) -> Iterator[tuple[Place, Value]]:
    for key, value in case.facts.items():
        yield case.facts.edition.places[key], value


def figures(case: Case) -> Iterator[tuple[Place, Decimal | int]]:
    for place, value in filled(case):
        if isinstance(value, Decimal | int):
            yield place, value


def texts(case: Case) -> Iterator[tuple[Place, str]]:
    for place, value in filled(case):
        if isinstance(value, str) and place.field.kind in TEXTS:
            yield place, value
        elif isinstance(value, tuple):
            yield place, "\n".join(value)


#: Who and when: there is always something to fill in.
IDENTITY = (Kind.LINE, Kind.DATE, Kind.PHONE, Kind.CONTACT)


@rule("R0-01", Rank.BLOCK)
def unread(case: Case) -> Iterator[Fault]:
    """填写的内容应当能够识别：数字栏填数字，选择栏在所列选项中勾选。"""
    for problem in case.unread:
        known = problem.key in case.facts.edition.places
        keys = (problem.key,) if known else ()
        yield Fault(keys, f"{problem.reason.rstrip('。')}，请改正后重新检查。")


@rule("R0-02", Rank.BLOCK, cites=NOTE_2)
def blank(case: Case) -> Iterator[Fault]:
    """各必填栏目不得空缺，无相关情况时应填写“无”。"""
    edition = case.facts.edition
    for field in edition.printed_fields:
        missing = [place for place in field.places() if must_be_filled(case, place)]
        if not missing:
            continue
        years = "、".join(f"{place.year}年" for place in missing if place.year)
        name = named_years(edition, field, years) if years else named(edition, missing[0])
        keys = tuple(place.key for place in missing)
        yield Fault(keys, f"{name}未填写，{advice_on_blank(field)}。")


def advice_on_blank(field: Field) -> str:
    if field.kind is Kind.CHOICE:
        return "请勾选其中一项"
    if field.kind in IDENTITY:
        return "请填写"
    return "请填写；确无相关情况的填“无”"


def named_years(edition: Edition, field: Field, years: str) -> str:
    part = edition.part_of[field.id]
    return f"第{part}部分“{field.called}”（{years}）"


def must_be_filled(case: Case, place: Place) -> bool:
    blank = place.key not in case.facts and not is_unread(case, place.key)
    return place.field.required and blank and not has_no_names(case, place)


def is_unread(case: Case, key: str) -> bool:
    """Something does stand there; R0-01 says what is wrong with it."""
    return any(problem.key == key for problem in case.unread)


def has_no_names(case: Case, place: Place) -> bool:
    """Names have nothing to say where their count is 0 or 无, or could not be read."""
    if place.field.kind is not Kind.NAMES:
        return False
    key = place.key.removesuffix(".names") + ".count"
    count = case.facts.get(key)
    return count is NONE or count == 0 or is_unread(case, key)


@rule("R0-03", Rank.BLOCK, cites=NOTE_2)
def decimals(case: Case) -> Iterator[Fault]:
    """数据有小数时，保留小数点后2位。"""
    for place, value in figures(case):
        if place.key not in case.facts.edition.printed or place.field.kind is not Kind.NUMBER:
            continue  # 填报说明2 is about what the form prints; an exchange rate has four decimals
        value = Decimal(value)
        rounded = value.quantize(CENT, ROUND_HALF_UP)
        if rounded != value:
            yield Fault(
                (place.key,),
                f"{named(case.facts.edition, place)}填了{value:f}，小数超过2位，"
                f"请四舍五入填{rounded:f}。",
            )


@rule("R0-04", Rank.BLOCK)
def whole(case: Case) -> Iterator[Fault]:
    """企业、人员、专利、项目等的数量应为整数。"""
    for place, value in figures(case):
        if place.field.kind is Kind.COUNT and isinstance(value, Decimal):
            yield Fault(
                (place.key,),
                f"{named(case.facts.edition, place)}填了{value:f}，数量应为整数，请核对。",
            )


@rule("R0-05", Rank.BLOCK)
def within_range(case: Case) -> Iterator[Fault]:
    """占比、比例、普及率在0到100之间；除增长率、增速、降低率外，数据不为负数。"""
    for place, value in figures(case):
        low, high = place.field.low, place.field.high
        if low is not None and value < low:
            wanted = f"应在{low}到{high}之间" if high is not None else "不应为负数"
        elif high is not None and value > high:
            wanted = f"应在{low}到{high}之间"
        else:
            continue
        yield Fault(
            (place.key,),
            f"{named(case.facts.edition, place)}填了{print_value(value)}{place.field.unit}，"
            f"{wanted}，请核对。",
        )


@rule("R0-06", Rank.BLOCK, cites=("填报说明1",), supersedes=("R0-11",))
def word_limit(case: Case) -> Iterator[Fault]:
    """文字简洁，不超过栏目注明的字数（按Word“字数”统计）。"""
    for place, text in texts(case):
        limit = place.field.limit
        if limit is None:
            continue
        words = count_words(text)
        if words > limit:
            yield Fault(
                (place.key,),
                f"{named(case.facts.edition, place)}共{words}字，超过{limit}字，"
                f"请删减{words - limit}字。",
            )


#: What drafts leave behind, as a whole answer or inside one.
#: A model name (XX-12) is none; a run is taken whole, or a long one would take forever to refuse.
PLACEHOLDER = (
    r"(?<![A-Za-z0-9×✕Ｘｘ])(?:20\d?)?[Xx×✕Ｘｘ]{2,}+(?![A-Za-z0-9]|-\d)"
    r"|(?<!\d)20\d[Xx×✕Ｘｘ](?=年)"
    r"|(?<![亟有])待(?:补充|核实|填(?!补)写?)|此处填写|请填写"
    r"|(?<![A-Za-z])(?:TBD|TODO)(?![A-Za-z])"
)
WHOLLY_PLACEHOLDER = re.compile(rf"(?:{PLACEHOLDER}|[…．。.·\s_＿—–\-/、，某]|\?|？)+")
IN_TEXT = re.compile(rf"{PLACEHOLDER}|…{{3,}}|(?:\.{{6,}})|_{{2,}}|＿{{2,}}")
ELLIPSIS_AT_END = re.compile(r"(?:……|\.{6})$")

SHORT = (Kind.LINE, Kind.PHONE, Kind.CONTACT, Kind.DATE, Kind.NAMES)


@rule("R0-07", Rank.BLOCK, cites=NOTE_2, supersedes=("R0-09", "R0-10"))
def placeholder(case: Case) -> Iterator[Fault]:
    """各栏目填写实际内容，不得留有“XX”“……”“待补充”等占位文字。"""
    for place, text in texts(case):
        found = WHOLLY_PLACEHOLDER.fullmatch(text)
        if not found and place.field.kind in SHORT:
            found = IN_TEXT.search(text)
        if found:
            yield Fault(
                (place.key,),
                f"{named(case.facts.edition, place)}中留有占位文字“{shortened(found[0])}”，"
                "请换成实际内容。",
            )


@rule("R0-08", Rank.EXPLAIN, cites=NOTE_2)
def placeholder_in_text(case: Case) -> Iterator[Fault]:
    """文字中不得遗留“XX”“……”“待补充”等占位文字；确属正文的请说明。"""
    for place, text in texts(case):
        if place.field.kind in SHORT or WHOLLY_PLACEHOLDER.fullmatch(text):
            continue
        found = IN_TEXT.search(text) or ELLIPSIS_AT_END.search(text)
        if found:
            around = text[max(0, found.start() - 8) : found.end() + 8]
            yield Fault(
                (place.key,),
                f"{named(case.facts.edition, place)}的“{shortened(around, 30)}”处疑似遗留占位文字，"
                "请补充完整；确属正文的请说明。",
            )


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


@rule("R0-09", Rank.EXPLAIN)
def phone(case: Case) -> Iterator[Fault]:
    """联系方式应为可以拨通的手机或固定电话号码。"""
    for place, text in texts(case):
        if place.field.kind not in (Kind.PHONE, Kind.CONTACT):
            continue
        rest = PHONE.sub(" ", MAIL.sub(" ", text))
        wrong = TOO_SHORT.search(text) or DIGITS.search(rest)
        if wrong or rest == text:
            what = f"“{shortened(wrong[0] if wrong else text)}”"
            yield Fault(
                (place.key,),
                f"{named(case.facts.edition, place)}中的{what}不像电话号码（手机11位，"
                "固定电话7至8位可加区号），请核对；确属特殊号码的请说明。",
            )


@rule("R0-10", Rank.BLOCK)
def date(case: Case) -> Iterator[Fault]:
    """日期应为真实存在的年月日。"""
    for place, text in texts(case):
        if place.field.kind is not Kind.DATE or as_date(text) or as_month(text):
            continue
        yield Fault(
            (place.key,),
            f"{named(case.facts.edition, place)}填了“{shortened(text)}”，不是有效日期，"
            "请按“2024年5月30日”的样式填写。",
        )


@rule("R0-11", Rank.BLOCK, cites=("填报说明18",))
def fits(case: Case) -> Iterator[Fault]:
    """填表时不得改变表格样式，其中一至七部分不得串页。"""
    for overflow in case.overflows:
        place = case.facts.edition.places[overflow.key]
        yield Fault(
            (place.key,),
            f"{named(case.facts.edition, place)}用最小字号（8磅）仍排不下，"
            f"超出约{overflow.characters}个字符，请删减（连续的英文、数字按实际宽度计）。",
        )
