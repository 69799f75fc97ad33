"""Demands: which proofs the form asks for, and which of them the answers of a declaration do."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given

from jiqun.core.evidence import Demand, all_demands, demands
from jiqun.core.facts import Facts
from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.form.model import Kind, Proof
from jiqun.core.reading import Raw
from jiqun.core.rules.example import typed_over
from tests.declarations import blank, golden, widest
from tests.strategies import any_facts

EDITION = get_edition("beijing-2024")


def keys(typed: Mapping[str, Raw]) -> list[str]:
    """What is demanded of a declaration in which nothing else is filled in."""
    return [demand.key for demand in demands(typed_over(blank(), typed))]


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_field_that_asks_for_proof_is_asked(edition_id: str) -> None:
    """Names are proved with their count; every other such field, and no other, is in a demand."""
    edition = get_edition(edition_id)
    asked: dict[str, set[Proof]] = {}
    for demand in all_demands(edition).values():
        for place in demand.places:
            asked.setdefault(place.field.id, set()).add(demand.proof)
    assert asked == {
        field.id: set(field.proofs)
        for field in edition.fields.values()
        if field.proofs and field.kind is not Kind.NAMES
    }


def test_how_many_proofs_the_form_asks_for() -> None:
    every = all_demands(EDITION)
    assert Counter(demand.proof for demand in every.values()) == {
        Proof.EVIDENCE: 62,
        Proof.LIST: 16,
        Proof.FORMULA: 2,
    }
    assert all(key == demand.key for key, demand in every.items())


@pytest.mark.parametrize(
    ("typed", "demanded"),
    [
        ({"chain_work": ("chain_map",)}, ["chain_work.chain_map.evidence"]),
        (
            {"chain_work": ("supply_risk", "chain_map")},
            ["chain_work.chain_map.evidence", "chain_work.supply_risk.evidence"],
        ),
        ({"carbon_monitoring": "yes"}, ["carbon_monitoring.evidence"]),
        ({"carbon_monitoring": "no"}, []),
        (
            {"national_platforms.count": "1"},
            ["national_platforms.list", "national_platforms.evidence"],
        ),
        ({"national_platforms.count": "0"}, []),
        ({"national_platforms.count": "无"}, []),
        ({"national_platforms.count": "-1"}, []),
        ({"national_platforms.names": "示例中心"}, []),
        ({"alliances.count": "2"}, ["alliances.list"]),
        ({"valid_patents": "236"}, ["valid_patents.list", "valid_patents.evidence"]),
        ({"overseas_branches": "3"}, ["overseas_branches.list", "overseas_branches.evidence"]),
        # All the standards are one list.
        (
            {"standards.2021.group.part": "1", "standards.2023.national.lead": "2"},
            ["standards.list"],
        ),
        ({"standards.2021.group.part": "无", "standards.2023.national.lead": "0"}, []),
        ({"co2_per_output.2021": "0.18"}, ["co2_per_output.formula"]),
        ({"energy_per_output.2023": "0.01"}, ["energy_per_output.formula"]),
        ({"energy_per_output.2023": "0.00", "co2_per_output.2023": "无"}, []),
        # What asks for none.
        ({"output.2023": "69.48", "software_rising": "yes", "pct_applications": "12"}, []),
    ],
)
def test_what_an_answer_demands(typed: Mapping[str, Raw], demanded: list[str]) -> None:
    assert keys(typed) == demanded


@pytest.mark.parametrize(
    ("typed", "demand", "places"),
    [
        (
            {"governance_work": ("work_safety",)},
            ("governance_work.work_safety.evidence", Proof.EVIDENCE, "work_safety"),
            ["governance_work"],
        ),
        (
            {"carbon_monitoring": "yes"},
            ("carbon_monitoring.evidence", Proof.EVIDENCE, "yes"),
            ["carbon_monitoring"],
        ),
        (
            {"alliances.count": "2", "alliances.names": ("甲", "乙")},
            ("alliances.list", Proof.LIST, ""),
            ["alliances.count"],
        ),
        (
            {"standards.2023.group.part": "1", "standards.2022.national.lead": "2"},
            ("standards.list", Proof.LIST, ""),
            ["standards.2022.national.lead", "standards.2023.group.part"],
        ),
        (
            {"co2_per_output.2021": "0.18", "co2_per_output.2023": "0.14"},
            ("co2_per_output.formula", Proof.FORMULA, ""),
            ["co2_per_output.2021", "co2_per_output.2023"],
        ),
    ],
)
def test_a_demand_knows_the_places_that_demand_it(
    typed: Mapping[str, Raw], demand: tuple[str, Proof, str], places: list[str]
) -> None:
    (found,) = demands(typed_over(blank(), typed))
    assert (found.key, found.proof, found.option) == demand
    assert [place.key for place in found.places] == places


@pytest.mark.parametrize(
    ("key", "called"),
    [
        ("sharing_work.people.evidence", "开展人力资源共享"),
        ("carbon_monitoring.evidence", "是否建立集群碳排放监测机制"),
        ("alliances.list", "集群内产业联盟组织情况"),
        ("valid_patents.list", "集群内中小企业有效发明专利拥有量"),
        ("co2_per_output.formula", "近三年集群单位产值二氧化碳排放量"),
        ("standards.list", "近三年集群中小企业主持或参与制修订标准数量情况"),
    ],
)
def test_what_a_demand_is_called(key: str, called: str) -> None:
    assert all_demands(EDITION)[key].called == called


def test_everything_claimed_demands_everything() -> None:
    facts = widest().overlay({"carbon_monitoring": "yes"})
    assert {demand.key for demand in demands(facts)} == all_demands(EDITION).keys()


def test_the_clean_declaration_attaches_what_it_demands() -> None:
    for name in ("clean", "longest"):
        declared = golden(name)
        assert list(declared.evidence or ()) == [d.key for d in demands(declared.facts)]


@given(facts=any_facts("beijing-2024"))
def test_demands_are_some_of_all_in_the_same_order(facts: Facts) -> None:
    every = list(all_demands(EDITION))
    found = [demand.key for demand in demands(facts)]
    assert found == [key for key in every if key in found]
    assert all(place.key in facts for demand in demands(facts) for place in demand.places)


def test_a_demand_is_a_value() -> None:
    (demand,) = demands(typed_over(blank(), {"carbon_monitoring": "yes"}))
    assert demand == Demand(
        "carbon_monitoring.evidence",
        (EDITION.places["carbon_monitoring"],),
        Proof.EVIDENCE,
        "是否建立集群碳排放监测机制",
        "yes",
    )
