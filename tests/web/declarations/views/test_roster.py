"""The page of the roster: handed in, judged, and its totals taken over where they are ticked."""

import csv
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from jiqun.core.facts import as_json
from jiqun.core.lifecycle import State
from jiqun.core.roster.model import FIRMS
from jiqun.core.roster.typed import typed_over
from jiqun.documents.workbook.reading.read import read_workbook
from jiqun.documents.workbook.writing.template import write_template
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.models import Blob, Change, Declaration, RosterFile
from jiqun.web.declarations.queries.draft import Typed, draft_of
from jiqun.web.declarations.queries.roster import current_roster
from tests.declarations import golden
from tests.rosters import roster_behind
from tests.web.pages import parsed, refusal, texts
from tests.web.visitors import visit_as
from tests.web.workbooks import as_workbook, workbook_behind
from tests.web.world import (
    ROSTER,
    WORKSHEET,
    a_declaration,
    a_roster,
    bureau_maker,
    chief,
    district_maker,
    filler,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User, evidence_folder: Path) -> Declaration:
    return a_declaration(by.unit)


@pytest.fixture
def page(by: User) -> Client:
    return visit_as(by)


def fresh(declaration: Declaration) -> Declaration:
    return Declaration.objects.get(pk=declaration.pk)


def save(declaration: Declaration, by: User, **typed: Typed) -> None:
    named = {key.replace("__", "."): value for key, value in typed.items()}
    save_changes(declaration.pk, by=by, base=fresh(declaration).version, typed=named)


def fill(declaration: Declaration, by: User) -> None:
    save(declaration, by, **{key: as_json(v) for key, v in golden("clean").facts.items()})


def stands(declaration: Declaration, *keys: str) -> list[Typed]:
    typed = draft_of(fresh(declaration)).typed
    return [typed.get(key) for key in keys]


def address(declaration: Declaration, rest: str = "") -> str:
    return f"/declarations/{declaration.pk}/roster/{rest}"


def see(page: Client, declaration: Declaration, rest: str = "") -> HttpResponse:
    return page.get(address(declaration, rest))


def hand_in(
    page: Client, declaration: Declaration, data: bytes = ROSTER, name: str = "名录.csv"
) -> HttpResponse:
    file = SimpleUploadedFile(name, data)
    return page.post(address(declaration, "hand-in/"), {"file": file})


def take(page: Client, seen: HttpResponse, act: str = "take", **ticked: list[str]) -> HttpResponse:
    """Press a button of the page, with those ticks."""
    (form,) = parsed(seen).xpath("//form[@id='roster']")
    hidden = {field.get("name"): field.value for field in form.xpath(".//input[@type='hidden']")}
    return page.post(form.action, {**hidden, "act": act, **ticked})


def remove(page: Client, seen: HttpResponse) -> HttpResponse:
    (form,) = parsed(seen).xpath("//form[contains(@action, '/remove/')]")
    return page.post(form.action, dict(form.form_values()))


def offered(seen: HttpResponse) -> list[str]:
    return parsed(seen).xpath("//input[@name='take']/@value")


# --- Handing in ----------------------------------------------------------------------------


def test_at_first_there_is_only_the_way_in(declaration: Declaration, page: Client) -> None:
    seen = see(page, declaration)
    assert texts(seen, "h2") == ["上传企业名录"]
    assert texts(seen, ".btn-primary") == ["上传并检查"]
    got = see(page, declaration, "template/")
    assert got.content == write_template(declaration.edition)
    assert see(page, declaration, "papers/totals/").status_code == 404


def test_what_is_handed_in_is_judged_and_shown(declaration: Declaration, page: Client) -> None:
    done = hand_in(page, declaration)
    assert (done.status_code, done.url) == (302, address(declaration))
    seen = page.get(done.url)
    assert texts(seen, ".said") == ["已收取“名录.csv”，结果如下。"]
    assert texts(seen, ".roster-lead")[0].startswith("读到企业1家。有问题的1行：阻断1处")
    (firm,) = parsed(seen).xpath("//table[@class='firms']/tbody")
    assert "北京示例甲有限公司" in firm.text_content()
    assert "RR-03" in firm.get("data-finding").split()


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "空.xlsx", "文件是空的；请上传填好的企业名录（.xlsx、.xls或.csv）。"),
        (b"%PDF-1.7", "名录.xlsx", "这是PDF文件，不是企业名录；请上传填好的企业名录"),
    ],
)
def test_what_is_refused_leaves_everything_as_it_was(
    declaration: Declaration, by: User, page: Client, data: bytes, name: str, sentence: str
) -> None:
    file = a_roster(declaration, by)
    refused = hand_in(page, declaration, data, name)
    assert refused.status_code == 422
    assert refusal(refused).startswith(sentence)
    assert texts(refused, "h2")[:2] == ["没有完成", "名录.csv"]
    assert current_roster(declaration) == file


