"""Claims: what is said of a topic in figures, and what only looks like it.

What figures are called is the business of the rule (tests/core/rules/test_texts.py); here a small
lexicon will do.
"""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.interval import INFINITY, Interval
from jiqun.core.language.claims import (
    ANYWHERE,
    HEADED,
    MOST_CLAIMS,
    SUBJECT,
    Amount,
    Claim,
    Lexicon,
    claims_in,
    place_of_last_digit,
)

LEXICON = Lexicon(
    names={
        "企业": {HEADED: "firms"},
        "中小企业": {ANYWHERE: "smes"},
        "高新技术企业": {ANYWHERE: "high_tech"},
        "产值": {HEADED: "output", SUBJECT: "output"},
        "人员": {ANYWHERE: "staff", "firms": "", HEADED: "all_staff"},
        "增速": {ANYWHERE: "growth", "staff": "staff_growth"},
        "占": {"smes": "share"},
    },
    parts={"firms": frozenset(("smes", "staff"))},
    spanning=frozenset(("growth",)),
)


def claims(text: str) -> list[Claim]:
    return list(claims_in(text, LEXICON))


def told(text: str) -> list[tuple[str, str]]:
    """Topic and number of each claim."""
    return [(claim.topic, f"{claim.amount.number}{claim.amount.unit}") for claim in claims(text)]


def dated(text: str) -> list[tuple[str, int | None, bool]]:
    """The number of each claim, its year, and whether that is sure."""
    return [(str(claim.amount.number), claim.year, claim.sure) for claim in claims(text)]


# --- One claim ---


def test_a_claim_as_a_whole() -> None:
    text = "基础扎实。截至２０２３年底，集群拥有中小企业约1,280家以上；后略"
    assert claims(text) == [
        Claim(
            "smes",
            Amount(Decimal(1280), "家", frozenset(("约", "以上"))),
            2023,
            True,
            "集群拥有中小企业约1,280家以上",
        )
    ]


def test_a_figure_that_moved_is_two_claims_if_both_are_dated() -> None:
    assert claims("集群产值由2021年的52.36增至2023年的69.48亿元。") == [
        Claim("output", Amount(Decimal("52.36"), "亿元"), 2021, True, "集群产值由2021年的52.36"),
        Claim(
            "output",
            Amount(Decimal("69.48"), "亿元"),
            2023,
            True,
            "集群产值由2021年的52.36增至2023年的69.48亿元",
        ),
    ]


def test_things_counted_up_with_their_number_first() -> None:
    assert claims("集群集聚了46家中小企业。") == [
        Claim("smes", Amount(Decimal(46), "家"), None, True, "集群集聚了46家中小企业")
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("中小企业64家", "中小企业 64 家", "中小企业６４家", "中小企业：64家", "中小企业数量64家"),
        *("中小企业共64家", "中小企业共计64家", "中小企业合计64家", "中小企业总计64家"),
        *("中小企业达64家", "中小企业达到64家", "中小企业已达64家", "中小企业已达到了64家"),
        *("中小企业高达64家", "中小企业总数为64家", "中小企业是64家", "中小企业有64家"),
        *("中小企业仅64家", "中小企业总量64家", "中小企业数达64家", "中小企业规模达到64家"),
        *("中小企业保持在64家", "中小企业稳定在64家", "中小企业拥有量64家", "中小企业总额64家"),
        *("中小企业增至64家", "中小企业升至64家", "中小企业降到64家", "中小企业增加到64家"),
        *("中小企业增长至64家", "中小企业提高到64家", "中小企业提升至64家", "中小企业上升到64家"),
        *("中小企业下降到64家", "中小企业降低至64家", "中小企业减少到64家", "中小企业发展到64家"),
        *("中小企业扩大到64家", "中小企业壮大到64家", "中小企业攀升至64家", "中小企业跃升至64家"),
        *("中小企业由60家增至64家", "中小企业从60增至64家", "中小企业数量由60家，增至64家"),
        *("中小企业64家，", "中小企业64家。", "中小企业64家；", "中小企业64家（不含大型企业）"),
        *("\u3000中小企业64家", "集群中小企业64家", "集群内中小企业64家", "集群的中小企业64家"),
        *(
            "集群中中小企业64家",
            "本集群中小企业64家",
            "全集群中小企业64家",
            "主导产业相关的中小企业64家",
        ),
        *("有中小企业64家", "共有中小企业64家", "现有中小企业64家", "已有中小企业64家"),
        *("拥有中小企业64家", "还有中小企业64家", "集聚中小企业64家", "汇聚了中小企业64家"),
        *("聚集中小企业64家", "共中小企业64家", "已实现中小企业64家", "完成中小企业64家"),
        *("全年中小企业64家", "各类中小企业64家", "二是中小企业64家", "2.中小企业64家"),
        *("截至2023年底中小企业64家", "2023年末中小企业64家", "2023年12月31日中小企业64家"),
        *("2023年度中小企业64家", "到2023年全年中小企业64家", "截止到2023年中小企业64家"),
        *("有64家中小企业", "集群共有64家中小企业", "2023年集群拥有64家中小企业"),
        *(
            "基础好，中小企业64家",
            "基础好:中小企业64家",
            "基础好：中小企业64家",
            "甲\n中小企业64家",
        ),
        *(
            "基础好！中小企业64家",
            "基础好?中小企业64家",
            "基础好,中小企业64家",
            "基础好;中小企业64家",
        ),
    ],
)
def test_many_ways_to_say_one_thing(text: str) -> None:
    assert told(text) == [("smes", "64家")]


