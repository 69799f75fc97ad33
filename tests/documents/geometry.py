"""Where every cell of a filled form must be on its page, to compare with what was rendered."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from jiqun.documents.paper.fill import Filled
from jiqun.documents.paper.sheet import MARGIN_X, PAGE_HEIGHT, Paragraph
from jiqun.documents.paper.typeset import SetCell, SetTable


@dataclass(frozen=True)
class Rect:
    """In points, y upwards as in PDF."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Placed:
    table: str
    rect: Rect
    text: str


def exact_tables(filled: Filled) -> Iterator[tuple[str, SetTable]]:
    """The tables whose rows have exact heights, each with the heading of its page."""
    heading = ""
    for block in filled.blocks:
        if isinstance(block, Paragraph):
            heading = block.text if block.outline else heading
        elif all(row.height is not None for row in block.rows):
            yield heading, block


def place_cells(table: SetTable, top: float) -> Iterator[Placed]:
    """Every cell of a table whose top border is at ``top`` points above the page's bottom."""
    bottoms, y = [], top
    for row in table.rows:
        y -= (row.height or 0) / 20
        bottoms.append(y)
    y = top
    for at, row in enumerate(table.rows):
        for cell in row.cells:
            bottom = bottoms[at + cell.cell.down - 1]
            yield Placed(table.name, rect_of(cell, y, bottom), text_of(cell))
        y = bottoms[at]


def rect_of(cell: SetCell, top: float, bottom: float) -> Rect:
    left = (MARGIN_X + cell.cell.x) / 20
    return Rect(left, bottom, left + cell.cell.width / 20, top)


def text_of(cell: SetCell) -> str:
    return squeezed("".join(line.text for line in cell.lines))


def squeezed(text: str) -> str:
    """Without white space, and without what pdfium adds for a hyphen at a line's end."""
    return "".join(text.split()).replace("\ufffe", "-").replace("\x02", "-")


def headings_by_page(pdf: pypdfium2.PdfDocument, headings: list[str]) -> dict[str, list[int]]:
    """On which pages (from 0) each heading stands as a line of its own."""
    pages: dict[str, list[int]] = {heading: [] for heading in headings}
    for number in range(len(pdf)):
        text = pdf[number].get_textpage().get_text_bounded()
        lines = {squeezed(line) for line in text.splitlines()}
        for heading in headings:
            if squeezed(heading) in lines:
                pages[heading].append(number)
    return pages


def rules_on(page: pypdfium2.PdfPage) -> list[Rect]:
    """The horizontal rules drawn on a page."""
    found = []
    for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = item.get_bounds()
        if top - bottom < 2 and right - left > 5:
            found.append(Rect(left, bottom, right, top))
    return found


def misplaced(page: pypdfium2.PdfPage, table: SetTable, top: float) -> list[tuple[str, str, str]]:
    """(table, expected, found) for every cell whose text does not stand whole inside it."""
    words = page.get_textpage()
    faults = []
    for placed in place_cells(table, top):
        rect = placed.rect
        found = squeezed(words.get_text_bounded(rect.left, rect.bottom, rect.right, rect.top))
        # Not in order: pdfium puts glyphs of a fallback font behind the others.
        if sorted(found) != sorted(placed.text):
            faults.append((placed.table, placed.text, found))
    return faults


def crossing_characters(page: pypdfium2.PdfPage, slack: float = 0.6) -> list[str]:
    """Characters whose ink crosses a horizontal rule: half-clipped lines show here."""
    words = page.get_textpage()
    rules = rules_on(page)
    crossing = []
    for at in range(words.count_chars()):
        left, bottom, right, top = words.get_charbox(at)
        middle = (left + right) / 2
        if top - bottom < 0.1 or top > PAGE_HEIGHT / 20:
            continue
        for rule in rules:
            y = (rule.bottom + rule.top) / 2
            if rule.left < middle < rule.right and bottom + slack < y < top - slack:
                crossing.append(words.get_text_range(at, 1))
    return crossing
