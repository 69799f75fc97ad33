"""Four declarations of the demonstration, of two districts, through the whole procedure: one is
returned twice, one is not recommended, one is objected to, three are on the list in the end.

Six officers act, the operators answer, a stranger objects; every page is seen by axe, in a window
as of an office and as of a telephone. With JIQUN_PICTURES naming a folder, pictures are kept there.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect
from tools.browser import own_data, run_module, running

from tests.e2e import test_review as returning
from tests.e2e.procedure import bureau, district, operator, public
from tests.e2e.procedure.later import put_forward
from tests.e2e.procedure.people import People, open_review, see
from tests.e2e.test_whole_way import Walk

RETURNED, DECLINED, RECOMMENDED, OBJECTED = "光电", "传感", "机器人", "智能软件"
AT_ONCE = (RECOMMENDED, OBJECTED)
MIYUN = ("miyun-jingban", "miyun-shenqian")
HAIDIAN = ("haidian-jingban", "haidian-shenqian")
BUREAU = ("shi-jingban", "shi-shenqian")
#: Of those that are recognised in the end.
OPERATORS = ("guangdian", "jiqiren", "ruanjian")
LEAD = "区级主管部门"
GROUND, WORDS = "其他情形", "示例：集群范围与主导产业不相符。"
#: A notice of five working days has ended by then, and what was examined meanwhile as well.
ENDED = timedelta(days=30)


@pytest.fixture(scope="module")
def settings() -> Iterator[Mapping[str, str]]:
    with own_data(JIQUN_DEMO_ACCOUNTS="1") as settings:
        yield settings


@pytest.fixture(scope="module")
def address(settings: Mapping[str, str]) -> Iterator[str]:
    program = (sys.executable, "-m", "tests.e2e.procedure.later")
    with running(settings, program=program) as (address, _):
        yield address


def test_from_filing_to_the_list(
    browser: Browser, address: str, settings: Mapping[str, str], tmp_path: Path
) -> None:
    with ExitStack() as stack:
        people = People(browser, address, tmp_path, stack)
        clusters = [returned_twice(people), *recommended_at_once(people)]
        approved_by_the_bureau(people, clusters)
        title, opens = published(people, clusters)
        pass_to(settings, opens)
        objected_to(people, title, clusters)
        recognised_on = opens + ENDED
        pass_to(settings, recognised_on)
        recognised(people, title, clusters, recognised_on.year)
    verified = run_module("jiqun.web.serve", settings, "verify_events")
    assert re.fullmatch(r"\d+条事件链完好。\n", verified)


def pass_to(settings: Mapping[str, str], day: date) -> None:
    put_forward(settings["JIQUN_VAR"], (day - timezone.localdate()).days)


def returned_twice(people: People) -> str:
    """In 密云; the other one there is not recommended."""
    chief, maker, checker = (people[who] for who in ("guangdian", *MIYUN))
    operator.correct(chief, 3, people.folder)
    cluster = open_review(maker, RETURNED)
    see(maker, cluster, picture="review-corrected")
    returning.remark(maker)
    returning.prepare(maker, cluster)
    returning.sign(checker, cluster)
    operator.correct(chief, 1, people.folder)
    declined(people)
    open_review(maker, cluster)
    reviewed(people, "miyun-jingban")
    district.write_opinion(maker, people.folder)
    district.rank_candidates(maker)
    district.recommend(maker, checker, cluster)
    return cluster


def declined(people: People) -> None:
    maker, checker = (people[who] for who in MIYUN)
    cluster = district.take_up(maker, DECLINED)
    district.fill_checklist(maker, LEAD, "checklist")
    district.decline(maker, checker, cluster, GROUND, WORDS)
    operator.read_refusal(people["chuangan"], cluster, GROUND, WORDS)


def recommended_at_once(people: People) -> list[str]:
    """Both of 海淀, ranked together."""
    maker, checker = (people[who] for who in HAIDIAN)
    clusters = [district.take_up(maker, words) for words in AT_ONCE]
    for cluster in clusters:
        open_review(maker, cluster)
        reviewed(people, "haidian-jingban")
        district.write_opinion(maker, people.folder)
    district.rank_candidates(maker)
    for cluster in clusters:
        district.recommend(maker, checker, cluster)
        maker.follow("推荐意见")
        see(maker, "推荐意见", primary=0)
        maker.page.goto("/reviews/")
        maker.page.get_by_role("link", name="候选集群：").click()
    return clusters


def reviewed(people: People, who: str) -> None:
    """On the page of a declaration: the checklist, and the visit."""
    district.fill_checklist(people[who], LEAD, "checklist")
    district.visit(people[who], people.folder)


def approved_by_the_bureau(people: People, clusters: Sequence[str]) -> None:
    maker, checker = (people[who] for who in BUREAU)
    for cluster in clusters:
        bureau.accept(maker, cluster)
        bureau.check_form(maker, checker, cluster)
    bureau.look_across(maker, clusters[0])
    for cluster in clusters:
        bureau.propose(maker, checker, cluster)


def published(people: People, clusters: Sequence[str]) -> tuple[str, date]:
    maker, checker = (people[who] for who in BUREAU)
    return bureau.publish(maker, checker, len(clusters))


def objected_to(people: People, title: str, clusters: Sequence[str]) -> None:
    maker, checker = (people[who] for who in BUREAU)
    stranger = people.enter()
    public.read_notice(stranger, title, clusters)
    (cluster,) = (each for each in clusters if OBJECTED in each)
    number, code = public.object_to(stranger, cluster, people.folder)
    public.ask(stranger, number, code, "待核查")
    bureau.examine(maker, checker, number, public.NAME)
    public.ask(stranger, number, code, "已办结")
    expect(stranger.page.get_by_role("main")).to_contain_text(bureau.ANSWERED)
    bureau.resume(maker, checker, number, cluster)


def recognised(people: People, notice: str, clusters: Sequence[str], year: int) -> None:
    maker, checker = (people[who] for who in BUREAU)
    title = bureau.recognise(maker, checker, len(clusters))
    stranger = people.enter()
    numbers = public.read_register(stranger, clusters, year)
    printed = bureau.words_of(stranger, f"{title}（Word）", people.folder)
    assert all(name in printed and numbers[name] in printed for name in clusters)
    stranger.page.goto("/notices/")
    stranger.follow(notice)
    see(stranger, notice, primary=0)
    printed = bureau.words_of(stranger, "下载公示（Word）", people.folder)
    assert all(name in printed for name in clusters)
    for mailbox, name in zip(OPERATORS, clusters, strict=True):
        operator.read_recognition(people[mailbox], name, numbers[name])
    for who in (*MIYUN, *HAIDIAN, *BUREAU):
        look_back(people[who], who)


def look_back(walk: Walk, who: str) -> None:
    """What one of them has done and begun, and what still waits."""
    walk.go("首页")
    see(walk, re.compile("."), primary=0, picture=f"desk-{who}-end")
    walk.page.goto("/todo/")
    see(walk, re.compile("^待办"), primary=0)
    walk.go("首页")
    walk.follow("全部已办")
    see(walk, re.compile("^已办"), primary=0, picture=f"done-{who}")
    if walk.page.goto("/started/"):
        see(walk, re.compile("^我发起的"), primary=0, picture=f"started-{who}")
    walk.page.get_by_role("link", name="消息").first.click()
    see(walk, "消息", primary=0, picture=f"messages-{who}")