@pytest.mark.parametrize(
    "text",
    [
        # Something else stands in the clause.
        *(
            "服务中小企业64家",
            "中小企业64家次",
            "中小企业64家获奖",
            "中小企业新增64家",
            "64家中小企业",
        ),
        *(
            "中小企业的64家",
            "中小企业增加64家",
            "中小企业分别为64家",
            "中小企业64",
            "中小企业六十四家",
        ),
        *("有64家中小企业获奖", "占64家中小企业", "中小企业有效专利64件", "园区中小企业64家"),
        # Only some of those counted up, or who knows whose.
        *("中小企业6家、高新技术企业4家获奖", "有6家中小企业、4家高新技术企业获奖"),
        *("服务中小企业6家、高新技术企业4家", "专精特新和高新技术企业共4家"),
        # A part, an aside, and what goes on behind a bracket.
        *("集群（中小企业64家）", "(中小企业64家)", "国家（市级）中小企业64家"),
        *("其中中小企业64家", "高新技术企业46家获奖，其中中小企业44家"),
        # Plans, deeds, others.
        *("力争中小企业64家", "未来，中小企业达到64家", "三年内，中小企业达到64家"),
        *("新增高新技术企业4家，中小企业6家", "全市基础好，中小企业64家", "示例公司，中小企业64家"),
        *("密云区基础好，中小企业64家", "北京市密云区，中小企业64家", "园区内中小企业64家"),
        # No time at all.
        *("2023年6月，中小企业64家", "2023年一季度，中小企业64家", "目前，中小企业64家"),
        *("近三年中小企业64家", "2021—2023年，中小企业64家", "2021年以来，中小企业64家"),
        # Names in need of a context.
        *("企业67家", "产值69亿元", "占81%"),
    ],
)
def test_what_only_looks_like_a_claim(text: str) -> None:
    assert ("smes", "64家") not in told(text)
    assert {topic for topic, _ in told(text)} <= {"high_tech"}


