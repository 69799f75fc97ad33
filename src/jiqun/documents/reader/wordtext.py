"""The text of a cell or paragraph as the page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from jiqun.documents.paper.sheet import TICKED, UNTICKED
from jiqun.documents.reader.names import (
    CELL_PR,
    MATH,
    TBL,
    TC,
    TR,
    VAL,
    WRAPPERS,
    P,
    T,
    W,
    is_on,
)
from jiqun.documents.reader.numbering import NUMBER
from jiqun.documents.reader.settle import RUNS_ON, above

TAB, FIELD, MERGE = f"{W}tab", f"{W}fldChar", f"{W}vMerge"

#: Elements that stand for one character.
SIGNS = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    TAB: "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
}
PICTURES = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
MATH_TEXT = f"{MATH}t"

#: What a table inside a table is turned into: its text belongs to no cell of the form.
NESTED = "nested"

TOLD = (T, P, FIELD, MERGE, NESTED, MATH_TEXT, *SIGNS, *PICTURES)


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a cell: its text, one paragraph a line, and what is no text.

    ``held`` says that it belongs to the cell above.
    """

    text: str
    picture: bool = False
    table: bool = False
    held: bool = False


Rows: TypeAlias = tuple[tuple[Written, ...], ...]


def inside(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The children of those kinds, also those in content controls and other wrappers."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in WRAPPERS:
            yield from inside(child, *tags)


def text_of(paragraph: etree._Element) -> str:
    told = Telling()
    for part in paragraph.iter(*TOLD):
        told.hear(part)
    return told.written.text


def rows_of(table: etree._Element) -> Rows:
    """Every row of a table with its cells from left to right, in one walk."""
    nested = list(table.iterdescendants(TBL))
    if len(nested) == 1 and is_one_cell(table, nested[0]):
        return rows_around(table, nested[0])
    for inner in nested:
        inner.clear()
        inner.tag = NESTED
    rows: list[list[Telling]] = []
    cell = Telling()
    for part in table.iter(TR, TC, *TOLD):
        if part.tag == TC:
            cell = Telling()
            if rows:
                rows[-1].append(cell)
        elif part.tag == TR:
            rows.append([])
        else:
            cell.hear(part)
    return tuple(tuple(told.written for told in row) for row in rows)


def is_one_cell(table: etree._Element, nested: etree._Element) -> bool:
    """Is the table but a frame around another one?"""
    cells = (sum(1 for _ in each.iter(TC)) for each in (table, nested))
    return next(cells) - next(cells) == 1


def rows_around(table: etree._Element, nested: etree._Element) -> Rows:
    """The text before, the rows of the table inside, the text behind."""
    rows = rows_of(nested)
    nested.clear()
    nested.tag = NESTED
    before, after = told = Telling(), Telling()
    at = 0
    for part in table.iter(*TOLD):
        if part.tag == NESTED:
            at = 1
        else:
            told[at].hear(part)
    return ((before.written,), *rows, (after.written,))


class Telling:
    """Collects text from the elements of a cell, one after the other."""

    __slots__ = ("break_due", "fields", "held", "number", "picture", "pieces", "started", "table")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.picture = self.table = self.held = self.started = False
        self.break_due = True
        self.number = ""
        #: Open fields: is what follows its result (True), its code (False), or never shown (None)?
        self.fields: list[bool | None] = []

    @property
    def written(self) -> Written:
        return Written("".join(self.pieces), self.picture, self.table, self.held)

    def hear(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == T:
            self.add(element.text or "")
        elif tag == P:
            self.begin_paragraph(element)
        elif tag in SIGNS:
            self.hear_sign(element)
        else:
            self.hear_other(element)

    def hear_other(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == FIELD:
            self.hear_field(element)
        elif tag == MATH_TEXT:
            self.add(element.text or "")
        elif tag == MERGE:
            self.hear_merge(element)
        elif tag == NESTED:
            self.table = True
        else:
            self.picture = True

    def add(self, text: str) -> None:
        if not all(self.fields):
            return
        if self.number and text.strip():
            self.pieces.append(self.number)
            self.number = ""
        self.pieces.append(text)

    def begin_paragraph(self, element: etree._Element) -> None:
        if self.started and self.break_due:
            self.pieces.append("\n")
        self.started = True
        self.break_due = element.get(RUNS_ON) is None
        self.number = element.get(NUMBER, "")

    def hear_sign(self, element: etree._Element) -> None:
        parent = element.getparent()
        if element.tag != TAB or parent is None or parent.tag != f"{W}tabs":
            self.add(SIGNS[str(element.tag)])

    def hear_merge(self, element: etree._Element) -> None:
        """Only what holds now, not what a tracked change keeps of former properties."""
        if above(element, CELL_PR, TC) is not None:
            self.held = element.get(VAL, "continue") == "continue"

    def hear_field(self, element: etree._Element) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            shown = form_field(element)
            self.add(shown or "")
            self.fields.append(False if shown is None else None)
        elif kind == "separate" and self.fields:
            self.fields[-1] = None if self.fields[-1] is None else True
        elif kind == "end" and self.fields:
            self.fields.pop()


def form_field(begin: etree._Element) -> str | None:
    """What an old form field shows, where that is kept in the field itself and not as text."""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        return TICKED if old_box_is_ticked(box) else UNTICKED
    choices = begin.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return None
    entries = [entry.get(VAL, "") for entry in choices.findall(f"{W}listEntry")]
    result = choices.find(f"{W}result")
    chosen = result.get(VAL, "0") if result is not None else "0"
    at = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 6 else 0
    return entries[at] if at < len(entries) else ""


def old_box_is_ticked(box: etree._Element) -> bool:
    """The state if it was ever changed, else the default."""
    for name in ("checked", "default"):
        state = box.find(f"{W}{name}")
        if state is not None:
            return is_on(state.get(VAL))
    return False
