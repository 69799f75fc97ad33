"""Numbers side by side: ranks, the middle, and how far they are apart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.form import get_edition
from jiqun.core.peers import as_number, compared_places, ranks, spread
from jiqun.core.values import NONE


def numbers(*texts: str) -> list[Decimal | None]:
    return [Decimal(text) if text else None for text in texts]


@pytest.mark.parametrize(
    ("given_numbers", "expected"),
    [
        (("1", "3", "2"), (3, 1, 2)),
        (("3", "3", "2"), (1, 1, 3)),
        (("3", "", "0"), (1, None, 2)),
        (("3", "", ""), (None, None, None)),
        ((), ()),
    ],
)
def test_ranks(given_numbers: tuple[str, ...], expected: tuple[int | None, ...]) -> None:
    assert ranks(numbers(*given_numbers)) == expected


@pytest.mark.parametrize(
    ("given_numbers", "words"),
    [
        (("1", "9", "5"), "中位数5，最小1，最大9，相差8"),
        (("1", "2"), "中位数1.50，最小1，最大2，相差1"),
        (("1.25", "2.36"), "中位数1.81，最小1.25，最大2.36，相差1.11"),  # 1.805, half up
    ],
)
def test_the_spread_in_words(given_numbers: tuple[str, ...], words: str) -> None:
    found = spread(numbers(*given_numbers))
    assert found is not None
    assert found.words == words


def test_one_number_has_no_spread() -> None:
    assert spread(numbers("1", "")) is None


def test_none_is_nought_and_blank_is_not() -> None:
    assert (as_number(NONE), as_number(None), as_number(0), as_number("示例")) == (
        Decimal(0),
        None,
        Decimal(0),
        None,
    )


@given(st.lists(st.none() | st.decimals(0, 100, places=2), max_size=8))
def test_the_first_is_the_greatest(some: list[Decimal | None]) -> None:
    known = [number for number in some if number is not None]
    first = [n for n, rank in zip(some, ranks(some), strict=True) if rank == 1]
    assert set(first) == ({max(known)} if len(known) > 1 else set())


def test_figures_of_the_last_year_and_none_of_the_plan() -> None:
    keys = [place.key for place in compared_places(get_edition("beijing-2024"))]
    assert keys[:3] == ["area", "output.2023", "output_district_share.2023"]
    assert not any(key.startswith("targets") or key.endswith("2022") for key in keys)
