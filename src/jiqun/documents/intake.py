"""Take a declaration in, whatever file it comes in, and examine it."""

from dataclasses import dataclass, field

from jiqun.core.case import Case
from jiqun.core.facts import Facts, Problem
from jiqun.core.rules import Report, check
from jiqun.documents.factsfile import load_facts
from jiqun.documents.paper.fill import Filled, fill
from jiqun.documents.pdf import find_unshown
from jiqun.documents.reader import convert_doc, read_word
from jiqun.documents.refused import Refused

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

#: Beginnings of files people pick by mistake, and what to call them.
OTHERS = (
    (b"%PDF", "PDF文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf", "压缩文件"),
)


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration as handed in. ``unread`` are cells that could not be understood."""

    facts: Facts
    reasons: dict[str, str] = field(default_factory=dict)
    unread: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    case: Case
    filled: Filled
    report: Report


def open_declaration(data: bytes, name: str = "") -> Declared:
    """A filled-in form (.docx, .doc) or a facts file (YAML, JSON), told apart by content.

    Raises ``Refused``.
    """
    if not data.strip():
        raise Refused("文件是空的，请重新选择填好的申报表或填报数据文件。")
    for beginning, what in OTHERS:
        if data.startswith(beginning):
            raise Refused(f"这是{what}，不是申报表；请上传 .docx、.yaml 或 .json 文件。")
    if data.startswith(OLE):
        data = convert_doc(data)
    if data.startswith(ZIP) or name.lower().endswith((".docx", ".doc")):
        reading = read_word(data)
        return Declared(reading.facts, unread=reading.problems)
    file = load_facts(data)
    return Declared(file.facts, file.reasons)


def examine(declared: Declared) -> Examined:
    """Fill the form, so that what does not fit is known, and run every rule."""
    filled = fill(declared.facts)
    case = Case(
        facts=declared.facts,
        unread=declared.unread,
        overflows=filled.overflows,
        unshown=find_unshown(declared.facts),
        reasons=declared.reasons,
    )
    return Examined(case, filled, check(case))
