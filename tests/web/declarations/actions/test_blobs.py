"""Contents: scanned where there is a scanner; what was cut off is swept, and nothing else."""

import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.queries import events_of
from jiqun.web.declarations.actions.blobs import scan_blob, sweep_files
from jiqun.web.declarations.actions.evidence import add_evidence, bind_evidence, remove_evidence
from jiqun.web.declarations.models import Blob, Declaration, EvidenceFile
from jiqun.web.declarations.queries.evidence import evidence_of
from tests.documents.attachments import files
from tests.web.world import a_declaration, chief

pytestmark = pytest.mark.django_db

DEMAND = "chain_work.chain_map.evidence"


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User, evidence_folder: Path) -> Declaration:
    return a_declaration(by.unit)


def scanner(settings: Settings, code: str) -> None:
    settings.SCANNER = [sys.executable, "-c", f"import sys; {code}"]


def added(declaration: Declaration, by: User, folder: Path) -> EvidenceFile:
    handed = folder / "handed"
    handed.write_bytes(files.pdf())
    file = add_evidence(declaration.pk, by=by, path=handed, name="证明.pdf").file
    bind_evidence(file.pk, by=by, demand=DEMAND)
    return file


@pytest.mark.parametrize(
    ("code", "state", "proofs"),
    [
        ("sys.exit(0)", "clean", {DEMAND: ("证明.pdf",)}),
        ("sys.exit(1)", "infected", {}),
        ("sys.exit(2)", "waiting", {DEMAND: ("证明.pdf",)}),
        ("sys.exit(open(sys.argv[1], 'rb').read(4) != b'%PDF')", "clean", {DEMAND: ("证明.pdf",)}),
    ],
)
def test_a_file_waits_until_it_has_been_scanned(
    declaration: Declaration,
    by: User,
    tmp_path: Path,
    settings: Settings,
    code: str,
    state: str,
    proofs: dict[str, tuple[str, ...]],
) -> None:
    scanner(settings, code)
    blob = added(declaration, by, tmp_path).blob
    assert blob.state == "waiting"
    assert scan_blob(blob) == state
    blob.refresh_from_db()
    assert (blob.state, evidence_of(declaration)) == (state, proofs)
    scanner(settings, "sys.exit(0)")
    scan_blob(blob)
    assert blob.state == ("infected" if state == "infected" else "clean")


def test_what_is_infected_is_told(
    declaration: Declaration, by: User, tmp_path: Path, settings: Settings
) -> None:
    scanner(settings, "sys.exit(1)")
    scan_blob(added(declaration, by, tmp_path).blob)
    *_, event = events_of(declaration.chain)
    assert (event.verb, event.actor_name, event.sentence) == (
        "quarantine_evidence",
        "系统",
        "佐证材料“证明.pdf”中发现病毒，已隔离。",
    )


def test_a_scanner_that_is_not_there_changes_nothing(
    declaration: Declaration, by: User, tmp_path: Path, settings: Settings
) -> None:
    settings.SCANNER = ["/nowhere/scanner"]
    assert scan_blob(added(declaration, by, tmp_path).blob) == "waiting"
    with pytest.raises(
        CommandError, match=r"^扫描了1份材料：0份可以使用，0份发现病毒，1份未能扫描。$"
    ):
        call_command("scan_blobs")
    scanner(settings, "sys.exit(0)")
    call_command("scan_blobs")
    assert Blob.objects.get().state == "clean"


def old(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_bytes(b"x")
    before = clock.now().timestamp() - 3 * 24 * 3600
    os.utime(path, (before, before))
    return path


def test_what_was_cut_off_is_swept(
    declaration: Declaration, by: User, tmp_path: Path, evidence_folder: Path
) -> None:
    kept = added(declaration, by, tmp_path)
    remove_evidence(kept.pk, by=by)
    orphan = "ab" + "0" * 62
    present = {
        old(evidence_folder / kept.blob.place),
        evidence_folder / "incoming" / "under way",
    }
    (evidence_folder / "incoming" / "under way").write_bytes(b"x")
    gone = {
        old(evidence_folder / "incoming" / "half"),
        old(evidence_folder / "ab" / orphan),
    }
    assert sweep_files(timedelta(days=1)) == 2
    assert set(evidence_folder.glob("*/*")) == present
    assert gone & present == set()
    assert sweep_files(timedelta(days=1)) == 0


def test_the_command_says_how_many(
    declaration: Declaration, evidence_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old(evidence_folder / "incoming" / "half")
    folder = evidence_folder.with_name("bound") / str(declaration.pk)
    old(folder / "old.pdf")
    (folder / "new.pdf").write_bytes(b"x")
    call_command("sweep_blobs")
    assert capsys.readouterr().out == "清理了2个文件。\n"
    assert [path.name for path in folder.iterdir()] == ["new.pdf"]
