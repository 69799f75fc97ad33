"""What the roster comes to, beside what is filled in: by part, with the firms that make it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiqun.core.case import Case
from jiqun.core.facts import Change, Facts
from jiqun.core.offers import Offer, Standing, answers, beneath, offers, taken
from jiqun.core.reading import print_value
from jiqun.core.roster import gaps
from jiqun.core.roster.totals import Total
from jiqun.web.checks.byyear import ByYear
from jiqun.web.checks.cells import in_full
from jiqun.web.checks.contributors import Contributors, lay_out_contributors
from jiqun.web.checks.layout import part_headings

#: What a difference between figures in per cent is in.
POINTS = "个百分点"

#: So many gaps are shown at once, more only to who asks.
FEW = 5


@dataclass(frozen=True, slots=True)
class TotalCell:
    """One figure. ``words`` say how it stands to what is ``filled`` in, which is shown where it is
    another; ``choosable`` if taking it would change something."""

    key: str
    called: str
    value: str
    filled: str
    words: str
    lacking: str
    standing: Standing
    choosable: bool

    @property
    def off(self) -> bool:
        return self.standing in (Standing.DIFFERS, Standing.OPEN, Standing.UNREAD)


@dataclass(frozen=True, slots=True)
class Link:
    """To the row of another total."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Made:
    """The firms that make a figure; ``words`` where it is not the figure of the row itself."""

    contributors: Contributors
    words: str = ""


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One field, with an entry a year, or a single one for all of them. Firms make it; or other
    totals do, which have rows of their own among ``parts``, and their firms here if they have
    none."""

    anchor: str
    label: str
    unit: str
    cells: tuple[TotalCell | None, ...]
    words: str
    made: tuple[Made, ...]
    parts: tuple[Link, ...]

    @property
    def single(self) -> bool:
        return len(self.cells) == 1

    @property
    def settled(self) -> bool:
        return not any(cell and (cell.off or cell.choosable) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class TotalGroup(ByYear):
    rows: tuple[TotalRow, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the workbook has for one cell of the worksheet, beside what is filled in."""

    key: str
    called: str
    value: str
    filled: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """A sentence for each, and one for all; both empty where there are none."""

    summary: str
    sentences: tuple[str, ...]

    @property
    def few(self) -> bool:
        return len(self.sentences) <= FEW


