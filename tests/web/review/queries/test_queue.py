"""What lies before each reviewer, the most urgent first."""

import pytest

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.actions.intake import take_up
from jiqun.web.review.actions.motions import prepare
from jiqun.web.review.models import Motion
from jiqun.web.review.queries.queue import queue_of
from tests.web.checklists import answer_all
from tests.web.filings import a_submission
from tests.web.world import (
    a_call,
    a_declaration,
    bureau_maker,
    chief,
    district_checker,
    district_maker,
    operator,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


def filed(district: str = "密云区") -> Declaration:
    by = chief(operator(district))
    declaration = a_declaration(by.unit, a_call())
    a_submission(declaration, by)
    return declaration


def queue(user: User) -> dict[str, list[int]]:
    found = queue_of(user)
    parts = ("mine", "ours", "others", "ended")
    return {part: [case.declaration.pk for case in getattr(found, part)] for part in parts}


def test_it_waits_for_whoever_is_to_act() -> None:
    maker, checker, bureau = district_maker(), district_checker(), bureau_maker()
    one, other = filed(), filed("海淀区")
    a_declaration(operator("密云区"))  # a draft is nobody's affair
    assert queue(maker) == {"mine": [one.pk], "ours": [], "others": [], "ended": []}
    assert queue(checker) == {"mine": [], "ours": [one.pk], "others": [], "ended": []}
    assert queue(bureau)["others"] == [one.pk, other.pk]
    take_up(one.pk, by=maker)
    answer_all(one, maker)
    prepare(one.pk, by=maker, verb="decline", words="产值不足。", payload={})
    assert (queue(maker)["mine"], queue(checker)["mine"]) == ([], [one.pk])
    Motion.objects.all().delete()
    Declaration.objects.filter(pk=one.pk).update(state=State.RETURNED_BY_DISTRICT)
    assert queue(maker)["others"] == [one.pk]
    Declaration.objects.filter(pk=one.pk).update(state=State.RECOMMENDED)
    assert queue(bureau)["mine"] == [one.pk]
    Declaration.objects.filter(pk=one.pk).update(state=State.NOT_RECOMMENDED)
    assert queue(maker)["ended"] == queue(bureau)["ended"] == [one.pk]
    assert queue(district_maker("海淀区")) == {
        "mine": [other.pk],
        "ours": [],
        "others": [],
        "ended": [],
    }
