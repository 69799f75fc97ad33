"""What goes wrong is said calmly, in Chinese, and says nothing of anybody's content."""

import logging
import sys
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from jiqun.web.logs import WithoutContent
from tests.declarations import DEMO
from tests.web.pages import parsed, texts, upload

pytestmark = pytest.mark.django_db

FACTS = (DEMO / "clean.yaml").read_bytes()


def said(response: HttpResponse) -> tuple[int, list[str]]:
    """Status and heading, after a look at what every such page must have."""
    page = parsed(response)
    assert page.get("lang") == "zh-CN"
    assert page.xpath("//main//a/@href") == ["/"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    return response.status_code, texts(response, "h1")


def test_no_such_page(client: Client) -> None:
    assert said(client.get("/nowhere")) == (404, ["没有这个页面"])
    assert said(client.get("/demo/other/")) == (404, ["没有这个页面"])


def test_a_form_from_elsewhere() -> None:
    client = Client(enforce_csrf_checks=True)
    assert said(upload(client, FACTS, "a.yaml")) == (403, ["页面已过期"])


def test_our_own_form() -> None:
    client = Client(enforce_csrf_checks=True)
    (form,) = parsed(client.get("/")).forms
    token = form.fields["csrfmiddlewaretoken"]
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("a.yaml", FACTS)
    response = client.post("/", {"csrfmiddlewaretoken": token, "file": file})
    assert response.status_code == 200


def test_an_unknown_host(client: Client) -> None:
    response = client.get("/", headers={"host": "evil.example"})
    assert said(response) == (400, ["本系统未启用这个访问地址"])
    assert "evil" not in response.content.decode()


def test_half_a_request(client: Client) -> None:
    response = client.generic("POST", "/", b"abc", content_type="multipart/form-data")
    assert said(response) == (400, ["请求不完整"])


@pytest.mark.parametrize("kind", ["multipart", "urlencoded"])
def test_a_field_beyond_the_limit(client: Client, settings: Settings, kind: str) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    text = "a" * 2000
    if kind == "multipart":
        response = client.post("/download/", {"facts": text})
    else:
        response = client.generic(
            "POST", "/download/", f"facts={text}", content_type="application/x-www-form-urlencoded"
        )
    assert said(response) == (413, ["文件过大"])


def test_too_many_fields(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 800
    response = client.post("/download/", {f"f{n}": "" for n in range(801)})
    assert said(response) == (400, ["提交的内容过多"])
    assert "一次最多提交800项内容" in response.content.decode()


def test_too_many_files(client: Client, settings: Settings) -> None:
    most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    files = {f"f{n}": BytesIO(b"a") for n in range(most + 1)}
    response = client.post("/", files)
    assert said(response) == (400, ["文件过多"])
    assert f"一次最多上传{most}个文件" in response.content.decode()


def test_a_fault_of_ours(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiqun.web.checks.page.lay_out", None)
    client.raise_request_exception = False
    assert said(client.get("/demo/clean/")) == (500, ["系统出错了"])


def test_the_log_shows_where_and_not_what() -> None:
    try:
        raise ValueError("某集群的内容")
    except ValueError:
        record = logging.LogRecord("django", logging.ERROR, "", 1, "出错", None, sys.exc_info())
    line = WithoutContent().format(record)
    assert "test_the_log_shows_where_and_not_what" in line
    assert "某集群的内容" not in WithoutContent().formatException(sys.exc_info() or record.exc_info)
    assert line.endswith("ValueError")
