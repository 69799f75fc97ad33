"""Papers that are filed carry a short code on every page, and are the same otherwise."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import numpy as np
import pypdfium2

from jiqun.documents.paper.fill import fill
from jiqun.documents.paper.sheet import MARGIN_BOTTOM, MARGIN_X, PAGE_HEIGHT, PAGE_WIDTH
from jiqun.documents.pdf import write_pdf
from jiqun.documents.reader import read_word
from jiqun.documents.word import write_word
from tests.declarations import golden, widest
from tests.documents.geometry import squeezed

MARK = "7K3D-9QXZ"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SCALE = 2


def pages(pdf: bytes) -> list[np.ndarray]:
    return [page.render(scale=SCALE).to_numpy() for page in pypdfium2.PdfDocument(pdf)]


def test_every_page_of_the_pdf_carries_it() -> None:
    pdf = pypdfium2.PdfDocument(write_pdf(fill(widest()), MARK))
    texts = [squeezed(page.get_textpage().get_text_bounded()) for page in pdf]
    assert [text.count(f"核验码{MARK}") for text in texts] == [1] * len(pdf)


def test_nothing_else_on_any_page_of_the_pdf_changes() -> None:
    """It stands at the left of the bottom margin."""
    left, right = MARGIN_X // 20 * SCALE, PAGE_WIDTH // 40 * SCALE
    top = (PAGE_HEIGHT - MARGIN_BOTTOM) / 20 * SCALE
    plain, marked = (pages(write_pdf(fill(widest()), mark)) for mark in ("", MARK))
    for before, after in zip(plain, marked, strict=True):
        rows, columns = np.nonzero((before != after).any(axis=2))
        assert left <= columns.min() < columns.max() < right
        assert rows.min() > top


def test_both_footers_of_the_word_form_carry_it() -> None:
    def footers(docx: bytes) -> list[str]:
        with zipfile.ZipFile(BytesIO(docx)) as archive:
            roots = (ElementTree.fromstring(archive.read(f"word/footer{n}.xml")) for n in (1, 2))
            return ["".join(text.text or "" for text in root.iter(f"{W}t")) for root in roots]

    filled = fill(widest())
    plain, cover = footers(write_word(filled))
    assert footers(write_word(filled, MARK)) == [f"核验码 {MARK}{plain}", f"{cover}核验码 {MARK}"]


def test_nothing_else_in_the_word_form_changes() -> None:
    def others(docx: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(docx)) as archive:
            return {n: archive.read(n) for n in archive.namelist() if "footer" not in n}

    filled = fill(widest())
    assert others(write_word(filled, MARK)) == others(write_word(filled))


def test_the_same_content_and_mark_give_the_same_bytes() -> None:
    for write in (write_pdf, write_word):
        assert write(fill(widest()), MARK) == write(fill(widest()), MARK)


def test_a_marked_form_is_read_back_like_any_other() -> None:
    facts = golden("clean").facts.printed
    reading = read_word(write_word(fill(facts), MARK))
    assert (reading.facts, reading.problems) == (facts, ())