def test_no_file_or_one_too_large(
    declaration: Declaration, page: Client, settings: Settings
) -> None:
    nothing = page.post(address(declaration, "hand-in/"))
    assert refusal(nothing) == "还没有选择文件，请先选择企业名录文件（.xlsx、.xls或.csv）。"
    settings.UPLOAD_LIMIT = 10
    assert refusal(hand_in(page, declaration)) == (
        "文件超过0 MB；企业名录一般不到1 MB，请删去其中的图片和多余的工作表后另存。"
    )
    assert not RosterFile.objects.exists()


def test_the_same_once_more(declaration: Declaration, by: User, page: Client) -> None:
    a_roster(declaration, by)
    seen = page.get(hand_in(page, declaration).url)
    assert texts(seen, ".said") == ["与现有的“名录.csv”内容相同，没有变化。"]


def test_those_before_are_listed_and_can_be_fetched(
    declaration: Declaration, by: User, page: Client
) -> None:
    first = a_roster(declaration, by)
    other = ROSTER.replace("甲".encode(), "乙".encode())
    second = a_roster(declaration, filler(by.unit), other, "新名录.csv")
    done = remove(page, see(page, declaration))
    seen = page.get(done.url)
    assert texts(seen, ".said") == ["已移除“新名录.csv”，它仍列在“以往的名录”中。"]
    assert texts(seen, "h2") == ["上传企业名录", "以往的名录"]
    links = parsed(seen).xpath("//table[contains(@class, 'listing')]//a")
    assert [(link.text, link.get("href")) for link in links] == [
        ("新名录.csv", address(declaration, f"files/{second.pk}/")),
        ("名录.csv", address(declaration, f"files/{first.pk}/")),
    ]
    got = page.get(links[1].get("href"))
    assert (got.content, got["Content-Type"]) == (ROSTER, "text/csv")
    assert got["X-Content-Type-Options"] == "nosniff"


def test_only_what_was_seen_is_removed(declaration: Declaration, by: User, page: Client) -> None:
    a_roster(declaration, by)
    seen = see(page, declaration)
    newer = a_roster(declaration, by, ROSTER + b"\r\n")
    refused = remove(page, seen)
    assert (refused.status_code, current_roster(declaration)) == (409, newer)
    assert "企业名录换过或移除了" in refusal(refused)


# --- Totals --------------------------------------------------------------------------------


def test_totals_stand_beside_what_is_filled_in(
    declaration: Declaration, by: User, page: Client
) -> None:
    fill(declaration, by)
    save(declaration, by, output__2021=None, output__2023="70.48")
    a_roster(declaration, by, workbook_behind("clean"), "名录.xlsx")
    seen = see(page, declaration)
    assert offered(seen) == ["output.2021", "output.2023"]
    (row,) = parsed(seen).xpath("//tbody[@id='total-output']/tr[1]")
    cells = [" ".join(cell.text_content().split()) for cell in row.xpath("td")][:3]
    assert cells == ["采用52.36申报表空白", "60.15一致", "采用69.48填报70.48名录少1.00"]


def test_only_what_is_ticked_is_taken(declaration: Declaration, by: User, page: Client) -> None:
    fill(declaration, by)
    save(declaration, by, output__2021=None, output__2023="70.48")
    a_roster(declaration, by, workbook_behind("clean"), "名录.xlsx")
    done = take(page, see(page, declaration), take=["output.2023", "output.2022", "no_such_key"])
    assert (done.status_code, done.url) == (302, address(declaration) + "#roster-totals")
    assert texts(page.get(done.url), ".said") == ["已采用1项。每一栏都可以在修改记录中恢复。"]
    assert stands(declaration, "output.2021", "output.2023") == [None, "69.48"]
    last = Change.objects.last()
    assert last and (last.key, last.old, last.new, last.source, last.by) == (
        "output.2023",
        "70.48",
        "69.48",
        "roster",
        by,
    )


