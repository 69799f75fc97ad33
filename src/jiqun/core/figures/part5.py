"""五、绿色化转型情况: energy, carbon, water, waste."""

from collections.abc import Iterator

from jiqun.core.figures.book import Figures, Reading, figure, past
from jiqun.core.figures.energy import co2_emitted, energy_used
from jiqun.core.figures.growth import mean_growth, slip
from jiqun.core.figures.part2 import WAN_PER_YI
from jiqun.core.form.beijing.worksheet import WASTES
from jiqun.core.quantity import Quantity, constant, total

PART = "五"
NOT_IN_PERCENT = "与未乘100%的小数一致，本栏单位为%"


@figure("energy_used", "综合能源消费量", "吨标准煤", part=PART, years=past)
def energy_total(of: Figures, year: int) -> Iterator[Reading]:
    """综合能源消费量＝各能源品种消费量×折标准煤系数之和（GB/T 2589-2020），
    只计测算底稿中填了的品种"""
    yield from energy_used(of, year)


@figure("energy_per_output", "单位产值能耗", "吨标准煤/万元", part=PART, years=past)
def energy_per_output(of: Figures, year: int) -> Iterator[Reading]:
    """单位产值能耗＝综合能源消费量÷集群总产值"""
    for reading in energy_used(of, year):
        yield Reading(reading.name, reading.quantity / (of.given("output", year) * WAN_PER_YI))


@figure("co2_emitted", "二氧化碳排放量", "吨二氧化碳", part=PART, years=past)
def co2_total(of: Figures, year: int) -> Iterator[Reading]:
    """二氧化碳排放量＝各能源品种消费量×排放因子之和，只计测算底稿中填了的品种"""
    yield from co2_emitted(of, year)


@figure("co2_per_output", "单位产值二氧化碳排放量", "吨二氧化碳/万元", part=PART, years=past)
def co2_per_output(of: Figures, year: int) -> Iterator[Reading]:
    """单位产值二氧化碳排放量＝二氧化碳排放量÷集群总产值"""
    for reading in co2_emitted(of, year):
        yield Reading(reading.name, reading.quantity / (of.given("output", year) * WAN_PER_YI))


@figure(
    "co2_per_energy", "每吨标准煤的二氧化碳排放量", "吨二氧化碳/吨标准煤", part=PART, years=past
)
def co2_per_energy(of: Figures, year: int) -> Iterator[Reading]:
    """单位产值二氧化碳排放量÷单位产值能耗"""
    yield Reading("", of.given("co2_per_output", year) / of.given("energy_per_output", year))


@figure("energy_reduction", "单位产值能耗降低率", "%", part=PART)
def energy_reduction(of: Figures, year: int) -> Iterator[Reading]:
    """单位产值能耗降低率，两种口径：累计＝1－末年÷首年；年均＝1－末年÷首年按间隔年数开方"""
    first, last = of.years.past[0], of.years.base
    now, energy = of.given("energy_per_output", last), of.given("energy_per_output", first)
    before = of.given("energy_per_output", of.years.prior)
    yield Reading(f"累计，{first}—{last}年", cut(now, energy))
    yield Reading(f"年均，{first}—{last}年", mean_cut(now, energy, 2))
    yield Reading(f"累计，{of.years.prior}—{last}年", cut(now, before))
    yield Reading(f"年均，{of.years.prior}—{last}年", mean_cut(now, before, 3))
    yield slip((energy / now - 1).in_percent, "与除以末年数的结果一致，降低率应除以首年数")
    yield slip(cut(now, energy).percent, NOT_IN_PERCENT)
    middle = of.given("energy_per_output", last - 1)
    yield slip(cut(now, middle), "与最后一年的降低率一致，应填近三年的降低率")


def cut(now: Quantity, before: Quantity) -> Quantity:
    """（1 － 现值 ÷ 原值）× 100%"""
    return (1 - now / before).in_percent


def mean_cut(now: Quantity, before: Quantity, intervals: int) -> Quantity:
    """The same, as a yearly mean."""
    return constant(0) - mean_growth(now, before, intervals)


@figure("solid_waste_rate", "大宗工业固废综合利用率", "%", part=PART, cites=("填报说明15",))
def solid_waste_rate(of: Figures, year: int) -> Iterator[Reading]:
    """大宗工业固废综合利用率＝综合利用量÷产生量×100%，七个品类合计（测算底稿）"""
    produced = tuple(of.given(f"waste.{waste}.produced") for waste, _ in WASTES)
    used = tuple(of.given(f"waste.{waste}.used") for waste, _ in WASTES)
    stated = [(p, u) for p, u in zip(produced, used, strict=True) if not (p.blank and u.blank)]
    kinds = stated or [(produced[0], used[0])]
    all_used, all_produced = total(u for _, u in kinds), total(p for p, _ in kinds)
    yield Reading("", (all_used / all_produced).in_percent)
    yield slip(all_used / all_produced, NOT_IN_PERCENT)


def define_waste_rate(waste: str, name: str) -> None:
    @figure(f"waste_rate.{waste}", f"{name}综合利用率", "%", part=PART, cites=("填报说明15",))
    def waste_rate(of: Figures, year: int) -> Iterator[Reading]:
        """综合利用率＝综合利用量÷产生量×100%（测算底稿）"""
        yield rate_of(of, waste)


def rate_of(of: Figures, waste: str) -> Reading:
    used, produced = (of.given(f"waste.{waste}.{end}") for end in ("used", "produced"))
    return Reading("", (used / produced).in_percent)


for waste, name in WASTES:
    define_waste_rate(waste, name)


@figure("water_reuse_rate", "工业用水重复利用率", "%", part=PART, cites=("填报说明16",))
def water_reuse_rate(of: Figures, year: int) -> Iterator[Reading]:
    """η＝W重÷W×100%：重复利用的水量÷总用水量（测算底稿）"""
    reused, everything = of.given("water_reused"), of.given("water_total")
    yield Reading("", (reused / everything).in_percent)
    yield slip(reused / everything, NOT_IN_PERCENT)
    fresh = (reused / (everything - reused)).in_percent
    yield slip(fresh, "与除以新水量一致，填报说明16要求除以总用水量")
