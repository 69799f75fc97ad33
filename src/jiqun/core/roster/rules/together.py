"""Firms beside each other: the same one twice, in two clusters, or told otherwise last time."""

from collections.abc import Iterator
from decimal import Decimal

from jiqun.core.form.schedule import ColumnKind
from jiqun.core.rank import Rank
from jiqun.core.roster.book import RowFault, row_rule
from jiqun.core.roster.listing import CODE, NAME, Listing, Row
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.population import in_cluster
from jiqun.core.roster.rules.identity import columns_of, of_firm
from jiqun.core.roster.same import plain_firm, repeated
from jiqun.core.roster.wording import said, said_at


@row_rule(
    "RR-31",
    Rank.BLOCK,
    supersedes=("RR-32",),
    example={
        FIRMS: (
            {"name": "示例甲有限公司", "uscc": "91110118MA0000015A"},
            {"name": "示例乙有限公司", "uscc": "91110118MA0000015A"},
        )
    },
)
def code_twice(roster: Roster) -> Iterator[RowFault]:
    """一家企业在名录中只列一次：统一社会信用代码不得重复。"""
    for row, first in repeated(roster.firms, CODE):
        code = row.text_at(CODE)
        message = f"统一社会信用代码“{code}”与第{first}行重复，请删去一行或改正代码。"
        yield of_firm(row, *identity_in(roster.firms), message=message)


def identity_in(firms: Listing) -> tuple[str, ...]:
    return tuple(filter(firms.has, (CODE, NAME)))


@row_rule(
    "RR-32",
    Rank.EXPLAIN,
    example={FIRMS: ({"name": "示例甲（北京）有限公司"}, {"name": "示例甲(北京)有限责任公司"})},
)
def name_twice(roster: Roster) -> Iterator[RowFault]:
    """一家企业在名录中只列一次：名称相同的应核对。"""
    for row, first in repeated(roster.firms, NAME, plain_firm):
        message = f"企业名称与第{first}行相同，请删去一行；确为两家企业的请说明。"
        yield of_firm(row, NAME, message=message)


@row_rule(
    "RR-33",
    Rank.EXPLAIN,
    example={FIRMS: ({"name": "示例甲有限公司"},)},
    beside={FIRMS: ({"name": "示例甲有限公司"},)},
)
def in_two_clusters(roster: Roster) -> Iterator[RowFault]:
    """同一批次中，一家企业同一年度只计入一个集群。"""
    years = roster.edition.years.past
    for name, other in roster.beside.items():
        there = by_identity(other.firms)
        for row in roster.firms.rows:
            twin = find(there, row)
            if twin and any(in_cluster(row, y) and in_cluster(twin, y) for y in years):
                message = f"也在“{name}”的企业名录中（第{twin.number}行），请核对；属实的请说明。"
                yield of_firm(row, *identity_in(roster.firms), message=message)


#: Numbers of one year, given in two years, may differ by as much: accounts are corrected.
CHANGED = Decimal("0.01")


@row_rule(
    "RR-34",
    Rank.EXPLAIN,
    example={FIRMS: ({"name": "示例甲有限公司", "output.2021": "800"},)},
    before={FIRMS: ({"name": "示例甲有限公司", "output.2021": "900"},)},
)
def told_otherwise(roster: Roster) -> Iterator[RowFault]:
    """同一企业同一年度的数据应与以往申报一致，相差超过1%的应说明原因。"""
    for name, other in roster.earlier.items():
        there, keys = by_identity(other.firms), shared_numbers(roster.firms, other.firms)
        for row in roster.firms.rows:
            twin = find(there, row)
            for key in keys if twin else ():
                now, then = row.number_at(key), twin.number_at(key) if twin else None
                if now is None or then is None or not differ(Decimal(now), Decimal(then)):
                    continue
                head = other.firms.schedule.heads[key]
                was = said_at(head, twin).removeprefix(head.name) if twin else ""
                message = f"{said(roster.firms, row, key)}，“{name}”填的是{was}，请核对或说明原因。"
                yield of_firm(row, key, message=message)


def shared_numbers(one: Listing, other: Listing) -> tuple[str, ...]:
    numbers = columns_of(one, ColumnKind.NUMBER, ColumnKind.COUNT)
    return tuple(key for key in numbers if "." in key and other.has(key))


def differ(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) > CHANGED * max(abs(one), abs(other))


def by_identity(firms: Listing) -> dict[str, Row]:
    """The firms by code, and by name."""
    named = {plain_firm(row.text_at(NAME)): row for row in firms.rows}
    named.pop("", None)
    return named | {row.text_at(CODE): row for row in firms.rows if row.text_at(CODE)}


def find(there: dict[str, Row], row: Row) -> Row | None:
    """By code, which a firm keeps when its name changes; by name where one of the two has none."""
    code = row.text_at(CODE)
    if code in there:
        return there[code]
    twin = there.get(plain_firm(row.text_at(NAME)))
    return None if twin and code and twin.text_at(CODE) else twin
