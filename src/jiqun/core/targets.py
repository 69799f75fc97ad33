"""Targets (发展目标) of part 八: what the form demands of them (要求 a to g), and proposals that
meet it. A proposal is shown and never filled in by itself: what a cluster promises is its own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import IntEnum
from functools import cache, partial
from itertools import pairwise
from typing import TypeAlias

from jiqun.core.facts import Facts
from jiqun.core.figures import Figure, Figures, Reading
from jiqun.core.form import Edition, get_edition
from jiqun.core.form.model import Kind
from jiqun.core.form.rows import AddedTargets, Target, TargetTable
from jiqun.core.form.years import Years
from jiqun.core.interval import nearly_root
from jiqun.core.quantity import HUNDRED, Quantity
from jiqun.core.reading import CENT, print_value
from jiqun.core.values import NONE

#: a, c and d are floors, in per cent a year.
OUTPUT_GROWTH = Decimal(10)
RD_GROWTH = Decimal(10)
PATENT_GROWTH = Decimal(15)

#: e, f and g say 左右, in per cent: a tenth short of that still is.
IIOT_RATE = Decimal(45)
CO2_CUT = Decimal(18)
ENERGY_CUT = Decimal("13.5")
ABOUT = Decimal("0.9")

#: Years from the base to the target.
SPAN = 3


# --- The table as it is filled in ---


def lines(edition: Edition) -> Iterator[Target | AddedTargets]:
    """The lines of the target table."""
    for part in edition.parts:
        for row in part.rows:
            if isinstance(row, TargetTable):
                for direction in row.directions:
                    yield from direction.targets


def indicators(edition: Edition) -> Mapping[str, Target]:
    """The lines with figures, by the word that their keys have in common."""
    return indicators_of(edition.id)


@cache
def indicators_of(edition_id: str) -> Mapping[str, Target]:
    return {
        line.base.id.split(".")[1]: line
        for line in lines(get_edition(edition_id))
        if isinstance(line, Target) and line.stage
    }


def described(edition: Edition) -> Iterator[Target]:
    """The lines with words instead of figures."""
    return (line for line in lines(edition) if isinstance(line, Target) and not line.stage)


@cache
def added(edition_id: str) -> tuple[tuple[str, ...], ...]:
    """The keys of each line that may be added: what is measured, base and target."""
    rows = (row for row in lines(get_edition(edition_id)) if isinstance(row, AddedTargets))
    return tuple(
        tuple(cell.place(line=line).key for cell in (row.label, row.base, row.target))
        for row in rows
        for line in range(1, row.label.lines + 1)
    )


def called(facts: Facts, id: str) -> str:
    return f"第八部分“{indicators(facts.edition)[id].label}”"


def unit_of(facts: Facts, id: str) -> str:
    """The unit of an indicator; that of 二氧化碳排放量 is for the applicant to say."""
    line = indicators(facts.edition)[id]
    stated = facts.get(line.unit.id) if line.unit else None
    return line.unit.option(str(stated)).label if line.unit and stated else line.base.unit


@dataclass(frozen=True, slots=True)
class Goal:
    """What an indicator is to be in a year; ``said`` as a message has it, “2024年3.98亿元”."""

    key: str
    year: int
    value: Decimal
    said: str


def course(of: Figures, id: str) -> tuple[Goal, ...]:
    """Base, stage goals and target of an indicator, as far as they are filled in. The stage goal
    of the last year is the target once more, and stands in for it where that is blank. How fast
    output has grown is no stage on the way."""
    years = of.years
    last = f"targets.{id}.target"
    if of.given(last).blank:
        last = f"targets.{id}.{years.target}"
    keys = {} if id == "output_growth" else {f"targets.{id}.base": years.base}
    keys |= {f"targets.{id}.{year}": year for year in years.plan[:-1]}
    keys[last] = years.target
    unit = unit_of(of.facts, id)
    goals = (goal(of, key, year, unit) for key, year in keys.items())
    return tuple(goal for goal in goals if goal)


def goal(of: Figures, key: str, year: int, unit: str) -> Goal | None:
    value = of.given(key).rounded
    if value is None:
        return None
    typed = of.facts[key]
    shown = "“无”" if typed is NONE else f"{print_value(typed)}{unit}"
    return Goal(key, year, value, f"{year}年{shown}")


#: Where the base of an indicator stands in the other parts, if in just one place.
PRINTED = {
    "rd_spend": "rd_spend.{base}",
    "valid_patents": "valid_patents",
    "iiot_rate": "iiot_rate",
    "energy_per_output": "energy_per_output.{base}",
}


def printed_base(years: Years, id: str) -> str:
    return PRINTED[id].format(base=years.base)


def ends(of: Figures, id: str) -> tuple[Goal, ...]:
    """Base and target, as far as they are filled in."""
    whole = (f"targets.{id}.base", f"targets.{id}.target")
    return tuple(goal for goal in course(of, id) if goal.key in whole)


class Direction(IntEnum):
    """Which way an indicator may go from year to year."""

    RISING = 1
    FALLING = -1
    EITHER = 0


DIRECTIONS = {
    "quality_smes": Direction.RISING,
    "rd_spend": Direction.RISING,
    "valid_patents": Direction.RISING,
    "iiot_rate": Direction.RISING,
    "co2": Direction.FALLING,
    "energy_per_output": Direction.FALLING,
}


def direction_of(goals: tuple[Goal, ...], id: str) -> Direction:
    """A rate of growth may go either way, if only it keeps to it."""
    if id in DIRECTIONS:
        return DIRECTIONS[id]
    whole = goals[-1].value - goals[0].value if goals else Decimal(0)
    return Direction(int(whole.compare(Decimal(0))))


def turns(goals: tuple[Goal, ...], direction: Direction) -> bool:
    """Does it ever go the other way?"""
    return any((later.value - goal.value) * direction < 0 for goal, later in pairwise(goals))


# --- What it comes to ---


def surely_below(quantity: Quantity, floor: Decimal) -> bool:
    """Is it so whatever the printed figures stand for?"""
    return quantity.interval is not None and quantity.interval.high < floor


def may_cut(way: Reading, wanted: Decimal) -> bool:
    """May it come to that per cent or so (左右)?"""
    return not surely_below(way.quantity, wanted * ABOUT)


def cuts_in_words(cut: Figure) -> str:
    """“按排放总量三年升高7.91%”, and in the same way for each other reading."""
    return "，".join(f"{way.name}三年{fallen(way.quantity)}" for way in cut.known)


def fallen(cut: Quantity) -> str:
    assert cut.rounded is not None
    return f"降低{cut.rounded:f}%" if cut.rounded >= 0 else f"升高{-cut.rounded:f}%"


# --- Proposals ---


@dataclass(frozen=True, slots=True)
class Proposal:
    key: str
    value: Decimal | int
    why: str


#: From the base to the figure of each plan year; none where that base allows none.
Steps: TypeAlias = Callable[[Decimal], tuple[Decimal, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How the targets of one indicator are proposed; ``why`` speaks of the base as “{base}”."""

    steps: Steps
    why: str


