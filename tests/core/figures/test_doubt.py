"""Doubt: amounts in another unit, or other than the dollars and the growth say."""

from decimal import Decimal

import pytest

from jiqun.core.figures.doubt import (
    Doubt,
    against_growth,
    amounts_at_fault,
    in_dollars,
    in_other_units,
    swapped,
    unconverted,
)
from jiqun.core.form import get_edition
from jiqun.core.interval import Interval
from tests.core.figures.corners import figures

EDITION = get_edition("beijing-2024")


def over_years(id: str, *values: str) -> dict[str, str]:
    """The values of 2021 to 2023; "" leaves a year blank."""
    years = zip(EDITION.years.past, values, strict=True)
    return {f"{id}.{year}": value for year, value in years if value}


def told(doubts: list[Doubt]) -> list[tuple[tuple[str, ...], list[str], str]]:
    """The keys in doubt, what would stand there instead, and the unit typed in."""
    return [
        (d.keys, [f"{amount.rounded:f}" for amount in d.instead.values()], d.unit) for d in doubts
    ]


def units(typed: dict[str, str]) -> list[tuple[tuple[str, ...], list[str], str]]:
    return told(list(in_other_units(figures(typed))))


# --- Units ---


@pytest.mark.parametrize(
    ("id", "values", "doubted"),
    [
        # 亿元 in a column of 万元.
        ("fdi", ("4903.14", "5515.40", "0.63"), {"fdi.2023": "6300.00"}),
        ("fdi", ("0.49", "5515.40", "6271.56"), {"fdi.2021": "4900.00"}),
        ("fdi", ("0.49", "0.55", "6271.56"), {"fdi.2021": "4900.00", "fdi.2022": "5500.00"}),
        ("fdi", ("0.49", "", "6271.56"), {"fdi.2021": "4900.00"}),
        ("exports", ("1286.50", "0.15", "1872.80"), {"exports.2022": "1500.00"}),
        ("software_purchase", ("0.15", "", "1872.80"), {"software_purchase.2021": "1500.00"}),
        # Natural growth besides: from one thousand to a hundred thousand times.
        ("fdi", ("5.00", "5000.00", "5000.00"), {"fdi.2021": "50000.00"}),
        ("fdi", ("5.00", "4999.00", "5000.00"), {}),
        ("fdi", ("0.05", "5000.00", "5000.00"), {"fdi.2021": "500.00"}),
        ("fdi", ("0.05", "5000.00", "5001.00"), {}),
        # As many digits as 亿元 never have: then it is the others, in 元.
        ("fdi", ("99.99", "990000.00", "990000.00"), {"fdi.2021": "999900.00"}),
        (
            "fdi",
            ("100.00", "990000.00", "990000.00"),
            {"fdi.2022": "99.00", "fdi.2023": "99.00"},
        ),
        ("fdi", ("4903.14", "55154000.00", "6271.56"), {"fdi.2022": "5515.40"}),
        # 万元 in a column of 亿元.
        ("output", ("52.36", "60.15", "694800.00"), {"output.2023": "69.48"}),
        (
            "output",
            ("52.36", "601500.00", "694800.00"),
            {"output.2022": "60.15", "output.2023": "69.48"},
        ),
        ("rd_spend", ("24800.00", "2.97", "3.55"), {"rd_spend.2021": "2.48"}),
        # No amounts of money, nothing unusual, or nothing to compare with.
        ("sme_staff", ("5", "49860", "50220"), {}),
        ("output_district_share", ("0.01", "25.00", "25.00"), {}),
        ("co2_per_output", ("0.01", "100.00", "100.00"), {}),
        ("fdi", ("4903.14", "5515.40", "6271.56"), {}),
        ("fdi", ("无", "5515.40", "6271.56"), {}),
        ("fdi", ("", "5515.40", ""), {}),
        ("fdi", ("", "", ""), {}),
    ],
)
def test_one_year_in_another_unit(
    id: str, values: tuple[str, ...], doubted: dict[str, str]
) -> None:
    (found,) = units(over_years(id, *values)) or [((), [], "")]
    assert dict(zip(found[0], found[1], strict=True)) == doubted


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        (over_years("fdi", "4903.14", "5515.40", "0.63"), "亿元"),
        (over_years("fdi", "4903.14", "55154000.00", "6271.56"), "元"),
        (over_years("output", "52.36", "60.15", "694800.00"), "万元"),
    ],
)
def test_the_unit_that_was_typed_is_named(typed: dict[str, str], unit: str) -> None:
    ((*_, found),) = units(typed)
    assert found == unit


