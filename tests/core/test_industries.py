"""Industries on official lists, found by the class of a firm."""

import pytest

from jiqun.core.industries import flagged, industry_on

ENERGY = ("high_energy_six",)
WATER = ("high_water_2013", "high_water_2022")


@pytest.mark.parametrize(
    ("lists", "code", "industry"),
    [
        (ENERGY, "2614", "化学原料和化学制品制造业"),
        (ENERGY, "26", "化学原料和化学制品制造业"),
        (ENERGY, "3011", "非金属矿物制品业"),
        (ENERGY, "3463", ""),
        (ENERGY, "1713", ""),  # on another list
        (WATER, "1713", "纺织"),
        (WATER, "2614", "石化和化工"),  # as the first of the two lists calls it
        (WATER, "3216", "有色金属"),  # only on the second
        (WATER, "1511", "食品和发酵"),  # the last of three codes in one line
        (WATER, "4411", "火电"),
        (WATER, "4412", ""),  # the whole of 44 is not on the list
        (WATER, "44", ""),
        (WATER, "", ""),
    ],
)
def test_the_industry_of_a_class(lists: tuple[str, ...], code: str, industry: str) -> None:
    assert industry_on(lists, code) == industry


def test_what_has_no_code_flags_nothing() -> None:
    assert flagged("bulk_solid_waste") == {}
    assert set(flagged(*ENERGY)) == {"25", "26", "30", "31", "32", "44"}
