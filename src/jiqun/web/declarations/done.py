"""What acts on calls and waivers were about."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from jiqun.web.accounts.models import User
from jiqun.web.declarations.queries import calls
from jiqun.web.declarations.queries.waivers import waivers_visible_to
from jiqun.web.inbox.done import Subject


def calls_named(user: User, numbers: Sequence[str]) -> Iterator[tuple[int, Subject]]:
    for each in calls.visible_to(user).filter(pk__in=numbers):
        yield each.pk, Subject(each.title, reverse("call", args=[each.pk]))


def waivers_named(user: User, numbers: Sequence[str]) -> Iterator[tuple[int, Subject]]:
    for each in waivers_visible_to(user).filter(pk__in=numbers):
        label = f"豁免{each.rule}：{each.declaration}"
        yield each.pk, Subject(label, reverse("waiver", args=[each.pk]))
