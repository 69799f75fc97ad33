"""A workbook beside the form, as people use it: dropped, looked through, taken over, fetched."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.browser import WINDOW

from jiqun.core.roster.model import FIRMS
from jiqun.core.roster.typed import typed_over
from jiqun.documents.workbook.reading.read import read_workbook
from tests.declarations import DEMO
from tests.e2e.looking import loose_page, press_until, violations
from tests.rosters import roster_behind
from tests.web.workbooks import as_workbook

pytestmark = pytest.mark.e2e

FORM = (DEMO / "clean.yaml").read_bytes().replace(b"output.2023: 69.48", b"output.2023: 70.48")
ROSTER = typed_over(
    roster_behind("clean"),
    {
        FIRMS: ({}, {"uscc": "9111"}, {"industry": "999", "rd_spend.2023": ""}),
        "patents": ({"number": ""},),
    },
)
BOOK = as_workbook(ROSTER)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    form, book = tmp_path / "数据.yaml", tmp_path / "名录.xlsx"
    form.write_bytes(FORM)
    book.write_bytes(BOOK)
    return [form, book]


@pytest.fixture
def result(page: Page, files: list[Path]) -> Page:
    hand_in(page, *files)
    return page


def hand_in(page: Page, form: Path, book: Path) -> None:
    page.set_input_files("#file", form)
    page.set_input_files("#roster", book)
    page.get_by_role("button", name="开始检查").click()
    expect(page.locator(".verdict")).to_be_visible()


def open_roster(page: Page) -> None:
    page.get_by_role("navigation", name="检查结果").get_by_role("link", name="企业名录").click()


def shown(page: Page) -> list[str]:
    return page.evaluate(
        """[...document.querySelectorAll(".firms tbody")]
            .filter(firm => firm.offsetHeight).map(firm => firm.querySelector("td").innerText)"""
    )


def saved(page: Page, act: Callable[[], None]) -> tuple[str, bytes]:
    with page.expect_download() as download:
        act()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


# --- Handing in ----------------------------------------------------------------------------


def drop(page: Page, *files: Path) -> None:
    script = """(files) => {
        const data = new DataTransfer();
        for (const [content, name] of files) {
            const bytes = Uint8Array.from(atob(content), c => c.charCodeAt(0));
            data.items.add(new File([bytes], name));
        }
        return data;
    }"""
    content = [[base64.b64encode(file.read_bytes()).decode(), file.name] for file in files]
    carried = page.evaluate_handle(script, content)
    page.dispatch_event(".trial", "dragover", {"dataTransfer": carried})
    page.dispatch_event(".trial", "drop", {"dataTransfer": carried})


def test_both_dropped_at_once(page: Page, files: list[Path]) -> None:
    drop(page, *files)
    expect(page.locator(".summary-source")).to_contain_text("文件：数据.yaml、名录.xlsx")


def test_a_workbook_dropped_first_waits_for_its_form(page: Page, files: list[Path]) -> None:
    drop(page, files[1])
    expect(page.locator(".roster-chosen")).to_have_text("已选择：名录.xlsx")
    expect(page.get_by_role("button", name="开始检查")).to_be_focused()
    drop(page, files[0])
    expect(page.locator(".summary-source")).to_contain_text("文件：数据.yaml、名录.xlsx")


def test_a_workbook_chosen_for_the_form_moves_over(page: Page, files: list[Path]) -> None:
    page.set_input_files("#file", files[1])
    expect(page.locator(".roster-chosen")).to_have_text("已选择：名录.xlsx")
    expect(page.locator(".intake-chosen")).to_have_text("")
    page.get_by_role("button", name="开始检查").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("企业名录")
    expect(page.get_by_role("heading", name="合计与填报")).to_be_visible()


def test_without_scripts_everything_is_there(
    browser: Browser, address: str, files: list[Path]
) -> None:
    with loose_page(browser, address, 1366, java_script_enabled=False) as page:
        page.goto("/")
        hand_in(page, *files)
        expect(page.locator(".filters")).to_be_hidden()
        expect(page.locator(".firms tbody")).to_have_count(67)


def test_the_template_is_fetched(page: Page) -> None:
    name, content = saved(page, page.get_by_role("link", name="下载企业名录模板").click)
    assert (name, content[:2]) == ("2024年企业名录模板.xlsx", b"PK")


# --- Looking through -----------------------------------------------------------------------


def test_filters_narrow_the_firms(result: Page) -> None:
    open_roster(result)
    status = result.locator(".filters [role=status]")
    expect(status).to_have_text("共67家")
    result.get_by_role("combobox", name="问题").select_option("any")
    assert shown(result) == ["3", "4"]
    expect(status).to_have_text("显示2家，共67家")
    result.get_by_role("combobox", name="行业").select_option("unknown")
    assert shown(result) == ["4"]
    result.get_by_role("button", name="全部显示").click()
    assert len(shown(result)) == 67
    result.get_by_role("combobox", name="规模").select_option("大型")
    assert shown(result) == ["2", "3"]
    result.get_by_role("combobox", name="规模").select_option("")
    result.get_by_role("searchbox", name="查找").fill(" 精密 ")
    result.get_by_role("searchbox", name="查找").press("Enter")
    assert shown(result) == ["2", "10", "11", "12"]
    result.get_by_role("searchbox", name="查找").fill("流量仪表有限")
    assert shown(result) == ["4"]


def test_a_finding_leads_to_its_rows(result: Page) -> None:
    finding = result.locator(".finding", has_text="RR-05")
    finding.get_by_role("link", name="在企业名录中查看这些行").click()
    assert shown(result) == ["4"]
    expect(result.get_by_role("heading", name="企业", exact=True)).to_be_in_viewport()


def test_a_figure_opens_its_firms(result: Page) -> None:
    open_roster(result)
    row = result.locator("#total-output")
    row.locator(".total").first.click()
    first = row.locator(".workings tbody tr").first
    expect(first).to_be_visible()
    expect(first).to_contain_text("北京示例无损检测技术有限公司")
    expect(row.locator(".inputs")).to_contain_text("另有17行")


def test_only_what_is_open_on_demand(result: Page) -> None:
    open_roster(result)
    expect(result.locator("#total-exports")).to_be_visible()
    result.get_by_label("只看与填报不同的和空白的").check()
    expect(result.locator("#total-exports")).to_be_hidden()
    expect(result.locator("#total-output")).to_be_visible()


# --- Taking over and handing back ----------------------------------------------------------


def test_a_total_taken_over_settles_the_finding(result: Page) -> None:
    finding = result.locator(".finding", has_text="RR-51").filter(has_text="集群总产值")
    expect(finding).to_have_count(1)
    finding.get_by_role("link", name="看名录合计由哪些企业组成").click()
    result.get_by_label("采用集群总产值（亿元）（2023年）69.48").check()
    result.get_by_role("button", name="采用勾选的").first.click()
    expect(result.locator(".adopted")).to_contain_text("70.48亿元 → 69.48亿元")
    expect(result.locator("#roster")).to_be_visible()
    expect(finding).to_have_count(0)


def test_the_workbook_handed_back(result: Page) -> None:
    open_roster(result)
    name, content = saved(result, result.get_by_role("button", name="下载修改稿").click)
    assert name == "北京市密云区测控装备产业集群企业名录修改稿.xlsx"
    again = read_workbook(content, name).roster
    assert len(again.firms.rows) == 67
    name, content = saved(result, result.get_by_role("button", name="下载合计").click)
    assert name.endswith("合计.csv")


def test_a_corrected_workbook_takes_its_place(result: Page, tmp_path: Path) -> None:
    book = tmp_path / "修改稿.xlsx"
    book.write_bytes(as_workbook(roster_behind("clean")))
    open_roster(result)
    result.get_by_text("换一份名录").click()
    result.set_input_files("[name=roster]", book)
    result.get_by_role("button", name="重新核对").click()
    expect(result.locator("#roster .roster-lead")).to_contain_text("各行没有发现问题")
    expect(result.locator("#total-output .off")).to_have_text("名录少1.00")


# --- For everybody -------------------------------------------------------------------------


def test_by_keyboard(result: Page) -> None:
    open_roster(result)
    result.locator("#roster h2").click()
    press_until(result, "#total-output summary", 60)
    result.keyboard.press("Enter")
    expect(result.locator("#total-output .workings")).to_be_visible()


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("width", [1366, 360])
def test_accessible(
    browser: Browser, address: str, files: list[Path], width: int, alone: bool
) -> None:
    with loose_page(browser, address, width) as page:
        page.goto("/")
        if not alone:
            page.set_input_files("#file", files[0])
        page.set_input_files("#roster", files[1])
        page.get_by_role("button", name="开始检查").click()
        if not alone:
            open_roster(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []


def test_printed_it_has_what_one_reads(result: Page) -> None:
    result.emulate_media(media="print")
    for selector in (".totals", ".chart", ".firms"):
        expect(result.locator(f"#roster {selector}").first).to_be_visible()
    for selector in (".takes", ".filters", ".notes"):
        expect(result.locator(f"#roster {selector}").first).to_be_hidden()


def test_the_window_is_wide_enough(result: Page) -> None:
    open_roster(result)
    assert result.evaluate("document.documentElement.scrollWidth") <= WINDOW["width"]
