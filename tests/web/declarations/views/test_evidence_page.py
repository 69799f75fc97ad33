"""The page of the evidence: uploading, binding, and what everybody gets to see."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from jiqun.core.facts import as_json
from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.actions.evidence import bind_evidence, remove_evidence
from jiqun.web.declarations.models import Binding, Blob, Declaration, EvidenceFile
from jiqun.web.storage import INCOMING
from tests.declarations import golden
from tests.documents.attachments import files
from tests.web.evidence import MAP, a_file
from tests.web.pages import parsed, refusal, texts
from tests.web.visitors import visit_as
from tests.web.world import a_declaration, chief, district_maker

pytestmark = pytest.mark.django_db

TAKEN = "请上传PDF、Word（.docx）、Excel（.xlsx）、JPG或PNG文件。"


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User, evidence_folder: Path) -> Declaration:
    return a_declaration(by.unit)


def address(declaration: Declaration, rest: str = "") -> str:
    return f"/declarations/{declaration.pk}/evidence/{rest}"


def upload(
    declaration: Declaration, by: User, data: bytes, name: str = "证明.pdf", **sent: str
) -> tuple[int, dict[str, Any]]:
    """As the script does it."""
    body = {"file": SimpleUploadedFile(name, data), "whole": "1", **sent}
    answer = visit_as(by).post(
        address(declaration, "add/"), body, headers={"Accept": "application/json"}
    )
    return answer.status_code, answer.json()


def post(declaration: Declaration, by: User, rest: str, **sent: str) -> HttpResponse:
    return visit_as(by).post(address(declaration, rest), sent)


def see(declaration: Declaration, by: User) -> HttpResponse:
    page = visit_as(by).get(address(declaration))
    assert page.status_code == 200
    return page


# --- uploading ---


def test_a_file_is_received(declaration: Declaration, by: User, evidence_folder: Path) -> None:
    data = files.pdf(2)
    assert upload(declaration, by, data) == (
        200,
        {"told": "已收为材料1。", "known": False, "number": 1},
    )
    file = EvidenceFile.objects.get()
    assert (evidence_folder / file.blob.place).read_bytes() == data
    assert list((evidence_folder / INCOMING).iterdir()) == []


def test_sending_it_again_is_told(declaration: Declaration, by: User) -> None:
    upload(declaration, by, files.pdf())
    assert upload(declaration, by, files.pdf(), "再传.pdf") == (
        200,
        {"told": "与材料1“证明.pdf”内容相同，没有重复收取。", "known": True, "number": 1},
    )
    assert EvidenceFile.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("空.pdf", b" ", f"“空.pdf”是空的；{TAKEN}"),
        ("合同.pdf", b"MZ" + bytes(99), f"“合同.pdf”是程序文件；{TAKEN}"),
        ("页.pdf", b"<html>", "“页.pdf”是网页文件；请另存为PDF后重新上传。"),
        ("图.png", b"<svg>", "“图.png”是SVG图片；请另存为JPG或PNG后重新上传。"),
        (
            "锁.pdf",
            files.locked("x"),
            "“锁.pdf”设有密码或使用限制，无法核对和装订；请取消限制或打印为PDF后重新上传。",
        ),
    ],
)
def test_what_is_refused_is_named(
    declaration: Declaration,
    by: User,
    evidence_folder: Path,
    name: str,
    data: bytes,
    sentence: str,
) -> None:
    assert upload(declaration, by, data, name) == (422, {"refused": sentence})
    assert not EvidenceFile.objects.exists() and not Blob.objects.exists()
    assert [path for path in evidence_folder.rglob("*") if path.is_file()] == []


def test_a_large_file_is_refused_while_it_comes(
    declaration: Declaration, by: User, evidence_folder: Path, settings: Settings
) -> None:
    settings.EVIDENCE_LIMIT = 2 << 20
    sentence = "文件超过2 MB；请压缩图片、降低扫描精度或拆成几个文件后上传。"
    assert upload(declaration, by, bytes(3 << 20)) == (413, {"refused": sentence})
    assert list((evidence_folder / INCOMING).iterdir()) == []


def test_a_file_that_was_cut_off_is_not_taken(declaration: Declaration, by: User) -> None:
    assert upload(declaration, by, files.pdf(), whole="") == (
        400,
        {"refused": "文件没有传完整，可能是网络中断，请重新上传。"},
    )
    assert not EvidenceFile.objects.exists()


def test_a_body_that_was_cut_off_is_not_taken(declaration: Declaration, by: User) -> None:
    """All of the file has come, but not what is sent after it."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    body = head + files.pdf()
    answer = visit_as(by).generic(
        "POST", address(declaration, "add/"), body, "multipart/form-data; boundary=x"
    )
    assert (answer.status_code, EvidenceFile.objects.count()) == (400, 0)


