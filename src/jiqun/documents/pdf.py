"""The official form as PDF/A, from the very sheet and fit that Word uses.

Python breaks every line; Typst only sets it. The data handed to ``form.typ`` are bare lists,
because they are parsed on every render:

* paragraph: [side (0 left, 1 centre, 2 right), indent and left indent in em, kept with the
  next, lines];
  without lines it is an empty one;
* line: [justified, runs]; run: [number of its face, text];
* cell: [column, row, columns across, rows down, where it stands (0 top, 1 middle, 2 bottom),
  rules that differ from the table's, size, pitch, paragraphs].
"""

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO
from itertools import pairwise
from threading import Lock
from typing import Any, Final, TypeAlias

import pikepdf
import typst

from jiqun.core.facts import Facts
from jiqun.core.reading import print_value
from jiqun.core.text import measure, wrap
from jiqun.documents.glyphs import MISSING, Showable
from jiqun.documents.paper.drafting import inner_width
from jiqun.documents.paper.fill import Filled
from jiqun.documents.paper.footer import content_code, content_line, mark_line
from jiqun.documents.paper.sheet import (
    FOOTER,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    MARGIN_X,
    PAD_X,
    PAD_Y,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    WIDTH,
    Align,
    Cell,
    Face,
    Frame,
    Paragraph,
    Printed,
    Stand,
    leading,
)
from jiqun.documents.paper.typeset import Run, SetCell, SetLine, SetTable

Json: TypeAlias = list[Any]

HERE = files("jiqun.documents")

SERIF, SANS, SYMBOLS, FANGSONG = (
    "Noto Serif SC",
    "Noto Sans SC",
    "Noto Sans Symbols 2",
    "FandolFang R",
)

#: What must be there; the first decides which characters can be shown.
FILES = (
    "NotoSerifSC-Regular",
    "NotoSerifSC-Black",
    "NotoSansSC-Medium",
    "NotoSansSymbols2-Regular",
)

#: Taken from the symbol font, the form's own boxes and what people paste for them.
TICKS = "□☑☐☒✓✔✗✘"

#: What □ lacks of the em it is counted as.
BOX_GAP = 0.16

#: 仿宋, but all that is not Chinese from the serif: FandolFang's is wider than what we count.
FANGSONG_LIST = [{"name": SERIF, "covers": r"[\x00-\u{2E7F}]"}, FANGSONG, SERIF]

REGULAR = 400
WEIGHTS = {Face.TITLE: 900, Face.HEADING: 500}

FACE_NUMBERS: Final = {face: number for number, face in enumerate(Face)}
SIDES: Final = {Align.LEFT: 0, Align.CENTER: 1, Align.RIGHT: 2}
STANDS: Final = {Stand.TOP: 0, Stand.MIDDLE: 1, Stand.BOTTOM: 2}

#: A line shorter than this part of the width stays short: stretched, it would show gaps.
FULL = 0.93


class FontsMissing(Exception):
    """The fonts the set-up step installs are not there."""

    def __init__(self) -> None:
        super().__init__("缺少排版字体，无法生成PDF，请先运行 tools/setup.sh run 安装字体。")


class Press:
    """Typst with the fonts loaded, which takes longer than a form: made once, used by all."""

    def __init__(self, template: str) -> None:
        fonts = loaded_fonts()
        self._fangsong = FANGSONG in fonts.families()
        self._template = (HERE / template).read_bytes()
        self._compiler = typst.Compiler(self._template, font_paths=fonts, ignore_system_fonts=True)
        self._lock = Lock()
        self._process = 0

    @property
    def fonts(self) -> Json:
        """Font families and weight of each face, in the order of their numbers."""
        fill = FANGSONG_LIST if self._fangsong else [SERIF]
        lists = {Face.HEADING: [SANS, SERIF], Face.FILL: fill, Face.BOX: []}
        return [[[*lists.get(face, [SERIF]), SYMBOLS], WEIGHTS.get(face, REGULAR)] for face in Face]

    def print(self, form: Mapping[str, object], *, archival: bool = True) -> bytes:
        data = json.dumps({"fonts": self.fonts, **form}, ensure_ascii=False)
        with self._lock:  # the compiler holds its inputs, so only one form at a time
            self._refuse_fork()
            pdf = self._compiler.compile(
                self._template,
                format="pdf",
                sys_inputs={"form": data.translate(showable())},
                pdf_standards=["a-2a", "ua-1"] if archival else None,
            )
        assert isinstance(pdf, bytes)
        return pdf

    def _refuse_fork(self) -> None:
        """Typst's threads do not live on in a forked process; there it would wait for ever."""
        self._process = self._process or os.getpid()
        if self._process != os.getpid():
            raise RuntimeError("a PDF was written before this process was forked off")


