"""The Word form as a file: the same bytes for the same facts, and the official layout."""

import io
import zipfile
from xml.etree import ElementTree

import pytest

from jiqun.core.form import EDITIONS
from jiqun.documents.paper.fill import fill
from jiqun.documents.paper.footer import content_code
from jiqun.documents.paper.sheet import SMALLEST
from jiqun.documents.word import write_word
from tests.declarations import blank, widest

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def member(docx: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return ElementTree.fromstring(archive.read(name))


def row_shapes(docx: bytes) -> list[list[tuple[str | None, int, bool]]]:
    """Per table its rows: exact height, cells, whether it may break."""
    return [
        [row_shape(row) for row in table.iter(f"{W}tr")]
        for table in member(docx, "word/document.xml").iter(f"{W}tbl")
    ]


def row_shape(row: ElementTree.Element) -> tuple[str | None, int, bool]:
    height = row.find(f"{W}trPr/{W}trHeight")
    exact = height.get(f"{W}val") if height is not None else None
    return exact, len(row.findall(f"{W}tc")), row.find(f"{W}trPr/{W}cantSplit") is None


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_same_facts_give_the_same_bytes(edition: str) -> None:
    assert write_word(fill(widest(edition))) == write_word(fill(widest(edition)))


def test_content_never_changes_the_tables_of_parts_one_to_seven() -> None:
    empty, full = (row_shapes(write_word(fill(facts)))[1:8] for facts in (blank(), widest()))
    assert full == empty


def test_every_row_of_parts_one_to_seven_has_an_exact_height_and_does_not_break() -> None:
    rows = [row for table in row_shapes(write_word(fill(blank())))[1:8] for row in table]
    assert [row for row in rows if row[0] is None or row[2]] == []


def test_faces_are_the_official_ones() -> None:
    styles = member(write_word(fill(blank())), "word/styles.xml")
    fonts = {
        style.get(f"{W}styleId"): style.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia")  # type: ignore[union-attr]
        for style in styles.iter(f"{W}style")
        if style.get(f"{W}type") == "character"
    }
    assert fonts == {
        "title": "方正小标宋简体",
        "heading": "黑体",
        "print": "宋体",
        "fill": "仿宋_GB2312",
        "box": "Segoe UI Symbol",
    }


def test_no_text_is_smaller_than_8_pt() -> None:
    document = member(write_word(fill(widest())), "word/document.xml")
    styles = {style.get(f"{W}val", "") for style in document.iter(f"{W}pStyle")}
    direct = {int(size.get(f"{W}val", "")) for size in document.iter(f"{W}sz")}
    assert min({int(style.removeprefix("s")) for style in styles} | direct) >= SMALLEST == 16


def test_the_footer_carries_the_code_of_the_content() -> None:
    facts = widest()
    footer = member(write_word(fill(facts)), "word/footer1.xml")
    text = "".join(piece.text or "" for piece in footer.iter(f"{W}t"))
    assert text == f"— 1 —内容码 {content_code(facts.printed.digest)}"


def test_the_worksheet_does_not_change_the_paper() -> None:
    facts = widest()
    with_worksheet = facts.overlay({"water_total": 3})
    assert write_word(fill(with_worksheet)) == write_word(fill(facts))
