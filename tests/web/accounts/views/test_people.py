"""The people of a unit, and who is invited."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jiqun.web import clock
from jiqun.web.accounts.models import Invitation, Role, UnitKind, User
from tests.web.accounts.applying import PASSWORD
from tests.web.letters import letters, link_in
from tests.web.pages import parsed, refusal, texts
from tests.web.visitors import visit_as
from tests.web.world import chief, district_maker, filler, operator, person, unit

pytestmark = pytest.mark.django_db

LI = {"name": "李示例", "email": "li@example.org", "role": "filler"}


@pytest.fixture
def by() -> User:
    return chief(operator(name="示例集群运营中心"))


def invite_li(by: User) -> tuple[Client, str]:
    client = visit_as(by)
    with letters() as sent:
        response = client.post("/people/", LI)
    assert (response.status_code, response["Location"]) == (302, "/people/")
    return client, link_in(sent[0])


def test_from_the_invitation_to_the_first_page(by: User, client: Client) -> None:
    head, link = invite_li(by)
    page = head.get("/people/")
    assert texts(page, ".said") == ["邀请已发给李示例（li@example.org）。"]
    assert texts(page, "h2") == ["已邀请，尚未加入", "邀请人员"]
    page = client.get(link)
    assert texts(page, "h1") == ["加入示例集群运营中心"]
    assert parsed(page).xpath("//main//form")[0].fields["name"] == "李示例"
    typed = {"name": "李示例", "password": PASSWORD, "password_again": PASSWORD}
    response = client.post(link, typed)
    assert (response.status_code, response["Location"]) == (302, "/desk/")
    assert texts(client.get("/desk/"), ".said") == ["您已加入示例集群运营中心。"]
    used = Client().get(link)
    assert used.status_code == 410
    assert "这个邀请已经用过" in used.content.decode()


def test_looking_at_a_link_does_not_use_it(by: User, client: Client) -> None:
    """Mail servers look at links before people do."""
    _, link = invite_li(by)
    for _ in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200


def test_a_password_that_will_not_do(by: User, client: Client) -> None:
    _, link = invite_li(by)
    typed = {"name": "李示例", "password": "li@example.o", "password_again": "li@example.o"}
    response = client.post(link, typed)
    assert response.status_code == 422
    assert refusal(response) == "密码：密码跟 邮箱 太相似了。"
    assert not User.objects.filter(email="li@example.org").exists()


def test_somebody_else_who_is_signed_in_becomes_who_was_invited(by: User) -> None:
    _, link = invite_li(by)
    client = visit_as(chief())
    client.post(link, {"name": "李示例", "password": PASSWORD, "password_again": PASSWORD})
    assert texts(client.get("/desk/"), ".account-who")[0].startswith("李示例")


def test_an_expired_one_is_marked_and_sent_again(by: User, client: Client) -> None:
    head, link = invite_li(by)
    Invitation.objects.update(expires=clock.now() - timedelta(hours=1))
    assert "过期，请联系邀请人重新发送" in client.get(link).content.decode()
    assert "（已过期）" in head.get("/people/").content.decode()
    invitation = Invitation.objects.get()
    with letters() as sent:
        response = head.post(f"/invitations/{invitation.pk}/resend/")
    assert response["Location"] == "/people/"
    assert texts(head.get("/people/"), ".said")[-1] == "已重新发送给李示例，以前的链接失效。"
    assert client.get(link).status_code == 410
    assert client.get(link_in(sent[0])).status_code == 200


def test_taking_one_back(by: User, client: Client) -> None:
    head, link = invite_li(by)
    head.post(f"/invitations/{Invitation.objects.get().pk}/revoke/")
    assert texts(head.get("/people/"), ".said")[-1] == "已撤回给李示例的邀请。"
    assert client.get(link).status_code == 410


def test_a_refusal_is_said_on_the_page(by: User) -> None:
    client, _ = invite_li(by)
    response = client.post("/people/", {**LI, "email": "Li@example.org"})
    assert response.status_code == 422
    assert refusal(response) == "已经邀请过这个邮箱，可在本页重新发送邀请，或先撤回。"


def test_only_who_heads_it_is_offered_anything(by: User) -> None:
    page = parsed(visit_as(filler(by.unit)).get("/people/"))
    assert page.xpath("//main//form") == []
    assert visit_as(filler(by.unit)).post("/people/", LI).status_code == 403


def test_roles_and_going(by: User) -> None:
    other, client = filler(by.unit), visit_as(by)
    client.post(f"/people/{other.pk}/role/", {"role": "chief"})
    client.post(f"/people/{by.pk}/deactivate/")
    client.post(f"/people/{other.pk}/deactivate/")
    page = client.get("/people/")
    assert texts(page, ".said") == [
        f"{other.name}的角色已修改。",
        "不能停用自己的账号，请由本单位其他人停用。",
        f"已停用{other.name}的账号。",
    ]
    assert texts(page, "th")[-1] == f"{other.name} 已停用"
    client.post(f"/people/{other.pk}/reactivate/")
    other.refresh_from_db()
    assert (other.role, other.is_active) == (Role.CHIEF, True)


def test_the_bureau_looks_after_a_districts_people() -> None:
    maker = district_maker("密云区")
    by = person(unit(UnitKind.BUREAU), Role.CHECKER)
    client = visit_as(by)
    address = f"/people/of/{maker.unit_id}/"
    with letters() as sent:
        response = client.post(address, {**LI, "role": "checker"})
    assert response["Location"] == address
    assert sent[0].to == ["li@example.org"]
    response = client.post(f"/people/{maker.pk}/role/", {"role": "checker"})
    assert response["Location"] == address
    visit_as(maker)
    client.post(f"/people/{maker.pk}/second-factor/lift/")
    said = f"已解除{maker.name}的动态口令，对方下次登录时重新设置。"
    assert texts(client.get(address), ".said")[-1] == said


def test_an_operators_people_are_not_the_bureaus(by: User) -> None:
    client = visit_as(person(unit(UnitKind.BUREAU), Role.CHECKER))
    assert client.get(f"/people/of/{by.unit_id}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_however_many_people(
    by: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(rows):
        filler(by.unit)
        with letters():
            visit_as(by).post("/people/", {**LI, "email": f"li{n}@example.org"})
    client = visit_as(by)
    client.get("/people/")
    with django_assert_num_queries(5):
        client.get("/people/")
