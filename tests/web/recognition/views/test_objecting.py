"""The public's pages: object, and see later how that stands."""

import sys
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from jiqun.web.audit.models import Event
from jiqun.web.recognition.models import Finding, NoticeEntry, Objection
from tests.documents.attachments.files import image, pdf
from tests.web.moments import set_clock
from tests.web.objections import (
    LAST_SECOND,
    NAME,
    PHONE,
    SECRETS,
    TOO_LATE,
    TYPED,
    WORDS,
    an_entry,
    decided,
    objected,
    uploaded,
)
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.world import chief

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

UNKNOWN = "编号或查询码不正确，请核对后再试。"


@pytest.fixture
def entry() -> NoticeEntry:
    return an_entry()


def address(entry: NoticeEntry) -> str:
    return f"/notices/{entry.notice_id}/object/{entry.pk}/"


def send(client: Client, entry: NoticeEntry, **fields: object) -> HttpResponse:
    return client.post(address(entry), {**TYPED, "form": "a" * 32, **fields})


def shown(response: HttpResponse) -> list[str]:
    return texts(response, ".access")


def test_what_is_asked_and_what_becomes_of_it(client: Client, entry: NoticeEntry) -> None:
    seen = client.get(address(entry))
    assert seen.status_code == 200 and seen["Cache-Control"].count("no-store")
    text = seen.content.decode()
    assert "只有市经济和信息化局的经办、审签人员能看到异议内容" in text
    assert "不知道是谁提出的" in text and "收到之日起10个工作日内答复" in text
    labels = {each.get("for") for each in parsed(seen).xpath("//label")}
    fields = parsed(seen).xpath("//form//*[self::input or self::select or self::textarea]")
    assert {f.get("id") for f in fields if f.get("type") != "hidden"} == labels


def test_the_notice_leads_there_while_it_runs(
    client: Client, entry: NoticeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = f"/notices/{entry.notice_id}/"
    links = "//section[@aria-labelledby='how-to-object']//a/@href"
    assert parsed(client.get(notice)).xpath(links) == [address(entry), "/objections/"]
    set_clock(monkeypatch, TOO_LATE)
    seen = client.get(notice)
    assert parsed(seen).xpath(links) == ["/objections/"]
    assert "现在不在公示期内，不能提出异议。" in seen.content.decode()


def test_number_and_code_are_shown_once(client: Client, entry: NoticeEntry) -> None:
    received = send(client, entry, files=[uploaded(pdf()), uploaded(image(), "照片.png")])
    assert received.status_code == 200 and "no-store" in received["Cache-Control"]
    number, code = shown(received)
    assert number == "异议2024-0001"
    assert "查询码只显示这一次" in received.content.decode()
    assert Objection.objects.get().files.count() == 2

    again = send(client, entry)
    assert again.status_code == 422 and code not in again.content.decode()
    assert "这份异议已经收到，编号异议2024-0001，没有重复提交。" in again.content.decode()
    assert Objection.objects.count() == 1

    stands = client.post("/objections/", {"number": number, "code": code})
    assert texts(stands, ".state") == ["待核查"]
    assert "应于2024年5月24日前答复" in stands.content.decode()
    assert not [secret for secret in SECRETS if secret in stands.content.decode()]


def test_what_was_typed_is_shown_again(client: Client, entry: NoticeEntry) -> None:
    seen = send(client, entry, phone="", email="", content="太短。", consent="")
    assert seen.status_code == 422
    (said,) = parsed(seen).xpath("//*[@role='alert']")
    assert [p.text_content() for p in said.xpath(".//p")] == [
        "联系电话：请填写电话或邮箱，至少一项，以便核实和答复。",
        "异议内容：请写明具体的事实，不少于20字。",
        "我已阅读上述说明，同意市经信局为核查和答复这件异议使用以上个人信息："
        "请阅读说明后勾选同意；不同意的，不能在网上提出异议。",
    ]
    assert parsed(seen).xpath("//input[@name='name']/@value") == [NAME]
    assert parsed(seen).xpath("//textarea/text()")[0].strip() == "太短。"
    assert parsed(seen).xpath("//input[@name='form']/@value") == ["a" * 32]
    assert not Objection.objects.exists()


def test_an_address_written_wrongly(client: Client, entry: NoticeEntry) -> None:
    seen = send(client, entry, phone="", email="yiyiren")
    assert "邮箱写法不对，请核对" in seen.content.decode()
    assert "请填写电话或邮箱" not in seen.content.decode()


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ([uploaded(b"MZ\x90 program", "证据.exe")], "“证据.exe”"),
        ([uploaded(pdf()) for _ in range(6)], "最多上传5个文件，请减少后再提交。"),
        ([uploaded(b"%PDF-" + bytes(3 << 20))], "有的文件超过2 MB；请压缩图片"),
    ],
)
def test_files_that_are_not_taken(
    client: Client, entry: NoticeEntry, settings: Settings, files: list[object], why: str
) -> None:
    """What was typed is there again; only the files have to be chosen anew."""
    settings.OBJECTION_LIMIT = 2 << 20
    seen = send(client, entry, files=files)
    assert seen.status_code == 422 and why in seen.content.decode()
    assert parsed(seen).xpath("//input[@name='phone']/@value") == [PHONE]
    assert not Objection.objects.exists()


