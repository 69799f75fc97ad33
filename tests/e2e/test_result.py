"""The result page as people use it: its views, what they type, what they try, and on paper."""

from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from playwright.sync_api import Browser, Dialog, Page, expect

from jiqun.core.form.beijing.worksheet import CARRIERS
from jiqun.documents.factsfile import dump_facts, load_facts
from tests.declarations import golden
from tests.e2e.looking import loose_page, press_until, violations

pytestmark = pytest.mark.e2e

SHARE = "集群内中小企业产值占集群总产值比例（%）（2023年）"
VIEWS = ("问题", "认定标准", "指标", "假如")


@pytest.fixture
def flawed(page: Page) -> Page:
    page.goto("/demo/flawed/")
    return page


def view(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="检查结果").get_by_role("link", name=name).click()


def open_views(page: Page) -> list[str]:
    return page.evaluate(
        """[...document.querySelectorAll(".view")].filter(v => v.offsetHeight).map(v => v.id)"""
    )


def saved(page: Page, act: Callable[[], None]) -> bytes:
    with page.expect_download() as download:
        act()
    return Path(download.value.path()).read_bytes()


# --- Views ---------------------------------------------------------------------------------


def test_one_view_at_a_time(flawed: Page) -> None:
    assert open_views(flawed) == ["findings"]
    for name, id in zip(VIEWS, ("findings", "standard", "figures", "trial"), strict=True):
        view(flawed, name)
        assert open_views(flawed) == [id]
        current = flawed.locator(".views [aria-current]")
        expect(current).to_have_count(1)
        expect(current).to_contain_text(name)
    flawed.go_back()
    expect(flawed.locator(".view.is-open")).to_have_id("figures")


def test_a_link_into_a_view_opens_it(flawed: Page) -> None:
    view(flawed, "指标")
    flawed.goto("/demo/flawed/#part-八")
    assert open_views(flawed) == ["findings"]
    expect(flawed.get_by_role("heading", name="八、未来三年")).to_be_in_viewport()


def test_without_scripts_the_views_follow_each_other(browser: Browser, address: str) -> None:
    with loose_page(browser, address, 1366, java_script_enabled=False) as page:
        page.goto("/demo/flawed/")
        for heading in ("与认定标准的距离", "由填报数据算出的指标", "假如改几个数"):
            expect(page.get_by_role("heading", name=heading)).to_be_visible()


# --- Reasons -------------------------------------------------------------------------------


def test_a_reason_is_typed_counted_and_downloaded(flawed: Page) -> None:
    box = flawed.get_by_label("说明理由").first
    name = str(box.get_attribute("name")).removeprefix("reason.")
    head = flawed.locator(".reasons-head")
    before = head.inner_text()
    box.fill("按注册地统计，\n2022年迁入一家龙头企业。")
    head.get_by_role("button", name="更新检查结果").click()
    expect(flawed.locator(".summary-note")).to_contain_text("请下载填报数据（YAML）保存")
    assert head.inner_text() != before
    expect(flawed.get_by_label("说明理由").first).to_have_value(
        "按注册地统计，\n2022年迁入一家龙头企业。"
    )
    content = saved(flawed, flawed.get_by_role("button", name="下载填报数据").click)
    assert load_facts(content).reasons == {name: "按注册地统计，\n2022年迁入一家龙头企业。"}


def test_a_box_grows_with_its_text(flawed: Page) -> None:
    box = flawed.get_by_label("说明理由").first
    height = box.evaluate("element => element.clientHeight")
    box.fill("一行\n" * 12)
    assert box.evaluate("element => element.clientHeight") > 2 * height
    assert box.evaluate("element => element.scrollHeight <= element.clientHeight")


