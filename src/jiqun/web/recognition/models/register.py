"""Lists of the recognised (认定名单), and the register (名册) of all that ever were."""

from datetime import date

from django.db import models

from jiqun.web.choices import Choices
from jiqun.web.declarations.models import Declaration
from jiqun.web.recognition.models.paper import Paper, Printed


class RecognisedList(Paper):
    """``document`` is the number of the document (文号) as the bureau writes it, if it has one."""

    kind = "lists"

    document = models.CharField("文号", max_length=60, blank=True)

    @property
    def chain(self) -> str:
        return f"list:{self.pk}"


class ListEntry(Printed):
    """One cluster of a list."""

    list = models.ForeignKey(RecognisedList, on_delete=models.CASCADE, related_name="entries")
    declaration = models.ForeignKey(
        Declaration, on_delete=models.PROTECT, related_name="list_entries"
    )
    order = models.PositiveSmallIntegerField("序号")

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["list", "declaration"], name="once_on_a_list")
        ]


class Standing(Choices):
    """How a recognition stands; that it has expired follows from the day and is never stored."""

    VALID = "valid", "有效"
    EXPIRED = "expired", "已到期"
    REVOKED = "revoked", "撤销"


class Recognition(Printed):
    """One line of the register. Recognised until ``to_day``, which passing a re-examination (复核)
    moves on; ``revoked_on`` is set where it was taken away before."""

    number = models.CharField("编号", max_length=24, unique=True)
    declaration = models.OneToOneField(
        Declaration, on_delete=models.PROTECT, related_name="recognition"
    )
    list = models.ForeignKey(RecognisedList, on_delete=models.PROTECT, related_name="recognitions")
    from_day = models.DateField("认定日期")
    to_day = models.DateField("有效期至")
    revoked_on = models.DateField("撤销日期", null=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.cluster_name}"

    def standing(self, today: date) -> Standing:
        if self.revoked_on and self.revoked_on <= today:
            return Standing.REVOKED
        return Standing.VALID if today <= self.to_day else Standing.EXPIRED


class RegisterSerial(models.Model):
    """The last number of the register given out in a year."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year} {self.last}"
