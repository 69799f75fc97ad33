"""RH: what earlier filings of the same cluster said."""

from collections.abc import Mapping
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.facts import Facts
from jiqun.core.form import get_edition
from jiqun.core.reading import Raw
from jiqun.core.rules import RULES, Finding, Rank, check
from jiqun.core.rules.example import typed_over
from jiqun.core.rules.history import NARRATIVES, likeness
from tests.declarations import blank, golden
from tests.strategies import any_facts

Typed = Mapping[str, Raw | None]

EARLIEST, BEFORE, NOW = "beijing-2024", "beijing-2025", "beijing-2026"


def filed(edition_id: str, typed: Typed) -> Facts:
    return typed_over(blank(edition_id), typed)


def findings(now: Facts, *earlier: Facts) -> list[Finding]:
    found = check(Case(facts=now, earlier=earlier)).findings
    return [finding for finding in found if finding.rule.startswith("RH-")]


def told(now: Typed, before: Typed, earliest: Typed | None = None) -> list[str]:
    """What is said of a filing of 2026 after those of one and of two years before."""
    past = [filed(BEFORE, before)]
    if earliest is not None:
        past.insert(0, filed(EARLIEST, earliest))
    return [finding.message for finding in findings(filed(NOW, now), *past)]


# --- Figures ---


def test_a_figure_that_was_given_differently() -> None:
    now = filed(BEFORE, {"output.2022": "60.15", "output.2023": "69.48", "output.2024": "80"})
    earlier = filed(EARLIEST, {"output.2022": "52.36", "output.2023": "75.00"})
    assert findings(now, earlier) == [
        Finding(
            "RH-01",
            Rank.EXPLAIN,
            "二",
            ("output.2022", "output.2023"),
            "第二部分“集群总产值（亿元）”（2022年、2023年）与2024年申报时所填相差超过1%："
            "2022年由52.36亿元改为60.15亿元、2023年由75.00亿元改为69.48亿元，"
            "请核对；确有调整的请说明原因。",
            ("填报说明5",),
        )
    ]


@pytest.mark.parametrize(
    ("key", "old", "new", "differs"),
    [
        # One per cent of a count, exactly and over.
        ("smes.2023", "100", "101", False),
        ("smes.2023", "100", "102", True),
        ("smes.2023", "100", "99", False),
        ("smes.2023", "100", "98", True),
        ("smes.2023", "5622", "5678", False),
        ("smes.2023", "5622", "5679", True),
        # What a printed figure stands for counts: 49.995 to 50.005 and one per cent more.
        ("output.2023", "50.00", "50.50", False),
        ("output.2023", "50.00", "50.51", False),
        ("output.2023", "50.00", "50.52", True),
        ("output.2023", "50.00", "49.50", False),
        ("output.2023", "50.00", "49.49", True),
        ("energy_per_output.2023", "0.04", "0.05", False),  # perhaps 0.045 both times
        ("energy_per_output.2023", "0.04", "0.06", True),
        ("fdi_growth.2023", "-12.00", "-12.12", False),
        ("fdi_growth.2023", "-12.00", "-12.14", True),
        ("fdi_growth.2023", "-12.00", "12.00", True),
        # 无 and 0 are the same amount, and any other is more than that.
        ("smes.2023", "无", "0", False),
        ("output.2023", "无", "0.00", False),
        ("smes.2023", "无", "1", True),
        ("smes.2023", "1", "无", True),
        # What is blank, or has a rule of its own, is not compared.
        ("smes.2023", None, "64", False),
        ("smes.2023", "64", None, False),
        ("smes.2023", "-64", "64", False),
        ("smes.2023", "64", "12.5", False),
    ],
)
def test_what_is_over_one_per_cent(
    key: str, old: str | None, new: str | None, differs: bool
) -> None:
    found = findings(filed(BEFORE, {key: new}), filed(EARLIEST, {key: old}))
    assert [(finding.rule, finding.fields) for finding in found] == (
        [("RH-01", (key,))] if differs else []
    )


