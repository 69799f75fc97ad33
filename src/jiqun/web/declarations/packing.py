"""A declaration, or what was filed of it, as a package; made when it is asked for."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.conf import settings
from django.utils import timezone

from jiqun.core.facts import parse_facts
from jiqun.core.progress import Progress
from jiqun.core.reading import UNPRINTABLE, Raw, one_line
from jiqun.core.report import as_json as report_as_json
from jiqun.documents.package import Description, Events, File, Package, write_package
from jiqun.documents.package.manifest import write_manifest
from jiqun.documents.refused import Refused
from jiqun.web.audit.queries import head_of
from jiqun.web.declarations.models import (
    Blob,
    Declaration,
    EvidenceFile,
    Origin,
    Quarantine,
    RosterFile,
    Submission,
)
from jiqun.web.declarations.models.evidence import evidence_storage
from jiqun.web.declarations.queries.case import examined
from jiqun.web.declarations.queries.draft import Draft, as_raw, draft_of
from jiqun.web.declarations.queries.evidence import files_of
from jiqun.web.declarations.queries.roster import current_roster

UNNAMED = "未命名"
ORIGINS = {label: value for value, label in Origin.pairs()}


@dataclass(frozen=True)
class Order:
    """A package that is to be written; ``of`` says whose: the draft's, or which submission's."""

    declaration: Declaration
    of: str
    package: Package

    @property
    def digest(self) -> str:
        """Of all that is in it: the manifest has a digest of everything else."""
        return hashlib.sha256(write_manifest(self.package)).hexdigest()

    @property
    def target(self) -> Path:
        return place_of(self.declaration, self.of, self.digest)


def place_of(declaration: Declaration, of: str, digest: str) -> Path:
    return Path(settings.BOUND_DIR) / str(declaration.pk) / f"{of}-{digest}.zip"


def pack(order: Order, progress: Progress) -> Path:
    """Write it, unless it is there already. Raises ``Refused``, and whatever ``progress`` raises.
    One that is older gives way."""
    target = order.target
    if target.exists():
        return target
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in target.parent.glob(f"{order.of}-*.zip"):
        old.unlink(missing_ok=True)
    with TemporaryDirectory(dir=target.parent) as folder:
        half = Path(folder, "package")
        with half.open("wb") as file:
            write_package(order.package, file, progress)
        half.replace(target)
    return target


def order_draft(declaration: Declaration) -> Order:
    """The draft as it stands. Raises ``Refused`` for what nobody may have."""
    files, roster = files_of(declaration), current_roster(declaration)
    refuse_held([*files, *([roster] if roster else [])])
    draft = draft_of(declaration)
    seen = examined(declaration, draft)
    described = {file.blob.sha256: described_in(file) for file in files}
    package = Package(
        facts=draft.facts,
        reasons=dict(sorted(draft.reasons.items())),
        unread=unread_in(draft),
        files=tuple(packed(file.blob, file.name) for file in files),
        evidence=evidence_in([(file.name, described[file.blob.sha256]) for file in files]),
        described=described,
        roster=packed(roster.blob, roster.name) if roster else None,
        findings=report_as_json(seen.case, seen.report),
        rulebook=seen.report.rulebook,
        declaration={**about(declaration, declaration.cluster_name), "version": draft.version},
        events=Events(*head_of(declaration.chain)),
    )
    return Order(declaration, "draft", package)


def unread_in(draft: Draft) -> Mapping[str, Raw]:
    return {each.key: printable(as_raw(draft.typed[each.key])) for each in draft.unread}


def printable(raw: Raw) -> Raw:
    if isinstance(raw, tuple):
        return tuple(UNPRINTABLE.sub("", each) for each in raw)
    return UNPRINTABLE.sub("", raw)


def described_in(file: EvidenceFile) -> Description:
    return Description(file.origin, file.note, {b.demand: b.pages for b in file.bindings.all()})


def order_submission(submission: Submission) -> Order:
    """Exactly what was filed, with its papers. Raises ``Refused`` for what nobody may have."""
    named = filed_files(submission)
    refuse_held_blobs((blob.state, name) for name, blob in named)
    declaration = submission.declaration
    by_digest = {blob.sha256: blob for _, blob in named}
    described = {
        entry["sha256"]: Description(
            ORIGINS.get(entry["origin"], ""), entry["note"], entry.get("bindings", {})
        )
        for entry in submission.evidence
    }
    papers = (("申报表.pdf", submission.pdf), ("申报表.docx", submission.word))
    facts, _ = parse_facts(submission.edition_id, as_raws(submission.facts))
    package = Package(
        facts=facts,
        reasons=dict(sorted(submission.reasons.items())),
        files=tuple(packed(by_digest[e["sha256"]], e["name"]) for e in submission.evidence),
        evidence=evidence_in([(e["name"], described[e["sha256"]]) for e in submission.evidence]),
        described=described,
        roster=packed(submission.roster, submission.roster_name) if submission.roster else None,
        papers=tuple(packed(b, n) for n, b in (*papers, ("盖章件.pdf", submission.sealed))),
        findings={
            "edition": submission.edition_id,
            "rulebook": submission.rulebook,
            "findings": submission.findings,
        },
        rulebook=submission.rulebook,
        declaration=about(declaration, submission.facts.get("cluster_name", "")),
        receipt=receipt_of(submission),
        events=Events(submission.chain_length, submission.chain_head),
    )
    return Order(declaration, f"submission{submission.pk}", package)


def as_raws(facts: Mapping[str, Any]) -> dict[str, Raw]:
    return {key: as_raw(value) for key, value in facts.items()}


def filed_files(submission: Submission) -> list[tuple[str, Blob]]:
    """Every file of it, by the name that people know it under."""
    digests = [entry["sha256"] for entry in submission.evidence]
    blobs = {blob.sha256: blob for blob in Blob.objects.filter(sha256__in=digests)}
    return [
        *((entry["name"], blobs[entry["sha256"]]) for entry in submission.evidence),
        *([(submission.roster_name, submission.roster)] if submission.roster else []),
        ("申报表.pdf", submission.pdf),
        ("申报表.docx", submission.word),
        ("盖章件", submission.sealed),
    ]


def about(declaration: Declaration, cluster_name: str) -> Mapping[str, Any]:
    return {
        "call": declaration.call.title,
        "unit": declaration.unit.name,
        "district": declaration.unit.district,
        "cluster": cluster_name,
    }


def receipt_of(submission: Submission) -> Mapping[str, Any]:
    return {
        "number": submission.number,
        "filed_at": timezone.localtime(submission.filed_at).isoformat(),
        "filed_by": submission.filed_by_name,
        "manner": submission.manner,
        "code": submission.code,
        "digest": submission.digest,
        "statement": submission.statement,
        "signature": submission.signature,
    }


def evidence_in(files: Sequence[tuple[str, Description]]) -> Mapping[str, tuple[str, ...]]:
    """The names of files by the demand they meet, each once."""
    found: dict[str, dict[str, None]] = {}
    for name, description in files:
        for demand in description.proves:
            found.setdefault(demand, {})[packed_name(name)] = None
    return {demand: tuple(names) for demand, names in found.items()}


def packed(blob: Blob, name: str) -> File:
    """Read from the storage only when it is written."""
    place: str = blob.place

    def content() -> IO[bytes]:
        file: IO[bytes] = evidence_storage().open(place)
        return file

    opened: Callable[[], IO[bytes]] = content
    return File(packed_name(name), blob.size, blob.sha256, opened)


def packed_name(name: str) -> str:
    """As a facts file has it: on one line, with nothing that cannot be printed."""
    return one_line(UNPRINTABLE.sub("", name)) or UNNAMED


# --- What nobody may have -------------------------------------------------------------------


def refuse_held(files: Iterable[EvidenceFile | RosterFile]) -> None:
    refuse_held_blobs((file.blob.state, file.name) for file in files)


def refuse_held_blobs(named: Iterable[tuple[str, str]]) -> None:
    """Nothing in quarantine leaves the house; ``named`` has state and name of each."""
    held = [(state, name) for state, name in named if state != Quarantine.CLEAN]
    if held:
        told = "、".join(f"“{name}”（{Quarantine.of(state).label}）" for state, name in held[:5])
        more = f"等{len(held)}份文件" if len(held) > 5 else ""
        raise Refused(f"{told}{more}暂时不能导出；等待扫描的请稍后再试，发现病毒的请移除。")


def refuse_quarantined(files: Sequence[File]) -> None:
    """Of a package that was written a while ago: what was found in its files since."""
    states = dict(
        Blob.objects.filter(sha256__in=[file.sha256 for file in files]).values_list(
            "sha256", "state"
        )
    )
    refuse_held_blobs((states.get(file.sha256, Quarantine.CLEAN), file.name) for file in files)
