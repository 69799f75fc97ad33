"""How findings are laid out: by part, with the figures they speak of."""

from decimal import Decimal

import pytest

from jiqun.core.facts import Facts, parse_facts
from jiqun.core.form import get_edition
from jiqun.core.rules import Finding, Rank, Report
from jiqun.core.values import NONE, Value
from jiqun.web.checks.layout import Figure, FigureRow, FigureTable, figure_table, lay_out, verdict

EDITION = get_edition("beijing-2024")


def facts(values: dict[str, Value]) -> Facts:
    return Facts(EDITION, values)


def table(values: dict[str, Value], *keys: str) -> FigureTable:
    return figure_table([EDITION.places[key] for key in keys], facts(values))


def test_years_stand_side_by_side() -> None:
    values: dict[str, Value] = {"output.2021": Decimal("41.20"), "output.2022": NONE}
    assert table(values, "output.2021", "output.2022", "output.2023") == FigureTable(
        (2021, 2022, 2023),
        (
            FigureRow(
                "集群总产值", "亿元", (Figure("41.20"), Figure("无"), Figure("空白", blank=True))
            ),
        ),
    )


def test_fields_of_different_years_share_the_columns() -> None:
    """One without years covers them all; a year that was not spoken of stays empty."""
    values: dict[str, Value] = {"firms.2021": 0, "smes.2023": 3, "area": Decimal("5.86")}
    assert table(values, "firms.2021", "smes.2023", "area") == FigureTable(
        (2021, 2023),
        (
            FigureRow("集群企业数量", "家", (Figure("0"), None)),
            FigureRow("其中：集群中小企业数量", "家", (None, Figure("3"))),
            FigureRow("集群占地面积", "平方公里", (Figure("5.86", span=2),)),
        ),
    )


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("sector", "secondary", "第二产业"),
        (
            "sharing_work",
            ("workshops", "equipment"),
            "开展通用生产设备共享；建立共享车间、共享工厂",
        ),
        ("national_platforms.names", ("甲", "乙"), "甲；乙"),
        (
            "national_platforms.names",
            tuple(f"示例平台{n}" for n in range(99)),
            "（共99个）",
        ),
        ("chain", "字" * 200, f"{'字' * 80}…（共200字）"),
        ("cluster_name", "无", "无"),
    ],
)
def test_values_as_people_read_them(key: str, typed: str | tuple[str, ...], expected: str) -> None:
    known, problems = parse_facts(EDITION.id, {key: typed})
    assert problems == ()
    ((row,),) = (figure_table([EDITION.places[key]], known).rows,)
    assert row.figures[0] is not None
    assert row.figures[0].text.endswith(expected)


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
    assert {s.heading: [t.count for t in s.tallies] for s in result.sections if s.items} == {
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
    (item,) = lay_out(report, facts({})).sections[0].items
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
