"""A declaration with everything that belongs to it."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from jiqun.core.facts import Facts
from jiqun.core.reading import Raw, one_line

CHUNK = 1 << 20


def nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class File:
    """A file by its name and content; ``open`` gives the content, which may be too large to hold.

    Two are equal if their content is.
    """

    name: str
    size: int
    sha256: str
    open: Callable[[], IO[bytes]] = field(compare=False, repr=False)

    def read(self) -> bytes:
        with self.open() as stream:
            return stream.read()


@dataclass(frozen=True, slots=True)
class Events:
    """Length and head of the chain of what happened to the declaration."""

    length: int = 0
    head: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a file besides its name: ``proves`` has the pages by demand, "" for all."""

    origin: str = ""
    note: str = ""
    proves: Mapping[str, str] = field(default_factory=nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """``reasons`` and ``evidence`` are as in a facts file: ``evidence`` names ``files``, or is None
    where nothing is said of it; ``described``, by digest, says more of them. ``unread`` is what was
    typed and is no value, by key. ``findings`` is what checking gave, ``rulebook`` by which rules;
    ``declaration`` and ``receipt`` are whatever JSON the one who writes it wants to say of them.
    """

    facts: Facts
    rulebook: str
    reasons: Mapping[str, str] = field(default_factory=nothing)
    evidence: Mapping[str, tuple[str, ...]] | None = None
    files: tuple[File, ...] = ()
    described: Mapping[str, Description] = field(default_factory=nothing)
    unread: Mapping[str, Raw] = field(default_factory=nothing)
    roster: File | None = None
    papers: tuple[File, ...] = ()
    findings: Mapping[str, Any] = field(default_factory=nothing)
    declaration: Mapping[str, Any] = field(default_factory=nothing)
    receipt: Mapping[str, Any] = field(default_factory=nothing)
    events: Events = Events()

    @property
    def everything(self) -> tuple[File, ...]:
        """Every file that was handed in or printed."""
        return (*self.files, *self.papers, *((self.roster,) if self.roster else ()))

    @property
    def unattached(self) -> tuple[str, ...]:
        """Names under ``evidence`` of which there is no file."""
        there = {file.name for file in self.files}
        named = (name for names in (self.evidence or {}).values() for name in names)
        return tuple(name for name in dict.fromkeys(named) if name not in there)

    @property
    def is_described_as_said(self) -> bool:
        """Whether the files that are described prove just what ``evidence`` says they do."""
        if not self.described:
            return True
        proving: dict[str, set[str]] = {}
        for file in self.files:
            for demand in self.described.get(file.sha256, Description()).proves:
                proving.setdefault(demand, set()).add(file.name)
        said = {demand: set(names) for demand, names in (self.evidence or {}).items()}
        known = {file.sha256 for file in self.files}
        return proving == said and known >= self.described.keys()


def file_of(name: str, data: bytes) -> File:
    sha256 = hashlib.sha256(data).hexdigest()
    return File(one_line(name), len(data), sha256, lambda: BytesIO(data))


def file_at(name: str, path: Path) -> File:
    """Read once for its digest, and again when it is wanted."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        for chunk in chunks(stream):
            digest.update(chunk)
            size += len(chunk)
    return File(one_line(name), size, digest.hexdigest(), lambda: path.open("rb"))


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk
