"""The computed figures as rows: values by year, and how each came about."""

from jiqun.core.factors import Factor
from jiqun.core.facts import parse_facts
from jiqun.core.figures import DEFINITIONS, Figures
from jiqun.web.checks.figures import (
    Computed,
    FigureGroup,
    FigureRow,
    Uncomputed,
    Working,
    lay_out_figures,
)
from tests.declarations import blank, golden


def groups(typed: dict[str, str]) -> tuple[FigureGroup, ...]:
    facts, problems = parse_facts("beijing-2024", typed)
    assert problems == ()
    return lay_out_figures(Figures(facts))


def row(of: tuple[FigureGroup, ...], id: str) -> FigureRow:
    (found,) = (row for group in of for row in group.rows if row.definition.id == id)
    return found


TWO_YEARS = {
    "output.2022": "60.15",
    "output.2023": "69.48",
    "leading_output_share.2022": "83.10",
    "leading_output_share.2023": "84.06",
}


def test_a_figure_of_every_year() -> None:
    """A year that cannot be computed stays empty; the formula in words is said once."""
    assert row(groups(TWO_YEARS), "leading_output") == FigureRow(
        definition=DEFINITIONS["leading_output"],
        columns=(None, Computed("49.98"), Computed("58.40")),
        workings=(
            Working("2022年", "", "", "60.15 × 83.10%", "49.98亿元"),
            Working(
                "2023年",
                "",
                "2023年集群总产值 × 2023年集群主导产业产值占集群总产值比例",
                "69.48 × 84.06%",
                "58.40亿元",
            ),
        ),
        inputs=("集群总产值", "集群主导产业产值占集群总产值比例"),
        factors=(),
        slips=(),
    )


def test_a_figure_the_form_asks_for_itself() -> None:
    """The declared one stands beside the computed one where it cannot be it."""
    typed = {"cloud_smes": "52", "smes.2023": "64", "firms.2023": "67", "cloud_rate": "77.61"}
    assert row(groups(typed), "cloud_rate") == FigureRow(
        definition=DEFINITIONS["cloud_rate"],
        columns=(Computed("81.25", "77.61"),),
        workings=(
            Working(
                when="",
                reading="",
                words="集群上云中小企业数量 ÷ 2023年集群中小企业数量 × 100%",
                sum="52 ÷ 64 × 100%",
                result="81.25%",
                declared="77.61%",
                fits=False,
            ),
        ),
        inputs=("集群上云中小企业数量", "集群中小企业数量"),
        factors=(),
        slips=("填报的77.61%与除以集群全部企业数一致，应除以中小企业数量。",),
    )


def test_a_declared_figure_fits_a_reading_or_not() -> None:
    typed = {"energy_per_output.2021": "0.40", "energy_per_output.2023": "0.30"}
    typed |= {"energy_reduction": "25.00"}
    found = row(groups(typed), "energy_reduction")
    assert found.columns == (Computed("25.00"),)
    assert {(w.reading, w.result, w.declared, w.fits) for w in found.workings} == {
        ("累计，2021—2023年", "25.00%", "25.00%", True),
        ("年均，2021—2023年", "13.40%", "25.00%", False),
    }
    assert (found.read, found.dated, found.declared, found.single) == (True, False, True, True)


def test_a_factor_says_where_it_stands() -> None:
    typed = {"fdi_usd.2023": "790.00"}
    found = row(groups(typed), "fdi")
    assert found.columns == (None, None, Computed("5566.89"))
    assert [(f.name, f.value, f.unit) for f in found.factors] == [
        ("2023年人民币对美元年平均汇率", "7.0467", "元/美元")
    ]
    assert all(isinstance(factor, Factor) and factor.basis for factor in found.factors)
    assert (found.read, found.dated, found.declared, found.single) == (False, True, False, False)


def test_what_cannot_be_computed_says_what_it_lacks() -> None:
    leading, *_ = groups({})
    assert leading.rows == ()
    assert leading.uncomputed[0] == Uncomputed(
        "主导产业产值", "2023年集群总产值、2023年集群主导产业产值占集群总产值比例"
    )
    green = next(group for group in groups({}) if group.heading.startswith("五"))
    assert green.uncomputed[0] == Uncomputed(
        "综合能源消费量", "2023年原煤消费量、2023年洗精煤消费量、2023年焦炭消费量等13项"
    )


def test_what_divides_by_nothing_lacks_nothing_and_is_not_told() -> None:
    typed = {"waste.slag.produced": "无", "waste.slag.used": "无"}
    labels = [lacking.label for group in groups(typed) for lacking in group.uncomputed]
    assert "冶炼渣综合利用率" not in labels
    assert "粉煤灰综合利用率" in labels


def test_parts_come_in_the_order_of_the_form_with_their_years() -> None:
    found = lay_out_figures(Figures(golden("clean").facts))
    assert [(group.heading[0], group.years, group.columns) for group in found] == [
        ("二", (2021, 2022, 2023), 6),
        ("三", (2021, 2022, 2023), 6),
        ("四", (2021, 2022, 2023), 6),
        ("五", (2021, 2022, 2023), 6),
        ("八", (), 4),
    ]


def test_every_figure_is_a_row_or_said_to_be_missing() -> None:
    for facts in (golden("flawed").facts, blank()):
        figures = Figures(facts)
        found = lay_out_figures(figures)
        shown = {row.definition.id for group in found for row in group.rows}
        assert shown == {figure.definition.id for figure in figures.known()}
