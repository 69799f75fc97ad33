"""Return a declaration to its operator, for exactly what is named to be corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jiqun.core.corrections import may_name, opened_by
from jiqun.core.form import Edition
from jiqun.core.lifecycle import State
from jiqun.web import clock, mail
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.calls import refuse_all
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.models import Correction, Declaration, Point, Submission
from jiqun.web.declarations.pages.shown import called
from jiqun.web.declarations.queries.case import case_in
from jiqun.web.declarations.queries.corrections import answers_in, standing_correction
from jiqun.web.declarations.queries.draft import draft_of
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.wording import moment, printable

LONGEST_WORDS = 2000
NOTHING_NAMED = "请至少写一条补正要求。"
TOO_SOON = "补正期限应晚于现在，请改正。"


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
    asked: Sequence[Asked],
    due: datetime,
    words: str = "",
    site: str = "",
) -> Correction:
    """Give what was filed back, until ``due``, whatever the deadline of the call. What has been
    returned already gets further points, and the later of both days."""
    declaration = locked(declaration_id)
    if not policy.may_return(by, declaration):
        raise PermissionDenied
    submission = standing_submission(declaration)
    assert submission is not None  # it would be a draft
    refuse_all(list(faults_of(declaration.edition, asked, due, words)))
    correction = entered(declaration, submission, by=by, due=due, words=printable(words))
    Point.objects.bulk_create(
        Point(correction=correction, key=each.key, words=printable(each.words)) for each in asked
    )
    named = set(correction.points.values_list("key", flat=True))
    case = case_in(declaration, draft_of(declaration))
    correction.opened = sorted(opened_by(case, named))
    correction.save(update_fields=["opened"])
    declaration.state = State.RETURNED
    declaration.file_by = max(due, declaration.file_by or due)
    declaration.save(update_fields=["state", "file_by"])
    tell_returned(correction, asked, by=by, site=site)
    return correction


def faults_of(edition: Edition, asked: Sequence[Asked], due: datetime, words: str) -> Sequence[str]:
    found = []
    if not asked:
        found.append(NOTHING_NAMED)
    for each in asked:
        if not may_name(edition, each.key):
            found.append(f"没有“{called(edition, each.key)}”这一项可以补正，请重新选择。")
        elif not printable(each.words):
            found.append(f"请写明“{called(edition, each.key)}”要补正什么。")
    if any(len(text) > LONGEST_WORDS for text in (words, *(each.words for each in asked))):
        found.append(f"补正要求每条不超过{LONGEST_WORDS}字，请删减。")
    if due <= clock.now():
        found.append(TOO_SOON)
    return found


def entered(
    declaration: Declaration, submission: Submission, *, by: User, due: datetime, words: str
) -> Correction:
    """The standing correction with what is new in it, or a new one."""
    standing = declaration.corrections.filter(answered_by=None).first()
    if standing is None:
        return Correction.objects.create(
            submission=submission,
            declaration=declaration,
            words=words,
            due=due,
            returned_by=by,
            returned_at=clock.now(),
        )
    standing.words = "\n".join(filter(None, (standing.words, words)))
    standing.due = max(standing.due, due)
    standing.save(update_fields=["words", "due"])
    return standing


def tell_returned(correction: Correction, asked: Sequence[Asked], *, by: User, site: str) -> None:
    declaration = correction.declaration
    names = "、".join(called(declaration.edition, each.key) for each in asked)
    record(
        declaration.chain,
        "return",
        f"退回补正（{correction.submission.number}），{moment(correction.due)}前补正：{names}。",
        by=by,
        data={
            "number": correction.submission.number,
            "points": [{"key": each.key, "words": printable(each.words)} for each in asked],
            "opened": correction.opened,
        },
    )
    own = User.objects.filter(unit=declaration.unit, is_active=True)
    context = {"correction": correction, "declaration": declaration, "by": by, "site": site}
    mail.post("declarations/mail/returned", to=own.values_list("email", flat=True), **context)


def close_correction(declaration: Declaration, submission: Submission) -> None:
    """The standing correction is answered by what is filed; called while that is entered."""
    correction = standing_correction(declaration)
    if correction is None:
        return
    given = answers_in(declaration)
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
