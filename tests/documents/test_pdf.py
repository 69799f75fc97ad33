"""The PDF form: an archive file, and not one line of it outside its place."""

import hashlib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from jiqun.core.facts import Facts
from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.form.model import FIGURES, Kind
from jiqun.core.text import wrap
from jiqun.core.values import Value
from jiqun.documents import pdf
from jiqun.documents.paper.drafting import inner_width
from jiqun.documents.paper.fill import ANNEX_HEAD, Filled, fill
from jiqun.documents.paper.footer import content_code
from jiqun.documents.paper.sheet import (
    MARGIN_BOTTOM,
    MARGIN_TOP,
    MARGIN_X,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Paragraph,
)
from jiqun.documents.paper.typeset import SetCell, SetLine, SetTable
from jiqun.documents.pdf import FontsMissing, write_pdf
from tests.declarations import blank, widest
from tests.documents.geometry import Rect, headings_by_page, rect_of, squeezed

EDITION = "beijing-2024"
PARTS = "一二三四五六七八九"


def every_text(text: str) -> Facts:
    """Every text of the form is ``text``, every box ticked, every figure a large one."""
    values: dict[str, Value] = {}
    for key, place in get_edition(EDITION).printed.items():
        field = place.field
        ids = [option.id for option in field.options]
        if field.kind in FIGURES:
            values[key] = 12345
        elif field.kind in (Kind.TICKS, Kind.CHOICE):
            values[key] = frozenset(ids) if field.kind is Kind.TICKS else ids[-1]
        else:
            values[key] = (text, text) if field.kind is Kind.NAMES else text
    return Facts(get_edition(EDITION), values)


def crammed() -> Facts:
    return every_text("集群“强链”、（补链）。，" * 15 + "产业升级" * 5)


def unbreakable() -> Facts:
    run = "https://" + "Wm" * 2500
    keys = ("cover.cluster_name", "cluster_name", "chain", "plan.overview")
    return Facts(get_edition(EDITION), dict.fromkeys(keys, run))


FORMS = {"blank": blank, "widest": widest, "crammed": crammed, "unbreakable": unbreakable}


@cache
def form(name: str) -> Filled:
    return fill(FORMS[name]())


@cache
def printed(name: str) -> bytes:
    return write_pdf(form(name))


@pytest.fixture(params=FORMS)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@dataclass(frozen=True)
class Glyph:
    """A character as printed: where its ink is, and the line it stands on."""

    text: str
    ink: Rect
    x: float
    baseline: float

    def inside(self, rect: Rect) -> bool:
        across = rect.left <= self.ink.left and self.ink.right <= rect.right
        return across and rect.bottom <= self.ink.bottom and self.ink.top <= rect.top

    def centred_in(self, rect: Rect) -> bool:
        x, y = (self.ink.left + self.ink.right) / 2, (self.ink.bottom + self.ink.top) / 2
        return rect.left <= x < rect.right and rect.bottom <= y < rect.top


@cache
def glyphs(name: str) -> list[list[Glyph]]:
    """The characters of every page, without spaces."""
    document = pypdfium2.PdfDocument(printed(name))
    return [list(page_glyphs(page)) for page in document]


def page_glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    words = page.get_textpage()
    x, y = raw.c_double(), raw.c_double()
    for at in range(words.count_chars()):
        text = squeezed(words.get_text_range(at, 1))
        if text:
            raw.FPDFText_GetCharOrigin(words, at, x, y)
            yield Glyph(text, Rect(*words.get_charbox(at)), x.value, round(y.value, 1))


def headings(filled: Filled) -> list[str]:
    return [b.text for b in filled.blocks if isinstance(b, Paragraph) and b.outline]


def lines_of(cell: SetCell) -> list[str]:
    """The lines the fit counted, those with something on them."""
    width = inner_width(cell.cell, cell.size)
    lines = (part for line in cell.lines for part in wrap("　" * line.indent + line.text, width))
    return [line for line in map(squeezed, lines) if line]


