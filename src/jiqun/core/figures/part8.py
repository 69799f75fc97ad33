"""八、发展规划: what the targets come to over three years (填报说明 17)."""

from collections.abc import Iterator

from jiqun.core.figures.book import Figures, Reading, figure
from jiqun.core.figures.growth import mean_growth
from jiqun.core.figures.part5 import cut

PART = "八"
NOTES = ("填报说明9", "填报说明17")
#: From the base year to the target year.
INTERVALS = 3


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
    """二氧化碳排放量目标降低率＝1－目标值÷基准值"""
    base, target = (of.given(f"targets.co2.{end}") for end in ("base", "target"))
    yield Reading("三年累计", cut(target, base))


@figure("energy_target_cut", "单位工业产值能耗目标降低率", "%", part=PART, cites=("填报说明17",))
def energy_target_cut(of: Figures, year: int) -> Iterator[Reading]:
    """单位工业产值能耗目标降低率＝1－目标值÷基准值"""
    base, target = (of.given(f"targets.energy_per_output.{end}") for end in ("base", "target"))
    yield Reading("三年累计", cut(target, base))
