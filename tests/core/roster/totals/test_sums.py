"""Totals: what the firms come to for each figure of the form, computed by hand."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.interval import Interval
from jiqun.core.quantity import Quantity
from jiqun.core.roster.listing import CellValue, Listing
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.totals import Total, totals_of
from jiqun.core.roster.totals.sums import SUMS
from jiqun.core.rules import check
from tests.core.roster.totals.firms import LARGE, SMALL, UNSIZED, totals, values
from tests.declarations import blank, golden
from tests.rosters import CENT, roster_behind, typed


def about(value: str, low: str, high: str) -> Quantity:
    return Quantity(Decimal(value), Interval(Decimal(low), Decimal(high)))


# --- Sums ---


def test_a_sum_with_its_rows_and_its_rounding() -> None:
    found = totals({"output.2023": "1520.25"}, {"output.2023": "无"}, {"output.2023": "860"})
    assert found["output.2023"] == Total(
        "output.2023",
        about("0.238025", "0.238024", "0.238026"),
        (2, 4),
        "集群内企业2023年产值之和",
        column="output.2023",
    )


def test_heads_are_not_rounded() -> None:
    found = totals(SMALL, {**SMALL, "staff.2023": "19"})["sme_staff.2023"]
    assert found.quantity == about("119", "119", "119")
    assert (found.words, found.rows) == ("集群内中小企业2023年从业人员期末数之和", (2, 3))


@pytest.mark.parametrize(
    ("column", "key", "value"),
    [
        # Who counts: everybody, SMEs, the leading industry. In 亿元, 万元 and units of their own.
        ("output.2023", "output.2023", "0.0111"),
        ("output.2023", "leading_output_share.2023", None),
        ("rd_spend.2023", "rd_spend.2023", "0.0001"),
        ("rd_staff.2023", "rd_staff.2023", "1"),
        ("ip_granted.2023", "ip_granted.2023", "1"),
        ("valid_patents.2023", "patents_held.2023", "1"),
        ("valid_patents.2023", "valid_patents", "1"),
        ("fdi.2023", "fdi.2023", "111"),
        ("exports.2023", "exports.2023", "111"),
        ("software_purchase.2023", "software_purchase.2023", "111"),
        ("pct", "pct_applications", "1"),
        ("water_total", "water_total", "0.0111"),
        ("water_reused", "water_reused", "0.0111"),
        ("waste_slag_produced", "waste.slag.produced", "0.0111"),
        ("waste_straw_used", "waste.straw.used", "0.0111"),
    ],
)
def test_what_is_added_up_for_whom(column: str, key: str, value: str | None) -> None:
    """Of an SME 1, of a large firm 10, and of one of an unknown size 100."""
    firms = ({**SMALL, column: "1"}, {**LARGE, column: "10"}, {**UNSIZED, column: "100"})
    found = totals(*firms)
    assert (f"{found[key].value:f}" if key in found else None) == value


def test_revenue_of_all_and_of_smes() -> None:
    found = totals(SMALL, LARGE, UNSIZED)
    assert values(found, "revenue", "sme_revenue") == {
        "revenue.2023": "4.201",
        "sme_revenue.2023": "0.2",
    }
    # Nobody knows whether the third is an SME.
    assert [found[key].lacking for key in ("revenue.2023", "sme_revenue.2023")] == [(), (4,)]


def test_every_sum_is_of_columns_and_figures_there_are() -> None:
    edition = typed({}).edition
    columns = {column.id for column in edition.schedule(FIRMS).columns}
    assert {sum.column for sum in SUMS} <= columns
    # What only rates are made of has no figure of its own.
    unprinted = {"sme_output", "leading_output", "energy_used", "co2"}
    assert {sum.id for sum in SUMS} - edition.fields.keys() == unprinted


# --- Numbers of firms ---


def test_firms_and_smes_by_year() -> None:
    firms = (
        {**SMALL, "staff.2021": "90", "revenue.2021": "900"},
        {**LARGE, "since": "2022", "staff.2022": "1000", "revenue.2022": "39999.99"},
        {**SMALL, "since": "2019", "until": "2023", "staff.2022": "5", "revenue.2022": "9"},
        {**SMALL, "inside": "否"},
        UNSIZED,
    )
    found = totals(*firms)
    assert values(found, "firms", "smes") == {
        "firms.2021": "3",
        "firms.2022": "4",
        "firms.2023": "3",
        "smes.2021": "1",
        "smes.2022": "2",
        "smes.2023": "1",
    }
    assert found["firms.2023"] == Total(
        "firms.2023", about("3", "3", "3"), (2, 3, 6), "2023年末集群内企业家数"
    )
    assert found["smes.2023"] == Total(
        "smes.2023",
        about("1", "1", "2"),
        (2,),
        "2023年末集群内中小企业家数（按填报说明8划型）",
        lacking=(6,),
    )


def test_titles_by_year() -> None:
    firms = (
        {**SMALL, "specialized_since": "2021", "specialized_until": "2022-12-31"},
        {**SMALL, "specialized_since": "2023"},
        # Not of the leading industry, large, of an unknown size, and without the title.
        {**SMALL, "specialized_since": "2023", "leading": "否"},
        {**LARGE, "specialized_since": "2023", "leading": "是"},
        {**UNSIZED, "specialized_since": "2023"},
        SMALL,
    )
    found = totals(*firms)
    assert found["specialized_smes.2023"] == Total(
        "specialized_smes.2023",
        about("1", "1", "2"),
        (3,),
        "2023年末仍有效的主导产业相关的中小企业中“省级专精特新中小企业”的家数",
        column="specialized_since",
        lacking=(6,),
    )
    # Of years in which nobody's size is known, nothing is known.
    assert values(found, "specialized_smes") == {"specialized_smes.2023": "1"}


@pytest.mark.parametrize(
    ("title", "key", "value"),
    [
        ("little_giant", "little_giants.2023", 2),
        ("champion", "champions.2023", 2),
        ("high_tech", "high_tech_firms.2023", 2),
        ("innovative", "innovative_smes.2023", 1),
        ("listed", "listed_smes.2023", 1),
        ("pre_listing", "pre_listing_smes.2023", 1),
    ],
)
def test_whom_a_title_counts_of(title: str, key: str, value: int) -> None:
    """Of an SME, a large firm and a firm beside the leading industry."""
    held = {f"{title}_since": "2020"}
    firms = ({**SMALL, **held}, {**LARGE, **held}, {**SMALL, **held, "leading": "否"})
    assert totals(*firms)[key].value == value


def test_a_listed_firm_is_not_about_to_be_listed() -> None:
    years = {f"{id}.{y}": n for y in (2021, 2022) for id, n in (("staff", "9"), ("revenue", "9"))}
    firm = {**SMALL, **years, "pre_listing_since": "2021", "listed_since": "2023"}
    assert values(totals(firm), "pre_listing_smes", "listed_smes") == {
        "listed_smes.2021": "0",
        "listed_smes.2022": "0",
        "listed_smes.2023": "1",
        "pre_listing_smes.2021": "1",
        "pre_listing_smes.2022": "1",
        "pre_listing_smes.2023": "0",
    }


def test_answers() -> None:
    firms = (
        {**SMALL, "cloud": "是", "software.2023": "是"},
        {**SMALL, "cloud": "否", "software.2023": "否"},
        {**SMALL, "cloud": "", "software.2023": ""},
        {**LARGE, "cloud": "是", "software.2023": "是"},
    )
    found = totals(*firms)
    assert found["cloud_smes"] == Total(
        "cloud_smes",
        about("1", "1", "2"),
        (2,),
        "上云的中小企业家数",
        column="cloud",
        lacking=(4,),
    )
    assert values(found, "software_users", "software_asked") == {
        "software_users.2023": "2",
        "software_asked.2023": "3",
    }


# --- What is not known ---


def test_a_blank_is_lacking_and_none_is_not() -> None:
    found = totals({"output.2023": "9"}, {"output.2023": ""}, {"output.2023": "无"})
    assert (found["output.2023"].rows, found["output.2023"].lacking) == ((2,), (3,))


def test_of_columns_and_sheets_that_are_not_there_nothing_is_known() -> None:
    found = totals({"name": "示例测控有限公司"})
    assert set(found) == {"firms.2021", "firms.2022", "firms.2023"}
    # With lists only, nothing is known of the firms, not even that there are none.
    branch = {"name": "示例分公司", "country": "德国"}
    assert set(totals_of(typed(branches=(branch,)))) == {"overseas_branches"}
    assert totals_of(Roster.empty(typed({}).edition)) == {}


def test_whatever_is_lacking_may_be_more() -> None:
    found = totals(
        {**SMALL, "output.2023": "100", "fdi.2023": "", "leading": "是"},
        {**LARGE, "output.2023": "60", "fdi.2023": "9", "leading": ""},
        {**UNSIZED, "output.2023": "40", "fdi.2023": "3", "leading": "否"},
    )
    spans = {
        "firms.2023": ("3", "3"),
        "smes.2023": ("1", "2"),
        "fdi.2023": ("11.99", "Infinity"),
        "sme_output_share.2023": ("49.99", "Infinity"),
        "leading_output_share.2023": ("49.99", "Infinity"),
    }
    for key, (low, high) in spans.items():
        interval = found[key].quantity.interval
        assert interval is not None
        assert (round(interval.low, 2), interval.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("declared", "may_be"),
    [("9.98", False), ("9.985", True), ("10.015", True), ("10.02", False)],
)
def test_what_a_declared_figure_may_be(declared: str, may_be: bool) -> None:
    """10.00, of rows that could have 0.01 more or less."""
    total = Total("fdi.2023", about("10", "9.99", "10.01"), (2,), "")
    figure = Decimal(declared)
    half = CENT / 2
    assert total.may_be(Quantity(figure, Interval(figure - half, figure + half))) is may_be
    assert total.may_be(Quantity(None, None))


# --- The goldens ---


@pytest.mark.parametrize("name", ["clean", "longest"])
def test_the_goldens_come_to_what_they_declare(name: str) -> None:
    case = Case(facts=golden(name).facts, roster=roster_behind(name))
    declared = {key: case.figures.given(key) for key in case.totals}
    assert [key for key, total in case.totals.items() if not total.may_be(declared[key])] == []
    assert [key for key, total in case.totals.items() if total.lacking] == []
    assert len(case.totals) == 151
    assert [key for key, figure in declared.items() if figure.blank] == []


@pytest.mark.parametrize("name", ["clean", "longest"])
def test_the_goldens_and_their_rosters_are_not_complained_of(name: str) -> None:
    report = check(Case(facts=golden(name).facts, roster=roster_behind(name)))
    assert [finding.rule for finding in report.findings] == ["RE-02"]


# --- Whatever the rows ---

CLEAN = roster_behind("clean")


def with_firms(rows: Iterable[tuple[int, tuple[CellValue | None, ...]]]) -> Roster:
    firms = Listing.of(CLEAN.firms.schedule, CLEAN.firms.keys, rows)
    return Roster(edition=CLEAN.edition, listings={FIRMS: firms})


ROWS = tuple(row.values for row in CLEAN.firms.rows)


@given(order=st.permutations(range(len(ROWS))))
def test_the_order_of_rows_changes_their_numbers_only(order: list[int]) -> None:
    before = totals_of(with_firms(enumerate(ROWS)))
    after = totals_of(with_firms(enumerate(ROWS[old] for old in order)))
    assert before.keys() == after.keys()
    for key, total in before.items():
        moved = sorted(order[row] for row in after[key].rows)
        assert replace(after[key], rows=()) == replace(total, rows=())
        assert moved == sorted(total.rows)


@given(inside=st.lists(st.booleans(), min_size=len(ROWS), max_size=len(ROWS)))
def test_two_halves_make_the_whole(inside: list[bool]) -> None:
    whole = totals_of(with_firms(enumerate(ROWS)))
    numbered = list(enumerate(ROWS))
    halves = [
        totals_of(
            with_firms(row for row, first in zip(numbered, inside, strict=True) if first is half)
        )
        for half in (True, False)
    ]
    for key, total in whole.items():
        if not total.parts:
            assert sum(half[key].value for half in halves if key in half) == total.value
            rows = [row for half in halves if key in half for row in half[key].rows]
            assert sorted(rows) == sorted(total.rows)


# --- Against the form: rounding is never at fault, a slip always is ---

#: In 万元, with more decimals than anybody fills in.
true_figures = st.lists(
    st.decimals(min_value="0.01", max_value="50000", places=6), min_size=1, max_size=40
)


def rounded(figure: Decimal) -> Decimal:
    return figure.quantize(CENT, ROUND_HALF_UP)


def complaints(column: str, key: str, figures: Iterable[Decimal], declared: Decimal) -> list[str]:
    """The keys that the form is said to be wrong in."""
    firms = ({"since": "2015", column: f"{rounded(figure)}"} for figure in figures)
    case = Case(facts=blank().overlay({key: declared}), roster=typed(*firms))
    found = check(case).findings
    return [key for finding in found if finding.rule == "RR-51" for key in finding.fields]


@pytest.mark.parametrize(
    ("column", "key", "unit"),
    [("output.2023", "output.2023", 10_000), ("exports.2023", "exports.2023", 1)],
)
@given(figures=true_figures)
def test_rounding_is_never_complained_of(
    column: str, key: str, unit: int, figures: list[Decimal]
) -> None:
    declared = rounded(sum(figures, Decimal(0)) / unit)
    assert complaints(column, key, figures, declared) == []


@pytest.mark.parametrize(
    ("column", "key", "unit"),
    [("output.2023", "output.2023", 10_000), ("exports.2023", "exports.2023", 1)],
)
@given(figures=true_figures, up=st.booleans())
def test_a_slip_of_one_unit_beyond_always_is(
    column: str, key: str, unit: int, figures: list[Decimal], up: bool
) -> None:
    """Beyond what the rows as rounded could come to."""
    whole = sum(map(rounded, figures), Decimal(0))
    margin = CENT / 2 * len(figures)
    farthest = (whole + margin if up else whole - margin) / unit
    edge = farthest.quantize(CENT, ROUND_HALF_UP if up else ROUND_HALF_DOWN)
    declared = edge + (CENT if up else -CENT)
    assert complaints(column, key, figures, declared) == [key] * (declared >= 0)
