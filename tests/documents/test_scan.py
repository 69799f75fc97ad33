"""The sealed paper as handed in: a PDF as it is, photographs upright on A4."""

import io
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from jiqun.documents.attachments.asking import FULL, SENTENCES
from jiqun.documents.attachments.attachment import Attachment, FileKind
from jiqun.documents.attachments.identify import identify
from jiqun.documents.refused import Refused
from jiqun.documents.scan import MOST_PHOTOS, make_scan
from tests.documents.attachments.files import pdf, sheet, with_script

WANTED = "请上传盖章后扫描成的一个PDF，或按页码次序上传各页的照片（JPG、PNG）。"
EXIF_ORIENTATION = 0x0112

#: What a camera does to an upright picture that it stores turned, by the number it notes.
TURNED = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}


def photo(form: str = "JPEG", *, orientation: int = 1, size: tuple[int, int] = (300, 400)) -> bytes:
    """White paper with a black corner at its top left, stored as a camera held so does."""
    upright = Image.new("RGB", size, "white")
    upright.paste((0, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    turn = TURNED[orientation]
    stored = upright if turn is None else upright.transpose(turn)
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = orientation
    buffer = io.BytesIO()
    stored.save(buffer, form, exif=exif)
    return buffer.getvalue()


def scan(folder: Path, *files: tuple[str, bytes]) -> tuple[Attachment, bytes]:
    paths = []
    for number, (name, content) in enumerate(files):
        path = folder / str(number)
        path.write_bytes(content)
        paths.append((name, path))
    target = folder / "scan.pdf"
    made = make_scan(paths, target)
    return made, target.read_bytes()


def refusal(folder: Path, *files: tuple[str, bytes]) -> str:
    with pytest.raises(Refused) as refused:
        scan(folder, *files)
    return str(refused.value)


def test_a_pdf_is_taken_as_it_is(tmp_path: Path) -> None:
    content = pdf(13)
    made, data = scan(tmp_path, ("盖章件.pdf", content))
    assert (made.kind, made.pages, made.size, data) == (FileKind.PDF, 13, len(content), content)


def test_photographs_become_pages_of_one_pdf(tmp_path: Path) -> None:
    made, data = scan(tmp_path, ("1.jpg", photo()), ("2.png", photo("PNG", size=(400, 300))))
    document = pypdfium2.PdfDocument(data)
    assert (made.kind, made.pages, made.size) == (FileKind.PDF, 2, len(data))
    assert [tuple(map(round, page.get_size())) for page in document] == [(595, 842), (842, 595)]


@pytest.mark.parametrize("orientation", TURNED)
def test_a_photograph_stands_upright_however_the_camera_was_held(
    tmp_path: Path, orientation: int
) -> None:
    """The black corner is at the top left, and the picture fills the sheet as far as it can."""
    _, data = scan(tmp_path, ("1.jpg", photo(orientation=orientation)))
    (page,) = pypdfium2.PdfDocument(data)
    shown = page.render(scale=0.5).to_numpy().mean(axis=2)
    down, across = shown.shape
    corners = [
        shown[round(y * down), round(x * across)] < 128
        for y, x in ((0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75))
    ]
    assert corners == [True, False, False, False]
    columns = np.nonzero((shown < 128).any(axis=0))[0]
    assert columns.min() <= 1


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    files = (("1.jpg", photo()), ("2.jpg", photo(orientation=6)))
    assert scan(tmp_path, *files) == scan(tmp_path, *files)


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "1"
    path.write_bytes(photo())
    told: list[tuple[int, int]] = []
    make_scan(
        [("1", path)] * 3, tmp_path / "scan.pdf", lambda done, total: told.append((done, total))
    )
    assert told[-1] == (3, 3)
    assert told == sorted(told)


def test_what_is_no_scan_is_refused(tmp_path: Path) -> None:
    book, page, paper = ("名录.xlsx", sheet()), ("1.jpg", photo()), ("盖章件.pdf", pdf())
    assert refusal(tmp_path) == f"还没有选择文件；{WANTED}"
    assert refusal(tmp_path, book) == f"“名录.xlsx”是Excel文件；{WANTED}"
    assert refusal(tmp_path, paper, page) == f"不能既有PDF又有照片；{WANTED}"
    assert refusal(tmp_path, paper, paper) == f"只能有一个PDF；{WANTED}"
    many = refusal(tmp_path, *[page] * (MOST_PHOTOS + 1))
    assert many == "照片超过100张；请扫描成一个PDF后上传。"


def test_a_photograph_that_goes_bad_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was sound a moment ago: what is at work on it knows only its path."""
    sound = Attachment(kind=FileKind.JPEG, pages=1, sha256="", size=1)
    monkeypatch.setattr("jiqun.documents.scan.identify", lambda path, name: sound)
    assert refusal(tmp_path, ("1.jpg", photo()), ("2.jpg", photo()[:500])) == (
        f"“2.jpg”{SENTENCES['broken']}"
    )


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").symlink_to("/dev/full")
    assert refusal(tmp_path, ("1.jpg", photo())) == FULL


def test_a_pdf_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def look(path: Path, name: str) -> Attachment:
        looked.append(name)
        return identify(path, name)

    monkeypatch.setattr("jiqun.documents.scan.identify", look)
    scan(tmp_path, ("盖章件.pdf", pdf()))
    assert looked == ["盖章件.pdf"]


def test_hostile_files_are_refused_by_name(tmp_path: Path) -> None:
    assert refusal(tmp_path, ("盖章件.pdf", pdf(change=with_script))).startswith(
        "“盖章件.pdf”含有脚本"
    )
    assert refusal(tmp_path, ("1.jpg", photo()[:500])).startswith("“1.jpg”")
    assert refusal(tmp_path, ("1.jpg", b"MZ")).startswith("“1.jpg”是程序文件")
