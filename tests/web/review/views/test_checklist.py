"""The page of the checklist: filled in part by part, by a plain form."""

import pytest
from django.http import HttpResponse
from django.test import Client

from jiqun.core.lifecycle import State
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.models import Declaration
from jiqun.web.review.actions.checklist import answer_checks
from jiqun.web.review.actions.intake import take_up
from jiqun.web.review.actions.motions import prepare
from jiqun.web.review.models import Check, Motion, Recommendation
from tests.web.checklists import (
    FINDING,
    answer_all,
    filed_again,
    filed_whole,
    items_for,
    said,
    write_over,
)
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.world import bureau_maker, district_checker, district_maker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]


@pytest.fixture
def maker() -> User:
    return district_maker()


@pytest.fixture
def declaration(maker: User) -> Declaration:
    return take_up(filed_whole().pk, by=maker)


@pytest.fixture
def page(maker: User) -> Client:
    return visit_as(maker)


def see(page: Client, declaration: Declaration) -> HttpResponse:
    return page.get(f"/declarations/{declaration.pk}/review/checklist/")


def form_of(seen: HttpResponse, section: str) -> dict[str, str]:
    """What a browser would send of the form of a part."""
    (form,) = parsed(seen).xpath(f"//form[input[@name='section'][@value='{section}']]")
    return {key: value.lstrip("\n") for key, value in form.form_values() if key[0] != "c"}


def save(page: Client, declaration: Declaration, section: str, **fields: str) -> HttpResponse:
    """Fill in what is there; underscores stand for what no name of Python has."""
    sent = form_of(see(page, declaration), section)
    typed = {key.replace("__", "-").replace("_", "."): value for key, value in fields.items()}
    return page.post(f"/declarations/{declaration.pk}/review/checklist/", {**sent, **typed})


def line(seen: HttpResponse, id: str) -> str:
    (found,) = parsed(seen).xpath(f"//fieldset[@id='check-{id.replace('.', '-')}']")
    return " ".join(found.text_content().split())


def chosen(seen: HttpResponse, id: str) -> list[str]:
    return parsed(seen).xpath(f"//input[@name='answer-{id}'][@checked]/@value")


def test_a_line_says_what_is_known_and_leads_to_it(page: Client, declaration: Declaration) -> None:
    seen = see(page, declaration)
    assert texts(seen, "h2")[:3] == ["总体0/1", "封面0/1", "一、基本情况0/8"]
    assert "须说明：产值与占比不合，请说明。理由是否成立？" in line(seen, "finding.R2-14")
    assert "申报单位说明：口径不同。" in line(seen, "finding.R2-14")
    assert "1　示例佐证.pdf（第3页）".replace("　", " ") in line(seen, "evidence.chain_work")
    (place,) = parsed(seen).xpath("//fieldset[@id='check-finding-R2-14']//a/@href")
    assert place == f"/declarations/{declaration.pk}/review/parts/2/#cell-output-2022"
    assert parsed(seen).xpath("//input[@type='radio'][@checked]") == []


def test_what_the_roster_had_to_explain_leads_to_it(page: Client, declaration: Declaration) -> None:
    finding = {**FINDING, "rule": "RR-01", "part": "企业名录", "fields": []}
    write_over(declaration.submissions.get(), findings=[finding])
    seen = see(page, declaration)
    assert texts(seen, "h2")[-1] == "企业名录0/1"
    (place,) = parsed(seen).xpath("//fieldset[@id='check-finding-RR-01']//a/@href")
    assert place == f"/declarations/{declaration.pk}/roster/"
    answered = {"answer-finding.RR-01": "fulfilled"}
    address = f"/declarations/{declaration.pk}/review/checklist/"
    saved = page.post(address, {**form_of(seen, "part-roster"), **answered})
    assert saved["Location"] == f"{address}#part-roster"


def test_a_part_is_saved_by_itself(page: Client, declaration: Declaration) -> None:
    saved = save(
        page,
        declaration,
        "part-1",
        answer__formal_operator="not_fulfilled",
        words__formal_operator="是基础建设单位。",
        answer__formal_sector="fulfilled",
    )
    assert (saved.status_code, saved["Location"].rpartition("#")[2]) == (302, "part-1")
    seen = see(page, declaration)
    assert texts(seen, ".lead")[0].startswith("区级主管部门：2/46，1项不符合。")
    assert (chosen(seen, "formal.operator"), chosen(seen, "formal.sector")) == (
        ["not_fulfilled"],
        ["fulfilled"],
    )
    assert "是基础建设单位。" in line(seen, "formal.operator")
    work = texts(page.get(f"/declarations/{declaration.pk}/review/"), ".task")[0]
    assert work == "审查清单2/46，1项不符合"


def test_what_was_typed_is_not_lost(page: Client, declaration: Declaration) -> None:
    refused = save(
        page,
        declaration,
        "part-1",
        answer__formal_operator="not_fulfilled",
        answer__formal_sector="not_applicable",
        words__formal_sector="另行核实。",
    )
    assert refused.status_code == 422
    assert texts(refused, ".refusal") == [
        "没有保存“集群运营管理机构是法人主体，不是基础建设单位。”选了“不符合”，请写明情况。"
    ]
    assert chosen(refused, "formal.operator") == ["not_fulfilled"]
    assert "另行核实。" in line(refused, "formal.sector")
    assert not Check.objects.exists()