# --- Years ---


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("中小企业64家。", [("64", None, True)]),
        ("2021年中小企业64家。", [("64", 2021, True)]),
        ("中小企业2021年达到64家。", [("64", 2021, True)]),
        ("中小企业64家（2021年）、高新技术企业46家。", [("64", 2021, True), ("46", 2021, True)]),
        # By itself, a year counts for its sentence, and stays in mind for its paragraph.
        ("2021年，中小企业64家。", [("64", 2021, True)]),
        ("截至2021年底，基础好，中小企业64家。", [("64", 2021, True)]),
        ("2021年，中小企业64家。高新技术企业46家。", [("64", 2021, True), ("46", 2021, False)]),
        ("2021年，中小企业64家；高新技术企业46家。", [("64", 2021, True), ("46", 2021, False)]),
        ("2021年，中小企业64家。\n高新技术企业46家。", [("64", 2021, True), ("46", None, True)]),
        ("2021年中小企业64家，高新技术企业46家。", [("64", 2021, True), ("46", 2021, True)]),
        # With something else it is in doubt.
        ("2021年获批，中小企业64家。", [("64", 2021, False)]),
        ("获批于2021年，中小企业64家。", [("64", 2021, False)]),
        # What a figure is compared with is not its time, nor what stands in brackets.
        ("较2021年，中小企业64家。", [("64", None, True)]),
        ("与2021年相比，中小企业64家。", [("64", None, True)]),
        ("较上年，中小企业64家。", [("64", None, True)]),
        ("基础好（2021年），中小企业64家。", [("64", None, True)]),
        # A part of a year is none; the sentence behind it may be about the whole.
        ("2021年6月，中小企业64家。", []),
        ("2021年上半年，中小企业64家。", []),
        ("2021年12月31日，中小企业64家。", [("64", 2021, True)]),
        ("2021年6月获批。中小企业64家。", [("64", 2021, False)]),
        ("今年获批。中小企业64家。", [("64", None, True)]),
        ("2021年获批，今年扩大，中小企业64家。", []),
        # Several years end with the last, if the figure moved.
        ("2021年以来，中小企业增至64家。", [("64", None, True)]),
        ("2021年起，中小企业达到64家。", [("64", None, True)]),
        ("2021—2023年，中小企业由60家增至64家。", [("64", None, True)]),
        ("2021年至2023年，中小企业由60增至64家。", [("64", None, True)]),
        ("“十四五”期间，中小企业达64家。", [("64", None, True)]),
        ("近三年中小企业增至64家。", [("64", None, True)]),
        ("近三年，中小企业64家。", []),
        ("近三年增速12%，中小企业64家。", [("12", None, True)]),
        ("近三年获批。中小企业64家。", [("64", None, True)]),
        # What it has been needs a year of its own.
        ("2023年中小企业由60家增至64家。", [("64", 2023, True)]),
        ("中小企业由2021年的60家增至64家。", [("60", 2021, True), ("64", None, True)]),
        ("中小企业由2021年60家增至2023年64家。", [("60", 2021, True), ("64", 2023, True)]),
        (
            "中小企业由2021年的60家增至2022年的64家，高新技术企业46家。",
            [("60", 2021, True), ("64", 2022, True), ("46", 2022, True)],
        ),
    ],
)
def test_years(text: str, years: list[tuple[str, int | None, bool]]) -> None:
    assert dated(text) == years


