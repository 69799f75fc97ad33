"""Find the heads of a sheet, wherever they stand in its first rows, and which list it is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiqun.core.form import Edition
from jiqun.core.form.schedule import Schedule
from jiqun.core.roster.cells import RawCell
from jiqun.core.roster.cells.units import unit_named
from jiqun.core.roster.listing import NAME
from jiqun.core.roster.model import FIRMS
from jiqun.documents.plain import plain
from jiqun.documents.workbook.reading.heads import (
    Heading,
    Match,
    Names,
    heading_of,
    names_of,
    shown,
    title_of,
)
from jiqun.documents.workbook.reading.packed import Rows
from jiqun.documents.workbook.reading.source import Sheet

#: Heads stand among these rows, below whatever titles there are.
LAST_HEAD_ROW = 30

#: A sheet whose name says nothing is taken for a list only if it has as many of its columns.
FEWEST_UNNAMED = 3

#: What people call the sheet of firms.
ROSTERS = ("企业名录", "企业名单", "企业清单", "企业信息", "企业台账", "企业汇总", "名录")
UNIT_SAID = re.compile(r"(?:金额)?单位:([^\s:)]{1,12})")


@dataclass(frozen=True)
class Candidate:
    """A sheet as one of the lists: its heads, and whether it is called so."""

    sheet: Sheet
    schedule: Schedule
    heading: Heading
    named: bool

    @property
    def rank(self) -> tuple[bool, bool, int]:
        return (not self.sheet.hidden, self.named, self.heading.score)


def choose(sheets: Sequence[Sheet], edition: Edition) -> Mapping[str, Candidate]:
    """The best sheet for each list, by its id, a sheet being one list at most."""
    names = [names_of(schedule) for schedule in edition.schedules]
    candidates = [found for sheet in sheets for found in candidates_of(sheet, names)]
    chosen: dict[str, Candidate] = {}
    taken: set[int] = set()
    for found in sorted(candidates, key=lambda candidate: candidate.rank, reverse=True):
        if found.schedule.id not in chosen and id(found.sheet) not in taken:
            chosen[found.schedule.id] = found
            taken.add(id(found.sheet))
    return chosen


def candidates_of(sheet: Sheet, names: Iterable[Names]) -> Iterator[Candidate]:
    """What lists a sheet may be: those it is called after, else the one it has most columns of."""
    rows = head_rows(sheet.first)
    found = [
        Candidate(sheet, own.schedule, heading, is_called(sheet.name, own.schedule))
        for own in names
        for heading in [find_heading(own, rows)]
        if heading
    ]
    named = [candidate for candidate in found if candidate.named]
    if named:
        yield from named
        return
    found.sort(key=lambda candidate: candidate.heading.score, reverse=True)
    scores = [candidate.heading.score for candidate in found]
    alone = len(scores) < 2 or scores[0] > scores[1]
    if found and alone and (scores[0] >= FEWEST_UNNAMED or found[0].schedule.id == FIRMS):
        yield found[0]


def is_called(name: str, schedule: Schedule) -> bool:
    called = plain(name)
    if schedule.id == FIRMS:
        return any(word in called for word in ROSTERS)
    core = schedule.title.removesuffix("清单")
    return core in called or (len(called) > 1 and called.removesuffix("清单") in schedule.title)


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A row that may be heads: its texts, and what they may be called."""

    number: int
    texts: tuple[str, ...]
    words: frozenset[str]


def head_rows(first: Rows) -> list[HeadRow]:
    """The first rows as texts; of figures only what may be a year."""
    rows = [
        (number, tuple(map(head_text, cells)))
        for number, cells in zip(first.numbers, first.cells, strict=True)
        if number <= LAST_HEAD_ROW
    ]
    return [HeadRow(number, texts, words_of(texts)) for number, texts in rows]


def head_text(cell: RawCell) -> str:
    if isinstance(cell, str) or (isinstance(cell, float) and 1900 < cell < 2100):
        return shown(cell)
    return ""


def find_heading(names: Names, rows: Sequence[HeadRow]) -> Heading | None:
    """The row, or two rows, with most heads of the list, its name among them."""
    tries = [
        heading
        for place, row in enumerate(rows)
        if not names.by_name.keys().isdisjoint(row.words)
        for heading in headings_near(names, rows, place)
        if NAME in heading.keys
    ]
    return max(tries, key=lambda heading: heading.score, default=None)


def headings_near(names: Names, rows: Sequence[HeadRow], place: int) -> Iterator[Heading]:
    """The row by itself, with the one below, and with the one above."""
    unit = unit_above(rows[:place])
    alone = rows[place].number
    yield heading_of(names, (alone, alone), rows[place].texts, unit)
    for top, bottom in ((place, place + 1), (place - 1, place)):
        if top >= 0 and bottom < len(rows) and rows[bottom].number == rows[top].number + 1:
            heads = joined(names, rows[top].texts, rows[bottom].texts)
            yield heading_of(names, (rows[top].number, rows[bottom].number), heads, unit)


def words_of(heads: Iterable[str]) -> frozenset[str]:
    """What the heads of a row may be called."""
    titles = [title_of(head) for head in heads if head]
    return frozenset(word for title in titles for word in (title.name, title.whole))


def joined(names: Names, top: Sequence[str], bottom: Sequence[str]) -> tuple[str, ...]:
    """Heads in two rows as one: a text above stands over all that follow until the next, unless
    its own cell reaches down. What says enough by itself is left alone."""
    heads, group = [], ""
    for above, below in zip(top, bottom, strict=False):
        if above:
            group = above if below else ""
        alone = isinstance(names.match(below), Match) if below else False
        heads.append(below if alone else (above or group) + below if below else above)
    return tuple(heads)


def unit_above(rows: Sequence[HeadRow]) -> str:
    """The unit that a line above the heads says of the whole table: “单位：万元”."""
    for row in rows:
        for text in filter(None, row.texts):
            said = UNIT_SAID.search(plain(text))
            if said and unit_named(said[1]):
                return said[1]
    return ""


def heads_found(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """What seems to be the heads of the fullest sheet, for a message."""
    rows = [row.texts for sheet in sheets for row in head_rows(sheet.first)]
    fullest = max(rows, key=lambda texts: sum(map(bool, texts)), default=())
    return tuple(filter(None, fullest))
