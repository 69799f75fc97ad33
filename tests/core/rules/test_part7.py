"""Work that is ticked, work that is told, and what it left behind."""

import pytest

from jiqun.core.form import get_edition
from jiqun.core.rules import Finding, Rank
from jiqun.core.rules.part7 import kinds_of_work
from tests.judging import Part, Typed

PART = Part("R7")
findings = PART.findings
broken = PART.broken

EDITION = get_edition("beijing-2024")


def test_every_text_with_boxes_beneath_it_is_looked_at() -> None:
    found = [
        (work.text.id, work.ticks.id, tuple(count.id for count in work.counts))
        for work in kinds_of_work(EDITION.id)
    ]
    pilots, green, platforms = (
        tuple(f"{level}_{things}.count" for level in ("national", "provincial", "other"))
        for things in ("pilots", "green", "service_platforms")
    )
    assert found == [
        ("chain", "chain_work", ()),
        ("sharing", "sharing_work", ()),
        ("quality", "quality_work", ()),
        ("digital", "digital_work", ()),
        ("new_models", "new_models_work", pilots),
        ("green", "green_work", green),
        ("international", "international_work", ("overseas_branches",)),
        ("governance", "governance_work", platforms),
    ]


# --- Each rule once, in full ---


@pytest.mark.parametrize(
    ("typed", "finding"),
    [
        (
            {"sharing": "无", "sharing_work": ("equipment", "people")},
            Finding(
                "R7-01",
                Rank.EXPLAIN,
                "二",
                ("sharing_work", "sharing"),
                "第二部分“集群已开展的产业链资源协同协作工作”勾选了2项，"
                "“集群内产业链资源协同协作情况（200字以内）”却没有内容，"
                "请补写开展情况，或取消勾选；确实如此的请说明。",
                ("填报说明1",),
            ),
        ),
        (
            {"international": "每年组织企业参加境外展会。"},
            Finding(
                "R7-02",
                Rank.EXPLAIN,
                "六",
                ("international_work", "international"),
                "第六部分“集群已开展的国际合作交流活动”一项未勾选，"
                "“集群国际合作交流总体情况（200字以内）”却写了开展情况，"
                "请勾选相应的工作；所写工作不在选项之内的请说明。",
                ("填报说明1",),
            ),
        ),
        (
            {"green": "无", "national_green.count": "2", "other_green.count": "1"},
            Finding(
                "R7-03",
                Rank.HINT,
                "五",
                ("green", "national_green.count", "other_green.count"),
                "第五部分“集群绿色低碳相关工作情况（200字以内）”没有内容，却填有"
                "国家级绿色制造体系建设情况·数量2个、其他绿色制造体系建设情况·数量1个，请核对是否漏写。",
                ("填报说明1",),
            ),
        ),
        (
            {
                "national_service_platforms.count": "无",
                "provincial_service_platforms.count": "2",
                "other_service_platforms.count": "1",
            },
            Finding(
                "R7-04",
                Rank.EXPLAIN,
                "七",
                (
                    "services",
                    "national_service_platforms.count",
                    "provincial_service_platforms.count",
                    "other_service_platforms.count",
                ),
                "第七部分“集群已提供的中小企业公共服务”一项未勾选，却填了中小企业公共服务平台3个，"
                "请勾选平台提供的服务；确实没有提供的请说明。",
                ("填报说明1",),
            ),
        ),
        (
            {
                "services": ("training",),
                "national_service_platforms.count": "无",
                "provincial_service_platforms.count": "无",
                "other_service_platforms.count": "0",
            },
            Finding(
                "R7-05",
                Rank.HINT,
                "七",
                (
                    "services",
                    "national_service_platforms.count",
                    "provincial_service_platforms.count",
                    "other_service_platforms.count",
                ),
                "第七部分“集群已提供的中小企业公共服务”勾选了服务，三类公共服务平台却都没有，"
                "请核对是否漏填平台。",
                ("填报说明1",),
            ),
        ),
    ],
)
def test_a_declaration_that_breaks_one_rule(typed: Typed, finding: Finding) -> None:
    assert findings(typed) == [finding]


# --- Ticked and told ---

