"""What a reviewer has answered to a line of the checklist (审查清单)."""

from django.conf import settings
from django.db import models

from jiqun.web.choices import Choices
from jiqun.web.declarations.models import Declaration, Submission


class Answer(Choices):
    """How a line was answered; the latter two need words."""

    FULFILLED = "fulfilled", "符合"
    NOT_FULFILLED = "not_fulfilled", "不符合"
    NOT_APPLICABLE = "not_applicable", "不适用"


class Check(models.Model):
    """An answer to a line of ``core.checklist``. It is never changed: the last one of an authority
    counts, as long as its ``digest`` is that of the line."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="checks")
    #: What was read when it was answered.
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="checks")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=20, choices=Answer.pairs())
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.line} {self.answer}"