def test_leaving_asks_before_what_was_typed_is_lost(flawed: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    flawed.on("dialog", stay)
    flawed.get_by_label("说明理由").first.press_sequentially("理由")
    flawed.get_by_role("link", name="检查另一份").click(no_wait_after=True)
    expect(flawed.get_by_label("说明理由").first).to_have_value("理由")
    assert asked == ["beforeunload"]
    saved(flawed, flawed.get_by_role("button", name="下载填报数据").click)
    flawed.get_by_role("link", name="检查另一份").click()
    expect(flawed.get_by_role("heading", level=1)).to_have_text("检查申报表，取回正式文本")
    assert asked == ["beforeunload"]


def test_looking_is_not_typing(flawed: Page) -> None:
    flawed.on("dialog", lambda dialog: pytest.fail(dialog.type))
    for name in VIEWS:
        view(flawed, name)
    flawed.get_by_role("link", name="检查另一份").click()
    expect(flawed.get_by_role("heading", level=1)).to_have_text("检查申报表，取回正式文本")


def test_too_long_a_reason_comes_back_with_what_to_do(flawed: Page) -> None:
    box = flawed.get_by_label("说明理由").first
    box.fill("字" * 501)
    flawed.get_by_role("button", name="下载 PDF").click()
    expect(flawed.get_by_role("alert")).to_contain_text("有501字，超过500字，请删减。")
    expect(flawed.get_by_label("说明理由").first).to_have_value("字" * 501)


# --- What if -------------------------------------------------------------------------------


def try_share(page: Page) -> None:
    page.get_by_label("第1行：栏目").fill(SHARE)
    page.get_by_label("第1行：假设的值").fill("69.5")


def see_the_trial(page: Page) -> None:
    expect(page.locator(".trial-banner")).to_contain_text("假设试算，未改动原申报。")
    expect(page.locator(".moves")).to_have_text(f"{SHARE}：71.80% → 69.50%")
    expect(page.locator(".turned")).to_have_text(["达到 → 未达到"] * 2)
    page.get_by_role("button", name="清除假设，回到原申报").click()
    expect(page.locator(".trial-banner")).to_have_count(0)
    expect(page.get_by_label("第1行：栏目")).to_have_value("")


def test_try_and_go_back(flawed: Page) -> None:
    view(flawed, "假如")
    try_share(flawed)
    flawed.get_by_role("button", name="试算").click()
    see_the_trial(flawed)
    assert open_views(flawed) == ["trial"]


def test_enter_tries_too(flawed: Page) -> None:
    view(flawed, "假如")
    try_share(flawed)
    flawed.get_by_label("第1行：假设的值").press("Enter")
    see_the_trial(flawed)


def test_try_without_scripts(browser: Browser, address: str) -> None:
    with loose_page(browser, address, 1366, java_script_enabled=False) as page:
        page.goto("/demo/flawed/")
        try_share(page)
        page.get_by_role("button", name="试算").click()
        see_the_trial(page)


def test_try_by_keyboard_alone(flawed: Page) -> None:
    press_until(flawed, ".views a[href='#trial']")
    flawed.keyboard.press("Enter")
    expect(flawed.locator("#trial")).to_be_visible()
    press_until(flawed, "[name='try.field']")
    flawed.keyboard.type(SHARE)
    press_until(flawed, "[name='try.value']", 1)
    flawed.keyboard.type("69.5")
    press_until(flawed, "button[value=try]")
    flawed.keyboard.press("Enter")
    expect(flawed.locator(".trial-banner")).to_contain_text("假设试算，未改动原申报。")


# --- Proposed targets ----------------------------------------------------------------------


def test_tick_and_adopt(flawed: Page) -> None:
    flawed.get_by_text("建议目标值", exact=True).click()
    flawed.get_by_label("采用研发经费投入2026年目标值3.33").check()
    flawed.get_by_role("button", name="采用所选").click()
    adopted = flawed.locator(".adopted")
    expect(adopted).to_contain_text("已采用1项建议目标值")
    expect(adopted.get_by_role("listitem")).to_have_text(
        "研发经费投入2026年目标值：2.60亿元 → 3.33亿元"
    )
    facts = load_facts(saved(flawed, flawed.get_by_role("button", name="下载填报数据").click)).facts
    changed = golden("flawed").facts.diff(facts)
    assert [change.key for change in changed] == ["targets.rd_spend.target"]


# --- Narrow, loud and on paper -------------------------------------------------------------


@pytest.mark.parametrize("name", ["clean", "flawed"])
@pytest.mark.parametrize("width", [1366, 360])
def test_accessible(browser: Browser, address: str, name: str, width: int) -> None:
    with loose_page(browser, address, width) as page:
        page.goto(f"/demo/{name}/")
        for link in VIEWS:
            view(page, link)
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1366, 360])
def test_a_trial_and_what_is_refused_are_accessible(
    browser: Browser, address: str, width: int
) -> None:
    with loose_page(browser, address, width) as page:
        page.goto("/demo/flawed/")
        page.get_by_label("说明理由").first.fill("字" * 501)
        view(page, "假如")
        try_share(page)
        page.get_by_role("button", name="试算").click()
        expect(page.get_by_role("alert")).to_be_visible()
        assert violations(page) == []
        view(page, "问题")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_every_view_is_there_and_nothing_to_press(flawed: Page) -> None:
    flawed.emulate_media(media="print")
    assert open_views(flawed) == ["findings", "standard", "figures"]
    buttons = "[...document.querySelectorAll('main button, main nav')].filter(b => b.offsetHeight)"
    assert flawed.evaluate(f"{buttons}.map(b => b.className)") == ["on-enter"]
    for line in ("与认定标准的距离", "由填报数据算出的指标", "说明理由"):
        expect(flawed.get_by_text(line, exact=True).first).to_be_visible()


