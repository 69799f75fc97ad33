"""Declarations side by side (同类比较): the standard and the figures of the form, a row each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from jiqun.core.case import Case
from jiqun.core.form import Edition
from jiqun.core.form.model import Place
from jiqun.core.peers import Spread, as_number, compared_places, numbers_at, ranks, spread
from jiqun.core.rules.wording import in_unit
from jiqun.core.standard import Outcome, Requirement, judge
from jiqun.web.checks.layout import part_headings
from jiqun.web.declarations.models import Declaration, Submission
from jiqun.web.declarations.pages.blocks import anchor_of
from jiqun.web.declarations.pages.sheet import SLUG_OF
from jiqun.web.review.judged import called, filed_case, found, key_of, limit_said
from jiqun.web.review.reading import bare

TOO_FEW = "有数的不足两个"
STANDARD = "认定标准"
UNVERIFIED = "未核实，仅供参考"


@dataclass(frozen=True, slots=True)
class Peer:
    """One column: a declaration, and what was filed of it."""

    declaration: Declaration
    submission: Submission
    case: Case

    def address(self, key: str) -> str:
        """Of the cell, where its review reads it."""
        edition = self.case.facts.edition
        slug = SLUG_OF[edition.part_of[edition.places[key].field.id]]
        return f"{reverse('review_part', args=[self.declaration.pk, slug])}#{anchor_of(key)}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell: what stands there, and what is to be said of it; ``number`` where it is one."""

    value: str
    notes: tuple[str, ...] = ()
    address: str = ""
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    unit: str
    entries: tuple[Entry, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    edition: Edition
    peers: tuple[Peer, ...]
    groups: tuple[Group, ...]


def compared(edition: Edition, filed: Iterable[tuple[Declaration, Submission]]) -> Compared:
    """In the order given."""
    peers = tuple(
        Peer(declaration, submission, filed_case(submission)) for declaration, submission in filed
    )
    return Compared(edition, peers, tuple(groups_of(edition, peers)) if peers else ())


def groups_of(edition: Edition, peers: Sequence[Peer]) -> Iterator[Group]:
    yield Group(STANDARD, tuple(standard_lines(peers)))
    headings = part_headings(edition)
    lines: dict[str, list[Line]] = {}
    for place in compared_places(edition):
        lines.setdefault(edition.part_of[place.field.id], []).append(figure_line(place, peers))
    for part, of_part in lines.items():
        yield Group(headings[part], tuple(of_part))


# --- The standard ---


def standard_lines(peers: Sequence[Peer]) -> Iterator[Line]:
    """They are all of one year, so that the same is asked of each."""
    judged = [{(r.id, r.level): r for r in judge(peer.case)} for peer in peers]
    for which, first in judged[0].items():
        row = [of[which] for of in judged]
        limit = limit_said(first)
        doubt = "" if first.verified else f"　{UNVERIFIED}"
        yield Line(
            f"{called(first)}{limit}{doubt}",
            "",
            tuple(verdict(peer, each) for peer, each in zip(peers, row, strict=True)),
            outcomes(row),
        )


def verdict(peer: Peer, requirement: Requirement) -> Entry:
    key = key_of(requirement, peer.case.facts)
    address = peer.address(key) if key else ""
    return Entry(requirement.outcome.label, (found(requirement),), address)


def outcomes(row: Sequence[Requirement]) -> str:
    """“达到2个，无法判断1个”"""
    counts = [(each.label, sum(r.outcome is each for r in row)) for each in Outcome]
    return "，".join(f"{label}{count}个" for label, count in counts if count)


# --- Figures ---


def figure_line(place: Place, peers: Sequence[Peer]) -> Line:
    numbers = numbers_at(place.key, [peer.case.facts for peer in peers])
    entries = (
        figure_entry(place, peer, rank, len([n for n in numbers if n is not None]))
        for peer, rank in zip(peers, ranks(numbers), strict=True)
    )
    return Line(place.short, place.field.unit, tuple(entries), spread_said(spread(numbers)))


def figure_entry(place: Place, peer: Peer, rank: int | None, count: int) -> Entry:
    facts = peer.case.facts
    value = facts.get(place.key)
    notes = [f"{count}个中第{rank}"] if rank is not None else []
    notes.extend(computed_otherwise(place.key, peer.case))
    shown = bare(facts.edition, place.key, peer.submission.facts.get(place.key))
    number = as_number(value) if isinstance(value, (int, Decimal)) else None
    return Entry(shown, tuple(notes), peer.address(place.key), number)


def computed_otherwise(key: str, case: Case) -> Iterator[str]:
    """What comes out of the other cells, where the one filled in can't be that, or is blank."""
    if key not in case.figures or not case.figures[key].known:
        return
    figure, given = case.figures[key], case.figures.given(key)
    computed = in_unit(figure.quantity, figure.unit)
    if key not in case.facts:
        yield f"可算出{computed}"
    elif not figure.fits(given):
        yield f"应为{computed}"


def spread_said(spread: Spread | None) -> str:
    return spread.words if spread else TOO_FEW