def exact_cells(filled: Filled) -> Iterator[tuple[int, SetCell, Rect]]:
    """Every cell of an exact table: the page it must be on (from 0), and where there."""
    page, y = 0, MARGIN_TOP
    for block in filled.blocks:
        if isinstance(block, Paragraph):
            page, y = (page + 1, MARGIN_TOP) if block.new_page else (page, y)
            y += block.before + block.pitch + block.after
        elif any(row.height is None for row in block.rows):
            return  # what follows may be on any page
        else:
            yield from ((page, cell, rect) for cell, rect in cells_with_place(block, y))
            y += sum(row.height or 0 for row in block.rows)


def cells_with_place(table: SetTable, top: int) -> Iterator[tuple[SetCell, Rect]]:
    heights = [row.height or 0 for row in table.rows]
    for at, row in enumerate(table.rows):
        for cell in row.cells:
            above, depth = sum(heights[:at]), sum(heights[at : at + cell.cell.down])
            upper = (PAGE_HEIGHT - top - above) / 20
            yield cell, rect_of(cell, upper, upper - depth / 20)


def test_every_part_starts_a_page_and_the_first_seven_keep_to_it(name: str) -> None:
    document = pypdfium2.PdfDocument(printed(name))
    found = headings_by_page(document, headings(form(name)))
    pages = [found[heading] for heading in headings(form(name))[:9]]
    assert pages == [[number] for number in range(1, 10)]
    assert all(len(numbers) == 1 for numbers in found.values())


def test_every_line_of_an_exact_cell_is_printed_as_counted_and_inside_it(name: str) -> None:
    cells = list(exact_cells(form(name)))
    assert {page for page, _, _ in cells} == {0, 2, 3, 4, 5, 6, 7, 8}
    for page, cell, rect in cells:
        within = [glyph for glyph in glyphs(name)[page] if glyph.centred_in(rect)]
        assert [glyph for glyph in within if not glyph.inside(rect)] == []
        lines: dict[float, list[Glyph]] = {}
        for glyph in within:
            lines.setdefault(glyph.baseline, []).append(glyph)
        found = [
            "".join(glyph.text for glyph in sorted(line, key=lambda glyph: glyph.x))
            for _, line in sorted(lines.items(), reverse=True)
        ]
        assert found == lines_of(cell)


def test_a_line_too_many_would_be_seen() -> None:
    """The test above rests on this: text outside its cell is found in another one or in none."""
    page, cell, rect = next(found for found in exact_cells(form("widest")) if found[0] == 3)
    lower = Rect(rect.left, rect.bottom - 10, rect.right, rect.top - 10)
    within = [glyph for glyph in glyphs("widest")[page] if glyph.centred_in(lower)]
    assert squeezed("".join(glyph.text for glyph in within)) != "".join(lines_of(cell))


def test_nothing_stands_in_the_margins(name: str) -> None:
    side = MARGIN_X / 20
    body = Rect(side, MARGIN_BOTTOM / 20, PAGE_WIDTH / 20 - side, (PAGE_HEIGHT - MARGIN_TOP) / 20)
    for number, page in enumerate(glyphs(name), start=1):
        outside = "".join(glyph.text for glyph in page if not glyph.inside(body))
        hanging = outside.replace("《", "")  # its half em of air may stand in the margin
        footer = f"—{number}—内容码{content_code(form(name).digest)}" if number > 1 else ""
        assert hanging == footer


def test_nothing_is_lost_and_nothing_added(name: str) -> None:
    filled, pages = form(name), glyphs(name)
    texts = [block.text for block in filled.blocks if isinstance(block, Paragraph)]
    cells = [cell for block in filled.blocks if isinstance(block, SetTable) for cell in own(block)]
    texts += [line.text for cell in cells for line in cell.lines]
    code = f"内容码{content_code(filled.digest)}"
    texts += [f"—{number}—{code}" for number in range(2, len(pages) + 1)]
    running = "".join(glyph.text for page in pages for glyph in page)
    head = "".join(ANNEX_HEAD)
    texts += [head] * (running.count(head) - 1)  # it stands again on every page of the annex
    assert Counter(running) == Counter("".join(map(squeezed, texts)))
    assert [line for cell in cells for line in lines_of(cell) if line not in running] == []


