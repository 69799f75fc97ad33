"""The result page and its buttons, as a browser presses them: what it shows, and what it keeps."""

import json
from time import process_time

import pytest
from django.http import HttpResponse
from django.test import Client

from jiqun.core.case import Case
from jiqun.core.standard import judge
from jiqun.documents.factsfile import load_facts
from jiqun.documents.intake import examine, open_declaration
from jiqun.documents.paper.fill import fill
from jiqun.documents.word import write_word
from tests.declarations import DEMO, golden
from tests.web.pages import carried, parsed, refusal, texts, upload

pytestmark = pytest.mark.django_db

FLAWED = (DEMO / "flawed.yaml").read_bytes()
SHARE = "集群内中小企业产值占集群总产值比例（%）（2023年）"

Fields = dict[str, str | list[str]]


def fields(response: HttpResponse) -> Fields:
    """Everything a browser would send with a button of the page."""
    (form,) = parsed(response).forms
    found: Fields = {}
    for element in form.xpath(".//input | .//textarea"):
        if element.get("type") == "checkbox" and element.get("checked") is None:
            continue
        values = found.setdefault(element.get("name"), [])
        assert isinstance(values, list)
        # HTML drops the line end that follows <textarea>.
        text = (element.text or "").removeprefix("\n")
        values.append(text if element.tag == "textarea" else element.get("value") or "")
    return found


def press(
    client: Client, page: HttpResponse, act: str = "", path: str = "/result/", **changes: object
) -> HttpResponse:
    return client.post(path, {**fields(page), "act": act, **changes})


@pytest.fixture
def page(client: Client) -> HttpResponse:
    return upload(client, FLAWED, "数据.yaml")


def explained(page: HttpResponse) -> list[str]:
    return [box.get("name") for box in parsed(page).xpath("//textarea")]


# --- What it shows -------------------------------------------------------------------------


def test_four_views_and_one_primary_button(page: HttpResponse) -> None:
    html = parsed(page)
    links = [link.get("href") for link in html.xpath("//nav[@class='views']/a")]
    assert links == ["#findings", "#standard", "#figures", "#trial"]
    assert [html.get_element_by_id(link[1:]).tag for link in links] == ["section"] * 4
    assert texts(page, ".btn-primary") == ["下载 Word 申报表"]
    assert html.xpath("//section[contains(@class, 'is-open')]/@id") == ["findings"]


def test_links_on_the_page_lead_somewhere(page: HttpResponse) -> None:
    html = parsed(page)
    anchors = {link[1:] for link in html.xpath("//main//a/@href") if link.startswith("#")}
    assert anchors <= set(html.xpath("//*/@id"))
    ids = html.xpath("//*/@id")
    assert len(ids) == len(set(ids))


def test_the_standard_is_summed_up_and_drawn(client: Client) -> None:
    page = client.get("/demo/clean/")
    assert texts(page, ".standings") == ["认定标准国家9项达到北京市9项达到"]
    html = parsed(page)
    pictures = html.xpath("//section[@id='standard']//svg[@role='img']")
    measures = [m for r in judge(Case(facts=golden("clean").facts)) for m in r.measures]
    assert len(pictures) == sum(measure.operator != "=" for measure in measures)
    assert "5.86平方公里，要求不超过100平方公里" in [p.get("aria-label") for p in pictures]
    cells = html.xpath("//tr[@class='criterion' or @class='answer']/td")
    assert {"".join(cell.text_content().split()) for cell in cells} == {
        "国家达到",
        "北京市达到",
        "国家达到未核实，仅供参考",
        "北京市达到未核实，仅供参考",
        "没有这一项",
    }


def test_an_outcome_has_a_sign_and_a_pattern_and_not_colour_alone(page: HttpResponse) -> None:
    html = parsed(page)
    outcomes = html.xpath("//*[contains(@class, 'outcome ')]")
    assert outcomes
    for outcome in outcomes:
        kind = outcome.get("class").split("is-")[1]
        assert outcome.xpath(".//use/@href") == [f"#icon-{kind}"]
    for bar in html.xpath("//rect[contains(@class, 'bar-value is-fail')]"):
        assert bar.get("fill") == "url(#hatch)"


