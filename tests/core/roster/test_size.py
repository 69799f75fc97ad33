"""The size of a firm (工信部联企业〔2011〕300号): every limit at its edge, and the reason."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.industries import classes
from jiqun.core.reference import rows
from jiqun.core.roster.listing import Number
from jiqun.core.roster.size import (
    MEASURES,
    Size,
    Sized,
    classify,
    limits,
    size_of,
    uncovered,
)

LARGE, MEDIUM, SMALL, MICRO = Size.LARGE, Size.MEDIUM, Size.SMALL, Size.MICRO

#: The rule as published: a class of the industry, and what each size begins with: 从业人员 X 人,
#: 营业收入 Y 万元, 资产总额 Z 万元.
RULE = {
    "农、林、牧、渔业": ("0111", "Y20000", "Y500", "Y50"),
    "工业": ("3463", "X1000 Y40000", "X300 Y2000", "X20 Y300"),
    "建筑业": ("4710", "Y80000 Z80000", "Y6000 Z5000", "Y300 Z300"),
    "批发业": ("5176", "X200 Y40000", "X20 Y5000", "X5 Y1000"),
    "零售业": ("5211", "X300 Y20000", "X50 Y500", "X10 Y100"),
    "交通运输业": ("5431", "X1000 Y30000", "X300 Y3000", "X20 Y200"),
    "仓储业": ("5920", "X200 Y30000", "X100 Y1000", "X20 Y100"),
    "邮政业": ("6010", "X1000 Y30000", "X300 Y2000", "X20 Y100"),
    "住宿业": ("6110", "X300 Y10000", "X100 Y2000", "X10 Y100"),
    "餐饮业": ("6210", "X300 Y10000", "X100 Y2000", "X10 Y100"),
    "信息传输业": ("6410", "X2000 Y100000", "X100 Y1000", "X10 Y100"),
    "软件和信息技术服务业": ("6513", "X300 Y10000", "X100 Y1000", "X10 Y50"),
    "房地产开发经营": ("7010", "Y200000 Z10000", "Y1000 Z5000", "Y100 Z2000"),
    "物业管理": ("7020", "X1000 Y5000", "X300 Y1000", "X100 Y500"),
    "租赁和商务服务业": ("7212", "X300 Z120000", "X100 Z8000", "X10 Z100"),
    "其他未列明行业": ("7320", "X300", "X100", "X10"),
}
SIZES = (LARGE, MEDIUM, SMALL)

Amounts = tuple[Number, Number, Number]


def begins(text: str) -> Mapping[str, int]:
    return {cell[0]: int(cell[1:]) for cell in text.split()}


def in_order(amounts: Mapping[str, Number]) -> Amounts:
    return amounts.get("X"), amounts.get("Y"), amounts.get("Z")


def edges() -> Iterator[Any]:
    for name, (code, *limits_of_sizes) in RULE.items():
        for size, text in zip(SIZES, limits_of_sizes, strict=True):
            yield pytest.param(code, size, begins(text), id=f"{name}-{size.label}")


def test_the_rule_has_these_industries() -> None:
    assert [row["name"] for row in rows("sme_size_standard")] == list(RULE)
    assert {name: limits()[code].name for name, (code, *_) in RULE.items()} == {
        name: name for name in RULE
    }


@pytest.mark.parametrize(("code", "size", "least"), [*edges()])
def test_every_limit_is_exact_at_its_edge(code: str, size: Size, least: Mapping[str, int]) -> None:
    assert classify(code, *in_order(least)) is size
    for measure, limit in least.items():
        for below in (limit - 1, Decimal(limit) - Decimal("0.01")):
            assert classify(code, *in_order({**least, measure: below})) is Size(size - 1)
        # One that reaches far more lifts nothing as long as others do not.
        if len(least) > 1:
            assert classify(code, *in_order({**least, measure: 10**9})) is size


def blank_is_none(text: str) -> Number:
    return Decimal(text) if text else None


@pytest.mark.parametrize(
    ("industry", "staff", "revenue", "assets", "size"),
    [
        ("工业", "1000", "40000", "", LARGE),
        ("工业", "1200", "30000", "", MEDIUM),
        ("工业", "999", "9000000", "", MEDIUM),
        ("工业", "300", "2000", "", MEDIUM),
        ("工业", "299", "50000", "", SMALL),
        ("工业", "20", "300", "", SMALL),
        ("工业", "19", "50000", "", MICRO),
        ("工业", "500", "299.99", "", MICRO),
        ("软件和信息技术服务业", "103", "15735.28", "", MEDIUM),
        ("软件和信息技术服务业", "300", "9999", "", MEDIUM),
        ("软件和信息技术服务业", "9", "800", "", MICRO),
        ("建筑业", "", "80000", "79999", MEDIUM),
        ("建筑业", "", "6000", "4999", SMALL),
        ("批发业", "5", "1000", "", SMALL),
        ("房地产开发经营", "", "300000", "9999", MEDIUM),
        ("房地产开发经营", "", "1000", "2000", SMALL),
        ("租赁和商务服务业", "50", "", "8000", SMALL),
        ("物业管理", "99", "5000", "", MICRO),
        ("其他未列明行业", "300", "", "", LARGE),
        ("其他未列明行业", "299", "", "", MEDIUM),
        ("农、林、牧、渔业", "", "500", "", MEDIUM),
        ("农、林、牧、渔业", "", "49.99", "", MICRO),
    ],
)
def test_cases_that_follow_from_the_rule(
    industry: str, staff: str, revenue: str, assets: str, size: Size
) -> None:
    amounts = (blank_is_none(staff), blank_is_none(revenue), blank_is_none(assets))
    assert classify(RULE[industry][0], *amounts) is size


def test_sizes_are_in_order_and_all_but_the_large_are_sme() -> None:
    assert MICRO < SMALL < MEDIUM < LARGE
    assert [(size.label, size.sme) for size in Size] == [
        ("微型", True),
        ("小型", True),
        ("中型", True),
        ("大型", False),
    ]


# Which industry a class is in


@pytest.mark.parametrize(
    ("code", "industry"),
    [
        ("0511", "农、林、牧、渔业"),
        ("1120", "工业"),
        ("4620", "工业"),
        ("5411", "交通运输业"),
        ("5810", "交通运输业"),
        ("5910", "交通运输业"),  # 装卸搬运
        ("5920", "仓储业"),
        ("5990", "仓储业"),
        ("6311", "信息传输业"),
        ("7030", "其他未列明行业"),
        ("7090", "其他未列明行业"),
        ("7111", "租赁和商务服务业"),
        ("8511", "其他未列明行业"),
        ("8810", "其他未列明行业"),
    ],
)
def test_the_industry_of_a_class(code: str, industry: str) -> None:
    assert limits()[code].name == industry


def test_every_class_has_limits_or_is_known_to_have_none() -> None:
    assert not limits().keys() & uncovered().keys()
    assert limits().keys() | uncovered().keys() == classes().keys()
    assert len(uncovered()) == 129


def test_no_class_is_in_two_industries_nor_in_one_that_excludes_it() -> None:
    table = list(rows("sme_size_standard"))
    for code, industry in classes().items():
        inside = [r["name"] for r in table if set(industry.heads) & {*r["include"].split(";")}]
        outside = [r["name"] for r in table if set(industry.heads) & {*r["exclude"].split(";")}]
        assert inside == ([limits()[code].name] if code in limits() else [])
        assert not set(inside) & set(outside)


# What holds of every firm

code_of_class = st.sampled_from(sorted(classes()))
covered_class = st.sampled_from(sorted(limits()))
amount = st.one_of(
    st.integers(0, 250_000),
    st.decimals(0, 250_000, places=2),
    st.sampled_from(sorted({n for known in limits().values() for ls in known.lower for n in ls})),
)
maybe = st.none() | amount


def by_the_letter(code: str, amounts: Amounts) -> Size:
    """The rule word for word: all must reach the limit, or else one class down."""
    counted = [
        (lower, amount)
        for lower, amount in zip(limits()[code].lower, amounts, strict=True)
        if lower
    ]
    for size, at in ((LARGE, 2), (MEDIUM, 1), (SMALL, 0)):
        if all(amount >= lower[at] for lower, amount in counted if amount is not None):
            return size
    return MICRO


@given(covered_class, amount, amount, amount)
def test_the_quick_way_is_the_rule_by_the_letter(
    code: str, staff: Number, revenue: Number, assets: Number
) -> None:
    amounts = (staff, revenue, assets)
    assert classify(code, *amounts) is by_the_letter(code, amounts)


@given(covered_class, amount, amount, amount, st.sampled_from((0, 1, 2)), amount)
def test_more_of_anything_never_makes_a_firm_smaller(
    code: str, staff: Number, revenue: Number, assets: Number, at: int, more: Decimal | int
) -> None:
    before = [staff, revenue, assets]
    after = [*before]
    after[at] = Decimal(after[at] or 0) + more
    smaller, larger = classify(code, *before), classify(code, *after)
    assert smaller is not None and larger is not None and smaller <= larger


@given(covered_class, maybe, maybe, maybe)
def test_a_blank_is_decided_only_if_nothing_it_could_be_makes_a_difference(
    code: str, staff: Number, revenue: Number, assets: Number
) -> None:
    # Nothing, and each limit, put a firm in every class that a blank could.
    could_be = [
        (0, *lower) if amount is None else (amount,)
        for lower, amount in zip(limits()[code].lower, (staff, revenue, assets), strict=True)
    ]
    possible = {by_the_letter(code, amounts) for amounts in product(*could_be)}
    decided = classify(code, staff, revenue, assets)
    assert decided == (possible.pop() if len(possible) == 1 else None)


@given(code_of_class | st.text(max_size=8), maybe, maybe, maybe)
def test_every_answer_is_a_size_or_says_why_not(
    code: str, staff: Number, revenue: Number, assets: Number
) -> None:
    found = size_of(code, staff, revenue, assets)
    assert found.size is classify(code, staff, revenue, assets)
    assert found.reason
    if found.size is None:
        assert not found.missing or not found.uncovered
    else:
        assert (found.missing, found.uncovered) == ((), "")
        assert found.reason.endswith(f"→ {found.size.label}")


def test_a_blank_in_what_does_not_count_is_not_missing() -> None:
    assert size_of("3463", 300, 2000) == size_of("3463", 300, 2000, 9)
    assert [measure.name for measure in MEASURES] == ["从业人员", "营业收入", "资产总额"]


# What is said


@pytest.mark.parametrize(
    ("code", "amounts", "sized"),
    [
        (
            "3463",
            (350, 1800, None),
            Sized(SMALL, "工业：从业人员350人≥300人且营业收入1,800万元＜2,000万元 → 小型"),
        ),
        (
            "C3463",
            (1000, Decimal("40000.00"), None),
            Sized(LARGE, "工业：从业人员1,000人≥1,000人且营业收入40,000万元≥40,000万元 → 大型"),
        ),
        (
            "3463",
            (999, Decimal("39999.90"), None),
            Sized(MEDIUM, "工业：从业人员999人＜1,000人且营业收入39,999.9万元＜40,000万元 → 中型"),
        ),
        (
            "4710",
            (None, 100, 300),
            Sized(MICRO, "建筑业：营业收入100万元＜300万元且资产总额300万元≥300万元 → 微型"),
        ),
        (
            "3463",
            (19, None, None),
            Sized(MICRO, "工业：从业人员19人＜20人（未填营业收入，不影响） → 微型"),
        ),
        (
            "3463",
            (None, 5000, 7),
            Sized(None, "工业按从业人员、营业收入划型，未填从业人员", ("从业人员",)),
        ),
        (
            "7212",
            (None, 5000, None),
            Sized(
                None,
                "租赁和商务服务业按从业人员、资产总额划型，未填从业人员、资产总额",
                ("从业人员", "资产总额"),
            ),
        ),
        ("34", (1, 1, 1), Sized(None, "34是大类“通用设备制造业”，请填4位小类代码")),
    ],
)
def test_the_reason_is_spelled_out(code: str, amounts: Amounts, sized: Sized) -> None:
    assert size_of(code, *amounts) == sized


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (
            "5331",
            "《中小企业划型标准规定》未覆盖铁路运输业（53）：明文排除；请向主管部门确认怎样划型",
        ),
        (
            "6621",
            "《中小企业划型标准规定》未覆盖金融业（J）：另有《金融业企业划型标准规定》"
            "（银发〔2015〕309号），待核实；请向主管部门确认怎样划型",
        ),
    ],
)
def test_what_is_not_covered_is_asked_about(code: str, reason: str) -> None:
    assert size_of(code, 5, 5, 5) == Sized(None, reason, uncovered=reason)
