"""What a file is, by its content: told once, for all who have to say what to hand in instead."""

import re
from dataclasses import dataclass
from enum import Enum, auto

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF, PNG, JPEG = b"%PDF", b"\x89PNG", b"\xff\xd8\xff"
BOM = b"\xef\xbb\xbf"

WORD_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")

#: How much of a file is looked at.
NEAR = 1024


class Family(Enum):
    """Kinds of which the same is said."""

    PDF = auto()
    IMAGE = auto()
    SCAN = auto()
    PACKED = auto()
    RICH_TEXT = auto()
    MARKUP = auto()
    TORN = auto()
    PROGRAM = auto()
    VIDEO = auto()


@dataclass(frozen=True, slots=True)
class Known:
    """A kind of file that is known by how it begins: what people call it, and its family."""

    name: str
    family: Family


SVG = Known("SVG图片", Family.IMAGE)
TIFF = Known("TIFF图片", Family.SCAN)
PROGRAM = Known("程序文件", Family.PROGRAM)

BEGINNINGS = (
    (PDF, Known("PDF文件", Family.PDF)),
    (PNG, Known("PNG图片", Family.IMAGE)),
    (JPEG, Known("JPG图片", Family.IMAGE)),
    (b"GIF8", Known("GIF图片", Family.IMAGE)),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"#!", PROGRAM),
    (b"Rar!", Known("RAR压缩文件", Family.PACKED)),
    (b"7z\xbc\xaf", Known("7z压缩文件", Family.PACKED)),
    (b"\x1f\x8b", Known("gzip压缩文件", Family.PACKED)),
    (b"{\\rtf", Known("RTF文件", Family.RICH_TEXT)),
    (b"<svg", SVG),
    (b"<?xml", Known("XML文件", Family.MARKUP)),
    (b"<", Known("网页文件", Family.MARKUP)),
    (b"PK", Known("不完整的压缩文件", Family.TORN)),
)

#: Kinds that say what they are a few bytes on; a table may well begin with “BM”.
FURTHER_ON = (
    (re.compile(rb"BM.{4}\0{4}", re.DOTALL), Known("BMP图片", Family.IMAGE)),
    (
        re.compile(rb".{4}ftyp(?:hei|hev|mif|msf|avi)", re.DOTALL),
        Known("HEIC图片", Family.IMAGE),
    ),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), Known("WebP图片", Family.IMAGE)),
    (re.compile(rb".{4}ftyp", re.DOTALL), Known("视频", Family.VIDEO)),
)


def known_kind(data: bytes) -> Known | None:
    start = data[:NEAR].removeprefix(BOM).lstrip()
    if start.startswith(b"<?xml") and b"<svg" in start:
        return SVG
    further = (known for pattern, known in FURTHER_ON if pattern.match(start))
    begun = (known for beginning, known in BEGINNINGS if start.startswith(beginning))
    return next(further, None) or next(begun, None)


class OldOffice(Enum):
    """What an old Office file (an OLE container) is."""

    LOCKED = auto()
    WORD = auto()
    SLIDES = auto()
    EXCEL = auto()
    OTHER = auto()


#: Streams, in UTF-16 as the directory has them.
STREAMS = (
    ("EncryptedPackage", OldOffice.LOCKED),
    ("WordDocument", OldOffice.WORD),
    ("PowerPoint Document", OldOffice.SLIDES),
    ("Workbook", OldOffice.EXCEL),
    ("Book", OldOffice.EXCEL),
)


def old_office(data: bytes) -> OldOffice:
    found = (kind for stream, kind in STREAMS if stream.encode("utf-16-le") in data)
    return next(found, OldOffice.OTHER)


def package_kind(content_type: str, names: frozenset[str]) -> str:
    """What people call a zip, by the type of its main part and the names of its members."""
    for part, called in (("wordprocessingml", "Word文件"), ("spreadsheetml", "Excel文件")):
        if part in content_type:
            return called
    if "presentationml" in content_type:
        return "PowerPoint文件"
    if "ofd.xml" in names:
        return "OFD文件"
    return "OpenDocument文件" if {"mimetype", "content.xml"} <= names else "压缩文件"
