"""A figure over the years: which years are out of line, and when nothing moving is odd."""

from decimal import Decimal

import pytest

from jiqun.core.figures.series import (
    apart,
    certainly_more,
    district_moves,
    filled_years,
    leaps_alone,
    out_of_line,
    stands_still,
    yearly,
)
from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.quantity import Quantity
from tests.core.figures.corners import figures

EDITION = get_edition("beijing-2024")
BLANK = Quantity(None, None)


def typed_in(id: str, *values: str) -> dict[str, str]:
    """The values of the last years; "" leaves a year blank."""
    years = EDITION.years.past[-len(values) :]
    return {f"{id}.{year}": v for year, v in zip(years, values, strict=True) if v}


def odd(id: str, *values: str) -> tuple[int, ...]:
    field = EDITION.fields[id]
    return out_of_line(field, filled_years(figures(typed_in(id, *values)), field))


def test_what_is_asked_for_every_year() -> None:
    assert [field.id for field in yearly(EDITION)] == [
        *("output", "output_district_share", "sme_output_share", "leading_output_share"),
        *("firms", "smes", "specialized_smes", "little_giants", "champions"),
        *("high_tech_firms", "innovative_smes", "listed_smes", "pre_listing_smes"),
        *("fdi", "fdi_growth", "exports", "exports_growth"),
        *("rd_intensity", "rd_spend", "sme_staff", "rd_staff", "ip_granted"),
        *("software_purchase", "co2_per_output", "energy_per_output"),
    ]


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_years_are_those_of_the_edition(edition_id: str) -> None:
    edition = get_edition(edition_id)
    assert {field.years for field in yearly(edition)} == {edition.years.past}


def test_years_without_a_figure_are_left_out() -> None:
    book = figures({"fdi.2021": "无", "fdi.2022": "0.00", "fdi.2023": "5.00"})
    years = filled_years(book, EDITION.fields["fdi"])
    assert {year: amount.value for year, amount in years.items()} == {2023: Decimal("5.00")}


# --- Leaps ---


@pytest.mark.parametrize(
    ("values", "years"),
    [
        # Three times is not yet more than three times, not even as rounded.
        (("100.00", "300.00"), ()),
        (("100.00", "300.02"), ()),
        (("100.00", "300.03"), (2022, 2023)),
        (("300.03", "100.00"), (2022, 2023)),
        (("300.02", "100.00"), ()),
        # One year that is unlike the others is the odd one.
        (("60.00", "5.00", "55.00"), (2022,)),
        (("5.00", "60.00", "55.00"), (2021,)),
        (("60.00", "55.00", "5.00"), (2023,)),
        # Where all or none are unlike all others, nobody knows which.
        (("1.00", "4.00", "16.00"), (2021, 2022, 2023)),
        (("2.00", "6.50", "5.00"), (2021, 2022)),
        (("5.00", "6.50", "2.00"), (2022, 2023)),
        # Slowly to more than three times is no leap.
        (("2.00", "5.00", "7.00"), ()),
        # Nothing leaps from 无, and not over it either.
        (("无", "60.00", "55.00"), ()),
        (("5.00", "无", "60.00"), ()),
        (("5.00", "", "60.00"), ()),
        (("", "", "60.00"), ()),
        (("", "", ""), ()),
    ],
)
def test_leaps_of_an_amount(values: tuple[str, ...], years: tuple[int, ...]) -> None:
    assert odd("output", *values) == years


@pytest.mark.parametrize(
    ("values", "years"),
    [
        (("2", "9"), ()),
        (("2", "10"), (2022, 2023)),
        (("10", "2"), (2022, 2023)),
        (("9", "2"), ()),
        (("3", "9", "10"), ()),
        (("20", "60"), ()),
        (("20", "61"), (2022, 2023)),
        (("20", "61", "62"), (2021,)),
    ],
)
def test_leaps_of_a_count(values: tuple[str, ...], years: tuple[int, ...]) -> None:
    """A few firms come and go by multiples."""
    assert odd("specialized_smes", *values) == years


def test_small_amounts_are_no_few_firms() -> None:
    assert odd("rd_spend", "1.00", "4.00") == (2022, 2023)


def test_shares_leap_and_growth_does_not() -> None:
    assert odd("sme_output_share", "77.20", "7.78", "78.35") == (2022,)
    assert odd("fdi_growth", "2.58", "12.69", "-12.61") == ()
    assert odd("rd_intensity", "6.22", "62.20", "6.60") == (2022,)


def test_what_is_blank_is_certainly_nothing() -> None:
    five = figures({"output.2021": "5.00"}).given("output.2021")
    assert not certainly_more(five, BLANK) and not certainly_more(BLANK, five)
    assert not apart(five, BLANK, 3) and not apart(BLANK, five, 3)


def test_more_is_certain_only_beyond_rounding() -> None:
    book = figures({"output.2021": "5.00", "output.2022": "5.01", "output.2023": "5.02"})
    five, more, most = (book.given("output", year) for year in (2021, 2022, 2023))
    assert certainly_more(most, five) and not certainly_more(five, most)
    assert not certainly_more(more, five) and not certainly_more(five, five)


