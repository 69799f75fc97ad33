"""The sheets of the template that only explain: 填表说明 and 填写示例."""

from collections.abc import Iterator, Mapping

from xlsxwriter.worksheet import Worksheet

from jiqun.core.form import WORKSHEET, Edition
from jiqun.core.form.beijing.examples import examples
from jiqun.core.form.model import Proof
from jiqun.core.form.schedule import Head, Schedule
from jiqun.core.roster.model import FIRMS
from jiqun.documents.workbook.handed import HELP, HELP_TITLE, SAMPLE, SAMPLE_TITLE
from jiqun.documents.workbook.writing.columns import may_stand
from jiqun.documents.workbook.writing.look import (
    LINE_HEIGHT,
    LINK,
    RED,
    SHADES,
    Look,
    lines_in,
    set_up_page,
)

# --- 填表说明 ---

#: Of its columns: a number or the name of a sheet, what a row is, what it gives, what else.
WIDTHS = (30, 30, 66, 12)
WHOLE = sum(WIDTHS)

PURPOSE = (
    "本工作簿收集集群内企业的数据和申报表要求的各项清单。填好后由系统逐行检查、按填报说明的"
    "口径汇总，并与申报表各栏核对；也可据此填写申报表。",
    "各表都可以只填手头有的列：少了哪一列，用到它的指标就不汇总，系统会列明。",
)


def rules(edition: Edition) -> Iterator[str]:
    """How to fill it in."""
    base = edition.years.base
    yield "一行填一家企业（一项标准、一个平台等）。表头请勿改名；列的次序可以调整，不用的可以删除。"
    yield "表头为红色粗体的列必填。鼠标停在表头上，会显示单位、填法和有关的填报说明。"
    yield "确实没有的填“无”，汇总时按0计；不清楚、没有统计的留空，不要填0。空白、“无”和0是三回事。"
    yield "金额、数量按表头所注单位填写，只填数字。名录的金额用万元，汇总时换算成申报表的亿元。"
    yield (
        "统一社会信用代码、行业代码、专利号等各列已设为文本，请直接录入；"
        "从别处粘贴时请选“只粘贴值”，以免开头的0丢失或长数字变成科学计数。"
    )
    yield (
        f"带年份的列按年填写，从{edition.years.past[0]}年到{base}年；财务数据以该年度会计报表"
        f"期末数为准（填报说明5）。没有注明年份的列，填截止到{base}年底的情况（填报说明6）。"
    )
    yield f"日期填成“{base}-12-31”的样子，年份填四位数字。有下拉的列请从下拉中选。"
    yield "表头上方的标题行、末尾的合计行和空行不影响读取，可以保留。"


def counting(edition: Edition) -> Iterator[str]:
    """Which firms count, and as what."""
    yield (
        "集群内企业：“是否在集群范围内”填“否”的不计；从进入年份起计入，退出年份当年起不再计入。"
        "进入年份留空的，填有该年数据即计入该年。"
    )
    yield (
        "中小企业：按《中小企业划型标准规定》（工信部联企业〔2011〕300号，填报说明8），"
        "用行业代码和该年的从业人员、营业收入、资产总额逐年划型；这几项缺了就无法判断。"
    )
    yield "主导产业：产值计“是否属于主导产业”填“是”的企业；填“否”的，资质不计入相关家数。"
    yield (
        "资质：取得年份填首次取得的年份，复审通过的不改；从该年起，年末仍在有效期内的计入当年；"
        "没有有效期的，有效期留空。"
    )


def finishing() -> Iterator[str]:
    yield (
        "用“jiqun roster check 文件名 -o 修改稿.xlsx”检查："
        "修改稿中出错的单元格着色并附批注，另有“错误说明”列。"
    )
    yield "在修改稿上直接改，改好后再次检查即可，不必删去“错误说明”列和“汇总”表。"
    yield f"“{HELP}”和“{SAMPLE}”两张表不读取，可以保留，也可以删除。"


def add_guide(look: Look, edition: Edition) -> None:
    sheet = look.book.add_worksheet(HELP)
    sheet.hide_gridlines(2)
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    title = f"{edition.title}：{HELP_TITLE}（{edition.years.call}年表样）"
    sheet.merge_range(0, 0, 0, len(WIDTHS) - 1, title, look.title())
    sheet.set_row(0, 34)
    row = write_section(sheet, look, 1, "一、用途", PURPOSE)
    row = write_sheets(sheet, look, row, edition)
    row = write_section(sheet, look, row, "三、怎样填写", numbered(rules(edition)))
    row = write_section(sheet, look, row, "四、哪些企业计入", numbered(counting(edition)))
    write_section(sheet, look, row, "五、填好以后", numbered(finishing()))
    set_up_page(sheet)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)


def numbered(sentences: Iterator[str]) -> tuple[str, ...]:
    return tuple(f"{number}. {sentence}" for number, sentence in enumerate(sentences, 1))


