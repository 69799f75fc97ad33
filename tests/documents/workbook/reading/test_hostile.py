"""Files that claim too much, hide something far away, or are not what they say."""

import io
import tempfile
import time
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from jiqun.documents.refused import Refused
from jiqun.documents.workbook.reading import package
from jiqun.documents.workbook.reading.read import read_workbook
from jiqun.documents.workbook.reading.scan import MOST_COLUMNS, WIDEST_GAP, column_letters
from tests.documents.workbook.sheets import (
    FIRM,
    HEADS,
    by_hand,
    cell_xml,
    row_xml,
    sheet_xml,
    with_member,
    with_sheet,
    workbook,
)

TABLE = row_xml(1, "企业名称", "2023年产值") + row_xml(2, "甲公司", 5)
READ = [(2, ("甲公司", Decimal(5)))]
LARGE = "文件过大或过于复杂，无法在限定的时间和内存内读完；"
SAVE_AS = "请在Excel或WPS中另存为.xlsx后重新上传。"

#: Far longer than any of these takes, far shorter than what they would cost otherwise.
SECONDS = 5.0


def firms(data: bytes) -> tuple[list[tuple[int, tuple[object, ...]]], list[str]]:
    started = time.monotonic()
    handed = read_workbook(data)
    assert time.monotonic() - started < SECONDS
    rows = [(row.number, row.values) for row in handed.roster.firms.rows]
    # Few of these have codes, which is told and is not what they are about.
    return rows, [note.text for note in handed.notes if "缺少必填" not in note.text]


def refused(data: bytes, name: str = "") -> str:
    started = time.monotonic()
    with pytest.raises(Refused) as reason:
        read_workbook(data, name)
    assert time.monotonic() - started < SECONDS
    assert str(reason.value).endswith("。")
    return str(reason.value)


# --- far away ---


@pytest.mark.parametrize("claimed", ["A1:XFD1048576", "A1:XFD1", "XFD1048576", "B7:A1"])
def test_a_claimed_extent_costs_nothing(claimed: str) -> None:
    assert firms(by_hand(TABLE, before=f'<dimension ref="{claimed}"/>')) == (READ, [])


def test_a_cell_far_away_that_only_has_a_look_costs_nothing() -> None:
    stray = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert firms(by_hand(TABLE + stray)) == (READ, [])


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_cell_far_away_is_left_out_and_told(prefix: str) -> None:
    rows = TABLE + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    if prefix:
        rows = rows.replace("</", "§").replace("<", "<x:").replace("§", "</x:")
    assert firms(by_hand(rows, prefix=prefix)) == (
        READ,
        ["第1048576行XFD列的内容离表格太远，没有读取"],
    )


def test_a_cell_far_to_the_right_does_not_take_its_row_along() -> None:
    far = cell_xml("XFC2", "远") + cell_xml("XFD2", 3)
    note = "第2行XFD列的内容离表格太远，没有读取"
    assert firms(by_hand(TABLE[: -len("</row>")] + far + "</row>")) == (READ, [note])


def test_far_is_beyond_the_columns_of_any_list_or_below_a_wide_gap() -> None:
    near, far = column_letters(MOST_COLUMNS), column_letters(MOST_COLUMNS + 1)
    within = TABLE[: -len("</row>")] + cell_xml(f"{near}2", 1) + "</row>"
    assert firms(by_hand(within)) == (READ, [])
    beyond = TABLE[: -len("</row>")] + cell_xml(f"{far}2", 1) + "</row>"
    assert firms(by_hand(beyond)) == (READ, [f"第2行{far}列的内容离表格太远，没有读取"])
    last = 2 + WIDEST_GAP
    below = ((last, ("乙公司", None)),)
    assert firms(by_hand(TABLE + row_xml(last, "乙公司"))) == ([*READ, *below], [])
    assert firms(by_hand(TABLE + row_xml(last + 1, "乙公司"))) == (
        READ,
        [f"第{last + 1}行A列的内容离表格太远，没有读取"],
    )


def test_very_many_far_rows_are_counted() -> None:
    far = "".join(row_xml(5000 + n, "乙") for n in range(50))
    text = "第5000行A列、第5001行A列、第5002行A列等处的内容离表格太远，没有读取"
    assert firms(by_hand(TABLE + far)) == (READ, [text])


