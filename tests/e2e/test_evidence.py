"""Handing in evidence in a real browser: many files at once, each by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.browser import WINDOW, served

from tests.documents.attachments import files
from tests.e2e.looking import violations
from tests.e2e.scene import PASSWORD, chief_of, filler_of


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(scene="tests.e2e.scene") as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The evidence of a declaration of its own for every test, ticked so that it must be proved."""
    number = 1 + TESTS.index(request.node.originalname)
    context = browser.new_context(
        base_url=address, viewport=WINDOW, locale="zh-CN", bypass_csp=True
    )
    page = context.new_page()
    page.goto("/login/")
    page.fill("[name=username]", chief_of(number))
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/desk/")
    page.goto(f"/declarations/{number}/parts/2/")
    page.check('[name=chain_work][value="chain_map"]')
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    page.goto(f"/declarations/{number}/evidence/")
    yield page
    context.close()


@pytest.fixture
def handed(tmp_path: Path) -> Path:
    for name, data in (
        ("通知.pdf", files.pdf(3)),
        ("照片.png", files.image("PNG", (600, 400))),
        ("情况说明.docx", files.word()),
        ("坏.pdf", b"MZ" + bytes(999)),
    ):
        (tmp_path / name).write_bytes(data)
    return tmp_path


def queued(page: Page, name: str) -> str:
    row = page.locator(".queue-file", has_text=name)
    expect(row).to_have_class(r"queue-file is-done", timeout=20_000)
    return row.locator(".queue-state").inner_text()


def choose(page: Page, *paths: Path) -> None:
    page.set_input_files("#file", list(paths))


def test_many_files_at_once(page: Page, handed: Path) -> None:
    choose(page, *sorted(handed.iterdir()))
    bad = page.locator(".queue-file", has_text="坏.pdf")
    expect(bad.locator(".queue-state")).to_contain_text("“坏.pdf”是程序文件", timeout=20_000)
    expect(page.locator(".evidence-file")).to_have_count(3, timeout=20_000)
    choose(page, handed / "通知.pdf")
    again = page.locator(".queue-file.is-known")
    expect(again.locator(".queue-state")).to_contain_text("内容相同，没有重复收取", timeout=20_000)
    assert violations(page) == []


def test_a_cut_loses_only_the_one_under_way(page: Page, handed: Path) -> None:
    page.route("**/evidence/add/", lambda route: route.abort("connectionreset"), times=1)
    choose(page, handed / "通知.pdf", handed / "照片.png")
    failed = page.locator(".queue-file.is-failed")
    expect(failed.locator(".queue-state")).to_contain_text("网络中断，没有传完", timeout=20_000)
    expect(page.locator(".evidence-file")).to_have_count(1, timeout=20_000)
    failed.locator("button", has_text="重试").click()
    expect(page.locator(".evidence-file")).to_have_count(2, timeout=20_000)


def test_files_are_dropped_on_the_page(page: Page) -> None:
    page.evaluate(
        """content => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(content)], "拖来.png"));
            document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
        }""",
        list(files.image()),
    )
    expect(page.locator(".evidence-file a", has_text="拖来.png")).to_be_visible(timeout=20_000)


def test_it_is_bound_where_it_is_missing(page: Page, handed: Path) -> None:
    choose(page, handed / "通知.pdf")
    expect(page.locator(".evidence-file")).to_have_count(1, timeout=20_000)
    expect(page.locator(".gaps-told")).to_contain_text("还有1项没有材料")
    page.locator(".claims .binder summary").click()
    page.locator(".claims [name=file]").select_option(label="1　通知.pdf")
    page.locator(".claims [name=pages]").fill("9")
    note = page.locator(".evidence-said [name=note]")
    note.fill("写到一半")
    page.locator(".claims .binder button").click()
    expect(page.locator("[data-refused]")).to_have_text("页码“9”超出范围，应在1至3之间，请改正。")
    expect(page.locator(".claims [name=pages]")).to_have_value("9")
    page.locator(".claims [name=pages]").fill("第1-2页")
    page.locator(".claims .binder button").click()
    expect(page.locator(".gaps-told")).to_have_text("应附材料的1项都有材料。")
    expect(note).to_have_value("写到一半")
    expect(page.locator(".evidence-proves")).to_contain_text("第1-2页")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator(".evidence-said [name=origin]").select_option(label="主管部门证明")
    page.reload()
    expect(page.locator(".evidence-said [name=origin]")).to_have_value("authority")


