"""The bound PDF: what stands on which page, and that nothing on a page is lost."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from jiqun.documents.attachments import binding
from jiqun.documents.attachments.asking import FULL, SENTENCES
from jiqun.documents.attachments.binding import Enclosure, bind
from jiqun.documents.attachments.identify import identify
from jiqun.documents.refused import Refused
from tests.documents.attachments import files

HEADING = ("示例集群", "示例集群运营中心")


def ignore(done: int, expected: int) -> None:
    pass


def enclosure(folder: Path, number: int, data: bytes, name: str = "证明") -> Enclosure:
    file = folder / str(number)
    file.write_bytes(data)
    return Enclosure(
        number=number,
        name=name,
        origin="主管部门证明",
        note="见红线处",
        proves=("“绘制产业链图谱”（第1页）",),
        attachment=identify(file, name),
        file=file,
    )


def bound(folder: Path, enclosures: Sequence[Enclosure]) -> pypdfium2.PdfDocument:
    target = folder / "bound.pdf"
    pages = bind(enclosures, HEADING, target, ignore)
    document = pypdfium2.PdfDocument(target.read_bytes())
    assert len(document) == pages
    return document


def words(document: pypdfium2.PdfDocument) -> list[list[str]]:
    """What every page says, without its spaces and breaks."""
    return [page.get_textpage().get_text_range().split() for page in document]


def size(page: pypdfium2.PdfPage) -> tuple[int, int]:
    across, down = page.get_size()
    return round(across), round(down)


def dark(page: pypdfium2.PdfPage) -> list[str]:
    """In which corners there is anything dark."""
    grey = numpy.asarray(page.render(scale=0.5).to_pil().convert("L"))[:-20]
    down, across = grey.shape[0] // 2, grey.shape[1] // 2
    corners = {
        "top left": grey[:down, :across],
        "top right": grey[:down, across:],
        "bottom left": grey[down:, :across],
        "bottom right": grey[down:, across:],
    }
    return [name for name, part in corners.items() if part.min() < 100]


def test_everything_in_its_place(tmp_path: Path) -> None:
    document = bound(
        tmp_path,
        [
            enclosure(tmp_path, 1, files.pdf(2), "通知.pdf"),
            enclosure(tmp_path, 2, files.word(), "说明.docx"),
            enclosure(tmp_path, 3, files.image("JPEG"), "照片.jpg"),
        ],
    )
    said = words(document)
    digest = identify(tmp_path / "1", "").sha256
    assert "".join(said[0]) == (
        "佐证材料目录示例集群示例集群运营中心序号材料名称类别证明内容页数起始页"
        "1通知.pdf主管部门证明“绘制产业链图谱”（第1页）22"
        "2说明.docx主管部门证明“绘制产业链图谱”（第1页）另附5"
        "3照片.jpg主管部门证明“绘制产业链图谱”（第1页）16—1—"
    )
    assert "".join(said[1]) == (
        "材料1通知.pdf类别主管部门证明证明内容“绘制产业链图谱”（第1页）说明见红线处页数2页"
        f"文件校验值{digest}—2—材料1"
    )
    assert [" ".join(page) for page in said[2:4]] == ["— 3 — 材料 1", "— 4 — 材料 1"]
    assert "原件为Word文件，以电子文件形式提交，未装订在内。" in "".join(said[4]).replace(" ", "")
    assert " ".join(said[6]) == "— 7 — 材料 3"
    assert len(said) == 7


def test_a_long_catalogue_pushes_the_rest_along(tmp_path: Path) -> None:
    one = enclosure(tmp_path, 1, files.pdf(3))
    many = [
        Enclosure(
            number=n,
            name=f"第{n}份",
            origin="",
            note="",
            proves=(),
            attachment=one.attachment,
            file=one.file,
        )
        for n in range(1, 61)
    ]
    said = words(bound(tmp_path, many))
    catalogue = sum("起始页" in page for page in said)
    assert catalogue > 1
    assert len(said) == catalogue + 60 * 4
    assert [page.count("—") for page in said] == [2] * len(said)
    assert [int(page[page.index("—") + 1]) for page in said] == list(range(1, len(said) + 1))
    at = said[catalogue + 4 * 59]
    assert at[at.index("—") + 1] == str(catalogue + 4 * 59 + 1)


@pytest.mark.parametrize(
    ("shape", "sheet"),
    [
        ((595, 842), (595, 842)),
        ((842, 595), (842, 595)),
        ((612, 792), (595, 842)),
        ((300, 300), (595, 842)),
        ((960, 540), (842, 595)),  # slides
        ((842, 1191), (842, 1191)),  # A3 stays A3
        ((3000, 2000), (1191, 842)),
    ],
)
def test_sheets(tmp_path: Path, shape: tuple[int, int], sheet: tuple[int, int]) -> None:
    document = pikepdf.new()
    document.add_blank_page(page_size=shape)
    buffer = io.BytesIO()
    document.save(buffer)
    assert size(bound(tmp_path, [enclosure(tmp_path, 1, buffer.getvalue())])[2]) == sheet


def black_in_the_corner(document: pikepdf.Pdf) -> None:
    """Left above."""
    document.pages[0].contents_add(b"0 g 0 542 200 300 re f")


@pytest.mark.parametrize(
    ("turned", "sheet", "corner"),
    [
        (0, (595, 842), "top left"),
        (90, (842, 595), "top right"),
        (180, (595, 842), "bottom right"),
        (270, (842, 595), "bottom left"),
    ],
)
def test_turned_pages_stand_upright(
    tmp_path: Path, turned: int, sheet: tuple[int, int], corner: str
) -> None:
    def change(document: pikepdf.Pdf) -> None:
        black_in_the_corner(document)
        document.pages[0].obj.Rotate = turned

    page = bound(tmp_path, [enclosure(tmp_path, 1, files.pdf(1, change))])[2]
    assert (size(page), dark(page)) == (sheet, [corner])


def test_a_seal_that_is_an_annotation_is_printed(tmp_path: Path) -> None:
    def seal(document: pikepdf.Pdf) -> None:
        look = Stream(document, b"0 g 0 0 100 100 re f")
        look.update(
            {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 100, 100])}
        )
        stamp = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Stamp,
            F=4,
            Rect=[50, 700, 150, 800],
            AP=Dictionary(N=look),
        )
        document.pages[0].obj.Annots = Array([document.make_indirect(stamp)])

    page = bound(tmp_path, [enclosure(tmp_path, 1, files.pdf(1, seal))])[2]
    assert dark(page) == ["top left"]


def test_photographs_stand_as_they_were_taken(tmp_path: Path) -> None:
    photograph = Image.new("RGB", (900, 600), "white")
    photograph.paste("black", (0, 0, 300, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right
    buffer = io.BytesIO()
    photograph.save(buffer, "JPEG", exif=exif)
    page = bound(tmp_path, [enclosure(tmp_path, 1, buffer.getvalue())])[2]
    assert (size(page), dark(page)) == ((595, 842), ["top right"])


def test_progress_is_told_and_may_end_it(tmp_path: Path) -> None:
    several = [enclosure(tmp_path, n, files.pdf(1)) for n in (1, 2)]
    steps: list[tuple[int, int]] = []
    bind(several, HEADING, tmp_path / "bound.pdf", lambda *step: steps.append(step))
    assert [step for step in dict.fromkeys(steps) if step[1]] == [(n, 6) for n in range(6)]

    class Enough(Exception):
        pass

    def stop(done: int, expected: int) -> None:
        if done == 2:
            raise Enough

    with pytest.raises(Enough):
        bind(several, HEADING, tmp_path / "other.pdf", stop)
    assert not (tmp_path / "other.pdf").exists()


def test_what_cannot_be_bound_is_named(tmp_path: Path) -> None:
    """It was sound when it was handed in."""
    sound, spoilt = (enclosure(tmp_path, n, files.pdf(1), f"证明{n}.pdf") for n in (1, 2))
    spoilt.file.write_bytes(b"%PDF-")
    with pytest.raises(Refused) as why:
        bind([sound, spoilt], HEADING, tmp_path / "bound.pdf", ignore)
    assert str(why.value) == f"材料2“证明2.pdf”{SENTENCES['broken']}"


def test_a_full_disk_is_no_fault_of_any_file(tmp_path: Path) -> None:
    target = tmp_path / "bound.pdf"
    target.symlink_to("/dev/full")
    noisy = Image.effect_noise((1200, 1600), 100)  # more than fits into any buffer
    buffer = io.BytesIO()
    noisy.save(buffer, "PNG")
    with pytest.raises(Refused) as why:
        bind([enclosure(tmp_path, 1, buffer.getvalue())], HEADING, target, ignore)
    assert str(why.value) == FULL


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binding, "MOST_PAGES", 3)
    one = enclosure(tmp_path, 1, files.pdf(2))
    assert len(bound(tmp_path, [one])) == 4
    with pytest.raises(Refused) as why:
        bind([one, one], HEADING, tmp_path / "bound.pdf", ignore)
    assert str(why.value) == "佐证材料超过3页，无法装订成一册；请删减后再试。"
