"""What there is to read beside a call: put there, and taken away again."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from jiqun.core.reading import shortened
from jiqun.documents.attachments.attachment import FileKind, fitting_name
from jiqun.documents.attachments.identify import identify
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations import policy
from jiqun.web.declarations.models import Call, CallDocument
from jiqun.web.uploads import too_large

#: More is no longer read by anyone.
MOST_DOCUMENTS = 20
LONGEST_NAME = 120
SMALLER = "请压缩或拆分后重新上传。"

#: What is read, and not looked at.
TAKEN = (FileKind.PDF, FileKind.WORD, FileKind.EXCEL)


def attach_document(*, by: User, call: Call, name: str, data: bytes) -> CallDocument:
    if not policy.may_open_call(by):
        raise PermissionDenied
    kind = kind_of(data, name)  # takes long: nobody shall wait for it
    return keep_document(
        by=by, call=call, name=fitting_name(name[-LONGEST_NAME:], kind), data=data, kind=kind
    )


@transaction.atomic
def keep_document(*, by: User, call: Call, name: str, data: bytes, kind: FileKind) -> CallDocument:
    if call.documents.count() >= MOST_DOCUMENTS:
        raise Refused(f"一个申报批次最多附{MOST_DOCUMENTS}个文件，请先移除不需要的。")
    record(call.chain, "attach_document", f"附上文件“{name}”。", by=by)
    # The file last: what is written to a disk is not undone with the rest.
    return CallDocument.objects.create(
        call=call,
        name=name,
        kind=kind.value,
        size=len(data),
        file=ContentFile(data, name=name),
        added_by=by,
        added=clock.now(),
    )


def kind_of(data: bytes, name: str) -> FileKind:
    """By content: a name proves nothing. Raises ``Refused``."""
    if len(data) > settings.UPLOAD_LIMIT:
        raise Refused(too_large(settings.UPLOAD_LIMIT, SMALLER))
    with NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        kind = identify(Path(file.name), name).kind
    if kind not in TAKEN:
        raise Refused(f"“{shortened(name, 40)}”是{kind.label}；请另存为PDF后重新上传。")
    return kind


@transaction.atomic
def remove_document(*, by: User, document: CallDocument) -> None:
    if not policy.may_open_call(by):
        raise PermissionDenied
    record(document.call.chain, "remove_document", f"移除文件“{document.name}”。", by=by)
    file = document.file
    document.delete()
    transaction.on_commit(lambda: file.storage.delete(file.name))
