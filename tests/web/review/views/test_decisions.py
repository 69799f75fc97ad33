"""Decisions with what they rest on: chosen, signed, told to the applicant; and all of a call."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from docx import Document

from jiqun.core.lifecycle import Situation, State
from jiqun.web.accounts.models import User
from jiqun.web.audit.queries import events_of
from jiqun.web.declarations.actions.stages import advance
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.review.actions.motions import prepare, sign
from jiqun.web.review.models import Motion
from tests.web.checklists import answer_all
from tests.web.letters import letters
from tests.web.pages import parsed, texts
from tests.web.review.across import filed
from tests.web.visitors import visit_as
from tests.web.world import (
    a_call,
    bureau_checker,
    bureau_maker,
    chief,
    district_maker,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

SMALL = {f"output.{year}": "38.20" for year in (2021, 2022, 2023)}
ASKED = {"part": "二", "fields": ["output.2022"], "cites": [], "reason": "口径不同。"}
FINDINGS = (
    {"rule": "R2-14", "rank": "explain", "message": "产值与占比不合，请说明。", **ASKED},
    {"rule": "R2-90", "rank": "hint", "message": "仅供参考。", **ASKED},
)
OUTPUT = (
    "近三年每年产值（国家标准）≥40亿元：按集群总产值（近三年最低：2021年）38.20亿元，还差1.80亿元"
)
GROUNDS = [{"key": "standard.national.output", "words": OUTPUT}]


@pytest.fixture
def call() -> Call:
    return a_call()


@pytest.fixture
def declaration(call: Call) -> Declaration:
    return filed(
        call, "密云区", "示例测控集群", facts=SMALL, findings=FINDINGS, state=State.APPRAISAL
    )


def decide(
    declaration: Declaration, verb: str, words: str, grounds: list[dict[str, str]] | None = None
) -> None:
    payload = {"grounds": grounds} if grounds else {}
    motion = prepare(declaration.pk, by=bureau_maker(), verb=verb, words=words, payload=payload)
    sign(motion.pk, by=bureau_checker())
    declaration.refresh_from_db()


def preparing(declaration: Declaration, **typed: object) -> HttpResponse:
    page = visit_as(bureau_maker())
    address = f"/declarations/{declaration.pk}/review/prepare/fail/"
    return page.post(address, typed) if typed else page.get(address)


# --- What it rests on ------------------------------------------------------------------------


def test_only_what_is_certain_and_verified_is_offered(declaration: Declaration) -> None:
    seen = preparing(declaration)
    keys = parsed(seen).xpath("//input[@name='ground']/@value")
    assert keys == ["standard.national.output", "finding.1", "other"]
    assert texts(seen, ".grounds-title") == ["未达到的认定标准", "报送时的校验结果", "其他"]
    assert OUTPUT in seen.content.decode()


def test_what_the_bureau_has_waived_is_held_against_nobody(call: Call) -> None:
    waived = {**FINDINGS[0], "rule": "R2-15", "rank": "block", "waiver": {"number": 1}}
    findings = (waived, FINDINGS[0])
    found = filed(call, "密云区", "示例甲集群", findings=findings, state=State.APPRAISAL)
    keys = parsed(preparing(found)).xpath("//input[@name='ground']/@value")
    assert [key for key in keys if key.startswith("finding")] == ["finding.2"]


def test_what_the_standard_softens_is_offered_with_its_words(call: Call) -> None:
    found = filed(call, "密云区", "示例甲集群", facts={"area": "120.00"}, state=State.APPRAISAL)
    seen = preparing(found).content.decode()
    assert (
        "集群占地面积（北京市标准）≤100平方公里：集群占地面积120.00平方公里，超出20.00平方公里"
        "（标准用“一般”，超过的须说明）"
    ) in seen


def test_without_any_nothing_is_laid_before_anybody(declaration: Declaration) -> None:
    seen = preparing(declaration, words="产值不足。")
    assert seen.status_code == 422 and "请选择作出决定的依据" in seen.content.decode()
    assert "产值不足。" in seen.content.decode()
    odd = preparing(declaration, words="产值不足。", ground=["standard.national.area", "other"])
    assert odd.status_code == 422 and "所选的依据刚刚有变化" in odd.content.decode()
    assert parsed(odd).xpath("//input[@name='ground'][@checked]/@value") == ["other"]
    no_words = preparing(declaration, words="", ground=["other"])
    assert no_words.status_code == 422 and "请写明理由。" in no_words.content.decode()
    assert not Motion.objects.exists()


def test_what_was_read_is_signed_recorded_and_told(declaration: Declaration) -> None:
    preparing(declaration, words="产值不足。", ground=["standard.national.output", "finding.1"])
    motion = Motion.objects.get()
    grounds = [OUTPUT, "R2-14　产值与占比不合，请说明。"]
    assert [each["words"] for each in motion.payload["grounds"]] == grounds
    checker = bureau_checker()
    signing = visit_as(checker).get(f"/declarations/{declaration.pk}/review/")
    assert [" ".join(each.split()) for each in texts(signing, "li") if "40亿元" in each] == [OUTPUT]
    applicant = chief(declaration.unit)
    with letters() as sent:
        sign(motion.pk, by=checker)
    (told,) = [letter for letter in sent if letter.to == [applicant.email]]
    assert f"理由：产值不足。\n\n依据：\n1. {OUTPUT}\n2. {grounds[1]}" in told.body
    event = list(events_of(declaration.chain))[-1]
    assert event.sentence == f"评审未通过，依据：{'；'.join(grounds)}，理由：产值不足。"
    assert (event.data["grounds"], event.data["words"]) == (grounds, "产值不足。")


def test_its_operator_reads_the_decision(declaration: Declaration) -> None:
    applicant = visit_as(chief(declaration.unit))
    before = applicant.get(f"/declarations/{declaration.pk}/")
    assert texts(before, "h2") == ["经过"]
    decide(declaration, "fail", "产值不足。\n请明年再报。", GROUNDS)
    bureau = bureau_maker().unit
    bureau.contact, bureau.phone = "示例处", "010-00000000"
    bureau.save()
    seen = applicant.get(f"/declarations/{declaration.pk}/")
    (shown,) = parsed(seen).xpath("//section[@aria-labelledby='decision']")
    number = declaration.submissions.get().number
    assert " ".join(" ".join(shown.itertext()).split()) == (
        f"评审未通过 {bureau.name}，2024年5月11日09:00 依据： {OUTPUT} "
        "理由： 产值不足。 请明年再报。 "
        f"对决定有疑问的，可以向{bureau.name}询问（示例处，010-00000000），请说明回执编号{number}。"
    )


def test_what_was_decided_before_grounds_were_kept(declaration: Declaration) -> None:
    decide(declaration, "fail", "产值不足。")
    seen = visit_as(chief(declaration.unit)).get(f"/declarations/{declaration.pk}/")
    assert "依据：" not in seen.content.decode()
    assert "理由：" in seen.content.decode()


# --- All of a call ---------------------------------------------------------------------------


def see(call: Call, user: User) -> HttpResponse:
    return visit_as(user).get(f"/calls/{call.pk}/decisions/")


def rows(seen: HttpResponse, group: str) -> list[str]:
    found = parsed(seen).xpath(f"//section[@aria-labelledby='{group}']//tbody/tr")
    return [" ".join(" ".join(row.itertext()).split()) for row in found]


@pytest.fixture
def proposed(call: Call) -> Declaration:
    found = filed(call, "海淀区", "示例光学集群", state=State.APPRAISAL)
    decide(found, "propose", "主导产业突出。")
    return found


def test_in_groups_with_their_reasons(
    call: Call, declaration: Declaration, proposed: Declaration
) -> None:
    decide(declaration, "fail", "产值不足。", GROUNDS)
    filed(call, "密云区", "示例标定集群")
    Declaration.objects.filter(pk=proposed.pk).update(state=State.NOTICE)
    bureau = bureau_maker()
    seen = see(call, bureau)
    assert texts(seen, "h2") == ["拟认定（1）", "未通过（1）", "在审（1）"]
    when = f"{bureau.unit.name}，2024年5月11日09:00"
    assert rows(seen, "proposed") == [
        f"示例光学集群 {proposed.unit.name} 海淀区 公示 拟认定 {when} 主导产业突出。"
    ]
    assert rows(seen, "against") == [
        f"示例测控集群 {declaration.unit.name} 密云区 未通过 评审未通过 {when} {OUTPUT} 产值不足。"
    ]


def test_a_district_reads_its_own(
    call: Call, declaration: Declaration, proposed: Declaration
) -> None:
    seen = see(call, district_maker("密云区"))
    assert texts(seen, "h2") == ["拟认定（0）", "未通过（0）", "在审（1）"]
    assert "示例光学" not in seen.content.decode() and "海淀区" not in seen.content.decode()
    assert "内部稿" not in seen.content.decode()


def test_the_list_in_word(call: Call, declaration: Declaration, proposed: Declaration) -> None:
    decide(declaration, "fail", "产值不足。", GROUNDS)
    answer = visit_as(bureau_maker()).get(f"/calls/{call.pk}/decisions/letter/")
    document = Document(io.BytesIO(answer.content))
    said = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert said == [
        call.title,
        "拟认定名单（内部稿）",
        "截至2024年5月11日，未经公示，仅供内部使用。",
        "一、拟认定（1个）",
        "二、未通过（1个，含不予推荐、取消、终止）",
        "三、在审（0个）",
        "没有。",
    ]
    tables = [[[cell.text for cell in row.cells] for row in t.rows] for t in document.tables]
    assert tables[0][1] == [
        *("1", "海淀区", "示例光学集群", proposed.unit.name, "拟认定", "主导产业突出。")
    ]
    assert tables[1][1][5:] == ["评审未通过", "2024年5月11日", f"1．{OUTPUT}\n产值不足。"]


@pytest.mark.parametrize("clusters", [1, 3])
def test_it_costs_the_same_for_any_number(
    call: Call, clusters: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for n in range(clusters):
        decide(filed(call, "海淀区", f"示例{n}集群", state=State.APPRAISAL), "propose", "好。")
        decide(filed(call, "海淀区", f"示例乙{n}集群", state=State.APPRAISAL), "fail", "差。")
    page = visit_as(bureau_maker())
    page.get(f"/calls/{call.pk}/decisions/")
    with django_assert_num_queries(9):
        page.get(f"/calls/{call.pk}/decisions/")


def test_whoever_gave_up_is_not_sent_to_ask(declaration: Declaration) -> None:
    """The end of it stands there, with the operator's own words."""
    by = chief(declaration.unit)
    advance(
        declaration,
        "quit",
        by=by,
        now=Situation(reason="不再申报。"),
        sentence="主动退出，理由：不再申报。",
        data={"words": "不再申报。"},
    )
    seen = visit_as(by).get(f"/declarations/{declaration.pk}/")
    assert texts(seen, "h2") == ["主动退出", "经过"]
    assert "不再申报。" in seen.content.decode()
    assert "对决定有疑问的" not in seen.content.decode()


