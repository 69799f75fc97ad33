"""The second factor cannot be gone around."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from jiqun.web.accounts.actions.second_factor import enrol, issue_recovery_codes
from jiqun.web.accounts.demo import usable_code
from jiqun.web.accounts.models import Role, User
from jiqun.web.accounts.views.second_factor import NEW_KEY
from tests.web.accounts.actions.test_second_factor import code_of, other_than
from tests.web.accounts.applying import PASSWORD
from tests.web.pages import parsed, refusal, texts
from tests.web.visitors import visit_as
from tests.web.world import district_maker, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    user = district_maker()
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def client(user: User) -> Client:
    """With the password given, nothing more."""
    client = Client()
    client.post("/login/", {"username": user.email, "password": PASSWORD})
    return client


def went_to(response: HttpResponse) -> tuple[int, str]:
    return response.status_code, response.headers.get("Location", "")


def test_taking_it_up(client: Client, user: User) -> None:
    assert went_to(client.get("/people/")) == (302, "/second-factor/?next=/people/")
    page = client.get("/second-factor/?next=/people/")
    assert texts(page, "h1") == ["设置动态口令"]
    (picture,) = parsed(page).xpath("//svg[@class='qr']")
    assert picture.get("viewbox")
    (secret,) = texts(page, ".secret")
    assert len(secret.replace(" ", "")) == 32
    key = client.session[NEW_KEY]
    done = client.post("/second-factor/", {"code": code_of(key), "next": "/people/"})
    assert texts(done, "h1") == ["记下恢复码"]
    assert len(parsed(done).xpath("//ul[@class='codes']/li")) == 10
    assert parsed(done).xpath("//main//a/@href") == ["/people/"]
    assert client.get("/people/").status_code == 200
    assert NEW_KEY not in client.session
    assert TOTPDevice.objects.get().user == user


def test_the_key_stays_until_it_is_taken_over(client: Client) -> None:
    client.get("/second-factor/")
    key = client.session[NEW_KEY]
    response = client.post("/second-factor/", {"code": other_than(code_of(key))})
    assert response.status_code == 422
    assert "动态口令不正确" in refusal(response)
    assert client.session[NEW_KEY] == key
    assert not TOTPDevice.objects.exists()


def test_giving_it(client: Client, user: User) -> None:
    device = TOTPDevice.objects.create(user=user)
    page = client.get("/second-factor/?next=/account/")
    assert texts(page, "h1") == ["输入动态口令"]
    assert device.key not in page.content.decode()
    typed = {"code": usable_code(device), "next": "/account/"}
    assert went_to(client.post("/second-factor/", typed)) == (302, "/account/")
    assert client.get("/account/").status_code == 200


def test_it_leads_nowhere_else(client: Client, user: User) -> None:
    device = TOTPDevice.objects.create(user=user)
    typed = {"code": usable_code(device), "next": "https://evil.example/"}
    assert went_to(client.post("/second-factor/", typed)) == (302, "/desk/")


def test_a_wrong_code(client: Client, user: User) -> None:
    device = TOTPDevice.objects.create(user=user)
    response = client.post("/second-factor/", {"code": other_than(usable_code(device))})
    assert response.status_code == 422
    assert "动态口令不正确" in refusal(response)
    assert went_to(client.get("/desk/")) == (302, "/second-factor/?next=/desk/")


def test_a_recovery_code_instead(client: Client, user: User) -> None:
    TOTPDevice.objects.create(user=user)
    (code, *_) = issue_recovery_codes(user)
    assert went_to(client.post("/second-factor/", {"code": code})) == (302, "/desk/")


def test_only_recovery_codes_left_is_not_enough_to_take_up_anew(client: Client, user: User) -> None:
    """Who has a second factor is never shown a key by the password alone."""
    TOTPDevice.objects.create(user=user)
    client.get("/second-factor/")
    assert NEW_KEY not in client.session
    client.post("/second-factor/", {"code": "123456"})
    assert TOTPDevice.objects.count() == 1


def test_a_script_is_turned_away_too(client: Client) -> None:
    response = client.get("/session/", headers={"accept": "application/json"})
    assert (response.status_code, response.json()) == (401, {"signed_out": True})


def test_a_new_password_by_mail_does_not_replace_it(user: User) -> None:
    TOTPDevice.objects.create(user=user)
    client = visit_as(user, verified=False)
    for address in ("/desk/", "/people/", "/operators/", "/account/", "/password/"):
        assert went_to(client.get(address))[1].startswith("/second-factor/?next=")


def test_somebody_elses_device_counts_for_nothing(user: User) -> None:
    other = TOTPDevice.objects.create(user=person(user.unit, Role.CHECKER))
    TOTPDevice.objects.create(user=user)
    client = visit_as(user, verified=False)
    session = client.session
    session["otp_device_id"] = other.persistent_id
    session.save()
    assert went_to(client.get("/desk/"))[0] == 302


def test_lifting_it_ends_what_it_opened(user: User) -> None:
    client = visit_as(user)
    assert went_to(client.post("/second-factor/lift/")) == (302, "/second-factor/")
    assert went_to(client.get("/desk/"))[0] == 302
    assert texts(client.get("/second-factor/"), "h1") == ["设置动态口令"]


def test_new_recovery_codes(user: User) -> None:
    client = visit_as(user)
    page = client.post("/second-factor/codes/")
    assert "以前的都已作废" in page.content.decode()
    assert "还有10个恢复码可用" in client.get("/account/").content.decode()


def test_no_navigation_before_it_is_given(client: Client) -> None:
    page = client.get("/second-factor/")
    assert parsed(page).xpath("//nav") == []
    assert [form.action for form in parsed(page).xpath("//header//form")] == ["/logout/"]


def test_taking_it_up_in_two_windows(client: Client, user: User) -> None:
    client.get("/second-factor/")
    key = client.session[NEW_KEY]
    enrol(by=user, key=key, typed=code_of(key))
    page = client.post("/second-factor/", {"code": code_of(key)})
    assert texts(page, "h1") == ["输入动态口令"]
