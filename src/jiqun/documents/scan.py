"""The sealed paper as it was scanned or photographed: checked, and one PDF."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from jiqun.core.progress import Progress
from jiqun.core.reading import shortened
from jiqun.documents.attachments.asking import ask
from jiqun.documents.attachments.attachment import Attachment, Kind
from jiqun.documents.attachments.identify import LONGEST_NAME, MOST_PIXELS, digest_of, identify
from jiqun.documents.refused import Refused

MOST_PHOTOS = 100

WANTED = "请上传盖章后扫描成的一个PDF，或按页码次序上传各页的照片（JPG、PNG）。"
NONE = f"还没有选择文件；{WANTED}"
OTHER = "“{name}”是{kind}；" + WANTED
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
    kinds = [kind_of(name, path) for name, path in files]
    if Kind.PDF not in kinds:
        paths = [str(path) for _, path in files]
        pages: int = ask("scan", paths, str(target), MOST_PIXELS, progress=progress or unheard)
        return Attachment(
            kind=Kind.PDF, pages=pages, sha256=digest_of(target), size=target.stat().st_size
        )
    if len(files) > 1:
        raise Refused(SEVERAL if set(kinds) == {Kind.PDF} else MIXED)
    ((name, path),) = files
    shutil.copyfile(path, target)
    return identify(target, name)


def kind_of(name: str, path: Path) -> Kind:
    kind = identify(path, name).kind
    if not kind.bindable:
        raise Refused(OTHER.format(name=shortened(name, LONGEST_NAME), kind=kind.label))
    return kind


def unheard(done: int, total: int) -> None:
    """Nobody asks how far along it is."""
