"""Firms in several clusters of a call: what is told of them, and to whom."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Blob, Call, Declaration, Quarantine
from jiqun.web.review.queries import duplicates
from jiqun.web.review.views import duplicates as views
from tests.rosters import invented_code
from tests.web.pages import parsed, texts
from tests.web.review.across import filed
from tests.web.visitors import visit_as
from tests.web.world import a_call, bureau_maker, district_maker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

ONE, OTHER, THIRD = (invented_code(n) for n in (1, 2, 3))
OUTPUT = {f"output.{year}": "40.50" for year in (2021, 2022, 2023)}


@pytest.fixture
def call() -> Call:
    return a_call()


@pytest.fixture
def here(call: Call) -> Declaration:
    firms = (f"示例甲公司,{ONE},2019,6000,6000,6000", f"示例乙公司,{OTHER},2019,1,1,1")
    return filed(call, "密云区", "示例测控集群", firms=firms, facts=OUTPUT)


@pytest.fixture
def beside(call: Call) -> Declaration:
    """Of the same district."""
    return filed(call, "密云区", "示例标定集群", firms=("示例乙公司,,2019,1,,",))


@pytest.fixture
def elsewhere(call: Call) -> Declaration:
    firms = (f"示例甲新名公司,{ONE},2019,70,80,90", f"示例丙公司,{THIRD},2019,1,1,1")
    return filed(call, "海淀区", "示例光学集群", firms=firms)


def of_call(call: Call, user: User, more: str = "") -> HttpResponse:
    return visit_as(user).get(f"/calls/{call.pk}/duplicates/{more}")


def of(declaration: Declaration, user: User) -> HttpResponse:
    return visit_as(user).get(f"/declarations/{declaration.pk}/review/duplicates/")


def rows(seen: HttpResponse) -> list[str]:
    return [
        " ".join(row.text_content().split())
        for row in parsed(seen).xpath("//table[last()]//tbody/tr")
    ]


def test_the_bureau_sees_the_whole_call(
    call: Call, here: Declaration, beside: Declaration, elsewhere: Declaration
) -> None:
    seen = of_call(call, bureau_maker())
    assert texts(seen, "h2") == ["对各集群数据的影响", "企业（2）"]
    *_, one, other = rows(seen)
    assert one == (
        f"示例甲公司 {ONE} 示例测控集群（密云区，已报送）第2行，产值6000万元"
        "示例光学集群（海淀区，已报送）第2行，名录中称“示例甲新名公司”，产值90万元"
    )
    assert other == (
        f"示例乙公司 按名称 {OTHER} 示例测控集群（密云区，已报送）第3行，产值1万元"
        "示例标定集群（密云区，已报送）第2行，按名称，产值空白"
    )
    assert "比对了3份名录" in seen.content.decode()


def test_what_would_be_left_is_told_and_not_judged(
    here: Declaration, elsewhere: Declaration
) -> None:
    seen = of(here, bureau_maker())
    shown = seen.content.decode()
    assert (
        "2023年集群总产值申报40.50亿元，其中这些企业0.6亿元（占1.48%），去掉后39.9亿元。" in shown
    )
    assert "近三年每年产值（国家标准）≥40亿元：<b>不再达到</b>" in shown
    assert "同一企业可能确属几个集群，以下只供核对。" in shown
    assert texts(seen, "h2") == ["对本集群数据的影响", "企业（1）"]


def test_a_district_learns_nothing_of_another(
    call: Call, here: Declaration, beside: Declaration, elsewhere: Declaration
) -> None:
    maker = district_maker("密云区")
    for seen in (of_call(call, maker), of(here, maker)):
        shown = seen.content.decode()
        assert "示例光学集群" not in shown and "海淀区" not in shown and "示例甲" not in shown
        assert "比对了2份名录" in shown
        assert texts(seen, "h2")[-1] == "企业（1）"
    assert of(elsewhere, maker).status_code == 404
    alone = of_call(call, district_maker("海淀区"))
    assert texts(alone, "h2") == ["企业（0）"]
    assert "密云区" not in alone.content.decode().replace("密云区示例", "")


@pytest.mark.parametrize("state", [State.FAILED, State.NOT_RECOMMENDED, State.TERMINATED])
def test_what_is_out_counts_no_more(
    here: Declaration, elsewhere: Declaration, state: State
) -> None:
    Declaration.objects.filter(pk=elsewhere.pk).update(state=state)
    assert texts(of(here, bureau_maker()), "h2") == ["企业（0）"]
    assert texts(of(elsewhere, bureau_maker()), "h2") == ["对本集群数据的影响", "企业（1）"]


def test_a_draft_and_an_infected_roster_are_nobodys_affair(
    here: Declaration, elsewhere: Declaration
) -> None:
    Declaration.objects.filter(pk=elsewhere.pk).update(state=State.DRAFT)
    assert "示例光学集群" not in of(here, bureau_maker()).content.decode()
    Declaration.objects.filter(pk=elsewhere.pk).update(state=State.FILED)
    Blob.objects.update(state=Quarantine.INFECTED)
    seen = of(here, bureau_maker())
    assert texts(seen, "h2") == ["企业（0）"]
    assert "没有可读名录的：示例测控集群、示例光学集群。" in seen.content.decode()


def test_many_rosters_are_read_while_one_watches(
    here: Declaration, elsewhere: Declaration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "FEW", 1)
    duplicates.LISTED.values.clear()
    page, address = visit_as(bureau_maker()), f"/declarations/{here.pk}/review/duplicates/"
    assert texts(page.get(address), ".btn-primary") == ["读取并比对"]
    assert page.post(address).headers["Location"] == f"{address}?ready=1"
    watched = page.post(address, headers={"accept": "application/json"})
    *_, last = b"".join(watched.streaming_content).splitlines()  # type: ignore[attr-defined]
    assert json.loads(last) == {"address": f"{address}?ready=1"}
    assert texts(page.get(address), "h2")[-1] == "企业（1）"


def test_more_than_a_page(
    here: Declaration, elsewhere: Declaration, beside: Declaration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "A_PAGE", 1)
    first, second = (of_call(here.call, bureau_maker(), f"?page={n}") for n in (1, 2))
    assert "第1页，共2页" in first.content.decode() and "第2页，共2页" in second.content.decode()
    assert rows(first)[-1] != rows(second)[-1]


@pytest.mark.parametrize("clusters", [1, 3])
def test_it_costs_the_same_for_any_number(
    call: Call, here: Declaration, clusters: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for n in range(clusters):
        filed(call, "海淀区", f"示例{n}集群", firms=(f"示例甲公司,{ONE},2019,1,1,1",))
    page = visit_as(bureau_maker())
    address = f"/calls/{call.pk}/duplicates/"
    page.get(address)
    with django_assert_num_queries(8):
        page.get(address)


def test_the_review_leads_there(here: Declaration) -> None:
    seen = visit_as(bureau_maker()).get(f"/declarations/{here.pk}/review/")
    assert parsed(seen).xpath("//*[@class='task-title']/a[text()='重复企业']/@href") == [
        f"/declarations/{here.pk}/review/duplicates/"
    ]
