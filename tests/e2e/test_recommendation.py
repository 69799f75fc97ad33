"""A district writes its opinion on a declaration of the demonstration, prints the pages, hands them
in and ranks it; every page seen by axe, in a window as of an office and as of a telephone.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tools.browser import served

from tests.e2e.test_review import MAKER, enter, see, take_up
from tests.e2e.test_whole_way import Walk, window

OPINION = "经初审，申报材料真实完整，同意推荐。"
PAGE = "推荐意见"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(JIQUN_DEMO_ACCOUNTS="1") as address:
        yield address


def test_from_the_opinion_to_the_order(browser: Browser, address: str, tmp_path: Path) -> None:
    with window(browser, address, "/login/") as maker:
        enter(maker, MAKER)
        take_up(maker)
        maker.follow(PAGE)
        see(maker, PAGE)
        maker.page.get_by_label("推荐意见（").fill(OPINION)
        maker.press("保存意见")
        see(maker, PAGE)
        code = maker.told("核验码")
        hand_in(maker, download(maker, tmp_path), code)
        see(maker, PAGE)
        maker.follow("候选集群排序")
        see(maker, "候选集群")
        rank(maker)
        maker.page.get_by_role("link", name="已写意见").click()
        see(maker, PAGE, primary=0)
        expect(maker.page.locator(".hindrances")).to_be_visible()


def download(maker: Walk, folder: Path) -> Path:
    with maker.page.expect_download() as started:
        maker.follow("下载 PDF")
    target = folder / "推荐意见页.pdf"
    started.value.save_as(target)
    return target


def hand_in(maker: Walk, pages: Path, code: str) -> None:
    """As if it were sealed."""
    maker.page.get_by_label("扫描件（").set_input_files(pages)
    maker.page.get_by_label("核验码（").fill(code)
    maker.press("上传盖章件")
    expect(maker.page.get_by_role("link", name="下载盖章件")).to_be_visible()


def rank(maker: Walk) -> None:
    places = maker.page.locator("input.rank")
    for at in range(places.count()):
        places.nth(at).fill(str(at + 1))
    maker.press("保存排序")
    expect(maker.page.get_by_role("status")).to_contain_text("排序已保存")
    see(maker, "候选集群")
