"""Rows of the audit trail. They are only ever added; ``actions.record`` is the one door."""

from django.conf import settings
from django.db import models


class Chain(models.Model):
    """Everything that happened to one thing, ``name`` saying to which: “declaration:12”.

    Its length and its head stand here as well as in the events, so that a cut tail shows."""

    name = models.CharField(max_length=80, unique=True)
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """One act. ``digest`` covers everything in the row and the digest of the event before it."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    #: As they were called then: “张某（示例集群运营中心）”.
    actor_name = models.CharField(max_length=200)
    sentence = models.TextField()
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "number"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="one_event_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.chain_id}/{self.number} {self.verb}"
