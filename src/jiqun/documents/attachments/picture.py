"""Evidence as pictures for the screen, each with its reader's mark."""

from importlib.resources import as_file, files
from pathlib import Path

from jiqun.documents.attachments.asking import ask
from jiqun.documents.attachments.attachment import FileKind
from jiqun.documents.attachments.identify import MOST_PIXELS
from jiqun.documents.pdf import FontsMissing

FONTS = files("jiqun.documents") / "fonts"
MARK_FONT = "NotoSansSC-Regular.ttf"


def draw(path: Path, kind: FileKind, page: int, *, width: int, mark: str) -> tuple[bytes, str]:
    """A page of a PDF or an image, ``mark`` across it unless that is "", and the media type of the
    picture. Raises ``Refused`` where it can't be drawn, FontsMissing."""
    with as_file(FONTS / MARK_FONT) as font:
        if not font.is_file():
            raise FontsMissing
        if kind is FileKind.PDF:
            return ask(
                "draw_page", str(path), page, width, mark, str(font)
            ), FileKind.PNG.media_type
        drawn: bytes = ask("draw_image", str(path), width, mark, str(font), MOST_PIXELS)
        return drawn, FileKind.JPEG.media_type
