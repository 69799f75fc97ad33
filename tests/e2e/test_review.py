"""A declaration of the demonstration under review: the maker of its district takes it up, remarks
on a cell, answers a part of the checklist and prepares its return, the checker signs, and the
operator answers; every page seen by axe.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect
from tools.browser import served

from jiqun.web.accounts.demo import DOMAIN, PASSWORD
from tests.e2e.test_whole_way import Walk, window

MAKER, CHECKER = f"miyun-jingban{DOMAIN}", f"miyun-shenqian{DOMAIN}"
OPERATOR = f"chuangan{DOMAIN}"
REMARK, ANSWER = "请与统计年鉴核对。", "已核对，与年鉴一致。"
PHONE = {"width": 390, "height": 844}
PART = "二、主导产业情况"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(JIQUN_DEMO_ACCOUNTS="1") as address:
        yield address


def test_a_return_prepared_by_one_and_signed_by_another(browser: Browser, address: str) -> None:
    with window(browser, address, "/login/") as maker, window(browser, address, "/login/") as signs:
        enter(maker, MAKER)
        cluster = take_up(maker)
        remark(maker)
        check(maker)
        prepare(maker, cluster)
        enter(signs, CHECKER)
        sign(signs, cluster)
    with window(browser, address, "/login/") as chief:
        chief.sign_in(OPERATOR, PASSWORD)
        answer(chief, cluster)


def enter(walk: Walk, email: str) -> None:
    """With the 动态口令 of just now."""
    row = walk.page.get_by_role("row", name=email)
    code = row.get_by_role("cell").last.inner_text()
    walk.sign_in(email, PASSWORD)
    walk.type(动态口令=code)
    walk.press("继续")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("密云区经济和信息化局")


def see(walk: Walk, heading: str | re.Pattern[str], primary: int = 1) -> None:
    """In a window as of an office and as of a telephone: nothing is wider than the window."""
    walk.see(heading)
    expect(walk.page.locator(".btn-primary")).to_have_count(primary)
    wide = walk.page.viewport_size
    walk.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert walk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    walk.page.set_viewport_size(wide)  # type: ignore[arg-type]


def take_up(maker: Walk) -> str:
    maker.go("审查")
    see(maker, "审查", primary=0)
    link = maker.page.get_by_role("rowheader").filter(has_text="传感").get_by_role("link")
    cluster = link.inner_text()
    link.click()
    see(maker, cluster)
    maker.press("受理")
    expect(maker.page.get_by_role("status")).to_contain_text("已受理")
    see(maker, cluster)
    return cluster


def remark(maker: Walk) -> None:
    maker.follow(PART)
    see(maker, PART)
    notes = maker.page.locator("details.notes-of").filter(has_text="集群总产值").first
    notes.locator("summary").click()
    notes.get_by_label("意见", exact=True).fill(REMARK)
    notes.get_by_role("button", name="保存意见").click()
    expect(maker.page.locator(".remark", has_text=REMARK)).to_be_visible()
    see(maker, PART)
    maker.follow("返回审查页")


def check(maker: Walk) -> None:
    """A part of the checklist in one go, but for a line that is not fulfilled."""
    maker.follow("审查清单")
    see(maker, "审查清单")
    part = maker.page.locator(".checklist", has=maker.page.get_by_role("heading", name="一、基本"))
    line = part.get_by_role("group", name="集群运营管理机构是法人主体")
    line.get_by_label("不符合").check()
    line.get_by_label("说明").fill("示例：须补充法人证书。")
    part.get_by_role("button", name="未填的各项均符合").click()
    expect(maker.page.get_by_role("status")).to_contain_text("审查清单已保存")
    expect(part.get_by_text("须补充法人证书")).to_be_visible()
    see(maker, "审查清单")
    maker.follow("返回审查页")


def prepare(maker: Walk, cluster: str) -> None:
    maker.follow("拟退回补正")
    see(maker, "拟退回补正")
    due = timezone.localdate() + timedelta(days=10)
    maker.page.get_by_label("补正期限").fill(due.isoformat())
    maker.press("送审签")
    expect(maker.page.get_by_role("heading", name="退回补正：待审签")).to_be_visible()
    see(maker, cluster, primary=0)


def sign(signs: Walk, cluster: str) -> None:
    signs.go("审查")
    see(signs, "审查", primary=0)
    signs.follow(cluster)
    see(signs, cluster)
    signs.press("同意并签发")
    expect(signs.page.locator(".state")).to_have_text("区退回补正")
    see(signs, cluster, primary=0)


def answer(chief: Walk, cluster: str) -> None:
    chief.follow("继续填报")
    see(chief, cluster)
    chief.follow("查看补正要求")
    expect(chief.page.locator(".point", has_text=REMARK)).to_be_visible()
    chief.type(答复=ANSWER)
    chief.press("保存答复")
    expect(chief.page.get_by_role("main")).to_contain_text("各条均已答复")
    see(chief, "补正要求")
