"""Fill in the checklist of a review."""

from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.actions.checklist import Answered, answer_checks
from jiqun.web.review.models import Answer
from jiqun.web.review.policy import level_of
from jiqun.web.review.queries.checklist import Item, checklist_of


def items_for(declaration: Declaration, by: User) -> dict[str, Item]:
    """The lines that somebody has before him, by id."""
    submission = declaration.submissions.all()[0]
    found = checklist_of(declaration, submission, level_of(by), beside=True)
    return {item.line.id: item for item in found.items}


def said(item: Item, answer: str, words: str = "") -> Answered:
    """An answer by somebody who has the line before him as it is."""
    base = item.check.pk if item.check else 0
    return Answered(item.line.id, item.line.digest, base, answer, words)


def answer_all(
    declaration: Declaration, by: User, answer: str = Answer.FULFILLED, words: str = ""
) -> None:
    """Whatever is left of the checklist, the same for all."""
    declaration.refresh_from_db()
    left = [item for item in items_for(declaration, by).values() if not item.answered]
    if left:
        answer_checks(declaration.pk, by=by, answered=[said(i, answer, words) for i in left])
