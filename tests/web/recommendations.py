"""A district on its way to a recommendation: everything but what a test is about."""

from collections.abc import Mapping
from typing import Any

import pytest

from jiqun.core.facts import as_json
from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Call, Declaration, Submission
from jiqun.web.review.actions.motions import prepare, sign
from jiqun.web.review.actions.ranking import rank_candidates
from jiqun.web.review.actions.recommendations import take_sealed, write_opinion
from jiqun.web.review.models import Motion, Recommendation
from jiqun.web.review.queries import situation
from jiqun.web.review.queries.recommendations import candidates_in, seen_in
from tests.declarations import golden
from tests.web.filings import a_submission, photograph
from tests.web.world import a_declaration, chief, operator

OPINION = "经初审和实地核查，申报材料真实完整，同意推荐。"


def all_else_done(patch: pytest.MonkeyPatch) -> None:
    """The checklist is answered and the visit made."""
    done: Mapping[str, Any] = {"unchecked": 0, "failing": 0, "visited": True}
    patch.setattr(situation, "SOURCES", [*situation.SOURCES, lambda declaration, motion: done])


def filed_in_full(declaration: Declaration, by: User) -> Submission:
    """The clean golden, as it was filed."""
    submission = a_submission(declaration, by)
    facts = golden("clean").facts
    values = {key: as_json(value) for key, value in facts.items()}
    found = Submission.objects.filter(pk=submission.pk)
    found.update(facts=values, digest=facts.digest, code="7K3D-9QXZ")
    return found.get()


def in_district_review(call: Call, name: str, district: str = "密云区") -> Declaration:
    by = chief(operator(district, name=f"{name}运营中心"))
    declaration = a_declaration(by.unit, call)
    filed_in_full(declaration, by)
    Declaration.objects.filter(pk=declaration.pk).update(
        state=State.DISTRICT_REVIEW, cluster_name=name
    )
    declaration.refresh_from_db()
    return declaration


def seal(declaration: Declaration, by: User, opinion: str = OPINION) -> Recommendation:
    """With two photographs, and the code that is printed on what was sealed."""
    code = write_opinion(declaration.pk, by=by, opinion=opinion).code
    files = [(f"第{number}页.jpg", photograph()) for number in (1, 2)]
    return take_sealed(declaration, by=by, files=files, typed_code=code)


def rank_all(call: Call, by: User, *order: Declaration) -> None:
    """In that order."""
    seen = seen_in(candidates_in(call, by.unit.district))
    typed = {each.pk: str(number) for number, each in enumerate(order, start=1)}
    rank_candidates(call, by=by, typed=typed, seen=seen)


def propose(declaration: Declaration, by: User) -> Motion:
    return prepare(declaration.pk, by=by, verb="recommend", words="", payload={})


def recommend(declaration: Declaration, maker: User, checker: User) -> Motion:
    """Sealed and ranked already."""
    return sign(propose(declaration, maker).pk, by=checker)