@dataclass(frozen=True, slots=True)
class TotalsView:
    """``offered`` are blanks that all can be filled at once, ``incomplete`` those that cannot, as
    firms have left something out; ``choosable`` is everything that can be taken one by one.
    ``gaps`` are columns that are not there, with what nobody can total for that."""

    groups: tuple[TotalGroup, ...]
    answers: tuple[Answer, ...]
    sentence: str
    differing: int
    choosable: int
    offered: int
    incomplete: int
    gaps: Gaps


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are laid out by: where other totals stand, and those that stand nowhere."""

    case: Case
    links: Mapping[str, Link]
    beneath: Mapping[str, Total]


def lay_out_totals(case: Case) -> TotalsView:
    found = offers(case)
    of_field: dict[str, list[Offer]] = {}
    for offer in found.values():
        of_field.setdefault(offer.place.field.id, []).append(offer)
    part_of = case.facts.edition.part_of
    known = Known(case, {key: link(offer) for key, offer in found.items()}, beneath(case))
    groups = (
        group(heading, [of for id, of in of_field.items() if part_of[id] == part], known)
        for part, heading in part_headings(case.facts.edition).items()
    )
    told = tuple(answer(case, change) for change in answers(case))
    blanks = [offer for offer in found.values() if offer.standing is Standing.BLANK]
    offered = sum(offer.fills_a_blank for offer in blanks)
    return TotalsView(
        tuple(group for group in groups if group.rows),
        told,
        summed_up(found.values()),
        sum(offer.standing is Standing.DIFFERS for offer in found.values()),
        sum(not offer.settled for offer in found.values()) + len(told),
        offered,
        sum(not offer.settled for offer in blanks) - offered,
        lay_out_gaps(case),
    )


def lay_out_gaps(case: Case) -> Gaps:
    edition, found = (
        case.facts.edition,
        gaps.gaps_in(case.roster, case.totals) if case.roster else (),
    )
    summary = gaps.summed_up(found, edition) if found else ""
    return Gaps(summary, tuple(gaps.in_words(gap, edition, most=None) for gap in found))


def summed_up(shown: Collection[Offer]) -> str:
    """How many of the figures stand how, in one sentence."""
    counts = {standing: sum(o.standing is standing for o in shown) for standing in Standing}
    fits = counts[Standing.SAME] + counts[Standing.ROUNDED]
    said = (
        (fits, "一致"),
        (counts[Standing.DIFFERS], "不一致"),
        (counts[Standing.OPEN], "因名录有空白不能确定"),
        (counts[Standing.BLANK], "申报表空白"),
        (counts[Standing.UNREAD], "所填未能读取"),
    )
    told = "，".join(f"{count}个{what}" for count, what in said if count)
    return f"名录算出申报表的{len(shown)}个数：{told}。" if shown else "名录没有可以汇总的数。"


def group(heading: str, of_fields: Sequence[Sequence[Offer]], known: Known) -> TotalGroup:
    dated = any(offer.place.year for of in of_fields for offer in of)
    years = known.case.facts.edition.years.past if dated else ()
    return TotalGroup(heading, years, tuple(total_row(of, known) for of in of_fields))


def total_row(of: Sequence[Offer], known: Known) -> TotalRow:
    field = of[0].place.field
    by_year = {offer.place.year: offer for offer in of}
    years = (None,) if None in by_year else known.case.facts.edition.years.past
    parts = (known.links.get(key) for offer in of for key in offer.total.parts)
    return TotalRow(
        anchor_of(field.id),
        field.short,
        field.unit,
        tuple(total_cell(by_year[year]) if year in by_year else None for year in years),
        in_general(of),
        tuple(made_by(of, known)),
        tuple(dict.fromkeys(part for part in parts if part)),
    )


def made_by(of: Sequence[Offer], known: Known) -> Iterator[Made]:
    if not of[-1].total.parts:
        totals = {offer.place.year: offer.total for offer in of}
        yield Made(lay_out_contributors(known.case, totals))
        return
    beneath: dict[str, dict[int | None, Total]] = {}
    for offer in of:
        for key in offer.total.parts:
            if key in known.beneath:
                id, _, year = key.partition(".")
                by_year = beneath.setdefault(id, {})
                by_year[int(year) if year else None] = known.beneath[key]
    for totals in beneath.values():
        *_, last = totals.items()
        yield Made(lay_out_contributors(known.case, totals), without_year(*last))


def in_general(of: Sequence[Offer]) -> str:
    """How the figures come about, said once for several years."""
    last = of[-1]
    return without_year(last.place.year, last.total) if len(of) > 1 else last.total.words


def without_year(year: int | None, total: Total) -> str:
    return total.words.replace(f"{year}年", "当年")


def link(offer: Offer) -> Link:
    return Link(offer.place.field.short, anchor_of(offer.place.field.id))


def anchor_of(id: str) -> str:
    return f"total-{id}"


def answer(case: Case, change: Change) -> Answer:
    place = case.facts.edition.places[change.key]
    return Answer(change.key, place.called, in_full(place, change.new), in_full(place, change.old))


@dataclass(frozen=True, slots=True)
class Chosen:
    """The keys of the totals and of the answers that are ticked."""

    totals: Collection[str]
    answers: Collection[str] = ()


def take(case: Case, chosen: Chosen) -> tuple[Facts, tuple[Change, ...]]:
    """The facts with what is chosen in them, and what that changes. The values never come from the
    browser."""
    answered = {c.key: c.new for c in answers(case) if c.key in chosen.answers}
    facts = case.facts.overlay({**answered, **taken(case, chosen.totals)})
    return facts, case.facts.diff(facts)


def every_blank(case: Case) -> Chosen:
    return Chosen([key for key, offer in offers(case).items() if offer.fills_a_blank])


def total_cell(offer: Offer) -> TotalCell:
    told = offer.filled is not None and offer.standing is not Standing.SAME
    return TotalCell(
        offer.total.key,
        offer.place.called,
        printed(offer),
        print_value(offer.filled) if told and offer.filled is not None else "",
        in_words(offer),
        lacking(offer.total),
        offer.standing,
        not offer.settled,
    )


def printed(offer: Offer) -> str:
    """The total as the form would have it, and where the form could not hold it, to the cent."""
    return f"{offer.total.value:.2f}" if offer.value is None else print_value(offer.value)


def lacking(total: Total) -> str:
    """A rate may count a firm in one of its parts and lack it in another."""
    if not total.lacking:
        return ""
    how = "，按已有的数算" if total.parts else ""
    return f"缺{len(total.lacking)}{total.counter}数据{how}"


def in_words(offer: Offer) -> str:
    """“名录多0.12”"""
    match offer.standing:
        case Standing.BLANK:
            return "申报表空白"
        case Standing.UNREAD:
            return "所填未能读取"
        case Standing.SAME:
            return "一致"
        case Standing.ROUNDED:
            return "在四舍五入范围内"
    return more_or_less(offer.difference, offer.place.field.unit)


def more_or_less(difference: Decimal | None, unit: str) -> str:
    if difference is None:
        return "不一致"
    word = "名录多" if difference > 0 else "名录少"
    return f"{word}{abs(difference):f}{POINTS if unit == '%' else ''}"
