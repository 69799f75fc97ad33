"""Every formula once more, on fractions: what the true values behind printed figures may give.

All formulas of the form rise or fall with each of their figures alone, so that the least and the
greatest result stand at corners: where every figure is at one end of what it may be.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product

from jiqun.core.facts import parse_facts
from jiqun.core.figures import Figures
from jiqun.core.interval import Interval

#: The product rounds outwards at fifty digits; this is far more than that can be out.
EXCESS = Fraction(1, 10**30)


def figures(typed: Mapping[str, str], edition_id: str = "beijing-2024") -> Figures:
    """Of a declaration in which nothing else is filled in."""
    facts, problems = parse_facts(edition_id, typed)
    assert problems == ()
    return Figures(facts)


def ends(typed: str) -> tuple[Fraction, ...]:
    """What a figure as printed may be: a count itself, two decimals half a hundredth more or less,
    though never less than nothing."""
    number = Fraction(typed)
    if "." not in typed:
        return (number,)
    half = Fraction(1, 200)
    return (max(number - half, Fraction(0)), number + half)


def corners(
    formula: Callable[..., Fraction],
    *typed: str,
    ends: Callable[[str], tuple[Fraction, ...]] = ends,
) -> tuple[Fraction, Fraction]:
    """The least and the greatest the formula can give."""
    results = [formula(*corner) for corner in product(*map(ends, typed))]
    return min(results), max(results)


def assert_spans(interval: Interval | None, least: Fraction, greatest: Fraction) -> None:
    """All of it, and next to nothing else."""
    assert interval is not None
    low, high = Fraction(interval.low), Fraction(interval.high)
    scale = 1 + max(abs(least), abs(greatest))
    assert least - EXCESS * scale <= low <= least
    assert greatest <= high <= greatest + EXCESS * scale
