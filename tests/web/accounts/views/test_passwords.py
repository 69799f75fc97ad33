"""A new password: by mail, or knowing the old one."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from jiqun.web.accounts.models import User
from tests.web.accounts.applying import PASSWORD, register_example
from tests.web.letters import letters, link_in
from tests.web.pages import parsed, refusal, texts

pytestmark = pytest.mark.django_db

NEW = "ling-yi-ge-mima"


@pytest.fixture
def user() -> User:
    return register_example()


def signed_in(user: User, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/login/", {"username": user.email, "password": password})
    return client


def link_for(user: User) -> str:
    with letters() as sent:
        Client().post("/password/forgotten/", {"email": user.email})
    return link_in(sent[0])


def set_new(client: Client, link: str, password: str = NEW) -> HttpResponse:
    page = client.get(link, follow=True)
    typed = {"new_password1": password, "new_password2": password}
    return client.post(page.request["PATH_INFO"], typed)


def test_the_answer_is_the_same_for_every_address(client: Client, user: User) -> None:
    answers = []
    for email in (user.email, "nobody@example.org"):
        response = client.post("/password/forgotten/", {"email": email})
        assert response.status_code == 200
        answers.append(texts(response, "main")[0].replace(email, "…"))
    assert answers[0] == answers[1]
    assert "如果 … 有账号" in answers[0]


def test_what_is_no_address(client: Client) -> None:
    response = client.post("/password/forgotten/", {"email": "nobody"})
    assert response.status_code == 422
    assert refusal(response).startswith("邮箱：邮箱写法不对")


def test_one_address_asks_so_often(client: Client, settings: Settings) -> None:
    settings.RATES = {**settings.RATES, "mail": "1/h"}
    client.post("/password/forgotten/", {"email": "a@example.org"})
    assert client.post("/password/forgotten/", {"email": "a@example.org"}).status_code == 429


def test_by_mail(user: User) -> None:
    elsewhere = signed_in(user)
    link, client = link_for(user), Client()
    assert set_new(client, link).headers["Location"] == "/desk/"
    assert texts(client.get("/desk/"), ".said") == ["密码已重设。"]
    assert elsewhere.get("/desk/").status_code == 302
    assert signed_in(user).get("/desk/").status_code == 302
    again = Client().get(link, follow=True)
    assert texts(again, "h1") == ["链接不能使用"]
    assert parsed(again).xpath("//main//a/@href") == ["/password/forgotten/"]


def test_the_secret_does_not_stay_in_the_address(user: User) -> None:
    response = Client().get(link_for(user))
    assert response["Location"].endswith("/set-password/")


def test_a_password_that_will_not_do(user: User) -> None:
    response = set_new(Client(), link_for(user), "qwertyuiop")
    assert response.status_code == 422
    assert refusal(response) == "再输一次新密码：这个密码太常见了。"


def test_a_link_ends_after_a_day(user: User, settings: Settings) -> None:
    assert timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) == timedelta(days=1)
    link = link_for(user)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert texts(Client().get(link, follow=True), "h1") == ["链接不能使用"]


def test_changing_it_ends_every_other_session(user: User) -> None:
    here, elsewhere = signed_in(user), signed_in(user)
    typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert here.post("/password/", typed)["Location"] == "/account/"
    said = "密码已修改，其他地方的登录都已退出。"
    assert texts(here.get("/account/"), ".said") == [said]
    assert elsewhere.get("/account/").status_code == 302
    assert signed_in(user, NEW).get("/account/").status_code == 200


def test_changing_it_takes_the_old_one(user: User) -> None:
    typed = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    response = signed_in(user).post("/password/", typed)
    assert response.status_code == 422
    assert refusal(response) == "现在的密码：现在的密码不正确，请重新输入。"
