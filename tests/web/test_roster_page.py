"""A workbook handed in: beside a form, alone, in the wrong field, too large, or to do harm."""

import base64
import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from jiqun.core.roster.model import FIRMS
from jiqun.core.roster.typed import typed_over
from jiqun.documents.factsfile import load_facts
from jiqun.documents.paper.fill import fill
from jiqun.documents.word import write_word
from jiqun.documents.workbook.reading.read import read_workbook
from jiqun.documents.workbook.writing.template import write_template
from jiqun.web.checks.workbook import is_workbook
from tests.declarations import DEMO, blank, golden
from tests.rosters import roster_behind
from tests.web.pages import carried, parsed, refusal, texts, upload
from tests.web.test_downloads import name_of
from tests.web.test_result_page import fields, press
from tests.web.workbooks import as_workbook, workbook_behind

pytestmark = pytest.mark.django_db

CLEAN = (DEMO / "clean.yaml").read_bytes()
CSV = "企业名称,统一社会信用代码,2023年产值（万元）\r\n北京示例甲有限公司,9111,500\r\n".encode()

#: A form that lacks one figure and has another wrong.
CHANGED = CLEAN.replace(b"  output.2021: 52.36\n", b"").replace(
    b"output.2023: 69.48", b"output.2023: 70.48"
)


def files(**content: tuple[str, bytes]) -> dict[str, SimpleUploadedFile]:
    return {field: SimpleUploadedFile(name, data) for field, (name, data) in content.items()}


def hand_in(client: Client, form: bytes, book: bytes, name: str = "名录.xlsx") -> HttpResponse:
    return client.post("/", files(file=("数据.yaml", form), roster=(name, book)))


@pytest.fixture
def page(client: Client) -> HttpResponse:
    return hand_in(client, CLEAN, workbook_behind("clean"))


def views(response: HttpResponse) -> list[str]:
    return [link.get("href") for link in parsed(response).xpath("//nav[@class='views']/a")]


def open_views(response: HttpResponse) -> list[str]:
    return parsed(response).xpath("//section[contains(@class, 'is-open')]/@id")


# --- Beside a form -------------------------------------------------------------------------


def test_five_views_and_still_one_primary_button(page: HttpResponse) -> None:
    assert page.status_code == 200
    assert views(page) == ["#findings", "#standard", "#figures", "#roster", "#trial"]
    assert open_views(page) == ["findings"]
    assert texts(page, ".btn-primary") == ["下载 Word 申报表"]
    assert "文件：数据.yaml、名录.xlsx" in texts(page, ".summary-source")[0]


def test_without_a_workbook_there_is_no_such_view(client: Client) -> None:
    page = upload(client, CLEAN, "a.yaml")
    assert "#roster" not in views(page)
    assert texts(page, ".join") != []


def test_links_on_the_page_lead_somewhere(client: Client) -> None:
    roster = typed_over(
        roster_behind("clean"), {FIRMS: ({"uscc": "9111"},), "patents": ({"number": ""},)}
    )
    html = parsed(hand_in(client, CHANGED, as_workbook(roster)))
    anchors = {link[1:] for link in html.xpath("//main//a/@href") if link.startswith("#")}
    ids = html.xpath("//*/@id")
    assert anchors <= set(ids)
    assert {"roster-firms", "roster-lists", "total-output"} <= anchors
    assert len(ids) == len(set(ids))


def test_findings_on_rows_stand_in_a_part_of_their_own(client: Client) -> None:
    roster = typed_over(roster_behind("clean"), {FIRMS: ({"uscc": "9111"},)})
    html = parsed(hand_in(client, CLEAN, as_workbook(roster)))
    (part,) = html.xpath("//section[@id='part-企业名录']")
    assert part.xpath(".//h2")[0].text_content() == "企业名录"
    (link,) = part.xpath(".//a[@data-rule]")
    assert (link.get("href"), link.get("data-rule")) == ("#roster-firms", "RR-03")
    (firm,) = html.xpath("//tbody[contains(@data-finding, 'RR-03')]")
    assert firm.get("data-finding").split() == ["any", "block", "RR-03"]


def test_what_differs_from_the_form_is_a_finding_there(client: Client) -> None:
    page = hand_in(client, CHANGED, workbook_behind("clean"))
    assert "RR-51" in texts(page, ".finding-rule")
    (link,) = parsed(page).xpath("//p[@class='finding-rows']/a[starts-with(@href, '#total-')]")
    assert link.get("href") == "#total-output"


