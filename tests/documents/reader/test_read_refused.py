"""A form whose style was changed is refused with table, row and cell (填报说明 18)."""

from collections.abc import Callable

import pytest

from jiqun.documents.reader import Refused, read_word
from tests.documents.reader.paper import Form, docx, paragraph, run
from tests.documents.reader.test_read_habits import target_row

KEEP = "；填表时不得改变表格样式（填报说明18），请在原表中填写后重新上传。"
OUTSIDE = "；表格之外不填写内容（填报说明18），请移到相应栏目或放在全部表格之后，再重新上传。"


def drop_cell(form: Form) -> None:
    form.tables[3].rows[6].cells.pop()


def add_cell(form: Form) -> None:
    form.tables[1].rows[0].cells.append(form.tables[1].rows[0].cells[-1].copy())


def drop_row(form: Form) -> None:
    form.tables[2].rows.pop(8)


def drop_last_row(form: Form) -> None:
    form.tables[3].rows.pop()


def add_row(form: Form) -> None:
    form.tables[3].rows.append(form.tables[3].rows[-1].copy())


def add_target(form: Form) -> None:
    rows = form.tables[8].rows
    rows.insert(
        rows.index(form.row("targets.quality_smes.base")), target_row("高新技术企业", "1", "2")
    )


def swap_rows(form: Form) -> None:
    rows = form.tables[2].rows
    rows[1], rows[2] = rows[2], rows[1]


def empty_label(form: Form) -> None:
    form.row("area").cells[0].say("")


def change_label(form: Form) -> None:
    form.row("output.2021").cells[0].say("集群总产值（万元）")


def change_year(form: Form) -> None:
    form.tables[3].rows[0].cells[1].say("2020年")


def change_promise(form: Form) -> None:
    form.tables[9].rows[1].cells[0].say("本单位不承诺。")


def change_direction(form: Form) -> None:
    form.row("targets.rd_spend.base").cells[0].say("创新能力")


def merge_down(form: Form) -> None:
    form.cell("output.2021").merge = "continue"


def split_merged(form: Form) -> None:
    cell = form.tables[3].rows[8].cells[0]
    cell.merge = ""
    cell.say("国家标准")


def nest_table(form: Form) -> None:
    table = Form().tables[1].xml()
    form.cell("chain").wrap = lambda xml: xml.replace("</w:tc>", f"{table}<w:p/></w:tc>")


def drop_table(form: Form) -> None:
    form.blocks.remove(form.tables[5])


def add_table(form: Form) -> None:
    form.blocks.insert(form.blocks.index(form.tables[3]), Form().tables[9])


def add_text(form: Form) -> None:
    form.blocks.insert(form.blocks.index(form.tables[5]), paragraph(run("补充说明：另有一项。")))


def add_cover_text(form: Form) -> None:
    form.blocks.insert(0, paragraph(run("密级：内部")))


def other_years(form: Form) -> None:
    for cell, year in zip(form.tables[2].rows[0].cells[1:], (2017, 2018, 2019), strict=True):
        cell.say(f"{year}年")


def no_years(form: Form) -> None:
    for table in form.tables[2:4]:
        table.rows[0].cells[0].say("")


CHANGES: dict[Callable[[Form], None], str] = {
    drop_cell: f"第三部分表格第7行应有10格，实为9格{KEEP}",
    add_cell: f"第一部分表格第1行应有2格，实为3格{KEEP}",
    drop_row: "第二部分表格第9行第1格应印有“主导产业相关的省级专精特新中小企业数量”，"
    f"实为“主导产业相关的国家级专精特新“小巨人”企业数量”{KEEP}",
    drop_last_row: f"第三部分表格应有18行，实为17行{KEEP}",
    add_row: f"第三部分表格应有18行，实为19行{KEEP}",
    add_target: f"第八部分表格第8行第2格应印有“优质中小企业数量”，实为“高新技术企业”{KEEP}",
    swap_rows: "第二部分表格第2行第1格应印有“集群总产值（亿元）”，"
    f"实为“集群总产值占所在县级行政区划产值比例（%）”{KEEP}",
    empty_label: f"第一部分表格第6行第1格应印有“集群占地面积（平方公里）”，实为空白{KEEP}",
    change_label: "第二部分表格第2行第1格应印有“集群总产值（亿元）”，"
    f"实为“集群总产值（万元）”{KEEP}",
    change_year: f"第三部分表格第1行第2格应印有“2021年”，实为“2020年”{KEEP}",
    change_promise: "第九部分表格第2行第1格应印有“本单位承诺此次申报中小企业特色产业集群的"
    f"申请材料(包括附件资料)真实、合法。如有…”，实为“本单位不承诺。”{KEEP}",
    change_direction: f"第八部分表格第10行第1格应印有“创新”，实为“创新能力”{KEEP}",
    merge_down: f"第二部分表格第2行第2格与上一行合并了{KEEP}",
    split_merged: f"第三部分表格第9行第1格应与上一行合并，实为单独一格，并写有“国家标准”{KEEP}",
    nest_table: f"第二部分表格第20行第2格中插入了表格{KEEP}",
    drop_table: f"应有10个表格，实为9个，第五部分的表格不在原处{KEEP}",
    add_table: f"第三部分表格第1行应有4格，实为1格{KEEP}",
    add_text: f"第五部分表格之前多出文字“补充说明：另有一项。”{OUTSIDE}",
    add_cover_text: f"封面表格之前多出文字“密级：内部”{OUTSIDE}",
    other_years: "第二部分表格第1行的年度是“2017年、2018年、2019年”，没有对应的表样；应为连续三年，"
    "从2021—2023年到2024—2026年，请用当年的原表填写。",
    no_years: "这个Word文件不是申报表：没有找到第二部分“年度”一行；请上传用“北京市中小企业特色产业"
    "集群申报表”原表填写的文件。",
}


@pytest.mark.parametrize(
    ("change", "sentence"), CHANGES.items(), ids=[change.__name__ for change in CHANGES]
)
def test_changed_form(change: Callable[[Form], None], sentence: str) -> None:
    form = Form()
    change(form)
    with pytest.raises(Refused) as refused:
        read_word(form.docx())
    assert str(refused.value) == sentence


def test_another_document() -> None:
    with pytest.raises(Refused, match="这个Word文件不是申报表"):
        read_word(docx(paragraph(run("会议纪要"))))


def test_paragraph_split_or_deleted_outside() -> None:
    """Printed text outside the tables holds no data: a break or a gap in it is no fault."""
    form = Form()
    form.blocks[6:7] = [
        paragraph(run("1. 集群应如实填报所附各表。")),
        paragraph(run("要求文字简洁")),
    ]
    del form.blocks[9]
    assert read_word(form.docx()).problems == ()
