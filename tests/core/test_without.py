"""A declaration without some of its firms: what is left of its output, and if that suffices."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from jiqun.core.facts import Facts, parse_facts
from jiqun.core.roster.shared import Listed
from jiqun.core.standard import Outcome
from jiqun.core.without import Left, without

YEARS = (2021, 2022, 2023)


def facts(output: str, revenue: str = "") -> Facts:
    typed = {f"output.{year}": output for year in YEARS}
    typed |= {f"revenue.{year}": revenue for year in YEARS if revenue}
    return parse_facts("beijing-2024", typed)[0]


def firm(row: int = 2, **by_column: str | None) -> Listed:
    """With the same number in each year, in 万元."""
    adds = {
        f"{column}.{year}": None if number is None else Decimal(number)
        for column, number in by_column.items()
        for year in YEARS
    }
    return Listed(row, "示例甲", "", "示例甲", frozenset(YEARS), adds)


def words(facts: Facts, *firms: Listed) -> Mapping[str, str]:
    return {each.requirement.level: each.words for each in without(facts, firms).turned}


def test_what_is_left() -> None:
    found = without(facts("41.00"), [firm(output="10000.50")])
    assert found.left[0] == Left("output.2021", Decimal("41.00"), Decimal("1.000050"), 0)
    assert found.left[0].left == Decimal("39.999950")
    assert [each.key for each in found.left] == [f"output.{year}" for year in YEARS]
    assert found.unknown == ()


@pytest.mark.parametrize(
    ("declared", "revenue", "adds", "national", "beijing"),
    [
        ("50", "", {"output": "99999"}, "仍达到", "仍达到"),
        ("50", "", {"output": "100000"}, "仍达到", "仍达到"),
        # the cluster's revenue is not declared, and might still do for Beijing
        ("50", "", {"output": "100000.01"}, "不再达到", "能否达到无法判断"),
        ("50", "60", {"output": "100000.01", "revenue": "1"}, "不再达到", "仍达到"),
        ("50", "40", {"output": "100000.01", "revenue": "1"}, "不再达到", "不再达到"),
        ("39", "", {"output": "1"}, "按申报数即未达到", "按申报数即无法判断"),
        # more than was declared: the roster is not that of the declaration
        ("50", "", {"output": "500001"}, "能否达到无法判断", "能否达到无法判断"),
        # the roster has no such column
        ("50", "", {"staff": "7"}, "能否达到无法判断", "能否达到无法判断"),
    ],
)
def test_whether_it_suffices(
    declared: str, revenue: str, adds: dict[str, str], national: str, beijing: str
) -> None:
    assert words(facts(declared, revenue), firm(**adds)) == {
        "national": national,
        "beijing": beijing,
    }


def test_a_blank_leaves_it_open_unless_it_is_lost_already() -> None:
    """How much more there is to be taken off, nobody knows."""
    blank = firm(row=3, output=None)
    assert words(facts("50"), firm(output="5"), blank)["national"] == "能否达到无法判断"
    assert words(facts("50"), firm(output="200000"), blank)["national"] == "不再达到"


def test_without_none_nothing_changes() -> None:
    found = without(facts("50"), [])
    assert (found.left, found.unknown) == ((), ())
    assert {each.after for each in found.turned} == {Outcome.PASS}