@given(old=st.decimals("0", "1e12", places=2), new=st.decimals("0", "1e12", places=2))
def test_only_what_no_true_figures_explain_is_told(old: Decimal, new: Decimal) -> None:
    """True figures a hundredth apart at most, relatively, print as the two that are filled in."""
    low, high = (max(Decimal(0), old - Decimal("0.005")), old + Decimal("0.005"))
    possible = (low * 99 - Decimal("0.5")) / 100 <= new <= (high * 101 + Decimal("0.5")) / 100
    now, earlier = (
        filed(BEFORE, {"fdi.2023": f"{new:f}"}),
        filed(EARLIEST, {"fdi.2023": f"{old:f}"}),
    )
    assert (findings(now, earlier) == []) == possible


def test_none_is_quoted() -> None:
    (message,) = told({"innovative_smes.2023": "31"}, {"innovative_smes.2023": "无"})
    assert "2023年由“无”改为31家，" in message


def test_the_worksheet_counts_too() -> None:
    """The year before the first is on the form of one call and on the worksheet of the next."""
    (message,) = told({"output.2022": "60.15"}, {"output.2022": "52.36"})
    assert message.startswith(
        "测算底稿“集群总产值（亿元）”（2022年）与2025年申报时所填相差超过1%：2022年由52.36亿元改为"
    )


def test_the_last_filing_that_has_a_figure_counts() -> None:
    now = {"output.2023": "60.00"}
    assert told(now, {"output.2023": "60.00"}, {"output.2023": "50.00"}) == []
    (message,) = told(now, {"output.2023": "50.00"}, {"output.2023": "60.00"})
    assert "与2025年申报时" in message
    (message,) = told(now, {}, {"output.2023": "50.00"})
    assert "与2024年申报时" in message


def test_each_filing_is_told_of_by_itself() -> None:
    now = {"smes.2023": "64", "smes.2024": "70"}
    messages = told(now, {"smes.2024": "60"}, {"smes.2023": "50"})
    assert [message.partition("所填")[0] for message in messages] == [
        "第二部分“其中：集群中小企业数量”（2023年）与2024年申报时",
        "第二部分“其中：集群中小企业数量”（2024年）与2025年申报时",
    ]


def test_each_field_is_a_finding_of_its_own() -> None:
    now = {"smes.2023": "64", "firms.2023": "67"}
    assert len(told(now, {"smes.2023": "50", "firms.2023": "60"})) == 2


def test_plans_may_change_and_so_may_what_has_no_year() -> None:
    """In 2025 the figures of 2025 were still goals; the area is as of another year."""
    now = {"output.2025": "60.00", "area": "5.86", "targets.output_growth.2026": "12.00"}
    earlier = {"targets.output_growth.2026": "15.00", "area": "3.00", "targets.rd_spend.2025": "5"}
    assert told({**now, "rd_spend.2025": "3.00"}, earlier) == []
    assert told({"targets.quality_smes.2026": "60"}, {"targets.quality_smes.2026": "90"}) == []


# --- Texts ---

TEXT = (
    "集群围绕主导产业开展强链补链，组织上下游企业联合攻关，推动整机与零部件企业建立长期配套关系，"
    "定期评估供应链风险。运营管理机构建成共享检测中心，面向中小企业开放机时，收费低于市场价。"
)
OTHER = (
    "设立中小企业权益维护工作站，办结账款清欠、知识产权维权等诉求，对入驻服务机构按季度考核、末位"
    "退出，惠企政策直达快享，安全生产隐患排查形成闭环。"
)


def test_a_text_that_was_handed_in_before() -> None:
    now, earlier = filed(BEFORE, {"chain": TEXT}), filed(EARLIEST, {"chain": TEXT})
    assert findings(now, earlier) == [
        Finding(
            "RH-02",
            Rank.HINT,
            "二",
            ("chain",),
            "第二部分“集群产业链强链补链情况（200字以内）”与2024年申报时的文字有100%相同，"
            "请按近年的新情况改写。",
            ("填报说明1",),
        )
    ]


