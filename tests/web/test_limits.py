"""How often one address may ask."""

from datetime import timedelta
from time import time
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from jiqun.web.limits import client_address
from tests.declarations import DEMO
from tests.web.pages import parsed, texts, upload

pytestmark = pytest.mark.django_db

FACTS = (DEMO / "clean.yaml").read_bytes()


@pytest.fixture
def twice(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one and the same second: at the turn of a minute counting begins anew."""
    now = time()
    monkeypatch.setattr("django_ratelimit.core.time", SimpleNamespace(time=lambda: now))
    settings.RATES = {"check": "2/m", "download": "2/m"}


def statuses(client: Client, address: str = "10.0.0.1") -> list[int]:
    return [client.get("/demo/clean/", REMOTE_ADDR=address).status_code for _ in range(3)]


@pytest.mark.usefixtures("twice")
def test_the_third_hears_how_long_to_wait(client: Client) -> None:
    upload(client, FACTS, "a.yaml")
    client.get("/demo/clean/")
    response = upload(client, FACTS, "a.yaml")
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60
    assert texts(response, "h1") == ["请求过于频繁"]
    told = f"请在{response['Retry-After']}秒后返回上一页再试，文件可能需要重新选择。"
    assert told in response.content.decode()


@pytest.mark.usefixtures("twice")
def test_addresses_are_counted_apart(client: Client) -> None:
    assert statuses(client, "10.0.0.1") == [200, 200, 429]
    assert statuses(client, "10.0.0.2") == [200, 200, 429]


@pytest.mark.usefixtures("twice")
def test_downloads_are_counted_apart_from_checks(client: Client) -> None:
    assert statuses(client) == [200, 200, 429]
    fetched = [client.post("/download/", {"facts": "facts: {}"}).status_code for _ in range(3)]
    assert fetched == [200, 200, 429]


def press(client: Client, path: str) -> int:
    return client.post(path, {"facts": "facts: {}"}).status_code


@pytest.mark.usefixtures("twice")
def test_every_button_is_counted(client: Client) -> None:
    """Looking anew as a check, a sheet to print as a download."""
    assert client.get("/demo/clean/").status_code == 200
    assert [press(client, "/result/") for _ in range(2)] == [200, 429]
    assert press(client, "/download/") == 200
    assert [press(client, "/formulas/") for _ in range(2)] == [200, 429]


@pytest.mark.usefixtures("twice")
def test_what_was_typed_is_not_lost(client: Client) -> None:
    """The page that says how long to wait can send it once more."""
    typed = {"facts": "facts: {}", "reason.R0-09": "第一行\n“第二行”", "try.field": ["甲", "乙"]}
    for _ in range(2):
        client.post("/result/", typed)
    response = client.post("/result/", typed)
    assert response.status_code == 429
    assert "秒后点“再试一次”，已填的内容都在。" in response.content.decode()
    (form,) = parsed(response).forms
    assert (form.method, form.action) == ("POST", None)
    fields = [(f.get("name"), f.get("value")) for f in form.xpath(".//input")][1:]
    assert fields == [
        ("facts", "facts: {}"),
        ("reason.R0-09", "第一行\n“第二行”"),
        ("try.field", "甲"),
        ("try.field", "乙"),
    ]


@pytest.mark.usefixtures("twice")
def test_a_password_is_asked_for_once_more(client: Client, settings: Settings) -> None:
    settings.RATES = {**settings.RATES, "register": "0/m"}
    response = client.post("/register/", {"email": "a@example.org", "password": "shili-mima"})
    assert response.status_code == 429
    html = response.content.decode()
    assert "秒后点“再试一次”，密码需要重新填写，其他内容都在。" in html
    assert "a@example.org" in html
    assert "shili-mima" not in html


@pytest.mark.usefixtures("twice")
def test_nothing_is_said_of_what_was_not_typed(client: Client) -> None:
    for _ in range(3):
        response = client.get("/demo/clean/")
    assert f"请在{response['Retry-After']}秒后再试。" in response.content.decode()


@pytest.mark.usefixtures("twice")
def test_looking_at_the_start_page_costs_nothing(client: Client) -> None:
    assert {client.get("/").status_code for _ in range(5)} == {200}


def test_counting_adds_up() -> None:
    cache.add("counted", 1, 60)
    assert [cache.incr("counted"), cache.incr("counted", 3)] == [2, 5]


def test_a_count_runs_out_when_it_was_to_run_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither earlier for having been counted on, nor later."""
    cache.add("hourly", 1, 3600)
    cache.incr("hourly")
    now = timezone.now()
    found = []
    for minutes in (50, 61):
        later = now + timedelta(minutes=minutes)
        monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda at=later: at)
        found.append(cache.get("hourly"))
    assert found == [2, None]
    with pytest.raises(ValueError, match="hourly"):
        cache.incr("hourly")


@pytest.mark.parametrize(
    ("header", "sent", "expected"),
    [
        ("", {"REMOTE_ADDR": "10.0.0.9", "HTTP_X_REAL_IP": "1.2.3.4"}, "10.0.0.9"),
        ("X-Real-IP", {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": "1.2.3.4"}, "1.2.3.4"),
        ("X-Real-IP", {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": "2001:db8::1"}, "2001:db8::1"),
        ("X-Real-IP", {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": "nonsense"}, "0.0.0.0"),
        ("X-Real-IP", {"REMOTE_ADDR": "127.0.0.1"}, "0.0.0.0"),
        ("", {"REMOTE_ADDR": ""}, "0.0.0.0"),
    ],
)
def test_whose_address(
    settings: Settings, header: str, sent: dict[str, str], expected: str
) -> None:
    settings.ADDRESS_HEADER = header
    assert client_address(RequestFactory().get("/", **sent)) == expected
