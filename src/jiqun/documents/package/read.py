"""Read a package: nothing in it is believed before its size, its place and its digest are right."""

import hashlib
import json
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, Any, BinaryIO, TypeAlias

from jiqun.core.progress import Progress, unheard
from jiqun.documents.factsfile import FactsFile, load_facts
from jiqun.documents.officezip import MEGABYTE, MOST_MEMBERS, Gate, Members
from jiqun.documents.package.manifest import Listed, Manifest, read_manifest
from jiqun.documents.package.members import (
    EVIDENCE,
    FACTS,
    FINDINGS,
    MANIFEST,
    PAPERS,
    ROSTER,
    members_of,
)
from jiqun.documents.package.model import File, Package, chunks
from jiqun.documents.refused import Refused

Source: TypeAlias = bytes | Path
ByPath: TypeAlias = dict[str, zipfile.ZipInfo]

#: What a zip can hold without the extension for more.
LARGEST = 3 << 30

#: Of what is read at once.
LARGEST_TEXTS = {MANIFEST: 4 * MEGABYTE, FACTS: 8 * MEGABYTE, FINDINGS: 50 * MEGABYTE}

GATE = Gate(
    broken="申报包不完整或已损坏，无法打开；请重新导出或重新下载后再试。",
    unsafe="申报包的内部结构异常（{what}），为安全起见不予读取；请使用本系统导出的原文件。",
    macros="申报包中含有宏，为安全起见不予读取；请使用本系统导出的原文件。",
    password="申报包设有密码，无法读取；请使用本系统导出的原文件。",
    largest_member=LARGEST,
    largest_total=LARGEST,
    ratio_from=20 * MEGABYTE,
)
ORIGINAL = "请使用本系统导出的原文件，不要解压后重新打包。"
NO_PACKAGE = (
    "这个压缩文件不是本系统导出的申报包；要读取申报表，请解压后选择其中的Word文件（.docx）。"
)
MISSING = f"申报包缺少“{{path}}”；{ORIGINAL}"
EXTRA = f"申报包多出“{{path}}”；{ORIGINAL}"
ALTERED = f"申报包中的“{{path}}”与清单记录的不符，可能被改动或已损坏；{ORIGINAL}"
MISPLACED = f"申报包的清单与其中的文件对不上；{ORIGINAL}"
UNATTACHED = f"申报包中没有佐证材料“{{name}}”的文件；{ORIGINAL}"
FAULTY_FINDINGS = f"申报包中的校验结果（findings.json）无法读取；{ORIGINAL}"

#: The end of a zip, which says how large its directory is, and the sign of the extension.
END, FURTHER = b"PK\x05\x06", b"PK\x06\x07"
END_SIZE, FURTHER_SIZE = 22, 20
LARGEST_DIRECTORY = MEGABYTE

#: Only of Office files, which may well have a member of that name.
CONTENT_TYPES = b"[Content_Types].xml"


def is_package(source: Source) -> bool:
    """Whether it is a zip that says it is a package."""
    with opened(source) as stream:
        directory = read_directory(stream)
    return MANIFEST.encode() in directory and CONTENT_TYPES not in directory


def read_package(source: Source, progress: Progress | None = None) -> Package:
    """What is in it, every byte verified; its files are read from ``source`` again when wanted.

    ``progress`` is told the bytes verified, and of how many. Raises ``Refused``.
    """
    with opened(source) as stream:
        refuse_other_than_package(stream)
        with GATE.opened_file(stream) as (archive, members):
            return take(source, archive, members, progress or unheard)


def reopen_package(path: Path) -> Package:
    """One that was verified, and has been kept where nobody else writes."""
    with path.open("rb") as stream, GATE.opened_file(stream) as (archive, members):
        return take(path, archive, members, None)


def refuse_other_than_package(stream: BinaryIO) -> None:
    directory = read_directory(stream)
    if not directory:
        raise Refused(GATE.broken)
    if MANIFEST.encode() not in directory:
        raise Refused(NO_PACKAGE)


