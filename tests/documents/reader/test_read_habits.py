"""What Word, WPS and their users do to a form while filling it in, one small fixture each."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from jiqun.core.values import NONE, Value
from jiqun.documents.reader import Reading, read_word
from tests.documents.reader.paper import (
    NAMESPACES,
    Form,
    Row,
    annex_of,
    control,
    package,
    paragraph,
    run,
)

NAME = {"cluster_name": "北京市示例区智能装备产业集群"}
PICKED = {"chain_work": frozenset({"chain_map"})}
YES = {"software_rising": "yes"}


def reads_as(form: Form, values: dict[str, Value]) -> None:
    assert read_word(form.docx()) == Reading(form.facts(values))


def test_blank_form_has_no_facts() -> None:
    reads_as(Form(), {})


CHECKED = '<w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def tracked(kind: str, content: str) -> str:
    return f'<w:{kind} w:id="1" w:author="a" w:date="2024-05-30T00:00:00Z">{content}</w:{kind}>'


def deleted(text: str) -> str:
    return tracked("del", f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>')


def form_field(state: str) -> str:
    """A check box of the old kind, protected forms have them."""
    begin = FIELD.format("begin").replace(
        "/></w:r>",
        '><w:ffData><w:name w:val="Check1"/><w:enabled/><w:checkBox><w:sizeAuto/>'
        f"{state}</w:checkBox></w:ffData></w:fldChar></w:r>",
    )
    code = "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
    return begin + code + FIELD.format("separate") + FIELD.format("end")


def symbol(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def lettered(font: str, text: str) -> str:
    return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="eastAsia"/>')


TEXT_BOX = "<w:txbxContent><w:p><w:r><w:t>智能装备产业集群</w:t></w:r></w:p></w:txbxContent>"
NAMED = {
    "inline control": control(run("北京市示例区智能装备产业集群")),
    "nested controls": control(control(run("北京市示例区")) + run("智能装备产业集群")),
    "control with prompt behind": run("北京市示例区智能装备产业集群")
    + control(run("单击此处输入文字。"), "<w:showingPlcHdr/>"),
    "inserted": tracked("ins", run("北京市示例区")) + run("智能装备产业集群"),
    "deleted": deleted("北京市某区") + run("北京市示例区智能装备产业集群"),
    "inserted, then deleted": tracked("ins", deleted("甲")) + run("北京市示例区智能装备产业集群"),
    "moved here": tracked("moveTo", run("北京市示例区智能装备产业集群")),
    "moved away": tracked("moveFrom", run("某区")) + run("北京市示例区智能装备产业集群"),
    "smart tag": '<w:smartTag w:uri="u" w:element="place">'
    + run("北京市示例区")
    + "</w:smartTag>"
    + run("智能装备产业集群"),
    "custom XML": '<w:customXml w:uri="u" w:element="e">'
    + run("北京市示例区智能装备产业集群")
    + "</w:customXml>",
    "simple field": '<w:fldSimple w:instr=" DOCPROPERTY 名称 ">'
    + run("北京市示例区智能装备产业集群")
    + "</w:fldSimple>",
    "field": FIELD.format("begin")
    + "<w:r><w:instrText> REF 名称 </w:instrText></w:r>"
    + FIELD.format("separate")
    + run("北京市示例区智能装备产业集群")
    + FIELD.format("end"),
    "field in the code of a field": FIELD.format("begin")
    + "<w:r><w:instrText> IF </w:instrText></w:r>"
    + FIELD.format("begin")
    + FIELD.format("separate")
    + run("不显示")
    + FIELD.format("end")
    + FIELD.format("separate")
    + run("北京市示例区智能装备产业集群")
    + FIELD.format("end"),
    "drop-down": FIELD.format("begin").replace(
        "/></w:r>",
        '><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="某集群"/>'
        '<w:listEntry w:val="北京市示例区智能装备产业集群"/></w:ddList></w:ffData>'
        "</w:fldChar></w:r>",
    )
    + FIELD.format("separate")
    + FIELD.format("end"),
    "hyperlink": f'<w:hyperlink w:anchor="a">{run("北京市示例区智能装备产业集群")}</w:hyperlink>',
    "hidden text": run("北京市示例区") + run("秘密", "<w:vanish/>") + run("智能装备产业集群"),
    "no longer hidden": run("北京市示例区", '<w:vanish w:val="0"/>') + run("智能装备产业集群"),
    "text box, written twice": run("北京市示例区")
    + '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    f"<wps:txbx>{TEXT_BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    f"<v:textbox>{TEXT_BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    "line break": run("北京市示例区") + "<w:r><w:br/></w:r>" + run("智能装备产业集群"),
    "formatting tracked": '<w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="a"><w:rPr><w:vanish/>'
    "</w:rPr></w:rPrChange></w:rPr><w:t>北京市示例区智能装备产业集群</w:t></w:r>",
    "ruled line": run("____北京市示例区智能装备产业集群____"),
    "ruled, full width": run("＿＿＿ 北京市示例区智能装备产业集群 ＿＿＿"),
    "underlined spaces": run("    ", '<w:u w:val="single"/>')
    + run("北京市示例区智能装备产业集群", '<w:u w:val="single"/>')
    + run("\u3000\u3000", '<w:u w:val="single"/>'),
}


@pytest.mark.parametrize("xml", NAMED.values(), ids=NAMED.keys())
def test_text(xml: str) -> None:
    reads_as(Form().write("cluster_name", xml), dict(NAME))


BLANKS = {
    "underscores": run("________"),
    "full-width underscores": run("＿＿＿"),
    "underlined spaces": run(" \u3000 \xa0", '<w:u w:val="single"/>'),
    "prompt": control(run("单击或点击此处输入文字。"), "<w:showingPlcHdr/>"),
    "deleted": deleted("北京市"),
}


@pytest.mark.parametrize("xml", BLANKS.values(), ids=BLANKS.keys())
def test_blank(xml: str) -> None:
    reads_as(Form().write("cluster_name", xml).write("alliances.count", xml), {})


def test_tabs_and_hyphens() -> None:
    text = run("010") + "<w:r><w:noBreakHyphen/></w:r>" + run("69000001")
    form = Form().write("authority_phone", text)
    form.write("authority_contact", run("张三") + "<w:r><w:tab/></w:r>" + run("李四"))
    reads_as(form, {"authority_phone": "010-69000001", "authority_contact": "张三 李四"})


def test_tab_stops_are_no_tabs() -> None:
    form = Form()
    stops = "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr>"
    form.cell("area").wrap = lambda xml: xml.replace("<w:p>", stops, 1).replace(
        "<w:pPr><w:jc w:val='left'/></w:pPr>", ""
    )
    form.write("area", run("4.2"))
    reads_as(form, {"area": Decimal("4.20")})


def test_several_paragraphs() -> None:
    form = Form().write(
        "chain", run("第一段。"), run("\u3000\u3000第二段。"), run(""), run("第三段")
    )
    reads_as(form, {"chain": "第一段。\n第二段。\n第三段"})


def test_paragraph_mark_deleted() -> None:
    """Accepting the change joins the paragraphs; so does the page that shows it."""
    form = Form().write("chain", run("前一半，"), run("后一半。"))
    mark = "<w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr>"
    form.cell("chain").wrap = lambda xml: xml.replace(
        "<w:pPr><w:jc w:val='left'/></w:pPr>", mark, 1
    )
    reads_as(form, {"chain": "前一半，后一半。"})


def test_formula() -> None:
    math = "<m:oMath><m:r><m:t>η=W重/W</m:t></m:r></m:oMath>"
    reads_as(Form().write("green", run("公式") + math), {"green": "公式η=W重/W"})


WRAPS: dict[str, Callable[[Form], None]] = {
    "cell": lambda form: setattr(form.cell("cluster_name"), "wrap", control),
    "row": lambda form: setattr(form.row("cluster_name"), "wrap", control),
    "table": lambda form: setattr(form.table("cluster_name"), "wrap", control),
    "paragraphs": lambda form: setattr(
        form.cell("cluster_name"),
        "wrap",
        lambda xml: xml.replace("</w:tcPr>", "</w:tcPr><w:sdt><w:sdtContent>").replace(
            "</w:tc>", "</w:sdtContent></w:sdt><w:p/></w:tc>"
        ),
    ),
    "custom XML around a row": lambda form: setattr(
        form.row("cluster_name"),
        "wrap",
        lambda xml: f'<w:customXml w:uri="u" w:element="e">{xml}</w:customXml>',
    ),
}


@pytest.mark.parametrize("wrap", WRAPS.values(), ids=WRAPS.keys())
def test_control_around(wrap: Callable[[Form], None]) -> None:
    form = Form().write("cluster_name", run("北京市示例区智能装备产业集群"))
    wrap(form)
    reads_as(form, dict(NAME))


TICKED = {
    **{f"typed {sign}": run(sign) for sign in "√✓✔■☒☑R●✅"},
    "emoji": run("☑\ufe0f"),
    "behind the box": run("□√"),
    "behind the box, apart": run("□") + run(" √ "),
    "in brackets": run("□（√）"),
    "control": control(run("☒"), CHECKED.format(1)),
    "control, strange sign": control(run("?"), CHECKED.format(1)),
    "control around a symbol": control(symbol("Wingdings 2", "0052"), CHECKED.format(1)),
    "control drawn by hand": control(run("☑"), CHECKED.format(0)),
    "form field": form_field("<w:default w:val='0'/><w:checked/>"),
    "form field, on": form_field('<w:default w:val="0"/><w:checked w:val="1"/>'),
    "form field by default": form_field('<w:default w:val="1"/>'),
    "inserted": tracked("del", run("□").replace("w:t", "w:delText")) + tracked("ins", run("√")),
    "Wingdings 2, R": lettered("Wingdings 2", "R"),
    "Wingdings 2, S": lettered("Wingdings 2", "S"),
    "Wingdings 2, private": lettered("Wingdings 2", "\uf052"),
    "Wingdings, letter": lettered("Wingdings", "\u00fe"),
    "font lost": run("\uf0fe"),
    **{
        f"{font} {code}": symbol(font, code)
        for font, code in (
            ("Wingdings", "F0FE"),
            ("Wingdings", "F0FC"),
            ("Wingdings", "F0FD"),
            ("Wingdings", "00FE"),
            ("Wingdings 2", "F052"),
            ("Wingdings 2", "F053"),
            ("Wingdings 2", "F050"),
            ("Symbol", "F0D6"),
        )
    },
}
UNTICKED = {
    **{f"typed {sign}": run(sign) for sign in "□☐▢○口"},
    "control": control(run("☐"), CHECKED.format(0)),
    "control, strange sign": control(run("?"), CHECKED.format(0)),
    "form field": form_field('<w:default w:val="0"/>'),
    "form field, off": form_field('<w:default w:val="1"/><w:checked w:val="0"/>'),
    "Wingdings 2, £": lettered("Wingdings 2", "£"),
    **{
        f"{font} {code}": symbol(font, code)
        for font, code in (("Wingdings", "F0A8"), ("Wingdings 2", "F0A3"), ("Wingdings 2", "F02A"))
    },
}


@pytest.mark.parametrize("xml", TICKED.values(), ids=TICKED.keys())
def test_ticked(xml: str) -> None:
    form = Form().write("chain_work:chain_map", xml).write("software_rising:yes", xml)
    reads_as(form, {**PICKED, **YES})


@pytest.mark.parametrize("xml", UNTICKED.values(), ids=UNTICKED.keys())
def test_unticked(xml: str) -> None:
    form = Form().write("chain_work:chain_map", xml).write("software_rising:yes", xml)
    reads_as(form.write("software_rising:no", run("√")), {"software_rising": "no"})


ANSWERS = {
    "tick at the end of the line": (("□是√", "□否"), "yes"),
    "tick before the box": (("√□是", "□否"), "yes"),
    "tick before a later box": (("□是", "√ □否"), "no"),
    "tick after the last": (("□是", "□否 √"), "no"),
    "on one line": (("□是  ■否",), "no"),
    "only the answer left": (("是",), "yes"),
    "only the ticked answer left": (("☑否",), "no"),
}


@pytest.mark.parametrize(("texts", "answer"), ANSWERS.values(), ids=ANSWERS.keys())
def test_answers(texts: tuple[str, ...], answer: str) -> None:
    form = Form()
    form.cell("major_accident:yes").say(*texts)
    reads_as(form, {"major_accident": answer})


def test_note_deleted_and_heading_deleted() -> None:
    form = Form().write("services:training", run("☑"))
    del form.cell("services:training").lines[0]
    del form.cell("services:training").lines[-1]
    reads_as(form, {"services": frozenset({"training"})})


FIGURES = {
    "41.2": Decimal("41.20"),
    "４１．２０": Decimal("41.20"),
    " 1,234.50 亿元": Decimal("1234.50"),
    "_41.20_": Decimal("41.20"),
    "无": NONE,
    "0": Decimal("0.00"),
}


@pytest.mark.parametrize(("text", "value"), FIGURES.items())
def test_figures(text: str, value: Value) -> None:
    reads_as(Form().write("output.2021", run(text)), {"output.2021": value})


def test_count_and_names() -> None:
    form = Form().write("national_platforms.count", run("__2__"))
    form.write("national_platforms.names", run("甲国家工程研究中心"), run("乙名称：数量：个"))
    names = ("甲国家工程研究中心", "乙名称：数量：个")
    reads_as(form, {"national_platforms.count": 2, "national_platforms.names": names})


def test_count_and_names_on_one_line() -> None:
    form = Form()
    form.cell("alliances.count").say("数量: 2 个   名称:甲联盟；乙学会")
    reads_as(form, {"alliances.count": 2, "alliances.names": ("甲联盟", "乙学会")})


def test_labels_in_other_widths() -> None:
    """Replaced quotes, brackets and spaces are what programs do, not the applicant."""
    form = Form().write("little_giants.2021", run("3"))
    form.row("little_giants.2021").cells[0].say('主导产业相关的国家级 专精特新"小巨人"', "企业数量")
    form.row("output.2021").cells[0].say("集群总产值(亿元)")
    reads_as(form, {"little_giants.2021": 3})


def test_guidance_overwritten() -> None:
    """What part 八 explains under a heading may make room for the text."""
    form = Form().write("plan.overview", run("集群概况。"))
    lines = form.cell("plan.overview").lines
    lines[:] = [line for line in lines if "包括" not in line[0][1] and "3000" not in line[0][1]]
    reads_as(form, {"plan.overview": "集群概况。"})


def test_text_behind_the_heading() -> None:
    form = Form()
    form.cell("plan.problems").say("3、存在的问题\u3000一是规模不大。", "二是人才不足。")
    reads_as(form, {"plan.problems": "一是规模不大。\n二是人才不足。"})


def test_text_before_the_guidance() -> None:
    form = Form()
    lines = form.cell("plan.achievements").lines
    lines.insert(1, [("", run("成效显著。"))])
    reads_as(form, {"plan.achievements": "成效显著。"})


def test_row_tracked_as_deleted() -> None:
    form = Form()
    rows = form.table("area").rows
    extra = form.row("area").copy()
    extra.properties = '<w:del w:id="1" w:author="a"/>'
    rows.insert(3, extra)
    reads_as(form, {})


def test_cell_tracked_as_deleted() -> None:
    form = Form()
    extra = form.cell("area").copy()
    extra.say("删除")
    extra.wrap = lambda xml: xml.replace("</w:tcPr>", "<w:cellDel w:id='1'/></w:tcPr>")
    form.row("area").cells.append(extra)
    reads_as(form, {})


def test_old_sideways_merge() -> None:
    """WPS writes merged cells so: all there, the later ones marked."""
    form = Form().write("leading_output_growth", run("8.88"))
    row = form.row("leading_output_growth")
    row.cells[1].wrap = lambda xml: xml.replace("</w:tcPr>", '<w:hMerge w:val="restart"/></w:tcPr>')
    for _ in range(2):
        gone = row.cells[1].copy()
        gone.say()
        gone.wrap = lambda xml: xml.replace("</w:tcPr>", "<w:hMerge/></w:tcPr>")
        row.cells.append(gone)
    reads_as(form, {"leading_output_growth": Decimal("8.88")})


def test_former_merge_in_a_tracked_change() -> None:
    form = Form().write("area", run("3"))
    form.cell("area").wrap = lambda xml: xml.replace(
        "</w:tcPr>", "<w:tcPrChange w:id='1'><w:tcPr><w:vMerge/></w:tcPr></w:tcPrChange></w:tcPr>"
    )
    reads_as(form, {"area": Decimal("3.00")})


def test_edition_from_the_years() -> None:
    form = Form("beijing-2026").write("output.2025", run("5"))
    reads_as(form, {"output.2025": Decimal("5.00")})


def test_strict_open_xml() -> None:
    body = Form().write("area", run("3")).body()
    xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    strict = xml.replace(
        NAMESPACES.split('"')[1], "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    reading = read_word(package({"word/document.xml": strict}))
    assert reading == Reading(Form().facts({"area": Decimal("3.00")}))


def test_cover_in_paragraphs() -> None:
    """The official .doc has no table on its cover."""
    form = Form()
    form.blocks[3] = "".join(
        paragraph(run(text))
        for text in (
            "集群名称：北京市示例区智能装备产业集群",
            "（北京市XX区XX产业）",
            "所属地区： 北京市示例区",
            "县级行政区划中小企业主管部门(盖章): 示例区经济和信息化局",
            "集群运营管理机构：",
            "示例园区管委会",
            "申报时间：2024-5-30",
            "联系人及联系电话：________",
        )
    )
    reads_as(
        form,
        {
            "cover.cluster_name": "北京市示例区智能装备产业集群",
            "cover.district": "北京市示例区",
            "cover.authority": "示例区经济和信息化局",
            "cover.operator": "示例园区管委会",
            "cover.date": "2024年5月30日",
        },
    )


def test_hint_deleted_and_example_left() -> None:
    form = Form().write("cover.cluster_name", run("（北京市XX区XX产业）"))
    form.tables[0].rows[1].cells[0].say()
    reads_as(form, {})


def test_signature_page() -> None:
    form = Form().write("statement.signatory", run("张三"))
    form.write("statement.date", run("2024年5月30日"))
    form.write("recommendation.opinion", run("同意推荐。"))
    form.write("statement.operator", "<w:r><w:pict/></w:r>")  # a seal
    reads_as(
        form,
        {
            "statement.signatory": "张三",
            "statement.date": "2024年5月30日",
            "recommendation.opinion": "同意推荐。",
        },
    )


def target_row(label: str, base: str, target: str) -> Row:
    row = Form().row("targets.added.leading.1.label").copy()
    for cell, text in zip(row.cells[1:], (label, base, target), strict=True):
        cell.say(text)
    return row


def test_target_rows_added_before_the_dots() -> None:
    form = Form()
    rows = form.table("targets.added.leading.1.label").rows
    at = rows.index(form.row("targets.added.leading.1.label"))
    rows[at:at] = [target_row("新增上市企业", "1家", "3家"), target_row("品牌", "2个", "5个")]
    reads_as(
        form,
        {
            "targets.added.leading.1.label": "新增上市企业",
            "targets.added.leading.1.base": "1家",
            "targets.added.leading.1.target": "3家",
            "targets.added.leading.2.label": "品牌",
            "targets.added.leading.2.base": "2个",
            "targets.added.leading.2.target": "5个",
        },
    )


def test_target_rows_without_merge() -> None:
    """A copied row may come with a cell of its own for the direction."""
    form = Form()
    rows = form.table("targets.added.green.1.label").rows
    at = rows.index(form.row("targets.added.green.1.label"))
    row = target_row("光伏装机", "1兆瓦", "2兆瓦")
    row.cells[0].merge = ""
    row.cells[0].say("绿色化")
    rows[at] = row
    reads_as(
        form,
        {
            "targets.added.green.1.label": "光伏装机",
            "targets.added.green.1.base": "1兆瓦",
            "targets.added.green.1.target": "2兆瓦",
        },
    )


def test_dots_deleted() -> None:
    form = Form().write("targets.rd_spend.base", run("3.20亿元"))
    table = form.table("targets.added.leading.1.label")
    for direction in ("leading", "innovation", "digital", "green", "other"):
        table.rows.remove(form.row(f"targets.added.{direction}.1.label"))
    reads_as(form, {"targets.rd_spend.base": Decimal("3.20")})


def test_direction_of_other_targets() -> None:
    form = Form()
    rows = form.table("targets.added.other.1.label").rows
    at = rows.index(form.row("targets.added.other.1.label"))
    form.write("targets.added.other.1.label", run("甲")).row("targets.added.other.1.label").cells[
        0
    ].merge = "restart"
    rows.insert(at + 1, target_row("乙", "", "2"))
    reads_as(
        form,
        {
            "targets.added.other.1.label": "甲",
            "targets.added.other.2.label": "乙",
            "targets.added.other.2.target": "2",
        },
    )


UNITS = {
    "t": ("120.5吨", "100 吨"),
    "10kt": ("1.2万吨", "1万吨"),
    "intensity": ("0.35吨二氧化碳/万元", "0.29吨二氧化碳／万元"),
}


@pytest.mark.parametrize(("unit", "texts"), UNITS.items())
def test_unit_that_the_applicant_chooses(unit: str, texts: tuple[str, str]) -> None:
    form = Form().write("targets.co2.base", run(texts[0]))
    reading = read_word(form.write("targets.co2.target", run(texts[1])).docx())
    assert reading.problems == ()
    assert reading.facts["targets.co2.unit"] == unit
    assert len(reading.facts) == 3


def test_attachments_behind_the_form() -> None:
    form = Form()
    form.blocks += [paragraph(run("附件：企业名录")), Form().tables[1]]
    reads_as(form, {})


def test_annex() -> None:
    form = Form().write("alliances.count", run("3"))
    form.write("alliances.names", run("甲联盟"), run("等3个,详见清单"))
    form.write("chain", run("开头……（全文见附页）"))
    form.blocks.append(
        annex_of(
            ("七、集群内产业联盟组织情况·名称", "甲联盟", "乙学会", "丙协会"),
            ("二、集群产业链强链补链情况（200字以内）", "开头，第一段。", "第二段。"),
        )
    )
    reads_as(
        form,
        {
            "alliances.count": 3,
            "alliances.names": ("甲联盟", "乙学会", "丙协会"),
            "chain": "开头，第一段。\n第二段。",
        },
    )
