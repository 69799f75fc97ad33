"""Everything the rules say of a draft, the reasons given, and the draft on paper."""

import pytest
from django.http import HttpResponse
from django.test import Client

from jiqun.core.facts import as_json
from jiqun.core.lifecycle import State
from jiqun.documents.factsfile import load_facts
from jiqun.documents.intake import Declared, examine
from jiqun.documents.paper.fill import fill
from jiqun.documents.word import write_word
from jiqun.web.accounts.models import User
from jiqun.web.checks.layout import lay_out
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.queries.draft import draft_of
from tests.declarations import golden
from tests.web.pages import findings_shown, parsed, refusal, texts
from tests.web.visitors import visit_as
from tests.web.world import a_declaration, bureau_maker, chief, district_maker, filler

pytestmark = pytest.mark.django_db

FLAWED = golden("flawed").facts


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    declaration = a_declaration(by.unit)
    typed = {key: as_json(value) for key, value in FLAWED.items()}
    save_changes(declaration.pk, by=by, base=0, typed=typed)
    return declaration


def see(page: Client, declaration: Declaration) -> HttpResponse:
    return page.get(f"/declarations/{declaration.pk}/check/")


def asked(response: HttpResponse) -> list[str]:
    """The rules that have a box for a reason."""
    boxes = parsed(response).xpath("//textarea[starts-with(@name, 'reason.')]/@name")
    return [name.removeprefix("reason.") for name in boxes]


def give(page: Client, seen: HttpResponse, **reasons: str) -> HttpResponse:
    """Send the page with those reasons typed, and the other boxes as they are; _ for the dash."""
    form = parsed(seen).xpath("//form[@class='result']")[0]
    fields = {name: value for name, value in form.form_values() if not name.startswith("paper")}
    typed = {f"reason.{rule.replace('_', '-')}": text for rule, text in reasons.items()}
    return page.post(seen.wsgi_request.path, {**fields, **typed})


def given(declaration: Declaration) -> dict[str, str]:
    return dict(draft_of(Declaration.objects.get(pk=declaration.pk)).reasons)


def test_it_says_what_the_rules_say_and_what_is_not_proved(
    declaration: Declaration, by: User
) -> None:
    page = see(visit_as(by), declaration)
    report = examine(Declared(FLAWED, evidence={})).report
    assert texts(page, ".verdict") == [lay_out(report, FLAWED).verdict]
    assert len(findings_shown(page)) == len(report.findings)
    assert len(texts(page, ".criterion")) and len(texts(page, ".figure-part"))


def test_reasons_are_kept(declaration: Declaration, by: User) -> None:
    page = visit_as(by)
    seen = see(page, declaration)
    first, second, *_ = asked(seen)
    done = give(page, seen, **{first.replace("-", "_"): " 龙头企业迁入\r\n按注册地统计 "})
    assert (done.status_code, done.url) == (302, f"/declarations/{declaration.pk}/check/")
    assert given(declaration) == {first: "龙头企业迁入\n按注册地统计"}
    again = see(page, declaration)
    done = give(page, again, **{first.replace("-", "_"): "", second.replace("-", "_"): "另一条"})
    assert given(declaration) == {second: "另一条"}


def test_a_reason_that_is_too_long_stays_in_its_box(declaration: Declaration, by: User) -> None:
    page = visit_as(by)
    seen = see(page, declaration)
    first, second, *_ = asked(seen)
    typed = {first.replace("-", "_"): "长" * 501, second.replace("-", "_"): "写得下的"}
    refused = give(page, seen, **typed)
    assert (refused.status_code, refusal(refused)) == (
        422,
        f"{first}的理由有501字，超过500字，请删减。",
    )
    assert "长" * 501 in texts(refused, "textarea")
    assert given(declaration) == {second: "写得下的"}


