"""The evidence of a declaration as one bound PDF, made when it is asked for and later swept."""

import hashlib
import json
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from jiqun.core.progress import Progress
from jiqun.documents.attachments.binding import Enclosure, bind
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.declarations.models import Declaration, EvidenceFile, Quarantine
from jiqun.web.declarations.queries.blobs import local_file
from jiqun.web.declarations.queries.evidence import CatalogueLine, catalogue_lines, files_of

EMPTY = "还没有佐证材料，请先上传。"


@dataclass(frozen=True)
class Order:
    """What is to be bound; ``digest`` is of all that can be seen in it."""

    declaration: Declaration
    files: tuple[EvidenceFile, ...]
    lines: tuple[CatalogueLine, ...]
    heading: tuple[str, ...]

    @property
    def digest(self) -> str:
        lines = [
            [line.number, line.name, line.origin, line.note, line.proves, line.attachment.sha256]
            for line in self.lines
        ]
        return hashlib.sha256(json.dumps([[*self.heading], lines]).encode()).hexdigest()

    @property
    def target(self) -> Path:
        return place_of(self.declaration, self.digest)


def place_of(declaration: Declaration, digest: str) -> Path:
    return Path(settings.BOUND_DIR) / str(declaration.pk) / f"{digest}.pdf"


def order(declaration: Declaration) -> Order:
    """Raises ``Refused`` where there is nothing to bind, or something that nobody may see."""
    files = tuple(files_of(declaration))
    refuse_quarantined(files)
    heading = (declaration.call.title, str(declaration), declaration.unit.name)
    return Order(
        declaration=declaration,
        files=files,
        lines=tuple(catalogue_lines(declaration.edition, files)),
        heading=tuple(dict.fromkeys(heading)),
    )


def refuse_quarantined(files: tuple[EvidenceFile, ...]) -> None:
    if not files:
        raise Refused(EMPTY)
    held = [file for file in files if file.blob.state != Quarantine.CLEAN]
    if held:
        named = "、".join(f"材料{file.number}（{file.blob.get_state_display()}）" for file in held)
        raise Refused(f"{named}暂时不能装订，请等扫描完成或移除后再试。")


def press(order: Order, progress: Progress) -> Path:
    """Bind what was ordered, unless it is there already. Raises ``Refused``, and whatever
    ``progress`` raises."""
    target = order.target
    if target.exists():
        return target
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in target.parent.glob("*.pdf"):
        old.unlink(missing_ok=True)
    with ExitStack() as stack:
        half = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=target.parent))) / "bound"
        enclosures = [
            enclosure(file, line, stack.enter_context(local_file(file.blob)))
            for file, line in zip(order.files, order.lines, strict=True)
        ]
        bind(enclosures, order.heading, half, progress)
        half.replace(target)
    return target


def enclosure(file: EvidenceFile, line: CatalogueLine, path: Path) -> Enclosure:
    return Enclosure(
        number=line.number,
        name=line.name,
        origin=line.origin,
        note=line.note,
        proves=line.proves,
        attachment=line.attachment,
        file=path,
    )


def sweep_bound(older_than: timedelta) -> int:
    """Delete bound PDFs that have long been fetched, and halves of such; says how many."""
    before = (clock.now() - older_than).timestamp()
    old = [path for path in Path(settings.BOUND_DIR).glob("*/*") if path.stat().st_mtime < before]
    for path in old:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(old)
