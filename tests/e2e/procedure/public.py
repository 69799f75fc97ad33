"""What somebody sees and does who has no account."""

import re
from collections.abc import Sequence
from pathlib import Path

from tests.documents.attachments.files import pdf
from tests.e2e.procedure.people import see, state
from tests.e2e.test_whole_way import Walk

NAME, PHONE = "钱示例乙", "010-00000000"
CONTENT = "示例：公示的集群中有一家企业据了解已于上年迁出本市，请核实其产值是否仍然计入。"


def read_notice(stranger: Walk, title: str, clusters: Sequence[str]) -> None:
    """From the first page of all."""
    stranger.page.goto("/")
    stranger.page.get_by_role("link", name=re.compile("公示")).first.click()
    see(stranger, "公示", primary=0, picture="public-notices")
    stranger.follow(title)
    listed = stranger.page.get_by_role("table", name="公示的集群").get_by_role("rowheader")
    assert sorted(listed.all_inner_texts()) == sorted(clusters)
    state(stranger, "正在公示")
    see(stranger, title, primary=0, picture="public-notice")


def object_to(stranger: Walk, cluster: str, folder: Path) -> tuple[str, str]:
    """Number and code, which are shown this once."""
    proof = folder / "示例-证据.pdf"
    proof.write_bytes(pdf())
    stranger.follow(f"对“{cluster}”提出异议")
    see(stranger, "提出异议")
    stranger.page.get_by_label("异议人").select_option(label="个人")
    stranger.type(姓名=NAME)
    stranger.page.get_by_label("联系电话").fill(PHONE)
    stranger.page.get_by_label("异议内容").fill(CONTENT)
    stranger.page.get_by_label("证据").set_input_files(proof)
    stranger.page.get_by_label("我已阅读上述说明").check()
    see(stranger, "提出异议", picture="public-objecting")
    stranger.press("提交异议")
    see(stranger, "异议已收到", primary=0, picture="public-objected")
    number, code = stranger.page.locator(".access").all_inner_texts()
    return number, code


def ask(stranger: Walk, number: str, code: str, stands: str) -> None:
    stranger.page.goto("/notices/")
    stranger.page.get_by_role("main").get_by_role("link").filter(has_text="公示").first.click()
    stranger.follow("查询已提出的异议")
    see(stranger, "查询异议")
    stranger.page.get_by_label("异议编号").fill(number)
    stranger.page.get_by_label("查询码").fill(code)
    stranger.press("查询")
    state(stranger, stands)
    see(stranger, "查询异议", primary=0, picture=f"public-answer-{stands}")


def read_register(stranger: Walk, clusters: Sequence[str], year: int) -> dict[str, str]:
    """The number of each cluster; all were recognised in that year, for three."""
    stranger.page.goto("/")
    stranger.page.get_by_role("link", name=re.compile("名册")).first.click()
    see(stranger, "集群名册", picture="public-register")
    table = stranger.page.get_by_role("table", name="集群")
    rows = table.get_by_role("row").filter(has=stranger.page.get_by_role("rowheader"))
    lines = [row.get_by_role("cell").all_inner_texts() for row in rows.all()]
    names = table.get_by_role("rowheader").all_inner_texts()
    assert sorted(names) == sorted(clusters)
    assert {tuple(line[-2:]) for line in lines} == {(f"{year}年至{year + 2}年", "有效")}
    numbers = {name: number for name, (number, *_) in zip(names, lines, strict=True)}
    first = clusters[0]
    stranger.follow(first)
    see(stranger, first, primary=0, picture="public-recognised")
    assert stranger.told("编号") == numbers[first]
    stranger.page.go_back()
    return numbers
