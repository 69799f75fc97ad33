"""Keep what is handed in: each content once, scanned where there is a scanner."""

import subprocess
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction

from jiqun.documents.attachments.attachment import Attachment
from jiqun.web import clock
from jiqun.web.audit.actions import record
from jiqun.web.declarations.models import Blob, Quarantine
from jiqun.web.declarations.models.evidence import evidence_storage, place_of
from jiqun.web.declarations.queries.blobs import local_file

SCAN_SECONDS = 120

#: What a scanner's exit means; anything else is that it did not look.
VERDICTS = {0: Quarantine.CLEAN, 1: Quarantine.INFECTED}


def put_file(path: Path, attachment: Attachment) -> None:
    with path.open("rb") as file:
        put_content(File(file), attachment)


def put_content(content: File, attachment: Attachment) -> None:
    """The content into the storage, before any row speaks of it. A file that no row speaks of is
    written again, so that it is new and sweeping leaves it alone."""
    known = Blob.objects.filter(sha256=attachment.sha256).exists()
    place, storage = place_of(attachment.sha256), evidence_storage()
    if not (known and storage.exists(place)):
        storage.save(place, content)


def enter_blob(attachment: Attachment) -> Blob:
    """The row of a content whose file is in the storage."""
    blob, _ = Blob.objects.get_or_create(
        sha256=attachment.sha256,
        defaults={
            "size": attachment.size,
            "kind": attachment.kind.value,
            "pages": attachment.pages,
            "state": Quarantine.WAITING if settings.SCANNER else Quarantine.CLEAN,
            "created": clock.now(),
        },
    )
    return blob


def scan_blob(blob: Blob) -> Quarantine:
    """Have a waiting content looked at; where that fails it goes on waiting. What is infected is
    told to every declaration that has it."""
    if blob.state != Quarantine.WAITING or not settings.SCANNER:
        return Quarantine.of(blob.state)
    with local_file(blob) as path:
        verdict = scanned(path)
    if verdict is not Quarantine.WAITING:
        judge_blob(blob, verdict)
    return verdict


def scanned(path: Path) -> Quarantine:
    try:
        done = subprocess.run(
            [*settings.SCANNER, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SCAN_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Quarantine.WAITING
    return VERDICTS.get(done.returncode, Quarantine.WAITING)


@transaction.atomic
def judge_blob(blob: Blob, verdict: Quarantine) -> None:
    blob.state = verdict
    blob.save(update_fields=["state"])
    if verdict is Quarantine.INFECTED:
        for what, verb, files in (
            ("佐证材料", "quarantine_evidence", blob.files),
            ("企业名录", "quarantine_roster", blob.rosters),
        ):
            for file in files.filter(removed_at=None).select_related("declaration"):
                sentence = f"{what}“{file.name}”中发现病毒，已隔离。"
                record(file.declaration.chain, verb, sentence, by=None)


def sweep_files(older_than: timedelta) -> int:
    """Delete what uploads that were cut off have left behind; says how many files."""
    before = (clock.now() - older_than).timestamp()
    files = [path for path in Path(settings.EVIDENCE_DIR).glob("*/*") if path.is_file()]
    return sum(is_swept(path, before) for path in files)


def is_swept(path: Path, before: float) -> bool:
    """An upload may take its file away, or put the same content there anew, at any moment: so the
    file is taken aside first, and put back if it is a new one."""
    aside = path.with_name(f"{path.name}.swept")
    try:
        if path.stat().st_mtime >= before or Blob.objects.filter(sha256=path.name).exists():
            return False
        path.rename(aside)
        if aside.stat().st_mtime >= before:
            aside.rename(path)
            return False
        aside.unlink()
    except FileNotFoundError:
        return False
    return True