@pytest.mark.parametrize(
    ("id", "values", "alone"),
    [
        ("output", ("52.36", "601.50", "69.48"), 2022),
        ("output", ("52.36", "60.15", "6.95"), 2023),
        ("output", ("523.60", "60.15", "69.48"), 2021),
        ("output", ("52.36", "60.15", "69.48"), None),
        # Of two nobody knows which; nor where the others leap too.
        ("output", ("", "60.15", "694.80"), None),
        ("output", ("1.00", "10.00", "100.00"), None),
        ("fdi_growth", ("1.00", "100.00", "1.00"), None),
        # Less than 10 万元 is little, and no leap.
        ("software_purchase", ("1.00", "9.99", "1.00"), None),
        ("software_purchase", ("1.00", "10.00", "1.00"), 2022),
    ],
)
def test_one_year_leaps_alone(id: str, values: tuple[str, ...], alone: int | None) -> None:
    book = figures(typed_in(id, *values))
    years = EDITION.years.past
    assert [y for y in years if leaps_alone(book, f"{id}.{y}")] == ([alone] if alone else [])


def test_what_is_not_of_every_year_leaps_nowhere() -> None:
    book = figures({"cloud_rate": "81.25", "output.2020": "1.00"})
    assert not leaps_alone(book, "cloud_rate") and not leaps_alone(book, "sector")


# --- Standing still ---


@pytest.mark.parametrize(
    ("id", "values", "still"),
    [
        ("output", ("52.36", "52.36", "52.36"), True),
        ("output", ("52.36", "52.36", "52.37"), False),
        ("output", ("52.36", "52.36"), False),
        ("output", ("52.36", "52.36", "无"), False),
        ("output", ("无", "无", "无"), False),
        ("fdi", ("0.00", "0.00", "0.00"), False),
        # Two digits are soon the same, three are not.
        ("rd_spend", ("0.99", "0.99", "0.99"), False),
        ("rd_spend", ("1.00", "1.00", "1.00"), True),
        # A few firms stay as many as they are.
        ("specialized_smes", ("49", "49", "49"), False),
        ("specialized_smes", ("50", "50", "50"), True),
        ("sme_staff", ("5622", "5622", "5622"), True),
        # Growth by the same rate thrice is as odd, upwards and downwards; none at all is not.
        ("fdi_growth", ("12.69", "12.69", "12.69"), True),
        ("fdi_growth", ("-12.69", "-12.69", "-12.69"), True),
        ("fdi_growth", ("无", "无", "无"), False),
        # All of a thing is all of it every year.
        ("leading_output_share", ("100", "100", "100"), False),
        ("leading_output_share", ("99.99", "99.99", "99.99"), True),
        # What is printed per 万元 may well be the same.
        ("co2_per_output", ("1.25", "1.25", "1.25"), False),
        ("energy_per_output", ("1.25", "1.25", "1.25"), False),
    ],
)
def test_standing_still(id: str, values: tuple[str, ...], still: bool) -> None:
    field = EDITION.fields[id]
    assert stands_still(field, filled_years(figures(typed_in(id, *values)), field)) is still


# --- The district ---


def moved(output: tuple[str, ...], share: tuple[str, ...]) -> tuple[int, ...]:
    typed = typed_in("output", *output) | typed_in("output_district_share", *share)
    return district_moves(figures(typed))


@pytest.mark.parametrize(
    ("output", "share", "years"),
    [
        # 400, 520 and 520 亿元: 1.3 times is not yet more.
        (("100.00", "130.00", "130.00"), ("25.00", "25.00", "25.00"), ()),
        (("130.00", "100.00", "100.00"), ("25.00", "25.00", "25.00"), ()),
        (("100.00", "130.50", "130.50"), ("25.00", "25.00", "25.00"), (2021, 2022)),
        (("130.50", "130.50", "100.00"), ("25.00", "25.00", "25.00"), (2022, 2023)),
        (("100.00", "140.00", "100.00"), ("25.00", "25.00", "25.00"), (2021, 2022, 2023)),
        # A share with few digits says little of the whole.
        (("1.00", "1.00", "1.00"), ("0.02", "0.03", "0.03"), ()),
        (("1.00", "1.00", "1.00"), ("0.02", "0.05", "0.05"), (2021, 2022)),
        # Where the output itself leaps, that is what is wrong.
        (("100.00", "301.00", "301.00"), ("25.00", "25.00", "25.00"), ()),
        (("无", "100.00", "100.00"), ("25.00", "25.00", "25.00"), ()),
        # Nothing is known of a district without both.
        (("100.00", "140.00", "140.00"), ("无", "25.00", "25.00"), ()),
        (("100.00", "", "200.00"), ("25.00", "25.00", "25.00"), ()),
    ],
)
def test_the_district_moves(
    output: tuple[str, ...], share: tuple[str, ...], years: tuple[int, ...]
) -> None:
    assert moved(output, share) == years
