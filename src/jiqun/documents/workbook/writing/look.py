"""How our workbooks look: fonts, colours, formats, comments, paper."""

from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jiqun.core.rank import Rank
from jiqun.core.text import count_lines

#: Every office has them on its machines; where one is missing, another Song or Hei is taken.
TEXT_FACE, HEADING_FACE = "宋体", "黑体"
SIZE = 11

#: In points, for one line of text.
LINE_HEIGHT = 15


def options(**others: Any) -> dict[str, Any]:
    """Of every workbook: texts stay texts, whatever they begin with."""
    return {
        "default_format_properties": {
            "font_name": TEXT_FACE,
            "font_size": SIZE,
            "font_scheme": False,  # not the face of the theme
        },
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        **others,
    }


RED, GREY, LINK = "#C00000", "#7F7F7F", "#1F4E9E"
FRAME = "#BFBFBF"

#: A cell that is not to be filled in.
SHUT, SHUT_TEXT = "#EDEDED", "#A6A6A6"

#: What a cell at fault is coloured with, and its name says as well.
FILLS = {Rank.BLOCK: "#FFC7CE", Rank.EXPLAIN: "#FFE699", Rank.HINT: "#D6E6F5"}

#: Paper by number, as Excel counts them.
A3, A4 = 8, 9


@dataclass(frozen=True, slots=True)
class Shade:
    """A pale colour for heads, and a stronger one for what stands above them."""

    pale: str
    strong: str


BLUE = Shade("#E4ECF7", "#C5D6EE")
GREEN = Shade("#DFEDD3", "#C3DBB0")
LIGHT_GREEN = Shade("#F0F6EA", GREEN.strong)
SHADES = (
    BLUE,
    GREEN,
    Shade("#FBF0DC", "#F3DDB3"),
    Shade("#ECE6F3", "#D6CBE6"),
    Shade("#E0F0F1", "#BFDFE2"),
)


@dataclass(frozen=True)
class Look:
    """The formats of one workbook, each made once."""

    book: Workbook
    made: dict[frozenset[tuple[str, Any]], Format] = field(default_factory=dict)

    def format(self, **properties: Any) -> Format:
        wanted = frozenset(properties.items())
        if wanted not in self.made:
            self.made[wanted] = self.book.add_format(properties)
        return self.made[wanted]

    def head(self, shade: Shade = BLUE, **properties: Any) -> Format:
        """The head of a column."""
        return self.format(
            font_name=HEADING_FACE,
            font_size=10,
            bg_color=shade.pale,
            border=1,
            border_color=FRAME,
            align="center",
            valign="vcenter",
            text_wrap=True,
            **properties,
        )

    def group(self, shade: Shade) -> Format:
        """Above several heads."""
        return self.format(
            font_name=HEADING_FACE,
            bg_color=shade.strong,
            border=1,
            border_color=FRAME,
            align="left",
            valign="vcenter",
            indent=1,
        )

    def title(self) -> Format:
        return self.format(font_name=HEADING_FACE, font_size=16, valign="vcenter")

    def heading(self) -> Format:
        return self.format(font_name=HEADING_FACE, font_size=12, valign="vcenter")

    def text(self, **properties: Any) -> Format:
        return self.format(text_wrap=True, valign="vcenter", **properties)

    def cell(self, **properties: Any) -> Format:
        """In a table with a frame."""
        return self.format(
            text_wrap=True, valign="vcenter", border=1, border_color=FRAME, **properties
        )


#: Room for a comment: characters on a line, and in pixels.
COMMENT_EMS, COMMENT_WIDTH, COMMENT_LINE = 24, 330, 17
MOST_COMMENT_LINES = 24


def comment_options(text: str) -> dict[str, Any]:
    """A comment as large as its text."""
    lines = sum(count_lines(paragraph, COMMENT_EMS) for paragraph in text.split("\n"))
    return {
        "font_name": TEXT_FACE,
        "font_size": 9,
        "x_scale": 1,
        "width": COMMENT_WIDTH,
        "height": COMMENT_LINE * min(lines, MOST_COMMENT_LINES) + 12,
    }


def lines_in(text: str, width: float) -> int:
    """Lines a text takes in a column of that width, two units of which hold a character."""
    return sum(count_lines(line, max(1, width / 2 - 0.6)) for line in text.split("\n"))


def set_up_page(sheet: Worksheet, *, paper: int = A4, head: tuple[int, int] | None = None) -> None:
    """Landscape, on every page the rows of the head, and which page of how many it is."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&L&A&R第&P页，共&N页")
    if head:
        sheet.repeat_rows(*head)