def own(table: SetTable) -> Iterator[SetCell]:
    return (cell for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_outline_is_the_headings(edition: str) -> None:
    filled = fill(blank(edition))
    with pikepdf.open(BytesIO(write_pdf(filled))) as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == headings(filled)
    assert [title[0] for title in titles] == ["填", *PARTS]


def test_the_file_says_what_it_is(name: str) -> None:
    with pikepdf.open(BytesIO(printed(name))) as document:
        with document.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == "北京市中小企业特色产业集群申报表"
            dates = {about["xmp:CreateDate"][:10], about["xmp:ModifyDate"][:10]}
        assert dates == {"2023-12-31"}
        assert str(document.Root.Lang) == "zh-CN"


def test_every_font_is_embedded_as_a_subset(name: str) -> None:
    fonts = set()
    with pikepdf.open(BytesIO(printed(name))) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                assert "/FontFile2" in thing or "/FontFile3" in thing
                fonts.add(str(thing.FontName))
    assert all(font[7] == "+" and font[1:7].isupper() for font in fonts)
    assert {font[8:] for font in fonts} >= {
        "NotoSerifSC-Regular",
        "NotoSerifSC-Black",
        "NotoSansSC-Medium",
        "NotoSansSymbols2-Regular",
    }


def test_the_same_facts_give_the_same_bytes_in_every_process() -> None:
    script = (
        "import hashlib; from tests.declarations import widest;"
        "from jiqun.documents.paper.fill import fill; from jiqun.documents.pdf import write_pdf;"
        "print(hashlib.sha256(write_pdf(fill(widest()))).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert other.stdout.decode().strip() == hashlib.sha256(printed("widest")).hexdigest()


def test_a_value_is_never_markup() -> None:
    text = '#panic("x") $x^2$ *b* _i_ \\ <a> @b `c` // d /* e */ = f ~ -- "g" [h] {"i": 1} …'
    page = written(text)
    assert squeezed(text) in page


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("测控😀产业", "测控〓产业"),
        ("吉野𠮷家", "吉野〓家"),
        ("한국公司", "〓〓公司"),
        ("左\u202e右\u200b中\ufeff", "左右中"),
        ("䶮、喆、堃", "䶮、喆、堃"),
        ("☑☒✓", "☑☒✓"),
        ("私\ue000有", "私〓有"),
        ("甲\x7f\x85乙", "甲乙"),
    ],
)
def test_a_character_no_font_has_costs_nobody_the_form(typed: str, shown: str) -> None:
    assert f"集群名称：（北京市XX区XX产业）{shown}" in written(typed)


def written(cluster_name: str) -> str:
    """All that is printed in part 一 for that name."""
    facts = Facts(get_edition(EDITION), {"cluster_name": cluster_name})
    page = pypdfium2.PdfDocument(write_pdf(fill(facts)))[2]
    return "".join(glyph.text for glyph in page_glyphs(page))


def test_runs_keep_their_faces_across_line_breaks() -> None:
    runs = (pdf.Run("数量", pdf.Face.PRINT), pdf.Run("十二三四", pdf.Face.FILL))
    *_, lines = pdf.set_line(SetLine(runs, pdf.Align.LEFT, indent=1), 3.0)
    written, filled = (pdf.FACE_NUMBERS[run.face] for run in runs)
    assert lines == [
        (True, [[written, "数量"]]),
        (True, [[filled, "十二三"]]),
        (False, [[filled, "四"]]),
    ]


def test_without_fonts_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "HERE", tmp_path)
    with pytest.raises(FontsMissing, match=r"缺少排版字体.*tools/setup\.sh"):
        pdf.loaded_fonts.__wrapped__()


def test_a_forked_process_is_refused_instead_of_waiting_for_ever() -> None:
    script = (
        "import os; from tests.declarations import blank;"
        "from jiqun.documents.paper.fill import fill; from jiqun.documents.pdf import write_pdf;"
        "form = fill(blank()); write_pdf(form); child = os.fork();"
        "child or write_pdf(form); print(os.waitpid(child, 0)[1] != 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60)
    assert done.stdout.decode().strip() == "True"
    assert b"forked" in done.stderr
