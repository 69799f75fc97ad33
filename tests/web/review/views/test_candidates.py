"""The candidates of a district in a call, and what is sent with them."""

from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from docx import Document

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import Unit, User
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.review.actions.recommendations import explain_beyond_quota
from jiqun.web.review.queries.recommendations import candidates_in, seen_in
from tests.web.pages import parsed, refusal, texts
from tests.web.recommendations import all_else_done, in_district_review, rank_all, recommend, seal
from tests.web.visitors import visit_as
from tests.web.world import a_call, bureau_maker, chief, district_checker, district_maker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture(autouse=True)
def everything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    all_else_done(monkeypatch)


@pytest.fixture
def call() -> Call:
    return a_call(quota=1)


@pytest.fixture
def maker() -> User:
    return district_maker()


def see(by: User, call: Call, rest: str = "") -> HttpResponse:
    return visit_as(by).get(f"/calls/{call.pk}/candidates/{rest}")


def save(by: User, call: Call, seen: str, **numbers: str) -> HttpResponse:
    typed = {name.replace("_", "-"): number for name, number in numbers.items()}
    return visit_as(by).post(f"/calls/{call.pk}/candidates/", {"seen": seen, **typed})


def rows(page: HttpResponse) -> list[str]:
    return [" ".join(row.text_content().split()) for row in parsed(page).xpath("//tbody/tr")]


def word(answer: HttpResponse) -> Any:
    assert answer.status_code == 200
    return Document(BytesIO(answer.content))


def recommended_by(district: str, call: Call, *names: str) -> tuple[Declaration, ...]:
    """All of them, and the reasons for those beyond the quota."""
    maker, checker = district_maker(district), district_checker(district)
    declared = tuple(in_district_review(call, name, district) for name in names)
    for each in declared:
        seal(each, maker)
    rank_all(call, maker, *declared)
    for at, each in enumerate(declared):
        if at >= call.quota:
            explain_beyond_quota(each.pk, by=maker, words=f"{each}确需支持")
        recommend(each, maker, checker)
    return declared


def test_the_order_is_typed_and_kept(call: Call, maker: User) -> None:
    one, two = (in_district_review(call, name) for name in "甲乙")
    page = see(maker, call)
    assert texts(page, ".lead") == ["已推荐0个，名额1个。2024年6月30日17:00前推荐。"]
    assert rows(page) == [
        "甲 甲运营中心 区初审 写推荐意见：甲",
        "乙 乙运营中心 区初审 写推荐意见：乙",
    ]
    (seen,) = parsed(page).xpath("//input[@name='seen']/@value")
    wrong = save(maker, call, seen, **{f"rank_{one.pk}": "3", f"rank_{two.pk}": "1"})
    assert (wrong.status_code, refusal(wrong)) == (
        422,
        "“甲”的序号应为1至2的整数，没有保存，请改正。",
    )
    assert parsed(wrong).xpath("//input[@class='form-control rank']/@value") == ["3", "1"]
    saved = save(maker, call, seen, **{f"rank_{one.pk}": "2", f"rank_{two.pk}": "1"})
    assert saved.status_code == 302
    assert [row[0] for row in rows(see(maker, call))] == ["乙", "甲"]
    stale = save(maker, call, seen, **{f"rank_{one.pk}": "1", f"rank_{two.pk}": "2"})
    assert refusal(stale).startswith("候选集群或者排序刚刚有变动")


def test_only_those_who_prepare_may_rank(call: Call, maker: User) -> None:
    one = in_district_review(call, "甲")
    seen, typed = seen_in(candidates_in(call, "密云区")), {f"rank_{one.pk}": "1"}
    for by in (district_checker(), bureau_maker(), chief()):
        assert save(by, call, seen, **typed).status_code == 403
    assert parsed(see(district_checker(), call)).xpath("//input[@inputmode='numeric']") == []


def test_what_is_beyond_the_quota_is_counted(call: Call, maker: User) -> None:
    recommended_by("密云区", call, "甲", "乙")
    page = see(maker, call)
    assert texts(page, ".lead") == ["已推荐2个，名额1个，超出1个。2024年6月30日17:00前推荐。"]
    assert "超额推荐的理由：乙确需支持" in rows(page)[1]


