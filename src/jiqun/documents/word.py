"""The official Word form, written straight as WordprocessingML.

The same facts give the same bytes: no clock, no random ids, fixed order in the zip.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from jiqun.documents.paper.fill import Filled
from jiqun.documents.paper.footer import content_code, mark_line
from jiqun.documents.paper.sheet import (
    PAD_X,
    PAD_Y,
    WIDTH,
    Align,
    Cell,
    Face,
    Frame,
    Paragraph,
    Printed,
)
from jiqun.documents.paper.typeset import Run, SetCell, SetLine, SetRow, SetTable
from jiqun.documents.wordpackage import package, size_style

#: The official faces are named, not embedded: every office in China has them.
FONTS = {
    Face.TITLE: "方正小标宋简体",
    Face.HEADING: "黑体",
    Face.PRINT: "宋体",
    Face.FILL: "仿宋_GB2312",
    Face.BOX: "Segoe UI Symbol",
}

RULE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
NO_RULE = 'w:val="nil"'


def write_word(filled: Filled, mark: str = "") -> bytes:
    """The .docx of a filled form; ``mark`` is the short code that papers to be filed carry."""
    body = "".join(block_xml(block) for block in filled.blocks)
    return package(body, code=content_code(filled.digest), mark=mark_line(mark), fonts=FONTS)


def block_xml(block: SetTable | Paragraph) -> str:
    return table_xml(block) if isinstance(block, SetTable) else paragraph_xml(block)


def run_xml(run: Run, size: str = "") -> str:
    text = run.text
    if "&" in text or "<" in text or ">" in text:
        text = escape(text, quote=False)
    space = ' xml:space="preserve"' if " " in text else ""
    return f'<w:r><w:rPr><w:rStyle w:val="{run.face}"/>{size}</w:rPr><w:t{space}>{text}</w:t></w:r>'


def paragraph_xml(paragraph: Paragraph) -> str:
    size, line = paragraph.size, paragraph.line
    runs = "".join(
        run_xml(Run(piece.text, piece.face), f'<w:sz w:val="{size}"/>')
        for piece in line.pieces
        if isinstance(piece, Printed)
    )
    start = "<w:keepNext/><w:pageBreakBefore/>" if paragraph.new_page else ""
    outline = '<w:outlineLvl w:val="0"/>' if paragraph.outline else ""
    return (
        f'<w:p><w:pPr>{start}<w:spacing w:before="{paragraph.before}" w:after="{paragraph.after}"'
        f' w:line="{paragraph.pitch}" w:lineRule="exact"/>{indent_xml(line.indent, size)}'
        f'<w:jc w:val="{line.align}"/>{outline}</w:pPr>{runs}</w:p>'
    )


def indent_xml(indent: int, size: int, left: int = 0) -> str:
    if not indent and not left:
        return ""
    return f'<w:ind w:left="{left * size * 10}" w:firstLine="{indent * size * 10}"/>'


def line_xml(line: SetLine, size: int) -> str:
    """A paragraph of a cell. An empty one is where somebody will type: it has the fill face."""
    indent = indent_xml(line.indent, size, line.left)
    align = "" if line.align is Align.LEFT else f'<w:jc w:val="{line.align}"/>'
    mark = "" if line.runs else f'<w:rPr><w:rStyle w:val="{Face.FILL}"/></w:rPr>'
    runs = "".join(map(run_xml, line.runs))
    style = f'<w:pStyle w:val="{size_style(size)}"/>'
    return f"<w:p><w:pPr>{style}{indent}{align}{mark}</w:pPr>{runs}</w:p>"


@dataclass(slots=True)
class Merge:
    """A cell that goes on downwards: how many more rows it covers."""

    cell: Cell
    left: int


def table_xml(table: SetTable) -> str:
    columns = pairwise(table.edges)
    grid = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in columns)
    inner = RULE if table.frame is Frame.GRID else NO_RULE
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f"<w:{side} {inner}/>" for side in sides)
    merges: list[Merge] = []
    rows = "".join(row_xml(row, table.edges, merges) for row in table.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{PAD_Y}" w:type="dxa"/><w:left w:w="{PAD_X}" w:type="dxa"/>'
        f'<w:bottom w:w="{PAD_Y}" w:type="dxa"/><w:right w:w="{PAD_X}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def row_xml(row: SetRow, edges: tuple[int, ...], merges: list[Merge]) -> str:
    """One row; ``merges`` holds the deep cells from above and takes up new ones."""
    exact = (
        f'<w:cantSplit/><w:trHeight w:val="{row.height}" w:hRule="exact"/>'
        if row.height is not None
        else ""
    )
    head = "<w:tblHeader/>" if row.head else ""
    cells = sorted(row_cells(row, edges, merges))
    look = f"{gap_before(cells[0][0], edges)}{exact}{head}"
    look = f"<w:trPr>{look}</w:trPr>" if look else ""
    return f"<w:tr>{look}{''.join(xml for _, xml in cells)}</w:tr>"


def gap_before(x: int, edges: tuple[int, ...]) -> str:
    """Columns left out at the beginning of a row, such as beside the hint on the cover."""
    if x == 0:
        return ""
    return f'<w:gridBefore w:val="{edges.index(x)}"/><w:wBefore w:w="{x}" w:type="dxa"/>'


def row_cells(
    row: SetRow, edges: tuple[int, ...], merges: list[Merge]
) -> Iterator[tuple[int, str]]:
    """Every cell Word wants in the row, with its place: the row's own and merged ones."""
    for merge in merges:
        merge.left -= 1
        yield merge.cell.x, continued_xml(merge.cell, edges)
    merges[:] = [merge for merge in merges if merge.left > 0]
    for set_cell in row.cells:
        if set_cell.cell.down > 1:
            merges.append(Merge(set_cell.cell, set_cell.cell.down - 1))
        yield set_cell.cell.x, cell_xml(set_cell, edges)


