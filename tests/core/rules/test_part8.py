"""Part 八: the plan, its baselines and what its targets must come to."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.facts import Facts, Problem
from jiqun.core.form import EDITIONS, Edition, get_edition
from jiqun.core.form.model import Kind
from jiqun.core.rules import RULES, Finding, Rank, check
from jiqun.core.rules.example import typed_over
from jiqun.core.values import NONE, Value
from tests.declarations import blank, golden, quiet
from tests.judging import Part, Typed

PART = Part("R8")
findings = PART.findings
broken = PART.first_keys
rules_broken = PART.rules_alone


#: The clean declaration without figures in its texts, which would contradict any other figure.
QUIET = quiet(golden("clean").facts)


def told_over_clean(typed: Typed) -> list[tuple[str, str]]:
    """Every rule, of whichever part, that the clean declaration then breaks, and its first key; but
    not that what is blanked for the test is blank."""
    found = Part("R").findings_in(typed_over(QUIET, typed))
    return [(f.rule, f.fields[0]) for f in found if f.rule not in ("RE-02", "R0-02")]


def ends(id: str, base: str | None, target: str | None, **stages: str) -> dict[str, str | None]:
    """Base, target and stage goals of an indicator, the latter as ``in2024``."""
    typed = {f"targets.{id}.base": base, f"targets.{id}.target": target}
    return {**typed, **{f"targets.{id}.{year[2:]}": value for year, value in stages.items()}}


# --- 3000字 in all ---


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> Edition:
    return get_edition(request.param)


def plan_keys(edition: Edition) -> list[str]:
    """The nine texts of part 八: six sections and the goals of three years."""
    keys = [
        key
        for key, place in edition.printed.items()
        if edition.part_of[place.field.id] == "八" and place.field.kind is Kind.NARRATIVE
    ]
    assert len(keys) == 9
    return keys


def judged(edition: Edition, texts: dict[str, Value]) -> list[Finding]:
    report = check(Case(facts=Facts(edition, texts)))
    return [finding for finding in report.findings if finding.rule == "R8-01"]


def test_the_texts_of_the_part_count_together(edition: Edition) -> None:
    keys = plan_keys(edition)
    texts: dict[str, Value] = dict.fromkeys(keys, "集" * 333)  # 2997
    assert judged(edition, {**texts, keys[0]: "集" * 336}) == []
    assert judged(edition, {**texts, keys[0]: "集" * 337}) == [
        Finding(
            "R8-01",
            Rank.BLOCK,
            "八",
            tuple(keys),
            "第八部分各段文字共3001字（不含表格和表样原有文字），超过3000字，请删减1字。",
            ("填报说明1",),
        )
    ]


def test_one_long_text_is_named_alone(edition: Edition) -> None:
    (finding,) = judged(edition, {"plan.tasks": "集" * 4000, "plan.problems": NONE})
    assert finding.fields == ("plan.tasks",)
    assert finding.message == (
        "第八部分各段文字共4000字（不含表格和表样原有文字），超过3000字，请删减1000字。"
    )


def test_words_are_words_and_the_table_does_not_count(edition: Edition) -> None:
    table: dict[str, Value] = {"targets.openness.base": "集" * 3000}
    assert judged(edition, {**table, "plan.tasks": "Wi-Fi " * 3000}) == []


# --- Each other rule once, in full ---

NOTE_17 = ("填报说明17",)
GROWTH_NOTES = ("填报说明9", "填报说明17")
TITLES = {
    "innovative_smes.2023": "31",
    "specialized_smes.2023": "21",
    "little_giants.2023": "4",
    "champions.2023": "无",
    "high_tech_firms.2023": "46",
}
#: A total that rises while output rises faster.
TOTAL_RISES = {
    **ends("co2", "9.73", "10.50"),
    "targets.co2.unit": "10kt",
    "targets.output_growth.target": "11.00",
}
GOALS_OF_2024 = "2024年，优质中小企业达到58家，研发经费达到3.98亿元。"


@pytest.mark.parametrize(
    ("typed", "finding"),
    [
        (
            {"plan.problems": "无"},
            Finding(
                "R8-02",
                Rank.BLOCK,
                "八",
                ("plan.problems",),
                "第八部分“存在的问题”填了“无”，发展规划的每一节都应写明内容，请补上。",
                ("填报说明1",),
            ),
        ),
        (
            {"plan.goals.2024": "优质中小企业达到58家。"},
            Finding(
                "R8-03",
                Rank.EXPLAIN,
                "八",
                ("plan.goals.2024",),
                "第八部分“阶段性目标”（2024年）只有11字，过于简略，请补充；确无更多内容的请说明。",
                ("填报说明1", "填报说明17"),
            ),
        ),
        (
            {"plan.goals.2025": GOALS_OF_2024},
            Finding(
                "R8-04",
                Rank.EXPLAIN,
                "八",
                ("plan.goals.2025",),
                "第八部分“阶段性目标”（2025年）写的是2024年，没有提到2025年，"
                "请核对是否填错年度；无误的请说明。",
                ("填报说明1", "填报说明17"),
            ),
        ),
        (
            {"plan.approach": "未来三年（2023—2025年），推动测控装备由单机向系统升级。"},
            Finding(
                "R8-05",
                Rank.EXPLAIN,
                "八",
                ("plan.approach",),
                "第八部分“总体思路”中的“2023—2025年”与规划期2024—2026年不符，"
                "请核对；无误的请说明。",
                ("填报说明1",),
            ),
        ),
        (
            {"rd_spend.2023": "2.05", "targets.rd_spend.base": "2.50"},
            Finding(
                "R8-06",
                Rank.BLOCK,
                "八",
                ("targets.rd_spend.base", "rd_spend.2023"),
                "第八部分“研发经费投入2023年基准值”填了2.50亿元，与第三部分"
                "“集群中小企业研发经费总额（亿元）”（2023年）2.05亿元不一致，请核对两栏。",
                NOTE_17,
            ),
        ),
        (
            {"valid_patents": "236", "targets.valid_patents.base": "197"},
            Finding(
                "R8-06",
                Rank.BLOCK,
                "八",
                ("targets.valid_patents.base", "valid_patents"),
                "第八部分“有效发明专利数量2023年基准值”填了197件，与第三部分"
                "“集群内中小企业有效发明专利拥有量”236件不一致，请核对两栏。",
                NOTE_17,
            ),
        ),
        (
            {"output.2021": "50.00", "output.2023": "72.00", "targets.output_growth.base": "22.00"},
            Finding(
                "R8-07",
                Rank.EXPLAIN,
                "八",
                ("targets.output_growth.base", "output.2023", "output.2021"),
                "第八部分“近三年集群产值年均增速2023年基准值”填了22.00%，按填报的数据计算应为20.00%"
                "（集群总产值，2021—2023年，两个间隔）；所填与累计增长率除以2一致，"
                "填报说明9要求几何平均数，请核对。",
                GROWTH_NOTES,
            ),
        ),
        (
            {**TITLES, "targets.quality_smes.base": "30"},
            Finding(
                "R8-08",
                Rank.EXPLAIN,
                "八",
                ("targets.quality_smes.base", "innovative_smes.2023", "specialized_smes.2023"),
                "第八部分“优质中小企业数量2023年基准值”填了30家，按填报的数据计算应为52家"
                "（创新型与专精特新之和；去重、口径不同的，也应在31家至102家之间），请核对。",
                NOTE_17,
            ),
        ),
        (
            {
                "co2_per_output.2023": "0.14",
                "output.2023": "70.00",
                "targets.co2.base": "10.50",
                "targets.co2.unit": "10kt",
            },
            Finding(
                "R8-09",
                Rank.EXPLAIN,
                "八",
                ("targets.co2.base", "co2_per_output.2023", "output.2023"),
                "第八部分“二氧化碳排放量2023年基准值”填了10.50，按填报的数据计算应为9.80"
                "（单位产值二氧化碳排放量×集群总产值，万吨），请核对。",
                NOTE_17,
            ),
        ),
        (
            {
                "co2_per_output.2023": "140.00",
                "targets.co2.base": "0.14",
                "targets.co2.unit": "intensity",
            },
            Finding(
                "R8-09",
                Rank.EXPLAIN,
                "五",
                ("co2_per_output.2023", "targets.co2.base"),
                "第五部分“近三年集群单位产值二氧化碳排放量（吨二氧化碳/万元）”（2023年）"
                "填了140.00吨二氧化碳/万元，第八部分“二氧化碳排放量2023年基准值”"
                "填了0.14吨二氧化碳/万元，疑似把千克数填进了吨栏，请核对；属实的请说明原因。",
                ("填报说明1",),
            ),
        ),
        (
            {
                "co2_per_output.2023": "0.14",
                "output.2023": "70.00",
                "targets.co2.base": "98000000",
                "targets.co2.unit": "t",
            },
            Finding(
                "R8-09",
                Rank.EXPLAIN,
                "八",
                ("targets.co2.base", "co2_per_output.2023"),
                "第八部分“二氧化碳排放量2023年基准值”填了98000000.00吨，第五部分"
                "“近三年集群单位产值二氧化碳排放量（吨二氧化碳/万元）”（2023年）"
                "填了0.14吨二氧化碳/万元，疑似把千克数填进了吨栏，请核对；属实的请说明原因。",
                NOTE_17,
            ),
        ),
        (
            {"rd_spend.2023": "3.55", "targets.rd_spend.base": "35500"},
            Finding(
                "R8-06",
                Rank.BLOCK,
                "八",
                ("targets.rd_spend.base", "rd_spend.2023"),
                "第八部分“研发经费投入2023年基准值”填了35500.00亿元，与第三部分"
                "“集群中小企业研发经费总额（亿元）”（2023年）3.55亿元不一致，"
                "疑似把万元填进了亿元栏，请核对两栏。",
                NOTE_17,
            ),
        ),
        (
            {"targets.output_growth.base": "10.00"},
            Finding(
                "R8-10",
                Rank.EXPLAIN,
                "八",
                ("targets.output_growth.base",),
                "第八部分“近三年集群产值年均增速2023年基准值”填了10.00%，认定标准要求高于10%，"
                "请核对；属实的请说明。",
                GROWTH_NOTES,
            ),
        ),
        (
            {
                "little_giants.2023": "无",
                "champions.2023": "无",
                "high_tech_firms.2023": "4",
                "targets.quality_smes.base": "5",
            },
            Finding(
                "R8-11",
                Rank.EXPLAIN,
                "八",
                ("targets.quality_smes.base",),
                "第八部分“优质中小企业数量2023年基准值”填了5家，连同国家级高新技术企业4家不足10家，"
                "又没有单项冠军和小巨人，不符合认定标准，请核对；属实的请说明。",
                NOTE_17,
            ),
        ),
        (
            {"targets.output_growth.target": "8.00"},
            Finding(
                "R8-12",
                Rank.BLOCK,
                "八",
                ("targets.output_growth.target",),
                "第八部分“近三年集群产值年均增速2026年目标值”填了8.00%，低于10%，请调整目标值。",
                GROWTH_NOTES,
            ),
        ),
        (
            ends("quality_smes", "37", "46", in2024="40", in2025="39"),
            Finding(
                "R8-13",
                Rank.BLOCK,
                "八",
                (
                    "targets.quality_smes.base",
                    "targets.quality_smes.2024",
                    "targets.quality_smes.2025",
                    "targets.quality_smes.target",
                ),
                "第八部分“优质中小企业数量”没有逐年增加：2023年37家、2024年40家、2025年39家、"
                "2026年46家，请调整目标。",
                NOTE_17,
            ),
        ),
        (
            ends("rd_spend", "2.50", "2.60"),
            Finding(
                "R8-14",
                Rank.BLOCK,
                "八",
                ("targets.rd_spend.target", "targets.rd_spend.base"),
                "第八部分“研发经费投入”由2023年2.50亿元到2026年2.60亿元，年均增速1.32%，低于10%，"
                "目标值至少应为3.33亿元，请调整目标值。",
                NOTE_17,
            ),
        ),
        (
            ends("valid_patents", "12068", "18353"),
            Finding(
                "R8-15",
                Rank.BLOCK,
                "八",
                ("targets.valid_patents.target", "targets.valid_patents.base"),
                "第八部分“有效发明专利数量”由2023年12068件到2026年18353件，年均增速14.99%，低于15%，"
                "目标值至少应为18354件，请调整目标值。",
                NOTE_17,
            ),
        ),
        (
            ends("valid_patents", "236", "134"),
            Finding(
                "R8-15",
                Rank.BLOCK,
                "八",
                ("targets.valid_patents.target", "targets.valid_patents.base"),
                "第八部分“有效发明专利数量”由2023年236件到2026年134件，年均增速-17.19%，低于15%，"
                "疑似填了增量而不是目标总量，目标值至少应为359件，请调整目标值。",
                NOTE_17,
            ),
        ),
        (
            {"targets.iiot_rate.target": "38.00"},
            Finding(
                "R8-16",
                Rank.EXPLAIN,
                "八",
                ("targets.iiot_rate.target",),
                "第八部分“工业互联网普及率2026年目标值”填了38.00%，距45%左右较远，"
                "请调整目标值；确有困难的请说明。",
                NOTE_17,
            ),
        ),
        (
            {**ends("co2", "0.55", "0.50"), "targets.co2.unit": "intensity"},
            Finding(
                "R8-17",
                Rank.EXPLAIN,
                "八",
                ("targets.co2.target", "targets.co2.base"),
                "第八部分“二氧化碳排放量”由2023年0.55吨二氧化碳/万元到2026年0.50吨二氧化碳/万元，"
                "按单位产值排放强度三年降低9.09%，距18%左右较远，请调整目标值；确有困难的请说明。",
                NOTE_17,
            ),
        ),
        (
            ends("energy_per_output", "0.17", "0.18"),
            Finding(
                "R8-18",
                Rank.EXPLAIN,
                "八",
                ("targets.energy_per_output.target", "targets.energy_per_output.base"),
                "第八部分“单位工业产值能耗”由2023年0.17吨标准煤/万元到2026年0.18吨标准煤/万元，"
                "按单位产值能耗三年升高5.88%，距13.5%左右较远，请调整目标值；确有困难的请说明。",
                NOTE_17,
            ),
        ),
        (
            ends("rd_spend", "3.55", "5.00", in2026="4.99"),
            Finding(
                "R8-19",
                Rank.BLOCK,
                "八",
                ("targets.rd_spend.target", "targets.rd_spend.2026"),
                "第八部分“研发经费投入2026年目标值”填了5.00亿元，与测算底稿"
                "“研发经费投入阶段性目标值”（2026年）4.99亿元不一致，请核对两栏。",
                NOTE_17,
            ),
        ),
        (
            ends("energy_per_output", "0.50", "0.40", in2024="0.45", in2025="0.46"),
            Finding(
                "R8-20",
                Rank.EXPLAIN,
                "八",
                (
                    "targets.energy_per_output.base",
                    "targets.energy_per_output.2024",
                    "targets.energy_per_output.2025",
                    "targets.energy_per_output.target",
                ),
                "第八部分“单位工业产值能耗”的目标有回升：2023年0.50吨标准煤/万元、"
                "2024年0.45吨标准煤/万元、2025年0.46吨标准煤/万元、2026年0.40吨标准煤/万元，"
                "请核对；确有原因的请说明。",
                NOTE_17,
            ),
        ),
        (
            {"targets.openness.target": "无"},
            Finding(
                "R8-21",
                Rank.EXPLAIN,
                "八",
                ("targets.openness.target",),
                "第八部分“开放合作定性描述2026年目标值”填了“无”，请写明目标；确无目标的请说明。",
                NOTE_17,
            ),
        ),
        (
            {"targets.added.green.2.label": "绿电占比", "targets.added.green.2.base": "18.60%"},
            Finding(
                "R8-22",
                Rank.BLOCK,
                "八",
                ("targets.added.green.2.target",),
                "第八部分“绿色化增加指标2026年目标值（第2项）”未填写，同一行的其他栏已填，"
                "请补全这一行。",
                NOTE_17,
            ),
        ),
        (
            ends("co2", "0.14", "0.11"),
            Finding(
                "R8-23",
                Rank.EXPLAIN,
                "八",
                ("targets.co2.unit", "targets.co2.base", "targets.co2.target"),
                "第八部分“二氧化碳排放量2023年基准值”填了0.14、第八部分“二氧化碳排放量2026年目标值”"
                "填了0.11，没有注明计量单位，请选择；所列单位都不适用的请说明。",
                NOTE_17,
            ),
        ),
        (
            ends("rd_spend", "3.55", "4.72"),
            Finding(
                "R8-24",
                Rank.HINT,
                "八",
                ("targets.rd_spend.target", "targets.rd_spend.base"),
                "第八部分“研发经费投入”由2023年3.55亿元到2026年4.72亿元，按所填数据年均增速9.96%，"
                "略低于10%，建议目标值不低于4.73亿元。",
                NOTE_17,
            ),
        ),
        (
            TOTAL_RISES,
            Finding(
                "R8-25",
                Rank.HINT,
                "八",
                ("targets.co2.target", "targets.co2.base"),
                "第八部分“二氧化碳排放量”由2023年9.73万吨到2026年10.50万吨，按排放总量三年升高7.91%，"
                "按产值年均增速目标折算为单位产值排放强度三年降低21.09%，"
                "强度口径已达到18%左右，排放总量口径未达到，请注明口径。",
                NOTE_17,
            ),
        ),
        (
            ends("energy_per_output", "0.04", "0.04"),
            Finding(
                "R8-26",
                Rank.HINT,
                "八",
                ("targets.energy_per_output.target", "targets.energy_per_output.base"),
                "第八部分“单位工业产值能耗”由2023年0.04吨标准煤/万元到2026年0.04吨标准煤/万元，"
                "两位小数看不出下降，请在发展规划中写明降幅。",
                NOTE_17,
            ),
        ),
    ],
    ids=lambda value: value.rule if isinstance(value, Finding) else "",
)
def test_what_each_rule_says(typed: Typed, finding: Finding) -> None:
    assert findings(typed) == [finding]


def test_rules_name_the_fields_they_look_at() -> None:
    """All of part 八 do: what they are about is never every field of a kind."""
    fields = {id: rule.fields for id, rule in RULES.items() if id.startswith("R8-")}
    assert [id for id, named in fields.items() if not named] == []
    assert fields["R8-04"] == ("plan.goals",)
    for texts in ("R8-01", "R8-02", "R8-03", "R8-05"):
        assert (len(fields[texts]), fields[texts][-1]) == (7, "plan.safeguards")
    assert [len(fields[id]) for id in ("R8-06", "R8-19", "R8-20", "R8-22")] == [8, 14, 18, 15]
    assert fields["R8-21"] == ("targets.openness.target", "targets.governance.target")
    assert {"targets.quality_smes.stage"} == set(fields["R8-19"]) - set(fields["R8-20"]) - {
        "targets.quality_smes.target"
    }


@pytest.mark.parametrize("id", [id for id in RULES if id.startswith("R8-")])
def test_what_is_told_first_is_a_field_looked_at(id: str) -> None:
    (key, *_) = next(f for f in findings(RULES[id].example.typed) if f.rule == id).fields
    assert blank().edition.places[key].field.id in RULES[id].fields


# --- The texts ---


@pytest.mark.parametrize("key", plan_keys(get_edition("beijing-2024")))
def test_every_section_must_say_something(key: str) -> None:
    assert broken({key: "无"}) == [("R8-02", key)]
    assert broken({key: "集" * 19}) == [("R8-03", key)]
    assert broken({key: "集" * 20}) == []


def test_other_parts_may_say_nothing() -> None:
    assert broken({"chain": "无", "green": "绿色低碳。", "targets.openness.base": "无"}) == []


@pytest.mark.parametrize("text", ["待补充", "为XX家企业开展诊断。"])
def test_a_placeholder_is_not_also_too_short(text: str) -> None:
    assert broken({"plan.problems": text}) == []


def test_each_goal_speaks_of_its_own_year() -> None:
    goals = {
        f"plan.goals.{year}": GOALS_OF_2024.replace("2024", str(year)) for year in (2024, 2025)
    }
    assert broken(goals) == []
    assert broken({"plan.tasks": GOALS_OF_2024}) == []


def test_every_wrong_stretch_of_years_is_told() -> None:
    text = "未来三年（2023—2025年）做强主业，2025—2027年三年目标是形成产业生态。"
    assert broken({"plan.tasks": text}) == [("R8-05", "plan.tasks")] * 2
    assert broken({"chain": text}) == []


# --- Baselines ---


@pytest.mark.parametrize(
    ("id", "elsewhere", "value", "other"),
    [
        ("rd_spend", "rd_spend.2023", "3.55", "3.56"),
        ("valid_patents", "valid_patents", "236", "235"),
        ("iiot_rate", "iiot_rate", "32.81", "32.80"),
        ("energy_per_output", "energy_per_output.2023", "0.40", "0.41"),
    ],
)
def test_a_base_is_copied(id: str, elsewhere: str, value: str, other: str) -> None:
    base = f"targets.{id}.base"
    assert broken({base: value, elsewhere: value}) == []
    assert broken({base: value, elsewhere: other}) == [("R8-06", base)]
    assert broken({base: "无", elsewhere: value}) == [("R8-06", base)]
    assert broken({base: "无", elsewhere: "0"}) == []
    assert broken({base: value}) == broken({elsewhere: value}) == []


def test_a_third_decimal_is_a_mistake_of_its_own() -> None:
    assert broken({"targets.rd_spend.base": "3.551", "rd_spend.2023": "3.55"}) == []


@pytest.mark.parametrize(
    ("base", "told"),
    [
        ("20.00", False),  # output, 50 to 72
        ("26.49", False),  # its leading part
        ("10.01", False),  # revenue: 10.00 to 10.01
        ("20.01", False),  # 20.0102 at most
        ("20.02", True),
        ("19.99", False),  # 19.9898 at least
        ("19.98", True),
        ("30.00", True),
    ],
)
def test_growth_has_several_readings(base: str, told: bool) -> None:
    typed = {
        "output.2021": "50.00",
        "output.2023": "72.00",
        "leading_output_share.2021": "80.00",
        "leading_output_share.2023": "88.89",
        "revenue.2021": "40.00",
        "revenue.2023": "48.40",
    }
    key = "targets.output_growth.base"
    assert broken({**typed, key: base}) == ([("R8-07", key)] if told else [])


@pytest.mark.parametrize(
    ("base", "told"), [("30", True), ("31", False), ("102", False), ("103", True)]
)
def test_quality_smes_are_counted_in_many_ways(base: str, told: bool) -> None:
    key = "targets.quality_smes.base"
    assert broken({**TITLES, key: base}) == ([("R8-08", key)] if told else [])


@pytest.mark.parametrize(
    ("unit", "base", "told"),
    [
        ("intensity", "0.14", False),
        ("intensity", "0.15", True),
        ("10kt", "9.44", True),  # 9.449 to 10.151
        ("10kt", "9.45", False),
        ("10kt", "10.15", False),
        ("10kt", "10.16", True),
        ("t", "94500.00", False),
        ("t", "101600.00", True),
    ],
)
def test_co2_agrees_with_part_five(unit: str, base: str, told: bool) -> None:
    key = "targets.co2.base"
    typed = {"co2_per_output.2023": "0.14", "output.2023": "70.00", "targets.co2.unit": unit}
    assert broken({**typed, key: base}) == ([("R8-09", key)] if told else [])


def test_co2_without_a_unit_agrees_with_anything() -> None:
    typed = {"co2_per_output.2023": "0.14", "targets.co2.base": "7.00"}
    assert broken(typed) == [("R8-23", "targets.co2.unit")]


@pytest.mark.parametrize(
    ("before", "base", "kilograms"),
    [
        # A thousand times as much, with room for another basis: 400 to 2500 times.
        ("38.00", "0.10", True),  # 0.095 at least
        ("37.99", "0.10", False),
        ("262.50", "0.10", True),  # 0.105 at most
        ("262.51", "0.10", False),
        ("0.10", "40.00", True),
        ("0.10", "39.99", False),
        ("0.10", "250.00", True),
        ("0.10", "250.01", False),
    ],
)
def test_kilograms_are_a_thousand_to_the_tonne(before: str, base: str, kilograms: bool) -> None:
    keys = ("co2_per_output.2023", "targets.co2.base")
    typed = dict(zip(keys, (before, base), strict=True))
    (finding,) = findings({**typed, "targets.co2.unit": "intensity"})
    assert ("疑似把千克数填进了吨栏" in finding.message) is kilograms
    larger = keys[0] if Decimal(before) > Decimal(base) else keys[1]
    assert finding.fields[0] == (larger if kilograms else keys[1])


#: What part 五 could judge its CO₂ by.
NO_ENERGY = {f"energy_per_output.{year}": None for year in (2021, 2022, 2023)}
NO_WORKSHEET = {
    f"energy.{year}.{carrier}": None
    for year in (2021, 2022, 2023)
    for carrier in ("gasoline", "diesel", "natural_gas", "heat", "electricity")
}


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        # CO₂ in kilograms: part 五 says so, by the worksheet or by the energy.
        ({"co2_per_output.2023": "140"}, ["R5-03"]),
        ({**NO_WORKSHEET, "co2_per_output.2023": "140"}, ["R5-04"]),
        ({**NO_WORKSHEET, "co2_per_output.2023": "1.40"}, ["R5-04"]),
        ({"co2_per_output.2023": "1.40"}, ["R5-03"]),
        # Where nothing else is known, part 八 does, and no leap is told besides.
        ({**NO_WORKSHEET, **NO_ENERGY, "co2_per_output.2023": "140"}, ["R8-09"]),
        ({**NO_WORKSHEET, **NO_ENERGY, "co2_per_output.2023": "1.40"}, ["R8-09"]),
        # The base itself is wrong, whatever part 五 says of its own.
        ({"targets.co2.base": "140"}, ["R8-09"]),
        ({"targets.co2.base": "0.41"}, ["R8-09"]),
        ({"co2_per_output.2023": "1.40", "targets.co2.base": "0.41"}, ["R5-03", "R8-09"]),
        (
            {**NO_WORKSHEET, "co2_per_output.2023": "1.40", "targets.co2.base": "0.90"},
            [
                "R5-04",
                "R8-09",
            ],
        ),
        # A total of output that is told of itself.
        (
            {
                **NO_WORKSHEET,
                **{"output.2023": "694800", "targets.co2.unit": "t"},
                **ends("co2", "97272", "79000", in2024="92000", in2025="87000", in2026="79000"),
            },
            ["R2-10"],
        ),
    ],
)
def test_co2_mistyped_once_is_told_once(changes: Typed, rules: list[str]) -> None:
    assert [rule for rule, _ in told_over_clean(changes)] == rules


def test_co2_that_leaps_is_blamed_before_the_base() -> None:
    typed = {
        **{"co2_per_output.2021": "0.18", "co2_per_output.2022": "0.16"},
        **{"co2_per_output.2023": "1.40", "targets.co2.base": "0.14"},
        "targets.co2.unit": "intensity",
    }
    (finding,) = findings(typed)
    assert finding.message == (
        "第八部分“二氧化碳排放量2023年基准值”填了0.14，按填报的数据计算应为1.40；第五部分"
        "“近三年集群单位产值二氧化碳排放量（吨二氧化碳/万元）”（2023年）填了1.40吨二氧化碳/万元，"
        "比相邻年份突变，请先核对这一栏。"
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        # 万元 for 亿元, in one year or all: part 三 says so.
        ({"rd_spend.2023": "35500"}, [("R2-10", "rd_spend.2023")]),
        (
            {"rd_spend.2021": "24800", "rd_spend.2022": "29700", "rd_spend.2023": "35500"},
            [("R2-10", "rd_spend.2021")],
        ),
        (
            {
                "rd_spend.2023": "35500",
                **{f"sme_revenue.{year}": None for year in (2021, 2022, 2023)},
            },
            [("R3-08", "rd_spend.2023")],
        ),
        # The point in the wrong place, likewise.
        ({"rd_spend.2023": "35.50"}, [("R2-10", "rd_spend.2023")]),
        # The other way round it is the base, and not also the growth from there.
        ({"targets.rd_spend.base": "35500"}, [("R8-06", "targets.rd_spend.base")]),
        ({"targets.rd_spend.base": "5.53"}, [("R8-06", "targets.rd_spend.base")]),
        ({"targets.valid_patents.base": "632"}, [("R8-06", "targets.valid_patents.base")]),
        # But a target that is too little from the base as printed too is a mistake of its own.
        (
            {
                "targets.rd_spend.base": "3.95",
                **{f"targets.rd_spend.{year}": None for year in (2024, 2025, 2026)},
                "targets.rd_spend.target": "4.00",
            },
            [("R8-06", "targets.rd_spend.base"), ("R8-14", "targets.rd_spend.target")],
        ),
        # A rate or an intensity that its part complains of, where the base has it right.
        ({"iiot_rate": "0.33"}, [("R4-02", "iiot_rate")]),
        ({"iiot_rate": "0.33", "iiot_smes": None}, [("R2-17", "iiot_rate")]),
        (
            {**NO_WORKSHEET, "energy_per_output.2023": "40", "energy_reduction": None},
            [("R5-04", "co2_per_output.2023")],
        ),
        # That it leaps besides is the same mistake.
        (
            {
                **NO_WORKSHEET,
                **{f"co2_per_output.{year}": None for year in (2021, 2022, 2023)},
                **{"energy_per_output.2023": "0.40", "energy_reduction": None},
            },
            [("R8-06", "targets.energy_per_output.base")],
        ),
        # Where the base has it wrong as well, both are told.
        (
            {"iiot_rate": "0.33", "targets.iiot_rate.base": "30.00"},
            [("R4-02", "iiot_rate"), ("R8-06", "targets.iiot_rate.base")],
        ),
        (
            {"iiot_rate": "32.81", "targets.iiot_rate.base": "30.00"},
            [("R8-06", "targets.iiot_rate.base")],
        ),
    ],
)
def test_a_base_is_not_blamed_for_its_counterpart(
    changes: Typed, told: list[tuple[str, str]]
) -> None:
    assert told_over_clean(changes) == told


@pytest.mark.parametrize(("base", "told"), [("10.01", False), ("10.00", True), ("无", True)])
def test_growth_must_be_above_the_standard(base: str, told: bool) -> None:
    key = "targets.output_growth.base"
    assert broken({key: base}) == ([("R8-10", key)] if told else [])


def test_growth_below_the_standard_is_told_once() -> None:
    typed = {"output.2021": "50.00", "output.2023": "72.00", "targets.output_growth.base": "9.00"}
    assert broken(typed) == [("R8-10", "targets.output_growth.base")]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, True),
        ({"targets.quality_smes.base": "6"}, False),
        ({"high_tech_firms.2023": "5"}, False),
        ({"little_giants.2023": "1"}, False),
        ({"champions.2023": "1"}, False),
        ({"champions.2023": None}, False),
        ({"high_tech_firms.2023": None}, False),
        ({"targets.quality_smes.base": None}, False),
        ({"champions.2023": "0", "little_giants.2023": "0"}, True),
    ],
)
def test_few_titles_and_no_top_ones_are_below_the_standard(changed: Typed, told: bool) -> None:
    key = "targets.quality_smes.base"
    typed = {
        "little_giants.2023": "无",
        "champions.2023": "无",
        "high_tech_firms.2023": "4",
        key: "5",
    }
    assert broken({**typed, **changed}) == ([("R8-11", key)] if told else [])


def test_few_titles_are_told_once() -> None:
    typed = {
        **dict.fromkeys(TITLES, "无"),
        "specialized_smes.2023": "3",
        "high_tech_firms.2023": "1",
    }
    key = "targets.quality_smes.base"
    assert broken({**typed, key: "5"}) == [("R8-11", key)]


# --- a to g ---


@pytest.mark.parametrize(
    ("rule", "id", "base", "least", "less"),
    [
        ("R8-12", "output_growth", None, "10.00", "9.99"),
        ("R8-13", "quality_smes", "52", "53", "52"),
        ("R8-15", "valid_patents", "8000", "12167", "12166"),
        ("R8-15", "valid_patents", "236", "359", "358"),
        ("R8-16", "iiot_rate", None, "40.50", "40.49"),
        ("R8-16", "iiot_rate", "30.00", "45.00", "40.00"),
    ],
)
def test_a_target_may_not_be_less(
    rule: str, id: str, base: str | None, least: str, less: str
) -> None:
    assert broken(ends(id, base, least)) == []
    (told,) = broken(ends(id, base, less))
    assert (told[0], told[1].rpartition(".")[0]) == (rule, f"targets.{id}")


@pytest.mark.parametrize(
    ("rule", "id", "base", "most", "more"),
    [
        ("R8-17", "co2", "1000.00", "838.00", "838.02"),  # a cut of 16.2
        ("R8-17", "co2", "0.14", "0.12", "0.13"),
        ("R8-18", "energy_per_output", "100.00", "87.85", "87.87"),  # a cut of 12.15
        ("R8-18", "energy_per_output", "0.18", "0.16", "0.17"),
    ],
)
def test_a_target_may_not_be_more(rule: str, id: str, base: str, most: str, more: str) -> None:
    unit = {"targets.co2.unit": "intensity"}
    assert broken({**ends(id, base, most), **unit}) == []
    assert broken({**ends(id, base, more), **unit}) == [(rule, f"targets.{id}.target")]


@pytest.mark.parametrize(
    ("base", "target", "rule"),
    [
        ("3.55", "4.71", "R8-14"),  # 4.715 ÷ 3.545 is 1.3300
        ("3.55", "4.72", "R8-24"),  # 4.725 ÷ 3.545 is 1.3329
        ("3.55", "4.73", None),
        ("100.00", "133.08", "R8-14"),
        ("100.00", "133.09", "R8-24"),
        ("100.00", "133.10", None),  # by a tenth exactly
    ],
)
def test_a_growth_that_only_rounding_allows_is_a_hint(
    base: str, target: str, rule: str | None
) -> None:
    told = [id for id, _ in broken(ends("rd_spend", base, target))]
    assert told == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({}, ["R8-25"]),
        ({"targets.co2.target": "7.98"}, []),  # the total too
        ({"targets.co2.target": "11.20"}, ["R8-17"]),  # neither: 15.84 by intensity
        ({"targets.output_growth.target": None}, ["R8-17"]),
        ({"targets.co2.unit": "intensity"}, ["R8-17"]),
        ({"targets.co2.target": "无"}, ["R8-17"]),
        ({"targets.co2.base": None}, []),
        ({"targets.co2.base": "无"}, []),
    ],
)
def test_one_reading_of_co2_will_do(changed: Typed, rules: list[str]) -> None:
    assert [id for id, _ in broken({**TOTAL_RISES, **changed})] == rules


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        (ends("energy_per_output", "0.04", "0.04"), ["R8-26"]),
        (ends("energy_per_output", "0.04", "0.03"), []),
        (ends("energy_per_output", "0.04", "0.05"), ["R8-18"]),
        (ends("energy_per_output", "50.00", "50.00"), ["R8-18"]),
        (ends("energy_per_output", "0.00", "0.00"), []),
        (ends("energy_per_output", "0.04", None), []),
        ({**ends("co2", "0.02", "0.02"), "targets.co2.unit": "intensity"}, ["R8-26"]),
        ({**TOTAL_RISES, "targets.co2.target": "9.73"}, ["R8-25"]),
    ],
)
def test_a_cut_that_two_decimals_hide_is_a_hint(typed: Typed, rules: list[str]) -> None:
    assert [id for id, _ in broken(typed)] == rules


def test_what_growth_should_be_is_said_in_three_readings() -> None:
    typed = {
        "output.2020": "40.00",
        "output.2021": "50.00",
        "output.2023": "72.00",
        "leading_output_share.2021": "80.00",
        "leading_output_share.2023": "88.89",
        "revenue.2021": "40.00",
        "revenue.2023": "48.40",
        "targets.output_growth.base": "50.00",
    }
    (message,) = (f.message for f in findings(typed) if f.rule == "R8-07")
    assert message.count("，或") == 2
    assert [name in message for name in ("集群总产值", "主导产业产值", "营业收入")] == [
        *(True, True, False)
    ]


def test_where_output_itself_is_in_doubt_only_that_is_told() -> None:
    typed = {
        "output.2021": "50.00",
        "output.2023": "72.00",
        "leading_output_share.2021": "80.00",
        "leading_output_share.2023": "80.00",
        "targets.output_growth.base": "30.00",
    }
    assert broken({**typed, "leading_output_growth": "20.00"}) == [
        ("R8-07", "targets.output_growth.base")
    ]
    assert broken({**typed, "leading_output_growth": "30.00"}) == []


@pytest.mark.parametrize(("id", "rule"), [("co2", "R8-17"), ("energy_per_output", "R8-18")])
def test_none_is_no_cut_but_may_be_explained(id: str, rule: str) -> None:
    (finding,) = findings({f"targets.{id}.target": "无", "targets.co2.unit": "intensity"})
    assert finding.rule == rule
    assert finding.message.endswith("2026年目标值”填了“无”，没有写明降低目标；集群不涉及的请说明。")


@pytest.mark.parametrize(
    "id", ["quality_smes", "rd_spend", "valid_patents", "co2", "energy_per_output"]
)
def test_of_base_or_target_alone_nothing_is_said(id: str) -> None:
    unit = {"targets.co2.unit": "intensity"}
    assert broken({**ends(id, "1", None), **unit}) == []
    assert broken({**ends(id, None, "1"), **unit}) == []


@pytest.mark.parametrize("id", ["rd_spend", "valid_patents", "co2", "energy_per_output"])
def test_from_nothing_there_is_no_rate(id: str) -> None:
    assert broken({**ends(id, "无", "5"), "targets.co2.unit": "intensity"}) == []


@pytest.mark.parametrize(
    ("id", "rule"),
    [
        ("output_growth", "R8-12"),
        ("iiot_rate", "R8-16"),
        ("co2", "R8-17"),
        ("energy_per_output", "R8-18"),
    ],
)
def test_no_target_meets_no_demand(id: str, rule: str) -> None:
    target = f"targets.{id}.target"
    (finding,) = findings({target: "无"})
    assert (finding.rule, finding.fields) == (rule, (target,))
    assert "填了“无”，" in finding.message


@pytest.mark.parametrize(
    ("id", "rule", "said"),
    [
        ("rd_spend", "R8-14", "由2023年5.00亿元到2026年“无”，年均增速-100.00%，"),
        ("valid_patents", "R8-15", "由2023年5件到2026年“无”，年均增速-100.00%，"),
    ],
)
def test_from_something_to_nothing_is_no_growth(id: str, rule: str, said: str) -> None:
    (finding,) = findings(ends(id, "5", "无"))
    assert finding.rule == rule
    assert said in finding.message


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (None, "到2026年45.00，计量单位未选，按所填的数三年降低10.00%，"),
        (
            "t",
            "到2026年45.00吨，按排放总量三年降低10.00%，按产值年均增速目标折算为单位产值排放强度"
            "三年降低32.38%，",
        ),
        ("10kt", "到2026年45.00万吨，按排放总量三年降低10.00%，"),
        ("intensity", "到2026年45.00吨二氧化碳/万元，按单位产值排放强度三年降低10.00%，"),
    ],
)
def test_which_co2_is_judged_is_told(unit: str | None, said: str) -> None:
    typed = {**ends("co2", "50.00", "45.00"), "targets.co2.unit": unit}
    told = findings({**typed, "targets.output_growth.target": "10.00"})
    (finding,) = [f for f in told if f.rule in ("R8-17", "R8-25")]
    assert said in finding.message


def test_the_same_is_no_cut() -> None:
    (finding,) = findings(ends("energy_per_output", "50.00", "50.00"))
    assert "三年降低0.00%，" in finding.message


# --- Goals in between ---


@pytest.mark.parametrize(
    ("goals", "told"),
    [
        (ends("quality_smes", "52", "55", in2024="53", in2025="54"), False),
        (ends("quality_smes", "52", "72", in2024="52"), True),
        (ends("quality_smes", "52", "72", in2025="72"), True),
        (ends("quality_smes", "52", "72", in2024="60", in2025="60"), True),
        (ends("quality_smes", None, "72", in2025="73"), True),
        (ends("quality_smes", "52", None, in2026="52"), True),
        (ends("quality_smes", "无", "1"), False),
    ],
)
def test_every_year_has_more_quality_smes(goals: Typed, told: bool) -> None:
    assert ["R8-13"] * told == [rule for rule, _ in broken(goals)]


@pytest.mark.parametrize(
    ("id", "value", "other"),
    [
        ("output_growth", "15.50", "15.51"),
        ("quality_smes", "72", "73"),
        ("rd_spend", "5.00", "5.01"),
        ("valid_patents", "370", "371"),
        ("iiot_rate", "48.00", "47.99"),
        ("co2", "0.11", "0.10"),
        ("energy_per_output", "0.03", "0.02"),
    ],
)
def test_the_goal_of_the_last_year_is_the_target(id: str, value: str, other: str) -> None:
    unit = {"targets.co2.unit": "intensity"}
    assert broken({**ends(id, None, value, in2026=value), **unit}) == []
    target = f"targets.{id}.target"
    assert broken({**ends(id, None, value, in2026=other), **unit}) == [("R8-19", target)]
    assert broken({**ends(id, None, None, in2026=other), **unit}) == []


@pytest.mark.parametrize(
    ("goals", "told"),
    [
        (ends("rd_spend", "3.00", "4.00", in2024="3.00", in2025="4.00"), False),
        (ends("rd_spend", "3.00", "4.00", in2024="2.99"), True),
        (ends("rd_spend", "3.00", "4.00", in2025="4.01"), True),
        (ends("valid_patents", "100", "200", in2024="150", in2025="149"), True),
        (ends("iiot_rate", "30.00", "45.00", in2024="45.00", in2025="44.99"), True),
        (ends("iiot_rate", "60.00", "50.00"), True),
        (ends("energy_per_output", "0.50", "0.40", in2024="0.50", in2025="0.40"), False),
        (ends("energy_per_output", "0.50", "0.40", in2024="0.51"), True),
        (ends("output_growth", "25.00", "12.00", in2024="20.00", in2025="15.00"), False),
        (ends("output_growth", "11.00", "13.00", in2024="12.00", in2025="14.00"), True),
        (ends("output_growth", "15.00", "13.00", in2024="14.00", in2025="12.00"), True),
        (ends("output_growth", "19.00", "15.50", in2024="15.20", in2025="15.30"), False),
        # Stage goals by themselves.
        (ends("rd_spend", None, None, in2024="4.50", in2025="4.40"), True),
        (ends("rd_spend", None, None, in2025="4.50", in2026="4.40"), True),
    ],
)
def test_goals_go_one_way(goals: Typed, told: bool) -> None:
    assert ["R8-20"] * told == [rule for rule, _ in broken(goals)]


@pytest.mark.parametrize(
    ("goals", "rule"),
    [
        (ends("rd_spend", "3.55", "0.50", in2024="3.98"), "R8-14"),
        (ends("valid_patents", "236", "37", in2024="274"), "R8-15"),
        (ends("energy_per_output", "0.40", "3.00", in2024="0.38"), "R8-18"),
        (ends("quality_smes", "52", "7", in2024="58"), "R8-13"),
    ],
)
def test_a_target_on_the_wrong_side_is_told_once(goals: Typed, rule: str) -> None:
    assert [told for told, _ in broken(goals)] == [rule]


def test_how_goals_turn() -> None:
    (rises,) = findings(ends("rd_spend", "3.00", "4.00", in2024="2.99"))
    assert "“研发经费投入”的目标有回落：" in rises.message
    (falls,) = findings(
        {**ends("co2", "0.50", "0.40", in2024="0.51"), "targets.co2.unit": "intensity"}
    )
    assert "“二氧化碳排放量”的目标有回升：" in falls.message
    (growth,) = findings(ends("output_growth", None, "11.00", in2024="12.00", in2025="10.50"))
    assert "“近三年集群产值年均增速”的目标有回升：" in growth.message


# --- Words, added lines, and the unit of CO₂ ---


def test_only_a_target_must_be_described() -> None:
    assert broken({"targets.openness.base": "无", "targets.governance.base": "无"}) == []
    assert broken({"targets.governance.target": "无"}) == [("R8-21", "targets.governance.target")]


@pytest.mark.parametrize("direction", ["leading", "innovation", "digital", "green", "other"])
@pytest.mark.parametrize("line", [1, 8])
def test_an_added_line_is_complete_or_blank(direction: str, line: int) -> None:
    keys = [f"targets.added.{direction}.{line}.{end}" for end in ("label", "base", "target")]
    whole = dict.fromkeys(keys, "8个")
    assert broken(whole) == []
    for key in keys:
        assert broken({**whole, key: None}) == [("R8-22", key)]
    (finding,) = findings({keys[1]: "无"})
    assert finding.fields == (keys[0], keys[2])
    assert f"（第{line}项）”、第八部分“" in finding.message


def test_a_cell_that_cannot_be_read_is_not_blank() -> None:
    keys = [f"targets.added.other.1.{end}" for end in ("label", "base", "target")]
    facts = typed_over(blank(), dict.fromkeys(keys[:2], "8个"))
    unread = (Problem(keys[2], "含有图片"),)
    assert list(RULES["R8-22"].check(Case(facts=facts, unread=unread))) == []
    co2 = typed_over(blank(), {"targets.co2.base": "0.14"})
    unit = (Problem("targets.co2.unit", "勾选了2项，只能勾选1项"),)
    assert list(RULES["R8-23"].check(Case(facts=co2, unread=unit))) == []
    assert list(RULES["R8-23"].check(Case(facts=co2, unread=unread))) != []


@pytest.mark.parametrize(
    ("base", "target", "keys"),
    [
        ("0.14", None, ("targets.co2.base",)),
        ("0.14", "无", ("targets.co2.base",)),
        (None, "0.00", ("targets.co2.target",)),
        ("无", "无", None),
        (None, None, None),
        ("-1.00", None, None),  # R0-05 complains of it
    ],
)
def test_a_figure_needs_its_unit(
    base: str | None, target: str | None, keys: tuple[str, ...] | None
) -> None:
    told = [f.fields for f in findings(ends("co2", base, target)) if f.rule == "R8-23"]
    assert told == ([("targets.co2.unit", *keys)] if keys else [])


# --- What true figures print raises no complaint ---

TRUE = st.fractions(min_value=Fraction(1, 50), max_value=500, max_denominator=9973)


def printed(value: Fraction) -> str:
    exact = Decimal(value.numerator) / value.denominator
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"


@given(base=TRUE, faster=st.fractions(min_value=0, max_value=1, max_denominator=97))
def test_a_true_growth_of_a_tenth_will_do(base: Fraction, faster: Fraction) -> None:
    target = base * Fraction("1.331") * (1 + faster)
    assert set(rules_broken(ends("rd_spend", printed(base), printed(target)))) <= {"R8-24"}


@given(base=TRUE, deeper=st.fractions(min_value=0, max_value=1, max_denominator=97))
def test_a_true_cut_of_an_eighth_will_do(base: Fraction, deeper: Fraction) -> None:
    target = base * Fraction("0.8785") * (1 - deeper)
    typed = ends("energy_per_output", printed(base), printed(target))
    assert set(rules_broken(typed)) <= {"R8-26"}


@given(base=st.integers(1, 10**6), more=st.integers(0, 10**6))
def test_patents_are_counted_exactly(base: int, more: int) -> None:
    enough = -(-base * 1_520_875 // 1_000_000)
    assert rules_broken(ends("valid_patents", str(base), str(enough + more))) == []
    if enough > 1:
        assert rules_broken(ends("valid_patents", str(base), str(enough - 1))) == ["R8-15"]


@given(base=st.decimals("1.00", "500.00", places=2))
def test_rd_a_hundredth_below_what_may_do_is_too_little(base: Decimal) -> None:
    """No base and target that print so have grown by a tenth a year."""
    high = (Fraction(base) - Fraction(1, 200)) * Fraction("1.331") - Fraction(1, 200)
    below = Decimal(ceil(high * 100) - 1) / 100
    assert rules_broken(ends("rd_spend", str(base), f"{below:f}")) == ["R8-14"]


# --- The editions ---


def test_later_editions_have_their_own_years() -> None:
    later = {
        "targets.quality_smes.base": "52",
        "targets.quality_smes.2026": "50",
        "targets.output_growth.base": "9.00",
        "plan.goals.2027": "2026年，优质中小企业达到58家，研发经费达到3.98亿元。",
    }
    found = check(Case(facts=typed_over(blank("beijing-2026"), later))).findings
    assert [(f.rule, f.message.partition("，")[0]) for f in found if f.rule[:2] == "R8"] == [
        ("R8-10", "第八部分“近三年集群产值年均增速2025年基准值”填了9.00%"),
        ("R8-13", "第八部分“优质中小企业数量”没有逐年增加：2025年52家、2026年50家"),
        ("R8-04", "第八部分“阶段性目标”（2027年）写的是2026年"),
    ]