def page_count(pdf: bytes) -> int:
    """Of a PDF of our own."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


@cache
def loaded_fonts() -> typst.Fonts:
    with as_file(HERE / "fonts") as folder:
        if not all((folder / f"{name}.ttf").is_file() for name in FILES):
            raise FontsMissing
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
        )


@cache
def press(template: str = "form.typ") -> Press:
    return Press(template)


@cache
def showable() -> Showable:
    """Which characters the PDF can show. Raises FontsMissing."""
    with as_file(HERE / "fonts") as folder:
        font = folder / f"{FILES[0]}.ttf"
        if not font.is_file():
            raise FontsMissing
        return Showable(font, TICKS)


def find_unshown(facts: Facts) -> dict[str, str]:
    """By key, the characters that the PDF prints as 〓 for want of a glyph.

    Nothing where the fonts are not there: who only checks a file need not have them.
    """
    try:
        table = showable()
    except FontsMissing:
        return {}
    texts = {key: print_value(value) for key, value in facts.printed.items()}
    missing = {
        key: "".join(dict.fromkeys(c for c in text if table[ord(c)] == MISSING and c != MISSING))
        for key, text in texts.items()
        if not text.isascii()
    }
    return {key: characters for key, characters in missing.items() if characters}


def write_pdf(filled: Filled, mark: str = "") -> bytes:
    """The PDF/A-2a of a filled form; the same facts give the same bytes.

    ``mark`` is the short code that papers to be filed carry. Raises
    FontsMissing where the set-up step has not been run.
    """
    return press().print(
        {
            "title": filled.edition.title,
            # PDF/A wants a date, and not the clock's: the day the figures refer to (填报说明 6).
            "date": [filled.edition.years.base, 12, 31],
            "page": PAGE,
            "padding": [points(PAD_X), points(PAD_Y)],
            "code": content_line(content_code(filled.digest)),
            "mark": mark_line(mark),
            "face": FACE_NUMBERS[Face.PRINT],
            "box": {"face": FACE_NUMBERS[Face.BOX], "gap": BOX_GAP},
            "blocks": [set_block(block) for block in filled.blocks],
        }
    )


def points(twips: int) -> float:
    return twips / 20


PAGE: Final = {
    "width": points(PAGE_WIDTH),
    "height": points(PAGE_HEIGHT),
    "side": points(MARGIN_X),
    "top": points(MARGIN_TOP),
    "bottom": points(MARGIN_BOTTOM),
    "footer": points(FOOTER),
}


def printed_runs(paragraph: Paragraph) -> tuple[Run, ...]:
    pieces = paragraph.line.pieces
    return tuple(Run(piece.text, piece.face) for piece in pieces if isinstance(piece, Printed))


def set_block(block: SetTable | Paragraph) -> dict[str, object]:
    return set_table(block) if isinstance(block, SetTable) else set_paragraph(block)


@cache
def set_paragraph(paragraph: Paragraph) -> dict[str, object]:
    line = SetLine(printed_runs(paragraph), paragraph.line.align, paragraph.line.indent)
    width = WIDTH / (paragraph.size * 10)
    return {
        "line": set_line(line, width),
        "size": paragraph.size / 2,
        "pitch": points(paragraph.pitch or leading(paragraph.size)),
        "before": points(paragraph.before),
        "after": points(paragraph.after),
        "new_page": paragraph.new_page,
        "outline": paragraph.outline,
    }


def set_table(table: SetTable) -> dict[str, object]:
    edges = table.edges
    return {
        "columns": [points(right - left) for left, right in pairwise(edges)],
        "rows": [None if row.height is None else points(row.height) for row in table.rows],
        "grid": table.frame is Frame.GRID,
        "heads": sum(row.head for row in table.rows),
        "cells": [
            set_cell(cell, at, edges) for at, row in enumerate(table.rows) for cell in row.cells
        ],
    }


def set_cell(filled: SetCell, row: int, edges: tuple[int, ...]) -> Json:
    cell, size = filled.cell, filled.size
    column = edges.index(cell.x)
    across = edges.index(cell.x + cell.width) - column
    place = [column, row, across, cell.down, STANDS[cell.stand], rules(cell)]
    return [*place, size / 2, points(leading(size)), paragraphs(filled)]


#: What was made of cells that are the same objects in every form, by identity. They are kept
#: beside it, so that no other object can take over their identity.
PRINTED_CELLS: dict[int, tuple[SetCell, Json]] = {}


def paragraphs(filled: SetCell) -> Json:
    """The paragraphs of a cell; none if it is blank."""
    known = PRINTED_CELLS.get(id(filled))
    if known:
        return known[1]
    width = inner_width(filled.cell, filled.size)
    written = any(run.text for line in filled.lines for run in line.runs)
    made = [set_line(line, width) for line in filled.lines] if written else []
    if filled.printed:
        PRINTED_CELLS[id(filled)] = (filled, made)
    return made


def rules(cell: Cell) -> dict[str, bool]:
    """The sides where the cell's rule is not the table's."""
    sides = {"bottom": True} if cell.underlined else {}
    if cell.open_above:
        sides["top"] = False
    if cell.open_below:
        sides["bottom"] = False
    return sides


def set_line(line: SetLine, width: float) -> Json:
    """A paragraph broken at ``width`` em, as the fit counted it."""
    text = "\u3000" * line.indent + line.text
    width -= line.left
    look = [SIDES[line.align], line.indent, line.left, is_heading(line)]
    if measure(text) <= width:
        runs = [[FACE_NUMBERS[run.face], run.text] for run in line.runs if run.text]
        return [*look, [[False, runs]] if runs else []]
    first, *others = wrap(text, width)
    full = [line.align is Align.LEFT and measure(t) > FULL * width for t in (first, *others)]
    full[-1] = False
    lines = zip(full, deal(line.runs, [first[line.indent :], *others]), strict=True)
    return [*look, list(lines)]


def is_heading(line: SetLine) -> bool:
    return bool(line.runs) and line.runs[0].face is Face.HEADING


def deal(runs: tuple[Run, ...], lines: list[str]) -> Iterator[Json]:
    """The runs over the lines: each line's share, cut where the line ends."""
    rest = [(FACE_NUMBERS[run.face], run.text) for run in runs]
    for line in lines:
        dealt: Json = []
        lack = len(line)
        while lack > 0:
            face, text = rest.pop(0)
            dealt.append([face, text[:lack]])
            if len(text) > lack:
                rest.insert(0, (face, text[lack:]))
            lack -= len(text)
        yield dealt or [[FACE_NUMBERS[Face.PRINT], "\u3000"]]
