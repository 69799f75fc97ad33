"""What one lays before another to be signed (拟办)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jiqun.web.choices import Choices
from jiqun.web.declarations.models import Declaration


class Outcome(Choices):
    """What has become of a motion."""

    PENDING = "pending", "待审签"
    SIGNED = "signed", "已审签"
    SENT_BACK = "sent_back", "退回经办"
    DROPPED = "dropped", "已撤回"


class Motion(models.Model):
    """What one has prepared for another to sign (拟办): the ``verb`` of the transition, the words
    and whatever else it is made of."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="motions")
    verb = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    payload = models.JSONField(default=dict)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField()
    outcome = models.CharField(
        max_length=10, choices=Outcome.pairs(), default=Outcome.PENDING.value
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    #: Why it was sent back.
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["declaration"],
                condition=Q(outcome="pending"),
                name="one_motion_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id} {self.verb} {self.outcome}"
