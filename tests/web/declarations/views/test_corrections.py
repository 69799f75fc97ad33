"""What is to be corrected: on a page of its own, and beside each cell."""

import pytest
from django.http import HttpResponse
from django.test import Client

from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.models import Correction, Declaration
from tests.web.filings import returned
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.world import a_declaration, chief, district_maker, filler

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

KEYS = ("exports.2022", "roster", "evidence.national_platforms.list", "reasons.R3-06")


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    declaration = a_declaration(by.unit)
    typed = {"exports.2022": "41.20", "cluster_name": "示例集群"}
    save_changes(declaration.pk, by=by, base=0, typed=typed)
    declaration.refresh_from_db()
    return declaration


@pytest.fixture
def correction(declaration: Declaration, by: User) -> Correction:
    return returned(declaration, by, *KEYS)


@pytest.fixture
def page(by: User) -> Client:
    return visit_as(by)


def lines(seen: HttpResponse, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in parsed(seen).xpath(path)]


def see(page: Client, declaration: Declaration) -> HttpResponse:
    return page.get(f"/declarations/{declaration.pk}/corrections/")


def answer(page: Client, declaration: Declaration, version: int, **answers: str) -> HttpResponse:
    sent = {key.replace("_", "."): words for key, words in answers.items()}
    address = f"/declarations/{declaration.pk}/corrections/"
    return page.post(address, {"version": str(version), **sent})


def box(number: int, correction: Correction) -> str:
    return correction.points.all()[number].answer_key.replace(".", "_")


def typed(declaration: Declaration) -> dict[str, object]:
    return dict(declaration.entries.filter(key__startswith="answers.").values_list("key", "typed"))


def test_every_point_says_what_it_is_about_and_where(
    page: Client, declaration: Declaration, correction: Correction
) -> None:
    seen = see(page, declaration)
    assert lines(seen, "//*[@id][contains(@class, 'point')]//h2") == [
        "1. 集群主导产品出口贸易额（万元）（2022年）",
        "2. 企业名录",
        "3. 国家制造业创新中心或国家级创新平台名称及数量（清单）",
        "4. R3-06的说明",
    ]
    assert lines(seen, "//form//p[@class='said']") == [
        "请核对1。",
        "请核对2。",
        "请核对3。",
        "请核对4。",
    ]
    assert [a.get("href") for a in parsed(seen).xpath("//form//h2/a")] == [
        f"/declarations/{declaration.pk}/parts/2/#cell-exports-2022",
        f"/declarations/{declaration.pk}/roster/",
        f"/declarations/{declaration.pk}/evidence/#claim-national_platforms.list",
        f"/declarations/{declaration.pk}/check/#reason-R3-06",
    ]


def test_answers_are_kept_and_said_to_be_left(
    page: Client, declaration: Declaration, correction: Correction
) -> None:
    version = correction.declaration.version
    first = box(0, correction)
    assert answer(page, declaration, version, **{first: " 已更正。 "}).status_code == 302
    assert typed(declaration) == {correction.points.all()[0].answer_key: "已更正。"}
    seen = see(page, declaration)
    assert "还有3条没有答复" in seen.content.decode()
    assert [area.text_content().strip() for area in parsed(seen).xpath("//textarea")] == [
        "已更正。",
        "",
        "",
        "",
    ]


def test_a_colleagues_answer_is_not_written_over(
    page: Client, declaration: Declaration, correction: Correction, by: User
) -> None:
    declaration.refresh_from_db()
    before, first = declaration.version, box(0, correction)
    answer(visit_as(filler(by.unit)), declaration, before, **{first: "同事的答复"})
    late = answer(page, declaration, before, **{first: "我的答复"})
    assert late.status_code == 409
    assert "同事的答复" in late.content.decode() and "我的答复" in late.content.decode()
    assert list(typed(declaration).values()) == ["同事的答复"]


def test_beside_the_cell_stand_the_words_and_a_box_for_the_answer(
    page: Client, declaration: Declaration, correction: Correction
) -> None:
    seen = page.get(f"/declarations/{declaration.pk}/parts/2/")
    assert lines(seen, "//*[@class='points']//p[@class='said']") == ["请核对1。"]
    (area,) = parsed(seen).xpath("//*[@class='points']//textarea")
    assert (area.get("data-key"), area.get("readonly")) == (
        correction.points.all()[0].answer_key,
        None,
    )


def test_exactly_the_opened_cells_can_be_typed_in(
    page: Client, declaration: Declaration, correction: Correction
) -> None:
    for slug in ("cover", "2", "8", "worksheet"):
        seen = page.get(f"/declarations/{declaration.pk}/parts/{slug}/")
        for cell in parsed(seen).xpath("//*[contains(@class, 'form-control cell')]"):
            key = cell.get("data-key")
            opened = key in correction.opened or key.startswith("answers.")
            assert (cell.get("readonly") is None) is opened, key


def test_the_task_list_leads_to_the_points(
    page: Client, declaration: Declaration, correction: Correction
) -> None:
    seen = page.get(f"/declarations/{declaration.pk}/")
    assert texts(seen, ".btn-primary") == ["查看补正要求"]
    assert texts(seen, ".task-title")[0] == "补正要求"
    assert texts(seen, ".task-told")[0] == "4条，还有4条没有答复"


def test_nothing_returned_is_said_so(page: Client, declaration: Declaration) -> None:
    assert texts(see(page, declaration), ".nothing") == ["这份申报没有退回过。"]


def test_while_it_is_returned_nobody_else_sees_it(
    declaration: Declaration, correction: Correction, by: User
) -> None:
    for person in (chief(), district_maker(by.unit.district)):
        assert see(visit_as(person), declaration).status_code == 404
