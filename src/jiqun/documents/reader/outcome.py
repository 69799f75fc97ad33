"""Outcome: what a matcher made of one cell."""

from dataclasses import dataclass
from typing import Protocol

from jiqun.core.form.model import Place
from jiqun.documents.paper.sheet import Slot


@dataclass(frozen=True, slots=True)
class Outcome:
    """``written`` is the raw text of each slot and ``ticked`` the options of each place.

    ``stray`` is text that belongs nowhere, ``fault`` says why nothing in the cell could be
    understood, and ``altered`` is the print that the cell should show and does not.
    """

    written: tuple[tuple[Slot, str], ...] = ()
    ticked: tuple[tuple[Place, tuple[str, ...]], ...] = ()
    stray: str = ""
    fault: str = ""
    altered: str = ""


#: A cell that prints what it should and holds nothing.
NOTHING = Outcome()


class Matcher(Protocol):
    """Knows what one cell prints, and so what is written in it."""

    @property
    def places(self) -> tuple[Place, ...]: ...

    def match(self, text: str) -> Outcome: ...
