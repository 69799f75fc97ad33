"""The pages of a recommendation, from the opinion to what everybody reads once it is signed."""

from io import BytesIO

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from docx import Document

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Blob, Call, Declaration, Quarantine, Submission
from jiqun.web.review.actions.intake import accept
from jiqun.web.review.actions.motions import sign
from jiqun.web.review.actions.recommendations import write_opinion
from jiqun.web.review.models import Motion, Recommendation
from tests.documents.attachments.files import pdf
from tests.documents.geometry import squeezed
from tests.web.filings import photograph
from tests.web.pages import refusal, texts
from tests.web.recommendations import (
    OPINION,
    all_else_done,
    filed_in_full,
    in_district_review,
    propose,
    rank_all,
    recommend,
    seal,
)
from tests.web.visitors import visit_as
from tests.web.world import a_call, bureau_checker, bureau_maker, district_checker, district_maker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture(autouse=True)
def everything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    all_else_done(monkeypatch)


@pytest.fixture
def call() -> Call:
    return a_call(quota=1)


@pytest.fixture
def declaration(call: Call) -> Declaration:
    return in_district_review(call, "示例甲集群")


@pytest.fixture
def maker() -> User:
    return district_maker()


@pytest.fixture
def checker() -> User:
    return district_checker()


def see(by: User, declaration: Declaration, rest: str = "review/recommendation/") -> HttpResponse:
    return visit_as(by).get(f"/declarations/{declaration.pk}/{rest}")


def send(by: User, declaration: Declaration, act: str, **fields: object) -> HttpResponse:
    address = f"/declarations/{declaration.pk}/review/recommendation/"
    return visit_as(by).post(address, {"act": act, **fields})


def primary(page: HttpResponse) -> list[str]:
    return texts(page, ".btn-primary")


def own(declaration: Declaration) -> User:
    return User.objects.get(unit=declaration.unit)


def test_one_step_after_the_other(
    call: Call, declaration: Declaration, maker: User, checker: User
) -> None:
    assert primary(see(maker, declaration)) == ["保存意见"]
    send(maker, declaration, "opinion", opinion=OPINION)
    assert primary(see(maker, declaration)) == ["上传盖章件"]
    code = Recommendation.objects.get().code
    scan = [SimpleUploadedFile(f"第{n}页.jpg", photograph()) for n in (1, 2)]
    send(maker, declaration, "sealed", code=code, scan=scan)
    page = see(maker, declaration)
    assert primary(page) == ["候选集群排序"]
    assert texts(page, ".hindrances") == ["还没有排序，请先在本区候选集群中排序。"]
    assert primary(see(maker, declaration, "review/")) == ["拟退回补正"]
    rank_all(call, maker, declaration)
    assert primary(see(maker, declaration)) == ["送审签"]
    assert primary(see(maker, declaration, "review/")) == ["拟推荐"]

    sent = visit_as(maker).post(f"/declarations/{declaration.pk}/review/prepare/recommend/")
    assert sent.status_code == 302
    assert primary(see(maker, declaration)) == []
    assert "有一件拟办在等待审签" in texts(see(maker, declaration), ".standing-note")[0]
    signing = see(checker, declaration, "review/")
    assert primary(signing) == ["同意并签发"]
    assert texts(signing, "blockquote") == [OPINION]
    said = texts(signing, ".motion")[0]
    assert "区内排序第1" in said and f"核验码{code}" in said
    assert see(checker, declaration, "recommendation/sealed/").status_code == 200
    sign(Motion.objects.get().pk, by=checker)
    assert Declaration.objects.get().state == State.RECOMMENDED


def test_what_was_typed_is_there_still_when_it_is_refused(
    declaration: Declaration, maker: User
) -> None:
    page = send(maker, declaration, "opinion", opinion="长" * 401)
    assert (page.status_code, refusal(page)) == (
        422,
        "推荐意见有401字，超过400字，没有保存，请删减。",
    )
    assert texts(page, "textarea") == ["长" * 401]
    write_opinion(declaration.pk, by=maker, opinion=OPINION)
    page = send(maker, declaration, "sealed", code="0000-0000")
    assert (page.status_code, refusal(page)) == (
        422,
        "请选择盖章后的两页：一份PDF，或按页序拍的两张照片。",
    )
    assert 'value="0000-0000"' in page.content.decode()
    scan = SimpleUploadedFile("盖章.pdf", pdf(3))
    page = send(maker, declaration, "sealed", code=Recommendation.objects.get().code, scan=scan)
    assert refusal(page).startswith("应正好是2页")


def test_whoever_saw_another_opinion_is_shown_both(declaration: Declaration, maker: User) -> None:
    send(maker, declaration, "opinion", opinion=OPINION, seen="")
    page = send(district_maker(), declaration, "opinion", opinion="别的意见。", seen="")
    assert (page.status_code, refusal(page)) == (
        422,
        "推荐意见刚刚有人改过，没有保存；请对照现在的意见改好后再保存。",
    )
    assert (texts(page, "textarea"), texts(page, "blockquote")) == (["别的意见。"], [OPINION])
    code = Recommendation.objects.get().code
    again = send(district_maker(), declaration, "opinion", opinion="别的意见。", seen=code)
    assert again.status_code == 302
    assert Recommendation.objects.get().opinion == "别的意见。"


