"""What a firm's numbers say of each other."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from jiqun.core.form.schedule import ColumnKind
from jiqun.core.rank import Rank
from jiqun.core.roster.book import RowFault, row_rule
from jiqun.core.roster.listing import Listing, Row
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.rules.identity import columns_of, of_firm
from jiqun.core.roster.wording import said

CHECK = "请核对。"
EXPLAIN = "请核对；属实的请说明原因。"


@row_rule(
    "RR-12",
    Rank.BLOCK,
    supersedes=tuple(f"RR-{n}" for n in range(14, 23)),
    example={FIRMS: ({"rd_spend.2023": "-20"},)},
)
def negative(roster: Roster) -> Iterator[RowFault]:
    """清单中的数量和金额不能是负数。"""
    for id, listing in roster.listings.items():
        for key in columns_of(listing, ColumnKind.NUMBER, ColumnKind.COUNT):
            for row, (number,) in listing.side_by_side(key):
                if number and number < 0:
                    message = f"{said(listing, row, key)}，是负数，{CHECK}"
                    yield RowFault(id, row.number, (key,), message)


@row_rule(
    "RR-13",
    Rank.BLOCK,
    supersedes=("RR-14", "RR-15"),
    example={FIRMS: ({"staff.2023": "35.5"},)},
)
def not_whole(roster: Roster) -> Iterator[RowFault]:
    """人数、件数、家数为整数。"""
    for id, listing in roster.listings.items():
        for key in columns_of(listing, ColumnKind.COUNT):
            for row, (number,) in listing.side_by_side(key):
                if number is not None and number != int(number):
                    message = f"{said(listing, row, key)}，不是整数，{CHECK}"
                    yield RowFault(id, row.number, (key,), message)


#: 填报说明10
STAFF = ("staff_on_post", "staff_dispatched", "staff_other")


@row_rule(
    "RR-14",
    Rank.BLOCK,
    cites=("填报说明10",),
    example={
        FIRMS: (
            {
                "staff.2023": "100",
                "staff_on_post.2023": "90",
                "staff_dispatched.2023": "8",
                "staff_other.2023": "1",
            },
        )
    },
)
def staff_apart(roster: Roster) -> Iterator[RowFault]:
    """从业人员期末人数是在岗职工、劳务派遣人员及其他从业人员之和。"""
    firms = roster.firms
    for year in roster.edition.years.past:
        parts_there = filter(firms.has, (f"{id}.{year}" for id in STAFF))
        keys = f"staff.{year}", *parts_there
        for row, (staff, *parts) in firms.side_by_side(*keys):
            known = [part for part in parts if part is not None]
            total, complete = sum(known), len(known) == len(STAFF)
            if staff is None or not (total > staff or (complete and total < staff)):
                continue
            given = [key for key in keys if row.get(key) is not None]
            message = f"{said(firms, row, *given)}，各项合计{total}人，与期末总数不符，{CHECK}"
            yield of_firm(row, *given, message=message)


def exceeding(roster: Roster, part: str, whole: str) -> Iterator[tuple[Row, str, str]]:
    """Rows in which one number is more than another, by year, with both keys."""
    for year in roster.edition.years.past:
        one, other = f"{part}.{year}", f"{whole}.{year}"
        for row, (more, less) in roster.firms.side_by_side(one, other):
            if more is not None and less is not None and more > less:
                yield row, one, other


def compared(firms: Listing, row: Row, one: str, other: str, advice: str) -> RowFault:
    message = f"{said(firms, row, one)}，多于{said(firms, row, other)}，{advice}"
    return of_firm(row, one, other, message=message)


@row_rule("RR-15", Rank.EXPLAIN, example={FIRMS: ({"staff.2023": "50", "rd_staff.2023": "60"},)})
def more_researchers_than_staff(roster: Roster) -> Iterator[RowFault]:
    """研发人员一般是期末从业人员的一部分；按全年计的可能超过，应说明。"""
    for row, one, other in exceeding(roster, "rd_staff", "staff"):
        yield compared(roster.firms, row, one, other, EXPLAIN)


@row_rule(
    "RR-16",
    Rank.EXPLAIN,
    cites=("填报说明11",),
    example={FIRMS: ({"revenue.2023": "300", "rd_spend.2023": "400"},)},
)
def research_above_revenue(roster: Roster) -> Iterator[RowFault]:
    """研发费用一般不超过营业收入；初创企业可能超过，应说明。"""
    for row, one, other in exceeding(roster, "rd_spend", "revenue"):
        yield compared(roster.firms, row, one, other, EXPLAIN)


@row_rule(
    "RR-17",
    Rank.EXPLAIN,
    example={FIRMS: ({"revenue.2023": "300", "exports.2023": "400"},)},
)
def parts_above_revenue(roster: Roster) -> Iterator[RowFault]:
    """主导产品出口额、工业软件采购金额一般不超过营业收入。"""
    for id in ("exports", "software_purchase"):
        for row, one, other in exceeding(roster, id, "revenue"):
            yield compared(roster.firms, row, one, other, EXPLAIN)


#: Output and revenue of a year differ by stocks and by trade, not by this much; those of a firm
#: that is just beginning may.
MOST_APART = 5
LEAST_APART = 300


@row_rule(
    "RR-18",
    Rank.EXPLAIN,
    example={FIRMS: ({"output.2023": "30000", "revenue.2023": "300"},)},
)
def output_far_from_revenue(roster: Roster) -> Iterator[RowFault]:
    """产值与营业收入一般相近，相差超过五倍的应说明。"""
    for year in roster.edition.years.past:
        keys = f"output.{year}", f"revenue.{year}"
        for row, (output, revenue) in roster.firms.side_by_side(*keys):
            if not output or not revenue:  # of trade there is no output, nor revenue of research
                continue
            less, more = sorted((output, revenue))
            if more >= LEAST_APART and more > less * MOST_APART:
                both = said(roster.firms, row, *keys)
                message = f"{both}，相差超过{MOST_APART}倍，请核对单位；属实的请说明原因。"
                yield of_firm(row, *keys, message=message)


#: In 万元: hardly anybody's head brings in more, nor does a firm that sells at all live on less.
#: Numbers in 元 or 亿元 lie outside, and staff and revenue that stand in each other's column.
A_HEAD = Decimal("0.1"), 5000


@row_rule(
    "RR-19",
    Rank.EXPLAIN,
    supersedes=("RR-16", "RR-17", "RR-18"),
    example={FIRMS: ({"staff.2023": "2", "revenue.2023": "30000"},)},
)
def revenue_a_head(roster: Roster) -> Iterator[RowFault]:
    """人均营业收入应在合理范围内。"""
    low, high = A_HEAD
    for year in roster.edition.years.past:
        keys = f"revenue.{year}", f"staff.{year}"
        for row, (revenue, staff) in roster.firms.side_by_side(*keys):
            if not revenue or staff is None:
                continue
            heads = max(staff, 1)  # whose staff is on another's payroll
            if not low * heads <= revenue <= high * heads:
                limit = f"超过{high}" if revenue > heads else f"不到{low}"
                message = (
                    f"{said(roster.firms, row, *keys)}，人均{limit}万元，请核对单位，"
                    "以及两列是否填反；属实的请说明原因。"
                )
                yield of_firm(row, *keys, message=message)


#: A number that rises or falls this much within a year is mistyped, or has a story.
LEAP = 20
#: Smaller numbers than these leap by themselves.
LEAST = {"output": 1000, "revenue": 1000, "staff": 20, "rd_spend": 200}


@row_rule(
    "RR-20",
    Rank.EXPLAIN,
    supersedes=("RR-16", "RR-17", "RR-18", "RR-19"),
    example={FIRMS: ({"revenue.2022": "1200", "revenue.2023": "120000"},)},
)
def leap(roster: Roster) -> Iterator[RowFault]:
    """企业相邻年度的数据变化超过二十倍的应说明。"""
    for id, least in LEAST.items():
        for before, year in pairwise(roster.edition.years.past):
            keys = f"{id}.{before}", f"{id}.{year}"
            for row, (one, other) in roster.firms.side_by_side(*keys):
                if one and other and leaps(one, other, least):
                    message = f"{said(roster.firms, row, *keys)}，相差超过{LEAP}倍，{EXPLAIN}"
                    yield of_firm(row, *keys, message=message)


def leaps(one: Decimal | int, other: Decimal | int, least: int) -> bool:
    less, more = sorted((one, other))
    return more >= least * LEAP and more > less * LEAP


@row_rule(
    "RR-21",
    Rank.BLOCK,
    cites=("填报说明16",),
    example={FIRMS: ({"water_total": "500", "water_reused": "600"},)},
)
def more_reused_than_used(roster: Roster) -> Iterator[RowFault]:
    """重复用水量是总用水量的一部分。"""
    for row, (reused, total) in roster.firms.side_by_side("water_reused", "water_total"):
        if reused is not None and total is not None and reused > total:
            yield compared(roster.firms, row, "water_reused", "water_total", CHECK)


@row_rule(
    "RR-22",
    Rank.EXPLAIN,
    example={
        FIRMS: ({"valid_patents.2022": "5", "valid_patents.2023": "40", "ip_granted.2023": "8"},)
    },
)
def patents_from_nowhere(roster: Roster) -> Iterator[RowFault]:
    """年末有效发明专利的增加一般不超过当年的知识产权授权量；受让取得的应说明。"""
    for before, year in pairwise(roster.edition.years.past):
        keys = f"valid_patents.{before}", f"valid_patents.{year}", f"ip_granted.{year}"
        for row, (had, has, granted) in roster.firms.side_by_side(*keys):
            if had is None or has is None or granted is None or has - had <= granted:
                continue
            both = said(roster.firms, row, *keys)
            message = f"{both}，当年增加{has - had}件，多于授权量，{EXPLAIN}"
            yield of_firm(row, *keys, message=message)
