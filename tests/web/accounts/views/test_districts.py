"""The bureau and the districts."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jiqun.core.districts import districts
from jiqun.web.accounts.models import Role, UnitKind
from tests.web.letters import letters
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.world import bureau_maker, district_maker, person, unit

pytestmark = pytest.mark.django_db

TYPED = {"unit_name": "密云区经信局", "name": "吴示例", "email": "wu@example.org"}


@pytest.fixture
def client() -> Client:
    return visit_as(person(unit(UnitKind.BUREAU), Role.CHECKER))


def rows(client: Client) -> list[list[str]]:
    table = parsed(client.get("/districts/")).xpath("//main//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table]


def test_all_sixteen(client: Client) -> None:
    maker = district_maker("密云区")
    shown = rows(client)
    assert [row[0] for row in shown] == list(districts())
    named = {row[0]: row[1:] for row in shown}
    assert named["密云区"] == [maker.unit.name, f"{maker.name}（经办）", "无", ""]
    assert named["延庆区"] == ["未设立", "无", "无", "设立单位：延庆区"]


def test_setting_one_up(client: Client) -> None:
    with letters() as sent:
        response = client.post("/districts/密云区/", TYPED)
    assert response["Location"] == "/districts/"
    assert [letter.to for letter in sent] == [["wu@example.org"]]
    page = client.get("/districts/")
    assert texts(page, ".said") == ["已设立密云区经信局，邀请已发给吴示例。"]
    named = {row[0]: row[1:] for row in rows(client)}
    assert named["密云区"] == ["密云区经信局", "无", "吴示例", ""]


def test_once_only(client: Client) -> None:
    client.post("/districts/密云区/", TYPED)
    response = client.post("/districts/密云区/", {**TYPED, "email": "other@example.org"})
    assert response.status_code == 422
    assert "密云区的单位已经设立" in response.content.decode()


def test_no_such_district(client: Client) -> None:
    assert client.get("/districts/天河区/").status_code == 404


def test_those_without_a_unit_stand_on_the_first_page(client: Client) -> None:
    for district in districts()[2:]:
        unit(UnitKind.DISTRICT, district=district)
    page = client.get("/desk/")
    assert texts(page, "li")[-2:] == ["东城区", "西城区"]
    links = "//*[@class='names']//a/@href"
    addresses = parsed(page).xpath(links)
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    maker = parsed(visit_as(bureau_maker()).get("/desk/"))
    assert maker.xpath(links) == []
    for district in districts()[:2]:
        unit(UnitKind.DISTRICT, district=district)
    assert "各区都已设立。" in texts(client.get("/desk/"), "p")


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_however_many_units(
    count: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for district in districts()[:count]:
        district_maker(district)
        client.post(f"/districts/{district}/", TYPED)
    client.get("/districts/")
    with django_assert_num_queries(7):
        client.get("/districts/")
