"""Part 二: what output, firms, titles and foreign money must agree in, and what is merely odd."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import isqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.form import EDITIONS
from jiqun.core.rules import RULES, Finding, Rank, check
from jiqun.core.rules.example import typed_over
from tests.declarations import blank
from tests.judging import Part, Typed, years

PART = Part("R2")
findings = PART.findings
broken = PART.broken
rules_broken = PART.rules_broken


# --- Each rule once, in full ---


SAID: list[tuple[Typed, Finding]] = [
    (
        {"smes.2022": "295", "firms.2022": "286"},
        Finding(
            "R2-01",
            Rank.BLOCK,
            "二",
            ("smes.2022", "firms.2022"),
            "第二部分“其中：集群中小企业数量”（2022年）填了295家，"
            "多于同年集群企业数量286家，请核对两栏。",
            ("填报说明8",),
        ),
    ),
    (
        {
            **years("specialized_smes", "31", "32", "33"),
            **years("smes", "30", "40", "32"),
        },
        Finding(
            "R2-02",
            Rank.BLOCK,
            "二",
            ("specialized_smes.2021", "specialized_smes.2023", "smes.2021", "smes.2023"),
            "第二部分“主导产业相关的省级专精特新中小企业数量”（2021年、2023年）填了31家、33家，"
            "多于同年集群中小企业数量30家、32家，请核对两栏。",
            ("填报说明8",),
        ),
    ),
    (
        {"listed_smes.2022": "31", "pre_listing_smes.2022": "30", "smes.2022": "60"},
        Finding(
            "R2-03",
            Rank.BLOCK,
            "二",
            ("listed_smes.2022", "pre_listing_smes.2022", "smes.2022"),
            "第二部分“主导产业相关的上市中小企业数量”（2022年）和上市辅导期中小企业数量共61家，"
            "多于同年集群中小企业数量60家，请核对三栏。",
            ("填报说明8",),
        ),
    ),
    (
        {"little_giants.2021": "8", "specialized_smes.2021": "无"},
        Finding(
            "R2-04",
            Rank.HINT,
            "二",
            ("little_giants.2021", "specialized_smes.2021"),
            "第二部分“主导产业相关的国家级专精特新“小巨人”企业数量”（2021年）填了8家，"
            "多于同年主导产业相关的省级专精特新中小企业数量“无”，请核对两栏。",
            ("填报说明1",),
        ),
    ),
    (
        {**years("little_giants", "12", "17", "21"), **years("specialized_smes", "2", "3", "4")},
        Finding(
            "R2-19",
            Rank.EXPLAIN,
            "二",
            (
                *("little_giants.2021", "little_giants.2022", "little_giants.2023"),
                *("specialized_smes.2021", "specialized_smes.2022", "specialized_smes.2023"),
            ),
            "第二部分“主导产业相关的国家级专精特新“小巨人”企业数量”（2021年、2022年、2023年）"
            "填了12家、17家、21家，多于同年主导产业相关的省级专精特新中小企业数量2家、3家、4家，"
            "疑似与其填反，请核对两栏；省级数量不含“小巨人”企业的请说明。",
            ("填报说明1",),
        ),
    ),
    (
        years("champions", "3", "2", "无"),
        Finding(
            "R2-05",
            Rank.EXPLAIN,
            "二",
            ("champions.2021", "champions.2022", "champions.2023"),
            "第二部分“主导产业相关的国家级制造业单项冠军企业数量”（2022年、2023年）比上年减少"
            "（2021年3家、2022年2家、2023年“无”），"
            "请核对；属实的请说明原因，如企业迁出、称号到期。",
            ("填报说明1",),
        ),
    ),
    (
        {
            **years("output", "100.00", None, "144.00"),
            **years("leading_output_share", "80.00", None, "80.00"),
            "leading_output_growth": "44.00",
        },
        Finding(
            "R2-06",
            Rank.BLOCK,
            "二",
            (
                "leading_output_growth",
                *("output.2023", "leading_output_share.2023"),
                *("output.2021", "leading_output_share.2021"),
            ),
            "第二部分“近三年集群主导产业产值年均增速（%）”填了44.00%，按填报的数据计算应为20.00%"
            "（2021—2023年，两个间隔）；所填与三年累计增长率一致，应换算为年均增速，请核对。",
            ("填报说明9",),
        ),
    ),
    (
        {
            "exports.2022": "24953.83",
            "exports.2023": "28609.60",
            "exports_growth.2023": "12.78",
        },
        Finding(
            "R2-07",
            Rank.BLOCK,
            "二",
            ("exports_growth.2023", "exports.2023", "exports.2022"),
            "第二部分“集群主导产品出口贸易额增长率（%）”（2023年）填了12.78%，"
            "按填报的数据计算应为14.65%；所填与除以当年数的结果一致，增长率应除以上年数，请核对。",
            ("填报说明5",),
        ),
    ),
    (
        {"fdi.2020": "无", "fdi.2021": "4387.02", "fdi_growth.2021": "100.00"},
        Finding(
            "R2-08",
            Rank.BLOCK,
            "二",
            ("fdi_growth.2021", "fdi.2021", "fdi.2020"),
            "第二部分“集群外商直接投资额增长率（%）”（2021年）填了100.00%，"
            "但2020年集群外商直接投资额“无”，没有可比的基数，应填“无”，请核对。",
            ("填报说明2", "填报说明5"),
        ),
    ),
    (
        {
            **years("fdi", "6451.50", "6800.00", "7500.00"),
            **years("fdi_usd", "1000.00", "1000.00", "1000.00"),
        },
        Finding(
            "R2-09",
            Rank.EXPLAIN,
            "二",
            ("fdi.2022", "fdi.2023"),
            "第二部分“集群外商直接投资额（万元）”（2022年、2023年）填了6800.00万元、7500.00万元，"
            "而测算底稿中的美元金额按该年度汇率折算为6726.10万元、7046.70万元，"
            "请核对；采用其他汇率的请说明。",
            ("填报说明5",),
        ),
    ),
    (
        {"fdi.2022": "5515.40", "fdi.2023": "0.63", "fdi_growth.2023": "13.71"},
        Finding(
            "R2-10",
            Rank.BLOCK,
            "二",
            ("fdi.2023", "fdi_growth.2023", "fdi.2022"),
            "第二部分“集群外商直接投资额（万元）”（2023年）填了0.63万元，"
            "与填报的2023年集群外商直接投资额增长率13.71%不符；"
            "疑似把亿元填进了万元栏，换算后与之相符，请核对改正。",
            ("填报说明5",),
        ),
    ),
    (
        {
            **years("exports", "1000.00", "2100.00", "1440.00"),
            "exports_growth.2022": "20.00",
            "exports_growth.2023": "20.00",
        },
        Finding(
            "R2-10",
            Rank.BLOCK,
            "二",
            (
                "exports.2022",
                *("exports_growth.2022", "exports.2021"),
                *("exports_growth.2023", "exports.2023"),
            ),
            "第二部分“集群主导产品出口贸易额（万元）”（2022年）填了2100.00万元，"
            "与填报的2022年集群主导产品出口贸易额增长率20.00%、"
            "2023年集群主导产品出口贸易额增长率20.00%不符；"
            "按前后两年的增长率推算为1200.00万元，与之相符，请核对改正。",
            ("填报说明5",),
        ),
    ),
    (
        years("software_purchase", "0.13", "1534.20", "1872.80"),
        Finding(
            "R2-11",
            Rank.EXPLAIN,
            "四",
            ("software_purchase.2021",),
            "第四部分“工业软件采购金额（万元）”（2021年）填了0.13万元，"
            "与2022年1534.20万元、2023年1872.80万元相差约一万倍，"
            "疑似把亿元填进了万元栏，请核对；属实的请说明原因。",
            ("填报说明5",),
        ),
    ),
    (
        years("exports", "2.14", "2.50", "2.86"),
        Finding(
            "R2-11",
            Rank.EXPLAIN,
            "二",
            ("exports.2021", "exports.2022", "exports.2023"),
            "第二部分“集群主导产品出口贸易额（万元）”（2021年、2022年、2023年）"
            "填了2.14万元、2.50万元、2.86万元，"
            "疑似把亿元填进了万元栏，请核对；属实的请说明原因。",
            ("填报说明5",),
        ),
    ),
    (
        years("rd_staff", "1012", "11350", "1268"),
        Finding(
            "R2-12",
            Rank.EXPLAIN,
            "三",
            ("rd_staff.2022",),
            "第三部分“集群中小企业研发人员数量”（2022年）与相邻年份相差超过3倍"
            "（2021年1012人、2022年11350人、2023年1268人），请核对；属实的请说明原因。",
            ("填报说明1",),
        ),
    ),
    (
        years("output", "52.36", "52.36", "52.36"),
        Finding(
            "R2-13",
            Rank.EXPLAIN,
            "二",
            ("output.2021", "output.2022", "output.2023"),
            "第二部分“集群总产值（亿元）”（2021年、2022年、2023年）都填了52.36亿元，"
            "请核对；属实的请说明原因。",
            ("填报说明1",),
        ),
    ),
    (
        {
            **years("output", "100.00", "120.00", "130.00"),
            **years("output_district_share", "25.00", "25.00", "52.00"),
        },
        Finding(
            "R2-14",
            Rank.EXPLAIN,
            "二",
            (
                *("output_district_share.2022", "output_district_share.2023"),
                *("output.2022", "output.2023"),
            ),
            "第二部分“集群总产值占所在县级行政区划产值比例（%）”（2022年、2023年）"
            "推得的全区产值为2022年480.00亿元、2023年250.00亿元，相邻年份相差超过1.3倍，"
            "请核对占比和总产值；属实的请说明原因。",
            (),
        ),
    ),
    (
        years("output_district_share", "无", "100", "100.00"),
        Finding(
            "R2-15",
            Rank.EXPLAIN,
            "二",
            ("output_district_share.2022", "output_district_share.2023"),
            "第二部分“集群总产值占所在县级行政区划产值比例（%）”（2022年、2023年）为100%，"
            "即全区产值都来自本集群，请核对；属实的请说明原因。",
            (),
        ),
    ),
    (
        years("sme_output_share", "0.77", "0.78", "1.00"),
        Finding(
            "R2-17",
            Rank.EXPLAIN,
            "二",
            ("sme_output_share.2021", "sme_output_share.2022", "sme_output_share.2023"),
            "第二部分“集群内中小企业产值占集群总产值比例（%）”（2021年、2022年、2023年）"
            "填了0.77%、0.78%、1.00%，疑似未乘100%（应为77.00%、78.00%、100.00%），"
            "请核对；属实的请说明原因。",
            ("填报说明1",),
        ),
    ),
    (
        {
            "fdi.2021": "4387.02",
            "fdi.2022": "735.00",
            "fdi_usd.2022": "735.00",
            "fdi_growth.2022": "12.69",
        },
        Finding(
            "R2-18",
            Rank.BLOCK,
            "二",
            ("fdi.2022", "fdi_growth.2022", "fdi.2021"),
            "第二部分“集群外商直接投资额（万元）”（2022年）填了735.00万元，"
            "与测算底稿中的美元金额相同，未换算为人民币；"
            "测算底稿中的美元金额按该年度汇率折算为4943.68万元，请改正。",
            ("填报说明5",),
        ),
    ),
    (
        {
            "exports.2021": "21418.98",
            "exports.2022": "24953.83",
            "exports.2023": "28609.60",
            "exports_growth.2022": "14.65",
            "exports_growth.2023": "16.50",
        },
        Finding(
            "R2-07",
            Rank.BLOCK,
            "二",
            (
                *("exports_growth.2022", "exports.2022", "exports.2021"),
                *("exports_growth.2023", "exports.2023"),
            ),
            "第二部分“集群主导产品出口贸易额增长率（%）”（2022年、2023年）填了14.65%、16.50%，"
            "按填报的数据计算应为16.50%、14.65%；疑似两年填反，请核对。",
            ("填报说明5",),
        ),
    ),
    (
        {"sme_output_share.2022": "77.82", "smes.2022": "63", "firms.2022": "63"},
        Finding(
            "R2-16",
            Rank.EXPLAIN,
            "二",
            ("sme_output_share.2022", "smes.2022", "firms.2022"),
            "第二部分“集群内中小企业产值占集群总产值比例（%）”（2022年）填了77.82%，"
            "而63家企业全部是中小企业，占比应为100%，请核对；属实的请说明原因。",
            ("填报说明8",),
        ),
    ),
]


@pytest.mark.parametrize(("typed", "finding"), SAID, ids=[f.rule for _, f in SAID])
def test_what_each_rule_says(typed: Typed, finding: Finding) -> None:
    assert findings(typed) == [finding]


def test_every_rule_is_shown_above() -> None:
    shown = {finding.rule for _, finding in SAID}
    here = {id for id, r in RULES.items() if not r.check.__module__.endswith(".products")}
    assert shown == {id for id in here if id.startswith("R2-")}


# --- Parts of a whole ---

OF_SMES = ["specialized_smes", "little_giants", "innovative_smes", "listed_smes"]


@pytest.mark.parametrize("title", [*OF_SMES, "pre_listing_smes"])
def test_a_title_of_smes_is_held_by_smes(title: str) -> None:
    assert broken({f"{title}.2022": "60", "smes.2022": "60", "firms.2022": "90"}) == []
    assert broken({f"{title}.2022": "61", "smes.2022": "60", "firms.2022": "90"}) == [
        ("R2-02", (f"{title}.2022", "smes.2022"))
    ]


@pytest.mark.parametrize("title", ["champions", "high_tech_firms"])
def test_large_firms_may_hold_the_other_titles(title: str) -> None:
    assert broken({f"{title}.2022": "63", "smes.2022": "60", "firms.2022": "63"}) == []
    assert broken({f"{title}.2022": "64", "smes.2022": "60", "firms.2022": "63"}) == [
        ("R2-02", (f"{title}.2022", "firms.2022"))
    ]


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ({"smes.2021": "59", "firms.2021": "59"}, []),
        ({"smes.2021": "1", "firms.2021": "无"}, ["R2-01"]),
        ({"smes.2021": "无", "firms.2021": "无"}, []),
        # Blank, unreadable and impossible figures are other rules' business.
        ({"smes.2021": "60"}, []),
        ({"smes.2021": "60", "firms.2022": "59"}, []),
        ({"smes.2021": "60", "firms.2021": "-1"}, []),
        ({"smes.2021": "60.5", "firms.2021": "60"}, []),
    ],
)
def test_smes_are_firms(typed: Typed, rules: list[str]) -> None:
    assert rules_broken(typed) == rules


@pytest.mark.parametrize(
    ("listed", "preparing", "smes", "rules"),
    [
        ("30", "30", "60", []),
        ("31", "30", "60", ["R2-03"]),
        ("60", "1", "60", ["R2-03"]),
        ("61", "1", "60", ["R2-02"]),
        ("1", "61", "60", ["R2-02"]),
        ("无", "60", "60", []),
        ("31", None, "30", ["R2-02"]),
        ("31", "30", None, []),
    ],
)
def test_firms_on_the_way_to_the_exchange(
    listed: str, preparing: str | None, smes: str | None, rules: list[str]
) -> None:
    typed = {"listed_smes.2022": listed, "pre_listing_smes.2022": preparing, "smes.2022": smes}
    assert rules_broken(typed) == rules


@pytest.mark.parametrize(
    ("giants", "specialized", "smes", "rules"),
    [
        ("7", "7", "60", []),
        ("8", "7", "60", ["R2-04"]),
        ("8", "7", None, ["R2-04"]),
        ("8", "7", "8", ["R2-04"]),
        ("9", "7", "8", ["R2-02"]),
        ("9", "9", "8", ["R2-02", "R2-02"]),
        ("8", None, "60", []),
    ],
)
def test_giants_come_out_of_the_specialized(
    giants: str, specialized: str | None, smes: str | None, rules: list[str]
) -> None:
    typed = {
        "little_giants.2022": giants,
        "specialized_smes.2022": specialized,
        "smes.2022": smes,
    }
    assert rules_broken(typed) == rules


@pytest.mark.parametrize(
    ("giants", "specialized", "rules"),
    [
        (("12", "17", "21"), ("2", "3", "4"), ["R2-19"]),
        # Two years will do, where no other says otherwise.
        ((None, "17", "21"), ("2", "3", "4"), ["R2-19"]),
        (("无", "17", "21"), ("无", "3", "4"), ["R2-19"]),
        (("12", "17", "21"), ("8", "9", "22"), ["R2-04"]),
        (("8", "17", "21"), ("9", "10", "11"), ["R2-04"]),
        ((None, None, "21"), ("2", "3", "4"), ["R2-04"]),
        (("无", "无", "21"), ("无", "无", "4"), ["R2-04"]),
        (("2", "3", "4"), ("2", "3", "4"), []),
        # More than there are SMEs is wrong in either column.
        (("30", "40", "65"), ("2", "3", "4"), ["R2-02", "R2-04"]),
        (("30", "40", "64"), ("2", "3", "4"), ["R2-19"]),
    ],
)
def test_giants_and_specialized_in_each_others_row(
    giants: tuple[str | None, ...], specialized: tuple[str | None, ...], rules: list[str]
) -> None:
    typed = {
        **years("smes", "56", "60", "64"),
        **years("little_giants", *giants),
        **years("specialized_smes", *specialized),
    }
    assert sorted(rules_broken(typed)) == rules


ROWS_SWAPPED = {
    **years("little_giants", "12", "17", "21"),
    **years("specialized_smes", "2", "3", "4"),
}


def told_with_texts(typed: Typed) -> list[Finding]:
    """All that the clean declaration then breaks, whose texts quote its figures."""
    return [f for f in Part("R").findings(typed, over_clean=True) if f.rule != "RE-02"]


def test_texts_that_quote_rows_the_right_way_round_confirm_that_they_are_swapped() -> None:
    (finding,) = told_with_texts(ROWS_SWAPPED)
    assert finding.rule == "R2-19"
    assert finding.fields[6:] == ("plan.overview", "targets.added.leading.1.base")
    assert finding.message == (
        "第二部分“主导产业相关的国家级专精特新“小巨人”企业数量”（2021年、2022年、2023年）"
        "填了12家、17家、21家，多于同年主导产业相关的省级专精特新中小企业数量2家、3家、4家，"
        "疑似与其填反（第八部分“集群基本情况简介”、第八部分“主导产业增加指标2023年基准值（第1项）”"
        "所写也正好相反），请核对两栏；省级数量不含“小巨人”企业的请说明。"
    )


def test_texts_that_say_something_else_are_told_besides() -> None:
    """Swapped back, 21 specialized would still not be the 31 that the text speaks of."""
    found = told_with_texts({**ROWS_SWAPPED, "digital": "集群内有专精特新中小企业31家。"})
    assert [(f.rule, f.fields[0]) for f in found] == [
        ("R2-19", "little_giants.2021"),
        ("RT-01", "digital"),
    ]
    found = told_with_texts({**ROWS_SWAPPED, "digital": "集群内有中小企业46家。"})
    assert [f.rule for f in found] == ["R2-19", "RT-01"]


# --- Titles over the years ---


@pytest.mark.parametrize(
    ("counts", "keys"),
    [
        (("12", "12", "12"), None),
        (("12", "17", "21"), None),
        (("12", "11", "11"), (2021, 2022)),
        (("12", "12", "11"), (2022, 2023)),
        (("12", "11", "10"), (2021, 2022, 2023)),
        (("12", "17", "16"), (2022, 2023)),
        (("2", "无", "无"), (2021, 2022)),
        (("2", "0", "无"), (2021, 2022)),
        (("无", "无", "2"), None),
        # Over a blank year nothing can be said.
        (("12", None, "11"), None),
    ],
)
@pytest.mark.parametrize("title", [*OF_SMES[:3], "champions", "high_tech_firms"])
def test_titles_that_fall(
    title: str, counts: tuple[str | None, ...], keys: tuple[int, ...] | None
) -> None:
    wanted = [("R2-05", tuple(f"{title}.{year}" for year in keys))] if keys else []
    assert broken(years(title, *counts)) == wanted


@pytest.mark.parametrize("title", ["listed_smes", "pre_listing_smes"])
def test_firms_leave_the_way_to_the_exchange(title: str) -> None:
    assert broken(years(title, "5", "4", "3")) == []


def test_a_fall_from_what_is_impossible_is_none() -> None:
    """210 of 56 SMEs is the mistake; that 17 are fewer is none."""
    typed = years("specialized_smes", "210", "17", "21") | years("smes", "56", "60", "64")
    assert broken(typed) == [("R2-02", ("specialized_smes.2021", "smes.2021"))]
    typed = years("specialized_smes", "17", "210", "21") | years("smes", "56", "60", "64")
    assert broken(typed) == [("R2-02", ("specialized_smes.2022", "smes.2022"))]


# --- Growth ---


@pytest.mark.parametrize("growth", ["fdi_growth", "exports_growth"])
@pytest.mark.parametrize(
    ("before", "now", "declared", "rules"),
    [
        ("4387.02", "4943.68", "12.69", []),
        ("4387.02", "4943.68", "12.68", ["R2-07"]),
        ("4387.02", "4943.68", "12.70", ["R2-07"]),
        ("4387.02", "4943.68", "无", ["R2-07"]),
        ("4387.02", "4943.68", None, []),
        ("4387.02", None, "12.69", []),
        (None, "4943.68", "12.69", []),
        # Nothing changed: 0 and 无 both say so.
        ("4387.02", "4387.02", "无", []),
        ("4387.02", "4387.02", "0", []),
        # All gone: －100 %, or no growth to speak of.
        ("4387.02", "无", "-100", []),
        ("4387.02", "无", "无", []),
        ("4387.02", "0", "无", []),
        ("4387.02", "无", "0", ["R2-07"]),
        ("4387.02", "无", "-99.98", ["R2-07"]),
        # From nothing there is no growth.
        ("无", "4943.68", "无", []),
        ("无", "4943.68", "0", ["R2-08"]),
        ("0", "4943.68", "12.69", ["R2-08"]),
        ("无", "无", "无", []),
        ("无", "0", "0", []),
        ("0", "0", "-100", ["R2-08"]),
        ("无", None, "12.69", []),
        ("无", "4943.68", None, []),
        # A few yuan, printed as 0.00, may have grown to a few more.
        ("0.00", "0.01", "100.00", []),
    ],
)
def test_growth_of_foreign_money(
    growth: str, before: str | None, now: str | None, declared: str | None, rules: list[str]
) -> None:
    amount = growth.removesuffix("_growth")
    typed = {f"{amount}.2022": before, f"{amount}.2023": now, f"{growth}.2023": declared}
    assert [rule for rule in rules_broken(typed) if rule != "R2-11"] == rules


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_every_year_has_its_growth(year: int) -> None:
    typed = {
        f"fdi.{year - 1}": "1000.00",
        f"fdi.{year}": "1100.00",
        f"fdi_growth.{year}": "9.09",
    }
    assert broken(typed) == [("R2-07", (f"fdi_growth.{year}", f"fdi.{year}", f"fdi.{year - 1}"))]
    nothing = {**typed, f"fdi.{year - 1}": "无"}
    assert broken(nothing) == [("R2-08", (f"fdi_growth.{year}", f"fdi.{year}", f"fdi.{year - 1}"))]


@pytest.mark.parametrize(
    ("declared", "rules"),
    [
        # ³√(52.92 ÷ 40) over three intervals, √(52.92 ÷ 44) over two.
        ("9.78", []),
        ("9.67", []),
        ("9.72", ["R2-06"]),
        ("9.80", ["R2-06"]),
        ("9.65", ["R2-06"]),
        ("无", ["R2-06"]),
        (None, []),
    ],
)
def test_leading_growth_fits_either_reading(declared: str | None, rules: list[str]) -> None:
    """The intervals are about ±0.01 wide, as output and share are printed with two decimals."""
    typed = {
        **years("output", "4400.00", None, "5303.00"),
        **years("leading_output_share", "100", None, "100"),
        "output.2020": "4020.00",
        "leading_output_share.2020": "100",
        "leading_output_growth": declared,
    }
    assert rules_broken(typed) == rules


def half_up(value: Fraction) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"


def a_cent_more(typed: str, step: int = 1) -> str:
    return f"{Decimal(typed) + step * Decimal('0.01'):f}"


TRUE_AMOUNTS = st.decimals("0.01", "99999", places=5).map(Fraction)
STEPS = st.sampled_from([-1, 1])


@given(now=TRUE_AMOUNTS, before=TRUE_AMOUNTS)
@pytest.mark.parametrize("id", ["fdi", "exports"])
def test_true_growth_is_never_complained_of(id: str, now: Fraction, before: Fraction) -> None:
    typed = {
        f"{id}.2021": half_up(before),
        f"{id}.2022": half_up(now),
        f"{id}_growth.2022": half_up((now / before - 1) * 100),
    }
    assert {"R2-07", "R2-08", "R2-10"} & set(rules_broken(typed)) == set()


@given(
    now=st.decimals("1000", "99999", places=2),
    before=st.decimals("1000", "99999", places=2),
    step=STEPS,
)
def test_growth_a_cent_beyond_what_is_possible_is_wrong(
    now: Decimal, before: Decimal, step: int
) -> None:
    """The printed rates that some true values give are those between two; the next is wrong."""
    half = Fraction(1, 200)
    least = ((Fraction(now) - half) / (Fraction(before) + half) - 1) * 100
    greatest = ((Fraction(now) + half) / (Fraction(before) - half) - 1) * 100
    edge = least - half if step < 0 else greatest + half
    cents = edge * 100
    possible = cents.__ceil__() if step < 0 else cents.__floor__()
    typed = {"fdi.2021": f"{before}", "fdi.2022": f"{now}"}
    right, wrong = (f"{Decimal(possible + n) / 100:.2f}" for n in (0, step))
    assume(Decimal(wrong) >= -100)
    assert "R2-07" not in rules_broken({**typed, "fdi_growth.2022": right})
    assert "R2-07" in rules_broken({**typed, "fdi_growth.2022": wrong})


def root(value: Fraction) -> Fraction:
    """The square root, to thirty digits."""
    scale = 10**30
    return Fraction(isqrt(value.numerator * scale**2 // value.denominator), scale)


@given(
    output=st.tuples(TRUE_AMOUNTS, TRUE_AMOUNTS),
    share=st.tuples(*[st.decimals("1", "100", places=4).map(Fraction)] * 2),
)
def test_true_leading_growth_is_never_complained_of(
    output: tuple[Fraction, Fraction], share: tuple[Fraction, Fraction]
) -> None:
    (first, last), (first_share, last_share) = output, share
    growth = (root(last * last_share / (first * first_share)) - 1) * 100
    typed = {
        **years("output", half_up(first), None, half_up(last)),
        **years("leading_output_share", half_up(first_share), None, half_up(last_share)),
        "leading_output_growth": half_up(growth),
    }
    assume(Decimal(half_up(growth)) < 10**6)
    assert {"R2-06", "R2-10"} & set(rules_broken(typed)) == set()


@given(
    dollars=st.decimals("1", "99999", places=5).map(Fraction),
    rate=st.decimals("5", "9", places=4).map(Fraction),
)
def test_a_true_conversion_is_never_complained_of(dollars: Fraction, rate: Fraction) -> None:
    typed = {
        "exports.2022": half_up(dollars * rate),
        "exports_usd.2022": half_up(dollars),
        "usd_rate.2022": f"{Decimal(rate.numerator) / Decimal(rate.denominator):f}",
    }
    assert "R2-09" not in rules_broken(typed)


# --- What a declared figure is compared with ---


def leading(declared: str, **prior: str) -> list[str]:
    """What is said of a growth, over output of which all is of the leading industry."""
    typed = {
        **years("output", "1000.00", "1100.00", "1325.10"),
        **years("leading_output_share", "100", "100", "100"),
        "leading_output_growth": declared,
        **{f"{id}.2020": value for id, value in prior.items()},
    }
    return [f.message.partition("两个间隔）")[2] for f in findings(typed)]


def test_what_the_worksheet_lacks_for_another_reading_is_asked_for() -> None:
    asked = "；按2020—2023年三个间隔计算的，请在测算底稿补填"
    output, share = "2020年集群总产值", "2020年集群主导产业产值占集群总产值比例"
    assert leading("13.42") == [f"{asked}{output}、{share}，请核对。"]
    assert leading("13.42", output="900.00") == [f"{asked}{share}，请核对。"]
    complete = leading("13.42", output="900.00", leading_output_share="100")
    assert complete == ["，或13.76%（2020—2023年，三个间隔），请核对。"]


def test_too_few_decimals_are_no_other_slip() -> None:
    """15.11 as 15.1; 15.2 is neither, nor is 15.05."""
    assert leading("15.1") == ["；所填疑似只保留了1位小数，请核对。"]
    assert leading("15") == ["；所填疑似只保留了整数，请核对。"]
    assert "只保留" not in leading("15.3")[0]
    assert "只保留" not in leading("15.05")[0]
    assert "只保留" not in leading("16")[0]


# --- One mistake, one finding ---


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        # The unit of one year: not also a jump, other dollars, or two wrong growths.
        (
            {"fdi.2022": "0.49"},
            [
                (
                    "R2-10",
                    ("fdi.2022", "fdi_growth.2022", "fdi.2021", "fdi_growth.2023", "fdi.2023"),
                )
            ],
        ),
        ({"fdi.2022": "0.49", "fdi_usd.2022": None}, [("R2-10", None)]),
        ({"output.2023": "694800.00"}, [("R2-10", None)]),
        ({"output.2022": "601500.00"}, [("R2-11", ("output.2022",))]),
        # A slip of the pen in an amount.
        ({"fdi.2022": "4493.68"}, [("R2-10", None)]),
        ({"fdi.2022": "49436.80", "fdi_usd.2022": None}, [("R2-10", None)]),
        # A wrong amount whose growth was computed from it: the dollars say so.
        ({"fdi.2023": "55668.90", "fdi_growth.2023": "1026.06"}, [("R2-09", ("fdi.2023",))]),
        # The point in the wrong place: the growth that it contradicts tells which way.
        ({"output.2023": "694.80"}, [("R2-10", None)]),
        ({"output.2021": "5.24"}, [("R2-10", None)]),
        # All the spending in 万元, which no year of the intensity agrees with.
        (years("rd_spend", "24800", "29700", "35500"), [("R2-10", None)]),
        (
            years("software_purchase", "12865000", "15342000", "18728000"),
            [("R2-11", tuple(f"software_purchase.{year}" for year in (2021, 2022, 2023)))],
        ),
        # A little software comes and goes.
        (years("software_purchase", "1.2", "5", "0.8"), []),
        # Dollars for yuan in every year, which the growth contradicts besides.
        (years("fdi", "680", "735", "790"), [("R2-18", None)]),
        # Growth of two years in each other's column.
        ({"fdi_growth.2022": "12.61", "fdi_growth.2023": "12.69"}, [("R2-07", None)]),
        # A growth by itself.
        ({"fdi_growth.2022": "11.26"}, [("R2-07", None)]),
        # A share with its point in the wrong place.
        ({"output_district_share.2022": "2.28"}, [("R2-14", None)]),
        ({"leading_output_share.2023": "8.41"}, [("R2-06", None)]),
        ({"leading_output_share.2022": "8.31"}, [("R2-12", ("leading_output_share.2022",))]),
        # Counts.
        ({"specialized_smes.2022": "170"}, [("R2-02", None)]),
        ({"specialized_smes.2021": "120"}, [("R2-02", None)]),
        ({"smes.2022": "600"}, [("R2-01", ("smes.2022", "firms.2022"))]),
        ({"listed_smes.2022": "31", "pre_listing_smes.2022": "30"}, [("R2-03", None)]),
        (
            {"high_tech_firms.2023": "4"},
            [("R2-05", ("high_tech_firms.2022", "high_tech_firms.2023"))],
        ),
        (
            {"high_tech_firms.2022": "63"},
            [("R2-05", ("high_tech_firms.2022", "high_tech_firms.2023"))],
        ),
        # No foreign money at all is no mistake.
        (
            {
                **years("fdi", "无", "无", "无"),
                **years("fdi_growth", "无", "无", "无"),
                **years("fdi_usd", "无", "无", "无"),
                "fdi.2020": "无",
                "fdi_usd.2020": "无",
            },
            [],
        ),
        # Two mistakes.
        (
            {"exports_growth.2023": "12.78", "fdi_growth.2023": "11.19"},
            [("R2-07", None), ("R2-07", None)],
        ),
        (
            {"rd_staff.2022": "200", "ip_granted.2022": "31"},
            [("R2-12", ("rd_staff.2022",)), ("R2-12", ("ip_granted.2022",))],
        ),
    ],
)
def test_one_mistake_in_a_clean_declaration_is_said_once(
    changes: Typed, found: list[tuple[str, tuple[str, ...] | None]]
) -> None:
    told = [(f.rule, f.fields) for f in findings(changes, over_clean=True)]
    assert [rule for rule, _ in told] == [rule for rule, _ in found]
    assert all(keys in (None, fields) for (_, keys), (_, fields) in zip(found, told, strict=True))


@pytest.mark.parametrize(
    ("share", "smes", "firms", "rules"),
    [
        ("99.99", "63", "63", ["R2-16"]),
        ("100", "63", "63", []),
        ("无", "63", "63", ["R2-16"]),
        ("77.82", "62", "63", []),
        ("77.82", None, "63", []),
        ("77.82", "63", None, []),
        (None, "63", "63", []),
        ("77.82", "无", "无", []),
    ],
)
def test_where_all_are_smes_they_make_all_of_the_output(
    share: str | None, smes: str | None, firms: str | None, rules: list[str]
) -> None:
    typed = {"sme_output_share.2022": share, "smes.2022": smes, "firms.2022": firms}
    assert rules_broken(typed) == rules


@pytest.mark.parametrize(
    ("shares", "rules"),
    [
        (("100", "100", "100"), ["R2-15"]),
        (("100", None, None), ["R2-15"]),
        (("100", "99.99", "100"), []),
        (("无", "无", "无"), []),
        ((None, None, None), []),
    ],
)
def test_a_cluster_that_is_all_of_its_district(
    shares: tuple[str | None, ...], rules: list[str]
) -> None:
    assert rules_broken(years("output_district_share", *shares)) == rules


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_years_are_those_of_the_edition(edition_id: str) -> None:
    """The same mistakes in the base year of every edition."""
    facts = blank(edition_id)
    base = facts.edition.years.base
    typed = {
        f"smes.{base}": "2",
        f"firms.{base}": "1",
        f"fdi.{base - 1}": "1000.00",
        f"fdi.{base}": "1100.00",
        f"fdi_growth.{base}": "9.09",
    }
    found = check(Case(facts=typed_over(facts, typed))).findings
    assert [(f.rule, f.fields) for f in found if f.rule.startswith("R2-")] == [
        ("R2-01", (f"smes.{base}", f"firms.{base}")),
        ("R2-07", (f"fdi_growth.{base}", f"fdi.{base}", f"fdi.{base - 1}")),
    ]
