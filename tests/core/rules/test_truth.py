"""What true values print raises no complaint, whatever they are."""

from hypothesis import given, settings

from jiqun.core.case import Case
from jiqun.core.facts import Facts
from jiqun.core.rules import Rank, check
from tests.truth import true_declarations


@settings(max_examples=200, deadline=None)
@given(facts=true_declarations())
def test_a_declaration_printed_from_true_values_breaks_no_arithmetic(facts: Facts) -> None:
    findings = check(Case(facts=facts, evidence={})).findings
    blocked = [f for f in findings if f.rank is Rank.BLOCK and not f.rule.startswith("RE")]
    assert blocked == []
