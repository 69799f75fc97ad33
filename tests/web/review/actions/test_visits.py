"""A visit is drawn, written down, and closed when nothing is missing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jiqun.core.lifecycle import State
from jiqun.core.sampling import (
    FLAGGED_FIRMS,
    SAMPLED_FIGURES,
    SAMPLED_FIRMS,
    draw_figures,
    draw_firms,
    seed_of,
)
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.audit.queries import events_of, faults
from jiqun.web.declarations.models import Declaration, Quarantine, Submission
from jiqun.web.review.actions.motions import prepare
from jiqun.web.review.actions.visit_answers import OF_HEAD, mark_of, save_visit, written
from jiqun.web.review.actions.visit_photos import remove_photo
from jiqun.web.review.actions.visits import add_item, begin_visit, close_visit
from jiqun.web.review.models import Visit, VisitItem, VisitPhoto
from jiqun.web.review.queries.filed import GONE, filed_in
from jiqun.web.review.queries.situation import situation_of
from jiqun.web.review.queries.visits import standing_of
from jiqun.web.review.visiting import told
from tests.documents.attachments import files
from tests.web import checklists
from tests.web.moments import DURING
from tests.web.visits import (
    AGREES,
    HEAD,
    a_closed_visit,
    a_visit_photo,
    answer_all,
    file_golden,
    quarantine,
    reviewed_declaration,
)
from tests.web.world import bureau_maker, chief, district_checker, district_maker

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
def visit(declaration: Declaration, maker: User) -> Visit:
    return begin_visit(declaration.pk, by=maker)


def last(declaration: Declaration) -> tuple[str, str]:
    event = list(events_of(declaration.chain))[-1]
    return event.verb, event.sentence


def item(visit: Visit, key: str) -> VisitItem:
    return visit.items.get(key=key)


def say(visit: Visit, by: User, key: str, **said: str) -> None:
    save_visit(visit.pk, by=by, head={}, answers={item(visit, key).pk: said}, marks={})


def standing(declaration: Declaration) -> tuple[bool, bool, str]:
    """Whether it counts, whether it was in vain, and what the page says."""
    submission = declaration.submissions.first()
    assert submission
    now = situation_of(declaration)
    return now.visited, now.visited_in_vain, told(standing_of(declaration, submission))


# --- Drawing --------------------------------------------------------------------------------


def test_what_is_drawn_can_be_drawn_once_more_from_the_event(
    declaration: Declaration, visit: Visit
) -> None:
    submission = declaration.submissions.get()
    event = list(events_of(declaration.chain))[-1]
    assert event.data["seed"] == visit.seed
    assert visit.seed == seed_of(submission.digest, submission.number, event.data["secret"])
    filed = filed_in(submission)
    figures = draw_figures(visit.seed, filed.parts(), {"output.2022"})
    firms = draw_firms(visit.seed, filed.firms, filed.flagged())
    assert event.data["figures"] == [k for k in filed.parts() if k in figures]
    assert event.data["firms"] == list(firms)
    drawn = visit.items.values_list("key", flat=True)
    assert set(drawn) == {*figures, *firms}
    assert event.sentence == (
        f"开始实地核查，抽取指标{SAMPLED_FIGURES + 1}项、"
        f"企业{FLAGGED_FIRMS + SAMPLED_FIRMS}家，抽样种子{visit.seed}。"
    )
    assert list(faults()) == []


def test_what_was_explained_is_looked_at_as_it_was_filed(visit: Visit) -> None:
    explained = item(visit, "output.2022")
    assert (explained.why, explained.part, explained.label, explained.filed) == (
        "explained",
        "二",
        "集群总产值（亿元）（2022年）",
        "60.15亿元",
    )
    parts = set(visit.items.filter(kind="figure").values_list("part", flat=True))
    assert parts == {"二", "三", "四", "五", "六", "七"}
    firm = visit.items.filter(kind="firm").first()
    assert firm and "2023年产值" in firm.filed and firm.key in firm.label


def test_two_visits_of_the_same_are_drawn_differently(by: User, maker: User) -> None:
    visits = [begin_visit(reviewed_declaration(by).pk, by=maker) for _ in range(2)]
    assert visits[0].seed != visits[1].seed


@pytest.mark.parametrize(
    "whose",
    [bureau_maker, district_checker, lambda: district_maker("海淀区"), chief],
)
def test_nobody_else_goes_and_looks(
    declaration: Declaration, visit: Visit, whose: Callable[[], User]
) -> None:
    photo = a_visit_photo(visit, visit.begun_by)
    for act in (
        lambda: begin_visit(declaration.pk, by=whose()),
        lambda: save_visit(visit.pk, by=whose(), head=HEAD, answers={}, marks={}),
        lambda: add_item(visit.pk, by=whose(), kind="figure", key="output.2021"),
        lambda: a_visit_photo(visit, whose()),
        lambda: remove_photo(photo.pk, by=whose()),
        lambda: close_visit(visit.pk, by=whose()),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_only_in_its_time(declaration: Declaration, visit: Visit, maker: User) -> None:
    with pytest.raises(Refused, match="已有一次核查正在进行"):
        begin_visit(declaration.pk, by=maker)
    checklists.answer_all(declaration, maker)
    prepare(declaration.pk, by=maker, verb="decline", words="产值不足。", payload={})
    with pytest.raises(Refused, match="有一件拟办在等待审签"):
        answer_all(visit, maker)
    Declaration.objects.filter(pk=declaration.pk).update(state=State.RECOMMENDED)
    with pytest.raises(Refused, match="现为“区已推荐”，只有在区初审时才能实地核查"):
        answer_all(visit, maker)


def test_more_may_be_looked_at(declaration: Declaration, visit: Visit, maker: User) -> None:
    filed = filed_in(visit.submission)
    known = set(visit.items.values_list("key", flat=True))
    key = next(key for key in filed.parts() if key not in known)
    add_item(visit.pk, by=maker, kind="figure", key=key)
    code, row = next((c, row) for c, row in filed.firms.items() if c not in known)
    added = add_item(visit.pk, by=maker, kind="firm", key=f" {row.text_at('name')} ")
    assert (added.key, added.why) == (code, "added")
    assert last(declaration) == ("add_visit_item", f"实地核查另加“{added.label}”。")
    for kind, wrong, why in (
        ("figure", key, "已在核查之列"),
        ("figure", "plan.overview", "请选择一项填有数字的指标"),
        ("firm", "示例无名公司", "企业名录中没有这家企业"),
        ("firm", " ", "请填写企业名称"),
    ):
        with pytest.raises(Refused, match=why):
            add_item(visit.pk, by=maker, kind=kind, key=wrong)


# --- Writing it down ------------------------------------------------------------------------


def test_as_far_as_it_has_come(declaration: Declaration, visit: Visit, maker: User) -> None:
    save_visit(visit.pk, by=maker, head={"place": " 示例园区 "}, answers={}, marks={})
    say(visit, maker, "output.2022", **AGREES)
    visit.refresh_from_db()
    assert (visit.place, visit.day) == ("示例园区", None)
    assert written(item(visit, "output.2022")) == {**AGREES, "words": ""}
    before = events_of(declaration.chain).count()
    say(visit, maker, "output.2022", **AGREES)
    assert events_of(declaration.chain).count() == before  # nothing was new


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"day": "2024-02-31"}, "核查日期“2024-02-31”不是日期"),
        ({"day": "昨天"}, "核查日期“昨天”不是日期"),
        ({"conclusion": "好"}, "没有“好”这个选项"),
        ({"ours": "字" * 1001}, "基本情况和结论：核查人员超过1000字"),
    ],
)
def test_what_cannot_be_kept(visit: Visit, maker: User, said: dict[str, str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        save_visit(visit.pk, by=maker, head=said, answers={}, marks={})


def test_two_who_write_at_once_lose_nothing(visit: Visit, maker: User) -> None:
    """Both pages were made of the same blank record."""
    one, other = visit.items.all()[:2]
    marks = {str(each.pk): mark_of(written(each)) for each in (one, other)}
    marks[OF_HEAD] = mark_of(written(visit))
    blank = {"against": "", "found": "", "result": "", "words": ""}

    def save(first: dict[str, str], second: dict[str, str]) -> None:
        answers = {one.pk: {**blank, **first}, other.pk: {**blank, **second}}
        save_visit(visit.pk, by=maker, head={}, answers=answers, marks=marks)

    save({"found": "甲"}, {})
    save({}, {"found": "乙"})
    assert [each.found for each in visit.items.all()[:2]] == ["甲", "乙"]
    with pytest.raises(Refused, match=f"“{one.label}”在您打开本页之后有同事改过"):
        save({"found": "丙"}, {})
    one.refresh_from_db()
    assert one.found == "甲"


# --- Closing --------------------------------------------------------------------------------


def test_everything_that_is_missing_is_said_at_once(visit: Visit, maker: User) -> None:
    count = visit.items.count()
    with pytest.raises(Refused) as why:
        close_visit(visit.pk, by=maker)
    assert str(why.value).startswith(
        "请填写核查日期。请填写核查地点。核查人员至少2人，请一行一人填写姓名和职务。"
        f"有{count}项没有填写结果（"
    )
    assert str(why.value).endswith("等），请补充。请至少上传一张现场照片。请选择核查结论。")


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ({"day": (DURING + timedelta(days=1)).date().isoformat()}, "核查日期晚于今天，请改正。"),
        (
            {"day": (DURING - timedelta(days=1)).date().isoformat()},
            "核查日期早于报送日期（2024年5月11日），请改正。",
        ),
        ({"ours": "示例甲\n示例甲\n"}, "核查人员至少2人，请一行一人填写姓名和职务。"),
        ({"conclusion": "largely", "words": " "}, "结论不是“符合”的，请写明情况。"),
    ],
)
def test_what_is_not_right_yet(visit: Visit, maker: User, head: dict[str, str], why: str) -> None:
    answer_all(visit, maker, **head)
    a_visit_photo(visit, maker)
    with pytest.raises(Refused) as refused:
        close_visit(visit.pk, by=maker)
    assert str(refused.value) == why


def test_every_item_says_against_what_or_why_not(visit: Visit, maker: User) -> None:
    answer_all(visit, maker)
    a_visit_photo(visit, maker)
    one, other, third = visit.items.all()[:3]
    said = {
        one.pk: {"result": "agrees", "against": ""},
        other.pk: {"result": "differs", "words": ""},
        third.pk: {"result": "unknown", "against": "", "words": ""},
    }
    save_visit(visit.pk, by=maker, head={}, answers=said, marks={})
    with pytest.raises(Refused) as why:
        close_visit(visit.pk, by=maker)
    assert str(why.value) == (
        f"有1项没有写明核对依据（{one.label}），请补充。"
        f"有2项不符或无法核实而没有说明（{other.label}、{third.label}），请补充。"
    )
    said = {
        one.pk: {"against": "台账"},
        other.pk: {"words": "差2件"},
        third.pk: {"words": "企业未提供凭证"},
    }
    save_visit(visit.pk, by=maker, head={}, answers=said, marks={})
    assert close_visit(visit.pk, by=maker).is_closed


def test_a_photograph_that_nobody_may_see_is_none(visit: Visit, maker: User) -> None:
    answer_all(visit, maker)
    photo = a_visit_photo(visit, maker)
    assert a_visit_photo(visit, maker) == photo  # the same content once more
    for state, why in (
        (Quarantine.WAITING, "照片还在等待病毒扫描，请稍后再办结。"),
        (Quarantine.INFECTED, "有照片发现病毒，请移除。请至少上传一张现场照片。"),
    ):
        quarantine(photo.blob, state)
        with pytest.raises(Refused) as refused:
            close_visit(visit.pk, by=maker)
        assert str(refused.value) == why
    remove_photo(photo.pk, by=maker)
    with pytest.raises(Refused, match=r"^请至少上传一张现场照片。$"):
        close_visit(visit.pk, by=maker)


def test_only_photographs_and_pdf_are_taken(visit: Visit, maker: User) -> None:
    with pytest.raises(Refused, match=r"“说明\.docx”是Word文件；这里只收照片"):
        a_visit_photo(visit, maker, files.word(), "说明.docx")
    assert a_visit_photo(visit, maker, files.pdf(2), "笔录.pdf").blob.pages == 2
    assert VisitPhoto.objects.count() == 1


def test_what_is_closed_stays(declaration: Declaration, maker: User) -> None:
    visit = a_closed_visit(declaration, maker)
    assert last(declaration) == ("close_visit", "实地核查办结，结论：符合。")
    for act in (
        lambda: answer_all(visit, maker),
        lambda: add_item(visit.pk, by=maker, kind="figure", key="output.2021"),
        lambda: a_visit_photo(visit, maker),
        lambda: remove_photo(visit.photos.get().pk, by=maker),
        lambda: close_visit(visit.pk, by=maker),
    ):
        with pytest.raises(Refused, match="这次核查已办结"):
            act()
    with pytest.raises(Refused, match="原核查仍然有效"):
        begin_visit(declaration.pk, by=maker)
    assert list(faults()) == []


# --- What it is good for --------------------------------------------------------------------


def test_a_visit_counts_once_it_is_closed(declaration: Declaration, maker: User) -> None:
    assert standing(declaration) == (False, False, "还没有开始实地核查。")
    visit = begin_visit(declaration.pk, by=maker)
    assert standing(declaration) == (False, False, "正在核查。")
    answer_all(visit, maker)
    a_visit_photo(visit, maker)
    close_visit(visit.pk, by=maker)
    assert standing(declaration) == (True, False, "核查已办结，对现在的报送有效。")


def test_one_that_does_not_hold_is_no_ground_to_recommend(
    declaration: Declaration, maker: User, by: User
) -> None:
    visit = a_closed_visit(declaration, maker, conclusion="fails", words="产值不实。")
    assert standing(declaration) == (
        False,
        True,
        "核查结论为不符合，不能推荐；请退回补正或不予推荐。",
    )
    with pytest.raises(Refused, match="结论为不符合；请退回补正或不予推荐"):
        begin_visit(declaration.pk, by=maker)
    file_golden(declaration, by, number="2024-110118-9999")
    assert standing(declaration) == (
        False,
        False,
        "上次核查结论为不符合，申报单位补正后已重新报送，须再次核查。",
    )
    again = begin_visit(declaration.pk, by=maker)
    assert again.items.count() == visit.items.count()  # all agreed, and yet it did not hold
    answer_all(again, maker)
    a_visit_photo(again, maker)
    close_visit(again.pk, by=maker)
    assert standing(declaration)[:2] == (True, False)


def test_filed_anew_it_counts_as_long_as_nothing_that_was_checked_has_changed(
    declaration: Declaration, maker: User, by: User
) -> None:
    visit = a_closed_visit(declaration, maker)
    unchecked = next(
        key for key in filed_in(visit.submission).parts() if not visit.items.filter(key=key)
    )
    file_golden(declaration, by, number="2024-110118-9998", **{unchecked: "1"})
    told_now = "核查后申报单位重新报送，核查过的内容没有改动，原核查仍然有效。"
    assert standing(declaration) == (True, False, told_now)

    file_golden(declaration, by, number="2024-110118-9999", **{"output.2022": "60.16"})
    told_now = "核查过的内容中有1项在补正时改动，须再次核查，只核查这1项。"
    assert standing(declaration) == (False, False, told_now)
    again = begin_visit(declaration.pk, by=maker)
    assert [(i.key, i.why, i.filed) for i in again.items.all()] == [
        ("output.2022", "changed", "60.16亿元")
    ]
    assert last(declaration)[1] == "开始再次实地核查，核查改动过的和上次未核实一致的内容1项。"
    answer_all(again, maker)
    a_visit_photo(again, maker)
    close_visit(again.pk, by=maker)
    assert standing(declaration)[:2] == (True, False)


def test_a_firm_that_is_gone_has_changed(declaration: Declaration, maker: User, by: User) -> None:
    visit = a_closed_visit(declaration, maker)
    firm = visit.items.filter(kind="firm").first()
    assert firm
    roster = "企业名称,统一社会信用代码\r\n示例新企业,\r\n".encode()
    file_golden(declaration, by, number="2024-110118-9999", roster=roster)
    again = begin_visit(declaration.pk, by=maker)
    assert set(again.items.values_list("kind", flat=True)) == {"firm"}
    assert (item(again, firm.key).label, item(again, firm.key).filed) == (firm.label, GONE)


def test_one_under_way_is_carried_over_with_all_that_is_written(
    declaration: Declaration, visit: Visit, maker: User, by: User
) -> None:
    answer_all(visit, maker)
    seed = visit.seed
    file_golden(declaration, by, number="2024-110118-9999", **{"output.2022": "60.16"})
    assert standing(declaration)[2].startswith("核查期间申报单位已重新报送")
    with pytest.raises(Refused, match="请先点“按新的报送继续核查”"):
        answer_all(visit, maker)
    carried = begin_visit(declaration.pk, by=maker)
    carried.refresh_from_db()
    changed = item(carried, "output.2022")
    assert (carried.pk, carried.seed, carried.submission.number) == (
        visit.pk,
        seed,
        "2024-110118-9999",
    )
    assert carried.drawn_from_id != carried.submission_id
    assert (changed.why, changed.filed, written(changed)) == (
        "changed",
        "60.16亿元",
        {**AGREES, "result": "", "words": ""},
    )
    assert not carried.items.filter(result="").exclude(pk=changed.pk).exists()
    assert last(declaration)[1] == "按新的报送继续实地核查，1项有改动须重新核对，另加0项。"
    assert Submission.objects.filter(declaration=declaration).count() == 2


def test_one_carried_over_looks_also_at_what_an_earlier_one_saw_otherwise(
    declaration: Declaration, maker: User, by: User
) -> None:
    closed = a_closed_visit(declaration, maker)
    first, other = (item(closed, key) for key in closed_figures(closed)[:2])
    filed = declaration.submissions.get().facts
    once = {first.key: f"{filed[first.key]}1"}
    file_golden(declaration, by, number="2024-110118-9998", **once)
    begin_visit(declaration.pk, by=maker)
    twice = {**once, other.key: f"{filed[other.key]}1"}
    file_golden(declaration, by, number="2024-110118-9999", **twice)
    carried = begin_visit(declaration.pk, by=maker)
    carried.refresh_from_db()
    assert [(each.key, each.why) for each in carried.items.all()] == [
        (first.key, "changed"),
        (other.key, "changed"),
    ]
    assert last(declaration)[1] == "按新的报送继续实地核查，0项有改动须重新核对，另加1项。"
    answer_all(carried, maker)
    a_visit_photo(carried, maker)
    close_visit(carried.pk, by=maker)
    assert situation_of(declaration).visited


def closed_figures(visit: Visit) -> list[str]:
    """The keys of those that have decimals, so that one more makes another number."""
    found = visit.items.filter(kind="figure").values_list("key", "filed")
    return [key for key, filed in found if "." in filed]
