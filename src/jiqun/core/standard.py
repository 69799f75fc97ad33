"""The standard (认定标准): national and Beijing thresholds, and how far a declaration is from each.

The thresholds stand in ``data/standard.csv``. A figure of the form meets a threshold as it is
printed (70.00 is 70.00); a computed one only if every number it may stand for does. Where a text
can be read in two ways both are shown, and the outcome is open if they disagree.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from functools import cache
from itertools import chain
from operator import ge, gt, le
from typing import TypeAlias

from jiqun.core.case import Case
from jiqun.core.figures.book import Reading
from jiqun.core.figures.part2 import ONCE_EACH, TOGETHER
from jiqun.core.form.model import Field
from jiqun.core.interval import EXACT, Interval
from jiqun.core.quantity import Quantity, constant
from jiqun.core.reading import CENT
from jiqun.core.reference import rows
from jiqun.core.roster.totals import once_each


class Outcome(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {Outcome.PASS: "达到", Outcome.FAIL: "未达到", Outcome.UNKNOWN: "无法判断"}[self]


class Mode(StrEnum):
    """Which year of a figure is meant."""

    ONCE = "once"  # it has none
    BASE_YEAR = "base_year"
    EACH_YEAR = "each_year"  # every one of the three


LEVELS = {"national": "国家", "beijing": "北京市"}

#: 以上 includes the number, 高于 does not; an answer is one of those the line admits.
SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "is": "="}
TESTS = {"≥": ge, ">": gt, "≤": le}
AT_MOST, ANSWER = "≤", "="
FIRMS = "家"

#: What measures are called before the way they are computed or counted.
NAMES = {
    "output": "按集群总产值",
    "revenue": "按集群营业收入",
    "output_growth": "按集群总产值",
    "revenue_growth": "按集群营业收入",
    "top_titles": "单项冠军和小巨人",
    "titles": "专精特新、创新型、高新技术企业",
    "rd_growth": "按研发经费",
}
#: A figure that could also be computed, and is taken as it is printed.
DECLARED = {"leading_output_growth": "按主导产业产值（申报表所填）"}

NOTHING = Quantity(None, None)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table. ``arms`` are the figures it is judged on: any arm suffices, and within
    an arm all must agree."""

    id: str
    level: str
    clause: str
    label: str
    arms: tuple[tuple[str, ...], ...]
    operator: str
    threshold: str
    unit: str
    mode: Mode
    soft: bool
    valid_from: date
    valid_to: date | None
    source: str
    verified: bool
    note: str

    @property
    def requirement(self) -> str:
        """``titles.top`` and ``titles.all`` are two ways to meet ``titles``."""
        return self.id.partition(".")[0]

    @property
    def limit(self) -> Decimal:
        return Decimal(self.threshold)

    def outdated(self, call: int) -> bool:
        return self.valid_to is not None and self.valid_to.year < call


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure or answer that a requirement is judged on; ``margin`` is the room left, negative
    where something is lacking."""

    name: str
    quantity: Quantity
    value: Decimal | str | None
    operator: str
    threshold: Decimal | str
    unit: str
    margin: Decimal | None
    outcome: Outcome


Arm: TypeAlias = tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """``soft`` ones the text itself softens (“一般”); unverified ones only inform."""

    id: str
    level: str
    label: str
    clause: str
    outcome: Outcome
    measures: tuple[Measure, ...]
    verified: bool
    soft: bool
    source: str
    note: str

    @property
    def deciding(self) -> Measure:
        """The measure that the outcome rests on; the first where they disagree."""
        same = (measure for measure in self.measures if measure.outcome is self.outcome)
        return next(same, self.measures[0])


def judge(case: Case) -> tuple[Requirement, ...]:
    """Every requirement on the case, national before Beijing."""
    grouped: dict[tuple[str, str], list[Line]] = {}
    for line in lines_of(case.facts.edition.years.call):
        grouped.setdefault((line.requirement, line.level), []).append(line)
    return tuple(judged(case, lines) for lines in grouped.values())


def lines_of(call: int) -> Iterable[Line]:
    """The newest wording of every line for that year. One past its end stays until another takes
    its place: it is the best that is known, but no longer verified."""
    begun = (line for line in table() if line.valid_from.year <= call)
    return {(line.id, line.level): line for line in begun}.values()


def limit_of(id: str, call: int) -> Decimal:
    """The national threshold in the year of a call."""
    return next(line.limit for line in lines_of(call) if (line.id, line.level) == (id, "national"))


@cache
def table() -> tuple[Line, ...]:
    return tuple(map(as_line, rows("standard")))


def as_line(row: dict[str, str]) -> Line:
    return Line(
        id=row["id"],
        level=row["level"],
        clause=row["clause"],
        label=row["label"],
        arms=tuple(tuple(arm.split("+")) for arm in row["of"].split()),
        operator=SIGNS[row["operator"]],
        threshold=row["threshold"],
        unit=row["unit"],
        mode=Mode(row["mode"]),
        soft=row["soft"] == "yes",
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        source=f"{row['document']}（{row['source']}）",
        verified=row["verified"] == "yes",
        note=row["note"],
    )


def judged(case: Case, lines: list[Line]) -> Requirement:
    arms = [measured(case, line, arm) for line in lines for arm in line.arms]
    outcome = any_of(agreed(measure.outcome for measure in arm) for arm in arms)
    measures = tuple(chain.from_iterable(arms))
    line, call = lines[0], case.facts.edition.years.call
    notes = (*standing_notes(line, call), *doubts(case, outcome, measures))
    return Requirement(
        id=line.requirement,
        level=line.level,
        label=line.label,
        clause=line.clause,
        outcome=outcome,
        measures=measures,
        verified=line.verified and not line.outdated(call),
        soft=line.soft,
        source=line.source,
        note=f"{'；'.join(notes)}。" if notes else "",
    )


def any_of(outcomes: Iterable[Outcome]) -> Outcome:
    """One that passes suffices; it fails only if none can."""
    found = set(outcomes)
    if Outcome.PASS in found:
        return Outcome.PASS
    return agreed(found)


def agreed(outcomes: Iterable[Outcome]) -> Outcome:
    """What all of them say; open where they differ."""
    found = set(outcomes)
    return found.pop() if len(found) == 1 else Outcome.UNKNOWN


def measured(case: Case, line: Line, arm: tuple[str, ...]) -> Arm:
    return tuple(measure for id in arm for measure in measures_of(case, line, id))


def measures_of(case: Case, line: Line, id: str) -> Iterator[Measure]:
    """The measures that one figure gives: one as it is printed, one for each reading of it as it
    is computed."""
    years, places = case.facts.edition.years, case.facts.edition.places
    if line.operator == ANSWER:
        yield answered(case, line, id)
    elif line.mode is Mode.EACH_YEAR:
        yield worst_of(case, line, id, years.past)
    else:
        key = f"{id}.{years.base}" if line.mode is Mode.BASE_YEAR else id
        if key in places:
            yield declared(case, line, key, DECLARED.get(id) or places[key].short)
        else:
            yield from computed(case, line, key, NAMES[id])


def answered(case: Case, line: Line, id: str) -> Measure:
    field = case.facts.edition.fields[id]
    admitted = line.threshold.split()
    value = case.facts.get(id)
    if value is None:
        outcome = Outcome.UNKNOWN
    else:
        outcome = Outcome.PASS if value in admitted else Outcome.FAIL
    return Measure(
        name=field.called,
        quantity=NOTHING,
        value=None if value is None else in_short(field, str(value)),
        operator=line.operator,
        threshold="或".join(in_short(field, option) for option in admitted),
        unit="",
        margin=None,
        outcome=outcome,
    )


def in_short(field: Field, option: str) -> str:
    """“非高耗能行业，不适用” as “不适用”."""
    return field.option(option).label.rpartition("，")[2]


#: Labels such as “近三年无…事故” say what must not be: 否 beside them would deny that.
SAID = {
    "restricted_industry": {"是": "属于", "否": "不属于"},
    "major_accident": {"是": "有", "否": "没有"},
    "serious_violation": {"是": "有", "否": "没有"},
}


def answer_said(id: str, answer: str) -> str:
    """An answer as it reads beside the label of the requirement ``id``."""
    return SAID.get(id, {}).get(answer, answer)


SEVERITY = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS)


def worst_of(case: Case, line: Line, id: str, years: Iterable[int]) -> Measure:
    """The year that the line is met worst in."""
    measures = []
    for year in years:
        measure = declared(case, line, f"{id}.{year}", NAMES[id])
        how = f"缺{year}年" if measure.value is None else f"近三年最低：{year}年"
        measures.append(replace(measure, name=f"{measure.name}（{how}）"))
    return min(measures, key=lambda m: (SEVERITY.index(m.outcome), m.value or Decimal(0)))


def declared(case: Case, line: Line, key: str, name: str) -> Measure:
    """A figure as it is printed. “无” and 0 lie within no limit: they are no area at all."""
    quantity = case.figures.given(key)
    value = quantity.value
    if value is None or (line.operator == AT_MOST and not value):
        return compared(line, name, quantity, value, None)
    return compared(line, name, quantity, value, Interval.exactly(value))


def computed(case: Case, line: Line, key: str, name: str) -> Iterator[Measure]:
    """A figure in each reading that gives a number."""
    for reading in readings_of(case, key):
        how = reading.name.replace("（", "，").replace("）", "")
        yield from_interval(line, f"{name}（{how}）", reading.quantity)


def readings_of(case: Case, key: str) -> Iterator[Reading]:
    """As the form gives them; how many firms there are if each counts once, the roster knows."""
    figure = case.figures[key]
    id, _, year = key.partition(".")
    once = once_each(case.totals, id, int(year)) if id in TOGETHER else None
    for reading in figure.known or figure.readings[:1]:
        if once is not None and reading.name == ONCE_EACH:
            yield Reading("同一企业只计一次（按企业名录）", constant(once))
        else:
            yield reading


def from_interval(line: Line, name: str, quantity: Quantity) -> Measure:
    """A computed figure; of a number of firms known only between limits, the lower is safe."""
    span = quantity.interval
    value = span.low if span and line.unit == FIRMS else quantity.rounded
    return compared(line, name, quantity, value, span)


def compared(
    line: Line, name: str, quantity: Quantity, value: Decimal | None, span: Interval | None
) -> Measure:
    margin = None
    if value is not None and span is not None:
        margin = line.limit - value if line.operator == AT_MOST else value - line.limit
    outcome = Outcome.UNKNOWN if span is None else met(line.operator, line.limit, span)
    return Measure(name, quantity, value, line.operator, line.limit, line.unit, margin, outcome)


def met(operator: str, limit: Decimal, span: Interval) -> Outcome:
    """Do all of these numbers meet the limit? It is enough to ask both ends."""
    return agreed(
        Outcome.PASS if TESTS[operator](end, limit) else Outcome.FAIL
        for end in (span.low, span.high)
    )


def standing_notes(line: Line, call: int) -> Iterator[str]:
    if line.note:
        yield line.note
    if line.mode is Mode.BASE_YEAR:
        yield f"取{call - 1}年数"
    if line.outdated(call):
        yield f"{call}年的标准未见，暂按此前的标准，待核实"


def doubts(case: Case, outcome: Outcome, measures: Arm) -> Iterator[str]:
    """Why an outcome is open."""
    if outcome is not Outcome.UNKNOWN:
        return
    places = case.facts.edition.places
    missing = dict.fromkeys(key for measure in measures for key in measure.quantity.missing)
    if missing:
        yield f"缺少可用的{'、'.join(places[key].short for key in missing)}，补正后才能判断"
    yield from filter(None, map(doubt, measures))
    if {Outcome.PASS, Outcome.FAIL} <= {measure.outcome for measure in measures}:
        yield "各口径结论不同"


def doubt(measure: Measure) -> str:
    """What leaves one measure open; "" if nothing does, or something is missing."""
    if measure.outcome is not Outcome.UNKNOWN:
        return ""
    if measure.operator == ANSWER:
        return "尚未勾选"
    span = measure.quantity.interval
    if span is None:
        return ""
    if measure.margin is None:
        return "填的是0或“无”，不能据此判断"
    low, high = edges(measure.unit, span)
    return f"{measure.name}在{low:f}至{high:f}{measure.unit}之间，是否达到还不能确定"


def edges(unit: str, span: Interval) -> tuple[Decimal, Decimal]:
    """Both ends as they are said: firms whole, anything else rounded outwards."""
    if unit == FIRMS:
        return span.low, span.high
    return span.low.quantize(CENT, ROUND_FLOOR, EXACT), span.high.quantize(
        CENT, ROUND_CEILING, EXACT
    )
