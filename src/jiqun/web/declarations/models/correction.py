"""Returning (退回补正): what a reviewer wants corrected, point by point."""

from django.conf import settings
from django.db import models

from jiqun.core.corrections import ANSWERS
from jiqun.web.declarations.models.declaration import Declaration
from jiqun.web.declarations.models.submission import Submission


class Correction(models.Model):
    """A submission was returned. ``opened`` are the keys that may be changed, as
    ``core.corrections`` has them; ``answered_by`` is what was filed instead. ``lapsed_at`` is when
    nothing was to be answered any more: the declaration had come to its end."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="corrections")
    declaration = models.ForeignKey(
        Declaration, on_delete=models.CASCADE, related_name="corrections"
    )
    words = models.TextField("总的说明", blank=True)
    due = models.DateTimeField("补正期限")
    opened = models.JSONField(default=list)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    returned_at = models.DateTimeField()
    answered_by = models.OneToOneField(
        Submission, null=True, on_delete=models.PROTECT, related_name="correction"
    )
    lapsed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["declaration"],
                condition=models.Q(answered_by=None, lapsed_at=None),
                name="one_correction_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission} ↩"


class Point(models.Model):
    """One thing to be corrected (补正要求): what it is about, and the reviewer's words. The answer
    stands in the draft, under ``answer_key``, until it is filed with it."""

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="points")
    key = models.CharField(max_length=120)
    words = models.TextField("补正要求")
    answer = models.TextField("答复", blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.key}: {self.words}"

    @property
    def answer_key(self) -> str:
        return f"{ANSWERS}{self.pk}"
