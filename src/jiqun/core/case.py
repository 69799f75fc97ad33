"""Case: everything a rule may see, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from jiqun.core.evidence import Demand, demands
from jiqun.core.facts import Facts, Problem
from jiqun.core.figures import Figures
from jiqun.core.form.model import TEXTS, Kind, Place
from jiqun.core.text import count_words
from jiqun.core.values import Value


@dataclass(frozen=True, slots=True)
class Overflow:
    """A value too long for its cell even at the smallest size, by so many characters."""

    key: str
    characters: int


@dataclass(frozen=True, slots=True)
class Call:
    """The call (申报批次) a declaration is filed in: its first and its last day."""

    opens: date
    closes: date


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is declared, and what is known about it.

    ``unread`` are cells or entries that could not be taken over, ``overflows`` values that do not
    fit their cell, ``unshown`` by key the characters that no font of ours has, ``reasons`` the
    applicant's written reasons by rule id. ``evidence`` maps each demand (``jiqun.core.evidence``)
    to the files attached to it; None if nothing is known of evidence at all. ``listed`` says for
    the key of a count how many rows the attached schedule has for it. ``earlier`` are filings of
    the same cluster in earlier calls, oldest first, and ``industries`` the GB/T 4754 classes of the
    firms in its roster.
    """

    facts: Facts
    unread: tuple[Problem, ...] = ()
    overflows: tuple[Overflow, ...] = ()
    unshown: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    evidence: Mapping[str, tuple[str, ...]] | None = None
    listed: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    earlier: tuple[Facts, ...] = ()
    industries: tuple[str, ...] = ()
    call: Call | None = None

    # What many rules go through is gathered once.

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.facts)

    @cached_property
    def filled(self) -> tuple[tuple[Place, Value], ...]:
        """Everything that is not blank, in the order of the form."""
        places = self.facts.edition.places
        return tuple((places[key], value) for key, value in self.facts.items())

    @cached_property
    def numbers(self) -> tuple[tuple[Place, Decimal | int], ...]:
        return tuple((p, value) for p, value in self.filled if isinstance(value, Decimal | int))

    @cached_property
    def texts(self) -> tuple[tuple[Place, str], ...]:
        """Texts, and lists of names with one a line; chosen options are none."""
        return tuple(
            (place, "\n".join(value) if isinstance(value, tuple) else value)
            for place, value in self.filled
            if isinstance(value, tuple) or (isinstance(value, str) and place.field.kind in TEXTS)
        )

    @cached_property
    def words(self) -> Mapping[str, int]:
        """How many 字 each narrative has, by key."""
        return {
            place.key: count_words(text)
            for place, text in self.texts
            if place.field.kind is Kind.NARRATIVE
        }

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """The proofs that the answers given demand."""
        return demands(self.facts)
