"""Case: everything a rule may see, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from jiqun.core.facts import Facts, Problem


@dataclass(frozen=True, slots=True)
class Overflow:
    """A value too long for its cell even at the smallest size, by so many characters."""

    key: str
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """``unread`` are cells or entries that could not be taken over, ``overflows`` values that do
    not fit their cell, ``unshown`` by key the characters that no font of ours has, ``reasons`` the
    applicant's written reasons by rule id."""

    facts: Facts
    unread: tuple[Problem, ...] = ()
    overflows: tuple[Overflow, ...] = ()
    unshown: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