@pytest.mark.parametrize(
    ("new", "old", "copied"),
    [
        (TEXT, TEXT, True),
        (TEXT.replace("长期", "稳定"), TEXT, True),
        (f"{TEXT[40:]}{TEXT[:40]}", TEXT, True),  # in another order
        ("\n".join(TEXT), TEXT, True),
        (TEXT, "\n".join(TEXT), True),
        (TEXT, OTHER, False),
        (f"{TEXT}{OTHER}", TEXT, False),
        (TEXT, TEXT[:40], False),
        # A short text says the same as anybody's.
        ("集" * 49, "集" * 49, False),
        ("集" * 50, "集" * 50, True),
        ("无", TEXT, False),
        (TEXT, "无", False),
        (None, TEXT, False),
        (TEXT, None, False),
    ],
)
def test_what_was_copied(new: str | None, old: str | None, copied: bool) -> None:
    found = findings(filed(BEFORE, {"chain": new}), filed(EARLIEST, {"chain": old}))
    assert [finding.rule for finding in found] == (["RH-02"] if copied else [])


def test_only_the_last_filing_is_compared() -> None:
    assert told({"chain": TEXT}, {"chain": OTHER}, {"chain": TEXT}) == []
    (message,) = told({"chain": TEXT}, {"chain": TEXT}, {"chain": OTHER})
    assert "与2025年申报时的文字" in message


def test_goals_of_the_same_year_may_stay_and_so_may_what_the_district_writes() -> None:
    same = {"plan.goals.2026": TEXT, "recommendation.opinion": TEXT}
    assert told(same, same) == []


def test_each_text_is_looked_at() -> None:
    texts = {id: f"{TEXT}{id}" for id in NARRATIVES}
    found = findings(filed(BEFORE, texts), filed(EARLIEST, texts))
    assert [finding.fields for finding in found] == [(id,) for id in NARRATIVES]
    assert {"chain", "green", "plan.overview", "plan.safeguards"} <= set(NARRATIVES)
    assert len(NARRATIVES) == 14


PAIRS = "".join(chr(0x4E00 + n) for n in range(200))


@pytest.mark.parametrize(
    ("one", "other", "per_cent"),
    [
        (PAIRS[:101], PAIRS[:101], 100),
        (PAIRS[:101], PAIRS[50:101] + PAIRS[:51], 100),  # in another order: 100 of 100 pairs
        (PAIRS[:101], PAIRS[:96] + PAIRS[195:], 95),
        (PAIRS[:99], PAIRS[:101], 99),  # 98 of 98 and of 100
        (PAIRS[:100], PAIRS[100:], 0),
    ],
)
def test_how_much_of_two_texts_is_alike(one: str, other: str, per_cent: int) -> None:
    assert round(likeness(one, other)) == round(likeness(other, one)) == per_cent


@pytest.mark.parametrize(("changed", "copied"), [(9, True), (10, False)])
def test_over_ninety_per_cent(changed: int, copied: bool) -> None:
    """Of 101 characters that all differ, the last ones are others: of 100 pairs so many."""
    new = PAIRS[: 101 - changed] + PAIRS[150 : 150 + changed]
    found = findings(filed(BEFORE, {"chain": new}), filed(EARLIEST, {"chain": PAIRS[:101]}))
    assert bool(found) == copied


def test_the_share_is_never_rounded_up() -> None:
    now, earlier = f"{PAIRS}{PAIRS[0]}", f"{PAIRS}{PAIRS[1]}"
    (finding,) = findings(filed(BEFORE, {"chain": now}), filed(EARLIEST, {"chain": earlier}))
    assert "有99%相同" in finding.message


# --- Whatever was filed ---


@given(now=any_facts(BEFORE), earlier=st.lists(any_facts(EARLIEST), max_size=2))
def test_any_filings_can_be_compared(now: Facts, earlier: list[Facts]) -> None:
    for finding in findings(now, *earlier):
        assert finding.message.endswith("。")
        assert set(finding.fields) <= get_edition(BEFORE).places.keys()


def test_what_is_the_same_as_before_is_never_told_of() -> None:
    facts = golden("clean").facts
    assert [f.rule for f in findings(facts, facts) if f.rule == "RH-01"] == []


@pytest.mark.parametrize("letter", ["集", "产业集群"])
def test_long_texts_take_no_time(letter: str) -> None:
    long = dict.fromkeys(NARRATIVES, letter * (50_000 // len(letter)))
    now, earlier = filed(BEFORE, long), filed(EARLIEST, {k: v[:-5] for k, v in long.items()})
    case = Case(facts=now, earlier=(earlier,))
    start = perf_counter()
    assert list(RULES["RH-02"].check(case))
    assert perf_counter() - start < 2
