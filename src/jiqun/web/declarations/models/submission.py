"""Filing: the fair copy that is sealed, and the submission that never changes."""

from typing import Any

from django.conf import settings
from django.db import models

from jiqun.web.choices import Choices
from jiqun.web.declarations.models.declaration import Declaration
from jiqun.web.declarations.models.evidence import Blob


class FairCopy(models.Model):
    """The form as it is to be sealed (报送稿): the draft of one version on paper, with the ``code``
    that every page of it carries. It is out of date as soon as the draft changes."""

    declaration = models.ForeignKey(
        Declaration, on_delete=models.CASCADE, related_name="fair_copies"
    )
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    code = models.CharField("核验码", max_length=9)
    pdf = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    word = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.code


class Manner(Choices):
    """How a paper was signed and sealed."""

    SCAN = "scan", "盖章扫描件"
    SIGNATURE = "signature", "电子签名"


class Submission(models.Model):
    """What was filed, whole and for good. ``number`` is that of the receipt, ``chain_length`` and
    ``chain_head`` are those of the declaration's events with this filing as the last."""

    declaration = models.ForeignKey(
        Declaration, on_delete=models.PROTECT, related_name="submissions"
    )
    number = models.CharField("回执编号", max_length=24, unique=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    filed_by_name = models.CharField(max_length=200)
    filed_at = models.DateTimeField()
    manner = models.CharField(max_length=10, choices=Manner.pairs())
    edition_id = models.CharField(max_length=40)
    rulebook = models.CharField(max_length=8)
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=9)
    reasons = models.JSONField()
    findings = models.JSONField()
    evidence = models.JSONField()
    statement = models.TextField()
    #: The points that the filing before was returned for, each with its answer.
    answers = models.JSONField(default=list)
    #: Who signed with which certificate; empty for a scan.
    signature = models.JSONField(default=dict)
    pdf = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    word = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    sealed = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    #: The workbook of the firms, as it was handed in.
    roster = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    roster_name = models.CharField(max_length=200, blank=True)
    chain_length = models.PositiveIntegerField()
    chain_head = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written once; only that it was withdrawn is added."""
        if self.pk and set(kwargs.get("update_fields") or {"all"}) != {"withdrawn_at"}:
            raise TypeError("a submission never changes")
        super().save(*args, **kwargs)


class Serial(models.Model):
    """The last receipt number given out for a district in a year."""

    year = models.PositiveSmallIntegerField()
    district = models.CharField(max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "district"], name="one_serial_a_district")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.district} {self.last}"
