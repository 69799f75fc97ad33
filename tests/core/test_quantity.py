"""Quantities: one expression gives the value, the interval, the formula and the sum."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.interval import Interval
from jiqun.core.quantity import Leaf, Quantity, between, constant, round_half_up, total


def figure(name: str, printed: str, key: str = "") -> Quantity:
    """What a filled-in figure becomes; a percentage shows its sign."""
    value = Decimal(printed.removesuffix("%"))
    return Quantity(value, Interval.printed(value), leaf=Leaf(name, printed, key or name))


def blank(name: str) -> Quantity:
    return Quantity(None, None, leaf=Leaf(name, "空白", name))


OUTPUT = figure("产值", "69.48", "output")
SHARE = figure("占比", "84.06%", "share")
BEFORE = figure("上年产值", "60.15", "before")
STAFF = constant(Decimal(5622), "从业人员")
NONE = Quantity(Decimal(0), Interval.exactly(0), leaf=Leaf("专利", "无", "patents"))


# --- One expression, four answers ---


def test_an_expression_gives_value_interval_formula_and_sum() -> None:
    leading = OUTPUT * SHARE.percent
    assert leading.value == Decimal("58.404888")
    assert leading.interval == Interval(
        Decimal("69.475") * Decimal("0.84055"), Decimal("69.485") * Decimal("0.84065")
    )
    assert (leading.words, leading.sum) == ("产值 × 占比", "69.48 × 84.06%")
    assert leading.keys == ("output", "share")
    assert leading.rounded == Decimal("58.40")


def test_growth_as_people_write_it() -> None:
    growth = (OUTPUT / BEFORE - 1).in_percent
    assert growth.words == "（产值 ÷ 上年产值 － 1） × 100%"
    assert growth.sum == "（69.48 ÷ 60.15 － 1） × 100%"
    assert growth.rounded == Decimal("15.51")


@pytest.mark.parametrize(("degree", "sign"), [(2, "√"), (3, "³√")])
def test_mean_growth_as_people_write_it(degree: int, sign: str) -> None:
    growth = ((OUTPUT / BEFORE).root(degree) - 1).in_percent
    assert growth.words == f"（{sign}（产值 ÷ 上年产值） － 1） × 100%"
    assert growth.sum == f"（{sign}（69.48 ÷ 60.15） － 1） × 100%"
    assert growth.rounded == {2: Decimal("7.48"), 3: Decimal("4.92")}[degree]


def named(*names: str) -> tuple[Quantity, ...]:
    return tuple(constant(2, name) for name in names)


def test_brackets_stand_only_where_they_must() -> None:
    a, b, c, d = named("a", "b", "c", "d")
    written = {
        (a + b) * c: "（a ＋ b） × c",
        a + b * c: "a ＋ b × c",
        a * (b / c): "a × b ÷ c",
        a / (b * c): "a ÷ （b × c）",
        a / (b / c): "a ÷ （b ÷ c）",
        a / b / c: "a ÷ b ÷ c",
        a - (b + c): "a － （b ＋ c）",
        a - (b - c): "a － （b － c）",
        a - b - c: "a － b － c",
        a + (b - c): "a ＋ b － c",
        (a + b) / (c - d): "（a ＋ b） ÷ （c － d）",
        (a / b).in_percent + c: "a ÷ b × 100% ＋ c",
        a / (b + c).in_percent: "a ÷ （（b ＋ c） × 100%）",
        1 - a / b: "1 － a ÷ b",
        (a + b).root(2): "√（a ＋ b）",
        a.root(2): "√a",
        a.root(1): "a",
    }
    assert {q.words: q.sum for q in written} == {
        words: words.translate(str.maketrans("abcd", "2222")) for words in written.values()
    }
    assert [quantity.words for quantity in written] == list(written.values())


def test_plain_numbers_take_part_on_either_side() -> None:
    assert [(q.value, q.sum) for q in (STAFF + 1, STAFF - 2, 2 - STAFF, STAFF * 3, STAFF / 2)] == [
        (Decimal(5623), "5622 ＋ 1"),
        (Decimal(5620), "5622 － 2"),
        (Decimal(-5620), "2 － 5622"),
        (Decimal(16866), "5622 × 3"),
        (Decimal(2811), "5622 ÷ 2"),
    ]


def test_named_it_is_spoken_of_by_name() -> None:
    leading = (OUTPUT * SHARE.percent).named("主导产业产值")
    share = leading / OUTPUT
    assert (share.words, share.sum) == ("主导产业产值 ÷ 产值", "58.40 ÷ 69.48")
    assert share.keys == ("output", "share")  # where it came from is not forgotten
    assert share.interval == (OUTPUT * SHARE.percent / OUTPUT).interval
    unknown = (OUTPUT * blank("占比")).named("主导产业产值")
    assert (unknown.sum, unknown.missing) == ("", ("占比",))


def test_limited_it_keeps_its_formula() -> None:
    limits = Interval(Decimal(4), Decimal(25))
    counts = (constant(4) + constant(21)).limited(limits)
    assert (counts.interval, counts.value, counts.words) == (limits, Decimal(25), "4 ＋ 21")


def test_a_factor_from_a_range_is_shown_at_its_usual_value() -> None:
    factor = between(Decimal("1.1"), Decimal("1.2143"), Decimal("1.33"), "天然气折标准煤系数")
    gas = constant(2) * factor
    assert (gas.words, gas.sum) == ("2 × 天然气折标准煤系数", "2 × 1.2143")
    assert gas.value == Decimal("2.4286")
    assert gas.interval == Interval(Decimal("2.2"), Decimal("2.66"))


def test_a_constant_says_what_it_is() -> None:
    assert constant(Decimal("7.0467"), "汇率").leaf == Leaf("汇率", "7.0467")
    assert constant(10_000).leaf == Leaf("10000", "10000")
    assert constant(Decimal("0.5"), "一半", "½").leaf == Leaf("一半", "½")
    assert constant(3).interval == Interval.exactly(3)


def test_leaves_come_in_the_order_of_the_formula_and_keys_once() -> None:
    quantity = OUTPUT / (OUTPUT + BEFORE) * 100
    assert [leaf.name for leaf, _ in quantity.leaves()] == ["产值", "产值", "上年产值", "100"]
    assert quantity.keys == ("output", "before")
    assert quantity.missing == ()


# --- Blank, 无, zero ---


@pytest.mark.parametrize(
    "quantity",
    [
        OUTPUT + blank("某"),
        blank("某") + OUTPUT,
        OUTPUT - blank("某"),
        1 - blank("某"),
        OUTPUT * blank("某"),
        blank("某") / OUTPUT,
        OUTPUT / blank("某"),
        blank("某").root(2),
        blank("某").percent,
        blank("某").in_percent,
        (blank("某") / OUTPUT - 1).in_percent.root(3),
        blank("某").named("指标"),
    ],
)
def test_blank_is_catching(quantity: Quantity) -> None:
    assert quantity.blank
    assert (quantity.value, quantity.interval, quantity.rounded) == (None, None, None)
    assert quantity.missing == ("某",)
    assert quantity.meets(OUTPUT) and OUTPUT.meets(quantity)  # nothing is known of it


def test_a_blank_shows_where_it_stands() -> None:
    growth = (OUTPUT / blank("上年产值") - 1).in_percent
    assert (growth.words, growth.sum) == (
        "（产值 ÷ 上年产值 － 1） × 100%",
        "（69.48 ÷ 空白 － 1） × 100%",
    )


def test_a_total_is_blank_if_anything_in_it_is() -> None:
    everything = total([STAFF, constant(3), NONE])
    assert (everything.value, everything.sum) == (Decimal(5625), "5622 ＋ 3 ＋ 无")
    assert total(iter([STAFF])) == STAFF
    assert total([OUTPUT, blank("某"), BEFORE]).missing == ("某",)


def test_none_is_zero_in_a_sum_and_no_denominator() -> None:
    assert (NONE + STAFF).value == 5622
    assert (NONE + STAFF).sum == "无 ＋ 5622"
    assert (NONE / STAFF * 10_000).value == 0
    assert (STAFF / NONE).blank
    assert (STAFF / NONE).keys == ("patents",)
    assert (STAFF / NONE).missing == ()  # it is not blank: there is no such figure


def test_what_is_printed_as_zero_is_no_denominator_either() -> None:
    """0.00 may stand for 0.004, but nobody could say what the quotient is."""
    zero = figure("外资", "0.00")
    assert (OUTPUT / zero).blank and (OUTPUT / zero).words == "产值 ÷ 外资"


def test_what_may_be_zero_leaves_the_quotient_without_an_end() -> None:
    cent = figure("外资", "0.01")
    near_zero = Quantity(cent.value, Interval(Decimal(0), Decimal("0.01")), leaf=cent.leaf)
    quotient = constant(1) / near_zero
    assert quotient.value == 100
    assert quotient.interval == Interval(Decimal(100), Decimal("Infinity"))


def test_what_may_be_negative_is_no_denominator_and_has_no_root() -> None:
    either = Quantity(Decimal(1), Interval(Decimal(-1), Decimal(3)), leaf=Leaf("余额", "1", "rest"))
    for quantity, words in (
        (STAFF / either, "从业人员 ÷ 余额"),
        (either.root(2), "√余额"),
        (constant(-8).root(3), "³√-8"),
    ):
        assert quantity.blank and quantity.words == words
    assert (STAFF / either).keys == either.root(2).keys == ("rest",)
    assert constant(0).root(2).value == 0


def test_two_quantities_meet_where_one_number_could_be_both() -> None:
    assert figure("甲", "16.31").meets(figure("乙", "16.32"))
    assert not figure("甲", "16.31").meets(figure("乙", "16.33"))


# --- As printed ---


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("16.305", "16.31"),
        ("16.3149", "16.31"),
        ("16.315", "16.32"),
        ("-16.305", "-16.31"),
        ("-16.304", "-16.30"),
        ("-0.004", "0.00"),
        ("-0.005", "-0.01"),
        ("0.005", "0.01"),
        ("5", "5.00"),
        ("1E+30", "1" + "0" * 30 + ".00"),
    ],
)
def test_figures_are_rounded_half_up_and_zero_has_no_sign(value: str, printed: str) -> None:
    assert f"{round_half_up(Decimal(value)):f}" == printed


FIGURES = st.decimals(0, 10**18 - 1, places=10)
POSITIVE = st.decimals(Decimal("1E-10"), 10**18 - 1, places=10)


@given(a=FIGURES, b=POSITIVE, c=POSITIVE)
def test_the_value_lies_in_the_interval(a: Decimal, b: Decimal, c: Decimal) -> None:
    """And is what exact fractions give, however long the figures are."""
    quantity = ((constant(a) * 10_000 / constant(b) - constant(c)) + constant(c)).in_percent
    assert quantity.value is not None and quantity.interval is not None
    assert quantity.value in quantity.interval
    exact = Fraction(a) * 10_000 / Fraction(b) * 100
    assert abs(Fraction(quantity.value) - exact) <= (exact + Fraction(c)) / 10**30
    assert quantity.rounded is not None
    assert abs(Fraction(quantity.rounded) - Fraction(quantity.value)) <= Fraction(1, 200)


@given(a=POSITIVE, b=POSITIVE, degree=st.sampled_from([2, 3]))
def test_the_value_of_a_root_lies_next_to_its_interval(a: Decimal, b: Decimal, degree: int) -> None:
    root = (constant(a) / constant(b)).root(degree)
    assert root.value is not None
    error = abs(Fraction(root.value) ** degree / (Fraction(a) / Fraction(b)) - 1)
    assert error <= Fraction(1, 10**45)
