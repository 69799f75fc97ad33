"""The other lists: rows that stand twice, outside the years counted, or of firms nobody knows."""

import re
from collections.abc import Iterator

from jiqun.core.rank import Rank
from jiqun.core.roster.book import RowFault, row_rule
from jiqun.core.roster.listing import CODE, NAME
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.same import plain_firm, plain_number, repeated
from jiqun.core.roster.wording import said


def lists(roster: Roster) -> Iterator[str]:
    return (id for id in roster.listings if id != FIRMS)


@row_rule(
    "RR-28",
    Rank.BLOCK,
    example={
        "patents": (
            {"name": "示例专利甲", "number": "ZL202010000001.1"},
            {"name": "示例专利乙", "number": "zl202010000001.1"},
        )
    },
)
def number_twice(roster: Roster) -> Iterator[RowFault]:
    """一项标准、一件专利在清单中只列一次。"""
    for id in lists(roster):
        for row, first in repeated(roster.listings[id], "number", plain_number):
            message = f"{said(roster.listings[id], row, 'number')}与第{first}行重复，请删去一行。"
            yield RowFault(id, row.number, ("number",), message)


@row_rule(
    "RR-29",
    Rank.EXPLAIN,
    cites=("填报说明1",),
    example={"standards": ({"name": "示例标准", "level": "国家", "role": "参与", "year": "2019"},)},
)
def counts_for_nothing(roster: Roster) -> Iterator[RowFault]:
    """标准按发布年份计入申报表的近三年；不在近三年内的不计入。"""
    first, *_, base = roster.edition.years.past
    for id in lists(roster):
        for row in roster.listings[id].rows:
            year = row.get("year")
            if isinstance(year, int) and not first <= year <= base:
                message = f"发布年份{year}年不在{first}—{base}年内，未计入，请核对。"
                yield RowFault(id, row.number, ("year",), message)


#: What parts the names of several owners.
BETWEEN = re.compile(r"[、，,；;]")


@row_rule(
    "RR-30",
    Rank.HINT,
    example={
        FIRMS: ({"name": "示例测控有限公司"},),
        "branches": ({"name": "示例分公司", "firm": "示例光学有限公司", "country": "德国"},),
    },
)
def firm_unknown(roster: Roster) -> Iterator[RowFault]:
    """清单中的企业一般应在企业名录中。"""
    names = {plain_firm(row.text_at(NAME)) for row in roster.firms.rows}
    codes = {row.text_at(CODE) for row in roster.firms.rows}
    for id in lists(roster) if names else ():
        for row in roster.listings[id].rows:
            firm, code = row.text_at("firm"), row.text_at(CODE)
            if code and code in codes:  # by a former name perhaps
                continue
            if firm and names.isdisjoint(map(plain_firm, (firm, *BETWEEN.split(firm)))):
                message = f"企业“{firm}”不在企业名录中，请核对名称。"
                yield RowFault(id, row.number, ("firm",), message)
