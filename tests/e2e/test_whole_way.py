"""The whole way of a unit that nobody knows yet, from its registration to the receipt, on the
running demonstration; every page on it seen by axe.

With JIQUN_PICTURES naming a folder, the pictures of the guide are kept there.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect
from tools.browser import ROOT, WINDOW, served
from tools.pictures import keep_picture

from jiqun.web.accounts.demo import DOMAIN, PASSWORD, demo_code
from jiqun.web.declarations.demo import drawn
from tests.e2e.looking import violations

UNIT, CHIEF = "示例仪表产业运营公司", "zhuangshili@example.org"
OWN_PASSWORD = "yi-ge-hao-mima"
DISTRICT, OF_RETURNED = f"miyun-shenqian{DOMAIN}", f"guangdian{DOMAIN}"

#: Of demo/clean.yaml, as copied from a sheet.
OUTPUT = "52.36\t60.15\t69.48\r\n20.35\t22.80\t25.52\r\n"
#: Three more than the roster adds up to.
GRANTED = {"ip_granted.2022": "315"}
REASON = "名录报出后又补录3件授权，证书见佐证材料。"

#: One file for each kind of proof, each with so many pages.
PROOFS = {
    "佐证材料": "示例-证明材料.pdf",
    "清单": "示例-各类清单.pdf",
    "计算公式": "示例-计算公式.pdf",
}
PAGES = 8
#: So many are bound by hand.
BY_HAND = 3


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(JIQUN_DEMO_ACCOUNTS="1") as address:
        yield address


class Walk:
    """One person's window. ``see`` is called on every page that is passed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def see(
        self, heading: str | re.Pattern[str], picture: str = "", at: Locator | None = None
    ) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        if picture and "JIQUN_PICTURES" in os.environ:
            self.turn_to(at)
            keep_picture(self.page, Path(os.environ["JIQUN_PICTURES"], f"{picture}.png"))
        closed = self.page.locator("details:not([open])").element_handles()
        assert violations(self.page) == []
        for each in closed:
            each.evaluate("details => { details.open = false; }")

    def turn_to(self, place: Locator | None) -> None:
        """To the middle of the window; without one, to the top of the page."""
        if place:
            place.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
        else:
            self.page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")

    def type(self, **texts: str) -> None:
        for label, text in texts.items():
            self.page.get_by_label(label, exact=True).fill(text)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()

    def go(self, name: str) -> None:
        self.page.get_by_role("navigation", name="主导航").get_by_role("link", name=name).click()

    def back(self) -> None:
        """To the task list of the declaration."""
        self.page.get_by_role("navigation", name="所在位置").get_by_role("link").first.click()

    def sign_in(self, email: str, password: str) -> None:
        self.type(邮箱=email, 密码=password)
        self.press("登录")

    def cell(self, key: str) -> Locator:
        return self.page.locator(f'[data-key="{key}"]')

    def fill(self, typed: dict[str, str]) -> None:
        for key, text in typed.items():
            self.cell(key).fill(text)
            self.cell(key).press("Tab")
        expect(self.page.get_by_text("已保存", exact=True)).to_be_visible()

    def told(self, term: str) -> str:
        """What stands beside that term on the page."""
        named = self.page.locator("dt", has_text=re.compile(f"^{term}$"))
        return named.locator("xpath=following-sibling::dd[1]").inner_text()


@contextmanager
def window(browser: Browser, address: str, where: str = "/") -> Iterator[Walk]:
    """A window of its own; nothing may go wrong in its scripts."""
    context = browser.new_context(base_url=address, viewport=WINDOW, locale="zh-CN")
    page, said = context.new_page(), list[str]()
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text))
    page.goto(where)
    yield Walk(page)
    context.close()
    assert said == []


def test_from_registration_to_the_receipt(browser: Browser, address: str, tmp_path: Path) -> None:
    with window(browser, address) as chief, window(browser, address, "/login/") as district:
        register(chief)
        admit(district)
        start(chief)
        type_by_hand(chief)
        bring_along(chief)
        hand_in_firms(chief)
        prove_everything(chief, tmp_path)
        give_a_reason(chief)
        paper = make_fair_copy(chief, tmp_path)
        file(chief, paper, tmp_path)
        number = read_receipt(chief, paper)
        take_a_package(chief)
        see_what_was_filed(district, number)


def test_what_was_returned(browser: Browser, address: str) -> None:
    with window(browser, address, "/login/") as chief:
        chief.sign_in(OF_RETURNED, PASSWORD)
        chief.follow("继续填报")
        chief.see("北京市密云区光电装备产业集群", "returned")
        chief.follow("查看补正要求")
        chief.see("补正要求", "corrections")
        point = chief.page.get_by_role("heading", level=2, name="1. ").get_by_role("link")
        point.click()
        chief.see("二、主导产业情况", "corrected-part", at=chief.cell("exports.2022"))
        editable = "[data-key]:not([readonly]):not([disabled])"
        assert chief.page.locator(editable).count() < 20


