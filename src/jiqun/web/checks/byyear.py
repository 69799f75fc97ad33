"""Tables of figures by year, as the page has them for what is computed and for what is totalled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ByYear:
    """The head of one; ``years`` are its columns, unless nothing in it has a year."""

    heading: str
    years: tuple[int, ...]

    @property
    def columns(self) -> int:
        """Label, values, unit, and where the disclosure stands."""
        return 3 + max(1, len(self.years))
