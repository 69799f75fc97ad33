"""Rows and their numbers, one by one and by column."""

from datetime import date
from decimal import Decimal

import pytest

from jiqun.core.form import get_edition
from jiqun.core.roster.listing import CellValue, Listing, Number
from jiqun.core.values import NONE

SCHEDULE = get_edition("beijing-2024").schedule("firms")
KEYS = ("name", "staff.2023", "output.2023", "since", "cloud")


def listing(*rows: tuple[CellValue | None, ...], keys: tuple[str, ...] = KEYS) -> Listing:
    return Listing.of(SCHEDULE, keys, enumerate(rows, start=2))


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (26, 26),
        (Decimal("3.5"), Decimal("3.5")),
        (NONE, 0),
        (None, None),
        ("26", None),
        (date(2023, 1, 1), None),
    ],
)
def test_numbers(value: CellValue | None, number: Number) -> None:
    found = listing((value,), keys=("staff.2023",))
    assert found.rows[0].number_at("staff.2023") == number
    assert found.numbers == {"staff.2023": (number,)}
    assert found.rows[0].number_at("staff.2022") is None


def test_texts() -> None:
    (row,) = listing(("示例厂", 26, None, 2019, True)).rows
    assert [row.text_at(key) for key in ("name", "staff.2023", "output.2023", "uscc")] == [
        "示例厂",
        "",
        "",
        "",
    ]


def test_columns_of_numbers() -> None:
    found = listing(("甲", 26, Decimal("1.5"), 2019, True), ("乙", NONE, None, None, False))
    assert found.numbers == {
        "staff.2023": (26, 0),
        "output.2023": (Decimal("1.5"), None),
        "since": (2019, None),
    }
    assert [(row.number, side) for row, side in found.side_by_side("since", "staff.2023")] == [
        (2, (2019, 26)),
        (3, (None, 0)),
    ]


def test_columns_that_are_not_there() -> None:
    found = listing(("甲", 26, None, 2019, True))
    assert list(found.side_by_side("staff.2023", "staff.2022")) == []
    assert (found.has("name", "since"), found.has("name", "uscc")) == (True, False)


def test_a_list_without_rows() -> None:
    found = listing()
    assert found.numbers == {"staff.2023": (), "output.2023": (), "since": ()}
    assert list(found.side_by_side("since")) == []
