"""What acts on grants were about."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from jiqun.web.accounts.models import User
from jiqun.web.grants.policy import may_see_grants
from jiqun.web.grants.queries import all_grants
from jiqun.web.inbox.done import Subject


def grants_named(user: User, numbers: Sequence[str]) -> Iterator[tuple[int, Subject]]:
    if may_see_grants(user):
        for each in all_grants().filter(pk__in=numbers).prefetch_related(None):
            yield each.pk, Subject(str(each), reverse("grant", args=[each.pk]))
