"""A declaration is taken in whole: what its file says of evidence reaches the rules."""

from dataclasses import replace

import pytest

from jiqun.core.roster.totals import totals_of
from jiqun.documents.intake import Declared, case_of, examine, open_declaration, with_workbook
from jiqun.documents.paper.fill import fill
from jiqun.documents.refused import Refused
from jiqun.documents.word import write_word
from jiqun.documents.workbook.reading.read import read_workbook
from tests.declarations import DEMO, GOLDENS, golden
from tests.documents.package.packages import demo, demo_zip, written


@pytest.mark.parametrize("name", GOLDENS)
def test_what_a_facts_file_says_is_declared(name: str) -> None:
    file = golden(name)
    declared = open_declaration((DEMO / f"{name}.yaml").read_bytes())
    assert declared == Declared(file.facts, file.reasons, evidence=file.evidence)


def test_paper_says_nothing_of_evidence() -> None:
    declared = open_declaration(write_word(fill(golden("clean").facts)))
    assert declared == Declared(golden("clean").facts.printed, evidence=None)


def test_a_package_brings_its_reasons_its_evidence_and_its_roster() -> None:
    package = demo()
    assert package.roster is not None
    handed = read_workbook(package.roster.read(), "clean.xlsx", package.facts.edition)
    declared = Declared(package.facts, package.reasons, evidence=package.evidence)
    found, expected = open_declaration(demo_zip()), with_workbook(declared, handed)
    assert replace(found, roster=None) == replace(expected, roster=None)
    assert found.notes == handed.notes
    assert found.roster is not None
    assert totals_of(found.roster) == totals_of(handed.roster) != {}
    alone = replace(package, roster=None)
    assert open_declaration(written(alone)) == declared


def test_a_roster_joined_knows_where_the_cluster_is() -> None:
    """So that all cases share what follows from it."""
    case = case_of(open_declaration(demo_zip()))
    assert case.roster is not None
    assert case.placed_roster is case.roster
    assert case.roster.district == case.facts["cover.district"]


def test_those_who_may_not_be_kept_waiting_read_no_package() -> None:
    with pytest.raises(Refused, match="这是压缩文件，不是Word文件"):
        open_declaration(demo_zip(), patient=False)


def test_all_that_is_declared_reaches_the_rules() -> None:
    facts = golden("clean").facts
    attached = {"alliances.list": ("清单.xlsx",)}
    declared = Declared(facts, {"R0-08": "确属正文。"}, (), attached, (facts,))
    case = examine(declared).case
    assert (case.facts, case.reasons, case.unread) == (facts, {"R0-08": "确属正文。"}, ())
    assert (case.evidence, case.earlier) == (attached, (facts,))
