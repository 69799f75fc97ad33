"""What texts call the figures of the form."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from jiqun.core.form import get_edition
from jiqun.core.form.model import Field
from jiqun.core.language.claims import ANYWHERE, HEADED, SUBJECT, Lexicon, Senses

#: Beside what the form itself calls them, where a text would cut it short or say it otherwise.
CALLED: Mapping[str, str] = {
    "area": "",
    "output_district_share": "",
    "sme_output_share": "中小企业产值占 中小企业产值占比",
    "leading_output_share": "主导产业产值占 主导产业产值占比",
    "leading_output_growth": "主导产业产值年均增长率 主导产业产值年均增长",
    "smes": "",
    "specialized_smes": "专精特新中小企业 市级专精特新中小企业 专精特新企业 省级专精特新企业 "
    "市级专精特新企业",
    "little_giants": "小巨人企业 专精特新小巨人企业 国家级小巨人企业 国家专精特新小巨人企业",
    "champions": "单项冠军企业 制造业单项冠军企业 国家级单项冠军企业",
    "high_tech_firms": "高新技术企业 国家高新技术企业",
    "innovative_smes": "",
    "listed_smes": "",
    "pre_listing_smes": "",
    "fdi": "外商直接投资",
    "fdi_growth": "",
    "exports": "主导产品出口额 出口贸易额 出口额",
    "exports_growth": "出口贸易额增长率 出口额增长率",
    "rd_intensity": "研发投入强度 研发经费投入强度 中小企业研发经费投入强度",
    "rd_spend": "研发经费 研发费用 研发投入 研发经费投入 中小企业研发费用 中小企业研发投入 "
    "中小企业研发经费投入",
    "sme_staff": "",
    "rd_staff": "",
    "ip_granted": "知识产权授权量 知识产权授权 中小企业知识产权授权",
    "pct_applications": "PCT国际专利申请量 PCT国际专利申请 PCT专利申请量 PCT专利申请",
    "patent_growth": "有效发明专利年均增速 有效发明专利年均增长率 有效发明专利年均增长",
    "patents_per_10k": "每万人有效发明专利 每万人拥有有效发明专利 从业人员每万人有效发明专利 "
    "每万名从业人员有效发明专利 每万名从业人员拥有有效发明专利",
    "valid_patents": "有效发明专利",
    "cloud_smes": "上云的中小企业",
    "cloud_rate": "上云比例 中小企业上云率",
    "iiot_smes": "接入工业互联网平台中小企业",
    "iiot_rate": "工业互联网平台应用普及率 工业互联网平台普及率 工业互联网普及率 "
    "中小企业工业互联网平台普及率 中小企业工业互联网普及率",
    "rd_tools_rate": "数字化研发工具应用普及率 数字化研发工具普及率",
    "software_purchase": "工业软件采购额",
    "software_users": "应用工业软件企业",
    "co2_per_output": "单位产值二氧化碳排放",
    "energy_per_output": "单位工业产值能耗",
    "energy_reduction": "单位产值能耗累计降低",
    "solid_waste_rate": "工业固废综合利用率 固废综合利用率",
    "water_reuse_rate": "用水重复利用率",
    "overseas_branches": "境外分支机构 海外分支机构",
}


def shares(parts: str, wholes: str) -> str:
    """How texts speak of a share: “主导产业产值占集群总产值的比例”, “占中小企业的”."""
    ends = ("的比例", "比例", "的比重", "比重", "的", "")
    whole_ends = [f"{whole}{end}" for whole in wholes.split() for end in ends]
    return " ".join(f"{part}占{whole}" for part in parts.split(",") for whole in whole_ends)


#: What a group of firms has of its own, if a text speaks of it behind them.
OWNED = frozenset(
    (
        *("fdi", "exports", "rd_intensity", "rd_spend", "sme_staff", "rd_staff", "ip_granted"),
        *("pct_applications", "patent_growth", "patents_per_10k", "valid_patents"),
    )
)
GROUPS = frozenset(
    (
        *("firms", "specialized_smes", "little_giants", "champions", "high_tech_firms"),
        *("innovative_smes", "listed_smes", "pre_listing_smes", "cloud_smes", "iiot_smes"),
        "software_users",
    )
)

OUTPUTS = "集群总产值 集群产值 总产值"
DISTRICT_OUTPUTS = "全区产值 全区总产值 所在区产值 全区"
SMES = "中小企业 中小企业总数 全部中小企业 集群中小企业"
RATES = {"cloud_smes": "cloud_rate", "iiot_smes": "iiot_rate"}

#: Names that stand for a figure only by what was named before, the cluster or another topic.
IN_CONTEXT: tuple[tuple[str, Senses], ...] = (
    ("企业", {HEADED: "firms"}),
    ("总产值 工业总产值", {HEADED: "output", SUBJECT: "output"}),
    ("产值", {HEADED: "output"}),
    # Said of the cluster, or after all of its firms, they are not those of the SMEs alone.
    ("从业人员", {HEADED: "", "firms": "", ANYWHERE: "sme_staff"}),
    ("研发人员", {HEADED: "", "firms": "", ANYWHERE: "rd_staff"}),
    (shares("研发投入,研发经费,研发费用", "营业收入"), {ANYWHERE: "rd_intensity"}),
    (shares("中小企业产值", OUTPUTS), {ANYWHERE: "sme_output_share"}),
    (shares("主导产业产值", OUTPUTS), {ANYWHERE: "leading_output_share"}),
    (shares("总产值,产值", DISTRICT_OUTPUTS), {HEADED: "output_district_share"}),
    (shares("", DISTRICT_OUTPUTS), {"output": "output_district_share"}),
    (f"占 占比 {shares('', SMES)}", RATES),
    ("同比增长 同比增速 增长率", {"fdi": "fdi_growth", "exports": "exports_growth"}),
    ("年均增速 年均增长 年均增长率", {"valid_patents": "patent_growth"}),
    ("每万人拥有 每万人", dict.fromkeys(("valid_patents", "patent_growth"), "patents_per_10k")),
    ("累计降低 降低率", {"energy_per_output": "energy_reduction"}),
)

#: What is counted at several levels; of the rest a text may name some as well as all.
LEVELS = {"national": "国家级", "provincial": "省级 市级", "other": "其他 其它"}
COUNTED = {
    "platforms": "创新平台",
    "pilots": "试点示范项目 试点示范",
    "service_platforms": "公共服务平台 中小企业公共服务平台",
}
PARTLY = {
    "national_green": "国家级绿色制造 国家级绿色制造名单 国家级绿色制造项目 国家级绿色工厂",
    "provincial_green": "省级绿色制造 省级绿色制造名单 省级绿色工厂 市级绿色工厂",
    "alliances": "产业联盟 产业联盟组织",
}
#: What a text may give the sum of.
SUMS = {
    "platforms": "省级及以上创新平台 省级以上创新平台 市级及以上创新平台 市级以上创新平台",
    "service_platforms": "公共服务平台 中小企业公共服务平台",
    "standards": "主持或参与制修订标准 主持和参与制修订标准 主持参与制修订标准 "
    "主持、参与制修订标准",
}


def counts() -> Iterator[tuple[str, Senses]]:
    """“国家级创新平台1个、省级6个、其他3个”."""
    for thing, called in COUNTED.items():
        before = ""
        for level, said in LEVELS.items():
            topic = f"{level}_{thing}.count"
            if level != "other":
                yield every(said, called), {ANYWHERE: topic}
            if before:
                yield said, {before: topic}
            before = topic
    for thing, called in PARTLY.items():
        yield called, {ANYWHERE: f"{thing}.count"}
    for topic, called in SUMS.items():
        yield called, {ANYWHERE: topic}


def every(beginnings: str, ends: str) -> str:
    return " ".join(f"{first}{last}" for first in beginnings.split() for last in ends.split())


#: Of what a 其中 takes nothing away: all titles of SMEs are among the SMEs.
PARTS: Mapping[str, frozenset[str]] = {
    "firms": frozenset(CALLED),
    "output": frozenset(CALLED),
    "smes": frozenset(
        (
            *("specialized_smes", "little_giants", "innovative_smes", "listed_smes"),
            *("pre_listing_smes", "cloud_smes", "iiot_smes", "sme_staff", "rd_staff"),
        )
    ),
    "specialized_smes": frozenset(("little_giants",)),
    "sme_staff": frozenset(("rd_staff",)),
}

#: What the form prints before and behind a name, and texts leave out.
UNSAID_BEFORE = re.compile(
    r"(?:其中：)?(?:近三年)?(?:集群或集群内企业|集群内?)?(?:主导产业相关的)?"
)
UNSAID_BEHIND = re.compile(r"(?:数量|总额|拥有量)$")


@cache
def lexicon(edition_id: str) -> Lexicon:
    """What texts call the figures of an edition; “小巨人” with or without marks of quotation."""
    fields = [get_edition(edition_id).fields[id] for id in CALLED]
    names: dict[str, Senses] = {printed_name(field): {ANYWHERE: field.id} for field in fields}
    for id, called in CALLED.items():
        names |= {name: {ANYWHERE: id} for name in called.split()}
    for called, senses in (*IN_CONTEXT, *counts()):
        for name in called.split():
            names[name] = {**names.get(name, {}), **senses}
    for quoted in ("“小巨人”", '"小巨人"'):
        names |= {name.replace("小巨人", quoted): senses for name, senses in names.items()}
    spanning = frozenset(field.id for field in fields if spans_years(field))
    return Lexicon(names, PARTS, spanning | {"standards"}, GROUPS, OWNED)


def printed_name(field: Field) -> str:
    """What the form calls a figure, as a text would: “中小企业研发经费”."""
    name = field.short.replace("“", "").replace("”", "")
    return UNSAID_BEHIND.sub("", UNSAID_BEFORE.sub("", name, count=1))


def spans_years(field: Field) -> bool:
    return "近三年" in field.label and not field.years


# --- What texts call the goals of the target table ---

GOALS: Mapping[str, str] = {
    "output_growth": every("产值 总产值", "年均增速 年均增长率 年均增长"),
    "quality_smes": "优质中小企业",
    "rd_spend": every("研发经费 中小企业研发经费", "投入") + " 研发经费 中小企业研发经费",
    "valid_patents": "有效发明专利 中小企业有效发明专利",
    "iiot_rate": every("工业互联网 中小企业工业互联网", "普及率 平台普及率 平台应用普及率"),
    "co2": "二氧化碳排放量 单位产值二氧化碳排放量 单位产值二氧化碳排放",
    "energy_per_output": "单位产值能耗 单位工业产值能耗",
}


@cache
def lexicon_of_goals() -> Lexicon:
    names: dict[str, Senses] = {
        name: {ANYWHERE: id} for id, called in GOALS.items() for name in called.split()
    }
    return Lexicon(names, {}, frozenset(("output_growth",)), planned=True)
