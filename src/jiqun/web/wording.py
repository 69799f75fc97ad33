"""How times and such are said, and what people say is kept."""

from datetime import datetime

from django.utils import timezone

from jiqun.core.reading import UNPRINTABLE


def moment(at: datetime) -> str:
    """“2026年5月30日17:00”"""
    local = timezone.localtime(at)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"


def printable(words: str) -> str:
    """What somebody wrote, without what no paper, page or database takes."""
    return UNPRINTABLE.sub("", words).strip()
