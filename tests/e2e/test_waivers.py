"""A waiver in the demonstration: the operator asks beside the finding, the bureau's maker prepares,
its checker signs, and the finding says so; every page seen by axe.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect
from tools.browser import served

from jiqun.web.accounts.demo import BUREAU_CHECKER, BUREAU_MAKER, CHIEFS, PASSWORD
from tests.e2e.test_whole_way import Walk, window

RULE, WORDS, WHY = "R2-07", "出口额按海关口径（示例）。", "情况属实（示例）。"
NAMED = re.compile("^豁免R2-07：")
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(JIQUN_DEMO_ACCOUNTS="1") as address:
        yield address


def test_asked_prepared_signed(browser: Browser, address: str) -> None:
    with window(browser, address, "/login/") as chief:
        chief.sign_in(CHIEFS[1], PASSWORD)
        chief.follow("继续填报")
        chief.follow("检查")
        finding = chief.page.locator("article.finding", has_text=RULE)
        finding.get_by_role("link", name="申请豁免").click()
        see(chief, "申请豁免", primary=1)
        chief.type(理由=WORDS)
        chief.press("提交申请")
        expect(finding).to_contain_text("已申请豁免，市经信局正在办理。")
        with window(browser, address, "/login/") as maker:
            prepare(maker)
        with window(browser, address, "/login/") as signs:
            sign(signs)
        chief.page.reload()
        expect(finding).to_contain_text("已豁免（市经信局，至")
        see(chief, "检查")


def prepare(maker: Walk) -> None:
    enter(maker, BUREAU_MAKER)
    maker.go("豁免")
    see(maker, "豁免", primary=0)
    maker.page.get_by_role("rowheader").get_by_role("link").first.click()
    see(maker, NAMED, primary=1)
    until = timezone.localtime() + timedelta(days=20)
    maker.type(豁免理由=WHY, 有效期至=f"{until:%Y-%m-%dT17:00}")
    maker.press("送审签")
    expect(maker.page.get_by_role("status")).to_contain_text("已送审签。")


def sign(signs: Walk) -> None:
    enter(signs, BUREAU_CHECKER)
    signs.go("豁免")
    signs.page.get_by_role("rowheader").get_by_role("link").first.click()
    see(signs, NAMED, primary=1)
    signs.press("同意豁免并签发")
    expect(signs.page.get_by_role("status")).to_contain_text("已豁免。")
    see(signs, NAMED, primary=0)


def enter(walk: Walk, email: str) -> None:
    """With the 动态口令 of just now."""
    row = walk.page.get_by_role("row", name=email)
    code = row.get_by_role("cell").last.inner_text()
    walk.sign_in(email, PASSWORD)
    walk.type(动态口令=code)
    walk.press("继续")


def see(walk: Walk, heading: str | re.Pattern[str], primary: int | None = None) -> None:
    """In a window as of an office and as of a telephone: nothing is wider than the window."""
    walk.see(heading)
    if primary is not None:
        expect(walk.page.locator(".btn-primary")).to_have_count(primary)
    wide = walk.page.viewport_size
    walk.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert walk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    walk.page.set_viewport_size(wide)  # type: ignore[arg-type]
