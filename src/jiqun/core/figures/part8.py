"""八、发展规划: what the baselines should be, and what the targets come to (填报说明 17)."""

from collections.abc import Iterator

from jiqun.core.figures.book import Figures, Reading, figure
from jiqun.core.figures.growth import growth_readings, mean_growth
from jiqun.core.figures.part2 import QUALITY, WAN_PER_YI
from jiqun.core.figures.part5 import cut
from jiqun.core.interval import Interval
from jiqun.core.quantity import Quantity, total

PART = "八"
NOTES = ("填报说明9", "填报说明17")
#: From the base year to the target year.
INTERVALS = 3
#: The applicant says the unit of 二氧化碳排放量: an intensity, or a total in so many tonnes.
CO2_UNIT = "targets.co2.unit"
INTENSITY = "intensity"
TOTALS = {"t": (1, "吨"), "10kt": (10_000, "万吨")}

UNKNOWN = Quantity(None, None)


# --- Baselines ---


@figure("targets.output_growth.base", "产值年均增速基准值", "%", part=PART, cites=NOTES)
def output_growth_base(of: Figures, year: int) -> Iterator[Reading]:
    """产值年均增速，按集群总产值、主导产业产值或集群营业收入计算均可"""
    for name, id in (
        ("集群总产值", "output_growth"),
        ("主导产业产值", "leading_output_growth"),
        ("集群营业收入", "revenue_growth"),
    ):
        for reading in of[id].readings:  # nothing is known by the others alone
            quantity = reading.quantity if of["output_growth"].known else UNKNOWN
            yield Reading(f"{name}，{reading.name}", quantity)
    by_output = growth_readings(lambda year: of.given("output", year), of.years)
    yield from (reading for reading in by_output if reading.slip)


@figure("targets.quality_smes.base", "优质中小企业数量基准值", "家", part=PART, cites=NOTES)
def quality_smes_base(of: Figures, year: int) -> Iterator[Reading]:
    """优质中小企业＝创新型中小企业＋专精特新中小企业（含小巨人）；去重、口径可有不同，
    但不少于其中最多的一类，不多于连同单项冠军、高新技术企业在内的各类之和"""
    titles = [of.given(id, year) for id in QUALITY]
    everything = total([*titles, *(of.given(id, year) for id in ("champions", "high_tech_firms"))])
    innovative, specialized, _ = titles
    usual = innovative + specialized
    if everything.interval is None:
        yield Reading("", everything)
        return
    least = max(title.value for title in titles if title.value is not None)
    most = everything.interval.high
    name = f"创新型与专精特新之和；去重、口径不同的，也应在{least}家至{most}家之间"
    yield Reading(name, usual.limited(Interval(least, most)))


@figure("targets.co2.base", "二氧化碳排放量基准值", "", part=PART, cites=("填报说明17",))
def co2_base(of: Figures, year: int) -> Iterator[Reading]:
    """单位产值二氧化碳排放量照第五部分；填排放总量的，为单位产值二氧化碳排放量×集群总产值，
    或测算底稿的各能源品种消费量×排放因子之和"""
    unit = str(of.facts.get(CO2_UNIT))
    intensity = of.given("co2_per_output", year)
    if unit == INTENSITY:
        yield Reading("第五部分单位产值二氧化碳排放量，吨二氧化碳/万元", as_printed(intensity))
    elif unit in TOTALS:
        tonnes = intensity * of.given("output", year) * WAN_PER_YI
        yield total_in(unit, "单位产值二氧化碳排放量×集群总产值", tonnes)
        for reading in of[f"co2_emitted.{year}"].readings:
            yield total_in(unit, reading.name, reading.quantity)
    else:
        yield Reading("计量单位未选", UNKNOWN)


def total_in(unit: str, name: str, tonnes: Quantity) -> Reading:
    size, called = TOTALS[unit]
    return Reading(f"{name}，{called}", tonnes / size if size > 1 else tonnes)


def as_printed(quantity: Quantity) -> Quantity:
    """What is copied from another field is that figure, not another one that rounds like it."""
    if quantity.rounded is None:
        return quantity
    return quantity.limited(Interval.exactly(quantity.rounded))


# --- Targets ---


@figure("rd_target_growth", "研发经费目标年均增速", "%", part=PART, cites=NOTES)
def rd_target_growth(of: Figures, year: int) -> Iterator[Reading]:
    """研发经费目标年均增速＝目标值÷基准值，开三次方，减1"""
    base, target = (of.given(f"targets.rd_spend.{end}") for end in ("base", "target"))
    yield Reading("", mean_growth(target, base, INTERVALS))


@figure("patents_target_growth", "有效发明专利目标年均增速", "%", part=PART, cites=NOTES)
def patents_target_growth(of: Figures, year: int) -> Iterator[Reading]:
    """有效发明专利目标年均增速＝目标值÷基准值，开三次方，减1"""
    base, target = (of.given(f"targets.valid_patents.{end}") for end in ("base", "target"))
    yield Reading("", mean_growth(target, base, INTERVALS))


@figure("co2_target_cut", "二氧化碳排放量目标降低率", "%", part=PART, cites=("填报说明17",))
def co2_target_cut(of: Figures, year: int) -> Iterator[Reading]:
    """三年累计降低率＝1－目标值÷基准值；表上写的是排放量，所依据的国家规划是单位产值强度，
    填排放总量的另按产值年均增速目标折算"""
    base, target = (of.given(f"targets.co2.{end}") for end in ("base", "target"))
    unit = str(of.facts.get(CO2_UNIT))
    if unit not in TOTALS:
        known = unit == INTENSITY
        yield Reading(
            "按单位产值排放强度" if known else "计量单位未选，按所填的数", cut(target, base)
        )
        return
    yield Reading("按排放总量", cut(target, base))
    yearly = of.given("targets.output_growth.target").percent + 1
    intensity = target / (yearly * yearly * yearly)
    yield Reading("按产值年均增速目标折算为单位产值排放强度", cut(intensity, base))


@figure("energy_target_cut", "单位工业产值能耗目标降低率", "%", part=PART, cites=("填报说明17",))
def energy_target_cut(of: Figures, year: int) -> Iterator[Reading]:
    """三年累计降低率＝1－目标值÷基准值"""
    base, target = (of.given(f"targets.energy_per_output.{end}") for end in ("base", "target"))
    yield Reading("按单位产值能耗", cut(target, base))
