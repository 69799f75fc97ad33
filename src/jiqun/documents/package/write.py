"""Write a package, a piece at a time."""

import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from jiqun.core.progress import Progress
from jiqun.documents.factsfile import load_facts
from jiqun.documents.officezip import MOST_MEMBERS
from jiqun.documents.package.manifest import write_manifest
from jiqun.documents.package.members import FACTS, FINDINGS, MANIFEST, facts_text, members_of
from jiqun.documents.package.model import File, Package, chunks, file_of
from jiqun.documents.package.read import LARGEST, LARGEST_DIRECTORY, LARGEST_TEXTS
from jiqun.documents.refused import Refused
from jiqun.documents.wordpackage import EPOCH

#: Texts pack well; what people hand in is packed already, or may pack so well that it would look
#: like a bomb to whoever opens the package.
PACKED = frozenset({MANIFEST, FACTS, FINDINGS})

DAMAGED = "“{name}”的内容与登记时不符，文件可能已损坏，不能导出；请重新上传该文件。"
#: Of a member in the directory of a zip, beside its name.
ENTRY_SIZE = 46

TOO_MANY = "佐证材料过多或名称过长，不能导出为一个文件；请合并材料或缩短名称后再试。"
TOO_LONG = "“{path}”的内容过长，不能导出；请缩短说明理由，或减少佐证材料后再试。"
TOO_LARGE = "材料合计超过{most} GB，不能导出为一个文件；请减少或压缩佐证材料。"


def write_package(package: Package, target: BinaryIO, progress: Progress | None = None) -> None:
    """The same package gives the same bytes. ``progress`` is told the bytes written, and of how
    many. Raises ``Refused`` if a file is no longer what it was, ValueError if the package says what
    can't be read back."""
    refuse_unreadable(package)
    manifest = file_of(MANIFEST, write_manifest(package))
    members = ((MANIFEST, manifest), *members_of(package))
    refuse_too_much(members)
    total, done = sum(file.size for _, file in members), 0
    with zipfile.ZipFile(target, "w", allowZip64=False) as archive:
        for path, file in members:
            for written in write_member(archive, path, file):
                done += written
                if progress:
                    progress(done, total)


def refuse_unreadable(package: Package) -> None:
    """Whoever builds a package must not promise what its reader would refuse."""
    back = load_facts(facts_text(package).encode())
    evidence = None if back.evidence is None else dict(back.evidence)
    said = None if package.evidence is None else dict(package.evidence)
    if (back.facts, dict(back.reasons), evidence) != (package.facts, dict(package.reasons), said):
        raise ValueError("facts, reasons or evidence do not survive a facts file")
    if package.unattached:
        raise ValueError(f"no files called {package.unattached}")
    if not package.is_described_as_said:
        raise ValueError("the files are described otherwise than the evidence says")
    paths = [path.lower() for path, _ in members_of(package)]
    if len(set(paths)) < len(paths):
        raise ValueError("two papers of the same name")


def refuse_too_much(members: Sequence[tuple[str, File]]) -> None:
    """What the reader would not open must not be written."""
    if sum(file.size for _, file in members) > LARGEST:
        raise Refused(TOO_LARGE.format(most=LARGEST >> 30))
    directory = sum(ENTRY_SIZE + len(path.encode()) for path, _ in members)
    if len(members) > MOST_MEMBERS or directory > LARGEST_DIRECTORY:
        raise Refused(TOO_MANY)
    for path, file in members:
        if file.size > LARGEST_TEXTS.get(path, LARGEST):
            raise Refused(TOO_LONG.format(path=path))


def write_member(archive: zipfile.ZipFile, path: str, file: File) -> Iterator[int]:
    info = zipfile.ZipInfo(path, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED if path in PACKED else zipfile.ZIP_STORED
    info.file_size = file.size
    digest = hashlib.sha256()
    with file.open() as source, archive.open(info, "w") as member:
        for chunk in chunks(source):
            digest.update(chunk)
            member.write(chunk)
            yield len(chunk)
    if digest.hexdigest() != file.sha256:
        raise Refused(DAMAGED.format(name=file.name))
