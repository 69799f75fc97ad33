"""The page of messages: one's own, the last first, read once they are opened."""

from datetime import timedelta

import pytest
from django.test import Client

from jiqun.web.accounts.models import User
from jiqun.web.inbox.models import Message
from tests.web.moments import DURING, set_clock
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.world import a_message, chief

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def client(by: User) -> Client:
    return visit_as(by)


def rows(client: Client, address: str = "/messages/") -> list[str]:
    return texts(client.get(address), "tr")[1:]


def unread_in_masthead(client: Client) -> list[str]:
    return texts(client.get("/account/"), ".account-messages")


def test_ones_own_the_last_first(by: User, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, DURING)
    a_message(by, "受理：示例集群")
    a_message(chief(by.unit), "别人的")
    set_clock(monkeypatch, DURING + timedelta(hours=1))
    a_message(by, "退回补正：示例集群")
    assert rows(client) == [
        "退回补正：示例集群 2024年5月11日10:00 未读",
        "受理：示例集群 2024年5月11日09:00 未读",
    ]
    assert unread_in_masthead(client) == ["消息2条未读"]


def test_opening_leads_on_and_looking_changes_nothing(by: User, client: Client) -> None:
    message = a_message(by, address="/account/")
    rows(client)
    assert unread_in_masthead(client) == ["消息1条未读"]
    address = f"/messages/{message.pk}/open/"
    assert client.get(address).status_code == 405
    opened = client.post(address)
    assert (opened.status_code, opened["Location"]) == (302, "/account/")
    assert unread_in_masthead(client) == ["消息"]
    assert [row.split()[-1] for row in rows(client)] == ["已读"]


def test_nobody_opens_anothers(client: Client) -> None:
    message = a_message(chief())
    assert client.post(f"/messages/{message.pk}/open/").status_code == 404
    assert Message.objects.get().read_at is None


def test_all_at_once(by: User, client: Client) -> None:
    other = a_message(chief())
    for _ in range(2):
        a_message(by)
    assert texts(client.get("/messages/"), ".btn-outline-primary") == ["全部标为已读"]
    page = client.post("/messages/read/", follow=True)
    assert texts(page, ".said") == ["2条消息已标为已读。"]
    assert texts(page, ".btn-outline-primary") == []
    other.refresh_from_db()
    assert other.read_at is None


def test_nothing_yet(client: Client) -> None:
    page = client.get("/messages/")
    assert texts(page, ".nothing") == [
        "还没有消息。与您有关的事情有了进展，会在这里告知，同时发邮件。"
    ]
    assert texts(page, ".account-messages") == ["消息"]


def test_fifty_a_page(by: User, client: Client) -> None:
    for number in range(51):
        a_message(by, f"第{number}条")
    assert (len(rows(client)), len(rows(client, "/messages/?page=2"))) == (50, 1)
    assert texts(client.get("/messages/"), ".paging") == ["第1页，共2页（51条） 下一页"]
    (back,) = parsed(client.get("/messages/?page=2")).xpath("//nav[@class='paging']//a")
    assert (back.text, back.get("href")) == ("上一页", "?page=1")
    assert len(rows(client, "/messages/?page=nonsense")) == 50


def test_every_message_is_a_button_with_its_sentence(by: User, client: Client) -> None:
    a_message(by, "<b>示例</b>&集群")
    (button,) = parsed(client.get("/messages/")).xpath("//tbody//button")
    assert button.text == "<b>示例</b>&集群"


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_however_many_messages(
    count: int, by: User, client: Client, django_assert_num_queries: object
) -> None:
    for _ in range(count):
        a_message(by)
    client.get("/messages/")
    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get("/messages/")
