"""Pictures of pages as the documents keep them: small, and of the same size."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

COLOURS = 128


def keep_picture(page: Page, path: Path) -> None:
    """What the window shows just now, in so few colours that nobody sees the difference."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shown = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    few = shown.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