def take(
    source: Source, archive: zipfile.ZipFile, members: Members, tell: Progress | None
) -> Package:
    """Verified, unless nobody is to be told how far that is."""
    by_path = {member.filename: member for member in members.values()}
    if MANIFEST not in by_path:
        raise Refused(NO_PACKAGE)
    manifest = read_manifest(read_text(archive, by_path.pop(MANIFEST)))
    refuse_other_members(manifest, by_path)
    if tell:
        verify(manifest, archive, by_path, tell)
    facts = load_facts(read_text(archive, by_path[FACTS]))
    findings = parse_findings(read_text(archive, by_path[FINDINGS]))
    package = gather(source, manifest, facts, findings)
    if facts.facts.edition.id != manifest.edition or paths_of(package) != paths_in(manifest):
        raise Refused(MISPLACED)
    if not package.is_described_as_said:
        raise Refused(MISPLACED)
    if package.unattached:
        raise Refused(UNATTACHED.format(name=package.unattached[0]))
    return package


def refuse_other_members(manifest: Manifest, by_path: ByPath) -> None:
    """What stands in the zip and what the manifest lists must be the same."""
    listed = paths_in(manifest)
    for path in (FACTS, FINDINGS, *listed):
        if path not in by_path or path not in listed:
            raise Refused(MISSING.format(path=path))
    for path in by_path:
        if path not in listed:
            raise Refused(EXTRA.format(path=path))


def paths_in(manifest: Manifest) -> list[str]:
    return [listed.path for listed in manifest.members]


def paths_of(package: Package) -> list[str]:
    return [path for path, _ in members_of(package)]


def verify(
    manifest: Manifest,
    archive: zipfile.ZipFile,
    by_path: ByPath,
    tell: Progress,
) -> None:
    """Compare every member with what the manifest says of it, reading no more than that."""
    done, total = 0, sum(listed.size for listed in manifest.members)
    for listed in manifest.members:
        member = by_path[listed.path]
        if member.file_size != listed.size:
            raise Refused(ALTERED.format(path=listed.path))
        digest = hashlib.sha256()
        with archive.open(member) as stream:
            for chunk in chunks(stream):
                digest.update(chunk)
                done += len(chunk)
                tell(done, total)
        if digest.hexdigest() != listed.sha256:
            raise Refused(ALTERED.format(path=listed.path))


def gather(source: Source, manifest: Manifest, facts: FactsFile, findings: Any) -> Package:
    def files(beginning: str) -> tuple[File, ...]:
        return tuple(
            file_in(source, listed)
            for listed in manifest.members
            if listed.path.startswith(beginning)
        )

    return Package(
        facts=facts.facts,
        reasons=facts.reasons,
        evidence=facts.evidence,
        rulebook=manifest.rulebook,
        files=files(EVIDENCE),
        described=manifest.described,
        unread=manifest.unread,
        roster=next(iter(files(ROSTER)), None),
        papers=files(PAPERS),
        findings=findings,
        declaration=manifest.declaration,
        receipt=manifest.receipt,
        events=manifest.events,
    )


def parse_findings(data: bytes) -> dict[str, Any]:
    try:
        findings = json.loads(data)
    except (ValueError, RecursionError):
        findings = None
    if not isinstance(findings, dict):
        raise Refused(FAULTY_FINDINGS)
    return findings


def file_in(source: Source, listed: Listed) -> File:
    return File(listed.name, listed.size, listed.sha256, lambda: open_member(source, listed.path))


def open_member(source: Source, path: str) -> IO[bytes]:
    """A member that was verified. The stream keeps open what it reads from."""
    return zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source).open(path)


def read_text(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    largest = LARGEST_TEXTS[member.filename]
    with archive.open(member) as stream:
        content = stream.read(largest + 1)
    if len(content) > largest:
        raise GATE.refusal("解压后过大")
    return content


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield BytesIO(source)
        return
    with source.open("rb") as stream:
        yield stream


def read_directory(stream: BinaryIO) -> bytes:
    """The list of members as it stands at the end of the file; b"" if there is no sound one.

    Python would read all of it at once, whatever size it claims, so it is looked at first."""
    end = stream.seek(0, 2)
    start = max(0, end - END_SIZE - FURTHER_SIZE)
    stream.seek(start)
    tail = stream.read()
    if tail[-END_SIZE:][:4] != END or tail[:4] == FURTHER:
        return b""
    count, size, offset = struct.unpack("<HII", tail[-END_SIZE:][10:20])
    sound = offset + size + END_SIZE == end
    if not sound or count > MOST_MEMBERS or size > LARGEST_DIRECTORY:
        return b""
    stream.seek(offset)
    return stream.read(size)
