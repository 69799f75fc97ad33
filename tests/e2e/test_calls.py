"""Calls, the task list and what hangs on it, in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.browser import WINDOW, served

from jiqun.documents.paper.fill import fill
from jiqun.documents.word import write_word
from tests.declarations import golden
from tests.e2e.calls_scene import CALL, DECLARATION, SESSIONS
from tests.e2e.looking import violations

pytestmark = pytest.mark.e2e

PAGES = (
    ("chief", "/calls/"),
    ("chief", CALL),
    ("chief", DECLARATION),
    ("chief", f"{DECLARATION}check/"),
    ("chief", f"{DECLARATION}history/?key=output.2021"),
    ("chief", f"{DECLARATION}prefill/"),
    ("chief", f"{DECLARATION}prefill/?from=earlier"),
    ("chief", f"{DECLARATION}formulas/"),
    ("district", "/calls/"),
    ("district", CALL),
    ("district", f"{CALL}declarations/2/extend/"),
    ("bureau", "/calls/"),
    ("bureau", "/calls/new/"),
    ("bureau", CALL),
)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(scene="tests.e2e.calls_scene") as address:
        yield address


@contextmanager
def window_of(
    browser: Browser, address: str, who: str, width: int = WINDOW["width"], *, loose: bool = False
) -> Iterator[Page]:
    """``loose`` lets a test bring its own scripts."""
    context = browser.new_context(
        base_url=address,
        viewport={**WINDOW, "width": width},
        locale="zh-CN",
        bypass_csp=loose,
    )
    context.add_cookies([{"name": "jiqun_session", "value": SESSIONS[who], "url": address}])
    yield context.new_page()
    context.close()


def open_page(page: Page, address: str, path: str) -> None:
    """The page itself, and not the one for signing in."""
    page.goto(path)
    assert page.url == f"{address.rstrip('/')}{path}"


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_every_page_is_open_to_all(browser: Browser, address: str, who: str, path: str) -> None:
    with window_of(browser, address, who, loose=True) as page:
        open_page(page, address, path)
        assert violations(page) == []


@pytest.mark.parametrize("width", [683, 390], ids=["at 200 %", "on a phone"])
def test_nothing_runs_over_where_there_is_little_room(
    browser: Browser, address: str, width: int
) -> None:
    """683 is what the smallest office screen has at 200 %."""
    found = {}
    for who, path in PAGES:
        with window_of(browser, address, who, width) as page:
            open_page(page, address, path)
            found[who, path] = page.evaluate(OVERFLOW)
    assert found == dict.fromkeys(PAGES, 0)


def test_a_file_is_compared_and_only_the_ticked_is_taken(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    form = tmp_path / "申报表.docx"
    form.write_bytes(write_word(fill(golden("clean").facts)))
    with window_of(browser, address, "chief") as page:
        open_page(page, address, DECLARATION)
        page.get_by_role("link", name="从申报表文件或以往申报带入").click()
        page.set_input_files("input[type=file]", form)
        page.get_by_role("button", name="读取并比较").click()
        row = page.locator(".offers tr", has_text="集群总产值（亿元）（2022年）")
        expect(row).to_contain_text("60.15亿元")
        told = page.locator("[data-ticked]")
        before = page.locator("[name=take]:checked").count()
        expect(told).to_have_text(f"已勾选{before}栏")
        row.get_by_role("checkbox").focus()
        page.keyboard.press("Space")
        expect(told).to_have_text(f"已勾选{before + 1}栏")
        page.get_by_role("button", name="带入勾选的栏目").click()
        expect(page.locator(".said")).to_contain_text(f"已带入{before + 1}栏")
        open_page(page, address, f"{DECLARATION}history/?key=output.2022")
        expect(page.locator(".details")).to_contain_text("60.15亿元")
        expect(page.locator(".change-who").first).to_contain_text("申报表文件")
        page.get_by_role("button", name="恢复为这个值").first.click()
        expect(page.locator(".said")).to_have_text("已恢复。")
        expect(page.locator(".details")).not_to_contain_text("60.15亿元")


def test_a_reason_is_written_and_a_paper_fetched(browser: Browser, address: str) -> None:
    with window_of(browser, address, "chief") as page:
        open_page(page, address, f"{DECLARATION}check/")
        box = page.locator(".reason textarea").first
        name = box.get_attribute("name")
        box.fill("龙头企业迁入，按注册地统计")
        # A download leaves the page, and what is typed on it, where it is.
        with page.expect_download() as download:
            page.get_by_role("link", name="下载 PDF").click()
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
        page.get_by_role("button", name="保存理由").first.click()
        expect(page.locator(".said")).to_have_text("理由已保存。")
        expect(page.locator(f'[name="{name}"]')).to_have_value("龙头企业迁入，按注册地统计")
        page.get_by_role("link", name="认定标准").click()
        expect(page.locator("#standard")).to_be_visible()


def test_the_bureau_gives_more_time(browser: Browser, address: str) -> None:
    with window_of(browser, address, "bureau") as page:
        open_page(page, address, CALL)
        page.get_by_role("link", name="延期").click()
        page.fill("[name=until]", "2099-12-31T17:00")
        page.fill("[name=reason]", "示例：系统停电")
        page.get_by_role("button", name="延期").click()
        expect(page.locator(".listing")).to_contain_text("2099年12月31日17:00（已延期）")
    with window_of(browser, address, "chief") as page:
        open_page(page, address, DECLARATION)
        expect(page.locator(".stands")).to_contain_text("2099年12月31日17:00（已延期）")
