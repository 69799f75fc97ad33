"""What is typed in a plain form outlives the session, for whoever typed it and nobody else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tools.browser import served

from jiqun.web.checks.reasons import LONGEST_REASON
from tests.e2e.desk import Unit, filler_of
from tests.e2e.looking import loose_page, violations

pytestmark = pytest.mark.e2e

#: What makes two rules ask for a reason.
TYPED = {
    "high_tech_firms.2022": "47",
    "high_tech_firms.2023": "46",
    "output.2021": "52.36",
    "output_district_share.2021": "20.35",
    "output.2022": "60.15",
    "output_district_share.2022": "32.80",
}
REASON, OTHER = "有一家企业迁出本市，\n已附迁移通知。", "区统计口径有调整。"
RESTORED = "已恢复上次没有保存的内容"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(scene="tests.e2e.scene") as address:
        yield address


@pytest.fixture
def unit(browser: Browser, address: str) -> Unit:
    return Unit(browser, address)


def open_check(page: Page, unit: Unit) -> None:
    page.goto(f"/declarations/{unit.number}/check/")


def give_cause(page: Page, unit: Unit) -> None:
    unit.open(page, "2")
    for key, text in TYPED.items():
        page.locator(f'[data-key="{key}"]').fill(text)
    expect(page.locator("[data-saved]")).to_have_text("已保存")
    open_check(page, unit)


def reason(page: Page, rule: str = "R2-05") -> Locator:
    return page.locator(f'[name="reason.{rule}"]')


def told(page: Page) -> Locator:
    return page.locator(".unsent")


def save(page: Page) -> None:
    page.get_by_role("button", name="保存理由").first.click()


def save_too_late(page: Page) -> None:
    """The page for signing in, that comes instead."""
    page.context.clear_cookies(name="jiqun_session")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("登录申报平台")


def come_back(page: Page, unit: Unit) -> None:
    unit.give_password(page)
    page.wait_for_url("**/check/")


def test_a_reason_outlives_the_session_for_its_writer_only(unit: Unit) -> None:
    with loose_page(unit.browser, unit.address, 1366) as page:
        unit.sign_in(page)
        give_cause(page, unit)
        reason(page).fill(REASON)
        save_too_late(page)

        unit.give_password(page, filler_of)
        page.wait_for_url("**/check/")
        expect(reason(page)).to_have_value("")
        expect(told(page)).to_have_count(0)
        page.context.clear_cookies(name="jiqun_session")
        page.reload()

        come_back(page, unit)
        expect(reason(page)).to_have_value(REASON)
        expect(reason(page).locator("xpath=following-sibling::*[1]")).to_have_text(RESTORED)
        expect(told(page)).to_have_attribute("role", "status")
        assert violations(page) == []

        save(page)
        expect(page.locator(".said.is-success")).to_have_text("理由已保存。")
        expect(reason(page)).to_have_value(REASON)
        expect(told(page)).to_have_count(0)
        assert page.evaluate("Object.keys(sessionStorage).join().includes('unsent')") is False


def test_what_a_colleague_wrote_meanwhile_is_not_overwritten(unit: Unit) -> None:
    with loose_page(unit.browser, unit.address, 1366) as page, unit.window(filler_of) as colleague:
        unit.sign_in(page)
        give_cause(page, unit)
        reason(page).fill(REASON)
        reason(page, "R2-14").fill(OTHER)
        save_too_late(page)
        open_check(colleague, unit)
        reason(colleague).fill("同事写的。")
        save(colleague)
        expect(colleague.locator(".said.is-success")).to_be_visible()

        come_back(page, unit)
        expect(reason(page)).to_have_value("同事写的。")
        expect(reason(page, "R2-14")).to_have_value(OTHER)
        expect(told(page)).to_have_count(2)
        late = told(page).filter(has_text="上次没有保存的内容：")
        expect(late).to_contain_text(REASON)
        assert violations(page) == []
        save(page)  # the other one
        expect(told(page)).to_have_count(1)
        late.get_by_role("button", name="不再需要").click()
        expect(told(page)).to_have_count(0)
        page.reload()
        expect(reason(page)).to_have_value("同事写的。")
        expect(told(page)).to_have_count(0)


def test_what_was_refused_outlives_the_session_too(unit: Unit) -> None:
    too_long = "长" * (LONGEST_REASON + 1)
    with unit.window() as page:
        give_cause(page, unit)
        reason(page).fill(too_long)
        save(page)
        expect(page.locator(".refusal")).to_contain_text("有理由没有保存")
        reason(page, "R2-14").fill(OTHER)
        save_too_late(page)
        come_back(page, unit)
        expect(reason(page)).to_have_value(too_long)
        expect(reason(page, "R2-14")).to_have_value(OTHER)
        expect(told(page)).to_have_text([RESTORED])


def test_characters_put_together_are_kept_once_they_stand(unit: Unit) -> None:
    with unit.window() as page:
        give_cause(page, unit)
        page.on("dialog", lambda dialog: dialog.accept())
        reason(page).focus()
        keyboard = page.context.new_cdp_session(page)
        keyboard.send(
            "Input.imeSetComposition", {"text": "qian", "selectionStart": 4, "selectionEnd": 4}
        )
        kept = "Object.values(sessionStorage).join()"
        assert "qian" not in page.evaluate(kept)
        keyboard.send("Input.insertText", {"text": "迁出"})
        assert '"迁出"' in page.evaluate(kept)
        page.reload()
        expect(reason(page)).to_have_value("迁出")


def test_signing_out_clears_it_in_every_window(unit: Unit) -> None:
    with unit.window() as page:
        give_cause(page, unit)
        page.on("dialog", lambda dialog: dialog.accept())
        reason(page).fill(REASON)
        page.reload()
        expect(reason(page)).to_have_value(REASON)
        expect(told(page)).to_have_text(RESTORED)
        other = page.context.new_page()
        open_check(other, unit)
        other.get_by_role("button", name="退出").click()
        other.wait_for_url("**/login/")
        page.goto(f"/login/?next=/declarations/{unit.number}/check/")
        come_back(page, unit)
        expect(reason(page)).to_have_value("")
        expect(told(page)).to_have_count(0)
