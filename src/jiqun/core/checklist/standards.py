"""The standard (认定标准): what is declared meets it, or does not; is that true?"""

from collections.abc import Iterator, Sequence
from typing import Any

from jiqun.core.case import Case
from jiqun.core.checklist.line import Line, Source, Told, digest_of, values_at
from jiqun.core.margin import margin_in_words, value_in_words
from jiqun.core.standard import (
    ANSWER,
    LEVELS,
    Measure,
    Mode,
    Outcome,
    Requirement,
    answer_said,
    judge,
    lines_of,
)

SAID = {Outcome.PASS: "达到", Outcome.FAIL: "未达到", Outcome.UNKNOWN: "资料不足"}


def standard_lines(case: Case) -> Iterator[Line]:
    """One for each requirement, of the nation and of the city together."""
    grouped: dict[str, list[Requirement]] = {}
    for requirement in judge(case):
        grouped.setdefault(requirement.id, []).append(requirement)
    for id, same in grouped.items():
        about = tuple(dict.fromkeys(keys_judged(case, id, same)))
        edition = case.facts.edition
        field = edition.places[about[0]].field
        yield Line(
            id=f"standard.{id}",
            question=f"认定标准“{same[-1].label}”：是否符合，填报是否属实？",
            part=edition.part_of[field.id],
            source=Source.FORMAL,
            about=about,
            told=tuple(Told(judged_in_words(each)) for each in same),
            cites=tuple(f"{LEVELS[each.level]}：{each.source}，{each.clause}" for each in same),
            digest=digest_of(id, [values_at(case, about), [spoken_of(each) for each in same]]),
            doubtful=any(each.verified and each.outcome is not Outcome.PASS for each in same),
        )


def keys_judged(case: Case, id: str, same: Sequence[Requirement]) -> Iterator[str]:
    """Where what it is judged on stands: the answers, the figures, and those they come from."""
    edition = case.facts.edition
    for line in lines_of(edition.years.call):
        if line.requirement != id:
            continue
        for field in (each for arm in line.arms for each in arm if each in edition.places_of):
            for place in edition.places_of[field]:
                if line.mode is not Mode.BASE_YEAR or place.year == edition.years.base:
                    yield place.key
    for requirement in same:
        for measure in requirement.measures:
            yield from (key for key in measure.quantity.keys if key in edition.places)


def spoken_of(requirement: Requirement) -> list[Any]:
    measures = [
        [each.name, as_text(each.value), each.operator, as_text(each.threshold), each.outcome]
        for each in requirement.measures
    ]
    return [requirement.level, requirement.outcome, measures]


def as_text(value: object) -> str | None:
    return None if value is None else str(value)


def judged_in_words(requirement: Requirement) -> str:
    """“国家：达到。按集群总产值……41.20亿元，应≥40亿元，高出1.20亿元。”"""
    said = f"{LEVELS[requirement.level]}：{SAID[requirement.outcome]}。"
    return f"{said}{measured_in_words(requirement.id, requirement.deciding)}。{requirement.note}"


def measured_in_words(id: str, measure: Measure) -> str:
    if measure.operator == ANSWER:
        value = "没有勾选" if measure.value is None else answer_said(id, str(measure.value))
        return f"填报：{value}"
    limit = f"应{measure.operator}{measure.threshold}{measure.unit}"
    pieces = (f"{measure.name}{value_in_words(measure)}", limit, margin_in_words(measure))
    return "，".join(filter(None, pieces))
