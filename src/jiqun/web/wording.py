"""How times and such are said."""

from datetime import datetime

from django.utils import timezone


def moment(at: datetime) -> str:
    """“2026年5月30日17:00”"""
    local = timezone.localtime(at)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
