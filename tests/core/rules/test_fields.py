"""The rules a single field can break: what each says, and what none of them may complain of."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from jiqun.core.case import Case, Overflow
from jiqun.core.facts import Facts, Problem, parse_facts
from jiqun.core.form import get_edition
from jiqun.core.form.model import Kind
from jiqun.core.reading import Raw
from jiqun.core.rules import Finding, Rank, check
from jiqun.core.values import NONE
from tests.declarations import golden

EDITION = get_edition("beijing-2024")
COMPLETE = golden("clean").facts


def typed(changes: Mapping[str, Raw | None]) -> Facts:
    """The clean declaration with some entries typed anew, or blanked."""
    facts, problems = parse_facts(EDITION.id, changes)
    assert problems == ()
    return COMPLETE.overlay({**dict.fromkeys(changes), **facts})


def found(case: Case) -> tuple[Finding, ...]:
    """What the rules of single fields say; the others are tested beside their modules."""
    return tuple(finding for finding in check(case).findings if finding.rule.startswith("R0-"))


def findings(changes: Mapping[str, Raw | None]) -> tuple[Finding, ...]:
    return found(Case(facts=typed(changes)))


def rules_broken(changes: Mapping[str, Raw | None]) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.rule, finding.fields) for finding in findings(changes)]


def test_a_clean_declaration_breaks_no_rule() -> None:
    assert found(Case(facts=COMPLETE)) == ()


# --- Each rule, broken alone ---


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        (
            {"firms.2021": None, "firms.2023": " "},
            Finding(
                "R0-02",
                Rank.BLOCK,
                "二",
                ("firms.2021", "firms.2023"),
                "第二部分“集群企业数量”（2021年、2023年）未填写，请填写；确无相关情况的填“无”。",
                ("填报说明2",),
            ),
        ),
        (
            {"sector": None},
            Finding(
                "R0-02",
                Rank.BLOCK,
                "一",
                ("sector",),
                "第一部分“主导产业所属产业类型”未填写，请勾选其中一项。",
                ("填报说明2",),
            ),
        ),
        (
            {"cover.operator": None},
            Finding(
                "R0-02",
                Rank.BLOCK,
                "封面",
                ("cover.operator",),
                "封面“集群运营管理机构”未填写，请填写。",
                ("填报说明2",),
            ),
        ),
        (
            {"plan.goals.2025": None},
            Finding(
                "R0-02",
                Rank.BLOCK,
                "八",
                ("plan.goals.2025",),
                "第八部分“阶段性目标”（2025年）未填写，请写明内容。",
                ("填报说明2",),
            ),
        ),
        (
            {"alliances.count": "3", "alliances.names": None},
            Finding(
                "R0-02",
                Rank.BLOCK,
                "七",
                ("alliances.names",),
                "第七部分“集群内产业联盟组织情况·名称”未填写，请填写；确无相关情况的填“无”。",
                ("填报说明2",),
            ),
        ),
        (
            {"area": "12.345"},
            Finding(
                "R0-03",
                Rank.BLOCK,
                "一",
                ("area",),
                "第一部分“集群占地面积（平方公里）”填了12.345，小数超过2位，请四舍五入填12.35。",
                ("填报说明2",),
            ),
        ),
        (
            {"exports_growth.2022": "-0.005"},
            Finding(
                "R0-03",
                Rank.BLOCK,
                "二",
                ("exports_growth.2022",),
                "第二部分“集群主导产品出口贸易额增长率（%）”（2022年）填了-0.005，"
                "小数超过2位，请四舍五入填-0.01。",
                ("填报说明2",),
            ),
        ),
        (
            {"rd_staff.2022": "1180.5"},
            Finding(
                "R0-04",
                Rank.BLOCK,
                "三",
                ("rd_staff.2022",),
                "第三部分“集群中小企业研发人员数量”（2022年）填了1180.5，数量应为整数，请核对。",
                ("填报说明1",),
            ),
        ),
        (
            {"cloud_rate": "100.01"},
            Finding(
                "R0-05",
                Rank.BLOCK,
                "四",
                ("cloud_rate",),
                "第四部分“集群中小企业上云比例（%）”填了100.01%，应在0到100之间，请核对。",
                ("填报说明1",),
            ),
        ),
        (
            {"cloud_rate": "-0.01"},
            Finding(
                "R0-05",
                Rank.BLOCK,
                "四",
                ("cloud_rate",),
                "第四部分“集群中小企业上云比例（%）”填了-0.01%，应在0到100之间，请核对。",
                ("填报说明1",),
            ),
        ),
        (
            {"software_purchase.2021": "-320"},
            Finding(
                "R0-05",
                Rank.BLOCK,
                "四",
                ("software_purchase.2021",),
                "第四部分“工业软件采购金额（万元）”（2021年）填了-320.00万元，不应为负数，请核对。",
                ("填报说明1",),
            ),
        ),
        (
            {"firms.2022": "-1"},
            Finding(
                "R0-05",
                Rank.BLOCK,
                "二",
                ("firms.2022",),
                "第二部分“集群企业数量”（2022年）填了-1家，不应为负数，请核对。",
                ("填报说明1",),
            ),
        ),
        (
            {"chain": "集" * 201},
            Finding(
                "R0-06",
                Rank.BLOCK,
                "二",
                ("chain",),
                "第二部分“集群产业链强链补链情况（200字以内）”共201字，超出1字，请删减。",
                ("填报说明1",),
            ),
        ),
        (
            {"quality": "待补充"},
            Finding(
                "R0-07",
                Rank.BLOCK,
                "二",
                ("quality",),
                "第二部分“集群质量品牌建设情况（200字以内）”中留有占位文字“待补充”，"
                "请换成实际内容。",
                ("填报说明2",),
            ),
        ),
        (
            {"cluster_name": "北京市XX区测控产业集群"},
            Finding(
                "R0-07",
                Rank.BLOCK,
                "一",
                ("cluster_name",),
                "第一部分“集群名称”中留有占位文字“XX”，请换成实际内容。",
                ("填报说明2",),
            ),
        ),
        (
            {"chain": "已与集群内XX家企业合作，共建创新联合体。"},
            Finding(
                "R0-08",
                Rank.EXPLAIN,
                "二",
                ("chain",),
                "第二部分“集群产业链强链补链情况（200字以内）”的“已与集群内XX家企业合作”处"
                "疑似遗留占位文字，请补充完整；确属正文的请说明。",
                ("填报说明2",),
            ),
        ),
        (
            {"authority_phone": "010-5552084"},
            Finding(
                "R0-09",
                Rank.EXPLAIN,
                "一",
                ("authority_phone",),
                "第一部分“主管部门联系方式”中的“010-5552084”不像电话号码（手机11位，固定电话7至8位"
                "可加区号），请核对；确属特殊号码的请说明。",
                (),
            ),
        ),
        (
            {"cover.contact": "张三"},
            Finding(
                "R0-09",
                Rank.EXPLAIN,
                "封面",
                ("cover.contact",),
                "封面“联系人及联系电话”中的“张三”不像电话号码（手机11位，固定电话7至8位可加区号），"
                "请核对；确属特殊号码的请说明。",
                (),
            ),
        ),
        (
            {"cover.date": "2023年2月29日"},
            Finding(
                "R0-10",
                Rank.BLOCK,
                "封面",
                ("cover.date",),
                "封面“申报时间”填了“2023年2月29日”，不是有效日期，请按“2024年5月30日”的样式填写。",
                (),
            ),
        ),
    ],
)
def test_a_field_that_breaks_one_rule(changes: dict[str, Raw | None], finding: Finding) -> None:
    assert findings(changes) == (finding,)


def test_what_could_not_be_read_is_said_once() -> None:
    """The cell is not blank as well, and the other years of the row are still looked at."""
    facts = typed({"firms.2021": None, "firms.2022": None})
    case = Case(facts=facts, unread=(Problem("firms.2021", "“一百”不是数字"),))
    assert found(case) == (
        Finding(
            "R0-01",
            Rank.BLOCK,
            "二",
            ("firms.2021",),
            "第二部分“集群企业数量”（2021年）无法识别：“一百”不是数字，请改正后重新检查。",
            (),
        ),
        Finding(
            "R0-02",
            Rank.BLOCK,
            "二",
            ("firms.2022",),
            "第二部分“集群企业数量”（2022年）未填写，请填写；确无相关情况的填“无”。",
            ("填报说明2",),
        ),
    )


def test_what_belongs_to_no_field_comes_first() -> None:
    case = Case(
        facts=typed({"cover.cluster_name": None}),
        unread=(Problem("", "附页“甲”：属于“乙”一行，未读入。"), Problem("outptu", "没有这一项")),
    )
    assert [(f.rule, f.part, f.fields, f.message) for f in found(case)] == [
        ("R0-01", "", (), "附页“甲”：属于“乙”一行，未读入，请改正后重新检查。"),
        ("R0-01", "", (), "没有这一项，请改正后重新检查。"),
        (
            "R0-02",
            "封面",
            ("cover.cluster_name",),
            "封面“集群名称”未填写，请填写。",
        ),
    ]


def test_a_count_that_could_not_be_read_leaves_its_names_alone() -> None:
    facts = typed({"alliances.count": None, "alliances.names": None})
    case = Case(facts=facts, unread=(Problem("alliances.count", "“若干”不是数字"),))
    assert [finding.rule for finding in found(case)] == ["R0-01"]


def test_what_does_not_fit_its_cell_says_by_how_much() -> None:
    case = Case(facts=COMPLETE, overflows=(Overflow("chain", 4321),))
    assert found(case) == (
        Finding(
            "R0-11",
            Rank.BLOCK,
            "二",
            ("chain",),
            "第二部分“集群产业链强链补链情况（200字以内）”用最小字号（8磅）仍排不下，"
            "超出约4321个字符，请删减（连续的英文、数字按实际宽度计）。",
            ("填报说明18",),
        ),
    )


# --- One mistake, one finding ---


@pytest.mark.parametrize(
    ("changes", "overflows", "rules"),
    [
        ({"cover.date": "20XX年XX月XX日"}, (), ["R0-07"]),
        ({"authority_phone": "待补充"}, (), ["R0-07"]),
        ({"cover.contact": "XXX XXXXXXXX"}, (), ["R0-07"]),
        ({"quality": "……"}, (), ["R0-07"]),
        ({"chain": "集" * 300}, (Overflow("chain", 100),), ["R0-06"]),
        ({"chain": "L" * 5000}, (Overflow("chain", 4000),), ["R0-11"]),
        # Two mistakes in one field are two findings.
        ({"cloud_rate": "100.125"}, (), ["R0-03", "R0-05"]),
        ({"firms.2021": "-2.5"}, (), ["R0-04", "R0-05"]),
        ({"chain": "集" * 201 + "XX"}, (), ["R0-06", "R0-08"]),
    ],
)
def test_one_mistake_gives_one_finding(
    changes: dict[str, Raw], overflows: tuple[Overflow, ...], rules: list[str]
) -> None:
    case = Case(facts=typed(changes), overflows=overflows)
    assert [finding.rule for finding in found(case)] == rules


# --- What true filings contain, and no rule may complain of ---

INNOCENT_PHONES = [
    "010-55520844",
    "55520844",
    "5552084",
    "5552-0844",
    "13800000000",
    "138 0000 0000",
    "138-0000-0000",
    "(010)55520844",
    "（010）55520844",
    "(010) 5552 0844",
    "010 55520844",
    "01055520844",
    "010—55520844",
    "０１０－５５５２０８４４",
    "0755-83000000",
    "0310-1234567",
    "400-800-1234",
    "4008001234",
    "800-810-1234",
    "+86 10 5552 0844",
    "+86-10-55520844",
    "86-10-55520844",
    "0086-10-55520844",
    "+86 13800000000",
    "8613800000000",
    "+1 415 555 2671",
    "+852 2345 6789",
    "010-55520844、010-55520845",
    "010-55520844/13800000000",
    "55520844 13800000000",
    "010-55520844转8001",
    "010-55520844-8001",
    "010-55520844 分机 12",
    "010-55520844转801、802",
    "010-55520844 ext. 801",
    "13800000000（微信同号）",
    "电话：010-69040000；手机：13800000000；传真：010-69040001",
    "13800000000 someone@example.gov.cn",
    "someone@example.gov.cn",
]


@pytest.mark.parametrize("phone", INNOCENT_PHONES)
def test_phones_that_can_be_rung(phone: str) -> None:
    assert rules_broken({"authority_phone": phone, "operator_phone": phone}) == []


@pytest.mark.parametrize("phone", [phone for phone in INNOCENT_PHONES if phone != "无"])
def test_contacts_that_can_be_rung(phone: str) -> None:
    for contact in (f"张三 {phone}", f"张三{phone}", f"张三，{phone}", f"{phone}（欧阳示例）"):
        assert rules_broken({"cover.contact": contact}) == []


@pytest.mark.parametrize(
    "phone",
    [
        "1380000000",
        "138000000001",
        "12345678901",
        "010-5552084455",
        "5555208441",
        "0105552084",
        "6904123413800000000",
        "12345",
        "张三",
        "见封面",
        "@",
        "13800000000、1390000000",
    ],
)
def test_phones_that_cannot(phone: str) -> None:
    assert rules_broken({"authority_phone": phone}) == [("R0-09", ("authority_phone",))]


INNOCENT_TEXTS = [
    "集群产品涵盖S、M、L、XXL等尺寸。",
    "研制Mini LED XX-12型设备。",
    "涉及测控、传感、仪表……等领域的企业。",
    "2024年5月完成，2021年至2023年增长12.5%。",
    "尺寸为3×4×5，即长×宽×高。",
    "X射线、X-ray、x86、XX1型、AXX公司、Exxon。",
    "产业链空白有待填补，短板亟待补充。",
    "省略……号在句中。",
    "“揭榜挂帅”——联合攻关。",
    "A/B/C三类。",
    "有某企业参与。",
    "0",
    "是",
    "第三方机构出具。",
    "Lorem ipsum TODOIST.",
]


@pytest.mark.parametrize("text", INNOCENT_TEXTS)
def test_texts_that_say_something(text: str) -> None:
    """In a narrative, on a line, and among names: a hint of a placeholder is none."""
    assert rules_broken({"chain": text, "plan.tasks": text}) == []
    assert rules_broken({"operator": text, "targets.openness.base": text}) == []
    assert rules_broken({"alliances.count": "1", "alliances.names": (text,)}) == []


@pytest.mark.parametrize(
    "text",
    [
        *("XX", "xxx", "××", "ＸＸ", "20XX", "XX、XX", "XX-XX", "某某", "TBD"),
        *("待补充", "待填写", "待核实", "此处填写", "……", "......", "……。"),
        *("/", "—", "——", "。", "？？", "________"),
    ],
)
def test_texts_that_are_nothing_but_a_placeholder(text: str) -> None:
    assert rules_broken({"chain": text}) == [("R0-07", ("chain",))]
    assert rules_broken({"operator": text}) == [("R0-07", ("operator",))]


@pytest.mark.parametrize(
    "text",
    [
        "北京XX公司",
        "20XX年建成",
        "202X年建成",
        "××研究院",
        "投入＿＿万元",
        "投入___万元",
        "企业名称待补充",
        "具体数据待核实",
        "………",
        "与TODO合作",
    ],
)
def test_texts_with_a_placeholder_in_them(text: str) -> None:
    """Blocks on a line and among names; in a narrative it may be meant, so it is asked about."""
    narrative = "R0-07" if text == "………" else "R0-08"
    assert rules_broken({"chain": text}) == [(narrative, ("chain",))]
    assert rules_broken({"operator": text}) == [("R0-07", ("operator",))]
    names = {"alliances.count": "2", "alliances.names": ("示例协会", text)}
    assert rules_broken(names) == [("R0-07", ("alliances.names",))]


@pytest.mark.parametrize("text", ["开展以下工作……", "开展以下工作......", "一是……\n二是……"])
def test_a_narrative_that_breaks_off(text: str) -> None:
    assert rules_broken({"chain": text}) == [("R0-08", ("chain",))]


@pytest.mark.parametrize(
    "day",
    [
        "2024年5月30日",
        "2024-05-30",
        "2024.5.30",
        "2024/5/30",
        "２０２４年５月３０日",
        "二〇二四年五月三十日",
        "2024年5月",
        "2024.5",
        "2024年2月29日",
    ],
)
def test_dates_there_are(day: str) -> None:
    assert rules_broken({"cover.date": day}) == []


@pytest.mark.parametrize(
    "day", ["2024年2月30日", "2024年13月", "2024年", "5月30日", "24年5月30日", "今天", "0024-5-30"]
)
def test_dates_there_are_not(day: str) -> None:
    assert rules_broken({"cover.date": day}) == [("R0-10", ("cover.date",))]


# --- Blank, 无, 0, and the edges of ranges ---


@pytest.mark.parametrize(
    "changes",
    [
        {"overseas_branches": "无", "fdi.2021": "无", "targets.openness.base": "无", "chain": "无"},
        {"overseas_branches": "0", "fdi.2021": "0"},
        {"alliances.count": "0", "alliances.names": None},
        {"alliances.count": "无", "alliances.names": None},
        {"alliances.count": "0", "alliances.names": "无"},
        # A group of ticks with none ticked is no fault, nor are lines nobody added.
        {"chain_work": None, "services": None, "targets.added.other.1.label": None},
        # Part 九 is written by hand.
        {"statement.signatory": None, "statement.date": None, "recommendation.opinion": None},
        {"cloud_rate": "0", "iiot_rate": "100", "rd_tools_rate": "100.00"},
        {"fdi_growth.2021": "-100", "exports_growth.2021": "1250.55", "energy_reduction": "-3"},
        {"chain": "集" * 200, "sharing": "L" * 5000},
        {"chain": "Wi-Fi " * 200},
        # The worksheet is no part of the form: an exchange rate has four decimals.
        {"usd_rate.2021": "6.4515", "patents_held.2020": "12"},
    ],
)
def test_what_keeps_the_rules(changes: dict[str, Raw | None]) -> None:
    assert rules_broken(changes) == []


def test_everything_required_is_asked_for_and_nothing_else() -> None:
    """An empty declaration: each required place once."""
    empty = found(Case(facts=Facts(EDITION, {})))
    assert {finding.rule for finding in empty} == {"R0-02"}
    assert sorted(key for finding in empty for key in finding.fields) == sorted(
        key
        for key, place in EDITION.printed.items()
        if place.field.required and place.field.kind is not Kind.NAMES  # their count is asked for
    )


def test_none_is_no_figure_and_no_text() -> None:
    keys = ("area", "firms.2021", "chain", "alliances.count")
    facts = COMPLETE.overlay(dict.fromkeys(keys, NONE))
    assert found(Case(facts=facts)) == ()


def test_a_figure_that_is_given_as_a_whole_number_is_right_too() -> None:
    facts = COMPLETE.overlay({"area": 12, "cloud_rate": Decimal("88")})
    assert found(Case(facts=facts)) == ()


@pytest.mark.parametrize(
    "key", ["cover.cluster_name", "cover.date", "cover.contact", "operator", "operator_phone"]
)
def test_who_and_when_is_never_none(key: str) -> None:
    facts = COMPLETE.overlay({key: NONE})
    assert [(f.rule, f.fields) for f in found(Case(facts=facts))] == [("R0-12", (key,))]


def test_what_the_pdf_cannot_show_is_hinted_at() -> None:
    case = Case(facts=COMPLETE, unshown={"operator_contact": "𠮷"})
    assert [(f.rule, f.rank, f.message) for f in found(case)] == [
        (
            "R0-13",
            Rank.HINT,
            "第一部分“运营管理机构联系人”中的“𠮷”在PDF中无法显示，将印为“〓”；"
            "Word不受影响，请核对。",
        )
    ]


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("fdi_growth.2022", "-100.01", "不应小于-100"),
        ("energy_reduction", "100.01", "不应大于100"),
        ("cloud_rate", "100.01", "应在0到100之间"),
        ("area", "-0.01", "不应为负数"),
    ],
)
def test_the_range_is_said(key: str, value: str, wanted: str) -> None:
    facts = COMPLETE.overlay({key: Decimal(value)})
    (finding,) = found(Case(facts=facts))
    unit = EDITION.places[key].field.unit
    assert finding.message.endswith(f"填了{value}{unit}，{wanted}，请核对。")


@pytest.mark.parametrize(
    "text",
    [
        "正在等待补充资金到位",
        "人才亟待填补",
        "年接待填写报名表的企业300家",
        "在线问卷由企业请填写人员完成",
        "推广XX型仪表和染色体XX与XY检测",
        "开发TODO清单软件，代码见https://a.b/__init__",
    ],
)
def test_words_that_only_look_like_placeholders(text: str) -> None:
    assert found(Case(facts=COMPLETE.overlay({"chain": text}))) == ()


@pytest.mark.parametrize(
    "text", ["待定", "略", "（待补充）", "【XX】", "N/A", "同上", "***", "“……”", "见附件"]
)
def test_answers_that_say_nothing(text: str) -> None:
    findings = found(Case(facts=COMPLETE.overlay({"chain": text})))
    assert [finding.rule for finding in findings] == ["R0-07"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("2023年，已为XX家企业诊断，共建联合体。", "已为XX家企业诊断"),
        # Without a mark nearby whole numbers and Latin words are quoted.
        ("投入资金合计12345.67万元支持中小企业为XX单位合作", "万元支持中小企业为XX单位合作"),
        ("为XX单位共同建设工业互联网5678项目群", "为XX单位共同建设工业互联网"),
    ],
)
def test_what_is_quoted_around_a_placeholder(text: str, quoted: str) -> None:
    (finding,) = findings({"chain": text})
    assert f"的“{quoted}”处疑似遗留占位文字" in finding.message


@pytest.mark.parametrize("name", ["见附件", "（见附件）", "见附件。"])
def test_names_may_be_left_to_an_annex(name: str) -> None:
    names = {"alliances.count": "2", "alliances.names": ("示例协会", name)}
    assert rules_broken(names) == []
    assert rules_broken({"operator": name}) == [("R0-07", ("operator",))]


@pytest.mark.parametrize(
    ("key", "advice"),
    [
        ("plan.problems", "请写明内容。"),
        ("targets.openness.target", "请写明内容。"),
        ("targets.iiot_rate.base", "请填写；确无相关情况的填“无”。"),
        ("chain", "请填写；确无相关情况的填“无”。"),
    ],
)
def test_none_is_advised_only_where_it_is_an_answer(key: str, advice: str) -> None:
    (finding,) = findings({key: None})
    assert finding.message.endswith(f"未填写，{advice}")
