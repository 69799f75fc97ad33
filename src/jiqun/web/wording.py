"""How times and such are said, and what people say is kept."""

import unicodedata
from datetime import date, datetime

from django.utils import timezone

from jiqun.core.reading import UNPRINTABLE
from jiqun.web import clock


def moment(at: datetime) -> str:
    """“2026年5月30日17:00”"""
    local = timezone.localtime(at)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"


def printable(words: str) -> str:
    """What somebody wrote, without what no paper, page or database takes; nothing, where it shows
    nothing."""
    kept = UNPRINTABLE.sub("", words).strip()
    return kept if any(map(is_seen, kept)) else ""


def is_seen(character: str) -> bool:
    """Neither a space nor a mark of how to write (U+200B, U+202E)."""
    return unicodedata.category(character)[0] not in "CZ"


def in_full(day: date) -> str:
    """“2026年5月30日”"""
    return f"{day.year}年{day.month}月{day.day}日"


def near(day: date) -> str:
    """“5月30日”; with the year, if it is another than this."""
    today = timezone.localdate(clock.now())
    return f"{day.month}月{day.day}日" if day.year == today.year else in_full(day)


def from_to(first: date, last: date) -> str:
    """“2026年5月25日至5月29日”; the year once more if it is another."""
    end = in_full(last) if last.year != first.year else f"{last.month}月{last.day}日"
    return f"{in_full(first)}至{end}"
