"""The picture of the procedure says what the table says."""

from itertools import combinations

import pytest

from jiqun.core.lifecycle import TRANSITIONS, State
from jiqun.web.review.diagram import HEIGHT, LEAVING, WIDTH, drawn
from tests.web.pages import parsed
from tests.web.visitors import visit_as
from tests.web.world import chief


def test_every_stage_and_every_step_is_in_it() -> None:
    diagram = drawn()
    assert {box.state for box in diagram.boxes} == set(State) - {State.TERMINATED}
    shown = [(n, each) for n, each in enumerate(TRANSITIONS, 1) if each.verb not in LEAVING]
    assert [(arrow.number, arrow.transition) for arrow in diagram.arrows] == shown


def test_only_leaving_ends_where_nothing_is_drawn() -> None:
    assert {each.verb for each in TRANSITIONS if each.after is State.TERMINATED} == set(LEAVING)


def test_no_two_boxes_and_no_two_numbers_lie_upon_each_other() -> None:
    diagram = drawn()
    for one, other in combinations(diagram.boxes, 2):
        assert abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT
    for a, b in combinations(diagram.arrows, 2):
        assert abs(a.x - b.x) + abs(a.y - b.y) >= 12, (a.number, b.number)
    for box in diagram.boxes:
        assert box.x >= 0 and box.x + WIDTH <= diagram.width and box.y + HEIGHT <= diagram.height


@pytest.mark.django_db
def test_the_page_has_the_picture_and_a_row_for_every_step() -> None:
    page = parsed(visit_as(chief()).get("/stages/"))
    assert len(page.xpath("//section[@aria-labelledby='moves']//tbody/tr")) == len(TRANSITIONS)
    assert len(page.xpath("//*[@class='stage']")) == len(State) - 1
