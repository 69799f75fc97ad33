"""Counts, names and schedules: what must agree, and how people write a list."""

from collections.abc import Mapping
from time import perf_counter

import pytest

from jiqun.core.case import Case
from jiqun.core.form import get_edition
from jiqun.core.form.model import Kind
from jiqun.core.form.rows import CountWithNames
from jiqun.core.reading import Raw
from jiqun.core.roster.model import Roster
from jiqun.core.roster.typed import typed_over as rows_typed_over
from jiqun.core.rules import Finding, Rank, check
from jiqun.core.rules.example import typed_over
from jiqun.core.rules.schedules import levels_of_lists, named_counts, says_elsewhere
from tests.declarations import blank, golden

EDITION = get_edition("beijing-2024")
Typed = Mapping[str, Raw | None]


def rows(list_id: str, count: int, **cells: str) -> Roster:
    """A roster with so many rows of one list, all alike."""
    return rows_typed_over(Roster.empty(EDITION), {list_id: ({"name": "示例", **cells},) * count})


def platforms(count: int) -> Roster:
    return rows("platforms", count, rank="省级")


def findings(typed: Typed, roster: Roster | None = None) -> list[Finding]:
    """What is said of counts, names and schedules where nothing else is filled in."""
    case = Case(facts=typed_over(blank(), typed), roster=roster)
    return [f for f in check(case).findings if f.rule.startswith("RS-")]


def green(count: Raw | None, *names: str) -> list[Finding]:
    return findings({"national_green.count": count, "national_green.names": names or None})


def rules(found: list[Finding]) -> list[str]:
    return [finding.rule for finding in found]


# --- Where counts and names stand ---


def test_every_count_with_names_of_the_form_is_looked_at() -> None:
    by_id = {id for id in EDITION.fields if id.endswith(".names")}
    assert {row.names.id for row in named_counts(Case(facts=blank()))} == by_id
    assert len(by_id) == 13
    for row in named_counts(Case(facts=blank())):
        assert isinstance(row, CountWithNames)
        assert (row.count.kind, row.names.kind) == (Kind.COUNT, Kind.NAMES)
        assert row.count.id.removesuffix("count") == row.names.id.removesuffix("names")


def test_levels_stand_together() -> None:
    together = [tuple(row.count.id for row in levels) for levels in levels_of_lists(EDITION.id)]
    assert together == [
        *(
            tuple(f"{level}_{things}.count" for level in ("national", "provincial", "other"))
            for things in ("platforms", "pilots", "green")
        ),
        ("alliances.count",),
        tuple(f"{level}_service_platforms.count" for level in ("national", "provincial", "other")),
    ]


# --- Each rule once, in full ---


def test_a_count_that_its_names_do_not_give() -> None:
    """错23 of the flawed declaration."""
    found = check(Case(facts=golden("flawed").facts)).findings
    assert [finding for finding in found if finding.rule.startswith("RS-")] == [
        Finding(
            "RS-01",
            Rank.BLOCK,
            "三",
            ("national_platforms.count", "national_platforms.names"),
            "第三部分“国家制造业创新中心或国家级创新平台数量”填了3个，名称列了2个，"
            "请核对，使两者一致。",
            ("填报说明1",),
        )
    ]


def test_a_count_that_its_schedule_does_not_give() -> None:
    assert findings({"valid_patents": "236"}, rows("patents", 230)) == [
        Finding(
            "RS-02",
            Rank.BLOCK,
            "三",
            ("valid_patents",),
            "第三部分“集群内中小企业有效发明专利拥有量”填了236个，《有效发明专利清单》列了230个，"
            "请核对，使两者一致。",
            ("填报说明1",),
        )
    ]


def test_a_name_that_stands_twice() -> None:
    assert green("3", "绿色工厂（甲公司）", "1.绿色工厂(甲公司)", "绿色工厂（乙公司）") == [
        Finding(
            "RS-03",
            Rank.EXPLAIN,
            "五",
            ("national_green.names",),
            "第五部分“国家级绿色制造体系建设情况·名称”重复列了“绿色工厂（甲公司）”，请核对；"
            "确为不同项的请说明。",
            ("填报说明1",),
        )
    ]


def test_a_name_on_two_levels() -> None:
    typed: Typed = {
        **{"national_pilots.count": "1", "national_pilots.names": ("示例 柔性装配",)},
        **{"other_pilots.count": "2", "other_pilots.names": ("共享标定", "示例“柔性装配”")},
    }
    assert findings(typed) == [
        Finding(
            "RS-04",
            Rank.HINT,
            "四",
            ("national_pilots.names", "other_pilots.names"),
            "第四部分“国家级试点示范项目名称”和“其他试点示范项目名称”"
            "都列了“示例“柔性装配””，请核对是否重复计数。",
            ("填报说明1",),
        )
    ]


# --- Counting names ---