def test_the_letter_names_whom_the_district_recommends(call: Call, maker: User) -> None:
    Unit.objects.filter(pk=maker.unit_id).update(
        name="示例区经济和信息化局", contact="示例联系人", phone="010-00000000"
    )
    recommended_by("密云区", call, "甲集群", "乙集群")
    gone = in_district_review(call, "丙集群")
    Declaration.objects.filter(pk=gone.pk).update(state=State.NOT_RECOMMENDED)
    in_district_review(call, "丁集群")
    document = word(see(User.objects.get(pk=maker.pk), call, "letter/"))
    assert [p.text for p in document.paragraphs if p.text] == [
        "关于推荐北京市中小企业",
        "特色产业集群的函",
        "北京市经济和信息化局：",
        "按照“2024年度中小企业特色产业集群申报”的安排，我单位组织了申报、初审和实地核查，"
        "现推荐以下2个集群，按推荐次序排列：",
        "1. 甲集群（运营管理机构：甲集群运营中心）",
        "2. 乙集群（运营管理机构：乙集群运营中心）",
        "推荐数超过1个，超出部分的理由如下。“乙集群”的理由：乙集群确需支持。",
        "请予审查。",
        "附件：1. 推荐汇总表",
        "　　　2. 申报表和佐证材料",
        "示例区经济和信息化局",
        "2024年5月11日",
        "（联系人：示例联系人，联系电话：010-00000000）",
    ]


def test_the_table_is_taken_from_what_was_filed(call: Call, maker: User) -> None:
    recommended_by("密云区", call, "甲集群")
    (table,) = word(see(maker, call, "summary/")).tables
    head, line = ([cell.text for cell in row.cells] for row in table.rows)
    assert dict(zip(head, line, strict=True)) == {
        "序号": "1",
        "集群名称": "北京市密云区测控装备产业集群",
        "所属区": "密云区",
        "运营管理机构": "北京密云示例测控产业集群运营管理有限公司",
        "主导产业类型": "第二产业",
        "2021年产值（亿元）": "52.36",
        "2022年产值（亿元）": "60.15",
        "2023年产值（亿元）": "69.48",
        "面积（平方公里）": "5.86",
        "中小企业数": "64",
        "专精特新数": "21",
        "小巨人数": "4",
        "单项冠军数": "无",
        "联系人和联系方式": "示例联系人乙 010-69000002（示例）",
    }


def test_the_bureau_reads_those_of_all_districts(call: Call, maker: User) -> None:
    recommended_by("密云区", call, "甲集群", "乙集群")
    recommended_by("海淀区", call, "丙集群")
    in_district_review(call, "丁集群")
    page = see(bureau_maker(), call)
    assert [row.split()[:3] for row in rows(page)] == [
        ["海淀区", "1", "丙集群"],
        ["密云区", "1", "甲集群"],
        ["密云区", "2", "乙集群"],
    ]
    assert see(bureau_maker(), call, "letter/").status_code == 404
    (table,) = word(see(bureau_maker(), call, "summary/")).tables
    assert [cell.text for cell in table.rows[0].cells][2:4] == ["所属区", "区内排序"]
    assert [[row.cells[at].text for at in (0, 2, 3)] for row in table.rows[1:]] == [
        ["1", "海淀区", "1"],
        ["2", "密云区", "1"],
        ["3", "密云区", "2"],
    ]
    assert rows(see(district_maker("海淀区"), call)) != []
    assert "甲集群" not in see(district_maker("海淀区"), call).content.decode()


def test_one_that_is_terminated_is_counted_but_not_sent_on(call: Call, maker: User) -> None:
    (gone,) = recommended_by("密云区", call, "甲集群")
    Declaration.objects.filter(pk=gone.pk).update(state=State.TERMINATED)
    page = see(maker, call)
    assert texts(page, ".lead")[0].startswith("已推荐1个")
    assert "有了审签推荐的集群，可以在这里下载。" in page.content.decode()
    for paper in ("letter/", "summary/"):
        assert see(maker, call, paper).status_code == 404


@pytest.mark.parametrize("declarations", [1, 3])
@pytest.mark.parametrize(("whose", "queries"), [(district_maker, 8), (bureau_maker, 8)])
def test_the_page_costs_the_same_for_any_number(
    whose: Any, queries: int, declarations: int, django_assert_num_queries: Any
) -> None:
    call = a_call()
    recommended_by("密云区", call, *("甲乙丙"[:declarations]))
    page = visit_as(whose())
    page.get(f"/calls/{call.pk}/candidates/")
    with django_assert_num_queries(queries):
        page.get(f"/calls/{call.pk}/candidates/")
