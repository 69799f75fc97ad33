"""Pages and images as pictures for the screen, the reader's mark across them."""

import io
import math

import pypdfium2
from PIL import Image, ImageDraw, ImageFont, ImageOps

from jiqun.documents.attachments.inside.found import Found
from jiqun.documents.attachments.inside.image import opened

#: Of the width of the picture, and seen through.
SIZE, SEEN = 0.022, 56
GREY = (90, 90, 90)
ANGLE = 24
#: Between marks, in their own heights and widths.
LEADING, GAP = 7, 0.4
SMALLEST = 13
HIGHEST = 3.0


def draw_page(path: str, number: int, width: int, mark: str, font: str) -> bytes:
    """A page of a PDF as a PNG; the first is 1."""
    document = pypdfium2.PdfDocument(path)
    try:
        if not 1 <= number <= len(document):
            raise Found("page")
        page = document[number - 1]
        across, down = page.get_size()
        # A strip of paper a kilometre long is drawn smaller.
        scale = min(width / max(across, 1), HIGHEST * width / max(down, 1))
        picture = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    finally:
        document.close()
    return saved(marked(picture, mark, font), "PNG")


def draw_image(path: str, width: int, mark: str, font: str, most_pixels: int) -> bytes:
    """An image as a JPEG without anything that came with it: place, time, camera."""
    with opened(path, most_pixels) as image:
        image.draft("RGB", (width, width))
        upright = on_white(ImageOps.exif_transpose(image))
        upright.thumbnail((width, int(HIGHEST * width)))
    return saved(marked(upright, mark, font), "JPEG")


def on_white(image: Image.Image) -> Image.Image:
    """As printed: what is transparent shows the paper, and nothing but the picture is left."""
    if image.mode.startswith("I"):  # sixteen bits, which a plain conversion would cut off
        image = image.point(lambda value: value / 256)
    paper = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper.paste(image, mask=image.getchannel("A"))
    else:
        paper.paste(image.convert("RGB"))
    return paper


def marked(picture: Image.Image, mark: str, font: str) -> Image.Image:
    """The picture with the mark again and again across it; without one, as it is."""
    if not mark:
        return picture
    face = ImageFont.truetype(font, max(SMALLEST, round(picture.width * SIZE)))
    left, top, right, bottom = face.getbbox(mark)
    wide, high = math.ceil(right - left), math.ceil(bottom - top)
    side = math.ceil(math.hypot(*picture.size))
    veil = Image.new("L", (side, side))
    draw = ImageDraw.Draw(veil)
    for row, y in enumerate(range(0, side, high * LEADING)):
        step = round(wide * (1 + GAP)) + 1
        for x in range(-(row % 2) * step // 2, side, step):
            draw.text((x, y), mark, font=face, fill=SEEN)
    veil = veil.rotate(ANGLE)
    edge = ((side - picture.width) // 2, (side - picture.height) // 2)
    veil = veil.crop((*edge, edge[0] + picture.width, edge[1] + picture.height))
    picture.paste(Image.new("RGB", picture.size, GREY), mask=veil)
    return picture


def saved(picture: Image.Image, form: str) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, form, quality=82) if form == "JPEG" else picture.save(buffer, form)
    return buffer.getvalue()
