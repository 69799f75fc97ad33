"""What a district does: take up, return, check, visit, recommend or not."""

import io
import re
from pathlib import Path

from django.utils import timezone
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.e2e.procedure.people import open_review, post_forms, prepare, see, sign, told
from tests.e2e.test_recommendation import download, hand_in, rank
from tests.e2e.test_whole_way import Walk

FULFILLED = {"answer-": "fulfilled"}
OPINION = "经初审，申报材料真实完整，同意推荐。"
#: So many are answered by hand.
BY_HAND = 2


def take_up(maker: Walk, words: str) -> str:
    cluster = open_review(maker, words)
    see(maker, cluster)
    maker.press("受理")
    told(maker, "已受理")
    return cluster


def fill_checklist(maker: Walk, lead: str, picture: str) -> None:
    """Some parts by hand, the rest as their forms would send it."""
    maker.follow("审查清单")
    expect(maker.page.locator(".lead")).to_contain_text(lead)
    parts = maker.page.locator(".checklist")
    for number in range(BY_HAND):
        fill_part(maker, parts.nth(number))
    see(maker, "审查清单", picture=picture)
    post_forms(maker, ".checklist form", FULFILLED)
    expect(maker.page.get_by_text("须逐项填写")).to_have_count(0)
    see(maker, "审查清单")
    maker.follow("返回审查页")


def fill_part(maker: Walk, part: Locator) -> None:
    """What is doubtful one by one, the rest together."""
    doubtful = part.get_by_role("group").filter(has_text="须逐项填写")
    for number in range(doubtful.count()):
        doubtful.nth(number).get_by_label("符合", exact=True).check()
    together = part.get_by_role("button", name="未填的各项均符合")
    (together if together.count() else part.get_by_role("button", name="保存")).click()
    told(maker, "审查清单已保存")


def visit(maker: Walk, folder: Path) -> None:
    maker.follow("实地核查")
    see(maker, "实地核查")
    maker.press("开始核查")
    see(maker, "实地核查", picture="visit-begun")
    today = timezone.localdate().isoformat()
    maker.type(核查日期=today, 核查地点="示例产业园一号楼")
    maker.page.get_by_label("核查人员（").fill("周示例　科长\n吴示例　副科长")
    rows = maker.page.locator(".visit-items tbody tr")
    for number in range(BY_HAND):
        answer_item(rows.nth(number))
    answer_items_left(rows)
    maker.page.get_by_label("符合", exact=True).check()
    maker.press("保存")
    told(maker, "已保存")
    photograph = folder / "示例-现场照片.jpg"
    photograph.write_bytes(a_photograph())
    maker.page.get_by_label("照片或PDF").set_input_files(photograph)
    maker.type(**{"说明（可不填）": "示例车间"})
    maker.press("上传")
    shown = maker.page.get_by_role("img", name="示例车间")
    shown.scroll_into_view_if_needed()
    expect(shown).not_to_have_js_property("naturalWidth", 0)
    see(maker, "实地核查", picture="visit-filled", at=rows.first)
    maker.press("保存并办结")
    told(maker, "办结")
    see(maker, "实地核查", primary=0, picture="visit-closed")
    maker.page.get_by_role("navigation", name="所在位置").get_by_role("link").last.click()


def answer_item(row: Locator) -> None:
    row.get_by_label(re.compile("核对依据$")).fill("示例：年度审计报告")
    row.get_by_label(re.compile("核实情况$")).fill("与申报一致")
    row.get_by_role("combobox").select_option(label="相符")


def answer_items_left(rows: Locator) -> None:
    """In the boxes of the page, without typing in each."""
    rows.evaluate_all(
        """rows => rows.filter(row => !row.querySelector("select").value).forEach(row => {
            const [against, found] = row.querySelectorAll("input:not([type=hidden])");
            against.value = "示例：现场台账";
            found.value = "与申报一致";
            row.querySelector("select").value = "agrees";
        })"""
    )


def a_photograph() -> bytes:
    made = io.BytesIO()
    Image.linear_gradient("L").resize((800, 600)).convert("RGB").save(made, "JPEG")
    return made.getvalue()


def write_opinion(maker: Walk, folder: Path) -> None:
    maker.follow("推荐意见")
    see(maker, "推荐意见")
    maker.page.get_by_label("推荐意见（").fill(OPINION)
    maker.press("保存意见")
    see(maker, "推荐意见", picture="recommendation-written")
    code = maker.told("核验码")
    hand_in(maker, download(maker, folder), code)
    see(maker, "推荐意见")


def rank_candidates(maker: Walk) -> None:
    maker.follow("候选集群排序")
    see(maker, "候选集群", picture="candidates")
    rank(maker)


def recommend(maker: Walk, checker: Walk, cluster: str) -> None:
    """From the page of the candidates, where it has been ranked."""
    row = maker.page.get_by_role("row", name=cluster)
    row.get_by_role("link", name="已写意见").click()
    see(maker, "推荐意见", picture="recommendation-ready")
    maker.press("送审签")
    told(maker, "已送审签")
    see(maker, cluster, primary=0, picture="review-laid")
    sign(checker, "推荐", cluster, "区已推荐", picture="review-motion")
    see(checker, cluster, primary=0)


def decline(maker: Walk, checker: Walk, cluster: str, ground: str, words: str) -> None:
    prepare(maker, "不予推荐", words, [ground])
    see(maker, cluster, primary=0)
    sign(checker, "不予推荐", cluster, "不予推荐", picture="review-decline")
    see(checker, cluster, primary=0)
