"""填报说明 18 on the Word form, as LibreOffice sets it: no part spills, nothing is clipped."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from jiqun.core.facts import Facts
from jiqun.documents.paper.fill import Filled, fill
from jiqun.documents.paper.sheet import Paragraph
from jiqun.documents.paper.typeset import Run, SetCell, SetTable
from jiqun.documents.word import write_word
from tests.declarations import GOLDENS, blank, golden, widest
from tests.documents.geometry import (
    crossing_characters,
    exact_tables,
    headings_by_page,
    misplaced,
    rules_on,
)
from tests.office import convert
from tests.strategies import drawn_facts

pytestmark = pytest.mark.office

DRAWN = {f"drawn{n}": n for n in range(10)}
NAMES = ("blank", "widest", *GOLDENS, *DRAWN)


def facts_of(name: str) -> Facts:
    if name in DRAWN:
        return in_our_fonts(drawn_facts("beijing-2024", len(DRAWN))[DRAWN[name]])
    return {"blank": blank, "widest": widest}.get(name, lambda: golden(name).facts)()


def in_our_fonts(facts: Facts) -> Facts:
    """With a plain character for each beyond the basic plane: no font here has those, and what
    pdfium then finds on the page is not to be relied on."""

    def plain(text: str) -> str:
        return "".join(char if char <= "\uffff" else "吉" for char in text)

    texts = {key: plain(value) for key, value in facts.items() if isinstance(value, str)}
    lists = {
        key: tuple(map(plain, value)) for key, value in facts.items() if isinstance(value, tuple)
    }
    return facts.overlay({**texts, **lists})


@pytest.fixture(scope="module")
def filled() -> dict[str, Filled]:
    forms = {name: fill(facts_of(name)) for name in NAMES}
    return {**forms, "clipped": with_clipped_text(forms["widest"])}


def with_clipped_text(filled: Filled) -> Filled:
    """A form whose first narrative was doubled behind the fit's back."""

    def doubled(cell: SetCell) -> SetCell:
        if len(cell.lines) == 1 and len(cell.lines[0].text) == 200:
            (line,) = cell.lines
            runs = (Run(line.text * 2, line.runs[0].face),)
            return cell._replace(lines=(line._replace(runs=runs),))
        return cell

    blocks = tuple(
        replace(
            block,
            rows=tuple(replace(row, cells=tuple(map(doubled, row.cells))) for row in block.rows),
        )
        if isinstance(block, SetTable) and block.name == "第二部分"
        else block
        for block in filled.blocks
    )
    return replace(filled, blocks=blocks)


@pytest.fixture(scope="module")
def rendered(
    filled: dict[str, Filled], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, pypdfium2.PdfDocument]:
    folder = tmp_path_factory.mktemp("pages")
    sources = []
    for name, form in filled.items():
        sources.append(Path(folder / f"{name}.docx"))
        sources[-1].write_bytes(write_word(form))
    pdfs = convert(sources, "pdf", folder / "out")
    return {pdf.stem: pypdfium2.PdfDocument(pdf) for pdf in pdfs}


def headings(filled: Filled) -> list[str]:
    return [b.text for b in filled.blocks if isinstance(b, Paragraph) and b.outline]


@pytest.mark.parametrize("name", NAMES)
def test_every_part_from_one_to_seven_keeps_its_one_page(
    name: str, filled: dict[str, Filled], rendered: dict[str, pypdfium2.PdfDocument]
) -> None:
    pages = headings_by_page(rendered[name], headings(filled[name]))
    first_nine = list(pages.items())[:9]
    assert [title[:2] for title, _ in first_nine] == [
        "填报", "一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、"
    ]  # fmt: skip
    assert [found for _, found in first_nine] == [[page] for page in range(1, 10)]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_shows_its_whole_text(
    name: str, filled: dict[str, Filled], rendered: dict[str, pypdfium2.PdfDocument]
) -> None:
    assert faults(filled[name], rendered[name]) == []


def test_a_clipped_text_would_be_seen(
    filled: dict[str, Filled], rendered: dict[str, pypdfium2.PdfDocument]
) -> None:
    assert [table for table, *_ in faults(filled["clipped"], rendered["clipped"])] != []


def faults(filled: Filled, pdf: pypdfium2.PdfDocument) -> list[tuple[str, str, str]]:
    """Cells of parts 一 to 七 and 九 whose text is not whole inside them, or crosses a rule."""
    pages = headings_by_page(pdf, headings(filled))
    found = []
    for heading, table in exact_tables(filled):
        if not heading:
            continue  # the cover has no rules to measure from
        page = pdf[pages[heading][0]]
        found += misplaced(page, table, max(rule.top for rule in rules_on(page)))
        found += [(table.name, "", mark) for mark in crossing_characters(page)]
    return found
