"""Take a package into a draft: what was chosen of it, all at once or not at all."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from jiqun.core.form import Edition
from jiqun.documents.attachments.attachment import Attachment
from jiqun.documents.attachments.identify import identify
from jiqun.documents.package import File
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.checks.workbook import open_workbook
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.blobs import put_content, put_file
from jiqun.web.declarations.actions.draft import Saved, editable, save_changes
from jiqun.web.declarations.actions.evidence import (
    bind_evidence,
    describe_evidence,
    enter_file,
)
from jiqun.web.declarations.actions.roster import attachment_of, enter_roster
from jiqun.web.declarations.models import Declaration, EvidenceFile, Source
from jiqun.web.declarations.pages.takeover import Piece
from jiqun.web.declarations.queries.draft import Typed
from jiqun.web.storage import incoming_folder

CHANGED = "“{name}”的内容与申报包的清单不符，没有带入；请重新上传申报包。"
ROSTER_TOO_LARGE = "企业名录“{name}”超过{most} MB，没有带入；请删去无关的工作表后另行上传。"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody wants of a package, called ``title``; ``base`` is the version it was compared
    with."""

    title: str
    base: int
    typed: Mapping[str, Typed]
    pieces: Sequence[Piece]
    roster: File | None = None
    roster_name: str = ""

    @property
    def size(self) -> int:
        return sum(piece.file.size for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Taken:
    saved: Saved
    files: int
    roster: bool


def store_files(
    declaration: Declaration, chosen: Chosen, *, by: User
) -> Iterator[tuple[int, Attachment]]:
    """Put the content of every file into the storage, before any row speaks of it; says after each
    how many bytes that were. Whoever stops in between has changed nothing."""
    if not policy.may_edit(by, declaration):
        raise PermissionDenied
    for piece in chosen.pieces:
        attachment = store_piece(piece)
        yield attachment.size, attachment


def store_piece(piece: Piece) -> Attachment:
    folder = incoming_folder(Path(settings.EVIDENCE_DIR))
    with NamedTemporaryFile(dir=folder) as copy, piece.file.open() as content:
        shutil.copyfileobj(content, copy)
        copy.flush()
        path = Path(copy.name)
        attachment = identify(path, piece.name, largest=settings.EVIDENCE_LIMIT)
        if attachment.sha256 != piece.file.sha256:
            raise Refused(CHANGED.format(name=piece.name))
        put_file(path, attachment)
    return attachment


def store_roster(chosen: Chosen, edition: Edition) -> Attachment | None:
    """Read first: what cannot be read is no roster. Raises ``Refused``."""
    if chosen.roster is None:
        return None
    name = chosen.roster_name
    if chosen.roster.size > settings.UPLOAD_LIMIT:
        most = settings.UPLOAD_LIMIT // settings.MB
        raise Refused(ROSTER_TOO_LARGE.format(name=name, most=most))
    data = chosen.roster.read()
    if hashlib.sha256(data).hexdigest() != chosen.roster.sha256:
        raise Refused(CHANGED.format(name=name))
    try:
        open_workbook(data, name, edition)
    except Refused as why:
        raise Refused(f"企业名录“{name}”：{why}") from None
    attachment = attachment_of(data)
    put_content(ContentFile(data), attachment)
    return attachment


@transaction.atomic
def take_package(
    declaration_id: int,
    *,
    by: User,
    chosen: Chosen,
    stored: Sequence[Attachment],
    roster: Attachment | None,
) -> Taken:
    """Enter what was chosen, its content being in the storage. ``stored`` goes with its pieces."""
    declaration = editable(declaration_id, by)
    saved = save_changes(
        declaration_id, by=by, base=chosen.base, typed=chosen.typed, source=Source.WORD
    )
    for piece, attachment in zip(chosen.pieces, stored, strict=True):
        enter_piece(declaration_id, piece, attachment, by)
    if roster:
        enter_roster(declaration_id, by=by, attachment=roster, name=chosen.roster_name)
    counts = [
        f"{len(saved.kept)}栏" if saved.kept else "",
        "企业名录" if roster else "",
        f"{len(stored)}份佐证材料" if stored else "",
    ]
    told = "、".join(filter(None, counts)) or "0栏"
    data = {"fields": len(saved.kept), "files": len(stored), "roster": bool(roster)}
    sentence = f"从申报包“{chosen.title}”带入{told}。"
    record(declaration.chain, "take_package", sentence, by=by, data=data)
    return Taken(saved, len(stored), bool(roster))


def enter_piece(declaration_id: int, piece: Piece, attachment: Attachment, by: User) -> None:
    """The very content that is there already is the same file, and is then called and said to
    prove what the package says; what it proves besides stays."""
    added = enter_file(
        declaration_id,
        by=by,
        attachment=attachment,
        name=piece.name,
        origin=piece.origin,
        note=piece.note,
    )
    file: EvidenceFile = added.file
    if added.known:
        describe_evidence(
            file.pk,
            by=by,
            name=piece.name,
            origin=piece.origin or None,
            note=piece.note or None,
        )
    for demand, pages in piece.proves.items():
        bind(file, piece, demand, pages, by)


def bind(file: EvidenceFile, piece: Piece, demand: str, pages: str, by: User) -> None:
    try:
        bind_evidence(file.pk, by=by, demand=demand, pages=pages)
    except Refused as why:
        raise Refused(f"佐证材料“{piece.name}”：{why}") from None
