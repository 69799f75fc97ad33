"""How findings are laid out: by part, with the cells they speak of."""

from dataclasses import replace

import pytest

from jiqun.core.facts import Facts
from jiqun.core.form import get_edition
from jiqun.core.rules import Finding, Rank, Report
from jiqun.core.values import Value
from jiqun.web.checks.layout import Reason, lay_out, verdict
from jiqun.web.checks.reasons import Typed

EDITION = get_edition("beijing-2024")


def facts(values: dict[str, Value]) -> Facts:
    return Facts(EDITION, values)


def finding(rule: str, rank: Rank, part: str, *keys: str) -> Finding:
    return Finding(rule, rank, part, keys, "某处有问题。", ("填报说明2", "某文件第三条"))


def test_parts_come_in_the_order_of_the_form() -> None:
    found = (
        finding("R9-01", Rank.HINT, ""),
        finding("R0-02", Rank.BLOCK, "二", "output.2021"),
        finding("R9-02", Rank.EXPLAIN, "测算底稿"),
    )
    result = lay_out(Report(EDITION.id, "0", found), facts({"cover.cluster_name": "某集群"}))
    assert result.cluster == "某集群"
    assert result.edition == "2024年申报表（数据年度2021—2023年）"
    headings = [section.heading for section in result.sections]
    assert headings[:3] == ["整份文件", "封面", "一、基本情况"]
    assert headings[-1] == "测算底稿（不印在申报表上）"
    assert {s.heading: [t.count for t in s.tallies] for s in result.sections if s.cards} == {
        "整份文件": [1],
        "二、主导产业情况": [1],
        "测算底稿（不印在申报表上）": [1],
    }
    assert [tally.count for tally in result.tallies] == [1, 1, 1]


def test_what_one_rule_says_many_times_in_a_part_stands_together() -> None:
    keys = ("output.2021", "area", "output.2022", "output.2023", "firms.2021")
    rules = ("R0-02", "R0-03", "R0-02", "R0-02", "R0-02")
    found = tuple(
        finding(rule, Rank.BLOCK, "二", key) for rule, key in zip(rules, keys, strict=True)
    )
    section = lay_out(Report(EDITION.id, "0", found), facts({})).sections[2]
    assert [[item.finding.fields[0] for item in card.items] for card in section.cards] == [
        ["output.2021", "output.2022", "output.2023", "firms.2021"],
        ["area"],
    ]


def test_a_finding_without_fields_has_no_table() -> None:
    report = Report(EDITION.id, "0", (finding("R9-01", Rank.HINT, ""),))
    ((item,),) = (card.items for card in lay_out(report, facts({})).sections[0].cards)
    assert item.table is None
    assert [clause.number for clause in item.clauses] == [2]


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((2, 1, 5), "有2处必须改正，另有1处需要说明。"),
        ((2, 0, 5), "有2处必须改正。"),
        ((0, 1, 5), "没有必须改正的问题，有1处需要核对或书面说明。"),
        ((0, 0, 5), "没有必须改正的问题，有5处提示供参考。"),
        ((0, 0, 0), "没有发现问题。"),
    ],
)
def test_the_verdict(counts: tuple[int, int, int], sentence: str) -> None:
    assert verdict(*counts) == sentence


# --- Reasons -------------------------------------------------------------------------------


def explained(reason: str = "") -> Report:
    """R2-07 in two parts, R3-01 in one; R0-02 blocks and asks for none."""
    found = (
        finding("R0-02", Rank.BLOCK, "二", "output.2021"),
        finding("R2-07", Rank.EXPLAIN, "二", "output.2022"),
        finding("R2-07", Rank.EXPLAIN, "三", "rd_spend.2022"),
        finding("R3-01", Rank.EXPLAIN, "三", "rd_spend.2023"),
    )
    kept = {"R2-07": reason}
    return Report(EDITION.id, "0", tuple(replace(f, reason=kept.get(f.rule, "")) for f in found))


def boxes(report: Report, *typed: Typed) -> list[Reason | None]:
    sections = lay_out(report, facts({}), *typed).sections
    return [card.reason for section in sections for card in section.cards]


def test_the_first_card_of_a_rule_has_the_box_for_its_reason() -> None:
    assert boxes(explained("迁入")) == [
        None,
        Reason("R2-07", "迁入", 2),
        None,
        Reason("R3-01", "", 1),
    ]


def test_what_was_typed_stands_in_the_box_even_if_refused() -> None:
    typed = Typed({"R2-07": "太长", "R3-01": ""}, {"R2-07": "请删减。"})
    assert boxes(explained("迁入"), typed)[1:] == [
        Reason("R2-07", "太长", 2, "请删减。"),
        None,
        Reason("R3-01", "", 1),
    ]


@pytest.mark.parametrize(("reason", "unexplained"), [("", 3), ("迁入", 1)])
def test_how_many_findings_lack_a_reason(reason: str, unexplained: int) -> None:
    result = lay_out(explained(reason), facts({}))
    assert (result.explains, result.unexplained) == (3, unexplained)


@pytest.mark.parametrize(
    ("text", "lines"), [("", 2), ("一行", 2), ("字" * 89, 2), ("字" * 90, 3), ("甲\n乙\n丙", 3)]
)
def test_a_box_is_as_tall_as_its_text(text: str, lines: int) -> None:
    assert Reason("R2-07", text, 1).lines == lines
