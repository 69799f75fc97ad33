"""Heads of columns as people write them, matched to the columns of a list by name.

A head may break lines, carry its unit and its year in brackets or without, before or behind; its
years may stand in a row above. Where a column stands says nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache

from jiqun.core.form.schedule import Column, Head, Schedule
from jiqun.core.reading import one_line
from jiqun.core.roster.cells import RawCell
from jiqun.core.roster.cells.raw import said
from jiqun.core.roster.cells.units import factor, unit_named
from jiqun.documents.plain import plain
from jiqun.documents.workbook.handed import FAULTS, FORMER_ROW

#: Columns that count rows or were added by us.
IGNORED = frozenset(("序号", "行号", "序", "No", "NO", FORMER_ROW, FAULTS))

BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?:年度|年(?![末底初])|(?=年[末底初]))?")
WHOLE_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?)?")
NUMBERING = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.,)](?=\D)")
FILLINGS = re.compile(r"^[*#]+|[*#:]+$|^其中:?(?=.)|^本企业(?=.)")
#: What stands in brackets like a unit; one that is not known must not be passed over.
LIKE_UNIT = re.compile(r"[十百千万亿].{0,7}|.{0,5}[元吨米克升焦煤方]")
UNIT_SAID = re.compile(r"(?:计量)?单位[:：]?")

#: No head is longer; what is, is text that would keep the patterns busy.
LONGEST_HEAD = 200


@dataclass(frozen=True, slots=True)
class Title:
    """What a head says: the ``whole`` of it in plain text, the ``name`` in that without brackets
    and year, and these."""

    whole: str
    name: str
    year: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A head taken for ``head``: the less ``distance``, the better. ``times`` turns its numbers
    into the unit of the form."""

    head: Head
    distance: int
    unit: str = ""
    times: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A head that is almost one of ours, and what is wrong with it."""

    reason: str


def shown(cell: RawCell) -> str:
    """A head on one line."""
    return one_line(cell)[:LONGEST_HEAD] if isinstance(cell, str) else said(cell)


@lru_cache(maxsize=4096)
def title_of(text: str) -> Title:
    whole = plain(text)
    year, unit, rest = None, "", whole
    for found in BRACKETS.finditer(whole):
        for piece in re.split(r"[,;/]", found[1]):
            named = UNIT_SAID.sub("", piece)
            in_brackets = WHOLE_YEAR.fullmatch(piece)
            if in_brackets:
                year = int(in_brackets[1])
            elif unit_named(named) or LIKE_UNIT.fullmatch(named):
                unit = named
    rest = BRACKETS.sub("", whole)
    found_year = YEAR.search(rest)
    if found_year and year is None:
        year = int(found_year[1])
        rest = rest[: found_year.start()] + rest[found_year.end() :]
    return Title(bare(whole), bare(rest), year, unit)


def bare(name: str) -> str:
    """A name without numbering, stars, colons and “其中”."""
    before = ""
    while before != name:
        before, name = name, FILLINGS.sub("", NUMBERING.sub("", name))
    return name


class Names:
    """What the columns of one list are called, by plain name, with how near that is: the label
    itself, another known name, either of them without what stands in brackets."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.by_name: dict[str, tuple[Column, int]] = {}
        for distance, named in enumerate((labels, synonyms, shortened_labels, identifiers)):
            for name, column in named(schedule):
                self.by_name.setdefault(name, (column, distance))

    def match(self, text: str, default_unit: str = "") -> Match | Missed | None:
        """The column a head means, why it can't be, or None if it is none of ours."""
        title = title_of(text)
        found = self.find(title)
        if not found:
            return self.only_a_year(title)
        column, distance, unit = found
        head = head_of(column, title.year, self.schedule)
        if isinstance(head, Missed):
            return head
        times = in_our_unit(column, unit, default_unit)
        if isinstance(times, Missed):
            return times
        return Match(head, distance, unit or default_unit, times)

    def find(self, title: Title) -> tuple[Column, int, str] | None:
        for name in (title.whole, title.name):
            if name in self.by_name:
                return (*self.by_name[name], title.unit)
        for length in range(min(6, len(title.name) - 1), 0, -1):
            name, unit = title.name[:-length].rstrip(":,"), title.name[-length:]
            if not title.unit and unit_named(unit) and name in self.by_name:
                return (*self.by_name[name], unit)
        return None

    def only_a_year(self, title: Title) -> Missed | None:
        """A head that names no figure, in a list that has figures by year."""
        yearly = next((column for column in self.schedule.columns if column.years), None)
        if title.name or title.year is None or yearly is None:
            return None
        year = title.year if title.year in yearly.years else yearly.years[-1]
        named = Head(f"{yearly.id}.{year}", yearly, year).called
        return Missed(f"只有年份，没有写明是哪一项，请写成“{named}”的样子")

    def like(self, text: str) -> str:
        """The name of ours that is most like an unknown head, empty if none is."""
        close = get_close_matches(title_of(text).name, self.by_name, n=1, cutoff=0.75)
        return self.by_name[close[0]][0].label if close else ""


