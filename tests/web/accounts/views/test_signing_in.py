"""Signing in and out, being locked out, and the way back."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from jiqun.web.accounts.models import User
from tests.web.accounts.applying import OTHER_CODE, PASSWORD, register_example
from tests.web.filings import a_submission
from tests.web.letters import letters, link_in
from tests.web.moments import set_clock
from tests.web.pages import parsed, refusal, texts
from tests.web.visitors import visit_as
from tests.web.world import a_declaration, bureau_maker, chief, district_maker

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return register_example()


def sign_in(client: Client, email: str, password: str = PASSWORD, to: str = "") -> HttpResponse:
    return client.post("/login/", {"username": email, "password": password, "next": to})


def went_to(response: HttpResponse) -> tuple[int, str]:
    return response.status_code, response.headers.get("Location", "")


def test_by_address_however_written(client: Client, user: User) -> None:
    assert went_to(sign_in(client, " Chief@Example.ORG ")) == (302, "/desk/")
    assert client.get("/desk/").status_code == 200


def test_the_session_is_new(client: Client, user: User) -> None:
    """Nobody can hand somebody else a session to sign in with."""
    sign_in(client, user.email)
    first = client.cookies["jiqun_session"].value
    sign_in(client, user.email)
    client.post("/logout/")
    sign_in(client, user.email)
    assert client.cookies["jiqun_session"].value != first


@pytest.mark.parametrize(
    ("to", "there"),
    [
        ("/people/?a=1", "/people/?a=1"),
        ("https://evil.example/", "/desk/"),
        ("//evil.example/", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_where_one_comes_to(client: Client, user: User, to: str, there: str) -> None:
    assert went_to(sign_in(client, user.email, to=to)) == (302, there)


def test_back_to_the_page_one_was_on(client: Client, user: User) -> None:
    assert went_to(client.get("/account/?x=1")) == (302, "/login/?next=/account/%3Fx%3D1")
    page = client.get("/login/?next=/account/%3Fx%3D1")
    assert texts(page, ".lead") == ["请先登录，登录后回到原来的页面。"]
    assert parsed(page).forms[0].fields["next"] == "/account/?x=1"


@pytest.mark.parametrize(
    ("referrer", "there"),
    [
        ("http://testserver/people/?page=2", "/people/%3Fpage%3D2"),
        ("http://testserver/account/", "/account/"),
        ("https://evil.example/people/", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_a_form_leads_back_to_the_page_it_stands_on(
    client: Client, referrer: str, there: str
) -> None:
    response = client.post("/password/", headers={"referer": referrer})
    assert went_to(response) == (302, f"/login/?next={there}")


def test_a_script_hears_it_as_data(client: Client) -> None:
    response = client.post("/people/", headers={"accept": "application/json"})
    assert (response.status_code, response.json()) == (401, {"signed_out": True})
    for accept in ("*/*", "text/html,application/json;q=0.9", "image/png"):
        assert client.get("/people/", headers={"accept": accept}).status_code == 302


def test_a_script_hears_who_is_signed_in(user: User) -> None:
    client = visit_as(user)
    data = client.get("/session/").json()
    assert data == {"user": user.pk, "csrf": data["csrf"]}
    assert len(data["csrf"]) == 64
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = client.cookies
    assert careful.post("/logout/").status_code == 403
    response = careful.post("/logout/", headers={"x-csrftoken": data["csrf"]})
    assert went_to(response) == (302, "/login/")


@pytest.mark.parametrize(
    ("email", "password"),
    [("chief@example.org", "wrong-password"), ("nobody@example.org", PASSWORD)],
)
def test_whoever_is_wrong_hears_the_same(
    client: Client, user: User, email: str, password: str
) -> None:
    response = sign_in(client, email, password)
    assert response.status_code == 422
    assert refusal(response) == (
        "邮箱或密码不正确，请核对后再试；连续5次不正确，账号将锁定15分钟。"
    )
    assert PASSWORD not in response.content.decode()


def test_who_has_been_let_go_is_out_at_once(user: User) -> None:
    client = visit_as(user)
    User.objects.update(is_active=False)
    assert went_to(client.get("/desk/"))[0] == 302
    assert sign_in(Client(), user.email).status_code == 422


def test_signing_out(user: User) -> None:
    client = visit_as(user)
    assert client.get("/logout/").status_code == 405
    assert went_to(client.post("/logout/")) == (302, "/login/")
    assert went_to(client.get("/desk/"))[0] == 302


def test_a_session_ends_after_half_an_hour_without_asking(
    client: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, user.email)
    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)
    later = timezone.now() + timedelta(minutes=1)
    Session.objects.update(expire_date=later)
    client.get("/session/")  # not yet: that somebody is there is written down once a minute
    assert Session.objects.get().expire_date == later
    set_clock(monkeypatch, later)
    response = client.get("/session/")
    assert Session.objects.get().expire_date - timezone.now() > timedelta(minutes=29)
    assert response.cookies["jiqun_session"]["max-age"] == 30 * 60
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert went_to(client.get("/desk/")) == (302, "/login/?next=/desk/")


def test_nothing_stays_behind_in_the_browser(user: User) -> None:
    client = visit_as(user)
    assert client.get("/desk/")["Cache-Control"] == "private, no-store"
    assert "no-store" in Client().get("/desk/")["Cache-Control"]
    assert "Cache-Control" not in client.get("/")


# --- locked out ------------------------------------------------------------------------------


def fail(client: Client, email: str, times: int = 5) -> list[int]:
    return [sign_in(client, email, "wrong-password").status_code for _ in range(times)]


def test_five_failures_lock_an_account_out(client: Client, user: User) -> None:
    assert fail(client, user.email) == [422, 422, 422, 422, 429]
    response = sign_in(client, user.email)
    until = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=15))
    assert texts(response, "h1") == ["账号已锁定"]
    assert f"请在{until:%H:%M}以后再试" in response.content.decode()
    assert parsed(response).xpath("//main//a/@href") == ["/password/forgotten/"]
    assert "_auth_user_id" not in client.session


def test_an_account_is_locked_wherever_one_tries(user: User) -> None:
    for browser in range(4):
        client = Client(REMOTE_ADDR=f"10.0.0.{browser}", HTTP_USER_AGENT=f"browser {browser}")
        assert fail(client, user.email, 1) == [422]
    assert fail(Client(REMOTE_ADDR="10.0.0.9"), user.email, 1) == [429]
    other = register_example("other@example.org", code=OTHER_CODE)
    assert sign_in(Client(REMOTE_ADDR="10.0.0.1"), other.email).status_code == 302


def test_addresses_nobody_has_are_locked_alike(client: Client) -> None:
    assert fail(client, "nobody@example.org") == [422, 422, 422, 422, 429]


def test_trying_on_does_not_lock_longer(client: Client, user: User) -> None:
    fail(client, user.email)
    first = AccessAttempt.objects.get().attempt_time
    fail(client, user.email)
    assert AccessAttempt.objects.get().attempt_time == first


def test_after_a_quarter_of_an_hour_it_is_open(client: Client, user: User) -> None:
    fail(client, user.email)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert went_to(sign_in(client, user.email)) == (302, "/desk/")


def test_success_begins_counting_anew(client: Client, user: User) -> None:
    fail(client, user.email, 4)
    sign_in(client, user.email)
    client.post("/logout/")
    assert fail(client, user.email, 4) == [422] * 4


def test_the_way_back_by_mail(client: Client, user: User) -> None:
    fail(client, user.email)
    with letters() as sent:
        client.post("/password/forgotten/", {"email": user.email})
    form = client.get(link_in(sent[0]), follow=True)
    new = "ling-yi-ge-mima"
    typed = {"new_password1": new, "new_password2": new}
    assert went_to(client.post(form.request["PATH_INFO"], typed)) == (302, "/desk/")
    assert client.get("/desk/").status_code == 200
    assert went_to(sign_in(Client(), user.email, new)) == (302, "/desk/")


def test_one_address_tries_so_often(client: Client, user: User, settings: Settings) -> None:
    settings.RATES = {**settings.RATES, "sign_in": "2/h"}
    assert fail(client, user.email, 2) == [422, 422]
    response = sign_in(client, user.email, "secret-password")
    assert response.status_code == 429
    assert texts(response, "h1") == ["请求过于频繁"]
    assert "secret-password" not in response.content.decode()
    assert client.get("/login/").status_code == 200


# --- the frame -------------------------------------------------------------------------------


def navigation(client: Client, address: str = "/desk/") -> list[tuple[str, str | None]]:
    links = parsed(client.get(address)).xpath("//nav//a")
    return [(link.text, link.get("aria-current")) for link in links]


def test_navigation_by_role(user: User) -> None:
    assert navigation(visit_as(user)) == [("首页", "page")]
    assert navigation(visit_as(chief()), "/people/") == [
        ("首页", None),
        ("申报批次", None),
        ("本单位人员", "page"),
    ]
    assert navigation(visit_as(district_maker()), "/account/") == [
        ("首页", None),
        ("审查", None),
        ("申报批次", None),
        ("单位准入", None),
        ("本单位人员", None),
    ]


def test_where_one_is_follows_from_where_one_came(user: User) -> None:
    declaration = a_declaration(user.unit)
    a_submission(declaration, user)
    officer = visit_as(district_maker())
    assert ("审查", "page") in navigation(officer, f"/declarations/{declaration.pk}/review/")
    assert ("首页", "page") in navigation(visit_as(user), f"/declarations/{declaration.pk}/")
    assert ("各区", "page") in navigation(
        visit_as(bureau_maker()), f"/people/of/{district_maker().unit_id}/"
    )


def test_who_is_signed_in_stands_on_the_page(user: User) -> None:
    page = visit_as(user).get("/desk/")
    assert texts(page, ".account-who") == ["张示例示例集群运营中心 负责人"]
    (form,) = parsed(page).xpath("//header//form")
    assert (form.method, form.action) == ("POST", "/logout/")


def test_the_front_page_leads_there(user: User) -> None:
    def links(client: Client) -> list[tuple[str, str]]:
        found = parsed(client.get("/")).xpath("//header//p//a")
        return [(link.text, link.get("href")) for link in found]

    assert links(Client()) == [("登记单位", "/register/"), ("登录申报平台", "/desk/")]
    assert links(visit_as(user)) == [("进入申报平台", "/desk/")]