def test_what_did_not_arrive_whole(client: Client, entry: NoticeEntry) -> None:
    seen = send(client, entry, whole="")
    assert "文件没有传完整，可能是网络中断，请重新提交。" in seen.content.decode()


def test_a_form_of_somebody_else_is_refused(entry: NoticeEntry) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, entry).status_code == 403
    assert not Objection.objects.exists()


def test_only_while_the_notice_runs(
    client: Client, entry: NoticeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, LAST_SECOND)
    assert send(client, entry).status_code == 200
    set_clock(monkeypatch, TOO_LATE)
    for seen in (client.get(address(entry)), send(client, entry, form="b" * 32)):
        assert seen.status_code == 409
        assert "公示期为2024年5月10日至2024年5月16日" in seen.content.decode()
    assert Objection.objects.count() == 1


def test_what_is_not_published_is_not_there(client: Client, entry: NoticeEntry) -> None:
    other = an_entry()
    assert client.get(f"/notices/{other.notice_id}/object/{entry.pk}/").status_code == 404
    type(entry.notice).objects.update(outcome="pending")
    assert client.get(address(entry)).status_code == 404


def test_nobody_is_remembered_who_is_signed_in(entry: NoticeEntry) -> None:
    send(visit_as(chief()), entry)
    events = Event.objects.filter(verb="object")
    assert [(event.actor, event.actor_name) for event in events] == [(None, "系统")] * 2


# --- How it stands --------------------------------------------------------------------------


def test_the_answer_is_read_with_the_code(client: Client, entry: NoticeEntry) -> None:
    received = objected(entry)
    decided(received.objection, Finding.NOT_ACCEPTED)
    asked = {"number": received.objection.number, "code": received.code}
    seen = client.post("/objections/", asked)
    assert texts(seen, ".state") == ["已办结"]
    assert "不予受理（没有具体事实或线索）" in seen.content.decode()
    assert "经核查，属实。" in seen.content.decode()


def test_a_wrong_number_and_a_wrong_code_sound_alike(client: Client, entry: NoticeEntry) -> None:
    received = objected(entry)
    number, code = received.objection.number, received.code
    said = []
    for asked in ((number, "2345-6789-ABCD"), ("异议2024-0009", code)):
        seen = client.post("/objections/", dict(zip(("number", "code"), asked, strict=True)))
        assert seen.status_code == 422
        (alert,) = parsed(seen).xpath("//*[@role='alert']//p")
        said.append(alert.text_content())
    assert said == [UNKNOWN, UNKNOWN]


@pytest.fixture
def twice(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django_ratelimit.core.time", SimpleNamespace(time=lambda: 1e9))
    settings.RATES = {**settings.RATES, "object": "2/h", "objection": "2/h"}


@pytest.mark.usefixtures("twice")
def test_one_address_guesses_only_so_often(client: Client, entry: NoticeEntry) -> None:
    received = objected(entry)
    asked = {"number": received.objection.number, "code": "2345-6789-ABCD"}
    right = {**asked, "code": received.code}
    statuses = [client.post("/objections/", each).status_code for each in (asked, asked, right)]
    assert statuses == [422, 422, 429]
    assert client.get("/objections/").status_code == 200


@pytest.mark.usefixtures("twice")
def test_one_address_objects_only_so_often(client: Client, entry: NoticeEntry) -> None:
    statuses = [send(client, entry, form=f"{n:032}").status_code for n in range(3)]
    assert statuses == [200, 200, 429]
    assert Objection.objects.count() == 2


def test_what_is_infected_hinders_nobody_from_objecting(
    client: Client, entry: NoticeEntry, settings: Settings
) -> None:
    settings.SCANNER = [sys.executable, "-c", "import sys; sys.exit(1)"]
    assert send(client, entry, files=[uploaded(pdf())]).status_code == 200
    assert Objection.objects.get().files.get().blob.state == "infected"
    assert WORDS in Objection.objects.get().content
