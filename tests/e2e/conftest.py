"""A real browser on the running product.

Both end with each module: while Playwright runs, its event loop keeps Django in this process from
its database.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tools.browser import WINDOW, chromium, served


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The start page, in a window as small as offices have; nothing may be said in its console."""
    context = browser.new_context(base_url=address, viewport=WINDOW, locale="zh-CN")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/")
    yield page
    context.close()
    # The browser itself reports every 4xx; those are asked for.
    assert [text for text in said if "status of 4" not in text] == []
