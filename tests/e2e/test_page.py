"""The page as people use it: by mouse, by keyboard, by dropping a file, with scripts or without."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.browser import WINDOW

from jiqun.documents.factsfile import load_facts
from jiqun.documents.intake import examine, open_declaration
from jiqun.documents.paper.fill import fill
from jiqun.documents.word import write_word
from jiqun.web.checks.layout import lay_out
from tests.declarations import DEMO, golden
from tests.e2e.looking import loose_page, press_until, violations

pytestmark = pytest.mark.e2e

FORM = write_word(fill(golden("flawed").facts))
DECLARED = open_declaration(FORM)
RESULT = lay_out(examine(DECLARED).report, DECLARED.facts)
VERDICT = RESULT.verdict


@pytest.fixture
def form(tmp_path: Path) -> Path:
    file = tmp_path / "申报表.docx"
    file.write_bytes(FORM)
    return file


def fetched(page: Page, click: Callable[[], None]) -> tuple[str, bytes]:
    """The name and content of what a click downloads."""
    with page.expect_download() as download:
        click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def see_findings_and_fetch_papers(page: Page) -> None:
    facts = golden("flawed").facts.printed
    expect(page.locator(".verdict")).to_have_text(VERDICT)
    cards = sum(len(section.cards) for section in RESULT.sections)
    expect(page.locator(".finding")).to_have_count(cards)
    name, content = fetched(page, page.get_by_role("button", name="下载 Word 申报表").click)
    assert (name[-8:], content) == ("申报表.docx", write_word(fill(facts)))
    name, content = fetched(page, page.get_by_role("button", name="下载 PDF").click)
    assert (name[-7:], content[:5]) == ("申报表.pdf", b"%PDF-")
    name, content = fetched(page, page.get_by_role("button", name="下载填报数据").click)
    assert (name[-9:], load_facts(content).facts) == ("填报数据.yaml", facts)


def test_choose_see_and_download(page: Page, form: Path) -> None:
    page.set_input_files("input[type=file]", form)
    expect(page.locator(".intake-chosen")).to_have_text("已选择：申报表.docx")
    page.get_by_role("button", name="开始检查").click()
    see_findings_and_fetch_papers(page)


def test_the_same_without_scripts(browser: Browser, address: str, form: Path) -> None:
    context = browser.new_context(
        base_url=address, viewport=WINDOW, locale="zh-CN", java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_label("申报表或填报数据文件")).to_be_visible()
    page.set_input_files("input[type=file]", form)
    page.get_by_role("button", name="开始检查").click()
    see_findings_and_fetch_papers(page)
    context.close()


def drop(page: Page, file: Path) -> None:
    script = """([content, name]) => {
        const bytes = Uint8Array.from(atob(content), c => c.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], name));
        return data;
    }"""
    content = base64.b64encode(file.read_bytes()).decode()
    carried = page.evaluate_handle(script, [content, file.name])
    page.dispatch_event(".trial", "dragover", {"dataTransfer": carried})
    assert "is-over" in (page.get_attribute(".intake", "class") or "")
    page.dispatch_event(".trial", "drop", {"dataTransfer": carried})


def test_drop_anywhere(page: Page, form: Path) -> None:
    drop(page, form)
    expect(page.locator(".verdict")).to_have_text(VERDICT)


def test_dropping_an_old_word_file_says_what_to_do(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "旧表.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0")
    drop(page, file)
    expect(page.locator(".intake-chosen")).to_have_text(
        "旧表.doc：请用 Word 或 WPS 把 .doc 另存为 .docx 后再选择。"
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("检查申报表，取回正式文本")


def test_too_large_is_said_before_sending(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "大.docx"
    file.write_bytes(bytes((20 << 20) + 1))
    page.set_input_files("input[type=file]", file)
    expect(page.locator(".intake-chosen")).to_contain_text("超过20 MB")


def test_a_refusal_and_another_try(page: Page, tmp_path: Path, form: Path) -> None:
    file = tmp_path / "数据.yaml"
    file.write_text("facts: {output.2021: 12.3.4}", "utf-8")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="开始检查").click()
    expect(page.get_by_role("alert")).to_contain_text("“12.3.4”不是数字")
    page.set_input_files("input[type=file]", form)
    page.get_by_role("button", name="开始检查").click()
    expect(page.locator(".verdict")).to_have_text(VERDICT)


def test_back_from_the_result_the_form_is_ready_again(page: Page, form: Path) -> None:
    page.set_input_files("input[type=file]", form)
    page.get_by_role("button", name="开始检查").click()
    expect(page.locator(".verdict")).to_be_visible()
    page.go_back()
    button = page.get_by_role("button", name="开始检查")
    expect(button).to_have_attribute("aria-disabled", "false")


def test_by_keyboard_alone(page: Page, form: Path) -> None:
    # Asked for early: a dialog that opens before Playwright listens is a real one, and lost.
    page.on("filechooser", lambda chooser: chooser.set_files(form))
    press_until(page, "input[type=file]")
    page.keyboard.press("Space")
    expect(page.locator(".intake-chosen")).to_have_text("已选择：申报表.docx")
    press_until(page, "form button")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_have_text(VERDICT)
    press_until(page, "button[value=word]")
    name, _ = fetched(page, lambda: page.keyboard.press("Enter"))
    assert name.endswith("申报表.docx")
    press_until(page, "summary")
    page.keyboard.press("Enter")
    expect(page.locator("details[open] p").first).to_be_visible()


def test_the_start_page_fits_a_small_window(page: Page) -> None:
    heights = page.evaluate("[document.documentElement.scrollHeight, window.innerHeight]")
    assert heights == [768, 768]


@pytest.mark.parametrize("path", ["/", "/demo/flawed/", "/nowhere"])
def test_a_phone_need_not_scroll_sideways(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


@pytest.mark.parametrize("path", ["/", "/nowhere", "refused"])
@pytest.mark.parametrize("width", [1366, 360])
def test_accessible(browser: Browser, address: str, path: str, width: int) -> None:
    with loose_page(browser, address, width) as page:
        page.goto("/" if path == "refused" else path)
        if path == "refused":
            wrong = {"name": "a.yaml", "mimeType": "", "buffer": b"facts: {output.2021: x}"}
            page.set_input_files("input[type=file]", wrong)  # type: ignore[arg-type]
            page.get_by_role("button", name="开始检查").click()
            expect(page.get_by_role("alert")).to_be_visible()
        assert violations(page) == []


def test_the_longest_one_is_shown_whole(page: Page) -> None:
    page.get_by_role("link", name="最长的一份").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        str(load_facts((DEMO / "longest.yaml").read_bytes()).facts["cluster_name"])
    )
