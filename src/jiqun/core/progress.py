"""How far along something slow is."""

from collections.abc import Callable
from typing import TypeAlias

#: Told how much is done, and of how much; whatever it raises ends the work.
Progress: TypeAlias = Callable[[int, int], None]


def unheard(done: int, total: int) -> None:
    """Nobody asks how far along it is."""
