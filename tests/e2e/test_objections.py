"""Objections in a real browser: a stranger makes one without any script and asks how it stands; the
bureau's pages; all of them as axe and as a telephone see them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.browser import served

from tests.documents.attachments.files import pdf
from tests.e2e.looking import loose_page, violations
from tests.e2e.objections_scene import COME, NOTICE, OBJECT, SESSIONS, WAITING
from tests.web.objections import NAME, PHONE, WORDS

pytestmark = pytest.mark.e2e

PAGES = (
    ("", NOTICE),
    ("", OBJECT),
    ("", "/objections/"),
    ("maker", "/objections/inbox/"),
    ("maker", COME),
    ("checker", WAITING),
)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OFFICE, PHONE_WIDTH = 1366, 390


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(scene="tests.e2e.objections_scene") as address:
        yield address


@contextmanager
def window_of(
    browser: Browser, address: str, who: str, width: int = OFFICE, **options: bool
) -> Iterator[Page]:
    with loose_page(browser, address, width, **options) as page:
        if who:
            cookie = {"name": "jiqun_session", "value": SESSIONS[who], "url": address}
            page.context.add_cookies([cookie])
        yield page


@pytest.mark.parametrize("width", [OFFICE, PHONE_WIDTH])
@pytest.mark.parametrize(("who", "path"), PAGES)
def test_every_page_is_open_to_all(
    browser: Browser, address: str, who: str, path: str, width: int
) -> None:
    with window_of(browser, address, who, width) as page:
        page.goto(path)
        assert page.url == f"{address.rstrip('/')}{path}"
        assert page.evaluate(OVERFLOW) <= 0
        assert violations(page) == []


def test_a_stranger_objects_without_any_script(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    proof = tmp_path / "证据.pdf"
    proof.write_bytes(pdf())
    with window_of(browser, address, "", java_script_enabled=False) as page:
        page.goto(NOTICE)
        page.get_by_role("link", name="对“示例集群”提出异议").click()
        page.get_by_label("异议人").select_option("person")
        page.get_by_label("姓名").fill(NAME)
        page.get_by_label("联系电话").fill(PHONE)
        page.get_by_label("异议内容").fill("太短")
        page.get_by_role("button", name="提交异议").click()
        expect(page.get_by_role("alert")).to_contain_text("不少于20字")
        expect(page.get_by_label("姓名")).to_have_value(NAME)
        page.get_by_label("异议内容").fill(WORDS)
        page.get_by_label("我已阅读上述说明").check()
        page.get_by_label("证据").set_input_files(proof)
        page.get_by_role("button", name="提交异议").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("异议已收到")
        number, code = page.locator(".access").all_inner_texts()
        page.get_by_role("link", name="凭编号和查询码查看办理情况").click()
        page.get_by_label("异议编号").fill(number)
        page.get_by_label("查询码").fill(code)
        page.get_by_role("button", name="查询").click()
        expect(page.locator(".state")).to_have_text("待核查")


def test_who_it_is_is_seen_on_asking(browser: Browser, address: str) -> None:
    with window_of(browser, address, "maker") as page:
        page.goto(COME)
        expect(page.get_by_role("main")).not_to_contain_text(NAME)
        page.get_by_role("button", name="查看异议人和原文").click()
        expect(page.get_by_role("main")).to_contain_text(NAME)
        assert violations(page) == []