#: What was written for the cells that no fact changes, by identity: ``fill`` hands in the same
#: ones each time. They are kept beside it, so that no other object can take over their identity.
PRINTED_CELLS: dict[int, tuple[SetCell, str]] = {}


def cell_xml(set_cell: SetCell, edges: tuple[int, ...]) -> str:
    if not set_cell.printed:
        return write_cell(set_cell, edges)
    known = PRINTED_CELLS.get(id(set_cell))
    if known is None:
        known = PRINTED_CELLS[id(set_cell)] = (set_cell, write_cell(set_cell, edges))
    return known[1]


def write_cell(set_cell: SetCell, edges: tuple[int, ...]) -> str:
    cell = set_cell.cell
    merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
    lines = "".join(line_xml(line, set_cell.size) for line in set_cell.lines)
    return (
        f"<w:tc><w:tcPr>{width_xml(cell, edges)}{merge}{cell_borders(cell)}"
        f'<w:vAlign w:val="{cell.stand}"/></w:tcPr>{lines}</w:tc>'
    )


def continued_xml(cell: Cell, edges: tuple[int, ...]) -> str:
    return f"<w:tc><w:tcPr>{width_xml(cell, edges)}<w:vMerge/></w:tcPr><w:p/></w:tc>"


def width_xml(cell: Cell, edges: tuple[int, ...]) -> str:
    span = edges.index(cell.x + cell.width) - edges.index(cell.x)
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tcW w:w="{cell.width}" w:type="dxa"/>{grid}'


def cell_borders(cell: Cell) -> str:
    borders = ""
    if cell.open_above:
        borders += f"<w:top {NO_RULE}/>"
    if cell.open_below:
        borders += f"<w:bottom {NO_RULE}/>"
    if cell.underlined:
        borders += f"<w:bottom {RULE}/>"
    return f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
