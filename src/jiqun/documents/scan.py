"""The sealed paper as it was scanned or photographed: checked, and one PDF."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from jiqun.core.progress import Progress, unheard
from jiqun.core.reading import shortened
from jiqun.documents.attachments.asking import ask
from jiqun.documents.attachments.attachment import Attachment, FileKind
from jiqun.documents.attachments.identify import LONGEST_NAME, MOST_PIXELS, digest_of, identify
from jiqun.documents.refused import Refused

MOST_PHOTOS = 100

WANTED = "请上传盖章后扫描成的一个PDF，或按页码次序上传各页的照片（JPG、PNG）。"
NONE = f"还没有选择文件；{WANTED}"
MIXED = f"不能既有PDF又有照片；{WANTED}"
SEVERAL = f"只能有一个PDF；{WANTED}"
TOO_MANY = f"照片超过{MOST_PHOTOS}张；请扫描成一个PDF后上传。"


def make_scan(
    files: Sequence[tuple[str, Path]], target: Path, progress: Progress | None = None
) -> Attachment:
    """Write one PDF of what was handed in, by name, in the order of the pages: a PDF as it is,
    photographs upright, each filling an A4 page. The same files give the same bytes.

    ``progress`` is told the pages done. Raises ``Refused``.
    """
    if not files:
        raise Refused(NONE)
    if len(files) > MOST_PHOTOS:
        raise Refused(TOO_MANY)
    looked_at = [look_at(name, path) for name, path in files]
    kinds = {attachment.kind for attachment in looked_at}
    if FileKind.PDF not in kinds:
        arguments = ([str(path) for _, path in files], str(target), MOST_PIXELS)
        pages: int = ask(
            "scan",
            *arguments,
            progress=progress or unheard,
            subject=lambda done: quoted(files[min(done, len(files) - 1)][0]),
        )
        return Attachment(
            kind=FileKind.PDF, pages=pages, sha256=digest_of(target), size=target.stat().st_size
        )
    if len(files) > 1:
        raise Refused(SEVERAL if kinds == {FileKind.PDF} else MIXED)
    shutil.copyfile(files[0][1], target)
    return looked_at[0]


def look_at(name: str, path: Path) -> Attachment:
    found = identify(path, name)
    if not found.kind.bindable:
        raise Refused(f"{quoted(name)}是{found.kind.label}；{WANTED}")
    return found


def quoted(name: str) -> str:
    return f"“{shortened(name, LONGEST_NAME)}”"
