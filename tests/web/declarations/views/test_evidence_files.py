"""Looking at evidence, fetching it, and the bound PDF."""

import io
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from django.http import HttpResponse
from PIL import Image
from pytest_django import Settings

from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions import bound
from jiqun.web.declarations.actions.evidence import bind_evidence, describe_evidence
from jiqun.web.declarations.models import Blob, Declaration
from jiqun.web.declarations.views import watched
from jiqun.web.declarations.views.evidence_files import PAGES_AT_ONCE
from jiqun.web.declarations.views.pictures import mark_of
from tests.documents.attachments import files
from tests.web.evidence import MAP, a_file
from tests.web.pages import parsed, refusal, texts
from tests.web.visitors import visit_as
from tests.web.world import a_declaration, chief

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User, evidence_folder: Path) -> Declaration:
    return a_declaration(by.unit)


def get(declaration: Declaration, by: User, rest: str) -> HttpResponse:
    return visit_as(by).get(f"/declarations/{declaration.pk}/evidence/{rest}")


def content(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content)


# --- pages ---


def test_a_page_is_a_picture_with_the_readers_name(declaration: Declaration, by: User) -> None:
    file = a_file(declaration, by)
    answer = get(declaration, by, f"{file.pk}/pages/2/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "no-store" in answer["Cache-Control"]
    picture = Image.open(io.BytesIO(answer.content))
    assert picture.convert("L").getextrema()[0] < 240  # the page itself is blank
    assert mark_of(by) == f"{by.name}（{by.unit.name}） 2024-05-11 09:00"


def test_an_image_is_drawn_anew(declaration: Declaration, by: User) -> None:
    file = a_file(declaration, by, files.image("PNG"), "图.png")
    answer = get(declaration, by, f"{file.pk}/pages/1/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")


def test_pages_that_are_not_there(declaration: Declaration, by: User) -> None:
    word = a_file(declaration, by, files.word(), "说明.docx")
    pdf = a_file(declaration, by)
    for rest in (f"{pdf.pk}/pages/0/", f"{pdf.pk}/pages/3/", f"{word.pk}/pages/1/"):
        assert get(declaration, by, rest).status_code == 404
    page = get(declaration, by, f"{word.pk}/").content.decode()
    assert "Word文件不能在网页上预览，请下载后查看。" in page


def test_a_long_file_is_shown_some_pages_at_a_time(declaration: Declaration, by: User) -> None:
    file = a_file(declaration, by, files.pdf(PAGES_AT_ONCE + 5))
    for query, first, last in (("", 1, 30), ("?from=31", 31, 35), ("?from=x", 1, 30)):
        page = get(declaration, by, f"{file.pk}/{query}")
        shown = [element.get("id") for element in parsed(page).iterfind(".//figure")]
        assert shown == [f"page-{number}" for number in range(first, last + 1)]


# --- as it was handed in ---


def test_a_file_comes_as_it_was_handed_in(declaration: Declaration, by: User) -> None:
    data = files.image("PNG")
    file = a_file(declaration, by, data, "照片.exe")
    answer = visit_as(by).get(
        f"/declarations/{declaration.pk}/evidence/{file.pk}/download/",
        headers={"Accept-Encoding": "gzip"},
    )
    assert content(answer) == data
    named = {
        key: answer[key] for key in ("Content-Type", "Content-Length", "X-Content-Type-Options")
    }
    assert named == {
        "Content-Type": "image/png",
        "Content-Length": str(len(data)),
        "X-Content-Type-Options": "nosniff",
    }
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Content-Disposition"].endswith(".exe.png")


@pytest.mark.parametrize("state", ["waiting", "infected"])
def test_nobody_sees_what_is_in_quarantine(declaration: Declaration, by: User, state: str) -> None:
    file = a_file(declaration, by)
    Blob.objects.update(state=state)
    for rest in (f"{file.pk}/pages/1/", f"{file.pk}/download/"):
        assert get(declaration, by, rest).status_code == 404
    page = get(declaration, by, f"{file.pk}/")
    assert parsed(page).xpath("//figure | //a[contains(@href, 'download')]") == []


# --- the catalogue, and all of it bound ---


def test_the_catalogue(declaration: Declaration, by: User) -> None:
    file = a_file(declaration, by)
    describe_evidence(file.pk, by=by, origin="authority", note="见红线处")
    bind_evidence(file.pk, by=by, demand=MAP, pages="1")
    a_file(declaration, by, files.word(), "说明.docx")
    assert texts(get(declaration, by, "catalogue/"), "tr") == [
        "序号材料名称类别证明内容页数",
        "1证明.pdf见红线处主管部门证明第二部分“集群已开展的产业链强链补链工作："
        "绘制产业链图谱，开展产业链培育”佐证材料（第1页）2",
        "2说明.docx未选未绑定另附",
    ]


def bind_all(declaration: Declaration, by: User, accept: str = "text/html") -> HttpResponse:
    address = f"/declarations/{declaration.pk}/evidence/bound/"
    return visit_as(by).post(address, headers={"Accept": accept})


def told(response: HttpResponse) -> list[dict[str, object]]:
    return [json.loads(line) for line in content(response).splitlines()]


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watched, "BETWEEN_LINES", 0.0)


