"""Workbooks as people hand them in, read as one reads them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.core.facts import Problem
from jiqun.core.form import get_edition
from jiqun.core.form.schedule import ColumnKind, Head, Schedule
from jiqun.core.roster.listing import Listing, UnreadCell
from jiqun.core.values import NONE
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.handed import NO_FIRMS, Handed, RawCell
from jiqun.documents.workbook.reading.read import read_workbook
from jiqun.documents.workbook.writing.template import write_template
from tests.documents.workbook.sheets import FIRM, HEADS, OTHER, books, workbook

EDITION = get_edition("beijing-2024")
KEYS = ("name", "uscc", "output.2023", "staff.2023")
READ = ("甲公司", "91110118MAXX00015Q", Decimal("100.5"), 20)
OTHER_READ = ("乙公司", "91110118MAXX00023K", Decimal(200), 30)


def rows(listing: Listing) -> list[tuple[int, tuple[object, ...]]]:
    return [(row.number, row.values) for row in listing.rows]


WITHOUT_CODES = "缺少必填的“统一社会信用代码”"


def notes(handed: Handed) -> list[str]:
    """All but that codes are missing, which few of these rosters are about."""
    return [str(note) for note in handed.notes if not note.text.startswith(WITHOUT_CODES)]


def firms(data: bytes) -> tuple[Listing, list[str]]:
    handed = read_workbook(data)
    return handed.roster.firms, notes(handed)


# --- heads ---


def test_a_plain_roster() -> None:
    handed = read_workbook(workbook(HEADS, FIRM, OTHER), "名录.xlsx")
    assert handed.name == "名录.xlsx"
    assert handed.roster.edition is EDITION
    assert handed.roster.firms.keys == KEYS
    assert rows(handed.roster.firms) == [(2, READ), (3, OTHER_READ)]
    assert notes(handed) == []
    (sheet,) = handed.sheets
    assert (sheet.name, sheet.schedule) == ("企业名录", "firms")
    assert (sheet.heads, sheet.keys) == (HEADS, KEYS)
    assert list(sheet.rows) == [(2, FIRM), (3, OTHER)]
    assert len(sheet.rows) == 2
    assert (3, OTHER) in sheet.rows


def test_columns_stand_in_any_order() -> None:
    listing, told = firms(workbook(HEADS[::-1], FIRM[::-1]))
    assert listing.keys == KEYS[::-1]
    assert rows(listing) == [(2, READ[::-1])]
    assert told == []


def test_a_table_may_begin_anywhere() -> None:
    data = workbook((), (), (None, None, *HEADS), (None, None, *FIRM))
    handed = read_workbook(data)
    assert rows(handed.roster.firms) == [(4, READ)]
    assert list(handed.sheets[0].rows) == [(4, (None, None, *FIRM))]


def test_titles_stand_above_the_heads() -> None:
    data = workbook(
        ("北京市密云区测控装备产业集群企业名录",),
        ("填报单位：某公司", None, "填报日期：2024年5月"),
        HEADS,
        FIRM,
        change=lambda book, sheet: sheet.merge_range(5, 0, 6, 3, None),
    )
    listing, told = firms(data)
    assert (rows(listing), told) == ([(4, READ)], [])


def test_years_stand_above_the_heads() -> None:
    data = workbook(
        ("企业名称", "2022年", None, "2023年", None, "所在区"),
        (None, "产值（万元）", "营业收入（万元）", "产值（万元）", "营业收入（万元）", None),
        ("甲公司", 1.0, 2.0, 3.0, 4.0, "密云区"),
    )
    listing, told = firms(data)
    assert listing.keys == (
        "name",
        "output.2022",
        "revenue.2022",
        "output.2023",
        "revenue.2023",
        "district",
    )
    assert rows(listing)[0][1] == ("甲公司", *map(Decimal, (1, 2, 3, 4)), "密云区")
    assert told == []


def test_years_stand_below_what_they_are_of() -> None:
    data = workbook(
        ("企业名称", "产值（亿元）", None, None, "从业人员期末数"),
        (None, 2021.0, 2022.0, "2023年", 2023.0),
        ("甲公司", 1.0, 2.0, 3.5, 4.0),
    )
    listing, told = firms(data)
    assert listing.keys == ("name", "output.2021", "output.2022", "output.2023", "staff.2023")
    assert rows(listing)[0][1] == ("甲公司", *map(Decimal, (10_000, 20_000, 35_000)), 4)
    assert told == [
        f"工作表“企业名录”“产值（亿元）{year}”：表头的单位是“亿元”，已逐格换算为“万元”"
        for year in ("2021", "2022", "2023年")
    ]


def test_a_unit_above_the_table_is_of_all_it_fits() -> None:
    data = workbook(
        ("企业名录", None, "单位：亿元"),
        ("企业名称", "2023年产值", "2023年营业收入（万元）", "2023年从业人员期末数"),
        ("甲公司", 1.5, 2.0, 3.0),
    )
    listing, told = firms(data)
    assert rows(listing)[0][1] == ("甲公司", Decimal(15_000), Decimal(2), 3)
    assert told == ["工作表“企业名录”“2023年产值”：表头的单位是“亿元”，已逐格换算为“万元”"]


def test_of_two_heads_for_one_column_the_nearer_is_taken() -> None:
    data = workbook(("单位名称", "企业名称", "企业名称"), ("甲公司", "乙公司", "丙公司"))
    listing, told = firms(data)
    assert (listing.keys, rows(listing)) == (("name",), [(2, ("乙公司",))])
    assert told == [
        "工作表“企业名录”“单位名称”：与B列“企业名称”是同一项，只读取B列",
        "工作表“企业名录”“企业名称”：与B列“企业名称”是同一项，只读取B列",
    ]


def test_columns_that_are_not_ours_are_kept_and_told() -> None:
    data = workbook(
        ("序号", "企业名称", "主营业务收入", "产值", "2019年产值", "2023年产值（万美元）", "备注"),
        (1.0, "甲", 2.0, 3.0, 4.0, 5.0, "好"),
    )
    handed = read_workbook(data)
    assert handed.roster.firms.keys == ("name",)
    assert list(handed.sheets[0].rows) == [(2, (1.0, "甲", 2.0, 3.0, 4.0, 5.0, "好"))]
    kept = "不是清单要求的栏目，原样保留，不参与核对"
    assert notes(handed) == [
        f"工作表“企业名录”“主营业务收入”：{kept}；是否为“营业收入”？",
        "工作表“企业名录”“产值”：这一列没有写明年份，请写成“2023年产值”的样子，没有读取",
        "工作表“企业名录”“2019年产值”：这一列是2019年的，不在要填的2021—2023年之内，没有读取",
        "工作表“企业名录”“2023年产值（万美元）”：这一列的单位“万美元”不能换算为“万元”，没有读取",
        f"工作表“企业名录”“备注”：{kept}",
    ]


def test_without_names_there_is_no_roster() -> None:
    with pytest.raises(Refused) as refused:
        read_workbook(workbook(("统一社会信用代码", "2023年产值"), ("91", 1.0)))
    assert str(refused.value) == (
        "没有找到“企业名称”一栏，读到的表头是：统一社会信用代码、2023年产值；"
        "请在名录的表头中写明“企业名称”后重新上传。"
    )


def test_an_empty_workbook_has_no_roster() -> None:
    with pytest.raises(Refused, match="没有找到“企业名称”一栏，表中没有内容；"):
        read_workbook(workbook())


def test_heads_are_not_looked_for_further_down() -> None:
    above = [("说明",)] * 29
    assert len(firms(workbook(*above, HEADS, FIRM))[0].rows) == 1
    with pytest.raises(Refused):
        read_workbook(workbook(("说明",), *above, HEADS, FIRM))


# --- rows ---


def test_rows_that_are_not_firms_are_left_out_and_told() -> None:
    data = workbook(
        HEADS,
        ("（单位）", None, "万元", "人"),
        FIRM,
        (),
        (None, " ", None, None),
        HEADS,
        OTHER,
        ("合  计", None, 300.5, 50.0),
        ("注：产值为含税数",),
        ("填表人：张三", None, "联系电话：010"),
    )
    handed = read_workbook(data)
    assert rows(handed.roster.firms) == [
        (2, ("（单位）", None, None, None)),
        (3, READ),
        (7, OTHER_READ),
    ]
    assert handed.sheets[0].beside == (
        (8, ("合  计", None, 300.5, 50.0)),
        (9, ("注：产值为含税数", None, None, None)),
        (10, ("填表人：张三", None, "联系电话：010", None)),
    )
    assert notes(handed)[:3] == [
        "工作表“企业名录”：第8行是合计行，没有作为一条记录读取",
        "工作表“企业名录”：第9—10行是表外的说明文字，没有读取",
        "工作表“企业名录”：第6行重复了表头，没有读取",
    ]


@pytest.mark.parametrize(
    "below",
    [("甲", "乙", 1.0, 2.0), (None, None, "万元", "人"), ("1", "2", "3", "4")],
)
def test_a_line_of_units_or_ordinals_is_no_firm(below: tuple[object, ...]) -> None:
    listing, told = firms(workbook(HEADS, below, FIRM))
    assert rows(listing) == [(3, READ)]
    assert told == ["工作表“企业名录”：第2行是单位或栏次，没有读取"]


@pytest.mark.parametrize("name", ["合计", "总计：", "小 计", "合计（3家）", "本页合计", "总  计"])
def test_totals(name: str) -> None:
    listing, told = firms(workbook(HEADS, FIRM, (name, None, 1.0, 2.0)))
    assert rows(listing) == [(2, READ)]
    assert told == ["工作表“企业名录”：第3行是合计行，没有作为一条记录读取"]


def test_a_total_may_stand_in_the_column_of_numbers() -> None:
    listing, _ = firms(workbook(("序号", *HEADS), (1.0, *FIRM), ("合计", "共1家", None, 1.0, 2.0)))
    assert rows(listing) == [(2, READ)]


def test_numbers_of_rows_yet_to_be_filled_in_are_no_firms() -> None:
    listing, told = firms(workbook(("序号", *HEADS), (1.0, *FIRM), (2.0,), (3.0,)))
    assert (rows(listing), told) == ([(2, READ)], [])


@pytest.mark.parametrize(
    "row",
    [
        ("合计科技公司", None, 1.0, 2.0),
        ("合计", "91110118MAXX00031E", 1.0, 2.0),
        ("注册中心公司", None, 1.0, 2.0),
        (None, "91110118MAXX00031E", 1.0, 2.0),
        (None, None, 1.0, None),
        (None, None, 3.0, 5.0),
    ],
)
def test_what_may_be_a_firm_is_read(row: tuple[object, ...]) -> None:
    listing, _ = firms(workbook(HEADS, FIRM, row))
    assert [number for number, _ in rows(listing)] == [2, 3]


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    def hide(book: object, sheet) -> None:
        for row in (1, 2, 4):
            sheet.set_row(row, None, None, {"hidden": True})
        sheet.set_column(2, 3, None, None, {"hidden": True})

    listing, told = firms(workbook(HEADS, FIRM, OTHER, FIRM, OTHER, change=hide))
    assert [number for number, _ in rows(listing)] == [2, 3, 4, 5]
    assert told == [
        "工作表“企业名录”：第2—3、5行是隐藏行，已照常读取",
        "工作表“企业名录”：C—D列是隐藏列，已照常读取",
    ]


# --- cells ---


def test_what_was_put_right_is_counted_by_column() -> None:
    data = workbook(
        HEADS, ("甲", "91", "1,200", 1.0), ("乙", "92", "1,300", 2.0), ("丙", "93", "-", "三")
    )
    handed = read_workbook(data)
    assert rows(handed.roster.firms)[2] == (4, ("丙", "93", None, None))
    assert handed.roster.firms.unread == (UnreadCell(4, "staff.2023", "三", "“三”不是数字"),)
    assert notes(handed) == [
        "工作表“企业名录”“2023年产值（万元）”：2格按文本保存的数字已按数值读取（第2行“1,200”等）",
        "工作表“企业名录”“2023年产值（万元）”：1格只有“-”“/”等符号，按空白读取（第4行“-”）",
    ]
    assert [(note.count, note.row) for note in handed.notes] == [(2, 2), (1, 4)]


def test_results_of_formulas_are_read_and_errors_named() -> None:
    def write(book: object, sheet) -> None:
        sheet.write_formula(1, 2, "=1+1", None, 2)
        sheet.write_formula(1, 3, "=VLOOKUP(1,B:B,1,0)", None, "#N/A")
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")

    handed = read_workbook(workbook(HEADS, FIRM, OTHER, change=write))
    assert [values for _, values in rows(handed.roster.firms)] == [
        (*READ[:2], Decimal(2), None),
        (*OTHER_READ[:2], None, 30),
    ]
    assert handed.roster.firms.unread == (
        UnreadCell(
            2,
            "staff.2023",
            "#N/A",
            "公式出错“#N/A”（查找不到结果），请改正公式或直接填写",
        ),
        UnreadCell(
            3,
            "output.2023",
            "#DIV/0!",
            "公式出错“#DIV/0!”（除数为0或空白），请改正公式或直接填写",
        ),
    )
    assert [cells[2:] for _, cells in handed.sheets[0].rows] == [(2.0, "#N/A"), ("#DIV/0!", 30.0)]


def test_days_are_days() -> None:
    heads = ("企业名称", "进入集群年份", "国家级高新技术企业有效期至")
    data = workbook(heads, ("甲", 2020.0, date(2025, 6, 30)), ("乙", date(2021, 1, 5), "无"))
    handed = read_workbook(data)
    assert rows(handed.roster.firms) == [
        (2, ("甲", 2020, date(2025, 6, 30))),
        (3, ("乙", 2021, NONE)),
    ]
    assert list(handed.sheets[0].rows)[1] == (3, ("乙", date(2021, 1, 5), "无"))


# --- sheets ---

PLATFORMS = ("名称", "级别", "企业名称")


def test_sheets_are_known_by_name_and_heads_never_by_place() -> None:
    handed = read_workbook(
        books(
            {
                "说明": [("随便写的",)],
                "创新平台": [PLATFORMS, ("某实验室", "国家级", "甲公司")],
                "Sheet3": [("一", "二"), ("三", "四")],
                "附件1 企业名录（定稿）": [HEADS, FIRM],
            }
        )
    )
    assert [(sheet.name, sheet.schedule) for sheet in handed.sheets] == [
        ("说明", None),
        ("创新平台", "platforms"),
        ("Sheet3", None),
        ("附件1 企业名录（定稿）", "firms"),
    ]
    assert list(handed.roster.listings) == ["firms", "platforms"]
    assert rows(handed.roster.listing("platforms")) == [(2, ("某实验室", "national", "甲公司"))]
    left = "不是可以识别的清单，没有读取；如应读取，请以清单名称命名"
    assert notes(handed) == [f"工作表“说明”：{left}", f"工作表“Sheet3”：{left}"]


def test_a_sheet_whose_name_says_nothing_is_known_by_its_heads() -> None:
    handed = read_workbook(
        books(
            {
                "Sheet1": [
                    ("标准名称", "标准编号", "类别", "主持或参与", "发布年份"),
                    ("某标准", "GB/T 1", "国家", "参与", 2022.0),
                ],
                "Sheet2": [HEADS, FIRM],
                "Sheet3": [PLATFORMS, ("某中心", "国家级", "甲公司")],
            }
        )
    )
    assert [sheet.schedule for sheet in handed.sheets] == ["standards", "firms", None]


def test_a_sheet_named_so_goes_before_one_with_more_columns() -> None:
    handed = read_workbook(books({"台账": [HEADS, FIRM], "企业名录": [HEADS[:1], OTHER[:1]]}))
    assert rows(handed.roster.firms) == [(2, ("乙公司",))]


def test_a_hidden_sheet_comes_last() -> None:
    def hide(book, sheet) -> None:
        if sheet.name == "企业名录旧":
            sheet.hide()

    both = {"名单": [HEADS, OTHER], "企业名录旧": [HEADS, FIRM]}
    handed = read_workbook(books(both, hide))
    assert rows(handed.roster.firms) == [(2, OTHER_READ)]


def test_a_hidden_sheet_is_read_if_there_is_no_other() -> None:
    def hide(book, sheet) -> None:
        if sheet.name == "企业名录":
            sheet.hide()

    handed = read_workbook(books({"别的": [("空",)], "企业名录": [HEADS, FIRM]}, hide))
    assert rows(handed.roster.firms) == [(2, READ)]
    assert notes(handed)[0] == "工作表“企业名录”：这是隐藏的工作表，已照常读取"


def test_a_workbook_may_have_lists_alone() -> None:
    handed = read_workbook(books({"创新平台清单": [PLATFORMS, ("某中心", "省级", "甲")]}))
    assert handed.roster.firms.rows == ()
    assert notes(handed) == ["文件中没有企业名录，与企业有关的数字无法汇总核对"]


def test_required_columns_that_are_not_there_are_told() -> None:
    branches, standards = ("名称", "企业名称"), ("标准名称", "标准编号", "发布年份", "企业名称")
    handed = read_workbook(
        books(
            {
                "企业名录": [HEADS[:1] + HEADS[2:], FIRM[:1] + FIRM[2:]],
                "境外分支机构清单": [branches, ("某分公司", "甲公司")],
                "主持或参与制修订标准清单": [standards, ("某标准", "GB/T 1", 2023.0, "甲公司")],
                "创新平台清单": [("名称", "企业名称")],  # nobody has filled in any
            }
        )
    )
    assert [str(note) for note in handed.notes] == [
        "工作表“企业名录”：缺少必填的“统一社会信用代码”1列，请补上并重新上传",
        "工作表“主持或参与制修订标准清单”：缺少必填的“类别”、“主持或参与”2列，各行不能计入申报表，"
        "请补上并重新上传",
        "工作表“境外分支机构清单”：缺少必填的“国家（地区）”1列，请补上并重新上传",
    ]


def test_columns_and_sheets_of_ours_are_passed_over() -> None:
    handed = read_workbook(
        books(
            {
                "汇总": [("检查结果：名录.xlsx",), ("规则", "条数")],
                "企业名录": [("错误说明", "原行号", *HEADS), ("代码不对", 7.0, *FIRM)],
            }
        )
    )
    assert rows(handed.roster.firms) == [(2, READ)]
    assert notes(handed) == []
    assert [sheet.name for sheet in handed.sheets] == ["企业名录"]


@pytest.mark.parametrize("name", ["汇总", "选项"])
def test_sheets_of_others_are_read_whatever_they_are_called(name: str) -> None:
    handed = read_workbook(books({name: [HEADS, FIRM]}))
    assert rows(handed.roster.firms) == [(2, READ)]
    handed = read_workbook(books({"企业名录": [HEADS, FIRM], name: [("小计",), (7.0,)]}))
    assert notes(handed) == [
        f"工作表“{name}”：不是可以识别的清单，没有读取；如应读取，请以清单名称命名"
    ]


def test_a_sheet_only_called_like_one_that_explains_is_told() -> None:
    handed = read_workbook(books({"企业名录": [HEADS, FIRM], "填写示例": [HEADS, OTHER]}))
    assert rows(handed.roster.firms) == [(2, READ)]
    assert notes(handed) == [
        "工作表“填写示例”：与模板中的说明表同名，没有读取；如应读取，请改名后重新上传"
    ]


@pytest.mark.parametrize("id", ["beijing-2024", "beijing-2026"])
def test_the_template_reads_as_an_empty_roster(id: str) -> None:
    edition = get_edition(id)
    handed = read_workbook(write_template(edition), "模板.xlsx", edition)
    assert {id: len(listing.rows) for id, listing in handed.roster.listings.items()} == {
        schedule.id: 0 for schedule in edition.schedules
    }
    for schedule in edition.schedules:
        assert handed.roster.listing(schedule.id).keys == tuple(schedule.heads)
    assert (handed.unread, handed.roster.worksheet) == ((), {})
    assert notes(handed) == [f"工作表“企业名录”：{NO_FIRMS}"]
    assert handed.no_firms == f"企业名录{NO_FIRMS}。"


def left_out(handed: Handed) -> dict[str, tuple[str, ...]]:
    return {sheet.name: sheet.left_out for sheet in handed.sheets}


def test_what_cannot_be_handed_back_is_told() -> None:
    def add_formula(book, sheet) -> None:
        if sheet.name == "企业名录":
            sheet.write_formula(6, 2, "=1+1", None, 2)

    given = {
        "企业名录": [
            ("某集群企业名录",),
            (),
            ("填报单位：甲",),
            HEADS,
            ("甲", "乙", 1, 2),
            FIRM,
            OTHER,
        ],
        "测算底稿": [("测算底稿",), ("名称", "数值"), ("工业总用水量（万立方米）", 8.0)],
        "备忘": [("下周再问",)],
        "空": [],
    }
    handed = read_workbook(books(given, add_formula))
    assert left_out(handed) == {
        "企业名录": (
            "表头以上的内容（第1、3行）没有带回",
            "单位或栏次（第5行）没有带回",
            "公式没有带回，只有算出的结果",
        ),
        "测算底稿": ("表头以上的内容（第1行）没有带回",),
        "备忘": ("整张工作表没有读取，没有带回",),
        "空": (),
    }


def test_heads_in_two_rows_both_come_back() -> None:
    above = ("企业名称", "产值（万元）", None)
    handed = read_workbook(workbook(above, (None, "2022年", "2023年"), ("甲公司", 1.0, 2.0)))
    assert handed.roster.firms.keys == ("name", "output.2022", "output.2023")
    assert left_out(handed) == {"企业名录": ()}


# --- 测算底稿 ---


def test_the_worksheet() -> None:
    answers = [
        ("键", "名称", "2021年", "2022年", "2023年", "数值"),
        ("revenue", "集群营业收入（亿元）", 10.5, "无", "12,5x", None),
        ("leading_products.2.name", "主导产品名称（第2项）", None, None, None, "传感器"),
        (None, "工业总用水量（万立方米）", None, None, 7.0, 8.0),
        ("energy.raw_coal", "原煤消费量（吨）", "-", "#REF!", 3.0, None),
        ("weather", "天气", 1.0),
        (),
    ]
    handed = read_workbook(books({"企业名录": [HEADS, FIRM], "测算底稿": answers}))
    assert handed.roster.worksheet == {
        "revenue.2021": Decimal("10.50"),
        "revenue.2022": NONE,
        "leading_products.2.name": "传感器",
        "water_total": Decimal("8.00"),
        "energy.2023.raw_coal": Decimal("3.00"),
    }
    assert handed.unread == (
        Problem("revenue.2023", "“12,5x”不是数字", 2),
        Problem(
            "energy.2022.raw_coal",
            "公式出错“#REF!”（引用的单元格已不存在），请改正公式或直接填写",
            5,
        ),
    )
    assert notes(handed) == [
        "工作表“测算底稿”：第4行“工业总用水量（万立方米）”没有“2023年”这一栏，填在这里的“7”没有读取",
        "工作表“测算底稿”：第6行“天气”不是测算底稿的栏目，没有读取",
    ]
    sheet = handed.sheets[1]
    assert (sheet.schedule, sheet.heads, len(sheet.rows)) == ("worksheet", answers[0], 5)


def test_a_worksheet_without_heads_is_told() -> None:
    handed = read_workbook(books({"企业名录": [HEADS, FIRM], "测算底稿": [("乱",), ("写",)]}))
    assert notes(handed) == ["工作表“测算底稿”：没有找到表头“名称”和“数值”或年份，没有读取"]
    assert handed.sheets[1].schedule is None


# --- other kinds of files ---


def test_an_old_workbook() -> None:
    data = (Path(__file__).parent / "data" / "firms.xls").read_bytes()
    handed = read_workbook(data, "firms.xls")
    assert handed.roster.firms.keys == (
        "name",
        "uscc",
        "since",
        "output.2023",
        "high_tech_until",
        "cloud",
    )
    assert rows(handed.roster.firms) == [
        (
            3,
            (
                "（示例）北京甲传感技术有限公司",
                "91110118MAXX00015Q",
                2015,
                Decimal("18960.2"),
                date(2025, 6, 30),
                True,
            ),
        ),
        (
            4,
            (
                "（示例）北京乙自动化股份有限公司",
                "91110118MAXX00023K",
                2008,
                Decimal(281650),
                date(2026, 6, 30),
                False,
            ),
        ),
    ]
    assert "工作表“企业名录”：第6行是合计行，没有作为一条记录读取" in notes(handed)


# --- what is written is read ---

TEXTS = st.text(st.characters(categories=("L", "N")), min_size=2, max_size=12).map("甲".__add__)
WRITTEN: dict[ColumnKind, st.SearchStrategy[tuple[RawCell, object]]] = {
    ColumnKind.TEXT: TEXTS.map(lambda text: (text, text)),
    ColumnKind.CODE: st.from_regex(r"[0-9A-Z]{4,18}", fullmatch=True).map(
        lambda code: (code, code)
    ),
    ColumnKind.NUMBER: st.decimals(-(10**9), 10**9, places=2).map(lambda n: (float(n), n)),
    ColumnKind.COUNT: st.integers(0, 10**9).map(lambda n: (float(n), n)),
    ColumnKind.YES_NO: st.booleans().map(lambda yes: ("是" if yes else "否", yes)),
    ColumnKind.DATE: st.dates(date(1950, 1, 1), date(2099, 1, 1)).map(lambda day: (day, day)),
    ColumnKind.YEAR: st.integers(1900, 2100).map(lambda year: (float(year), year)),
}


def written(head: Head) -> st.SearchStrategy[tuple[RawCell, object]]:
    blank = st.just((None, None))
    options = [(option.label, option.id) for option in head.column.options]
    full = st.sampled_from(options) if options else WRITTEN[head.column.kind]
    return full if head.key == "name" else full | blank


@st.composite
def filled(draw: st.DrawFn) -> tuple[Schedule, list[Head], list[list[tuple[RawCell, object]]]]:
    """Some columns of a list, the name among them, in any order, and rows of them."""
    schedule = draw(st.sampled_from(EDITION.schedules))
    others = [head for head in schedule.heads.values() if head.key != "name"]
    heads = [schedule.heads["name"], *draw(st.lists(st.sampled_from(others), unique=True))]
    heads = draw(st.permutations(heads))
    rows = draw(st.lists(st.tuples(*map(written, heads)).map(list), min_size=1, max_size=5))
    return schedule, heads, rows


@settings(max_examples=40)
@given(filled())
def test_what_is_written_is_read(
    drawn: tuple[Schedule, list[Head], list[list[tuple[RawCell, object]]]],
) -> None:
    schedule, heads, rows_written = drawn
    cells = [[raw for raw, _ in row] for row in rows_written]
    data = workbook([head.called for head in heads], *cells, name=schedule.title)
    handed = read_workbook(data)
    listing = handed.roster.listing(schedule.id)
    assert listing.keys == tuple(head.key for head in heads)
    assert [row.values for row in listing.rows] == [
        tuple(value for _, value in row) for row in rows_written
    ]
    assert listing.unread == ()
    assert list(handed.sheets[0].rows) == [
        (number, tuple(row)) for number, row in enumerate(cells, 2)
    ]