@lru_cache(maxsize=64)
def names_of(schedule: Schedule) -> Names:
    return Names(schedule)


def labels(schedule: Schedule) -> Iterator[tuple[str, Column]]:
    yield from ((bare(plain(column.label)), column) for column in schedule.columns)


def synonyms(schedule: Schedule) -> Iterator[tuple[str, Column]]:
    for column in schedule.columns:
        yield from ((bare(plain(name)), column) for name in column.also)


def shortened_labels(schedule: Schedule) -> Iterator[tuple[str, Column]]:
    for column in schedule.columns:
        for name in (column.label, *column.also):
            yield bare(BRACKETS.sub("", plain(name))), column


def identifiers(schedule: Schedule) -> Iterator[tuple[str, Column]]:
    yield from ((column.id, column) for column in schedule.columns)


def head_of(column: Column, year: int | None, schedule: Schedule) -> Head | Missed:
    if not column.years:
        latest = max((year for other in schedule.columns for year in other.years), default=year)
        if year in (None, latest):
            return Head(column.id, column)
        return Missed(f"是{year}年的，而“{column.label}”只填最近一年")
    if year in column.years:
        return Head(f"{column.id}.{year}", column, year)
    span = f"{column.years[0]}—{column.years[-1]}年"
    if year is None:
        return Missed(f"没有写明年份，请写成“{column.years[-1]}年{column.label}”的样子")
    return Missed(f"是{year}年的，不在要填的{span}之内")


def in_our_unit(column: Column, unit: str, default: str) -> Decimal | Missed | None:
    """How many of our units one of theirs is; None if it is the same. A unit that is said of the
    whole table concerns only columns that it fits."""
    if not unit:
        times = factor(default, column.unit) if default else None
        return None if times == 1 else times
    if not column.unit:
        return None
    times = factor(unit, column.unit)
    if times is None:
        return Missed(f"的单位“{unit}”不能换算为“{column.unit}”")
    return None if times == 1 else times


@dataclass(frozen=True)
class Heading:
    """The heads of a sheet as one list has them: the rows in which they stand, the heads as handed
    in, and what each was taken for. Of two for the same column the nearer is kept; the other is
    ``doubled`` by it."""

    first_row: int
    last_row: int
    heads: tuple[str, ...]
    matches: tuple[Match | Missed | None, ...]
    doubled: Mapping[int, int]

    @property
    def score(self) -> int:
        return sum(isinstance(match, Match) for match in self.matches)

    @property
    def keys(self) -> tuple[str | None, ...]:
        return tuple(match.head.key if isinstance(match, Match) else None for match in self.matches)


def heading_of(
    names: Names, rows: tuple[int, int], heads: Sequence[str], default_unit: str = ""
) -> Heading:
    matches = [
        None if head in IGNORED or not head else names.match(head, default_unit) for head in heads
    ]
    nearest: dict[str, int] = {}
    doubled: dict[int, int] = {}
    for place, match in enumerate(matches):
        if isinstance(match, Match):
            other = nearest.setdefault(match.head.key, place)
            kept = matches[other]
            assert isinstance(kept, Match)
            if other != place and match.distance < kept.distance:
                doubled[other], nearest[match.head.key] = place, place
            elif other != place:
                doubled[place] = other
    kept_matches = tuple(None if place in doubled else match for place, match in enumerate(matches))
    return Heading(*rows, tuple(heads), kept_matches, doubled)
