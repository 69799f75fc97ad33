"""Read a filled-in form (.docx) back into facts, whoever wrote it.

``container`` takes the file apart safely, ``settle`` resolves Word's changes and controls,
``layout`` knows the form's tables, ``tables`` and ``page`` walk the file beside them, and
``taking`` turns what stands there into facts or problems. Nothing is guessed or dropped.
"""

from dataclasses import dataclass

from jiqun.core.facts import Facts, Problem
from jiqun.documents.reader.container import open_body
from jiqun.documents.reader.layout import Grid, layout_of
from jiqun.documents.reader.office import convert_doc
from jiqun.documents.reader.page import (
    Page,
    check_outside,
    cover_is_text,
    read_annex,
    read_cover,
    recognise,
    survey,
)
from jiqun.documents.reader.tables import KEEP_STYLE, begins, read_table
from jiqun.documents.reader.taking import Taking
from jiqun.documents.refused import Refused

__all__ = ["Reading", "Refused", "convert_doc", "read_word"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts on the form, and every cell that could not be understood."""

    facts: Facts
    problems: tuple[Problem, ...] = ()


def read_word(data: bytes) -> Reading:
    """What is filled in on a Word form. Raises ``Refused`` for a file that isn't the form."""
    page = survey(open_body(data))
    layout = layout_of(recognise(page))
    texts = cover_is_text(page, layout)
    grids = layout.grids[1:] if texts else layout.grids
    refuse_missing(page, grids)
    taking = Taking(layout, read_annex(page.tables[len(grids) :]))
    if texts:
        read_cover(page, layout, taking)
    for number, (grid, table) in enumerate(zip(grids, page.tables, strict=False)):
        if not (texts and number == 0):
            printed = layout.outside[number + (1 if texts else 0)]
            check_outside(page.before[number], printed, grid.name)
        read_table(grid, table, taking)
    taking.settle_units()
    taking.settle_annex()
    return Reading(taking.facts, tuple(taking.problems))


def refuse_missing(page: Page, grids: tuple[Grid, ...]) -> None:
    """Too few tables: name the first one that is not where it should be."""
    if len(page.tables) >= len(grids):
        return
    pairs = zip(grids, page.tables, strict=False)
    missing = next((grid for grid, rows in pairs if not begins(grid, rows)), grids[-1])
    raise Refused(
        f"应有{len(grids)}个表格，实为{len(page.tables)}个，{missing.name}的表格不在原处；{KEEP_STYLE}"
    )
