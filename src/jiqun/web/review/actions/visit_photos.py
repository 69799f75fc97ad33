"""Photographs of a visit, and papers that were found there."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from jiqun.core.reading import shortened
from jiqun.documents.attachments.attachment import Attachment
from jiqun.documents.attachments.identify import identify
from jiqun.documents.filenames import tidy_name
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.actions.blobs import enter_blob, put_file
from jiqun.web.review.actions.visits import open_visit
from jiqun.web.review.models import VisitPhoto
from jiqun.web.wording import printable

MOST_PHOTOS = 60
LONGEST_NAME, LONGEST_CAPTION = 160, 200
UNNAMED = "未命名"


def add_photo(visit_id: int, *, by: User, path: Path, name: str, caption: str) -> VisitPhoto:
    """An image, or a PDF, at ``path``; looked at and stored before the transaction."""
    name = tidy_name(name, LONGEST_NAME) or UNNAMED
    caption = " ".join(printable(caption).split())
    if len(caption) > LONGEST_CAPTION:
        raise Refused(f"照片说明超过{LONGEST_CAPTION}字，没有收取，请删减。")
    attachment = identify(path, name, largest=settings.EVIDENCE_LIMIT)
    if not attachment.kind.bindable:
        label = attachment.kind.label
        raise Refused(f"“{shortened(name)}”是{label}；这里只收照片（JPG、PNG）和PDF文件。")
    open_before(visit_id, by)
    put_file(path, attachment)
    return enter_photo(visit_id, by=by, attachment=attachment, name=name, caption=caption)


@transaction.atomic
def open_before(visit_id: int, by: User) -> None:
    """Nothing is stored for whoever may not."""
    open_visit(visit_id, by)


@transaction.atomic
def enter_photo(
    visit_id: int, *, by: User, attachment: Attachment, name: str, caption: str
) -> VisitPhoto:
    """The same content once more is the photograph that is there already."""
    visit, declaration = open_visit(visit_id, by)
    kept = visit.photos.filter(removed_at=None)
    known = kept.filter(blob__sha256=attachment.sha256).select_related("blob").first()
    if known:
        return known
    if kept.count() >= MOST_PHOTOS:
        raise Refused(f"“{shortened(name)}”没有收取：已有{MOST_PHOTOS}个文件，请先移除一些。")
    photo = VisitPhoto.objects.create(
        visit=visit,
        blob=enter_blob(attachment),
        name=name,
        caption=caption,
        by=by,
        at=clock.now(),
    )
    data = {"visit": visit.pk, "photo": photo.pk, "sha256": attachment.sha256}
    record(declaration.chain, "add_visit_photo", f"上传核查照片“{name}”。", by=by, data=data)
    return photo


@transaction.atomic
def remove_photo(photo_id: int, *, by: User) -> VisitPhoto:
    photo = VisitPhoto.objects.get(pk=photo_id)
    visit, declaration = open_visit(photo.visit_id, by)
    photo.refresh_from_db()
    if photo.removed_at is None:
        photo.removed_at = clock.now()
        photo.save(update_fields=["removed_at"])
        data = {"visit": visit.pk, "photo": photo.pk}
        sentence = f"移除核查照片“{photo.name}”。"
        record(declaration.chain, "remove_visit_photo", sentence, by=by, data=data)
    return photo
