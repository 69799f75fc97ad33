"""The shape of the official .doc, as far as its text tells: parts 八 and 九 in fewer cells."""

from decimal import Decimal

import pytest

from jiqun.core.values import Value
from jiqun.documents.reader import Reading, Refused, read_word
from tests.documents.reader.paper import Form, Grid, paragraph, run


def reads_as(form: Form, values: dict[str, Value]) -> None:
    assert read_word(form.docx()) == Reading(form.facts(values))


def test_headings_numbered_by_word() -> None:
    """The official .doc numbers some headings of part 八 by itself, hence its “3、”."""
    form = Form()
    form.cell("plan.problems").say("三、 存在的问题", "规模不大。")
    form.cell("plan.tasks").say("重点任务", "（1）育企业。")
    reads_as(form, {"plan.problems": "规模不大。", "plan.tasks": "（1）育企业。"})


def official(form: Form) -> Form:
    """Parts 八 and 九 as the official .doc has them: all of 八 in one cell, four cells in 九."""
    plan, seal = form.tables[8], form.tables[9]
    targets = [row for row in plan.rows if len(row.cells) > 1]
    first = plan.rows.index(targets[0])
    inner = Grid(targets, 4).xml()
    texts = [
        "".join(paragraph(*(xml for _, xml in line)) for row in rows for line in row.cells[0].lines)
        for rows in (plan.rows[:first], plan.rows[first + len(targets) :])
    ]
    body = f"<w:tc><w:tcPr/>{texts[0]}{inner}{texts[1]}</w:tc>"
    form.blocks[form.blocks.index(plan)] = f"<w:tbl><w:tr>{body}</w:tr></w:tbl>"
    merged = [seal.rows[0], seal.rows[1], seal.rows[5], seal.rows[6]]
    for row, others in ((merged[1], seal.rows[2:5]), (merged[3], seal.rows[7:])):
        row.cells[0].lines += [line for other in others for line in other.cells[0].lines]
    seal.rows[:] = merged
    return form


def test_official_shape() -> None:
    form = Form().write("plan.overview", run("概况一。"), run("概况二。"))
    form.write("plan.approach", run("发展目标明确。")).write("plan.tasks", run("任务。"))
    form.write("plan.goals.2024", run("目标。")).write("targets.rd_spend.base", run("3亿元"))
    form.write("targets.added.green.1.label", run("光伏"))
    form.write("statement.signatory", run("张三")).write("statement.date", run("2024年5月30日"))
    form.write("recommendation.opinion", run("同意"), run("推荐"))
    form.write("recommendation.unit", run("示例局"))
    reads_as(
        official(form),
        {
            "plan.overview": "概况一。\n概况二。",
            "plan.approach": "发展目标明确。",
            "plan.goals.2024": "目标。",
            "plan.tasks": "任务。",
            "targets.rd_spend.base": Decimal("3.00"),
            "targets.added.green.1.label": "光伏",
            "statement.signatory": "张三",
            "statement.date": "2024年5月30日",
            "recommendation.opinion": "同意\n推荐",
            "recommendation.unit": "示例局",
        },
    )


def test_official_shape_blank() -> None:
    reads_as(official(Form()), {})


def test_official_shape_without_a_heading() -> None:
    form = Form()
    form.cell("plan.tasks").say("（3） 重点任务是育企业。")
    form.cell("plan.safeguards").say("保障措施有三：")
    with pytest.raises(Refused) as refused:
        read_word(official(form).docx())
    wanted = "第八部分中没有找到标题“（4） 保障措施”；请恢复表样所印的标题，单独成行，再重新上传。"
    assert str(refused.value) == wanted