def test_a_rescaled_amount_is_as_wide_as_what_was_typed() -> None:
    """0.63 亿元 is anything from 0.625 to 0.635 亿元, hence 6250 to 6350 万元."""
    (doubt,) = in_other_units(figures(over_years("fdi", "4903.14", "5515.40", "0.63")))
    assert doubt.instead[2023].interval == Interval(Decimal("6250"), Decimal("6350"))


OUTPUT = over_years("output", "50.00", "60.00", "70.00")
FIRMS = over_years("firms", "50", "50", "50")


@pytest.mark.parametrize(
    ("typed", "doubted"),
    [
        # Less than 10 万元 of trade in every year.
        (over_years("fdi", "0.44", "0.49", "9.99"), {"fdi": "亿元"}),
        (over_years("fdi", "0.44", "0.49", "10.00"), {}),
        (over_years("exports", "2.14", "无", ""), {"exports": "亿元"}),
        (over_years("exports", "无", "无", "无"), {}),
        (over_years("software_purchase", "0.44", "0.49", "0.50"), {}),
        # More than ten times the output: 500, 600 and 700 亿元.
        (
            OUTPUT | over_years("exports", "5001000.00", "6001000.00", "7001000.00"),
            {"exports": "元"},
        ),
        (OUTPUT | over_years("exports", "4999000.00", "6001000.00", "7001000.00"), {}),
        (over_years("exports", "5001000.00", "6001000.00", "7001000.00"), {}),
        (
            over_years("output", "50.00", "无", "70.00")
            | over_years("exports", "5001000.00", "6001000.00", "7001000.00"),
            {},
        ),
        (OUTPUT | over_years("fdi", "5001000.00", "", ""), {"fdi": "元"}),
        # More than 100 亿元 a firm: of 50 firms more than 5000.
        (FIRMS | over_years("output", "5000.01", "6000.00", "7000.00"), {"output": "万元"}),
        (FIRMS | over_years("output", "5000.00", "6000.00", "7000.00"), {}),
        (FIRMS | over_years("output", "6000.00", "5000.00", "7000.00"), {}),
        (over_years("output", "5000.01", "6000.00", "7000.00"), {}),
        (FIRMS | over_years("output", "0.01", "0.02", "0.03"), {}),
    ],
)
def test_every_year_in_another_unit(typed: dict[str, str], doubted: dict[str, str]) -> None:
    doubts = list(in_other_units(figures(typed)))
    assert {doubt.field.id: doubt.unit for doubt in doubts} == doubted


@pytest.mark.parametrize(
    ("typed", "doubted"),
    [
        (OUTPUT | over_years("rd_spend", "50.02", "60.02", "70.02"), {"rd_spend": "万元"}),
        (OUTPUT | over_years("rd_spend", "50.00", "60.02", "70.02"), {}),
        (
            OUTPUT | over_years("software_purchase", "500100", "600100", "700100"),
            {"software_purchase": "元"},
        ),
        (OUTPUT | over_years("software_purchase", "500000", "600100", "700100"), {}),
        # Shares that were not multiplied by 100%.
        (over_years("sme_output_share", "0.77", "0.78", "1.00"), {"sme_output_share": "小数"}),
        (over_years("sme_output_share", "0.77", "0.78", "1.01"), {}),
        (over_years("sme_output_share", "0.77", "0.78", ""), {}),
        (over_years("sme_output_share", "0.77", "0.78", "无"), {}),
        ({"rd_tools_rate": "0.77"}, {"rd_tools_rate": "小数"}),
        ({"cloud_rate": "0.81"}, {"cloud_rate": "小数"}),
        # What is computed otherwise has a rule that says so.
        ({"cloud_rate": "0.81", "cloud_smes": "52", "smes.2023": "64"}, {}),
        # These are small by nature, and growth may be anything.
        (over_years("rd_intensity", "0.77", "0.78", "0.79"), {}),
        (over_years("output_district_share", "0.77", "0.78", "0.79"), {}),
        (over_years("fdi_growth", "0.77", "0.78", "0.79"), {}),
    ],
)
def test_more_than_there_is_and_shares_as_fractions(
    typed: dict[str, str], doubted: dict[str, str]
) -> None:
    doubts = list(in_other_units(figures(typed)))
    assert {doubt.field.id: doubt.unit for doubt in doubts} == doubted


