"""What the roster offers the form: each total as the form would print it, beside what is filled in.

Nothing is taken over by itself; ``taken`` gives the values of those that somebody chose.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from jiqun.core.case import Case
from jiqun.core.facts import Change
from jiqun.core.form.model import Kind, Place
from jiqun.core.quantity import Quantity, round_half_up
from jiqun.core.reading import Unreadable, read_value
from jiqun.core.roster.totals import Total
from jiqun.core.values import NONE, Value


class Standing(StrEnum):
    """How what is filled in stands to what the rows come to."""

    SAME = "same"
    ROUNDED = "rounded"  # another figure, but the rounding of the rows allows for it
    OPEN = "open"  # another figure, but rows with a blank allow for it
    DIFFERS = "differs"
    BLANK = "blank"
    UNREAD = "unread"  # something stands there that is no value


@dataclass(frozen=True, slots=True)
class Offer:
    """``value`` is None where the form could not hold the figure; ``difference`` is by how much it
    is more than what is filled in."""

    total: Total
    place: Place
    value: Decimal | int | None
    filled: Value | None
    standing: Standing
    difference: Decimal | None

    @property
    def settled(self) -> bool:
        """Nothing would change by taking it."""
        return self.value is None or self.standing is Standing.SAME

    @property
    def fills_a_blank(self) -> bool:
        """Nothing is filled in, and no row is missing from the figure."""
        blank = self.standing is Standing.BLANK and self.value is not None
        return blank and not self.total.lacking


def offers(case: Case) -> Mapping[str, Offer]:
    """An offer for every total that says something, by key."""
    return {key: offer(case, total) for key, total in case.totals.items() if tells(case, total)}


def tells(case: Case, total: Total) -> bool:
    """Zeros for what is not even printed, and that nobody asked for, only fill the page."""
    asked = total.key in case.facts.edition.printed or total.key in case.facts
    return asked or bool(total.value)


def offer(case: Case, total: Total) -> Offer:
    place, filled = case.facts.edition.places[total.key], case.facts.get(total.key)
    declared = case.figures.given(total.key)
    value = as_printed(total, place)
    return Offer(
        total,
        place,
        value,
        filled,
        Standing.UNREAD
        if total.key in case.unread_keys
        else standing_of(total, value, filled, declared),
        None if value is None or declared.value is None else value - declared.value,
    )


def as_printed(total: Total, place: Place) -> Decimal | int | None:
    """Half up, to as many decimals as the field has."""
    whole = place.field.kind is Kind.COUNT
    rounded = total.value.to_integral_value(ROUND_HALF_UP) if whole else round_half_up(total.value)
    try:
        value = read_value(place.field, f"{rounded:f}")
    except Unreadable:
        return None
    return value if isinstance(value, (Decimal, int)) else None


def standing_of(
    total: Total, value: Decimal | int | None, filled: Value | None, declared: Quantity
) -> Standing:
    if filled is None:
        return Standing.BLANK
    if value is not None and value == (0 if filled is NONE else filled):
        return Standing.SAME
    if declared.blank or not total.may_be(declared):  # blank: beyond what the field allows
        return Standing.DIFFERS
    return Standing.OPEN if total.lacking else Standing.ROUNDED


def beneath(case: Case) -> Mapping[str, Total]:
    """What some totals are computed from and the form has no place for, by key."""
    return {key: total for key, total in case.every_total.items() if key not in case.totals}


def answers(case: Case) -> tuple[Change, ...]:
    """What the workbook has for the worksheet (测算底稿), where that is something new."""
    if case.roster is None:
        return ()
    return case.facts.diff(case.facts.overlay(case.roster.worksheet))


def taken(case: Case, keys: Collection[str]) -> dict[str, Value | None]:
    """The values of the chosen offers."""
    found = offers(case)
    chosen = ((key, found[key].value) for key in found if key in keys)
    return {key: value for key, value in chosen if value is not None}
