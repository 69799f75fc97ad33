"""Look at a page as people do who see, hear or touch it differently."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page
from tools.browser import ROOT

AXE = ROOT / "assets" / "node_modules" / "axe-core" / "axe.min.js"

#: Whatever has the focus must show it, by itself or by what stands for it.
FOCUS_SHOWS = """() => [document.activeElement, document.querySelector(".intake-choose")].some(
    element => element && getComputedStyle(element).outlineStyle !== "none")"""


@contextmanager
def loose_page(browser: Browser, address: str, width: int, **options: Any) -> Iterator[Page]:
    """A page of that width into which a test may bring its own scripts."""
    window = {"width": width, "height": 768}
    context = browser.new_context(
        base_url=address, viewport=window, bypass_csp=True, locale="zh-CN", **options
    )
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong, with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [(v["id"], [node["html"] for node in v["nodes"]]) for v in found]


def press_until(page: Page, selector: str, most: int = 30) -> None:
    """Tab on, and see each step."""
    for _ in range(most):
        page.keyboard.press("Tab")
        page.wait_for_function(FOCUS_SHOWS, timeout=5_000)  # on a busy machine, not at once
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"Tab never came to {selector}")
