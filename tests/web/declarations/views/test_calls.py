"""The pages of calls, as each role sees them."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import Admission
from jiqun.web.declarations.actions.calls import extend_deadline, set_terms
from jiqun.web.declarations.actions.documents import attach_document
from jiqun.web.declarations.models import Call, CallDocument, Declaration, Extension, Terms
from tests.documents.attachments.files import pdf
from tests.web.moments import AFTER, BEFORE, set_clock
from tests.web.pages import parsed, refusal, texts
from tests.web.visitors import visit_as
from tests.web.world import (
    RECOMMEND_BY,
    a_call,
    a_declaration,
    bureau_maker,
    chief,
    district_maker,
    operator,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
PDF = pdf()
TYPED = {
    "title": "2025年度申报",
    "edition_id": "beijing-2025",
    "opens": "2025-05-01T09:00",
    "recommend_by": "2025-06-30T17:00",
    "quota": "2",
}


def rows(response: HttpResponse) -> list[tuple[str, str]]:
    """Each call with what one may do in it."""
    return [
        (" ".join(row.text_content().split()), row.xpath("string(.//*[@class='call-act'])").strip())
        for row in parsed(response).xpath("//article")
    ]


def cells(response: HttpResponse) -> list[list[str]]:
    """Every row of every table, cell by cell."""
    rows = parsed(response).xpath("//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


# --- the list -----------------------------------------------------------------------------------


def test_an_operator_sees_until_when_and_starts() -> None:
    call, by = a_call(), chief()
    page = visit_as(by)
    ((words, act),) = rows(page.get("/calls/"))
    assert (words, act) == (
        "2024年度中小企业特色产业集群申报 进行中报送截止 2024年6月30日17:00 开始填报",
        "开始填报",
    )
    started = page.post(f"/calls/{call.pk}/start/")
    declaration = Declaration.objects.get()
    assert (started.status_code, started.url) == (302, f"/declarations/{declaration.pk}/")
    ((_, act),) = rows(page.get("/calls/"))
    assert act == "继续填报"
    Declaration.objects.update(state=State.FILED)
    ((_, act),) = rows(page.get("/calls/"))
    assert act == "查看申报"


def test_the_deadline_is_the_districts_or_the_extended_one() -> None:
    call, by = a_call(), chief(operator("密云区"))
    district = district_maker("密云区")
    set_terms(by=district, call=call, file_by=RECOMMEND_BY - 5 * DAY)
    ((words, _),) = rows(visit_as(by).get("/calls/"))
    assert "2024年6月25日17:00" in words
    declaration = a_declaration(by.unit, call)
    extend_deadline(by=district, declaration=declaration, until=RECOMMEND_BY - DAY, reason="停电")
    ((words, _),) = rows(visit_as(by).get("/calls/"))
    assert "2024年6月29日17:00" in words


def test_nothing_starts_in_a_call_that_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    a_call()
    set_clock(monkeypatch, AFTER)
    ((words, act),) = rows(visit_as(chief()).get("/calls/"))
    assert (words, act) == (
        "2024年度中小企业特色产业集群申报 已截止报送截止 2024年6月30日17:00",
        "",
    )


def test_calls_that_run_stand_first() -> None:
    a_call(title="早先的", opens=RECOMMEND_BY - 900 * DAY, recommend_by=RECOMMEND_BY - 800 * DAY)
    a_call(title="现在的", opens=RECOMMEND_BY - 901 * DAY)
    assert texts(visit_as(chief()).get("/calls/"), "h2") == ["现在的", "早先的"]


def test_only_the_bureau_sees_a_call_before_it_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    call = a_call()
    set_clock(monkeypatch, BEFORE)
    for user in (chief(), district_maker()):
        page = visit_as(user).get("/calls/")
        assert texts(page, ".nothing") == [
            "现在没有开放的申报批次。市经济和信息化局发布后，会出现在这里。"
        ]
        assert visit_as(user).get(f"/calls/{call.pk}/").status_code == 404
    ((words, _),) = rows(visit_as(bureau_maker()).get("/calls/"))
    assert "未开始" in words


def test_a_unit_not_yet_admitted_looks_only() -> None:
    call, by = a_call(), visit_as(chief(operator(admission=Admission.APPLIED)))
    page = by.get("/calls/")
    assert rows(page)[0][1] == ""
    assert texts(page, ".nothing") == ["本单位准入后才能填报。"]
    assert by.post(f"/calls/{call.pk}/start/").status_code == 403


@pytest.mark.parametrize(("calls", "queries"), [(1, 9), (3, 9)])
def test_the_list_costs_the_same_for_any_number_of_calls(
    calls: int, queries: int, django_assert_num_queries: object
) -> None:
    by = chief()
    for _ in range(calls):
        a_declaration(by.unit, a_call())
    page = visit_as(by)
    with django_assert_num_queries(queries):  # type: ignore[operator]
        page.get("/calls/")


# --- opening one --------------------------------------------------------------------------------


def test_the_bureau_opens_a_call() -> None:
    page = visit_as(bureau_maker())
    assert texts(page.get("/calls/"), ".btn-primary") == ["发布申报批次"]
    assert page.get("/calls/new/").status_code == 200
    done = page.post("/calls/new/", TYPED)
    call = Call.objects.get()
    assert (done.status_code, done.url) == (302, f"/calls/{call.pk}/")
    assert (call.title, f"{call.recommend_by:%Y-%m-%d %H:%M %Z}", call.quota) == (
        "2025年度申报",
        "2025-06-30 09:00 UTC",
        2,
    )


def test_what_was_typed_stays_when_it_is_refused() -> None:
    page = visit_as(bureau_maker())
    refused = page.post("/calls/new/", {**TYPED, "recommend_by": "2025-05-01T09:00"})
    assert (refused.status_code, refusal(refused)) == (
        422,
        "区级推荐截止时间应晚于开始时间，请改正。",
    )
    (title,) = parsed(refused).xpath("//input[@name='title']/@value")
    assert title == "2025年度申报"
    missing = page.post("/calls/new/", {**TYPED, "quota": "", "opens": "明天"})
    assert missing.status_code == 422
    assert "请按“2026-05-30 17:00”的样式填写时间。" in missing.content.decode()
    assert not Call.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_opens_one(method: str) -> None:
    for user in (chief(), district_maker()):
        assert getattr(visit_as(user), method)("/calls/new/", TYPED).status_code == 403


# --- one call -----------------------------------------------------------------------------------


def test_documents_are_there_for_everyone_and_only_as_downloads(files_kept: Path) -> None:
    call, bureau = a_call(), visit_as(bureau_maker())
    sent = SimpleUploadedFile("申报通知.pdf", PDF)
    assert bureau.post(f"/calls/{call.pk}/documents/", {"file": sent}).status_code == 302
    document = CallDocument.objects.get()
    for user in (chief(), district_maker(), bureau_maker()):
        page = visit_as(user)
        links = parsed(page.get(f"/calls/{call.pk}/")).xpath("//ul[@class='files']//a/text()")
        assert links == ["申报通知.pdf"]
        got = page.get(f"/calls/{call.pk}/documents/{document.pk}/")
        assert got.content == PDF
        assert [got[name] for name in ("Content-Type", "X-Content-Type-Options")] == [
            "application/pdf",
            "nosniff",
        ]
        assert got["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    other = a_call()
    assert bureau.get(f"/calls/{other.pk}/documents/{document.pk}/").status_code == 404
    assert bureau.post(f"/calls/{call.pk}/documents/{document.pk}/remove/").status_code == 302
    assert not CallDocument.objects.exists()


def test_an_upload_that_is_refused_says_which_file_and_why(files_kept: Path) -> None:
    call, bureau = a_call(), visit_as(bureau_maker())
    address = f"/calls/{call.pk}/documents/"
    page = bureau.post(address, {"file": SimpleUploadedFile("通知.pdf", b"<html>")})
    assert (page.status_code, refusal(page)) == (
        422,
        "“通知.pdf”是网页文件；请另存为PDF后重新上传。",
    )
    assert "还没有选择文件，请先选择。" in refusal(bureau.post(address, {}))
    with override_settings(UPLOAD_LIMIT=5):
        page = bureau.post(address, {"file": SimpleUploadedFile("通知.pdf", PDF)})
    assert (page.status_code, refusal(page)) == (422, "文件超过0 MB；请压缩或拆分后重新上传。")
    assert not CallDocument.objects.exists()


def test_only_the_bureau_uploads() -> None:
    call = a_call()
    document = attach_document(by=bureau_maker(), call=call, name="通知.pdf", data=PDF)
    for user in (chief(), district_maker()):
        page = visit_as(user)
        assert not parsed(page.get(f"/calls/{call.pk}/")).xpath("//input[@type='file']")
        for address in ("", f"{document.pk}/remove/"):
            assert page.post(f"/calls/{call.pk}/documents/{address}").status_code == 403


def test_a_district_sets_its_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    call, district = a_call(), visit_as(district_maker("密云区"))
    address = f"/calls/{call.pk}/terms/"
    assert district.post(address, {"file_by": "2024-06-20T17:00"}).status_code == 302
    page = district.get(f"/calls/{call.pk}/")
    assert parsed(page).xpath("//input[@name='file_by']/@value") == ["2024-06-20T17:00"]
    late = district.post(address, {"file_by": "2024-07-20T17:00"})
    assert (late.status_code, refusal(late)) == (
        422,
        "不能晚于区级推荐截止时间2024年6月30日17:00，请改正。",
    )
    assert parsed(late).xpath("//input[@name='file_by']/@value") == ["2024-07-20T17:00"]
    assert "请按“2026-05-30 17:00”的样式" in refusal(district.post(address, {"file_by": "x"}))
    assert [str(terms.file_by) for terms in Terms.objects.all()] == ["2024-06-20 09:00:00+00:00"]
    assert cells(visit_as(bureau_maker()).get(f"/calls/{call.pk}/")) == [
        ["密云区", "2024年6月20日17:00"]
    ]
    for user in (chief(), bureau_maker()):
        assert visit_as(user).post(address, {}).status_code == 403


def test_who_has_started_is_known_to_those_who_may_extend_but_not_with_what() -> None:
    call = a_call()
    declaration = a_declaration(operator("密云区", name="示例甲中心"), call)
    Declaration.objects.update(cluster_name="保密的集群名称")
    a_declaration(operator("海淀区", name="示例乙中心"), call)
    district = visit_as(district_maker("密云区")).get(f"/calls/{call.pk}/")
    assert cells(district) == [["示例甲中心", "草稿", "2024年6月30日17:00", "延期：示例甲中心"]]
    bureau = visit_as(bureau_maker()).get(f"/calls/{call.pk}/")
    assert [row[:3] for row in cells(bureau)] == [
        ["示例甲中心", "密云区", "草稿"],
        ["示例乙中心", "海淀区", "草稿"],
    ]
    assert cells(visit_as(chief(declaration.unit)).get(f"/calls/{call.pk}/")) == []
    for page in (district, bureau):
        assert "保密的集群名称" not in page.content.decode()


@pytest.mark.parametrize(("units", "queries"), [(1, 11), (3, 11)])
def test_the_page_costs_the_same_for_any_number_of_units(
    units: int, queries: int, django_assert_num_queries: object
) -> None:
    call = a_call()
    for _ in range(units):
        a_declaration(operator("密云区"), call)
    page = visit_as(district_maker("密云区"))
    with django_assert_num_queries(queries):  # type: ignore[operator]
        page.get(f"/calls/{call.pk}/")


# --- more time ----------------------------------------------------------------------------------


def extend(page: Client, declaration: Declaration, **typed: str) -> HttpResponse:
    address = f"/calls/{declaration.call_id}/declarations/{declaration.pk}/extend/"
    return page.post(address, typed) if typed else page.get(address)


def test_the_bureau_grants_more_time() -> None:
    declaration = a_declaration(operator("密云区", name="示例甲中心"))
    Declaration.objects.update(cluster_name="保密的集群名称")
    bureau = visit_as(bureau_maker())
    assert "保密的集群名称" not in extend(bureau, declaration).content.decode()
    missing = extend(bureau, declaration, until="2024-07-02T17:00", reason="")
    assert (missing.status_code, "理由" in refusal(missing)) == (422, True)
    early = extend(bureau, declaration, until="2024-06-02T17:00", reason="暴雨")
    assert (early.status_code, refusal(early)) == (
        422,
        "延期应晚于现在的截止时间2024年6月30日17:00，请改正。",
    )
    assert texts(early, "textarea") == ["暴雨"]
    done = extend(bureau, declaration, until="2024-07-02T17:00", reason="暴雨")
    assert (done.status_code, done.url) == (302, f"/calls/{declaration.call_id}/")
    ((until, reason, *_),) = cells(extend(bureau, declaration))
    assert (until, reason) == ("2024年7月2日17:00", "暴雨")


def test_extending_is_for_those_whose_affair_it_is() -> None:
    declaration = a_declaration(operator("密云区"))
    typed = {"until": "2024-06-30T18:00", "reason": "暴雨"}
    statuses = {
        name: extend(visit_as(user), declaration, **typed).status_code
        for name, user in {
            "own": chief(declaration.unit),
            "another operator": chief(),
            "another district": district_maker("海淀区"),
        }.items()
    }
    assert statuses == {"own": 403, "another operator": 403, "another district": 404}
    assert not Extension.objects.exists()