# --- What is said around ---


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        # Plans last for their sentence.
        ("力争中小企业6家，中小企业64家。", []),
        ("力争上游。中小企业64家。", ["smes"]),
        ("力争上游；中小企业64家。", []),
        # So do deeds, but for what a figure has come to and for the cluster itself.
        ("新增中小企业6家，中小企业64家。", []),
        ("新增中小企业6家，中小企业达到64家。", ["smes"]),
        ("新增中小企业6家，中小企业增至64家。", ["smes"]),
        ("新增中小企业6家，中小企业由58家变为64家。", []),
        ("新增中小企业6家，集群中小企业64家。", ["smes"]),
        ("新增中小企业6家，集群有64家中小企业。", ["smes"]),
        ("新增中小企业6家。中小企业64家。", ["smes"]),
        # And other subjects, until the cluster is named.
        ("全市领先，中小企业64家。", []),
        ("占全市三成，中小企业64家。", ["smes"]),
        ("居全国前列，中小企业64家。", ["smes"]),
        ("全市领先。中小企业64家。", ["smes"]),
        ("全市领先，集群集聚效应强，中小企业64家。", ["smes"]),
        ("全市领先，集群中小企业64家，人员460人。", ["smes", "staff"]),
        ("密云区强，中小企业64家。", []),
        ("密云区内，中小企业64家。", ["smes"]),
        ("占密云区三成，中小企业64家。", ["smes"]),
        # A firm stays the subject for a paragraph.
        ("示例公司很强。中小企业64家。", []),
        ("示例公司很强。集群很大。中小企业64家。", ["smes"]),
        ("示例公司很强。本集群很大。中小企业64家。", ["smes"]),
        ("示例公司很强。产业集群很大。中小企业64家。", []),
        ("示例公司很强。\n中小企业64家。", ["smes"]),
        ("上市公司2家。中小企业64家。", ["smes"]),
        # Some firms have staff of their own; firms are counted on.
        ("规模较大的31家，人员460人。", []),
        ("规模较大的31家，中小企业64家。", ["smes"]),
        ("国家重点，人员460人。", ["staff"]),
        ("规模较大的31家，集群企业67家，增速12%。", ["firms", "growth"]),
        ("规模较大的31家。人员460人。", ["staff"]),
        # Brackets are asides, unless they take the whole apart.
        ("集群企业67家（中小企业64家），高新技术企业46家。", ["firms", "high_tech"]),
        ("集群企业67家（其中中小企业64家），高新技术企业46家。", ["firms", "smes"]),
        ("集群企业67家（其中中小企业64家）。高新技术企业46家。", ["firms", "smes", "high_tech"]),
        ("集群企业67家（中小企业\n中小企业64家。", ["firms", "smes"]),
        # 其中 needs to know of what.
        ("集群企业67家，其中中小企业64家，人员460人。", ["firms", "smes", "staff"]),
        ("集群企业67家，其中中小企业64家，增速12%。", ["firms", "smes"]),
        ("集群企业67家，其中高新技术企业46家。", ["firms"]),
        ("集群企业67家，其中高新技术企业46家；高新技术企业46家。", ["firms", "high_tech"]),
        ("集群企业67家，大型企业3家，其中中小企业2家。", ["firms"]),
        ("集群企业67家。其中中小企业64家。", ["firms"]),
        ("集群企业67家，其中骨架企业，中小企业64家。", ["firms"]),
        ("中小企业64家，其中人员460人。", ["smes"]),
        # Things counted up stand together.
        ("中小企业64家、高新技术企业46家。", ["smes", "high_tech"]),
        ("中小企业64家和高新技术企业46家。", ["smes", "high_tech"]),
        ("中小企业64家及高新技术企业46家。", ["smes", "high_tech"]),
        ("中小企业64家与高新技术企业46家。", ["smes", "high_tech"]),
        ("中小企业64家以及高新技术企业46家。", ["smes", "high_tech"]),
        ("中小企业64家、平台3个。", ["smes"]),
        ("中小企业64家、平台约3个左右。", ["smes"]),
        ("平台3个、中小企业64家。", []),
        ("中小企业64家、平台3个、高新技术企业46家。", ["smes"]),
        ("中小企业64家、平台三个。", []),
        ("有64家中小企业、46家高新技术企业。", ["smes", "high_tech"]),
        ("有64家中小企业、46家高新技术企业获奖。", []),
        ("有64家中小企业、高新技术企业46家。", ["smes", "high_tech"]),
        ("服务64家中小企业、46家高新技术企业。", []),
        ("有64家中小企业，46家高新技术企业。", ["smes"]),
        ("64家中小企业、46家高新技术企业。", []),
        ("新增平台4个，有64家中小企业。", []),
        ("近三年，有64家中小企业。", []),
        # Names that go by what was named before.
        ("集群企业67家，人员460人。", ["firms"]),
        ("集群人员460人。", ["all_staff"]),
        ("人员460人，增速12%。", ["staff", "staff_growth"]),
        ("人员460人。增速12%。", ["staff", "growth"]),
        ("人员460人，较3年前多，增速12%。", ["staff", "growth"]),
        ("中小企业64家，占81%。", ["smes", "share"]),
        ("中小企业64家，3个平台，占81%。", ["smes"]),
        ("集群很大，产值69亿元。", ["output"]),
        ("集群很大。产值69亿元。", []),
        ("产业集群很大，产值69亿元。", []),
    ],
)
def test_what_stands_around(text: str, topics: list[str]) -> None:
    assert [claim.topic for claim in claims(text)] == topics


