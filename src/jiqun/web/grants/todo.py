"""What waits for whoever signs for the bureau: grants to agree to."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate

from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.grants.models import Standing
from jiqun.web.grants.policy import may_decide
from jiqun.web.grants.queries import all_grants
from jiqun.web.inbox.todo import Todo


def grants_to_sign(user: User) -> Iterator[Todo]:
    """What others have prepared; it is wanted from its first day on."""
    if not may_decide(user):
        return
    today = localdate(clock.now())
    pending = all_grants().filter(standing=Standing.PENDING).exclude(prepared_by=user)
    for grant in pending.prefetch_related(None):
        yield Todo(
            label=f"审签查阅授权：{grant}",
            address=reverse("grant", args=[grant.pk]),
            told=f"{grant.prepared_by.name}拟办，用途：{grant.purpose}",
            urgent=grant.starts <= today,
            until=grant.starts,
        )
