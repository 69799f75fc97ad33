"""A declaration is taken in whole: what its file says of evidence reaches the rules."""

import pytest

from jiqun.documents.intake import Declared, examine, open_declaration
from jiqun.documents.paper.fill import fill
from jiqun.documents.word import write_word
from tests.declarations import DEMO, GOLDENS, golden


@pytest.mark.parametrize("name", GOLDENS)
def test_what_a_facts_file_says_is_declared(name: str) -> None:
    file = golden(name)
    declared = open_declaration((DEMO / f"{name}.yaml").read_bytes())
    assert declared == Declared(file.facts, file.reasons, evidence=file.evidence)


def test_paper_says_nothing_of_evidence() -> None:
    declared = open_declaration(write_word(fill(golden("clean").facts)))
    assert declared == Declared(golden("clean").facts.printed, evidence=None)


def test_all_that_is_declared_reaches_the_rules() -> None:
    facts = golden("clean").facts
    attached = {"alliances.list": ("清单.xlsx",)}
    declared = Declared(facts, {"R0-08": "确属正文。"}, (), attached, (facts,))
    case = examine(declared).case
    assert (case.facts, case.reasons, case.unread) == (facts, {"R0-08": "确属正文。"}, ())
    assert (case.evidence, case.earlier) == (attached, (facts,))
