"""Take a declaration in, whatever file it comes in, and examine it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from jiqun.core.case import Call, Case
from jiqun.core.facts import Facts, Problem, parse_facts
from jiqun.core.progress import Progress
from jiqun.core.roster.model import Roster
from jiqun.core.rules import Report, check
from jiqun.documents.factsfile import load_facts
from jiqun.documents.kinds import OLE, ZIP
from jiqun.documents.package import Package, is_package, read_package
from jiqun.documents.paper.fill import Filled, fill
from jiqun.documents.pdf import find_unshown
from jiqun.documents.reader import convert_doc, read_word
from jiqun.documents.reader.kinds import refuse_known_kind
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.handed import Handed, Note
from jiqun.documents.workbook.reading.read import read_workbook


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration as handed in. ``unread`` are cells that could not be understood; ``evidence``,
    ``earlier``, ``roster`` and ``call`` are as in ``Case``; ``notes`` what the reader of the
    workbook did on its own."""

    facts: Facts
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unread: tuple[Problem, ...] = ()
    evidence: Mapping[str, tuple[str, ...]] | None = None
    earlier: tuple[Facts, ...] = ()
    roster: Roster | None = None
    call: Call | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    case: Case
    filled: Filled
    report: Report


def open_declaration(data: bytes, name: str = "", *, patient: bool = True) -> Declared:
    """A filled-in form (.docx, .doc), a facts file (YAML, JSON) or a package: content tells which.

    ``patient`` lets in what can take seconds: a .doc, which goes through LibreOffice, and a package
    with its roster. Raises ``Refused``.
    """
    if not data.strip():
        raise Refused("文件是空的，请重新选择填好的申报表或填报数据文件。")
    if patient and data.startswith(ZIP) and is_package(data):
        return with_own_workbook(read_package(data))
    if data.startswith(OLE) and patient:
        data = convert_doc(data)
    if data.startswith(ZIP) or name.lower().endswith((".docx", ".doc")):
        reading = read_word(data)
        return Declared(reading.facts, unread=reading.problems)
    refuse_known_kind(data)
    file = load_facts(data)
    return Declared(file.facts, file.reasons, evidence=file.evidence)


def declared_in(package: Package) -> Declared:
    """What a package declares, its workbook aside: there may be a newer one."""
    more, unread = parse_facts(package.facts.edition.id, package.unread)
    facts = package.facts.overlay(more)
    return Declared(facts, package.reasons, unread, evidence=package.evidence)


def with_own_workbook(package: Package, progress: Progress | None = None) -> Declared:
    """What a package declares, with its roster read. Raises ``Refused``."""
    declared = declared_in(package)
    if package.roster is None:
        return declared
    edition, roster = package.facts.edition, package.roster
    return with_workbook(declared, read_workbook(roster.read(), roster.name, edition, progress))


def with_workbook(declared: Declared, handed: Handed) -> Declared:
    """The declaration, which has none yet, with the workbook of its firms. The worksheet in that
    fills in what the declaration leaves blank, since a form on paper has none; where both speak,
    RR-53 compares. That the roster knows its district at once spares every case a copy of it."""
    district = declared.facts.get("cover.district")
    roster = handed.roster
    if isinstance(district, str):
        roster = replace(roster, district=district)
    blank = {k: v for k, v in roster.worksheet.items() if k not in declared.facts}
    return replace(
        declared,
        facts=declared.facts.overlay(blank),
        unread=(*declared.unread, *handed.unread),
        roster=roster,
        notes=handed.notes,
    )


def examine(declared: Declared) -> Examined:
    """Fill the form, so that what does not fit is known, and run every rule."""
    filled, unshown = fill(declared.facts), find_unshown(declared.facts)
    case = replace(case_of(declared), overflows=filled.overflows, unshown=unshown)
    return Examined(case, filled, check(case))


def case_of(declared: Declared) -> Case:
    """What is declared as the rules see it, without how it looks on paper, which takes a while."""
    return Case(
        facts=declared.facts,
        unread=declared.unread,
        reasons=declared.reasons,
        evidence=declared.evidence,
        roster=declared.roster,
        earlier=declared.earlier,
        call=declared.call,
    )