def register(chief: Walk) -> None:
    chief.page.get_by_role("link", name="登记单位").click()
    chief.type(单位名称=UNIT, 统一社会信用代码=demo_code("EXAMPLE8"))
    chief.page.get_by_label("所属区").select_option("密云区")
    chief.type(联系人="庄示例", 联系电话="010-00000000", 姓名="庄示例", 邮箱=CHIEF)
    chief.type(密码=OWN_PASSWORD, 再输一次密码=OWN_PASSWORD)
    chief.see("登记单位", "register")
    chief.press("提交登记")
    chief.see(f"{UNIT} 待准入")


def admit(district: Walk) -> None:
    district.see("登录申报平台")
    code = district.page.get_by_role("row", name=DISTRICT).get_by_role("cell").last.inner_text()
    district.sign_in(DISTRICT, PASSWORD)
    district.see("输入动态口令")
    district.type(动态口令=code)
    district.press("继续")
    district.see("密云区经济和信息化局")
    district.follow(f"准入：{UNIT}")
    district.see(f"{UNIT} 待准入")
    district.press("准入")
    expect(district.page.get_by_role("status")).to_contain_text(f"已准入{UNIT}")


def start(chief: Walk) -> None:
    chief.page.reload()
    chief.see(UNIT, "desk")
    chief.follow("2024年度中小企业特色产业集群申报（示例）")
    chief.see("2024年度中小企业特色产业集群申报（示例）")
    chief.press("开始填报")
    chief.see(f"{UNIT}的申报")


def type_by_hand(chief: Walk) -> None:
    """What is the unit's own, on a day of the call that is open, and some from a sheet."""
    today = timezone.localdate()
    chief.follow("封面")
    chief.fill(
        {
            "cover.operator": UNIT,
            "cover.date": f"{today.year}年{today.month}月{today.day}日",
        }
    )
    chief.see("封面")
    chief.follow("下一部分")
    chief.fill({"operator": UNIT})
    chief.see("一、基本情况")
    chief.follow("下一部分")
    paste(chief, "output.2021", OUTPUT)
    chief.see("二、主导产业情况", "part2")
    chief.back()


def paste(chief: Walk, key: str, text: str) -> None:
    """As if it had been copied from a sheet."""
    chief.cell(key).evaluate(
        """(cell, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const paste = { clipboardData, bubbles: true, cancelable: true };
            cell.dispatchEvent(new ClipboardEvent("paste", paste));
        }""",
        text,
    )
    expect(chief.page.get_by_text("已保存", exact=True)).to_be_visible()
    expect(chief.cell("output_district_share.2023")).to_have_value("25.52")


def bring_along(chief: Walk) -> None:
    chief.follow("从申报表文件或以往申报带入")
    chief.see("带入已有内容")
    chief.page.get_by_label("填好的申报表或填报数据文件").set_input_files(ROOT / "demo/clean.yaml")
    chief.press("读取并比较")
    expect(chief.page.get_by_role("heading", name="clean.yaml")).to_be_visible()
    chief.see("带入已有内容", "prefill")
    chief.press("带入勾选的栏目")
    chief.see("北京市密云区测控装备产业集群", "tasks")


def hand_in_firms(chief: Walk) -> None:
    chief.follow("企业名录")
    chief.see("企业名录")
    chief.page.get_by_label("企业名录文件").set_input_files(ROOT / "demo/clean.xlsx")
    chief.press("上传并检查")
    said = chief.page.get_by_text("已收取“clean.xlsx”")
    expect(said).to_be_visible(timeout=30_000)
    first = chief.page.get_by_role("columnheader", name="2021年").first
    chief.see("企业名录", "roster", at=first)
    chief.back()


def prove_everything(chief: Walk, folder: Path) -> None:
    chief.follow("佐证材料")
    for kind, name in PROOFS.items():
        sheets = [(UNIT, kind, f"第{number}页") for number in range(1, PAGES + 1)]
        (folder / name).write_bytes(drawn(sheets))
    files = [folder / name for name in PROOFS.values()]
    chief.page.get_by_label("佐证材料文件").set_input_files(files)
    listed = chief.page.get_by_role("region", name="材料清单").get_by_role("link")
    expect(listed).to_have_count(len(files), timeout=30_000)
    chief.see("佐证材料", "evidence")
    gaps = chief.page.get_by_role("table", name="还缺材料")
    bind_some(chief, gaps)
    bind_the_rest(gaps)
    chief.page.reload()
    expect(chief.page.get_by_text(re.compile(r"应附材料的\d+项都有材料"))).to_be_visible()
    listing = chief.page.get_by_role("heading", name="材料清单")
    chief.see("佐证材料", "evidence-bound", at=listing)
    name = PROOFS["佐证材料"]
    chief.follow(name)
    first = chief.page.get_by_role("img").first
    expect(first).to_have_js_property("naturalWidth", 1100, timeout=30_000)
    chief.see(re.compile(f"材料[123]　{name}"))
    chief.page.go_back()
    chief.follow("目录与装订")
    chief.see("佐证材料目录")
    chief.back()


