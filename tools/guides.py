"""Draws docs/images/district/*.png and docs/images/bureau/*.png, the pictures of those two guides,
on the scene of tests/e2e/guide_scene.py; those of the operator's guide are kept by
tests/e2e/test_whole_way.py."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page  # noqa: E402
from tools.browser import WINDOW, chromium, served  # noqa: E402
from tools.pictures import keep_picture  # noqa: E402

from tests.e2e.guide_scene import (  # noqa: E402
    ACCEPTED,
    LAID,
    REVIEWED,
    SESSIONS,
)

IMAGES = ROOT / "docs" / "images"
CALL = "/calls/1"
#: Filed, and not taken up yet.
FILED = "传感"


@dataclass(frozen=True)
class Picture:
    """``of`` is the cluster on whose review ``where`` builds, if any; ``at`` is what stands in the
    middle of the window, if not the top of the page."""

    name: str
    who: str
    where: str = ""
    of: str = ""
    at: str = ""


PICTURES = (
    Picture("district/desk", "district", "/desk/"),
    Picture("district/take-up", "district", of=FILED),
    Picture("district/reviewed", "district", of=REVIEWED),
    Picture("district/checklist", "district", "checklist/", of=REVIEWED, at="#part-1"),
    Picture("district/remark", "district", "parts/2/", of=REVIEWED, at=".remark"),
    Picture("district/return", "district", "prepare/return/", of=REVIEWED),
    Picture("district/visit", "district", "visit/", of=REVIEWED, at=".visit-items"),
    Picture("district/opinion", "district", "recommendation/", of=LAID),
    Picture("district/rank", "district", f"{CALL}/candidates/"),
    Picture("district/sign", "district-signs", of=LAID),
    Picture("bureau/queue", "bureau", "/reviews/"),
    Picture("bureau/call", "bureau", f"{CALL}/"),
    Picture("bureau/calendar", "bureau", "/calendar/"),
    Picture("bureau/accept", "bureau", of=ACCEPTED),
    Picture("bureau/waiver", "bureau", "/waivers/1/"),
    Picture("bureau/peers", "bureau", f"{CALL}/peers/?declaration=8&declaration=9&declaration=10"),
    Picture("bureau/recognition", "bureau", "/recognition/"),
    Picture("bureau/notice", "bureau", "/recognition/1/notice/"),
    Picture("bureau/objection", "bureau", "/objections/1/"),
    Picture("bureau/list", "bureau", "/recognition/1/list/"),
    Picture("bureau/register", "bureau", "/recognised/"),
    Picture("bureau/grant", "signs", "/grants/1/"),
)


def main(*wanted: str) -> int:
    scene = {"scene": "tests.e2e.guide_scene", "JIQUN_DEMO_ACCOUNTS": "1"}
    with served(**scene) as address, chromium() as browser:
        for name in take(browser, address, IMAGES, wanted):
            print(f"已生成 docs/images/{name}.png")
    return 0


def take(
    browser: Browser, address: str, folder: Path, wanted: tuple[str, ...] = ()
) -> Iterator[str]:
    for picture in PICTURES:
        if wanted and picture.name not in wanted:
            continue
        with window_of(browser, address, picture.who) as page:
            page.goto(where(page, picture), wait_until="networkidle")
            if picture.at:
                page.locator(picture.at).first.evaluate(
                    "e => e.scrollIntoView({block: 'center', behavior: 'instant'})"
                )
            keep_picture(page, folder / f"{picture.name}.png")
        yield picture.name


@contextmanager
def window_of(browser: Browser, address: str, who: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport=WINDOW, locale="zh-CN")
    context.add_cookies([{"name": "jiqun_session", "value": SESSIONS[who], "url": address}])
    yield context.new_page()
    context.close()


def where(page: Page, picture: Picture) -> str:
    """Its address; of a cluster, as the list of the reviews has it."""
    if not picture.of:
        return picture.where
    page.goto(f"/reviews/?words={picture.of}")
    found = page.get_by_role("link", name=picture.of).first.get_attribute("href")
    return f"{found}{picture.where}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
