"""Interval: every number that a printed figure may stand for.

Arithmetic rounds outwards, so the true result never falls outside; at fifty digits the excess is
far below anything a form can print.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

DIGITS = 50
DOWN = Context(prec=DIGITS, rounding=ROUND_FLOOR)
UP = Context(prec=DIGITS, rounding=ROUND_CEILING)
NEAR = Context(prec=DIGITS)
#: Wide enough for the cube of a root to be exact, and for the longest figure in full.
EXACT = Context(prec=4 * DIGITS)

ZERO = Decimal(0)
ONE = Decimal(1)
INFINITY = Decimal("Infinity")

#: A figure with two decimals stands for half a hundredth more and less (填报说明 2).
PRINTED_EXPONENT = -2
CENT = Decimal("0.01")
HALF_CENT = Decimal("0.005")


class NoNumber(ArithmeticError):
    """There is no such number: a division by exactly zero, an even root of something negative."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Every number from ``low`` to ``high``, both included; ``high`` may be infinite."""

    low: Decimal
    high: Decimal

    @classmethod
    def exactly(cls, number: Decimal | int) -> "Interval":
        number = Decimal(number)
        return cls(number, number)

    @classmethod
    def printed(cls, figure: Decimal | int) -> "Interval":
        """What a figure as printed stands for: a count for itself, 69.48 for 69.475 to 69.485."""
        if isinstance(figure, int):
            return cls.exactly(figure)
        half = HALF_CENT if figure.same_quantum(CENT) else half_of_last_place(figure)
        return cls(EXACT.subtract(figure, half), EXACT.add(figure, half))

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(DOWN.add(self.low, other.low), UP.add(self.high, other.high))

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(DOWN.subtract(self.low, other.high), UP.subtract(self.high, other.low))

    def __mul__(self, other: "Interval") -> "Interval":
        if self.low > ZERO and other.low > ZERO:
            return Interval(DOWN.multiply(self.low, other.low), UP.multiply(self.high, other.high))
        pairs = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(
            min(multiply(DOWN, a, b) for a, b in pairs), max(multiply(UP, a, b) for a, b in pairs)
        )

    def __truediv__(self, other: "Interval") -> "Interval":
        """Without end where the divisor may be next to zero. Raises ``NoNumber`` if it is zero
        or may be negative."""
        return self * other.inverse()

    def inverse(self) -> "Interval":
        if self.low < 0 or self.high == 0:
            raise NoNumber("divided by zero")
        high = UP.divide(ONE, self.low) if self.low else INFINITY
        return Interval(DOWN.divide(ONE, self.high), high)

    def root(self, degree: int) -> "Interval":
        """The root of that degree. Raises ``NoNumber`` for what may be negative."""
        if self.low < 0:
            raise NoNumber("root of a negative number")
        return Interval(root_below(self.low, degree), root_above(self.high, degree))

    def within(self, low: Decimal | None, high: Decimal | None) -> "Interval":
        """The part of it that lies between two limits."""
        bottom = self.low if low is None or low <= self.low else low
        top = self.high if high is None or high >= self.high else high
        inside = bottom is self.low and top is self.high
        return self if inside else Interval(bottom, top)

    def meets(self, other: "Interval") -> bool:
        """Could both stand for the same number?"""
        return self.low <= other.high and other.low <= self.high

    def __contains__(self, number: Decimal | int) -> bool:
        return self.low <= number <= self.high


def half_of_last_place(figure: Decimal) -> Decimal:
    exponent = figure.as_tuple().exponent
    assert isinstance(exponent, int)  # facts are finite
    return Decimal(5).scaleb(min(exponent, PRINTED_EXPONENT) - 1)


def multiply(context: Context, a: Decimal, b: Decimal) -> Decimal:
    """Zero times anything is zero, even where the anything has no end."""
    return context.multiply(a, b) if a and b else ZERO


def root_below(number: Decimal, degree: int) -> Decimal:
    if number in (ZERO, INFINITY):
        return number
    root = nearly_root(number, degree)
    while power(root, degree) > number:
        root = DOWN.next_minus(root)
    return root


def root_above(number: Decimal, degree: int) -> Decimal:
    if number in (ZERO, INFINITY):
        return number
    root = nearly_root(number, degree)
    while power(root, degree) < number:
        root = UP.next_plus(root)
    return root


def nearly_root(number: Decimal, degree: int) -> Decimal:
    """Right but for the last digit or two: Newton's method, each step doubles the digits."""
    if degree == 2:
        return NEAR.sqrt(number)
    root = Decimal(float(number) ** (1 / degree))
    for _ in range(3):
        slope = power(root, degree - 1)
        root = NEAR.divide(
            NEAR.add(NEAR.multiply(root, degree - 1), NEAR.divide(number, slope)), Decimal(degree)
        )
    return root


def power(number: Decimal, degree: int) -> Decimal:
    """Exact: a third power of fifty digits has a hundred and fifty."""
    result = number
    for _ in range(degree - 1):
        result = EXACT.multiply(result, number)
    return result
