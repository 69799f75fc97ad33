"""Titles against a firm's size, against each other, and against the years they are counted in."""

from collections.abc import Iterator
from datetime import date

from jiqun.core.form.beijing.schedules import TITLES
from jiqun.core.rank import Rank
from jiqun.core.roster.book import RowFault, row_rule
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.population import holds
from jiqun.core.roster.rules.identity import of_firm
from jiqun.core.roster.size import Size, size_of
from jiqun.core.roster.wording import said

LABELS = dict(TITLES)
#: Titles that only small and medium firms are given.
SME_TITLES = ("specialized", "little_giant", "innovative")


@row_rule(
    "RR-23",
    Rank.EXPLAIN,
    cites=("填报说明8",),
    example={
        FIRMS: (
            {
                "industry": "4011",
                "staff.2023": "1200",
                "revenue.2023": "45000",
                "specialized_since": "2022",
            },
        )
    },
)
def large_with_sme_title(roster: Roster) -> Iterator[RowFault]:
    """专精特新、“小巨人”和创新型企业应是中小企业；已成长为大型企业的应说明。"""
    base = roster.edition.years.base
    for member in roster.population.get(base, ()):
        if member.size is not Size.LARGE:
            continue
        row = member.row
        held = [title for title in SME_TITLES if holds(row, title, base)]
        if held:
            amounts = (row.number_at(f"{id}.{base}") for id in ("staff", "revenue", "assets"))
            reason = size_of(row.text_at("industry"), *amounts).reason
            names = "、".join(LABELS[title] for title in held)
            large = f"{base}年为大型企业（{reason}）"
            message = f"{large}，却列为{names}，请核对；属实的请说明。"
            yield of_firm(row, *(f"{title}_since" for title in held), message=message)


@row_rule(
    "RR-24", Rank.HINT, example={FIRMS: ({"little_giant_since": "2022", "specialized_since": ""},)}
)
def giant_without_title(roster: Roster) -> Iterator[RowFault]:
    """国家级专精特新“小巨人”企业一般先是省级专精特新中小企业。"""
    base = roster.edition.years.base
    for row in roster.firms.rows if roster.firms.has("specialized_since") else ():
        if holds(row, "little_giant", base) and not holds(row, "specialized", base):
            higher, lower = LABELS["little_giant"], LABELS["specialized"]
            message = f"填了{higher}，没有填有效的{lower}，请核对是否漏填。"
            yield of_firm(row, "little_giant_since", "specialized_since", message=message)


@row_rule("RR-25", Rank.HINT, cites=("填报说明6",), example={FIRMS: ({"high_tech_since": "2024"},)})
def title_too_late(roster: Roster) -> Iterator[RowFault]:
    """称号按各年度末计；基准年之后取得的不计入。"""
    base = roster.edition.years.base
    for row in roster.firms.rows:
        for title, label in TITLES:
            key = f"{title}_since"
            since = row.get(key)
            if isinstance(since, int) and since > base:
                message = f"{label}{since}年取得，在{base}年之后，未计入，请核对。"
                yield of_firm(row, key, message=message)


@row_rule(
    "RR-26",
    Rank.BLOCK,
    supersedes=("RR-25",),
    example={FIRMS: ({"high_tech_since": "2022", "high_tech_until": "2021-12-31"},)},
)
def title_ends_before_it_begins(roster: Roster) -> Iterator[RowFault]:
    """称号的有效期不早于取得的年份。"""
    for row in roster.firms.rows:
        for title in LABELS:
            since, until = row.get(f"{title}_since"), row.get(f"{title}_until")
            if isinstance(since, int) and isinstance(until, date) and until.year < since:
                keys = f"{title}_since", f"{title}_until"
                both = said(roster.firms, row, *keys)
                yield of_firm(row, *keys, message=f"{both}，先后颠倒，请核对。")


@row_rule(
    "RR-27", Rank.BLOCK, example={FIRMS: ({"champion_since": "", "champion_until": "2025-12-31"},)}
)
def title_without_year(roster: Roster) -> Iterator[RowFault]:
    """填了称号有效期的，应填取得年份。"""
    for row in roster.firms.rows:
        for title, label in TITLES:
            since, until = f"{title}_since", f"{title}_until"
            given = isinstance(row.get(until), date) and roster.firms.has(since)
            if given and not isinstance(row.get(since), int):
                message = f"填了“{label}有效期至”，没有填取得年份，未计入，请补填。"
                yield of_firm(row, since, message=message)
