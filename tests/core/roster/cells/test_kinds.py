"""How the cells of a list are read, kind by kind."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.form import get_edition
from jiqun.core.reading import Unreadable
from jiqun.core.roster.cells import Asked, ColumnReader, Odd, RawCell, read_cell
from jiqun.core.roster.cells.days import written_date
from jiqun.core.roster.cells.units import factor, unit_named
from jiqun.core.values import NONE

EDITION = get_edition("beijing-2024")
FIRMS = EDITION.schedule("firms").heads
OUTPUT, STAFF, USCC = FIRMS["output.2021"], FIRMS["staff.2021"], FIRMS["uscc"]
NAME, LEADING, SINCE = FIRMS["name"], FIRMS["leading"], FIRMS["since"]
UNTIL = FIRMS["little_giant_until"]
RANK = EDITION.schedule("platforms").heads["rank"]
NUMBER_OF_STANDARD = EDITION.schedule("standards").heads["number"]
ROLE = EDITION.schedule("standards").heads["role"]
FOUNDED = EDITION.schedule("branches").heads["founded"]

AS_TEXT = "按文本保存的数字已按数值读取"
UNIT_DROPPED = "数字后面的单位已去掉"
STROKE = "只有“-”“/”等符号，按空白读取"
CODE = "代码中的空格、引号、全角或小写字母已规范"
DAY_AS_TEXT = "按文本保存的日期已按日期读取"
MONTH_ONLY = "只写到月份，按当月1日读取"
MONTH_END = "只写到月份，按当月最后一日读取"
TIDIED = "去掉了多余的空格、换行或看不见的字符"
LOST = "代码被存成了数值，末几位已经丢失；请先把该列设为文本格式，再重新填写"
HEADS = {head.key: head for head in (OUTPUT, STAFF, USCC, NAME, LEADING, SINCE, UNTIL)}


@pytest.mark.parametrize("head", [*HEADS.values(), RANK, ROLE], ids=lambda head: head.key)
@pytest.mark.parametrize("raw", [None, "", " ", "　", "\u200b", "\n\t "])
def test_blank_is_none(head, raw: RawCell) -> None:
    assert read_cell(head, raw) == (None, "")


@pytest.mark.parametrize("head", [OUTPUT, STAFF, USCC, NAME, SINCE, UNTIL, RANK])
def test_none_is_stated(head) -> None:
    assert read_cell(head, " 无 ") == (NONE, "")


@pytest.mark.parametrize("head", [*HEADS.values(), RANK], ids=lambda head: head.key)
@pytest.mark.parametrize("raw", ["-", "—", "——", "/", "／", "\\"])
def test_a_stroke_says_nothing(head, raw: str) -> None:
    assert read_cell(head, raw) == (None, STROKE)


@pytest.mark.parametrize("head", [*HEADS.values(), RANK], ids=lambda head: head.key)
def test_an_error_is_named(head) -> None:
    with pytest.raises(Unreadable) as refused:
        read_cell(head, "#REF!")
    assert str(refused.value) == "公式出错“#REF!”（引用的单元格已不存在），请改正公式或直接填写"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1200.0, "1200"),
        (0.1 + 0.2, "0.3"),
        (1234.5600000000002, "1234.56"),
        (-3.5, "-3.5"),
        (7, "7"),
        (999999999999999.0, "999999999999999"),
        (1e17, "100000000000000000"),
        (123456789012.345678, "123456789012.346"),
    ],
)
def test_a_figure_is_what_excel_shows(raw: float, value: str) -> None:
    assert read_cell(OUTPUT, raw) == (Decimal(value), "")


@given(st.decimals(-(10**9), 10**9, places=4))
def test_any_figure_of_fifteen_digits_comes_back(number: Decimal) -> None:
    assert read_cell(OUTPUT, float(number)) == (number, "")


@pytest.mark.parametrize(
    ("raw", "value", "note"),
    [
        ("1,234.5", "1234.5", AS_TEXT),
        ("1，234.50", "1234.5", AS_TEXT),
        ("１２.５", "12.5", AS_TEXT),
        ("1 234", "1234", AS_TEXT),
        (" 12\u200b ", "12", AS_TEXT),
        ("￥12", "12", AS_TEXT),
        ("－3", "-3", AS_TEXT),
        ("12.3万元", "12.3", UNIT_DROPPED),
        ("3万", "3", UNIT_DROPPED),
        ("1.2亿元", "12000", "带单位“亿元”的数字已换算为万元"),
        ("1.2亿", "12000", "带单位“亿”的数字已换算为万元"),
        ("5000元", "0.5", "带单位“元”的数字已换算为万元"),
    ],
)
def test_figures_in_words_are_read_and_told(raw: str, value: str, note: str) -> None:
    assert read_cell(OUTPUT, raw) == (Decimal(value), note)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("约5", "“约5”不是数字"),
        ("(12)", "“(12)”不是数字"),
        ("5-6", "“5-6”不是数字"),
        ("12%", "“12%”中的“%”无法换算为“万元”"),
        ("3万美元", "“3万美元”中的“万美元”无法换算为“万元”"),
        ("350人", "“350人”中的“人”无法换算为“万元”"),
        ("1.2E+05", "“1.2E+05”是科学记数法，末几位可能已丢失；请写出完整的数字"),
        ("1234567890123456789", "“1234567890123456789”位数过多"),
        ("0.12345678901", "“0.12345678901”位数过多"),
        (1e18, "数字位数过多"),
        (float("nan"), "数字位数过多"),
        (True, "单元格里是TRUE，这里填数字；请把单元格格式改为数值后重新填写"),
        (
            date(2024, 1, 1),
            "单元格里是2024-01-01，这里填数字；请把单元格格式改为数值后重新填写",
        ),
        ("字" * 2001, "内容长达2001个字符，请核对是否贴错了内容"),
    ],
)
def test_what_is_no_figure_is_unreadable(raw: RawCell, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_cell(OUTPUT, raw)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("raw", "value", "note"),
    [
        (350.0, 350, ""),
        ("350人", 350, UNIT_DROPPED),
        ("12家", 12, UNIT_DROPPED),
        ("1.2万人", 12000, "带单位“万人”的数字已换算为人"),
        (35.5, Decimal("35.5"), ""),
    ],
)
def test_counts_are_whole_where_they_are(raw: RawCell, value: object, note: str) -> None:
    read = read_cell(STAFF, raw)
    assert read == (value, note)
    assert type(read[0]) is type(value)


def test_a_head_in_another_unit_converts_exactly() -> None:
    reader = ColumnReader(Asked(OUTPUT, times=Decimal(10_000)))
    assert reader.results([1.2345, "2", "3万元", None]) == [
        Decimal("12345"),
        Odd(Decimal(20_000), AS_TEXT),
        Odd(Decimal(3), UNIT_DROPPED),
        None,
    ]


def test_where_all_is_text_that_is_not_told() -> None:
    reader = ColumnReader(Asked(OUTPUT, all_text=True))
    assert reader.results(["12.5", "1,200"]) == [Decimal("12.5"), Odd(Decimal(1200), AS_TEXT)]
    assert ColumnReader(Asked(SINCE, all_text=True)).results(["2021"]) == [2021]
    assert ColumnReader(Asked(UNTIL, all_text=True)).results(["2024/5/1"]) == [date(2024, 5, 1)]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("9111 0118 MAXX 0001 5q", "91110118MAXX00015Q"),
        ("\t91110118MAXX00015Q", "91110118MAXX00015Q"),
        ('="91110118MAXX00015Q"', "91110118MAXX00015Q"),
        ("'91110118MAXX00015Q", "91110118MAXX00015Q"),
        ("９１１１０１１８ＭＡＸＸ０００１５Ｑ", "91110118MAXX00015Q"),
    ],
)
def test_codes_are_tidied(raw: str, value: str) -> None:
    assert read_cell(USCC, raw) == (value, CODE)


def test_codes_of_more_than_letters_keep_their_spaces() -> None:
    assert read_cell(NUMBER_OF_STANDARD, "GB/T 15835-2011") == ("GB/T 15835-2011", "")
    assert read_cell(NUMBER_OF_STANDARD, "ＧＢ/T  15835—2011") == ("GB/T 15835-2011", CODE)


def test_a_code_kept_as_a_number_is_told() -> None:
    note = "按数值保存的代码已按文本读取，请核对开头的0是否丢失"
    assert read_cell(USCC, 3463.0) == ("3463", note)
    assert read_cell(USCC, 999999999999999.0) == ("999999999999999", note)


@pytest.mark.parametrize("raw", [1e15, 9.1110000600037e17, "9.1110000600037E+17", "9E+17"])
def test_a_code_that_lost_digits_is_unreadable(raw: RawCell) -> None:
    with pytest.raises(Unreadable, match=LOST):
        read_cell(USCC, raw)


@pytest.mark.parametrize("raw", ["12E5", "9E10", "1234E567"])
def test_a_code_with_an_e_in_it_lost_nothing(raw: str) -> None:
    assert read_cell(USCC, raw) == (raw, "")


@pytest.mark.parametrize("raw", [True, date(2024, 1, 1)])
def test_a_code_is_no_answer_or_day(raw: RawCell) -> None:
    with pytest.raises(Unreadable, match="请把该列设为文本格式后重新填写"):
        read_cell(USCC, raw)


@pytest.mark.parametrize(
    ("raw", "value", "note"),
    [
        ("甲公司", "甲公司", ""),
        (" 北京\n甲公司\u200b", "北京甲公司", TIDIED),
        ("甲\x00", "甲", TIDIED),
        (123.0, "123", ""),
        (1.5, "1.5", ""),
        (True, "TRUE", ""),
        (date(2024, 1, 2), "2024-01-02", ""),
    ],
)
def test_texts(raw: RawCell, value: str, note: str) -> None:
    assert read_cell(NAME, raw) == (value, note)


@pytest.mark.parametrize("raw", [True, "是"])
def test_yes(raw: RawCell) -> None:
    assert read_cell(LEADING, raw) == (True, "")


@pytest.mark.parametrize("raw", [False, "否", " 否 "])
def test_no(raw: RawCell) -> None:
    assert read_cell(LEADING, raw) == (False, "")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("√", True),
        ("Y", True),
        ("ｙ", True),
        ("TRUE", True),
        (1.0, True),
        ("有", True),
        ("×", False),
        ("N", False),
        ("无", False),
        (0.0, False),
        ("0", False),
        ("没有", False),
    ],
)
def test_other_answers_are_told(raw: RawCell, value: bool) -> None:
    assert read_cell(LEADING, raw) == (value, "已读作“是”或“否”")


@pytest.mark.parametrize(("raw", "shown"), [("也许", "也许"), (2.0, "2")])
def test_other_words_are_no_answer(raw: RawCell, shown: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_cell(LEADING, raw)
    assert str(refused.value) == f"“{shown}”不是“是”或“否”"


@pytest.mark.parametrize(
    ("head", "raw", "value", "note"),
    [
        (RANK, "national", "national", ""),
        (RANK, "国家级", "national", ""),
        (RANK, "国家", "national", "“国家”已读作“国家级”"),
        (RANK, "市级", "provincial", "“市级”已读作“省级”"),
        (ROLE, "主持", "lead", "“主持”已读作“主持（起草单位排名前三位）”"),
    ],
)
def test_options(head, raw: str, value: str, note: str) -> None:
    assert read_cell(head, raw) == (value, note)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("区级", "没有“区级”这个选项，是否为“省级”？可填：国家级、省级、其他"),
        ("国", "没有“国”这个选项，是否为“国家级”？可填：国家级、省级、其他"),
        (1.0, "没有“1”这个选项，可填：国家级、省级、其他"),
    ],
)
def test_an_option_is_not_guessed(raw: RawCell, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_cell(RANK, raw)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("raw", "day", "note"),
    [
        (date(2024, 5, 31), (2024, 5, 31), ""),
        ("2024-05-31", (2024, 5, 31), DAY_AS_TEXT),
        ("2024/5/31 00:00:00", (2024, 5, 31), DAY_AS_TEXT),
        ("2024年5月31日", (2024, 5, 31), DAY_AS_TEXT),
        ("20240531", (2024, 5, 31), DAY_AS_TEXT),
        (20240531.0, (2024, 5, 31), DAY_AS_TEXT),
        ("2024.5", (2024, 5, 1), MONTH_ONLY),
        ("2024年5月", (2024, 5, 1), MONTH_ONLY),
        ("二〇二四年五月", (2024, 5, 1), MONTH_ONLY),
        (2024.05, (2024, 5, 1), MONTH_ONLY),
        (2024.12, (2024, 12, 1), MONTH_ONLY),
        (202405.0, (2024, 5, 1), MONTH_ONLY),
        (45000.0, (2023, 3, 15), "按Excel日期序号换算为日期"),
        (20000.0, (1954, 10, 3), "按Excel日期序号换算为日期"),
        (80000.0, (2119, 1, 11), "按Excel日期序号换算为日期"),
    ],
)
def test_days(raw: RawCell, day: tuple[int, int, int], note: str) -> None:
    assert read_cell(FOUNDED, raw) == (date(*day), note)


@pytest.mark.parametrize(
    ("raw", "day", "note"),
    [
        ("2023年12月", (2023, 12, 31), MONTH_END),
        ("2024.2", (2024, 2, 29), MONTH_END),
        (202311.0, (2023, 11, 30), MONTH_END),
        ("2023-12-01", (2023, 12, 1), DAY_AS_TEXT),  # a day is that day
        (date(2023, 12, 1), (2023, 12, 1), ""),
    ],
)
def test_what_is_valid_until_a_month_is_valid_to_its_end(
    raw: RawCell, day: tuple[int, int, int], note: str
) -> None:
    assert read_cell(UNTIL, raw) == (date(*day), note)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (2024.1, "“2024.1”可能是1月也可能是10月，请写成2023-10-31的样子"),
        (2024.0, "“2024”只有年份，请写成2023-12-31的样子"),
        ("2024年", "“2024年”只有年份，请写成2023-12-31的样子"),
        ("2024-13-01", "“2024-13-01”不是日期，请写成2023-12-31的样子"),
        ("去年", "“去年”不是日期，请写成2023-12-31的样子"),
        (19999.0, "“19999”不是日期，请写成2023-12-31的样子"),
        (80001.0, "“80001”不是日期，请写成2023-12-31的样子"),
        (True, "单元格里是TRUE，这里填日期"),
        # In a cell made for days, the year 2021 is one of 1905.
        (date(1905, 7, 13), "“2021”只有年份，请写成2023-12-31的样子"),
    ],
)
def test_what_is_no_day_is_unreadable(raw: RawCell, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_cell(UNTIL, raw)
    assert str(refused.value) == reason


@pytest.mark.parametrize("raw", ["长期", "至今", "永久有效"])
@pytest.mark.parametrize("head", [UNTIL, SINCE])
def test_without_an_end_is_blank(head, raw: str) -> None:
    assert read_cell(head, raw) == (None, "写明没有截止时间，按空白读取")


@pytest.mark.parametrize(
    ("raw", "year", "note"),
    [
        (2021.0, 2021, ""),
        (1900.0, 1900, ""),
        (2100.0, 2100, ""),
        ("2021", 2021, AS_TEXT),
        ("2021年", 2021, AS_TEXT),
        (date(2021, 5, 1), 2021, "只取其中的年份"),
        ("2021-05", 2021, "只取其中的年份"),
        (2021.05, 2021, "只取其中的年份"),
        (44562.0, 2022, "只取其中的年份"),
        (date(1905, 7, 13), 2021, "年份被设成日期格式，已还原为年份"),
    ],
)
def test_years(raw: RawCell, year: int, note: str) -> None:
    assert read_cell(SINCE, raw) == (year, note)


@pytest.mark.parametrize(("raw", "shown"), [("21", "21"), (1899.0, "1899"), (2101.0, "2101")])
def test_what_is_no_year_is_unreadable(raw: RawCell, shown: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_cell(SINCE, raw)
    assert str(refused.value) == f"“{shown}”不是年份，请填四位年份，如2023"


@pytest.mark.parametrize(
    ("given_unit", "wanted", "times"),
    [
        ("亿元", "万元", "10000"),
        ("元", "万元", "0.0001"),
        ("百万元", "万元", "100"),
        ("人民币万元", "万元", "1"),
        ("万", "万元", "1"),
        ("万吨", "吨", "10000"),
        ("kg", "吨", "0.001"),
        ("万m³", "立方米", "10000"),
        ("tce", "吨标准煤", "1"),
        ("万人", "人", "10000"),
        ("万美元", "万元", None),
        ("吨标准煤", "吨", None),
        ("公里", "万元", None),
        ("万元", "", None),
    ],
)
def test_factors(given_unit: str, wanted: str, times: str | None) -> None:
    assert factor(given_unit, wanted) == (None if times is None else Decimal(times))


def test_every_unit_of_the_lists_is_known() -> None:
    units = {column.unit for own in EDITION.schedules for column in own.columns if column.unit}
    assert {unit for unit in units if unit_named(unit) != unit} == set()


EVERY_HEAD = [head for schedule in EDITION.schedules for head in schedule.heads.values()]
RAW = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(-(10**20), 10**20),
    st.dates(),
    st.text(max_size=30),
    st.text("0123456789.,-/年月日 无万亿元eE+#=\"'%", max_size=12),
)


@given(st.sampled_from(EVERY_HEAD), RAW)
def test_any_cell_is_read_or_unreadable(head, raw: RawCell) -> None:
    try:
        value, note = read_cell(head, raw)
    except Unreadable as reason:
        assert str(reason)
    else:
        assert isinstance(value, type(None) | Decimal | int | str | date | type(NONE))
        assert isinstance(note, str)


@given(st.sampled_from(EVERY_HEAD), st.lists(RAW, max_size=8))
def test_a_column_reads_as_its_cells_do(head, cells: list[RawCell]) -> None:
    expected = []
    for cell in cells:
        try:
            value, note = read_cell(head, cell)
            expected.append(Odd(value, note) if note else value)
        except Unreadable as reason:
            expected.append(Odd(reason=str(reason)))
    assert ColumnReader(Asked(head)).results(cells) == expected


def test_a_time_of_day_is_left_off() -> None:
    assert written_date(Asked(UNTIL), "2024-05-31T12:30:00.5") == Odd(
        date(2024, 5, 31), DAY_AS_TEXT
    )