def write_section(
    sheet: Worksheet, look: Look, row: int, heading: str, paragraphs: tuple[str, ...]
) -> int:
    """A heading and its paragraphs over the whole width; gives the next free row."""
    write_heading(sheet, look, row, heading)
    for at, paragraph in enumerate(paragraphs, row + 1):
        sheet.merge_range(at, 0, at, len(WIDTHS) - 1, paragraph, look.text())
        sheet.set_row(at, lines_in(paragraph, WHOLE) * LINE_HEIGHT + 5)
    return row + 1 + len(paragraphs)


def write_heading(sheet: Worksheet, look: Look, row: int, heading: str) -> None:
    sheet.write_string(row, 0, heading, look.heading())
    sheet.set_row(row, 26)


def write_sheets(sheet: Worksheet, look: Look, row: int, edition: Edition) -> int:
    """Every sheet with what a row of it is, and the figures of the form it gives."""
    write_heading(sheet, look, row, "二、各工作表")
    heads = ("工作表", "一行填", "汇总后用于申报表的栏目", "另附")
    for place, head in enumerate(heads):
        sheet.write_string(row + 1, place, head, look.head())
    listed = [described(schedule, edition) for schedule in edition.schedules]
    listed.append((WORKSHEET, "一项指标", "申报表不印、测算时要用的数，均可不填；填了核对更准", ""))
    for at, (name, *texts) in enumerate(listed, row + 2):
        link = look.cell(font_color=LINK, underline=1)
        sheet.write_url(at, 0, f"internal:'{name}'!A1", link, name)
        for place, text in enumerate(texts, 1):
            sheet.write_string(at, place, text, look.cell())
        sheet.set_row(at, lines_in(texts[1], WIDTHS[2]) * LINE_HEIGHT + 5)
    return row + 2 + len(listed)


def described(schedule: Schedule, edition: Edition) -> tuple[str, str, str, str]:
    each = "一家企业" if schedule.id == FIRMS else f"一项{schedule.title.removesuffix('清单')}"
    figures = "、".join(edition.fields[id].short for id in schedule.supports)
    proof = Proof.EVIDENCE.value if Proof.EVIDENCE in schedule.proofs else ""
    return schedule.title, each, figures, proof


# --- 填写示例 ---

SAMPLE_WIDTHS = (36, 44)
SAMPLE_WIDTH = 34
SAMPLE_NOTE = (
    f"{SAMPLE_TITLE}，只说明填法；本表竖排，便于阅读，填写时请用各清单的表。"
    "示例一是小企业，示例二是大企业，示例三次年才进入集群，此前的年份留空。"
)


def add_sample(look: Look, edition: Edition) -> None:
    """Every column of every list with how to fill it in, and what invented firms would have."""
    sheet = look.book.add_worksheet(SAMPLE)
    rows = examples(edition.years)
    most = max(map(len, rows.values()))
    widths = (*SAMPLE_WIDTHS, *[SAMPLE_WIDTH] * most)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.merge_range(0, 0, 0, len(widths) - 1, SAMPLE_NOTE, look.text())
    sheet.set_row(0, 34)
    heads = ("栏目", "填法", *(f"示例{number}" for number in "一二三四五"[:most]))
    for place, head in enumerate(heads):
        sheet.write_string(1, place, head, look.head())
    sheet.set_row(1, 22)
    row = 2
    for schedule in edition.schedules:
        row = write_sample(sheet, look, row, schedule, rows[schedule.id], len(widths))
    sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(64 + len(widths))}{row}"})
    sheet.freeze_panes(2, 1)
    set_up_page(sheet, head=(1, 1))
    sheet.fit_to_pages(1, 0)


def write_sample(
    sheet: Worksheet,
    look: Look,
    row: int,
    schedule: Schedule,
    examples: tuple[Mapping[str, str], ...],
    columns: int,
) -> int:
    """One list, a line for each of its columns; gives the next free row."""
    sheet.merge_range(row, 0, row, columns - 1, schedule.title, look.group(SHADES[0]))
    sheet.set_row(row, 22)
    for at, head in enumerate(schedule.heads.values(), row + 1):
        sheet.write_string(at, 0, head.called, look.cell(**marked(head)))
        sheet.write_string(at, 1, may_stand(head), look.cell(font_size=10))
        sheet.set_row(at, lines_in(may_stand(head), SAMPLE_WIDTHS[1]) * LINE_HEIGHT + 3)
        for place in range(columns - 2):
            text = examples[place].get(head.key, "") if place < len(examples) else ""
            sheet.write_string(at, place + 2, text, look.cell(align="center"))
    return row + 1 + len(schedule.heads)


def marked(head: Head) -> dict[str, object]:
    return {"bold": True, "font_color": RED} if head.column.required else {}