TOLD = "建立应急预案，开展演练2次。"


@pytest.mark.parametrize(
    ("told", "ticked", "rules"),
    [
        (TOLD, True, []),
        (TOLD, False, ["R7-02"]),
        ("无", True, ["R7-01"]),
        ("无", False, []),
        # A blank text and one that is none yet have rules of their own.
        (None, True, []),
        (None, False, []),
        ("待补充", True, []),
        ("待补充", False, []),
    ],
)
def test_ticks_and_texts(told: str | None, ticked: bool, rules: list[str]) -> None:
    for work in kinds_of_work(EDITION.id):
        ticks = (work.ticks.options[0].id,) if ticked else None
        found = broken({work.text.id: told, work.ticks.id: ticks})
        assert found == [(rule, (work.ticks.id, work.text.id)) for rule in rules]


@pytest.mark.parametrize(
    "told",
    [
        *(
            "暂无。",
            "暂无相关工作",
            "目前尚未开展相关工作。",
            "集群近三年未开展此类活动",
            "没有",
            "无。",
        ),
        *("无相关情况", "本集群不涉及。", "截至目前暂未开展国际合作", "尚无", "无此类平台"),
    ],
)
def test_none_in_other_words(told: str) -> None:
    assert broken({"chain": told}) == []
    assert broken({"chain": told, "chain_work": ("chain_map",)}) == [
        ("R7-01", ("chain_work", "chain"))
    ]


@pytest.mark.parametrize(
    "told",
    [
        *("没有发生事故，建立了排查机制。", "无人机产业链图谱已绘制。", "无锡示例园区来访交流。"),
        *(
            "暂无重大短板；开展攻关3项",
            "尚未开展的工作列入计划。已开展攻关。",
            "开展攻关，暂无成果",
        ),
        "没有" + "短" * 21,
    ],
)
def test_what_only_begins_like_none(told: str) -> None:
    assert broken({"chain": told, "chain_work": ("chain_map",)}) == []
    assert broken({"chain": told}) == [("R7-02", ("chain_work", "chain"))]


def test_none_in_other_words_is_short() -> None:
    assert broken({"chain": "没有" + "短" * 20}) == []


# --- Told and counted ---


@pytest.mark.parametrize(
    ("typed", "hinted"),
    [
        ({"international": "无", "overseas_branches": "1"}, True),
        ({"international": "暂无。", "overseas_branches": "1"}, True),
        ({"international": "无", "overseas_branches": "0"}, False),
        ({"international": "无", "overseas_branches": "无"}, False),
        ({"international": "无"}, False),
        ({"overseas_branches": "1"}, False),
        ({"international": "无", "national_green.count": "1"}, False),
    ],
)
def test_counts_beneath_a_text_that_says_none(typed: Typed, hinted: bool) -> None:
    keys = ("international", "overseas_branches")
    assert broken(typed) == ([("R7-03", keys)] if hinted else [])


def test_ticks_beneath_a_text_that_says_none_say_it_all() -> None:
    typed: Typed = {"international": "无", "overseas_branches": "1"}
    ticked = broken({**typed, "international_work": ("fairs",)})
    assert [rule for rule, _ in ticked] == ["R7-01"]


# --- Services and platforms ---


@pytest.mark.parametrize(
    ("counts", "services", "rules"),
    [
        (("1", "无", "无"), None, ["R7-04"]),
        (("无", "无", "1"), None, ["R7-04"]),
        (("1", "2", "3"), ("training", "financing"), []),
        (("无", "0", "无"), None, []),
        (("无", "0", "无"), ("training",), ["R7-05"]),
        # One that is blank may hold anything.
        (("1", "2", None), None, []),
        (("无", "无", None), ("training",), []),
    ],
)
def test_services_and_platforms(
    counts: tuple[str | None, ...], services: tuple[str, ...] | None, rules: list[str]
) -> None:
    keys = [f"{level}_service_platforms.count" for level in ("national", "provincial", "other")]
    typed: Typed = {**dict(zip(keys, counts, strict=True)), "services": services}
    assert broken(typed) == [(rule, ("services", *keys)) for rule in rules]
