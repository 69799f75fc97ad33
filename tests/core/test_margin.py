"""How far a measure is from the line, as people say it."""

from decimal import Decimal

import pytest

from jiqun.core.interval import Interval
from jiqun.core.margin import margin_in_words, value_in_words
from jiqun.core.quantity import Quantity, constant
from jiqun.core.standard import Measure, Outcome


def measure(value: str, operator: str, limit: str, unit: str, outcome: Outcome) -> Measure:
    number, line = Decimal(value), Decimal(limit)
    margin = line - number if operator == "≤" else number - line
    return Measure("某项", constant(number), number, operator, line, unit, margin, outcome)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("41.20", "≥", "40", "亿元", Outcome.PASS), ("41.20亿元", "高出1.20亿元")),
        (("69.00", ">", "70", "%", Outcome.FAIL), ("69.00%", "还差1.00个百分点")),
        (("70", ">", "70", "%", Outcome.FAIL), ("70%", "正好在线上，还不够")),
        (("70", "≥", "70", "%", Outcome.PASS), ("70%", "正好在线上")),
        (("60", "≤", "100", "平方公里", Outcome.PASS), ("60平方公里", "还余40平方公里")),
        (("101", "≤", "100", "平方公里", Outcome.FAIL), ("101平方公里", "超出1平方公里")),
    ],
)
def test_a_figure_and_its_distance(
    given: tuple[str, str, str, str, Outcome], words: tuple[str, str]
) -> None:
    found = measure(*given)
    assert (value_in_words(found), margin_in_words(found)) == words


def test_a_figure_known_between_limits_has_no_distance() -> None:
    span = Quantity(Decimal("10"), Interval(Decimal("9.98"), Decimal("10.03")))
    open_ = Measure("某项", span, Decimal(10), ">", Decimal(10), "%", Decimal(0), Outcome.UNKNOWN)
    assert (value_in_words(open_), margin_in_words(open_)) == ("9.98至10.03%", "")


def test_a_blank_and_an_answer() -> None:
    blank = Quantity(None, None)
    none = Measure("某项", blank, None, "≥", Decimal(40), "亿元", None, Outcome.UNKNOWN)
    answer = Measure("某项", blank, "否", "=", "否", "", None, Outcome.PASS)
    assert [(value_in_words(m), margin_in_words(m)) for m in (none, answer)] == [
        ("没有数据", ""),
        ("否", ""),
    ]
