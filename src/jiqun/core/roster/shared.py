"""Firms that stand in the rosters of several clusters, and what they add to each.

A firm may belong to two clusters; what is found here is to be looked at and no fault. By its code
a firm is the same whatever it is called; a row without a code that can be is taken for the firm of
its name, and says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiqun.core.roster.listing import CODE, NAME, Number, Row
from jiqun.core.roster.model import Roster
from jiqun.core.roster.population import in_cluster
from jiqun.core.roster.same import plain_firm
from jiqun.core.roster.uscc import plain_code, wrong_code

#: The columns by year that are added up: 产值、营业收入、从业人员期末数.
WEIGHED = ("output", "revenue", "staff")


@dataclass(frozen=True, slots=True)
class Listed:
    """A firm as one roster lists it. ``code`` is "" where there is none that can be; ``years`` are
    those at whose end nobody says it is outside; ``adds`` has by key what it adds to the total of a
    column, in the unit of the roster, None where it should add something and has a blank."""

    row: int
    name: str
    code: str
    plain: str
    years: frozenset[int]
    adds: Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a firm stands: the number of a roster, as whoever asks counts them."""

    where: int
    firm: Listed
    by_name: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """A firm that several rosters list for the same year."""

    name: str
    code: str
    stands: tuple[Stand, ...]

    @property
    def by_name(self) -> bool:
        """Is any of it only known by its name?"""
        return any(stand.by_name for stand in self.stands)

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(stand.where for stand in self.stands))


def listed_in(roster: Roster) -> tuple[Listed, ...]:
    """What is needed of a roster to compare it with others, which is little of it."""
    firms, years = roster.firms, roster.edition.years.past
    counted = {year: {m.place for m in roster.population[year]} for year in years}
    columns = [
        (f"{id}.{year}", year) for id in WEIGHED for year in years if firms.has(f"{id}.{year}")
    ]
    return tuple(
        Listed(
            row=row.number,
            name=row.text_at(NAME),
            code=usable_code(row),
            plain=plain_firm(row.text_at(NAME)),
            years=frozenset(year for year in years if in_cluster(row, year)),
            adds={
                key: firms.numbers[key][place] for key, year in columns if place in counted[year]
            },
        )
        for place, row in enumerate(firms.rows)
    )


def usable_code(row: Row) -> str:
    """Its code, if there can be such a one: two slips alike make no one firm, nor do eighteen
    noughts, which add up too."""
    code = plain_code(row.text_at(CODE))
    return "" if wrong_code(code) or len(set(code)) == 1 else code


def shared_firms(rosters: Mapping[int, Iterable[Listed]]) -> tuple[Shared, ...]:
    """Those that stand in several of the rosters for the same year, in the order of the rosters."""
    groups = (kept(stands) for stands in grouped(rosters))
    found = [Shared(*called(group), stands=group) for group in groups if group]
    order = {where: number for number, where in enumerate(rosters)}
    first = {id(each): each.stands[0] for each in found}
    return tuple(
        sorted(found, key=lambda s: (order[first[id(s)].where], first[id(s)].firm.row, s.code))
    )


def grouped(rosters: Mapping[int, Iterable[Listed]]) -> Iterator[list[Stand]]:
    """Rows that are the same firm: of one code, and without a code of the name of one of these; or
    without a code anywhere and of one name. A name that several codes go by stands with each."""
    coded: dict[str, list[Stand]] = {}
    codes: dict[str, set[str]] = {}
    rest: list[tuple[int, Listed]] = []
    for where, firms in rosters.items():
        for firm in firms:
            if firm.code:
                coded.setdefault(firm.code, []).append(Stand(where, firm, by_name=False))
                codes.setdefault(firm.plain, set()).add(firm.code)
            elif firm.plain:
                rest.append((where, firm))
    codes.pop("", None)
    named: dict[str, list[Stand]] = {}
    for where, firm in rest:
        stand = Stand(where, firm, by_name=True)
        known = codes.get(firm.plain)
        for group in [coded[c] for c in known] if known else [named.setdefault(firm.plain, [])]:
            group.append(stand)
    order = {where: number for number, where in enumerate(rosters)}
    for group in (*coded.values(), *named.values()):
        yield sorted(group, key=lambda stand: (order[stand.where], stand.firm.row))


def kept(stands: Sequence[Stand]) -> tuple[Stand, ...]:
    """Those that are in some year beside one of another roster: a firm that has moved from one
    cluster to another is in one at a time."""
    places: dict[int, set[int]] = {}
    for stand in stands:
        for year in stand.firm.years:
            places.setdefault(year, set()).add(stand.where)
    return tuple(s for s in stands if any(len(places[year]) > 1 for year in s.firm.years))


def called(group: Sequence[Stand]) -> tuple[str, str]:
    """Its name and its code: those of the first row that has a code."""
    firm = next((stand.firm for stand in group if not stand.by_name), group[0].firm)
    return firm.name, firm.code


# --- What they add up to ---


@dataclass(frozen=True, slots=True)
class Amount:
    """What some firms have of something together; ``lacking`` of them should and have a blank."""

    value: Decimal
    lacking: int


def amount_of(firms: Iterable[Listed], key: str) -> Amount | None:
    """None if none of them has such a column, or is in the cluster in that year."""
    numbers = [firm.adds[key] for firm in firms if key in firm.adds]
    if not numbers:
        return None
    known = [Decimal(number) for number in numbers if number is not None]
    return Amount(sum(known, Decimal(0)), len(numbers) - len(known))


def once_each(firms: Iterable[Listed]) -> tuple[Listed, ...]:
    """A row once, though its name may stand for several firms."""
    return tuple({firm.row: firm for firm in firms}.values())
