"""The page of filing: what is handed in there, and how much of it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from jiqun.documents.scan import MOST_PHOTOS
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.filing import make_fair_copy
from jiqun.web.declarations.models import Declaration, FairCopy, Submission
from jiqun.web.declarations.views import filing
from tests.web.filings import a_submission, photograph, ready_to_file
from tests.web.moments import AFTER, set_clock
from tests.web.pages import refusal, texts
from tests.web.visitors import visit_as
from tests.web.world import a_declaration, chief, filler

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    return ready_to_file(by)


@pytest.fixture
def copy(declaration: Declaration, by: User) -> FairCopy:
    return make_fair_copy(declaration, by=by)


def address(declaration: Declaration) -> str:
    return f"/declarations/{declaration.pk}/file/"


def photographs(count: int) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"第{n}页.jpg", photograph()) for n in range(1, count + 1)]


def file(client: Client, copy: FairCopy, scan: object, **given: str) -> HttpResponse:
    """As a browser sends it: of the file that was not chosen, the empty field."""
    said = {"manner": "scan", "code": copy.code, "confirmed": "on", "pdf": copy.pdf.sha256}
    sent = {**said, **given, "scan": scan, "signed": BytesIO()}
    return client.post(address(copy.declaration), sent)


def test_a_photograph_of_every_page(by: User, copy: FairCopy, settings: Settings) -> None:
    """Together they are more than a form may be."""
    settings.UPLOAD_LIMIT = 5_000
    done = file(visit_as(by), copy, photographs(14))
    assert (done.status_code, done.url) == (302, f"/declarations/{copy.declaration_id}/receipt/")
    assert Submission.objects.get().sealed.pages == 14


def test_the_page_says_how_much_it_takes(by: User, copy: FairCopy) -> None:
    page = visit_as(by).get(address(copy.declaration))
    assert texts(page, ".field-help") == ["照片不超过100张，合计不超过150 MB。"]


@pytest.mark.parametrize(
    ("limit", "count", "why"),
    [
        (2_000, 14, "盖章件合计超过0 MB；请扫描成一份PDF，或把照片调小后重新上传。"),
        (10**8, MOST_PHOTOS + 1, "照片超过100张；请扫描成一个PDF后上传。"),
    ],
)
def test_more_than_that_is_refused_with_the_reason(
    by: User, copy: FairCopy, settings: Settings, limit: int, count: int, why: str
) -> None:
    settings.SCAN_LIMIT = limit
    refused = file(visit_as(by), copy, photographs(count))
    assert (refused.status_code, refusal(refused)) == (422, why)
    assert not Submission.objects.exists()


def test_far_too_many_files_are_no_broken_network(by: User, copy: FairCopy) -> None:
    refused = file(visit_as(by), copy, photographs(200))
    assert (refused.status_code, texts(refused, "h1")) == (400, ["文件过多"])


def test_another_site_files_nothing(by: User, copy: FairCopy) -> None:
    client = visit_as(by)
    client.handler.enforce_csrf_checks = True
    assert file(client, copy, photographs(1)).status_code == 403
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"code": "AAAA-AAAA"}, "填写的核验码与报送稿的不一致。"),
        ({"code": ""}, "请填写核验码：盖章件每页左下角"),
    ],
)
def test_nothing_is_kept_of_what_is_refused_for_its_form(
    by: User, copy: FairCopy, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], why: str
) -> None:
    monkeypatch.setattr(filing, "take_scan", None)
    refused = file(visit_as(by), copy, photographs(1), **given)
    assert refused.status_code == 422
    assert why in refusal(refused)


def test_nothing_is_kept_of_what_somebody_may_not_file(
    by: User, copy: FairCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing, "take_scan", None)
    assert file(visit_as(filler(by.unit)), copy, photographs(1)).status_code == 403


def test_the_receipt_offers_to_take_it_back_in_time(
    by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    declaration = a_declaration(by.unit)
    a_submission(declaration, by)
    client, receipt = visit_as(by), f"/declarations/{declaration.pk}/receipt/"
    (offered,) = texts(client.get(receipt), ".take-back")
    assert "须在2024年6月30日17:00前重新报送" in offered
    set_clock(monkeypatch, AFTER)
    assert texts(client.get(receipt), ".take-back") == []
    refused = client.post(f"/declarations/{declaration.pk}/withdraw/", {"reason": "有误"})
    assert "截止，不能再撤回" in texts(client.get(refused.url), ".said")[0]
