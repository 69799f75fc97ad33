"""A filled-in form as people's programs write it: raw XML, nothing from the product's writer.

Only the geometry comes from the sheet. Every cell can be rewritten, wrapped or moved, so that a
test can do to the form what Word, WPS and their users do to it.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from jiqun.core.facts import Facts
from jiqun.core.form import get_edition
from jiqun.core.values import Value
from jiqun.documents.paper.compose import compose
from jiqun.documents.paper.sheet import Box, Paragraph, Printed, Slot, Table
from jiqun.documents.paper.sheet import Cell as SheetCell

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def run(text: str, properties: str = "") -> str:
    about = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{about}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p><w:pPr><w:jc w:val='left'/></w:pPr>{''.join(runs)}</w:p>"


def control(content: str, about: str = "") -> str:
    """A content control around anything."""
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def same(xml: str) -> str:
    return xml


@dataclass(slots=True)
class Cell:
    """``lines`` are paragraphs of (name, XML) pieces; a slot is named by its key, a box by
    ``key:option``."""

    span: int
    merge: str
    lines: list[list[tuple[str, str]]]
    wrap: Callable[[str], str] = same

    def xml(self) -> str:
        merge = f'<w:vMerge w:val="{self.merge}"/>' if self.merge else ""
        about = f'<w:tcW w:w="0" w:type="auto"/><w:gridSpan w:val="{self.span}"/>{merge}'
        inside = "".join(paragraph(*(xml for _, xml in line)) for line in self.lines)
        return self.wrap(f"<w:tc><w:tcPr>{about}</w:tcPr>{inside or '<w:p/>'}</w:tc>")

    def say(self, *texts: str) -> None:
        """Replace all of the cell by these paragraphs."""
        self.lines = [[("", run(text))] for text in texts]

    def copy(self) -> "Cell":
        return Cell(self.span, self.merge, [list(line) for line in self.lines], self.wrap)


@dataclass(slots=True)
class Row:
    cells: list[Cell]
    properties: str = ""
    wrap: Callable[[str], str] = same

    def xml(self) -> str:
        about = f"<w:trPr>{self.properties}</w:trPr>" if self.properties else ""
        return self.wrap(f"<w:tr>{about}{''.join(cell.xml() for cell in self.cells)}</w:tr>")

    def copy(self) -> "Row":
        return Row([cell.copy() for cell in self.cells], self.properties, self.wrap)


@dataclass(slots=True)
class Grid:
    rows: list[Row]
    columns: int
    wrap: Callable[[str], str] = same

    def xml(self) -> str:
        grid = '<w:gridCol w:w="800"/>' * self.columns
        rows = "".join(row.xml() for row in self.rows)
        return self.wrap(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")


@dataclass(slots=True)
class Form:
    """The blank form of an edition. ``blocks`` may be changed before ``docx`` writes it."""

    edition_id: str = "beijing-2024"
    blocks: list[Grid | str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for block in compose(self.edition_id).blocks:
            self.blocks.append(
                paragraph(run(block.text)) if isinstance(block, Paragraph) else grid(block)
            )

    @property
    def tables(self) -> list[Grid]:
        return [block for block in self.blocks if isinstance(block, Grid)]

    def cell(self, key: str) -> Cell:
        """The cell that holds a slot or a box of that name."""
        for table in self.tables:
            for row in table.rows:
                for cell in row.cells:
                    if any(name == key for line in cell.lines for name, _ in line):
                        return cell
        raise KeyError(key)

    def row(self, key: str) -> Row:
        cell = self.cell(key)
        return next(r for t in self.tables for r in t.rows if any(c is cell for c in r.cells))

    def table(self, key: str) -> Grid:
        row = self.row(key)
        return next(table for table in self.tables if any(r is row for r in table.rows))

    def where(self, key: str) -> str:
        """How a message calls the cell."""
        cell, table = self.cell(key), self.table(key)
        names = [name.name for name in compose(self.edition_id).tables]
        name = names[[other is table for other in self.tables].index(True)]
        at = next(
            (r, row) for r, row in enumerate(table.rows, 1) if any(c is cell for c in row.cells)
        )
        number = [other is cell for other in at[1].cells].index(True) + 1
        return f"{name}第{at[0]}行第{number}格"

    def write(self, key: str, *xml: str) -> "Form":
        """Put XML where the slot or box is; more of it becomes paragraphs of their own."""
        cell = self.cell(key)
        for at, line in enumerate(cell.lines):
            for number, (name, _) in enumerate(line):
                if name == key:
                    line[number] = (key, xml[0])
                    cell.lines[at + 1 : at + 1] = [[("", further)] for further in xml[1:]]
                    return self
        raise KeyError(key)

    def body(self) -> str:
        return "".join(block if isinstance(block, str) else block.xml() for block in self.blocks)

    def docx(self) -> bytes:
        return docx(self.body())

    def facts(self, values: dict[str, Value]) -> Facts:
        return Facts(get_edition(self.edition_id), values)


def grid(table: Table) -> Grid:
    """The table's rows with every cell Word wants, those that go on from above included."""
    rows = []
    for at, row in enumerate(table.rows):
        cells = [(cell.x, own(cell, table)) for cell in row.cells]
        for above in range(at):
            cells += [
                (cell.x, Cell(span(cell, table), "continue", []))
                for cell in table.rows[above].cells
                if above + cell.down > at
            ]
        rows.append(Row([cell for _, cell in sorted(cells, key=lambda pair: pair[0])]))
    return Grid(rows, len(table.edges) - 1)


def span(cell: SheetCell, table: Table) -> int:
    return table.edges.index(cell.x + cell.width) - table.edges.index(cell.x)


def own(cell: SheetCell, table: Table) -> Cell:
    lines = []
    for line in cell.lines:
        pieces: list[tuple[str, str]] = []
        for piece in line.pieces:
            match piece:
                case Printed(text):
                    pieces.append(("", run(text)))
                case Slot(place, blank):
                    pieces.append((place.key, run(blank) if blank else ""))
                case Box(place, option):
                    pieces.append((f"{place.key}:{option}", run("□")))
                    pieces.append(("", run(place.field.option(option).label)))
        lines.append(pieces)
    return Cell(span(cell, table), "restart" if cell.down > 1 else "", lines)


def annex_of(*rows: tuple[str, ...]) -> str:
    def cell(*texts: str) -> str:
        return f"<w:tc><w:tcPr/>{''.join(paragraph(run(text)) for text in texts)}</w:tc>"

    lines = (("栏目", "内容"), *rows)
    return (
        "<w:tbl>"
        + "".join(f"<w:tr>{cell(label)}{cell(*texts)}</w:tr>" for label, *texts in lines)
        + "</w:tbl>"
    )


def docx(body: str) -> bytes:
    xml = f"<w:document {NAMESPACES}><w:body>{body}<w:p/><w:sectPr/></w:body></w:document>"
    return package({"word/document.xml": xml})


def package(
    members: dict[str, str | bytes], *, main: str = "word/document.xml", type_: str = WORD_TYPE
) -> bytes:
    """A package whose main part is ``main``, of the given type."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{type_}"/></Types>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}" Target="{main}"/></Relationships>'
    )
    return zipped({"[Content_Types].xml": types, "_rels/.rels": links, **members})


def zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()
