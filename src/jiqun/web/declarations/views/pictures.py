"""A page of what is stored, as a picture for the screen."""

from django.http import Http404, HttpResponse
from django.utils import timezone

from jiqun.documents.attachments.attachment import FileKind
from jiqun.documents.attachments.picture import draw
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Blob
from jiqun.web.declarations.queries.blobs import local_file

PICTURE_WIDTH = 1100

#: Across what is one's own paper and not filed yet: it is looked at as it will be printed.
NO_MARK = ""


def picture_answer(blob: Blob, page: int, mark: str) -> HttpResponse:
    kind = FileKind(blob.kind)
    if not kind.bindable or not 1 <= page <= (blob.pages or 0):
        raise Http404
    try:
        with local_file(blob) as path:
            content, media_type = draw(path, kind, page, width=PICTURE_WIDTH, mark=mark)
    except Refused:  # sound when it came, but this page can't be drawn
        raise Http404 from None
    return HttpResponse(content, content_type=media_type)


def mark_of(reader: User) -> str:
    """Who reads it, and when."""
    return f"{reader.signature} {timezone.localtime(clock.now()):%Y-%m-%d %H:%M}"
