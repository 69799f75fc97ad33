"""The roster (企业名录) of a declaration: handed in, and removed again."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from jiqun.core.corrections import ROSTER
from jiqun.documents.attachments.attachment import Attachment, FileKind
from jiqun.documents.filenames import tidy_name
from jiqun.documents.kinds import OLE, ZIP
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.checks.workbook import open_workbook
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.blobs import enter_blob, put_content
from jiqun.web.declarations.actions.draft import editable, refuse_closed
from jiqun.web.declarations.models import Declaration, RosterFile
from jiqun.web.declarations.queries.roster import current_roster

LONGEST_NAME = 160
UNNAMED = "企业名录"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """``known`` if the very content is the roster already; then nothing has changed."""

    file: RosterFile
    known: bool


def hand_in_roster(declaration_id: int, *, by: User, data: bytes, name: str) -> HandedIn:
    """Take in a workbook, in place of the one there is. It is read and stored before the
    transaction, which so is short and speaks of nothing that is not there."""
    declaration = Declaration.objects.select_related("call", "unit").get(pk=declaration_id)
    if not policy.may_edit(by, declaration):
        raise PermissionDenied
    name = tidy_name(name, LONGEST_NAME) or UNNAMED
    open_workbook(data, name, declaration.edition)
    attachment = attachment_of(data)
    put_content(ContentFile(data), attachment)
    return enter_roster(declaration_id, by=by, attachment=attachment, name=name)


def attachment_of(data: bytes) -> Attachment:
    """Of what could be read as a workbook."""
    kinds = ((ZIP, FileKind.EXCEL), (OLE, FileKind.OLD_EXCEL))
    kind = next((kind for start, kind in kinds if data.startswith(start)), FileKind.CSV)
    digest = hashlib.sha256(data).hexdigest()
    return Attachment(kind=kind, pages=None, sha256=digest, size=len(data))


@transaction.atomic
def enter_roster(declaration_id: int, *, by: User, attachment: Attachment, name: str) -> HandedIn:
    """The row of a workbook whose content is stored."""
    declaration = editable(declaration_id, by)
    refuse_closed(declaration, [ROSTER])
    before = current_roster(declaration)
    if before and before.blob.sha256 == attachment.sha256:
        return HandedIn(before, True)
    if before:
        mark_removed(before, by)
    file = RosterFile.objects.create(
        declaration=declaration,
        blob=enter_blob(attachment),
        name=name,
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    instead = f"，替换“{before.name}”" if before else ""
    data = {"file": file.pk, "sha256": attachment.sha256, "size": attachment.size}
    sentence = f"上传企业名录“{name}”{instead}。"
    record(declaration.chain, "hand_in_roster", sentence, by=by, data=data)
    return HandedIn(file, False)


def mark_removed(file: RosterFile, by: User) -> None:
    file.removed_by, file.removed_at = by, clock.now()
    file.save(update_fields=["removed_by", "removed_at"])


@transaction.atomic
def remove_roster(file_id: int, *, by: User) -> RosterFile:
    """The file stays for whoever looks back. One that is removed already stays as it is."""
    declaration_id = RosterFile.objects.values_list("declaration_id", flat=True).get(pk=file_id)
    declaration = editable(declaration_id, by)
    refuse_closed(declaration, [ROSTER])
    file = RosterFile.objects.select_related("blob").get(pk=file_id)
    if not file.removed_at:
        mark_removed(file, by)
        sentence = f"移除企业名录“{file.name}”。"
        record(declaration.chain, "remove_roster", sentence, by=by, data={"file": file.pk})
    return file
