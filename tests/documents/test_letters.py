"""An official letter as Word, read back by the library that others use."""

import io
from datetime import date

from docx import Document

from jiqun.documents.letters import Heading, Letter, Table, Text, write_letter

LETTER = Letter(
    title="关于推荐示例集群的函",
    to="市经济和信息化局",
    pieces=(
        Heading("一、推荐情况"),
        Text("经审查，现推荐下列集群。"),
        Table(("序号", "集群名称"), (("1", "示例集群"), ("2", "另一示例集群")), (1, 4)),
    ),
    attachments=("推荐汇总表", "申报表"),
    signed="示例区经济和信息化局",
    day=date(2026, 11, 3),
    contact="联系人：示例，电话：010-00000000",
)


def test_a_letter_says_what_it_is_given_in_its_order() -> None:
    document = Document(io.BytesIO(write_letter(LETTER)))
    assert [p.text for p in document.paragraphs if p.text] == [
        "关于推荐示例集群的函",
        "市经济和信息化局：",
        "一、推荐情况",
        "经审查，现推荐下列集群。",
        "附件：1. 推荐汇总表",
        "　　　2. 申报表",
        "示例区经济和信息化局",
        "2026年11月3日",
        "（联系人：示例，电话：010-00000000）",
    ]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "集群名称"],
        ["1", "示例集群"],
        ["2", "另一示例集群"],
    ]
    first, second = (round(column.width.mm) for column in table.columns)
    assert (first, second) == (31, 125)


def test_its_number_stands_under_the_title() -> None:
    letter = Letter(title="示例通知", pieces=(Text("正文。"),), number="示例文号〔2026〕1号")
    paragraphs = Document(io.BytesIO(write_letter(letter))).paragraphs
    assert [p.text for p in paragraphs] == ["示例通知", "示例文号〔2026〕1号", "", "正文。"]


def test_a_broad_one_lies_on_its_side() -> None:
    tall, broad = (
        Document(io.BytesIO(write_letter(each))).sections[0]
        for each in (LETTER, Letter(title="汇总表", pieces=(), broad=True))
    )
    assert (round(tall.page_width.mm), round(tall.page_height.mm)) == (210, 297)
    assert (round(broad.page_width.mm), round(broad.page_height.mm)) == (297, 210)


def test_the_columns_are_as_wide_as_their_cells() -> None:
    """Word goes by the one, LibreOffice by the other."""
    (table,) = Document(io.BytesIO(write_letter(LETTER))).tables
    narrow, wide = (column.width for column in table.columns)
    assert [cell.width for cell in table.rows[0].cells] == [narrow, wide]
    assert round(wide / narrow) == 4
