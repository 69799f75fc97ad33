"""What may be waived, and what a waiver holds for."""

from dataclasses import replace

from jiqun.core.facts import Facts
from jiqun.core.form import get_edition
from jiqun.core.rules import RULES, Finding, Rank
from jiqun.core.rules.waivable import NEVER_WAIVED, digest_of, is_waivable

FINDING = Finding(
    "R1-03", Rank.BLOCK, "一", ("cover.district",), "所属地区应写区名。", ("填报说明2",)
)
FACTS = Facts(get_edition("beijing-2024"), {"cover.district": "密云", "cluster_name": "示例集群"})


def test_what_is_never_waived_is_a_rule_that_blocks() -> None:
    assert {rule: RULES[rule].rank for rule in NEVER_WAIVED} == dict.fromkeys(
        NEVER_WAIVED, Rank.BLOCK
    )


def test_only_what_blocks_needs_a_waiver() -> None:
    waivable = {rule for rule in RULES if is_waivable(rule)}
    assert waivable | NEVER_WAIVED.keys() == {
        rule.id for rule in RULES.values() if rule.rank is Rank.BLOCK
    }
    assert not waivable & NEVER_WAIVED.keys()
    assert not is_waivable("R0-99")


def test_the_law_the_unreadable_and_the_unprintable_are_never_waived() -> None:
    told = {rule: NEVER_WAIVED[rule] for rule in ("R0-01", "R0-06", "R1-13")}
    assert told == {
        "R0-01": "读不出来的内容无从核实，请照要求填写。",
        "R0-06": "超出篇幅的内容印不到申报表上，请精简。",
        "R1-13": "这是认定办法规定的条件，不能豁免。",
    }


def test_a_digest_is_that_of_what_is_said() -> None:
    """Whatever else is known of a finding doesn't matter to it."""
    same = replace(FINDING, reason="示例", cites=(), part="封面")
    others = (
        replace(FINDING, message="所属地区应写区名！"),
        replace(FINDING, rule="R1-04"),
        replace(FINDING, fields=("cluster_name",)),
        replace(FINDING, fields=()),
    )
    assert digest_of(same, FACTS) == digest_of(FINDING, FACTS)
    assert len({digest_of(each, FACTS) for each in (FINDING, *others)}) == 5


def test_a_digest_is_that_of_what_stands_in_its_cells() -> None:
    """Said or not; what stands elsewhere doesn't matter to it."""
    elsewhere = FACTS.overlay({"cluster_name": "另一示例集群"})
    assert digest_of(FINDING, elsewhere) == digest_of(FINDING, FACTS)
    others = [FACTS.overlay({"cover.district": value}) for value in ("怀柔", None)]
    assert len({digest_of(FINDING, facts) for facts in (FACTS, *others)}) == 3
