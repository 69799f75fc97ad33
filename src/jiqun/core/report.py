"""What checking gives, in plain JSON for scripts: findings, standard and figures in one."""

from decimal import Decimal
from typing import Any

from jiqun.core.case import Case
from jiqun.core.figures import Figure
from jiqun.core.quantity import round_half_up
from jiqun.core.rules import Finding, Report, Waived
from jiqun.core.rules.wording import COUNTED
from jiqun.core.standard import Measure, Requirement, judge


def as_json(case: Case, report: Report) -> dict[str, Any]:
    """Numbers are strings of decimal digits, null where nothing is known."""
    return {
        "edition": report.edition,
        "rulebook": report.rulebook,
        "findings": [finding_as_json(finding) for finding in report.findings],
        "standard": [requirement_as_json(requirement) for requirement in judge(case)],
        "figures": [figure_as_json(figure) for figure in case.figures.known()],
    }


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """A waiver stands there only where there is one."""
    said = {
        "rule": finding.rule,
        "rank": finding.rank.value,
        "part": finding.part,
        "fields": list(finding.fields),
        "message": finding.message,
        "cites": list(finding.cites),
        "reason": finding.reason,
    }
    return {**said, "waiver": waiver_as_json(finding.waiver)} if finding.waiver else said


def waiver_as_json(waiver: Waived) -> dict[str, Any]:
    return {
        "number": waiver.number,
        "by": waiver.by,
        "until": waiver.until.isoformat(),
        "why": waiver.why,
    }


def requirement_as_json(requirement: Requirement) -> dict[str, Any]:
    """The figure it is decided by stands at the top, every one it is judged on in ``measures``."""
    deciding = measure_as_json(requirement.deciding)
    del deciding["name"]
    return {
        "id": requirement.id,
        "level": requirement.level,
        "label": requirement.label,
        **deciding,
        "verdict": requirement.outcome.value,
        "verified": requirement.verified,
        "source": requirement.source,
        "measures": [measure_as_json(measure) for measure in requirement.measures],
    }


def measure_as_json(measure: Measure) -> dict[str, Any]:
    return {
        "name": measure.name,
        "value": plain(measure.value, measure.unit),
        "operator": measure.operator,
        "threshold": plain(measure.threshold, measure.unit),
        "unit": measure.unit,
        "margin": plain(measure.margin, measure.unit),
        "verdict": measure.outcome.value,
    }


def figure_as_json(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.key,
        "label": figure.label,
        "unit": figure.unit,
        "value": plain(figure.quantity.value, figure.unit),
        "readings": [
            {"name": reading.name, "value": plain(reading.quantity.value, figure.unit)}
            for reading in figure.known
        ],
        "inputs": list(figure.inputs),
        "cites": list(figure.definition.cites),
    }


def plain(value: Decimal | str | None, unit: str) -> str | None:
    """A number or an answer as JSON has it; null is null."""
    return digits(value, unit) if isinstance(value, Decimal) else value


def digits(number: Decimal, unit: str) -> str:
    """“52.36”; without decimals for whole things: “64” firms."""
    whole = unit in COUNTED and number == number.to_integral_value()
    return f"{number:.0f}" if whole else f"{round_half_up(number):f}"
