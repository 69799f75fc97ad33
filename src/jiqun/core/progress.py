"""How far along something slow is."""

from collections.abc import Callable
from typing import TypeAlias

#: Called now and then with how much is done, and of how much; what it raises ends all.
Progress: TypeAlias = Callable[[int, int], None]
