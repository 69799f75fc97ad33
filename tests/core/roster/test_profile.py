"""How the firms are made up."""

from decimal import Decimal

from jiqun.core.industries import class_named
from jiqun.core.roster.model import FIRMS, Roster
from jiqun.core.roster.population import Member
from jiqun.core.roster.profile import (
    Concentration,
    IndustryCounts,
    SizeCount,
    by_industry,
    by_size,
    concentration,
)
from jiqun.core.roster.size import Size
from jiqun.core.roster.typed import typed_over
from tests.declarations import blank

KEY = "output.2023"


def members(*firms: dict[str, str]) -> tuple[Member, ...]:
    roster = typed_over(Roster.empty(blank().edition), {FIRMS: firms})
    return roster.population[2023]


def of_class(code: str, **cells: str) -> dict[str, str]:
    return {"since": "2018", "industry": code, **cells}


def sized(staff: str, revenue: str) -> dict[str, str]:
    return of_class("4011", **{"staff.2023": staff, "revenue.2023": revenue})


def test_sizes_from_the_largest_and_those_unknown_last() -> None:
    firms = (sized("1000", "40000"), sized("20", "300"), sized("19", "300"), sized("", "300"))
    assert by_size(members(*firms)) == (
        SizeCount(Size.LARGE, 1),
        SizeCount(Size.MEDIUM, 0),
        SizeCount(Size.SMALL, 1),
        SizeCount(Size.MICRO, 1),
        SizeCount(None, 1),
    )


def test_where_every_size_is_known_none_is_unknown() -> None:
    assert [count.size for count in by_size(members(sized("20", "300")))] == [
        Size.LARGE,
        Size.MEDIUM,
        Size.SMALL,
        Size.MICRO,
    ]


def test_industries_by_their_firms_then_by_code() -> None:
    codes = ("6513", "4011", "3484", "4011", "C4011", "6513", "3484", "9999", "")
    first, second, third = (class_named(code) for code in ("4011", "3484", "6513"))
    assert first and second and third
    found = by_industry(members(*map(of_class, codes)), most=2)
    assert found == IndustryCounts(((first, 3), (second, 2)), 1, 2, 2)
    every = by_industry(members(*map(of_class, codes)), most=3)
    assert every == IndustryCounts(((first, 3), (second, 2), (third, 2)), 0, 0, 2)


def test_eight_industries_have_a_line_unless_asked_otherwise() -> None:
    codes = ("4011", "4012", "4013", "4014", "4015", "4016", "4019", "6513", "6531")
    found = by_industry(members(*map(of_class, codes)))
    assert (len(found.top), found.others, found.firms_of_others) == (8, 1, 1)


def with_output(*amounts: str) -> tuple[Member, ...]:
    return members(*(of_class("4011", **{KEY: amount}) for amount in amounts))


def test_the_share_of_the_largest() -> None:
    assert concentration(with_output("10", "60", "", "30", "无"), KEY) == (
        Concentration(1, Decimal(60)),
        Concentration(3, Decimal(100)),
    )


def test_no_larger_groups_than_there_are_firms() -> None:
    amounts = [str(n) for n in range(1, 11)]
    assert [c.firms for c in concentration(with_output(*amounts), KEY)] == [1, 3, 5, 10]
    assert [c.firms for c in concentration(with_output(*amounts[:9]), KEY)] == [1, 3, 5]


def test_what_adds_up_to_nothing_is_not_concentrated() -> None:
    assert concentration(with_output("0", "无"), KEY) == ()
    assert concentration((), KEY) == ()
