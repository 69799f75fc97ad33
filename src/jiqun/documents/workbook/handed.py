"""A workbook as it was handed in: what was understood of it, and all that stood there."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, TypeAlias

from jiqun.core.facts import Problem
from jiqun.core.roster.cells import RawCell
from jiqun.core.roster.model import FIRMS, Roster

__all__ = ["Handed", "HandedRow", "HandedSheet", "Note", "RawCell"]

#: A row by its number in the sheet, its cells one for each head.
HandedRow: TypeAlias = tuple[int, tuple[RawCell, ...]]

#: In place of the id of a schedule, for the sheet of the worksheet (测算底稿).
WORKSHEET_SHEET: Final = "worksheet"

#: The column in which a workbook that was handed back says what is wrong; it is never read.
FAULTS: Final = "错误说明"

#: And the one that says where a row stood in the sheet that was handed in.
FORMER_ROW: Final = "原行号"

#: Sheets of ours in which nobody fills in anything, and what stands in the first cell of each.
HELP, SAMPLE, SUMMARY = "填表说明", "填写示例", "汇总"
HELP_TITLE, SAMPLE_TITLE, SUMMARY_TITLE = (
    "企业名录与清单",
    "以下企业、项目和数字都是虚构的",
    "检查结果",
)

#: Said of a list of firms in which nobody has filled in any.
NO_FIRMS: Final = "只有表头，没有企业，请在表头下面逐行填写企业，再重新检查"


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader did on its own, in one Chinese sentence: how many cells or rows it
    concerns, and the first of them. ``column`` is the head it concerns, as handed in."""

    sheet: str
    text: str
    count: int = 1
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        where = f"“{self.column}”" if self.column else ""
        return f"工作表“{self.sheet}”{where}：{self.text}" if self.sheet else self.text


@dataclass(frozen=True, kw_only=True)
class HandedSheet:
    """One sheet. ``schedule`` is the id of the list it is, ``WORKSHEET_SHEET``, or None if it was
    not read. ``heads`` are the heads as handed in, on one line each, and ``keys`` what they were
    taken for, None for columns that were not. ``rows`` are those of the list, and can be gone
    through any number of times; ``beside`` are rows that are not of the list: totals, remarks.
    ``left_out`` says what else of it is not kept here and so can't be handed back."""

    name: str
    schedule: str | None
    heads: tuple[str, ...] = ()
    keys: tuple[str | None, ...] = ()
    rows: Collection[HandedRow] = ()
    beside: tuple[HandedRow, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Handed:
    """``unread`` are entries of the worksheet that could not be understood; those of the lists
    are in the listings themselves."""

    name: str
    roster: Roster
    sheets: tuple[HandedSheet, ...] = ()
    notes: tuple[Note, ...] = ()
    unread: tuple[Problem, ...] = ()

    @property
    def returned(self) -> tuple[HandedSheet, ...]:
        """The sheets that can be handed back: those of which the heads are known."""
        return tuple(sheet for sheet in self.sheets if sheet.heads)

    @property
    def no_firms(self) -> str:
        """What to do where the list of firms is there, and nothing in it."""
        firms = self.sheet_of(FIRMS)
        return f"企业名录{NO_FIRMS}。" if firms and not firms.rows else ""

    def sheet_of(self, schedule: str) -> HandedSheet | None:
        """The sheet a list was read from."""
        return next((sheet for sheet in self.sheets if sheet.schedule == schedule), None)
