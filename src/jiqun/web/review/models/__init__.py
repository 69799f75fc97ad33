"""What reviewers write, and what they lay before one another to be signed."""

from jiqun.web.review.models.holiday import CalendarYear, Holiday
from jiqun.web.review.models.motion import Motion, Outcome
from jiqun.web.review.models.recommendation import Recommendation
from jiqun.web.review.models.remark import Remark

__all__ = ["CalendarYear", "Holiday", "Motion", "Outcome", "Recommendation", "Remark"]