def test_it_is_bound_while_one_watches(declaration: Declaration, by: User, often: None) -> None:
    a_file(declaration, by)
    a_file(declaration, by, files.image(), "图.png")
    *steps, last = told(bind_all(declaration, by, "application/json"))
    assert {step["of"] for step in steps} >= {6}
    fetched = visit_as(by).get(last["address"])
    assert fetched["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(content(fetched))) as pdf:
        assert len(pdf.pages) == 1 + 1 + 2 + 1 + 1


def test_without_a_script_one_waits_for_it(declaration: Declaration, by: User) -> None:
    a_file(declaration, by)
    done = bind_all(declaration, by)
    assert done.status_code == 302
    assert content(visit_as(by).get(done.url)).startswith(b"%PDF-")
    assert told(bind_all(declaration, by, "application/json")) == [{"address": done.url}]


def test_a_new_one_takes_the_place_of_the_old(declaration: Declaration, by: User) -> None:
    file = a_file(declaration, by)
    before = bind_all(declaration, by).url
    describe_evidence(file.pk, by=by, note="改过")
    after = bind_all(declaration, by).url
    assert visit_as(by).get(before).status_code == 404
    assert content(visit_as(by).get(after)).startswith(b"%PDF-")


def test_leaving_ends_the_work(
    declaration: Declaration, by: User, often: None, settings: Settings
) -> None:
    a_file(declaration, by, files.pdf(3000))
    response = bind_all(declaration, by, "application/json")
    lines: Iterator[bytes] = iter(response.streaming_content)
    next(lines)
    response.close()
    folder = Path(settings.BOUND_DIR) / str(declaration.pk)
    started = time.monotonic()
    while list(folder.iterdir()) and time.monotonic() - started < 10:
        time.sleep(0.05)
    assert list(folder.iterdir()) == []


def test_what_cannot_be_bound_is_said(declaration: Declaration, by: User) -> None:
    refused = bind_all(declaration, by)
    assert (refused.status_code, refusal(refused)) == (422, "还没有佐证材料，请先上传。")
    a_file(declaration, by)
    Blob.objects.update(state="waiting")
    refused = bind_all(declaration, by)
    assert refusal(refused) == "材料1（等待病毒扫描）暂时不能装订，请等扫描完成或移除后再试。"


def test_a_fault_of_ours_is_told(
    declaration: Declaration, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_file(declaration, by)

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(bound, "bind", broken)
    assert told(bind_all(declaration, by, "application/json")) == [
        {"refused": "装订没有完成，请稍后再试；仍不行请联系管理员。"}
    ]