def test_what_every_year_would_be_instead() -> None:
    assert units(over_years("fdi", "0.44", "无", "0.56")) == [
        (("fdi.2021", "fdi.2023"), ["4400.00", "5600.00"], "亿元")
    ]
    assert units(FIRMS | over_years("output", "5000.01", "6000.00", "7000.00")) == [
        (("output.2021", "output.2022", "output.2023"), ["0.50", "0.60", "0.70"], "万元")
    ]


# --- Dollars ---

DOLLARS = over_years("fdi_usd", "1000.00", "1000.00", "1000.00")


@pytest.mark.parametrize(
    ("fdi", "doubted"),
    [
        # 6451.50, 6726.10 and 7046.70 at the rates of the table, with one per cent either side.
        (("6451.50", "6726.10", "7046.70"), {}),
        (("6387.00", "6793.30", "无"), {"fdi.2023": "7046.70"}),
        (("6386.90", "6726.10", "7046.70"), {"fdi.2021": "6451.50"}),
        (("6451.50", "6793.41", "7046.70"), {"fdi.2022": "6726.10"}),
        (("6451.50", "", ""), {}),
    ],
)
def test_amounts_other_than_the_dollars_come_to(
    fdi: tuple[str, ...], doubted: dict[str, str]
) -> None:
    doubts = list(in_dollars(figures(DOLLARS | over_years("fdi", *fdi))))
    found = [dict(zip(keys, values, strict=True)) for keys, values, _ in told(doubts)]
    assert found == ([doubted] if doubted else [])
    assert {doubt.source for doubt in doubts} <= {"测算底稿中的美元金额按该年度汇率折算"}


def test_the_own_rate_leaves_no_room() -> None:
    typed = {"exports_usd.2022": "1000.00", "usd_rate.2022": "6.7300"}
    assert told(list(in_dollars(figures({**typed, "exports.2022": "6735.00"})))) == []
    assert told(list(in_dollars(figures({**typed, "exports.2022": "6736.00"})))) == [
        (("exports.2022",), ["6730.00"], "")
    ]


def test_dollars_typed_as_yuan_are_no_other_amount() -> None:
    book = figures(DOLLARS | over_years("fdi", "1000.00", "1000.01", "7046.70"))
    assert told(list(unconverted(book))) == [(("fdi.2021",), ["6451.50"], "")]
    assert told(list(in_dollars(book))) == [(("fdi.2022",), ["6726.10"], "")]


# --- Growth ---

GROWN = over_years("fdi", "1000.00", "1200.00", "1800.00") | {
    "fdi.2020": "800.00",
    "fdi_growth.2021": "25.00",
    "fdi_growth.2022": "20.00",
    "fdi_growth.2023": "50.00",
}


