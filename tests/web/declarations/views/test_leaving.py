"""The page on which an operator leaves: a warning, a reason, a tick."""

import pytest
from django.test import Client

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration
from tests.web.filings import a_submission, returned
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.world import a_declaration, chief, district_maker, filler

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    declaration = a_declaration(by.unit)
    a_submission(declaration, by)
    Declaration.objects.filter(pk=declaration.pk).update(state=State.DISTRICT_REVIEW)
    return declaration


@pytest.fixture
def page(by: User) -> Client:
    return visit_as(by)


def links(client: Client, declaration: Declaration) -> list[str]:
    seen = client.get(f"/declarations/{declaration.pk}/")
    return parsed(seen).xpath("//main//a[contains(@href, '/quit/')]/@href")


def test_it_is_offered_to_the_head_only(declaration: Declaration, by: User, page: Client) -> None:
    address = f"/declarations/{declaration.pk}/quit/"
    assert links(page, declaration) == [address]
    assert links(visit_as(filler(by.unit)), declaration) == []
    assert links(visit_as(district_maker()), declaration) == []


def test_it_warns_asks_and_keeps_what_was_typed(declaration: Declaration, page: Client) -> None:
    address = f"/declarations/{declaration.pk}/quit/"
    seen = page.get(address)
    assert texts(seen, ".returned")[0].startswith("退出后不能恢复。")
    refused = page.post(address, {"reason": "经营方向调整。"})
    assert refused.status_code == 422
    assert texts(refused, ".refusal") == ["没有退出请勾选确认：退出后不能恢复。"]
    assert parsed(refused).get_element_by_id("reason").text.strip() == "经营方向调整。"
    done = page.post(address, {"reason": "经营方向调整。", "confirmed": "on"}, follow=True)
    assert texts(done, ".said") == ["已主动退出。报送过的内容仍可查阅。"]
    assert texts(done, ".state") == ["终止"]
    assert links(page, declaration) == []
    assert page.get(address).status_code == 403
    assert page.get(f"/declarations/{declaration.pk}/receipt/").status_code == 200


def test_who_left_while_correcting_has_nothing_to_correct(by: User, page: Client) -> None:
    declaration = a_declaration(by.unit)
    returned(declaration, by, "output.2021")
    said = {"reason": "经营方向调整。", "confirmed": "on"}
    page.post(f"/declarations/{declaration.pk}/quit/", said)
    seen = page.get(f"/declarations/{declaration.pk}/corrections/")
    assert texts(seen, "h2") == ["2024年5月11日09:00退回，申报终止后不再补正"]
    assert texts(seen, ".btn-primary") == []
    reviewer = visit_as(district_maker())
    assert reviewer.get(f"/declarations/{declaration.pk}/").status_code == 404
    review = reviewer.get(f"/declarations/{declaration.pk}/review/")
    assert texts(review, ".filed-links") == ["报送的申报表报送的全部内容（申报包）"]
    papers = parsed(review).xpath("//p[@class='filed-links']/a/@href")
    assert [reviewer.get(address).status_code for address in papers] == [200, 200]
