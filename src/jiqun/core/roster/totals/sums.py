"""Sums: what the firms have of something together, and how many of them there are."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from jiqun.core.figures.part2 import TOGETHER
from jiqun.core.form.beijing.worksheet import WASTES
from jiqun.core.form.schedule import ColumnKind
from jiqun.core.interval import EXACT, HALF_CENT, INFINITY, ZERO, Interval
from jiqun.core.quantity import Quantity
from jiqun.core.roster.listing import Listing, Number
from jiqun.core.roster.model import Roster
from jiqun.core.roster.population import Member, holds
from jiqun.core.roster.totals.total import TEN_THOUSANDTH, Total

# --- Who counts ---

#: Whether a firm counts; None if nobody knows.
Counts: TypeAlias = Callable[[Member], bool | None]


def is_firm(member: Member) -> bool:
    return True


def is_sme(member: Member) -> bool | None:
    return member.sme


def is_leading(member: Member) -> bool | None:
    return member.leading


def is_related(member: Member) -> bool:
    """主导产业相关的: of the leading industry, unless the roster says it is not."""
    return member.leading is not False


def is_related_sme(member: Member) -> bool | None:
    return member.sme if is_related(member) else False


CALLED: Mapping[Counts, str] = {
    is_firm: "集群内企业",
    is_sme: "集群内中小企业",
    is_leading: "主导产业企业",
    is_related: "主导产业相关的企业",
    is_related_sme: "主导产业相关的中小企业",
}

# --- Sums of a column ---

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Sum:
    """``column`` added up over those who count, for each year; for a column without years, and
    where ``base_only``, for the base year."""

    id: str
    column: str
    who: Counts = is_firm
    factor: Decimal = ONE
    base_only: bool = False


SUMS = (
    Sum("output", "output", factor=TEN_THOUSANDTH),
    Sum("sme_output", "output", is_sme, TEN_THOUSANDTH),
    Sum("leading_output", "output", is_leading, TEN_THOUSANDTH),
    Sum("revenue", "revenue", factor=TEN_THOUSANDTH),
    Sum("sme_revenue", "revenue", is_sme, TEN_THOUSANDTH),
    Sum("fdi", "fdi"),
    Sum("exports", "exports"),
    Sum("rd_spend", "rd_spend", is_sme, TEN_THOUSANDTH),
    Sum("sme_staff", "staff", is_sme),
    Sum("rd_staff", "rd_staff", is_sme),
    Sum("ip_granted", "ip_granted", is_sme),
    Sum("patents_held", "valid_patents", is_sme),
    Sum("valid_patents", "valid_patents", is_sme, base_only=True),
    Sum("pct_applications", "pct", is_sme),
    Sum("software_purchase", "software_purchase"),
    Sum("energy_used", "energy"),
    Sum("co2", "co2"),
    Sum("water_total", "water_total", factor=TEN_THOUSANDTH),
    Sum("water_reused", "water_reused", factor=TEN_THOUSANDTH),
    *(
        Sum(f"waste.{waste}.{end}", f"waste_{waste}_{end}", factor=TEN_THOUSANDTH)
        for waste, _ in WASTES
        for end in ("produced", "used")
    ),
)


def sums(roster: Roster) -> Iterator[Total]:
    heads = roster.firms.schedule.heads
    columns = {column.id: column for column in roster.firms.schedule.columns}
    crowds = {year: Crowd(members) for year, members in roster.population.items()}
    for sum in SUMS:
        column, base = columns[sum.column], roster.edition.years.base
        years = column.years if column.years and not sum.base_only else (base,)
        for year in years:
            key = f"{sum.column}.{year}" if column.years else sum.column
            if roster.firms.has(key):
                found = crowds[year].gathered(sum.who, number_under(roster.firms, key))
                id = f"{sum.id}.{year}" if len(years) > 1 else sum.id
                rounded = column.kind is ColumnKind.NUMBER
                quantity = found.amount(sum.factor, HALF_CENT if rounded else ZERO)
                words = f"{CALLED[sum.who]}{heads[key].name}之和"
                yield found.total(id, words, quantity, column=key)


#: What a firm adds; None if it should add something and has a blank.
Adds: TypeAlias = Callable[[Member], Number]


def number_under(firms: Listing, key: str) -> Adds:
    numbers = firms.numbers[key]
    return lambda member: numbers[member.place]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was gathered on the way through the firms."""

    value: Decimal
    rows: tuple[int, ...]
    lacking: tuple[int, ...]

    def amount(self, factor: Decimal, each: Decimal) -> Quantity:
        """The value in the unit of the form, each row of it rounded by so much; those lacking may
        add any amount."""
        value = EXACT.multiply(self.value, factor)
        margin = EXACT.multiply(each * len(self.rows), factor)
        return Quantity(
            value, Interval(value - margin, INFINITY if self.lacking else value + margin)
        )

    @property
    def number(self) -> Quantity:
        """The value as a number of firms, to which each one lacking may add one."""
        return Quantity(self.value, Interval(self.value, self.value + len(self.lacking)))

    def total(
        self, key: str, words: str, quantity: Quantity | None = None, column: str = ""
    ) -> Total:
        """As the total for a key; without a quantity, it is a number of firms."""
        return Total(
            key, quantity or self.number, self.rows, words, column=column, lacking=self.lacking
        )