def test_it_goes_along_with_every_button(client: Client, page: HttpResponse) -> None:
    again = press(client, page, "update")
    assert fields(again) | {"csrfmiddlewaretoken": ""} == fields(page) | {"csrfmiddlewaretoken": ""}
    assert views(again) == views(page)


def test_a_trial_still_knows_the_roster(client: Client, page: HttpResponse) -> None:
    trial = {"try.field": ["集群总产值（亿元）（2023年）"], "try.value": ["70.48"]}
    tried = press(client, page, "try", **trial)
    assert any("RR-51" in moved for moved in texts(tried, ".moved"))


def test_the_example_opens_there(client: Client) -> None:
    page = client.get("/demo/roster/")
    assert (page.status_code, open_views(page)) == (200, ["roster"])
    assert texts(page, ".verdict") == ["没有发现问题。"]


# --- Alone ---------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["file", "roster"])
@pytest.mark.parametrize(("name", "book"), [("名录.csv", CSV), ("a", workbook_behind("clean"))])
def test_a_workbook_alone_in_either_field(
    client: Client, field: str, name: str, book: bytes
) -> None:
    page = client.post("/", files(**{field: (name, book)}))
    assert (page.status_code, views(page), open_views(page)) == (200, [], ["roster"])
    assert texts(page, "h1") == ["企业名录"]
    assert texts(page, ".btn-primary") == ["下载修改稿（Excel）"]


def test_alone_it_is_judged_by_its_rows_alone(client: Client) -> None:
    page = client.post("/", files(roster=("名录.csv", CSV)))
    assert "有1处必须改正" in texts(page, ".verdict")[0]
    assert texts(page, ".finding") == []


def test_taking_its_totals_begins_a_form(client: Client) -> None:
    page = client.post("/", files(roster=("名录.csv", CSV)))
    again = press(client, page, "take", take=["output.2023"])
    assert load_facts(carried(again).encode()).facts == blank().overlay(
        {"output.2023": "0.05"}
    ) or (str(load_facts(carried(again).encode()).facts["output.2023"]) == "0.05")
    assert views(again) == ["#findings", "#standard", "#figures", "#roster", "#trial"]
    assert open_views(again) == ["roster"]


# --- Taking totals over --------------------------------------------------------------------


def test_only_ticked_totals_get_into_the_facts_and_are_told(client: Client) -> None:
    page = hand_in(client, CHANGED, workbook_behind("clean"))
    again = press(client, page, "take", take=["output.2023", "nonsense"])
    assert texts(again, ".adopted") == [
        "已采用1项名录中的数，写入本页的填报数据，您的原文件没有改动："
        " 集群总产值（亿元）（2023年）：70.48亿元 → 69.48亿元"
    ]
    before, after = (load_facts(carried(of).encode()).facts for of in (page, again))
    assert [change.key for change in before.diff(after)] == ["output.2023"]
    assert "RR-51" not in texts(again, ".finding-rule")
    assert open_views(again) == ["roster"]


def test_every_blank_at_once(client: Client) -> None:
    page = hand_in(client, CHANGED, workbook_behind("clean"))
    again = press(client, page, "take_all")
    before, after = (load_facts(carried(of).encode()).facts for of in (page, again))
    assert [(c.key, c.old, str(c.new)) for c in before.diff(after)] == [
        ("output.2021", None, "52.36")
    ]


def test_nothing_ticked_nothing_taken(client: Client) -> None:
    page = hand_in(client, CHANGED, workbook_behind("clean"))
    assert carried(press(client, page, "take")) == carried(page)
    assert carried(press(client, page, "update", take=["output.2023"])) == carried(page)


def test_nothing_is_ticked_to_begin_with(client: Client) -> None:
    page = parsed(hand_in(client, CHANGED, workbook_behind("clean")))
    ticks = page.xpath("//input[@name='take']")
    assert [tick.get("value") for tick in ticks if "output.20" in tick.get("value")]
    assert page.xpath("//input[@name='take'][@checked]") == []


# --- Another workbook ----------------------------------------------------------------------


def test_another_workbook_leaves_the_rest(client: Client, page: HttpResponse) -> None:
    book = SimpleUploadedFile("新.csv", CSV)
    again = press(client, page, "roster", roster=book)
    assert carried(again) == carried(page)
    assert fields(again)["workbook_name"] == ["新.csv"]
    assert open_views(again) == ["roster"]
    assert any("读到企业1家。" in lead for lead in texts(again, ".roster-lead"))


def test_a_workbook_for_a_form_that_had_none(client: Client) -> None:
    page = upload(client, CLEAN, "a.yaml")
    again = press(client, page, "roster", roster=SimpleUploadedFile("新.csv", CSV))
    assert "#roster" in views(again)
    assert carried(again) == carried(page)


