"""Take a declaration in, whatever file it comes in, and examine it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from jiqun.core.case import Case
from jiqun.core.facts import Facts, Problem
from jiqun.core.roster.model import Roster
from jiqun.core.rules import Report, check
from jiqun.documents.factsfile import load_facts
from jiqun.documents.paper.fill import Filled, fill
from jiqun.documents.pdf import find_unshown
from jiqun.documents.reader import convert_doc, read_word
from jiqun.documents.reader.kinds import OLE, ZIP, refuse_known_kind
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.handed import Handed


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration as handed in. ``unread`` are cells that could not be understood; ``evidence``,
    ``earlier`` and ``roster`` are as in ``Case``."""

    facts: Facts
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unread: tuple[Problem, ...] = ()
    evidence: Mapping[str, tuple[str, ...]] | None = None
    earlier: tuple[Facts, ...] = ()
    roster: Roster | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    case: Case
    filled: Filled
    report: Report


def open_declaration(data: bytes, name: str = "", *, convert_old: bool = True) -> Declared:
    """A filled-in form (.docx, .doc) or a facts file (YAML, JSON), told apart by content.

    ``convert_old`` lets a .doc go through LibreOffice, which takes seconds. Raises ``Refused``.
    """
    if not data.strip():
        raise Refused("文件是空的，请重新选择填好的申报表或填报数据文件。")
    if data.startswith(OLE) and convert_old:
        data = convert_doc(data)
    if data.startswith(ZIP) or name.lower().endswith((".docx", ".doc")):
        reading = read_word(data)
        return Declared(reading.facts, unread=reading.problems)
    refuse_known_kind(data)
    file = load_facts(data)
    return Declared(file.facts, file.reasons, evidence=file.evidence)


def with_workbook(declared: Declared, handed: Handed) -> Declared:
    """The declaration with the workbook of its firms. The worksheet in that fills in what the
    declaration leaves blank, since a form on paper has none; where both speak, RR-53 compares."""
    blank = {k: v for k, v in handed.roster.worksheet.items() if k not in declared.facts}
    return replace(
        declared,
        facts=declared.facts.overlay(blank),
        unread=(*declared.unread, *handed.unread),
        roster=handed.roster,
    )


def examine(declared: Declared) -> Examined:
    """Fill the form, so that what does not fit is known, and run every rule."""
    filled = fill(declared.facts)
    case = Case(
        facts=declared.facts,
        unread=declared.unread,
        overflows=filled.overflows,
        unshown=find_unshown(declared.facts),
        reasons=declared.reasons,
        evidence=declared.evidence,
        roster=declared.roster,
        earlier=declared.earlier,
    )
    return Examined(case, filled, check(case))
