"""What a reader of another department sees, and what not."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from PIL import Image

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import Role, UnitKind, User
from jiqun.web.audit.queries import events_of
from jiqun.web.declarations.models import Declaration
from jiqun.web.grants.actions import revoke_grant, sign_grant
from jiqun.web.grants.models import Grant
from jiqun.web.inbox.models import Message
from tests.web.filings import a_submission
from tests.web.grants.granted import a_grant, prepared
from tests.web.moments import DURING, set_clock
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.world import (
    a_declaration,
    bureau_checker,
    bureau_maker,
    chief,
    district_maker,
    person,
    unit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture
def filed() -> Declaration:
    by = chief()
    declaration = a_declaration(by.unit)
    declaration.cluster_name = "示例测控产业集群"
    a_submission(declaration, by)
    return declaration


@pytest.fixture
def reader() -> User:
    return person(unit(UnitKind.DEPARTMENT, name="示例统计局"), Role.READER)


@pytest.fixture
def grant(filed: Declaration, reader: User) -> Grant:
    return a_grant(reader, filed)


def test_a_reader_comes_to_what_is_granted(grant: Grant, reader: User) -> None:
    visitor = visit_as(reader)
    assert visitor.get("/desk/", follow=True).redirect_chain == [("/granted/", 302)]
    page = visitor.get("/granted/").content.decode()
    assert "示例测控产业集群" in page and "核对统计数据" in page
    for hidden in ("审查", "申报批次</a>", "本单位人员"):
        assert hidden not in page


def test_reading_begins_with_saying_so(filed: Declaration, grant: Grant, reader: User) -> None:
    other = person(reader.unit, Role.READER)
    visitor = visit_as(other)
    where = reverse("read_granted", args=(grant.pk, filed.pk))
    assert visitor.get(where).status_code == 404
    answer = visitor.post(reverse("open_granted", args=(grant.pk, filed.pk)))
    assert answer.headers["Location"] == where
    page = visitor.get(where).content.decode()
    assert "申报表（2页）" in page
    assert "<a download" not in page
    assert list(events_of(grant.chain))[-1].actor == other


def test_the_pages_bear_the_readers_name(
    filed: Declaration, grant: Grant, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks: list[str] = []

    def drawn(blob: object, page: int, mark: str) -> object:
        marks.append(mark)
        return real(blob, page, mark)

    from jiqun.web.grants.views import granted

    real = granted.picture_answer
    monkeypatch.setattr(granted, "picture_answer", drawn)
    picture = visit_as(reader).get(reverse("granted_page", args=(grant.pk, filed.pk, 1)))
    assert Image.open(io.BytesIO(picture.content)).width == 1100
    assert [mark.startswith(f"{reader.name}（示例统计局） 2024-") for mark in marks] == [True]


def test_nothing_is_read_while_it_is_corrected(
    filed: Declaration, grant: Grant, reader: User
) -> None:
    Declaration.objects.filter(pk=filed.pk).update(state=State.RETURNED_BY_DISTRICT)
    visitor = visit_as(reader)
    assert "暂时不能查阅" in visitor.get("/granted/").content.decode()
    assert visitor.get(reverse("read_granted", args=(grant.pk, filed.pk))).status_code == 404


def test_a_pages_of_a_department_in_another_is_unknown(filed: Declaration, grant: Grant) -> None:
    stranger = visit_as(person(unit(UnitKind.DEPARTMENT), Role.READER))
    assert "示例测控产业集群" not in stranger.get("/granted/").content.decode()
    for name in ("read_granted", "open_granted"):
        address = reverse(name, args=(grant.pk, filed.pk))
        assert stranger.post(address).status_code in (404, 405)


def test_the_bureau_prepares_agrees_and_sees_who_has_read(filed: Declaration, reader: User) -> None:
    maker, checker = visit_as(bureau_maker()), visit_as(bureau_checker())
    address = reverse("prepare_grant", args=[filed.call_id])
    assert maker.post(address, {}).status_code == 422
    typed = {
        "department": reader.unit_id,
        "declarations": [filed.pk],
        "purpose": "核对统计数据",
        "starts": "2024-05-11",
        "ends": "2024-06-11",
        "evidence": "on",
    }
    where = maker.post(address, typed).headers["Location"]
    assert "待审签" in maker.get(where).content.decode()
    checker.post(f"{where}sign/")
    page = checker.get(where).content.decode()
    assert "已授权" in page and "申报表、佐证材料" in page
    listed = maker.get("/grants/").content.decode()
    assert "示例统计局" in listed and "1份，含佐证材料" in listed


def test_a_reader_is_told_in_the_page_and_sees_nothing_else(
    filed: Declaration, reader: User
) -> None:
    grant = prepared(reader, filed, by=bureau_maker())
    sign_grant(grant.pk, by=bureau_checker(), site="")
    visitor = visit_as(reader)
    page = visitor.get("/messages/")
    assert texts(page, ".account-messages") == ["消息1条未读"]
    assert texts(page, "button")[-1] == f"获准查阅：{filed.call}"
    opened = visitor.post(f"/messages/{Message.objects.get(person=reader).pk}/open/")
    assert opened.headers["Location"] == "/granted/"
    assert texts(visitor.get("/granted/"), ".account-messages") == ["消息"]
    for address in ("/todo/", "/started/", "/done/"):
        assert visitor.get(address).status_code == 403


def openings(filed: Declaration, visitor: User) -> list[str]:
    page = visit_as(visitor).get(f"/declarations/{filed.pk}/")
    found = parsed(page).xpath("//table[@aria-label='开放查阅']/tbody/tr")
    return [" ".join(row.text_content().split()) for row in found]


def test_an_operator_sees_to_whom_its_filing_was_opened(
    filed: Declaration, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once that is signed; not who has read, nor why it was ended."""
    own, checker = chief(filed.unit), bureau_checker()
    prepared(reader, filed, by=bureau_maker())
    assert openings(filed, own) == []
    a_grant(reader, filed)
    revoked = a_grant(reader, filed, evidence=True, purpose="审核验证")
    row = "示例统计局 申报表 核对统计数据 2024年5月11日至2024年6月10日"
    other = "示例统计局 申报表、佐证材料 审核验证 2024年5月11日至2024年6月10日"
    assert openings(filed, own) == [f"{other} 已授权", f"{row} 已授权"]
    revoke_grant(revoked.pk, by=checker, answer="用途已经办结。")
    set_clock(monkeypatch, DURING + timedelta(days=31))
    assert openings(filed, own) == [f"{other} 已撤销", f"{row} 已到期"]
    assert openings(filed, district_maker()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_many(
    filed: Declaration, reader: User, count: int, django_assert_num_queries: object
) -> None:
    for _ in range(count):
        a_grant(reader, filed)
    visitor = visit_as(bureau_checker())
    visitor.get("/grants/")
    with django_assert_num_queries(QUERIES):  # type: ignore[operator]
        visitor.get("/grants/")


QUERIES = 8
