"""The bureau's pages of objections: the list with its clocks, and what is done with one."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from docx import Document
from pytest_django import Settings

from jiqun.core.lifecycle import State
from jiqun.web import mail
from jiqun.web.accounts.models import User
from jiqun.web.audit.queries import events_of
from jiqun.web.declarations.models import Blob, Declaration
from jiqun.web.recognition.actions.objections import prepare_answer, take_up_objection
from jiqun.web.recognition.models import Finding, NoticeEntry, Objection
from tests.documents.attachments.files import pdf
from tests.web.moments import DURING, set_clock
from tests.web.objections import (
    NAME,
    ON_PAPER,
    PHONE,
    SECRETS,
    an_entry,
    an_objection,
    decided,
    proposed,
    with_file,
)
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.world import bureau_checker, bureau_maker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture
def entry() -> NoticeEntry:
    return an_entry()


@pytest.fixture
def maker() -> User:
    return bureau_maker()


@pytest.fixture
def page(maker: User) -> Client:
    return visit_as(maker)


def see(page: Client, objection: Objection) -> HttpResponse:
    return page.get(f"/objections/{objection.pk}/")


def post(page: Client, objection: Objection, rest: str, **fields: str) -> HttpResponse:
    return page.post(f"/objections/{objection.pk}/{rest}/", fields)


def reading(objection: Objection) -> list[tuple[str, str]]:
    """Who has looked up what."""
    events = events_of(objection.chain).filter(verb="read")
    return [(event.actor_name, event.sentence) for event in events]


def test_the_list_says_how_long_each_may_take(
    page: Client, entry: NoticeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, soon = an_objection(entry), an_objection(entry)
    Objection.objects.filter(pk=late.pk).update(received_at=DURING - timedelta(days=1))
    decided(an_objection(entry, ON_PAPER), Finding.NOT_ACCEPTED)
    decided(an_objection(entry), Finding.NOT_ACCEPTED)
    set_clock(monkeypatch, DURING + timedelta(days=13))
    seen = page.get("/objections/inbox/")
    assert texts(seen, "h2") == ["未答复（3）", "已答复（1）"]
    rows = [" ".join(r.text_content().split()) for r in parsed(seen).xpath("//tbody/tr")]
    cluster = f"示例集群 {entry.district}"
    assert rows == [
        f"{late} {cluster} 2024年5月10日09:00 待核查 剩余0个工作日 应于5月24日前",
        f"{soon} {cluster} 2024年5月11日09:00 待核查 剩余0个工作日 应于5月24日前",
        f"异议2024-0003 {cluster} 2024年5月11日09:00 不予受理，待书面答复"
        " 剩余0个工作日 应于5月24日前",
        f"异议2024-0004 {cluster} 2024年5月11日09:00 不予受理 5月11日答复",
    ]
    set_clock(monkeypatch, DURING + timedelta(days=18))
    assert "已超期3个工作日" in page.get("/objections/inbox/").content.decode()


def test_the_list_of_one_declaration(page: Client, entry: NoticeEntry) -> None:
    an_objection(entry)
    other = an_objection(an_entry())
    seen = page.get(f"/objections/inbox/?declaration={other.declaration_id}")
    assert texts(seen, "h2") == ["未答复（1）"]
    assert texts(page.get("/objections/inbox/?declaration=x"), "h2") == ["未答复（2）"]


def test_from_taking_up_to_the_next_step(page: Client, entry: NoticeEntry, maker: User) -> None:
    objection = an_objection(entry)
    assert texts(see(page, objection), ".btn-primary") == ["受理，开始核查"]
    post(page, objection, "take-up")
    assert Declaration.objects.get().state == State.OBJECTED
    assert texts(see(page, objection), ".btn-primary") == ["送审签"]

    typed = {"finding": "unfounded", "examiners": "示例核查组", "examined": "核对了。"}
    lacking = post(page, objection, "prepare", **typed)
    assert lacking.status_code == 422 and "答复还没有写，请填写。" in lacking.content.decode()
    assert parsed(lacking).xpath("//input[@name='examiners']/@value") == ["示例核查组"]
    assert post(page, objection, "prepare", **typed, answer="不成立。").status_code == 302
    assert texts(see(page, objection), ".btn-primary") == []

    signing = visit_as(bureau_checker())
    assert texts(see(signing, objection), ".btn-primary") == ["同意并签发"]
    post(signing, objection, "send-back", words="请再核。")
    assert "请再核。" in see(page, objection).content.decode()
    (answer,) = parsed(see(page, objection)).xpath("//textarea[@name='answer']")
    assert answer.text.strip() == "不成立。"
    post(page, objection, "prepare", **typed, answer="不成立。")
    post(signing, objection, "sign")
    assert texts(see(page, objection), ".state") == ["已办结"]
    assert texts(see(page, objection), ".btn-primary") == ["拟恢复公示"]
    assert (
        page.get(f"/declarations/{entry.declaration_id}/review/prepare/resume/").status_code == 200
    )


def test_what_is_upheld_leads_to_cancelling(page: Client, entry: NoticeEntry, maker: User) -> None:
    decided(take_up_objection(an_objection(entry).pk, by=maker), Finding.UPHELD)
    assert texts(see(page, Objection.objects.get()), ".btn-primary") == ["拟取消"]


def test_who_it_is_is_shown_only_on_asking_and_leaves_a_trace(
    page: Client, entry: NoticeEntry, maker: User
) -> None:
    objection = an_objection(entry)
    text = see(page, objection).content.decode()
    assert [secret for secret in SECRETS if secret in text] == []
    assert "申报的出口额把〔异议人〕的出口也算了进去" in text
    assert page.get(f"/objections/{objection.pk}/read/").status_code == 405
    assert reading(objection) == []

    opened = post(page, objection, "read").content.decode()
    assert [secret for secret in SECRETS if secret not in opened] == []
    assert reading(objection) == [(maker.signature, "查看异议人身份和异议原文。")]
    assert f"{maker.signature}<br>查看异议人身份和异议原文。" in " ".join(
        opened.replace("</span>", "").split()
    )


def test_files_leave_a_trace_too(page: Client, entry: NoticeEntry, tmp_path: Path) -> None:
    objection = with_file(entry, tmp_path)
    assert NAME not in see(page, objection).content.decode()
    fetched = post(page, objection, f"files/{objection.files.get().pk}")
    assert b"".join(fetched.streaming_content) == pdf()
    assert fetched["Content-Disposition"].startswith("attachment")
    assert [sentence for _, sentence in reading(objection)] == ["查看附件1。"]


@pytest.mark.parametrize(("state", "told"), [("waiting", "等待病毒扫描"), ("infected", "发现病毒")])
def test_what_is_in_quarantine_is_not_served(
    page: Client, entry: NoticeEntry, tmp_path: Path, state: str, told: str
) -> None:
    objection = with_file(entry, tmp_path)
    Blob.objects.filter(pk=objection.files.get().blob_id).update(state=state)
    assert f"附件1　{told}，不能下载" in see(page, objection).content.decode()
    assert post(page, objection, f"files/{objection.files.get().pk}").status_code == 404
    assert reading(objection) == []


def test_a_file_of_another_objection_is_not_there(
    page: Client, entry: NoticeEntry, tmp_path: Path
) -> None:
    file, other = with_file(entry, tmp_path).files.get(), an_objection(entry)
    assert post(page, other, f"files/{file.pk}").status_code == 404


def test_the_answer_on_paper(page: Client, entry: NoticeEntry, maker: User) -> None:
    objection = an_objection(entry, ON_PAPER)
    assert post(page, objection, "letter").status_code == 404
    decided(objection, Finding.NOT_ACCEPTED)
    letter = post(page, objection, "letter")
    lines = [p.text for p in Document(io.BytesIO(letter.content)).paragraphs if p.text]
    assert lines == [
        "关于公示异议的答复",
        f"{NAME}：",
        "您于2024年5月11日对“示例集群”提出的异议（异议2024-0001）收悉。"
        "经办理，结论为：不予受理（没有具体事实或线索）。",
        "经核查，属实。",
        "特此答复。",
        maker.unit.name,
        "2024年5月11日",
    ]
    assert reading(objection) == [(maker.signature, "查看答复函。")]
    assert texts(see(page, objection), ".btn-primary") == ["书面答复已送达"]
    post(page, objection, "answered")
    assert texts(page.get("/objections/inbox/"), "h2")[-1] == "已答复（1）"


@pytest.mark.django_db(transaction=True)
def test_mail_that_does_not_leave_is_answered_on_paper(
    entry: NoticeEntry, settings: Settings, page: Client
) -> None:
    """The address is not named: what an officer is told stands in the browser."""
    objection, signing = an_objection(entry), visit_as(bureau_checker())
    with mail.no_mail():
        prepared = proposed(Finding.NOT_ACCEPTED)
        prepare_answer(objection.pk, by=bureau_maker(), proposed=prepared)
    settings.EMAIL_BACKEND = "nowhere.Backend"
    seen = signing.post(f"/objections/{objection.pk}/sign/", follow=True)
    assert texts(seen, ".said") == ["已审签，但答复邮件没有发出，请打印答复函书面答复。"]
    assert [secret for secret in SECRETS if secret in seen.content.decode()] == []
    objection.refresh_from_db()
    assert (objection.is_decided, objection.answered_at) == (True, None)
    assert texts(see(page, objection), ".btn-primary") == ["书面答复已送达"]


@pytest.mark.parametrize("objections", [1, 3])
def test_the_list_costs_the_same_for_any_number(
    page: Client, entry: NoticeEntry, objections: int, django_assert_num_queries: object
) -> None:
    for _ in range(objections):
        decided(an_objection(entry, ON_PAPER), Finding.NOT_ACCEPTED)
    page.get("/objections/inbox/")
    with django_assert_num_queries(7):  # type: ignore[operator]
        page.get("/objections/inbox/")


@pytest.mark.parametrize("odd", ["9" * 30, "9" * 5000, "-1", "x"])
def test_what_is_no_number_of_a_declaration_is_not_looked_for(page: Client, odd: str) -> None:
    assert page.get("/objections/inbox/", {"declaration": odd}).status_code == 200


@pytest.mark.parametrize("written", [PHONE, "010 8765 4321", NAME, f"{NAME[:2]} {NAME[2:]}"])
def test_who_objects_is_masked_however_it_is_written(
    page: Client, entry: NoticeEntry, written: str
) -> None:
    objection = an_objection(entry)
    Objection.objects.update(content=f"请联系{written}核实，海关数据见附件。")
    assert "请联系〔异议人〕核实，海关数据见附件。" in see(page, objection).content.decode()
