"""What a file or an earlier declaration offers for a draft: taken only where it is ticked."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from types import MappingProxyType

from jiqun.core.corrections import REASONS
from jiqun.core.facts import Facts, Problem, as_json
from jiqun.core.form import Edition
from jiqun.core.form.model import FIGURES, Place
from jiqun.core.reading import Raw
from jiqun.core.rules import RULES, Rank
from jiqun.documents.intake import Declared
from jiqun.web.checks.layout import part_headings
from jiqun.web.declarations.models import Source
from jiqun.web.declarations.pages.shown import called, in_words
from jiqun.web.declarations.queries.draft import Draft, Typed

#: What heads the reasons among what is offered.
REASONS_HEADING = "说明理由"


@dataclass(frozen=True, slots=True)
class Offer:
    """``title`` says where it comes from; ``unread`` could not be read there, ``typed_only``
    neither, but can be had as it was typed."""

    source: Source
    title: str
    facts: Facts
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unread: tuple[Problem, ...] = ()
    typed_only: Mapping[str, Raw] = field(default_factory=lambda: MappingProxyType({}))

    def typed(self, edition: Edition) -> Mapping[str, Typed]:
        """What it has under the keys of another edition, or the same."""
        values: dict[str, Typed] = {
            key: as_json(v) for key, v in self.facts.items() if key in edition.places
        }
        values |= {k: as_typed(raw) for k, raw in self.typed_only.items() if k in edition.places}
        reasons = {
            f"{REASONS}{rule}": text
            for rule, text in self.reasons.items()
            if rule not in self.reasons_without_rule
        }
        return {**values, **reasons}

    @property
    def reasons_without_rule(self) -> frozenset[str]:
        """Those for rules that ask for none, as other rule books may have it."""
        asking = {rule for rule, known in RULES.items() if known.rank is Rank.EXPLAIN}
        return frozenset(self.reasons.keys() - asking)

    def has_no_place(self, edition: Edition) -> int:
        """How much of it belongs to years that the edition does not ask for."""
        return sum(key not in edition.places for key in (*self.facts, *self.typed_only))

    def is_same_form(self, edition: Edition) -> bool:
        """A file of this very form, and not last time's or another year's."""
        return self.source is Source.WORD and self.facts.edition.id == edition.id

    def speaks_of(self, edition: Edition, place: Place | None) -> bool:
        """Whether it says the very same thing there: of another year's form, or of an earlier call,
        only the figures of years gone by do."""
        if self.is_same_form(edition):
            return True
        if place is None or place.year is None:
            return False
        return place.field.kind in FIGURES and place.year <= edition.years.base


def as_typed(raw: Raw) -> Typed:
    return list(raw) if isinstance(raw, tuple) else raw


@dataclass(frozen=True, slots=True)
class Difference:
    """``ticked`` is proposed: nothing stands there yet, and the offer speaks of the same."""

    key: str
    called: str
    now: str
    offered: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    rows: tuple[Difference, ...]

    def ticked_as(self, keys: Collection[str]) -> "Group":
        return Group(self.heading, tuple(replace(row, ticked=row.key in keys) for row in self.rows))


def from_file(declared: Declared, name: str) -> Offer:
    return Offer(Source.WORD, name, declared.facts, declared.reasons, declared.unread)


def lay_out_offer(
    draft: Draft,
    edition: Edition,
    offer: Offer,
    opened: Container[str],
    conflicting: Sequence[str] = (),
) -> tuple[Group, ...]:
    """What differs and may be changed, part by part; what has just turned out to be in
    dispute is not ticked again."""
    headings = part_headings(edition)
    every = differences(draft, edition, offer, conflicting)
    found = (row for row in every if row.key in opened)
    grouped = groupby(found, key=lambda row: heading_of(edition, headings, row.key))
    return tuple(Group(heading, tuple(rows)) for heading, rows in grouped)


def differences(
    draft: Draft, edition: Edition, offer: Offer, conflicting: Sequence[str]
) -> Iterator[Difference]:
    offered = offer.typed(edition)
    reasons = (key for key in offered if key.startswith(REASONS))
    for key in (*(key for key in edition.places if key in offered), *reasons):
        now, new = draft.typed.get(key), offered[key]
        if now != new:
            same = offer.speaks_of(edition, edition.places.get(key))
            yield Difference(
                key=key,
                called=called(edition, key),
                now=in_words(edition, key, now),
                offered=in_words(edition, key, new),
                ticked=now is None and same and key not in conflicting,
            )


def heading_of(edition: Edition, headings: Mapping[str, str], key: str) -> str:
    place = edition.places.get(key)
    return headings[edition.part_of[place.field.id]] if place else REASONS_HEADING
