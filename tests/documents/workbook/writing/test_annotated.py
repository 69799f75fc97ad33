"""The workbook handed back: all that was handed in, and what is wrong where it is wrong."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.core.facts import Problem
from jiqun.core.form import get_edition
from jiqun.core.form.beijing.examples import examples
from jiqun.core.rank import Rank
from jiqun.core.roster.book import RowFinding
from jiqun.core.roster.model import Roster
from jiqun.documents.workbook.handed import Handed, HandedSheet, Note, RawCell
from jiqun.documents.workbook.reading.read import read_workbook
from jiqun.documents.workbook.writing import annotated
from jiqun.documents.workbook.writing.annotated import write_annotated
from jiqun.documents.workbook.writing.tabs import tab_names
from tests.documents.workbook.filled import fill_in
from tests.documents.workbook.opened import MAIN, Opened

EDITION = get_edition("beijing-2024")
OURS = ["错误说明", "原行号"]
HEADS = ("企业名称", "统一社会信用代码", "联系人", "2021年产值（万元）", "成立\n日期")
KEYS = ("name", "uscc", None, "output.2021", None)
RED, YELLOW, BLUE = "FFFFC7CE", "FFFFE699", "FFD6E6F5"

FIRMS: tuple[tuple[int, tuple[RawCell, ...]], ...] = (
    (3, ("甲公司", "91110118MAXX00015Q", "=HYPERLINK(1)", 1234.5, date(2001, 2, 3))),
    (5, ("乙公司", 123456789012345, None, "无", None)),
    (6, ("丙公司", "0012", "https://example.com", 7, True)),
)


def firms(
    rows: Sequence[tuple[int, tuple[RawCell, ...]]] = FIRMS,
    beside: tuple[tuple[int, tuple[RawCell, ...]], ...] = (),
) -> HandedSheet:
    return HandedSheet(
        name="企业名录", schedule="firms", heads=HEADS, keys=KEYS, rows=tuple(rows), beside=beside
    )


def handed(*sheets: HandedSheet, notes: tuple[Note, ...] = (), name: str = "甲.xlsx") -> Handed:
    roster = Roster(edition=EDITION, listings={})
    return Handed(name=name, roster=roster, sheets=sheets or (firms(),), notes=notes)


def finding(
    row: int = 5,
    *keys: str,
    rank: Rank = Rank.BLOCK,
    rule: str = "E1-01",
    message: str = "统一社会信用代码应为18位，请核对。",
    schedule: str = "firms",
) -> RowFinding:
    return RowFinding(rule, rank, schedule, row, keys or ("uscc",), message)


def written(
    *findings: RowFinding, given: Handed | None = None, faulty_first: bool = True
) -> Opened:
    return Opened(write_annotated(given or handed(), findings, faulty_first=faulty_first))


# --- All that was handed in ---


def test_every_cell_comes_back_as_it_was() -> None:
    rows = written(faulty_first=False).rows("企业名录")
    assert rows[0] == [*OURS, *HEADS]
    assert [row[1:] for row in rows[1:]] == [
        [3, "甲公司", "91110118MAXX00015Q", "=HYPERLINK(1)", 1234.5, date(2001, 2, 3)],
        [5, "乙公司", "123456789012345", "", "无", ""],
        [6, "丙公司", "0012", "https://example.com", 7, True],
    ]


def test_nothing_is_evaluated_and_nothing_links() -> None:
    sheet = written().xml("企业名录")
    assert list(sheet.iter(f"{MAIN}f")) == []
    assert list(sheet.iter(f"{MAIN}hyperlink")) == []


@pytest.mark.parametrize(
    ("cell", "back"),
    [
        ("", ""),
        ("甲\n乙", "甲\n乙"),
        ("_x0041_", "_x0041_"),
        ("\ud800甲", "�甲"),
        ("\x01甲", "�甲"),
        ("字" * 40_000, "字" * 32_766 + "…"),
        ("😀" * 20_000, "😀" * 16_383 + "…"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (10**15, "1000000000000000"),
        (10**15 - 1, 999_999_999_999_999),
        (-0.5, -0.5),
        (date(1901, 1, 1), date(1901, 1, 1)),
        (date(1900, 12, 31), "1900-12-31"),
        (False, False),
    ],
)
def test_any_cell_can_be_written(cell: RawCell, back: object) -> None:
    sheet = firms([(2, ("甲", "1", cell, None, None))])
    assert written(given=handed(sheet)).rows("企业名录")[1][4] == back


@pytest.mark.parametrize(
    ("code", "back"), [(12, "12"), (12.0, "12"), (1e17, "100000000000000000"), (1.5, "1.5")]
)
def test_codes_come_back_as_text(code: RawCell, back: str) -> None:
    sheet = firms([(2, ("甲", code, None, None, None))])
    assert written(given=handed(sheet)).rows("企业名录")[1][3] == back


DATED = HandedSheet(
    name="企业名录",
    schedule="firms",
    heads=("企业名称", "上市企业取得年份", "上市企业有效期至"),
    keys=("name", "listed_since", "listed_until"),
    rows=(
        (2, ("甲公司", 2021.5, 2021.0)),
        (3, ("乙公司", date(1905, 7, 13), 20230531.0)),
        (4, ("丙公司", 2021.0, 45291.0)),
        (5, ("丁公司", "2021", date(2023, 12, 31))),
        (6, ("戊公司", None, date(1905, 7, 13))),
    ),
)


@pytest.mark.parametrize("faulty", [(), (2, 3, 4, 5, 6)])
def test_a_number_that_is_no_day_comes_back_as_a_number(faulty: tuple[int, ...]) -> None:
    """45291 is a day as Excel counts. The year 2021, in a cell made for days, is one of 1905."""
    found = [finding(row, "listed_since", "listed_until") for row in faulty]
    opened = written(*found, given=handed(DATED))
    assert [row[3:] for row in opened.rows("企业名录")[1:]] == [
        [2021.5, 2021],
        [2021, 20230531],
        [2021, date(2023, 12, 31)],
        ["2021", date(2023, 12, 31)],
        ["", 2021],
    ]


def test_rows_beside_the_list_stand_below_it() -> None:
    sheet = firms(beside=((9, ("合计", None, None, 1241.5, None)), (11, ("制表人：甲",))))
    rows = written(given=handed(sheet)).rows("企业名录")
    assert [row[:4] for row in rows[4:]] == [
        ["", "", "", ""],
        ["", "", "合计", ""],
        ["", "", "制表人：甲", ""],
    ]
    assert rows[5][5] == 1241.5


def test_sheets_that_were_not_read_come_back_too() -> None:
    other = HandedSheet(
        name="通讯录",
        schedule=None,
        heads=("姓名", "电话"),
        keys=(None, None),
        rows=((2, ("甲", 1)),),
    )
    opened = written(given=handed(firms(), other))
    assert opened.names == ["汇总", "企业名录", "通讯录"]
    assert opened.rows("通讯录") == [["姓名", "电话"], ["甲", 1]]


def test_sheets_nothing_was_read_of_stay_behind() -> None:
    guide = HandedSheet(name="填表说明", schedule=None)
    assert written(given=handed(guide, firms())).names == ["汇总", "企业名录"]


def test_columns_of_ours_do_not_pile_up() -> None:
    """Handed in anew, a workbook of ours has them already."""
    sheet = HandedSheet(
        name="企业名录",
        schedule="firms",
        heads=("错误说明", "原行号", "企业名称"),
        keys=(None, None, "name"),
        rows=((2, ("【阻断】旧的", 7, "甲公司")),),
    )
    assert written(given=handed(sheet)).rows("企业名录") == [
        [*OURS, "企业名称"],
        ["", 2, "甲公司"],
    ]


def test_a_sheet_without_rows_comes_back() -> None:
    assert written(given=handed(firms([]))).rows("企业名录") == [[*OURS, *HEADS]]


# --- What is wrong ---


def test_faulty_rows_come_first_in_their_order() -> None:
    found = (finding(6), finding(5))
    assert [row[1] for row in written(*found).rows("企业名录")[1:]] == [5, 6, 3]


def test_or_rows_stay_in_place() -> None:
    rows = written(finding(6), faulty_first=False).rows("企业名录")
    assert [row[:2] for row in rows[1:]] == [
        ["", 3],
        ["", 5],
        ["【阻断】统一社会信用代码应为18位，请核对。（E1-01）", 6],
    ]


def test_a_faulty_cell_is_coloured_and_commented() -> None:
    opened = written(
        finding(5, "uscc"),
        finding(5, "output.2021", rank=Rank.EXPLAIN, rule="E2-02", message="产值下降，请核对。"),
        finding(6, "name", rank=Rank.HINT, rule="E3-03", message="名称较短，请核对。"),
    )
    assert opened.fill("企业名录", "D2") == RED
    assert opened.fill("企业名录", "F2") == YELLOW
    assert opened.fill("企业名录", "C3") == BLUE
    assert opened.fill("企业名录", "C2") is None
    comments = opened.comments("企业名录")
    assert comments["D2"] == "【阻断】统一社会信用代码应为18位，请核对。（E1-01）"
    assert comments["F2"] == "【须说明】产值下降，请核对。（E2-02）"
    assert comments["C3"] == "【提示】名称较短，请核对。（E3-03）"
    assert opened.rows("企业名录")[1][0] == f"{comments['D2']}\n{comments['F2']}"


def test_the_gravest_rank_colours_a_cell() -> None:
    opened = written(
        finding(5, rank=Rank.HINT, rule="E9-09"), finding(5), finding(6, rank=Rank.HINT)
    )
    assert opened.fill("企业名录", "D2") == RED
    assert opened.comments("企业名录")["D2"].count("\n") == 1


def test_a_blank_cell_at_fault_is_coloured() -> None:
    rows = [(5, ("甲公司", None, None, None, None))]
    opened = written(finding(5), given=handed(firms(rows)))
    assert opened.fill("企业名录", "D2") == RED


def test_a_column_that_is_lacking_is_told_of_all_the_same() -> None:
    opened = written(finding(5, "industry", message="没有行业代码，请补充。"))
    assert opened.rows("企业名录")[1][0] == "【阻断】没有行业代码，请补充。（E1-01）"
    assert set(opened.comments("企业名录")) == {"C1", "D1", "F1"}  # those of the heads


def test_each_list_has_findings_of_its_own() -> None:
    platforms = HandedSheet(
        name="创新平台清单",
        schedule="platforms",
        heads=("名称",),
        keys=("name",),
        rows=((5, ("甲",)),),
    )
    opened = written(finding(5, "name", schedule="platforms"), given=handed(firms(), platforms))
    assert opened.rows("企业名录")[1][:2] == ["", 3]
    assert opened.fill("创新平台清单", "C2") == RED


def test_a_row_with_very_many_findings_is_told_enough() -> None:
    opened = written(*(finding(5, rule=f"E1-{number:02}") for number in range(30)))
    told = opened.rows("企业名录")[1][0].split("\n")
    assert len(told) == 21
    assert told[-1] == "另有10项问题。"


def test_known_columns_keep_the_look_of_the_template() -> None:
    opened = written()
    assert opened.column_format("企业名录", 4) == "@" or opened.column_format("企业名录", 4) == "49"
    assert "D2:D20001" in opened.validations("企业名录")
    assert opened.comments("企业名录")["D1"].startswith("统一社会信用代码\n必填。")
    pane = opened.xml("企业名录").find(f".//{MAIN}pane")
    assert (pane.get("xSplit"), pane.get("ySplit")) == ("3", "1")


def test_too_many_faulty_cells_are_coloured_without_comments(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(annotated, "MOST_COMMENTS", 1)
    one, two = written(finding(5)), written(finding(5), finding(6))
    assert "D2" in one.comments("企业名录")
    assert set(two.comments("企业名录")) == {"C1", "D1", "F1"}
    assert two.fill("企业名录", "D2") == two.fill("企业名录", "D3") == RED
    said = "出错的单元格超过1个，为免打开缓慢，只着色、不加批注，原因见各表“错误说明”列。"
    assert said not in texts(one)
    assert said in texts(two)


# --- 汇总 ---


def texts(opened: Opened) -> list[str]:
    return [str(cell) for row in opened.rows("汇总") for cell in row if cell != ""]


def table(opened: Opened, heading: str) -> list[list[object]]:
    """The rows below a heading, and below the heads."""
    rows = opened.rows("汇总")
    start = next(at for at, row in enumerate(rows) if row[0] == heading) + 2
    found = []
    for row in rows[start:]:
        if len([cell for cell in row if cell != ""]) < 2:
            break
        found.append(row)
    return found


def test_that_nothing_is_wrong_is_said() -> None:
    opened = written()
    assert texts(opened)[:2] == ["检查结果：甲.xlsx", "共检查3行，没有发现问题。"]
    assert table(opened, "各工作表") == [["企业名录", 3, 0, "", ""][: len(opened.rows("汇总")[0])]]
    assert "按规则" not in texts(opened)


def test_what_is_not_handed_back_is_listed() -> None:
    told = ("表头以上的内容（第1行）没有带回", "公式没有带回，只有算出的结果")
    memo = HandedSheet(name="备忘", schedule=None, left_out=("整张工作表没有读取，没有带回",))
    opened = written(given=handed(replace(firms(), left_out=told), memo))
    assert table(opened, "原件中没有带回修改稿的内容") == [
        ["企业名录", "", told[0]],
        ["企业名录", "", told[1]],
        ["备忘", "", "整张工作表没有读取，没有带回"],
    ]
    assert opened.names == ["汇总", "企业名录"]
    assert "原件中没有带回修改稿的内容" not in texts(written())


def test_that_there_are_no_firms_is_said() -> None:
    advice = "企业名录只有表头，没有企业，请在表头下面逐行填写企业，再重新检查。"
    assert f"没有可检查的行。{advice}" in texts(written(given=handed(firms(()))))
    platforms = HandedSheet(
        name="平台", schedule="platforms", heads=("名称",), keys=("name",), rows=((2, ("甲",)),)
    )
    both = handed(firms(()), platforms)
    assert f"共检查1行，没有发现问题。{advice}" in texts(written(given=both))


def test_findings_are_counted_by_rule_the_gravest_first() -> None:
    opened = written(
        finding(3, rank=Rank.HINT, rule="E0-99"),
        finding(5, rank=Rank.EXPLAIN, rule="E2-02"),
        finding(5, rank=Rank.EXPLAIN, rule="E2-02"),
        finding(6, rank=Rank.EXPLAIN, rule="E2-01"),
        finding(6),
    )
    assert texts(opened)[1] == "共检查3行，3行有问题：阻断1处，须说明3处，提示1处。"
    assert [[row[0], row[1], *row[3:]] for row in table(opened, "按规则")] == [
        ["E1-01", "阻断", 1, 1],
        ["E2-02", "须说明", 2, 1],
        ["E2-01", "须说明", 1, 1],
        ["E0-99", "提示", 1, 1],
    ]


def test_what_the_reader_did_is_listed() -> None:
    notes = (Note("企业名录", "按数值保存的代码已按文本读取。", 2, 5, "统一社会信用代码"),)
    opened = written(given=handed(notes=notes))
    assert table(opened, "读取时的处理") == [
        ["企业名录", "统一社会信用代码", "按数值保存的代码已按文本读取。", 2, 5]
    ]


def test_entries_of_the_worksheet_that_were_not_understood_are_listed() -> None:
    given = Handed(
        name="",
        roster=Roster(edition=EDITION, listings={}),
        sheets=(firms(),),
        unread=(Problem("revenue.2021", "“多”不是数字", 2),),
    )
    opened = written(given=given)
    assert texts(opened)[0] == "检查结果"
    assert [row[:3] for row in table(opened, "未能读取的测算底稿")] == [
        ["测算底稿", "", "第2行“revenue.2021”：“多”不是数字"]
    ]


def test_findings_without_a_row_are_not_lost() -> None:
    opened = written(finding(5), finding(99, message="没有这一行。"))
    assert [row[:3] for row in table(opened, "未列在表中的问题")] == [
        ["企业名录", "阻断", "没有这一行。（E1-01）"]
    ]


# --- And back again ---

#: What people leave in cells, right and wrong.
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(1890, 1, 1), date(2099, 1, 1)),
    st.sampled_from(
        ["无", "12万元", " 1,234.5 ", "=1+1", "是", "2021年", "2023.5", "海淀", "合计数"]
    ),
    st.text(max_size=8),
)
COLUMNS = ("uscc", "district", "leading", "since", "output.2022", "high_tech_until")


@settings(max_examples=15, deadline=None)
@given(
    table=st.lists(st.tuples(*[CELLS] * (len(COLUMNS) + 1)), min_size=1, max_size=6),
    faulty=st.sets(st.integers(0, 5)),
    faulty_first=st.booleans(),
)
def test_what_is_handed_back_reads_the_same(
    table: list[tuple[RawCell, ...]], faulty: set[int], faulty_first: bool
) -> None:
    schedule = EDITION.schedule("firms")
    rows = [(at, (f"企业{at}", *cells)) for at, cells in enumerate(table, 2)]
    sheet = HandedSheet(
        name="企业名录",
        schedule="firms",
        heads=("企业名称", *(schedule.heads[key].called for key in COLUMNS), "备注"),
        keys=("name", *COLUMNS, None),
        rows=rows,
    )
    first = read_workbook(written(given=handed(sheet)).data)
    numbers = [row.number for row in first.roster.firms.rows]
    findings = [finding(numbers[at], COLUMNS[at]) for at in faulty if at < len(numbers)]
    again = read_workbook(written(*findings, given=first, faulty_first=faulty_first).data)
    expected = sorted(
        first.roster.firms.rows,
        key=lambda row: faulty_first and row.number not in {f.row for f in findings},
    )
    assert again.roster.firms.keys == first.roster.firms.keys
    assert [row.values for row in again.roster.firms.rows] == [row.values for row in expected]
    assert {(u.key, u.shown, u.reason) for u in again.roster.firms.unread} == {
        (u.key, u.shown, u.reason) for u in first.roster.firms.unread
    }


def test_every_list_and_the_worksheet_read_the_same() -> None:
    sample = examples(EDITION.years)
    answers = HandedSheet(
        name="测算底稿",
        schedule="worksheet",
        heads=("键", "名称", "2021年", "数值"),
        keys=(None, None, None, None),
        rows=(
            (2, ("revenue", "集群营业收入（亿元）", 51.48, None)),
            (3, ("water_total", None, None, 9)),
        ),
    )
    first = read_workbook(fill_in(EDITION, sample))
    given = replace(first, sheets=(*first.sheets, answers))
    again = read_workbook(written(given=given).data)
    for schedule in EDITION.schedules:
        before, after = first.roster.listing(schedule.id), again.roster.listing(schedule.id)
        assert before.keys == after.keys == tuple(schedule.heads)
        assert [row.values for row in after.rows] == [row.values for row in before.rows]
    assert first.notes == again.notes == ()
    assert again.roster.worksheet == {"revenue.2021": Decimal("51.48"), "water_total": Decimal(9)}


def test_rows_beside_the_list_are_not_taken_for_firms() -> None:
    beside = ((9, ("合计", None, None, 1241.5, None)), (11, ("制表人：甲", None, None, None, None)))
    again = read_workbook(written(given=handed(firms(beside=beside))).data)
    assert [row.get("name") for row in again.roster.firms.rows] == ["甲公司", "乙公司", "丙公司"]
    assert [cells[2] for _, cells in again.sheets[0].beside] == ["合计", "制表人：甲"]


# --- The file ---


def test_the_same_gives_the_same_bytes() -> None:
    assert written(finding(5)).data == written(finding(5)).data


def test_progress_is_told_up_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotated, "STEP", 2)
    told: list[tuple[int, int]] = []
    write_annotated(handed(), (), faulty_first=True, progress=lambda *at: told.append(at))
    assert told == [(2, 3), (3, 3)]


def test_an_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def interrupt(done: int, total: int) -> None:
        assert list(tmp_path.iterdir())  # rows are kept there meanwhile
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_annotated(handed(), (), faulty_first=True, progress=interrupt)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("names", "tabs"),
    [
        (["企业名录", "企业名录"], ["企业名录", "企业名录(2)"]),
        (["汇总"], ["汇总(2)"]),
        (["a/b:c*?"], ["a b c"]),
        (["History", ""], ["History(2)", "Sheet"]),
        (["'x'"], ["x"]),
        (["名" * 40, "名" * 40], ["名" * 31, "名" * 28 + "(2)"]),
        (["Ab", "aB"], ["Ab", "aB(2)"]),
        (["\ud800"], ["Sheet"]),
    ],
)
def test_sheets_get_names_that_excel_takes(names: list[str], tabs: list[str]) -> None:
    sheets = [HandedSheet(name=name, schedule=None) for name in names]
    assert tab_names(sheets) == tabs
    there = [replace(sheet, heads=("甲",), keys=(None,)) for sheet in sheets]
    assert written(given=handed(*there)).names == ["汇总", *tabs]
