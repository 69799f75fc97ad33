"""What the page of a declaration says of its notice and of the register."""

from django import template

from jiqun.web.declarations.models import Declaration
from jiqun.web.recognition import works
from jiqun.web.review.works import Work

register = template.Library()


@register.simple_tag
def public_paper(declaration: Declaration) -> Work | None:
    """Where everybody may read of it."""
    return works.public_paper(declaration)
