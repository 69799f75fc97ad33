"""二、主导产业情况: output, growth, foreign money, titles."""

from collections.abc import Iterator

from jiqun.core.figures.book import Figures, Reading, figure, past, past_and_prior
from jiqun.core.figures.growth import growth_readings, slip, yearly_growth
from jiqun.core.figures.money import in_yuan
from jiqun.core.interval import Interval
from jiqun.core.quantity import Quantity, total

PART = "二"
#: 亿元 to 万元.
WAN_PER_YI = 10_000

#: Growth from year to year, and what it is the growth of.
YEARLY_GROWTH = {"fdi_growth": "fdi", "exports_growth": "exports"}

#: The titles that make an SME one of quality (优质中小企业), lowest first; the second contains the
#: third: a 小巨人 comes out of the 专精特新.
QUALITY = ("innovative_smes", "specialized_smes", "little_giants")

#: Figures that add several titles up, in which a firm may stand more than once.
TOGETHER = {
    "quality_smes": QUALITY,
    "titles": ("specialized_smes", "innovative_smes", "high_tech_firms"),
    "top_titles": ("champions", "little_giants"),
}


@figure(
    "leading_output",
    "主导产业产值",
    "亿元",
    part=PART,
    years=past_and_prior,
    cites=("填报说明5",),
)
def leading_output(of: Figures, year: int) -> Iterator[Reading]:
    """集群主导产业产值＝集群总产值×集群主导产业产值占集群总产值比例"""
    yield Reading("", of.given("output", year) * of.given("leading_output_share", year).percent)


@figure(
    "sme_output",
    "中小企业产值",
    "亿元",
    part=PART,
    years=past_and_prior,
    cites=("填报说明5", "填报说明8"),
)
def sme_output(of: Figures, year: int) -> Iterator[Reading]:
    """集群内中小企业产值＝集群总产值×集群内中小企业产值占集群总产值比例"""
    yield Reading("", of.given("output", year) * of.given("sme_output_share", year).percent)


@figure("output_growth", "集群总产值年均增速", "%", part=PART, cites=("填报说明9",))
def output_growth(of: Figures, year: int) -> Iterator[Reading]:
    """年均增速取几何平均数：末年÷首年，按间隔年数开方，减1"""
    yield from growth_readings(lambda year: of.given("output", year), of.years)


@figure("leading_output_growth", "主导产业产值年均增速", "%", part=PART, cites=("填报说明9",))
def leading_output_growth(of: Figures, year: int) -> Iterator[Reading]:
    """主导产业产值的年均增速，取几何平均数：末年÷首年，按间隔年数开方，减1"""
    yield from growth_readings(lambda year: of.computed("leading_output", year), of.years)
    total_output = next(growth_readings(lambda year: of.given("output", year), of.years))
    yield slip(total_output.quantity, "与集群总产值的年均增速一致，本栏应填主导产业产值的年均增速")


@figure("sme_output_growth", "中小企业产值年均增速", "%", part=PART, cites=("填报说明9",))
def sme_output_growth(of: Figures, year: int) -> Iterator[Reading]:
    """中小企业产值的年均增速，取几何平均数：末年÷首年，按间隔年数开方，减1"""
    yield from growth_readings(lambda year: of.computed("sme_output", year), of.years)


@figure("revenue_growth", "集群营业收入年均增速", "%", part=PART, cites=("填报说明9",))
def revenue_growth(of: Figures, year: int) -> Iterator[Reading]:
    """集群营业收入的年均增速（测算底稿），取几何平均数：末年÷首年，按两个间隔开方，减1"""
    first, _, last = (of.given("revenue", year) for year in of.years.past)
    name = f"{of.years.past[0]}—{of.years.base}年，两个间隔"
    yield Reading(name, ((last / first).root(2) - 1).in_percent)


@figure("district_output", "由占比推得的全区产值", "亿元", part=PART, years=past)
def district_output(of: Figures, year: int) -> Iterator[Reading]:
    """所在区产值＝集群总产值÷集群总产值占所在县级行政区划产值比例"""
    yield Reading("", of.given("output", year) / of.given("output_district_share", year).percent)


