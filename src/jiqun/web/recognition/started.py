"""The papers and the answers to objections that somebody has prepared for another to sign."""

from collections.abc import Callable, Iterator, Sequence

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from jiqun.web.accounts.models import User
from jiqun.web.inbox.started import InWords, Source, Started
from jiqun.web.recognition.models import Notice, Objection, RecognisedList
from jiqun.web.wording import moment

Paper = Notice | RecognisedList


def papers_by(model: type[Notice] | type[RecognisedList]) -> Callable[[User], QuerySet[Paper]]:
    return lambda user: model.objects.filter(prepared_by=user)


def papers_in_words(model: type[Notice] | type[RecognisedList], label: str) -> InWords:
    def in_words(numbers: Sequence[int]) -> Iterator[tuple[int, Started]]:
        for each in model.objects.filter(pk__in=numbers).select_related("decided_by"):
            address = reverse("prepared_paper", args=[each.kind, each.pk])
            started = Started(f"拟{label}：{each.title}", address, standing_of(each), each.answer)
            yield each.pk, started

    return in_words


def standing_of(paper: Paper) -> str:
    if paper.decided_by is None or paper.decided_at is None:
        return paper.get_outcome_display()
    by = f"{paper.decided_by.name}，{moment(paper.decided_at)}"
    return f"{paper.get_outcome_display()}（{by}）"


def answers_by(user: User) -> QuerySet[Objection]:
    """Also while one is to be written anew."""
    own = Objection.objects.filter(prepared_by=user)
    return own.annotate(written_at=Coalesce(F("prepared_at"), F("taken_up_at"), F("received_at")))


def answers_in_words(numbers: Sequence[int]) -> Iterator[tuple[int, Started]]:
    """Of the objection its number alone."""
    for each in Objection.objects.filter(pk__in=numbers).select_related("signed_by"):
        address = reverse("objection", args=[each.pk])
        yield each.pk, Started(f"拟答复：{each.number}", address, outcome_of(each))


def outcome_of(objection: Objection) -> str:
    if objection.signed_by and objection.signed_at:
        by = f"{objection.signed_by.name}，{moment(objection.signed_at)}"
        answered = "" if objection.answered_at else "，待书面答复"
        return f"已审签（{by}），{objection.get_finding_display()}{answered}"
    return "待审签" if objection.is_pending else "待重新拟办"


SOURCES = {
    "notice": Source(papers_by(Notice), "prepared_at", papers_in_words(Notice, "公示")),
    "list": Source(
        papers_by(RecognisedList), "prepared_at", papers_in_words(RecognisedList, "认定名单")
    ),
    "answer": Source(answers_by, "written_at", answers_in_words),
}
