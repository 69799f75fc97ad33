"""The printed rule book and the rules agree, both ways."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jiqun.core.case import Call, Case
from jiqun.core.facts import parse_facts
from jiqun.core.form import get_edition
from jiqun.core.roster.book import RowExample
from jiqun.core.roster.model import Roster
from jiqun.core.rules import RULES, Fault, Rank, Rule, rulebook_version
from jiqun.core.rules.example import Example
from jiqun.core.values import NONE, Value
from jiqun.documents.rulebook import (
    CHAPTERS,
    as_json,
    as_markdown,
    entries,
    escaped,
    in_words,
    told,
    told_known,
)
from tests.declarations import blank

PRINTED = Path(__file__).parents[2] / "docs" / "rulebook.md"
EDITION = get_edition("beijing-2024")


def test_the_printed_book_is_the_one_in_force() -> None:
    fresh = PRINTED.read_text("utf-8") == as_markdown()
    assert fresh, "docs/rulebook.md 与规则不一致，请运行 make rulebook 重新生成"


def test_every_rule_is_printed_and_nothing_else() -> None:
    printed = re.findall(r"^### (R\S+)（(\S+)）$", as_markdown(), re.MULTILINE)
    assert sorted(printed) == sorted((rule.id, rule.rank.label) for rule in RULES.values())


def test_chapters_follow_the_form() -> None:
    headings = re.findall(r"^## (.+)$", as_markdown(), re.MULTILINE)
    assert headings == [chapter for chapter in CHAPTERS.values() if chapter in headings]
    assert headings[:2] == ["任何栏目", "一、基本情况"]
    assert {rule.id[1] for rule in RULES.values()} <= CHAPTERS.keys()


def test_an_entry_shows_what_is_typed_and_what_is_said_of_it() -> None:
    text = as_markdown()
    start = text.index("### R0-03")
    assert text[start : text.index("### R0-04")] == (
        "### R0-03（阻断）\n"
        "\n"
        "数据有小数时，保留小数点后2位。\n"
        "\n"
        "- 依据：填报说明2\n"
        "- 不能豁免：只涉及写法，改写即可，无须豁免。\n"
        "- 例：第四部分“工业软件采购金额（万元）”（2021年）填“1286.505”\n"
        "- 报出：第四部分“工业软件采购金额（万元）”（2021年）填了1286.505，小数超过2位，"
        "请四舍五入填1286.51。\n"
        "\n"
    )


def test_the_message_is_that_of_the_example() -> None:
    """A blank declaration breaks R0-02 everywhere; the example speaks of one field of it."""
    (blank_field,) = (entry for entry in entries() if entry.rule.id == "R0-02")
    assert blank_field.message == "第一部分“主导产业所属产业类型”未填写，请勾选其中一项。"
    for entry in entries():
        faults = entry.rule.check(entry.rule.example.case(blank()))
        assert entry.message in {fault.message for fault in faults}


def test_what_else_an_example_knows_is_said() -> None:
    (unread,) = (entry for entry in entries() if entry.rule.id == "R0-01")
    assert unread.typed == ("第一部分“主导产业所属产业类型”空白", "文件中有无法识别的内容")


@pytest.mark.parametrize(
    ("name", "known", "words"),
    [
        ("evidence", None, "没有登记佐证材料"),
        ("evidence", {}, "一份材料也没有附"),
        ("evidence", {"a.list": ("甲.xlsx",), "a.evidence": ("乙.pdf",)}, "附了甲.xlsx、乙.pdf"),
        (
            "roster",
            replace(Roster.empty(EDITION), worksheet={"water_total": Decimal("168.00")}),
            "企业名录工作簿的测算底稿中，工业总用水量（万立方米）填“168.00”",
        ),
        (
            "call",
            Call(date(2024, 4, 28), date(2024, 6, 7)),
            "申报批次自2024-04-28至2024-06-07",
        ),
        ("overflows", (), "文字排不进单元格"),
    ],
)
def test_what_else_a_case_holds_in_words(name: str, known: Any, words: str) -> None:
    assert told_known(name, known) == words


def test_what_an_example_blanks_matters_only_where_it_does_nothing_else() -> None:
    """On a blank form there is nothing to blank; it is there for a clean declaration."""
    blanked = Rule("R9-01", Rank.HINT, "甲。", nothing, Example({"area": None}))
    mixed = Rule("R9-01", Rank.HINT, "甲。", nothing, Example({"area": None, "sector": "primary"}))
    earlier = Rule(
        "R9-01", Rank.HINT, "甲。", nothing, Example({"area": "7"}, {"area": "6", "chain": None})
    )
    area = "第一部分“集群占地面积（平方公里）”"
    assert list(told(blanked)) == [f"{area}空白"]
    assert list(told(mixed)) == ["第一部分“主导产业所属产业类型”填“第一产业”"]
    assert list(told(earlier)) == [f"{area}填“7.00”", f"此前一次申报中，{area}填“6.00”"]


def nothing(case: Case) -> Iterator[Fault]:
    """什么也不查。"""
    yield from ()


def test_json_holds_every_rule_with_an_example() -> None:
    book = json.loads(json.dumps(as_json()))
    assert (book["edition"], book["rulebook"]) == ("beijing-2024", rulebook_version())
    assert [rule["id"] for rule in book["rules"]] == [entry.rule.id for entry in entries()]
    (found,) = (rule for rule in book["rules"] if rule["id"] == "R0-06")
    assert found == {
        "id": "R0-06",
        "rank": "block",
        "sentence": "文字简洁，不超过栏目注明的字数（按Word“字数”统计）。",
        "cites": ["填报说明1"],
        "fields": [],
        "supersedes": ["R0-11"],
        "waivable": False,
        "example": {
            "typed": found["example"]["typed"],
            "earlier": {},
            "rows": {},
            "told": [f"第二部分“集群产业链强链补链情况（200字以内）”填“{'集' * 40}…”"],
            "message": "第二部分“集群产业链强链补链情况（200字以内）”共201字，超出1字，请删减。",
        },
    }
    assert set(found["example"]["typed"]) == {"chain"}


def test_rows_of_an_example_are_told_cell_by_cell() -> None:
    row = {"name": "示例甲有限公司", "staff.2023": "", "output.2023": "800"}
    shown = RowExample({"firms": (row,)}, before={"firms": ({"name": "示例乙有限公司"},)})
    rule = Rule("RR-99", Rank.HINT, "甲。", nothing, Example(roster=shown))
    assert list(told(rule)) == [
        "企业名录第2行企业名称填“示例甲有限公司”、2023年从业人员期末数（人）空白、"
        "2023年产值（万元）填“800”",
        "以往的企业名录第2行企业名称填“示例乙有限公司”",
    ]
    (found,) = (rule for rule in as_json()["rules"] if rule["id"] == "RR-08")
    assert found["example"]["rows"] == {"firms": [{"inside": "否"}]}


def test_where_the_cluster_is_is_told() -> None:
    (entry,) = (entry for entry in entries() if entry.rule.id == "RR-09")
    assert entry.typed == ("企业名录第2行所在区填“延庆区”", "集群所属地区为北京市密云区")


def test_typed_examples_can_be_read_again() -> None:
    for rule in as_json()["rules"]:
        _, problems = parse_facts("beijing-2024", rule["example"]["typed"])
        assert problems == ()


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("area", Decimal("5.86"), "5.86"),
        ("area", NONE, "无"),
        ("sector", "secondary", "第二产业"),
        (
            "services",
            frozenset({"training", "information"}),
            "信息服务；人员培训",
        ),
        ("national_platforms.names", ("甲", "乙"), "甲；乙"),
        ("chain", "一\n二", "一；二"),
        ("chain", "集" * 41, "集" * 40 + "…"),
    ],
)
def test_a_value_in_words(key: str, value: Value, words: str) -> None:
    assert in_words(EDITION.places[key].field, value) == words


def test_nothing_in_a_message_is_markup() -> None:
    assert escaped("1_0 * [甲] <b>#`|~\\") == "1\\_0 \\* \\[甲\\] \\<b>\\#\\`\\|\\~\\\\"


def test_every_rank_is_explained() -> None:
    assert all(f"**{rank.label}**" in as_markdown() for rank in Rank)
