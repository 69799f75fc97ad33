"""A workbook opened by others than its writer: cells by calamine, the rest as XML."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from python_calamine import CalamineWorkbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class Opened:
    data: bytes

    @property
    def names(self) -> list[str]:
        return CalamineWorkbook.from_filelike(io.BytesIO(self.data)).sheet_names

    def rows(self, name: str) -> list[list[Any]]:
        book = CalamineWorkbook.from_filelike(io.BytesIO(self.data))
        return book.get_sheet_by_name(name).to_python(skip_empty_area=False)

    def part(self, path: str) -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return etree.fromstring(package.read(path))

    def xml(self, name: str) -> etree._Element:
        return self.part(f"xl/worksheets/sheet{self.names.index(name) + 1}.xml")

    def style(self, name: str, cell: str) -> etree._Element:
        """The cell format a cell has, with its fill and font."""
        (found,) = self.xml(name).xpath(f"//*[local-name()='c'][@r='{cell}']/@s")
        return self.part("xl/styles.xml").find(f"{MAIN}cellXfs")[int(found)]

    def fill(self, name: str, cell: str) -> str | None:
        fills = self.part("xl/styles.xml").find(f"{MAIN}fills")
        colour = fills[int(self.style(name, cell).get("fillId"))].find(f".//{MAIN}fgColor")
        return colour.get("rgb") if colour is not None else None

    def font(self, name: str, cell: str) -> etree._Element:
        fonts = self.part("xl/styles.xml").find(f"{MAIN}fonts")
        return fonts[int(self.style(name, cell).get("fontId"))]

    def column_format(self, name: str, place: int) -> str:
        """The number format of a whole column, counted from 1."""
        for column in self.xml(name).iter(f"{MAIN}col"):
            if int(column.get("min")) <= place <= int(column.get("max")):
                style = self.part("xl/styles.xml").find(f"{MAIN}cellXfs")[int(column.get("style"))]
                return self.format_code(style.get("numFmtId"))
        raise KeyError(place)

    def format_code(self, id: str) -> str:
        own = self.part("xl/styles.xml").iter(f"{MAIN}numFmt")
        return {format.get("numFmtId"): format.get("formatCode") for format in own}.get(id, id)

    def validations(self, name: str) -> dict[str, etree._Element]:
        """By the range they hold for."""
        return {v.get("sqref"): v for v in self.xml(name).iter(f"{MAIN}dataValidation")}

    def comments(self, name: str) -> dict[str, str]:
        """By cell."""
        return dict(self._comments(name))

    def _comments(self, name: str) -> Iterator[tuple[str, str]]:
        path = f"xl/worksheets/_rels/sheet{self.names.index(name) + 1}.xml.rels"
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            if path not in package.namelist():
                return
        for link in self.part(path):
            if link.get("Type").endswith("/comments"):
                part = self.part(link.get("Target").replace("..", "xl"))
                for comment in part.iter(f"{MAIN}comment"):
                    yield comment.get("ref"), "".join(comment.itertext())