def test_all_blanks_at_once_but_not_what_could_not_be_read(
    declaration: Declaration, by: User, page: Client
) -> None:
    fill(declaration, by)
    save(declaration, by, output__2021=None, output__2022="约六十亿", output__2023="70.48")
    a_roster(declaration, by, workbook_behind("clean"), "名录.xlsx")
    seen = see(page, declaration)
    assert "空白栏全部采用（1项）" in texts(seen, "button")
    assert "所填未能读取" in texts(seen, ".off")
    take(page, seen, "take_all")
    keys = ("output.2021", "output.2022", "output.2023")
    assert stands(declaration, *keys) == ["52.36", "约六十亿", "70.48"]


def test_what_another_has_changed_meanwhile_is_told(
    declaration: Declaration, by: User, page: Client
) -> None:
    fill(declaration, by)
    save(declaration, by, output__2021=None, output__2023="70.48")
    a_roster(declaration, by, workbook_behind("clean"), "名录.xlsx")
    seen, other = see(page, declaration), filler(by.unit)
    save(declaration, other, output__2023="71.00")
    disputed = take(page, seen, take=["output.2021", "output.2023"])
    assert disputed.status_code == 409
    (box,) = parsed(disputed).xpath("//*[@role='alert' and contains(@class, 'refusal')]")
    said = " ".join(box.text_content().split())
    assert said == (
        "有1栏没有采用：打开本页以后，别人改过 "
        f"集群总产值（亿元）（2023年）：{other.signature}改为“71.00亿元”，您要采用“69.48亿元”。 "
        "仍要采用的，请在下面重新勾选。"
    )
    assert stands(declaration, "output.2021", "output.2023") == ["52.36", "71.00"]
    # Knowing of it now, one may insist.
    assert take(page, disputed, take=["output.2023"]).status_code == 302
    assert stands(declaration, "output.2023") == ["69.48"]


def test_totals_of_another_roster_are_not_taken(
    declaration: Declaration, by: User, page: Client
) -> None:
    a_roster(declaration, by)
    seen = see(page, declaration)
    a_roster(declaration, by, ROSTER.replace(b"500", b"900"))
    refused = take(page, seen, take=["output.2023"])
    assert refused.status_code == 409
    assert refusal(refused).startswith("打开本页以后，企业名录换过或移除了，没有采用")
    assert stands(declaration, "output.2023") == [None]


def test_nothing_ticked(declaration: Declaration, by: User, page: Client) -> None:
    a_roster(declaration, by)
    refused = take(page, see(page, declaration))
    assert (refused.status_code, refusal(refused)) == (422, "还没有勾选要采用的合计，请先勾选。")


def test_the_worksheet_is_offered(declaration: Declaration, by: User, page: Client) -> None:
    a_roster(declaration, by, WORKSHEET, "测算底稿.csv")
    seen = see(page, declaration)
    assert parsed(seen).xpath("//input[@name='answer']/@value") == ["water_total"]
    assert stands(declaration, "water_total") == [None]
    take(page, seen, answer=["water_total"])
    assert stands(declaration, "water_total") == ["168.00"]


# --- Downloads -----------------------------------------------------------------------------


def test_the_workbook_marked_and_the_totals(
    declaration: Declaration, by: User, page: Client
) -> None:
    fill(declaration, by)
    faulty = typed_over(roster_behind("clean"), {FIRMS: ({}, {"uscc": "9111"})})
    a_roster(declaration, by, as_workbook(faulty), "名录.xlsx")
    first = see(page, declaration, "papers/annotated/?faulty_first=1")
    as_it_was = see(page, declaration, "papers/annotated/")
    rows = [
        read_workbook(got.content).roster.firms.rows[0].text_at("uscc")
        for got in (first, as_it_was)
    ]
    assert rows[0] == "9111" != rows[1]
    totals = see(page, declaration, "papers/totals/").content.decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(totals))
    assert head[:3] == ["部分", "栏目", "年份"]
    assert len(lines) > 100
    assert see(page, declaration, "papers/word/").status_code == 404


# --- Who, and when -------------------------------------------------------------------------


