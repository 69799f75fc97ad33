"""What people type, and what becomes of it: a value, a blank, or a refusal that says why."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jiqun.core.form import get_edition
from jiqun.core.form.model import Field, Kind
from jiqun.core.reading import (
    Raw,
    Unreadable,
    as_date,
    as_month,
    one_line,
    print_value,
    read_value,
    shortened,
    tidy,
)
from jiqun.core.values import NONE, Value

EDITION = get_edition("beijing-2024")

AMOUNT = EDITION.fields["output"]  # 亿元
SHARE = EDITION.fields["iiot_rate"]  # %
UNITLESS = EDITION.fields["targets.co2.base"]
INTENSITY = EDITION.fields["co2_per_output"]  # 吨二氧化碳/万元
COUNT = EDITION.fields["firms"]  # 家
LINE = EDITION.fields["cluster_name"]
NARRATIVE = EDITION.fields["chain"]
NAMES = EDITION.fields["national_platforms.names"]
CHOICE = EDITION.fields["sector"]
TICKS = EDITION.fields["sharing_work"]
DATE = EDITION.fields["cover.date"]
PHONE = EDITION.fields["authority_phone"]
CONTACT = EDITION.fields["cover.contact"]

ONE_OF_A_KIND = {field.kind: field for field in EDITION.fields.values()}


def refusal(field: Field, typed: Raw) -> str:
    """The sentence that says why something typed is not taken over."""
    with pytest.raises(Unreadable) as refused:
        read_value(field, typed)
    return str(refused.value)


def value_or_none(field: Field, typed: Raw) -> Value | None:
    """What is read of anything at all; None if it is blank or refused."""
    try:
        return read_value(field, typed)
    except Unreadable as why:
        assert str(why)
        return None


def exactly(value: Value | None) -> tuple[type, str | None]:
    """Equality with its digits: 5, 5.0 and 5.00 are three things on paper."""
    return type(value), None if value is None else print_value(value)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (AMOUNT, "41.20", Decimal("41.20")),
        (AMOUNT, "41.2", Decimal("41.20")),
        (AMOUNT, "41", Decimal("41.00")),
        (AMOUNT, "0", Decimal("0.00")),
        (AMOUNT, "-0.00", Decimal("0.00")),
        (AMOUNT, "+3", Decimal("3.00")),
        (AMOUNT, "008", Decimal("8.00")),
        (AMOUNT, "0.125", Decimal("0.125")),  # kept, for a rule to say that it has three decimals
        (AMOUNT, "0.1250", Decimal("0.125")),
        (AMOUNT, "1,234,567.8", Decimal("1234567.80")),
        (AMOUNT, "1，234", Decimal("1234.00")),
        (AMOUNT, "1 234 567.80", Decimal("1234567.80")),
        (AMOUNT, "1\u2009234", Decimal("1234.00")),
        (AMOUNT, "４１．２０", Decimal("41.20")),
        (AMOUNT, "　41.20　", Decimal("41.20")),
        (AMOUNT, "\t41.20\n", Decimal("41.20")),
        (AMOUNT, "__41.20__", Decimal("41.20")),
        (AMOUNT, "\ufeff41\u200b.20\u200e", Decimal("41.20")),
        (AMOUNT, "\u200b", None),
        (AMOUNT, "41.20亿元", Decimal("41.20")),
        (AMOUNT, "41.20 亿元", Decimal("41.20")),
        (AMOUNT, "41.20\n亿元", Decimal("41.20")),
        (AMOUNT, "- 5", Decimal("-5.00")),
        (AMOUNT, "−5", Decimal("-5.00")),
        (AMOUNT, "－5", Decimal("-5.00")),
        (AMOUNT, "–5", Decimal("-5.00")),
        (AMOUNT, "—5", Decimal("-5.00")),
        (AMOUNT, "123456789012345678.12", Decimal("123456789012345678.12")),
        (AMOUNT, "无", NONE),
        (AMOUNT, " 无 ", NONE),
        (AMOUNT, "", None),
        (AMOUNT, " \t　\n", None),
        (AMOUNT, "_____", None),
        (SHARE, "12.50%", Decimal("12.50")),
        (SHARE, "１２．５０％", Decimal("12.50")),
        (SHARE, "12.50 ％", Decimal("12.50")),
        (UNITLESS, "5", Decimal("5.00")),
        (INTENSITY, "0.35吨二氧化碳／万元", Decimal("0.35")),
        (COUNT, "5", 5),
        (COUNT, "5.0", 5),
        (COUNT, "5.00家", 5),
        (COUNT, "５个", 5),
        (COUNT, "1,204", 1204),
        (COUNT, "0", 0),
        (COUNT, "-3", -3),  # read, for a rule to say that it is negative
        (COUNT, "5.5", Decimal("5.5")),  # read, for a rule to say that it is not whole
        (COUNT, "无", NONE),
        (COUNT, "", None),
    ],
)
def test_figures(field: Field, typed: str, value: Value | None) -> None:
    assert exactly(read_value(field, typed)) == exactly(value)


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        (AMOUNT, "1e999", "“1e999”不是数字"),
        (AMOUNT, "1e3", "“1e3”不是数字"),
        (AMOUNT, "NaN", "“NaN”不是数字"),
        (AMOUNT, "Infinity", "“Infinity”不是数字"),
        (AMOUNT, "-", "“-”不是数字，确无相关情况的填“无”"),
        (AMOUNT, "/", "“/”不是数字，确无相关情况的填“无”"),
        (AMOUNT, "12.3.4", "“12.3.4”不是数字"),
        (AMOUNT, "1_0", "“1_0”不是数字"),
        (AMOUNT, "0x10", "“0x10”不是数字"),
        (AMOUNT, ".5", "“.5”不是数字"),
        (AMOUNT, "5.", "“5.”不是数字"),
        (AMOUNT, "--5", "“--5”不是数字"),
        (AMOUNT, "1,23", "“1,23”不是数字"),
        (AMOUNT, "12,34,567", "“12,34,567”不是数字"),
        (AMOUNT, "约5", "“约5”不是数字"),
        (AMOUNT, "三十", "“三十”不是数字"),
        (AMOUNT, "5-6", "“5-6”不是数字"),
        (AMOUNT, "=A1", "“=A1”不是数字"),
        (AMOUNT, "无。", "“无。”不是数字，确无相关情况的填“无”"),
        (AMOUNT, "没有", "“没有”不是数字，确无相关情况的填“无”"),
        # Two numbers in one cell are never run together into a third.
        (AMOUNT, "41.20\n45.30", "“41.20 45.30”不是数字"),
        (AMOUNT, "120\n135", "“120 135”不是数字"),
        (AMOUNT, "120 \n 135", "“120 135”不是数字"),
        (AMOUNT, "12 34", "“12 34”不是数字"),
        (AMOUNT, "1  234", "“1 234”不是数字"),
        # Nor is anything folded into digits that is none: 10² is not 102.
        (AMOUNT, "10²", "“10²”中的“²”无法识别，单位应为“亿元”"),
        (AMOUNT, "①", "“①”不是数字"),
        (AMOUNT, "½", "“½”不是数字"),
        (AMOUNT, "١٢", "“١٢”不是数字"),
        (AMOUNT, "५", "“५”不是数字"),
        # A unit is the field's own or none; another is never converted silently.
        (AMOUNT, "5万元", "“5万元”中的“万元”无法识别，单位应为“亿元”"),
        (AMOUNT, "41.20亿", "“41.20亿”中的“亿”无法识别，单位应为“亿元”"),
        (AMOUNT, "5家", "“5家”中的“家”无法识别，单位应为“亿元”"),
        (SHARE, "12%%", "“12%%”中的“%%”无法识别，单位应为“%”"),
        (SHARE, "12‰", "“12‰”中的“‰”无法识别，单位应为“%”"),
        (UNITLESS, "5吨", "“5吨”中的“吨”无法识别，这里只填数字"),
        (COUNT, "5万家", "“5万家”中的“万家”无法识别，单位应为“家”"),
        (AMOUNT, "1" * 19, f"“{'1' * 19}”位数过多"),
        (AMOUNT, "0.12345678901", "“0.12345678901”位数过多"),
        (AMOUNT, "9" * 200, f"“{'9' * 20}…”位数过多"),
        (AMOUNT, f"1{' ' * 300_000}2", "内容长达300002个字符，超过200个，请核对是否贴错了内容"),
        (AMOUNT, "5\x00", "第2个字符（U+0000）无法写入Word文件，请删除"),
        (COUNT, "\ud800", "第1个字符（U+D800）无法写入Word文件，请删除"),
        (AMOUNT, ("41.20",), "这里只填一个值，不能填一组"),
        (COUNT, ("5", "6"), "这里只填一个值，不能填一组"),
    ],
)
def test_refused_figures(field: Field, typed: Raw, reason: str) -> None:
    assert refusal(field, typed) == reason


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (LINE, "  北京市示例区测控产业集群 ", "北京市示例区测控产业集群"),
        (LINE, "北京市示例区\n测控产业集群", "北京市示例区测控产业集群"),
        (LINE, "Smart\nSensor 集群", "Smart Sensor 集群"),
        (LINE, "第一行\r\n\r\n第二行", "第一行第二行"),
        (LINE, "无", NONE),
        (LINE, "无。", "无。"),
        (LINE, "　", None),
        (LINE, "\u200b \ufeff", None),  # what shows nothing on paper is blank
        (LINE, "e\u200bf\u00ad", "e\u200bf\u00ad"),
        (NARRATIVE, "一\n\u200b\n二", "一\n二"),
        (NAMES, "甲中心；\u2060；乙中心", ("甲中心", "乙中心")),
        (CHOICE, "\u200b第二产业", "secondary"),
        (TICKS, ("\ufeffpeople", "\u200b"), frozenset({"people"})),
        (DATE, "\u200e2024/\u200e5/30", "2024年5月30日"),
        (LINE, "0", "0"),
        (LINE, "no", "no"),
        (NARRATIVE, "　　第一段。\n\n　　第二段。\n", "第一段。\n第二段。"),
        (NARRATIVE, "一\u2028二\u2029三\r四", "一\n二\n三\n四"),
        (NARRATIVE, "有\t缩进", "有 缩进"),
        (NARRATIVE, "无", NONE),
        (NARRATIVE, "\n \n", None),
        (NAMES, "甲中心\n乙中心", ("甲中心", "乙中心")),
        (NAMES, "甲中心；乙中心;丙中心", ("甲中心", "乙中心", "丙中心")),
        (NAMES, ("甲中心", " ", "乙\n中心"), ("甲中心", "乙", "中心")),
        (NAMES, "甲、乙联合实验室", ("甲、乙联合实验室",)),
        (NAMES, ("无",), NONE),
        (NAMES, "无", NONE),
        (NAMES, "；\n；", None),
        (NAMES, (), None),
        (CHOICE, "secondary", "secondary"),
        (CHOICE, " 第二产业 ", "secondary"),
        (CHOICE, "", None),
        (TICKS, ("equipment", "开展人力资源共享"), frozenset({"equipment", "people"})),
        (TICKS, "equipment\npeople", frozenset({"equipment", "people"})),
        (TICKS, ("people", "people"), frozenset({"people"})),
        (TICKS, "无", None),
        (TICKS, (), None),
        (DATE, "2024-5-30", "2024年5月30日"),
        (DATE, "2024.05.30", "2024年5月30日"),
        (DATE, "2024/5/30", "2024年5月30日"),
        (DATE, "2024 年 5 月 30 日", "2024年5月30日"),
        (DATE, "２０２４年５月３０日", "2024年5月30日"),
        (DATE, "二〇二四年五月三十日", "2024年5月30日"),
        (DATE, "二○二四年十二月三十一日", "2024年12月31日"),
        (DATE, "二零二四年十月十日", "2024年10月10日"),
        (DATE, "2024年5月", "2024年5月"),
        (DATE, "2024.05", "2024年5月"),
        (DATE, "二〇二四年五月", "2024年5月"),
        (DATE, "2024年2月30日", "2024年2月30日"),  # read, for a rule to say that there is none
        (DATE, "2024年13月", "2024年13月"),
        (DATE, "五月三十日", "五月三十日"),
        (DATE, "0024-5-30", "0024-5-30"),
        (DATE, "   年   月   日", "年   月   日"),
        (DATE, "无", NONE),
        (DATE, "", None),
        (PHONE, "０１０－５５５２０８４４", "010-55520844"),
        (PHONE, "010—55520844", "010-55520844"),
        (PHONE, "(010) —— 55520844", "(010)-55520844"),
        (PHONE, "010 5552 0844", "010 5552 0844"),
        (PHONE, "＋86 10 5552 0844", "+86 10 5552 0844"),
        (PHONE, "无", NONE),
        (CONTACT, "张三——经理 13800000000", "张三——经理 13800000000"),
        (CONTACT, "张三\n13800000000", "张三13800000000"),
    ],
)
def test_texts_and_choices(field: Field, typed: Raw, value: Value | None) -> None:
    assert exactly(read_value(field, typed)) == exactly(value)


SHARING = (
    "equipment（开展通用生产设备共享）、services（开展物流、仓储、设计等服务资源共享）、"
    "people（开展人力资源共享）、purchasing（开展同类设备和产品的集中采销）、"
    "workshops（建立共享车间、共享工厂）"
)


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        (
            CHOICE,
            "第2产业",
            "没有“第2产业”这个选项，是否为“第二产业”？可选：primary（第一产业）、"
            "secondary（第二产业）、tertiary（第三产业）",
        ),
        (
            CHOICE,
            "无",
            "没有“无”这个选项，可选：primary（第一产业）、secondary（第二产业）、"
            "tertiary（第三产业）",
        ),
        (CHOICE, ("secondary",), "这里只填一个值，不能填一组"),
        (TICKS, ("equipmnt",), f"没有“equipmnt”这个选项，是否为“equipment”？可选：{SHARING}"),
        (TICKS, ("无", "people"), f"没有“无”这个选项，可选：{SHARING}"),
        (LINE, ("甲", "乙"), "这里只填一个值，不能填一组"),
        (NARRATIVE, "好\x0b的", "第2个字符（U+000B）无法写入Word文件，请删除"),
        (LINE, "\ufffe", "第1个字符（U+FFFE）无法写入Word文件，请删除"),
        (NAMES, ("甲", "乙\x1f"), "第2个字符（U+001F）无法写入Word文件，请删除"),
        (TICKS, "\ud83d", "第1个字符（U+D83D）无法写入Word文件，请删除"),
    ],
)
def test_refused_texts_and_choices(field: Field, typed: Raw, reason: str) -> None:
    assert refusal(field, typed) == reason


def test_blank_none_and_zero_are_three_things() -> None:
    assert [exactly(read_value(COUNT, typed)) for typed in ("", "无", "0")] == [
        exactly(None),
        exactly(NONE),
        exactly(0),
    ]


def test_dates() -> None:
    assert [str(as_date("2024年2月29日")), as_date("2023年2月29日"), as_date("2024年5月")] == [
        "2024-02-29",
        None,
        None,
    ]
    assert [str(as_month("2024年5月")), as_month("2024年0月"), as_month("2024年5月30日")] == [
        "2024-05-01",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("短", 20, "短"),
        ("两 行\n  字", 20, "两 行 字"),
        ("一二三四五", 4, "一二三四…"),
        ("\ud800坏", 20, "�坏"),
    ],
)
def test_shortened(text: str, length: int, shown: str) -> None:
    assert shortened(text, length) == shown


# Of every kind, whatever is read prints as what reads the same again.

#: Whatever fingers, clipboards and converters produce: digits, units, marks, and the rest.
TYPED = st.one_of(
    st.text(max_size=40),
    st.text("0123456789０９,，.．-−—+ 　%％亿万元家个无年月日./\n_；;()（）", max_size=20),
    st.text("甲乙丙abcXYZ \n\t；", max_size=20),
    st.dates().map(str),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str),
    st.sampled_from([option.label for option in (*CHOICE.options, *TICKS.options)]),
    st.sampled_from([option.id for option in (*CHOICE.options, *TICKS.options)]),
)
RAW = st.one_of(TYPED, st.lists(TYPED, max_size=4).map(tuple))


@pytest.mark.parametrize("kind", Kind)
@given(typed=RAW)
@example(typed="¨")
@example(typed="1\u00a0\u2009 2")
@example(typed="无\n无")
def test_printing_undoes_reading(kind: Kind, typed: Raw) -> None:
    field = ONE_OF_A_KIND[kind]
    value = value_or_none(field, typed)
    if value is not None:
        assert exactly(read_value(field, print_value(value))) == exactly(value)


@given(typed=RAW)
def test_nothing_typed_raises_anything_but_unreadable(typed: Raw) -> None:
    """In no field of the form, whatever is typed: a sentence or a value."""
    for field in EDITION.fields.values():
        value = value_or_none(field, typed)
        assert value is None or print_value(value)


@given(number=st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_two_decimals_are_kept_exactly(number: Decimal) -> None:
    assert read_value(AMOUNT, f"{number:f}") == number


@given(number=st.integers(0, 10**17))
def test_separators_change_nothing(number: int) -> None:
    ways = (f"{number}", f"{number:,}", f"{number:,}".replace(",", " "), f" {number}家")
    assert [read_value(COUNT, way) for way in ways] == [number] * 4


@given(text=st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert one_line(one_line(text)) == one_line(text)


@given(text=st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert "\n" not in one_line(text)
    assert one_line(text) == one_line(text).strip()
