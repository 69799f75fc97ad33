"""Come to the desk as one of the units of the scene."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from playwright.sync_api import Browser, Page
from tools.browser import WINDOW

from tests.e2e.scene import PASSWORD, chief_of, filler_of

__all__ = ["Unit", "chief_of", "filler_of"]


class Unit:
    """One of the units of the scene, with its declaration, that no other test uses."""

    numbers = count(1)

    def __init__(self, browser: Browser, address: str, number: int = 0) -> None:
        self.browser, self.address = browser, address
        self.number = number or next(self.numbers)

    @contextmanager
    def window(self, email: Callable[[int], str] = chief_of) -> Iterator[Page]:
        context = self.browser.new_context(base_url=self.address, viewport=WINDOW, locale="zh-CN")
        page = context.new_page()
        self.sign_in(page, email)
        yield page
        context.close()

    def sign_in(self, page: Page, email: Callable[[int], str] = chief_of) -> None:
        page.goto("/login/")
        self.give_password(page, email)
        page.wait_for_url("**/desk/")

    def give_password(self, page: Page, email: Callable[[int], str] = chief_of) -> None:
        page.fill("[name=username]", email(self.number))
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")

    def open(self, page: Page, slug: str) -> None:
        page.goto(f"/declarations/{self.number}/parts/{slug}/")
