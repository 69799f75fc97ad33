"""What the pictures of the guides show: the demonstration, and beside it a cluster at every stage
from the district to the register, each brought there by what people do.

Run as a module, with the settings of the copy of the product that is to be served.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

SESSIONS = {who: f"session-of-{who}" for who in ("district", "district-signs", "bureau", "signs")}

#: The clusters beside those of the demonstration: what is made there, and where.
REVIEWED, LAID, ACCEPTED, APPRAISED = "仪表", "电池", "医疗器械", "激光"
PROPOSED, OBJECTED, ENDED, LISTED = "轴承", "阀门", "电机", "光学元件"
CLUSTERS = {
    REVIEWED: "密云区",
    LAID: "密云区",
    ACCEPTED: "密云区",
    APPRAISED: "昌平区",
    PROPOSED: "海淀区",
    OBJECTED: "海淀区",
    ENDED: "昌平区",
    LISTED: "密云区",
}
OPINION = "经初审和实地核查，申报材料真实完整，集群主导产业突出、协作紧密，同意推荐。"
#: So many days before today: what has gone far was begun early.
LONG_AGO, THIS_WEEK = 18, 1


def set_scene() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "jiqun.web.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from jiqun.web import mail

    call_command("migrate", verbosity=0, interactive=False)
    call_command("create_demo", verbosity=0)
    with mail.no_mail():
        make_clusters()
        let_officers_in()


def let_officers_in() -> None:
    from jiqun.web.accounts.demo import (
        BUREAU_CHECKER,
        BUREAU_MAKER,
        DISTRICT_CHECKER,
        DISTRICT_MAKER,
    )
    from tests.e2e.calls_scene import let_in

    officers = (DISTRICT_MAKER, DISTRICT_CHECKER, BUREAU_MAKER, BUREAU_CHECKER)
    for (_, session), email in zip(SESSIONS.items(), officers, strict=True):
        let_in(user(email), session)


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    from jiqun.web import clock

    real = clock.now
    clock.now = lambda: real() - timedelta(days=days)
    try:
        yield
    finally:
        clock.now = real


def user(email: str):
    from jiqun.web.accounts.models import User

    return User.objects.select_related("unit").get(email=email)


def set_up_changping() -> None:
    """A third district: none of them goes beyond its quota."""
    from jiqun.web.accounts.demo import create_authority, create_person
    from jiqun.web.accounts.models import Role, UnitKind

    unit = create_authority(UnitKind.DISTRICT, "昌平区经济和信息化局", "昌平区")
    create_person(unit, "changping-jingban", "郝示例", Role.MAKER)
    create_person(unit, "changping-shenqian", "安示例", Role.CHECKER)


def make_clusters() -> None:
    set_up_changping()
    with days_ago(LONG_AGO):
        for what in (LISTED, ENDED):
            recommended(what)
            formally_reviewed(what)
            proposed(what)
        published(LISTED, ENDED)
    with days_ago(THIS_WEEK):
        for what in (PROPOSED, OBJECTED, APPRAISED, ACCEPTED):
            recommended(what)
        for what in (PROPOSED, OBJECTED, APPRAISED):
            formally_reviewed(what)
        proposed(PROPOSED)
        proposed(OBJECTED)
        half_reviewed()
        laid_before()
    listed(LISTED)
    published(OBJECTED)
    object_to_one()
    open_to_a_department()
    ask_for_a_waiver()


def filed(what: str) -> int:
    """Its declaration, as its own operator has filed it."""
    from jiqun.web.accounts.demo import admit_as, create_operator
    from jiqun.web.declarations import demo

    district, number = CLUSTERS[what], list(CLUSTERS).index(what)
    named = (f"示例{what}产业运营公司", f"EXAMPL2{number}", district)
    signs = user(officer(district, "shenqian"))
    unit = create_operator(named, (f"jiqun{number}", "示例负责人"), partial(admit_as, signs))
    by = unit.people.get()
    words = {"密云": district.removesuffix("区"), "测控": what}
    call = demo.the_call()
    demo.start(call, by, partial(demo.filed, otherwise=words))
    return unit.declarations.get(call=call).pk


def officer(district: str, mailbox: str) -> str:
    from jiqun.web.accounts.demo import DOMAIN

    where = {"密云区": "miyun", "海淀区": "haidian", "昌平区": "changping"}[district]
    return f"{where}-{mailbox}{DOMAIN}"


def taken_up(what: str) -> tuple[object, object]:
    from jiqun.web.declarations.models import Declaration
    from jiqun.web.review.actions.intake import take_up

    maker, pk = user(officer(CLUSTERS[what], "jingban")), filed(what)
    take_up(pk, by=maker)
    return Declaration.objects.select_related("call", "unit").get(pk=pk), maker


def visited(declaration, maker) -> None:
    from django.utils.timezone import localdate

    from jiqun.web import clock
    from tests.web.visits import a_closed_visit

    a_closed_visit(declaration, maker, day=localdate(clock.now()).isoformat())


def laid_before_checker(what: str):
    """Everything is there, and it is laid before whoever signs."""
    from jiqun.web.review.queries.recommendations import candidates_in
    from tests.web.checklists import answer_all
    from tests.web.recommendations import propose, rank_all, seal

    declaration, maker = taken_up(what)
    answer_all(declaration, maker)
    visited(declaration, maker)
    seal(declaration, maker, OPINION)
    candidates = [each.declaration for each in candidates_in(declaration.call, CLUSTERS[what])]
    kept = [each for each in candidates if each.pk != declaration.pk]
    rank_all(declaration.call, maker, *kept, declaration)
    return propose(declaration, maker)


def recommended(what: str) -> None:
    from jiqun.web.review.actions.motions import sign

    motion = laid_before_checker(what)
    sign(motion.pk, by=user(officer(CLUSTERS[what], "shenqian")))


def laid_before() -> None:
    laid_before_checker(LAID)


def half_reviewed() -> None:
    """A remark is written, the checklist and the visit are begun."""
    from jiqun.web.review.actions.checklist import answer_checks
    from jiqun.web.review.actions.remarks import add_remark
    from jiqun.web.review.actions.visit_answers import save_visit
    from jiqun.web.review.actions.visits import begin_visit
    from tests.web.checklists import items_for, said
    from tests.web.visits import AGREES, HEAD

    declaration, maker = taken_up(REVIEWED)
    add_remark(declaration.pk, by=maker, key="exports.2022", words="请与海关统计核对后更正或说明。")
    items = list(items_for(declaration, maker).values())
    answers = [said(item, "fulfilled") for item in items[:6]]
    answers[2] = said(items[2], "not_fulfilled", "法人证书已过期，请补充。")
    answer_checks(declaration.pk, by=maker, answered=answers)
    visit = begin_visit(declaration.pk, by=maker)
    first = list(visit.items.values_list("pk", flat=True))[:3]
    head = {**HEAD, "day": "", "conclusion": "", "words": ""}
    save_visit(visit.pk, by=maker, head=head, answers=dict.fromkeys(first, AGREES), marks={})


def by_cluster(what: str):
    from jiqun.web.declarations.models import Declaration

    return Declaration.objects.select_related("call", "unit").get(cluster_name__contains=what)


def bureau() -> tuple[object, object]:
    from jiqun.web.accounts.demo import BUREAU_CHECKER, BUREAU_MAKER

    return user(BUREAU_MAKER), user(BUREAU_CHECKER)


def formally_reviewed(what: str) -> None:
    from jiqun.web.review.actions.intake import accept
    from jiqun.web.review.actions.motions import prepare, sign
    from tests.web.checklists import answer_all

    (maker, checker), declaration = bureau(), by_cluster(what)
    accept(declaration.pk, by=maker)
    answer_all(declaration, maker)
    sign(prepare(declaration.pk, by=maker, verb="pass", words="", payload={}).pk, by=checker)


def proposed(what: str) -> None:
    from jiqun.web.review.actions.motions import prepare, sign

    (maker, checker), declaration = bureau(), by_cluster(what)
    why = "各项指标达到认定标准，评审意见一致，拟予认定。"
    sign(prepare(declaration.pk, by=maker, verb="propose", words=why, payload={}).pk, by=checker)


def published(*clusters: str) -> None:
    """From the next working day on, seen from the day on which it is signed."""
    from django.utils.timezone import localdate

    from jiqun.web import clock
    from jiqun.web.recognition.actions.notices import prepare_notice, sign_notice
    from jiqun.web.recognition.texts import notice_title, notice_words
    from jiqun.web.review.queries.clocks import working_calendar

    (maker, checker), found = bureau(), [by_cluster(what) for what in clusters]
    call = found[0].call
    made = prepare_notice(
        call,
        [each.pk for each in found],
        by=maker,
        title=notice_title(call),
        words=notice_words(call),
        days=5,
        opens=next(working_calendar().working_days_from(localdate(clock.now()))),
    )
    sign_notice(made.pk, by=checker)


def listed(what: str) -> None:
    from jiqun.web.recognition.actions.lists import prepare_list, sign_list
    from jiqun.web.recognition.texts import list_title, list_words

    (maker, checker), declaration = bureau(), by_cluster(what)
    call = declaration.call
    made = prepare_list(
        call,
        [declaration.pk],
        by=maker,
        title=list_title(call),
        words=list_words(call),
        document="示例文号〔2024〕1号",
    )
    sign_list(made.pk, by=checker)


def object_to_one() -> None:
    from jiqun.web.recognition.models import NoticeEntry
    from tests.web.objections import objected

    objected(NoticeEntry.objects.get(declaration=by_cluster(OBJECTED)))


def open_to_a_department() -> None:
    from django.utils.timezone import localdate

    from jiqun.web import clock
    from jiqun.web.accounts.actions.authorities import set_up_department
    from jiqun.web.accounts.demo import DOMAIN
    from jiqun.web.grants.actions import prepare_grant

    maker, checker = bureau()
    told = {"name": "示例查阅人", "email": f"chayue{DOMAIN}", "site": ""}
    department = set_up_department(by=checker, unit_name="示例统计部门", **told)
    found, today = [by_cluster(what) for what in (APPRAISED, PROPOSED)], localdate(clock.now())
    prepare_grant(
        by=maker,
        department=department,
        call=found[0].call,
        declarations=[each.pk for each in found],
        evidence=False,
        purpose="核对申报的产值与统计数据是否一致。",
        basis="示例函〔2024〕1号",
        starts=today,
        ends=today + timedelta(days=10),
    )


def ask_for_a_waiver() -> None:
    from jiqun.core.rules.waivable import digest_of
    from jiqun.web.accounts.demo import CHIEFS
    from jiqun.web.declarations.actions.waivers import ask_for_waiver
    from jiqun.web.declarations.queries.case import examined

    by = user(CHIEFS[1])
    declaration = by.unit.declarations.select_related("call", "unit").get()
    blocking = examined(declaration).report.blocking
    found = next(each for each in blocking if each.rule == "R2-07")
    words = "出口额按海关口径统计，与产值口径不同，数字属实。"
    ask_for_waiver(declaration.pk, by=by, rule=found.rule, digests=[digest_of(found)], words=words)


if __name__ == "__main__":
    set_scene()