def test_one_that_is_refused_changes_nothing(client: Client, page: HttpResponse) -> None:
    again = press(client, page, "roster", roster=SimpleUploadedFile("a.xlsx", b"PK\x03\x04broken"))
    assert again.status_code == 422
    assert refusal(again).endswith("。")
    assert fields(again)["workbook_name"] == ["名录.xlsx"]
    none = press(client, page, "roster")
    assert (none.status_code, refusal(none)) == (
        422,
        "请先选择企业名录文件（.xlsx、.xls或.csv）。",
    )


def test_too_large_a_one_changes_nothing(
    client: Client, page: HttpResponse, settings: Settings
) -> None:
    settings.UPLOAD_LIMIT = 100
    again = press(client, page, "roster", roster=SimpleUploadedFile("a.csv", CSV * 10))
    assert again.status_code == 422
    assert refusal(again) == (
        "文件超过0 MB；企业名录一般不到1 MB，请删去其中的图片和多余的工作表后另存。"
    )
    assert fields(again)["workbook_name"] == ["名录.xlsx"]


# --- Downloads -----------------------------------------------------------------------------


def test_the_annotated_workbook(client: Client) -> None:
    roster = typed_over(roster_behind("clean"), {FIRMS: ({}, {}, {"uscc": "9111"})})
    page = hand_in(client, CLEAN, as_workbook(roster))
    response = press(client, page, path="/download/", paper="annotated", faulty_first="1")
    assert name_of(response) == "北京市密云区测控装备产业集群企业名录修改稿.xlsx"
    sheet = read_workbook(response.content, "a.xlsx").sheet_of(FIRMS)
    assert sheet
    first = dict(zip(sheet.heads, next(iter(sheet.rows))[1], strict=True))
    assert "RR-03" in str(first["错误说明"])
    pages = fields(page)
    del pages["faulty_first"]
    in_place = client.post("/download/", {**pages, "paper": "annotated"})
    sheet = read_workbook(in_place.content, "a.xlsx").sheet_of(FIRMS)
    assert sheet
    rows = [dict(zip(sheet.heads, cells, strict=True)) for _, cells in sheet.rows]
    assert [bool(row["错误说明"]) for row in rows[:3]] == [False, False, True]


def test_the_totals(client: Client, page: HttpResponse) -> None:
    response = press(client, page, path="/download/", paper="totals")
    assert name_of(response) == "北京市密云区测控装备产业集群企业名录合计.csv"
    lines = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert lines[0]["栏目"] == "集群总产值"
    assert (lines[0]["名录合计"], lines[0]["计入的行数"]) == ("52.36", "59")


@pytest.mark.parametrize("paper", ["annotated", "totals"])
def test_without_a_workbook_there_is_nothing_to_fetch(client: Client, paper: str) -> None:
    response = client.post("/download/", {"facts": CLEAN.decode(), "paper": paper})
    assert (response.status_code, refusal(response)) == (
        422,
        "请先选择企业名录文件（.xlsx、.xls或.csv）。",
    )


def test_the_template(client: Client) -> None:
    response = client.get("/roster/template/")
    assert name_of(response) == "2024年企业名录模板.xlsx"
    assert response.content == write_template(blank().edition)


# --- Limits and harm -----------------------------------------------------------------------


def test_too_large_a_workbook_does_not_go_along(client: Client, settings: Settings) -> None:
    settings.CARRIED_WORKBOOK_LIMIT = 1000
    page = hand_in(client, CHANGED, workbook_behind("clean"))
    assert fields(page)["workbook"] == [""]
    assert "jiqun roster check" in texts(page, ".notice-line")[0]
    assert parsed(page).xpath("//*[@name='take' or @value='annotated' or @value='take']") == []
    # Pressed again and again, the page says that the roster was not looked at.
    for _ in range(2):
        page = press(client, page, "update")
        assert "#roster" not in views(page)
        assert texts(page, ".notice-line") == [
            "企业名录“名录.xlsx”太大，没有随本页带回，这次没有检查名录；"
            "要一起核对，请在下面重新选择。"
        ]
        (source,) = texts(page, ".summary-source")
        assert source.endswith("文件：数据.yaml；企业名录“名录.xlsx”已不在本页，请重新选择")


def test_another_workbook_is_named_in_its_place(client: Client, page: HttpResponse) -> None:
    (source,) = texts(page, ".summary-source")
    assert source.endswith("文件：数据.yaml、名录.xlsx")
    other = SimpleUploadedFile("新名录.xlsx", workbook_behind("clean"))
    again = press(client, page, "roster", roster=other)
    (source,) = texts(again, ".summary-source")
    assert source.endswith("文件：数据.yaml、新名录.xlsx")


