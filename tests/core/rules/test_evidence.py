"""RE: what the answers demand against what is attached."""

from collections.abc import Mapping
from typing import TypeAlias

import pytest
from hypothesis import given

from jiqun.core.case import Case
from jiqun.core.evidence import demands
from jiqun.core.facts import Facts
from jiqun.core.reading import Raw
from jiqun.core.roster.model import Roster
from jiqun.core.roster.typed import typed_over as rows_typed_over
from jiqun.core.rules import Finding, Rank, check
from jiqun.core.rules.example import typed_over
from tests.declarations import blank, golden, proofs
from tests.strategies import any_facts

Attached: TypeAlias = Mapping[str, tuple[str, ...]] | None
NOTES = ("填报说明1", "填报说明4")


def judged(facts: Facts, attached: Attached) -> list[Finding]:
    found = check(Case(facts=facts, evidence=attached)).findings
    return [finding for finding in found if finding.rule.startswith("RE-")]


def findings(typed: Mapping[str, Raw], attached: Attached) -> list[Finding]:
    """What is said of evidence where nothing else is filled in."""
    return judged(typed_over(blank(), typed), attached)


def messages(typed: Mapping[str, Raw], attached: Attached) -> list[str]:
    return [finding.message for finding in findings(typed, attached)]


# --- Each rule once, in full ---


def test_a_tick_without_proof() -> None:
    assert findings({"chain_work": ("chain_map", "supply_risk")}, {}) == [
        Finding(
            "RE-01",
            Rank.BLOCK,
            "二",
            ("chain_work",),
            "第二部分“集群已开展的产业链强链补链工作”勾选的“绘制产业链图谱”"
            "“开展供应链风险评估工作”没有附佐证材料，请补附；没有开展的取消勾选。",
            NOTES,
        )
    ]


def test_what_will_be_needed_where_nothing_is_known_of_evidence() -> None:
    facts = golden("clean").facts
    assert judged(facts, None) == [
        Finding(
            "RE-02",
            Rank.HINT,
            "",
            (),
            "按所填内容，报送时需附佐证材料60项、清单16份、计算公式2份，请提前准备。",
            NOTES,
        )
    ]


def test_a_proof_of_what_nobody_claims() -> None:
    attached = {"chain_work.chain_map.evidence": ("图谱.pdf",)}
    assert findings({"chain_work": ()}, attached) == [
        Finding(
            "RE-03",
            Rank.HINT,
            "二",
            ("chain_work",),
            "第二部分“集群已开展的产业链强链补链工作”没有勾选“绘制产业链图谱”，"
            "却附了佐证材料，请核对是否漏填。",
            NOTES,
        )
    ]


# --- What is missing ---


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            {"carbon_monitoring": "yes"},
            "第五部分“是否建立集群碳排放监测机制”选了“是”，没有附佐证材料，请补附；"
            "没有建立的改选“否”。",
        ),
        (
            {"alliances.count": "2"},
            "第七部分“集群内产业联盟组织情况”填了2个，没有附清单，请补附。",
        ),
        (
            {"valid_patents": "236"},
            "第三部分“集群内中小企业有效发明专利拥有量”填了236个，没有附清单、佐证材料，请补附。",
        ),
        (
            {"standards.2021.group.part": "3", "standards.2023.national.lead": "2"},
            "第三部分“近三年集群中小企业主持或参与制修订标准数量情况”填了5项，没有附清单，请补附。",
        ),
        (
            {"co2_per_output.2021": "0.18", "co2_per_output.2023": "0.14"},
            "第五部分“近三年集群单位产值二氧化碳排放量”填了2021年、2023年的数，"
            "没有附计算公式，请补附。",
        ),
    ],
)
def test_what_is_missing_is_said_of_each_answer(typed: dict[str, Raw], message: str) -> None:
    assert messages(typed, {}) == [message]


def test_every_field_is_a_finding_of_its_own() -> None:
    typed = {"alliances.count": "2", "services": ("training",), "chain_work": ("chain_map",)}
    assert [finding.fields for finding in findings(typed, {})] == [
        ("chain_work",),
        ("alliances.count",),
        ("services",),
    ]


@pytest.mark.parametrize(
    ("attached", "said"),
    [
        ({}, ["清单、佐证材料"]),
        ({"overseas_branches.list": ("清单.xlsx",)}, ["佐证材料"]),
        ({"overseas_branches.evidence": ("证书.pdf",)}, ["清单"]),
        ({"overseas_branches.list": ("a",), "overseas_branches.evidence": ()}, ["佐证材料"]),
        ({"overseas_branches.list": ("a",), "overseas_branches.evidence": ("b", "c")}, []),
    ],
)
def test_only_what_is_missing_is_asked_for(attached: Attached, said: list[str]) -> None:
    assert messages({"overseas_branches": "3"}, attached) == [
        f"第六部分“集群或集群内企业在境外设立分支机构数量”填了3个，没有附{what}，请补附。"
        for what in said
    ]


