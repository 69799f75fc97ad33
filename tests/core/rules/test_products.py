"""The leading products of the worksheet (填报说明 7): their shares, their order, their names."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.facts import Problem
from jiqun.core.rules import RULES, Finding, Rank
from jiqun.core.rules.example import typed_over
from tests.declarations import blank
from tests.judging import Part, Typed

PART = Part("R2")
findings = PART.findings
broken = PART.broken

NAMES = ("测量仪表", "传感器", "检测装备", "测试台架")


def products(*shares: str | None, order: str | None = "revenue") -> dict[str, str | None]:
    """As many products as shares, under names of their own."""
    lines = list(zip(NAMES, shares, strict=False))
    names = {f"leading_products.{n}.name": name for n, (name, _) in enumerate(lines, 1)}
    typed = {f"leading_products.{n}.share": share for n, (_, share) in enumerate(lines, 1)}
    return {"leading_products.order": order, **names, **typed}


def keys(end: str, *lines: int) -> tuple[str, ...]:
    return tuple(f"leading_products.{line}.{end}" for line in lines)


SAID: list[tuple[Typed, Finding]] = [
    (
        products("60.00", "28.50", "15.00"),
        Finding(
            "R2-20",
            Rank.BLOCK,
            "测算底稿",
            keys("share", 1, 2, 3),
            "测算底稿“主导产品收入占比（%）”3项合计103.50%，超过100%，请核对各项占比。",
            ("填报说明7",),
        ),
    ),
    (
        products("22.60", "34.20", "12.40"),
        Finding(
            "R2-21",
            Rank.HINT,
            "测算底稿",
            keys("share", 2, 1),
            "测算底稿“主导产品收入占比（%）”第2项34.20%，高于第1项22.60%，排列依据是产品收入占比，"
            "请从高到低填写。",
            ("填报说明7",),
        ),
    ),
    (
        {
            **products("34.20", None, "12.40", "9.20"),
            "leading_products.3.name": None,
            "leading_products.5.name": "软件",
            "leading_products.5.share": "无",
        },
        Finding(
            "R2-22",
            Rank.HINT,
            "测算底稿",
            (*keys("name", 3), *keys("share", 2)),
            "测算底稿“主导产品名称”第3项、“主导产品收入占比（%）”第2项未填写，请补填，不留空行。",
            ("填报说明7",),
        ),
    ),
    (
        {**products("34.20", "22.60", "12.40"), "leading_products.3.name": "测量 仪表"},
        Finding(
            "R2-23",
            Rank.HINT,
            "测算底稿",
            keys("name", 1, 3),
            "测算底稿“主导产品名称”第1项、第3项都是“测量仪表”，请核对是否重复。",
            ("填报说明7",),
        ),
    ),
]


@pytest.mark.parametrize(("typed", "finding"), SAID, ids=[f.rule for _, f in SAID])
def test_what_each_rule_says(typed: Typed, finding: Finding) -> None:
    assert findings(typed) == [finding]


def rules_broken(typed: Typed) -> list[str]:
    return [finding.rule for finding in findings(typed)]


# --- Shares ---


@pytest.mark.parametrize(
    ("shares", "rules"),
    [
        (("60.00", "40.00"), []),
        (("60.00", "40.01"), []),  # 59.995 and 40.005
        (("60.00", "40.02"), ["R2-20"]),
        (("33.34", "33.33", "33.33"), []),
        (("33.34", "33.34", "33.33"), []),  # 99.995 at least
        (("33.34", "33.34", "33.34"), ["R2-20"]),
        (("100", "无"), []),
        (("100", None), []),
        # R0-05 complains of a share that is none.
        (("60.00", "101.00"), []),
    ],
)
def test_shares_are_parts_of_one_whole(shares: tuple[str | None, ...], rules: list[str]) -> None:
    assert rules_broken(products(*shares, order=None)) == rules


def test_shares_add_up_whatever_the_order() -> None:
    for order in ("revenue", "importance", None):
        assert rules_broken(products("70.00", "40.00", order=order)) == ["R2-20"]


@given(parts=st.lists(st.integers(1, 10**6), min_size=1, max_size=10))
def test_true_shares_of_all_revenue_are_never_too_much(parts: list[int]) -> None:
    shares = [Decimal(part * 100) / sum(parts) for part in sorted(parts, reverse=True)]
    cents = [f"{share.quantize(Decimal('0.01'), ROUND_HALF_UP):f}" for share in shares]
    typed = {f"leading_products.{n}.share": cent for n, cent in enumerate(cents, 1)}
    named = {f"leading_products.{n}.name": "产品" + "甲" * n for n in range(1, len(cents) + 1)}
    assert rules_broken({**typed, **named, "leading_products.order": "revenue"}) == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (products("34.20", "22.60", "12.40"), None),
        (products("22.60", "22.60", "12.40"), None),
        (products("22.60", "22.61"), (2, 1)),
        # Every rise is one mistake, and the first is told.
        (products("9.00", "10.00", "11.00"), (2, 1, 3)),
        (products("9.00", "8.00", "11.00", "12.00"), (3, 2, 4)),
        (products("9.00", "无", "11.00"), (3, 2)),
        # By importance the shares may go either way.
        (products("12.40", "34.20", order="importance"), None),
        (products("12.40", "34.20", order=None), None),
    ],
)
def test_by_revenue_shares_go_down(typed: Typed, told: tuple[int, ...] | None) -> None:
    assert broken(typed) == ([("R2-21", keys("share", *told))] if told else [])


def test_one_share_far_too_large_is_told_once() -> None:
    assert rules_broken(products("34.20", "22.60", "92.00")) == ["R2-20"]


def test_a_blank_share_hides_no_rise() -> None:
    assert rules_broken(products("12.40", None, "34.20")) == ["R2-22", "R2-21"]


# --- Names ---


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, None),
        ({"leading_products.order": "revenue"}, None),
        ({"leading_products.1.name": "测量仪表"}, None),
        # By importance no share is needed, but a share has a name.
        (products(None, None, order="importance"), None),
        (products(None, None), keys("share", 1, 2)),
        ({"leading_products.1.share": "9.00"}, keys("name", 1)),
        # Nothing stands above the last line but products.
        ({"leading_products.3.name": "测量仪表"}, keys("name", 1, 2)),
        ({"leading_products.10.share": "9.00"}, keys("name", *range(1, 11))),
        # 无 is an answer.
        ({"leading_products.1.name": "无"}, None),
        (products("9.00", "无"), None),
    ],
)
def test_products_stand_line_by_line(typed: Typed, told: tuple[str, ...] | None) -> None:
    assert broken(typed) == ([("R2-22", told)] if told else [])


def test_a_cell_that_cannot_be_read_is_not_blank() -> None:
    facts = typed_over(blank(), products("34.20", None))
    unread = (Problem("leading_products.2.share", "“九”不是数字"),)
    assert list(RULES["R2-22"].check(Case(facts=facts))) != []
    assert list(RULES["R2-22"].check(Case(facts=facts, unread=unread))) == []


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("测量仪表", "传感器", "检测装备"), []),
        (("测量仪表", "传感器", "测量仪表"), [keys("name", 1, 3)]),
        (("5G模组", "模组"), []),
        (("无", "无"), []),
        (("传感器", "传感器", "仪表", "仪表"), [keys("name", 1, 2), keys("name", 3, 4)]),
    ],
)
def test_no_product_is_listed_twice(names: tuple[str, ...], told: list[tuple[str, ...]]) -> None:
    typed = {f"leading_products.{n}.name": name for n, name in enumerate(names, 1)}
    assert [fields for rule, fields in broken(typed) if rule == "R2-23"] == told
    assert {rule for rule, _ in broken(typed)} <= {"R2-23"}


def test_every_rule_is_shown_above() -> None:
    here = {id for id, r in RULES.items() if r.check.__module__.endswith(".products")}
    assert {finding.rule for _, finding in SAID} == here
