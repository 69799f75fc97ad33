"""Pictures for the screen: as wide as asked for, marked, and without what came with the file."""

import io
from pathlib import Path

import numpy
import pytest
from PIL import Image

from jiqun.documents.attachments.attachment import FileKind
from jiqun.documents.attachments.picture import draw
from jiqun.documents.refused import Refused
from tests.documents.attachments import files

MARK = "张示例（示例集群运营中心） 2024-05-06 07:08"


def drawn(
    folder: Path, data: bytes, kind: FileKind, page: int = 1, mark: str = MARK
) -> Image.Image:
    path = folder / "file"
    path.write_bytes(data)
    content, media_type = draw(path, kind, page, width=400, mark=mark)
    picture = Image.open(io.BytesIO(content))
    assert media_type == f"image/{str(picture.format).lower()}"
    return picture


def marks(picture: Image.Image) -> list[bool]:
    """Whether there is any grey in each quarter."""
    grey = numpy.asarray(picture.convert("L"))
    halves = numpy.array_split(grey, 2)
    return [bool((part < 240).any()) for half in halves for part in numpy.array_split(half, 2, 1)]


def test_a_page_is_marked_everywhere(tmp_path: Path) -> None:
    page = drawn(tmp_path, files.pdf(2), FileKind.PDF, page=2)
    assert (page.size, page.format) == ((401, 567), "PNG")
    assert marks(page) == [True] * 4
    assert numpy.asarray(page.convert("L")).min() > 150  # seen through


def test_without_a_mark_a_page_is_as_it_is(tmp_path: Path) -> None:
    page = drawn(tmp_path, files.pdf(), FileKind.PDF, mark="")
    assert (page.size, page.getextrema()) == ((401, 567), ((255, 255),) * 3)


@pytest.mark.parametrize("page", [0, 3])
def test_a_page_that_is_not_there(tmp_path: Path, page: int) -> None:
    with pytest.raises(Refused, match="没有这一页"):
        drawn(tmp_path, files.pdf(2), FileKind.PDF, page)


def test_an_image_is_written_anew(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Camera", 6
    buffer = io.BytesIO()
    Image.new("RGB", (3000, 1500), "white").save(buffer, "JPEG", exif=exif, comment=b"secret")
    picture = drawn(tmp_path, buffer.getvalue(), FileKind.JPEG)
    assert (picture.size, dict(picture.getexif()), "comment" in picture.info) == (
        (400, 800),
        {},
        False,
    )
    assert marks(picture) == [True] * 4


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L", "I;16", "CMYK"])
def test_every_kind_of_image_is_shown_as_on_paper(tmp_path: Path, mode: str) -> None:
    buffer = io.BytesIO()
    white = {"RGBA": (0, 0, 0, 0), "LA": (0, 0), "I;16": 65535, "P": 0, "1": 1, "L": 255}
    image = Image.new(mode, (50, 50), white.get(mode, (0, 0, 0, 0)))
    if mode == "P":
        image.putpalette([255, 255, 255])
    image.save(buffer, "JPEG" if mode == "CMYK" else "PNG")
    kind = FileKind.JPEG if mode == "CMYK" else FileKind.PNG
    picture = drawn(tmp_path, buffer.getvalue(), kind)
    assert (picture.size, numpy.asarray(picture).min() > 150) == ((50, 50), True)


def test_a_strip_of_paper_is_not_drawn_a_mile_long(tmp_path: Path) -> None:
    picture = drawn(tmp_path, files.image("PNG", (10, 9000)), FileKind.PNG)
    assert picture.height <= 1200
