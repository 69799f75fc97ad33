"""A zip of XML, as offices write their files: opened only if it is honest.

Every check comes before the work it guards; how much of a member is read is counted by whoever
reads it, not believed.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from lxml import etree

from jiqun.documents.refused import Refused

MEGABYTE = 1 << 20
MOST_MEMBERS = 2000

#: Of the small members that say what there is.
LARGEST_INDEX = 4 * MEGABYTE

#: No text packs a hundredfold; small members may, and can do no harm.
MOST_RATIO = 100

DIRECTORY_ENTRY = b"PK\x01\x02"
PACKING = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

#: Whatever Python's zipfile raises on bytes that are not what they say.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
    LookupError,
)

#: Members by name in lower case.
Members: TypeAlias = Mapping[str, zipfile.ZipInfo]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What one kind of file may hold, and what is said of one that does not get through: that it is
    ``broken``, ``unsafe`` (with what is wrong), has ``macros`` or a ``password``."""

    broken: str
    unsafe: str
    macros: str
    password: str
    largest_member: int
    largest_total: int
    ratio_from: int = MEGABYTE

    def refusal(self, what: str) -> Refused:
        return Refused(self.unsafe.format(what=what))

    @contextmanager
    def opened(self, data: bytes) -> Iterator[tuple[zipfile.ZipFile, Members]]:
        """The zip and its members, if names and sizes are sound. Raises ``Refused``, also for what
        turns out broken while it is read."""
        if data.count(DIRECTORY_ENTRY) > MOST_MEMBERS:
            raise self.refusal("所含文件过多")
        with self.opened_file(io.BytesIO(data)) as found:
            yield found

    @contextmanager
    def opened_file(self, file: BinaryIO) -> Iterator[tuple[zipfile.ZipFile, Members]]:
        """The same of a file too large to hold; how many members it has, is for others to count."""
        try:
            with zipfile.ZipFile(file) as archive:
                yield archive, self.checked(archive.infolist())
        except BROKEN_ZIP:
            raise Refused(self.broken) from None

    def checked(self, members: list[zipfile.ZipInfo]) -> Members:
        by_name = {member.filename.lower(): member for member in members}
        if len(by_name) < len(members):
            raise self.refusal("有重名文件")
        for member in members:
            self.check(member)
        if sum(member.file_size for member in members) > self.largest_total:
            raise self.refusal("解压后过大")
        if any(name.endswith("vbaproject.bin") for name in by_name):
            raise Refused(self.macros)
        return by_name

    def check(self, member: zipfile.ZipInfo) -> None:
        name = member.filename
        if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name:
            raise self.refusal("文件名不合规")
        if member.flag_bits & 1:
            raise Refused(self.password)
        if member.compress_type not in PACKING:
            raise self.refusal("压缩方式不合规")
        packed = max(member.compress_size, 1)
        if member.file_size > self.largest_member or (
            member.file_size > self.ratio_from and member.file_size > MOST_RATIO * packed
        ):
            raise self.refusal("解压后过大")

    def parse(self, xml: bytes) -> etree._Element:
        """Parsed without entities, network, comments or a document type, which offices never
        write."""
        if b"<!DOCTYPE" in xml or b"\0" in xml:
            raise self.refusal("含有外部定义")
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(xml, parser)
        except (etree.XMLSyntaxError, LookupError, ValueError):
            raise Refused(self.broken) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.refusal("含有外部定义")
        return root


def content_type(types: etree._Element, name: str) -> str:
    """What the index says a member is."""
    by_part = {entry.get("PartName", "").lower(): entry for entry in types}
    by_ending = {entry.get("Extension", "").lower(): entry for entry in types}
    found = by_part.get(f"/{name}")
    if found is None:
        found = by_ending.get(name.rpartition(".")[2])
    return "" if found is None else found.get("ContentType", "")


def read_index(
    gate: Gate, archive: zipfile.ZipFile, members: Members, name: str
) -> etree._Element | None:
    """One of the small members that say what there is."""
    member = members.get(name.lower())
    if member is None:
        return None
    with archive.open(member) as stream:
        xml = stream.read(LARGEST_INDEX + 1)
    if len(xml) > LARGEST_INDEX:
        raise gate.refusal("目录过大")
    return gate.parse(xml)


def main_part(links: etree._Element | None) -> str:
    for link in links if links is not None else ():
        if link.get("Type", "").endswith("/officeDocument"):
            return resolved("", link.get("Target", ""))
    return ""


def resolved(folder: str, target: str) -> str:
    """The member a link leads to, in lower case."""
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path).lower()