def plainness(page: Page, selector: str) -> float:
    """How much of a picture's middle is of one shade, as a black-and-white printer has it."""
    image = Image.open(BytesIO(page.locator(selector).first.screenshot())).convert("L")
    across = [image.getpixel((x, image.height // 2)) for x in range(4, image.width - 4)]
    return Counter(across).most_common(1)[0][1] / len(across)


def test_outcomes_differ_in_black_and_white(flawed: Page) -> None:
    """A bar that passes is of one shade, but for its line; one that fails is hatched."""
    view(flawed, "假如")
    try_share(flawed)
    flawed.get_by_role("button", name="试算").click()
    expect(flawed.locator(".trial-banner")).to_be_visible()
    assert plainness(flawed, ".movement .bar-value.is-pass") > 0.95
    assert plainness(flawed, ".movement .bar-value.is-fail") < 0.7


def formula_sheet(page: Page) -> Page:
    view(page, "指标")
    with page.expect_popup() as popup:
        page.get_by_role("button", name="打印计算公式").click()
    sheet = popup.value
    expect(sheet.get_by_role("heading", level=1)).to_have_text("计算公式")
    return sheet


def test_the_formulas_fit_on_one_sheet(page: Page, tmp_path: Path) -> None:
    """Even with every carrier the worksheet knows."""
    facts = golden("clean").facts
    every = {f"energy.{year}.{c}": 1234 for year in facts.edition.years.past for c, *_ in CARRIERS}
    file = tmp_path / "数据.yaml"
    file.write_text(dump_facts(facts.overlay(every)), "utf-8")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="开始检查").click()
    sheet = formula_sheet(page)
    expect(sheet.get_by_role("row")).to_have_count(2 * (1 + len(CARRIERS) + 3))
    with pikepdf.open(BytesIO(sheet.pdf(format="A4"))) as printed:
        assert len(printed.pages) == 1


def test_the_formulas_are_accessible(browser: Browser, address: str) -> None:
    with loose_page(browser, address, 1366) as page:
        page.goto("/demo/clean/")
        assert violations(formula_sheet(page)) == []
