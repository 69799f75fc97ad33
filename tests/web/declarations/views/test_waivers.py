"""The pages of waivers: the quiet link beside a finding, the request, and the bureau's desk."""

import pytest
from django.http import HttpResponse
from django.test import Client

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.waivers import refuse_waiver, revoke_waiver
from jiqun.web.declarations.models import Declaration, Waiver, WaiverStage
from tests.web.moments import set_clock
from tests.web.pages import parsed, texts
from tests.web.visitors import visit_as
from tests.web.waivings import (
    ELSEWHERE,
    RULE,
    UNTIL,
    WHY,
    WORDS,
    a_waiver,
    asked,
    blocked,
    digest_in,
    finding_in,
    granted,
    moved,
    prepared,
    signed,
)
from tests.web.world import (
    a_declaration,
    bureau_checker,
    bureau_maker,
    chief,
    district_maker,
    filler,
    operator,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

LINK = "确属实际情况？申请豁免R1-05"
GRANTED = f"已豁免（市经信局，至2024年5月31日09:00，理由：{WHY}）"
NARROW = "只对现在的内容有效，改动后须重新申请。"


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    return blocked(by)


@pytest.fixture
def page(by: User) -> Client:
    return visit_as(by)


def check(page: Client, declaration: Declaration) -> HttpResponse:
    return page.get(f"/declarations/{declaration.pk}/check/")


def beside(page: Client, declaration: Declaration) -> list[str]:
    """What is told of a waiver beside the finding."""
    (article,) = parsed(check(page, declaration)).xpath(
        f"//article[.//*[@class='finding-rule' and text()='{RULE}']]"
    )
    found = article.xpath(".//p[contains(@class, 'finding-reason')] | .//p[.//a]")
    return ["".join(each.text_content().split()) for each in found]


def ask(page: Client, declaration: Declaration, **typed: object) -> HttpResponse:
    return page.post(f"/declarations/{declaration.pk}/waivers/ask/{RULE}/", typed)


# --- The operator -----------------------------------------------------------------------------


def test_beside_a_finding_one_may_ask(page: Client, declaration: Declaration) -> None:
    assert beside(page, declaration) == [LINK]
    seen = page.get(f"/declarations/{declaration.pk}/waivers/ask/{RULE}/")
    (ticked,) = parsed(seen).xpath("//input[@name='finding']")
    assert (ticked.get("value"), ticked.get("checked")) == (
        digest_in(declaration),
        "checked",
    )


def test_a_filler_is_told_who_may(declaration: Declaration, by: User) -> None:
    other = visit_as(filler(by.unit))
    assert (
        "确属实际情况的，可以由本单位的负责人申请豁免。"
        in check(other, declaration).content.decode()
    )
    address = f"/declarations/{declaration.pk}/waivers/ask/{RULE}/"
    assert other.get(address).status_code == 403


def test_what_was_typed_is_not_lost(page: Client, declaration: Declaration) -> None:
    refused = ask(page, declaration, words="写了理由，没有勾选")
    assert refused.status_code == 422
    assert texts(refused, ".refusal") == ["没有提交请至少选择一处问题。"]
    assert texts(refused, "textarea") == ["写了理由，没有勾选"]
    digest = digest_in(declaration)
    done = ask(page, declaration, words=WORDS, finding=digest)
    assert (done.status_code, done["Location"]) == (302, f"/declarations/{declaration.pk}/check/")
    assert Waiver.objects.get().asked == WORDS


def test_for_what_there_is_not_nobody_asks(page: Client, declaration: Declaration) -> None:
    for rule in ("R0-01", "R1-13", "R2-01", "nothing"):
        gone = page.get(f"/declarations/{declaration.pk}/waivers/ask/{rule}/", follow=True)
        assert "没有这条规则的、可以豁免的问题" in gone.content.decode()


def test_the_check_page_says_how_it_stands(
    page: Client, declaration: Declaration, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiver = asked(declaration, by)
    pending = ["已申请豁免，市经信局正在办理。查看R1-05的豁免"]
    assert beside(page, declaration) == pending
    prepared(waiver)
    assert beside(page, declaration) == pending
    waiver.refresh_from_db()
    signed(waiver)
    assert beside(page, declaration) == [f"{GRANTED}。{NARROW}查看R1-05的豁免"]
    seen = check(page, declaration)
    assert texts(seen, ".verdict")[0].endswith("1处阻断项已豁免。")
    assert "阻断 1" in texts(seen, ".tallies")[0]
    part = page.get(f"/declarations/{declaration.pk}/parts/cover/")
    assert texts(part, ".waived") == [GRANTED]
    set_clock(monkeypatch, UNTIL.replace(hour=18))
    assert beside(page, declaration)[0].startswith("豁免已于2024年5月31日09:00到期。")


def test_another_figure_is_said_to_need_another(
    page: Client, declaration: Declaration, by: User
) -> None:
    granted(declaration, by)
    moved(declaration, by, "北京市延庆区")
    assert beside(page, declaration) == [
        "2024年5月11日09:00的豁免只对当时的内容有效，现在的内容已经不同。查看R1-05的豁免",
        LINK,
    ]


def test_a_refusal_and_a_revocation_are_told_and_one_may_ask_again(
    page: Client, declaration: Declaration, by: User
) -> None:
    refuse_waiver(asked(declaration, by).pk, by=bureau_checker(), words="批复没有附上。")
    assert beside(page, declaration) == [
        "豁免申请未获同意：批复没有附上。查看R1-05的豁免",
        LINK,
    ]
    waiver = granted(declaration, by)
    revoke_waiver(waiver.pk, by=bureau_checker(), words="情况有变。")
    assert beside(page, declaration) == ["豁免已撤销：情况有变。查看R1-05的豁免", LINK]


# --- The bureau -------------------------------------------------------------------------------


def test_from_a_request_to_a_signed_waiver(declaration: Declaration, by: User) -> None:
    waiver = asked(declaration, by)
    maker, checker = (visit_as(who) for who in (bureau_maker(), bureau_checker()))
    address = f"/waivers/{waiver.pk}/"
    seen = maker.get(address)
    for words in (WORDS, finding_in(declaration).message, ELSEWHERE, by.signature):
        assert words in seen.content.decode()
    assert maker.post(f"{address}prepare/", {"why": "", "until": ""}).status_code == 422
    early = maker.post(f"{address}prepare/", {"why": WHY, "until": "2024-05-01T09:00"})
    assert (early.status_code, texts(early, ".refusal")) == (
        422,
        ["没有送审签有效期应晚于现在，请改正。"],
    )
    assert texts(early, "textarea") == [WHY]
    sent = maker.post(f"{address}prepare/", {"why": WHY, "until": "2024-05-31T09:00"})
    assert (sent.status_code, sent["Location"]) == (302, address)
    form = parsed(checker.get(address)).xpath("//form[contains(@action, '/sign/')]")[0]
    signing = checker.post(form.get("action"), dict(form.form_values()))
    assert signing.status_code == 302
    waiver.refresh_from_db()
    assert (waiver.stage, waiver.until) == (WaiverStage.VALID, UNTIL)
    revoking = checker.post(f"{address}revoke/", {"revoke-words": "情况有变。"}, follow=True)
    assert "豁免已撤销。" in revoking.content.decode()


def test_a_refusal_without_words_is_asked_for_them(declaration: Declaration, by: User) -> None:
    waiver = asked(declaration, by)
    checker = visit_as(bureau_checker())
    assert checker.post(f"/waivers/{waiver.pk}/refuse/", {}).status_code == 422
    refused = checker.post(f"/waivers/{waiver.pk}/refuse/", {"refuse-words": "材料不足。"})
    assert refused.status_code == 302
    late = checker.post(f"/waivers/{waiver.pk}/sign/", {"read": ""})
    assert (late.status_code, texts(late, ".refusal")) == (
        422,
        ["没有签发这件豁免刚刚有人办理过，请刷新页面后再看。"],
    )


def test_the_bureau_proposes_one_for_what_it_reviews(declaration: Declaration, by: User) -> None:
    Declaration.objects.update(state=State.FORMAL_REVIEW)
    maker, address = visit_as(bureau_maker()), f"/declarations/{declaration.pk}/waivers/"
    digest = digest_in(declaration)
    typed = {"why": WHY, "until": "2024-05-31T09:00"}
    assert maker.post(address, typed).status_code == 422
    assert maker.post(address, {**typed, "finding": digest}).status_code == 302
    waiver = Waiver.objects.get()
    assert waiver.stage is WaiverStage.PREPARED
    own, officer = visit_as(by), visit_as(district_maker())
    for other in (own, officer):  # what the bureau only thinks of
        assert other.get(f"/waivers/{waiver.pk}/").status_code == 404
        assert texts(other.get(address), "h2") == ["这份申报的豁免（0）"]
    signed(waiver)
    assert WHY in own.get(f"/waivers/{waiver.pk}/").content.decode()
    assert visit_as(bureau_checker()).post(address, typed).status_code == 403


# --- Who may know -----------------------------------------------------------------------------


def test_others_do_not_know_of_it(declaration: Declaration, by: User) -> None:
    """Nor does the bureau get to know the draft by it."""
    waiver = granted(declaration, by)
    for stranger in (chief(operator("密云区")), district_maker("海淀区")):
        assert visit_as(stranger).get(f"/waivers/{waiver.pk}/").status_code == 404
        address = f"/declarations/{declaration.pk}/waivers/"
        assert visit_as(stranger).get(address).status_code == 404
    bureau = visit_as(bureau_maker())
    for name in ("check/", "waivers/", f"waivers/ask/{RULE}/"):
        assert bureau.get(f"/declarations/{declaration.pk}/{name}").status_code == 404


def test_what_is_prepared_is_the_bureaus_affair(declaration: Declaration, by: User) -> None:
    waiver = prepared(asked(declaration, by))
    for other in (by, district_maker()):
        seen = visit_as(other).get(f"/waivers/{waiver.pk}/").content.decode()
        assert (WORDS in seen, WHY in seen, "待审签" in seen) == (True, False, False)
    seen = visit_as(bureau_checker()).get(f"/waivers/{waiver.pk}/").content.decode()
    assert (WORDS in seen, WHY in seen, "待审签" in seen) == (True, True, True)


@pytest.mark.parametrize("waivers", [1, 3])
def test_the_list_costs_the_same_for_any_number(
    waivers: int, django_assert_num_queries: object
) -> None:
    for _ in range(waivers):
        by = chief()
        a_waiver(a_declaration(by.unit), by)
    page = visit_as(bureau_maker())
    page.get("/waivers/")
    with django_assert_num_queries(5):  # type: ignore[operator]
        seen = page.get("/waivers/")
    assert texts(seen, "h2")[0] == f"待办理（{waivers}）"


def test_a_waiver_costs_one_query_where_findings_are_shown(
    page: Client,
    declaration: Declaration,
    by: User,
    django_assert_num_queries: object,
) -> None:
    check(page, declaration)
    with django_assert_num_queries(8):  # type: ignore[operator]
        check(page, declaration)
    granted(declaration, by)
    with django_assert_num_queries(9):  # type: ignore[operator]
        check(page, declaration)
