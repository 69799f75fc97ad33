"""Where each thing stands in a package. Written and read by the same list, so they agree."""

import json
from pathlib import PurePath
from typing import Final

from jiqun.documents.factsfile import dump_facts
from jiqun.documents.filenames import saved_name
from jiqun.documents.package.model import File, Package, file_of

MANIFEST: Final = "manifest.json"
FACTS: Final = "facts.yaml"
FINDINGS: Final = "findings.json"
ROSTER: Final = "roster"
PAPERS: Final = "paper/"
EVIDENCE: Final = "evidence/"


def members_of(package: Package) -> tuple[tuple[str, File], ...]:
    """Path and file of everything but the manifest, in the order of the zip."""
    roster = () if package.roster is None else ((roster_path(package.roster), package.roster),)
    return (
        (FACTS, file_of(FACTS, facts_text(package).encode())),
        (FINDINGS, file_of(FINDINGS, as_json(package.findings))),
        *roster,
        *((f"{PAPERS}{saved_name(paper.name)}", paper) for paper in package.papers),
        *zip(evidence_paths(package.files), package.files, strict=True),
    )


def facts_text(package: Package) -> str:
    return dump_facts(package.facts, package.reasons, evidence=package.evidence)


def roster_path(roster: File) -> str:
    return f"{ROSTER}{PurePath(saved_name(roster.name)).suffix.lower()}"


def evidence_paths(files: tuple[File, ...]) -> tuple[str, ...]:
    """Numbered, so that two of one name are two; as many digits as the last one needs."""
    digits = max(2, len(str(len(files))))
    return tuple(
        f"{EVIDENCE}{number:0{digits}}_{saved_name(file.name)}"
        for number, file in enumerate(files, start=1)
    )


def as_json(content: object) -> bytes:
    """The same content gives the same bytes."""
    plain = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=dict)
    return plain.encode()
