"""Cells that cannot be understood: named with their place, never guessed, and reading goes on."""

import pytest

from jiqun.core.facts import Problem
from jiqun.core.values import Value
from jiqun.documents.reader import Reading, read_word
from tests.documents.reader.paper import Form, annex_of, control, paragraph, run
from tests.documents.reader.test_read_habits import target_row

PICTURE = "<w:r><w:drawing/></w:r>"


def reports(form: Form, *problems: tuple[str, str], **values: Value) -> None:
    expected = tuple(Problem(key, reason) for key, reason in problems)
    assert read_word(form.docx()) == Reading(form.facts(values), expected)


def test_figure() -> None:
    form = Form().write("output.2022", run("约40亿")).write("operator", run("示例管委会"))
    reason = "第二部分第2行第3格“约40亿”不是数字"
    reports(form, ("output.2022", reason), operator="示例管委会")


def test_unit_of_a_figure() -> None:
    form = Form().write("output.2022", run("412000万元"))
    reason = "第二部分第2行第3格“412000万元”中的“万元”无法识别，单位应为“亿元”"
    reports(form, ("output.2022", reason))


def test_long_text_is_shortened() -> None:
    form = Form().write("area", run("约" * 60))
    reports(form, ("area", f"第一部分第6行第2格“{'约' * 20}…”不是数字"))


def test_text_beyond_all_bounds() -> None:
    form = Form().write("chain", run("长" * 50_001))
    reason = f"第二部分第20行第2格“{'长' * 20}…”：共50001个字符，过长，未读入"
    reports(form, ("chain", reason))


TICKS = {
    "two ticked": (("√是", "☑否"), "“√是 ☑否”：同时勾选了“是”、“否”，只能选一项"),
    "box gone": (("是", "□否"), "“是 □否”：“是”前的方框不见了"),
    "cross": (("×是", "□否"), "“×是 □否”：“是”前的“×”无法辨认"),
    "tick between": (("□是√□否",), "“□是√□否”：“否”前的“√□”无法辨认是哪一项的勾选"),
    "two boxes": (("□□是", "□否"), "“□□是 □否”：“是”前的“□□”无法辨认是哪一项的勾选"),
    "tick and box behind": (
        ("□是√□", "□否"),
        "“□是√□ □否”：“√□”无法辨认是哪一项的勾选",
    ),
    "text instead": (("没有发生",), "“没有发生”：表样所印的选项已改动，无法辨认勾选了哪些"),
    "one box left": (("□是",), "“□是”：表样所印的选项已改动，无法辨认勾选了哪些"),
    "emptied": (("",), "“”：表样所印的选项已改动，无法辨认勾选了哪些"),
}


@pytest.mark.parametrize(("texts", "reason"), TICKS.values(), ids=TICKS.keys())
def test_boxes(texts: tuple[str, ...], reason: str) -> None:
    form = Form()
    form.cell("major_accident:yes").say(*texts)
    reports(form, ("major_accident", f"第一部分第9行第2格{reason}"))


def test_remark_beside_boxes() -> None:
    form = Form().write("digital_work:common_solutions", run("☑"))
    form.cell("digital_work:common_solutions").lines[1].append(("", run("（见附件3，ERP）")))
    reason = "第四部分第10行第2格“（见附件3，ERP）”：不是表样所印的文字，这里也不填写，未读入"
    values = {"digital_work": frozenset({"common_solutions"})}
    assert read_word(form.docx()) == Reading(form.facts(values), (Problem("digital_work", reason),))


def test_count_and_names_rewritten() -> None:
    form = Form()
    form.cell("alliances.count").say("共2家，甲联盟、乙学会")
    why = "表样所印的“数量:”、“个名称:”已改动，无法辨认所填内容"
    reason = f"第七部分第1行第2格“共2家，甲联盟、乙学会”：{why}"
    reports(form, ("alliances.count", reason), ("alliances.names", reason))


def test_heading_of_a_text_gone() -> None:
    form = Form()
    where = form.where("plan.problems")
    form.cell("plan.problems").say("规模不大。")
    reason = f"{where}“规模不大。”：表样所印的标题已改动，无法辨认所填内容"
    reports(form, ("plan.problems", reason))


def test_text_where_none_belongs() -> None:
    form = Form()
    rows = form.tables[8].rows
    at = next(n for n, row in enumerate(rows) if "1.三年总体目标" in row.xml())
    rows[at].cells[0].lines.append([("", run("我们的规划。"))])
    reason = f"第八部分第{at + 1}行第1格“我们的规划。”：不是表样所印的文字，这里也不填写，未读入"
    reports(form, ("", reason))


def test_name_typed_over_the_hint() -> None:
    form = Form()
    form.tables[0].rows[1].cells[0].say("北京市示例区装备产业集群")
    reason = "封面第2行第1格“北京市示例区装备产业集群”：不是表样所印的文字，这里也不填写，未读入"
    reports(form, ("", reason))