def test_a_form_of_another_site_uploads_nothing(declaration: Declaration, by: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
    body = {"file": SimpleUploadedFile("a.pdf", files.pdf()), "whole": "1"}
    assert client.post(address(declaration, "add/"), body).status_code == 403
    assert not EvidenceFile.objects.exists()


def test_without_a_script_the_page_comes_back(declaration: Declaration, by: User) -> None:
    client = visit_as(by)
    body = {"file": BytesIO(files.pdf()), "whole": "1"}
    done = client.post(address(declaration, "add/"), body, follow=True)
    assert done.redirect_chain == [(address(declaration), 302)]
    assert texts(done, ".said") == ["已收为材料1。"]
    body = {"file": SimpleUploadedFile("坏.pdf", b"MZ"), "whole": "1"}
    refused = client.post(address(declaration, "add/"), body)
    assert (refused.status_code, refusal(refused)) == (422, f"“坏.pdf”是程序文件；{TAKEN}")
    nothing = client.post(address(declaration, "add/"), {"whole": "1"})
    assert (nothing.status_code, refusal(nothing)) == (422, "没有收到文件，请重新选择。")


def test_once_filed_nothing_is_taken(declaration: Declaration, by: User) -> None:
    file = a_file(declaration, by)
    Declaration.objects.update(state=State.FILED)
    sentence = "这份申报现为“已报送”，不能修改佐证材料。"
    assert upload(declaration, by, files.pdf()) == (409, {"refused": sentence})
    refused = post(declaration, by, f"{file.pk}/remove/")
    assert (refused.status_code, refusal(refused)) == (409, sentence)
    page = see(declaration, by)
    assert "佐证材料只能查看" in page.content.decode()
    assert parsed(page).xpath("//main//form") == []


# --- binding and describing ---


def test_what_is_done_is_answered_with_the_pieces(declaration: Declaration, by: User) -> None:
    file = a_file(declaration, by)
    answer = visit_as(by).post(
        address(declaration, "bind/"),
        {"file": str(file.pk), "demand": MAP, "pages": "２"},
        headers={"Accept": "application/json"},
    )
    assert "第2页" in json.loads(answer.content)["pieces"]
    assert Binding.objects.get().pages == "2"
    again = visit_as(by).get(address(declaration), headers={"Accept": "application/json"})
    assert "第2页" in again.json()["pieces"]


def test_everything_works_without_a_script(declaration: Declaration, by: User) -> None:
    file = a_file(declaration, by)
    own = f"{file.pk}/"
    page = address(declaration)
    for rest, sent, back in (
        ("bind/", {"file": str(file.pk), "demand": MAP}, page),
        (f"{own}describe/", {"name": "新名.pdf", "back": "file"}, page + own),
        (f"{own}describe/", {"origin": "own", "note": "说明"}, page),
        (f"{own}unbind/", {"demand": MAP, "back": "file"}, page + own),
        (f"{own}remove/", {}, page),
        (f"{own}restore/", {}, page),
        ("arrange/", {}, page),
    ):
        done = post(declaration, by, rest, **sent)
        assert (done.status_code, done.url) == (302, back)
    file.refresh_from_db()
    assert (file.name, file.origin, file.note, file.number) == ("新名.pdf", "own", "说明", 1)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"file": "", "demand": MAP}, "请先选择材料。"),
        ({"file": "own", "demand": ""}, "请先选择要证明的内容。"),
        ({"file": "own", "demand": "any"}, "表样中没有“any”这一项，请刷新页面后重试。"),
        (
            {"file": "own", "demand": MAP, "pages": "9"},
            "页码“9”超出范围，应在1至2之间，请改正。",
        ),
    ],
)
def test_what_cannot_be_bound_is_said(
    declaration: Declaration, by: User, sent: dict[str, str], sentence: str
) -> None:
    file = a_file(declaration, by)
    named = {**sent, "file": str(file.pk) if sent["file"] else ""}
    refused = post(declaration, by, "bind/", **named)
    assert (refused.status_code, refusal(refused)) == (422, sentence)


def test_files_of_others_are_not_there(declaration: Declaration, by: User) -> None:
    other = chief()
    theirs = a_file(a_declaration(other.unit, declaration.call), other)
    for rest in ("describe/", "unbind/", "remove/", "restore/"):
        assert post(declaration, by, f"{theirs.pk}/{rest}").status_code == 404
    for rest in ("", "pages/1/", "download/"):
        answer = visit_as(by).get(address(declaration, f"{theirs.pk}/{rest}"))
        assert answer.status_code == 404
    assert post(declaration, by, "bind/", file=str(theirs.pk), demand=MAP).status_code == 404


def test_a_district_reads_what_is_filed_but_not_what_was_removed(
    declaration: Declaration, by: User
) -> None:
    a_file(declaration, by)
    removed = a_file(declaration, by, files.image(), "旧.png")
    remove_evidence(removed.pk, by=by)
    Declaration.objects.update(state=State.FILED)
    reader = district_maker()
    page = see(declaration, reader).content.decode()
    assert "证明.pdf" in page and "旧.png" not in page
    client = visit_as(reader)
    assert client.get(address(declaration, f"{removed.pk}/")).status_code == 404
    assert post(declaration, reader, "arrange/").status_code == 403


# --- what is on it ---


def test_gaps_come_first(declaration: Declaration, by: User) -> None:
    typed = {key: as_json(value) for key, value in golden("clean").facts.items()}
    save_changes(declaration.pk, by=by, base=0, typed=typed)
    bind_evidence(a_file(declaration, by).pk, by=by, demand=MAP)
    page = see(declaration, by)
    rows = parsed(page).xpath("//table[contains(@class, 'claims')]//tr/@class")
    standing = [name for name in rows if name != "claims-question"]
    assert standing == ["is-gap"] * 77 + ["is-proved"]
    assert texts(page, ".gaps-told") == ["还有77项没有材料。"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_files(
    declaration: Declaration, by: User, count: int, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        bind_evidence(a_file(declaration, by, files.pdf(n + 1)).pk, by=by, demand=MAP)
    client = visit_as(by)
    with django_assert_num_queries(14):
        client.get(address(declaration))
