"""Draws docs/images/*.png, the pictures of the page for the README; those of the guide are kept by
tests/e2e/test_whole_way.py."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.browser import WINDOW, chromium, served  # noqa: E402
from tools.pictures import keep_picture  # noqa: E402

IMAGES = ROOT / "docs" / "images"
PICTURES = {"page": "demo/flawed/", "roster": "demo/flawed-roster/#roster"}


def main() -> int:
    with served() as address, chromium() as browser:
        for name, where in PICTURES.items():
            page = browser.new_page(viewport=WINDOW, locale="zh-CN")
            page.goto(f"{address}{where}", wait_until="networkidle")
            keep_picture(page, IMAGES / f"{name}.png")
            print(f"已生成 docs/images/{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
