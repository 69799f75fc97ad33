"""Pages with a form: looked at, or filled in."""

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was filled in with; None where it is only looked at."""
    return request.POST if request.method == "POST" else None


def status_of(form: BaseForm) -> int:
    """Of a page that shows a form, maybe once more since something is wrong with it."""
    return 422 if form.errors else 200
