"""Case: everything a rule may see, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from jiqun.core.evidence import Demand, demands
from jiqun.core.facts import Facts, Problem
from jiqun.core.figures import Figures
from jiqun.core.form.model import TEXTS, Kind, Place, Proof
from jiqun.core.roster.model import Roster
from jiqun.core.roster.once import once
from jiqun.core.roster.population import industries_of
from jiqun.core.roster.rules import RowFinding, judge_rows
from jiqun.core.roster.totals import Total, every_total_of, in_form, listed
from jiqun.core.text import count_words
from jiqun.core.values import Value

# A case is made for every look at a declaration; its roster stays the same for hours.
judged_once, totalled_once = once(judge_rows), once(every_total_of)
listed_once = once(listed)
industries_once = once(
    lambda roster: industries_of(roster.population[roster.edition.years.base]),
)


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
    to the files attached to it; None if nothing is known of evidence at all. ``roster`` are the
    firms and the other lists, None if none are handed in. ``earlier`` are filings of the same
    cluster in earlier calls, oldest first.
    """

    facts: Facts
    unread: tuple[Problem, ...] = ()
    overflows: tuple[Overflow, ...] = ()
    unshown: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    evidence: Mapping[str, tuple[str, ...]] | None = None
    roster: Roster | None = None
    earlier: tuple[Facts, ...] = ()
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
    def unread_keys(self) -> frozenset[str]:
        """Where something stands that is no value: blank, but not for the one who filled it in."""
        return frozenset(problem.key for problem in self.unread) - self.facts.keys()

    @cached_property
    def numbers(self) -> tuple[tuple[Place, Decimal | int], ...]:
        return tuple((p, value) for p, value in self.filled if isinstance(value, (Decimal, int)))

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

    # What the roster has for the form.

    @cached_property
    def row_findings(self) -> tuple[RowFinding, ...]:
        """Everything that is wrong with single rows."""
        return judged_once(self.placed_roster) if self.placed_roster else ()

    @cached_property
    def row_findings_of(self) -> Mapping[str, tuple[RowFinding, ...]]:
        """The same by rule: each of many rules asks for its own."""
        found: dict[str, list[RowFinding]] = {}
        for finding in self.row_findings:
            found.setdefault(finding.rule, []).append(finding)
        return {rule: tuple(those) for rule, those in found.items()}

    @cached_property
    def placed_roster(self) -> Roster | None:
        """The roster, knowing where the cluster is."""
        roster, district = self.roster, self.facts.get("cover.district")
        if roster is None or not isinstance(district, str) or roster.district == district:
            return roster
        return replace(roster, district=district)

    @cached_property
    def every_total(self) -> Mapping[str, Total]:
        """What the firms and the lists come to, by key."""
        return totalled_once(self.roster) if self.roster else {}

    @cached_property
    def totals(self) -> Mapping[str, Total]:
        """Those that the form has a place for, in its order."""
        return in_form(self.every_total, self.facts.edition)

    @cached_property
    def listed(self) -> Mapping[str, Total]:
        """For the key of each count, the rows that the list for it has; the firms may give another
        total for the same."""
        return listed_once(self.roster) if self.roster else {}

    @cached_property
    def listed_demands(self) -> frozenset[str]:
        """The keys of those demands for a list (清单) that a list of the roster meets: it has rows
        for every figure that demands it. Whether they are enough is for another rule."""
        return frozenset(
            demand.key
            for demand in self.demands
            if demand.proof is Proof.LIST
            and all(self.has_rows_for(place.key) for place in demand.places)
        )

    @property
    def unproved(self) -> tuple[Demand, ...]:
        """What is demanded and neither among the evidence nor a list of the roster."""
        proved = (self.evidence or {}).get
        return tuple(
            demand
            for demand in self.demands
            if not proved(demand.key) and demand.key not in self.listed_demands
        )

    def has_rows_for(self, key: str) -> bool:
        total = self.listed.get(key)
        return total is not None and total.value > 0

    @cached_property
    def industries(self) -> tuple[str, ...]:
        """The GB/T 4754 classes of the firms that are in the cluster in the base year."""
        return industries_once(self.roster) if self.roster else ()

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """The proofs that the answers given demand."""
        return demands(self.facts)
