"""Declarations (申报): one cluster in one call."""

from django.conf import settings
from django.db import models

from jiqun.core.form import Edition
from jiqun.core.lifecycle import RETURNED, State
from jiqun.web.accounts.models import Unit
from jiqun.web.declarations.models.call import Call


class Declaration(models.Model):
    """One cluster's filing in one call: the live draft, and where it stands.

    ``version`` grows with every save that changes anything; ``cluster_name`` is as filled in;
    ``file_by`` is its own deadline, where it was given one; ``has_waivers`` once any was asked for,
    so that whoever has none costs no look for them.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="declarations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="declarations")
    state = models.CharField(
        "状态",
        max_length=20,
        choices=[(state.value, state.label) for state in State],
        default=State.DRAFT.value,
    )
    version = models.PositiveIntegerField(default=0)
    cluster_name = models.CharField("集群名称", max_length=200, blank=True)
    file_by = models.DateTimeField("单独规定的报送截止时间", null=True)
    has_waivers = models.BooleanField(default=False)
    created = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "unit"], name="one_declaration_a_unit")
        ]

    def __str__(self) -> str:
        return self.cluster_name or f"{self.unit}的申报"

    @property
    def chain(self) -> str:
        return f"declaration:{self.pk}"

    @property
    def is_returned(self) -> bool:
        return self.state in RETURNED

    @property
    def edition(self) -> Edition:
        return self.call.edition


class Extension(models.Model):
    """A later deadline for one declaration, and why."""

    declaration = models.ForeignKey(
        Declaration, on_delete=models.CASCADE, related_name="extensions"
    )
    until = models.DateTimeField("延至")
    reason = models.TextField("理由")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.declaration} → {self.until:%Y-%m-%d %H:%M}"