def test_what_is_left_out_leaves_the_rest_of_the_workbook_alone() -> None:
    """Texts that all sheets share, formats, and the other sheets stay."""
    data = workbook(HEADS, FIRM, change=lambda book, sheet: sheet.write(9000, 9000, "远"))
    rows, notes = firms(data)
    assert rows == [(2, ("甲公司", "91110118MAXX00015Q", Decimal("100.5"), 20))]
    assert len(notes) == 1


def test_a_row_that_lies_about_its_cells_ends_the_parser_only() -> None:
    """The scan believes rows; the parser believes cells, and asks for half a terabyte."""
    lie = '<row r="3"><c r="XFD1048576"><v>1</v></c><c r="A3"><v>1</v></c></row>'
    assert refused(by_hand(TABLE + lie)).startswith(LARGE)


def test_cells_in_disorder_are_read_as_far_as_columns_go() -> None:
    disorder = '<row r="3"><c r="XFD3"><v>1</v></c><c r="A3" t="str"><v>乙</v></c></row>'
    rows, _ = firms(by_hand(TABLE + disorder))
    assert rows == [*READ, (3, ("乙", None))]


def test_rows_without_numbers_are_counted() -> None:
    rows = TABLE.replace(' r="1"', "").replace(' r="2"', "")
    assert firms(by_hand(rows.replace(' r="A1"', "").replace(' r="B1"', "")))[0] == READ


def test_a_table_of_too_many_cells_is_refused() -> None:
    wide = "".join(
        f'<row r="{n * 900}"><c r="A{n * 900}"><v>1</v></c><c r="IV{n * 900}"><v>1</v></c></row>'
        for n in range(1, 1100)
    )
    assert refused(by_hand(wide)) == (
        "工作表的内容超过20万行或4000万格，不是企业名录；请只保留名录后重新上传。"
    )


def test_formulas_without_a_result_are_told() -> None:
    formulas = (
        '<row r="3"><c r="A3" t="str"><f>A2</f><v>乙</v></c><c r="B3"><f>B2*2</f></c></row>'
        '<row r="4"><c r="A4" t="inlineStr"><is><t>丙</t></is></c>'
        '<c r="B4"><f t="shared" si="0"/></c></row><row r="5"><c r="A5" s="1"/></row>'
    )
    rows, notes = firms(by_hand(TABLE + formulas))
    assert rows == [*READ, (3, ("乙", None)), (4, ("丙", None))]
    assert notes == [
        "2格公式没有算出的结果（B3、B4等），按空白读取；请用Excel或WPS打开并保存后重新上传"
    ]


# --- sheets that are not sound ---


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "<html></html>",
        "文本",
        sheet_xml(TABLE, after=" "),
        sheet_xml(TABLE, after="</sheetData>")[:-30],
    ],
)
def test_a_sheet_that_is_none_is_broken(xml: str) -> None:
    assert refused(with_sheet(workbook(HEADS), xml)) == (f"文件不完整或已损坏，无法打开；{SAVE_AS}")


@pytest.mark.parametrize("what", ["<!DOCTYPE worksheet>", "\0"])
def test_definitions_and_other_encodings_are_refused(what: str) -> None:
    xml = sheet_xml(TABLE).replace("<worksheet", f"{what}<worksheet")
    assert "含有外部定义或编码异常" in refused(with_sheet(workbook(HEADS), xml))


def test_a_text_that_is_not_there_is_broken() -> None:
    assert refused(by_hand('<row r="1"><c r="A1" t="s"><v>77</v></c></row>'))


def test_a_sheet_that_packs_like_a_bomb_is_refused() -> None:
    bomb = with_member(workbook(HEADS), "xl/media/a.bin", bytes(30 << 20))
    assert "解压后过大" in refused(bomb)


def test_a_row_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiqun.documents.workbook.reading.scan.LONGEST_ROW", 1 << 20)
    cells = "".join(cell_xml(f"A{n}", n * 1.7) for n in range(90_000))
    assert "工作表过大" in refused(by_hand(f'<row r="1">{cells}</row>'))


def test_endless_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiqun.documents.workbook.reading.scan.MOST_ROW_TAGS", 2)
    assert firms(by_hand(TABLE)) == (READ, [])
    assert "工作表过大" in refused(by_hand(TABLE + row_xml(3, "乙")))