def propose_targets(facts: Facts) -> tuple[Proposal, ...]:
    """Stage goals and targets that meet a to g as they are printed, and no more than that. An
    indicator without a base, or whose base allows none, is left out."""
    of = Figures(facts)
    return tuple(proposal for id, plan in PLANS.items() for proposal in proposals(of, id, plan))


def proposals(of: Figures, id: str, plan: Plan) -> Iterator[Proposal]:
    own = of.given(f"targets.{id}.base")
    base = base_elsewhere(of, id).rounded if own.blank else own.value
    if base is None:
        return
    why = plan.why.format(base=print_value(as_filled_in(of, id, base)) + unit_of(of.facts, id))
    for year, step in zip(of.years.plan, plan.steps(base), strict=False):
        value = as_filled_in(of, id, step)
        yield Proposal(f"targets.{id}.{year}", value, why)
        if year == of.years.target:
            yield Proposal(f"targets.{id}.target", value, why)


def as_filled_in(of: Figures, id: str, value: Decimal) -> Decimal | int:
    """A count is a whole number."""
    field = indicators(of.facts.edition)[id].target
    return int(value) if field.kind is Kind.COUNT else value


def least(of: Figures, id: str) -> str:
    """The least target that meets the demand, from the base as it is filled in."""
    *_, value = PLANS[id].steps(ends(of, id)[0].value)
    return f"{print_value(as_filled_in(of, id, value))}{unit_of(of.facts, id)}"


