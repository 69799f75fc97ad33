"""A district and the operators that apply to it."""

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jiqun.web.accounts.models import Admission, Unit, User
from tests.web.accounts.applying import APPLIED, OTHER_CODE, register_example
from tests.web.letters import letters
from tests.web.pages import parsed, refusal, texts
from tests.web.visitors import visit_as
from tests.web.world import district_maker, operator

pytestmark = pytest.mark.django_db


@pytest.fixture
def applicant() -> User:
    return register_example()


@pytest.fixture
def client() -> Client:
    return visit_as(district_maker("密云区"))


def seen_on(page: HttpResponse) -> str:
    """What both forms of a page say has been looked at."""
    (seen,) = set(parsed(page).xpath("//main//input[@name='seen']/@value"))
    return str(seen)


def test_who_waits_stands_on_the_first_page(client: Client, applicant: User) -> None:
    operator("密云区", name="示例已准入中心")
    register_example("h@example.org", code=OTHER_CODE, district="海淀区", name="示例海淀中心")
    page = client.get("/desk/")
    links = parsed(page).xpath("//main//tbody//a")
    assert [(link.text, link.get("href")) for link in links] == [
        ("准入：示例集群运营中心", f"/operators/{applicant.unit_id}/")
    ]


def test_the_list_is_of_the_district(client: Client, applicant: User) -> None:
    other = register_example("h@example.org", code=OTHER_CODE, district="海淀区")
    page = client.get("/operators/")
    assert texts(page, ".standing") == ["待准入"]
    assert client.get(f"/operators/{other.unit_id}/").status_code == 404
    assert client.post(f"/operators/{other.unit_id}/admit/").status_code == 404
    assert Unit.objects.get(pk=other.unit_id).admission == Admission.APPLIED


def test_admitting(client: Client, applicant: User) -> None:
    address = f"/operators/{applicant.unit_id}/"
    page = client.get(address)
    assert texts(page, "h1") == ["示例集群运营中心 待准入"]
    assert texts(page, "h2") == ["登记信息", "准入", "不予准入", "经过"]
    assert APPLIED.code in texts(page, "dd")
    with letters() as sent:
        response = client.post(f"{address}admit/", {"seen": seen_on(page)})
    assert response["Location"] == address
    assert [letter.to for letter in sent] == [[applicant.email]]
    assert "http://testserver/login/" in sent[0].body
    page = client.get(address)
    assert texts(page, ".said") == ["已准入示例集群运营中心，并发邮件告知对方。"]
    assert texts(page, "h2") == ["登记信息", "经过"]
    assert len(parsed(page).xpath("//ol/li")) == 2
    assert visit_as(applicant).get("/people/").status_code == 200


def test_refusing(client: Client, applicant: User) -> None:
    address = f"/operators/{applicant.unit_id}/"
    response = client.post(f"{address}refuse/", {"reason": " "})
    assert response.status_code == 422
    assert refusal(response) == "不予准入的原因：请填写。"
    with letters() as sent:
        client.post(f"{address}refuse/", {"reason": "区填错了", "seen": seen_on(response)})
    assert "区填错了" in sent[0].body
    page = client.get(address)
    assert texts(page, ".lead") == ["未准入的原因：区填错了"]
    client.post(f"{address}admit/")
    said = "示例集群运营中心未准入，不必再处理。"
    assert texts(client.get(address), ".said")[-1] == said


def test_data_that_changed_meanwhile_is_looked_at_again(client: Client, applicant: User) -> None:
    address = f"/operators/{applicant.unit_id}/"
    seen = seen_on(client.get(address))
    Unit.objects.update(phone="010-11111111")
    client.post(f"{address}admit/", {"seen": seen})
    page = client.get(address)
    assert texts(page, ".said") == ["示例集群运营中心的登记信息刚刚改动，请核对后再决定。"]
    assert texts(page, "h1") == ["示例集群运营中心 待准入"]


def test_what_was_typed_shows_as_text(client: Client) -> None:
    chief = register_example(name="<b>示例</b>")
    page = client.get(f"/operators/{chief.unit_id}/")
    assert parsed(page).xpath("//main//b") == []


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_however_many_operators(
    rows: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        operator("密云区", admission=Admission.APPLIED)
    for address, queries in (("/operators/", 5), ("/desk/", 10)):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)
