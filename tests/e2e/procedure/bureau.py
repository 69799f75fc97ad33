"""What the bureau does: accept, check, compare, propose, publish, hear who objects, recognise."""

import io
from datetime import date
from pathlib import Path

from docx import Document
from playwright.sync_api import expect

from tests.e2e.procedure.district import fill_checklist
from tests.e2e.procedure.people import open_review, open_todo, prepare, see, sign, state, told
from tests.e2e.test_whole_way import Walk

CALL = "2024年度中小企业特色产业集群申报（示例）"
PASSED = "示例：申报材料齐全，符合形式要求。"
PROPOSED = "示例：主导产业突出，各项指标达到认定标准。"
EXAMINED = "示例：调取企业名录和专利证书，逐项核对，与申报一致。"
ANSWERED = "示例：经核查，所反映的情况与事实不符，异议不成立。"
RESUMED = "示例：异议不成立，恢复公示。"


def accept(maker: Walk, words: str) -> str:
    open_todo(maker, "收件", words)
    cluster = maker.page.get_by_role("heading", level=1).inner_text()
    see(maker, cluster)
    maker.press("收件")
    told(maker, "已收件")
    state(maker, "市形式审查")
    return cluster


def check_form(maker: Walk, checker: Walk, cluster: str) -> None:
    fill_checklist(maker, "市经信局", picture="bureau-checklist")
    prepare(maker, "形式审查通过", PASSED)
    sign(checker, "形式审查通过", cluster, "市评审")


def look_across(maker: Walk, cluster: str) -> None:
    """The pages on which one compares: peers, shared firms, decisions."""
    open_review(maker, cluster)
    maker.follow("同类比较")
    see(maker, "同类比较", picture="bureau-peers")
    maker.page.go_back()
    maker.follow("重复企业")
    reading = maker.page.get_by_role("button", name="读取并比对")
    if reading.count():
        see(maker, "重复企业")
        reading.click()
    expect(maker.page.get_by_role("main")).to_contain_text("比对了", timeout=30_000)
    see(maker, "重复企业", primary=0, picture="bureau-duplicates")
    maker.go("申报批次")
    maker.follow(CALL)
    see(maker, CALL, primary=None)
    maker.follow("决定一览")
    see(maker, "决定一览", picture="bureau-decisions")


def propose(maker: Walk, checker: Walk, cluster: str) -> None:
    open_review(maker, cluster)
    see(maker, cluster)
    prepare(maker, "拟认定", PROPOSED)
    sign(checker, "拟认定", cluster, "拟认定", picture="review-propose")


def publish(maker: Walk, checker: Walk, clusters: int) -> tuple[str, date]:
    """The notice: its title, and the day on which it begins."""
    maker.go("公示与名单")
    see(maker, "公示与名单", picture="bureau-notices")
    maker.follow("拟公示")
    expect(maker.page.get_by_role("checkbox", name="列入", checked=True)).to_have_count(clusters)
    see(maker, "拟公示", picture="bureau-notice")
    title = maker.page.get_by_label("标题", exact=True).input_value()
    opens = date.fromisoformat(maker.page.get_by_label("公示开始日期").input_value())
    maker.press("送审签")
    told(maker, "已送审签")
    sign_paper(checker, title, "bureau-notice-signing")
    return title, opens


def sign_paper(checker: Walk, title: str, picture: str) -> None:
    checker.go("公示与名单")
    see(checker, "公示与名单")
    checker.follow("审签")
    see(checker, title, picture=picture)
    checker.press("同意并签发")
    state(checker, "已审签")
    see(checker, title, primary=0)


def examine(maker: Walk, checker: Walk, number: str, name: str) -> None:
    """The objection: from taking it up to the answer."""
    maker.go("异议")
    see(maker, "异议", primary=0, picture="bureau-objections")
    maker.follow(number)
    expect(maker.page.get_by_role("main")).not_to_contain_text(name)
    see(maker, number)
    maker.press("受理，开始核查")
    state(maker, "核查中")
    maker.press("查看异议人和原文")
    expect(maker.page.get_by_role("main")).to_contain_text(name)
    see(maker, number, picture="bureau-objection")
    maker.page.get_by_label("结论", exact=True).select_option(label="不成立")
    maker.page.get_by_label("核查人员").fill("王示例、李示例")
    maker.page.get_by_label("核查情况").fill(EXAMINED)
    maker.page.get_by_label("给异议人的答复").fill(ANSWERED)
    maker.press("送审签")
    told(maker, "送审签")
    see(maker, number, primary=0)
    checker.go("异议")
    checker.follow(number)
    see(checker, number, picture="bureau-objection-signing")
    checker.press("同意并签发")
    state(checker, "已办结")
    see(checker, number, primary=0)


def resume(maker: Walk, checker: Walk, number: str, cluster: str) -> None:
    maker.go("异议")
    maker.follow(number)
    see(maker, number, picture="bureau-objection-decided")
    maker.press("书面答复已送达")
    see(maker, number)
    prepare(maker, "恢复公示", RESUMED)
    sign(checker, "恢复公示", cluster, "公示")


def recognise(maker: Walk, checker: Walk, clusters: int) -> str:
    """The list: its title."""
    maker.go("公示与名单")
    see(maker, "公示与名单")
    maker.follow("拟认定名单")
    expect(maker.page.get_by_role("checkbox", name="列入", checked=True)).to_have_count(clusters)
    see(maker, "拟认定名单", picture="bureau-list")
    maker.page.get_by_label("文号").fill("示例〔2024〕1号")
    title = maker.page.get_by_label("标题", exact=True).input_value()
    maker.press("送审签")
    told(maker, "已送审签")
    sign_paper(checker, title, "bureau-list-signing")
    return title


def words_of(walk: Walk, link: str, folder: Path) -> str:
    """Of what is downloaded there as Word: everything that is printed."""
    with walk.page.expect_download() as started:
        walk.follow(link)
    paper = folder / "文稿.docx"
    started.value.save_as(paper)
    document = Document(io.BytesIO(paper.read_bytes()))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in document.paragraphs), *cells])
