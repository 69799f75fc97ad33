"""The form on the page: each kind of row as one of a few blocks of cells to fill in.

This is the web's face of the form; like the others it walks the rows and knows no field by name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import singledispatch
from itertools import groupby
from typing import ClassVar, TypeAlias

from jiqun.core.form import Edition
from jiqun.core.form.model import Clause, Field, Kind, Place
from jiqun.core.form.rows import (
    AddedTargets,
    ByYear,
    CountWithNames,
    CoverLine,
    Group,
    InnerNarrative,
    Narrative,
    OneOf,
    Pair,
    Part,
    Row,
    Section,
    Signed,
    Single,
    StandardsGrid,
    Target,
    TargetTable,
    TickList,
    YearsAcross,
    YearsDown,
    YearsHeader,
)

#: Kinds of field by the control they are filled in with.
CONTROLS = {
    Kind.NUMBER: "figure",
    Kind.COUNT: "figure",
    Kind.NARRATIVE: "text",
    Kind.NAMES: "names",
    Kind.CHOICE: "choice",
    Kind.TICKS: "ticks",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One cell: the place it fills, and the control to fill it in with."""

    place: Place

    @property
    def key(self) -> str:
        return self.place.key

    @property
    def anchor(self) -> str:
        return anchor_of(self.key)

    @property
    def field(self) -> Field:
        return self.place.field

    @property
    def control(self) -> str:
        return CONTROLS.get(self.field.kind, "line")


def anchor_of(key: str) -> str:
    """Where the cell of a key stands on its page."""
    return f"cell-{key.replace('.', '-')}"


