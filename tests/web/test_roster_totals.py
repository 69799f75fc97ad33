"""What the roster comes to, beside the form, with the firms that make it."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

from jiqun.core.case import Case
from jiqun.core.facts import Change
from jiqun.core.offers import Standing
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.typed import typed_over
from jiqun.core.values import Value
from jiqun.web.checks.contributors import Contributor, Contributors, Lacking
from jiqun.web.checks.totals import (
    Answer,
    Chosen,
    Link,
    Made,
    TotalCell,
    TotalRow,
    every_blank,
    lay_out_totals,
    take,
)
from jiqun.web.checks.totalsfile import HEADS, stretches, write_totals
from tests.declarations import blank, golden
from tests.rosters import roster_behind

YEARS = (2021, 2022, 2023)


def firm(name: str, *outputs: str, **cells: str) -> dict[str, str]:
    figures = {
        f"output.{year}": amount for year, amount in zip(YEARS, outputs, strict=False) if amount
    }
    return {"name": name, "since": "2018", "industry": "4011", **figures, **cells}


def case(*firms: dict[str, str], filled: dict[str, Value] | None = None) -> Case:
    facts = blank().overlay(filled or {})
    return Case(facts=facts, roster=typed_over(Roster.empty(facts.edition), {FIRMS: firms}))


SMALL, LARGE = firm("甲公司", "100", "200", "300"), firm("乙公司", "5000", "6000", "7000.5")
UNKNOWN = firm("丙公司", "10", "", "")


def row(of: Case, id: str) -> TotalRow:
    rows = [row for group in lay_out_totals(of).groups for row in group.rows]
    return next(row for row in rows if row.anchor == f"total-{id}")


def firms_of(of: Case, id: str) -> Contributors:
    (made,) = row(of, id).made
    return made.contributors


def test_a_field_with_each_year_and_the_firms_of_all_of_them() -> None:
    filled: dict[str, Value] = {"output.2021": Decimal("0.51"), "output.2022": Decimal("0.50")}
    assert row(case(SMALL, LARGE, UNKNOWN, filled=filled), "output") == TotalRow(
        anchor="total-output",
        label="集群总产值",
        unit="亿元",
        cells=(
            cell(2021, "0.51", "", "一致", Standing.SAME),
            cell(2022, "0.62", "0.50", "名录多0.12", Standing.DIFFERS, lacking="缺1家数据"),
            cell(2023, "0.73", "", "申报表空白", Standing.BLANK, lacking="缺1家数据"),
        ),
        words="集群内企业当年产值之和",
        made=(
            Made(
                Contributors(
                    "企业",
                    ("2021年产值（万元）", "2022年产值（万元）", "2023年产值（万元）"),
                    (
                        Contributor(3, "乙公司", ("5,000", "6,000", "7,000.5")),
                        Contributor(2, "甲公司", ("100", "200", "300")),
                        Contributor(4, "丙公司", ("10", "", "")),
                    ),
                    3,
                    (Lacking("2022年、2023年", 1, "丙公司"),),
                )
            ),
        ),
        parts=(),
    )


def cell(
    year: int, value: str, filled: str, words: str, standing: Standing, lacking: str = ""
) -> TotalCell:
    called = f"集群总产值（亿元）（{year}年）"
    settled = standing is Standing.SAME
    return TotalCell(f"output.{year}", called, value, filled, words, lacking, standing, not settled)


def test_what_is_computed_leads_to_what_it_is_computed_from() -> None:
    share = row(case(firm("甲公司", "1", "2", "4", leading="是"), LARGE), "leading_output_share")
    assert share.words == "主导产业产值÷集群总产值×100%"
    assert share.parts == (Link("集群总产值", "total-output"),)
    made = Contributors(
        "企业",
        ("2021年产值（万元）", "2022年产值（万元）", "2023年产值（万元）"),
        (Contributor(2, "甲公司", ("1", "2", "4")),),
        1,
        (Lacking("2021年、2022年、2023年", 1, "乙公司"),),
    )
    assert share.made == (Made(made, "主导产业企业当年产值之和"),)


def test_a_figure_for_all_years_stands_alone() -> None:
    growth = row(case(firm("甲公司", "1", "2", "4", leading="是")), "leading_output_growth")
    assert (growth.single, growth.parts) == (True, ())
    assert [found.value for found in growth.cells if found] == ["100.00"]
    assert [made.contributors.heads for made in growth.made] == [
        ("2021年产值（万元）", "2023年产值（万元）")
    ]


def test_how_far_off_in_the_unit_of_the_field() -> None:
    filled: dict[str, Value] = {
        "leading_output_growth": Decimal("104.5"),
        "firms.2023": 3,
        "fdi.2023": Decimal("0.01"),
    }
    of = case(firm("甲公司", "1", "2", "4", leading="是", **{"fdi.2023": "0.014"}), filled=filled)
    told = [row(of, id).cells[-1] for id in ("leading_output_growth", "firms", "fdi")]
    assert [(found.filled, found.words) for found in told if found] == [
        ("104.5", "名录少4.50个百分点"),
        ("3", "名录少2"),
        ("", "一致"),
    ]


def test_what_rounding_and_blanks_allow_for() -> None:
    rounded = case(firm("甲公司", "149.996"), filled={"output.2021": Decimal("0.02")})
    found = row(rounded, "output").cells[0]
    assert found and (found.words, found.off, found.choosable) == (
        "在四舍五入范围内",
        False,
        True,
    )
    missing = case(SMALL, firm("丁公司", **{"output.2022": "1"}), filled={"output.2021": 9})
    found = row(missing, "output").cells[0]
    assert found and (found.words, found.off) == ("名录少8.99", True)


def test_numbers_of_firms_show_since_when_they_count() -> None:
    titled = firm("甲公司", "1", leading="是", high_tech_since="2022", **{"staff.2023": "3"})
    assert firms_of(case(titled), "high_tech_firms") == Contributors(
        "企业",
        ("2021年计入", "2022年计入", "2023年计入"),
        (Contributor(2, "甲公司", ("", "2022", "2022")),),
        1,
        (),
    )
    made = firms_of(case(titled), "firms")
    assert made.shown == (Contributor(2, "甲公司", ("计入", "计入", "计入")),)


def test_of_many_firms_the_first_fifty_are_shown() -> None:
    firms = [firm(f"第{n}家", "", "", str(n)) for n in range(1, 61)]
    made = firms_of(case(*firms), "output")
    assert (len(made.shown), made.rest, made.shown[0].name) == (50, 10, "第60家")


def test_many_lacking_are_named_by_the_first() -> None:
    firms = [firm(f"第{n}家", "1") for n in range(25)]
    made = firms_of(case(firm("有数", "1", "1"), *firms), "output")
    named = "、".join(f"第{n}家" for n in range(20))
    assert made.lacking == (Lacking("2022年", 25, f"{named}等"),)


def test_summed_up_in_one_sentence() -> None:
    filled: dict[str, Value] = {"output.2021": Decimal("0.51"), "output.2022": Decimal("9")}
    view = lay_out_totals(case(SMALL, LARGE, UNKNOWN, filled=filled))
    assert view.sentence == (
        "名录算出申报表的6个数：1个一致，1个因名录有空白不能确定，4个申报表空白。"
    )
    assert (view.differing, view.choosable, view.offered, view.incomplete) == (0, 5, 3, 1)
    assert lay_out_totals(case()).sentence == "名录没有可以汇总的数。"


def test_the_roster_of_a_clean_declaration_agrees_with_it() -> None:
    of = Case(facts=golden("clean").facts, roster=roster_behind("clean"))
    view = lay_out_totals(of)
    assert (view.differing, view.incomplete) == (0, 0)
    cells = [cell for group in view.groups for row in group.rows for cell in row.cells if cell]
    assert {cell.standing for cell in cells} == {Standing.SAME}
    assert [group.heading.partition("、")[0] for group in view.groups[:3]] == ["二", "三", "四"]


def test_taking_one_and_taking_every_blank() -> None:
    of = case(SMALL, LARGE, UNKNOWN, filled={"output.2022": Decimal("9")})
    facts, changes = take(of, Chosen(["output.2022"]))
    assert changes == (Change("output.2022", Decimal("9"), Decimal("0.62")),)
    assert facts == of.facts.overlay({"output.2022": Decimal("0.62")})
    _, changes = take(of, every_blank(of))
    assert changes == (
        Change("output.2021", None, Decimal("0.51")),
        Change("firms.2021", None, 3),
        Change("firms.2022", None, 3),
        Change("firms.2023", None, 3),
    )
    assert take(of, Chosen([])) == (of.facts, ())


def test_answers_for_the_worksheet_are_offered_where_they_are_new() -> None:
    of = case(SMALL, filled={"water_total": Decimal(3), "water_reused": Decimal(2)})
    assert of.roster
    given: dict[str, Value] = {
        "water_total": Decimal(5),
        "water_reused": Decimal(2),
        "energy.2023.electricity": Decimal(9),
    }
    of = replace(of, roster=replace(of.roster, worksheet=given))
    view = lay_out_totals(of)
    assert [(told.key, told.value, told.filled) for told in view.answers] == [
        ("energy.2023.electricity", "9万千瓦时", "空白"),
        ("water_total", "5万立方米", "3万立方米"),
    ]
    total = of.facts.edition.places["water_total"].called
    assert view.answers[1] == Answer("water_total", total, "5万立方米", "3万立方米")
    _, changes = take(of, Chosen([], ["water_total", "water_reused", "nonsense"]))
    assert changes == (Change("water_total", Decimal(3), Decimal(5)),)


# --- The file ---


def test_every_figure_with_the_rows_that_make_it() -> None:
    of = case(SMALL, LARGE, UNKNOWN, filled={"output.2022": Decimal("9")})
    written = write_totals(of)
    assert written.startswith(b"\xef\xbb\xbf")
    heads, *lines = csv.reader(io.StringIO(written.decode("utf-8-sig")))
    assert tuple(heads) == HEADS
    assert len(lines) == 6
    assert lines[1] == [
        *("二、主导产业情况", "集群总产值", "2022", "亿元", "9", "0.62", "-8.38"),
        *("集群内企业2022年产值之和", "企业名录", "2", "2至3", "1", "4"),
    ]


def test_rows_in_stretches() -> None:
    assert list(stretches((2, 3, 4, 9, 7))) == ["2至4", "7", "9"]
    assert list(stretches(())) == []
