"""三、创新能力情况: R&D, staff, patents, standards."""

from collections.abc import Iterator

from jiqun.core.figures.book import Figures, Reading, figure, past
from jiqun.core.figures.growth import growth_readings, slip
from jiqun.core.figures.part2 import WAN_PER_YI
from jiqun.core.form.beijing.part3 import LEVELS
from jiqun.core.quantity import total

PART = "三"


@figure(
    "rd_intensity",
    "中小企业研发投入强度",
    "%",
    part=PART,
    years=past,
    cites=("填报说明11",),
)
def rd_intensity(of: Figures, year: int) -> Iterator[Reading]:
    """研发投入强度＝研发费用总额÷营业收入总额×100%"""
    spend = of.given("rd_spend", year)
    intensity = (spend / of.given("sme_revenue", year)).in_percent
    yield Reading("按中小企业营业收入", intensity)
    note = "填报说明11要求除以中小企业营业收入"
    yield slip((spend / of.given("output", year)).in_percent, f"与除以集群总产值一致，{note}")
    over_output = (spend / of.computed("sme_output", year)).in_percent
    yield slip(over_output, f"与除以中小企业产值一致，{note}")
    yield slip(
        (spend / of.given("revenue", year)).in_percent, f"与除以集群全部营业收入一致，{note}"
    )
    yield slip(intensity.percent, "与未乘100%的小数一致，本栏单位为%")
    yield slip(intensity / WAN_PER_YI, "与研发经费按万元计算一致，研发经费疑似填了万元数")


@figure("rd_intensity_by_output", "中小企业研发费用与产值之比", "%", part=PART, years=past)
def rd_intensity_by_output(of: Figures, year: int) -> Iterator[Reading]:
    """研发费用÷中小企业产值×100%；不是填报说明11所说的研发投入强度，仅供对照"""
    output = of.computed("sme_output", year)
    yield Reading("按中小企业产值", (of.given("rd_spend", year) / output).in_percent)


@figure(
    "implied_sme_revenue", "由研发投入强度推得的中小企业营业收入", "亿元", part=PART, years=past
)
def implied_sme_revenue(of: Figures, year: int) -> Iterator[Reading]:
    """中小企业营业收入＝研发经费总额÷研发投入强度"""
    yield Reading("", of.given("rd_spend", year) / of.given("rd_intensity", year).percent)


@figure("rd_growth", "研发经费年均增速", "%", part=PART, cites=("填报说明9",))
def rd_growth(of: Figures, year: int) -> Iterator[Reading]:
    """中小企业研发经费的年均增速，取几何平均数：末年÷首年，按间隔年数开方，减1"""
    yield from growth_readings(lambda year: of.given("rd_spend", year), of.years)


@figure(
    "rd_staff_share", "研发人员占从业人员比例", "%", part=PART, years=past, cites=("填报说明10",)
)
def rd_staff_share(of: Figures, year: int) -> Iterator[Reading]:
    """研发人员占比＝中小企业研发人员数量÷中小企业从业人员数量×100%"""
    staff = of.given("sme_staff", year)
    yield Reading("", (of.given("rd_staff", year) / staff).in_percent)


@figure("rd_per_head", "研发人员人均研发经费", "万元", part=PART, years=past)
def rd_per_head(of: Figures, year: int) -> Iterator[Reading]:
    """人均研发经费＝中小企业研发经费总额÷中小企业研发人员数量"""
    yield Reading("", of.given("rd_spend", year) * WAN_PER_YI / of.given("rd_staff", year))


@figure("staff_per_sme", "中小企业平均从业人员", "人", part=PART, years=past, cites=("填报说明10",))
def staff_per_sme(of: Figures, year: int) -> Iterator[Reading]:
    """平均从业人员＝中小企业从业人员数量÷中小企业数量"""
    yield Reading("", of.given("sme_staff", year) / of.given("smes", year))


@figure("standards", "主持和参与制修订标准数量", "项", part=PART, years=past)
def standards(of: Figures, year: int) -> Iterator[Reading]:
    """国际、国家、行业、团体标准主持数量与参与数量之和"""
    parts = (f"standards.{year}.{level}.{role}" for level, _ in LEVELS for role in ("lead", "part"))
    yield Reading("", total(of.given(key) for key in parts))


@figure(
    "patents_per_10k",
    "从业人员每万人有效发明专利拥有量",
    "件",
    part=PART,
    cites=("填报说明10",),
)
def patents_per_10k(of: Figures, year: int) -> Iterator[Reading]:
    """每万人有效发明专利拥有量＝有效发明专利拥有量÷中小企业从业人员数量×10000"""
    patents = of.given("valid_patents")
    each = patents / of.given("sme_staff", year)
    yield Reading("", each * 10_000)
    yield slip(each * 100_000, "为应填数的10倍，疑似小数点错位")
    yield slip(each * 1_000, "与每千人拥有量一致，或小数点错位，本栏应为每万人拥有量")
    yield slip(each * 100, "与每百人拥有量一致，本栏应为每万人拥有量")
    yield slip(each, "与人均拥有量一致，本栏应为每万人拥有量")
    researchers = patents / of.given("rd_staff", year) * 10_000
    yield slip(researchers, "与除以研发人员一致，填报说明10要求按全部从业人员计算")
    before = patents / of.given("sme_staff", year - 1) * 10_000
    yield slip(before, "与除以上一年从业人员一致，应按同一年年末人数计算")


@figure("patent_growth", "有效发明专利年均增速", "%", part=PART, cites=("填报说明9",))
def patent_growth(of: Figures, year: int) -> Iterator[Reading]:
    """年末有效发明专利拥有量（测算底稿）的年均增速，取几何平均数：末年÷首年，按间隔年数开方，减1"""
    yield from growth_readings(lambda year: of.given("patents_held", year), of.years)
