"""Mail that cannot leave loses nothing, and is told."""

import logging
from pathlib import Path

import pytest
from django.core import mail as outgoing
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import RequestFactory
from pytest_django import Settings

from jiqun.web import mail
from jiqun.web.accounts.actions.registration import digest_of
from jiqun.web.accounts.models import Admission, Unit
from tests.web.accounts.applying import register_example
from tests.web.pages import texts
from tests.web.visitors import visit_as
from tests.web.world import district_maker

TEMPLATES = Path(__file__).resolve().parents[2] / "src" / "jiqun" / "web" / "templates"
CONTEXT = {"unit": Unit(name="示例中心", district="密云区"), "site": ""}


class Broken(BaseEmailBackend):
    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError("mail server says: chief@example.org")


@pytest.fixture
def broken(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"


def post(*to: str) -> None:
    mail.post("accounts/mail/admitted", to=to, **CONTEXT)


@pytest.mark.django_db(transaction=True)
def test_it_leaves_once_what_it_speaks_of_is_certain() -> None:
    with transaction.atomic():
        post("a@example.org", "b@example.org")
        assert outgoing.outbox == []
    assert [letter.to for letter in outgoing.outbox] == [["a@example.org"], ["b@example.org"]]
    assert {letter.subject for letter in outgoing.outbox} == {"示例中心已准入（集群申报平台）"}
    with pytest.raises(RuntimeError), transaction.atomic():
        post("c@example.org")
        raise RuntimeError
    assert len(outgoing.outbox) == 2


@pytest.mark.django_db(transaction=True)
def test_invented_people_get_none() -> None:
    with mail.no_mail():
        post("a@example.org")
    assert outgoing.outbox == []


@pytest.mark.usefixtures("broken")
@pytest.mark.django_db(transaction=True)
def test_a_broken_server_is_logged_without_what_it_says(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), mail.unsent() as addresses:
        post("a@example.org", "b@example.org")
    assert addresses == ["a@example.org", "b@example.org"]
    assert [record.getMessage() for record in caplog.records] == [
        "mail accounts/mail/admitted was not sent"
    ] * 2


@pytest.mark.usefixtures("broken")
@pytest.mark.django_db(transaction=True)
def test_the_page_tells_whoever_caused_it() -> None:
    chief = register_example()
    client = visit_as(district_maker("密云区"))
    seen = {"seen": digest_of(chief.unit)}
    client.post(f"/operators/{chief.unit_id}/admit/", seen)
    assert Unit.objects.get(pk=chief.unit_id).admission == Admission.ADMITTED
    assert texts(client.get("/operators/"), ".said") == [
        "操作已经完成，但给chief@example.org的邮件没有发出，请稍后重新发送，或另行告知对方。",
        "已准入示例集群运营中心，并发邮件告知对方。",
    ]


@pytest.mark.usefixtures("broken")
@pytest.mark.django_db(transaction=True)
def test_whether_there_is_an_account_does_not_show_by_it() -> None:
    chief = register_example()
    page = visit_as(None).post("/password/forgotten/", {"email": chief.email})
    assert texts(page, ".said") == []


def test_how_addresses_in_it_begin(settings: Settings) -> None:
    request = RequestFactory().get("/")
    assert mail.site(request) == "http://testserver"
    settings.ADDRESS = "https://jiqun.example"
    assert mail.site(request) == "https://jiqun.example"


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*/mail/*.txt")), ids=lambda path: path.stem)
def test_a_letter_is_no_page(path: Path) -> None:
    """“甲&乙” arrives as it is called."""
    assert "{% autoescape off %}" in path.read_text("utf-8").partition("\n")[0]