def base_elsewhere(of: Figures, id: str) -> Quantity:
    """The base as the other parts have it; of CO₂ only where the target is an intensity too."""
    base = of.years.base
    if id in PRINTED:
        return of.given(printed_base(of.years, id))
    if id == "co2":
        intensity = of.facts.get("targets.co2.unit") == "intensity"
        return of.given("co2_per_output", base) if intensity else Quantity(None, None)
    return of[f"quality_smes.{base}" if id == "quality_smes" else id].quantity


def not_below(base: Decimal, floor: Decimal) -> tuple[Decimal, ...]:
    return (max(base, floor).quantize(CENT, ROUND_CEILING),) * SPAN


def one_more_a_year(base: Decimal) -> tuple[Decimal, ...]:
    return tuple(base + year for year in range(1, SPAN + 1))


def growing(base: Decimal, rate: Decimal, to: Decimal) -> tuple[Decimal, ...]:
    """By so many per cent a year, and up to the next figure that can be printed; nothing grows
    from nothing."""
    factors = ((1 + rate / HUNDRED) ** year for year in range(1, SPAN + 1) if base)
    return tuple((base * factor).quantize(to, ROUND_CEILING) for factor in factors)


def rising(base: Decimal, wanted: Decimal) -> tuple[Decimal, ...]:
    """In even steps of at least one percentage point, as long as there is room."""
    end = min(HUNDRED, max(wanted, base + SPAN))
    sums = (base * (SPAN - year) + end * year for year in range(1, SPAN + 1))
    return tuple((sum / SPAN).quantize(CENT, ROUND_CEILING) for sum in sums)


def cutting(base: Decimal, cut: Decimal) -> tuple[Decimal, ...]:
    """By so many per cent in all, the same part every year; the target down to the next figure
    that can be printed, but not down to nothing."""
    kept = 1 - cut / HUNDRED
    target = (base * kept).quantize(CENT, ROUND_FLOOR)
    shares = (nearly_root(kept, SPAN), nearly_root(kept**2, SPAN))
    stages = ((base * share).quantize(CENT, ROUND_HALF_UP) for share in shares)
    return (*stages, target) if target else ()


PLANS = {
    "output_growth": Plan(
        partial(not_below, floor=OUTPUT_GROWTH),
        f"近三年产值年均增速不低于{OUTPUT_GROWTH}%，也不低于基准值{{base}}。",
    ),
    "quality_smes": Plan(
        one_more_a_year,
        "优质中小企业数量逐年增加，由基准值{base}起每年至少增加1家。",
    ),
    "rd_spend": Plan(
        partial(growing, rate=RD_GROWTH, to=CENT),
        f"研发经费年均增速不低于{RD_GROWTH}%，由基准值{{base}}逐年递增，只进不舍。",
    ),
    "valid_patents": Plan(
        partial(growing, rate=PATENT_GROWTH, to=Decimal(1)),
        f"有效发明专利数年均增长不低于{PATENT_GROWTH}%，由基准值{{base}}逐年递增，只进不舍。",
    ),
    "iiot_rate": Plan(
        partial(rising, wanted=IIOT_RATE),
        f"工业互联网普及率达到{IIOT_RATE}%左右，由基准值{{base}}逐年均匀提高，"
        "每年至少1个百分点，不超过100%。",
    ),
    "co2": Plan(
        partial(cutting, cut=CO2_CUT),
        f"二氧化碳排放量降低达到{CO2_CUT}%左右，由基准值{{base}}逐年等比降低，"
        f"目标值只舍不进，印出的数也降低{CO2_CUT}%以上。",
    ),
    "energy_per_output": Plan(
        partial(cutting, cut=ENERGY_CUT),
        f"单位工业产值能耗下降达到{ENERGY_CUT}%左右，由基准值{{base}}逐年等比降低，"
        f"目标值只舍不进，印出的数也下降{ENERGY_CUT}%以上。",
    ),
}
