"""What the operators do: answer what was asked, file again, read what became of it."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.procedure.people import see, state
from tests.e2e.test_whole_way import Walk, file, make_fair_copy

ANSWER = "已核对，与统计口径一致。"
NAMES = "national_platforms.names"


def correct(chief: Walk, points: int, folder: Path) -> None:
    """Answer every point, and file again."""
    chief.go("首页")
    chief.follow("继续填报")
    cluster = chief.page.get_by_role("heading", level=1).inner_text()
    see(chief, cluster)
    chief.follow("查看补正要求")
    answers = chief.page.get_by_label("答复", exact=True)
    expect(answers).to_have_count(points)
    see(chief, "补正要求", picture=f"operator-points-{points}")
    for number in range(points):
        answers.nth(number).fill(ANSWER)
    chief.press("保存答复")
    expect(chief.page.get_by_role("main")).to_contain_text("各条均已答复")
    see(chief, "补正要求")
    chief.back()
    paper = make_fair_copy(chief, folder)
    file(chief, paper, folder)
    see(chief, "报送回执", primary=0)
    state(chief, "区初审")


def read_refusal(chief: Walk, cluster: str, ground: str, words: str) -> None:
    """Why it is not recommended."""
    chief.go("首页")
    see(chief, chief.page.get_by_role("heading", level=1).inner_text(), primary=None)
    chief.follow("2024年度中小企业特色产业集群申报（示例）")
    chief.follow("查看申报")
    see(chief, cluster, primary=0, picture="operator-refused")
    state(chief, "不予推荐")
    decision = chief.page.locator("section.returned")
    expect(decision).to_contain_text(ground)
    expect(decision).to_contain_text(words)


def read_recognition(chief: Walk, cluster: str, number: str) -> None:
    chief.go("首页")
    see(chief, chief.page.get_by_role("heading", level=1).inner_text(), primary=None)
    chief.follow("2024年度中小企业特色产业集群申报（示例）")
    chief.follow("查看申报")
    see(chief, cluster, primary=0, picture="operator-recognised")
    state(chief, "认定")
    chief.follow(number)
    see(chief, cluster, primary=0)
    assert chief.told("编号") == number
    chief.page.get_by_role("link", name="消息").first.click()
    see(chief, "消息", primary=0, picture="operator-messages")