def test_figures_show_how_they_were_computed(page: HttpResponse) -> None:
    html = parsed(page)
    (how,) = html.xpath(
        "//section[@id='figures']//details[summary//span[.='：主导产业产值年均增速']]"
    )
    said = " ".join(how.text_content().split())
    assert "（√（49.24 ÷ 37.43） － 1） × 100%" in said
    assert "14.70%15.32%不一致" in said
    assert "填报的15.32%与逐年增长率的算术平均数一致，填报说明9要求几何平均数。" in said


# --- Reasons -------------------------------------------------------------------------------


def test_each_rule_that_asks_for_a_reason_has_one_box(page: HttpResponse) -> None:
    findings = examine(open_declaration(FLAWED)).report.findings
    asking = list(dict.fromkeys(f"reason.{f.rule}" for f in findings if f.rank == "explain"))
    assert sorted(explained(page)) == sorted(asking)
    count = sum(f.rank == "explain" for f in findings)
    assert f"须说明的有{count}处，还有{count}处没有写理由" in texts(page, ".reasons-head")[0]


def test_reasons_come_back_counted_and_travel_with_the_facts(
    client: Client, page: HttpResponse
) -> None:
    names = explained(page)
    typed = {name: f"第一行\r\n第{n}条 “引号” <b>" for n, name in enumerate(names)}
    again = press(client, page, "update", **typed)
    assert again.status_code == 200
    boxes = {name: value for name, value in fields(again).items() if name in typed}
    assert boxes == {name: [text.replace("\r\n", "\n")] for name, text in typed.items()}
    assert "都已写明理由" in texts(again, ".reasons-head")[0]
    file = load_facts(press(client, again, path="/download/", paper="facts").content)
    assert file.reasons == {
        name.removeprefix("reason."): text.replace("\r\n", "\n") for name, text in typed.items()
    }
    assert file.facts == golden("flawed").facts


def test_a_download_takes_what_is_typed_along(client: Client, page: HttpResponse) -> None:
    name = explained(page)[0]
    response = press(client, page, path="/download/", paper="facts", **{name: "刚写的"})
    assert load_facts(response.content).reasons == {name.removeprefix("reason."): "刚写的"}


@pytest.mark.parametrize(("path", "paper"), [("/result/", ""), ("/download/", "facts")])
def test_a_reason_that_cannot_be_taken_is_said_and_kept(
    client: Client, page: HttpResponse, path: str, paper: str
) -> None:
    first, second = explained(page)[:2]
    text = "字" * 501
    again = press(client, page, path=path, paper=paper, **{first: text, second: "好"})
    rule = first.removeprefix("reason.")
    assert (again.status_code, refusal(again)) == (422, f"{rule}的理由有501字，超过500字，请删减。")
    assert (fields(again)[first], fields(again)[second]) == ([text], ["好"])
    assert load_facts(carried(again).encode()).reasons == {second.removeprefix("reason."): "好"}


def test_what_is_only_on_the_page_is_told(client: Client, page: HttpResponse) -> None:
    def unsaved(of: HttpResponse) -> bool:
        return bool(parsed(of).xpath("//form[@data-unsaved]"))

    assert not unsaved(page)
    again = press(client, page, "update", **{explained(page)[0]: "理由"})
    assert unsaved(again)
    assert unsaved(press(client, again, "update"))
    assert "请下载填报数据（YAML）保存" in texts(again, ".summary-note")[0]


def test_findings_of_one_rule_share_a_box(client: Client) -> None:
    content = b"facts: {operator_phone: '13', authority_phone: '14'}"
    page = upload(client, content, "a.yaml")
    assert explained(page).count("reason.R0-09") == 1
    notes = [note for note in texts(page, ".reason-note") if "R0-09" in note]
    assert notes == ["写明原因和依据，不超过500字；R0-09共2处，共用这一条。"]
    assert texts(page, ".finding-reason") == ["理由与前面的R0-09共用，写在那里。"]


