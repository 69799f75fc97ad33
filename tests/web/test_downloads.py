"""The papers fetched from a result page, which carries all they are made of."""

from email.message import Message

import pytest
from django.http import HttpResponse
from django.test import Client

from jiqun.core.facts import Facts, Problem
from jiqun.core.values import Value
from jiqun.documents.factsfile import dump_facts, load_facts
from jiqun.documents.intake import Declared
from jiqun.documents.paper.fill import fill
from jiqun.documents.pdf import write_pdf
from jiqun.documents.word import write_word
from jiqun.web.checks.papers import PAPERS, facts_file, file_name
from tests.declarations import DEMO, blank, golden
from tests.web.pages import carried, refusal, upload

pytestmark = pytest.mark.django_db

NAME = "北京市昌平区示例智能农机装备产业集群"


@pytest.fixture
def result(client: Client) -> HttpResponse:
    return upload(client, write_word(fill(golden("flawed").facts)))


def fetch(client: Client, facts: str, paper: str = "word") -> HttpResponse:
    # A browser sends the lines of a field so.
    return client.post("/download/", {"facts": facts.replace("\n", "\r\n"), "paper": paper})


def name_of(response: HttpResponse) -> str | None:
    message = Message()
    message["Content-Disposition"] = response["Content-Disposition"]
    assert message.get_content_disposition() == "attachment"
    return message.get_filename()


def test_the_word_form(client: Client, result: HttpResponse) -> None:
    response = fetch(client, carried(result))
    assert response.content == write_word(fill(golden("flawed").facts.printed))
    assert response["Content-Type"] == (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    assert name_of(response) == f"{NAME}申报表.docx"
    assert response["Cache-Control"] == "no-store"


def test_the_pdf(client: Client, result: HttpResponse) -> None:
    response = fetch(client, carried(result), "pdf")
    assert response.content == write_pdf(fill(golden("flawed").facts.printed))
    assert response["Content-Type"] == "application/pdf"
    assert name_of(response) == f"{NAME}申报表.pdf"


def test_the_facts_file(client: Client, result: HttpResponse) -> None:
    response = fetch(client, carried(result), "facts")
    assert response.content.decode() == dump_facts(golden("flawed").facts.printed)
    assert name_of(response) == f"{NAME}填报数据.yaml"


@pytest.mark.parametrize("name", ["clean", "flawed", "longest"])
def test_facts_and_reasons_survive_the_way(client: Client, name: str) -> None:
    """Worksheet facts and reasons are not on paper, and still come back."""
    page = upload(client, (DEMO / f"{name}.yaml").read_bytes(), "a.yaml")
    assert load_facts(fetch(client, carried(page), "facts").content) == golden(name)


def test_what_could_not_be_read_goes_along_as_a_note() -> None:
    declared = Declared(blank(), unread=(Problem("output.2021", "“约40”不是数字"),))
    assert facts_file(declared).startswith("# 未能读取：")
    assert "“约40”不是数字" in facts_file(declared)
    assert load_facts(facts_file(declared).encode()).facts == blank()


def test_a_result_page_needs_no_address_of_its_own(client: Client) -> None:
    response = client.get("/download/")
    assert (response.status_code, response["Location"]) == (302, "/")


def test_facts_that_were_tampered_with_are_refused(client: Client) -> None:
    response = fetch(client, "facts: {output.2021: many}")
    assert response.status_code == 422
    assert "output.2021" in refusal(response)


def test_there_are_three_papers_and_no_more(client: Client) -> None:
    assert list(PAPERS) == ["word", "pdf", "facts"]
    assert fetch(client, "facts: {}", "exe").status_code == 404


def named(value: Value) -> Declared:
    return Declared(Facts(blank().edition, {"cluster_name": value}))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("示例集群", "示例集群申报表.docx"),
        ("../a/b:c\\d*?.", "abcd申报表.docx"),
        ("...", "中小企业特色产业集群申报表.docx"),
        ("\u202egnp.集群", "gnp.集群申报表.docx"),
        ("长" * 100, "长" * 60 + "申报表.docx"),
    ],
)
def test_file_names_suit_every_system(name: str, expected: str) -> None:
    assert file_name(PAPERS["word"], named(name)) == expected