def test_a_large_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(HEADS, FIRM)
    monkeypatch.setattr("jiqun.documents.workbook.reading.source.MAX_BYTES", len(data))
    assert firms(data)[0]
    assert refused(data + b" ") == package.TOO_LARGE


@pytest.mark.parametrize("cut", [10, 100, 1000, 4000])
def test_half_a_file_is_broken(cut: int) -> None:
    assert refused(workbook(HEADS, FIRM)[:cut])


@pytest.mark.parametrize("name", ["../a", "/a", "a\\b", "c:a"])
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    assert "文件名不合规" in refused(with_member(workbook(HEADS), name, b""))


def test_macros_are_refused() -> None:
    data = with_member(workbook(HEADS), "xl/vbaProject.bin", b"")
    assert refused(data) == f"文件含有宏，为安全起见不予读取；{SAVE_AS}"


def changed_types(old: str, new: str) -> bytes:
    data = workbook(HEADS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    return with_member(data, "[Content_Types].xml", types.replace(old, new).encode())


SHEET_MAIN = "spreadsheetml.sheet.main+xml"
WANTED = "请上传填好的企业名录（.xlsx、.xls或.csv）。"


@pytest.mark.parametrize(
    ("type", "sentence"),
    [
        ("wordprocessingml.document.main+xml", f"这是Word文件，不是企业名录；{WANTED}"),
        ("presentationml.presentation.main+xml", f"这是PowerPoint文件，不是企业名录；{WANTED}"),
        ("x.binary.macroEnabled.main", f"文件含有宏，为安全起见不予读取；{SAVE_AS}"),
        ("sheet.binary.main", f"这是二进制工作簿（.xlsb），不能直接读取；{SAVE_AS}"),
    ],
)
def test_other_packages_are_named(type: str, sentence: str) -> None:
    assert refused(changed_types(SHEET_MAIN, type)) == sentence


def packed(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", f"文件是空的；{WANTED}"),
        (b" \r\n", f"文件是空的；{WANTED}"),
        (b"%PDF-1.7", f"这是PDF文件，不是企业名录；{WANTED}"),
        (b"\x89PNG\r\n", f"这是PNG图片，不是企业名录；{WANTED}"),
        (
            b"Rar!\x1a",
            f"这是RAR压缩文件，不是企业名录；请解压后{WANTED[1:]}",
        ),
        (b"<html><table>", f"这是网页文件，不是企业名录；{SAVE_AS}"),
        (packed("a.txt"), f"这是压缩文件，不是企业名录；{WANTED}"),
        (packed("OFD.xml"), f"这是OFD文件，不是企业名录；{WANTED}"),
        (packed("mimetype", "content.xml"), f"这是OpenDocument文件，不是企业名录；{WANTED}"),
        (OLE + "WordDocument".encode("utf-16-le"), f"这是Word文件，不是企业名录；{WANTED}"),
        (OLE + b"any", f"这是旧版Office文件，不是企业名录；{WANTED}"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "文件设有打开密码，无法读取；请去掉密码后重新上传。",
        ),
        (
            OLE + "Workbook".encode("utf-16-le"),
            f"文件不完整或已损坏，无法打开；{SAVE_AS}",
        ),
        (bytes(range(256)), f"这不是表格文件；{WANTED}"),
    ],
)
def test_what_is_no_workbook_is_named(data: bytes, sentence: str) -> None:
    assert refused(data) == sentence


# --- letting go ---


class Enough(Exception):
    pass


def test_whoever_loses_patience_ends_it_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    calls: list[tuple[int, int]] = []

    def called(done: int, expected: int) -> None:
        calls.append((done, expected))
        if done:
            raise Enough

    with pytest.raises(Enough):
        read_workbook(workbook(HEADS, FIRM), progress=called)
    assert calls[-1] == (1, 2)
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_from_none_to_all() -> None:
    calls: list[tuple[int, int]] = []
    rows = [(f"企业{n}", None, 1.0, 1.0) for n in range(2500)]
    read_workbook(workbook(HEADS, *rows), progress=lambda *step: calls.append(step))
    steps = [done for done, _ in calls]
    assert steps == sorted(steps)
    assert {999, 1999, 2500} < set(steps)
    assert calls[0][0] == 0
    assert calls[-1] == (2501, 2501)
