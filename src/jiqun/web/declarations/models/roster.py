"""Rosters (企业名录) as they were handed in."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jiqun.web.declarations.models.declaration import Declaration
from jiqun.web.declarations.models.evidence import Blob


class RosterFile(models.Model):
    """A workbook that was handed in as the roster of a declaration. The one that is not removed
    counts; who hands in another removes it."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="rosters")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="rosters")
    name = models.CharField("名称", max_length=160)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["declaration"],
                condition=Q(removed_at=None),
                name="one_roster_a_declaration",
            )
        ]

    def __str__(self) -> str:
        return self.name