def test_a_state_without_an_event_breaks_nothing(call: Call, declaration: Declaration) -> None:
    """As it stood before stages were recorded."""
    Declaration.objects.filter(pk=declaration.pk).update(state=State.FAILED)
    assert (
        visit_as(chief(declaration.unit)).get(f"/declarations/{declaration.pk}/").status_code == 200
    )
    assert rows(see(call, bureau_maker()), "against") == [
        f"示例测控集群 {declaration.unit.name} 密云区 未通过 —"
    ]


def test_a_district_declines_on_grounds_too(declaration: Declaration) -> None:
    Declaration.objects.filter(pk=declaration.pk).update(state=State.DISTRICT_REVIEW)
    address = f"/declarations/{declaration.pk}/review/prepare/decline/"
    maker = district_maker("密云区")
    answer_all(declaration, maker)
    page = visit_as(maker)
    assert page.post(address, {"words": "产值不足。"}).status_code == 422
    typed = {"words": "产值不足。", "ground": ["standard.national.output"]}
    assert page.post(address, typed).status_code == 302
    payload = Motion.objects.get().payload
    assert payload["grounds"] == GROUNDS
    assert payload["checklist"]["unchecked"] == 0
    other = visit_as(district_maker("海淀区"))
    assert other.post(address, typed).status_code == 404
