"""Photographs of paper as one file."""

from collections.abc import Callable, Sequence

import pikepdf

from jiqun.documents.attachments.inside.binding import A4, as_pdf
from jiqun.documents.attachments.inside.saving import save


def scan(
    paths: Sequence[str], target: str, most_pixels: int, step: Callable[[int, int], None]
) -> int:
    """Write one A4 page an image, as large as fits, lying where the image is wider than high; says
    how many there are."""
    held = []  # what pages come from stays open until they are written
    out = pikepdf.new()
    try:
        for done, path in enumerate(paths):
            step(done, len(paths))
            photo = as_pdf(path, most_pixels)
            held.append(photo)
            fill_sheet(photo.pages[0])
            out.pages.append(photo.pages[0])
        step(len(paths), len(paths))
        save(out, target, deterministic_id=True)
        return len(out.pages)
    finally:
        for pdf in (*held, out):
            pdf.close()


def fill_sheet(page: pikepdf.Page) -> None:
    """Widen a page that an image covers to A4, the image in its middle. It is not laid on a new
    sheet: pikepdf would make up a name for it, another each time."""
    width, height = float(page.mediabox[2]), float(page.mediabox[3])
    across, down = A4 if width <= height else A4[::-1]
    scale = min(across / width, down / height)
    left, bottom = (across - scale * width) / 2, (down - scale * height) / 2
    move = f"q {scale:.6f} 0 0 {scale:.6f} {left:.3f} {bottom:.3f} cm"
    page.contents_add(move.encode(), prepend=True)
    page.contents_add(b"Q")
    page.mediabox = pikepdf.Array([0, 0, across, down])
