"""Dollars into yuan: whose rate is taken, and how near it has to be."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.figures.corners import assert_spans, corners, ends, figures


def test_the_published_rate_is_taken_with_one_per_cent_either_side() -> None:
    """What a 统计公报 prints may lie a little off the yearly mean of the table."""
    converted = figures({"fdi_usd.2023": "1000.00"})["fdi.2023"].quantity
    assert (converted.value, converted.words) == (
        Decimal("7046.7000"),
        "2023年集群外商直接投资额 × 2023年人民币对美元年平均汇率",
    )
    assert_spans(
        converted.interval,
        Fraction("999.995") * Fraction("7.0467") * Fraction("0.99"),
        Fraction("1000.005") * Fraction("7.0467") * Fraction("1.01"),
    )


@pytest.mark.parametrize(
    ("edition_years", "rate"),
    [("2020", "6.8976"), ("2021", "6.4515"), ("2022", "6.7261"), ("2023", "7.0467")],
)
def test_every_year_has_its_rate(edition_years: str, rate: str) -> None:
    key = f"exports_usd.{edition_years}"
    converted = figures({key: "100.00"})[f"exports.{edition_years}"]
    assert converted.quantity.sum == f"100.00 × {rate}"


@given(
    dollars=st.decimals("0.01", "99999.99", places=2).map(str),
    rate=st.decimals("5.00", "9.00", places=4).map(str),
)
def test_the_rate_of_the_worksheet_is_taken_as_printed(dollars: str, rate: str) -> None:
    """Four decimals mean half a ten-thousandth; but as two may have been typed, where the others
    are noughts, no less than the digits that stand there."""
    converted = figures({"fdi_usd.2022": dollars, "usd_rate.2022": rate})["fdi.2022"]

    def span(typed: str) -> tuple[Fraction, ...]:
        if typed != rate:
            return ends(typed)
        decimals = max(2, len(rate.rstrip("0").partition(".")[2]))
        half = Fraction(1, 2 * 10**decimals)
        return (Fraction(rate) - half, Fraction(rate) + half)

    assert_spans(
        converted.quantity.interval, *corners(lambda d, r: d * r, dollars, rate, ends=span)
    )


def test_no_dollars_no_yuan() -> None:
    assert figures({"usd_rate.2022": "6.73"})["fdi.2022"].known == ()
    assert figures({"fdi_usd.2022": "无"})["fdi.2022"].quantity.value == 0


def test_a_year_without_a_published_rate_needs_its_own() -> None:
    """The table ends with 2025; nobody knows the rate of 2026 yet."""
    typed = {"fdi_usd.2025": "100.00", "fdi_usd.2026": "100.00"}
    book = figures(typed, "beijing-2027")
    assert book["fdi.2025"].value == Decimal("714.29")
    assert (book["fdi.2026"].value, book["fdi.2026"].inputs) == (
        None,
        ("fdi_usd.2026", "usd_rate.2026"),
    )
    own = figures({**typed, "usd_rate.2026": "7.1000"}, "beijing-2027")
    assert own["fdi.2026"].value == Decimal("710.00")