@figure("output_per_firm", "每家企业平均产值", "万元", part=PART, years=past)
def output_per_firm(of: Figures, year: int) -> Iterator[Reading]:
    """每家企业平均产值＝集群总产值÷集群企业数量"""
    yield Reading("", of.given("output", year) * WAN_PER_YI / of.given("firms", year))


@figure(
    "fdi",
    "外商直接投资额（由美元折算）",
    "万元",
    part=PART,
    years=past_and_prior,
    cites=("填报说明5",),
)
def fdi(of: Figures, year: int) -> Iterator[Reading]:
    """外商直接投资额＝美元金额×当年人民币对美元年平均汇率"""
    yield from in_yuan(of, "fdi_usd", year)


@figure(
    "exports",
    "出口贸易额（由美元折算）",
    "万元",
    part=PART,
    years=past_and_prior,
    cites=("填报说明5",),
)
def exports(of: Figures, year: int) -> Iterator[Reading]:
    """主导产品出口贸易额＝美元金额×当年人民币对美元年平均汇率"""
    yield from in_yuan(of, "exports_usd", year)


@figure("fdi_growth", "外商直接投资额增长率", "%", part=PART, years=past, cites=("填报说明5",))
def fdi_growth(of: Figures, year: int) -> Iterator[Reading]:
    """外商直接投资额增长率＝当年÷上年－1"""
    yield from change_readings(of.given("fdi", year), of.given("fdi", year - 1))


@figure("exports_growth", "出口贸易额增长率", "%", part=PART, years=past, cites=("填报说明5",))
def exports_growth(of: Figures, year: int) -> Iterator[Reading]:
    """主导产品出口贸易额增长率＝当年÷上年－1"""
    yield from change_readings(of.given("exports", year), of.given("exports", year - 1))


def change_readings(now: Quantity, before: Quantity) -> Iterator[Reading]:
    growth = yearly_growth(now, before)
    yield Reading("", growth)
    yield slip((1 - before / now).in_percent, "与除以当年数的结果一致，增长率应除以上年数")
    yield slip(growth.percent, "与未乘100%的小数一致，本栏单位为%")
    yield slip((now / before).in_percent, "与当年为上年的百分之几一致，增长率还应减去100%")


#: The reading that only a roster can give a number for.
ONCE_EACH = "同一企业只计一次（上下限）"


@figure("quality_smes", "优质中小企业数量", "家", part=PART, years=past, cites=("填报说明8",))
def quality_smes(of: Figures, year: int) -> Iterator[Reading]:
    """优质中小企业＝创新型中小企业＋专精特新中小企业（含小巨人）；一家企业可有几个称号，
    去重后的家数要由企业名录得出，只知道它不少于其中最多的一类、不多于各类之和"""
    innovative, specialized, giants = (of.given(id, year) for id in QUALITY)
    yield Reading("小巨人计入专精特新", innovative + specialized)
    yield Reading("按称号相加", innovative + specialized + giants)
    yield Reading(ONCE_EACH, without_doubles((innovative, specialized, giants)))


def without_doubles(counts: tuple[Quantity, ...]) -> Quantity:
    """How many firms hold any of these titles: the largest group at least, all of them at most."""
    everything = total(counts)
    if everything.interval is None:
        return everything
    largest = max(count.value for count in counts if count.value is not None)
    return everything.limited(Interval(largest, everything.interval.high))


@figure("top_titles", "制造业单项冠军和专精特新“小巨人”企业数量", "家", part=PART, years=past)
def top_titles(of: Figures, year: int) -> Iterator[Reading]:
    """制造业单项冠军企业＋国家级专精特新“小巨人”企业"""
    yield Reading("按称号相加", total(of.given(id, year) for id in TOGETHER["top_titles"]))


@figure("titles", "专精特新、创新型和国家级高新技术企业数量", "家", part=PART, years=past)
def titles(of: Figures, year: int) -> Iterator[Reading]:
    """省级专精特新中小企业＋创新型中小企业＋国家级高新技术企业；去重后的家数要由企业名录得出，
    只知道它不少于其中最多的一类、不多于三类之和"""
    counts = tuple(of.given(id, year) for id in TOGETHER["titles"])
    yield Reading("按称号相加", total(counts))
    yield Reading(ONCE_EACH, without_doubles(counts))
