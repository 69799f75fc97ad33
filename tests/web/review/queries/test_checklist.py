"""What the bureau's checklist knows of a recommendation."""

from datetime import timedelta

import pytest

from jiqun.core.checklist import Recommendation as Recommended
from jiqun.core.lifecycle import State
from jiqun.web import clock
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.models import Recommendation
from jiqun.web.review.queries.checklist import recommended_as
from tests.web.filings import a_submission
from tests.web.world import a_call, a_declaration, chief, operator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


def recommend(declaration: Declaration, opinion: str = "") -> None:
    """The one after the other."""
    before = Recommendation.objects.count()
    Recommendation.objects.create(
        declaration=declaration,
        opinion=opinion,
        signed_at=clock.now() + timedelta(minutes=before),
    )
    declaration.refresh_from_db()


def test_its_place_is_among_those_of_its_district_in_the_call() -> None:
    """And stays what it was when others are recommended after it."""
    call, other_call = a_call(), a_call(title="另一批次")
    district, beside = "密云区", "海淀区"
    first, second = (a_declaration(operator(district), call) for _ in range(2))
    for other in (a_declaration(operator(beside), call), a_declaration(first.unit, other_call)):
        recommend(other)
    assert recommended_as(first) is None
    recommend(first, "同意推荐。")
    recommend(second, "一并推荐。")
    assert [recommended_as(each) for each in (first, second)] == [
        Recommended("同意推荐。", 1, 3),
        Recommended("一并推荐。", 2, 3),
    ]


def test_one_that_was_returned_by_the_bureau_keeps_its_place() -> None:
    by = chief()
    first = a_declaration(by.unit, a_call())
    a_submission(first, by)
    recommend(first, "同意推荐。")
    Declaration.objects.filter(pk=first.pk).update(state=State.RETURNED_BY_BUREAU)
    first.refresh_from_db()
    assert recommended_as(first) == Recommended("同意推荐。", 1, 3)