def bind_some(chief: Walk, gaps: Locator) -> None:
    """By hand, each to the next page of the file of its kind."""
    choosers = gaps.locator("summary")
    count = choosers.count()
    for number in range(BY_HAND):
        row = gaps.get_by_role("row").filter(has=chief.page.locator("summary")).first
        asked = row.get_by_role("rowheader").inner_text()
        choosers.first.click()
        (name,) = (name for kind, name in PROOFS.items() if asked.endswith(kind))
        option = row.get_by_role("option", name=name).text_content()
        row.get_by_role("combobox").select_option(label=option)
        row.get_by_role("textbox").fill(str(number + 1))
        row.get_by_role("button", name="绑定").click()
        expect(choosers).to_have_count(count - number - 1)


def bind_the_rest(gaps: Locator) -> None:
    """As their forms would send it, without waiting for the page each time."""
    gaps.evaluate(
        """async (table, [proofs, pages]) => {
            const choice = document.querySelector('template[data-options="file"]').content;
            const files = Array.from(choice.querySelectorAll("option"));
            for (const row of table.querySelectorAll("tr:has(form)")) {
                const asked = row.querySelector("th").innerText, form = row.querySelector("form");
                const [, name] = Object.entries(proofs).find(([kind]) => asked.endsWith(kind));
                const said = new FormData(form);
                said.set("file", files.find(file => file.text.endsWith(name)).value);
                said.set("pages", `1-${pages}`);
                await fetch(form.action, { method: "POST", body: said });
            }
        }""",
        [PROOFS, PAGES],
    )


def give_a_reason(chief: Walk) -> None:
    """A figure is changed, to one that the roster does not add up to."""
    chief.follow("三、创新能力情况")
    chief.fill(GRANTED)
    beside = chief.page.get_by_role("complementary", name="检查与计算")
    expect(beside).to_contain_text("RR-51")
    chief.see("三、创新能力情况", "part3")
    chief.back()
    chief.follow("报送")
    expect(chief.page.get_by_role("main")).to_contain_text("报送前还有1件事")
    chief.see("报送")
    chief.follow("去处理")
    expect(chief.page.get_by_role("main")).to_contain_text("还有1处没有写理由")
    box = chief.page.get_by_role("textbox", name="说明理由")
    box.fill(REASON)
    chief.see("检查", "check", at=box)
    chief.page.get_by_role("button", name="保存理由").first.click()
    expect(chief.page.get_by_role("main")).to_contain_text("都已写明理由")
    chief.see("检查")
    chief.back()


def make_fair_copy(chief: Walk, folder: Path) -> Path:
    chief.follow("去报送")
    chief.see("报送")
    chief.press("生成报送稿")
    with chief.page.expect_download() as fetched:
        chief.follow("下载 PDF")
    paper = folder / "报送稿.pdf"
    fetched.value.save_as(paper)
    first = chief.page.get_by_role("img").first
    expect(first).to_have_js_property("naturalWidth", 1100, timeout=30_000)
    chief.see("报送", "fair-copy", at=chief.page.get_by_role("link", name="下载 PDF"))
    return paper


def file(chief: Walk, paper: Path, folder: Path) -> None:
    """The paper as it comes from the scanner, with the code that stands on it."""
    code = chief.told("核验码")
    with pypdfium2.PdfDocument(paper) as pages:
        assert all(code in page.get_textpage().get_text_bounded() for page in pages)
        first, *rest = (page.render(scale=1).to_pil() for page in pages)
    scan = folder / "盖章扫描件.pdf"
    first.save(scan, save_all=True, append_images=rest)
    chief.page.get_by_label("扫描件（一份PDF").set_input_files(scan)
    chief.page.get_by_role("textbox", name="核验码").fill(code.lower())
    chief.page.get_by_label("本人是单位负责人").check()
    chief.see("报送", "file", at=chief.page.get_by_role("textbox", name="核验码"))
    chief.press("报送")
    chief.page.wait_for_url("**/receipt/")


def read_receipt(chief: Walk, paper: Path) -> str:
    chief.see("报送回执", "receipt")
    assert chief.told("现状") == "已报送"
    assert chief.told("申报表PDF") == sha256(paper)
    assert chief.told("企业名录") == sha256(ROOT / "demo/clean.xlsx")
    return chief.page.get_by_text(re.compile(r"^2024-110118-\d+$")).inner_text()


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def take_a_package(chief: Walk) -> None:
    chief.follow("全部内容（申报包）")
    chief.press("生成申报包")
    expect(chief.page.get_by_text("申报包已生成。")).to_be_visible(timeout=30_000)
    chief.see("申报包")


def see_what_was_filed(district: Walk, number: str) -> None:
    district.go("申报批次")
    district.follow("2024年度中小企业特色产业集群申报（示例）")
    district.see("2024年度中小企业特色产业集群申报（示例）")
    expect(district.page.get_by_role("row", name=UNIT)).to_contain_text("已报送")
    district.go("审查")
    district.see("审查")
    district.page.get_by_role("row", name=UNIT).get_by_role("link").click()
    district.see("北京市密云区测控装备产业集群")
    district.follow("回执与申报表")
    district.see("报送回执")
    expect(district.page.get_by_text(number, exact=True)).to_be_visible()
