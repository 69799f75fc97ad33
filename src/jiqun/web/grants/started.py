"""The grants that somebody has prepared for another to agree to."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse

from jiqun.web.accounts.models import User
from jiqun.web.grants.models import Grant
from jiqun.web.inbox.started import Source, Started
from jiqun.web.wording import moment


def prepared_by(user: User) -> QuerySet[Grant]:
    return Grant.objects.filter(prepared_by=user)


def grants_in_words(numbers: Sequence[int]) -> Iterator[tuple[int, Started]]:
    found = Grant.objects.filter(pk__in=numbers)
    for each in found.select_related("department", "call", "decided_by"):
        address = reverse("grant", args=[each.pk])
        yield each.pk, Started(f"拟授权：{each}", address, standing_of(each), each.answer)


def standing_of(grant: Grant) -> str:
    if grant.decided_by is None or grant.decided_at is None:
        return grant.get_standing_display()
    by = f"{grant.decided_by.name}，{moment(grant.decided_at)}"
    return f"{grant.get_standing_display()}（{by}）"


SOURCES = {"grant": Source(prepared_by, "prepared_at", grants_in_words)}
