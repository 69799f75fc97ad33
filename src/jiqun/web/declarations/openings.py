"""To whom else what was filed has been opened, by whoever keeps that."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from jiqun.web.declarations.models import Declaration


@dataclass(frozen=True, slots=True)
class Opening:
    """``what`` may be read, from one day to another, both included; ``stands`` says whether it is
    so today."""

    department: str
    what: str
    purpose: str
    starts: date
    ends: date
    stands: str


Source: TypeAlias = Callable[[Declaration], Iterable[Opening]]

#: Apps add theirs when they are ready.
SOURCES: list[Source] = []


def openings_of(declaration: Declaration) -> tuple[Opening, ...]:
    return tuple(opening for source in SOURCES for opening in source(declaration))
