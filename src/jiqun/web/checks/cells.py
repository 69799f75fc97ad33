"""The cells of the form a finding speaks of, as a small table of what is filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiqun.core.facts import Facts
from jiqun.core.form.model import Field, Kind, Place
from jiqun.core.reading import print_value, shortened
from jiqun.core.text import count_words
from jiqun.core.values import NONE, Value

#: What is said of a cell in which nothing stands.
BLANK = "空白"

#: A longer text is shown by its beginning: the table says which text is meant, not all of it.
SHOWN_TEXT = 80


@dataclass(frozen=True, slots=True)
class Cell:
    """What is filled in, or that nothing is."""

    text: str
    blank: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class CellRow:
    label: str
    unit: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class CellTable:
    """``years`` head the columns where any of the cells has one."""

    years: tuple[int, ...]
    rows: tuple[CellRow, ...]

    @property
    def with_units(self) -> bool:
        return any(row.unit for row in self.rows)


def cell_table(places: Sequence[Place], facts: Facts) -> CellTable:
    """One row for each field (and line of it), one column for each year spoken of."""
    years = tuple(sorted({place.year for place in places if place.year}))
    grouped: dict[tuple[str, int | None], dict[int | None, Place]] = {}
    for place in places:
        grouped.setdefault((place.field.id, place.line), {})[place.year] = place
    rows = (cell_row(by_year, years, facts) for by_year in grouped.values())
    return CellTable(years, tuple(rows))


def cell_row(by_year: dict[int | None, Place], years: tuple[int, ...], facts: Facts) -> CellRow:
    place = next(iter(by_year.values()))
    line = f"（第{place.line}项）" if place.line else ""
    if None in by_year:
        whole = cell(by_year[None], facts)
        cells: tuple[Cell | None, ...] = (Cell(whole.text, whole.blank, span=max(1, len(years))),)
    else:
        cells = tuple(cell(by_year[year], facts) if year in by_year else None for year in years)
    return CellRow(f"{place.field.short}{line}", place.field.unit, cells)


def cell(place: Place, facts: Facts) -> Cell:
    value = facts.get(place.key)
    return Cell(BLANK, blank=True) if value is None else Cell(shown(place.field, value))


def in_full(place: Place, value: Value | None) -> str:
    """What stands in a cell, by itself: with its unit, if it is a figure."""
    return BLANK if value is None else shown(place.field, value) + unit_of(place.field, value)


def unit_of(field: Field, value: Value) -> str:
    """Only a figure has one."""
    return field.unit if isinstance(value, (Decimal, int)) else ""


def options_of(field: Field, value: Value) -> tuple[str, ...]:
    """What was ticked or chosen, as the form calls it; nothing of any other value."""
    if isinstance(value, frozenset):
        return tuple(option.label for option in field.options if option.id in value)
    chosen = field.kind is Kind.CHOICE and value is not NONE
    return (field.option(str(value)).label,) if chosen else ()


def shown(field: Field, value: Value) -> str:
    """A value in a table cell: options by their label, long texts and lists by their beginning."""
    options = options_of(field, value)
    if options or isinstance(value, frozenset):
        return "；".join(options)
    if isinstance(value, tuple):
        return beginning("；".join(value), f"共{len(value)}个")
    text = print_value(value)
    return beginning(text, f"共{count_words(text)}字")


def beginning(text: str, whole: str) -> str:
    return text if len(text) <= SHOWN_TEXT else f"{shortened(text, SHOWN_TEXT)}（{whole}）"
