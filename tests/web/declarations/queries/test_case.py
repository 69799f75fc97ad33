"""The draft as the rules see it: what is still missing is no error yet."""

from pathlib import Path

import pytest

from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.actions.evidence import add_evidence, bind_evidence
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.queries.case import declared_in, examined, progress_of, wrong_now
from jiqun.web.declarations.queries.draft import draft_of
from tests.documents.attachments import files
from tests.web.world import a_declaration, chief

pytestmark = pytest.mark.django_db

MONITORING = "carbon_monitoring.evidence"


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User, evidence_folder: Path) -> Declaration:
    declaration = a_declaration(by.unit)
    save_changes(declaration.pk, by=by, base=0, typed={"carbon_monitoring": "yes"})
    declaration.refresh_from_db()
    return declaration


def rules(declaration: Declaration) -> tuple[set[str], set[str]]:
    """Those with any finding, and those with one that counts already."""
    found = examined(declaration).report.findings
    return {f.rule for f in found}, {f.rule for f in wrong_now(found)}


def test_missing_proof_is_listed_but_no_error_yet(declaration: Declaration) -> None:
    found, wrong = rules(declaration)
    assert {"R0-02", "RE-01"} <= found
    assert "RE-02" not in found  # evidence is known, even where there is none
    assert {"R0-02", "RE-01"} & wrong == set()
    draft = draft_of(declaration)
    progress = progress_of(declaration.edition, examined(declaration), draft)
    assert [each.blocks for each in progress.values()] == [0] * len(progress)


def test_evidence_meets_its_demand(declaration: Declaration, by: User, tmp_path: Path) -> None:
    handed = tmp_path / "handed"
    handed.write_bytes(files.pdf())
    file = add_evidence(declaration.pk, by=by, path=handed, name="证明.pdf").file
    bind_evidence(file.pk, by=by, demand=MONITORING)
    assert declared_in(declaration).evidence == {MONITORING: ("证明.pdf",)}
    assert "RE-01" not in rules(declaration)[0]
