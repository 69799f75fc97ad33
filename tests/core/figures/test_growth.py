"""Growth: the readings 填报说明 9 leaves open, the mistakes people make, growth from nothing."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.figures.book import Reading, accepted
from jiqun.core.figures.growth import cannot_grow, growth_readings, mean_growth, yearly_growth
from jiqun.core.form.years import Years
from jiqun.core.interval import Interval
from jiqun.core.quantity import Leaf, Quantity
from tests.core.figures.corners import assert_spans, corners

YEARS = Years(2024)
BLANK = Quantity(None, None)
AMOUNTS = st.decimals("0.01", "99999.99", places=2).map(str)


def printed(typed: str) -> Quantity:
    figure = Decimal(typed)
    interval = Interval.printed(figure).within(Decimal(0), None)
    return Quantity(figure, interval, leaf=Leaf(typed, typed, typed))


def count(number: int) -> Quantity:
    return Quantity(Decimal(number), Interval.exactly(number))


def readings(**typed: str) -> list[Reading]:
    """Of the years y2020 to y2023; those left out are blank."""
    years = {year: printed(typed[f"y{year}"]) for year in range(2020, 2024) if f"y{year}" in typed}
    return list(growth_readings(lambda year: years.get(year, BLANK), YEARS))


def told(readings: list[Reading]) -> list[tuple[str, str]]:
    """What can be computed: the name of the reading or the mistake, and what it comes to."""
    return [(r.slip or r.name, f"{r.quantity.rounded:f}") for r in readings if not r.quantity.blank]


def test_both_readings_and_every_known_mistake_by_hand() -> None:
    """100 → 110 → 121 → 181.50: plus 10, 10 and 50 per cent."""
    found = readings(y2020="100.00", y2021="110.00", y2022="121.00", y2023="181.50")
    assert told(found) == [
        ("2021—2023年，两个间隔", "28.45"),  # √1.65
        ("2020—2023年，三个间隔", "21.98"),  # ³√1.815
        ("与逐年增长率的算术平均数一致，填报说明9要求几何平均数", "30.00"),
        ("与逐年增长率的算术平均数一致，填报说明9要求几何平均数", "23.33"),
        ("与三年累计增长率一致，应换算为年均增速", "65.00"),
        ("与累计增长率除以2一致，填报说明9要求几何平均数", "32.50"),
        ("与累计增长率除以3一致，填报说明9要求几何平均数", "21.67"),
        ("与两个间隔按三年开方一致，应按两个间隔开方", "18.17"),  # ³√1.65
        ("与最后一年的增长率一致，应填近三年的年均增速", "50.00"),
        ("与未乘100%的小数一致，本栏单位为%", "0.28"),
    ]
    assert [accepted(reading) for reading in found] == [True, True] + [False] * 8


def test_without_the_year_before_there_is_one_reading() -> None:
    found = readings(y2021="110.00", y2022="121.00", y2023="181.50")
    assert [name for name, _ in told(found)][:2] == [
        "2021—2023年，两个间隔",
        "与逐年增长率的算术平均数一致，填报说明9要求几何平均数",
    ]
    assert len(told(found)) == 8


def test_without_the_first_year_only_the_longer_reading_is_left() -> None:
    found = readings(y2020="100.00", y2022="121.00", y2023="181.50")
    assert told(found) == [
        ("2020—2023年，三个间隔", "21.98"),
        ("与最后一年的增长率一致，应填近三年的年均增速", "50.00"),
    ]


def test_without_the_middle_year_both_readings_stand() -> None:
    found = readings(y2020="100.00", y2021="110.00", y2023="181.50")
    assert [name for name, _ in told(found)][:2] == [
        "2021—2023年，两个间隔",
        "2020—2023年，三个间隔",
    ]


def test_without_the_last_year_nothing_can_be_said() -> None:
    assert told(readings(y2020="100.00", y2021="110.00", y2022="121.00")) == []


def test_nothing_grows_from_zero_but_falls_to_it() -> None:
    assert yearly_growth(printed("5.00"), printed("0.00")).blank
    assert mean_growth(printed("5.00"), count(0), 2).blank
    assert yearly_growth(count(0), printed("5.00")).rounded == Decimal("-100.00")
    assert mean_growth(count(0), printed("5.00"), 2).rounded == Decimal("-100.00")


@given(now=AMOUNTS, before=AMOUNTS)
def test_yearly_growth_is_all_that_true_values_can_give(now: str, before: str) -> None:
    growth = yearly_growth(printed(now), printed(before))
    assert_spans(growth.interval, *corners(lambda n, b: (n / b - 1) * 100, now, before))


@given(last=AMOUNTS, first=AMOUNTS, intervals=st.sampled_from([1, 2, 3]))
def test_mean_growth_is_all_that_true_values_can_give(
    last: str, first: str, intervals: int
) -> None:
    """Compared as powers: (1 + growth) to the n-th is what the whole span has grown to."""
    growth = mean_growth(printed(last), printed(first), intervals).interval
    least, greatest = corners(lambda end, start: end / start, last, first)
    assert growth is not None
    low, high = ((1 + Fraction(end) / 100) ** intervals for end in (growth.low, growth.high))
    assert low <= least and greatest <= high
    assert least - low < Fraction(1, 10**25) * least
    assert high - greatest < Fraction(1, 10**25) * greatest


# --- Growth from nothing ---

NOTHING, ZERO_PRINTED = count(0), printed("0.00")


@pytest.mark.parametrize(
    ("declared", "now", "before"),
    [
        ("12.69", printed("4387.02"), NOTHING),
        ("12.69", printed("4387.02"), ZERO_PRINTED),
        ("100.00", printed("4387.02"), NOTHING),
        ("0.00", printed("4387.02"), NOTHING),
        ("-100.00", printed("4387.02"), NOTHING),
        ("12.69", NOTHING, NOTHING),
        ("-100.00", NOTHING, NOTHING),
        ("12.69", ZERO_PRINTED, ZERO_PRINTED),
        # From less than 0.005 to more than 0.045 it grows ninefold at least.
        ("799.99", printed("0.05"), ZERO_PRINTED),
    ],
)
def test_what_cannot_have_grown_from_nothing(
    declared: str, now: Quantity, before: Quantity
) -> None:
    assert cannot_grow(growth(declared), now, before)


@pytest.mark.parametrize(
    ("declared", "now", "before"),
    [
        # From nothing to nothing there is no growth.
        ("0.00", NOTHING, NOTHING),
        ("0.00", ZERO_PRINTED, NOTHING),
        # What is printed as 0.00 may have been enough.
        ("800.00", printed("0.05"), ZERO_PRINTED),
        ("999999.00", printed("0.05"), ZERO_PRINTED),
        # Something is no nothing, however wrong the growth is.
        ("999.00", printed("5.00"), printed("0.01")),
    ],
)
def test_what_may_have_grown(declared: str, now: Quantity, before: Quantity) -> None:
    assert not cannot_grow(growth(declared), now, before)


@pytest.mark.parametrize("blank", range(3))
def test_nothing_is_said_of_what_is_blank(blank: int) -> None:
    known = [growth("12.69"), printed("4387.02"), NOTHING]
    assert cannot_grow(*known)
    known[blank] = BLANK
    assert not cannot_grow(*known)


def growth(declared: str) -> Quantity:
    figure = Decimal(declared)
    return Quantity(figure, Interval.printed(figure).within(Decimal(-100), None))
