"""The rows that make a total, each with what it adds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiqun.core.case import Case
from jiqun.core.form.schedule import ColumnKind, Head
from jiqun.core.roster.listing import Row
from jiqun.core.roster.model import FIRMS
from jiqun.core.roster.totals import Total
from jiqun.core.roster.wording import firm_of, shown_as

#: So many rows are shown, those that add most first.
MOST_SHOWN = 50
#: So many rows with a blank are named.
MOST_LACKING = 20

COUNTED = "计入"

FIGURES = (ColumnKind.NUMBER, ColumnKind.COUNT)


@dataclass(frozen=True, slots=True)
class Contributor:
    """One row of the list; ``amounts`` has an entry a column, "" where it does not count."""

    row: int
    name: str
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """Rows that may count and are left out: something of them is blank. ``when`` names the years
    in which it is the same rows."""

    when: str
    count: int
    names: str


@dataclass(frozen=True, slots=True)
class Contributors:
    """``noun`` is what the rows are, ``heads`` what the amounts are."""

    noun: str
    heads: tuple[str, ...]
    shown: tuple[Contributor, ...]
    count: int
    lacking: tuple[Lacking, ...]

    @property
    def rest(self) -> int:
        return self.count - len(self.shown)


def lay_out_contributors(case: Case, totals: Mapping[int | None, Total]) -> Contributors:
    """The rows of the totals of every year together, by what they add in the last."""
    assert case.roster
    those = tuple(totals.values())
    listing = case.roster.listing(those[-1].schedule)
    rows = {row.number: row for row in listing.rows}
    numbers = dict.fromkeys(number for total in reversed(those) for number in total.rows)
    ordered = sorted(numbers, key=lambda number: sort_key(rows[number], those))
    heads = [listing.schedule.heads.get(total.column) for total in those]
    columns = [(head, frozenset(total.rows)) for head, total in zip(heads, those, strict=True)]
    return Contributors(
        "企业" if listing.schedule.id == FIRMS else "条目",
        tuple(head_of(year, head) for year, head in zip(totals, heads, strict=True)),
        tuple(
            Contributor(
                number,
                firm_of(rows[number]),
                tuple(amount(rows[number], head, number in counted) for head, counted in columns),
            )
            for number in ordered[:MOST_SHOWN]
        ),
        len(ordered),
        tuple(left_out(totals, rows)),
    )


def sort_key(row: Row, totals: Sequence[Total]) -> tuple[Decimal, ...]:
    """The largest of the last year first; rows of equal weight stay as they are."""
    return tuple(-Decimal(row.number_at(total.column) or 0) for total in reversed(totals))


def head_of(year: int | None, head: Head | None) -> str:
    """“2023年产值（万元）”; for what has no column of its own, the year it counts in."""
    if head and (head.year or not year):
        return head.called
    return f"{year}年{COUNTED}" if year else COUNTED


def amount(row: Row, head: Head | None, counts: bool) -> str:
    if not counts:
        return ""
    value = row.get(head.key) if head else None
    if head is None or value is None:
        return COUNTED
    return figure(row, head.key) if head.column.kind in FIGURES else shown_as(head, value)


def figure(row: Row, key: str) -> str:
    """With commas between thousands; "" if it is blank."""
    value = row.number_at(key)
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return "" if value is None else f"{value:,}"


def left_out(totals: Mapping[int | None, Total], rows: Mapping[int, Row]) -> Iterator[Lacking]:
    years: dict[tuple[int, ...], list[str]] = {}
    for year, total in totals.items():
        years.setdefault(total.lacking, []).extend([f"{year}年"] if year else [])
    for those, when in years.items():
        if those:
            names = "、".join(firm_of(rows[number]) for number in those[:MOST_LACKING])
            more = "等" if len(those) > MOST_LACKING else ""
            yield Lacking("、".join(when), len(those), names + more)
