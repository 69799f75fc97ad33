"""Answer with a file to keep."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def as_file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
