"""What reviewers see of a waiver: a line among their work, and beside what was filed."""

import pytest

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.works import Work, works_of
from tests.web.filings import a_submission
from tests.web.pages import texts
from tests.web.visitors import visit_as
from tests.web.waivings import a_waiver
from tests.web.world import a_declaration, bureau_checker, bureau_maker, chief, district_maker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

WAIVED = {"number": 1, "by": "市经信局", "until": "2024-05-31T17:00:00+08:00", "why": "情况属实。"}
FINDING = {
    "rule": "R2-01",
    "rank": "block",
    "part": "二",
    "fields": ["smes.2022"],
    "message": "甲多于乙。",
    "reason": "",
    "cites": [],
    "waiver": WAIVED,
}
TOLD = "已豁免（市经信局，至2024年5月31日17:00，理由：情况属实。）"


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    declaration = a_declaration(by.unit)
    submission = a_submission(declaration, by)
    type(submission).objects.filter(pk=submission.pk).update(findings=[FINDING])
    return declaration


def waiver_line(user: User, declaration: Declaration) -> list[Work]:
    declaration.refresh_from_db()
    return [work for work in works_of(user, declaration) if work.label == "豁免"]


def test_there_is_a_line_where_there_is_a_waiver(declaration: Declaration, by: User) -> None:
    reviewers = (district_maker(), bureau_maker(), bureau_checker())
    assert [waiver_line(user, declaration) for user in reviewers] == [[], [], []]
    a_waiver(declaration, by)
    line = Work("豁免", f"/declarations/{declaration.pk}/waivers/", "1件，有效0件")
    assert [waiver_line(user, declaration) for user in reviewers] == [[line]] * 3


def test_whoever_may_prepare_one_finds_the_way(declaration: Declaration) -> None:
    Declaration.objects.update(state=State.FORMAL_REVIEW)
    address = f"/declarations/{declaration.pk}/waivers/"
    assert waiver_line(bureau_maker(), declaration) == [Work("豁免", address, "没有")]
    assert waiver_line(bureau_checker(), declaration) == []


def test_what_was_waived_stands_beside_what_was_filed(declaration: Declaration) -> None:
    page = visit_as(district_maker())
    whole = page.get(f"/declarations/{declaration.pk}/review/")
    assert f"甲多于乙。{TOLD}" in texts(whole, "td")
    part = page.get(f"/declarations/{declaration.pk}/review/parts/2/")
    assert texts(part, ".note-finding") == [f"R2-01 甲多于乙。{TOLD}"]
