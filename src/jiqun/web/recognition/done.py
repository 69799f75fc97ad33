"""What acts on papers and objections were about."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from jiqun.web.accounts.models import User
from jiqun.web.inbox.done import Named, Subject
from jiqun.web.recognition.models import Notice, RecognisedList
from jiqun.web.recognition.policy import may_see_recognition
from jiqun.web.recognition.queries.objections import visible_to


def papers_named(model: type[Notice] | type[RecognisedList]) -> Named:
    def named(user: User, numbers: Sequence[str]) -> Iterator[tuple[int, Subject]]:
        found = model.objects.filter(pk__in=numbers)
        for each in found if may_see_recognition(user) else ():
            address = reverse("prepared_paper", args=[each.kind, each.pk])
            yield each.pk, Subject(each.title, address)

    return named


def objections_named(user: User, numbers: Sequence[str]) -> Iterator[tuple[int, Subject]]:
    """By their number alone."""
    for each in visible_to(user).filter(pk__in=numbers):
        yield each.pk, Subject(each.number, reverse("objection", args=[each.pk]))


KINDS: dict[str, Named] = {
    "notice": papers_named(Notice),
    "list": papers_named(RecognisedList),
    "objection": objections_named,
}
