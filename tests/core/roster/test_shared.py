"""Firms in several rosters: found by code, by name where there is no code, and in the same year."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.roster.shared import Amount, Listed, amount_of, listed_in, shared_firms
from tests.rosters import invented_code, typed

ONE, OTHER = invented_code(1), invented_code(2)
YEARS = frozenset({2021, 2022, 2023})


def found(*rosters: tuple[Mapping[str, str], ...]) -> list[tuple[str, str, list[object]]]:
    """Name, code, and each (roster, row, by name?)."""
    listed = {n: listed_in(typed(*rows)) for n, rows in enumerate(rosters)}
    return [
        (each.name, each.code, [(s.where, s.firm.row, s.by_name) for s in each.stands])
        for each in shared_firms(listed)
    ]


def firm(name: str, code: str = "", **cells: str) -> Mapping[str, str]:
    return {"name": name, "uscc": code, **cells}


def test_by_code_whatever_it_is_called() -> None:
    assert found((firm("示例甲", ONE), firm("示例乙", OTHER)), (firm("示例甲新名", ONE),)) == [
        ("示例甲", ONE, [(0, 2, False), (1, 2, False)])
    ]


def test_two_codes_are_two_firms_of_one_name() -> None:
    assert found((firm("示例甲", ONE),), (firm("示例甲", OTHER),)) == []


def test_by_name_where_one_has_no_code() -> None:
    rosters = (firm("示例（北京）有限责任公司", ONE),), (firm("示例(北京)有限公司"),)
    assert found(*rosters) == [("示例（北京）有限责任公司", ONE, [(0, 2, False), (1, 2, True)])]
    assert found(*reversed(rosters)) == [
        ("示例（北京）有限责任公司", ONE, [(0, 2, True), (1, 2, False)])
    ]
    assert found((firm("示例甲"),), (firm("示例甲"),)) == [
        ("示例甲", "", [(0, 2, True), (1, 2, True)])
    ]


def test_a_code_that_cannot_be_is_none() -> None:
    slip = ONE[:-1] + ("0" if ONE[-1] != "0" else "1")
    assert found((firm("示例甲", slip),), (firm("示例乙", slip),)) == []
    assert found((firm("示例甲", "0" * 18),), (firm("示例乙", "0" * 18),)) == []
    assert found((firm("示例甲", slip),), (firm("示例甲", ONE),)) == [
        ("示例甲", ONE, [(0, 2, True), (1, 2, False)])
    ]


def test_a_firm_that_has_moved_is_in_one_at_a_time() -> None:
    left, came = firm("示例甲", ONE, until="2022"), firm("示例甲", ONE, since="2022")
    assert found((left,), (came,)) == []
    assert len(found((firm("示例甲", ONE, until="2023"),), (came,))) == 1
    assert found((firm("示例甲", ONE, inside="否"),), (came,)) == []


def test_twice_in_one_roster_is_for_another_rule() -> None:
    assert found((firm("示例甲", ONE), firm("示例甲", ONE)), ()) == []


def test_what_they_add() -> None:
    rows = (
        firm("示例甲", ONE, **{"output.2023": "500.50", "since": "2019"}),
        firm("示例乙", OTHER, **{"output.2023": "", "since": "2019"}),
        firm("示例丙", **{"output.2023": "70", "since": "2024"}),
    )
    firms = listed_in(typed(*rows))
    amount = amount_of(firms, "output.2023")
    assert amount == Amount(Decimal("500.50"), 1)
    assert amount_of(firms, "revenue.2023") is None
    assert amount_of(firms[2:], "output.2023") is None
    assert amount_of(firms[:1], "output.2023") == Amount(Decimal("500.50"), 0)


# --- Against the definition, written as slowly as it reads ---

LISTED = st.builds(
    Listed,
    row=st.just(0),
    name=st.just(""),
    code=st.sampled_from(["", "A", "B", "C"]),
    plain=st.sampled_from(["", "甲", "乙", "丙"]),
    years=st.sets(st.sampled_from(sorted(YEARS))).map(frozenset),
    adds=st.just({}),
)
ROSTERS = st.lists(st.lists(LISTED, max_size=4), max_size=4)


def numbered(rosters: list[list[Listed]]) -> dict[int, list[Listed]]:
    return {
        n: [
            Listed(row, each.plain, each.code, each.plain, each.years, {})
            for row, each in enumerate(firms)
        ]
        for n, firms in enumerate(rosters)
    }


def same(one: Listed, other: Listed, every: list[Listed]) -> bool:
    """Of one code; a row without one has those of all rows of its name, or is its name."""

    def codes(firm: Listed) -> set[str]:
        if firm.code:
            return {firm.code}
        known = {each.code for each in every if each.code and each.plain == firm.plain}
        return (known or {f"名称{firm.plain}"}) if firm.plain else set()

    return bool(codes(one) & codes(other))


@given(ROSTERS)
def test_as_defined(rosters: list[list[Listed]]) -> None:
    places = numbered(rosters)
    every = [firm for firms in places.values() for firm in firms]
    rows = [(n, firm) for n, firms in places.items() for firm in firms]
    expected = {
        (n, one.row)
        for n, one in rows
        for m, other in rows
        if n != m and one.years & other.years and same(one, other, every)
    }
    got = {(s.where, s.firm.row) for each in shared_firms(places) for s in each.stands}
    assert got == expected


@given(ROSTERS, st.randoms())
def test_in_whatever_order_they_come(rosters: list[list[Listed]], random: object) -> None:
    places = numbered(rosters)
    shuffled = list(places.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def stands(of: dict[int, list[Listed]]) -> set[frozenset[tuple[int, int]]]:
        return {frozenset((s.where, s.firm.row) for s in each.stands) for each in shared_firms(of)}

    assert stands(places) == stands(dict(shuffled))


@given(ROSTERS)
def test_each_is_in_two_places_at_least(rosters: list[list[Listed]]) -> None:
    assert all(len(each.places) > 1 for each in shared_firms(numbered(rosters)))
