"""Part 三: what R&D, staff and patents must agree in, and what true filings may hold."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.reading import Raw
from jiqun.core.rules import Finding, Rank, check
from jiqun.core.rules.example import typed_over
from tests.declarations import blank
from tests.judging import CLEAN, Part, Typed

PART = Part("R3")
findings = PART.findings
broken = PART.broken


# --- Each rule once, in full ---


@pytest.mark.parametrize(
    ("typed", "finding"),
    [
        (
            {"rd_staff.2022": "5311", "sme_staff.2022": "5310"},
            Finding(
                "R3-01",
                Rank.BLOCK,
                "三",
                ("rd_staff.2022", "sme_staff.2022"),
                "第三部分“集群中小企业研发人员数量”（2022年）填了5311人，多于第三部分"
                "“集群中小企业从业人员数量”（2022年）的5310人，请核对两栏。",
                ("填报说明10",),
            ),
        ),
        (
            {"sme_staff.2021": "55", "smes.2021": "56"},
            Finding(
                "R3-02",
                Rank.BLOCK,
                "三",
                ("sme_staff.2021", "smes.2021"),
                "第三部分“集群中小企业从业人员数量”（2021年）填了55人，少于第二部分"
                "“其中：集群中小企业数量”（2021年）的56家，请核对两栏。",
                ("填报说明10",),
            ),
        ),
        (
            {"sme_staff.2023": "64064", "smes.2023": "64", "sector": "secondary"},
            Finding(
                "R3-03",
                Rank.EXPLAIN,
                "三",
                ("sme_staff.2023", "smes.2023"),
                "第三部分“集群中小企业从业人员数量”（2023年）填了64064人，按中小企业64家计算"
                "平均每家1001人，达到划型标准的从业人员上限1000人，请核对两栏；"
                "按营业收入或所属行业仍为中小企业的请说明。",
                ("填报说明8", "填报说明10"),
            ),
        ),
        (
            {
                "rd_intensity.2023": "3.33",
                "rd_spend.2023": "2.05",
                "sme_revenue.2023": "42.15",
                "output.2023": "61.47",
            },
            Finding(
                "R3-04",
                Rank.BLOCK,
                "三",
                ("rd_intensity.2023", "rd_spend.2023", "sme_revenue.2023"),
                "第三部分“集群中小企业研发投入强度（%）”（2023年）填了3.33%，按填报的数据计算应为"
                "4.86%（按中小企业营业收入）；所填与除以集群总产值一致，填报说明11要求除以中小企业"
                "营业收入，请核对。",
                ("填报说明11",),
            ),
        ),
        (
            {"rd_intensity.2022": "6.42", "rd_spend.2022": "无"},
            Finding(
                "R3-05",
                Rank.BLOCK,
                "三",
                ("rd_intensity.2022", "rd_spend.2022"),
                "第三部分“集群中小企业研发投入强度（%）”（2022年）填了6.42%，研发经费填了“无”，"
                "相互矛盾，请核对两栏。",
                ("填报说明11",),
            ),
        ),
        (
            {
                "rd_intensity.2021": "0.62",
                "rd_spend.2021": "2.48",
                "output.2021": "52.36",
                "sme_output_share.2021": "77.20",
            },
            Finding(
                "R3-06",
                Rank.EXPLAIN,
                "三",
                ("rd_intensity.2021", "rd_spend.2021", "output.2021", "sme_output_share.2021"),
                "第三部分“集群中小企业研发投入强度（%）”（2021年）填了0.62%，由此推得中小企业营业"
                "收入400.00亿元，与中小企业产值40.42亿元相差3倍以上，请核对研发经费和研发投入强度；"
                "确实如此的请说明。",
                ("填报说明11",),
            ),
        ),
        (
            {
                **{"rd_intensity.2021": "4.74", "rd_spend.2021": "2.48", "output.2021": "52.36"},
                **{"rd_intensity.2022": "4.94", "rd_spend.2022": "2.97", "output.2022": "60.15"},
                **{"rd_intensity.2023": "5.11", "rd_spend.2023": "3.55", "output.2023": "69.48"},
            },
            Finding(
                "R3-07",
                Rank.HINT,
                "三",
                ("rd_intensity.2021", "rd_intensity.2022", "rd_intensity.2023"),
                "第三部分“集群中小企业研发投入强度（%）”（2021年、2022年、2023年）都与除以集群总产值"
                "一致，填报说明11要求除以中小企业营业收入，请核对分母；"
                "本来就按中小企业营业收入计算的不必改。",
                ("填报说明11",),
            ),
        ),
        (
            {"rd_spend.2022": "29700.00", "rd_staff.2022": "1135"},
            Finding(
                "R3-08",
                Rank.EXPLAIN,
                "三",
                ("rd_spend.2022", "rd_staff.2022"),
                "第三部分“集群中小企业研发经费总额（亿元）”（2022年）填了29700.00亿元，按研发人员"
                "1135人计算人均261674.01万元，不在通常的3至300万元之间，疑似把万元数填进了亿元栏，"
                "请核对两栏；确实如此的请说明。",
                ("填报说明11",),
            ),
        ),
        (
            {"rd_spend.2022": "2.97", "rd_staff.2022": "0"},
            Finding(
                "R3-09",
                Rank.EXPLAIN,
                "三",
                ("rd_spend.2022", "rd_staff.2022"),
                "第三部分“集群中小企业研发经费总额（亿元）”（2022年）填了2.97亿元，"
                "研发人员填了0人，请核对两栏；确实如此的请说明。",
                ("填报说明11",),
            ),
        ),
        (
            {"patents_per_10k": "22.27", "valid_patents": "204", "sme_staff.2023": "9160"},
            Finding(
                "R3-10",
                Rank.BLOCK,
                "三",
                ("patents_per_10k", "valid_patents", "sme_staff.2023"),
                "第三部分“集群中小企业从业人员每万人有效发明专利拥有量”填了22.27件，按填报的数据计算"
                "应为222.71件；所填与每千人拥有量一致，或小数点错位，本栏应为每万人拥有量，请核对。",
                ("填报说明10",),
            ),
        ),
        (
            {
                "patent_growth": "35.10",
                "patents_held.2020": "130",
                "patents_held.2021": "151",
                "patents_held.2022": "176",
                "patents_held.2023": "204",
            },
            Finding(
                "R3-11",
                Rank.BLOCK,
                "三",
                ("patent_growth", "patents_held.2023", "patents_held.2021", "patents_held.2020"),
                "第三部分“近三年集群中小企业有效发明专利年均增速（%）”填了35.10%，按填报的数据计算"
                "应为16.23%（2021—2023年，两个间隔），或16.21%（2020—2023年，三个间隔）；"
                "所填与三年累计增长率一致，应换算为年均增速，请核对。",
                ("填报说明9",),
            ),
        ),
        (
            {"valid_patents": "236", "patents_held.2023": "235"},
            Finding(
                "R3-12",
                Rank.EXPLAIN,
                "三",
                ("valid_patents", "patents_held.2023"),
                "第三部分“集群内中小企业有效发明专利拥有量”填了236个，与测算底稿“集群中小企业年末"
                "有效发明专利拥有量”（2023年）的235件不同，请核对两栏；因含国防专利、植物新品种等"
                "其他类型而不同的请说明。",
                ("填报说明6",),
            ),
        ),
    ],
)
def test_a_declaration_that_breaks_one_rule(typed: Typed, finding: Finding) -> None:
    assert findings(typed) == [finding]


def test_a_clean_declaration_breaks_none() -> None:
    assert findings({}, over_clean=True) == []


# --- People ---


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ({"rd_staff.2022": "5310", "sme_staff.2022": "5310"}, []),
        ({"rd_staff.2022": "1", "sme_staff.2022": "无"}, ["R3-01"]),
        ({"rd_staff.2022": "无", "sme_staff.2022": "0"}, []),
        ({"rd_staff.2022": "5400"}, []),
        ({"rd_staff.2022": "5400", "sme_staff.2021": "5310"}, []),
        # A figure that is at fault itself is not compared with.
        ({"rd_staff.2022": "5310.5", "sme_staff.2022": "5310"}, []),
        ({"sme_staff.2021": "56", "smes.2021": "56"}, []),
        ({"sme_staff.2021": "无", "smes.2021": "1"}, ["R3-02"]),
        ({"sme_staff.2021": "55"}, []),
        # Too few people for the firms: then they are not too few for the researchers as well.
        ({"sme_staff.2021": "50", "smes.2021": "56", "rd_staff.2021": "51"}, ["R3-02"]),
        ({"sme_staff.2021": "56", "smes.2021": "56", "rd_staff.2021": "57"}, ["R3-01"]),
    ],
)
def test_people_of_a_year(typed: Typed, rules: list[str]) -> None:
    assert [rule for rule, _ in broken(typed)] == rules


@pytest.mark.parametrize("year", CLEAN.edition.years.past)
def test_people_of_every_year(year: int) -> None:
    crowded = {f"rd_staff.{year}": "11", f"sme_staff.{year}": "10"}
    lonely = {f"sme_staff.{year}": "10", f"smes.{year}": "11"}
    assert broken(crowded) == [("R3-01", (f"rd_staff.{year}", f"sme_staff.{year}"))]
    assert broken(lonely) == [("R3-02", (f"sme_staff.{year}", f"smes.{year}"))]


@pytest.mark.parametrize(
    ("sector", "staff", "asked"),
    [
        # Ten firms: one of them has reached the line if their average has.
        ("secondary", "9999", False),
        ("secondary", "10000", True),
        ("primary", "9999", False),
        ("primary", "10000", True),
        ("tertiary", "2999", False),
        ("tertiary", "3000", True),
        (None, "9999", False),
        (None, "10000", True),
    ],
)
def test_how_many_people_an_sme_may_have(sector: str | None, staff: str, asked: bool) -> None:
    found = broken({"sme_staff.2022": staff, "smes.2022": "10", "sector": sector})
    assert found == ([("R3-03", ("sme_staff.2022", "smes.2022"))] if asked else [])


def test_people_without_firms_have_no_average() -> None:
    assert broken({"sme_staff.2022": "5000", "smes.2022": "无"}) == []


# --- Intensity ---


@pytest.mark.parametrize(
    ("intensity", "right"),
    [
        # 3.545 to 3.555 over 53.755 to 53.765 is 6.5935 to 6.6133 per cent.
        *(("6.58", False), ("6.59", True), ("6.61", True), ("6.62", False)),
        *(("0.07", False), ("无", False), ("", True)),
    ],
)
def test_intensity_is_spending_over_revenue(intensity: str, right: bool) -> None:
    typed = {"rd_intensity.2023": intensity, "rd_spend.2023": "3.55", "sme_revenue.2023": "53.76"}
    keys = ("rd_intensity.2023", "rd_spend.2023", "sme_revenue.2023")
    assert broken(typed) == ([] if right else [("R3-04", keys)])


AMOUNTS = st.fractions(Fraction(1, 10), 5000, max_denominator=10**6)


def printed(exact: Fraction) -> str:
    """With two decimals, half up."""
    return f"{Decimal(floor(exact * 100 + Fraction(1, 2))).scaleb(-2):.2f}"


@given(spend=AMOUNTS, revenue=AMOUNTS)
def test_true_intensities_are_right_and_the_next_ones_wrong(
    spend: Fraction, revenue: Fraction
) -> None:
    revenue = max(revenue, spend * 2)
    typed = {"rd_spend.2022": printed(spend), "sme_revenue.2022": printed(revenue)}

    def is_right(intensity: str) -> bool:
        return broken({**typed, "rd_intensity.2022": intensity}) == []

    assert is_right(printed(spend / revenue * 100))
    shown_spend, shown_revenue = (Fraction(Decimal(text)) for text in typed.values())
    half = Fraction(1, 200)
    most = (shown_spend + half) / (shown_revenue - half) * 100
    least = (shown_spend - half) / (shown_revenue + half) * 100
    last = Fraction(floor((most + half) * 100), 100)
    first = max(Fraction(0), Fraction(ceil((least - half) * 100), 100))
    assert is_right(printed(last)) and is_right(printed(first))
    assert not is_right(printed(last + Fraction(1, 100)))
    assert first < Fraction(1, 50) or not is_right(printed(first - Fraction(1, 100)))


@pytest.mark.parametrize(
    ("intensity", "spend", "rules"),
    [
        ("无", "2.48", ["R3-05"]),
        ("5.00", "无", ["R3-05"]),
        ("无", "无", []),
        # 0.00 may be 0.004, in either field.
        ("0.00", "2.48", []),
        ("0.01", "0.00", []),
        ("无", "0.00", []),
        ("0.01", "无", ["R3-05"]),
        ("无", "0.01", ["R3-05"]),
        ("5.00", "", []),
        ("", "2.48", []),
    ],
)
def test_spending_and_intensity_are_there_or_not(
    intensity: str, spend: str, rules: list[str]
) -> None:
    typed = {"rd_intensity.2023": intensity, "rd_spend.2023": spend}
    assert [rule for rule, _ in broken(typed)] == rules


def test_with_the_revenue_known_the_arithmetic_says_it() -> None:
    typed = {"rd_intensity.2023": "无", "rd_spend.2023": "2.48", "sme_revenue.2023": "40.00"}
    assert [rule for rule, _ in broken(typed)] == ["R3-04"]


@pytest.mark.parametrize(
    ("intensity", "asked"),
    [
        # Spending is 3.00, output of SMEs 30.00: 90.00 or 10.00 亿元 of revenue are still taken.
        ("3.32", True),
        ("3.33", False),
        ("10.00", False),
        ("29.94", False),
        ("30.16", True),
        ("无", False),
    ],
)
def test_implied_revenue_may_differ_from_output_by_so_much(intensity: str, asked: bool) -> None:
    typed = {
        "rd_spend.2023": "3.00",
        "rd_staff.2023": "1000",
        "output.2023": "40.00",
        "sme_output_share.2023": "75.00",
        "rd_intensity.2023": intensity,
    }
    keys = ("rd_intensity.2023", "rd_spend.2023", "output.2023", "sme_output_share.2023")
    rules = [found for found in broken(typed) if found[0] == "R3-06"]
    assert rules == ([("R3-06", keys)] if asked else [])
    # Where the revenue itself is known, nothing need be implied; and a wrong unit is said once.
    known = broken({**typed, "sme_revenue.2023": "30.00"})
    wrong_unit = broken({**typed, "rd_spend.2023": "30000.00"})
    assert "R3-06" not in {rule for rule, _ in known + wrong_unit}


YEARS = CLEAN.edition.years.past
#: Three years of spending and output, and the intensity over that output.
BY_OUTPUT = {
    **{f"rd_spend.{year}": "2.00" for year in YEARS},
    **{f"output.{year}": "40.00" for year in YEARS},
    **{f"rd_intensity.{year}": "5.00" for year in YEARS},
}


@pytest.mark.parametrize(
    ("changes", "hinted"),
    [
        ({}, True),
        # One year that differs, one that is blank, one whose revenue is known: nothing to say.
        *(({f"rd_intensity.{year}": "5.20"}, False) for year in YEARS),
        *(({f"rd_intensity.{year}": ""}, False) for year in YEARS),
        *(({f"output.{year}": ""}, False) for year in YEARS),
        *(({f"sme_revenue.{year}": "40.00"}, False) for year in YEARS),
        (dict.fromkeys((f"rd_intensity.{year}" for year in YEARS), ""), False),
        # Over the output of SMEs, over all revenue; but not over this once and that once.
        (dict.fromkeys((f"sme_output_share.{year}" for year in YEARS), "80.00"), True),
        (
            {f"output.{year}": "50.00" for year in YEARS}
            | {f"sme_output_share.{year}": "80.00" for year in YEARS},
            True,
        ),
        (
            {f"output.{year}": "50.00" for year in YEARS}
            | {f"revenue.{year}": "40.00" for year in YEARS},
            True,
        ),
        ({"output.2021": "50.00", "sme_output_share.2021": "80.00"}, False),
        # All firms are SMEs; figures so small that anything fits them: 0.10 may be 0.105.
        ({"sme_output_share.2021": "100.00"}, False),
        ({"rd_spend.2021": "0.10", "output.2021": "2.00"}, True),
        ({"rd_spend.2021": "0.09", "output.2021": "1.80"}, False),
    ],
)
def test_intensity_over_output_in_all_three_years(changes: Typed, hinted: bool) -> None:
    keys = tuple(f"rd_intensity.{year}" for year in YEARS)
    assert broken({**BY_OUTPUT, **changes}) == ([("R3-07", keys)] if hinted else [])


# --- Spending a head ---


@pytest.mark.parametrize(
    ("spend", "staff", "asked"),
    [
        # A printed 3.00 亿元 may be 29950 万元, and 3.00 to 300 万元 a head are taken.
        ("3.00", "10000", False),
        ("3.00", "10016", False),
        ("3.00", "10017", True),
        ("3.00", "100", False),
        ("3.00", "99", True),
        ("0.00", "16", False),
        ("0.00", "17", True),
        ("3.00", "", False),
        ("", "1000", False),
    ],
)
def test_spending_a_head(spend: str, staff: str, asked: bool) -> None:
    found = broken({"rd_spend.2021": spend, "rd_staff.2021": staff})
    assert found == ([("R3-08", ("rd_spend.2021", "rd_staff.2021"))] if asked else [])


@pytest.mark.parametrize(
    ("spend", "suspected"),
    [("30000.00", True), ("3000000.00", False), ("400.00", False), ("0.02", False)],
)
def test_a_wrong_unit_is_suspected_where_it_would_explain_the_figure(
    spend: str, suspected: bool
) -> None:
    (finding,) = findings({"rd_spend.2021": spend, "rd_staff.2021": "1000"})
    assert ("疑似把万元数填进了亿元栏" in finding.message) == suspected


def test_a_wrong_unit_that_contradicts_the_intensity_is_said_once() -> None:
    typed = {"rd_spend.2023": "35500.00", "rd_staff.2023": "1268"}
    (finding,) = findings({**typed, "rd_intensity.2023": "6.60", "sme_revenue.2023": "53.76"})
    assert finding.rule == "R3-04"
    assert "所填与研发经费按万元计算一致，研发经费疑似填了万元数，请核对。" in finding.message


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ({"rd_spend.2023": "2.48", "rd_staff.2023": "无"}, ["R3-09"]),
        ({"rd_spend.2023": "无", "rd_staff.2023": "1000"}, ["R3-09"]),
        ({"rd_spend.2023": "无", "rd_staff.2023": "无"}, []),
        ({"rd_spend.2023": "0.00", "rd_staff.2023": "0"}, []),
        # Without spending there is no intensity either: that is said, and no more.
        ({"rd_spend.2023": "无", "rd_staff.2023": "9", "rd_intensity.2023": "5"}, ["R3-05"]),
        ({"rd_spend.2023": "无", "rd_staff.2023": "9", "rd_intensity.2023": "无"}, ["R3-09"]),
    ],
)
def test_spending_and_researchers_are_there_or_not(typed: Typed, rules: list[str]) -> None:
    assert [rule for rule, _ in broken(typed)] == rules


# --- Patents ---


@given(patents=st.integers(0, 10**5), staff=st.integers(1, 10**6))
def test_true_patents_a_head_are_right_and_the_next_ones_wrong(patents: int, staff: int) -> None:
    """Counts are exact, so that one printed figure is right, or two where it is a tie."""
    exact = Fraction(patents, staff) * 10_000
    cents = floor(exact * 100 + Fraction(1, 2))
    typed = {"valid_patents": str(patents), "sme_staff.2023": str(staff)}

    def is_right(value: int) -> bool:
        return broken({**typed, "patents_per_10k": f"{Decimal(value).scaleb(-2):.2f}"}) == []

    tie = (exact * 200).denominator == 1 and (exact * 200).numerator % 2 == 1
    assert is_right(cents)
    assert not is_right(cents + 1)
    assert cents == 0 or is_right(cents - 1) == tie


@pytest.mark.parametrize(
    ("growth", "right"),
    [
        # 19.5955… over two intervals, 19.5855… over three.
        *(("19.58", False), ("19.59", True), ("19.60", True), ("19.61", False)),
        *(("无", False), ("", True)),
    ],
)
def test_patent_growth_is_the_geometric_mean_in_either_reading(growth: str, right: bool) -> None:
    held = {"2020": "138", "2021": "165", "2022": "197", "2023": "236"}
    typed = {f"patents_held.{year}": count for year, count in held.items()}
    assert bool(broken({**typed, "patent_growth": growth})) != right


def test_without_the_worksheet_growth_is_taken_as_it_is() -> None:
    assert broken({"patent_growth": "350.00", "patents_held.2023": "236"}) == []
    assert broken({"patent_growth": "350.00", "patents_held.2021": "无"}) == []


@pytest.mark.parametrize(
    ("valid", "held", "asked"),
    [("236", "236", False), ("236", "237", True), ("无", "0", False), ("", "9", False)],
)
def test_patents_of_the_form_and_of_the_worksheet(valid: str, held: str, asked: bool) -> None:
    assert bool(broken({"valid_patents": valid, "patents_held.2023": held})) == asked
    assert broken({"valid_patents": "1", "patents_held.2022": "2"}) == []


# --- One mistake, one finding ---


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        # Spending in 万元: it contradicts the intensity, leaps, and comes to too much a head.
        ({"rd_spend.2022": "29700.00"}, ["R2-10"]),
        ({"rd_spend.2022": "29700.00", "sme_revenue.2022": None}, ["R3-08"]),
        # Ten times the researchers, a tenth or ten times the staff.
        ({"rd_staff.2022": "11350"}, ["R3-01"]),
        ({"sme_staff.2022": "53"}, ["R3-02"]),
        ({"sme_staff.2022": "531000"}, ["R3-03"]),
        ({"sme_staff.2023": "56"}, ["R3-02"]),
        ({"sme_staff.2023": "56220"}, ["R3-10"]),
        # A tenth of the intensity, with and without the revenue.
        ({"rd_intensity.2022": "0.64"}, ["R3-04"]),
        ({"rd_intensity.2022": "0.64", "sme_revenue.2022": None}, ["R3-06"]),
        # Patents that are wrong on the form, and in the worksheet.
        ({"valid_patents": "263"}, ["R3-10"]),
        ({"patents_held.2023": "263"}, ["R3-11"]),
    ],
)
def test_one_mistake_gives_one_finding(typed: Typed, rules: list[str]) -> None:
    """Over the clean declaration; part 二 asks about leaps and units, and is not needed here."""
    found = check(Case(facts=typed_over(CLEAN, typed))).findings
    assert [f.rule for f in found if f.rule.startswith(("R2-", "R3-"))] == rules


def test_output_in_the_wrong_unit_is_not_blamed_on_the_intensity() -> None:
    output = {
        year: {f"output.{year}": "60.00", f"sme_output_share.{year}": "80.00"} for year in YEARS
    }
    typed = {**output[2021], **output[2022], **output[2023]}
    typed |= {"rd_intensity.2023": "5.00", "rd_spend.2023": "2.40"}
    assert broken(typed) == []
    assert broken({**typed, "output.2023": "600000.00"}) == []
    # Nor is an output that leaps away from its other years: R2-12 speaks of that.
    assert broken({**typed, "output.2023": "600.00"}) == []
    assert broken({**typed, "rd_intensity.2023": "0.50"}) == [
        (
            "R3-06",
            ("rd_intensity.2023", "rd_spend.2023", "output.2023", "sme_output_share.2023"),
        )
    ]


@pytest.mark.parametrize(
    ("typed", "rule", "wanted"),
    [
        (
            {"sme_staff.2023": "56220"},
            "R3-10",
            "“集群中小企业从业人员每万人有效发明专利拥有量”填了419.78件，按填报的数据计算应为41.98件；"
            "第三部分“集群中小企业从业人员数量”（2023年）填了56220人，比相邻年份突变，"
            "请先核对这一栏。",
        ),
        (
            {"rd_spend.2022": "0.80"},
            "R3-04",
            "“集群中小企业研发投入强度（%）”（2022年）填了6.42%，按填报的数据计算应为1.73%；"
            "第三部分“集群中小企业研发经费总额（亿元）”（2022年）填了0.80亿元，比相邻年份突变，"
            "请先核对这一栏。",
        ),
    ],
)
def test_an_input_that_leaps_alone_is_asked_about_first(
    typed: Typed, rule: str, wanted: str
) -> None:
    """It still blocks: no written reason makes wrong arithmetic right."""
    report = check(Case(facts=typed_over(CLEAN, typed)))
    (finding,) = (f for f in report.findings if f.rule == rule)
    assert (finding.rank, finding.message) == (Rank.BLOCK, f"第三部分{wanted}")


def test_firms_that_leap_alone_are_not_blamed_on_their_people() -> None:
    firms = {"smes.2021": "60", "smes.2022": "5", "smes.2023": "64"}
    staff = {f"sme_staff.{year}": "5500" for year in YEARS}
    assert broken({**firms, **staff}) == []
    assert broken({"smes.2022": "5", **staff}) == [("R3-03", ("sme_staff.2022", "smes.2022"))]


# --- Several years of one field are one finding ---


def test_people_of_several_years_are_asked_about_once() -> None:
    typed = {f"sme_staff.{year}": f"{year}000" for year in YEARS[:2]}
    (finding,) = findings({**typed, "smes.2021": "10", "smes.2022": "20"})
    assert finding.fields == ("sme_staff.2021", "smes.2021", "sme_staff.2022", "smes.2022")
    assert finding.message == (
        "第三部分“集群中小企业从业人员数量”（2021年、2022年）填了2021000人、2022000人，"
        "按中小企业10家、20家计算平均每家202100人、101100人，达到划型标准的从业人员上限1000人，"
        "请核对两栏；按营业收入或所属行业仍为中小企业的请说明。"
    )


@pytest.mark.parametrize(
    ("intensity", "slips"),
    [
        (
            ("5.00", "5.00"),
            "；所填与除以集群总产值一致，填报说明11要求除以中小企业营业收入",
        ),
        (
            ("5.00", "3.00"),
            "；2021年所填与除以集群总产值一致，填报说明11要求除以中小企业营业收入",
        ),
        (("4.00", "3.00"), ""),
    ],
)
def test_intensities_of_several_years_are_put_right_at_once(
    intensity: tuple[str, str], slips: str
) -> None:
    typed: dict[str, Raw] = {}
    for year, declared in zip(YEARS, intensity, strict=False):
        typed |= {f"rd_intensity.{year}": declared, f"rd_spend.{year}": "2.00"}
        typed |= {f"output.{year}": "40.00", f"sme_revenue.{year}": "20.00"}
    (finding,) = findings(typed)
    assert finding.rule == "R3-04"
    assert finding.message == (
        "第三部分“集群中小企业研发投入强度（%）”（2021年、2022年）"
        f"填了{'、'.join(f'{value}%' for value in intensity)}，按填报的数据计算应为"
        f"10.00%、10.00%（按中小企业营业收入）{slips}，请核对。"
    )


def test_implied_revenues_of_several_years_are_asked_about_once() -> None:
    typed = {**BY_OUTPUT, **{f"sme_output_share.{year}": "80.00" for year in YEARS}}
    (finding,) = findings({**typed, **{f"rd_intensity.{year}": "0.50" for year in YEARS}})
    assert finding.rule == "R3-06" and len(finding.fields) == 12
    assert "（2021年、2022年、2023年）填了0.50%、0.50%、0.50%，由此推得" in finding.message
    assert "400.00亿元、400.00亿元、400.00亿元，与中小企业产值32.00亿元" in finding.message


# --- More research than revenue ---


@pytest.mark.parametrize(
    ("intensity", "revenue", "rules"),
    [
        ("100.00", None, []),
        ("100.01", None, ["R3-13"]),
        ("168.00", "2.50", ["R3-13"]),
        # Where the revenue says otherwise, the arithmetic does.
        ("168.00", "25.00", ["R3-04"]),
    ],
)
def test_a_cluster_may_spend_more_than_it_earns(
    intensity: str, revenue: str | None, rules: list[str]
) -> None:
    typed = {"rd_intensity.2022": intensity, "rd_spend.2022": "4.20", "sme_revenue.2022": revenue}
    output = {"output.2022": "40.00", "sme_output_share.2022": "100.00"}
    found = findings({**typed, **(output if rules == ["R3-13"] else {})})
    assert [finding.rule for finding in found] == rules


def test_what_is_said_of_spending_more_than_is_earned() -> None:
    (finding,) = findings({"rd_intensity.2021": "168.26", "rd_intensity.2023": "120.00"})
    assert finding == Finding(
        "R3-13",
        Rank.EXPLAIN,
        "三",
        ("rd_intensity.2021", "rd_intensity.2023"),
        "第三部分“集群中小企业研发投入强度（%）”（2021年、2023年）填了168.26%、120.00%，"
        "即研发费用多于营业收入，请核对；尚未形成销售等情况属实的请说明。",
        ("填报说明11",),
    )


# --- Other years ---


def test_the_years_are_those_of_the_edition() -> None:
    facts = typed_over(blank("beijing-2026"), {"rd_staff.2025": "11", "sme_staff.2025": "10"})
    found = [f for f in check(Case(facts=facts)).findings if f.rule.startswith("R3-")]
    assert [(f.rule, f.fields) for f in found] == [("R3-01", ("rd_staff.2025", "sme_staff.2025"))]
