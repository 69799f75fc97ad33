"""Put files together, each page on a sheet of its own with a number at its foot."""

import io
from collections.abc import Callable, Sequence
from typing import TypeAlias

import pikepdf
from PIL import Image, ImageOps

from jiqun.documents.attachments.inside.drawing import on_white
from jiqun.documents.attachments.inside.image import opened
from jiqun.documents.attachments.inside.saving import save

#: A4 and A3 in points, and what stays free around a page; its number stands in the foot.
A4, A3 = (595.28, 841.89), (841.89, 1190.55)
EDGE, FOOT, STRIP = 8.0, 34.0, 24.0

#: A little more than A4 is still A4.
TOLERANCE = 1.05

#: Images are printed this fine at most.
DOTS = 200
QUALITY = 85

#: ("front", first, count) takes pages from the front, (“pdf”, path, pages) and ("image", path, 1)
#: from a file.
Part: TypeAlias = tuple[str, str | int, int]


def bind(
    front: str,
    numbers: str,
    parts: Sequence[Part],
    target: str,
    most_pixels: int,
    step: Callable[[int, int], None],
) -> int:
    """Write the bound file; says how many pages it has. Every page of a file gets the next of
    ``numbers``."""
    held: list[pikepdf.Pdf] = []  # what pages come from stays open until they are written

    def hold(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
        held.append(pdf)
        return pdf

    try:
        out = hold(pikepdf.new())
        fore, strips = hold(pikepdf.open(front)), iter(hold(pikepdf.open(numbers)).pages)
        for done, (kind, source, count) in enumerate(parts):
            step(done, len(parts) + 1)
            if kind == "front":
                assert isinstance(source, int)
                out.pages.extend(fore.pages[source : source + count])
            else:
                pdf = open_pdf(str(source)) if kind == "pdf" else as_pdf(str(source), most_pixels)
                for page in hold(pdf).pages:
                    put(out, page, next(strips))
        step(len(parts), len(parts) + 1)
        save(out, target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return len(out.pages)
    finally:
        for pdf in held:
            pdf.close()


def open_pdf(path: str) -> pikepdf.Pdf:
    """The PDF, its seals, signatures and filled fields part of the page."""
    pdf = pikepdf.open(path, access_mode=pikepdf.AccessMode.stream)
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")
    return pdf


def as_pdf(path: str, most_pixels: int) -> pikepdf.Pdf:
    with opened(path, most_pixels) as image:
        longest = round(A4[1] / 72 * DOTS)
        image.draft("RGB", (longest, longest))
        upright = on_white(ImageOps.exif_transpose(image))
    upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    upright.save(buffer, "PDF", resolution=DOTS, quality=QUALITY)
    return pikepdf.open(buffer)


def put(out: pikepdf.Pdf, page: pikepdf.Page, strip: pikepdf.Page) -> None:
    """Lay a page on a new sheet, as large as fits above the foot, and its number in that."""
    across, down = sheet_for(*upright_size(page))
    out.add_blank_page(page_size=(across, down))
    sheet = out.pages[-1]
    sheet.add_overlay(page, pikepdf.Rectangle(EDGE, FOOT, across - EDGE, down - EDGE))
    left = (across - A4[0]) / 2
    sheet.add_overlay(strip, pikepdf.Rectangle(left, EDGE, left + A4[0], EDGE + STRIP))


def upright_size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = map(float, page.trimbox)
    size = (abs(right - left) or 1.0, abs(top - bottom) or 1.0)
    turned = int(page.obj.get("/Rotate", 0)) % 180 != 0
    return (size[1], size[0]) if turned else size


def sheet_for(width: float, height: float) -> tuple[float, float]:
    """A3 for what is larger than A4 both ways, lying where it is wider than high."""
    short, long = sorted((width, height))
    large = short > A4[0] * TOLERANCE and long > A4[1] * TOLERANCE
    across, down = A3 if large else A4
    return (down, across) if width > height else (across, down)
