"""The pages of filing: the paper is seen as it is stored, and only the paper seen is filed."""

import io
from pathlib import Path

import numpy
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from PIL import Image

from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.actions.filing import make_fair_copy
from jiqun.web.declarations.models import Declaration, FairCopy, Submission
from tests.web.filings import a_fair_copy, a_submission, photograph, ready_to_file
from tests.web.pages import parsed, refusal, texts
from tests.web.visitors import visit_as
from tests.web.world import a_declaration, chief, district_maker

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


def get(by: User, declaration: Declaration, rest: str) -> HttpResponse:
    return visit_as(by).get(f"/declarations/{declaration.pk}/{rest}")


def pictures(page: HttpResponse) -> list[tuple[str, str]]:
    return [(each.get("src"), each.get("alt")) for each in parsed(page).iterfind(".//figure/img")]


def darkest(answer: HttpResponse) -> int:
    return int(numpy.asarray(Image.open(io.BytesIO(answer.content)).convert("L")).min())


def file(by: User, copy: FairCopy, **given: str) -> HttpResponse:
    said = {"manner": "scan", "code": copy.code, "confirmed": "on", "pdf": copy.pdf.sha256, **given}
    scan = SimpleUploadedFile("第1页.jpg", photograph())
    return visit_as(by).post(f"/declarations/{copy.declaration_id}/file/", {**said, "scan": scan})


def test_every_page_of_the_paper_is_shown_with_its_digest(
    declaration: Declaration, by: User, copy: FairCopy
) -> None:
    page = get(by, declaration, "file/")
    count = copy.pdf.pages or 0
    assert count > 10
    assert pictures(page) == [
        (
            f"/declarations/{declaration.pk}/file/copy/{copy.pk}/pages/{number}/",
            f"报送稿第{number}页",
        )
        for number in range(1, count + 1)
    ]
    assert texts(page, "dd")[:2] == [copy.code, copy.pdf.sha256]
    ((last, _),) = pictures(page)[-1:]
    answer = visit_as(by).get(last)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert darkest(answer) < 50


def test_the_paper_is_looked_at_unmarked_before_it_is_filed(by: User) -> None:
    """What was filed carries the name of who looks."""
    draft, filed = a_declaration(by.unit), a_declaration(by.unit)
    copy, submission = a_fair_copy(draft, by), a_submission(filed, by)  # blank pages
    assert darkest(get(by, draft, f"file/copy/{copy.pk}/pages/2/")) == 255
    assert darkest(get(by, filed, f"submissions/{submission.pk}/pages/2/")) < 240


def test_a_page_that_is_not_there(by: User) -> None:
    draft, filed = a_declaration(by.unit), a_declaration(by.unit)
    copy, submission = a_fair_copy(draft, by), a_submission(filed, by)
    for rest in (
        f"file/copy/{copy.pk}/pages/0/",
        f"file/copy/{copy.pk}/pages/3/",
        f"file/copy/{copy.pk + 1}/pages/1/",
        f"submissions/{submission.pk}/pages/3/",
    ):
        assert get(by, draft, rest).status_code == 404
    assert get(by, filed, f"file/copy/{copy.pk}/pages/1/").status_code == 404


def test_the_receipt_shows_what_was_filed(by: User) -> None:
    declaration = a_declaration(by.unit)
    submission = a_submission(declaration, by)
    for reader in (by, district_maker()):
        assert pictures(get(reader, declaration, "receipt/")) == [
            (
                f"/declarations/{declaration.pk}/submissions/{submission.pk}/pages/{number}/",
                f"申报表第{number}页",
            )
            for number in (1, 2)
        ]


def test_only_the_paper_that_was_seen_is_filed(
    declaration: Declaration, by: User, copy: FairCopy
) -> None:
    """A colleague changes the draft and has it printed anew while the page is open."""
    save_changes(declaration.pk, by=by, base=9, typed={"quality": "又改了一处。"})
    declaration = Declaration.objects.get(pk=declaration.pk)
    newer = make_fair_copy(declaration, by=by)
    refused = file(by, copy, code=newer.code)
    assert (refused.status_code, refusal(refused)) == (
        422,
        "您打开本页之后，报送稿重新生成过，内容已经不同。请通读现在显示的报送稿，用它打印盖章后"
        "再报送。",
    )
    assert Submission.objects.count() == 0
    assert file(by, newer).status_code == 302
    assert Submission.objects.get().pdf == newer.pdf


def test_who_comes_too_late_is_told(declaration: Declaration, by: User, copy: FairCopy) -> None:
    first = file(by, copy)
    second = file(chief(by.unit), copy)
    receipt = f"/declarations/{declaration.pk}/receipt/"
    assert (first.status_code, first.url, second.status_code, second.url) == (
        *(302, receipt),
        *(302, receipt),
    )
    submission = Submission.objects.get()
    (told,) = second.wsgi_request._messages
    assert str(told) == (
        f"这份申报已由{by.signature}于2024年5月11日09:00报送，回执编号{submission.number}，"
        "没有重复报送。"
    )


def test_a_photograph_of_every_page(
    declaration: Declaration, by: User, copy: FairCopy, evidence_folder: Path
) -> None:
    scan = [SimpleUploadedFile(f"第{n}页.jpg", photograph()) for n in range(1, 15)]
    said = {"manner": "scan", "code": copy.code, "confirmed": "on", "pdf": copy.pdf.sha256}
    answer = visit_as(by).post(f"/declarations/{declaration.pk}/file/", {**said, "scan": scan})
    assert answer.status_code == 302
    assert Submission.objects.get().sealed.pages == 14
