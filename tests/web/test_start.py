"""The start page, and what holds for every page."""

import re

import pytest
from django.templatetags.static import static
from django.test import Client

from jiqun.web.checks.demos import DEMOS
from tests.web.pages import parsed, texts

pytestmark = pytest.mark.django_db


def test_it_says_what_it_is_in_one_sentence(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    (sentence,) = texts(response, ".lead")
    assert sentence.count("。") == 1
    assert sentence.endswith("。")


def test_the_form_takes_a_declaration_and_a_workbook(client: Client) -> None:
    page = parsed(client.get("/"))
    (form,) = page.forms
    assert (form.method, form.get("enctype")) == ("POST", "multipart/form-data")
    fields = form.xpath(".//input[@type='file']")
    assert [(field.get("name"), field.get("accept")) for field in fields] == [
        ("file", ".docx,.yaml,.yml,.json"),
        ("roster", ".xlsx,.xls,.csv"),
    ]
    assert [button.text for button in page.iterfind(".//button")] == ["开始检查"]


def test_examples_to_try(client: Client) -> None:
    page = parsed(client.get("/"))
    links = [link for link in page.iterlinks() if link[2].startswith("/demo/")]
    titles = [element.find("strong").text for element, *_ in links]
    assert titles == [demo.title for demo in DEMOS if demo.present]
    assert titles[:3] == ["干净的一份", "满是毛病的一份", "最长的一份"]
    assert {client.get(address).status_code for _, _, address, _ in links} == {200}


def test_security_headers(client: Client) -> None:
    headers = client.get("/").headers
    directives = dict(
        directive.split(" ", 1) for directive in headers["Content-Security-Policy"].split("; ")
    )
    assert directives == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/", "/demo/flawed/", "/nowhere"])
def test_nothing_stands_inline(client: Client, address: str) -> None:
    page = parsed(client.get(address))
    assert (
        page.xpath("//style | //@style | //script[not(@src)] | //@*[starts-with(name(), 'on')]")
        == []
    )


def test_the_cookie_is_closed(client: Client) -> None:
    cookies = client.get("/").cookies
    assert list(cookies) == ["jiqun_csrf"]
    assert cookies["jiqun_csrf"]["httponly"] is True
    assert cookies["jiqun_csrf"]["samesite"] == "Strict"


def test_everything_it_needs_comes_from_here(client: Client) -> None:
    page = parsed(client.get("/"))
    addresses = page.xpath("//link/@href | //script/@src")
    assert len(addresses) == 5
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert "immutable" in response["Cache-Control"], address
        response.close()


def test_the_style_sheet_needs_no_new_browser(client: Client) -> None:
    """Chromium 86, as in the browsers of 2021, knows none of these."""
    page = parsed(client.get("/"))
    own = [href for href in page.xpath("//link[@rel='stylesheet']/@href") if "site" in href]
    response = client.get(own[0])
    style = re.sub(r"/\*.*?\*/", "", response.getvalue().decode(), flags=re.DOTALL)
    newer = (
        r":has\(|:is\(|:where\(|@container|@layer|&|inset|aspect-ratio|color-mix|\bdvh|accent-color"
    )
    assert re.findall(newer, style) == []


@pytest.mark.parametrize("name", ["drop.js", "dropped.js", "result.js", "roster.js", "print.js"])
def test_the_scripts_need_no_new_browser(client: Client, name: str) -> None:
    response = client.get(static(f"jiqun/{name}"))
    script = response.getvalue().decode()
    assert '"use strict"' in script
    newer = r"\?\?=|\|\|=|\.at\(|replaceAll|structuredClone|import |await |innerHTML|fetch\("
    assert re.findall(newer, script) == []
