"""What the bureau's checklist knows of a recommendation."""

import pytest

from jiqun.core.checklist import Recommendation
from jiqun.core.lifecycle import State
from jiqun.web import clock
from jiqun.web.audit.actions import record
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.models import Motion, Outcome
from jiqun.web.review.queries.checklist import recommendation_of
from tests.web.filings import a_submission
from tests.web.world import a_call, a_declaration, chief, district_maker, operator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


def recommend(declaration: Declaration, opinion: str = "") -> None:
    by = district_maker(declaration.unit.district)
    Motion.objects.create(
        declaration=declaration,
        verb="recommend",
        words=opinion,
        unit=by.unit,
        prepared_by=by,
        prepared_at=clock.now(),
        outcome=Outcome.SIGNED,
    )
    moved = {"from": State.DISTRICT_REVIEW, "to": State.RECOMMENDED}
    record(declaration.chain, "recommend", "推荐。", by=by, data=moved)


def test_its_place_is_among_those_of_its_district_in_the_call() -> None:
    """And stays what it was when others are recommended after it."""
    call, other_call = a_call(), a_call(title="另一批次")
    district, beside = "密云区", "海淀区"
    first, second = (a_declaration(operator(district), call) for _ in range(2))
    for other in (a_declaration(operator(beside), call), a_declaration(first.unit, other_call)):
        recommend(other)
    assert recommendation_of(first) is None
    recommend(first, "同意推荐。")
    recommend(second, "一并推荐。")
    assert [recommendation_of(each) for each in (first, second)] == [
        Recommendation("同意推荐。", 1, 3),
        Recommendation("一并推荐。", 2, 3),
    ]


def test_one_that_was_returned_by_the_bureau_keeps_its_place() -> None:
    by = chief()
    first = a_declaration(by.unit, a_call())
    a_submission(first, by)
    recommend(first, "同意推荐。")
    Declaration.objects.filter(pk=first.pk).update(state=State.RETURNED_BY_BUREAU)
    first.refresh_from_db()
    assert recommendation_of(first) == Recommendation("同意推荐。", 1, 3)