@pytest.mark.parametrize(
    ("changes", "doubted"),
    [
        ({}, []),
        # 1200 misprinted: both its own growth and the next say so.
        ({"fdi.2022": "2100.00"}, [(("fdi.2022",), ["1200.00"], "")]),
        ({"fdi.2022": "12000.00"}, [(("fdi.2022",), ["1200.00"], "")]),
        ({"fdi.2021": "100.00"}, [(("fdi.2021",), ["1000.00"], "")]),
        # The last year has no next growth, and without 2020 the first has none of its own.
        ({"fdi.2023": "8100.00"}, []),
        ({"fdi.2021": "100.00", "fdi.2020": ""}, []),
        # One growth wrong is that growth; two that agree on nothing may be anything.
        ({"fdi_growth.2022": "16.67"}, []),
        ({"fdi_growth.2022": "16.67", "fdi_growth.2023": "33.33"}, []),
        ({"fdi.2022": "2100.00", "fdi_growth.2023": ""}, []),
        # Nothing can be concluded from what has gone to nothing.
        ({"fdi.2022": "无"}, []),
        ({"fdi.2022": "2100.00", "fdi_growth.2023": "-100.00"}, []),
    ],
)
def test_amounts_against_both_growths(
    changes: dict[str, str], doubted: list[tuple[tuple[str, ...], list[str], str]]
) -> None:
    doubts = list(against_growth(figures({**GROWN, **changes})))
    assert told(doubts) == doubted
    assert {doubt.source for doubt in doubts} <= {"按前后两年的增长率推算"}


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        (("25.00", "50.00", "20.00"), [("fdi_growth", (2022, 2023))]),
        (("20.00", "25.00", "50.00"), [("fdi_growth", (2021, 2022))]),
        (("50.00", "20.00", "25.00"), [("fdi_growth", (2021, 2023))]),
        (("25.00", "20.00", "50.00"), []),
        (("25.00", "50.00", "21.00"), []),
        (("25.00", "50.00", "50.00"), []),
        (("25.00", "50.00", ""), []),
    ],
)
def test_growth_in_each_others_column(
    declared: tuple[str, ...], found: list[tuple[str, tuple[int, int]]]
) -> None:
    book = figures({**GROWN, "fdi_growth.2023": ""} | over_years("fdi_growth", *declared))
    assert list(swapped(book)) == found
    assert not found or list(against_growth(book)) == []


def faults(typed: dict[str, str]) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """The keys in doubt, why, and the growth that is right without the doubt."""
    return [
        (doubt.keys, doubt.unit or doubt.source, tuple(figure.key for figure in cleared))
        for doubt, cleared in amounts_at_fault(figures(typed))
    ]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"fdi.2023": "0.18"}, [(("fdi.2023",), "亿元", ("fdi_growth.2023",))]),
        # What is told once is not told again: the unit before the dollars, these before the growth.
        ({"fdi.2022": "0.12"}, [(("fdi.2022",), "亿元", ("fdi_growth.2022", "fdi_growth.2023"))]),
        (
            {"fdi.2022": "2100.00", "fdi_usd.2022": "178.41"},
            [
                (
                    ("fdi.2022",),
                    "测算底稿中的美元金额按该年度汇率折算",
                    ("fdi_growth.2022", "fdi_growth.2023"),
                )
            ],
        ),
        (
            {"fdi.2022": "2100.00"},
            [(("fdi.2022",), "按前后两年的增长率推算", ("fdi_growth.2022", "fdi_growth.2023"))],
        ),
        # A doubt that clears nothing is no fault of the amount.
        ({"fdi_usd.2022": "300.00"}, []),
        ({"fdi.2023": "0.18", "fdi_growth.2023": "13.00"}, []),
        # Growth that agrees with the amounts in their wrong unit contradicts nothing.
        (
            {
                **over_years("fdi", "0.10", "0.12", "0.18"),
                "fdi.2020": "0.08",
            },
            [],
        ),
        # But the year before may be right.
        (
            over_years("fdi", "0.10", "0.12", "0.18"),
            [(("fdi.2021", "fdi.2022", "fdi.2023"), "亿元", ("fdi_growth.2021",))],
        ),
    ],
)
def test_amounts_at_fault(
    changes: dict[str, str], found: list[tuple[tuple[str, ...], str, tuple[str, ...]]]
) -> None:
    assert faults({**GROWN, **changes}) == found


def test_output_in_another_unit_is_known_by_the_growth_of_leading_output() -> None:
    typed = over_years("output", "50.00", "55.00", "720000.00") | {
        "leading_output_share.2021": "80.00",
        "leading_output_share.2023": "80.00",
        "leading_output_growth": "20.00",
    }
    assert faults(typed) == [(("output.2023",), "万元", ("leading_output_growth",))]
    assert faults({**typed, "leading_output_growth": "21.00"}) == []


def test_supposing_changes_what_is_doubted_and_nothing_else() -> None:
    book = figures({**GROWN, "fdi.2023": "0.18"})
    (doubt,) = in_other_units(book)
    instead = doubt.dispelled(book.facts)
    assert (book["fdi_growth.2023"].value, instead["fdi_growth.2023"].value) == (
        Decimal("-99.99"),
        Decimal("50.00"),
    )
    assert instead.given("fdi", 2022) == book.given("fdi", 2022)
    assert book.given("fdi", 2023).value == Decimal("0.18")
