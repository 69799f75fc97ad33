"""The roster: what is wrong with its rows, and what its firms come to against the form."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from jiqun.core.case import Case
from jiqun.core.form import DEFAULT_EDITION, ROSTER, get_edition
from jiqun.core.industries import Sector, class_named
from jiqun.core.reading import print_value
from jiqun.core.roster.book import ROW_RULES, RowExample, RowFinding, RowRule
from jiqun.core.roster.listing import NAME
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.totals import Total
from jiqun.core.roster.wording import firm_of
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.wording import TRUE_OR_WRONG, fault, filled_in, in_unit

# --- Row by row ---

#: So many rows are named; the annotated workbook has them all.
MOST_NAMED = 5


def enter_row_rules() -> None:
    """Each rule on rows is a rule of the book: it says once what is wrong, and where."""
    for entered in ROW_RULES.values():
        enter(entered)


def enter(entered: RowRule) -> None:
    def summed_up(case: Case) -> Iterator[Fault]:
        found = case.row_findings_of.get(entered.id, ())
        for _, of_list in groupby(found, key=lambda finding: finding.schedule):
            yield Fault((), in_one_sentence(case, tuple(of_list)))

    summed_up.__doc__ = entered.sentence
    example = Example(roster=entered.example)
    rule(
        entered.id,
        entered.rank,
        example=example,
        cites=entered.cites,
        supersedes=entered.supersedes,
        part=ROSTER,
    )(summed_up)


def in_one_sentence(case: Case, found: Sequence[RowFinding]) -> str:
    """The first in full, and the numbers of the next."""
    first, *others = found
    title = case.facts.edition.schedule(first.schedule).title
    sentence = f"{title}第{first.row}行{called(case, first)}：{first.message}"
    rows = tuple(dict.fromkeys(finding.row for finding in others if finding.row != first.row))
    if not rows:
        return sentence
    named = "、".join(str(row) for row in rows[:MOST_NAMED])
    more = f"等{len(rows)}行" if len(rows) > MOST_NAMED else "行"
    return f"{sentence.removesuffix('。')}；第{named}{more}有同类问题，请一并核对。"


def called(case: Case, finding: RowFinding) -> str:
    assert case.roster is not None
    listing = case.roster.listing(finding.schedule)
    row = next((row for row in listing.rows if row.number == finding.row), None)
    return f"“{firm_of(row)}”" if row and row.text_at(NAME) else ""


enter_row_rules()


# --- Against the form ---


#: The rule that holds the form against the totals of the roster.
AGAINST_ROSTER = "RR-51"


@rule(
    AGAINST_ROSTER,
    Rank.EXPLAIN,
    cites=("填报说明1",),
    example=Example(
        {"high_tech_firms.2023": "2"},
        roster=RowExample({FIRMS: ({"since": "2019", "high_tech_since": "2023"},)}),
    ),
)
def differs_from_roster(case: Case) -> Iterator[Fault]:
    """申报表的数据应与企业名录的合计一致；不一致的应说明原因。"""
    places, differing = case.facts.edition.places, tuple(differing_totals(case))
    for field, totals in groupby(differing, key=lambda total: places[total.key].field):
        told = tuple(totals)
        keys = tuple(total.key for total in told)
        yield Fault(
            keys,
            f"{filled_in(case, *keys)}，按企业名录，{words_of(told)}为"
            f"{'、'.join(total_in_unit(total, field.unit) for total in told)}，{TRUE_OR_WRONG}",
        )


def differing_totals(case: Case) -> Iterator[Total]:
    """Totals of firms that cannot be what is declared; a rate only where that does not follow from
    what it is computed from."""
    differing = {
        key: total
        for key, total in case.totals.items()
        if total.schedule == FIRMS and not total.may_be(case.figures.given(key))
    }
    return (total for total in differing.values() if differing.keys().isdisjoint(total.parts))


def words_of(totals: Sequence[Total]) -> str:
    """How the totals come about, said once for several years; a formula wants a pause."""
    first, several = totals[0], len(totals) > 1
    words = YEAR.sub("", first.words) if several else first.words
    return f"{words}{'，' if first.parts else ''}{'分别' if several else ''}"


YEAR = re.compile(r"20\d\d年末?")


def total_in_unit(total: Total, unit: str) -> str:
    lacking = f"（另有{len(total.lacking)}家缺数据，未计入）" if total.lacking else ""
    return f"{in_unit(total.quantity, unit)}{lacking}"


@rule(
    "RR-52",
    Rank.EXPLAIN,
    fields=("sector",),
    example=Example(
        {"sector": "secondary"},
        roster=RowExample({FIRMS: ({"industry": "6513", "leading": "是", "output.2023": "900"},)}),
    ),
)
def sector_differs(case: Case) -> Iterator[Fault]:
    """主导产业所属产业类型应与企业名录中主导产业企业的行业一致。"""
    declared = case.facts.get("sector")
    shares = sectors_of(case)
    if not isinstance(declared, str) or not shares:
        return
    whole, largest = sum(shares.values()), max(shares, key=lambda sector: shares[sector])
    if largest.value != declared and shares[largest] * 2 > whole:
        share = shares[largest] * 100 / whole
        yield fault(
            case,
            case.facts.edition.places["sector"],
            f"选了“{in_words(case, declared)}”，企业名录中主导产业企业的产值"
            f"{share:.0f}%属于{in_words(case, largest.value)}，{TRUE_OR_WRONG}",
        )


def sectors_of(case: Case) -> dict[Sector, Decimal]:
    """The output of the leading firms in the base year by sector."""
    base = case.facts.edition.years.base
    found: dict[Sector, Decimal] = {}
    for member in case.roster.population[base] if case.roster else ():
        industry = class_named(member.row.text_at("industry"))
        output = member.row.number_at(f"output.{base}")
        if member.leading and industry and output and output > 0:
            found[industry.sector] = found.get(industry.sector, Decimal(0)) + output
    return found


def in_words(case: Case, option: str) -> str:
    return case.facts.edition.fields["sector"].option(option).label


#: So many figures that cannot be compared are named.
MOST_LACKING = 3


@rule(
    "RR-54",
    Rank.HINT,
    cites=("填报说明2",),
    part=ROSTER,
    example=Example(
        {"output.2023": "0.50"},
        roster=RowExample(
            {FIRMS: ({"since": "2019", "output.2023": "900"}, {"since": "2019", "output.2023": ""})}
        ),
    ),
)
def cannot_be_compared(case: Case) -> Iterator[Fault]:
    """企业名录各列填齐，没有的填“无”或0，申报表的数据才能与合计核对。"""
    places, lacking = case.facts.edition.places, tuple(lacking_totals(case))
    if lacking:
        named = "、".join(
            f"{places[total.key].short}（缺{len(total.lacking)}家）"
            for total in lacking[:MOST_LACKING]
        )
        more = f"等{len(lacking)}栏" if len(lacking) > MOST_LACKING else ""
        yield Fault((), f"企业名录有空缺，{named}{more}不能完全核对，请补填；没有的填“无”或0。")


def lacking_totals(case: Case) -> Iterator[Total]:
    """Sums that what is declared may be, only because some firms have a blank."""
    return (
        total
        for key, total in case.totals.items()
        if total.lacking
        and total.schedule == FIRMS  # RR-02 tells of the rows of other lists
        and not total.parts
        and total.may_be(case.figures.given(key))
        and not case.figures.given(key).blank
    )


OTHER_WATER = Roster(
    edition=get_edition(DEFAULT_EDITION), listings={}, worksheet={"water_total": Decimal("168.00")}
)


@rule(
    "RR-53",
    Rank.EXPLAIN,
    example=Example({"water_total": "186.00"}, known={"roster": OTHER_WATER}),
)
def other_worksheet(case: Case) -> Iterator[Fault]:
    """企业名录工作簿中的测算底稿应与申报数据中的一致。"""
    places = case.facts.edition.places
    for key, there in (case.roster.worksheet if case.roster else {}).items():
        here = case.facts.get(key)
        if here is not None and here != there:
            both = f"填了“{print_value(here)}”，企业名录工作簿中是“{print_value(there)}”"
            yield fault(case, places[key], f"{both}，请核对，使两者一致。")