def test_the_pages_to_be_sealed(declaration: Declaration, maker: User, checker: User) -> None:
    paper = "review/recommendation/pdf/"
    assert see(maker, declaration, paper).status_code == 404
    code = write_opinion(declaration.pk, by=maker, opinion=OPINION).code
    answer = see(maker, declaration, paper)
    assert answer["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.content)
    cover, part = (squeezed(page.get_textpage().get_text_bounded()) for page in document)
    assert "集群名称：北京市密云区测控装备产业集群" in cover and f"核验码{code}" in cover
    assert f"推荐意见{OPINION}推荐单位（公章）：{maker.unit.name}" in part
    assert "单位负责人（签字）：见报送的签章件（核验码7K3D-9QXZ）" in part
    assert "2024年5月11日报送" in part and f"核验码{code}" in part
    assert see(checker, declaration, paper).content == answer.content
    word = Document(BytesIO(see(maker, declaration, "review/recommendation/word/").content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert OPINION in cells


def test_a_reason_is_asked_for_beyond_the_quota(
    call: Call, declaration: Declaration, maker: User, checker: User
) -> None:
    other = in_district_review(call, "示例乙集群")
    for each in (declaration, other):
        seal(each, maker)
    rank_all(call, maker, declaration, other)
    assert "超额推荐的理由" not in see(maker, other).content.decode()
    recommend(declaration, maker, checker)
    page = see(maker, other)
    assert primary(page) == ["保存理由"]
    assert texts(page, ".hindrances") == [
        "本区已推荐1个，原则上不超过1个；确需超出的，请写明超额推荐的理由。"
    ]
    send(maker, other, "beyond", why="新兴产业。")
    assert primary(see(maker, other)) == ["送审签"]
    motion = propose(other, maker)
    assert "超额推荐的理由新兴产业。" in texts(see(checker, other, "review/"), ".motion")[0]
    assert motion.payload["rank"] == 2


def test_preparing_shows_what_will_be_signed(declaration: Declaration, maker: User) -> None:
    seal(declaration, maker)
    page = see(maker, declaration, "review/prepare/recommend/")
    assert texts(page, "blockquote") == [OPINION]
    assert texts(page, "textarea") == []
    refused = visit_as(maker).post(f"/declarations/{declaration.pk}/review/prepare/recommend/")
    assert (refused.status_code, refusal(refused)) == (
        422,
        "还没有排序，请先在本区候选集群中排序。",
    )


# --- Who reads what, and when ---------------------------------------------------------------

READING = ("recommendation/", "recommendation/sealed/", "recommendation/sealed/1/")


def statuses(by: User, declaration: Declaration) -> list[int]:
    return [see(by, declaration, rest).status_code for rest in READING]


def test_until_it_is_signed_only_the_district_knows_of_it(
    call: Call, declaration: Declaration, maker: User, checker: User
) -> None:
    seal(declaration, maker)
    rank_all(call, maker, declaration)
    motion = propose(declaration, maker)
    bureau, operator, stranger = bureau_maker(), own(declaration), district_maker("海淀区")
    for by in (bureau, bureau_checker(), operator, stranger):
        assert statuses(by, declaration) == [404, 404, 404]
        for rest in ("review/", "review/recommendation/", "review/recommendation/pdf/", "receipt/"):
            seen = see(by, declaration, rest)
            assert OPINION not in seen.content.decode(errors="replace")
            assert f"/declarations/{declaration.pk}/recommendation/" not in seen.content.decode(
                errors="replace"
            )
        listed = visit_as(by).get(f"/calls/{call.pk}/candidates/").content.decode()
        assert "示例甲集群" not in listed
    assert statuses(maker, declaration) == [404, 200, 200]

    sign(motion.pk, by=checker)
    for by in (bureau, operator, maker, checker):
        assert statuses(by, declaration) == [200, 200, 200]
        assert texts(see(by, declaration, READING[0]), "blockquote") == [OPINION]
    assert statuses(stranger, declaration) == [404, 404, 404]
    assert "区内排序" in see(bureau, declaration, READING[0]).content.decode()
    assert "区内排序" not in see(operator, declaration, READING[0]).content.decode()
    assert "区级推荐意见" in see(operator, declaration, "receipt/").content.decode()
    assert see(bureau, declaration, "review/recommendation/").status_code == 403
    for by in (bureau, maker):
        assert "推荐意见" in texts(see(by, declaration, "review/"), ".task-title")


def test_nobody_gets_pages_in_quarantine(
    call: Call, declaration: Declaration, maker: User, checker: User
) -> None:
    seal(declaration, maker)
    rank_all(call, maker, declaration)
    recommend(declaration, maker, checker)
    Blob.objects.filter(pk=Recommendation.objects.get().sealed_id).update(state=Quarantine.INFECTED)
    for by in (maker, bureau_maker(), own(declaration)):
        assert statuses(by, declaration) == [200, 404, 404]


def test_what_the_bureau_returns_keeps_its_recommendation(
    call: Call, declaration: Declaration, maker: User, checker: User
) -> None:
    """With a note which filing it was written for."""
    before = Submission.objects.filter(declaration=declaration)
    before.update(number="2024-110118-9999")
    seal(declaration, maker)
    rank_all(call, maker, declaration)
    recommend(declaration, maker, checker)
    accept(declaration.pk, by=bureau_maker())
    assert texts(see(maker, declaration, READING[0]), ".standing-note") == []
    filed_in_full(declaration, before.get().filed_by)
    Declaration.objects.filter(pk=declaration.pk).update(state=State.FORMAL_REVIEW)
    for by in (maker, bureau_maker(), own(declaration)):
        page = see(by, declaration, READING[0])
        assert texts(page, ".standing-note") == [
            "申报内容在推荐以后补正过，重新报送过；推荐意见写的是补正以前的报送（2024-110118-9999）。"
        ]
        assert texts(page, "blockquote") == [OPINION]


def test_a_number_that_no_database_takes_is_nobodys(maker: User) -> None:
    page = visit_as(maker)
    addresses = [f"/declarations/{'9' * 26}/{each}" for each in READING]
    assert [page.get(address).status_code for address in addresses] == [404, 404, 404]