def test_it_is_looked_at_and_bound_for_printing(page: Page, handed: Path) -> None:
    choose(page, handed / "照片.png", handed / "通知.pdf")
    expect(page.locator(".evidence-file")).to_have_count(2, timeout=20_000)
    page.locator(".evidence-file a", has_text="照片.png").click()
    picture = page.locator(".reading-pages img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") == 600
    assert violations(page) == []
    page.goto(f"{page.url.rstrip('/').rpartition('/')[0]}/catalogue/")
    assert violations(page) == []
    page.click("[data-start]")
    expect(page.locator("[data-told]")).to_have_text("装订完成。", timeout=30_000)
    with page.expect_download() as download:
        page.click("[data-fetch]")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def test_what_is_typed_while_it_is_saved_stays(page: Page, handed: Path) -> None:
    choose(page, handed / "通知.pdf")
    expect(page.locator(".evidence-file")).to_have_count(1, timeout=20_000)
    note = page.locator(".evidence-said [name=note]")
    with page.expect_response("**/describe/"):
        page.locator(".evidence-said [name=origin]").select_option(label="自我声明")
        note.focus()
        page.keyboard.type("见盖章处")
    expect(page.locator(".evidence-said option[selected]")).to_have_text("自我声明")
    expect(note).to_have_value("见盖章处")
    expect(note).to_be_focused()


def test_a_package_is_made_and_taken_in_again(page: Page, handed: Path, tmp_path: Path) -> None:
    choose(page, handed / "通知.pdf")
    expect(page.locator(".evidence-file")).to_have_count(1, timeout=20_000)
    page.goto(page.url.replace("evidence/", "package/"))
    assert violations(page) == []
    page.click("[data-start]")
    expect(page.locator("[data-told]")).to_have_text("申报包已生成。", timeout=30_000)
    with page.expect_download() as download:
        page.click("[data-fetch]")
    package = tmp_path / "申报包.zip"
    download.value.save_as(package)
    page.goto(page.url.replace("package/", "evidence/"))
    page.click(".evidence-remove button")
    expect(page.locator(".evidence-file")).to_have_count(0)
    page.goto(page.url.replace("evidence/", "package/import/"))
    assert violations(page) == []
    page.set_input_files("#file", package)
    page.click("[data-start]")
    expect(page.locator("#offer")).to_have_text("申报包.zip", timeout=20_000)
    expect(page.locator("[data-ticked]")).to_have_text("已勾选1项")
    assert violations(page) == []
    page.click("[data-start]")
    expect(page.locator(".said.is-success")).to_contain_text("1份佐证材料", timeout=20_000)


def test_somebody_else_does_not_send_what_was_chosen_here(page: Page, handed: Path) -> None:
    """Signed in meanwhile in another window: neither a file nor a word goes out in their name."""
    choose(page, handed / "通知.pdf")
    expect(page.locator(".evidence-file")).to_have_count(1, timeout=20_000)
    other = page.context.new_page()
    page.context.clear_cookies()
    other.goto("/login/")
    other.fill("[name=username]", filler_of(1 + TESTS.index(OF_TWO)))
    other.fill("[name=password]", PASSWORD)
    other.press("[name=password]", "Enter")
    other.wait_for_url("**/desk/")
    told = "本机已换了人登录，没有保存，请原来的人登录后再试。"
    choose(page, handed / "照片.png")
    expect(page.locator(".queue-file.is-failed .queue-state")).to_have_text(told, timeout=20_000)
    page.locator(".evidence-said [name=origin]").select_option(label="自我声明")
    expect(page.locator("[data-refused]")).to_have_text(told)
    other.goto(page.url)
    expect(other.locator(".evidence-file")).to_have_count(1)
    expect(other.locator(".evidence-said [name=origin]")).to_have_value("")


OF_TWO = "test_somebody_else_does_not_send_what_was_chosen_here"
TESTS = [name for name in dict(globals()) if name.startswith("test_")]
