"""The checklist (审查清单) of a review: what has to be looked at in what was filed.

A line asks one question and says what the platform itself has established; who reviews answers it.
Its ``digest`` is that of exactly what it speaks of, so that an answer outlives whatever else of a
declaration changes, and nothing that it was about.
"""

from jiqun.core.checklist.explained import finding_lines
from jiqun.core.checklist.formal import formal_lines, recommendation_lines
from jiqun.core.checklist.line import (
    WHOLE,
    Bound,
    Filed,
    Line,
    Paper,
    Recommendation,
    Source,
    Told,
)
from jiqun.core.checklist.proved import evidence_lines
from jiqun.core.checklist.standards import standard_lines
from jiqun.core.form import COVER, ROSTER, WORKSHEET
from jiqun.core.lifecycle import Level

__all__ = [
    "WHOLE",
    "Bound",
    "Filed",
    "Line",
    "Paper",
    "Recommendation",
    "Source",
    "Told",
    "lines_for",
]


def lines_for(level: Level, filed: Filed) -> tuple[Line, ...]:
    """The whole checklist of a district or of the bureau, by part in the order of the form."""
    every = [
        *formal_lines(filed),
        *(recommendation_lines(filed.recommendation) if level is Level.BUREAU else ()),
        *standard_lines(filed.case),
        *finding_lines(filed),
        *evidence_lines(filed),
    ]
    order = [WHOLE, COVER, *(part.number for part in filed.edition.parts), WORKSHEET, ROSTER]
    return tuple(sorted(every, key=lambda line: order.index(line.part)))
