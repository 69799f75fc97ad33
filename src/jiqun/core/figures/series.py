"""A figure over the years: which year is out of line, and whether nothing moves at all."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from jiqun.core.figures.book import Figures
from jiqun.core.form import Edition, get_edition
from jiqun.core.form.model import FIGURES, Field, Kind
from jiqun.core.interval import ZERO
from jiqun.core.quantity import Quantity

#: The unit of the smaller amounts.
WAN = "万元"

#: The figure of each year that has one; blank, 无 and 0 are left out.
Series: TypeAlias = Mapping[int, Quantity]

#: More than so many times the year before, or less than that part of it, is a leap.
LEAP = 3
#: A district's output moves by a few per cent a year, by a fifth where a large plant opens or
#: closes; beyond this a share or an output is more likely to be wrong.
UNSTEADY = Decimal("1.3")
#: Fewer firms than this come and go by multiples.
FEW = 10

#: So many 万元 and less are spent one year and not the next.
LITTLE = 10

#: So many firms or people do not stay the same to the last one for three years; a small cluster
#: often keeps its three 小巨人.
MANY = 50
#: From here on a figure has three digits as printed, too many to be the same thrice by chance.
THREE_DIGITS = 1


def yearly(edition: Edition) -> Iterator[Field]:
    """The printed figures of every year; not the standards, which are too few of each kind."""
    for field in edition.printed_fields:
        if field.years and field.kind in FIGURES and not field.key:
            yield field


@cache
def yearly_fields(edition_id: str) -> frozenset[str]:
    return frozenset(field.id for field in yearly(get_edition(edition_id)))


def filled_years(of: Figures, field: Field) -> Series:
    given = {year: of.given(field.id, year) for year in field.years}
    return {year: quantity for year, quantity in given.items() if quantity.value}


def apart(one: Quantity, other: Quantity, factor: int | Decimal) -> bool:
    """Is either of them certainly more than so many times the other?"""
    less, more = sorted((one, other), key=as_printed)
    # What is printed is quickly compared, and nearly always settles it.
    return as_printed(more) > as_printed(less) * factor and certainly_more(more, less * factor)


def as_printed(quantity: Quantity) -> Decimal:
    return quantity.value or ZERO


def certainly_more(one: Quantity, other: Quantity) -> bool:
    """More on any reading of both; nothing is certain of what is blank."""
    if one.interval is None or other.interval is None:
        return False
    return one.interval.low > other.interval.high


def leap(field: Field, one: Quantity, other: Quantity) -> bool:
    """Growth may be anything after anything; firms and money come and go when few."""
    if field.low != 0:
        return False
    more = max(as_printed(one), as_printed(other))
    few = field.kind is Kind.COUNT and more < FEW
    little = field.unit == WAN and more < LITTLE
    return not few and not little and apart(one, other, LEAP)


def out_of_line(field: Field, series: Series) -> tuple[int, ...]:
    """The years that leap away from all others, if any year leaps from the one before; where none
    is alone with that, every year of a leap."""
    leaps = [
        {before, now}
        for before, now in pairwise(series)
        if now == before + 1 and leap(field, series[before], series[now])
    ]
    if not leaps:
        return ()
    alone = tuple(
        year
        for year in series
        if all(leap(field, series[year], series[other]) for other in series if other != year)
    )
    return alone or tuple(sorted(set().union(*leaps)))


def leaps_alone(of: Figures, key: str) -> bool:
    """Is it the one year that leaps away from at least two others, which agree with each other?
    Then whatever it is compared with is less in doubt than itself."""
    place = of.facts.edition.places[key]
    if place.field.id not in yearly_fields(of.facts.edition.id):
        return False
    series = filled_years(of, place.field)
    alone = out_of_line(place.field, series)
    return len(series) > 2 and alone == (place.year,)


def stands_still(field: Field, series: Series) -> bool:
    """The same in every year, to more digits than real figures keep."""
    values = {quantity.value for quantity in series.values() if quantity.value is not None}
    if len(series) < len(field.years) or len(values) > 1:
        return False
    (value,) = values
    if field.kind is Kind.COUNT:
        return value >= MANY
    # Of a whole that is all there is nothing moves; what is per 万元 has few digits to move in.
    return abs(value) >= THREE_DIGITS and value != field.high and "/" not in field.unit


def district_moves(of: Figures) -> tuple[int, ...]:
    """The years between which the district's implied output moves more than districts do; not
    where the cluster's own output leaps, which is a matter of its own."""
    field = of.facts.edition.fields["output"]
    own = {year: of.given("output", year) for year in of.years.past}
    implied = {year: of[f"district_output.{year}"].quantity for year in own}
    moved = [
        {before, now}
        for before, now in pairwise(own)
        if apart(implied[before], implied[now], UNSTEADY) and not leap(field, own[before], own[now])
    ]
    return tuple(sorted(set().union(*moved)))