# --- What is carried -----------------------------------------------------------------------


def test_pressing_without_typing_changes_nothing(client: Client, page: HttpResponse) -> None:
    again = press(client, page, "update")
    assert fields(again) | {"csrfmiddlewaretoken": ""} == fields(page) | {"csrfmiddlewaretoken": ""}
    assert texts(again, ".finding-message") == texts(page, ".finding-message")
    assert "文件：数据.yaml" in texts(again, ".summary-source")[0]


def test_what_could_not_be_read_stays_a_finding(client: Client) -> None:
    page = upload(client, write_word(fill(golden("clean").facts)))
    assert "R0-01" not in texts(page, ".finding-rule")
    unread = json.dumps([["output.2021", "“5x.36”不是数字", None]])
    again = press(client, page, "update", unread=unread)
    assert "R0-01" in texts(again, ".finding-rule")
    assert "有1处内容未能读取" in texts(again, ".summary-note")[0]
    file = press(client, again, path="/download/", paper="facts").content.decode()
    assert file.startswith("# 未能读取：“output.2021”：“5x.36”不是数字\n")


def test_evidence_is_carried(client: Client) -> None:
    content = "facts: {restricted_industry: 否}\nevidence: {}\n".encode()
    assert "evidence: {}" in carried(press(client, upload(client, content, "a.yaml"), "update"))


@pytest.mark.parametrize("path", ["/result/", "/download/", "/formulas/"])
def test_what_was_tampered_with_is_refused(client: Client, page: HttpResponse, path: str) -> None:
    for wrong in ({"facts": "facts: {output.2021: many}"}, {"unread": "[5]"}, {"facts": ""}):
        response = press(client, page, path=path, **wrong)
        assert response.status_code == 422
        assert refusal(response).endswith("。")


@pytest.mark.parametrize("path", ["/result/", "/formulas/"])
def test_it_has_no_address_of_its_own(client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, "/")


# --- What if -------------------------------------------------------------------------------


def test_a_trial_says_what_would_move_and_changes_nothing(
    client: Client, page: HttpResponse
) -> None:
    again = press(client, page, "try", **{"try.field": [SHARE], "try.value": ["69.5"]})
    assert again.status_code == 200
    assert parsed(again).xpath("//section[contains(@class, 'is-open')]/@id") == ["trial"]
    assert "假设试算，未改动原申报。" in texts(again, ".trial-banner")[0]
    assert texts(again, ".moves") == [f"{SHARE}：71.80% → 69.50%"]
    assert texts(again, ".turned") == ["达到 → 未达到"] * 2
    assert carried(again) == carried(page)
    assert texts(again, ".verdict") == texts(page, ".verdict")
    assert texts(again, ".finding-message") == texts(page, ".finding-message")


def test_the_way_back(client: Client, page: HttpResponse) -> None:
    tried = press(client, page, "try", **{"try.field": [SHARE], "try.value": ["69.5"]})
    back = press(client, tried, "clear")
    assert texts(back, ".trial-banner") == []
    assert fields(back)["try.field"] == ["", "", ""]
    assert parsed(back).xpath("//section[contains(@class, 'is-open')]/@id") == ["trial"]


def test_enter_in_a_field_tries_it(client: Client, page: HttpResponse) -> None:
    again = press(client, page, **{"try.field": [SHARE], "try.value": ["69.5"]})
    assert parsed(again).xpath("//section[contains(@class, 'is-open')]/@id") == ["trial"]
    assert parsed(press(client, page)).xpath("//section[contains(@class, 'is-open')]/@id") == [
        "findings"
    ]


