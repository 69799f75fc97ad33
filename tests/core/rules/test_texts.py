"""RT-01 and RT-02: what the texts say in figures, against the figures and the goals."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Case
from jiqun.core.facts import Facts, parse_facts
from jiqun.core.form import get_edition
from jiqun.core.language.claims import ANYWHERE, claims_in
from jiqun.core.language.lexicon import lexicon
from jiqun.core.rules import Fault, check
from jiqun.core.rules.texts import contradicted, goals_differ
from jiqun.core.values import NONE, Value
from tests.declarations import golden
from tests.sentences import CONTRADICTING, CONTRADICTING_TOO, INNOCENT, INNOCENT_TOO

CLEAN = golden("clean").facts
EDITION = CLEAN.edition


def faults(changes: Mapping[str, Value | None], facts: Facts = CLEAN) -> list[Fault]:
    return list(contradicted(Case(facts=facts.overlay(changes))))


def found(changes: Mapping[str, Value | None], facts: Facts = CLEAN) -> list[tuple[str, ...]]:
    return [fault.keys for fault in faults(changes, facts)]


# --- The sentences ---


def test_half_of_the_sentences_are_innocent() -> None:
    assert len(INNOCENT) >= 15 and len(CONTRADICTING) >= 15


@pytest.mark.parametrize(("where", "sentence"), INNOCENT)
def test_an_innocent_sentence(where: str, sentence: str) -> None:
    assert faults({where: sentence}) == []


@pytest.mark.parametrize(("where", "sentence", "figures"), CONTRADICTING)
def test_a_sentence_that_contradicts(where: str, sentence: str, figures: set[str]) -> None:
    assert sorted(found({where: sentence})) == sorted((where, key) for key in figures)


@pytest.mark.parametrize("where", ["plan.overview", "plan.problems", "digital"])
@pytest.mark.parametrize("sentence", INNOCENT_TOO)
def test_more_innocent_sentences(where: str, sentence: str) -> None:
    assert faults({where: sentence}) == []


@pytest.mark.parametrize("where", ["plan.overview", "plan.problems", "digital"])
@pytest.mark.parametrize(("sentence", "figure"), CONTRADICTING_TOO)
def test_more_sentences_that_contradict(where: str, sentence: str, figure: str) -> None:
    assert found({where: sentence}) == [(where, figure)]


@pytest.mark.parametrize("name", ["clean", "longest"])
def test_a_golden_without_contradictions(name: str) -> None:
    facts = golden(name).facts
    assert faults({}, facts) == []
    assert sum(1 for _, text in Case(facts=facts).texts for _ in claims(text)) > 30


def claims(text: str) -> list[str]:
    return [claim.topic for claim in claims_in(text, lexicon(EDITION.id))]


def test_the_flawed_golden_contradicts_itself_once() -> None:
    assert faults({}, golden("flawed").facts) == [
        Fault(
            ("plan.overview", "smes.2023"),
            "第八部分“集群基本情况简介”写的“集群内有中小企业239家”，"
            "与第二部分“其中：集群中小企业数量”（2023年）所填的293家不一致，请核对两处。",
        )
    ]


# --- What is said ---


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"plan.problems": "2023年集群总产值69.48万元。"},
            "第八部分“存在的问题”写的“2023年集群总产值69.48万元”，"
            "与第二部分“集群总产值（亿元）”（2023年）所填的69.48亿元不一致，请核对单位。",
        ),
        (
            {"plan.overview": "2022年集群总产值69.48亿元。"},
            "第八部分“集群基本情况简介”写的“2022年集群总产值69.48亿元”，"
            "与第二部分“集群总产值（亿元）”（2022年）所填的60.15亿元不一致，"
            "而与2023年的一致，请核对年份。",
        ),
        (
            {"digital": "２０２３年，工业互联网平台应用普及率达３８．２１％，领先。"},
            "第四部分“数字化服务总体情况（200字以内）”写的“工业互联网平台应用普及率达３８．２１％”"
            "，与第四部分“集群中小企业工业互联网平台应用普及率（%）”所填的32.81%不一致，"
            "请核对两处。",
        ),
        (
            {"green": "单位产值能耗由2021年的0.05吨标准煤/万元降至2023年的0.03吨标准煤/万元。"},
            "第五部分“集群绿色低碳相关工作情况（200字以内）”写的"
            "“…0.05吨标准煤/万元降至2023年的0.03吨标准煤/万元”，"
            "与第五部分“近三年集群单位产值能耗（吨标准煤/万元）”（2023年）所填的"
            "0.04吨标准煤/万元不一致，请核对两处。",
        ),
        (
            {"quality": "集群有2家单项冠军企业。"},
            "第二部分“集群质量品牌建设情况（200字以内）”写的“集群有2家单项冠军企业”，"
            "与第二部分“主导产业相关的国家级制造业单项冠军企业数量”（2023年）所填的“无”不一致，"
            "请核对两处。",
        ),
        (
            {"plan.achievements": "2022年有效发明专利236件。"},
            "第八部分“发展成效”写的“2022年有效发明专利236件”，"
            "与测算底稿“集群中小企业年末有效发明专利拥有量”（2022年）所填的197件不一致，"
            "而与2023年的一致，请核对年份。",
        ),
    ],
)
def test_it_says_which_sentence_and_which_figure(
    changes: dict[str, Value | None], message: str
) -> None:
    assert [fault.message for fault in faults(changes)] == [message]


def test_of_a_long_sentence_the_last_thirty_characters_are_quoted() -> None:
    thirty = "2023年底集群内中小企业研发经费投入总额达到了5.33亿元"
    assert len(thirty) == 30
    for sentence, quoted in ((thirty, thirty), (f"到{thirty}", f"…{thirty}")):
        (fault,) = faults({"plan.overview": f"{sentence}，居全市前列。"})
        assert f"写的“{quoted}”，" in fault.message


def test_one_contradiction_is_told_once_in_each_text() -> None:
    twice = "集群内有中小企业46家。2023年，集群中小企业46家，研发经费5.33亿元。"
    assert found({"plan.overview": twice, "digital": "集群中小企业46家。"}) == [
        ("digital", "smes.2023"),
        ("plan.overview", "smes.2023"),
        ("plan.overview", "rd_spend.2023"),
    ]


# --- Which texts, and which figures ---


@pytest.mark.parametrize(
    ("where", "sentence", "keys"),
    [
        # The plan speaks of the future, unless it names a year that has been.
        ("plan.tasks", "集群中小企业46家。", []),
        ("plan.tasks", "2023年，集群中小企业46家。", ["smes.2023"]),
        ("plan.tasks", "2023年获评市级集群，集群中小企业46家。", []),
        ("plan.approach", "集群中小企业46家。", []),
        ("plan.safeguards", "2021年，集群中小企业64家。", ["smes.2021"]),
        ("plan.goals.2024", "2020年集群总产值64.98亿元。", ["output.2020"]),
        ("plan.goals.2024", "2024年集群总产值64.98亿元。", []),
        ("targets.openness.base", "境外分支机构5个", ["overseas_branches"]),
        ("targets.openness.target", "境外分支机构5个", []),
        ("targets.openness.base", "2023年境外分支机构5个", ["overseas_branches"]),
        ("recommendation.opinion", "集群中小企业46家。", []),
        ("recommendation.opinion", "2023年，集群中小企业46家。", ["smes.2023"]),
        # The others are about the base year, unless they name another.
        ("plan.problems", "集群中小企业46家。", ["smes.2023"]),
        ("governance", "集群中小企业60家。", ["smes.2023"]),
        ("governance", "2022年，集群中小企业60家。", []),
        ("governance", "2022年获评市级集群，集群中小企业60家。", []),
        ("governance", "2023年获评国家级集群，集群中小企业60家。", ["smes.2023"]),
        ("governance", "2019年，集群中小企业60家。", []),
        ("governance", "2022年，上云中小企业46家。", []),
        # Names are no sentences.
        ("operator", "2023年集群中小企业46家", []),
        ("alliances.names", ("2023年集群中小企业46家",), []),
    ],
)
def test_texts_and_the_time_they_are_about(where: str, sentence: Value, keys: list[str]) -> None:
    assert found({where: sentence}) == [(where, key) for key in keys]


@pytest.mark.parametrize("value", [None, Decimal("-1"), Decimal("100.01")])
def test_nothing_contradicts_what_is_blank_or_impossible(value: Decimal | None) -> None:
    text = {"digital": "中小企业上云比例为85.21%。"}
    assert found({**text, "cloud_rate": value}) == []
    assert found({**text, "cloud_rate": Decimal(100)}) == [("digital", "cloud_rate")]
    assert found({**text, "cloud_rate": NONE}) == [("digital", "cloud_rate")]


def test_a_text_that_says_what_the_figure_should_be_is_right() -> None:
    """The figure is wrong then, and a rule of its own says so."""
    text = "有效发明专利236件，每万人拥有419.78件。"
    slipped = {"patents_per_10k": Decimal("41.98"), "plan.achievements": text}
    assert found(slipped) == []
    assert found({**slipped, "plan.achievements": text.replace("419.78", "418.79")}) == [
        ("plan.achievements", "patents_per_10k")
    ]


@pytest.mark.parametrize(
    ("key", "filled", "text", "contradicts"),
    [
        # 2021—2023年, 16.31; from 2020 on, 15.67. The text is to say what the form says.
        ("leading_output_growth", "16.31", "主导产业产值年均增速16.31%。", False),
        ("leading_output_growth", "16.31", "主导产业产值年均增速15.67%。", True),
        ("leading_output_growth", "15.67", "主导产业产值年均增速15.67%。", False),
        ("leading_output_growth", "15.67", "主导产业产值年均增速16.31%。", True),
        ("leading_output_growth", "13.61", "主导产业产值年均增速16.31%。", False),
        ("leading_output_growth", "13.61", "主导产业产值年均增速15.67%。", False),
        ("leading_output_growth", "13.61", "主导产业产值年均增速14.00%。", True),
        ("energy_reduction", "25.00", "单位产值能耗累计降低20.00%。", True),
        ("energy_reduction", "25.00", "单位产值能耗累计降低25.00%。", False),
    ],
)
def test_only_a_wrong_figure_lets_a_text_say_another(
    key: str, filled: str, text: str, contradicts: bool
) -> None:
    changes: dict[str, Value | None] = {key: Decimal(filled), "plan.overview": text}
    assert found({**changes, "plan.achievements": None}) == [("plan.overview", key)] * contradicts


# --- Sums, and indicators that were added ---

PLATFORMS = ("national_service_platforms.count", "provincial_service_platforms.count")
ADDED = "targets.added.other.2"


@pytest.mark.parametrize(
    ("changes", "keys", "message"),
    [
        (
            {"governance": "公共服务平台6个。"},
            ("governance", *PLATFORMS, "other_service_platforms.count"),
            "第七部分“集群发展环境情况（200字以内）”写的“公共服务平台6个”，"
            "与第七部分国家级、省级和其他公共服务平台数量合计的5个不一致，请核对。",
        ),
        (
            {"targets.governance.base": "公共服务平台3个"},
            ("targets.governance.base", *PLATFORMS, "other_service_platforms.count"),
            "第八部分“治理和服务定性描述2023年基准值”写的“公共服务平台3个”，"
            "与第七部分国家级、省级和其他公共服务平台数量合计的5个不一致，请核对。",
        ),
        (
            {f"{ADDED}.label": "省级及以上创新平台数量", f"{ADDED}.base": "8个"},
            (f"{ADDED}.base", "national_platforms.count", "provincial_platforms.count"),
            "第八部分“其它增加指标2023年基准值（第2项）”写的“省级及以上创新平台数量8个”，"
            "与第三部分国家级、省级创新平台数量合计的7个不一致，请核对。",
        ),
        (
            {f"{ADDED}.label": "中小企业上云比例", f"{ADDED}.base": "85.21%"},
            (f"{ADDED}.base", "cloud_rate"),
            "第八部分“其它增加指标2023年基准值（第2项）”写的“中小企业上云比例85.21%”，"
            "与第四部分“集群中小企业上云比例（%）”所填的81.25%不一致，请核对两处。",
        ),
    ],
)
def test_sums_and_added_indicators(
    changes: dict[str, Value | None], keys: tuple[str, ...], message: str
) -> None:
    assert faults(changes) == [Fault(keys, message)]


@pytest.mark.parametrize(
    ("label", "base", "figures"),
    [
        ("国家级专精特新“小巨人”企业数量", "4家", []),
        ("国家级专精特新“小巨人”企业数量", "5家", ["little_giants.2023"]),
        ("主导产业产值占集群总产值比例", "84.06%", []),
        ("主导产业产值占集群总产值比例", "80.46%", ["leading_output_share.2023"]),
        ("工业用水重复利用率", "58.00%", ["water_reuse_rate"]),
        ("国家级创新平台数量", "2个", ["national_platforms.count"]),
        ("新增专精特新中小企业数量", "4家", []),
        ("区内配套率", "43.80%", []),
        ("国家级专精特新“小巨人”企业数量", None, []),
        (None, "5家", []),
    ],
)
def test_what_is_added_to_the_targets(
    label: str | None, base: str | None, figures: list[str]
) -> None:
    changes: dict[str, Value | None] = {f"{ADDED}.label": label, f"{ADDED}.base": base}
    assert found({**changes, f"{ADDED}.target": "99%"}) == [
        (f"{ADDED}.base", figure) for figure in figures
    ]


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("近三年主持或参与制修订标准49项。", False),
        ("近三年主持和参与制修订标准94项。", True),
        ("近三年主持或参与制修订标准近50项。", False),
        ("主持或参与制修订标准21项。", False),
        ("主持或参与制修订标准22项。", True),
        ("2023年主持或参与制修订标准22项。", False),
    ],
)
def test_standards_are_those_of_three_years(text: str, contradicts: bool) -> None:
    told = faults({"quality": text})
    assert [fault.keys[:2] for fault in told] == [
        ("quality", "standards.2021.international.lead")
    ] * contradicts
    for fault in told:
        assert "与第三部分近三年主持、参与制修订标准数量合计的49项不一致，请核对。" in fault.message


def test_a_sum_with_a_blank_in_it_contradicts_nothing() -> None:
    text = {"governance": "公共服务平台6个。", "targets.governance.base": None}
    assert found({**text, "other_service_platforms.count": None}) == []
    assert found({**text, "other_service_platforms.count": 3}) == []
    assert len(found({**text, "other_service_platforms.count": NONE})) == 1


# --- RT-02: goals on the way ---


def missed(changes: Mapping[str, Value | None]) -> list[Fault]:
    return list(goals_differ(Case(facts=CLEAN.overlay(changes))))


@pytest.mark.parametrize(
    ("year", "sentence", "key"),
    [
        # The target year.
        (2026, "有效发明专利达到370件", ""),
        (2026, "有效发明专利达到307件", "valid_patents.target"),
        (2026, "力争研发经费达到5亿元，研发经费达到5.00亿元", ""),
        (2026, "力争上游，研发经费达到6.00亿元", "rd_spend.target"),
        (2026, "优质中小企业达到72家", ""),
        (2026, "优质中小企业达到70家以上", ""),
        (2026, "优质中小企业达到27家", "quality_smes.target"),
        (2026, "工业互联网平台应用普及率达到48.00%", ""),
        (2026, "工业互联网普及率达到84.00%", "iiot_rate.target"),
        (2026, "单位产值能耗降至0.03吨标准煤/万元", ""),
        (2026, "单位产值能耗降至0.02吨标准煤/万元", "energy_per_output.target"),
        (2026, "单位产值二氧化碳排放量降至0.11吨/万元", ""),
        (2026, "单位产值二氧化碳排放量降至0.12吨/万元", "co2.target"),
        (2026, "近三年集群产值年均增速达到15.50%", ""),
        (2026, "近三年集群产值年均增速达到16.50%", "output_growth.target"),
        # On the way, what the worksheet says.
        (2024, "有效发明专利达到274件", ""),
        (2024, "有效发明专利达到247件", "valid_patents.2024"),
        (2025, "研发经费达到4.64亿元", "rd_spend.2025"),
        # What is added, and other years.
        (2026, "新增有效发明专利40件", ""),
        (2026, "三年累计新增优质中小企业20家", ""),
        (2025, "到2026年，有效发明专利达到370件", ""),
        (2025, "到2026年，有效发明专利达到318件", "valid_patents.target"),
        (2025, "有效发明专利由2023年的236件增至318件", ""),
        (2025, "2026年见效，有效发明专利达到307件", ""),
        (2025, "到2028年，有效发明专利达到500件", ""),
    ],
)
def test_goals_in_words_and_in_the_table(year: int, sentence: str, key: str) -> None:
    changes: dict[str, Value | None] = {f"plan.goals.{year}": f"{sentence}。"}
    wanted = [(f"plan.goals.{year}", f"targets.{key}")] if key else []
    assert [fault.keys for fault in missed(changes)] == wanted


@pytest.mark.parametrize(
    ("sentence", "misses"),
    [
        ("有效发明专利达到236件", False),
        ("有效发明专利达到370件", False),
        ("有效发明专利达到235件", True),
        ("有效发明专利达到371件", True),
        ("单位产值能耗保持在0.04吨标准煤/万元以内", False),
        ("单位产值能耗降至0.05吨标准煤/万元", True),
        ("单位产值能耗降至0.02吨标准煤/万元", True),
    ],
)
def test_without_a_stage_goal_it_lies_between_base_and_target(sentence: str, misses: bool) -> None:
    stages = {"targets.valid_patents.2025": None, "targets.energy_per_output.2025": None}
    assert len(missed({**stages, "plan.goals.2025": f"{sentence}。"})) == misses
    ends = {"targets.valid_patents.base": None, "targets.energy_per_output.base": None}
    assert missed({**stages, **ends, "plan.goals.2025": f"{sentence}。"}) == []


def test_how_fast_output_grows_is_no_stage() -> None:
    text = {"plan.goals.2025": "集群总产值年均增速达到30.00%。"}
    assert len(missed(text)) == 1
    assert missed({**text, "targets.output_growth.2025": None}) == []


@pytest.mark.parametrize(("unit", "misses"), [("intensity", 1), ("t", 0), (None, 0)])
def test_emissions_are_compared_in_the_unit_of_the_table(unit: str | None, misses: int) -> None:
    text: dict[str, Value | None] = {"plan.goals.2026": "单位产值二氧化碳排放量降至0.12吨/万元。"}
    assert len(missed({**text, "targets.co2.unit": unit})) == misses


def test_it_says_which_goal_is_missed() -> None:
    stage: dict[str, Value | None] = {"targets.valid_patents.2025": None}
    assert [fault.message for fault in missed({"plan.goals.2026": "有效发明专利达到307件。"})] == [
        "第八部分“阶段性目标”（2026年）写的“有效发明专利达到307件”，"
        "与第八部分“有效发明专利数量2026年目标值”所填的370件不一致，请核对两处。"
    ]
    assert [f.message for f in missed({**stage, "plan.goals.2025": "有效发明专利达到380件。"})] == [
        "第八部分“阶段性目标”（2025年）写的“有效发明专利达到380件”，"
        "不在发展目标表的2023年236件与2026年370件之间，请核对。"
    ]


@pytest.mark.parametrize("name", ["clean", "longest"])
def test_a_golden_that_misses_no_goal(name: str) -> None:
    assert list(goals_differ(Case(facts=golden(name).facts))) == []


@pytest.mark.parametrize("edition_id", ["beijing-2024", "beijing-2025"])
def test_the_years_are_those_of_the_edition(edition_id: str) -> None:
    base = get_edition(edition_id).years.base
    typed = {
        f"smes.{base}": "64",
        f"smes.{base - 1}": "60",
        "chain": f"{base}年，集群中小企业60家。",
        "digital": f"{base - 1}年，集群中小企业64家。",
        "green": "集群中小企业64家。",
    }
    facts, problems = parse_facts(edition_id, typed)
    assert problems == ()
    assert found({}, facts) == [("chain", f"smes.{base}"), ("digital", f"smes.{base - 1}")]


def test_what_the_rule_says_is_in_the_report() -> None:
    report = check(Case(facts=CLEAN.overlay({"quality": "集群中小企业46家。"})))
    (hint,) = [finding for finding in report.findings if finding.rule == "RT-01"]
    assert (hint.rank, hint.part, hint.fields) == ("hint", "二", ("quality", "smes.2023"))


# --- What figures are called ---

NAMES = {
    "area": "占地面积",
    "output_district_share": "总产值占所在县级行政区划产值比例",
    "sme_output_share": "中小企业产值占集群总产值比例 中小企业产值占 中小企业产值占比 "
    "中小企业产值占集群总产值的比重 中小企业产值占集群产值的比例 中小企业产值占总产值的",
    "leading_output_share": "主导产业产值占集群总产值比例 主导产业产值占 主导产业产值占比 "
    "主导产业产值占集群总产值比重 主导产业产值占集群总产值的比例 主导产业产值占总产值",
    "leading_output_growth": "主导产业产值年均增速 主导产业产值年均增长率 主导产业产值年均增长",
    "smes": "中小企业",
    "specialized_smes": "省级专精特新中小企业 专精特新中小企业 市级专精特新中小企业 "
    "专精特新企业 省级专精特新企业 市级专精特新企业",
    "little_giants": "国家级专精特新“小巨人”企业 国家级专精特新小巨人企业 “小巨人”企业 "
    '小巨人企业 "小巨人"企业 专精特新“小巨人”企业 国家级“小巨人”企业 '
    "国家专精特新“小巨人”企业",
    "champions": "国家级制造业单项冠军企业 制造业单项冠军企业 单项冠军企业 国家级单项冠军企业",
    "high_tech_firms": "国家级高新技术企业 高新技术企业 国家高新技术企业",
    "innovative_smes": "创新型中小企业",
    "listed_smes": "上市中小企业",
    "pre_listing_smes": "上市辅导期中小企业",
    "fdi": "外商直接投资额 外商直接投资",
    "fdi_growth": "外商直接投资额增长率",
    "exports": "主导产品出口贸易额 主导产品出口额 出口贸易额 出口额",
    "exports_growth": "主导产品出口贸易额增长率 出口贸易额增长率 出口额增长率",
    "rd_intensity": "中小企业研发投入强度 研发投入强度 研发经费投入强度 "
    "中小企业研发经费投入强度 研发投入占营业收入的比重 研发经费占营业收入比例 "
    "研发费用占营业收入的",
    "rd_spend": "中小企业研发经费 研发经费 研发费用 研发投入 研发经费投入 中小企业研发费用 "
    "中小企业研发投入 中小企业研发经费投入",
    "sme_staff": "中小企业从业人员 从业人员",
    "rd_staff": "中小企业研发人员 研发人员",
    "ip_granted": "中小企业知识产权授权量 知识产权授权量 知识产权授权 中小企业知识产权授权",
    "pct_applications": "中小企业PCT国际专利申请量 PCT国际专利申请量 PCT国际专利申请 "
    "PCT专利申请量 PCT专利申请",
    "patent_growth": "中小企业有效发明专利年均增速 有效发明专利年均增速 "
    "有效发明专利年均增长率 有效发明专利年均增长",
    "patents_per_10k": "中小企业从业人员每万人有效发明专利 每万人有效发明专利 "
    "每万人拥有有效发明专利 从业人员每万人有效发明专利 每万名从业人员有效发明专利 "
    "每万名从业人员拥有有效发明专利",
    "valid_patents": "中小企业有效发明专利 有效发明专利",
    "cloud_smes": "上云中小企业 上云的中小企业",
    "cloud_rate": "中小企业上云比例 上云比例 中小企业上云率",
    "iiot_smes": "接入工业互联网平台的中小企业 接入工业互联网平台中小企业",
    "iiot_rate": "中小企业工业互联网平台应用普及率 工业互联网平台应用普及率 "
    "工业互联网平台普及率 工业互联网普及率 中小企业工业互联网平台普及率 "
    "中小企业工业互联网普及率",
    "rd_tools_rate": "中小企业数字化研发工具应用普及率 数字化研发工具应用普及率 "
    "数字化研发工具普及率",
    "software_purchase": "工业软件采购金额 工业软件采购额",
    "software_users": "应用工业软件的企业 应用工业软件企业",
    "co2_per_output": "单位产值二氧化碳排放量 单位产值二氧化碳排放",
    "energy_per_output": "单位产值能耗 单位工业产值能耗",
    "energy_reduction": "单位产值能耗降低率 单位产值能耗累计降低",
    "solid_waste_rate": "大宗工业固废综合利用率 工业固废综合利用率 固废综合利用率",
    "water_reuse_rate": "工业用水重复利用率 用水重复利用率",
    "overseas_branches": "在境外设立分支机构 境外分支机构 海外分支机构",
    "national_platforms.count": "国家级创新平台",
    "provincial_platforms.count": "省级创新平台 市级创新平台",
    "platforms": "省级及以上创新平台 省级以上创新平台 市级及以上创新平台 市级以上创新平台",
    "national_pilots.count": "国家级试点示范项目 国家级试点示范",
    "provincial_pilots.count": "省级试点示范项目 市级试点示范",
    "national_service_platforms.count": "国家级公共服务平台 国家级中小企业公共服务平台",
    "provincial_service_platforms.count": "省级公共服务平台 市级中小企业公共服务平台",
    "service_platforms": "公共服务平台 中小企业公共服务平台",
    "national_green.count": "国家级绿色制造名单 国家级绿色工厂",
    "provincial_green.count": "省级绿色制造 市级绿色工厂",
    "alliances.count": "产业联盟",
    "standards": "主持或参与制修订标准 主持、参与制修订标准",
}


@pytest.mark.parametrize(
    ("topic", "name"), [(topic, name) for topic in NAMES for name in NAMES[topic].split()]
)
def test_what_texts_call_a_figure(topic: str, name: str) -> None:
    assert claims(f"{name}达到46家。") == [topic]


def test_every_name_that_needs_no_context_is_known_here() -> None:
    names = lexicon(EDITION.id).names
    assert {senses[ANYWHERE] for senses in names.values() if ANYWHERE in senses} == NAMES.keys()


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        ("集群企业67家。", ["firms"]),
        ("集群有企业67家。", ["firms"]),
        ("企业67家。", []),
        ("集群建成，企业67家。", []),
        ("集群总产值69亿元。", ["output"]),
        ("集群实现工业总产值69亿元。", ["output"]),
        ("集群不断壮大，总产值69亿元，工业总产值69亿元，产值69亿元。", ["output", "output"]),
        ("集群产值69亿元。", ["output"]),
        ("总产值69亿元，产值69亿元。", []),
        # Staff are the SMEs', if not all firms were spoken of.
        ("从业人员5622人。", ["sme_staff"]),
        ("中小企业64家，从业人员5622人，研发人员1268人。", ["smes", "sme_staff", "rd_staff"]),
        ("集群企业67家，从业人员5622人。", ["firms"]),
        ("集群企业67家，研发人员1268人。", ["firms"]),
        ("集群从业人员5622人，集群研发人员1268人。", []),
        # Shares and growth of what was spoken of just before.
        ("集群总产值占全区产值的比例25%。", ["output_district_share"]),
        ("集群产值占全区总产值的25%。", ["output_district_share"]),
        ("总产值占全区产值的25%。", []),
        ("集群总产值69亿元，占全区产值的比重25%。", ["output", "output_district_share"]),
        ("集群总产值69亿元，占所在区产值25%。", ["output", "output_district_share"]),
        ("集群总产值69亿元，占全区的25%。", ["output", "output_district_share"]),
        ("集群企业67家，占全区的25%。", ["firms"]),
        ("上云中小企业52家，占81%。", ["cloud_smes", "cloud_rate"]),
        ("上云中小企业52家，占比81%。", ["cloud_smes", "cloud_rate"]),
        ("上云中小企业52家，占全部中小企业的81%。", ["cloud_smes", "cloud_rate"]),
        ("上云中小企业52家，占集群中小企业的81%。", ["cloud_smes", "cloud_rate"]),
        ("接入工业互联网平台的中小企业21家，占中小企业的比例32%。", ["iiot_smes", "iiot_rate"]),
        ("接入工业互联网平台的中小企业21家，占中小企业总数的32%。", ["iiot_smes", "iiot_rate"]),
        ("上云中小企业52家，企业55家，占81%。", ["cloud_smes"]),
        ("高新技术企业46家，占68%。", ["high_tech_firms"]),
        ("外商直接投资额5亿元，同比增长12%。", ["fdi", "fdi_growth"]),
        ("出口额5亿元，同比增速12%。", ["exports", "exports_growth"]),
        ("出口额5亿元，增长率12%。", ["exports", "exports_growth"]),
        ("集群总产值69亿元，同比增长12%。", ["output"]),
        ("有效发明专利236件，年均增速19%。", ["valid_patents", "patent_growth"]),
        ("有效发明专利236件，年均增长19%。", ["valid_patents", "patent_growth"]),
        ("有效发明专利236件，年均增长率19%。", ["valid_patents", "patent_growth"]),
        ("有效发明专利236件，每万人拥有419件。", ["valid_patents", "patents_per_10k"]),
        ("有效发明专利年均增速19%，每万人419件。", ["patent_growth", "patents_per_10k"]),
        ("单位产值能耗0.04吨/万元，累计降低20%。", ["energy_per_output", "energy_reduction"]),
        ("单位产值能耗0.04吨/万元，降低率20%。", ["energy_per_output", "energy_reduction"]),
        # 其中 takes nothing away where the part belongs to the whole.
        ("集群企业67家，其中中小企业64家，从业人员5622人。", ["firms", "smes", "sme_staff"]),
        ("集群总产值69亿元，其中主导产业产值占84%。", ["output", "leading_output_share"]),
        ("中小企业64家，其中专精特新中小企业21家。", ["smes", "specialized_smes"]),
        ("中小企业64家，其中“小巨人”企业4家。", ["smes", "little_giants"]),
        ("中小企业64家，其中创新型中小企业31家。", ["smes", "innovative_smes"]),
        ("中小企业64家，其中上市中小企业2家。", ["smes", "listed_smes"]),
        ("中小企业64家，其中上市辅导期中小企业2家。", ["smes", "pre_listing_smes"]),
        ("中小企业64家，其中上云中小企业52家。", ["smes", "cloud_smes"]),
        ("中小企业64家，其中接入工业互联网平台的中小企业21家。", ["smes", "iiot_smes"]),
        ("中小企业64家，其中从业人员5622人。", ["smes", "sme_staff"]),
        ("中小企业64家，其中研发人员1268人。", ["smes", "rd_staff"]),
        ("中小企业64家，其中高新技术企业44家。", ["smes"]),
        ("专精特新中小企业21家，其中“小巨人”企业4家。", ["specialized_smes", "little_giants"]),
        ("专精特新中小企业21家，其中高新技术企业20家。", ["specialized_smes"]),
        ("中小企业从业人员5622人，其中研发人员1268人。", ["sme_staff", "rd_staff"]),
        ("高新技术企业46家，其中“小巨人”企业4家。", ["high_tech_firms"]),
        # Growth over several years, said of several years.
        ("近三年，有效发明专利年均增速19%。", ["patent_growth"]),
        ("近三年，主导产业产值年均增速16%。", ["leading_output_growth"]),
        ("近三年，单位产值能耗降低率20%。", ["energy_reduction"]),
        ("近三年，单位产值能耗0.04吨/万元。", []),
    ],
)
def test_names_in_context(sentence: str, topics: list[str]) -> None:
    assert claims(sentence) == topics


# --- Any figures, any texts ---

AMOUNTS = st.decimals(Decimal("0.01"), Decimal("9999.99"), places=2)


@given(value=AMOUNTS, slip=st.sampled_from([Decimal("0.01"), Decimal("-0.01")]))
def test_the_figure_itself_is_never_contradicted_and_a_slip_always_is(
    value: Decimal, slip: Decimal
) -> None:
    facts = Facts(EDITION, {"output.2023": value})
    assert found({"chain": f"2023年集群总产值{value}亿元。"}, facts) == []
    slipped = found({"chain": f"2023年集群总产值{value + slip}亿元。"}, facts)
    assert slipped == [("chain", "output.2023")]


@given(value=AMOUNTS, decimals=st.integers(0, 1), about=st.sampled_from(["", "约", "近"]))
def test_rounding_is_no_contradiction(value: Decimal, decimals: int, about: str) -> None:
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"集群总产值{about}{rounded}亿元，即{about}{rounded}亿元左右。"
    assert found({"chain": text}, Facts(EDITION, {"output.2023": value})) == []


@given(value=AMOUNTS)
def test_the_same_in_another_unit_is_no_contradiction(value: Decimal) -> None:
    facts = Facts(EDITION, {"output.2023": value, "exports.2023": value})
    text = f"集群总产值{value * 10_000:.0f}万元，出口额{value / 10_000:.6f}亿元。"
    assert found({"chain": text}, facts) == []


@given(count=st.integers(0, 99_999), other=st.integers(0, 99_999))
def test_counts_are_counted(count: int, other: int) -> None:
    facts = Facts(EDITION, {"smes.2023": count})
    assert found({"chain": f"集群有中小企业{count}家。"}, facts) == []
    if other != count and other % 100:  # 5600 may be 5622 rounded
        assert found({"chain": f"集群有中小企业{other}家。"}, facts) == [("chain", "smes.2023")]


PIECES = st.sampled_from(
    [
        *("集群", "其中", "由", "增至", "达到", "近三年", "2023年", "2021—2023年", "以来", "底"),
        *("64家", "6948", ".", "亿元", "％", "1,111", "家", "余", "以上", "约", "０", "²", "٣"),
        *("中小企业", "总产值", "占", "有效发明专利", "“小巨人”企业", "公司", "密云区", "力争"),
        *("，", "。", "、", "（", "）", "\n", " ", "和", "；", "：", "甲"),
    ]
)


@given(text=st.lists(PIECES, max_size=40).map("".join))
def test_whatever_a_text_says_it_is_read(text: str) -> None:
    for fault in faults({"plan.overview": text or None}):
        assert fault.keys[0] == "plan.overview" and fault.keys[1] in EDITION.places
        assert fault.message.endswith("。") and "\n" not in fault.message


HOSTILE = [
    *("1", "1,111,", "，中小企业64家", "、中小企业64家", "集群有64家中小企业、", "集群", "其中"),
    *(
        "2023年",
        "，2023年",
        "和",
        "，由",
        "，其中：其中",
        " ",
        "（",
        "。密云区",
        "有",
        "，1亿",
        "家",
    ),
    *("集群总产值由2021年的52.36亿元增至", "2021—", "中小企业", "，每万人", "占", "，占占占占"),
    *("中小企业64家，其中", "集群中小企业46家。", "，中小企业" + "9" * 100 + "家", "\n", "公司"),
]


@pytest.mark.parametrize("piece", HOSTILE, ids=lambda piece: piece[:8])
def test_no_text_takes_long(piece: str) -> None:
    """Some twenty milliseconds; a slow machine is forgiven."""
    text = (piece * (50_000 // len(piece) + 1))[:49_990] + "甲。"
    case = Case(facts=CLEAN.overlay({"plan.overview": text}))
    start = process_time()
    list(contradicted(case))
    assert process_time() - start < 1