@pytest.mark.parametrize(
    ("count", "names", "said"),
    [
        ("2", ("甲工厂", "乙工厂"), None),
        ("1", ("甲工厂", "乙工厂"), "填了1个，名称列了2个"),
        ("3", ("甲工厂", "乙工厂"), "填了3个，名称列了2个"),
        ("无", ("甲工厂",), "填了“无”，名称列了1个"),
        ("0", ("甲工厂",), "填了0个，名称列了1个"),
        ("2", ("无",), "填了2个，名称填了“无”"),
        ("0", ("无",), None),
        ("无", ("无",), None),
        ("无", (), None),
        # Several names on one line, as on paper: nobody can tell how many “、” part.
        ("3", ("甲工厂、乙工厂，丙工厂",), None),
        ("2", ("甲工厂、乙工厂，丙工厂",), None),
        ("1", ("测控、传感工厂",), None),
        ("4", ("甲工厂、乙工厂，丙工厂",), "填了4个，名称列了3个"),
        ("3", ("甲工厂、", "乙工厂,"), "填了3个，名称列了2个"),
        ("1", ("甲、乙工厂", "丙工厂"), "填了1个，名称列了2个"),
        ("2", ("、", "，"), None),
        # Of these other rules complain.
        ("2", (), None),
        ("", ("甲工厂",), None),
        ("1.5", ("甲工厂",), None),
        ("-1", ("甲工厂",), None),
        ("3", ("待补充",), None),
        ("3", ("甲工厂", "见附件"), None),
    ],
)
def test_how_many_names_there_are(count: str, names: tuple[str, ...], said: str | None) -> None:
    found = green(count, *names)
    if said is None:
        assert found == []
    else:
        (finding,) = found
        assert finding.rule == "RS-01" and f"{said}，请核对" in finding.message


# --- Where the names are ---


@pytest.mark.parametrize(
    "name",
    [
        *(
            "详见清单",
            "见清单",
            "详见附件清单",
            "见附件1",
            "详见后附清单",
            "参见附表。",
            "另附清单",
        ),
        *(
            "（详见附件3《创新平台清单》）",
            "名单附后",
            "（清单附后）",
            "其余详见附件",
            "等，见附页",
        ),
        *(
            "平台名称详见清单",
            "国家级平台名单：见附件2",
            "附清单",
            "详见佐证材料",
            "后附",
        ),
    ],
)
def test_what_says_where_the_names_are(name: str) -> None:
    """Then the schedule decides, if it is known."""
    assert says_elsewhere(name)
    typed: Typed = {"provincial_platforms.count": "9", "provincial_platforms.names": (name,)}
    assert findings(typed) == []
    assert findings(typed, platforms(9)) == []
    assert rules(findings(typed, platforms(8))) == ["RS-02"]
    both: Typed = {**typed, "other_platforms.count": "5", "other_platforms.names": (name, name)}
    assert findings(both) == []


@pytest.mark.parametrize(
    "name",
    [
        *("示例见清单识别实验室", "清单式管理平台", "见微智能传感器实验室", "附属医院数据平台"),
        *("测控平台（经认定）", "平台甲（见附件1）", "其他平台", "国家级绿色工厂"),
    ],
)
def test_what_is_a_name(name: str) -> None:
    assert not says_elsewhere(name)
    assert rules(green("9", name)) == ["RS-01"]


def test_some_names_and_where_the_others_are() -> None:
    assert green("12", "甲工厂", "乙工厂", "其余见附件2") == []


@pytest.mark.parametrize(
    ("count", "names"),
    [
        *(
            ("16", (f"甲中心、乙实验室等16个{note}",))
            for note in ("", "（详见清单）", "省级平台，详见清单")
        ),
        ("16", ("甲中心", "乙中心（共16个，见附件清单）")),
        ("16", ("甲中心", "乙中心", "等16个（详见清单）")),
        ("16", ("甲中心", "乙中心", "（其余14个详见清单）")),
        ("16", ("甲中心、乙中心，其余14个见附件",)),
        ("16", ("甲中心、乙中心，详见清单",)),
        ("3", ("1.甲 2.乙 3.北京市企业技术中心（A公司、B公司）",)),
        *(("3", (names,)) for names in ("①甲 ②乙 ③丙", "①甲②乙③丙", "1.甲2.乙3.丙")),
        *(("2", (names,)) for names in ("甲和乙", "甲与乙")),
        # A remark belongs to the line before, and is no name that stands twice.
        ("2", ("甲", "（依托单位：某公司）", "乙", "（依托单位：某公司）")),
        ("2", ("甲", "（2）乙")),
        # What is counted there is something else.
        ("1", ("测控等3个领域公共平台",)),
    ],
)
def test_ordinary_ways_of_listing(count: str, names: tuple[str, ...]) -> None:
    assert green(count, *names) == []


@pytest.mark.parametrize(
    ("count", "names", "said"),
    [
        ("15", ("甲中心、乙实验室等16个（详见清单）",), "填了15个，名称写明共16个"),
        ("17", ("甲", "乙", "（其余14个详见清单）"), "填了17个，名称列了2个，另写明其余14个"),
        ("2", ("①甲 ②乙 ③丙",), "填了2个，名称列了3个"),
        ("4", ("1.甲 2.乙 3.丙",), "填了4个，名称列了3个"),
        ("3", ("甲和乙中心", "丙中心"), "填了3个，名称列了2个"),
        ("9", ("测控等3个领域公共平台",), "填了9个，名称列了1个"),
    ],
)
def test_lists_that_give_another_number(count: str, names: tuple[str, ...], said: str) -> None:
    (finding,) = green(count, *names)
    assert finding.rule == "RS-01" and f"{said}，请核对" in finding.message


