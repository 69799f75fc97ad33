"""Who a firm is: its cells at all, its code, its industry, and whether it belongs here."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TypeVar

from jiqun.core.districts import district_of, districts_in
from jiqun.core.form.schedule import ColumnKind
from jiqun.core.industries import class_named, wrong_class
from jiqun.core.rank import Rank
from jiqun.core.roster.book import RowFault, row_rule
from jiqun.core.roster.listing import CODE, Listing, Row
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.population import in_cluster
from jiqun.core.roster.size import MEASURES, size_of, uncovered
from jiqun.core.roster.uscc import odd_code, wrong_code
from jiqun.core.roster.wording import said
from jiqun.core.values import NONE

T = TypeVar("T")


def of_firm(row: Row, *keys: str, message: str) -> RowFault:
    return RowFault(FIRMS, row.number, keys, message)


@row_rule(
    "RR-01",
    Rank.BLOCK,
    cites=("填报说明2",),
    supersedes=("RR-07", "RR-27"),
    example={FIRMS: ({"staff.2023": "若干"},)},
)
def cell_unreadable(roster: Roster) -> Iterator[RowFault]:
    """清单各列按列名要求填写，不能识别的内容不采用。"""
    for id, listing in roster.listings.items():
        for cell in listing.unread:
            name = listing.schedule.heads[cell.key].called
            advice = "" if "请" in cell.reason else "，请改正"
            message = f"“{name}”未采用：{cell.reason}{advice}。"
            yield RowFault(id, cell.row, (cell.key,), message)


@row_rule("RR-02", Rank.BLOCK, cites=("填报说明1",), example={FIRMS: ({"uscc": ""},)})
def required_blank(roster: Roster) -> Iterator[RowFault]:
    """清单的必填列不得空缺。"""
    for id, listing in roster.listings.items():
        unread = {(cell.row, cell.key) for cell in listing.unread}
        required = [c for c in listing.schedule.columns if c.required and listing.has(c.id)]
        for row in listing.rows:
            for column in required:
                value = row.get(column.id)
                if value in (None, NONE) and (row.number, column.id) not in unread:
                    said = "填了“无”" if value else "未填"
                    message = f"“{column.label}”{said}，请补填。"
                    yield RowFault(id, row.number, (column.id,), message)


@row_rule("RR-03", Rank.BLOCK, example={FIRMS: ({"uscc": "914403001922038217"},)})
def code_wrong(roster: Roster) -> Iterator[RowFault]:
    """统一社会信用代码符合GB 32100的编码规则。"""
    for id, row, wrong in told_of_codes(roster, wrong_code):
        if wrong:
            message = f"统一社会信用代码{wrong.removeprefix('统一社会信用代码')}。"
            yield RowFault(id, row.number, (CODE,), message)


@row_rule("RR-04", Rank.HINT, example={FIRMS: ({"uscc": "91440300708461136T"},)})
def code_odd(roster: Roster) -> Iterator[RowFault]:
    """统一社会信用代码一般由本市或国家登记机关赋予，其中主体标识码的校验位也应相符。"""
    for id, row, odd in told_of_codes(roster, odd_code):
        if odd:
            yield RowFault(id, row.number, (CODE,), f"统一社会信用代码{'；'.join(odd)}。")


def told_of_codes(roster: Roster, told: Callable[[str], T]) -> Iterator[tuple[str, Row, T]]:
    """Each row that has a code, with what is told of it; a list may have the same one many
    times."""
    told = cache(told)
    for id, listing in roster.listings.items():
        for row in listing.rows if listing.has(CODE) else ():
            code = row.text_at(CODE)
            if code:
                yield id, row, told(code)


@row_rule("RR-05", Rank.BLOCK, cites=("填报说明8",), example={FIRMS: ({"industry": "9999"},)})
def industry_unknown(roster: Roster) -> Iterator[RowFault]:
    """国民经济行业代码为GB/T 4754-2017的小类代码。"""
    for row in roster.firms.rows:
        code = row.text_at("industry")
        if code and class_named(code) is None:
            yield of_firm(row, "industry", message=f"行业代码：{wrong_class(code)}。")


@row_rule("RR-06", Rank.EXPLAIN, cites=("填报说明8",), example={FIRMS: ({"industry": "8331"},)})
def industry_uncovered(roster: Roster) -> Iterator[RowFault]:
    """《中小企业划型标准规定》未列明的行业，由填报单位说明划型依据。"""
    for row in roster.firms.rows:
        industry = class_named(row.text_at("industry"))
        if industry and industry.code in uncovered():
            yield of_firm(
                row,
                "industry",
                message=f"{industry.code}“{industry.name}”未计入中小企业："
                f"{uncovered()[industry.code]}，并说明。",
            )


@row_rule(
    "RR-07",
    Rank.HINT,
    cites=("填报说明8",),
    example={FIRMS: ({"industry": "4011", "staff.2023": "350", "revenue.2023": ""},)},
)
def size_open(roster: Roster) -> Iterator[RowFault]:
    """按《中小企业划型标准规定》划型所需的行业和指标应当填齐。"""
    for row in without_industry(roster):
        yield of_firm(row, "industry", message=f"未填国民经济行业小类代码，{UNSIZED}")
    for year, members in roster.population.items():
        for member in members:
            missing = {} if member.size else missing_for_size(roster.firms, member.row, year)
            if missing:
                what = "、".join(missing.values())
                message = f"{year}年未填{what}，{UNSIZED}"
                yield of_firm(member.row, *missing, message=message)


UNSIZED = "无法划型，未计入中小企业，请补填。"


def without_industry(roster: Roster) -> Iterator[Row]:
    """Of the firms that count in some year, if there is such a column at all."""
    if roster.firms.has("industry"):
        members = (member for year in roster.population.values() for member in year)
        counted = {member.row.number: member.row for member in members}
        yield from (row for row in counted.values() if not row.text_at("industry"))


def missing_for_size(firms: Listing, row: Row, year: int) -> Mapping[str, str]:
    """The keys that are blank, each with its name; none where a whole column is not handed in, nor
    where nothing is told of the year."""
    keys = {measure.name: f"{measure.id}.{year}" for measure in MEASURES}
    given = [row.number_at(key) for key in keys.values()]
    if all(number is None for number in given):
        return {}
    names = size_of(row.text_at("industry"), *given).missing
    return {keys[name]: name for name in names if firms.has(keys[name])}


@row_rule("RR-08", Rank.HINT, example={FIRMS: ({"inside": "否"},)})
def outside(roster: Roster) -> Iterator[RowFault]:
    """企业名录列集群范围内的企业；不在范围内的不计入各项合计。"""
    for row in roster.firms.rows:
        if row.get("inside") is False:
            message = "不在集群范围内，未计入各项合计，请核对。"
            yield of_firm(row, "inside", message=message)


@row_rule(
    "RR-09", Rank.EXPLAIN, example={FIRMS: ({"district": "延庆区"},)}, district="北京市密云区"
)
def other_district(roster: Roster) -> Iterator[RowFault]:
    """集群内企业位于集群所属地区。"""
    home = district_of(roster.district) if roster.district else ""
    for row in roster.firms.rows if home else ():
        there = row.text_at("district")
        if there and home not in (districts_in(there) or {home}):
            message = f"所在区“{there}”不是集群所属的{home}，请核对；跨区经营的请说明。"
            yield of_firm(row, "district", message=message)


@row_rule(
    "RR-10",
    Rank.BLOCK,
    supersedes=("RR-11",),
    example={FIRMS: ({"since": "2023", "until": "2022"},)},
)
def left_before_coming(roster: Roster) -> Iterator[RowFault]:
    """退出集群的年份不早于进入集群的年份。"""
    for row, (since, until) in roster.firms.side_by_side("since", "until"):
        if since and until and until < since:
            both = said(roster.firms, row, "since", "until")
            yield of_firm(row, "since", "until", message=f"{both}，先后颠倒，请核对。")


@row_rule("RR-11", Rank.HINT, example={FIRMS: ({"since": "2024"},)})
def not_there(roster: Roster) -> Iterator[RowFault]:
    """企业名录列填报年度内在集群的企业。"""
    years = roster.edition.years
    for row in roster.firms.rows:
        if row.get("inside") is not False and not any(in_cluster(row, year) for year in years.past):
            message = (
                f"按进入、退出集群的年份，{years.past[0]}—{years.base}年各年末都不在集群，"
                "未计入各项合计，请核对。"
            )
            keys = (key for key in ("since", "until") if row.get(key) is not None)
            yield of_firm(row, *keys, message=message)


@row_rule("RR-35", Rank.HINT, example={FIRMS: ({"until": "2022", "output.2023": "800"},)})
def numbers_while_away(roster: Roster) -> Iterator[RowFault]:
    """企业各年的数据，年末在集群的才计入；进入集群之前、退出当年及以后的不计入。"""
    past, by_year = roster.edition.years.past, numbers_by_year(roster)
    for row in roster.firms.rows:
        for key, what, away in absences(row, past):
            told = [year for year in away if any(map(row.number_at, by_year[year]))]
            if told and any(in_cluster(row, year) for year in past):  # else RR-11 says it all
                years = "、".join(f"{year}年" for year in told)
                message = (
                    f"{row.get(key)}年{what}集群，{years}的数据未计入，请核对{what}年份或数据。"
                )
                yield of_firm(row, key, message=message)


def absences(row: Row, past: tuple[int, ...]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """The years before the firm came, and those since it left, with the key that says so."""
    since, until = row.get("since"), row.get("until")
    if isinstance(since, int):
        yield "since", "进入", tuple(year for year in past if year < since)
    if isinstance(until, int):
        yield "until", "退出", tuple(year for year in past if year >= until)


def numbers_by_year(roster: Roster) -> Mapping[int, tuple[str, ...]]:
    """The keys of numbers by the year they are of; columns without years ask for the base year."""
    firms, years = roster.firms, roster.edition.years
    keys = columns_of(firms, ColumnKind.NUMBER, ColumnKind.COUNT)
    of = {key: firms.schedule.heads[key].year or years.base for key in keys}
    return {year: tuple(key for key in keys if of[key] == year) for year in years.past}


def columns_of(listing: Listing, *kinds: ColumnKind) -> tuple[str, ...]:
    """The keys that are there, of such kinds."""
    heads = listing.schedule.heads
    return tuple(key for key in listing.keys if heads[key].column.kind in kinds)
