"""What a handed-in file is, told by its content; its name is only for saying which one it is."""

import hashlib
import re
import zipfile
from pathlib import Path

from jiqun.core.reading import shortened
from jiqun.documents.attachments.asking import ask
from jiqun.documents.attachments.attachment import Attachment, FileKind
from jiqun.documents.attachments.beginnings import TAKEN, refuse_beginning, refuse_old_office
from jiqun.documents.attachments.office import look_at_office
from jiqun.documents.kinds import OLE, ZIP
from jiqun.documents.officezip import MEGABYTE
from jiqun.documents.refused import Refused

LARGEST = 50 * MEGABYTE
MOST_PIXELS = 100_000_000

#: How much of a name is repeated in a sentence.
LONGEST_NAME = 40

PDF, PNG, JPEG = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
END_OF_PDF = b"%%EOF"

#: Where readers look for the beginning and the end of a PDF.
NEAR = 1024

#: A page may not hide in what is something else as well.
MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe)\b", re.IGNORECASE)

POLYGLOT = "里混有另一种文件的内容，为安全起见不予收取；请打开后另存，再重新上传。"


def identify(
    path: Path, name: str, *, largest: int = LARGEST, most_pixels: int = MOST_PIXELS
) -> Attachment:
    """What the file is. Raises ``Refused``, its sentence beginning with the file's name."""
    try:
        return look_at(path, largest, most_pixels)
    except Refused as why:
        raise Refused(f"“{shortened(name, LONGEST_NAME)}”{why}") from None


def look_at(path: Path, largest: int, most_pixels: int) -> Attachment:
    size = path.stat().st_size
    if size > largest:
        most = largest // MEGABYTE
        raise Refused(f"超过{most} MB；请压缩图片、降低扫描精度或拆成几个文件后上传。")
    head, tail = ends_of(path, size)
    kind, pages = judge(path, head, tail, most_pixels)
    return Attachment(kind=kind, pages=pages, sha256=digest_of(path), size=size)


def ends_of(path: Path, size: int) -> tuple[bytes, bytes]:
    with path.open("rb") as file:
        head = file.read(NEAR)
        file.seek(max(0, size - NEAR))
        return head, file.read(NEAR)


def judge(path: Path, head: bytes, tail: bytes, most_pixels: int) -> tuple[FileKind, int | None]:
    if not head.strip(b"\0\t\r\n "):
        raise Refused(f"是空的；{TAKEN}")
    if head.startswith(OLE):
        refuse_old_office(path.read_bytes())
    if not head.startswith((ZIP, PDF, PNG, JPEG)):
        if PDF in head:
            raise Refused(POLYGLOT)
        refuse_beginning(head)
    refuse_polyglot(path, head)
    if head.startswith(ZIP):
        return look_at_office(path), None
    if head.startswith(PDF):
        if END_OF_PDF not in tail:
            raise Refused("没有传完整或已损坏；请检查原件后重新上传。")
        return FileKind.PDF, ask("look_at_pdf", str(path))
    return FileKind(ask("look_at_image", str(path), most_pixels)), 1


def refuse_polyglot(path: Path, head: bytes) -> None:
    """Refuse what some programs take for one thing and others for another."""
    if PDF in head[1:] or MARKUP.search(head):
        raise Refused(POLYGLOT)
    if not head.startswith(ZIP) and zipfile.is_zipfile(path):
        raise Refused(POLYGLOT)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