def test_beyond_all_measure_nobody_listens() -> None:
    assert len(claims("，中小企业64家" * (MOST_CLAIMS + 1))) == MOST_CLAIMS


# --- Amounts ---


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        # As printed: half of the last place.
        ("69.48亿元", "69.475", "69.485"),
        ("69.50亿元", "69.495", "69.505"),
        ("69亿元", "68.5", "69.5"),
        ("64家", "63.5", "64.5"),
        ("0家", "-0.5", "0.5"),
        # Round numbers are rounded, sums sooner than counts, by a twentieth at most.
        ("70亿元", "66.5", "73.5"),
        ("1000亿元", "950", "1050"),
        ("694800万元", "694750", "694850"),
        ("60家", "59.5", "60.5"),
        ("5600人", "5550", "5650"),
        ("300家", "285", "315"),
        ("80%", "79.5", "80.5"),
        ("100%", "99.5", "100.5"),
        ("10平方公里", "9.5", "10.5"),
        # Hedged: one in the last digit, a tenth at most.
        ("约69.5亿元", "69.4", "69.6"),
        ("约70亿元", "63", "77"),
        ("近60家", "54", "66"),
        ("60家左右", "54", "66"),
        ("大约64家", "63", "65"),
        ("约3家", "2.5", "3.5"),
        ("超过64家", "63.5", "Infinity"),
        ("60家以上", "59.5", "Infinity"),
        ("不足64家", "0", "64.5"),
        ("不超过64家", "0", "64.5"),
        ("60余家", "60", "70"),
        ("5600多人", "5600", "5700"),
        ("64多家", "64", "65"),
    ],
)
def test_what_a_number_may_stand_for(words: str, low: str, high: str) -> None:
    (claim,) = claims(f"中小企业{words}。")
    assert claim.amount.meaning == Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("number", "place"),
    [
        *(("69.48", "0.01"), ("69.50", "0.01"), ("69.0", "0.1"), ("69", "1"), ("70", "10")),
        *(("5600", "100"), ("0", "1"), ("0.00", "0.01"), ("1000001", "1")),
    ],
)
def test_the_place_of_the_last_digit(number: str, place: str) -> None:
    assert place_of_last_digit(Decimal(number)) == Decimal(place)


@pytest.mark.parametrize(
    ("amount", "figure", "unit", "fits"),
    [
        (Amount(Decimal("69.48"), "亿元"), "69.48", "亿元", True),
        (Amount(Decimal("69.49"), "亿元"), "69.48", "亿元", False),
        (Amount(Decimal("69.5"), "亿元"), "69.48", "亿元", True),
        (Amount(Decimal("69.4"), "亿元"), "69.48", "亿元", False),
        # More exactly than the form has it.
        (Amount(Decimal("69.4849"), "亿元"), "69.48", "亿元", True),
        (Amount(Decimal("69.4851"), "亿元"), "69.48", "亿元", False),
        # In another unit of the same kind.
        (Amount(Decimal("69.48"), "亿"), "69.48", "亿元", True),
        (Amount(Decimal("694812"), "万元"), "69.48", "亿元", True),
        (Amount(Decimal("694912"), "万元"), "69.48", "亿元", False),
        (Amount(Decimal("0.56"), "亿元"), "5566.89", "万元", True),
        (Amount(Decimal("0.55"), "亿元"), "5566.89", "万元", False),
        (Amount(Decimal("69.48"), "万元"), "69.48", "亿元", False),
        (Amount(Decimal("0.006948"), "万元"), "69.48", "亿元", False),
        (Amount(Decimal("0.56"), "万人"), "5622", "人", True),
        (Amount(Decimal("0.65"), "万人"), "5622", "人", False),
        (Amount(Decimal("236"), "件"), "236", "个", True),
        (Amount(Decimal("0.04"), "吨/万元"), "0.04", "吨标准煤/万元", True),
        (Amount(Decimal("0.05"), "吨标煤/万元"), "0.04", "吨标准煤/万元", False),
        (Amount(Decimal("5.86"), "平方千米"), "5.86", "平方公里", True),
        # Nothing is known across kinds.
        (Amount(Decimal("64"), "%"), "21", "家", True),
        (Amount(Decimal("64"), "家", frozenset(("超过",))), "65", "家", True),
        (Amount(Decimal("64"), "家", frozenset(("超过",))), "63", "家", False),
    ],
)
def test_fitting_a_figure(amount: Amount, figure: str, unit: str, fits: bool) -> None:
    value = Decimal(figure)
    printed = Interval.printed(value if "." in figure else int(value))
    assert amount.fits(value, printed, unit) is fits


