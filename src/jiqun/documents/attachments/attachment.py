"""What a handed-in file is."""

from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath


class Kind(Enum):
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
        return self in (Kind.PDF, Kind.JPEG, Kind.PNG)


LABELS = {
    Kind.PDF: "PDF文件",
    Kind.WORD: "Word文件",
    Kind.EXCEL: "Excel文件",
    Kind.OLD_EXCEL: "旧版Excel文件",
    Kind.CSV: "CSV文件",
    Kind.JPEG: "JPG图片",
    Kind.PNG: "PNG图片",
}
OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.WORD: f"{OFFICE}.wordprocessingml.document",
    Kind.EXCEL: f"{OFFICE}.spreadsheetml.sheet",
    Kind.OLD_EXCEL: "application/vnd.ms-excel",
    Kind.CSV: "text/csv",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
}
SUFFIXES = {
    Kind.PDF: (".pdf",),
    Kind.WORD: (".docx",),
    Kind.EXCEL: (".xlsx",),
    Kind.OLD_EXCEL: (".xls",),
    Kind.CSV: (".csv",),
    Kind.JPEG: (".jpg", ".jpeg"),
    Kind.PNG: (".png",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that is sound. ``pages`` is None where they can't be told, as of Word and Excel."""

    kind: Kind
    pages: int | None
    sha256: str
    size: int

    @property
    def media_type(self) -> str:
        return self.kind.media_type


def fitting_name(name: str, kind: Kind) -> str:
    """The name as it may be saved under: ending in what the file is."""
    return name if PurePath(name).suffix.lower() in kind.suffixes else name + kind.suffixes[0]
