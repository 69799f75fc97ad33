"""The roster of a declaration, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.browser import served

from tests.declarations import DEMO
from tests.e2e.looking import loose_page, violations
from tests.e2e.scene import PASSWORD, chief_of

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(scene="tests.e2e.scene") as address:
        yield address


def sign_in(page: Page, number: int) -> None:
    page.goto("/login/")
    page.fill("[name=username]", chief_of(number))
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/desk/")


def hand_in(page: Page, number: int, name: str) -> None:
    page.goto(f"/declarations/{number}/roster/")
    page.set_input_files("[name=file]", DEMO / name)
    page.get_by_role("button", name="上传并检查").click()
    expect(page.locator(".said")).to_contain_text(f"已收取“{name}”")


def test_from_a_workbook_to_figures_in_the_form(browser: Browser, address: str) -> None:
    with loose_page(browser, address, 1366) as page:
        sign_in(page, 1)
        hand_in(page, 1, "flawed.xlsx")
        page.get_by_label("采用集群总产值（亿元）（2023年）").check()
        page.get_by_role("button", name="采用勾选的").first.click()
        expect(page.locator(".said")).to_contain_text("已采用1项")
        expect(page.locator("#total-output td").nth(2)).to_contain_text("一致")
        taken = page.locator("#total-output td .total").nth(2).inner_text()
        page.goto("/declarations/1/parts/2/")
        assert page.input_value('[data-key="output.2023"]') == taken


def test_a_finding_leads_to_its_firms(browser: Browser, address: str) -> None:
    with loose_page(browser, address, 1366) as page:
        sign_in(page, 2)
        hand_in(page, 2, "flawed.xlsx")
        firms = page.locator(".firms tbody")
        expect(firms.first).to_be_attached()
        every = firms.count()
        page.goto("/declarations/2/check/")
        page.locator('a[data-rule="RR-03"]').first.click()
        page.wait_for_url("**/roster/?rule=RR-03#roster-firms")
        of_rule = page.locator('.firms tbody[data-finding~="RR-03"]')
        expect(of_rule.first).to_be_attached()
        faulty = of_rule.count()
        expect(page.locator(".firms tbody:visible")).to_have_count(faulty)
        page.get_by_role("button", name="全部显示").click()
        expect(page.locator(".firms tbody:visible")).to_have_count(every)


@pytest.mark.parametrize("width", [1366, 390])
def test_the_page_is_open_to_all(browser: Browser, address: str, width: int) -> None:
    number = 3 if width == 1366 else 4
    with loose_page(browser, address, width) as page:
        sign_in(page, number)
        page.goto(f"/declarations/{number}/roster/")
        assert violations(page) == []
        hand_in(page, number, "flawed.xlsx")
        page.get_by_text("换一份或移除").click()
        page.set_input_files("[name=file]", DEMO / "clean.xlsx")
        page.get_by_role("button", name="替换").click()
        expect(page.locator("#earlier")).to_be_visible()
        assert violations(page) == []
        assert page.evaluate(OVERFLOW) <= 0
