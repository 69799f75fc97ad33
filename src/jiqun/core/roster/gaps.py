"""Gaps: columns that a roster does not have, and the figures that nobody can total without them.

Which figure needs which column is nowhere written down: two made-up firms that have everything are
totalled with and without each.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from jiqun.core.form import Edition, get_edition
from jiqun.core.form.model import Field
from jiqun.core.form.schedule import ColumnKind, Head
from jiqun.core.roster.listing import CellValue, Listing
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.totals import Total, totals_of

#: So many columns, and so many figures, are named in a sentence.
MOST_NAMED = 3

#: More people, and more money, than any small firm has.
MUCH = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Gap:
    """Columns whose lack costs the same figures: their ``columns`` as keys of the roster, and the
    ``keys`` of the form. ``blank`` columns are there, but nothing stands in them."""

    columns: tuple[str, ...]
    keys: tuple[str, ...]
    blank: bool = False


def gaps_in(roster: Roster, totals: Mapping[str, Total] | None = None) -> tuple[Gap, ...]:
    """Those that cost a figure, in the order of the list; none where there are no firms at all.
    ``totals`` are those of the roster, where they are known already."""
    if not roster.firms.rows:
        return ()
    edition, heads = roster.edition, roster.firms.schedule.heads
    blank = frozenset(blank_in(roster.firms))
    lacked = [key for key in heads if key in blank or not roster.firms.has(key)]
    by_column: dict[tuple[bool, str], list[str]] = {}
    for key in lacked:
        by_column.setdefault((key in blank, heads[key].column.id), []).append(key)
    needs = needs_of(roster, lacked, blank, totals)
    found: dict[tuple[bool, tuple[str, ...]], Gap] = {}
    for (is_blank, _), columns in by_column.items():
        cost = {key for key in needs if not needs[key].isdisjoint(columns)}
        if cost:
            alike = (is_blank, tuple(field.id for field in fields_of(edition, cost)))
            known = found.get(alike, Gap((), ()))
            keys = tuple(key for key in edition.places if key in cost or key in known.keys)
            found[alike] = Gap((*known.columns, *columns), keys, is_blank)
    return tuple(found.values())


def blank_in(firms: Listing) -> Iterator[str]:
    """Columns in which nothing stands."""
    for key, place in firms.at.items():
        if all(row.values[place] is None for row in firms.rows):
            yield key


def fields_of(edition: Edition, keys: Collection[str]) -> tuple[Field, ...]:
    """The fields of the form; those of the worksheet only where there are no others."""
    printed = [place.field for key, place in edition.printed.items() if key in keys]
    every = printed or [edition.places[key].field for key in keys]
    return tuple({field.id: field for field in every}.values())


# --- What depends on what ---


def needs_of(
    roster: Roster,
    lacked: Sequence[str],
    blank: Collection[str],
    totals: Mapping[str, Total] | None,
) -> Mapping[str, frozenset[str]]:
    """What the made-up firms come to and, without the columns that are lacked, do not; with those
    it needs. What the roster gives all the same, by another list perhaps, is not lost."""
    edition = roster.edition
    left = totals_of(of_firms(edition, frozenset(lacked).difference(blank), blank))
    lost = [key for key in whole(edition.id) if key not in left]
    if not lost:
        return {}
    given = totals_of(roster) if totals is None else totals
    return {key: needed(edition.id, key, lacked) for key in lost if key not in given}


def needed(edition_id: str, key: str, lacked: Iterable[str]) -> frozenset[str]:
    """Which of the columns that are lacked a figure is lost for: any that it can't do without;
    else, one standing in for the other, all that it is made of."""
    effects = {column: effect(edition_id, column) for column in lacked}
    vital = frozenset(column for column, (lost, _) in effects.items() if key in lost)
    return vital or frozenset(c for c, (_, changed) in effects.items() if key in changed)


@cache
def effect(edition_id: str, column: str) -> tuple[frozenset[str], frozenset[str]]:
    """The figures that are lost without a column, and those that are others."""
    every, left = whole(edition_id), totals_of(of_firms(get_edition(edition_id), (column,)))
    changed = (key for key in left if not same(every[key], left[key]))
    return frozenset(every.keys() - left.keys()), frozenset(changed)


@cache
def whole(edition_id: str) -> Mapping[str, Total]:
    """All that firms come to who have everything."""
    return totals_of(of_firms(get_edition(edition_id)))


def same(one: Total, other: Total) -> bool:
    return (one.value, one.rows, one.lacking) == (other.value, other.rows, other.lacking)


def of_firms(
    edition: Edition, without: Collection[str] = (), blank: Collection[str] = ()
) -> Roster:
    """Two firms who have everything but those columns. Both are small, one for its few people, the
    other for its little money: so that the lack of either shows."""
    schedule = edition.schedule(FIRMS)
    heads = [head for key, head in schedule.heads.items() if key not in without]
    rows = (
        tuple(None if head.key in blank else stands_in(head, *amounts) for head in heads)
        for amounts in ((1, MUCH), (int(MUCH), Decimal(1)))
    )
    firms = Listing.of(schedule, (head.key for head in heads), enumerate(rows, 1))
    return Roster(edition=edition, listings={FIRMS: firms})


def stands_in(head: Head, people: int, money: Decimal) -> CellValue | None:
    """Nothing where the example of the list has nothing either: a firm that has not left."""
    column = head.column
    match column.kind:
        case ColumnKind.DATE:
            return None
        case ColumnKind.NUMBER:
            return money
        case ColumnKind.COUNT:
            return people
        case ColumnKind.YES_NO:
            return True
    example = next(iter(column.example), None)
    return int(example) if example and column.kind is ColumnKind.YEAR else example


# --- In words ---


def in_words(gap: Gap, edition: Edition, most: int | None = MOST_NAMED) -> str:
    """“缺少“研发费用”（2021—2023年）一栏，“集群中小企业研发经费总额”一项无法汇总。”

    All are named where no ``most`` is given."""
    columns = listed(columns_named(gap, edition), most, "栏")
    lack = f"{columns}全部空白" if gap.blank else f"缺少{columns}"
    fields = [field_named(field, gap, edition) for field in fields_of(edition, gap.keys)]
    return f"{lack}，{listed(fields, most, '项')}无法汇总。"


def summed_up(gaps: Sequence[Gap], edition: Edition) -> str:
    """“名录缺少3栏，有1栏全部空白，因此有12项无法汇总。”"""
    absent, blank = (
        sum(len(columns_named(gap, edition)) for gap in gaps if gap.blank is is_blank)
        for is_blank in (False, True)
    )
    lacks = (f"缺少{absent}栏" if absent else "", f"有{blank}栏全部空白" if blank else "")
    fields = {field.id for gap in gaps for field in fields_of(edition, gap.keys)}
    return f"名录{'，'.join(filter(None, lacks))}，因此有{len(fields)}项无法汇总。"


def columns_named(gap: Gap, edition: Edition) -> list[str]:
    """“研发费用”（2021—2023年）, one for each column whatever its years."""
    heads = edition.schedule(FIRMS).heads
    years: dict[str, list[int]] = {}
    for key in gap.columns:
        head = heads[key]
        label = head.name.removeprefix(f"{head.year}年")
        years.setdefault(label, []).extend([head.year] if head.year else [])
    return [dated(label, of) for label, of in years.items()]


def field_named(field: Field, gap: Gap, edition: Edition) -> str:
    """With its years, unless it is lost in all of them."""
    places = edition.places_of[field.id]
    lost = [place.year for place in places if place.key in gap.keys and place.year]
    return dated(field.short, lost if len(lost) < len(places) else ())


def dated(name: str, years: Sequence[int]) -> str:
    if not years:
        return f"“{name}”"
    in_turn = len(years) > 1 and years[-1] - years[0] == len(years) - 1
    return f"“{name}”（{f'{years[0]}—{years[-1]}' if in_turn else '、'.join(map(str, years))}年）"


def listed(names: Sequence[str], most: int | None, unit: str) -> str:
    """“甲”一栏; “甲”、“乙”2栏; “甲”、“乙”、“丙”等7栏"""
    more = "等" if most and len(names) > most else ""
    count = f"{more}{len(names)}" if len(names) > 1 else "一"
    return f"{'、'.join(names[:most])}{count}{unit}"
