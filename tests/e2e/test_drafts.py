"""Filling in, in real browsers: nothing that is typed is ever lost or written over."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Route, expect
from tools.browser import served

from jiqun.core.text import count_words
from tests.e2e.desk import Unit, filler_of
from tests.e2e.looking import loose_page, violations
from tests.e2e.scene import RETURNED


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(scene="tests.e2e.scene") as address:
        yield address


@pytest.fixture
def unit(browser: Browser, address: str) -> Unit:
    return Unit(browser, address)


def cell(page: Page, key: str) -> str:
    return f'[data-key="{key}"]'


def fill(page: Page, key: str, value: str) -> None:
    page.fill(cell(page, key), value)
    page.press(cell(page, key), "Tab")


def saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_have_text("已保存")


def value(page: Page, key: str) -> str:
    return page.input_value(cell(page, key))


def test_what_is_typed_is_saved_and_shown_as_it_is_kept(unit: Unit) -> None:
    with unit.window() as page:
        unit.open(page, "2")
        fill(page, "output.2021", "４１．２")
        saved(page)
        assert value(page, "output.2021") == "41.20"
        page.check('[name="chain_work"][value="chain_map"]')
        page.fill(cell(page, "quality"), "第一行\n第二行")
        expect(page.locator('[data-words="quality"]')).to_contain_text("6字")
        saved(page)
        page.reload()
        assert value(page, "output.2021") == "41.20"
        assert page.is_checked('[name="chain_work"][value="chain_map"]')
        assert value(page, "quality") == "第一行\n第二行"


def test_what_is_wrong_and_what_follows_is_shown_at_once(unit: Unit) -> None:
    with unit.window() as page:
        unit.open(page, "2")
        fill(page, "firms.2022", "10")
        fill(page, "smes.2022", "12")
        expect(page.locator("[data-beside]")).to_contain_text("多于同年集群企业数量10家")
        expect(page.locator(cell(page, "smes.2022"))).to_have_attribute("data-mark", "block")
        fill(page, "smes.2022", "9")
        expect(page.locator("[data-beside]")).to_contain_text("没有发现问题")
        expect(page.locator(cell(page, "smes.2022"))).not_to_have_attribute("data-mark", "block")


def test_two_people_fill_in_different_fields(unit: Unit) -> None:
    with (
        unit.window() as one,
        unit.window(filler_of) as other,
    ):
        for page in (one, other):
            unit.open(page, "2")
        fill(one, "output.2021", "41.20")
        saved(one)
        fill(other, "output.2022", "52.36")
        saved(other)
        expect(other.locator(cell(other, "output.2021"))).to_have_value("41.20")
        one.reload()
        assert (value(one, "output.2021"), value(one, "output.2022")) == ("41.20", "52.36")


def test_the_same_field_is_asked_about(unit: Unit) -> None:
    with (
        unit.window() as one,
        unit.window(filler_of) as other,
    ):
        for page in (one, other):
            unit.open(page, "2")
        fill(one, "output.2021", "41.20")
        fill(one, "output.2022", "50.00")
        saved(one)
        fill(other, "output.2021", "42.00")
        box = other.locator(".conflict")
        expect(box).to_contain_text(f"示例负责人（示例集群运营中心{unit.number}）")
        expect(box).to_contain_text("改成了“41.20”，您填的是“42.00”")
        # Nothing is decided by going away.
        other.reload()
        expect(box).to_contain_text("您填的是“42.00”")
        box.get_by_role("button", name="用我填的").click()
        saved(other)
        fill(one, "output.2022", "50.10")
        saved(one)
        expect(one.locator(cell(one, "output.2021"))).to_have_value("42.00")
        fill(one, "output.2021", "43.00")
        saved(one)
        fill(other, "output.2021", "44.00")
        box.get_by_role("button", name="用对方的").click()
        saved(other)
        assert value(other, "output.2021") == "43.00"


def test_the_line_is_cut_for_a_while(unit: Unit) -> None:
    with unit.window() as page:
        unit.open(page, "2")
        page.context.set_offline(True)
        fill(page, "output.2021", "41.20")
        fill(page, "output.2022", "52.36")
        expect(page.locator("[data-saved]")).to_contain_text("离线，已暂存本机（2处）")
        page.context.set_offline(False)
        saved(page)
        page.reload()
        assert (value(page, "output.2021"), value(page, "output.2022")) == ("41.20", "52.36")


def test_an_answer_that_never_came(unit: Unit) -> None:
    """The server has it, but the browser does not know; one types on, and saves once more."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    with unit.window() as page:
        unit.open(page, "2")
        page.route("**/save/", lose, times=1)
        fill(page, "output.2021", "4")
        fill(page, "output.2021", "41.20")
        saved(page)
        expect(page.locator(".conflict")).to_have_count(0)
        page.reload()
        assert value(page, "output.2021") == "41.20"


