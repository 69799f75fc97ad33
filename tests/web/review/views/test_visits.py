"""The record of a visit on its page: filled in on the spot, photographs, paper, who reads it."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from docx import Document
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration, Quarantine
from jiqun.web.declarations.views.pictures import PICTURE_WIDTH
from jiqun.web.review.actions.motions import prepare
from jiqun.web.review.actions.visit_answers import save_visit
from jiqun.web.review.actions.visits import begin_visit
from jiqun.web.review.models import Visit, VisitPhoto
from tests.documents.attachments import files
from tests.web.checklists import answer_all
from tests.web.pages import parsed, refusal, texts
from tests.web.visitors import visit_as
from tests.web.visits import (
    AGREES,
    HEAD,
    a_closed_visit,
    a_photograph,
    a_visit_photo,
    file_golden,
    quarantine,
    reviewed_declaration,
)
from tests.web.world import bureau_checker, bureau_maker, chief, district_checker, district_maker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    return reviewed_declaration(by)


@pytest.fixture
def maker(by: User) -> User:
    return district_maker(by.unit.district)


@pytest.fixture
def page(maker: User) -> Client:
    return visit_as(maker)


@pytest.fixture
def visit(declaration: Declaration, maker: User) -> Visit:
    return begin_visit(declaration.pk, by=maker)


def see(page: Client, declaration: Declaration, rest: str = "") -> HttpResponse:
    return page.get(f"/declarations/{declaration.pk}/review/visit/{rest}")


def post(page: Client, declaration: Declaration, rest: str = "", **fields: object) -> HttpResponse:
    return page.post(f"/declarations/{declaration.pk}/review/visit/{rest}", fields)


def fields_of(seen: HttpResponse) -> dict[str, str]:
    """The record as the page holds it."""
    form = next(f for f in parsed(seen).forms if "place" in f.fields)
    return {name: (value or "").removeprefix("\n") for name, value in form.form_values()}


def answered(seen: HttpResponse, **more: str) -> dict[str, str]:
    typed = fields_of(seen)
    for name in [name for name in typed if name.startswith("item-")]:
        typed[name] = AGREES.get(name.rsplit("-", 1)[1], "")
    for name in {name.rsplit("-", 1)[0] for name in typed if name.startswith("item-")}:
        typed[f"{name}-result"] = "agrees"
    return {**typed, **HEAD, **more}


def photograph(name: str = "现场.jpg", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or a_photograph())


def test_from_the_first_to_the_last(page: Client, declaration: Declaration) -> None:
    works = page.get(f"/declarations/{declaration.pk}/review/")
    assert "还没有开始实地核查" in works.content.decode()
    assert texts(see(page, declaration), ".btn-primary") == ["开始核查"]
    post(page, declaration, "begin/")
    seen = see(page, declaration)
    visit = Visit.objects.get()
    assert visit.seed in seen.content.decode()
    assert texts(seen, ".btn-primary") == ["保存"]
    headings = [text.split("（")[0] for text in texts(seen, "h2")]
    assert headings[:5] == [
        "抽取",
        "基本情况",
        "二、主导产业情况",
        "三、创新能力情况",
        "四、数字化升级情况",
    ]
    assert "企业名录" in headings

    assert post(page, declaration, "photos/", photo=photograph(), caption="厂区").status_code == 302
    assert post(page, declaration, **answered(seen, act="close")).status_code == 302
    visit.refresh_from_db()
    assert (visit.is_closed, visit.conclusion, visit.place) == (True, "holds", "示例产业园")
    assert "核查已办结，对现在的报送有效。" in see(page, declaration).content.decode()
    assert not parsed(see(page, declaration)).xpath("//main//textarea")


def test_saving_a_part_leads_back_to_it(
    page: Client, declaration: Declaration, visit: Visit
) -> None:
    typed = fields_of(see(page, declaration))
    saved = post(page, declaration, **{**typed, "at": "2", "place": "示例园区"})
    assert saved["Location"] == f"/declarations/{declaration.pk}/review/visit/#group-2"


def test_what_is_missing_is_said_with_what_was_typed_kept(
    page: Client, declaration: Declaration, visit: Visit
) -> None:
    seen = see(page, declaration)
    refused = post(page, declaration, **{**fields_of(seen), "place": "示例园区", "act": "close"})
    assert refused.status_code == 422
    assert texts(refused, "h2")[0] == "已保存，还不能办结"
    assert "请填写核查日期。核查人员至少2人" in refusal(refused)
    visit.refresh_from_db()
    assert visit.place == "示例园区"
    assert fields_of(refused)["place"] == "示例园区"


def test_what_is_refused_stays_on_the_page(
    page: Client, declaration: Declaration, visit: Visit, maker: User
) -> None:
    """Also where meanwhile nothing may be written any more."""
    typed = {**fields_of(see(page, declaration)), "place": "示例园区", "words": "尚未写完"}
    wrong = post(page, declaration, **{**typed, "day": "2024-02-31"})
    assert (wrong.status_code, fields_of(wrong)["words"]) == (422, "尚未写完")
    answer_all(declaration, maker)
    prepare(declaration.pk, by=maker, verb="decline", words="产值不足。", payload={})
    refused = post(page, declaration, **typed)
    assert (refused.status_code, fields_of(refused)["words"]) == (422, "尚未写完")
    assert "有一件拟办在等待审签" in refusal(refused)
    Declaration.objects.filter(pk=declaration.pk).update(state=State.RETURNED_BY_DISTRICT)
    assert fields_of(post(page, declaration, **typed))["place"] == "示例园区"
    visit.refresh_from_db()
    assert visit.place == ""


def test_what_a_colleague_has_written_is_shown_beside(
    page: Client, declaration: Declaration, visit: Visit, maker: User
) -> None:
    item = visit.items.all()[0]
    typed = {**fields_of(see(page, declaration)), f"item-{item.pk}-found": "乙"}
    save_visit(visit.pk, by=maker, head={}, answers={item.pk: {"found": "甲"}}, marks={})
    disputed = post(page, declaration, **typed)
    assert disputed.status_code == 422
    (now,) = texts(disputed, ".visit-now")
    assert now == "同事已填： 甲"
    again = fields_of(disputed)
    assert again[f"item-{item.pk}-found"] == "乙"
    assert post(page, declaration, **again).status_code == 302
    item.refresh_from_db()
    assert item.found == "乙"


def test_more_is_added_by_hand(page: Client, declaration: Declaration, visit: Visit) -> None:
    seen = see(page, declaration)
    key = parsed(seen).xpath("//select[@id='figure']//option[@value!='']/@value")[0]
    post(page, declaration, "items/", kind="figure", key=key)
    assert visit.items.get(key=key).why == "added"
    seen = see(page, declaration)
    assert key not in parsed(seen).xpath("//select[@id='figure']//option/@value")
    refused = page.post(
        f"/declarations/{declaration.pk}/review/visit/items/",
        {"kind": "firm", "key": "示例无名公司"},
        follow=True,
    )
    assert "企业名录中没有这家企业" in refused.content.decode()


# --- Photographs ----------------------------------------------------------------------------


def test_a_photograph_is_shown_without_where_it_was_taken(
    page: Client, declaration: Declaration, visit: Visit
) -> None:
    several = [photograph(), photograph("二.png", files.image("PNG"))]
    assert post(page, declaration, "photos/", photo=several).status_code == 302
    photo = visit.photos.first()
    assert photo and visit.photos.count() == 2
    shown = see(page, declaration, f"photos/{photo.pk}/1/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    picture = Image.open(io.BytesIO(shown.content))
    assert (dict(picture.getexif()), picture.width <= PICTURE_WIDTH) == ({}, True)
    original = see(page, declaration, f"photos/{photo.pk}/")
    assert b"".join(original.streaming_content) == a_photograph()  # type: ignore[attr-defined]
    assert "attachment" in original["Content-Disposition"]


def test_what_is_no_photograph(
    page: Client, declaration: Declaration, visit: Visit, settings: Settings
) -> None:
    for fields, why in (
        ({}, "请选择照片或PDF文件。"),
        ({"photo": photograph("网页.jpg", b"<html>")}, "“网页.jpg”"),
        ({"photo": photograph("说明.docx", files.word())}, "“说明.docx”是Word文件；这里只收照片"),
        ({"photo": photograph(), "caption": "字" * 201}, "照片说明超过200字"),
    ):
        refused = post(page, declaration, "photos/", **fields)
        assert (refused.status_code, why in refusal(refused)) == (422, True)
    settings.EVIDENCE_LIMIT = settings.MB
    large = post(page, declaration, "photos/", photo=photograph(content=b"0" * 2 * settings.MB))
    assert (large.status_code, refusal(large)) == (
        422,
        "文件超过1 MB；请分几次上传，或把照片调小后上传。",
    )
    assert not VisitPhoto.objects.exists()


def test_quarantine_and_removal_hide_it(
    page: Client, declaration: Declaration, visit: Visit, maker: User
) -> None:
    photo = a_visit_photo(visit, maker)
    quarantine(photo.blob, Quarantine.WAITING)
    assert "等待病毒扫描，暂不能查看" in see(page, declaration).content.decode()
    for rest in (f"photos/{photo.pk}/", f"photos/{photo.pk}/1/"):
        assert see(page, declaration, rest).status_code == 404
    quarantine(photo.blob, Quarantine.CLEAN)
    assert post(page, declaration, f"photos/{photo.pk}/remove/").status_code == 302
    for rest in (f"photos/{photo.pk}/", f"photos/{photo.pk}/1/"):
        assert see(page, declaration, rest).status_code == 404


# --- Who reads it ---------------------------------------------------------------------------


def status_of(page: Client, declaration: Declaration, photo: VisitPhoto) -> list[int]:
    rests = ("", f"photos/{photo.pk}/", f"photos/{photo.pk}/1/", "record.docx")
    got = [see(page, declaration, rest) for rest in rests]
    for response in got:
        if response.streaming:  # read to its end, so that it lets go of its file
            list(response.streaming_content)  # type: ignore[attr-defined]
    return [response.status_code for response in got]


def test_the_bureau_reads_it_once_it_is_closed(
    declaration: Declaration, visit: Visit, maker: User
) -> None:
    photo, bureau = a_visit_photo(visit, maker), visit_as(bureau_maker())
    save_visit(visit.pk, by=maker, head={"words": "内部记录"}, answers={}, marks={})
    assert status_of(bureau, declaration, photo) == [200, 404, 404, 404]
    seen = see(bureau, declaration).content.decode()
    assert "区级主管部门的实地核查还没有办结" in seen and "内部记录" not in seen
    Visit.objects.all().delete()
    closed = a_closed_visit(declaration, maker)
    photo = closed.photos.get()
    assert status_of(bureau, declaration, photo) == [200] * 4
    assert not parsed(see(bureau, declaration)).xpath("//main//form")


def test_nobody_else_does(declaration: Declaration, maker: User, by: User) -> None:
    photo = a_closed_visit(declaration, maker).photos.get()
    other = visit_as(district_maker("海淀区"))
    assert status_of(other, declaration, photo) == [404] * 4
    assert status_of(visit_as(by), declaration, photo) == [403] * 4
    checker = visit_as(district_checker(by.unit.district))
    assert status_of(checker, declaration, photo) == [200] * 4
    for reader in (checker, visit_as(bureau_checker())):
        assert post(reader, declaration, "begin/").status_code == 403
        assert post(reader, declaration, visit="1").status_code == 403
    own = visit_as(by).get(f"/declarations/{declaration.pk}/receipt/").content.decode()
    assert "核查" not in own


def test_one_of_another_declaration_is_none(
    page: Client, declaration: Declaration, maker: User, by: User
) -> None:
    other = begin_visit(reviewed_declaration(by).pk, by=maker)
    photo = a_visit_photo(other, maker)
    assert see(page, declaration, f"photos/{photo.pk}/").status_code == 404
    assert see(page, declaration, f"?visit={other.pk}").status_code == 404
    assert post(page, declaration, visit=str(other.pk)).status_code == 404


def test_earlier_visits_are_kept_for_reading(
    page: Client, declaration: Declaration, maker: User, by: User
) -> None:
    first = a_closed_visit(declaration, maker)
    file_golden(declaration, by, number="2024-110118-9999", **{"output.2022": "60.16"})
    seen = see(page, declaration)
    assert "须再次核查，只核查这1项。" in seen.content.decode()
    assert texts(seen, ".btn-primary") == ["开始再次核查"]
    post(page, declaration, "begin/")
    assert texts(see(page, declaration), "h2")[-1] == "其他各次核查"
    earlier = see(page, declaration, f"?visit={first.pk}")
    assert first.seed in earlier.content.decode()
    assert not parsed(earlier).xpath("//main//textarea")


# --- On paper -------------------------------------------------------------------------------


def test_the_record_says_how_it_was_drawn_and_what_was_found(
    page: Client, declaration: Declaration, maker: User
) -> None:
    visit = a_closed_visit(declaration, maker)
    answer = see(page, declaration, "record.docx")
    assert answer.status_code == 200 and zipfile.is_zipfile(io.BytesIO(answer.content))
    paper = Document(io.BytesIO(answer.content))
    lines = [paragraph.text for paragraph in paper.paragraphs]
    assert lines[0] == "实地核查记录"
    assert "核查人员：示例甲 科长、示例乙 干部" in lines
    method = next(line for line in lines if line.startswith("抽样种子"))
    submission = visit.submission
    for told in (visit.seed, visit.secret, submission.digest, submission.number):
        assert told in method
    assert "符合。数据与原始凭证一致。" in lines
    rows = [row for table in paper.tables for row in table.rows[1:]]
    assert [row.cells[0].text for row in rows] == [str(n + 1) for n in range(len(rows))]
    explained = next(row for row in rows if "（须说明）" in row.cells[1].text)
    assert [cell.text for cell in explained.cells][1:6] == [
        "集群总产值（亿元）（2022年）（须说明）",
        "60.15亿元",
        "2023年审计报告",
        "一致",
        "相符",
    ]


def test_it_can_be_printed_before_one_goes(
    page: Client, declaration: Declaration, visit: Visit
) -> None:
    paper = Document(io.BytesIO(see(page, declaration, "record.docx").content))
    assert [paragraph.text for paragraph in paper.paragraphs[:2]] == ["实地核查记录", "（未办结）"]


def test_the_page_asks_as_often_for_three_photographs_as_for_one(
    page: Client,
    declaration: Declaration,
    visit: Visit,
    maker: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    see(page, declaration)  # the first page after signing in asks for more
    for color in ("red", "green", "blue"):
        a_visit_photo(visit, maker, a_photograph(color), f"{color}.jpg")
        if color != "green":
            with django_assert_num_queries(14):
                see(page, declaration)
