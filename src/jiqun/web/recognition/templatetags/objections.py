"""What the templates of objections need and Django's lack."""

from django import template

from jiqun.web import clock
from jiqun.web.recognition.models import Notice, NoticeEntry
from jiqun.web.recognition.queries.objections import open_entries

register = template.Library()


@register.simple_tag
def objectable(notice: Notice) -> list[NoticeEntry]:
    """The clusters of a notice that may be objected to now."""
    return open_entries(notice, clock.now())
