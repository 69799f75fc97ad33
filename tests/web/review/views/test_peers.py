"""Declarations side by side: what is filed, what is computed, ranks and spreads, and for whom."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse

from jiqun.core.facts import as_json
from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Call, Declaration
from tests.declarations import golden
from tests.documents.workbook.opened import Opened
from tests.web.pages import parsed, texts
from tests.web.review.across import filed
from tests.web.visitors import visit_as
from tests.web.world import a_call, bureau_maker, district_maker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

CLEAN = {key: as_json(value) for key, value in golden("clean").facts.items()}


@pytest.fixture
def call() -> Call:
    return a_call()


@pytest.fixture
def here(call: Call) -> Declaration:
    return filed(call, "密云区", "示例测控集群", facts=CLEAN, state=State.APPRAISAL)


@pytest.fixture
def elsewhere(call: Call) -> Declaration:
    facts = {**CLEAN, "output.2023": "39.00", "fdi.2023": "无", "firms.2023": ""}
    facts |= {"exports.2023": "0", "leading_output_growth": "99.00"}
    blank = {key: value for key, value in facts.items() if value != ""}
    return filed(call, "海淀区", "示例光学集群", facts=blank, state=State.APPRAISAL)


def see(call: Call, user: User, more: str = "") -> HttpResponse:
    return visit_as(user).get(f"/calls/{call.pk}/peers/{more}")


def line(seen: HttpResponse, label: str) -> list[str]:
    (row,) = parsed(seen).xpath(f"//tbody/tr[th[.='{label}']]")
    return [" ".join(" ".join(cell.itertext()).split()) for cell in row.xpath("td")]


def test_side_by_side(call: Call, here: Declaration, elsewhere: Declaration) -> None:
    seen = see(call, bureau_maker())
    assert "没有另选时，列出“市评审”的集群" in seen.content.decode()
    assert line(seen, "2023年集群总产值（亿元）") == [
        "69.48 2个中第1",
        "39.00 2个中第2",
        "中位数54.24，最小39，最大69.48，相差30.48",
    ]
    assert line(seen, "近三年每年产值（国家标准）≥40亿元") == [
        "达到 按集群总产值（近三年最低：2021年）52.36亿元，高出12.36亿元",
        "未达到 按集群总产值（近三年最低：2023年）39.00亿元，还差1.00亿元",
        "达到1个，未达到1个",
    ]


def test_blank_none_and_nought_are_three(
    call: Call, here: Declaration, elsewhere: Declaration
) -> None:
    seen = see(call, bureau_maker())
    assert line(seen, "2023年集群企业数量（家）")[1:] == ["空白", "有数的不足两个"]
    assert line(seen, "2023年集群外商直接投资额（万元）")[1] == "无 2个中第2 应为5566.89万元"
    assert line(seen, "2023年集群主导产品出口贸易额（万元）")[1].startswith("0.00 2个中第2")


def test_what_cannot_be_is_told(call: Call, here: Declaration, elsewhere: Declaration) -> None:
    growth = line(see(call, bureau_maker()), "近三年集群主导产业产值年均增速（%）")
    assert "应为" not in growth[0]
    assert growth[1].startswith("99.00 2个中第1 应为")


def test_each_value_leads_to_its_cell(call: Call, here: Declaration) -> None:
    (address,) = parsed(see(call, bureau_maker())).xpath("//a[text()='69.48']/@href")
    assert address == f"/declarations/{here.pk}/review/parts/2/#cell-output-2023"


def test_a_district_compares_its_own(call: Call, here: Declaration, elsewhere: Declaration) -> None:
    Declaration.objects.update(state=State.DISTRICT_REVIEW)
    maker = district_maker("密云区")
    for more in ("", f"?declaration={here.pk}&declaration={elsewhere.pk}"):
        seen = see(call, maker, more)
        shown = seen.content.decode()
        assert "示例光学集群" not in shown and "海淀区" not in shown
        assert "已选1个" in shown and line(seen, "2023年集群总产值（亿元）")[-1] == "有数的不足两个"
    table = see(call, maker, f"csv/?declaration={elsewhere.pk}").content.decode()
    assert "示例光学" not in table


def test_beside_one_those_of_its_stage(
    call: Call, here: Declaration, elsewhere: Declaration
) -> None:
    other = filed(call, "密云区", "示例标定集群", state=State.FORMAL_REVIEW)
    seen = see(call, bureau_maker(), f"?beside={other.pk}")
    assert texts(seen, "th")[1:3] == ["示例标定集群密云区", "分布"]
    assert "列出“市形式审查”的集群" in seen.content.decode()


def test_more_than_can_be_read(call: Call, here: Declaration, elsewhere: Declaration) -> None:
    more = [filed(call, "密云区", f"示例{n}集群", state=State.APPRAISAL) for n in range(5)]
    seen = see(call, bureau_maker())
    assert "还有1个没有列出，请另行选择" in seen.content.decode()
    all_of_them = "&".join(f"declaration={each.pk}" for each in (here, elsewhere, *more))
    refused = see(call, bureau_maker(), f"?{all_of_them}")
    assert refused.status_code == 422
    assert "一次最多并列6个集群" in refused.content.decode()
    assert len(parsed(refused).xpath("//input[@checked]")) == 7
    assert see(call, bureau_maker(), f"xlsx/?{all_of_them}").status_code == 404


def test_nothing_odd_in_an_address_breaks_it(call: Call, here: Declaration) -> None:
    for more in ("?declaration=x", "?beside=x", "?declaration=99999999999999999999", "?beside=²"):
        assert see(call, bureau_maker(), more).status_code == 200
    assert see(call, bureau_maker(), "pdf/").status_code == 404


def test_as_a_table(call: Call, here: Declaration, elsewhere: Declaration) -> None:
    Declaration.objects.filter(pk=here.pk).update(cluster_name="=1+1")
    text = see(call, bureau_maker(), "csv/").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["部分", "项目", "单位", "'=1+1", "说明", "示例光学集群", "说明", "分布"]
    (output,) = [row for row in rows if row[1] == "2023年集群总产值"]
    assert output[2:7] == ["亿元", "69.48", "2个中第1", "39.00", "2个中第2"]
    sheet = Opened(see(call, bureau_maker(), "xlsx/").content).rows("同类比较")
    assert sheet[0][0] == "同类比较" and sheet[1][0].startswith(
        f"{call.title}，2024年5月11日导出。"
    )
    assert sheet[2][3] == "=1+1"
    (figures,) = [row for row in sheet if row[1] == "2023年集群总产值"]
    assert figures[3:7] == [69.48, "2个中第1", 39.0, "2个中第2"]


@pytest.mark.parametrize("clusters", [1, 3])
def test_it_costs_the_same_for_any_number(
    call: Call, clusters: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for n in range(clusters):
        filed(call, "海淀区", f"示例{n}集群", facts=CLEAN)
    page = visit_as(bureau_maker())
    address = f"/calls/{call.pk}/peers/"
    page.get(address)
    with django_assert_num_queries(8):
        page.get(address)
