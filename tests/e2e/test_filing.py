"""A declaration is filed by people who stand in each other's way: two windows, and a colleague.

The whole way to the receipt, and each page as axe sees it, is in test_whole_way.py.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from tools.browser import served

from jiqun.web.accounts.demo import CHIEFS, DOMAIN, PASSWORD
from tests.e2e.desk import Unit

pytestmark = pytest.mark.e2e


class ReadyToFile(Unit):
    """The unit of the demonstration with whose declaration nothing is wrong."""

    def __init__(self, browser: Browser, address: str) -> None:
        super().__init__(browser, address, number=1)

    def give_password(self, page: Page, email: Callable[[int], str]) -> None:
        page.fill("[name=username]", email(self.number))
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")


def chief_of(number: int) -> str:
    return CHIEFS[number - 1]


def filler_of(_: int) -> str:
    return f"tianbao{DOMAIN}"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(JIQUN_DEMO_ACCOUNTS="1") as address:
        yield address


@pytest.fixture
def unit(browser: Browser, address: str) -> Unit:
    return ReadyToFile(browser, address)


def fair_copy(page: Page, unit: Unit, folder: Path) -> tuple[str, str]:
    """Its code as the page says it, and all the text of its PDF."""
    page.goto(f"/declarations/{unit.number}/file/")
    page.get_by_role("button", name="生成报送稿").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="下载 PDF").click()
    pdf = folder / "报送稿.pdf"
    fetched.value.save_as(pdf)
    with pypdfium2.PdfDocument(pdf) as paper:
        texts = [leaf.get_textpage().get_text_bounded() for leaf in paper]
    return page.locator(".code").inner_text(), "\f".join(texts)


def look_at_paper(page: Page, pages: int) -> None:
    """The last page as well as the first, which is only fetched when one comes there."""
    pictures = page.locator(".paper-pages img")
    expect(pictures).to_have_count(pages)
    for picture in (pictures.first, pictures.last):
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("naturalWidth", 1100, timeout=30_000)


def only_what_is_chosen_is_sent(page: Page, unit: Unit) -> None:
    page.goto(f"/declarations/{unit.number}/file/")
    for manner, off in (("signature", ["scan", "code"]), ("scan", ["signed"])):
        page.check(f"[name=manner][value={manner}]")
        left_out = "[...document.querySelectorAll('[data-filing] :disabled')].map(i => i.name)"
        assert page.evaluate(left_out) == off


def coming_back_it_can_be_pressed(page: Page) -> None:
    """Out of the browser's memory the page comes as it was left: pressed."""
    button = page.locator(".filing-act button")
    page.evaluate("document.querySelector('[data-filing]').dispatchEvent(new Event('submit'))")
    expect(button).to_be_disabled()
    page.evaluate(
        "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
    )
    expect(button).to_be_enabled()
    expect(button).to_have_text("报送")


def test_filed_once_from_two_windows_and_taken_back(unit: Unit, tmp_path: Path) -> None:
    with unit.window(chief_of) as page, unit.window(filler_of) as colleague:
        code, text = fair_copy(page, unit, tmp_path)
        leaves = text.split("\f")
        assert all(code in leaf for leaf in leaves)
        look_at_paper(page, len(leaves))
        colleague.goto(f"/declarations/{unit.number}/file/")
        expect(colleague.locator("main")).to_contain_text("由本单位的负责人登录后报送")
        expect(colleague.locator("[data-filing]")).to_have_count(0)

        only_what_is_chosen_is_sent(page, unit)
        coming_back_it_can_be_pressed(page)

        late = page.context.new_page()  # another window of the same person
        late.goto(f"/declarations/{unit.number}/file/")
        for window in (page, late):
            scan = tmp_path / "盖章.jpg"
            Image.new("RGB", (600, 848), "white").save(scan)
            window.set_input_files("#scan", scan)
            window.fill("#code", code.lower())
            window.check("[name=confirmed]")
        page.get_by_role("button", name="报送").click()
        page.wait_for_url("**/receipt/")
        number = page.locator(".receipt-number").inner_text()
        assert number.startswith("2024-110118-")
        late.get_by_role("button", name="报送").click()
        late.wait_for_url("**/receipt/")
        assert late.locator(".receipt-number").inner_text() == number
        expect(late.locator(".said")).to_contain_text("没有重复报送")
        page.locator(".filed-paper summary").click()
        look_at_paper(page, len(leaves))

        colleague.goto(f"/declarations/{unit.number}/parts/2/")
        expect(colleague.locator("main")).to_contain_text("只能查看")
        page.locator(".take-back summary").click()
        page.fill("#reason", "佐证材料有误")
        page.get_by_role("button", name="撤回").click()
        page.wait_for_url(f"**/declarations/{unit.number}/")
        expect(page.locator(".state")).to_have_text("草稿")
