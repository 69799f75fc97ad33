"""Columns that a roster does not have, and what nobody can total without them."""

from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.core.form import get_edition
from jiqun.core.roster.gaps import Gap, gaps_in, in_words, of_firms, summed_up
from jiqun.core.roster.listing import Listing
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.totals import totals_of
from tests.rosters import roster_behind, typed

EDITION = get_edition("beijing-2024")

HEADS = EDITION.schedule(FIRMS).heads
YEARS = EDITION.years.past


def by_year(*ids: str) -> tuple[str, ...]:
    return tuple(f"{id}.{year}" for id in ids for year in YEARS)


def lacking(*columns: str, blank: Collection[str] = ()) -> tuple[Gap, ...]:
    """The gaps of firms who have everything else."""
    return gaps_in(of_firms(EDITION, columns, blank))


def told(*columns: str, blank: Collection[str] = ()) -> list[str]:
    return [in_words(gap, EDITION) for gap in lacking(*columns, blank=blank)]


def test_a_roster_that_has_every_column_has_no_gap() -> None:
    assert lacking() == ()
    assert gaps_in(roster_behind("clean")) == ()


def test_the_made_up_firms_give_every_figure_that_the_list_supports() -> None:
    fields = {EDITION.places[key].field.id for key in totals_of(of_firms(EDITION))}
    assert set(EDITION.schedule(FIRMS).supports) <= fields


def test_a_column_with_the_figures_that_rest_on_it() -> None:
    columns = by_year("rd_spend")
    assert lacking(*columns) == (Gap(columns, by_year("rd_intensity", "rd_spend")),)
    assert told(*columns) == [
        "缺少“研发费用”（2021—2023年）一栏，“集群中小企业研发投入强度”、“集群中小企业研发经费总额”2项无法汇总。"
    ]


def test_years_are_named_where_only_some_are_lost() -> None:
    assert told("ip_granted.2021", "ip_granted.2023") == [
        "缺少“知识产权授权量”（2021、2023年）一栏，“集群中小企业知识产权授权量”（2021、2023年）一项无法汇总。"
    ]


def test_columns_that_cost_the_same_stand_together() -> None:
    assert told("water_total", "water_reused") == [
        "缺少“工业总用水量”、“重复用水量”2栏，“工业用水重复利用率”一项无法汇总。"
    ]


def test_of_many_only_some_are_named() -> None:
    (gap,) = lacking("industry")
    few, whole = in_words(gap, EDITION), in_words(gap, EDITION, most=None)
    assert few == (
        "缺少“国民经济行业小类代码”一栏，“集群内中小企业产值占集群总产值比例”、“集群中小企业数量”、"
        "“主导产业相关的省级专精特新中小企业数量”等19项无法汇总。"
    )
    assert whole.count("“集群") > few.count("“集群")
    assert "等" not in whole.partition("一栏，")[2]


def test_a_column_in_which_nothing_stands_is_told_of_too() -> None:
    columns = by_year("fdi")
    (gap,) = lacking(blank=columns)
    assert gap == Gap(columns, gap.keys, blank=True)
    assert in_words(gap, EDITION) == (
        "“外商直接投资额”（2021—2023年）一栏全部空白，"
        "“集群外商直接投资额”、“集群外商直接投资额增长率”（2022—2023年）2项无法汇总。"
    )


def test_a_title_that_nobody_has_is_no_gap() -> None:
    assert lacking(blank=("champion_since",)) == ()


def test_the_size_is_lost_only_without_both_measures() -> None:
    """One of them is enough for a firm that is small by it."""
    revenue, staff = by_year("revenue"), by_year("staff")
    assert not {"smes.2023"} & {key for gap in lacking(*revenue) for key in gap.keys}
    assert [("smes.2023" in gap.keys, gap.columns) for gap in lacking(*revenue, *staff)] == [
        (True, revenue),
        (True, staff),
    ]


def test_what_the_roster_gives_all_the_same_is_not_lost() -> None:
    firm = {"name": "甲公司", "industry": "4011", "since": "2015"}
    patent = {"name": "示例专利", "number": "ZL202010000001.1"}
    alone, beside = typed(firm), typed(firm, patents=(patent,))
    lost, kept = ({key for gap in gaps_in(of) for key in gap.keys} for of in (alone, beside))
    assert lost - kept == {"valid_patents"}


def test_without_firms_there_is_nothing_to_say() -> None:
    assert gaps_in(Roster.empty(EDITION)) == ()
    heads = Listing.of(EDITION.schedule(FIRMS), ("name",), ())
    assert gaps_in(Roster(edition=EDITION, listings={FIRMS: heads})) == ()


@pytest.mark.parametrize(
    ("columns", "blank", "sentence"),
    [
        (by_year("rd_spend"), (), "名录缺少1栏，因此有2项无法汇总。"),
        ((), by_year("fdi"), "名录有1栏全部空白，因此有2项无法汇总。"),
        (
            by_year("rd_spend", "rd_staff"),
            by_year("fdi"),
            "名录缺少2栏，有1栏全部空白，因此有5项无法汇总。",
        ),
    ],
)
def test_all_of_them_in_a_sentence(
    columns: tuple[str, ...], blank: tuple[str, ...], sentence: str
) -> None:
    assert summed_up(lacking(*columns, blank=blank), EDITION) == sentence


@settings(max_examples=30, deadline=None)
@given(st.sets(st.sampled_from(list(HEADS))), st.sets(st.sampled_from(list(HEADS))))
def test_every_figure_that_is_lost_is_told_with_its_columns(
    without: set[str], blank: set[str]
) -> None:
    lost = totals_of(of_firms(EDITION)).keys() - totals_of(of_firms(EDITION, without, blank)).keys()
    found = lacking(*without, blank=blank)
    assert {key for gap in found for key in gap.keys} == lost
    assert {column for gap in found for column in gap.columns} <= without | blank