#: A cell of a table; None where the paper has none.
Cells: TypeAlias = tuple[Ask | None, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a grid. ``group`` stands before the first of several that belong together, over
    ``span`` of them."""

    label: str
    cells: Cells
    clauses: tuple[Clause, ...] = ()
    group: str = ""
    span: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to move about in with the arrow keys, and to paste into."""

    template: ClassVar[str] = "declarations/blocks/grid.html"
    head: tuple[str, ...]
    lines: tuple[Line, ...]
    caption: str = ""
    note: str = ""
    grouped: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A label with one cell, or two that belong together."""

    template: ClassVar[str] = "declarations/blocks/question.html"
    label: str
    cells: tuple[Ask, ...]
    clauses: tuple[Clause, ...] = ()
    note: str = ""
    inner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of the form by themselves, the first of them a heading."""

    template: ClassVar[str] = "declarations/blocks/printed.html"
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks beside one label."""

    template: ClassVar[str] = "declarations/blocks/together.html"
    label: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What is signed and sealed on paper, and therefore not filled in here."""

    template: ClassVar[str] = "declarations/blocks/statement.html"
    heading: str
    text: str
    lines: tuple[str, ...] = field(default=())


Block: TypeAlias = Grid | Question | Printed | Together | Statement


def lay_out_part(part: Part, edition: Edition) -> tuple[Block, ...]:
    return tuple(lay_out(part.rows, edition))


def lay_out_cover(edition: Edition) -> tuple[Block, ...]:
    return tuple(lay_out(edition.cover, edition))


def lay_out(rows: Iterable[Row], edition: Edition) -> Iterator[Block]:
    """Rows under one header of years are one grid; every other row stands by itself."""
    head: tuple[str, ...] = ()
    for by_year, together in groupby(rows, key=lambda row: isinstance(row, YearsHeader | ByYear)):
        if not by_year:
            for row in together:
                yield from blocks_of(row, edition)
            continue
        lines = []
        for row in together:
            if isinstance(row, YearsHeader):
                head = tuple(f"{year}年" for year in row.years)
            elif isinstance(row, ByYear):
                lines.append(line_of(row.field, edition))
        yield Grid(head, tuple(lines))


def line_of(field: Field, edition: Edition) -> Line:
    return Line(plain(field.label), asks(field, edition), clauses_of((field,), edition))


def plain(label: str) -> str:
    return label.replace("\n", "")


def clauses_of(fields: Sequence[Field], edition: Edition) -> tuple[Clause, ...]:
    """The clauses that govern them, as the help beside them."""
    cited = {cite for field in fields for cite in field.clauses}
    return tuple(clause for clause in edition.notes if f"填报说明{clause.number}" in cited)


def asks(field: Field, edition: Edition) -> tuple[Ask, ...]:
    return tuple(Ask(place) for place in edition.places_of[field.id])


def question(field: Field, edition: Edition, note: str = "", label: str | None = None) -> Question:
    return Question(
        plain(field.label) if label is None else label,
        asks(field, edition),
        clauses_of((field,), edition),
        plain(note),
    )


@singledispatch
def blocks_of(row: object, edition: Edition) -> Iterator[Block]:
    raise TypeError(f"no face for {type(row).__name__}")


@blocks_of.register
def _(row: CoverLine, edition: Edition) -> Iterator[Block]:
    yield question(row.field, edition, note=row.hint)


@blocks_of.register
def _(row: Single, edition: Edition) -> Iterator[Block]:
    yield question(row.field, edition, note=row.note)


@blocks_of.register
def _(row: Pair, edition: Edition) -> Iterator[Block]:
    for asked in row.fields:
        yield question(asked, edition, label=asked.called)


@blocks_of.register(Narrative)
@blocks_of.register(InnerNarrative)
def _(row: Narrative | InnerNarrative, edition: Edition) -> Iterator[Block]:
    yield question(row.field, edition)


@blocks_of.register
def _(row: OneOf, edition: Edition) -> Iterator[Block]:
    yield question(row.field, edition, note=row.note)


@blocks_of.register
def _(row: TickList, edition: Edition) -> Iterator[Block]:
    yield question(row.field, edition, note=row.note, label=row.heading or plain(row.field.label))


@blocks_of.register
def _(row: CountWithNames, edition: Edition) -> Iterator[Block]:
    cells = (*asks(row.count, edition), *asks(row.names, edition))
    clauses = clauses_of((row.count, row.names), edition)
    yield Question(plain(row.label), cells, clauses, inner=("数量", "名称（每行一个）"))


@blocks_of.register
def _(row: StandardsGrid, edition: Edition) -> Iterator[Block]:
    roles = row.head[1:]
    head = tuple(f"{year}年{role}" for year in row.years for role in roles)
    lines = []
    for label, *fields in row.levels:
        by_year = zip(*(asks(field, edition) for field in fields), strict=True)
        cells = tuple(ask for of_year in by_year for ask in of_year)
        lines.append(Line(label, cells))
    yield Grid(head, tuple(lines), caption=plain(row.label))


@blocks_of.register(YearsAcross)
@blocks_of.register(YearsDown)
def _(row: YearsAcross | YearsDown, edition: Edition) -> Iterator[Block]:
    head = tuple(f"{year}年" for year in row.field.years)
    note = row.note if isinstance(row, YearsDown) else ""
    yield Grid(head, (line_of(row.field, edition),), note=plain(note))


@blocks_of.register
def _(row: Section, edition: Edition) -> Iterator[Block]:
    if row.printed:
        yield Printed(row.printed)
    if row.field:
        places = edition.places_of[row.field.id]
        cells = tuple(Ask(place) for place in places if place.year == row.year)
        yield Question("", cells, clauses_of((row.field,), edition))


@blocks_of.register
def _(row: Group, edition: Edition) -> Iterator[Block]:
    yield Together(plain(row.label), tuple(lay_out(row.rows, edition)))


@blocks_of.register
def _(row: Signed, edition: Edition) -> Iterator[Block]:
    yield Statement(row.heading, row.text, tuple(before for before, _ in row.lines if before))


@blocks_of.register
def _(row: TargetTable, edition: Edition) -> Iterator[Block]:
    """With the stage goals between base and target, which are of the worksheet."""
    plan = edition.years.plan
    head = (row.head[2], *(f"{year}年阶段目标" for year in plan), row.head[3])
    lines: list[Line] = []
    for direction in row.directions:
        own = [line for target in direction.targets for line in target_lines(target, edition)]
        first, *others = own
        lines += [
            Line(first.label, first.cells, first.clauses, plain(direction.label), len(own)),
            *others,
        ]
    yield Grid(head, tuple(lines), note=STAGES, grouped=row.head[0])
    for target in (target for direction in row.directions for target in direction.targets):
        if isinstance(target, Target) and target.unit:
            yield question(target.unit, edition, label=target.unit.called)


STAGES = "阶段目标属测算底稿，不印在表上，填了可检查逐年是否合理。"


def target_lines(target: Target | AddedTargets, edition: Edition) -> Iterator[Line]:
    if isinstance(target, AddedTargets):
        columns = (asks(field, edition) for field in target.fields)
        for label, base, goal in zip(*columns, strict=True):
            yield Line("", (label, base, *([None] * len(edition.years.plan)), goal))
        return
    stages = asks(target.stage, edition) if target.stage else (None,) * len(edition.years.plan)
    cells = (*asks(target.base, edition), *stages, *asks(target.target, edition))
    yield Line(plain(target.label), cells, clauses_of(target.fields, edition))


def lay_out_worksheet(edition: Edition) -> tuple[Block, ...]:
    """Fields that share their years, or their lines, are one grid; the stage goals stand in part
    八 beside the targets."""
    stages = {field.id for row in rows_of(edition) for field in row.stages}
    own = [field for field in edition.worksheet if field.id not in stages]
    shape = groupby(own, key=lambda field: (bool(field.years), field.lines))
    return tuple(
        block
        for (yearly, lines), fields in shape
        for block in sheet_blocks(tuple(fields), edition, yearly=yearly, lines=lines)
    )


def rows_of(edition: Edition) -> Iterator[TargetTable]:
    for part in edition.parts:
        yield from (row for row in part.rows if isinstance(row, TargetTable))


def sheet_blocks(
    fields: Sequence[Field], edition: Edition, *, yearly: bool, lines: int
) -> Iterator[Block]:
    if lines:
        columns = [asks(field, edition) for field in fields]
        numbered = zip(*columns, strict=True)
        yield Grid(
            tuple(plain(field.label) for field in fields),
            tuple(Line(f"第{n}项", cells) for n, cells in enumerate(numbered, start=1)),
        )
    elif yearly:
        years = sorted({year for field in fields for year in field.years})
        yield Grid(
            tuple(f"{year}年" for year in years),
            tuple(sheet_line(field, years, edition) for field in fields),
        )
    else:
        for field in fields:
            yield question(field, edition)


def sheet_line(field: Field, years: Sequence[int], edition: Edition) -> Line:
    by_year: Mapping[int | None, Ask] = {ask.place.year: ask for ask in asks(field, edition)}
    cells = tuple(by_year.get(year) for year in years)
    return Line(plain(field.label), cells, clauses_of((field,), edition))
