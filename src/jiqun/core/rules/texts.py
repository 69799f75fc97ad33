"""Texts: numbers in the narratives that contradict the figures."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from jiqun.core.case import Case
from jiqun.core.claims import ANYWHERE, HEADED, SUBJECT, Claim, Lexicon, Senses, claims_in
from jiqun.core.form import Edition, get_edition
from jiqun.core.form.model import Field, Kind, Place
from jiqun.core.interval import Interval
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.wording import named, shown

# --- What texts call the figures of the form ---

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
    for called, senses in IN_CONTEXT:
        names |= dict.fromkeys(called.split(), senses)
    for quoted in ("“小巨人”", '"小巨人"'):
        names |= {name.replace("小巨人", quoted): senses for name, senses in names.items()}
    spanning = frozenset(field.id for field in fields if spans_years(field))
    return Lexicon(names, PARTS, spanning)


def printed_name(field: Field) -> str:
    """What the form calls a figure, as a text would: “中小企业研发经费”."""
    name = field.short.replace("“", "").replace("”", "")
    return UNSAID_BEHIND.sub("", UNSAID_BEFORE.sub("", name, count=1))


def spans_years(field: Field) -> bool:
    return "近三年" in field.label and not field.years


# --- The rule ---

#: Texts about the time the figures are of: those of parts 二 to 七, and these of part 八. The
#: others are about the future, and speak of a figure only where they name its year.
PRESENT_PARTS = frozenset("二三四五六七")
PRESENT = ("plan.overview", "plan.achievements", "plan.problems")


@rule(
    "RT-01",
    Rank.HINT,
    cites=("填报说明1",),
    example=Example({"smes.2023": "64", "digital": "集群内有中小企业46家。"}),
)
def contradicted(case: Case) -> Iterator[Fault]:
    """文字简洁，数据准确、详实：文字中的数据应与各栏所填数据一致。"""
    known = lexicon(case.facts.edition.id)
    for place, text in case.texts:
        if not may_tell_figures(case.facts.edition, place, text):
            continue
        told = set()
        for claim in claims_in(text, known):
            figure = figure_of(case.facts.edition, place, claim)
            if figure and figure.key not in told and not agrees(case, claim, figure):
                told.add(figure.key)
                yield Fault((place.key, figure.key), contradiction(case, place, claim, figure))


def may_tell_figures(edition: Edition, text: Place, words: str) -> bool:
    if text.field.kind is not Kind.NARRATIVE and edition.part_of[text.field.id] != "八":
        return False
    years = (edition.years.prior, *edition.years.past)
    return is_about_now(edition, text) or any(str(year) in words for year in years)


def is_about_now(edition: Edition, text: Place) -> bool:
    return edition.part_of[text.field.id] in PRESENT_PARTS or text.field.id in PRESENT


def figure_of(edition: Edition, text: Place, claim: Claim) -> Place | None:
    """The figure a claim is about; None if the form has none such, or its year is in doubt."""
    base = edition.years.base
    year = claim.year or base
    dated = claim.sure and claim.year
    if not dated and not (is_about_now(edition, text) and year == base):
        return None
    if year == base and claim.topic in edition.places:
        return edition.places[claim.topic]
    topic = {"valid_patents": "patents_held"}.get(claim.topic, claim.topic)
    return edition.places.get(f"{topic}.{year}")


def agrees(case: Case, claim: Claim, figure: Place) -> bool:
    """Does it say what is filled in there, or what should be? Nothing contradicts a blank."""
    if case.figures.given(figure.key).blank or fits(case, claim, figure):
        return True
    computed = case.figures[figure.key].known if figure.key in case.figures else ()
    values = [value for reading in computed if (value := reading.quantity.rounded) is not None]
    unit = figure.field.unit
    return any(claim.amount.fits(value, Interval.printed(value), unit) for value in values)


def fits(case: Case, claim: Claim, figure: Place) -> bool:
    given = case.figures.given(figure.key)
    if given.value is None or given.interval is None:
        return False
    return claim.amount.fits(given.value, given.interval, figure.field.unit)


def contradiction(case: Case, text: Place, claim: Claim, figure: Place) -> str:
    edition = case.facts.edition
    return (
        f"{named(edition, [text])}写的“{excerpt(claim.said)}”，与{named(edition, [figure])}"
        f"所填的{shown(case, figure.key)}不一致，{advice(case, claim, figure)}。"
    )


def advice(case: Case, claim: Claim, figure: Place) -> str:
    """What to look at: the unit or the year, if that alone would make it right."""
    if claim.amount.number == case.figures.given(figure.key).value:
        return "请核对单位"
    for other in figure.field.places():
        if fits(case, claim, other):
            return f"而与{other.year}年的一致，请核对年份"
    return "请核对两处"


#: How much of a sentence a message quotes.
QUOTED = 30


def excerpt(said: str) -> str:
    """The end of it, where the figure stands."""
    return said if len(said) <= QUOTED else f"…{said[-QUOTED:]}"
