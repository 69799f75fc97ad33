"""Return a declaration to its operator, for exactly what is named to be corrected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from jiqun.core.corrections import may_name, opened_by
from jiqun.core.form import Edition
from jiqun.core.lifecycle import Situation
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.calls import refuse_all
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.actions.stages import advance
from jiqun.web.declarations.models import Correction, Declaration, Point, Submission
from jiqun.web.declarations.pages.shown import called
from jiqun.web.declarations.queries.case import case_in
from jiqun.web.declarations.queries.corrections import answers_in, standing_correction
from jiqun.web.declarations.queries.draft import draft_of
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.inbox.actions import tell
from jiqun.web.wording import moment, printable

LONGEST_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be corrected: the key of it, as ``core.corrections`` has them, and why."""

    key: str
    words: str


@transaction.atomic
def return_declaration(
    declaration_id: int,
    *,
    by: User,
    prepared_by: User,
    asked: Sequence[Asked],
    due: datetime,
    words: str = "",
    site: str = "",
) -> Correction:
    """Give what was filed back, until ``due``, whatever the deadline of the call."""
    declaration = locked(declaration_id)
    submission = standing_submission(declaration)
    if submission is None:
        raise PermissionDenied
    refuse_all(list(faults_of(declaration.edition, asked, words)))
    case = case_in(declaration, draft_of(declaration))
    correction = Correction(
        submission=submission,
        declaration=declaration,
        words=printable(words),
        due=due,
        opened=sorted(opened_by(case, {each.key for each in asked})),
        returned_by=by,
        returned_at=clock.now(),
    )
    names = "、".join(called(declaration.edition, each.key) for each in asked)
    advance(
        declaration,
        "return",
        by=by,
        prepared_by=prepared_by,
        now=Situation(points=len(asked), due_ahead=due > clock.now()),
        sentence=f"退回补正（{submission.number}），{moment(due)}前补正：{names}。",
        data={
            "number": submission.number,
            "points": [{"key": each.key, "words": printable(each.words)} for each in asked],
            "opened": correction.opened,
        },
    )
    declaration.file_by = max(due, declaration.file_by or due)
    declaration.save(update_fields=["file_by"])
    correction.save()
    points = (Point(correction=correction, key=a.key, words=printable(a.words)) for a in asked)
    Point.objects.bulk_create(points)
    tell_returned(correction, site)
    return correction


def faults_of(edition: Edition, asked: Sequence[Asked], words: str) -> Iterator[str]:
    for each in asked:
        if not may_name(edition, each.key):
            yield f"没有“{called(edition, each.key)}”这一项可以补正，请重新选择。"
        elif not printable(each.words):
            yield f"请写明“{called(edition, each.key)}”要补正什么。"
    if any(len(text) > LONGEST_WORDS for text in (words, *(each.words for each in asked))):
        yield f"补正要求每条不超过{LONGEST_WORDS}字，请删减。"


def tell_returned(correction: Correction, site: str) -> None:
    own = User.objects.filter(unit=correction.declaration.unit, is_active=True)
    address = reverse("corrections", args=[correction.declaration_id])
    tell(own, "declarations/mail/returned", address=address, site=site, correction=correction)


def close_correction(correction: Correction, submission: Submission) -> None:
    """It is answered by what is filed; called while that is entered."""
    given = answers_in(correction.declaration)
    points = list(correction.points.all())
    for point in points:
        point.answer = given.get(point.answer_key, "")
    Point.objects.bulk_update(points, ["answer"])
    correction.answered_by = submission
    correction.save(update_fields=["answered_by"])


def answers_to(declaration: Declaration) -> list[Mapping[str, str]]:
    """The points of the standing correction with their answers, as they are filed."""
    correction = standing_correction(declaration)
    given = answers_in(declaration)
    return [
        {
            "key": point.key,
            "called": called(declaration.edition, point.key),
            "words": point.words,
            "answer": given.get(point.answer_key, ""),
        }
        for point in (correction.points.all() if correction else ())
    ]
