"""The book of figures (指标): defining them when they are imported, computing them when asked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import dropwhile, takewhile
from types import MappingProxyType
from typing import TypeAlias

from jiqun.core.facts import Facts
from jiqun.core.form.model import Field, Kind, Place
from jiqun.core.form.years import Years
from jiqun.core.interval import ZERO, Interval
from jiqun.core.quantity import Leaf, Quantity
from jiqun.core.reading import print_value
from jiqun.core.text import one_sentence
from jiqun.core.values import NONE


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to compute a figure. With ``slip`` it is a known mistake instead: nobody may compute
    it so, but whoever did is told by that sentence."""

    name: str
    quantity: Quantity
    slip: str = ""


def accepted(reading: Reading) -> bool:
    return not reading.slip


#: A formula is given the figures it may build on, and a year (the base year where it has none). It
#: yields the accepted readings first; the slips behind them are computed only when looked for.
Formula: TypeAlias = "Callable[[Figures, int], Iterator[Reading]]"

#: Which years a figure is computed for; none means once.
YearsOf: TypeAlias = Callable[[Years], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure as it is defined; ``sentence`` is its formula in words."""

    id: str
    label: str
    unit: str
    part: str
    years: YearsOf | None
    cites: tuple[str, ...]
    sentence: str
    formula: Formula

    def keys(self, years: Years) -> Iterator[tuple[str, int | None]]:
        if self.years is None:
            yield self.id, None
            return
        for year in self.years(years):
            yield f"{self.id}.{year}", year


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure in every accepted reading of it.

    ``key`` is also the key of the printed field it is to agree with, where there is one.
    """

    key: str
    definition: Definition
    year: int | None
    readings: tuple[Reading, ...]

    @property
    def label(self) -> str:
        return f"{self.year}年{self.definition.label}" if self.year else self.definition.label

    @property
    def unit(self) -> str:
        return self.definition.unit

    @property
    def known(self) -> tuple[Reading, ...]:
        """The readings that give a number."""
        return tuple(reading for reading in self.readings if not reading.quantity.blank)

    @property
    def quantity(self) -> Quantity:
        """The first reading that gives a number; blank if none does."""
        return (self.known or self.readings)[0].quantity

    @property
    def value(self) -> Decimal | None:
        """As the form would print it, half up; None if it cannot be computed."""
        return self.quantity.rounded

    @property
    def inputs(self) -> tuple[str, ...]:
        """The keys of the facts that its readings are computed from, or would be."""
        used = self.known or self.readings
        return tuple(dict.fromkeys(key for r in used for key in r.quantity.keys))

    def fits(self, declared: Quantity) -> bool:
        """Could the declared figure be any reading of this one?"""
        return fits_any(self.readings, declared)


def fits_any(readings: Iterable[Reading], declared: Quantity) -> bool:
    """Nothing is known if the first reading, the one that the printed form gives, cannot be
    computed. The others are computed only when they are needed."""
    for number, reading in enumerate(readings):
        if reading.quantity.blank and number == 0:
            return True
        if not reading.quantity.blank and reading.quantity.meets(declared):
            return True
    return False


NOTHING_ELSE: Mapping[str, Quantity] = MappingProxyType({})


class Figures(Mapping[str, Figure]):
    """Every figure of one declaration by key, each computed when first asked for."""

    def __init__(self, facts: Facts, instead: Mapping[str, Quantity] = NOTHING_ELSE) -> None:
        """``instead`` of what is filled in, or of what formulas find computed, by key."""
        self.facts = facts
        self.years = facts.edition.years
        self._instead = instead
        self._given: dict[str, Quantity] = {**instead}
        self._computed: dict[str, Figure] = {}
        self._agrees: dict[str, bool] = {}
        self._keys = keys_of(self.years)

    def __getitem__(self, key: str) -> Figure:
        if key not in self._computed:
            definition, year = self._keys[key]
            readings = takewhile(accepted, self._readings(key))
            self._computed[key] = Figure(key, definition, year, tuple(readings))
        return self._computed[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def given(self, id: str, year: int | None = None) -> Quantity:
        """A filled-in figure. Blank if it is blank, no number, out of its field's range, or no
        whole number of things: what a rule of its own complains of must not be computed with."""
        key = f"{id}.{year}" if year else id
        if key not in self._given:
            self._given[key] = given(self.facts.edition.places[key], self.facts)
        return self._given[key]

    def computed(self, id: str, year: int | None = None) -> Quantity:
        """Another figure, as a formula speaks of it."""
        key = f"{id}.{year}" if year else id
        if key in self._instead:
            return self._instead[key]
        figure = self[key]
        return figure.quantity.named(figure.label)

    def agrees(self, key: str) -> bool:
        """Could the declared figure have been computed so? Yes if it is blank."""
        if key not in self._agrees:
            declared, readings = self.given(key), takewhile(accepted, self._readings(key))
            self._agrees[key] = declared.blank or fits_any(readings, declared)
        return self._agrees[key]

    def _readings(self, key: str) -> Iterator[Reading]:
        """Its readings and then its slips, each computed when it is come to."""
        definition, year = self._keys[key]
        return definition.formula(self, year or self.years.base)

    def slip_of(self, key: str, declared: Quantity) -> str:
        """Which known mistake a declared figure looks like; "" if none, or if it is blank. One that
        comes to 0.00 would explain too much."""
        if declared.blank:
            return ""
        for slip in dropwhile(accepted, self._readings(key)):
            if slip.quantity.rounded and slip.quantity.meets(declared):
                return slip.slip
        return ""

    def known(self, part: str = "") -> Iterator[Figure]:
        """Those that can be computed, of one part or of all, in the order they are defined."""
        for key, (definition, _) in self._keys.items():
            if part in ("", definition.part) and self[key].known:
                yield self[key]


@cache
def keys_of(years: Years) -> Mapping[str, tuple[Definition, int | None]]:
    """Every figure there is in a form of those years, in the order they are defined."""
    return {
        key: (definition, year)
        for definition in DEFINITIONS.values()
        for key, year in definition.keys(years)
    }


#: “无” counts as zero; it is exact, unlike a printed 0.00.
NOTHING = Interval.exactly(0)


def given(place: Place, facts: Facts) -> Quantity:
    value, field = facts.get(place.key), place.field
    if isinstance(value, (Decimal, int)):
        unit = "%" if field.unit == "%" else ""
        leaf = Leaf(place.short, print_value(value) + unit, place.key)
        number = Decimal(value)
        interval = meant(field, number)
        return Quantity(number if interval else None, interval, leaf=leaf)
    if value is NONE:
        return Quantity(ZERO, NOTHING, leaf=Leaf(place.short, value.value, place.key))
    return Quantity(None, None, leaf=Leaf(place.short, "空白", place.key))


def meant(field: Field, number: Decimal) -> Interval | None:
    """What a number in that field may stand for; None if it may not stand there, of which a rule
    of its own complains."""
    low, high = field.low, field.high
    if (low is not None and number < low) or (high is not None and number > high):
        return None
    if field.kind is not Kind.COUNT:
        return Interval.printed(number).within(low, high)
    return Interval(number, number) if number == number.to_integral_value() else None


class BadFigure(Exception):
    """A figure is defined wrongly; raised when it is imported."""


DEFINITIONS: dict[str, Definition] = {}


def figure(
    id: str,
    label: str,
    unit: str,
    *,
    part: str,
    years: YearsOf | None = None,
    cites: tuple[str, ...] = (),
) -> Callable[[Formula], Formula]:
    """Define a generator of readings as the figure ``id``; its docstring says the formula."""

    def define(formula: Formula) -> Formula:
        if id in DEFINITIONS:
            raise BadFigure(f"{id} is defined twice")
        if not formula.__doc__:
            raise BadFigure(f"{id} has no formula in words")
        sentence = one_sentence(formula.__doc__)
        DEFINITIONS[id] = Definition(id, label, unit, part, years, cites, sentence, formula)
        return formula

    return define


def past(years: Years) -> tuple[int, ...]:
    return years.past


def past_and_prior(years: Years) -> tuple[int, ...]:
    return (years.prior, *years.past)
