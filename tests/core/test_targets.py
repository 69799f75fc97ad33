"""Targets: the table as it is filled in, and proposals that meet what the form demands."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.facts import Facts
from jiqun.core.figures import Figures
from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.rules import RULES
from jiqun.core.rules.example import typed_over
from jiqun.core.targets import (
    Direction,
    Goal,
    Proposal,
    added,
    called,
    course,
    described,
    direction_of,
    ends,
    indicators,
    least,
    propose_targets,
    turns,
    unit_of,
)
from tests.declarations import blank, golden

EDITION = get_edition("beijing-2024")
IDS = (
    "output_growth",
    "quality_smes",
    "rd_spend",
    "valid_patents",
    "iiot_rate",
    "co2",
    "energy_per_output",
)


def facts(typed: Mapping[str, str | None]) -> Facts:
    return typed_over(blank(), typed)


def based(id: str, base: str, **others: str) -> Facts:
    return facts({f"targets.{id}.base": base, **others})


# --- The table ---


def test_seven_indicators_have_figures_and_two_lines_have_words() -> None:
    assert tuple(indicators(EDITION)) == IDS
    assert [line.base.id for line in described(EDITION)] == [
        "targets.openness.base",
        "targets.governance.base",
    ]


def test_lines_can_be_added_to_five_directions() -> None:
    keys = added("beijing-2024")
    assert keys[0] == tuple(f"targets.added.leading.1.{end}" for end in ("label", "base", "target"))
    assert keys[-1] == tuple(f"targets.added.other.8.{end}" for end in ("label", "base", "target"))
    assert len(keys) == 40 == len({key for line in keys for key in line}) / 3


@pytest.mark.parametrize(
    ("id", "unit", "wanted"),
    [
        ("rd_spend", None, "亿元"),
        ("co2", None, ""),
        ("co2", "t", "吨"),
        ("co2", "10kt", "万吨"),
        ("co2", "intensity", "吨二氧化碳/万元"),
        ("energy_per_output", "t", "吨标准煤/万元"),
    ],
)
def test_the_applicant_says_the_unit_of_co2(id: str, unit: str | None, wanted: str) -> None:
    assert unit_of(facts({"targets.co2.unit": unit}), id) == wanted


def test_a_line_is_called_as_it_is_printed() -> None:
    assert called(blank(), "rd_spend") == "第八部分“研发经费投入”"


def test_a_course_goes_from_the_base_over_the_stages_to_the_target() -> None:
    stages = {"targets.rd_spend.2024": "3.91", "targets.rd_spend.2025": "4.30"}
    typed = {**stages, "targets.rd_spend.2026": "4.99", "targets.rd_spend.target": "5.00"}
    of = Figures(based("rd_spend", "无", **typed))
    base = Goal("targets.rd_spend.base", 2023, Decimal(0), "2023年“无”")
    target = Goal("targets.rd_spend.target", 2026, Decimal("5.00"), "2026年5.00亿元")
    assert course(of, "rd_spend") == (
        base,
        Goal("targets.rd_spend.2024", 2024, Decimal("3.91"), "2024年3.91亿元"),
        Goal("targets.rd_spend.2025", 2025, Decimal("4.30"), "2025年4.30亿元"),
        target,
    )
    assert ends(of, "rd_spend") == (base, target)


def test_the_last_stage_goal_stands_in_for_a_blank_target() -> None:
    of = Figures(based("quality_smes", "52", **{"targets.quality_smes.2026": "72"}))
    assert [goal.said for goal in course(of, "quality_smes")] == ["2023年52家", "2026年72家"]
    assert [goal.said for goal in ends(of, "quality_smes")] == ["2023年52家"]


def test_growth_before_the_plan_is_no_stage_on_the_way() -> None:
    typed = {"targets.output_growth.2024": "12.00", "targets.output_growth.target": "13.00"}
    of = Figures(based("output_growth", "25.00", **typed))
    assert [goal.said for goal in course(of, "output_growth")] == ["2024年12.00%", "2026年13.00%"]


def test_what_cannot_be_counted_on_is_no_goal() -> None:
    assert course(Figures(based("quality_smes", "12.5")), "quality_smes") == ()


def goals(*values: str) -> tuple[Goal, ...]:
    return tuple(Goal("", 2023 + n, Decimal(v), "") for n, v in enumerate(values))


@pytest.mark.parametrize(
    ("id", "values", "direction", "turning"),
    [
        ("rd_spend", ("1", "2", "2", "3"), Direction.RISING, False),
        ("rd_spend", ("1", "3", "2", "4"), Direction.RISING, True),
        ("rd_spend", ("3", "2"), Direction.RISING, True),
        ("co2", ("3", "2", "2", "1"), Direction.FALLING, False),
        ("co2", ("3", "1", "2", "1"), Direction.FALLING, True),
        ("output_growth", ("3", "2", "1"), Direction.FALLING, False),
        ("output_growth", ("1", "2", "3"), Direction.RISING, False),
        ("output_growth", ("1", "3", "2"), Direction.RISING, True),
        ("output_growth", ("3", "1", "2"), Direction.FALLING, True),
        ("output_growth", ("2", "3", "2"), Direction.EITHER, False),
        ("output_growth", (), Direction.EITHER, False),
        ("rd_spend", (), Direction.RISING, False),
    ],
)
def test_a_course_keeps_to_its_direction(
    id: str, values: tuple[str, ...], direction: Direction, turning: bool
) -> None:
    assert direction_of(goals(*values), id) is direction
    assert turns(goals(*values), direction) is turning


# --- Proposals ---


def proposed(facts: Facts, id: str) -> list[str]:
    """The goals of the three years; the target is the last of them."""
    found = {proposal.key: proposal.value for proposal in propose_targets(facts)}
    if f"targets.{id}.target" not in found:
        return []
    assert found[f"targets.{id}.target"] == found[f"targets.{id}.2026"]
    return [str(found[f"targets.{id}.{year}"]) for year in (2024, 2025, 2026)]


def test_a_proposal_says_why() -> None:
    why = "研发经费年均增速不低于10%，由基准值3.55亿元逐年递增，只进不舍。"
    assert propose_targets(based("rd_spend", "3.55")) == (
        Proposal("targets.rd_spend.2024", Decimal("3.91"), why),
        Proposal("targets.rd_spend.2025", Decimal("4.30"), why),
        Proposal("targets.rd_spend.2026", Decimal("4.73"), why),
        Proposal("targets.rd_spend.target", Decimal("4.73"), why),
    )


def test_every_indicator_has_its_reason() -> None:
    bases = {f"targets.{id}.base": "40" for id in IDS} | {"targets.co2.unit": "t"}
    assert {proposal.why for proposal in propose_targets(facts(bases))} == {
        "近三年产值年均增速不低于10%，也不低于基准值40.00%。",
        "优质中小企业数量逐年增加，由基准值40家起每年至少增加1家。",
        "研发经费年均增速不低于10%，由基准值40.00亿元逐年递增，只进不舍。",
        "有效发明专利数年均增长不低于15%，由基准值40件逐年递增，只进不舍。",
        "工业互联网普及率达到45%左右，由基准值40.00%逐年均匀提高，每年至少1个百分点，不超过100%。",
        "二氧化碳排放量降低达到18%左右，由基准值40.00吨逐年等比降低，"
        "目标值只舍不进，印出的数也降低18%以上。",
        "单位工业产值能耗下降达到13.5%左右，由基准值40.00吨标准煤/万元逐年等比降低，"
        "目标值只舍不进，印出的数也下降13.5%以上。",
    }


@pytest.mark.parametrize(
    ("id", "base", "wanted"),
    [
        ("output_growth", "8.00", ["10.00"] * 3),
        ("output_growth", "-3.50", ["10.00"] * 3),
        ("output_growth", "10.01", ["10.01"] * 3),
        ("output_growth", "12.341", ["12.35"] * 3),
        ("output_growth", "无", ["10.00"] * 3),
        ("quality_smes", "52", ["53", "54", "55"]),
        ("quality_smes", "无", ["1", "2", "3"]),
        ("rd_spend", "10.00", ["11.00", "12.10", "13.31"]),
        ("rd_spend", "0.01", ["0.02", "0.02", "0.02"]),
        (
            "rd_spend",
            "100000000000000000.10",
            ["110000000000000000.11", "121000000000000000.13", "133100000000000000.14"],
        ),
        ("rd_spend", "无", []),
        ("rd_spend", "0.00", []),
        ("valid_patents", "8000", ["9200", "10580", "12167"]),
        ("valid_patents", "1", ["2", "2", "2"]),
        ("valid_patents", "0", []),
        ("iiot_rate", "30.00", ["35.00", "40.00", "45.00"]),
        ("iiot_rate", "32.81", ["36.88", "40.94", "45.00"]),
        ("iiot_rate", "无", ["15.00", "30.00", "45.00"]),
        ("iiot_rate", "42.00", ["43.00", "44.00", "45.00"]),
        ("iiot_rate", "42.01", ["43.01", "44.01", "45.01"]),
        ("iiot_rate", "97.00", ["98.00", "99.00", "100.00"]),
        ("iiot_rate", "98.50", ["99.00", "99.50", "100.00"]),
        ("iiot_rate", "100.00", ["100.00"] * 3),
        ("co2", "100.00", ["93.60", "87.61", "82.00"]),
        ("co2", "0.14", ["0.13", "0.12", "0.11"]),
        ("co2", "0.02", ["0.02", "0.02", "0.01"]),
        ("co2", "0.01", []),
        ("co2", "无", []),
        ("energy_per_output", "100.00", ["95.28", "90.78", "86.50"]),
        ("energy_per_output", "0.04", ["0.04", "0.04", "0.03"]),
        ("energy_per_output", "0.01", []),
    ],
)
def test_what_is_proposed(id: str, base: str, wanted: list[str]) -> None:
    assert proposed(based(id, base), id) == wanted


@pytest.mark.parametrize(
    ("typed", "id", "wanted"),
    [
        ({"rd_spend.2023": "10.00"}, "rd_spend", "13.31"),
        ({"valid_patents": "8000"}, "valid_patents", "12167"),
        ({"iiot_rate": "30.00"}, "iiot_rate", "45.00"),
        ({"energy_per_output.2023": "100.00"}, "energy_per_output", "86.50"),
        ({"co2_per_output.2023": "100.00", "targets.co2.unit": "intensity"}, "co2", "82.00"),
        ({"output.2021": "50.00", "output.2023": "72.00"}, "output_growth", "20.00"),
        (
            {
                "innovative_smes.2023": "31",
                "specialized_smes.2023": "21",
                "little_giants.2023": "4",
            },
            "quality_smes",
            "55",
        ),
    ],
)
def test_a_blank_base_stands_in_the_other_parts(
    typed: dict[str, str], id: str, wanted: str
) -> None:
    assert proposed(facts(typed), id)[-1:] == [wanted]
    assert proposed(facts({**typed, f"targets.{id}.base": "55"}), id)[-1:] != [wanted]


@pytest.mark.parametrize("unit", [None, "t", "10kt"])
def test_a_total_of_co2_stands_nowhere_else(unit: str | None) -> None:
    typed = {"co2_per_output.2023": "100.00", "targets.co2.unit": unit}
    assert proposed(facts(typed), "co2") == []


def test_without_bases_nothing_is_proposed() -> None:
    assert propose_targets(blank()) == ()
    assert propose_targets(facts({"targets.iiot_rate.base": "120.00"})) == ()


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_edition_has_its_own_years(edition_id: str) -> None:
    years = get_edition(edition_id).years
    keys = [
        p.key for p in propose_targets(typed_over(blank(edition_id), {"targets.co2.base": "9"}))
    ]
    assert keys == [*(f"targets.co2.{year}" for year in years.plan), "targets.co2.target"]


def test_the_least_target_says_its_unit() -> None:
    assert least(Figures(based("rd_spend", "3.55")), "rd_spend") == "4.73亿元"
    assert least(Figures(based("valid_patents", "236")), "valid_patents") == "359件"


# --- What is proposed meets the form's demands, and no more ---

#: The rules that a proposal is made to meet: what any figure must be, a to g, the goals in between
#: and the last of them.
DEMANDS = ("R0-03", "R0-04", "R0-05", *(f"R8-{number}" for number in range(12, 21)))
CLEAN = golden("clean").facts
WITHOUT_TARGETS = CLEAN.overlay(
    {f"targets.{id}.{end}": None for id in IDS for end in ("base", "target", *EDITION.years.plan)}
)

AMOUNTS = st.decimals("0.01", "99999.99", places=2).map(str)
RATES = st.decimals(0, 100, places=2).map(str)
COUNTS = st.integers(1, 99_999).map(str)
BASES = st.fixed_dictionaries(
    {},
    optional={
        "targets.output_growth.base": st.decimals(-99, 999, places=2).map(str),
        "targets.quality_smes.base": COUNTS,
        "targets.rd_spend.base": AMOUNTS,
        "targets.valid_patents.base": COUNTS,
        "targets.iiot_rate.base": RATES,
        "targets.co2.base": AMOUNTS,
        "targets.co2.unit": st.sampled_from(["t", "10kt", "intensity"]),
        "targets.energy_per_output.base": AMOUNTS,
    },
)


@given(bases=BASES)
def test_proposals_meet_every_demand(bases: dict[str, str]) -> None:
    declared = typed_over(WITHOUT_TARGETS, bases)
    whole = declared.overlay({p.key: p.value for p in propose_targets(declared)})
    case = Case(facts=whole)
    assert [fault for id in DEMANDS for fault in RULES[id].check(case)] == []


@given(base=st.decimals("0.01", "99999.99", places=2))
def test_a_hundredth_less_rd_would_not_do(base: Decimal) -> None:
    *_, target = proposed(based("rd_spend", str(base)), "rd_spend")
    wanted = Fraction(base) * Fraction("1.331")
    assert Fraction(target) - Fraction("0.01") < wanted <= Fraction(target)


@given(base=st.integers(1, 10**9))
def test_one_patent_less_would_not_do(base: int) -> None:
    *_, target = proposed(based("valid_patents", str(base)), "valid_patents")
    assert int(target) - 1 < base * Fraction("1.520875") <= int(target)


@given(base=st.decimals("0.02", "99999.99", places=2))
def test_a_hundredth_more_of_energy_or_co2_would_not_do(base: Decimal) -> None:
    for id, kept in (("co2", "0.82"), ("energy_per_output", "0.865")):
        *_, target = proposed(based(id, str(base)), id)
        wanted = Fraction(base) * Fraction(kept)
        assert Fraction(target) <= wanted < Fraction(target) + Fraction("0.01")
