"""Part 四: firms in the cloud and on platforms, industrial software, pilots."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.form import EDITIONS
from jiqun.core.rules import RULES, Finding, Rank, check
from jiqun.core.rules.example import typed_over
from tests.declarations import blank
from tests.judging import Part, Typed, years

PART = Part("R4")
findings = PART.findings
broken = PART.broken
rules_broken = PART.rules_broken


# --- Each rule once, in full ---

RISING = {
    "software_rising": "yes",
    **years("software_users", "34", "42", "50"),
    **years("software_asked", "59", "63", "67"),
}
RATE_KEYS = tuple(
    f"software_{end}.{year}" for year in (2021, 2022, 2023) for end in ("users", "asked")
)


SAID: list[tuple[Typed, Finding]] = [
    (
        {"iiot_smes": "65", "smes.2023": "64", "iiot_rate": "100"},
        Finding(
            "R4-01",
            Rank.BLOCK,
            "四",
            ("iiot_smes", "smes.2023"),
            "第四部分“集群接入工业互联网平台的中小企业数量”填了65家，"
            "多于2023年集群中小企业数量64家，请核对两栏。",
            ("填报说明6", "填报说明12", "填报说明13"),
        ),
    ),
    (
        {"cloud_smes": "236", "smes.2023": "293", "firms.2023": "301", "cloud_rate": "78.41"},
        Finding(
            "R4-02",
            Rank.BLOCK,
            "四",
            ("cloud_rate", "cloud_smes", "smes.2023"),
            "第四部分“集群中小企业上云比例（%）”填了78.41%，按填报的数据计算应为80.55%；"
            "所填与除以集群全部企业数一致，应除以中小企业数量，请核对。",
            ("填报说明12", "填报说明13"),
        ),
    ),
    (
        {"rd_tools_rate": "77.00", "smes.2023": "64"},
        Finding(
            "R4-03",
            Rank.EXPLAIN,
            "四",
            ("rd_tools_rate",),
            "第四部分“集群中小企业数字化研发工具应用普及率（%）”填了77.00%，"
            "64家中小企业中没有整数家与之对应（49家为76.56%），"
            "请核对；按其他范围统计的请说明。",
            ("填报说明6", "填报说明8"),
        ),
    ),
    (
        {**RISING, "software_users.2023": "40"},
        Finding(
            "R4-04",
            Rank.EXPLAIN,
            "四",
            ("software_rising", *RATE_KEYS),
            "第四部分“工业软件应用率稳步提升”选了“是”，但测算底稿中的应用率有下降"
            "（2021年57.63%、2022年66.67%、2023年59.70%），请核对；属实的请说明原因。",
            ("填报说明14",),
        ),
    ),
    (
        {"software_rising": "yes", **years("software_purchase", "30.00", "20.00", "无")},
        Finding(
            "R4-05",
            Rank.EXPLAIN,
            "四",
            (
                "software_rising",
                *("software_purchase.2021", "software_purchase.2022", "software_purchase.2023"),
            ),
            "第四部分“工业软件应用率稳步提升”选了“是”，但工业软件采购金额逐年减少"
            "（2021年30.00万元、2022年20.00万元、2023年“无”），"
            "请核对；应用率确有提升的，请说明各年应用率。",
            ("填报说明14",),
        ),
    ),
    (
        {**RISING, "software_rising": "no"},
        Finding(
            "R4-06",
            Rank.HINT,
            "四",
            ("software_rising", *RATE_KEYS),
            "第四部分“工业软件应用率稳步提升”选了“否”，但测算底稿中的应用率逐年提升"
            "（2021年57.63%、2022年66.67%、2023年74.63%），请核对。",
            ("填报说明14",),
        ),
    ),
    (
        {"software_users.2022": "64", "software_asked.2022": "63"},
        Finding(
            "R4-07",
            Rank.BLOCK,
            "测算底稿",
            ("software_users.2022", "software_asked.2022"),
            "测算底稿“应用工业软件的企业数量”（2022年）填了64家，"
            "多于同年计入工业软件应用率的企业总数63家，请核对两栏。",
            ("填报说明14",),
        ),
    ),
    (
        {"software_asked.2021": "64", "firms.2021": "63"},
        Finding(
            "R4-08",
            Rank.EXPLAIN,
            "测算底稿",
            ("software_asked.2021", "firms.2021"),
            "测算底稿“计入工业软件应用率的企业总数”（2021年）填了64家，"
            "多于同年集群企业数量63家，请核对两栏。",
            ("填报说明14",),
        ),
    ),
    (
        {"new_models_work": ("national_pilots",), "national_pilots.count": "无"},
        Finding(
            "R4-09",
            Rank.BLOCK,
            "四",
            ("new_models_work", "national_pilots.count"),
            "第四部分“集群已开展的数字化新模式新业态推广工作”勾选了"
            "“建有国家智能制造、工业互联网以及其它国家新模式新业态试点示范项目”，"
            "而“国家级试点示范项目数量”填了“无”，请核对勾选和数量。",
            ("填报说明1", "填报说明4"),
        ),
    ),
    (
        {"new_models_work": ("national_pilots",), "provincial_pilots.count": "3"},
        Finding(
            "R4-10",
            Rank.EXPLAIN,
            "四",
            ("new_models_work", "provincial_pilots.count"),
            "第四部分“集群已开展的数字化新模式新业态推广工作”没有勾选"
            "“建有省级智能制造、工业互联网以及其它国家新模式新业态试点示范项目”，"
            "而“省级试点示范项目数量”填了3个，请补充勾选；不应勾选的请说明原因。",
            ("填报说明1", "填报说明4"),
        ),
    ),
]


@pytest.mark.parametrize(("typed", "finding"), SAID, ids=[f.rule for _, f in SAID])
def test_what_each_rule_says(typed: Typed, finding: Finding) -> None:
    assert findings(typed) == [finding]


def test_every_rule_is_shown_above() -> None:
    assert [finding.rule for _, finding in SAID] == [id for id in RULES if id.startswith("R4-")]


# --- Shares of SMEs ---


@pytest.mark.parametrize("of", ["cloud", "iiot"])
@pytest.mark.parametrize(
    ("count", "smes", "rate", "rules"),
    [
        ("52", "64", "81.25", []),
        ("52", "64", "81.26", ["R4-02"]),
        ("52", "64", "81.24", ["R4-02"]),
        ("64", "64", "100", []),
        ("65", "64", None, ["R4-01"]),
        # What is more than all is said once, not again as a rate beyond 100.
        ("65", "64", "98.00", ["R4-01"]),
        ("无", "64", "无", []),
        ("无", "64", "0", []),
        ("52", "64", "无", ["R4-02"]),
        ("1", "无", None, ["R4-01"]),
        # Blank and impossible figures are other rules' business.
        (None, "64", "81.25", []),
        ("52", None, "81.25", []),
        ("52", "64", None, []),
        ("52", "64", "181.25", []),
        ("52.5", "64", "81.25", []),
    ],
)
def test_counts_and_rates(
    of: str, count: str | None, smes: str | None, rate: str | None, rules: list[str]
) -> None:
    typed = {f"{of}_smes": count, "smes.2023": smes, f"{of}_rate": rate}
    assert rules_broken(typed) == rules


def test_each_rate_is_judged_by_its_own_count() -> None:
    typed = {
        "smes.2023": "64",
        "cloud_smes": "65",
        "cloud_rate": "100",
        "iiot_smes": "21",
        "iiot_rate": "31.34",
    }
    assert [(f.rule, f.fields[0]) for f in findings(typed)] == [
        ("R4-01", "cloud_smes"),
        ("R4-02", "iiot_rate"),
    ]


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, int, Decimal]:
    """So many of so many firms, and the share as people round it."""
    smes = draw(st.integers(1, 20_000))
    count = draw(st.integers(0, smes))
    share = (Decimal(count) * 100 / smes).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return count, smes, share


@given(share=shares())
@pytest.mark.parametrize("of", ["cloud", "iiot"])
def test_a_true_rate_is_never_complained_of_and_a_cent_beside_it_always(
    of: str, share: tuple[int, int, Decimal]
) -> None:
    """Counts are exact, so that the share has one rounding; two where it lies between them."""
    count, smes, rate = share
    typed = {f"{of}_smes": str(count), "smes.2023": str(smes)}
    assert "R4-02" not in rules_broken({**typed, f"{of}_rate": f"{rate}"})
    tie = Decimal(count) * 100 / smes == rate - Decimal("0.005")
    for step in ("-0.01", "0.01"):
        other = rate + Decimal(step)
        if 0 <= other <= 100 and not (tie and step == "-0.01"):
            assert "R4-02" in rules_broken({**typed, f"{of}_rate": f"{other}"})


@given(share=shares())
def test_a_true_share_has_whole_firms(share: tuple[int, int, Decimal]) -> None:
    _, smes, rate = share
    assert rules_broken({"smes.2023": str(smes), "rd_tools_rate": f"{rate}"}) == []


@given(rate=st.decimals("1.01", "100", places=2), smes=st.integers(1, 300))  # else R2-17
def test_a_share_that_no_count_gives_is_asked_about(rate: Decimal, smes: int) -> None:
    possible = {
        (Decimal(count) * 100 / smes).quantize(Decimal("0.01"), rounding)
        for count in range(smes + 1)
        for rounding in ("ROUND_HALF_UP", "ROUND_HALF_DOWN")
    }
    found = rules_broken({"smes.2023": str(smes), "rd_tools_rate": f"{rate}"})
    assert found == ([] if rate in possible else ["R4-03"])


@pytest.mark.parametrize(
    ("rate", "smes", "rules"),
    [
        ("76.56", "64", []),
        ("76.57", "64", ["R4-03"]),
        ("无", "64", []),
        ("33.33", "3", []),
        ("33.34", "3", ["R4-03"]),
        ("66.67", "无", []),
        ("66.67", None, []),
        (None, "3", []),
        ("168.26", "64", []),
    ],
)
def test_whole_firms(rate: str | None, smes: str | None, rules: list[str]) -> None:
    assert rules_broken({"rd_tools_rate": rate, "smes.2023": smes}) == rules


def test_the_nearest_count_is_named() -> None:
    (finding,) = findings({"rd_tools_rate": "77.35", "smes.2023": "64"})
    assert "（50家为78.13%）" in finding.message
    (finding,) = findings({"rd_tools_rate": "6.25", "smes.2023": "8"})  # half a firm
    assert "（1家为12.50%）" in finding.message


# --- Industrial software ---


@pytest.mark.parametrize(
    ("users", "asked", "rising", "rules"),
    [
        (("34", "42", "50"), ("59", "63", "67"), "yes", []),
        (("34", "42", "50"), ("59", "63", "67"), "no", ["R4-06"]),
        # One fall is enough to ask; the same rate by other counts is none.
        (("34", "33", "50"), ("59", "63", "67"), "yes", ["R4-04"]),
        (("34", "42", "44"), ("59", "63", "67"), "yes", ["R4-04"]),
        (("34", "42", "44"), ("59", "63", "67"), "no", []),
        (("20", "21", "22"), ("60", "63", "66"), "yes", []),
        (("20", "21", "23"), ("60", "63", "66"), "no", []),
        (("20", "22", "23"), ("60", "66", "66"), "no", []),
        # A year unknown is passed over: from the first to the last it fell.
        (("50", None, "34"), ("67", "63", "67"), "yes", ["R4-04"]),
        (("34", None, "50"), ("67", "63", "67"), "yes", []),
        (("34", None, "50"), ("67", "63", "67"), "no", []),
        (("34", None, None), ("67", "63", "67"), "yes", []),
        # More users than firms are no rate.
        (("34", "80", "50"), ("59", "63", "67"), "yes", ["R4-07"]),
        (("34", "80", "50"), ("59", "63", "67"), "no", ["R4-07"]),
        # Nobody uses it, nobody is asked, nothing is answered.
        (("1", "无", "2"), ("59", "63", "67"), "yes", ["R4-04"]),
        (("34", "42", "50"), ("59", "无", "67"), "yes", ["R4-07"]),
        (("34", "33", "32"), ("59", "63", "67"), None, []),
    ],
)
def test_rates_of_software(
    users: tuple[str | None, ...], asked: tuple[str | None, ...], rising: str, rules: list[str]
) -> None:
    typed = years("software_users", *users) | years("software_asked", *asked)
    assert sorted(rules_broken({**typed, "software_rising": rising})) == rules


def test_only_years_with_a_rate_are_told() -> None:
    typed = RISING | {"software_users.2022": None, "software_users.2021": "60"}
    typed |= {"software_asked.2021": "60"}
    (finding,) = findings(typed)
    assert (finding.rule, finding.fields) == (
        "R4-04",
        ("software_rising", *RATE_KEYS[:2], *RATE_KEYS[4:]),
    )
    assert "（2021年100.00%、2023年74.63%）" in finding.message


@pytest.mark.parametrize(
    ("purchases", "rising", "rules"),
    [
        (("30.00", "20.00", "10.00"), "yes", ["R4-05"]),
        (("30.00", "20.00", "10.00"), "no", []),
        (("30.00", "20.00", "10.00"), None, []),
        (("30.00", "20.00", "19.99"), "yes", []),
        (("30.00", "20.00", "19.98"), "yes", ["R4-05"]),
        (("30.00", "20.00", "20.00"), "yes", []),
        (("30.00", "20.00", "25.00"), "yes", []),
        (("10.00", "20.00", "15.00"), "yes", []),
        (("30.00", None, "10.00"), "yes", []),
        (("无", "无", "无"), "yes", []),
    ],
)
def test_falling_purchases(
    purchases: tuple[str | None, ...], rising: str | None, rules: list[str]
) -> None:
    typed = {"software_rising": rising, **years("software_purchase", *purchases)}
    assert rules_broken(typed) == rules


@pytest.mark.parametrize(
    ("known", "rules"),
    [((), ["R4-05"]), ((2023,), ["R4-05"]), ((2022, 2023), []), ((2021, 2022, 2023), [])],
)
def test_rates_say_more_than_purchases(known: tuple[int, ...], rules: list[str]) -> None:
    typed = {"software_rising": "yes", **years("software_purchase", "30.00", "20.00", "10.00")}
    rates = {key: value for key, value in RISING.items() if key.endswith(tuple(map(str, known)))}
    assert rules_broken({**typed, **(rates if known else {})}) == rules


def test_a_steep_fall_of_purchases_is_said_once() -> None:
    typed = {"software_rising": "yes", **years("software_purchase", "900.00", "200.00", "20.00")}
    found = check(Case(facts=typed_over(blank(), typed))).findings
    assert [f.rule for f in found if f.rule[:2] in ("R2", "R4")] == ["R4-05"]


@pytest.mark.parametrize(
    ("users", "asked", "firms", "rules"),
    [
        ("63", "63", "63", []),
        ("64", "63", "63", ["R4-07"]),
        ("63", "64", "63", ["R4-08"]),
        ("65", "64", "63", ["R4-07", "R4-08"]),
        ("64", None, "63", []),
        (None, "64", None, []),
    ],
)
@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_users_are_asked_and_those_asked_are_firms(
    year: int, users: str | None, asked: str | None, firms: str | None, rules: list[str]
) -> None:
    typed = {
        f"software_users.{year}": users,
        f"software_asked.{year}": asked,
        f"firms.{year}": firms,
    }
    assert rules_broken(typed) == rules


# --- Pilots ---


@pytest.mark.parametrize("pilots", ["national_pilots", "provincial_pilots"])
@pytest.mark.parametrize(
    ("ticks", "count", "rules"),
    [
        (True, "1", []),
        (True, "0", ["R4-09"]),
        (True, "无", ["R4-09"]),
        (True, None, []),
        (False, "1", ["R4-10"]),
        (False, "0", []),
        (False, "无", []),
        (False, None, []),
        # What is no count is another rule's business.
        (True, "0.5", []),
        (False, "0.5", []),
        (False, "-1", []),
    ],
)
def test_ticks_and_counts(pilots: str, ticks: bool, count: str | None, rules: list[str]) -> None:
    work = ("innovative_use", pilots) if ticks else ("innovative_use",)
    assert rules_broken({"new_models_work": work, f"{pilots}.count": count}) == rules


def test_none_ticked_is_none_ticked() -> None:
    assert broken({"national_pilots.count": "1", "provincial_pilots.count": "无"}) == [
        ("R4-10", ("new_models_work", "national_pilots.count"))
    ]


def test_other_pilots_have_no_box() -> None:
    assert broken({"new_models_work": ("innovative_use",), "other_pilots.count": "2"}) == []


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_years_are_those_of_the_edition(edition_id: str) -> None:
    """The same mistakes in the base year of every edition."""
    facts = blank(edition_id)
    base = facts.edition.years.base
    typed = {
        f"smes.{base}": "3",
        "cloud_smes": "4",
        "iiot_smes": "1",
        "iiot_rate": "33.34",
        "rd_tools_rate": "50.00",
        f"software_users.{base}": "2",
        f"software_asked.{base}": "1",
    }
    found = check(Case(facts=typed_over(facts, typed))).findings
    assert [(f.rule, f.fields) for f in found if f.rule.startswith("R4-")] == [
        ("R4-01", ("cloud_smes", f"smes.{base}")),
        ("R4-02", ("iiot_rate", "iiot_smes", f"smes.{base}")),
        ("R4-03", ("rd_tools_rate",)),
        ("R4-07", (f"software_users.{base}", f"software_asked.{base}")),
    ]


def test_one_slip_in_a_clean_declaration_is_said_once() -> None:
    assert rules_broken({"cloud_rate": "77.61"}, over_clean=True) == ["R4-02"]
    assert rules_broken({"rd_tools_rate": "76.65"}, over_clean=True) == ["R4-03"]
    assert rules_broken({"software_users.2022": "24"}, over_clean=True) == ["R4-04"]
    assert rules_broken({"new_models_work": ("innovative_use",)}, over_clean=True) == [
        "R4-10",
        "R4-10",
    ]
