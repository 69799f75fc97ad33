"""What was filed that can be gone and looked at: figures, and firms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from jiqun.core.facts import Facts, parse_facts
from jiqun.core.form import Edition
from jiqun.core.form.edition import ROSTER
from jiqun.core.form.model import FIGURES
from jiqun.core.rank import Rank
from jiqun.core.roster.listing import CODE, CellValue, Listing, Row
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.rules import judge_rows
from jiqun.core.roster.wording import firm_of, said_at
from jiqun.web.declarations.models import Quarantine, Submission
from jiqun.web.declarations.pages.shown import in_words
from jiqun.web.declarations.queries.roster import READ, Asked
from jiqun.web.review.models import ItemKind

#: What of a firm is told to whoever looks at it; of the years, the last.
TOLD = ("district", "since", "until", "industry", "product", "output", "revenue", "staff")
#: As ``VisitItem`` keeps it.
LONGEST_KEY = 200
GONE = "名录中已没有这家企业"


@dataclass(frozen=True, slots=True)
class Thing:
    """A figure or a firm as it was filed, in words."""

    kind: ItemKind
    key: str
    part: str
    label: str
    words: str


@dataclass(frozen=True)
class Filed:
    """What was filed, for drawing from; firms by code, or by name where they have none."""

    submission: Submission
    facts: Facts
    firms: Mapping[str, Row]
    listing: Listing | None
    roster: Roster | None

    @property
    def edition(self) -> Edition:
        return self.facts.edition

    def parts(self) -> Mapping[str, str]:
        """Of every figure, the part it stands in."""
        places, part_of = self.edition.places, self.edition.part_of
        return {
            key: part_of[places[key].field.id]
            for key, value in self.facts.items()
            if places[key].field.kind in FIGURES and isinstance(value, (Decimal, int))
        }

    def explained(self) -> set[str]:
        """Figures of which a finding speaks that its unit has given a reason for."""
        found = (f for f in self.submission.findings if f["reason"])
        return {key for finding in found for key in finding["fields"]}

    def flagged(self) -> set[str]:
        """Firms in whose rows there is something to be explained, or worse."""
        if self.roster is None:
            return set()
        rows = {
            each.row
            for each in judge_rows(self.roster)
            if each.schedule == FIRMS and each.rank is not Rank.HINT
        }
        return {key for key, row in self.firms.items() if row.number in rows}

    def figure(self, key: str) -> Thing:
        place = self.edition.places[key]
        words = in_words(self.edition, key, self.submission.facts.get(key))
        part = self.edition.part_of[place.field.id]
        return Thing(ItemKind.FIGURE, key, part, place.called, words)

    def firm(self, key: str, label: str = "") -> Thing:
        """By that label if it is not in the roster any more."""
        row = self.firms.get(key)
        if row is None or self.listing is None:
            return Thing(ItemKind.FIRM, key, ROSTER, label or key, GONE)
        code = row.text_at(CODE)
        named = f"{firm_of(row)}（{code}）" if code else firm_of(row)
        return Thing(ItemKind.FIRM, key, ROSTER, named, self.told_of(row))

    def told_of(self, row: Row) -> str:
        assert self.listing is not None
        base = self.edition.years.base
        keys = [key for name in TOLD for key in (name, f"{name}.{base}")]
        heads = self.listing.schedule.heads
        return "、".join(
            said_at(heads[key], row) for key in keys if key in heads and row.get(key) is not None
        )

    def thing(self, kind: str, key: str, label: str = "") -> Thing:
        return self.figure(key) if kind == ItemKind.FIGURE else self.firm(key, label)

    def value(self, kind: str, key: str) -> object:
        """To be compared with what was filed before."""
        if kind == ItemKind.FIGURE:
            return self.submission.facts.get(key)
        row = self.firms.get(key)
        return None if row is None else cells_of(row)


def cells_of(row: Row) -> Mapping[str, CellValue]:
    known = ((key, row.get(key)) for key in row.at)
    return {key: value for key, value in known if value is not None}


def filed_in(submission: Submission) -> Filed:
    facts, _ = parse_facts(submission.edition_id, submission.facts)
    roster = roster_of(submission, facts)
    listing = roster.firms if roster else None
    return Filed(submission, facts, by_key(listing.rows if listing else ()), listing, roster)


def roster_of(submission: Submission, facts: Facts) -> Roster | None:
    """Read once by a process; what is infected counts nothing."""
    blob = submission.roster
    if blob is None or blob.state == Quarantine.INFECTED:
        return None
    district = facts.get("cover.district")
    where = district if isinstance(district, str) else ""
    asked = Asked(blob.sha256, submission.roster_name, submission.edition_id, where)
    return READ.get(asked).roster


def by_key(rows: Iterable[Row]) -> Mapping[str, Row]:
    """Two rows of one firm count as the first."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault((row.text_at(CODE) or firm_of(row))[:LONGEST_KEY], row)
    return found
