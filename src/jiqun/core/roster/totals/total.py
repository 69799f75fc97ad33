"""Total: a figure that rows come to, and the rows."""

from dataclasses import dataclass
from decimal import Decimal

from jiqun.core.quantity import Quantity

#: Of 万元 into 亿元, of 吨 into 万吨.
TEN_THOUSANDTH = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Total:
    """What the key of the form comes to, in the unit of the form.

    ``rows`` of the list ``schedule`` make it, each by what stands under ``column``; ``words`` say
    how. A row that should count and has a blank is among ``lacking``. The interval allows for the
    rounding of each row, and for whatever those lacking may add. What is computed from other totals
    names them in ``parts``.
    """

    key: str
    quantity: Quantity
    rows: tuple[int, ...]
    words: str
    schedule: str = "firms"
    column: str = ""
    lacking: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def value(self) -> Decimal:
        assert self.quantity.value is not None  # what cannot be computed is no total
        return self.quantity.value

    @property
    def counter(self) -> str:
        """What its rows are counted in: firms, or rows of a list."""
        return "家" if self.schedule == "firms" else "行"

    def may_be(self, declared: Quantity) -> bool:
        """Could the declared figure be it?"""
        return self.quantity.meets(declared)
