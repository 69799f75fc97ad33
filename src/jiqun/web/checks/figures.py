"""The computed figures as the result page shows them: by part, with how each came about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiqun.core.factors import Factor, factors
from jiqun.core.facts import Facts
from jiqun.core.figures import DEFINITIONS, Definition, Figure, Figures
from jiqun.core.quantity import Quantity
from jiqun.core.rules.wording import in_unit
from jiqun.web.checks.byyear import ByYear

#: So many of the cells that a figure lacks are named.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Computed:
    """What stands in one column: the figure, and what was declared where that cannot be it."""

    value: str
    declared: str = ""


@dataclass(frozen=True, slots=True)
class Working:
    """How one reading of one year came about; ``words`` only where they say something new.

    ``declared`` is what was filled in where the form itself asks for the figure, and ``fits``
    whether that can be this reading.
    """

    when: str
    reading: str
    words: str
    sum: str
    result: str
    declared: str = ""
    fits: bool = False


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One definition. ``columns`` has one entry a year, or a single one for all of them."""

    definition: Definition
    columns: tuple[Computed | None, ...]
    workings: tuple[Working, ...]
    inputs: tuple[str, ...]
    factors: tuple[Factor, ...]
    slips: tuple[str, ...]

    @property
    def single(self) -> bool:
        return self.definition.years is None

    @property
    def dated(self) -> bool:
        return any(working.when for working in self.workings)

    @property
    def read(self) -> bool:
        return any(working.reading for working in self.workings)

    @property
    def declared(self) -> bool:
        return any(working.declared for working in self.workings)


@dataclass(frozen=True, slots=True)
class Uncomputed:
    label: str
    lacking: str


@dataclass(frozen=True, slots=True)
class FigureGroup(ByYear):
    rows: tuple[FigureRow, ...]
    uncomputed: tuple[Uncomputed, ...]


def lay_out_figures(figures: Figures) -> tuple[FigureGroup, ...]:
    """A group for each part that has figures, in the order of the form."""
    groups = (
        group(part.heading, [d for d in DEFINITIONS.values() if d.part == part.number], figures)
        for part in figures.facts.edition.parts
    )
    return tuple(group for group in groups if group.rows or group.uncomputed)


def group(heading: str, definitions: Sequence[Definition], figures: Figures) -> FigureGroup:
    every = {d: [figures[key] for key, _ in d.keys(figures.years)] for d in definitions}
    known = {d: [figure for figure in every[d] if figure.known] for d in definitions}
    dated = any(definition.years for definition in definitions)
    return FigureGroup(
        heading,
        figures.years.past if dated else (),
        tuple(figure_row(d, known[d], figures) for d in definitions if known[d]),
        tuple(
            lacking
            for d in definitions
            if not known[d] and (lacking := uncomputed(every[d][-1], figures.facts))
        ),
    )


def figure_row(definition: Definition, known: Sequence[Figure], figures: Figures) -> FigureRow:
    by_year = {figure.year: computed(figure, figures) for figure in known}
    years = figures.years.past if definition.years else (None,)
    places = figures.facts.edition.places
    inputs = (places[key] for figure in known for key in figure.inputs)
    return FigureRow(
        definition,
        tuple(by_year.get(year) for year in years),
        tuple(workings(known, figures)),
        tuple(dict.fromkeys(place.field.short for place in inputs)),
        tuple(dict.fromkeys(factor for figure in known for factor in factors(figure))),
        tuple(slips(known, figures)),
    )


def computed(figure: Figure, figures: Figures) -> Computed:
    declared = declared_for(figure, figures)
    differs = declared and not figure.fits(declared)
    return Computed(
        in_words(figure.quantity, figure.unit),
        in_words(declared, figure.unit) if declared and differs else "",
    )


def declared_for(figure: Figure, figures: Figures) -> Quantity | None:
    """What was filled in where the form itself asks for this figure."""
    if figure.key not in figures.facts.edition.printed:
        return None
    declared = figures.given(figure.key)
    return None if declared.blank else declared


def in_words(quantity: Quantity, unit: str) -> str:
    """The number alone: the unit has a column of its own."""
    return in_unit(quantity, unit).removesuffix(unit)


def workings(known: Sequence[Figure], figures: Figures) -> Iterator[Working]:
    """Every year and reading; the formula in words once, for the last year."""
    for figure in known:
        declared = declared_for(figure, figures)
        for reading in figure.known:
            quantity = reading.quantity
            yield Working(
                when=f"{figure.year}年" if figure.year else "",
                reading=reading.name,
                words=quantity.words if figure is known[-1] else "",
                sum=quantity.sum,
                result=in_unit(quantity, figure.unit),
                declared=in_unit(declared, figure.unit) if declared else "",
                fits=declared is not None and quantity.meets(declared),
            )


def slips(known: Sequence[Figure], figures: Figures) -> Iterator[str]:
    """Which known mistake a declared figure looks like that no reading gives."""
    for figure in known:
        declared = declared_for(figure, figures)
        if declared and not figure.fits(declared):
            slip = figures.slip_of(figure.key, declared)
            if slip:
                yield f"填报的{in_unit(declared, figure.unit)}{slip}。"


def uncomputed(figure: Figure, facts: Facts) -> Uncomputed | None:
    """What the first reading of a figure lacks; None if nothing, as where it divides by 无."""
    missing = figure.readings[0].quantity.missing
    if not missing:
        return None
    names = [facts.edition.places[key].short for key in missing]
    rest = f"等{len(names)}项" if len(names) > NAMED else ""
    return Uncomputed(figure.definition.label, "、".join(names[:NAMED]) + rest)
