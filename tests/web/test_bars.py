"""The standard as it is drawn: where the bar ends, where the line stands, and what is said."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jiqun.core.case import Case
from jiqun.core.facts import parse_facts
from jiqun.core.interval import Interval
from jiqun.core.quantity import Quantity
from jiqun.core.standard import Measure, Outcome, judge
from jiqun.web.checks.bars import (
    Bar,
    Criterion,
    Gauge,
    Span,
    StandardView,
    Verdict,
    gauge,
    lay_out_standard,
)
from tests.declarations import blank, golden

PASS, FAIL, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN


def measure(
    value: str | None,
    operator: str,
    limit: str,
    unit: str,
    outcome: Outcome,
    span: tuple[str, str] | None = None,
) -> Measure:
    number = None if value is None else Decimal(value)
    margin = None
    if number is not None:
        margin = Decimal(limit) - number if operator == "≤" else number - Decimal(limit)
    interval = Interval(*map(Decimal, span)) if span else None
    quantity = Quantity(number, interval)
    return Measure("某数", quantity, number, operator, Decimal(limit), unit, margin, outcome)


def test_a_bar_past_its_line() -> None:
    """The line stands in the middle, what meets it to its right."""
    assert gauge(measure("47.86", "≥", "40", "亿元", PASS)) == Gauge(
        outcome=PASS,
        value="47.86亿元",
        limit="不低于40亿元",
        margin="高出7.86亿元",
        bar=Bar(
            value=Span(Decimal("0.00"), Decimal("59.82")),
            line=Decimal("50.00"),
            anchor="middle",
            zone=Span(Decimal("50.00"), Decimal("50.00")),
            range=None,
        ),
    )


def test_a_bar_short_of_its_line() -> None:
    drawn = gauge(measure("37.00", "≥", "40", "亿元", FAIL))
    assert (drawn.margin, drawn.bar.value) == (
        "还差3.00亿元",
        Span(Decimal("0.00"), Decimal("46.25")),
    )


@pytest.mark.parametrize(
    ("value", "outcome", "margin", "width"),
    [
        ("12.35", PASS, "还余87.65平方公里", "6.18"),
        ("100.00", PASS, "正好在线上", "50.00"),
        ("120.00", FAIL, "超出20.00平方公里", "60.00"),
        ("400.00", FAIL, "超出300.00平方公里", "95.24"),
    ],
)
def test_what_must_stay_below_its_line(
    value: str, outcome: Outcome, margin: str, width: str
) -> None:
    drawn = gauge(measure(value, "≤", "100", "平方公里", outcome))
    assert drawn.limit == "不超过100平方公里"
    assert drawn.margin == margin
    assert drawn.bar.value == Span(Decimal("0.00"), Decimal(width))
    assert drawn.bar.zone == Span(Decimal("0.00"), drawn.bar.line)


def test_shares_are_drawn_on_a_whole_and_differ_in_points() -> None:
    drawn = gauge(measure("69.50", ">", "70", "%", FAIL))
    assert (drawn.value, drawn.limit, drawn.margin) == ("69.50%", "高于70%", "还差0.50个百分点")
    assert (drawn.bar.value, drawn.bar.line) == (
        Span(Decimal("0.00"), Decimal("69.50")),
        Decimal("70.00"),
    )
    assert drawn.bar.zone == Span(Decimal("70.00"), Decimal("30.00"))


@pytest.mark.parametrize(
    ("value", "limit", "line", "anchor"),
    [
        ("98", "10", "9.72", "start"),
        ("38.09", "10", "25.00", "middle"),
        ("38.20", "10", "24.93", "start"),
        ("5", "10", "50.00", "middle"),
        ("20", "75", "75.00", "middle"),
        ("20", "80", "80.00", "end"),
    ],
)
def test_the_label_of_a_line_stays_inside(value: str, limit: str, line: str, anchor: str) -> None:
    bar = gauge(measure(value, "≥", limit, "%", PASS)).bar
    assert (bar.line, bar.anchor) == (Decimal(line), anchor)


def test_a_share_above_the_whole_still_fits() -> None:
    bar = gauge(measure("150", ">", "70", "%", PASS)).bar
    assert bar.value == Span(Decimal("0.00"), Decimal("95.24"))


def test_a_negative_bar_goes_to_the_left_of_zero() -> None:
    drawn = gauge(measure("-20.00", ">", "10", "%", FAIL))
    assert drawn.margin == "还差30.00个百分点"
    assert drawn.bar.value == Span(Decimal("2.44"), Decimal("48.78"))
    assert drawn.bar.line == Decimal("75.61")


def test_what_is_not_known_has_a_line_and_no_bar() -> None:
    drawn = gauge(measure(None, "≥", "40", "亿元", UNKNOWN))
    assert (drawn.value, drawn.margin, drawn.bar.value) == ("没有数据", "", None)
    assert drawn.bar.line == Decimal("50.00")


def test_what_may_lie_on_either_side_shows_between_what() -> None:
    open_ = measure("9", "≥", "10", "家", UNKNOWN, ("9", "12"))
    drawn = gauge(open_)
    assert drawn.bar.range == Span(Decimal("45.00"), Decimal("15.00"))
    assert (drawn.value, drawn.margin) == ("9至12家", "")
    points = gauge(measure("10.00", ">", "10", "%", UNKNOWN, ("9.9961", "10.0039")))
    assert points.value == "9.99至10.01%"
    passed = gauge(replace(open_, outcome=PASS))
    assert (passed.value, passed.bar.range) == ("9家", None)


def test_pictures_have_words() -> None:
    assert gauge(measure("69.50", ">", "70", "%", FAIL)).alternative == "69.50%，要求高于70%"


# --- The whole standard --------------------------------------------------------------------


def view(**changes: str | None) -> StandardView:
    facts = golden("clean").facts
    values, problems = parse_facts(
        facts.edition.id, {k.replace("__", "."): v for k, v in changes.items()}
    )
    assert problems == ()
    return lay_out_standard(judge(Case(facts=facts.overlay(dict(values)))))


def criterion(of: StandardView, label: str) -> Criterion:
    (found,) = (c for c in (*of.measured, *of.answered) if c.label == label)
    return found


def test_both_levels_stand_side_by_side() -> None:
    """70.00 is 以上 for the state and not 高于 for the city."""
    found = criterion(view(sme_output_share__2023="70.00"), "中小企业产值占比")
    assert [verdict and verdict.outcome.label for verdict in found.verdicts] == ["达到", "未达到"]
    ((row),) = found.rows
    assert [level for level, _ in row.by_level] == ["国家", "北京市"]
    national, beijing = row.gauges
    assert national and beijing
    assert (national.limit, national.margin) == ("不低于70%", "正好在线上")
    assert (beijing.limit, beijing.margin) == ("高于70%", "正好在线上，还不够")
    assert (national.outcome, beijing.outcome) == (PASS, FAIL)


def test_revenue_counts_for_the_city_only() -> None:
    rows = criterion(view(), "近三年每年产值或营业收入").rows
    assert [(row.name, [bool(gauge) for gauge in row.gauges]) for row in rows] == [
        ("按集群总产值（近三年最低：2021年）", [True, True]),
        ("按集群营业收入（近三年最低：2021年）", [False, True]),
    ]


def test_both_arms_of_the_titles_are_shown() -> None:
    rows = criterion(view(), "主导产业优质企业").rows
    assert [row.name.partition("（")[0] for row in rows] == [
        "单项冠军和小巨人",
        "专精特新、创新型、高新技术企业",
        "专精特新、创新型、高新技术企业",
    ]


def test_what_only_the_state_asks_for() -> None:
    found = criterion(view(), "中小企业研发经费年均增速")
    national, beijing = found.verdicts
    assert beijing is None
    assert found.found == (national,)
    assert national and not national.verified


def test_answers_stand_apart_and_are_not_drawn() -> None:
    found = criterion(view(serious_violation="是"), "无偷税漏税、违法违规、严重失信和其他重大问题")
    assert found.rows == ()
    assert [(v.outcome, v.answer) for v in found.found] == [(FAIL, "有")] * 2
    assert [c.label for c in view().answered] == [
        "近三年无较大及以上事故和重大安全事件",
        "无偷税漏税、违法违规、严重失信和其他重大问题",
        "主导产业不属于禁止、限制和淘汰类",
        "高耗能行业能效达到行业基准值",
        "高用水行业水效达到行业基准值",
    ]


def test_a_verdict_says_what_it_rests_on() -> None:
    (national, _) = criterion(view(), "集群占地面积").found
    assert national == Verdict(
        level="国家",
        outcome=PASS,
        answer="",
        verified=True,
        soft=True,
        clause="一",
        source="工信部企业〔2022〕119号附件《中小企业特色产业集群认定标准（2022年版）》"
        "（《中小企业管理与科技》2022年第17期转载）",
        note="标准用“一般”，超过的须说明。",
    )


def test_what_is_not_met_says_more_and_each_thing_once() -> None:
    assert criterion(view(area="130"), "集群占地面积").remarks == (
        "国家、北京市：标准用“一般”，超过的须说明。",
    )
    assert criterion(view(sme_output_share__2023="70"), "中小企业产值占比").remarks == (
        "北京市：北京市为“高于”，国家为“以上”；取2023年数。",
    )
    assert criterion(view(), "集群占地面积").remarks == ()


def test_the_count_of_verified_ones_in_one_sentence() -> None:
    assert [s.sentence for s in view().standings] == ["国家9项达到", "北京市9项达到"]
    flawed = view(serious_violation="是", leading_output_share__2023=None)
    assert flawed.failed == 1
    empty = lay_out_standard(judge(Case(facts=blank())))
    assert [s.sentence for s in empty.standings] == ["国家9项无法判断", "北京市9项无法判断"]
    assert empty.failed == 0


def test_nothing_filled_in_still_has_every_line() -> None:
    empty = lay_out_standard(judge(Case(facts=blank())))
    gauges = [g for c in empty.measured for row in c.rows for g in row.gauges if g]
    assert {(g.value, g.outcome, g.bar.value) for g in gauges} == {("没有数据", UNKNOWN, None)}
