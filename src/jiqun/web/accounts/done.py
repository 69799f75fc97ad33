"""What acts on units were about."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from jiqun.web.accounts.models import UnitKind, User
from jiqun.web.accounts.policy import is_of_district
from jiqun.web.accounts.queries import units
from jiqun.web.inbox.done import Subject


def units_named(user: User, numbers: Sequence[str]) -> Iterator[tuple[int, Subject]]:
    for each in units.visible_to(user).filter(pk__in=numbers):
        page = is_of_district(user) and each.kind == UnitKind.OPERATOR
        yield each.pk, Subject(each.name, reverse("operator", args=[each.pk]) if page else "")
