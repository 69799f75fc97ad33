"""Clusters side by side: where each stands in a row of numbers, and how far they are apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from jiqun.core.facts import Facts
from jiqun.core.form import Edition
from jiqun.core.form.model import FIGURES, Place
from jiqun.core.quantity import round_half_up
from jiqun.core.values import Stated, Value

#: The parts whose figures are put side by side; those of the plan are intentions.
PARTS = ("一", "二", "三", "四", "五", "六", "七")
#: So few can't be ranked.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Spread:
    """Of so many numbers; blank ones are none."""

    count: int
    median: Decimal
    low: Decimal
    high: Decimal

    @property
    def words(self) -> str:
        """“中位数5.50，最小1.00，最大9.00”; each to two decimals at most, half up."""
        ends = f"最小{printed(self.low)}，最大{printed(self.high)}"
        return f"中位数{printed(self.median)}，{ends}，相差{printed(self.high - self.low)}"


def printed(number: Decimal) -> str:
    """As people read it: whole numbers without decimals."""
    rounded = round_half_up(number)
    return f"{rounded:.0f}" if number == number.to_integral_value() else f"{rounded:f}"


def as_number(value: Value | None) -> Decimal | None:
    """“无” is 0; a blank, or a text, is no number."""
    if value is Stated.NONE:
        return Decimal(0)
    return Decimal(value) if isinstance(value, (Decimal, int)) else None


def ranks(numbers: Sequence[Decimal | None]) -> tuple[int | None, ...]:
    """From the greatest down, equal ones alike; none where there are not two to be ranked. Whether
    more is better is not said."""
    known = [number for number in numbers if number is not None]
    if len(known) < FEWEST:
        return (None,) * len(numbers)
    return tuple(
        None if number is None else 1 + sum(other > number for other in known) for number in numbers
    )


def spread(numbers: Sequence[Decimal | None]) -> Spread | None:
    known = [number for number in numbers if number is not None]
    if len(known) < FEWEST:
        return None
    return Spread(len(known), median(known), min(known), max(known))


def compared_places(edition: Edition) -> tuple[Place, ...]:
    """The figures of the form that are put side by side: of the last year, where they have one."""
    return tuple(
        place
        for place in edition.printed.values()
        if place.field.kind in FIGURES
        and edition.part_of[place.field.id] in PARTS
        and place.year in (None, edition.years.base)
    )


def numbers_at(key: str, every: Sequence[Facts]) -> tuple[Decimal | None, ...]:
    return tuple(as_number(facts.get(key)) for facts in every)
