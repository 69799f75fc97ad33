"""The kinds of files that may stand beside a call, told by content: a name proves nothing."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from jiqun.documents.refused import Refused

OFFICE = "application/vnd.openxmlformats-officedocument"

ONLY = "只能上传PDF、Word（.docx）或Excel（.xlsx）文件，请另存后重新上传。"
MACROS = "文件含有宏，请另存为不含宏的文件后重新上传。"
BROKEN = "文件打不开，可能没有传完或已经损坏，请重新上传。"


@dataclass(frozen=True, slots=True)
class FileKind:
    """``member`` is the part of a package that makes it one of this kind."""

    id: str
    label: str
    content_type: str
    member: str = ""

    @property
    def suffix(self) -> str:
        return f".{self.id}"

    def named(self, name: str) -> str:
        """The name with the suffix that the content deserves."""
        path = PurePath(name)
        return name if path.suffix.lower() == self.suffix else f"{path.stem}{self.suffix}"


PDF = FileKind("pdf", "PDF", "application/pdf")
WORD = FileKind("docx", "Word", f"{OFFICE}.wordprocessingml.document", "word/document.xml")
EXCEL = FileKind("xlsx", "Excel", f"{OFFICE}.spreadsheetml.sheet", "xl/workbook.xml")
KINDS = {kind.id: kind for kind in (PDF, WORD, EXCEL)}


def kind_of(data: bytes) -> FileKind:
    """Raises ``Refused`` for everything else."""
    if data.startswith(b"%PDF-"):
        return PDF
    if not data.startswith(b"PK"):
        raise Refused(ONLY)
    members = members_of(data)
    if any(name.lower().endswith("vbaproject.bin") for name in members):
        raise Refused(MACROS)
    for kind in (WORD, EXCEL):
        if kind.member in members:
            return kind
    raise Refused(ONLY)


def members_of(data: bytes) -> frozenset[str]:
    """What is in a package, by name: nothing is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return frozenset(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError):
        raise Refused(BROKEN) from None