def test_two_people_give_reasons_at_once(declaration: Declaration, by: User) -> None:
    mine, other = visit_as(by), filler(by.unit)
    theirs = visit_as(other)
    seen, also_seen = see(mine, declaration), see(theirs, declaration)
    first, second, third, *_ = (rule.replace("-", "_") for rule in asked(seen))
    assert give(theirs, also_seen, **{first: "同事写的", second: "同事另写的"}).status_code == 302
    # Boxes I have not touched have nothing to say to theirs; the one I have is a conflict.
    disputed = give(mine, seen, **{first: "我写的", third: "没有争议的"})
    first, second, third = (rule.replace("_", "-") for rule in (first, second, third))
    assert disputed.status_code == 409
    assert refusal(disputed).startswith(f"{first}：{other.signature}写的是“同事写的”。")
    assert given(declaration) == {first: "同事写的", second: "同事另写的", third: "没有争议的"}
    boxes = parsed(disputed).xpath(f"//textarea[@name='reason.{first}']/text()")
    assert [box.strip() for box in boxes] == ["我写的"]
    assert give(mine, disputed).status_code == 302
    assert given(declaration)[first] == "我写的"


def test_the_draft_can_be_fetched_on_paper(declaration: Declaration, by: User) -> None:
    page, address = visit_as(by), f"/declarations/{declaration.pk}/papers"
    word = page.get(f"{address}/word/")
    assert word.content == write_word(fill(FLAWED))
    assert word["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert page.get(f"{address}/pdf/").content.startswith(b"%PDF-")
    assert load_facts(page.get(f"{address}/facts/").content).facts == FLAWED
    assert page.get(f"{address}/annotated/").status_code == 404
    assert texts(page.get(f"/declarations/{declaration.pk}/formulas/"), "h1") == ["计算公式"]


def test_an_empty_draft_can_be_checked_and_fetched(by: User) -> None:
    declaration, page = a_declaration(by.unit), visit_as(by)
    assert see(page, declaration).status_code == 200
    for name in ("word", "pdf", "facts"):
        got = page.get(f"/declarations/{declaration.pk}/papers/{name}/")
        assert got.status_code == 200 and got.content


def test_what_is_filed_is_only_looked_at(declaration: Declaration, by: User) -> None:
    Declaration.objects.update(state=State.FILED)
    for user in (by, district_maker(by.unit.district), bureau_maker()):
        page = visit_as(user)
        seen = see(page, declaration)
        assert seen.status_code == 200
        assert "保存理由" not in texts(seen, "button")
        assert parsed(seen).xpath("//textarea[not(@readonly)]") == []
        assert give(page, seen).status_code == (422 if user == by else 403)


def test_a_reason_written_while_it_was_handed_in_is_not_lost(
    declaration: Declaration, by: User
) -> None:
    page = visit_as(by)
    seen = see(page, declaration)
    first, *_ = asked(seen)
    Declaration.objects.update(state=State.FILED)
    late = give(page, seen, **{first.replace("-", "_"): "写到一半"})
    assert (late.status_code, refusal(late)) == (422, "这份申报现为“已报送”，理由没有保存。")
    assert "写到一半" in texts(late, "textarea") and given(declaration) == {}


def test_only_rules_that_ask_for_a_reason_take_one(declaration: Declaration, by: User) -> None:
    page = visit_as(by)
    assert give(page, see(page, declaration), R0_02="没有这一问").status_code == 302
    assert given(declaration) == {}


def test_a_draft_is_nobody_elses_affair(declaration: Declaration) -> None:
    pages = ("check/", "papers/word/", "formulas/")
    for user in (chief(), district_maker("密云区"), bureau_maker()):
        page = visit_as(user)
        got = [page.get(f"/declarations/{declaration.pk}/{name}").status_code for name in pages]
        assert got == [404, 404, 404]


def test_the_page_costs_no_more_for_more_findings(
    declaration: Declaration, by: User, django_assert_num_queries: object
) -> None:
    page = visit_as(by)
    with django_assert_num_queries(11):  # type: ignore[operator]
        see(page, declaration)
