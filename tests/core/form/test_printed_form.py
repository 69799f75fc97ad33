"""The blank Word form of every edition against the official form, 申报表.txt, cell by cell.

``tests/golden/申报表.txt`` is the form as published, saved from Word as text: a tab begins a cell,
and the cells that a vertical merge covers stand there as blank cells. The Word file is read here
by other means than the product's own reader, so that no mistake can cancel itself.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from jiqun.core.facts import Facts
from jiqun.core.form import EDITIONS, get_edition
from jiqun.documents.paper.fill import fill
from jiqun.documents.word import write_word

OFFICIAL = Path(__file__).parents[2] / "golden" / "申报表.txt"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

NOTES_HEADING = "填报说明"
NUMBERS = "一二三四五六七八九"
#: Parts whose cells are the form's own. The published 八 is one cell with a table inside and 九
#: has one cell a statement; ours stand in several rows, so that 八 can run over pages and the
#: seal page keeps its lines apart. There the texts are compared, whole.
CELL_BY_CELL = NUMBERS[:7]


@dataclass(frozen=True)
class Form:
    """A form as text without any whitespace: cover, notes, and the cells under each heading."""

    cover: str
    notes: tuple[str, ...]
    parts: dict[str, tuple[str, ...]]

    @property
    def text(self) -> str:
        parts = (text for heading, cells in self.parts.items() for text in (heading, *cells))
        return "".join((self.cover, NOTES_HEADING, *self.notes, *parts))


def bare(text: str) -> str:
    return "".join(text.split())


def official(shift: int) -> Form:
    """The published form; ``shift`` moves every year it speaks of.

    A year is followed by 年. The numbers of documents, 〔2011〕300号 and [2015]119号, are not.
    """
    text = OFFICIAL.read_text("utf-8")
    text = re.sub(r"20\d\d(?=年)", lambda year: str(int(year[0]) + shift), text)
    head, *parts = re.split(rf"^([{NUMBERS}]、.+)\n(?=\t)", text, flags=re.MULTILINE)
    cover, _, notes = head.partition(f"\n{NOTES_HEADING}\n")
    return Form(
        cover=bare(cover),
        notes=tuple(bare(line) for line in notes.splitlines() if line.strip()),
        parts={
            bare(heading): tuple(bare(cell) for cell in table.split("\t")[1:])
            for heading, table in zip(parts[::2], parts[1::2], strict=True)
        },
    )


@cache
def printed(edition_id: str) -> Form:
    """The same of the blank Word form, its tables walked from the file itself."""
    blocks = [block for block in blocks_of(blank_form(edition_id)) if block != ""]
    start = blocks.index(NOTES_HEADING)
    notes = tuple(text for text in blocks[start + 1 : -18] if isinstance(text, str))
    headings, tables = blocks[-18::2], blocks[-17::2]
    cover = "".join(text for block in blocks[:start] for text in block)
    assert all(isinstance(table, tuple) for table in tables)
    return Form(cover, notes, dict(zip(headings, tables, strict=True)))


@cache
def blank_form(edition_id: str) -> bytes:
    return write_word(fill(Facts(get_edition(edition_id), {})))


def blocks_of(docx: bytes) -> list[str | tuple[str, ...]]:
    """What stands in the body, in order: a paragraph's text, or the texts of a table's cells."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    return [
        tuple(map(text_of, block.iter(f"{W}tc"))) if block.tag == f"{W}tbl" else text_of(block)
        for block in body
        if block.tag != f"{W}sectPr"
    ]


def text_of(element: ElementTree.Element) -> str:
    return bare("".join(text.text or "" for text in element.iter(f"{W}t")))


@pytest.fixture(params=EDITIONS)
def edition_id(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def published(edition_id: str) -> Form:
    """What an edition must print: the form of 2024 with its years moved."""
    return official(get_edition(edition_id).years.call - 2024)


def test_the_official_form_is_all_there() -> None:
    """The text below is compared with something: nine parts, eighteen notes, 317 cells."""
    form = official(0)
    assert [heading[0] for heading in form.parts] == list(NUMBERS)
    assert len(form.notes) == 18
    assert {heading[0]: len(cells) for heading, cells in form.parts.items()} == {
        "一": 28,
        "二": 86,
        "三": 91,
        "四": 37,
        "五": 47,
        "六": 6,
        "七": 17,
        "八": 1,
        "九": 4,
    }


def test_cover(edition_id: str, published: Form) -> None:
    """The published cover is paragraphs and ours a table of fill-in lines: the text is the same."""
    assert printed(edition_id).cover == published.cover


def test_notes(edition_id: str, published: Form) -> None:
    assert printed(edition_id).notes == published.notes


def test_headings(edition_id: str, published: Form) -> None:
    assert list(printed(edition_id).parts) == list(published.parts)


@pytest.mark.parametrize("number", CELL_BY_CELL)
def test_cells(edition_id: str, published: Form, number: str) -> None:
    (heading,) = (heading for heading in published.parts if heading[0] == number)
    assert printed(edition_id).parts[heading] == published.parts[heading]


@pytest.mark.parametrize("number", ["八", "九"])
def test_texts(edition_id: str, published: Form, number: str) -> None:
    (heading,) = (heading for heading in published.parts if heading[0] == number)
    assert "".join(printed(edition_id).parts[heading]) == "".join(published.parts[heading])


def test_nothing_else_is_printed(edition_id: str, published: Form) -> None:
    assert printed(edition_id).text == published.text


def test_document_numbers_keep_their_years() -> None:
    """Only years of the form move: 〔2011〕300号 and [2015]119号 are names."""
    for edition in EDITIONS:
        text = printed(edition).text
        assert ("〔2011〕300号" in text, "[2015]119号" in text) == (True, True)