def test_what_is_filed_is_only_looked_at(declaration: Declaration, by: User) -> None:
    before = a_roster(declaration, by)
    file = a_roster(declaration, by, ROSTER + b"\r\n")
    Declaration.objects.update(state=State.FILED)
    for user in (by, district_maker(by.unit.district), bureau_maker()):
        page = visit_as(user)
        seen = see(page, declaration)
        assert offered(seen) == []
        assert parsed(seen).xpath("//main//input[@type='file']") == []
        assert see(page, declaration, f"files/{file.pk}/").status_code == 200
        own = user == by
        assert ("以往的名录" in texts(seen, "h2")) is own
        assert see(page, declaration, f"files/{before.pk}/").status_code == (200 if own else 404)
        for rest in ("", "hand-in/", "remove/"):
            assert page.post(address(declaration, rest)).status_code == 403


def test_a_draft_is_nobody_elses_affair(declaration: Declaration, by: User) -> None:
    file = a_roster(declaration, by)
    rests = ("", "template/", "papers/totals/", f"files/{file.pk}/")
    for user in (chief(), district_maker("密云区"), bureau_maker()):
        page = visit_as(user)
        assert [see(page, declaration, rest).status_code for rest in rests] == [404] * 4
    mine = a_declaration(chief().unit, declaration.call)
    elsewhere = address(mine, f"files/{file.pk}/")
    assert visit_as(by).get(elsewhere).status_code == 404


def test_what_is_infected_is_neither_used_nor_handed_out(
    declaration: Declaration, by: User, page: Client
) -> None:
    file = a_roster(declaration, by)
    Blob.objects.update(state="infected")
    seen = see(page, declaration)
    assert "文件中发现病毒，已隔离" in texts(seen, ".notice-line")[0]
    assert texts(seen, "table") == []
    for rest in (f"files/{file.pk}/", "papers/annotated/"):
        assert see(page, declaration, rest).status_code == 404


# --- From elsewhere ------------------------------------------------------------------------


def test_findings_that_rest_on_it_lead_here(
    declaration: Declaration, by: User, page: Client
) -> None:
    save(declaration, by, output__2023="1.00")
    a_roster(declaration, by)
    check = page.get(f"/declarations/{declaration.pk}/check/")
    links = set(parsed(check).xpath("//p[@class='finding-rows']/a/@href"))
    own = address(declaration)
    assert {f"{own}?rule=RR-03#roster-firms", f"{own}#total-output"} <= links
    seen = see(page, declaration, "?rule=RR-03")
    assert parsed(seen).xpath("//option[@selected]/@value") == ["RR-03"]
    ids = set(parsed(seen).xpath("//*/@id"))
    assert {"roster-firms", "total-output"} <= ids


@pytest.mark.parametrize(
    ("data", "told"),
    [(None, "未上传"), (ROSTER, "1家企业，1处必须改正"), (WORKSHEET, "没有企业")],
)
def test_the_task_list_says_how_it_stands(
    declaration: Declaration, by: User, page: Client, data: bytes | None, told: str
) -> None:
    if data:
        a_roster(declaration, by, data, "测算底稿.csv" if data == WORKSHEET else "名录.csv")
    seen = page.get(f"/declarations/{declaration.pk}/")
    (row,) = parsed(seen).xpath("//li[contains(@class, 'task')][contains(., '企业名录')]")
    assert row.xpath("string(*[@class='task-told'])").strip() == told
    assert row.xpath(".//a/@href") == [address(declaration)]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_any_roster(
    declaration: Declaration, by: User, page: Client, rows: int, django_assert_num_queries: object
) -> None:
    head, firm = ROSTER.splitlines(keepends=True)
    for n in range(rows):
        a_roster(declaration, by, head + firm * (rows + n))
    with django_assert_num_queries(12):  # type: ignore[operator]
        see(page, declaration)


def test_saving_beside_a_roster_stays_within_its_budget(
    declaration: Declaration, by: User, page: Client
) -> None:
    """What one types on the page of a part is held against the roster at once. Where transactions
    begin and end is not counted."""
    a_roster(declaration, by)
    sent = {"base": 0, "typed": {"output.2023": "1.00"}, "slug": "2", "window": "w"}
    with CaptureQueriesContext(connection) as asked:
        saved = page.post(
            f"/declarations/{declaration.pk}/save/", sent, content_type="application/json"
        )
    assert "按企业名录" in saved.json()["beside"]
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == 11
