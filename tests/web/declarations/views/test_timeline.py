"""How a declaration went, as its operator may know it; and whose turn it is."""

import pytest
from django.test import Client

from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.actions.waivers import refuse_waiver
from jiqun.web.declarations.models import Declaration, Waiver
from jiqun.web.review.actions.intake import take_up
from jiqun.web.review.actions.motions import prepare, sign
from jiqun.web.review.actions.remarks import add_remark
from tests.web.checklists import answer_all
from tests.web.filings import a_submission
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.waivings import WHY, a_waiver, prepared, signed
from tests.web.world import (
    a_declaration,
    bureau_checker,
    chief,
    district_checker,
    district_maker,
    filler,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

AT = "2024年5月11日09:00"


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    return a_declaration(by.unit)


@pytest.fixture
def page(by: User) -> Client:
    return visit_as(by)


def went(client: Client, declaration: Declaration, rest: str = "") -> list[str]:
    seen = client.get(f"/declarations/{declaration.pk}/{rest}")
    found = parsed(seen).xpath("//ol[@class='timeline']/li")
    return [" ".join(each.text_content().split()) for each in found]


def test_its_own_acts_and_every_step_but_no_remark_or_motion(
    declaration: Declaration, by: User, page: Client
) -> None:
    maker, checker = district_maker(), district_checker()
    a_submission(declaration, by)
    take_up(declaration.pk, by=maker)
    add_remark(declaration.pk, by=maker, key="roster", words="缺2家。")
    answer_all(declaration, maker)
    motion = prepare(declaration.pk, by=maker, verb="decline", words="产值不足。", payload={})
    known = [
        f"{AT} {maker.signature}受理，开始初审。",
        f"{AT} {by.signature}报送。",
    ]
    assert went(page, declaration) == went(page, declaration, "timeline/") == known
    sign(motion.pk, by=checker)
    decided = f"{AT} {checker.signature}不予推荐，理由：产值不足。"
    assert went(visit_as(filler(by.unit)), declaration) == [decided, *known]


def test_what_became_of_a_waiver_but_not_what_was_only_thought_of(
    declaration: Declaration, by: User, page: Client
) -> None:
    """What the bureau began by itself and did not sign, the operator never hears of."""
    asked, own, checker = a_waiver(declaration, by), a_waiver(declaration, by), bureau_checker()
    Waiver.objects.filter(pk=own.pk).update(asked_at=None, asked_by=None)
    for waiver in (asked, own):
        prepared(waiver)
        refuse_waiver(waiver.pk, by=checker, words=f"第{waiver.pk}件不同意。")
    refused = f"{AT} {checker.signature}不同意豁免R1-05，理由：第{asked.pk}件不同意。"
    assert went(page, declaration) == [refused]
    signed(prepared(a_waiver(declaration, by)), checker)
    assert went(page, declaration) == [
        f"{AT} {checker.signature}豁免R1-05，至2024年5月31日09:00，理由：{WHY}",
        refused,
    ]


def test_it_is_its_own_affair(declaration: Declaration, by: User) -> None:
    """Reviewers have theirs on the page of the review."""
    a_submission(declaration, by)
    reader = visit_as(district_maker())
    assert went(reader, declaration) == []
    assert reader.get(f"/declarations/{declaration.pk}/timeline/").status_code == 403


def test_the_last_ten_and_the_rest_a_step_away(
    declaration: Declaration, by: User, page: Client
) -> None:
    for number in range(51):
        record(declaration.chain, "test", f"第{number}件。", by=by)
    assert went(page, declaration)[0].endswith("第50件。")
    assert len(went(page, declaration)) == 10
    assert texts(page.get(f"/declarations/{declaration.pk}/"), ".more") == ["全部经过"]
    assert len(went(page, declaration, "timeline/")) == 50
    assert len(went(page, declaration, "timeline/?page=2")) == 1


def test_it_says_whose_turn_it_is_and_until_when(
    declaration: Declaration, by: User, page: Client
) -> None:
    a_submission(declaration, by)

    def turn() -> list[str]:
        panel = texts(page.get(f"/declarations/{declaration.pk}/"), "p")
        return [text for text in panel if "现由" in text]

    unknown = "2024年的节假日安排尚未录入，暂按周一至周五计算。"
    assert turn() == [f"现由区级主管部门办理，办理期限至2024年5月15日（按工作日计算）。{unknown}"]
    take_up(declaration.pk, by=district_maker())
    assert turn() == [f"现由区级主管部门办理，办理期限至2024年5月31日（按工作日计算）。{unknown}"]
    Declaration.objects.update(state="failed")
    assert turn() == []


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_however_much_has_happened(
    count: int,
    declaration: Declaration,
    by: User,
    page: Client,
    django_assert_num_queries: object,
) -> None:
    for number in range(count):
        record(declaration.chain, "test", f"第{number}件。", by=by)
    page.get(f"/declarations/{declaration.pk}/timeline/")
    with django_assert_num_queries(7):  # type: ignore[operator]
        page.get(f"/declarations/{declaration.pk}/timeline/")