ADVICE = "企业名录只有表头，没有企业，请在表头下面逐行填写企业，再重新检查。"


def test_a_workbook_without_firms_is_not_fine(client: Client) -> None:
    template = write_template(blank().edition)
    alone = client.post("/", files(roster=("空表.xlsx", template)))
    assert texts(alone, ".verdict") == [ADVICE]
    assert parsed(alone).xpath("//p[contains(@class, 'verdict is-fine')]") == []
    assert "没有发现问题" not in " ".join(texts(alone, ".roster-lead"))
    beside = hand_in(client, CLEAN, template)
    assert texts(beside, ".notice-line") == [ADVICE]


def test_columns_that_are_lacking_are_told_with_what_they_cost(client: Client) -> None:
    whole = roster_behind("clean")
    assert texts(hand_in(client, CLEAN, as_workbook(whole)), ".gaps") == []
    years = whole.edition.years.past
    rows = tuple({f"rd_spend.{year}": "" for year in years} for _ in whole.firms.rows)
    page = hand_in(client, CLEAN, as_workbook(typed_over(whole, {FIRMS: rows})))
    assert texts(page, ".gaps") == [
        "名录有1栏全部空白，因此有2项无法汇总。“研发费用”（2021—2023年）一栏全部空白，"
        "“集群中小企业研发投入强度”、“集群中小企业研发经费总额”2项无法汇总。"
    ]


def test_longer_a_workbook_than_any_cluster_has_is_refused(
    client: Client, settings: Settings
) -> None:
    settings.WORKBOOK_CELLS_LIMIT = 1000
    response = hand_in(client, CLEAN, workbook_behind("clean"))
    assert (response.status_code, refusal(response)) == (
        422,
        "这份名录太长，网页检查不完；请删去与申报无关的行后再试，"
        "或用命令行 jiqun roster check 检查。",
    )


def test_one_of_each_and_no_more(client: Client) -> None:
    two = [SimpleUploadedFile(f"{n}.csv", CSV) for n in ("甲", "乙")]
    response = client.post("/", {"roster": two})
    assert (response.status_code, refusal(response)) == (
        422,
        "一次只能检查一份申报表和一份企业名录，请重新选择。",
    )


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04broken xl/workbook", b"%PDF-1.7", b"\xff\xd8\xff", b"\0" * 99]
)
def test_hostile_workbooks_are_refused_in_one_sentence(client: Client, content: bytes) -> None:
    response = hand_in(client, CLEAN, content)
    assert response.status_code == 422
    assert refusal(response).endswith("。")


@pytest.mark.parametrize("workbook", ["!", "QUJD", "UEsDBA==", "=" * 5, "甲"])
@pytest.mark.parametrize("path", ["/result/", "/download/"])
def test_what_was_tampered_with_is_refused(
    client: Client, page: HttpResponse, path: str, workbook: str
) -> None:
    response = press(client, page, path=path, paper="totals", workbook=workbook)
    assert response.status_code == 422
    assert refusal(response).endswith("。")


def test_names_in_a_workbook_do_no_harm(client: Client) -> None:
    attack = "<script>alert(1)</script>\"'&"
    roster = typed_over(roster_behind("clean"), {FIRMS: ({"name": attack, "uscc": attack},)})
    page = hand_in(client, CLEAN, as_workbook(roster), f"{attack}.xlsx")
    assert "<script>alert" not in page.content.decode()
    assert attack in parsed(page).xpath("string(//*[@id='roster-firms'])")


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (workbook_behind("clean"), "", True),
        (workbook_behind("clean"), "a.docx", True),
        (b"PK\x03\x04 word/document.xml xl/workbook", "a.xlsx", False),
        (b"PK\x03\x04", "A.XLSX", True),
        (b"PK\x03\x04", "a.docx", False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "a", True),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", False),
        (b"a,b", "a.csv", True),
        (b"a: b", "a.yaml", False),
    ],
)
def test_told_apart(content: bytes, name: str, expected: bool) -> None:
    assert is_workbook(content, name) is expected


def test_a_word_form_is_no_workbook() -> None:
    assert not is_workbook(write_word(fill(golden("clean").facts)), "a.docx")


def test_what_is_carried_is_what_came(page: HttpResponse) -> None:
    (content,) = fields(page)["workbook"]
    assert base64.b64decode(content) == workbook_behind("clean")