def test_the_rest_of_a_part_in_one_act(page: Client, declaration: Declaration) -> None:
    """What is ticked in the same form counts as it is."""
    assert "本部分其余未填的各项均符合" in see(page, declaration).content.decode()
    save(page, declaration, "part-1", act="rest", answer__formal_sector="fulfilled")
    save(page, declaration, "part-2", act="rest")
    seen = see(page, declaration)
    assert [each for each in texts(seen, "h2") if each[0] in "一二"] == [
        "一、基本情况8/8",
        "二、主导产业情况8/9",
    ]
    assert chosen(seen, "finding.R2-14") == []
    assert "须逐项填写" in line(seen, "finding.R2-14")


def test_who_was_overtaken_sees_both_and_decides(page: Client, declaration: Declaration) -> None:
    before = form_of(see(page, declaration), "part-1")
    colleague = visit_as(district_maker())
    save(
        colleague,
        declaration,
        "part-1",
        answer__formal_sector="not_fulfilled",
        words__formal_sector="应为第三产业。",
    )
    address = f"/declarations/{declaration.pk}/review/checklist/"
    refused = page.post(address, {**before, "answer-formal.sector": "fulfilled"})
    assert refused.status_code == 422
    assert chosen(refused, "formal.sector") == ["fulfilled"]
    assert "现在是“不符合”：应为第三产业。" in line(refused, "formal.sector")
    assert page.post(address, form_of(refused, "part-1")).status_code == 302
    assert chosen(see(page, declaration), "formal.sector") == ["fulfilled"]


def test_what_has_changed_since_is_asked_again(
    page: Client, declaration: Declaration, maker: User
) -> None:
    answer_all(declaration, maker)
    filed_again(declaration, sector="tertiary")
    seen = see(page, declaration)
    assert chosen(seen, "formal.sector") == []
    assert "填写后内容有变化，请重新填写" in line(seen, "formal.sector")
    assert "沿用上次报送的审查" in line(seen, "formal.operator")
    assert chosen(seen, "formal.operator") == ["fulfilled"]


def test_whoever_signs_sees_what_was_found(
    page: Client, declaration: Declaration, maker: User
) -> None:
    items = items_for(declaration, maker)
    failing = [said(items["formal.operator"], "not_fulfilled", "是基础建设单位。")]
    answer_checks(declaration.pk, by=maker, answered=failing)
    answer_all(declaration, maker)
    prepare(declaration.pk, by=maker, verb="decline", words="产值不足。", payload={})
    signing = visit_as(district_checker())
    bureau = visit_as(bureau_maker())  # reads it once it is recommended
    assert texts(bureau.get(f"/declarations/{declaration.pk}/review/"), ".signed-on") == []
    (told,) = texts(signing.get(f"/declarations/{declaration.pk}/review/"), ".signed-on")
    assert told == (
        "送审签时的审查清单共46项：符合45项，不符合1项，不适用0项。 不符合的："
        "集群运营管理机构是法人主体，不是基础建设单位。不符合：是基础建设单位。"
    )
    seen = see(page, declaration)
    assert "有一件拟办在等待审签，审查清单暂不能改动。" in seen.content.decode()
    assert parsed(seen).xpath("//main//form") == []


def test_who_signs_reads_and_does_not_answer(declaration: Declaration) -> None:
    signing = visit_as(district_checker())
    seen = see(signing, declaration)
    assert (seen.status_code, parsed(seen).xpath("//main//form")) == (200, [])
    assert "未填" in line(seen, "formal.sector")
    address = f"/declarations/{declaration.pk}/review/checklist/"
    assert signing.post(address, {}).status_code == 403


def test_a_district_never_reads_what_the_bureau_found(
    page: Client, declaration: Declaration, maker: User
) -> None:
    answer_all(declaration, maker, "not_fulfilled", "区里的话")
    bureau = bureau_maker()
    assert "区里的话" not in see(visit_as(bureau), declaration).content.decode()
    moved = {"from": State.DISTRICT_REVIEW, "to": State.RECOMMENDED}
    record(declaration.chain, "recommend", "推荐。", by=None, data=moved)
    Recommendation.objects.create(declaration=declaration, signed_at=clock.now())
    Declaration.objects.filter(pk=declaration.pk).update(state=State.FORMAL_REVIEW)
    assert "区级：不符合，区里的话" in line(see(visit_as(bureau), declaration), "formal.sector")
    answer_all(declaration, bureau, "not_fulfilled", "市里的话")
    prepare(declaration.pk, by=bureau, verb="fail", words="不符合。", payload={})
    assert Motion.objects.get().payload["checklist"]["not_fulfilled"] == 48
    for address in ("", "checklist/"):
        seen = page.get(f"/declarations/{declaration.pk}/review/{address}").content.decode()
        assert "市里的话" not in seen


@pytest.mark.parametrize("answered", [False, True])
def test_the_page_costs_the_same_however_much_is_answered(
    page: Client,
    declaration: Declaration,
    maker: User,
    answered: bool,
    django_assert_num_queries: object,
) -> None:
    if answered:
        answer_all(declaration, maker)
    see(page, declaration)
    with django_assert_num_queries(10):  # type: ignore[operator]
        see(page, declaration)
