"""What an address names, for a reviewer: 404 for what they must not know of."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from jiqun.web.declarations.models import Declaration, Submission
from jiqun.web.declarations.queries.filing import standing_submission
from jiqun.web.declarations.views.found import person
from jiqun.web.review.policy import may_review
from jiqun.web.review.queries.queue import reviewable


def reviewed(request: HttpRequest, pk: int) -> tuple[Declaration, Submission]:
    """A declaration that was filed, and what was filed last."""
    user = person(request)
    if not may_review(user):
        raise PermissionDenied
    declaration = get_object_or_404(reviewable(user), pk=pk)
    submission = standing_submission(declaration)
    if submission is None:
        raise Http404
    return declaration, submission
