"""Population: which firms of a roster count in a year, and as what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jiqun.core.industries import class_named
from jiqun.core.roster.listing import Listing, Row
from jiqun.core.roster.size import MEASURES, Size, classify


@dataclass(frozen=True, slots=True)
class Member:
    """A firm that belongs to the cluster at the end of a year; ``place`` is where it stands in the
    columns of the list. What is not known is None: its ``size`` (of that year, 填报说明8), and
    whether it is of the ``leading`` industry."""

    row: Row
    place: int
    year: int
    size: Size | None
    leading: bool | None

    @property
    def sme(self) -> bool | None:
        return None if self.size is None else self.size.sme


def population_in(firms: Listing, year: int) -> tuple[Member, ...]:
    numbers = tuple(key for key in firms.keys if key.endswith(f".{year}"))
    return tuple(
        Member(row, place, year, size, leads(row))
        for place, (row, size) in enumerate(zip(firms.rows, sizes_in(firms, year), strict=True))
        if belongs(row, year, numbers)
    )


def belongs(row: Row, year: int, numbers: tuple[str, ...]) -> bool:
    """Is it in the cluster at the end of the year? A firm of which nobody says since when is, if it
    has any number for that year; noughts, as people fill up the years before it was founded, are
    none."""
    if not in_cluster(row, year):
        return False
    if isinstance(row.get("since"), int) or not numbers:
        return True
    return any(row.number_at(key) for key in numbers)


def in_cluster(row: Row, year: int) -> bool:
    """By the years in which it came and left, one that has left counting no more at the end of that
    year; and nobody says that it is outside."""
    since, until = row.get("since"), row.get("until")
    return (
        row.get("inside") is not False
        and not (isinstance(since, int) and since > year)
        and not (isinstance(until, int) and until <= year)
    )


def sizes_in(firms: Listing, year: int) -> Iterator[Size | None]:
    """The size of each firm in that year."""
    codes = (row.text_at("industry") for row in firms.rows)
    blank = (None,) * len(firms.rows)
    amounts = (firms.numbers.get(f"{measure.id}.{year}", blank) for measure in MEASURES)
    return map(classify, codes, *amounts)


def leads(row: Row) -> bool | None:
    answer = row.get("leading")
    return answer if isinstance(answer, bool) else None


def holds(row: Row, title: str, year: int) -> bool:
    """Does it have the title at the end of the year?"""
    since, until = row.get(f"{title}_since"), row.get(f"{title}_until")
    if not isinstance(since, int) or since > year:
        return False
    return not isinstance(until, date) or until >= date(year, 12, 31)


def industries_of(members: Iterable[Member]) -> tuple[str, ...]:
    """The classes that firms of the cluster are of, each once, as their four digits."""
    named = (class_named(member.row.text_at("industry")) for member in members)
    return tuple(dict.fromkeys(industry.code for industry in named if industry))
