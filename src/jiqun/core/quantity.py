"""Quantity: a number that knows what it may be and how it came about.

Formulas are written with quantities as plain arithmetic; the same expression then gives the value,
the interval, the formula in words and the sum with its figures. Blank is catching: what is computed
from a blank is blank, never zero and never an exception.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, reduce
from typing import NamedTuple, TypeAlias

from jiqun.core.interval import EXACT, NEAR, Interval, NoNumber, nearly_root
from jiqun.core.reading import CENT

HUNDRED = Decimal(100)

Operand: TypeAlias = "Quantity | Decimal | int"

#: How tightly each sign binds; a looser one inside a tighter one is put in brackets.
BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2}
SIGNS = {"+": "＋", "-": "－", "*": "×", "/": "÷"}


class Leaf(NamedTuple):
    """Where a quantity begins: a constant, or another figure, with its name and its figures."""

    name: str
    shown: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """``value`` from the figures as printed, ``interval`` all it may be; both None if blank.

    ``sign`` and ``parts`` are the expression it came from, ``leaf`` where that begins.
    """

    value: Decimal | None
    interval: Interval | None
    sign: str = ""
    parts: tuple["Quantity", ...] = ()
    leaf: Leaf | None = None

    def __add__(self, other: Operand) -> "Quantity":
        return combine("+", self, other, NEAR.add, Interval.__add__)

    def __sub__(self, other: Operand) -> "Quantity":
        return combine("-", self, other, NEAR.subtract, Interval.__sub__)

    def __rsub__(self, other: Operand) -> "Quantity":
        return combine("-", other, self, NEAR.subtract, Interval.__sub__)

    def __mul__(self, other: Operand) -> "Quantity":
        return combine("*", self, other, NEAR.multiply, Interval.__mul__)

    def __truediv__(self, other: Operand) -> "Quantity":
        """Blank if the divisor is zero as printed (“无” included): there is no such figure."""
        divisor = lifted(other)
        if not divisor.value:
            return Quantity(None, None, "/", (self, divisor))
        return combine("/", self, divisor, NEAR.divide, Interval.__truediv__)

    def root(self, degree: int) -> "Quantity":
        """The positive root of that degree, blank for what may be negative; the quantity itself
        for the first."""
        if degree == 1:
            return self
        parts = (self, constant(degree))
        if self.value is None or self.interval is None or self.interval.low < 0:
            return Quantity(None, None, "root", parts)
        value = nearly_root(self.value, degree) if self.value else self.value
        return Quantity(value, self.interval.root(degree), "root", parts)

    @property
    def percent(self) -> "Quantity":
        """A figure in per cent as a factor: 84.06 as 0.8406."""
        return self.scaled("percent", NEAR.divide(Decimal(1), HUNDRED))

    @property
    def in_percent(self) -> "Quantity":
        """A factor in per cent: 0.1631 as 16.31."""
        return self.scaled("%", HUNDRED)

    def scaled(self, sign: str, factor: Decimal) -> "Quantity":
        if self.value is None or self.interval is None:
            return Quantity(None, None, sign, (self,))
        interval = self.interval * Interval.exactly(factor)
        return Quantity(NEAR.multiply(self.value, factor), interval, sign, (self,))

    @property
    def blank(self) -> bool:
        return self.interval is None

    @property
    def rounded(self) -> Decimal | None:
        """The value as the form would print it, half up."""
        return None if self.value is None else round_half_up(self.value)

    def named(self, name: str) -> "Quantity":
        """The same, as other formulas speak of it: by name, not by how it came about."""
        shown = "" if self.rounded is None else f"{self.rounded:f}"
        return Quantity(self.value, self.interval, "same", (self,), Leaf(name, shown))

    def limited(self, interval: Interval) -> "Quantity":
        """The same, known to lie elsewhere than its formula alone would say."""
        return Quantity(self.value, interval, "same", (self,))

    def leaves(self) -> Iterator[tuple[Leaf, "Quantity"]]:
        if self.leaf:
            yield self.leaf, self
        for part in self.parts:
            yield from part.leaves()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the facts it is computed from."""
        return tuple(dict.fromkeys(leaf.key for leaf, _ in self.leaves() if leaf.key))

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys it would need, and which are blank."""
        blank = (leaf.key for leaf, quantity in self.leaves() if leaf.key and quantity.blank)
        return tuple(dict.fromkeys(blank))

    @property
    def words(self) -> str:
        """The formula: “集群总产值 × 集群主导产业产值占比”."""
        return written(self, lambda leaf: leaf.name)

    @property
    def sum(self) -> str:
        """The formula with its figures: “69.48 × 84.06%”."""
        return written(self, lambda leaf: leaf.shown)

    def meets(self, other: "Quantity") -> bool:
        """Could both be the same number? Nothing is known of what is blank."""
        if self.interval is None or other.interval is None:
            return True
        return self.interval.meets(other.interval)


def round_half_up(value: Decimal) -> Decimal:
    """To two decimals, as people round (填报说明 2); zero has no sign."""
    rounded = value.quantize(CENT, ROUND_HALF_UP, EXACT)
    return abs(rounded) if rounded == 0 else rounded


def constant(number: Decimal | int, name: str = "", shown: str = "") -> Quantity:
    """A number that is what it is; ``name`` says in words where it comes from."""
    number = Decimal(number)
    shown = shown or f"{number:f}"
    return Quantity(number, Interval.exactly(number), leaf=Leaf(name or shown, shown))


def between(low: Decimal, usual: Decimal, high: Decimal, name: str) -> Quantity:
    """A factor for which a standard gives a range, shown at its usual value."""
    return Quantity(usual, Interval(low, high), leaf=Leaf(name, f"{usual:f}"))


def total(quantities: Iterable[Quantity]) -> Quantity:
    """The sum of all of them, blank ones included, so that it is blank if any is."""
    return reduce(Quantity.__add__, quantities)


def lifted(operand: Operand) -> Quantity:
    if isinstance(operand, Quantity):
        return operand
    return whole_number(operand) if isinstance(operand, int) else constant(operand)


@lru_cache
def whole_number(number: int) -> Quantity:
    """The few constants that stand in formulas: 1, 2, 10000."""
    return constant(number)


def combine(
    sign: str,
    one: Operand,
    other: Operand,
    value: Callable[[Decimal, Decimal], Decimal],
    interval: Callable[[Interval, Interval], Interval],
) -> Quantity:
    left, right = lifted(one), lifted(other)
    if left.interval is None or right.interval is None:
        return Quantity(None, None, sign, (left, right))
    assert left.value is not None and right.value is not None
    try:
        span = interval(left.interval, right.interval)
    except NoNumber:
        return Quantity(None, None, sign, (left, right))
    return Quantity(value(left.value, right.value), span, sign, (left, right))


def written(quantity: Quantity, show: Callable[[Leaf], str]) -> str:
    """The expression as people write it, each leaf as ``show`` has it."""
    if quantity.leaf:
        return show(quantity.leaf)
    if quantity.sign in ("percent", "same"):  # a leaf in per cent shows its sign by itself
        return written(quantity.parts[0], show)
    if quantity.sign == "%":
        return f"{bracketed(quantity.parts[0], 2, show)} × 100%"
    if quantity.sign == "root":
        inner, degree = quantity.parts
        mark = {2: "√", 3: "³√"}[int(degree.value or 0)]
        return f"{mark}{bracketed(inner, 3, show)}"
    left, right = quantity.parts
    binding = BINDING[quantity.sign]
    tighter = binding + (quantity.sign in "-/")  # a − (b − c) and a ÷ (b × c) need their brackets
    first, second = bracketed(left, binding, show), bracketed(right, tighter, show)
    return f"{first} {SIGNS[quantity.sign]} {second}"


def bracketed(quantity: Quantity, binding: int, show: Callable[[Leaf], str]) -> str:
    text = written(quantity, show)
    loose = not quantity.leaf and quantity.sign in BINDING and BINDING[quantity.sign] < binding
    return f"（{text}）" if loose else text
