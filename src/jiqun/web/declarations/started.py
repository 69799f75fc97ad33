"""What an operator has filed and asked for, and the waivers that somebody has prepared."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.accounts.policy import is_of_operator
from jiqun.web.declarations.models import Declaration, Submission, Waiver
from jiqun.web.declarations.queries.declarations import visible_to
from jiqun.web.inbox.started import Source, Started


def filed_by(user: User) -> QuerySet[Any]:
    """By an operator, whoever of its people did."""
    filed = visible_to(user).exclude(state=State.DRAFT).annotate(filed_at=last_filed("filed_at"))
    return filed if is_of_operator(user) else filed.none()


def last_filed(name: str) -> Subquery:
    last = Submission.objects.filter(declaration=OuterRef("pk")).order_by("-pk")
    return Subquery(last.values(name)[:1])


def filings_in_words(numbers: Sequence[int]) -> Iterator[tuple[int, Started]]:
    found: QuerySet[Any] = Declaration.objects.filter(pk__in=numbers).select_related("unit")
    for each in found.annotate(number=last_filed("number")):
        label = f"报送：{each}（{each.number}）"
        address = reverse("declaration", args=[each.pk])
        yield each.pk, Started(label, address, each.get_state_display())


def waivers_asked_by(user: User) -> QuerySet[Waiver]:
    """By an operator, whoever of its people did."""
    asked = Waiver.objects.filter(asked_at__isnull=False)
    return asked.filter(declaration__unit=user.unit) if is_of_operator(user) else asked.none()


def waivers_prepared_by(user: User) -> QuerySet[Waiver]:
    return Waiver.objects.filter(prepared_by=user)


def waivers_in_words(numbers: Sequence[int]) -> Iterator[tuple[int, Started]]:
    for each in Waiver.objects.filter(pk__in=numbers).select_related("declaration__unit"):
        label = f"豁免{each.rule}：{each.declaration}"
        address = reverse("waiver", args=[each.pk])
        answer = each.revocation or each.refusal
        yield each.pk, Started(label, address, each.stage.label, answer)


SOURCES = {
    "declaration": Source(filed_by, "filed_at", filings_in_words),
    "asked_waiver": Source(waivers_asked_by, "asked_at", waivers_in_words),
    "waiver": Source(waivers_prepared_by, "prepared_at", waivers_in_words),
}
