"""Profile: how the firms of a roster are made up, by size and industry, and how concentrated."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiqun.core.industries import Industry, class_named
from jiqun.core.interval import NEAR
from jiqun.core.quantity import HUNDRED
from jiqun.core.roster.population import Member
from jiqun.core.roster.size import Size

#: So many of the industries have a line of their own.
MOST_INDUSTRIES = 8

#: Of how many of the largest firms the share is looked at.
LARGEST = (1, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class SizeCount:
    """``size`` is None for the firms of which it is not known."""

    size: Size | None
    firms: int


def by_size(members: Iterable[Member]) -> tuple[SizeCount, ...]:
    """From the largest to the smallest, then those not known; sizes that no firm has, too."""
    found = Counter(member.size for member in members)
    unknown = (SizeCount(None, found[None]),) if found[None] else ()
    return (*(SizeCount(size, found[size]) for size in reversed(Size)), *unknown)


@dataclass(frozen=True, slots=True)
class IndustryCounts:
    """The classes most firms are of, how many others there are and how many firms these have, and
    how many firms no class is known of."""

    top: tuple[tuple[Industry, int], ...]
    others: int
    firms_of_others: int
    unknown: int


def by_industry(members: Iterable[Member], most: int = MOST_INDUSTRIES) -> IndustryCounts:
    """The most frequent first, equal ones by their code."""
    found = Counter(class_named(member.row.text_at("industry")) for member in members)
    unknown = found.pop(None, 0)
    known = [(industry, count) for industry, count in found.items() if industry]
    known.sort(key=lambda pair: (-pair[1], pair[0].code))
    rest = known[most:]
    return IndustryCounts(tuple(known[:most]), len(rest), sum(count for _, count in rest), unknown)


@dataclass(frozen=True, slots=True)
class Concentration:
    """The share of the ``firms`` largest in the whole, in per cent."""

    firms: int
    share: Decimal


def concentration(members: Sequence[Member], key: str) -> tuple[Concentration, ...]:
    """By what stands under a key; nothing where that adds up to nothing, and no larger groups than
    there are firms."""
    amounts = sorted(amounts_of(members, key), reverse=True)
    whole = sum(amounts)
    if whole <= 0:
        return ()
    return tuple(
        Concentration(firms, NEAR.divide(sum(amounts[:firms]) * HUNDRED, whole))
        for firms in LARGEST
        if firms <= len(amounts)
    )


def amounts_of(members: Iterable[Member], key: str) -> Iterator[Decimal]:
    for member in members:
        amount = member.row.number_at(key)
        if amount is not None:
            yield Decimal(amount)