def test_a_trial_outlives_other_buttons(client: Client, page: HttpResponse) -> None:
    tried = press(client, page, "try", **{"try.field": [SHARE], "try.value": ["69.5"]})
    again = press(client, tried, "update", **{explained(page)[0]: "理由"})
    assert texts(again, ".moves") == texts(tried, ".moves")
    assert parsed(again).xpath("//section[contains(@class, 'is-open')]/@id") == ["findings"]


def test_what_cannot_be_tried_is_said_beside_it(client: Client, page: HttpResponse) -> None:
    rows = {"try.field": [SHARE, "没有的栏"], "try.value": ["七十", "1"]}
    again = press(client, page, "try", **rows)
    assert again.status_code == 422
    sentences = [
        "“七十”不是数字，请改正后再试。",
        "没有“没有的栏”这一栏，请输入几个字后从列表中选择。",
    ]
    assert texts(again, ".try-refused") == sentences
    alert = parsed(again).xpath("//*[@role='alert']//p")
    assert [p.text_content() for p in alert] == sentences
    assert fields(again)["try.value"] == ["七十", "1", ""]
    assert texts(again, ".trial-banner") == []


# --- Proposed targets ----------------------------------------------------------------------


def test_proposals_stand_in_part_eight_with_nothing_ticked(page: HttpResponse) -> None:
    (box,) = parsed(page).xpath("//section[@id='part-八']//details[@class='proposals']")
    ticks = box.xpath(".//input[@type='checkbox']")
    assert "targets.rd_spend.target" in [tick.get("value") for tick in ticks]
    assert box.xpath(".//input[@checked]") == []


def test_only_ticked_ones_get_into_the_facts_and_are_told(
    client: Client, page: HttpResponse
) -> None:
    again = press(client, page, "adopt", adopt=["targets.rd_spend.target"])
    assert texts(again, ".adopted") == [
        "已采用1项建议目标值，写入本页的填报数据，您的原文件没有改动："
        " 研发经费投入2026年目标值：2.60亿元 → 3.33亿元"
    ]
    before, after = (load_facts(carried(of).encode()).facts for of in (page, again))
    assert [change.key for change in before.diff(after)] == ["targets.rd_spend.target"]
    assert parsed(again).xpath("//form[@data-unsaved]")


def test_nothing_ticked_nothing_taken(client: Client, page: HttpResponse) -> None:
    again = press(client, page, "adopt")
    assert texts(again, ".adopted") == []
    assert carried(again) == carried(page)
    ticked = press(client, page, "update", adopt=["targets.rd_spend.target"])
    assert carried(ticked) == carried(page)


# --- Formulas ------------------------------------------------------------------------------


def test_the_formulas_on_a_sheet_of_their_own(client: Client) -> None:
    sheet = press(client, client.get("/demo/clean/"), path="/formulas/")
    assert sheet.status_code == 200
    assert texts(sheet, ".sheet-cluster") == ["北京市密云区测控装备产业集群"]
    assert texts(sheet, "h2") == [
        "1. 单位产值能耗＝Σ（各能源品种消费量×折标准煤系数）÷集群总产值",
        "2. 单位产值二氧化碳排放量＝Σ（各能源品种消费量×排放因子）÷集群总产值",
    ]
    assert (
        texts(sheet, ".outcome-row")
        == [
            "单位产值能耗（吨标准煤/万元） 0.05 0.05 0.04",
            "单位产值二氧化碳排放量（吨二氧化碳/万元） 0.18 0.16 0.14",
        ]
        or len(texts(sheet, ".outcome-row")) == 2
    )


def test_without_energy_the_sheet_says_what_is_missing(client: Client, page: HttpResponse) -> None:
    sheet = press(client, page, path="/formulas/")
    assert "没有算出：请在填报数据的测算底稿中填写" in parsed(sheet).text_content()


# --- Speed ---------------------------------------------------------------------------------


def test_the_page_is_rendered_quickly(client: Client) -> None:
    client.get("/demo/flawed/")
    seconds = []
    for _ in range(3):
        started = process_time()
        client.get("/demo/flawed/")
        seconds.append(process_time() - started)
    assert min(seconds) < 0.15