@given(
    number=st.decimals(0, 10**9, places=2),
    hedges=st.sets(st.sampled_from(["约", "以上", "不足", "余"])).map(frozenset),
    unit=st.sampled_from(["亿元", "家", "%"]),
)
def test_a_number_may_always_stand_for_itself(
    number: Decimal, hedges: frozenset[str], unit: str
) -> None:
    amount = Amount(number, unit, hedges)
    assert number in amount.meaning
    assert amount.fits(number, Interval.exactly(number), unit)
    plain = amount._replace(hedges=frozenset()).meaning
    assert amount.meaning.high == INFINITY or amount.meaning.high >= plain.high or "余" in hedges


@pytest.mark.parametrize(
    ("words", "low", "high", "unit", "lies"),
    [
        *(("64家", "60", "64", "家", True), ("64家", "64", "70", "家", True)),
        *(("64家", "60", "63", "家", False), ("64家", "65", "70", "家", False)),
        *(("64家", "60", "63.5", "家", False), ("64家", "64.5", "70", "家", False)),
        *(("60家以上", "70", "80", "家", True), ("60家以内", "70", "80", "家", False)),
        *(("0.5亿元", "4900", "5100", "万元", True), ("0.5亿元", "5600", "5800", "万元", False)),
        ("64家", "1", "2", "%", True),
    ],
)
def test_lying_between_figures(words: str, low: str, high: str, unit: str, lies: bool) -> None:
    (claim,) = claims(f"中小企业{words}。")
    assert claim.amount.lies_in(Interval(Decimal(low), Decimal(high)), unit) is lies


def test_what_a_group_of_firms_has_is_its_own() -> None:
    grouped = dataclasses.replace(
        LEXICON, groups=frozenset(("high_tech",)), owned=frozenset(("staff",))
    )
    for text, topics in (
        ("高新技术企业46家，人员460人。", ["high_tech"]),
        ("高新技术企业46家，产值9亿元，人员460人。", ["high_tech"]),
        ("高新技术企业46家。人员460人。", ["high_tech", "staff"]),
        ("高新技术企业46家，中小企业64家，人员460人。", ["high_tech", "smes", "staff"]),
        ("高新技术企业46家，增速12%。", ["high_tech", "growth"]),
    ):
        assert [claim.topic for claim in claims_in(text, grouped)] == topics


def test_a_lexicon_of_plans_hears_of_plans() -> None:
    planned = dataclasses.replace(LEXICON, planned=True)
    text = "力争上游，中小企业64家，新增平台3个，高新技术企业46家。"
    assert [claim.topic for claim in claims_in(text, planned)] == ["smes"]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("上海示例集群产值9亿元，中小企业64家。", []),
        ("上海示例集群，中小企业64家。", []),
        ("上海示例集群很大。中小企业64家。", ["smes"]),
        ("占集群产值9%，中小企业64家。", ["smes"]),
        ("特色产业集群的一员，中小企业64家。", ["smes"]),
    ],
)
def test_another_cluster(text: str, topics: list[str]) -> None:
    assert [claim.topic for claim in claims(text)] == topics