def test_only_the_options_without_proof_are_named() -> None:
    typed = {"services": ("training", "financing", "consulting")}
    attached = {f"services.{id}.evidence": ("证明.pdf",) for id in ("training", "consulting")}
    (message,) = messages(typed, attached)
    assert "勾选的“投融资服务”没有附佐证材料" in message


# --- What will be needed ---


@pytest.mark.parametrize(
    ("typed", "sums"),
    [
        ({"services": ("training", "financing")}, "佐证材料2项"),
        ({"valid_patents": "236"}, "佐证材料1项、清单1份"),
        ({"co2_per_output.2021": "0.18", "alliances.count": "1"}, "清单1份、计算公式1份"),
    ],
)
def test_what_will_be_needed_is_summed_up(typed: dict[str, Raw], sums: str) -> None:
    assert messages(typed, None) == [f"按所填内容，报送时需附{sums}，请提前准备。"]


@pytest.mark.parametrize("attached", [None, {}])
def test_nothing_is_said_where_nothing_is_demanded(attached: Attached) -> None:
    assert findings({"carbon_monitoring": "no", "alliances.count": "无"}, attached) == []


# --- What is too much ---


@pytest.mark.parametrize(
    ("typed", "attached", "fields", "message"),
    [
        (
            {"carbon_monitoring": "no"},
            {"carbon_monitoring.evidence": ("平台.pdf",)},
            ("carbon_monitoring",),
            "第五部分“是否建立集群碳排放监测机制”没有选“是”，却附了佐证材料，请核对是否漏填。",
        ),
        (
            {"national_pilots.count": "无"},
            {"national_pilots.list": ("清单.xlsx",), "national_pilots.evidence": ("批复.pdf",)},
            ("national_pilots.count",),
            "第四部分“国家级试点示范项目名称及数量”没有填报，却附了清单、佐证材料，"
            "请核对是否漏填。",
        ),
        (
            {},
            {"zz": ("a.pdf",), "aa": ("b.pdf",)},
            (),
            "有2项材料不知附在何处（“aa”），请核对。",
        ),
    ],
)
def test_what_proves_nothing(
    typed: dict[str, Raw],
    attached: dict[str, tuple[str, ...]],
    fields: tuple[str, ...],
    message: str,
) -> None:
    (finding,) = findings(typed, attached)
    assert (finding.rule, finding.fields, finding.message) == ("RE-03", fields, message)


def test_where_nothing_is_attached_nothing_is_too_much() -> None:
    assert findings({}, {"carbon_monitoring.evidence": (), "zz": ()}) == []


# --- Whatever is declared ---


@pytest.mark.parametrize("name", ["clean", "longest"])
def test_goldens_have_all_their_proofs(name: str) -> None:
    declared = golden(name)
    assert judged(declared.facts, declared.evidence) == []


def test_the_flawed_one_says_nothing_of_evidence() -> None:
    declared = golden("flawed")
    assert declared.evidence is None
    assert [finding.rule for finding in judged(declared.facts, None)] == ["RE-02"]


@given(facts=any_facts("beijing-2024"))
def test_all_proofs_are_enough_and_none_is_too_few(facts: Facts) -> None:
    demanded = {place.key for demand in demands(facts) for place in demand.places}
    missing = judged(facts, {})
    assert judged(facts, proofs(facts)) == []
    assert {finding.rule for finding in missing} <= {"RE-01"}
    assert {key for finding in missing for key in finding.fields} == demanded
    assert [finding.rule for finding in judged(facts, None)] == (["RE-02"] if demanded else [])


# --- Lists that the roster has ---

PLATFORMS = {
    "national_platforms.count": "1",
    "national_platforms.names": "示例平台",
    "provincial_platforms.count": "1",
    "provincial_platforms.names": "示例平台二",
}
NATIONAL = ({"name": "示例平台", "rank": "国家级"},)


def lacking(**rows: tuple[Mapping[str, str], ...]) -> list[str]:
    """The keys of what is still to be proved, where the roster has those lists."""
    roster = rows_typed_over(Roster.empty(blank().edition), rows)
    case = Case(facts=typed_over(blank(), PLATFORMS), evidence={}, roster=roster)
    return [demand.key for demand in case.unproved]


def test_a_list_of_the_roster_is_the_list_that_is_demanded() -> None:
    """But no evidence for what is in it; and only for the rank that it has."""
    assert lacking() == [
        "national_platforms.list",
        "national_platforms.evidence",
        "provincial_platforms.list",
        "provincial_platforms.evidence",
    ]
    assert lacking(platforms=NATIONAL) == [
        "national_platforms.evidence",
        "provincial_platforms.list",
        "provincial_platforms.evidence",
    ]


def test_an_empty_list_is_none() -> None:
    assert "national_platforms.list" in lacking(platforms=())
