"""Rosters as text, in the encodings and with the separators that programs write in China."""

from decimal import Decimal

import pytest

from jiqun.documents.refused import Refused
from jiqun.documents.workbook.reading import csvfile
from jiqun.documents.workbook.reading.read import read_workbook

TEXT = "企业名称,统一社会信用代码,2023年产值\n甲公司,91110118MAXX00015Q,100.5\n"
ROWS = [(2, ("甲公司", "91110118MAXX00015Q", Decimal("100.5")))]


def read(data: bytes) -> tuple[list[tuple[int, tuple[object, ...]]], list[str]]:
    handed = read_workbook(data, "名录.csv")
    rows = [(row.number, row.values) for row in handed.roster.firms.rows]
    return rows, [note.text for note in handed.notes]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert read(TEXT.encode(encoding)) == (ROWS, [])


@pytest.mark.parametrize("separator", [",", ";", "\t", "，"])
def test_separators(separator: str) -> None:
    assert read(TEXT.replace(",", separator).encode()) == (ROWS, [])


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends(end: str) -> None:
    assert read(TEXT.replace("\n", end).encode()) == (ROWS, [])


def test_rows_are_counted_as_excel_shows_them() -> None:
    """A text with line breaks is one row, and a blank line is one."""
    handed = read_workbook(
        '\n\n"企业\n名称",2023年产值\n\n甲公司,1\n,\n"乙\n公司","1,200"'.encode()
    )
    assert [(row.number, row.values) for row in handed.roster.firms.rows] == [
        (5, ("甲公司", Decimal(1))),
        (7, ("乙公司", Decimal(1200))),
    ]
    (sheet,) = handed.sheets
    assert (sheet.name, sheet.schedule, sheet.heads) == ("CSV", "firms", ("企业名称", "2023年产值"))
    assert list(sheet.rows) == [(5, ("甲公司", "1")), (7, ("乙\n公司", "1,200"))]


def test_rows_may_differ_in_length() -> None:
    rows, _ = read("企业名称,2023年产值\n甲\n乙,1,多,余\n".encode())
    assert rows == [(2, ("甲", None)), (3, ("乙", Decimal(1)))]


def test_that_figures_are_text_is_no_news() -> None:
    rows, notes = read('企业名称,2023年产值\n甲,12.5\n乙,"1,200"\n'.encode())
    assert [values for _, values in rows] == [("甲", Decimal("12.5")), ("乙", Decimal(1200))]
    assert notes == [
        "缺少必填的“统一社会信用代码”1列，请补上并重新上传",
        "1格按文本保存的数字已按数值读取（第3行“1,200”）",
    ]


def test_a_table_may_begin_like_an_image() -> None:
    rows, _ = read("BM,企业名称\n1,甲公司\n".encode())
    assert [values for _, values in rows] == [("甲公司",)]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "企业名称".encode()[:-1] + b"\xff\xff\x81"])
def test_other_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_workbook(data, "a.csv")
    assert str(refused.value) == csvfile.UNKNOWN_ENCODING


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Refused, match="这不是表格文件"):
        read_workbook(b"a,b\0c", "a.csv")


def test_text_that_only_looks_like_gb18030_is_refused() -> None:
    data = bytes((i * 37) % 127 + 128 for i in range(1, 4000))
    with pytest.raises(Refused):
        read_workbook(data, "a.csv")


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_workbook(f'企业名称\n"{"长" * 200_000}"'.encode(), "a.csv")
    assert str(refused.value) == csvfile.UNEVEN


@pytest.mark.parametrize("data", ["企业名称\n" + "甲\n" * 3, "企业名称,b,c\n"])
def test_too_much_is_refused(data: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_workbook(data.encode())
    monkeypatch.setattr(csvfile, "MOST_ROWS", 3)
    monkeypatch.setattr(csvfile, "MOST_COLUMNS", 2)
    with pytest.raises(Refused, match="请只保留名录后重新上传"):
        read_workbook(data.encode())


def test_many_rows_come_in_chunks() -> None:
    text = "企业名称\n" + "".join(f"企业{n}\n" for n in range(2500))
    chunks = list(csvfile.read_rows(text))
    assert [len(rows.numbers) for rows in chunks] == [1000, 1000, 501]
    rows, _ = read(text.encode())
    assert rows[-1] == (2501, ("企业2499",))
