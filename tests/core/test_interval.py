"""Intervals against exact fractions: what is true never falls outside, and little more is in."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.interval import INFINITY, Interval, NoNumber
from jiqun.core.reading import MAX_DECIMALS, MAX_DIGITS

#: By how much, relatively, an end may lie beyond the exact one.
EXCESS = Fraction(1, 10**40)

#: The longest figures that can be typed: eighteen digits and ten decimals.
MOST = 10**MAX_DIGITS - 1
HOSTILE = st.decimals(-MOST, MOST, places=MAX_DECIMALS)
POSITIVE = st.decimals(Decimal("1E-10"), MOST, places=MAX_DECIMALS)
FIGURES = st.one_of(
    HOSTILE,
    POSITIVE,
    st.decimals(-1000, 1000, places=2),
    st.sampled_from([Decimal(0), Decimal(1), Decimal("0.01"), Decimal(MOST), Decimal("1E-10")]),
)


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[Decimal] = FIGURES) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    return Interval(low, high)


POSITIVE_INTERVALS = intervals(POSITIVE)
INNER = st.fractions(0, 1)


def inside(interval: Interval, share: Fraction) -> Fraction:
    """The point so far up from the low end: 0 and 1 are the ends themselves."""
    low, high = Fraction(interval.low), Fraction(interval.high)
    return low + share * (high - low)


def holds(interval: Interval, exact: Fraction) -> bool:
    """Is it inside? Ends without limit hold anything on their side."""
    above = interval.low == -INFINITY or Fraction(interval.low) <= exact
    return above and (interval.high == INFINITY or exact <= Fraction(interval.high))


def assert_tight(interval: Interval, *exact: Fraction) -> None:
    """From the least to the greatest of the exact results, and next to nothing more."""
    for end, wanted in ((interval.low, min(exact)), (interval.high, max(exact))):
        assert abs(Fraction(end) - wanted) <= abs(wanted) * EXCESS


# --- Figures as printed ---


@pytest.mark.parametrize(
    ("figure", "low", "high"),
    [
        ("69.48", "69.475", "69.485"),
        ("0.00", "-0.005", "0.005"),
        ("-3.20", "-3.205", "-3.195"),
        # 12 is 12.00: 填报说明2 asks for two decimals where there are any.
        ("12", "11.995", "12.005"),
        ("1E+3", "999.995", "1000.005"),
        # Typed in more detail, it is known in more detail.
        ("5.1635", "5.16345", "5.16355"),
        ("0.125", "0.1245", "0.1255"),
    ],
)
def test_a_printed_figure_stands_for_half_a_unit_more_and_less(
    figure: str, low: str, high: str
) -> None:
    assert Interval.printed(Decimal(figure)) == Interval(Decimal(low), Decimal(high))


def test_a_count_stands_for_itself() -> None:
    assert Interval.printed(42) == Interval.exactly(42) == Interval(Decimal(42), Decimal(42))


@given(figure=HOSTILE)
def test_the_longest_figure_stands_for_exactly_half_a_unit_too(figure: Decimal) -> None:
    interval = Interval.printed(figure)
    half = Fraction(5, 10 ** (MAX_DECIMALS + 1))
    assert Fraction(interval.low) == Fraction(figure) - half
    assert Fraction(interval.high) == Fraction(figure) + half


# --- Arithmetic ---


@given(a=intervals(), b=intervals(), s=INNER, t=INNER)
def test_sums_and_differences_hold_what_is_true(
    a: Interval, b: Interval, s: Fraction, t: Fraction
) -> None:
    assert holds(a + b, inside(a, s) + inside(b, t))
    assert holds(a - b, inside(a, s) - inside(b, t))
    assert_tight(a + b, inside(a, Fraction(0)) + inside(b, Fraction(0)), top(a) + top(b))
    assert_tight(a - b, Fraction(a.low) - top(b), top(a) - Fraction(b.low))


def top(interval: Interval) -> Fraction:
    return Fraction(interval.high)


def corners(a: Interval, b: Interval) -> list[tuple[Fraction, Fraction]]:
    return [(Fraction(x), Fraction(y)) for x in (a.low, a.high) for y in (b.low, b.high)]


@given(a=intervals(), b=intervals(), s=INNER, t=INNER)
def test_products_hold_what_is_true(a: Interval, b: Interval, s: Fraction, t: Fraction) -> None:
    assert holds(a * b, inside(a, s) * inside(b, t))
    assert_tight(a * b, *(x * y for x, y in corners(a, b)))


@given(a=intervals(), b=POSITIVE_INTERVALS, s=INNER, t=INNER)
def test_quotients_hold_what_is_true(a: Interval, b: Interval, s: Fraction, t: Fraction) -> None:
    assert holds(a / b, inside(a, s) / inside(b, t))
    assert_tight(a / b, *(x / y for x, y in corners(a, b)))


@given(a=intervals(st.one_of(POSITIVE, st.just(Decimal(0)))), degree=st.sampled_from([2, 3]))
def test_roots_hold_what_is_true(a: Interval, degree: int) -> None:
    """The root of the ends lies between the next digits below and above."""
    low, high = (Fraction(end) for end in (a.root(degree).low, a.root(degree).high))
    assert low**degree <= Fraction(a.low) <= (low * (1 + EXCESS)) ** degree
    assert (high * (1 - EXCESS)) ** degree <= Fraction(a.high) <= high**degree


@given(root=POSITIVE, degree=st.sampled_from([2, 3]))
def test_a_root_that_can_be_written_is_exact(root: Decimal, degree: int) -> None:
    short = root.quantize(Decimal("0.01")) % 10**6
    power = Decimal(1)
    for _ in range(degree):
        power *= short
    assert Interval.exactly(power).root(degree) == Interval.exactly(short)


@given(a=intervals(), b=POSITIVE_INTERVALS, degree=st.sampled_from([2, 3]), s=INNER, t=INNER)
def test_a_whole_formula_holds_what_is_true(
    a: Interval, b: Interval, degree: int, s: Fraction, t: Fraction
) -> None:
    """(ⁿ√(last ÷ first) − 1) × 100, where last is the first times something to the n."""
    factor = abs(inside(a, s)) % 7 + Fraction(1, 9)
    first = inside(b, t)
    last = Interval(*rounded_out(first * factor**degree))
    one = Interval.exactly(1)
    growth = ((last / Interval(*rounded_out(first))).root(degree) - one) * Interval.exactly(100)
    assert holds(growth, (factor - 1) * 100)


def rounded_out(number: Fraction) -> tuple[Decimal, Decimal]:
    """Two neighbouring figures with eight decimals that have the number between them."""
    whole = number.numerator * 10**8 // number.denominator
    return Decimal(whole).scaleb(-8), Decimal(whole + 1).scaleb(-8)


# --- Zero, and what has no end ---


@given(a=intervals(POSITIVE), high=POSITIVE)
def test_what_may_be_divided_by_next_to_nothing_has_no_end(a: Interval, high: Decimal) -> None:
    quotient = a / Interval(Decimal(0), high)
    assert quotient.high == INFINITY
    assert_tight(Interval(quotient.low, quotient.low), Fraction(a.low) / Fraction(high))


def test_next_to_nothing_on_both_sides() -> None:
    tiny = Interval(Decimal(0), Decimal("0.005"))
    assert tiny / tiny == Interval(Decimal(0), INFINITY)
    assert Interval.exactly(0) / tiny == Interval.exactly(0)
    assert Interval(Decimal(-1), Decimal(1)) / tiny == Interval(-INFINITY, INFINITY)


def test_what_has_no_end_can_be_computed_with() -> None:
    endless = Interval(Decimal(2), INFINITY)
    one = Interval.exactly(1)
    assert endless + one == Interval(Decimal(3), INFINITY)
    assert one - endless == Interval(-INFINITY, Decimal(-1))
    assert endless - endless == Interval(-INFINITY, INFINITY)
    assert endless * Interval(Decimal(0), Decimal(3)) == Interval(Decimal(0), INFINITY)
    assert endless * Interval.exactly(-2) == Interval(-INFINITY, Decimal(-4))
    assert one / endless == Interval(Decimal(0), Decimal("0.5"))
    assert endless / endless == Interval(Decimal(0), INFINITY)
    assert Interval(Decimal(4), INFINITY).root(2) == Interval(Decimal(2), INFINITY)


@pytest.mark.parametrize("divisor", [(0, 0), (-1, 1), (-2, -1), (-1, 0)])
def test_by_zero_or_less_nothing_is_divided(divisor: tuple[int, int]) -> None:
    with pytest.raises(NoNumber, match=r"^divided by zero$"):
        Interval.exactly(1) / Interval(*map(Decimal, divisor))


def test_what_may_be_negative_has_no_root() -> None:
    with pytest.raises(NoNumber, match=r"^root of a negative number$"):
        Interval(Decimal("-0.01"), Decimal(4)).root(2)
    assert Interval.exactly(0).root(3) == Interval.exactly(0)


@given(a=intervals(), b=intervals(), c=intervals(), degree=st.sampled_from([2, 3]))
def test_nothing_that_can_be_typed_breaks_the_arithmetic(
    a: Interval, b: Interval, c: Interval, degree: int
) -> None:
    try:
        result = ((a * b - c) / (b + c)).root(degree) / a
    except NoNumber:
        return
    assert result.low <= result.high


# --- Limits and meeting ---


def test_the_part_within_limits() -> None:
    interval = Interval(Decimal("-0.005"), Decimal("0.005"))
    zero, cent = Decimal(0), Decimal("0.01")
    assert interval.within(zero, None) == Interval(zero, interval.high)
    assert interval.within(None, zero) == Interval(interval.low, zero)
    assert interval.within(-cent, cent) == interval.within(None, None) == interval


def test_touching_is_meeting() -> None:
    """16.315 is printed as 16.32, and 16.31 is no mistake for 16.3149…"""
    one, next_one = (Interval.printed(Decimal(figure)) for figure in ("16.31", "16.32"))
    beyond = Interval.printed(Decimal("16.33"))
    assert one.meets(next_one) and next_one.meets(one)
    assert not one.meets(beyond) and not beyond.meets(one)


@given(a=intervals(), b=intervals())
def test_meeting_is_having_a_number_in_common(a: Interval, b: Interval) -> None:
    assert a.meets(b) == b.meets(a) == (max(a.low, b.low) <= min(a.high, b.high))
    assert a.meets(a)


@given(a=intervals(), number=FIGURES)
def test_a_number_is_inside_or_out(a: Interval, number: Decimal) -> None:
    assert (number in a) == a.meets(Interval.exactly(number))
    assert a.low in a and a.high in a
