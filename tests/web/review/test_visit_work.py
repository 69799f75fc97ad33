"""What there is to work on beside reading, and how far it has come."""

import pytest

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.actions.visits import begin_visit
from jiqun.web.review.works import Work, of_visit
from tests.web.visits import a_closed_visit, reviewed_declaration
from tests.web.world import bureau_maker, chief, district_maker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


def visit_line(declaration: Declaration, told: str, *, done: bool = False) -> Work:
    return Work("实地核查", f"/declarations/{declaration.pk}/review/visit/", told, done)


def in_state(declaration: Declaration, state: State) -> Declaration:
    declaration.state = state
    return declaration


def test_the_visit_is_the_districts_and_the_bureau_reads_what_is_closed() -> None:
    by = chief()
    declaration = reviewed_declaration(by)
    maker: User = district_maker(by.unit.district)
    bureau = bureau_maker()
    assert of_visit(maker, declaration) == visit_line(declaration, "还没有开始实地核查")
    assert of_visit(maker, in_state(declaration, State.FILED)) is None
    assert of_visit(maker, in_state(declaration, State.RECOMMENDED)) is None
    in_state(declaration, State.DISTRICT_REVIEW)
    visit = begin_visit(declaration.pk, by=maker)
    assert of_visit(maker, declaration) == visit_line(declaration, "正在核查")
    assert of_visit(bureau, declaration) is None
    visit.delete()
    a_closed_visit(declaration, maker)
    told = "核查已办结，对现在的报送有效"
    assert of_visit(maker, declaration) == visit_line(declaration, told, done=True)
    assert of_visit(bureau, declaration) == visit_line(declaration, "已办结", done=True)
