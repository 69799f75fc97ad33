"""What a handed-in file is."""

from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath


class FileKind(Enum):
    """The kinds of files that are taken in; ``label`` is what people call them. OLD_EXCEL and CSV
    only as rosters: as evidence they are refused."""

    PDF = "pdf"
    WORD = "word"
    EXCEL = "excel"
    OLD_EXCEL = "xls"
    CSV = "csv"
    JPEG = "jpeg"
    PNG = "png"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self]

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What names of such files end in, the usual one first."""
        return SUFFIXES[self]

    @property
    def bindable(self) -> bool:
        """Whether it has pages that can be printed with others."""
        return self in (FileKind.PDF, FileKind.JPEG, FileKind.PNG)


LABELS = {
    FileKind.PDF: "PDF文件",
    FileKind.WORD: "Word文件",
    FileKind.EXCEL: "Excel文件",
    FileKind.OLD_EXCEL: "旧版Excel文件",
    FileKind.CSV: "CSV文件",
    FileKind.JPEG: "JPG图片",
    FileKind.PNG: "PNG图片",
}
OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.WORD: f"{OFFICE}.wordprocessingml.document",
    FileKind.EXCEL: f"{OFFICE}.spreadsheetml.sheet",
    FileKind.OLD_EXCEL: "application/vnd.ms-excel",
    FileKind.CSV: "text/csv",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
}
SUFFIXES = {
    FileKind.PDF: (".pdf",),
    FileKind.WORD: (".docx",),
    FileKind.EXCEL: (".xlsx",),
    FileKind.OLD_EXCEL: (".xls",),
    FileKind.CSV: (".csv",),
    FileKind.JPEG: (".jpg", ".jpeg"),
    FileKind.PNG: (".png",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that is sound. ``pages`` is None where they can't be told, as of Word and Excel."""

    kind: FileKind
    pages: int | None
    sha256: str
    size: int

    @property
    def media_type(self) -> str:
        return self.kind.media_type


def fitting_name(name: str, kind: FileKind) -> str:
    """The name as it may be saved under: ending in what the file is."""
    return name if PurePath(name).suffix.lower() in kind.suffixes else name + kind.suffixes[0]
