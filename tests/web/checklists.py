"""Fill in the checklist of a review, of a declaration that has something to look at."""

from typing import Any

from jiqun.core.evidence import demands
from jiqun.core.facts import as_json
from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration, Submission
from jiqun.web.review.actions.checklist import Answered, answer_checks
from jiqun.web.review.models import Answer
from jiqun.web.review.policy import level_of
from jiqun.web.review.queries.checklist import Item, checklist_of
from tests.declarations import golden
from tests.web.filings import a_submission
from tests.web.world import a_declaration, chief

#: What a rule asked a reason for.
FINDING = {
    "rule": "R2-14",
    "rank": "explain",
    "part": "二",
    "fields": ["output.2022"],
    "message": "产值与占比不合，请说明。",
    "reason": "口径不同。",
    "cites": ["填报说明5"],
}


def filed_whole(by: User | None = None) -> Declaration:
    """The clean golden as it is filed, with a proof for every claim and one explained finding."""
    by = by or chief()
    declaration = a_declaration(by.unit)
    write_over(a_submission(declaration, by), **as_filed())
    return declaration


def as_filed() -> dict[str, Any]:
    facts = golden("clean").facts
    bindings = {demand.key: "3" for demand in demands(facts)}
    proof = {"number": 1, "name": "示例佐证.pdf", "sha256": "1" * 64, "bindings": bindings}
    return {
        "facts": {key: as_json(value) for key, value in facts.items()},
        "findings": [FINDING],
        "evidence": [proof],
    }


def filed_again(declaration: Declaration, **facts: str) -> Submission:
    """The same once more, but for some facts; it lies before the district again."""
    before = declaration.submissions.all()[0]
    again = declaration.submissions.all()[0]
    again.pk, again._state.adding = None, True
    again.number, again.facts = f"{before.number}-2", {**before.facts, **facts}
    again.save()
    Declaration.objects.filter(pk=declaration.pk).update(state=State.DISTRICT_REVIEW)
    declaration.refresh_from_db()
    return again


def write_over(submission: Submission, **content: Any) -> None:
    """What no submission of ours allows."""
    Submission.objects.filter(pk=submission.pk).update(**content)


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
