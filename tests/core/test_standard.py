"""The standard: every line at its edge, what is open, and what is only said to be so."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.facts import Facts, parse_facts
from jiqun.core.figures import DEFINITIONS
from jiqun.core.form import EDITIONS, get_edition
from jiqun.core.interval import Interval
from jiqun.core.reading import Raw
from jiqun.core.rules.example import typed_over
from jiqun.core.standard import (
    Line,
    Measure,
    Mode,
    Outcome,
    Requirement,
    answer_said,
    edges,
    judge,
    lines_of,
    met,
    table,
)
from tests.declarations import blank, golden
from tests.rosters import typed
from tests.strategies import any_facts

PASS, FAIL, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN
BOTH = ("national", "beijing")
CLEAN = golden("clean").facts


def requirement(
    id: str, level: str, typed: Mapping[str, Raw | None], edition: str = "beijing-2024"
) -> Requirement:
    """The one of that id, on a declaration that holds nothing else."""
    facts, problems = parse_facts(edition, typed)
    assert problems == ()
    return of_case(Case(facts=facts), id, level)


def of_case(case: Case, id: str, level: str) -> Requirement:
    (found,) = (r for r in judge(case) if (r.id, r.level) == (id, level))
    return found


def three_years(id: str, *values: str | None) -> dict[str, Raw | None]:
    return {f"{id}.{2021 + n}": value for n, value in enumerate(values)}


# --- Figures as they are printed ---

AT_MOST_100 = {
    "99.99": PASS,
    "100.00": PASS,
    "100.01": FAIL,
    "12.345": PASS,
    None: UNKNOWN,
    "无": UNKNOWN,
    "0": UNKNOWN,
    "-1": UNKNOWN,
}
AT_LEAST_70 = {
    "69.99": FAIL,
    "70.00": PASS,
    "70.01": PASS,
    None: UNKNOWN,
    "无": FAIL,
    "170": UNKNOWN,
}
ABOVE_70 = {"69.99": FAIL, "70.00": FAIL, "70.01": PASS, None: UNKNOWN, "无": FAIL, "170": UNKNOWN}
AT_LEAST_10 = {"9.99": FAIL, "10.00": PASS, "10.01": PASS, None: UNKNOWN, "无": FAIL}


@pytest.mark.parametrize(
    ("id", "level", "key", "outcomes"),
    [
        ("area", "national", "area", AT_MOST_100),
        ("area", "beijing", "area", AT_MOST_100),
        ("sme_share", "national", "sme_output_share.2023", AT_LEAST_70),
        ("sme_share", "beijing", "sme_output_share.2023", ABOVE_70),
        ("leading_share", "national", "leading_output_share.2023", ABOVE_70),
        ("leading_share", "beijing", "leading_output_share.2023", ABOVE_70),
        ("iiot_rate", "national", "iiot_rate", AT_LEAST_10),
    ],
)
def test_a_printed_figure_meets_its_line_as_printed(
    id: str, level: str, key: str, outcomes: Mapping[str | None, Outcome]
) -> None:
    found = {value: requirement(id, level, {key: value}).outcome for value in outcomes}
    assert found == outcomes


def test_a_requirement_says_everything_about_itself() -> None:
    found = requirement("sme_share", "beijing", {"sme_output_share.2023": "70.00"})
    (measure,) = found.measures
    assert found == Requirement(
        id="sme_share",
        level="beijing",
        label="中小企业产值占比",
        clause="摘要",
        outcome=FAIL,
        measures=(measure,),
        verified=True,
        soft=False,
        source="京经信发〔2023〕82号《北京市促进中小企业特色产业集群发展管理办法（暂行）》"
        "（2023年11月9日公开报道摘要，原文未见）",
        note="北京市为“高于”，国家为“以上”；取2023年数。",
    )
    assert measure == Measure(
        name="2023年集群内中小企业产值占集群总产值比例",
        quantity=measure.quantity,
        value=Decimal("70.00"),
        operator=">",
        threshold=Decimal(70),
        unit="%",
        margin=Decimal("0.00"),
        outcome=FAIL,
    )
    assert measure.quantity.keys == ("sme_output_share.2023",)
    assert found.deciding is measure


@pytest.mark.parametrize(
    ("id", "typed", "margin"),
    [
        ("area", {"area": "99.99"}, "0.01"),
        ("area", {"area": "101.50"}, "-1.50"),
        ("area", {"area": "无"}, None),
        ("sme_share", {"sme_output_share.2023": "71.80"}, "1.80"),
        ("sme_share", {"sme_output_share.2023": "69.99"}, "-0.01"),
        ("sme_share", {}, None),
    ],
)
def test_the_margin_is_the_room_left(
    id: str, typed: Mapping[str, Raw | None], margin: str | None
) -> None:
    found = requirement(id, "national", typed).deciding.margin
    assert found == (None if margin is None else Decimal(margin))


def test_only_the_area_is_soft() -> None:
    assert {r.id for r in judge(Case(facts=CLEAN)) if r.soft} == {"area"}


def test_a_share_is_that_of_the_base_year() -> None:
    """Earlier years do not count, and another edition has another base year."""
    typed = three_years("sme_output_share", "10", "10", "80")
    assert requirement("sme_share", "national", typed).outcome is PASS
    moved = requirement("sme_share", "national", typed, "beijing-2025")
    assert (moved.outcome, moved.deciding.name) == (
        UNKNOWN,
        "2024年集群内中小企业产值占集群总产值比例",
    )


# --- Output of each of three years, in Beijing or revenue ---


@pytest.mark.parametrize(
    ("output", "outcome", "name", "value"),
    [
        (("40.00", "40.00", "40.00"), PASS, "近三年最低：2021年", "40.00"),
        (("52.36", "41.00", "69.48"), PASS, "近三年最低：2022年", "41.00"),
        (("39.99", "40.00", "40.00"), FAIL, "近三年最低：2021年", "39.99"),
        (("40.00", "39.99", "40.00"), FAIL, "近三年最低：2022年", "39.99"),
        (("40.00", "40.00", "39.99"), FAIL, "近三年最低：2023年", "39.99"),
        (("39.99", "30.00", "40.00"), FAIL, "近三年最低：2022年", "30.00"),
        (("40.00", "无", "40.00"), FAIL, "近三年最低：2022年", "0"),
        (("0.50", "无", "40.00"), FAIL, "近三年最低：2022年", "0"),
        # One year below decides, whatever the blank one is; else the blank one does.
        (("39.99", None, "40.00"), FAIL, "近三年最低：2021年", "39.99"),
        (("40.00", None, "40.00"), UNKNOWN, "缺2022年", None),
        ((None, None, None), UNKNOWN, "缺2021年", None),
    ],
)
def test_output_of_every_year(
    output: tuple[str | None, ...], outcome: Outcome, name: str, value: str | None
) -> None:
    found = requirement("output", "national", three_years("output", *output))
    assert found.outcome is outcome
    assert [(m.name, m.value) for m in found.measures] == [
        (f"按集群总产值（{name}）", None if value is None else Decimal(value))
    ]


ENOUGH, TOO_LITTLE, ABSENT = ("40.00",) * 3, ("39.99", "50", "50"), (None, None, None)


@pytest.mark.parametrize(
    ("output", "revenue", "outcome", "deciding"),
    [
        (ENOUGH, ENOUGH, PASS, "按集群总产值（近三年最低：2021年）"),
        (ENOUGH, TOO_LITTLE, PASS, "按集群总产值（近三年最低：2021年）"),
        (ENOUGH, ABSENT, PASS, "按集群总产值（近三年最低：2021年）"),
        (TOO_LITTLE, ENOUGH, PASS, "按集群营业收入（近三年最低：2021年）"),
        (TOO_LITTLE, TOO_LITTLE, FAIL, "按集群总产值（近三年最低：2021年）"),
        # The worksheet holds no revenue, and it would decide.
        (TOO_LITTLE, ABSENT, UNKNOWN, "按集群营业收入（缺2021年）"),
        (ABSENT, TOO_LITTLE, UNKNOWN, "按集群总产值（缺2021年）"),
        # Neither passes in all three years.
        (("40", "40", "39.99"), ("39.99", "40", "40"), FAIL, "按集群总产值（近三年最低：2023年）"),
    ],
)
def test_beijing_takes_revenue_too(
    output: tuple[str | None, ...],
    revenue: tuple[str | None, ...],
    outcome: Outcome,
    deciding: str,
) -> None:
    typed = {**three_years("output", *output), **three_years("revenue", *revenue)}
    found = requirement("output", "beijing", typed)
    assert (found.outcome, found.deciding.name) == (outcome, deciding)


def test_the_nation_does_not_take_revenue() -> None:
    typed = {**three_years("output", *TOO_LITTLE), **three_years("revenue", *ENOUGH)}
    assert requirement("output", "national", typed).outcome is FAIL


def test_what_is_missing_is_named() -> None:
    found = requirement("output", "beijing", three_years("output", *TOO_LITTLE))
    either = "产值、营业收入任一项三年都达到即可"
    assert found.note == f"{either}；缺少可用的2021年集群营业收入，补正后才能判断。"
    assert requirement("output", "beijing", {}).note == (
        f"{either}；缺少可用的2021年集群总产值、2021年集群营业收入，补正后才能判断。"
    )
    assert requirement("output", "national", three_years("output", *ENOUGH)).note == ""


# --- Growth: computed, in every reading ---


def grown(last: str, leading: str | None = "20", **more: str) -> dict[str, Raw | None]:
    """Output grown from 100.00; between 120.98 and 121.02 the mean rate is next to 10 per cent."""
    return {"output.2021": "100.00", "output.2023": last, "leading_output_growth": leading, **more}


@pytest.mark.parametrize(
    ("last", "outcome"),
    [
        ("120.98", FAIL),
        # True values behind the printed ones could lie on either side of the line.
        ("120.99", UNKNOWN),
        ("121.00", UNKNOWN),
        ("121.01", UNKNOWN),
        ("121.02", PASS),
    ],
)
@pytest.mark.parametrize("level", BOTH)
def test_computed_growth_passes_only_if_all_it_may_be_does(
    level: str, last: str, outcome: Outcome
) -> None:
    """Revenue, where Beijing asks for it, grew too little."""
    typed = grown(last, **{"revenue.2021": "100", "revenue.2023": "101"})
    measures = requirement("growth", level, typed).measures
    assert [(m.name, m.outcome) for m in measures][:2] == [
        ("按集群总产值（2021—2023年，两个间隔）", outcome),
        ("按主导产业产值（申报表所填）", PASS),
    ]


@pytest.mark.parametrize(
    ("total", "leading", "outcome"),
    [
        ("150", "10.01", PASS),
        ("150", "10.00", UNKNOWN),
        ("110", "10.01", UNKNOWN),
        ("110", "10.00", FAIL),
        ("110", "无", FAIL),
        ("150", None, UNKNOWN),
        ("110", None, UNKNOWN),
    ],
)
def test_growth_of_all_and_of_the_leading_industry_must_agree(
    total: str, leading: str | None, outcome: Outcome
) -> None:
    assert requirement("growth", "national", grown(total, leading)).outcome is outcome


def test_where_readings_disagree_the_first_stands_for_all() -> None:
    found = requirement("growth", "national", grown("150", "10.00"))
    assert [(m.value, m.margin, m.outcome) for m in found.measures] == [
        (Decimal("22.47"), Decimal("12.47"), PASS),
        (Decimal("10.00"), Decimal("0.00"), FAIL),
    ]
    assert found.deciding is found.measures[0]


@pytest.mark.parametrize(
    ("prior", "outcome"),
    [
        (None, PASS),
        ("100", PASS),  # 14.47 % over three intervals
        ("149", UNKNOWN),  # next to nothing
    ],
)
def test_growth_over_three_intervals_is_another_reading(
    prior: str | None, outcome: Outcome
) -> None:
    found = requirement("growth", "national", grown("150", **{"output.2020": prior}))
    names = [measure.name for measure in found.measures]
    assert found.outcome is outcome
    assert ("按集群总产值（2020—2023年，三个间隔）" in names) is (prior is not None)


@pytest.mark.parametrize(
    ("total", "leading", "revenue", "outcome"),
    [
        ("150", "20", None, PASS),
        ("150", "20", "101", PASS),
        ("110", "5", "150", PASS),  # revenue alone
        ("150", "5", "150", PASS),
        ("110", "5", "101", FAIL),
        ("110", "5", "121.00", UNKNOWN),
        ("110", "5", None, UNKNOWN),  # revenue would decide, and is absent
        ("150", "5", "101", UNKNOWN),
    ],
)
def test_beijing_takes_growth_of_revenue_too(
    total: str, leading: str, revenue: str | None, outcome: Outcome
) -> None:
    typed = grown(total, leading, **({"revenue.2023": revenue} if revenue else {}))
    found = requirement("growth", "beijing", {**typed, "revenue.2021": "100"})
    assert found.outcome is outcome


def test_why_growth_is_open_is_said() -> None:
    def note(**typed: str) -> str:
        found = requirement("growth", "national", grown(**typed))
        return found.note.removeprefix("标准未写明是总产值还是主导产业产值，两种都列出；")

    assert note(last="150", leading="10.00") == "各口径结论不同。"
    assert note(last="121.00") == (
        "按集群总产值（2021—2023年，两个间隔）在9.99至10.01%之间，是否达到还不能确定。"
    )


def test_growth_with_its_first_year_at_nothing_is_open() -> None:
    typed = {**grown("150"), "output.2021": "无"}
    assert requirement("growth", "national", typed).outcome is UNKNOWN


@pytest.mark.parametrize(
    ("last", "outcome"),
    [("110.23", FAIL), ("110.24", UNKNOWN), ("110.25", UNKNOWN), ("110.27", PASS), (None, UNKNOWN)],
)
def test_growth_of_research(last: str | None, outcome: Outcome) -> None:
    typed = {"rd_spend.2021": "100.00", "rd_spend.2023": last}
    found = requirement("rd_growth", "national", typed)
    assert (found.outcome, found.verified) == (outcome, False)


MONEY = st.decimals("10", "200", places=6)


@given(first=MONEY, last=MONEY)
def test_rounding_never_turns_a_verdict(first: Decimal, last: Decimal) -> None:
    """Whatever the true amounts are: what is said of them as printed holds for them."""
    cent = Decimal("0.01")
    typed = {
        "output.2021": str(first.quantize(cent, ROUND_HALF_UP)),
        "output.2023": str(last.quantize(cent, ROUND_HALF_UP)),
    }
    outcome = requirement("growth", "national", typed).measures[0].outcome
    truly = PASS if last / first > Decimal("1.21") else FAIL
    assert outcome in (truly, UNKNOWN)


# --- Titles: one of the highest, or ten in all ---


def titled(top: str | None, *others: str | None) -> dict[str, Raw | None]:
    """Figures of the base year: 小巨人, then 专精特新, 创新型 and 高新技术企业."""
    names = ("specialized_smes", "innovative_smes", "high_tech_firms")
    typed = {f"{name}.2023": value for name, value in zip(names, others, strict=True)}
    return {**typed, "little_giants.2023": top, "champions.2023": None if top is None else "无"}


@pytest.mark.parametrize(
    ("typed", "outcome", "arms"),
    [
        (titled("1", "无", "无", "无"), PASS, (PASS, FAIL, FAIL)),
        (titled("0", "0", "0", "0"), FAIL, (FAIL, FAIL, FAIL)),
        # One by one they are nine at most; ten of one kind are ten firms.
        (titled("无", "3", "3", "3"), FAIL, (FAIL, FAIL, FAIL)),
        (titled("无", "10", "无", "无"), PASS, (FAIL, PASS, PASS)),
        (titled("无", "无", "11", "2"), PASS, (FAIL, PASS, PASS)),
        # Ten titles may be held by nine firms, or by nine and one.
        (titled("无", "9", "1", "无"), UNKNOWN, (FAIL, PASS, UNKNOWN)),
        (titled("1", "9", "1", "无"), PASS, (PASS, PASS, UNKNOWN)),
        # A blank is not none.
        (titled(None, "9", "无", "无"), UNKNOWN, (UNKNOWN, FAIL, FAIL)),
        (titled(None, "10", "无", "无"), PASS, (UNKNOWN, PASS, PASS)),
        (titled("无", None, "9", "9"), UNKNOWN, (FAIL, UNKNOWN)),
        (titled("1", None, None, None), PASS, (PASS, UNKNOWN)),
    ],
)
@pytest.mark.parametrize("level", BOTH)
def test_either_arm_suffices(
    level: str, typed: Mapping[str, Raw | None], outcome: Outcome, arms: tuple[Outcome, ...]
) -> None:
    found = requirement("titles", level, typed)
    assert found.outcome is outcome
    assert tuple(measure.outcome for measure in found.measures) == arms


def test_a_champion_counts_like_a_little_giant() -> None:
    typed = {**titled("无", "无", "无", "无"), "champions.2023": "1"}
    assert requirement("titles", "national", typed).outcome is PASS


def test_both_countings_are_shown() -> None:
    found = requirement("titles", "national", titled("无", "9", "1", "无"))
    assert [(m.name, m.value, m.threshold, m.margin) for m in found.measures] == [
        ("单项冠军和小巨人（按称号相加）", 0, 1, -1),
        ("专精特新、创新型、高新技术企业（按称号相加）", 10, 10, 0),
        ("专精特新、创新型、高新技术企业（同一企业只计一次，上下限）", 9, 10, -1),
    ]
    assert found.deciding is found.measures[2]
    assert found.note == (
        "两项有一项达到即可；取2023年数；"
        "专精特新、创新型、高新技术企业（同一企业只计一次，上下限）在9至10家之间，"
        "是否达到还不能确定；各口径结论不同。"
    )


def test_titles_are_those_of_the_base_year() -> None:
    typed = {key.replace("2023", "2022"): v for key, v in titled("5", "9", "9", "9").items()}
    assert requirement("titles", "national", typed).outcome is UNKNOWN


# --- Answers ---


@pytest.mark.parametrize("id", ["restricted_industry", "major_accident", "serious_violation"])
@pytest.mark.parametrize("level", BOTH)
def test_three_answers_must_be_no(id: str, level: str) -> None:
    outcomes = {a: requirement(id, level, {id: a}).outcome for a in ("no", "yes", None)}
    assert outcomes == {"no": PASS, "yes": FAIL, None: UNKNOWN}


@pytest.mark.parametrize("id", ["energy_benchmark", "water_benchmark"])
@pytest.mark.parametrize("level", BOTH)
def test_two_answers_must_not_be_no(id: str, level: str) -> None:
    answers = ("yes", "exempt", "no", None)
    outcomes = {answer: requirement(id, level, {id: answer}).outcome for answer in answers}
    assert outcomes == {"yes": PASS, "exempt": PASS, "no": FAIL, None: UNKNOWN}


def test_an_answer_is_shown_in_words() -> None:
    found = requirement("energy_benchmark", "national", {"energy_benchmark": "exempt"}).deciding
    assert replace(found, quantity=None) == Measure(  # type: ignore[arg-type]
        name="属于高耗能行业的集群，能效水平是否达到行业基准值",
        quantity=None,  # type: ignore[arg-type]
        value="不适用",
        operator="=",
        threshold="是或不适用",
        unit="",
        margin=None,
        outcome=PASS,
    )
    assert found.quantity.blank
    veto = requirement("major_accident", "national", {"major_accident": "yes"}).deciding
    assert (veto.value, veto.threshold) == ("是", "否")


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("restricted_industry", "否", "不属于"),
        ("restricted_industry", "是", "属于"),
        ("major_accident", "否", "没有"),
        ("serious_violation", "是", "有"),
        ("energy_benchmark", "否", "否"),
        ("energy_benchmark", "不适用", "不适用"),
    ],
)
def test_an_answer_does_not_deny_its_label(id: str, answer: str, said: str) -> None:
    assert answer_said(id, answer) == said


def test_an_answer_not_given_says_so() -> None:
    assert requirement("major_accident", "national", {}).note == "尚未勾选。"


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ({"area": "无"}, "填的是0或“无”，不能据此判断。"),
        ({}, "缺少可用的集群占地面积，补正后才能判断。"),
        ({"area": "5.86"}, ""),
    ],
)
def test_an_open_area_says_why(typed: Mapping[str, Raw | None], note: str) -> None:
    found = requirement("area", "national", typed).note
    assert found == "标准用“一般”，超过的须说明" + (f"；{note}" if note else "。")


def test_an_area_of_nothing_is_shown_without_room() -> None:
    found = requirement("area", "national", {"area": "无"}).deciding
    assert (found.value, found.margin) == (0, None)


# --- The table ---


def test_the_clean_declaration_meets_every_line() -> None:
    assert {r.outcome for r in judge(Case(facts=CLEAN))} == {PASS}


def test_national_and_beijing_stand_side_by_side() -> None:
    found = [(r.id, r.level) for r in judge(Case(facts=CLEAN))]
    ids = list(dict.fromkeys(id for id, _ in found))
    only_national = {"rd_growth", "iiot_rate"}
    assert found == [
        (id, level)
        for id in ids
        for level in BOTH
        if (id, level) not in {(id, "beijing") for id in only_national}
    ]
    assert ids == [
        "major_accident",
        "serious_violation",
        "restricted_industry",
        "area",
        "output",
        "sme_share",
        "leading_share",
        "growth",
        "titles",
        "rd_growth",
        "iiot_rate",
        "energy_benchmark",
        "water_benchmark",
    ]


@pytest.mark.parametrize(
    ("id", "level", "operator", "threshold", "unit"),
    [
        ("area", "national", "≤", "100", "平方公里"),
        ("area", "beijing", "≤", "100", "平方公里"),
        ("output", "national", "≥", "40", "亿元"),
        ("output", "beijing", "≥", "40", "亿元"),
        ("sme_share", "national", "≥", "70", "%"),
        ("sme_share", "beijing", ">", "70", "%"),
        ("leading_share", "national", ">", "70", "%"),
        ("leading_share", "beijing", ">", "70", "%"),
        ("growth", "national", ">", "10", "%"),
        ("growth", "beijing", ">", "10", "%"),
        ("titles.top", "national", "≥", "1", "家"),
        ("titles.all", "national", "≥", "10", "家"),
        ("titles.top", "beijing", "≥", "1", "家"),
        ("titles.all", "beijing", "≥", "10", "家"),
        ("rd_growth", "national", ">", "5", "%"),
        ("iiot_rate", "national", "≥", "10", "%"),
    ],
)
def test_every_threshold(id: str, level: str, operator: str, threshold: str, unit: str) -> None:
    (line,) = (line for line in table() if (line.id, line.level) == (id, level))
    assert (line.operator, line.threshold, line.unit) == (operator, threshold, unit)


def test_what_nobody_has_seen_in_the_original_is_not_verified() -> None:
    unverified = {(r.id, r.level) for r in judge(Case(facts=CLEAN)) if not r.verified}
    assert unverified == {
        ("rd_growth", "national"),
        ("iiot_rate", "national"),
        *(("energy_benchmark", level) for level in BOTH),
        *(("water_benchmark", level) for level in BOTH),
    }


def test_every_line_says_where_it_comes_from() -> None:
    keys = get_edition("beijing-2024").fields.keys() | DEFINITIONS.keys()
    for line in table():
        assert line.level in BOTH and line.clause and line.label and line.source
        assert {id for arm in line.arms for id in arm} <= keys


@pytest.mark.parametrize(
    ("edition", "verified"),
    [("beijing-2024", True), ("beijing-2025", True), ("beijing-2026", False)],
)
def test_a_line_past_its_end_is_shown_but_no_longer_verified(edition: str, verified: bool) -> None:
    """The list of 2026 rests on another document, which nobody has seen."""
    case = Case(facts=Facts(get_edition(edition), {}))
    beijing, national = (of_case(case, "leading_share", level) for level in ("beijing", "national"))
    assert (beijing.verified, national.verified) == (verified, True)
    assert ("2026年的标准未见，暂按此前的标准，待核实" in beijing.note) is not verified


def test_a_newer_wording_takes_the_place_of_the_older(monkeypatch: pytest.MonkeyPatch) -> None:
    old = next(line for line in table() if (line.id, line.level) == ("leading_share", "beijing"))
    new = replace(old, threshold="75", valid_from=old.valid_from.replace(year=2026))
    monkeypatch.setattr("jiqun.core.standard.table", lambda: (old, new))
    thresholds = {call: [line.threshold for line in lines_of(call)] for call in (2022, 2025, 2026)}
    assert thresholds == {2022: [], 2025: ["70"], 2026: ["75"]}


def test_a_line_holds_from_the_year_it_begins_to_the_year_it_ends() -> None:
    line = next(line for line in table() if line.valid_to)
    assert (line.valid_from.year, line.mode) == (2024, Mode.ONCE)
    assert [line.outdated(call) for call in (2024, 2025, 2026)] == [False, False, True]
    assert not replace(line, valid_to=None).outdated(9999)


def test_two_lines_of_one_requirement_have_one_stem() -> None:
    stems: dict[str, set[str]] = {}
    for line in table():
        stems.setdefault(line.requirement, set()).add(line.id)
    several = {stem: ids for stem, ids in stems.items() if len(ids) > 1}
    assert several == {"titles": {"titles.top", "titles.all"}}
    assert isinstance(table()[0], Line)


def test_outcomes_have_words() -> None:
    assert [outcome.label for outcome in Outcome] == ["达到", "未达到", "无法判断"]


# --- Whatever is filled in ---


@pytest.mark.parametrize(
    ("operator", "low", "high", "outcome"),
    [
        ("≥", "10", "11", PASS),
        ("≥", "9.99", "10", UNKNOWN),
        ("≥", "9", "9.99", FAIL),
        (">", "10.01", "11", PASS),
        (">", "10", "11", UNKNOWN),
        (">", "9", "10", FAIL),
        ("≤", "9", "10", PASS),
        ("≤", "10", "10.01", UNKNOWN),
        ("≤", "10.01", "11", FAIL),
    ],
)
def test_all_it_may_be_must_meet_the_line(
    operator: str, low: str, high: str, outcome: Outcome
) -> None:
    assert met(operator, Decimal(10), Interval(Decimal(low), Decimal(high))) is outcome


def test_the_ends_of_what_it_may_be_are_said_outwards() -> None:
    span = Interval(Decimal("9.9951"), Decimal("10.0049"))
    assert edges("%", span) == (Decimal("9.99"), Decimal("10.01"))
    wide = Interval(Decimal("-1E+30"), Decimal("1E+30"))
    assert edges("%", wide) == (wide.low, wide.high)
    assert edges("家", Interval(Decimal(9), Decimal(10))) == (9, 10)
    assert [str(edge) for edge in edges("家", Interval(Decimal(9), Decimal(10)))] == ["9", "10"]


@pytest.mark.parametrize("edition", EDITIONS)
@given(data=st.data())
def test_every_declaration_can_be_judged(edition: str, data: st.DataObject) -> None:
    facts = data.draw(any_facts(edition))
    found = judge(Case(facts=facts))
    assert judge(Case(facts=facts)) == found
    for requirement_ in found:
        assert requirement_.deciding in requirement_.measures
        assert requirement_.note == "" or requirement_.note.endswith("。")
        for measure in requirement_.measures:
            assert not (measure.value is None and measure.outcome is not UNKNOWN)
            assert "None" not in measure.name


JUDGED = {
    **dict.fromkeys(("area", "iiot_rate", "leading_output_growth"), MONEY),
    **{f"{id}.{year}": MONEY for id in ("output", "revenue") for year in (2021, 2022, 2023)},
    **{f"{id}_output_share.2023": st.decimals("60", "80", places=2) for id in ("sme", "leading")},
    **{f"rd_spend.{year}": MONEY for year in (2021, 2023)},
    **{f"{id}.2023": st.integers(0, 12) for id in ("champions", "high_tech_firms")},
}


@given(typed=st.fixed_dictionaries(JUDGED))
def test_room_and_verdict_agree(typed: Mapping[str, Decimal | int]) -> None:
    facts, _ = parse_facts("beijing-2024", {key: str(value) for key, value in typed.items()})
    measures = [m for r in judge(Case(facts=facts)) for m in r.measures if m.margin is not None]
    assert len(measures) > 10
    for measure in measures:
        assert measure.margin is not None
        assert measure.outcome is not PASS or measure.margin >= 0
        assert measure.outcome is not FAIL or measure.margin <= 0


# --- With a roster ---


def test_with_a_roster_each_firm_counts_once() -> None:
    """Two firms with five titles between them; the form alone knows only limits."""
    facts = {"specialized_smes.2023": "2", "innovative_smes.2023": "1", "high_tech_firms.2023": "2"}
    titles = {"specialized_since": "2021", "high_tech_since": "2021"}
    firm = {"since": "2015", "industry": "4011", "staff.2023": "60", "revenue.2023": "2500"}
    firms = typed({**firm, **titles, "innovative_since": "2022"}, {**firm, **titles})
    case = Case(facts=typed_over(blank(), facts), roster=firms)
    without = of_case(replace(case, roster=None), "titles", "national").measures[-1]
    known = of_case(case, "titles", "national").measures[-1]
    assert without.name == "专精特新、创新型、高新技术企业（同一企业只计一次，上下限）"
    assert without.quantity.interval == Interval(Decimal(2), Decimal(5))
    assert known.name == "专精特新、创新型、高新技术企业（同一企业只计一次，按企业名录）"
    assert (known.value, known.quantity.interval) == (2, Interval.exactly(2))


def test_a_roster_that_does_not_tell_leaves_the_limits() -> None:
    """Without a column for one of the titles nobody knows who holds it."""
    facts = {"specialized_smes.2023": "2", "innovative_smes.2023": "1", "high_tech_firms.2023": "2"}
    firm = {"since": "2015", "industry": "4011", "specialized_since": "2021"}
    case = Case(facts=typed_over(blank(), facts), roster=typed(firm))
    measure = of_case(case, "titles", "national").measures[-1]
    assert measure.name.endswith("（同一企业只计一次，上下限）")