def test_a_window_closed_before_it_was_sent(unit: Unit) -> None:
    with unit.window() as page:
        unit.open(page, "2")
        page.route("**/save/", lambda route: route.abort())
        fill(page, "output.2021", "41.20")
        page.close()
        again = page.context.new_page()
        unit.open(again, "3")  # even on another page it is sent
        saved(again)
        unit.open(again, "2")
        assert value(again, "output.2021") == "41.20"


def put_together(page: Page, *pieces: str) -> CDPSession:
    """Type with an input method, which shows each of the pieces before one is chosen."""
    keyboard = page.context.new_cdp_session(page)
    for text in pieces:
        composed = {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        keyboard.send("Input.imeSetComposition", composed)
    return keyboard


def test_what_an_input_method_puts_in_is_kept_at_once(unit: Unit) -> None:
    with unit.window() as page:
        unit.open(page, "2")
        page.focus(cell(page, "quality"))
        put_together(page, "g", "gao").send("Input.insertText", {"text": "高"})
        saved(page)
        page.close()
        again = page.context.new_page()
        unit.open(again, "2")
        assert value(again, "quality") == "高"


def test_what_a_colleague_wrote_in_the_cell_one_stands_in(unit: Unit) -> None:
    """It is shown where nothing has been typed yet, and asked about under a character that is being
    put together; never written over unseen."""
    with (
        unit.window() as one,
        unit.window(filler_of) as other,
    ):
        for page in (one, other):
            unit.open(page, "2")
        fill(one, "quality", "甲")
        saved(one)
        other.check('[name="chain_work"][value="chain_map"]')
        other.focus(cell(other, "quality"))  # before the answer to what was ticked is here
        saved(other)
        expect(other.locator(cell(other, "quality"))).to_have_value("甲")
        other.keyboard.press("End")
        other.keyboard.type("乙")
        saved(other)
        expect(other.locator(".conflict")).to_have_count(0)
        fill(one, "quality", "丙")
        expect(one.locator(".conflict")).to_contain_text("改成了“甲乙”，您填的是“丙”")
        one.get_by_role("button", name="用我填的").click()
        saved(one)
        other.evaluate("document.querySelector('[value=joint_research]').click()")
        with other.expect_response("**/save/"):
            keyboard = put_together(other, "ding")
        expect(other.locator("[data-saved]")).to_have_text("已保存")
        keyboard.send("Input.insertText", {"text": "丁"})
        expect(other.locator(".conflict")).to_contain_text("改成了“丙”")


def leave_behind(page: Page, unit: Unit, **typed: str) -> None:
    """As an earlier page left it, which could not send it."""
    page.evaluate(
        """([declaration, typed]) => {
            const person = document.querySelector("[data-draft]").dataset.person;
            for (const [key, value] of Object.entries(typed)) {
                const item = { value, base: 0, window: "earlier" };
                localStorage.setItem(`jiqun.${person}.${declaration}.${key}`, JSON.stringify(item));
            }
        }""",
        [unit.number, typed],
    )


def test_what_is_refused_does_not_keep_the_rest_from_being_saved(
    browser: Browser, address: str
) -> None:
    """Left over from before the return, outside of what is to be corrected."""
    unit = Unit(browser, address, RETURNED)
    with unit.window() as page:
        unit.open(page, "2")
        leave_behind(page, unit, quality="从前填的")
        page.reload()
        box = page.locator(".conflict")
        expect(box).to_contain_text("您填的“从前填的”没有保存。")
        expect(box).to_contain_text("不在补正范围内，没有保存；需要修改的，请联系退回单位。")
        fill(page, "output.2021", "41.20")
        told = "有1处没有保存，原因写在该栏旁；其余已保存"
        expect(page.locator("[data-saved]")).to_have_text(told)
        page.reload()
        assert value(page, "output.2021") == "41.20"
        box.get_by_role("button", name="放弃这处改动").click()
        saved(page)
        expect(box).to_have_count(0)
        assert value(page, "quality") == ""


def test_what_is_refused_is_sent_again_once_it_is_changed(unit: Unit) -> None:
    with unit.window() as page:
        unit.open(page, "2")
        fill(page, "quality", "长" * 60_001)
        expect(page.locator(".conflict")).to_contain_text("超过60000个字符，没有保存")
        fill(page, "output.2021", "41.20")
        expect(page.locator("[data-saved]")).to_contain_text("有1处没有保存")
        fill(page, "quality", "短")
        saved(page)
        expect(page.locator(".conflict")).to_have_count(0)
        page.reload()
        assert (value(page, "quality"), value(page, "output.2021")) == ("短", "41.20")


def sign_out_behind(context: BrowserContext) -> None:
    context.clear_cookies()


def test_a_session_that_has_ended_loses_nothing(unit: Unit) -> None:
    with unit.window() as page:
        unit.open(page, "2")
        sign_out_behind(page.context)
        fill(page, "output.2021", "41.20")
        expect(page.locator("[data-saved]")).to_contain_text(
            "登录已过期，请重新登录（可在另一个窗口）后再试。已填的内容暂存在本机。"
        )
        page.get_by_role("link", name="重新登录").click()
        unit.give_password(page)
        page.wait_for_url("**/parts/2/")
        saved(page)
        assert value(page, "output.2021") == "41.20"


@pytest.mark.parametrize("status", [400, 404, 413])
def test_a_page_instead_of_an_answer_stops_saving(unit: Unit, status: int) -> None:
    """What Django or a proxy refuses by itself is no cut line, and trying again won't help."""
    asked: list[Route] = []

    def refuse(route: Route) -> None:
        asked.append(route)
        route.fulfill(status=status, content_type="text/html", body="<h1>不行</h1>")

    with unit.window() as page:
        unit.open(page, "2")
        page.route("**/save/", refuse)
        fill(page, "output.2021", "41.20")
        told = "没有保存，请刷新页面后再试。已填的内容暂存在本机。"
        expect(page.locator("[data-saved]")).to_have_text(told)
        fill(page, "output.2022", "52.36")
        page.wait_for_timeout(1000)
        assert len(asked) == 1
        page.unroute("**/save/")
        page.reload()
        saved(page)
        assert (value(page, "output.2021"), value(page, "output.2022")) == ("41.20", "52.36")


def test_a_server_in_trouble_is_tried_again(unit: Unit) -> None:
    with unit.window() as page:
        unit.open(page, "2")
        page.route("**/save/", lambda route: route.fulfill(status=502, body="<h1>502</h1>"))
        fill(page, "output.2021", "41.20")
        told = "服务器出错，稍后自动重试，已暂存本机（1处）"
        expect(page.locator("[data-saved]")).to_have_text(told)
        page.unroute("**/save/")
        saved(page)


def test_a_new_token_that_is_refused_too_stops_saving(unit: Unit) -> None:
    asked: list[Route] = []

    def refuse(route: Route) -> None:
        asked.append(route)
        route.fulfill(status=403, content_type="text/html", body="<h1>页面已过期</h1>")

    with unit.window() as page:
        unit.open(page, "2")
        page.route("**/save/", refuse)
        fill(page, "output.2021", "41.20")
        expect(page.locator("[data-saved]")).to_contain_text("没有保存，请刷新页面后再试。")
        assert len(asked) == 2


def paste(page: Page, key: str, text: str) -> None:
    """As if it had been copied from a sheet."""
    page.evaluate(
        """([cell, text]) => {
            const copied = new DataTransfer();
            copied.setData("text/plain", text);
            const paste = { clipboardData: copied, bubbles: true, cancelable: true };
            document.querySelector(cell).dispatchEvent(new ClipboardEvent("paste", paste));
        }""",
        [cell(page, key), text],
    )


def test_moving_about_and_pasting_from_a_sheet(unit: Unit) -> None:
    with unit.window() as page:
        unit.open(page, "2")
        page.focus(cell(page, "output.2021"))
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.dataset.key") == "output.2022"
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.dataset.key") == "output_district_share.2022"
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("document.activeElement.dataset.key") == "sme_output_share.2021"
        paste(page, "output.2022", "52.36\t69.48\t多余\r\n5.10\t5.20\r\n")
        saved(page)
        told = "已粘贴4格，另有1格超出表格，没有粘贴。"
        expect(page.locator("[data-pasted]")).to_have_text(told)
        page.reload()
        found = {
            key: value(page, key)
            for key in (
                *("output.2022", "output.2023"),
                *("output_district_share.2022", "output_district_share.2023"),
            )
        }
        assert found == {
            "output.2022": "52.36",
            "output.2023": "69.48",
            "output_district_share.2022": "5.10",
            "output_district_share.2023": "5.20",
        }


@pytest.mark.parametrize("slug", ["cover", *"123456789", "worksheet"])
def test_every_part_is_open_to_all(browser: Browser, address: str, unit: Unit, slug: str) -> None:
    with loose_page(browser, address, 1366) as page:
        unit.sign_in(page)
        unit.open(page, slug)
        assert violations(page) == []
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0


def test_words_are_counted_as_word_counts_them(unit: Unit) -> None:
    pieces = st.sampled_from(
        ["集", "，", "“", "Wi-Fi", "12.5%", " ", "\u3000", "\n", "Ａ", "𠮷", "—", "·", "x", "①"]
    )

    with unit.window() as page:
        unit.open(page, "2")

        @settings(max_examples=200)
        @given(st.lists(pieces, max_size=12).map("".join))
        def count_alike(text: str) -> None:
            assert page.evaluate("text => countWords(text)", text) == count_words(text)

        count_alike()
