"""Part 五: what energy, carbon, waste and water must agree in, and what true filings may hold."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.form.beijing.worksheet import WASTES
from jiqun.core.rules import Finding, Rank, check
from jiqun.core.rules.example import typed_over
from tests.declarations import blank
from tests.judging import Part, Typed

PART = Part("R5")
findings = PART.findings
broken = PART.first_keys
rules_broken = PART.rules_alone


# --- Each rule once, in full ---

CARRIERS = {"output.2022": "60.15", "energy.2022.electricity": "12320.00"}
CARRIER_KEYS = ("energy.2022.electricity", "output.2022")


@pytest.mark.parametrize(
    ("typed", "finding"),
    [
        (
            {
                "energy_per_output.2021": "0.21",
                "energy_per_output.2023": "0.18",
                "energy_reduction": "24.29",
            },
            Finding(
                "R5-01",
                Rank.BLOCK,
                "五",
                ("energy_reduction", "energy_per_output.2023", "energy_per_output.2021"),
                "第五部分“近三年集群单位产值能耗降低率（%）”填了24.29%，按填报的数据计算应为14.29%"
                "（累计，2021—2023年），或7.42%（年均，2021—2023年）；按其他口径计算的，"
                "请在测算底稿补填2020年集群单位产值能耗，请核对。",
                ("填报说明9",),
            ),
        ),
        (
            {**CARRIERS, "energy_per_output.2022": "0.11"},
            Finding(
                "R5-02",
                Rank.EXPLAIN,
                "五",
                ("energy_per_output.2022", *CARRIER_KEYS),
                "第五部分“近三年集群单位产值能耗（吨标准煤/万元）”（2022年）填了0.11吨标准煤/万元，"
                "按测算底稿的能源消费量折算为0.03吨标准煤/万元（电力按当量值，天然气按1.2143）或"
                "0.06吨标准煤/万元（电力按等价值，天然气按1.2143），请核对；口径不同的请说明。",
                ("填报说明1",),
            ),
        ),
        (
            {**CARRIERS, "co2_per_output.2022": "无"},
            Finding(
                "R5-03",
                Rank.EXPLAIN,
                "五",
                ("co2_per_output.2022", *CARRIER_KEYS),
                "第五部分“近三年集群单位产值二氧化碳排放量（吨二氧化碳/万元）”（2022年）填了“无”，"
                "按测算底稿的能源消费量折算为0.11吨二氧化碳/万元（电力按北京市2022年平均因子）或"
                "0.14吨二氧化碳/万元（电力按华北区域2022年平均因子）或"
                "0.12吨二氧化碳/万元（电力按DB11/T 1785-2020因子），请核对；口径不同的请说明。",
                ("填报说明1",),
            ),
        ),
        (
            {"co2_per_output.2022": "0.05", "energy_per_output.2022": "0.20"},
            Finding(
                "R5-04",
                Rank.EXPLAIN,
                "五",
                ("co2_per_output.2022", "energy_per_output.2022"),
                "第五部分“近三年集群单位产值二氧化碳排放量（吨二氧化碳/万元）”（2022年）填了0.05吨"
                "二氧化碳/万元，单位产值能耗填了0.20吨标准煤/万元，折合每吨标准煤排放0.25吨二氧化碳，一般在0.5至8吨之间，"
                "请核对数值和单位；确有绿电等原因的请说明。",
                ("填报说明1",),
            ),
        ),
        (
            {"solid_waste_rate": "62.50", "solid_waste_above_average": "exempt"},
            Finding(
                "R5-05",
                Rank.EXPLAIN,
                "五",
                ("solid_waste_rate", "solid_waste_above_average"),
                "第五部分“大宗工业固废综合利用率（%）”填了62.50%，“是否高于行业平均水平”却选了"
                "“不适用”，请改正其中一栏；两栏都属实的请说明。",
                ("填报说明2",),
            ),
        ),
        (
            {"water_reuse_rate": "无", "water_reuse_above_average": "yes"},
            Finding(
                "R5-06",
                Rank.EXPLAIN,
                "五",
                ("water_reuse_rate", "water_reuse_above_average"),
                "第五部分“工业用水重复利用率（%）”填了“无”，“是否高于行业平均水平”却选了“是”，"
                "请填写利用率或改选；两栏都属实的请说明。",
                ("填报说明2",),
            ),
        ),
        (
            {"waste.slag.produced": "1.20", "waste.slag.used": "1.13", "solid_waste_rate": "96.17"},
            Finding(
                "R5-07",
                Rank.BLOCK,
                "五",
                ("solid_waste_rate", "waste.slag.used", "waste.slag.produced"),
                "第五部分“大宗工业固废综合利用率（%）”填了96.17%，按填报的数据计算应为94.17%，请核对。",
                ("填报说明15",),
            ),
        ),
        (
            {"water_total": "250.00", "water_reused": "100.00", "water_reuse_rate": "66.67"},
            Finding(
                "R5-08",
                Rank.BLOCK,
                "五",
                ("water_reuse_rate", "water_reused", "water_total"),
                "第五部分“工业用水重复利用率（%）”填了66.67%，按填报的数据计算应为40.00%；"
                "所填与除以新水量一致，填报说明16要求除以总用水量，请核对。",
                ("填报说明16",),
            ),
        ),
        (
            {"waste.straw.produced": "1.20", "waste.straw.used": "1.21"},
            Finding(
                "R5-09",
                Rank.EXPLAIN,
                "测算底稿",
                ("waste.straw.used", "waste.straw.produced"),
                "测算底稿“农作物秸秆综合利用量（万吨）”填了1.21万吨，多于测算底稿"
                "“农作物秸秆产生量（万吨）”1.20万吨，请核对两栏；综合利用量中含往年贮存量的请说明。",
                ("填报说明15",),
            ),
        ),
        (
            {"water_total": "100.00", "water_reused": "100.01"},
            Finding(
                "R5-10",
                Rank.BLOCK,
                "测算底稿",
                ("water_reused", "water_total"),
                "测算底稿“工业重复用水量（万立方米）”填了100.01万立方米，多于测算底稿"
                "“工业总用水量（万立方米）”100.00万立方米，总用水量应包括重复利用的水量，请核对两栏。",
                ("填报说明16",),
            ),
        ),
    ],
    ids=lambda value: value.rule if isinstance(value, Finding) else "",
)
def test_what_each_rule_says(typed: Typed, finding: Finding) -> None:
    assert findings(typed) == [finding]


# --- How far energy has come down ---


def reduced(declared: str, **energy: str) -> list[str]:
    """Energy by year, as ``of2021``."""
    years = {f"energy_per_output.{year[2:]}": value for year, value in energy.items()}
    return rules_broken({**years, "energy_reduction": declared})


@pytest.mark.parametrize(
    "declared",
    ["14.29", "7.42", "28.00", "10.37", "9.76", "18.60", "5.01", "9.78"],
)
def test_any_reading_of_a_reduction_will_do(declared: str) -> None:
    """In all or a year, from the first year printed or from the one before."""
    assert reduced(declared, of2020="0.25", of2021="0.21", of2023="0.18") == []


@pytest.mark.parametrize("declared", ["3.00", "19.00", "24.29", "-14.29", "0.14", "无"])
def test_no_other_reduction_will_do(declared: str) -> None:
    assert reduced(declared, of2021="0.21", of2023="0.18") == ["R5-01"]


def test_energy_that_rose_was_reduced_by_less_than_nothing() -> None:
    assert reduced("-20.00", of2021="0.50", of2023="0.60") == []
    assert reduced("20.00", of2021="0.50", of2023="0.60") == ["R5-01"]


@pytest.mark.parametrize("first", ["无", "0.00"])
def test_from_nothing_there_is_no_reduction(first: str) -> None:
    assert reduced("50.00", of2021=first, of2023="0.18") == []


def test_a_blank_year_says_nothing_of_the_reduction() -> None:
    assert reduced("50.00", of2021="0.21") == []
    assert reduced("50.00", of2023="0.21", of2022="0.21") == []


def printed(value: Fraction | Decimal) -> str:
    """With two decimals, half up."""
    with localcontext() as context:
        context.prec = 60
        exact = (
            Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
        )
        return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"


TRUE = st.fractions(min_value=Fraction(1, 50), max_value=20, max_denominator=9973)


@given(first=TRUE, last=TRUE)
def test_a_true_reduction_is_never_complained_of(first: Fraction, last: Fraction) -> None:
    whole = (1 - last / first) * 100
    assert reduced(printed(whole), of2021=printed(first), of2023=printed(last)) == []


@given(first=TRUE, last=TRUE)
def test_a_reduction_beyond_every_reading_is_complained_of(first: Fraction, last: Fraction) -> None:
    half = Fraction(1, 200)
    energy = {"of2021": printed(first), "of2023": printed(last)}
    low, high = Fraction(energy["of2023"]) - half, Fraction(energy["of2021"]) + half
    most = (1 - max(low, Fraction(0)) / high) * 100  # in all; less if by the year
    if 0 < most < 99:
        beyond = printed(most + Fraction(2, 100))
        assert reduced(beyond, **energy) == ["R5-01"]


# --- Energy and CO₂ by carrier ---


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        ("0.02", True),
        ("0.03", False),  # 0.0252 at 当量值
        ("0.05", True),
        ("0.06", False),  # 0.0573 to 0.0676 at 等价值
        ("0.07", False),
        ("0.08", True),
    ],
)
def test_energy_may_be_on_either_basis(declared: str, told: bool) -> None:
    wanted = [("R5-02", "energy_per_output.2022")] if told else []
    assert broken({**CARRIERS, "energy_per_output.2022": declared}) == wanted


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        ("0.10", True),
        ("0.11", False),  # 0.1099 with the national mean, 0.1143 with the city's
        ("0.12", False),  # 0.1168 and 0.1237
        ("0.13", True),
        ("0.14", False),  # 0.1388 with North China's
        ("0.15", True),
    ],
)
def test_co2_may_be_by_any_factor_in_use(declared: str, told: bool) -> None:
    wanted = [("R5-03", "co2_per_output.2022")] if told else []
    assert broken({**CARRIERS, "co2_per_output.2022": declared}) == wanted


def test_each_year_is_its_own() -> None:
    typed = {
        key.replace("2022", year): v for key, v in CARRIERS.items() for year in ("2021", "2023")
    }
    both = {f"energy_per_output.{year}": "0.11" for year in (2021, 2023)}
    (finding,) = findings({**typed, **both})
    assert (finding.rule, finding.fields[0]) == ("R5-02", "energy_per_output.2021")
    assert "energy_per_output.2023" in finding.fields
    assert finding.message == (
        "第五部分“近三年集群单位产值能耗（吨标准煤/万元）”（2021年、2023年）填了0.11吨标准煤/万元、"
        "0.11吨标准煤/万元，按测算底稿的能源消费量折算为0.03至0.06、"
        "0.03至0.06吨标准煤/万元，请核对；口径不同的请说明。"
    )


YEARS = (2021, 2022, 2023)
EVERY_YEAR = {key.replace("2022", str(y)): v for key, v in CARRIERS.items() for y in YEARS}


@pytest.mark.parametrize(
    ("declared", "kilograms"),
    [("110", True), ("130", True), ("40", False), ("400", False), ("0.30", False)],
)
def test_kilograms_are_told_from_tonnes(declared: str, kilograms: bool) -> None:
    typed = {f"co2_per_output.{year}": declared for year in YEARS}
    (finding,) = findings({**EVERY_YEAR, **typed})
    assert finding.rule == "R5-03"
    assert ("疑似把千克数填进了吨栏" in finding.message) == kilograms


def test_an_output_that_leaps_alone_is_not_blamed_on_the_energy() -> None:
    typed = {f"energy_per_output.{year}": "0.06" for year in YEARS}
    assert broken({**EVERY_YEAR, **typed, "output.2022": "601.50"}) == []
    assert broken({**CARRIERS, "energy_per_output.2022": "0.06", "output.2022": "601.50"}) == [
        ("R5-02", "energy_per_output.2022")
    ]


def test_a_rise_is_told_to_be_negative() -> None:
    energy = {"energy_per_output.2021": "0.50", "energy_per_output.2023": "0.40"}
    (finding,) = findings({**energy, "energy_reduction": "-20.00"})
    assert finding.message.endswith("请核对；降低率下降为正数，上升为负数。")
    (finding,) = findings({**energy, "energy_reduction": "60.00"})
    assert finding.message.endswith("请核对。")


@pytest.mark.parametrize("missing", CARRIERS)
def test_without_carriers_or_output_nothing_is_said(missing: str) -> None:
    rest = {key: value for key, value in CARRIERS.items() if key != missing}
    intensities = {"energy_per_output.2022": "1.00", "co2_per_output.2022": "2.00"}
    assert broken({**rest, **intensities}) == []


# --- CO₂ against energy ---


def ratio(co2: str, energy: str, **others: str) -> list[tuple[str, str]]:
    typed = {"co2_per_output.2022": co2, "energy_per_output.2022": energy}
    return broken({**typed, **{key.replace("__", "."): value for key, value in others.items()}})


@pytest.mark.parametrize(
    ("co2", "energy", "told"),
    [
        ("4.99", "10.00", True),  # 0.49975 at most
        ("5.00", "10.00", False),
        ("80.04", "10.00", False),  # 7.99950 at least
        ("80.05", "10.00", True),
        ("0.09", "0.20", True),  # 0.487 at most
        ("0.10", "0.20", False),
        ("0.05", "0.01", False),  # 3 to 11
        ("无", "0.20", True),
        ("0.00", "0.20", True),
        ("0.20", "无", False),
        ("0.20", "0.00", False),
    ],
)
def test_a_tonne_of_coal_makes_half_a_tonne_to_eight(co2: str, energy: str, told: bool) -> None:
    typed = {"co2_per_output.2022": co2, "energy_per_output.2022": energy}
    assert broken(typed) == ([("R5-04", "co2_per_output.2022")] if told else [])


def test_each_year_has_its_own_ratio() -> None:
    years = (2021, 2022, 2023)
    co2 = {f"co2_per_output.{year}": "0.05" for year in years}
    energy = {f"energy_per_output.{year}": "0.20" for year in years}
    (finding,) = findings({**co2, **energy})
    assert (finding.rule, finding.fields) == ("R5-04", (*co2, *energy))
    assert "（2021年、2022年、2023年）填了0.05吨" in finding.message
    assert "折合每吨标准煤排放0.25吨、0.25吨、0.25吨二氧化碳，一般" in finding.message


@pytest.mark.parametrize(("co2", "kilograms"), [("180", True), ("2000", False), ("4", False)])
def test_a_ratio_in_kilograms(co2: str, kilograms: bool) -> None:
    (finding,) = findings({"co2_per_output.2022": co2, "energy_per_output.2022": "0.20"})
    assert finding.rule == "R5-04"
    assert ("疑似把千克数填进了吨栏" in finding.message) == kilograms


@pytest.mark.parametrize("blank", ["co2_per_output.2022", "energy_per_output.2022"])
def test_of_one_figure_alone_there_is_no_ratio(blank: str) -> None:
    typed = {"co2_per_output.2022": "0.05", "energy_per_output.2022": "0.20"}
    assert broken({**typed, blank: None}) == []


@pytest.mark.parametrize(
    ("co2", "energy", "rule"),
    [
        ("0.01", "0.06", ("R5-03", "co2_per_output.2022")),
        ("0.11", "0.40", ("R5-02", "energy_per_output.2022")),
    ],
)
def test_where_the_carriers_say_which_figure_is_wrong_that_is_enough(
    co2: str, energy: str, rule: tuple[str, str]
) -> None:
    typed = {"co2_per_output.2022": co2, "energy_per_output.2022": energy}
    assert broken({**CARRIERS, **typed}) == [rule]


@pytest.mark.parametrize(
    "carriers", [{}, {f"energy.{y}.electricity": "9000.00" for y in (2021, 2022, 2023)}]
)
def test_what_cannot_be_is_not_also_a_jump(carriers: Typed) -> None:
    """错29 of the flawed declaration."""
    flawed = {
        **{f"output.{year}": "60.00" for year in (2021, 2022, 2023)},
        "co2_per_output.2021": "0.62",
        "co2_per_output.2022": "0.05",
        "co2_per_output.2023": "0.55",
        **{f"energy_per_output.{year}": "0.20" for year in (2021, 2022, 2023)},
    }
    found = check(Case(facts=typed_over(blank(), {**flawed, **carriers}))).findings
    told = [f.rule for f in found if "co2_per_output.2022" in f.fields]
    assert told == (["R5-03"] if carriers else ["R5-04"])


# --- Rates beside 是否高于行业平均水平 ---

PAIRS = [
    ("solid_waste_rate", "solid_waste_above_average"),
    ("water_reuse_rate", "water_reuse_above_average"),
]


@pytest.mark.parametrize(("rate", "compared"), PAIRS)
@pytest.mark.parametrize(
    ("typed", "answer", "rule"),
    [
        ("62.50", "exempt", "R5-05"),
        ("0.00", "exempt", "R5-05"),
        ("无", "exempt", None),
        (None, "exempt", None),
        ("162.50", "exempt", None),  # R0-05 complains of it
        ("无", "yes", "R5-06"),
        ("0.00", "yes", "R5-06"),
        ("0.01", "yes", None),
        ("62.50", "yes", None),
        (None, "yes", None),
        ("无", "no", None),
        ("62.50", "no", None),
        ("62.50", None, None),
        ("无", None, None),
    ],
)
def test_rate_and_answer_go_together(
    rate: str, compared: str, typed: str | None, answer: str | None, rule: str | None
) -> None:
    wanted = [(rule, rate)] if rule else []
    assert broken({rate: typed, compared: answer}) == wanted


def test_a_rate_the_worksheet_knows_is_not_also_missing() -> None:
    water = {"water_total": "250.00", "water_reused": "100.00"}
    typed = {**water, "water_reuse_rate": "无", "water_reuse_above_average": "yes"}
    assert broken(typed) == [("R5-08", "water_reuse_rate")]


# --- Waste and water ---


@pytest.mark.parametrize(
    ("declared", "told"),
    [("93.34", True), ("93.36", False), ("94.17", False), ("94.98", False), ("95.00", True)],
)
def test_the_rate_of_waste_is_that_of_the_worksheet(declared: str, told: bool) -> None:
    """1.13 of 1.20: 93.361 to 94.979."""
    waste = {"waste.slag.produced": "1.20", "waste.slag.used": "1.13"}
    wanted = [("R5-07", "solid_waste_rate")] if told else []
    assert broken({**waste, "solid_waste_rate": declared}) == wanted


def test_all_kinds_of_waste_count_together() -> None:
    produced = {f"waste.{waste}.produced": "10.00" for waste, _ in WASTES}
    used = {f"waste.{waste}.used": f"{n}.00" for n, (waste, _) in enumerate(WASTES)}
    assert broken({**produced, **used, "solid_waste_rate": "30.00"}) == []
    assert broken({**produced, **used, "solid_waste_rate": "31.00"}) == [
        ("R5-07", "solid_waste_rate")
    ]


def test_old_stock_makes_the_rate_unknown_and_is_told_once() -> None:
    waste = {"waste.slag.produced": "1.20", "waste.slag.used": "1.30"}
    assert broken({**waste, "solid_waste_rate": "50.00"}) == [("R5-09", "waste.slag.used")]


@pytest.mark.parametrize("waste", [waste for waste, _ in WASTES])
def test_of_every_kind_no_more_is_used_than_produced(waste: str) -> None:
    produced, used = f"waste.{waste}.produced", f"waste.{waste}.used"
    assert broken({produced: "1.20", used: "1.20"}) == []
    assert broken({produced: "1.20", used: "1.21"}) == [("R5-09", used)]
    assert broken({produced: "无", used: "0.01"}) == [("R5-09", used)]
    assert broken({used: "0.01"}) == []
    assert broken({produced: "0.01"}) == []


def test_what_rounds_alike_is_alike() -> None:
    """The worksheet takes any decimals: 1.204 may be 1.20."""
    assert broken({"waste.slag.produced": "1.20", "waste.slag.used": "1.204"}) == []
    assert broken({"waste.slag.produced": "1.20", "waste.slag.used": "1.205"}) == [
        ("R5-09", "waste.slag.used")
    ]


def test_all_water_may_be_used_again() -> None:
    water = {"water_total": "100.00", "water_reused": "100.00"}
    assert broken({**water, "water_reuse_rate": "100.00"}) == []


def test_more_than_all_water_is_told_once() -> None:
    water = {"water_total": "100.00", "water_reused": "150.00"}
    assert broken({**water, "water_reuse_rate": "80.00"}) == [("R5-10", "water_reused")]


SHARES = st.fractions(min_value=0, max_value=1, max_denominator=9973)


@given(total=TRUE, share=SHARES)
def test_a_true_rate_is_never_complained_of(total: Fraction, share: Fraction) -> None:
    part, rate = printed(total * share), printed(share * 100)
    for whole, used, declared in (
        ("waste.slag.produced", "waste.slag.used", "solid_waste_rate"),
        ("water_total", "water_reused", "water_reuse_rate"),
    ):
        assert rules_broken({whole: printed(total), used: part, declared: rate}) == []
