"""The pages of those who review: the queue, one declaration, and what is done there."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Correction, Declaration
from jiqun.web.review.actions.intake import take_up
from jiqun.web.review.actions.remarks import add_remark
from jiqun.web.review.models import Motion
from tests.web.filings import a_submission
from tests.web.moments import DURING
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
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


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    declaration = a_declaration(by.unit)
    submission = a_submission(declaration, by)
    facts = {"output.2022": "60.15", "plan.overview": "示例概况", "firms.2022": "无"}
    type(submission).objects.filter(pk=submission.pk).update(
        facts=facts,
        findings=[
            {
                "rule": "R2-14",
                "rank": "explain",
                "part": "二",
                "fields": ["output.2022"],
                "message": "产值与占比不合，请说明。",
                "reason": "口径不同。",
                "cites": [],
            }
        ],
    )
    return declaration


@pytest.fixture
def maker(by: User) -> User:
    return district_maker(by.unit.district)


@pytest.fixture
def page(maker: User) -> Client:
    return visit_as(maker)


def see(page: Client, declaration: Declaration, rest: str = "") -> HttpResponse:
    return page.get(f"/declarations/{declaration.pk}/review/{rest}")


def post(page: Client, declaration: Declaration, rest: str, **fields: str) -> HttpResponse:
    return page.post(f"/declarations/{declaration.pk}/review/{rest}", fields)


def value(seen: HttpResponse, key: str) -> str:
    (cell,) = parsed(seen).xpath(f"//*[@id='cell-{key.replace('.', '-')}']")
    return " ".join(cell.text_content().split())


def test_the_queue_says_what_waits_and_for_how_long(page: Client, declaration: Declaration) -> None:
    seen = page.get("/reviews/")
    assert texts(seen, "h2") == ["待我办理（1）"]
    (row,) = parsed(seen).xpath("//tbody/tr")
    assert " ".join(row.text_content().split()) == (
        f"{declaration} {declaration.unit.name} 密云区 已报送 剩余3个工作日 应于5月15日前"
    )
    assert "2024年的节假日安排尚未录入，暂按周一至周五计算。" in seen.content.decode()


def test_what_was_filed_is_shown_cell_by_cell(page: Client, declaration: Declaration) -> None:
    seen = see(page, declaration, "parts/2/")
    assert value(seen, "output.2022") == "60.15有1条校验结果"
    assert value(seen, "firms.2022") == "无"
    assert value(seen, "output.2021") == "空白"
    (finding,) = texts(seen, ".note-finding")
    assert finding == "R2-14 产值与占比不合，请说明。申报单位说明：口径不同。"


def test_from_taking_up_to_a_signed_return(
    page: Client, declaration: Declaration, maker: User
) -> None:
    assert texts(see(page, declaration), ".btn-primary") == ["受理"]
    assert post(page, declaration, "act/take_up/").status_code == 302
    assert texts(see(page, declaration), ".btn-primary") == ["拟退回补正"]
    post(page, declaration, "remarks/", key="output.2022", words="请核对。", slug="2")
    assert texts(see(page, declaration, "parts/2/"), ".remark") != []

    due = (DURING + timedelta(days=5)).date().isoformat()
    remark = declaration.remarks.get()
    nothing = post(page, declaration, "prepare/return/", due=due)
    assert nothing.status_code == 422 and "请至少写一条补正要求。" in nothing.content.decode()
    prepared = post(
        page,
        declaration,
        "prepare/return/",
        due=due,
        remark=str(remark.pk),
        **{f"words-{remark.pk}": "请核对产值。"},
    )
    assert prepared.status_code == 302
    motion = Motion.objects.get()
    assert "同意并签发" not in see(page, declaration).content.decode()

    signing = visit_as(district_checker(declaration.unit.district))
    assert texts(see(signing, declaration), ".btn-primary") == ["同意并签发"]
    post(signing, declaration, f"motions/{motion.pk}/sign/")
    correction = Correction.objects.get()
    assert [point.words for point in correction.points.all()] == ["请核对产值。"]
    declaration.refresh_from_db()
    assert declaration.state == State.RETURNED_BY_DISTRICT
    seen = see(page, declaration)
    assert texts(seen, ".state") == ["区退回补正"]
    assert see(page, declaration, "parts/2/").status_code == 200


def test_the_remarks_of_a_district_are_its_own(declaration: Declaration, maker: User) -> None:
    take_up(declaration.pk, by=maker)
    add_remark(declaration.pk, by=maker, key="output.2022", words="内部意见")
    bureau = visit_as(bureau_maker())
    for rest in ("", "parts/2/"):
        seen = see(bureau, declaration, rest).content.decode()
        assert "内部意见" not in seen
    assert (
        "对“集群总产值（亿元）（2022年）”提出意见" not in see(bureau, declaration).content.decode()
    )


def test_what_was_typed_and_ticked_stands_there_again(
    page: Client, declaration: Declaration, maker: User
) -> None:
    take_up(declaration.pk, by=maker)
    kept, left = (
        add_remark(declaration.pk, by=maker, key=key, words="请核对。").pk
        for key in ("output.2022", "firms.2022")
    )
    again = post(
        page,
        declaration,
        "prepare/return/",
        due="",
        remark=str(kept),
        **{f"words-{left}": "另写。"},
    )
    assert again.status_code == 422
    assert points(again) == [(str(kept), True, "请核对。"), (str(left), False, "另写。")]
    nothing = post(page, declaration, "prepare/return/", due="")
    assert [ticked for _, ticked, _ in points(nothing)] == [False, False]


def test_what_was_said_to_an_earlier_filing_is_not_asked_once_more_by_itself(
    page: Client, declaration: Declaration, maker: User, by: User
) -> None:
    take_up(declaration.pk, by=maker)
    old = add_remark(declaration.pk, by=maker, key="output.2022", words="请核对。").pk
    a_submission(declaration, by)
    Declaration.objects.filter(pk=declaration.pk).update(state=State.DISTRICT_REVIEW)
    new = add_remark(declaration.pk, by=maker, key="firms.2022", words="也请核对。").pk
    seen = see(page, declaration, "prepare/return/")
    assert points(seen) == [(str(old), False, "请核对。"), (str(new), True, "也请核对。")]
    assert seen.content.decode().count("（对以前的报送）") == 1


def points(seen: HttpResponse) -> list[tuple[str, bool, str]]:
    """Which remark, whether it is ticked, and its words."""
    return [
        (
            each.xpath(".//input/@value")[0],
            bool(each.xpath(".//input/@checked")),
            each.xpath("string(.//textarea)").strip(),
        )
        for each in parsed(seen).xpath("//*[@class='point-choice']")
    ]


def test_a_day_that_is_none_is_said_so(page: Client, declaration: Declaration, maker: User) -> None:
    take_up(declaration.pk, by=maker)
    for due in ("2024-02-31", "明天", ""):
        seen = post(page, declaration, "prepare/return/", due=due)
        assert "补正期限应晚于现在，请改正。" in seen.content.decode()


@pytest.mark.parametrize("declarations", [1, 3])
def test_the_queue_costs_the_same_for_any_number(
    declarations: int, django_assert_num_queries: object
) -> None:
    for _ in range(declarations):
        filed_by = chief(operator("密云区"))
        a_submission(a_declaration(filed_by.unit, a_call()), filed_by)
    page = visit_as(district_maker())
    page.get("/reviews/")
    with django_assert_num_queries(9):  # type: ignore[operator]
        page.get("/reviews/")


# --- Long queues ----------------------------------------------------------------------------


def clusters(page: Client, query: str = "") -> list[str]:
    rows = parsed(page.get(f"/reviews/{query}")).xpath("//tbody/tr/th")
    return [row.text_content().strip() for row in rows]


def filed_as(name: str, district: str = "密云区", unit: str = "") -> Declaration:
    filed_by = chief(operator(district, **({"name": unit} if unit else {})))
    declaration = a_declaration(filed_by.unit, a_call())
    declaration.cluster_name = name
    a_submission(declaration, filed_by)
    return declaration


def test_it_is_found_by_its_name_its_unit_and_its_district() -> None:
    filed_as("示例传感集群", unit="示例甲中心")
    filed_as("示例仪表集群", district="海淀区", unit="示例乙中心")
    bureau, district = visit_as(bureau_maker()), visit_as(district_maker("密云区"))
    for query, found in {
        "": ["示例传感集群", "示例仪表集群"],
        "?words=传感": ["示例传感集群"],
        "?words=示例 乙": ["示例仪表集群"],
        "?district=海淀区": ["示例仪表集群"],
        "?words=传感&district=海淀区": [],
        "?words=%00%25": [],
    }.items():
        assert clusters(bureau, query) == found
    assert clusters(district, "?district=海淀区") == []
    assert clusters(district, "?words=仪表") == []
    labels = {
        name: texts(seen.get("/reviews/"), "label")
        for name, seen in (("b", bureau), ("d", district))
    }
    assert labels == {"b": ["集群或单位名称", "区"], "d": ["集群或单位名称"]}


def test_fifty_of_a_group_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiqun.web.review.views.queue.A_PAGE", 2)
    for number in range(5):
        filed_as(f"示例第{number}集群")
    page = visit_as(district_maker())
    assert clusters(page) == ["示例第0集群", "示例第1集群"]
    assert texts(page.get("/reviews/"), "h2") == ["待我办理（5）"]
    seen = page.get("/reviews/?words=示例&mine=2")
    assert texts(seen, ".paging") == ["上一页 第2页，共3页（5条） 下一页"]
    addresses = parsed(seen).xpath("//nav[@class='paging']//a/@href")
    assert [clusters(page, address) for address in addresses] == [
        ["示例第0集群", "示例第1集群"],
        ["示例第4集群"],
    ]