HARD = [
    "平台",
    "清单",
    "（",
    "详见",
    "见清单",
    "、",
    "1.",
    "ﷺ",
    "①",
    "等1个",
    "其余1个",
    "1. ",
    "（1）",
]


@pytest.mark.parametrize("piece", HARD)
def test_no_name_takes_forever(piece: str) -> None:
    start = perf_counter()
    green("3", piece * 6_000 + "甲", piece * 6_000 + "乙")
    assert perf_counter() - start < 2


# --- Schedules ---


STANDARD = {"level": "国家", "role": "主持（起草单位排名前三位）", "year": "2023"}


@pytest.mark.parametrize(
    ("key", "value", "roster", "said"),
    [
        (
            "standards.2023.national.lead",
            "2",
            rows("standards", 3, **STANDARD),
            "填了2项，《主持或参与制修订标准清单》列了3项",
        ),
        ("overseas_branches", "3", rows("branches", 2), "填了3个，《境外分支机构清单》列了2个"),
        ("overseas_branches", "无", rows("branches", 1), "填了“无”，《境外分支机构清单》列了1个"),
        ("alliances.count", "1", rows("alliances", 2), "填了1个，《产业联盟组织清单》列了2个"),
        # None of the rank, in a list that has others.
        ("national_platforms.count", "2", platforms(1), "填了2个，《创新平台清单》列了0个"),
    ],
)
def test_schedules_and_counts(key: str, value: str, roster: Roster, said: str) -> None:
    (finding,) = findings({key: value}, roster)
    assert (finding.rule, finding.fields) == ("RS-02", (key,))
    assert finding.message.endswith(f"{said}，请核对，使两者一致。")


@pytest.mark.parametrize(
    ("value", "roster"),
    [
        ("3", rows("branches", 3)),
        ("", rows("branches", 3)),
        ("3.5", rows("branches", 3)),
        ("无", rows("alliances", 2)),
        ("3", rows("branches", 0)),
        ("3", Roster.empty(EDITION)),
        ("3", None),
    ],
)
def test_schedules_that_contradict_nothing(value: str, roster: Roster | None) -> None:
    assert findings({"overseas_branches": value}, roster) == []


def test_a_count_that_neither_names_nor_schedule_give_is_said_once() -> None:
    typed: Typed = {"alliances.count": "3", "alliances.names": ("甲联盟", "乙协会")}
    assert rules(findings(typed, rows("alliances", 2))) == ["RS-01"]
    two: Typed = {**typed, "alliances.count": "2"}
    assert rules(findings(two, rows("alliances", 3))) == ["RS-02"]


# --- The same name ---


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例检测平台", "示例检测平台"),
        ("示例检测平台", "示例“检测”平台。"),
        ("ＡＢＣ检测平台", "abc 检测平台"),
        ("1. 示例检测平台", "（2）示例检测平台"),
        ("３、示例检测平台", "示例检测平台"),
        ("示例检测有限责任公司", "示例检测有限公司"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert rules(green("2", one, other)) == ["RS-03"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("企业技术中心（甲公司）", "企业技术中心（乙公司）"),
        ("示例1号数据中心", "示例2号数据中心"),
        ("5G检测平台", "6G检测平台"),
        ("1.5代传感器平台", "2.5代传感器平台"),
        ("“”", "（）"),
    ],
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert green("2", one, other) == []


def test_only_the_first_names_are_quoted() -> None:
    twice = [f"第{n}示例绿色工厂" for n in "一二三四"]
    (finding,) = green("8", *twice, *twice)
    quoted = "“第一示例绿色工厂”、“第二示例绿色工厂”、“第三示例绿色工厂”等4项"
    assert f"重复列了{quoted}，请核对" in finding.message
    (finding,) = green("6", *twice[:3], *twice[:3])
    assert f"重复列了{quoted.removesuffix('等4项')}，请核对" in finding.message


def test_levels_are_compared_within_their_own_row_only() -> None:
    """A platform for innovation may well serve SMEs too."""
    typed: Typed = {
        **{"national_platforms.count": "1", "national_platforms.names": ("示例检测平台",)},
        **{"national_service_platforms.count": "1"},
        **{"national_service_platforms.names": ("示例检测平台",)},
    }
    assert findings(typed) == []
    three = {
        f"{level}_service_platforms.{key}": value
        for level in ("national", "provincial", "other")
        for key, value in (("count", "1"), ("names", "示例检测平台"))
    }
    pairs = [finding.fields for finding in findings(three)]
    names = [f"{level}_service_platforms.names" for level in ("national", "provincial", "other")]
    assert pairs == [(names[0], names[1]), (names[0], names[2]), (names[1], names[2])]
