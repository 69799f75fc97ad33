"""Firms that stand in the rosters of several declarations of a call (重复企业).

Of a roster no more is kept for it than identities and a few numbers, so that those of a whole call
are there at once, whatever else a process has read meanwhile.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from jiqun.core.facts import parse_facts
from jiqun.core.progress import Progress
from jiqun.core.roster.shared import Amount, Listed, Shared, amount_of, listed_in, once_each
from jiqun.core.roster.shared import shared_firms as find_shared
from jiqun.core.without import TAKEN_OFF, Without, without
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Call, Declaration, Submission
from jiqun.web.declarations.queries.roster import READ, Asked
from jiqun.web.kept import Kept
from jiqun.web.review.queries.across import asked_of, last_filed, standing_in

#: A firm takes a kilobyte.
MOST_FIRMS_KEPT = 100_000
#: So many rosters of 500 firms are read in a second.
FEW = 5


def listed(asked: Asked) -> tuple[Listed, ...]:
    """Its firms; none where it can't be read, which filing would have refused."""
    try:
        return listed_in(READ.get(asked).roster)
    except Refused:
        return ()


LISTED = Kept(listed, len, MOST_FIRMS_KEPT)


@dataclass(frozen=True, slots=True)
class Filed:
    """A declaration with what was filed of it; ``asked`` is its roster."""

    declaration: Declaration
    submission: Submission
    asked: Asked | None


@dataclass(frozen=True, slots=True)
class Side:
    """A declaration that shares firms with others: its rows, and what it is without them. ``year``
    is the last, of which the ``amounts`` are, by column."""

    declaration: Declaration
    firms: tuple[Listed, ...]
    year: int
    amounts: Mapping[str, Amount | None]
    without: Without


@dataclass(frozen=True, slots=True)
class Duplicates:
    """``compared`` rosters; ``silent`` are the declarations without one that could be read."""

    shared: tuple[Shared, ...]
    sides: Mapping[int, Side]
    declarations: Mapping[int, Declaration]
    compared: int
    silent: tuple[Declaration, ...]


def rosters_for(user: User, call: Call, and_of: Declaration | None = None) -> tuple[Filed, ...]:
    """The rosters that are compared for a reader: those of the call that still stand, as far as
    the reader may know of them, and the one asked about wherever it stands."""
    declarations = {each.pk: each for each in standing_in(call, user)}
    if and_of is not None:
        declarations.setdefault(and_of.pk, and_of)
    filed = last_filed(declarations.values())
    return tuple(
        Filed(each, filed[each.pk], asked_of(filed[each.pk]))
        for each in declarations.values()
        if each.pk in filed
    )


def unread(filed: Iterable[Filed]) -> tuple[Asked, ...]:
    """Those rosters that this process has yet to read."""
    asked = dict.fromkeys(each.asked for each in filed if each.asked)
    return tuple(each for each in asked if not LISTED.has(each))


def read_all(asked: Sequence[Asked], progress: Progress) -> None:
    """Nothing of it needs the database."""
    for number, each in enumerate(asked):
        progress(number, len(asked))
        LISTED.get(each)


def duplicates_among(filed: Iterable[Filed], of: Declaration | None = None) -> Duplicates:
    """Every firm that is shared; those of one declaration only, if it is named."""
    filed = tuple(filed)
    firms = {f.declaration.pk: LISTED.get(f.asked) if f.asked else () for f in filed}
    shared = find_shared(firms)
    if of is not None:
        shared = tuple(each for each in shared if of.pk in each.places)
    rows: dict[int, list[Listed]] = {}
    for stand in chain.from_iterable(each.stands for each in shared):
        rows.setdefault(stand.where, []).append(stand.firm)
    sides = (
        side_of(f, rows[f.declaration.pk])
        for f in filed
        if f.declaration.pk in rows and (of is None or of.pk == f.declaration.pk)
    )
    return Duplicates(
        shared=shared,
        sides={side.declaration.pk: side for side in sides},
        declarations={f.declaration.pk: f.declaration for f in filed},
        compared=sum(bool(each) for each in firms.values()),
        silent=tuple(f.declaration for f in filed if not firms[f.declaration.pk]),
    )


def side_of(filed: Filed, firms: Iterable[Listed]) -> Side:
    edition, typed = filed.submission.edition_id, filed.submission.facts
    needed = {key: typed[key] for key in typed if key.partition(".")[0] in TAKEN_OFF}
    facts, _ = parse_facts(edition, needed)  # all of them would take long for a whole call
    firms, year = once_each(firms), facts.edition.years.base
    amounts = dict(amounts_in(firms, year))
    return Side(filed.declaration, firms, year, amounts, without(facts, firms))


def amounts_in(firms: Sequence[Listed], year: int) -> Iterator[tuple[str, Amount | None]]:
    for column in ("output", "revenue", "staff"):
        yield column, amount_of(firms, f"{column}.{year}")
