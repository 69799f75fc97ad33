"""Those who take part, each with a window that stays open, and what all of them do with pages."""

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from jiqun.web.accounts.demo import DOMAIN, PASSWORD
from tests.e2e.test_review import PHONE
from tests.e2e.test_whole_way import Walk, window


class Person(Walk):
    """What looks alike to the same person is seen by axe once: the page of another cluster in the
    same state, with the same sections and the same to do."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.seen: set[tuple[str, ...]] = set()

    def see(
        self, heading: str | re.Pattern[str], picture: str = "", at: Locator | None = None
    ) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        looks = (*self.looks(), picture if "JIQUN_PICTURES" in os.environ else "")
        if looks not in self.seen:
            super().see(heading, picture, at)
            self.seen.add(looks)

    def looks(self) -> tuple[str, ...]:
        parts = self.page.locator("h2, h3, .state, .btn, .said, .returned, .hindrances")
        told = (self.page.url, *parts.all_inner_texts())
        return tuple(re.sub(r"\d+", "", text) for text in told)


@dataclass
class People:
    """``folder`` is where they keep what they download."""

    browser: Browser
    address: str
    folder: Path
    stack: ExitStack
    windows: dict[str, Walk] = field(default_factory=dict)

    def __getitem__(self, mailbox: str) -> Walk:
        """Whoever has that mailbox, signed in."""
        if mailbox not in self.windows:
            walk = self.enter("/login/")
            sign_in(walk, f"{mailbox}{DOMAIN}")
            see(walk, re.compile("."), primary=None, picture=f"desk-{mailbox}")
            self.windows[mailbox] = walk
        return self.windows[mailbox]

    def enter(self, where: str = "/") -> Walk:
        """Somebody, in a window of their own."""
        opened = window(self.browser, self.address, where)
        return Person(self.stack.enter_context(opened).page)


def sign_in(walk: Walk, email: str) -> None:
    """With the 动态口令 of just now, where one is asked for."""
    code = walk.page.get_by_role("row", name=email).get_by_role("cell").last.inner_text()
    walk.sign_in(email, PASSWORD)
    if code.isdigit():
        walk.type(动态口令=code)
        walk.press("继续")
    walk.page.wait_for_url("**/desk/")


def see(
    walk: Walk,
    heading: str | re.Pattern[str],
    primary: int | None = 1,
    picture: str = "",
    at: Locator | None = None,
) -> None:
    """In a window as of an office and as of a telephone: nothing is wider than the window, and one
    thing at most is to be done next."""
    walk.see(heading, picture, at)
    if primary is not None:
        expect(walk.page.locator(".btn-primary")).to_have_count(primary)
    wide = walk.page.viewport_size
    walk.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert walk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    walk.page.set_viewport_size(wide)  # type: ignore[arg-type]


def told(walk: Walk, words: str) -> None:
    expect(walk.page.get_by_role("status").first).to_contain_text(words)


def state(walk: Walk, label: str) -> None:
    expect(walk.page.locator(".state").first).to_have_text(label)


def open_review(walk: Walk, words: str) -> str:
    """From the list of all, by a part of its name: what it is called."""
    walk.go("审查")
    link = walk.page.get_by_role("rowheader").filter(has_text=words).get_by_role("link")
    cluster = link.inner_text()
    link.click()
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(cluster)
    return cluster


def open_todo(walk: Walk, act: str, words: str) -> None:
    """From the first page, what waits there for one."""
    walk.go("首页")
    todos = walk.page.get_by_role("table", name="待办").get_by_role("rowheader")
    todos.filter(has_text=re.compile(f"{act}.*{words}")).get_by_role("link").click()


def prepare(walk: Walk, verb: str, words: str, grounds: Sequence[str] = ()) -> None:
    """On the page of a declaration: lay it before another."""
    walk.follow(f"拟{verb.removeprefix('拟')}")
    for ground in grounds:
        walk.page.get_by_label(ground).check()
    if words:
        walk.type(理由=words)
    see(walk, f"拟{verb.removeprefix('拟')}")
    walk.press("送审签")
    told(walk, "已送审签")


def sign(walk: Walk, verb: str, words: str, after: str, picture: str = "") -> None:
    """Found among what waits for one."""
    open_todo(walk, f"审签{verb}", words)
    see(walk, re.compile(words), picture=picture)
    walk.press("同意并签发")
    state(walk, after)


def post_forms(walk: Walk, selector: str, answers: Mapping[str, str]) -> None:
    """All the forms there that have something to fill in, as the page would send them, without
    waiting for the page each time. ``answers`` go to the radio buttons of which none is chosen, by
    the beginning of their names."""
    walk.page.evaluate(
        """async ([selector, answers]) => {
            for (const form of document.querySelectorAll(selector)) {
                const said = new FormData(form);
                let filled = false;
                for (const radio of form.querySelectorAll("input[type=radio]")) {
                    const begins = Object.keys(answers).find(b => radio.name.startsWith(b));
                    if (!begins || said.has(radio.name)) continue;
                    said.set(radio.name, answers[begins]);
                    filled = true;
                }
                if (!filled) continue;
                const sent = await fetch(form.action, { method: "POST", body: said });
                if (!sent.ok) throw new Error(`${sent.status} ${form.action}`);
            }
        }""",
        [selector, answers],
    )
    walk.page.reload()
