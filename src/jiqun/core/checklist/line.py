"""A line of the checklist, and what the lines are made from."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jiqun.core.case import Case
from jiqun.core.facts import as_json
from jiqun.core.form import Edition

#: What of the checklist stands in no part of the form.
WHOLE = ""


class Source(StrEnum):
    """Why there is a line: it is asked of every declaration, a rule asked for a reason, or an
    answer has to be proved."""

    FORMAL = "formal"
    FINDING = "finding"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Bound:
    """A file that was filed for a claim."""

    sha256: str
    called: str
    pages: str

    @property
    def where(self) -> str:
        return f"第{self.pages}页" if self.pages else "全文"


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the platform has established, with the files that it rests on."""

    words: str
    files: tuple[Bound, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``about`` are the keys it concerns, the first of them being where it leads to. A
    ``doubtful`` one has something against it, or a reason to be weighed: it is answered by itself,
    never together with others."""

    id: str
    question: str
    part: str
    source: Source
    digest: str
    about: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    cites: tuple[str, ...] = ()
    doubtful: bool = False

    @property
    def rule(self) -> str:
        """The rule whose findings it is about; "" if none."""
        return self.id.partition(".")[2] if self.source is Source.FINDING else ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The sealed paper as it came back."""

    sha256: str
    words: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Of the district: its words, and as which of its clusters in the call it came; 0 if that is
    not known. ``before`` is the number of what it was written of, if something else has been filed
    since."""

    opinion: str
    place: int
    quota: int
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What was filed: findings and evidence are as a submission keeps them."""

    case: Case
    findings: Sequence[Mapping[str, Any]]
    evidence: Sequence[Mapping[str, Any]]
    paper: Paper
    recommendation: Recommendation | None = None

    @property
    def edition(self) -> Edition:
        return self.case.facts.edition


def digest_of(id: str, spoken: object) -> str:
    """SHA-256 of what a line speaks of, which is plain JSON."""
    text = json.dumps([id, spoken], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def values_at(case: Case, keys: Iterable[str]) -> dict[str, str | list[str] | None]:
    values = {key: case.facts.get(key) for key in keys}
    return {key: None if value is None else as_json(value) for key, value in values.items()}
