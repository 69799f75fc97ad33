"""Part 五: energy, carbon, waste, water."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from jiqun.core.case import Case
from jiqun.core.figures import Figure
from jiqun.core.figures.series import leaps_alone
from jiqun.core.form.beijing.worksheet import CARRIERS, WASTES
from jiqun.core.interval import ZERO, Interval
from jiqun.core.quantity import Quantity
from jiqun.core.rules.book import rule
from jiqun.core.rules.disagreement import disagreements
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.rules.wording import filled_in, in_unit, named, shown
from jiqun.core.values import NONE

#: Each rate, and the question beside it: 是否高于行业平均水平.
COMPARED = {
    "solid_waste_rate": "solid_waste_above_average",
    "water_reuse_rate": "water_reuse_above_average",
}

#: Tonnes of CO₂ to a tonne of standard coal. Fuels lie between 1.6 (natural gas) and 3 (coke), heat
#: at 3.2, electricity between 1.8 (等价值) and 4.9 (当量值, 0.604 kg/kWh), at 7.2 with the highest
#: factor ever published for North China (0.8843). Green electricity pulls it down: below 0.5 well
#: over two thirds of all that is used would have to be green.
CO2_TO_COAL = Interval(Decimal("0.5"), Decimal(8))


@rule(
    "R5-01",
    Rank.BLOCK,
    fields=("energy_reduction", "energy_per_output"),
    example=Example(
        {
            "energy_per_output.2021": "0.05",
            "energy_per_output.2023": "0.04",
            "energy_reduction": "60.00",
            "plan.achievements": "集群绿色低碳转型取得明显成效，单位产值能耗持续降低。",
        }
    ),
)
def energy_reduction(case: Case) -> Iterator[Fault]:
    """近三年集群单位产值能耗降低率应与各年单位产值能耗一致，按累计或年均计算均可。"""
    rose = (case.figures.given("energy_reduction").value or ZERO) < 0
    for fault in disagreements(case, "energy_reduction"):
        sign = "；降低率下降为正数，上升为负数。" if rose else "。"
        yield replace(fault, message=fault.message.removesuffix("。") + sign)


@rule(
    "R5-02",
    Rank.EXPLAIN,
    fields=("energy_per_output",),
    supersedes=("R2-12",),
    example=Example(
        {
            "output.2022": "60.15",
            "energy.2022.electricity": "12320.00",
            "energy_per_output.2022": "0.11",
        }
    ),
)
def energy_by_carrier(case: Case) -> Iterator[Fault]:
    """单位产值能耗应与测算底稿的各品种能源消费量一致，电力按当量值或等价值折算均可。"""
    yield from off_the_worksheet(case, "energy_per_output")


@rule(
    "R5-03",
    Rank.EXPLAIN,
    fields=("co2_per_output",),
    supersedes=("R2-12",),
    example=Example(
        {
            "output.2022": "60.15",
            "energy.2022.electricity": "12320.00",
            "co2_per_output.2022": "0.30",
        }
    ),
)
def co2_by_carrier(case: Case) -> Iterator[Fault]:
    """单位产值二氧化碳排放量应与测算底稿的各品种能源消费量一致，电力按任一通行因子折算均可。"""
    yield from off_the_worksheet(case, "co2_per_output")


def off_the_worksheet(case: Case, id: str) -> Iterable[Fault]:
    """Years of an intensity that no basis makes of the carriers. The form leaves the basis open
    and the worksheet need not list every carrier, so a reason may be given."""
    figures = [
        case.figures[f"{id}.{year}"]
        for year in case.facts.edition.years.past
        if not case.figures.agrees(f"{id}.{year}")
        and not leaps_alone(case.figures, f"output.{year}")  # R2-12 says it
    ]
    if figures:
        keys = tuple(key for figure in figures for key in (figure.key, *figure.inputs))
        kilograms = all(in_kilograms(case, figure) for figure in figures)
        yield Fault(
            keys,
            f"{filled_in(case, *(figure.key for figure in figures))}，按测算底稿的能源消费量折算为"
            f"{folded(figures)}{IN_KILOGRAMS if kilograms else ''}，请核对；口径不同的请说明。",
        )


IN_KILOGRAMS = "，疑似把千克数填进了吨栏"
#: Kilograms to the tonne, with room for another basis: what is off by so much is off by a unit.
THOUSANDFOLD = Interval(Decimal(400), Decimal(2500))


def in_kilograms(case: Case, figure: Figure) -> bool:
    declared = case.figures.given(figure.key)
    return any(
        times.interval is not None and times.interval.meets(THOUSANDFOLD)
        for times in (declared / reading.quantity for reading in figure.known)
    )


def folded(figures: Sequence[Figure]) -> str:
    """What one year comes to on each basis; of several years, from the least to the most."""
    if len(figures) == 1:
        return either_value(figures[0])
    return "、".join(map(from_to, figures)) + figures[0].unit


def from_to(figure: Figure) -> str:
    values = sorted(reading.quantity.rounded or ZERO for reading in figure.known)
    least, most = (f"{value:f}" for value in (values[0], values[-1]))
    return most if least == most else f"{least}至{most}"


def either_value(figure: Figure) -> str:
    """What it comes to on each basis, those that print alike together."""
    bases: dict[str, str] = {}
    for reading in figure.known:
        bases.setdefault(in_unit(reading.quantity, figure.unit), reading.name)
    return "或".join(f"{value}（{name}）" for value, name in bases.items())


@rule(
    "R5-04",
    Rank.EXPLAIN,
    fields=("co2_per_output", "energy_per_output"),
    supersedes=("R2-12",),
    example=Example(
        {
            "co2_per_output.2021": "0.47",
            "energy_per_output.2021": "0.05",
            **dict.fromkeys(f"energy.2021.{carrier}" for carrier, *_ in CARRIERS),
        }
    ),
)
def co2_against_energy(case: Case) -> Iterator[Fault]:
    """单位产值二氧化碳排放量与单位产值能耗应相称，每吨标准煤一般排放0.5至8吨二氧化碳。"""
    odd = [year for year in case.facts.edition.years.past if odd_ratio(case, year)]
    if odd:
        ratios = {year: case.figures.computed("co2_per_energy", year) for year in odd}
        thousandfold = all(meets(ratio / 1000) for ratio in ratios.values())
        each = "、".join(f"{ratio.rounded:f}吨" for ratio in ratios.values())
        keys = [f"{id}.{year}" for id in PER_OUTPUT for year in odd]
        yield Fault(
            tuple(keys),
            f"{filled_in(case, *keys[: len(odd)])}，单位产值能耗填了"
            f"{'、'.join(shown(case, key) for key in keys[len(odd) :])}，"
            f"折合每吨标准煤排放{each}二氧化碳，一般在{CO2_TO_COAL.low}至{CO2_TO_COAL.high}吨之间"
            f"{IN_KILOGRAMS if thousandfold else ''}，请核对数值和单位；确有绿电等原因的请说明。",
        )


PER_OUTPUT = ("co2_per_output", "energy_per_output")


def odd_ratio(case: Case, year: int) -> bool:
    """Out of the range, without the worksheet saying which of the two it is."""
    ratio = case.figures.computed("co2_per_energy", year)
    keys = (f"{id}.{year}" for id in PER_OUTPUT)
    return not ratio.blank and not meets(ratio) and all(map(case.figures.agrees, keys))


def meets(ratio: Quantity) -> bool:
    return ratio.interval is not None and ratio.interval.meets(CO2_TO_COAL)


@rule(
    "R5-05",
    Rank.EXPLAIN,
    cites=("填报说明2",),
    fields=(*COMPARED, *COMPARED.values()),
    example=Example({"solid_waste_rate": "94.17", "solid_waste_above_average": "exempt"}),
)
def exempt_with_a_rate(case: Case) -> Iterator[Fault]:
    """“是否高于行业平均水平”选“不适用”的，相应的利用率应填“无”。"""
    places = case.facts.edition.places
    for rate, compared in COMPARED.items():
        stated = case.facts.get(rate) is not NONE and not case.figures.given(rate).blank
        if stated and case.facts.get(compared) == "exempt":
            yield Fault(
                (rate, compared),
                f"{named(case.facts.edition, [places[rate]])}填了{shown(case, rate)}，"
                "“是否高于行业平均水平”却选了“不适用”，请改正其中一栏；两栏都属实的请说明。",
            )


@rule(
    "R5-06",
    Rank.EXPLAIN,
    cites=("填报说明2",),
    fields=(*COMPARED, *COMPARED.values()),
    example=Example(
        {
            "solid_waste_rate": "无",
            "solid_waste_above_average": "yes",
            "waste.construction.produced": None,
            "waste.construction.used": None,
        }
    ),
)
def above_average_without_a_rate(case: Case) -> Iterator[Fault]:
    """“是否高于行业平均水平”选“是”的，应填写相应的利用率。"""
    places = case.facts.edition.places
    for rate, compared in COMPARED.items():
        nothing = case.figures.given(rate).value == 0 and case.figures.agrees(rate)
        if nothing and case.facts.get(compared) == "yes":
            yield Fault(
                (rate, compared),
                f"{named(case.facts.edition, [places[rate]])}填了{shown(case, rate)}，"
                "“是否高于行业平均水平”却选了“是”，请填写利用率或改选；两栏都属实的请说明。",
            )


@rule(
    "R5-07",
    Rank.BLOCK,
    cites=("填报说明15",),
    fields=("solid_waste_rate",),
    example=Example(
        {
            "waste.construction.produced": "1.20",
            "waste.construction.used": "1.13",
            "solid_waste_rate": "96.17",
        }
    ),
)
def waste_rate(case: Case) -> Iterator[Fault]:
    """大宗工业固废综合利用率应与测算底稿中七个品类的产生量、综合利用量一致。"""
    if not any(more_used_than_produced(case)):  # such a rate would be wrong for that reason
        yield from disagreements(case, "solid_waste_rate")


@rule(
    "R5-08",
    Rank.BLOCK,
    cites=("填报说明16",),
    fields=("water_reuse_rate",),
    example=Example(
        {"water_total": "186.00", "water_reused": "128.10", "water_reuse_rate": "85.00"}
    ),
)
def water_rate(case: Case) -> Iterator[Fault]:
    """工业用水重复利用率η＝W重/W×100%，应与测算底稿的重复用水量、总用水量一致。"""
    if not exceeds(case, "water_reused", "water_total"):
        yield from disagreements(case, "water_reuse_rate")


@rule(
    "R5-09",
    Rank.EXPLAIN,
    cites=("填报说明15",),
    fields=tuple(f"waste.{waste}.{end}" for waste, _ in WASTES for end in ("produced", "used")),
    example=Example({"waste.construction.produced": "1.20", "waste.construction.used": "1.33"}),
)
def waste_used(case: Case) -> Iterator[Fault]:
    """大宗工业固废的综合利用量一般不多于当年产生量，利用往年贮存量的除外。"""
    for used, produced in more_used_than_produced(case):
        yield more_than_all(case, used, produced, "请核对两栏；综合利用量中含往年贮存量的请说明")


@rule(
    "R5-10",
    Rank.BLOCK,
    cites=("填报说明16",),
    fields=("water_reused", "water_total"),
    example=Example({"water_total": "186.00", "water_reused": "258.10"}),
)
def water_used(case: Case) -> Iterator[Fault]:
    """总用水量包括重复利用的水量，重复利用的水量不应多于总用水量。"""
    if exceeds(case, "water_reused", "water_total"):
        advice = "总用水量应包括重复利用的水量，请核对两栏"
        yield more_than_all(case, "water_reused", "water_total", advice)


def more_used_than_produced(case: Case) -> Iterator[tuple[str, str]]:
    for waste, _ in WASTES:
        used, produced = f"waste.{waste}.used", f"waste.{waste}.produced"
        if exceeds(case, used, produced):
            yield used, produced


def exceeds(case: Case, part: str, whole: str) -> bool:
    """Rounding keeps the order: what prints as more is more."""
    some, every = case.figures.given(part).rounded, case.figures.given(whole).rounded
    return some is not None and every is not None and some > every


def more_than_all(case: Case, part: str, whole: str, advice: str) -> Fault:
    edition = case.facts.edition
    parts, wholes = (named(edition, [edition.places[key]]) for key in (part, whole))
    return Fault(
        (part, whole),
        f"{parts}填了{shown(case, part)}，多于{wholes}{shown(case, whole)}，{advice}。",
    )
