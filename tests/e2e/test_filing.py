"""A declaration is filed, as people do it: what is written brought along, the firms, the proofs,
the paper sealed, and the receipt."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from tools.browser import ROOT, WINDOW, served

from tests.e2e.desk import Unit, filler_of
from tests.e2e.looking import violations

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(scene="tests.e2e.scene") as address:
        yield address


@pytest.fixture
def unit(browser: Browser, address: str) -> Unit:
    return Unit(browser, address)


def bring_along(page: Page, unit: Unit) -> None:
    page.goto(f"/declarations/{unit.number}/prefill/")
    page.set_input_files("main [type=file]", ROOT / "demo" / "clean.yaml")
    page.get_by_role("button", name="读取并比较").click()
    page.get_by_role("button", name="带入勾选的栏目").click()
    page.wait_for_url(f"**/declarations/{unit.number}/")


def date_it(page: Page, unit: Unit) -> None:
    """On a day of the call that is open."""
    today = timezone.localdate()
    page.goto(f"/declarations/{unit.number}/parts/cover/")
    page.fill("[data-key='cover.date']", f"{today.year}年{today.month}月{today.day}日")
    page.locator("[data-key='cover.date']").blur()
    expect(page.locator("[data-saved]")).to_contain_text("已保存")


def hand_in_firms(page: Page, unit: Unit) -> None:
    page.goto(f"/declarations/{unit.number}/roster/")
    page.set_input_files("main [type=file]", ROOT / "demo" / "clean.xlsx")
    page.get_by_role("button", name="上传并检查").click()
    expect(page.locator("main")).to_contain_text("已收取“clean.xlsx”", timeout=30_000)


def prove_everything(page: Page, unit: Unit, folder: Path) -> None:
    """One photograph for every claim, each bound by hand."""
    proof = folder / "示例证明.jpg"
    Image.new("RGB", (600, 800), "white").save(proof)
    page.goto(f"/declarations/{unit.number}/evidence/")
    page.set_input_files("main [type=file]", proof)
    expect(page.locator(".evidence-file")).to_have_count(1, timeout=30_000)
    while page.locator(".claims .is-gap").count():
        gap = page.locator(".claims .is-gap").first
        before = page.locator(".claims .is-gap").count()
        gap.locator(".binder summary").click()
        gap.locator("[name=file]").select_option(index=1)
        gap.locator(".binder button").click()
        expect(page.locator(".claims .is-gap")).to_have_count(before - 1)


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


def seen_by_axe(page: Page, unit: Unit, rest: str) -> list[tuple[str, list[str]]]:
    """Of a page of the declaration, in another window of the same person."""
    browser, signed_in = page.context.browser, page.context.storage_state()
    assert browser
    context = browser.new_context(
        base_url=unit.address, bypass_csp=True, viewport=WINDOW, storage_state=signed_in
    )
    seen = context.new_page()
    seen.goto(f"/declarations/{unit.number}/{rest}")
    found = violations(seen)
    context.close()
    return found


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


def test_from_a_draft_to_the_receipt(unit: Unit, tmp_path: Path) -> None:
    with unit.window() as page, unit.window(filler_of) as colleague:
        page.goto(f"/declarations/{unit.number}/file/")
        expect(page.locator(".hindrances")).to_contain_text("处必须改正")
        bring_along(page, unit)
        date_it(page, unit)
        hand_in_firms(page, unit)
        prove_everything(page, unit, tmp_path)
        code, text = fair_copy(page, unit, tmp_path)
        leaves = text.split("\f")
        assert all(code in leaf for leaf in leaves)
        look_at_paper(page, len(leaves))
        assert seen_by_axe(page, unit, "file/") == []

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
        assert seen_by_axe(page, unit, "receipt/") == []

        colleague.goto(f"/declarations/{unit.number}/parts/2/")
        expect(colleague.locator("main")).to_contain_text("只能查看")
        page.locator(".take-back summary").click()
        page.fill("#reason", "佐证材料有误")
        page.get_by_role("button", name="撤回").click()
        page.wait_for_url(f"**/declarations/{unit.number}/")
        expect(page.locator(".state")).to_have_text("草稿")


def test_filing_is_open_to_all(unit: Unit) -> None:
    with unit.window() as page:
        page.goto(f"/declarations/{unit.number}/file/")
        assert page.locator("h1").inner_text() == "报送"
        assert seen_by_axe(page, unit, "file/") == []