@pytest.mark.parametrize("key", ["cluster_name", "restricted_industry:yes", "services:training"])
def test_picture_instead_of_text(key: str) -> None:
    form = Form()
    form.cell(key).lines[0].append(("", PICTURE))
    ((reported),) = read_word(form.docx()).problems
    assert reported.key == key.partition(":")[0]
    assert reported.reason.endswith("有图片或图形，其中的内容无法读入，请改为文字")


def test_picture_beside_a_tick() -> None:
    """What is drawn over the boxes may say something else."""
    form = Form().write("software_rising:yes", run("√") + PICTURE)
    reason = f"{form.where('software_rising:yes')}有图片或图形，其中的内容无法读入，请改为文字"
    reports(form, ("software_rising", reason))


def test_picture_beside_text() -> None:
    form = Form().write("cover.authority", run("示例局") + PICTURE)
    values = {"cover.authority": "示例局"}
    assert read_word(form.docx()) == Reading(form.facts(values))


def test_control_character_in_a_value() -> None:
    """XML can carry U+0085 and its like; Word's own writer would not print them."""
    form = Form().write("operator", run("甲\ufffd乙"))
    assert read_word(form.docx()).facts["operator"] == "甲\ufffd乙"


def test_units_that_differ() -> None:
    form = Form().write("targets.co2.base", run("12000吨"))
    form.write("targets.co2.target", run("1万吨"))
    reading = read_word(form.docx())
    reason = f"{form.where('targets.co2.base')}等处“12000吨”与“1万吨”的计量单位不一致，请统一"
    assert reading.problems == (Problem("targets.co2.unit", reason),)
    assert "targets.co2.unit" not in reading.facts


def test_unit_on_one_side_only() -> None:
    form = Form().write("targets.co2.base", run("12000"))
    reading = read_word(form.write("targets.co2.target", run("1万吨")).docx())
    assert [problem.key for problem in reading.problems] == ["targets.co2.unit"]


def test_unknown_unit() -> None:
    form = Form().write("targets.co2.base", run("12000公斤"))
    why = "单位“公斤”无法识别，应为吨、万吨、吨二氧化碳/万元之一"
    reports(form, ("targets.co2.base", f"{form.where('targets.co2.base')}“12000公斤”：{why}"))


def test_too_many_added_targets() -> None:
    form = Form()
    table = form.table("targets.added.leading.1.label")
    at = table.rows.index(form.row("targets.added.leading.1.label"))
    table.rows[at : at + 1] = [target_row(f"指标{n}", "", "") for n in range(9)] + [
        target_row("", "", ""),
        target_row("......", "", ""),
    ]
    reading = read_word(form.docx())
    reason = f"第八部分第{at + 9}行“指标8”：每个方向最多增加8项指标，这一项未读入"
    assert reading.problems == (Problem("", reason),)
    assert reading.facts == form.facts(
        {f"targets.added.leading.{n + 1}.label": f"指标{n}" for n in range(8)}
    )


def test_annex_without_the_row() -> None:
    form = Form().write("alliances.names", run("甲"), run("等12个，详见清单"))
    why = "写明全文见附页，但附页表格中没有“七、集群内产业联盟组织情况·名称”一行"
    reports(form, ("alliances.names", f"第七部分第1行第2格“甲 等12个，详见清单”：{why}"))


def test_annex_with_another_number_of_names() -> None:
    form = Form().write("alliances.names", run("甲"), run("等12个，详见清单"))
    form.blocks.append(annex_of(("七、集群内产业联盟组织情况·名称", "甲", "乙")))
    why = "第七部分第1行第2格“等12个，详见清单”：与附页所列的2个名称不一致"
    reports(form, ("alliances.names", why))


def test_annex_that_no_cell_refers_to() -> None:
    form = Form().write("chain", run("短文。"))
    form.blocks.append(
        annex_of(("二、集群产业链强链补链情况（200字以内）", "长文。"), ("不知道", "什么"))
    )
    reasons = [str(problem) for problem in read_word(form.docx()).problems]
    assert reasons == [
        "“chain”：附页“长文。”：属于“二,集群产业链强链补链情况(200字以内…”一行，"
        "但表中没有写明全文见附页，未读入",
        "：附页“什么”：属于“不知道”一行，但表中没有写明全文见附页，未读入",
    ]


def test_prompt_left_in_a_cell_control() -> None:
    form = Form()
    form.write("area", run("单击此处"))
    form.cell("area").wrap = lambda xml: control(xml, "<w:showingPlcHdr/>")
    reports(form)


def test_cover_problem_in_paragraphs() -> None:
    form = Form()
    text = "联系人及联系电话：" + "长" * 50_001
    form.blocks[3] = paragraph(run(text))
    ((problem),) = read_word(form.docx()).problems
    assert problem.reason.startswith("封面“联系人及联系电话：”“长")