class Crowd:
    """The members of one year; who of them counts is asked once, however much is gathered."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.members = tuple(members)
        self.counted = cache(self.those_who_count)

    def those_who_count(self, who: Counts) -> tuple[tuple[Member, bool | None], ...]:
        asked = ((member, who(member)) for member in self.members)
        return tuple((member, counts) for member, counts in asked if counts is not False)

    def gathered(self, who: Counts, adds: Adds) -> Gathered:
        """What those who count add, all together."""
        value, rows, lacking = ZERO, [], []
        for member, counts in self.counted(who):
            given = adds(member) if counts else None
            if given is None:
                lacking.append(member.row.number)
            elif given:
                rows.append(member.row.number)
                value += given
        return Gathered(value, tuple(rows), tuple(lacking))


# --- Numbers of firms ---

#: The field of the form for each title, and who may count there.
TITLES = (
    ("specialized_smes", "specialized", is_related_sme),
    ("little_giants", "little_giant", is_related),
    ("champions", "champion", is_related),
    ("high_tech_firms", "high_tech", is_related),
    ("innovative_smes", "innovative", is_related_sme),
    ("listed_smes", "listed", is_related_sme),
    ("pre_listing_smes", "pre_listing", is_related_sme),
)

#: Answers asked of SMEs for the base year.
ANSWERS = (("cloud_smes", "cloud"), ("iiot_smes", "iiot"), ("rd_tools_smes", "rd_tools"))


def counts(roster: Roster) -> Iterator[Total]:
    for year, members in roster.population.items():
        firms, smes = (Crowd(members).gathered(who, one) for who in (is_firm, is_sme))
        yield firms.total(f"firms.{year}", f"{year}年末集群内企业家数")
        yield smes.total(f"smes.{year}", f"{year}年末集群内中小企业家数（按填报说明8划型）")
        yield from titled(roster, year, members)
        yield from software(roster, year, members)
    yield from answered(roster)


def one(member: Member) -> int:
    return 1


def titled(roster: Roster, year: int, members: Iterable[Member]) -> Iterator[Total]:
    """How many hold each title at the end of the year; a listed firm is not about to be listed."""
    heads = roster.firms.schedule.heads
    for id, title, who in TITLES:
        column = f"{title}_since"
        if roster.firms.has(column):
            holders = [m for m in members if holds(m.row, title, year)]
            if title == "pre_listing":
                holders = [m for m in holders if not holds(m.row, "listed", year)]
            name = heads[column].name.removesuffix("取得年份")
            words = f"{year}年末仍有效的{CALLED[who]}中“{name}”的家数"
            yield Crowd(holders).gathered(who, one).total(f"{id}.{year}", words, column=column)


def once_each(totals: Mapping[str, Total], id: str, year: int) -> int | None:
    """How many firms hold any of the titles that such a figure adds up; None if the roster does
    not tell."""
    found = [totals.get(f"{title}.{year}") for title in TOGETHER[id]]
    known = [total for total in found if total and not total.lacking]
    if len(known) < len(found):
        return None
    return len({row for total in known for row in total.rows})


def software(roster: Roster, year: int, members: Iterable[Member]) -> Iterator[Total]:
    key = f"software.{year}"
    if roster.firms.has(key):
        asked = [m for m in members if isinstance(m.row.get(key), bool)]
        users = [m for m in asked if m.row.get(key)]
        for id, those, what in (("users", users, "应用工业软件"), ("asked", asked, "填了是否应用")):
            words, counted = f"{year}年{what}的企业家数", Crowd(those).gathered(is_firm, one)
            yield counted.total(f"software_{id}.{year}", words, column=key)


def answered(roster: Roster) -> Iterator[Total]:
    members = Crowd(roster.population[roster.edition.years.base])
    for id, key in ANSWERS:
        if roster.firms.has(key):
            name = roster.firms.schedule.heads[key].name.removeprefix("是否")
            found = members.gathered(is_sme, answer_under(key))
            yield found.total(id, f"{name}的中小企业家数", column=key)


def answer_under(key: str) -> Adds:
    """1 for 是, 0 for 否."""

    def answer(member: Member) -> int | None:
        said = member.row.get(key)
        return int(said) if isinstance(said, bool) else None

    return answer
