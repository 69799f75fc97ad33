"""A table as a workbook and as text: nothing anybody typed is a formula."""

import csv
import io
from decimal import Decimal

import pytest

from jiqun.documents.workbook.writing.table import Cell, Sheet, write_sheet, write_text
from tests.documents.workbook.opened import MAIN, Opened


def sheet(*rows: tuple[Cell, ...], title: str = "示例表") -> Sheet:
    return Sheet(title, ("示例说明",), ("项目", "数"), (20, 10), rows)


def test_texts_stay_texts_and_numbers_numbers() -> None:
    book = Opened(write_sheet(sheet(("=1+1", Decimal("69.40")), ("无", 7), ("空白", "空白"))))
    assert book.rows("示例表") == [
        ["示例表", ""],
        ["示例说明", ""],
        ["项目", "数"],
        ["=1+1", 69.4],
        ["无", 7.0],
        ["空白", "空白"],
    ]
    assert not list(book.xml("示例表").iter(f"{MAIN}f"))
    formats = [book.style("示例表", cell).get("numFmtId") for cell in ("B4", "B5")]
    assert [book.format_code(each) for each in formats] == ["0.00", "1"]  # 1 is Excel's own “0”


@pytest.mark.parametrize("typed", ["=1+1", "+86", "-示例", "@示例", "\t=1"])
def test_as_text_too(typed: str) -> None:
    text = write_text(sheet((typed, Decimal("-1.50")))).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [["项目", "数"], [f"'{typed}", "-1.50"]]


def test_the_same_table_gives_the_same_file() -> None:
    rows = (("示例", Decimal("1.10")),)
    assert write_sheet(sheet(*rows)) == write_sheet(sheet(*rows))


def test_any_title_will_do() -> None:
    assert Opened(write_sheet(sheet(title="示例/表[1]"))).names == ["示例 表 1"]
