"""Cover and part 一: who declares, where, when, and what the standard does not admit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.core.case import Call, Case
from jiqun.core.reading import Raw
from jiqun.core.roster.model import Roster
from jiqun.core.roster.typed import typed_over as rows_typed_over
from jiqun.core.rules import Finding, Rank, check
from jiqun.core.rules.example import typed_over
from tests.declarations import blank

Typed = Mapping[str, Raw | None]


def findings(typed: Typed, **known: Any) -> list[Finding]:
    """What part 一 says of a declaration in which nothing else is filled in."""
    case = Case(facts=typed_over(blank(), typed), **known)
    return [finding for finding in check(case).findings if finding.rule.startswith("R1-")]


def broken(typed: Typed, **known: Any) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.rule, finding.fields) for finding in findings(typed, **known)]


def roster_of(*industries: str) -> Roster:
    """A firm of each class."""
    firms = tuple({"industry": industry} for industry in industries)
    return rows_typed_over(Roster.empty(blank().edition), {"firms": firms})


def both(id: str, text: str) -> dict[str, str]:
    """The same on the cover and in part 一."""
    return {f"cover.{id}": text, id: text}


# --- Each rule once, in full ---


@pytest.mark.parametrize(
    ("typed", "finding"),
    [
        (
            {
                "cover.cluster_name": "北京市昌平区示例农机装备产业集群",
                "cluster_name": "北京市昌平区示例智能农机装备产业集群",
            },
            Finding(
                "R1-01",
                Rank.BLOCK,
                "封面",
                ("cover.cluster_name", "cluster_name"),
                "封面“集群名称”与第一部分“集群名称”不一致：封面少“智能”，请改成一致。",
                (),
            ),
        ),
        (
            {
                "cover.contact": "示例联系人戊 010-69000009",
                "authority_contact": "示例联系人甲",
                "authority_phone": "010-69000001",
                "operator_contact": "示例联系人乙",
                "operator_phone": "010-69000002",
            },
            Finding(
                "R1-02",
                Rank.BLOCK,
                "封面",
                (
                    "cover.contact",
                    *("authority_contact", "authority_phone"),
                    *("operator_contact", "operator_phone"),
                ),
                "封面“联系人及联系电话”填了“示例联系人戊 010-69000009”，与第一部分主管部门联系人"
                "“示例联系人甲”、运营管理机构联系人“示例联系人乙”的姓名和电话都不同，请填其中一位。",
                (),
            ),
        ),
        (
            {"cover.district": "北京市密云"},
            Finding(
                "R1-03",
                Rank.BLOCK,
                "封面",
                ("cover.district",),
                "封面“所属地区”填了“北京市密云”，应填“北京市密云区”，请改正。",
                (),
            ),
        ),
        (
            both("cluster_name", "密云区测控装备产业集群"),
            Finding(
                "R1-04",
                Rank.BLOCK,
                "封面",
                ("cover.cluster_name", "cluster_name"),
                "封面和第一部分的“集群名称”填了“密云区测控装备产业集群”，"
                "应以“北京市”和区的全称开头，请改正。",
                (),
            ),
        ),
        (
            {
                **both("cluster_name", "北京市怀柔区测控装备产业集群"),
                "cover.district": "北京市密云区",
            },
            Finding(
                "R1-05",
                Rank.BLOCK,
                "封面",
                ("cover.cluster_name", "cluster_name", "cover.district"),
                "封面和第一部分的“集群名称”填了“北京市怀柔区测控装备产业集群”，"
                "封面“所属地区”填了“北京市密云区”，不是同一个区，请核对后改成一致。",
                (),
            ),
        ),
        (
            {
                **both("authority", "北京市顺义区经济和信息化局"),
                "cover.district": "北京市昌平区",
            },
            Finding(
                "R1-06",
                Rank.BLOCK,
                "封面",
                ("cover.authority", "authority"),
                "封面和第一部分的“县级行政区划中小企业主管部门”填了“北京市顺义区经济和信息化局”，"
                "不是集群所在的昌平区的部门，请填集群所在区的中小企业主管部门。",
                (),
            ),
        ),
        (
            {"authority": "经济和信息化局"},
            Finding(
                "R1-07",
                Rank.EXPLAIN,
                "一",
                ("authority",),
                "第一部分“县级行政区划中小企业主管部门”填了“经济和信息化局”，"
                "看不出是哪个区的部门，请写带区名的全称；名称确实不含区名的请说明。",
                (),
            ),
        ),
        (
            {"operator": "密云区经济和信息化局", "authority": "密云区 经济和信息化局"},
            Finding(
                "R1-08",
                Rank.BLOCK,
                "一",
                ("operator", "authority"),
                "第一部分“集群运营管理机构”填了“密云区经济和信息化局”，与县级行政区划中小企业主管部门"
                "相同，应填对集群集中运营管理的法人单位，请核对。",
                ("填报说明3",),
            ),
        ),
        (
            {"operator": "密云区经信局", "authority": "北京市密云区经济和信息化局"},
            Finding(
                "R1-08",
                Rank.BLOCK,
                "一",
                ("operator", "authority"),
                "第一部分“集群运营管理机构”填了“密云区经信局”，与县级行政区划中小企业主管部门"
                "“北京市密云区经济和信息化局”是同一单位，应填对集群集中运营管理的法人单位，请核对。",
                ("填报说明3",),
            ),
        ),
        (
            both("authority", "北京市经济和信息化局"),
            Finding(
                "R1-16",
                Rank.BLOCK,
                "封面",
                ("cover.authority", "authority"),
                "封面和第一部分的“县级行政区划中小企业主管部门”填了“北京市经济和信息化局”，"
                "是市级部门，应填区级部门，请改正。",
                (),
            ),
        ),
        (
            {"operator": "北京市密云区人民政府", "authority": "北京市密云区经济和信息化局"},
            Finding(
                "R1-17",
                Rank.EXPLAIN,
                "一",
                ("operator",),
                "第一部分“集群运营管理机构”填了“北京市密云区人民政府”，看像是政府或其部门，请核对；"
                "确实负责集群运营管理的请说明。",
                ("填报说明3",),
            ),
        ),
        (
            {"operator": "北京示例城市建设投资有限公司"},
            Finding(
                "R1-09",
                Rank.EXPLAIN,
                "一",
                ("operator",),
                "第一部分“集群运营管理机构”填了“北京示例城市建设投资有限公司”，从“城市建设”看像是"
                "基础建设单位，请核对；确实负责集群运营管理的请说明。",
                ("填报说明3",),
            ),
        ),
        (
            {"cover.date": "2023-12-31"},
            Finding(
                "R1-10",
                Rank.BLOCK,
                "封面",
                ("cover.date",),
                "封面“申报时间”填了“2023年12月31日”，不在2024年1月1日至2024年12月31日之间，请核对。",
                ("填报说明6",),
            ),
        ),
        (
            {"area": "无"},
            Finding(
                "R1-11",
                Rank.BLOCK,
                "一",
                ("area",),
                "第一部分“集群占地面积（平方公里）”填了“无”，应大于0，请按实际占地填写。",
                ("填报说明6",),
            ),
        ),
        (
            {"area": "100.01"},
            Finding(
                "R1-12",
                Rank.EXPLAIN,
                "一",
                ("area",),
                "第一部分“集群占地面积（平方公里）”填了100.01平方公里，认定标准一般不超过100平方公里，"
                "请核对单位；确实如此的请说明。",
                ("填报说明6",),
            ),
        ),
        (
            {"serious_violation": "yes"},
            Finding(
                "R1-13",
                Rank.BLOCK,
                "一",
                ("serious_violation",),
                "第一部分“是否存在偷税漏税、违法违规、严重失信和其他重大问题的行为”选了“是”，"
                "按认定标准不能申报，请核对；误选的请改选“否”。",
                (),
            ),
        ),
        (
            {"water_benchmark": "no"},
            Finding(
                "R1-14",
                Rank.BLOCK,
                "一",
                ("water_benchmark",),
                "第一部分“属于高用水行业的集群，水效水平是否达到行业基准值”选了“否”，达到行业基准值"
                "才能申报，请核对；不属于这类行业的选“非高用水行业，不适用”。",
                (),
            ),
        ),
    ],
    ids=lambda value: value.rule if isinstance(value, Finding) else "",
)
def test_a_rule_broken_alone(typed: Typed, finding: Finding) -> None:
    assert findings(typed) == [finding]


def test_no_need_of_a_benchmark_in_an_industry_that_has_one() -> None:
    roster = roster_of("3463", "2614", "3011")
    assert findings({"energy_benchmark": "exempt"}, roster=roster) == [
        Finding(
            "R1-15",
            Rank.EXPLAIN,
            "一",
            ("energy_benchmark",),
            "第一部分“属于高耗能行业的集群，能效水平是否达到行业基准值”选了“非高耗能行业，不适用”，"
            "企业名录中却有化学原料和化学制品制造业、非金属矿物制品业企业，请核对；"
            "集群整体不属于这类行业的请说明。",
            (),
        )
    ]


# --- The cover and part 一 ---


@pytest.mark.parametrize(
    ("cover", "inside", "difference"),
    [
        ("北京甲服务中心", "北京乙服务中心", "封面是“甲”，第一部分是“乙”"),
        ("北京甲乙服务中心", "北京甲服务中心", "封面多“乙”"),
        ("服务中心", "甲服务中心", "封面少“甲”"),
    ],
)
def test_the_cover_says_what_part_one_says(cover: str, inside: str, difference: str) -> None:
    (finding,) = findings({"cover.operator": cover, "operator": inside})
    assert finding.fields == ("cover.operator", "operator")
    assert finding.message == (
        f"封面“集群运营管理机构”与第一部分“集群运营管理机构”不一致：{difference}，请改成一致。"
    )


def test_long_names_are_quoted_in_part() -> None:
    long, longer = "甲" * 60, "乙" * 60
    (finding,) = findings({"cover.operator": long, "operator": longer})
    assert f"封面是“{'甲' * 40}…”，第一部分是“{'乙' * 40}…”，" in finding.message
    (finding,) = findings({"cluster_name": f"北京市密云区{long}"})
    assert finding.message.startswith(f"第一部分“集群名称”填了“北京市密云区{'甲' * 34}…”，")


def test_each_of_the_three_is_compared() -> None:
    typed = {
        "cover.cluster_name": "北京市密云区甲产业",
        "cluster_name": "北京市密云区乙产业",
        "cover.authority": "密云区甲局",
        "authority": "密云区乙局",
        "cover.operator": "甲中心",
        "operator": "乙中心",
    }
    assert broken(typed) == [
        ("R1-01", (f"cover.{id}", id)) for id in ("cluster_name", "authority", "operator")
    ]


@pytest.mark.parametrize(
    ("cover", "inside"),
    [
        ("北京示例（集团）服务中心", "北京示例(集团)服务中心"),
        ("北京示例服务中心", "北京　示例 服务中心"),
        ("北京ＡＢ服务中心", "北京AB服务中心"),
        # What is blank, 无 or a placeholder has a rule of its own.
        ("北京示例服务中心", None),
        (None, "北京示例服务中心"),
        ("北京示例服务中心", "无"),
        ("北京示例服务中心", "待补充"),
        ("北京XX服务中心", "北京示例服务中心"),
    ],
)
def test_names_that_agree(cover: str | None, inside: str | None) -> None:
    assert broken({"cover.operator": cover, "operator": inside}) == []


WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
NAMES = st.text("北京市示例产业集群服务中心有限公司(A-1)", min_size=1, max_size=20)


@given(name=NAMES, spaces=st.lists(st.integers(0, 20), max_size=3))
def test_how_wide_a_name_is_typed_makes_no_difference(name: str, spaces: list[int]) -> None:
    typed = name.translate(WIDE)
    for at in spaces:
        typed = f"{typed[:at]} {typed[at:]}"
    assert "R1-01" not in dict(broken({"cover.operator": name, "operator": typed}))


PEOPLE = {
    "authority_contact": "示例联系人甲",
    "authority_phone": "010-69000001（示例）",
    "operator_contact": "示例联系人乙",
    "operator_phone": "010-69000002（示例）、13800000000",
}


@pytest.mark.parametrize(
    "contact",
    [
        "示例联系人乙 010-69000002",
        "示例联系人甲（科长）13900000000",
        "示例联系人丙 69000001",
        "示例联系人丙 138 0000 0000",
        "示例联系人丙，电话：（010）69000002",
        None,
        "待定",
    ],
)
def test_the_contact_is_one_of_the_two(contact: str | None) -> None:
    assert broken({**PEOPLE, "cover.contact": contact}) == []


STRANGER = "示例联系人丙 010-69000003（示例）"


def test_the_contact_is_neither() -> None:
    keys = ("cover.contact", *PEOPLE)
    assert broken({**PEOPLE, "cover.contact": STRANGER}) == [("R1-02", keys)]


@pytest.mark.parametrize("key", PEOPLE)
def test_the_contact_may_be_one_who_is_not_yet_filled_in(key: str) -> None:
    assert broken({**PEOPLE, "cover.contact": STRANGER, key: None}) == []


# --- Where ---


@pytest.mark.parametrize(
    "area", ["北京市密云区", " 北京市 密云区 ", "密云区", "北京经济技术开发区", "XX区", None]
)
def test_a_district_of_beijing(area: str | None) -> None:
    assert broken({"cover.district": area}) == []


@pytest.mark.parametrize(
    ("area", "wanted"),
    [
        ("密云", "“北京市密云区”"),
        ("北京市密云区、怀柔区", "北京市某一个区的全称"),
        ("河北省廊坊市", "北京市某一个区的全称"),
    ],
)
def test_no_district_of_beijing(area: str, wanted: str) -> None:
    (finding,) = findings({"cover.district": area})
    assert finding.message == f"封面“所属地区”填了“{area}”，应填{wanted}，请改正。"


@pytest.mark.parametrize(
    "name",
    [
        "北京市密云区测控装备产业集群",
        "北京市密云区测控装备产业",
        "北京市 密云区 测控装备产业集群",
        "北京经济技术开发区智能装备产业集群",
        "北京市北京经济技术开发区智能装备产业",
        "北京市大兴区北京经济技术开发区智能装备产业集群",
        "北京市XX区XX产业",
        "无",
        None,
    ],
)
def test_how_a_cluster_is_called(name: str | None) -> None:
    assert broken({"cluster_name": name}) == []


@pytest.mark.parametrize(
    ("name", "flaw"),
    [
        ("密云区测控装备产业集群", "应以“北京市”和区的全称开头"),
        ("北京密云测控装备产业集群", "应以“北京市”和区的全称开头"),
        ("测控装备集群", "应以“北京市”和区的全称开头"),
        ("北京市密云区测控装备集群", "应以“产业集群”或“产业”结尾"),
        ("北京市密云区测控装备产业园", "应以“产业集群”或“产业”结尾"),
        ("北京市密云区", "应以“产业集群”或“产业”结尾"),
        ("北京市密云区产业集群", "没有写明是什么产业"),
        ("北京经济技术开发区产业", "没有写明是什么产业"),
    ],
)
def test_how_no_cluster_is_called(name: str, flaw: str) -> None:
    (finding,) = findings({"cluster_name": name})
    assert finding.message == f"第一部分“集群名称”填了“{name}”，{flaw}，请改正。"


def test_one_wrong_name_of_two_is_said_once() -> None:
    """They differ, and whoever makes them agree has both right."""
    wrong, right = "密云区测控装备产业集群", "北京市密云区测控装备产业集群"
    fields = ("cover.cluster_name", "cluster_name")
    assert broken({"cover.cluster_name": wrong, "cluster_name": right}) == [("R1-01", fields)]
    assert broken({"cover.cluster_name": right, "cluster_name": wrong}) == [("R1-01", fields)]


def test_two_names_wrong_in_different_ways_are_two_mistakes() -> None:
    typed = {"cover.cluster_name": "密云区测控产业", "cluster_name": "北京市密云区测控"}
    assert broken(typed) == [
        ("R1-01", ("cover.cluster_name", "cluster_name")),
        ("R1-04", ("cover.cluster_name",)),
        ("R1-04", ("cluster_name",)),
    ]


@pytest.mark.parametrize(
    ("cover", "inside", "area", "rules"),
    [
        ("北京市密云区甲产业", "北京市密云区甲产业", "密云区", []),
        ("北京市密云区甲产业", "北京市密云区甲产业", "怀柔区", ["R1-05"]),
        ("北京市密云区甲产业", None, "怀柔区", ["R1-05"]),
        (None, "北京市密云区甲产业", "怀柔区", ["R1-05"]),
        # Where one of two names is right, making them agree is enough.
        ("北京市密云区甲产业", "北京市怀柔区甲产业", "怀柔区", ["R1-01"]),
        ("北京市怀柔区甲产业", "北京市密云区甲产业", "怀柔区", ["R1-01"]),
        # The zone lies in 大兴区.
        ("北京经济技术开发区甲产业", None, "北京市大兴区", []),
        ("北京市大兴区甲产业", None, "北京经济技术开发区", []),
        ("北京经济技术开发区甲产业", None, "北京经济技术开发区", []),
        ("北京经济技术开发区甲产业", None, "北京市通州区", ["R1-05"]),
        # Nothing to compare.
        ("北京市密云区甲产业", None, None, []),
        ("密云区甲产业", None, "怀柔区", ["R1-04"]),
        ("北京市密云区甲产业", None, "怀柔", ["R1-03"]),
    ],
)
def test_the_name_has_the_district(
    cover: str | None, inside: str | None, area: str | None, rules: list[str]
) -> None:
    typed = {"cover.cluster_name": cover, "cluster_name": inside, "cover.district": area}
    assert [rule for rule, _ in broken(typed)] == rules


@pytest.mark.parametrize(
    ("authority", "area", "rules"),
    [
        ("北京市密云区经济和信息化局", "北京市密云区", []),
        ("密云经信局", "北京市密云区", []),
        ("北京市密云区、怀柔区联合办公室", "北京市密云区", []),
        ("北京经济技术开发区管理委员会", "北京市大兴区", []),
        ("北京市大兴区经济和信息化局", "北京经济技术开发区", []),
        ("经开区营商合作局", "北京经济技术开发区", []),
        ("怀柔经信局", "北京市密云区", ["R1-06"]),
        ("北京经济技术开发区管理委员会", "北京市密云区", ["R1-06"]),
        ("经济和信息化局", "北京市密云区", ["R1-07"]),
        ("经济和信息化局", None, ["R1-07"]),
        ("北京市密云区经济和信息化局", None, []),
        ("北京市密云区经济和信息化局", "密云", ["R1-03"]),
        (None, "北京市密云区", []),
    ],
)
def test_the_authority_is_that_of_the_district(
    authority: str | None, area: str | None, rules: list[str]
) -> None:
    assert [r for r, _ in broken({"authority": authority, "cover.district": area})] == rules


@pytest.mark.parametrize(
    ("cover", "inside", "rules"),
    [
        ("密云区经信局", "怀柔区经信局", ["R1-01"]),
        ("怀柔区经信局", "密云区经信局", ["R1-01"]),
        ("怀柔区经信局", "经信局", ["R1-01"]),
        ("密云区经信局", "经信局", ["R1-01"]),
        ("怀柔区经信局", "怀柔区科信局", ["R1-01", "R1-06"]),
        ("经信局", "科信局", ["R1-01", "R1-07"]),
    ],
)
def test_one_wrong_authority_of_two_is_said_once(cover: str, inside: str, rules: list[str]) -> None:
    typed = {"cover.authority": cover, "authority": inside, "cover.district": "密云区"}
    assert [rule for rule, _ in broken(typed)] == rules


def test_two_different_wrong_names_are_both_quoted() -> None:
    typed = {"cover.authority": "怀柔区经信局", "authority": "顺义区经信局"}
    *_, finding = findings({**typed, "cover.district": "密云区"})
    assert finding.message == (
        "封面“县级行政区划中小企业主管部门”填了“怀柔区经信局”，"
        "第一部分“县级行政区划中小企业主管部门”填了“顺义区经信局”，"
        "不是集群所在的密云区的部门，请填集群所在区的中小企业主管部门。"
    )


def test_an_authority_may_be_judged_by_the_name_of_the_cluster() -> None:
    typed = {"cluster_name": "北京市密云区甲产业", "authority": "怀柔区经信局"}
    assert broken(typed) == [("R1-06", ("authority",))]


def test_an_authority_of_neither_district() -> None:
    typed = {"cover.district": "怀柔区", "cluster_name": "北京市密云区甲产业"}
    *_, finding = findings({**typed, "authority": "昌平区经信局"})
    assert "不是集群所在的密云区、怀柔区的部门" in finding.message


def test_a_district_mistaken_on_the_cover_is_no_fault_of_the_authority() -> None:
    typed = {"cover.district": "怀柔区", "cluster_name": "北京市密云区甲产业"}
    assert broken({**typed, "authority": "密云区经信局"}) == [
        ("R1-05", ("cluster_name", "cover.district"))
    ]


# --- Who ---


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ({**both("operator", "密云区甲局"), **both("authority", "密云区甲局")}, ["R1-08"]),
        ({"operator": "密云区甲局", "cover.authority": "密云区甲局"}, ["R1-08"]),
        ({**both("operator", "甲中心"), **both("authority", "密云区甲局")}, []),
        # Only the cover has it wrong, and there it differs.
        (
            {
                "cover.operator": "密云区甲局",
                "operator": "甲中心",
                **both("authority", "密云区甲局"),
            },
            ["R1-01"],
        ),
        ({"operator": "密云经信局", **both("authority", "密云区经济和信息化局")}, ["R1-08"]),
        # Neither of two spellings on the cover and in part 一 is another body.
        (
            {
                "cover.operator": "密云区经信局",
                "operator": "密云区经济和信息化局",
                "authority": "密云区经信局",
            },
            ["R1-01", "R1-08"],
        ),
        ({"operator": "怀柔区经信局", "authority": "密云区经信局"}, ["R1-17"]),
        ({"cover.operator": "密云区甲局", "operator": "甲中心"}, ["R1-01"]),
        ({"operator": "密云区甲局"}, ["R1-17"]),
        ({"authority": "密云区甲局"}, []),
        ({"operator": "待补充", "authority": "待补充"}, []),
    ],
)
def test_the_operator_is_not_the_authority(typed: Typed, rules: list[str]) -> None:
    assert [rule for rule, _ in broken(typed)] == rules


def test_a_city_department_on_one_side_only_differs() -> None:
    typed = {"cover.authority": "北京市经济和信息化局", "authority": "北京市密云区经济和信息化局"}
    assert [rule for rule, _ in broken(typed)] == ["R1-01"]


@pytest.mark.parametrize(
    "operator",
    [
        "北京示例测控产业集群运营管理有限公司",
        "集群建设服务中心",
        "北京示例科技园建设发展有限公司",
        "北京示例产业园区开发建设有限公司",
        "北京示例基础设施运营有限公司",
        "北京示例工程建设服务中心",
        "示例城市建设管理委员会",
        "示例新城建设管委会",
        "北京东城建国门产业促进中心",
        "北京西城建设里街道办事处",
        "北京示例发展有限公司",
    ],
)
def test_those_who_run_a_place(operator: str) -> None:
    assert broken({"operator": operator}) == []


@pytest.mark.parametrize(
    ("operator", "word"),
    [
        ("北京示例建设投资有限公司", "建设投资"),
        ("北京示例投资建设有限公司", "投资建设"),
        ("北京示例建设开发总公司", "建设开发"),
        ("北京示例开发建设集团", "开发建设"),
        ("密云区示例基础设施有限公司", "基础设施"),
        ("北京示例城建集团", "城建"),
        ("示例重大工程建设指挥部", "工程建设"),
        ("示例项目指挥部", "指挥部"),
        ("示例第五工程局", "工程局"),
    ],
)
def test_those_who_build_one(operator: str, word: str) -> None:
    (finding,) = findings({"operator": operator})
    assert (finding.rule, finding.rank) == ("R1-09", Rank.EXPLAIN)
    assert f"从“{word}”看" in finding.message


def test_an_operator_named_twice_is_guessed_at_only_where_both_names_look_so() -> None:
    builder, another = "北京示例城建集团", "北京示例建工集团"
    fields = ("cover.operator", "operator")
    assert broken({"cover.operator": builder, "operator": "甲中心"}) == [("R1-01", fields)]
    assert broken({"cover.operator": builder, "operator": another}) == [
        ("R1-01", fields),
        ("R1-09", fields),
    ]


# --- When ---

CALL = Call(opens=date(2024, 4, 28), closes=date(2024, 6, 7))


@pytest.mark.parametrize(
    ("typed", "call", "inside"),
    [
        ("2024年1月1日", None, True),
        ("2024年12月31日", None, True),
        ("2023年12月31日", None, False),
        ("2025年1月1日", None, False),
        ("2024年1月", None, True),
        ("2023年12月", None, False),
        ("2024年4月28日", CALL, True),
        ("2024年6月7日", CALL, True),
        ("2024年4月27日", CALL, False),
        ("2024年6月8日", CALL, False),
        # A month may be any of its days.
        ("2024年4月", CALL, True),
        ("2024年6月", CALL, True),
        ("2024年3月", CALL, False),
        ("2024年7月", CALL, False),
        # Whatever the call says, the year that is filed has to be over.
        ("2023年12月20日", Call(date(2023, 12, 1), date(2024, 3, 1)), False),
        ("2024年1月1日", Call(date(2023, 12, 1), date(2024, 3, 1)), True),
        # What is no date is somebody else's business.
        ("2024年2月30日", None, True),
        ("另行通知", None, True),
        ("无", None, True),
        (None, None, True),
    ],
)
def test_when_one_files(typed: str | None, call: Call | None, inside: bool) -> None:
    expected = [] if inside else [("R1-10", ("cover.date",))]
    assert broken({"cover.date": typed}, call=call) == expected


def test_the_days_of_the_call_are_said() -> None:
    (finding,) = findings({"cover.date": "2024年6月8日"}, call=CALL)
    assert finding.message == (
        "封面“申报时间”填了“2024年6月8日”，"
        "不在本批次申报期2024年4月28日至2024年6月7日之间，请核对。"
    )


# --- What the standard does not admit ---


@pytest.mark.parametrize(
    ("area", "rules"),
    [
        ("0.01", []),
        ("0", ["R1-11"]),
        ("0.00", ["R1-11"]),
        ("无", ["R1-11"]),
        ("-1", []),
        ("100", []),
        ("100.01", ["R1-12"]),
        ("100.004", []),  # 100.00 as the form prints it; that it has three decimals is said
        ("100.005", ["R1-12"]),
        (None, []),
    ],
)
def test_the_area(area: str | None, rules: list[str]) -> None:
    assert [rule for rule, _ in broken({"area": area})] == rules


VETOES = ("restricted_industry", "major_accident", "serious_violation")
BENCHMARKS = ("energy_benchmark", "water_benchmark")


@pytest.mark.parametrize("id", VETOES)
def test_an_answer_that_forbids_filing(id: str) -> None:
    assert broken({id: "yes"}) == [("R1-13", (id,))]
    assert broken({id: "no"}) == []


@pytest.mark.parametrize("id", BENCHMARKS)
def test_a_benchmark_that_is_not_reached(id: str) -> None:
    assert broken({id: "no"}) == [("R1-14", (id,))]
    assert broken({id: "yes"}) == []
    assert broken({id: "exempt"}) == []


def test_each_answer_is_a_finding_of_its_own() -> None:
    answers = {**dict.fromkeys(VETOES, "yes"), **dict.fromkeys(BENCHMARKS, "no")}
    assert broken(answers) == [
        *(("R1-13", (id,)) for id in VETOES),
        *(("R1-14", (id,)) for id in BENCHMARKS),
    ]


@pytest.mark.parametrize(
    ("typed", "industries", "fields"),
    [
        (dict.fromkeys(BENCHMARKS, "exempt"), ("3463", "6513"), []),
        (dict.fromkeys(BENCHMARKS, "exempt"), ("2614",), ["energy_benchmark", "water_benchmark"]),
        (dict.fromkeys(BENCHMARKS, "exempt"), ("3011",), ["energy_benchmark"]),
        (dict.fromkeys(BENCHMARKS, "exempt"), ("1713",), ["water_benchmark"]),
        (dict.fromkeys(BENCHMARKS, "exempt"), (), []),
        (dict.fromkeys(BENCHMARKS, "yes"), ("2614",), []),
        ({}, ("2614",), []),
    ],
)
def test_industries_of_the_roster_speak_against_exemption(
    typed: Typed, industries: tuple[str, ...], fields: list[str]
) -> None:
    assert broken(typed, roster=roster_of(*industries)) == [("R1-15", (field,)) for field in fields]
