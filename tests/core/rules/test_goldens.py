"""The whole declarations of ``demo/``: exactly what is found in each."""

import re
from pathlib import Path

import pytest

from jiqun.core.case import Case
from jiqun.core.rules import Finding, check
from tests.declarations import DEMO, golden

EXPECTED = Path(__file__).parent.parent.parent / "golden" / "flawed.txt"


def findings(name: str) -> tuple[Finding, ...]:
    file = golden(name)
    return check(Case(facts=file.facts, reasons=file.reasons, evidence=file.evidence)).findings


def as_line(finding: Finding) -> str:
    """All a finding says, on one line."""
    where = f"[{finding.part}] {{{' '.join(finding.fields)}}}"
    cites = "、".join(finding.cites)
    return f"{finding.rule} {finding.rank.value} {where} {finding.message}（{cites}）"


@pytest.mark.parametrize("name", ["clean", "longest"])
def test_nothing_is_found_in_what_is_right(name: str) -> None:
    assert findings(name) == ()


def test_what_is_found_in_the_flawed_one() -> None:
    """Word for word; the numbers of the mistakes stand in the declaration itself."""
    found = [as_line(finding) for finding in findings("flawed")]
    assert found == EXPECTED.read_text("utf-8").splitlines()


def test_every_mistake_that_was_planted_is_found() -> None:
    """The list at the end of the file names the keys of each of its 35 mistakes."""
    text = (DEMO / "flawed.yaml").read_text("utf-8")
    listed = dict(re.findall(r"^#   (错\d\d) .*?（([a-z][^，]*)，", text, re.MULTILINE))
    assert len(listed) >= 30
    found = {key for finding in findings("flawed") for key in finding.fields}
    missed = {
        mistake: keys for mistake, keys in listed.items() if not set(keys.split("、")) & found
    }
    assert missed == {}
