"""How the pages of the declaration desk say things."""

from datetime import datetime

from django import template

from jiqun.web.declarations.wording import moment as said

register = template.Library()


@register.filter
def moment(at: datetime) -> str:
    """“2026年5月30日17:00”"""
    return said(at)
