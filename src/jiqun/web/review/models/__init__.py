"""What reviewers write, what they find where they go and look, and what they lay before one another
to be signed."""

from jiqun.web.review.models.check import Answer, Check
from jiqun.web.review.models.holiday import CalendarYear, Holiday
from jiqun.web.review.models.motion import Motion, Outcome
from jiqun.web.review.models.recommendation import Recommendation
from jiqun.web.review.models.remark import Remark
from jiqun.web.review.models.visit import (
    Conclusion,
    ItemKind,
    Result,
    Visit,
    VisitItem,
    VisitPhoto,
    Why,
)

__all__ = [
    "Answer",
    "CalendarYear",
    "Check",
    "Conclusion",
    "Holiday",
    "ItemKind",
    "Motion",
    "Outcome",
    "Recommendation",
    "Remark",
    "Result",
    "Visit",
    "VisitItem",
    "VisitPhoto",
    "Why",
]
