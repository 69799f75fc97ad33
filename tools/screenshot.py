"""Draws docs/images/page.png, the picture of the page for the README."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.browser import WINDOW, chromium, served  # noqa: E402

TARGET = ROOT / "docs" / "images" / "page.png"


def main() -> int:
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with served() as address, chromium() as browser:
        page = browser.new_page(viewport=WINDOW, locale="zh-CN")
        page.goto(f"{address}demo/flawed/")
        page.screenshot(path=TARGET)
    print(f"已生成 {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
