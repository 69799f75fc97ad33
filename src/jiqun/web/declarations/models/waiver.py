"""Waivers (豁免): a blocking rule that a true filing breaks does not stand in its way."""

from django.conf import settings
from django.db import models

from jiqun.web import clock
from jiqun.web.choices import Choices
from jiqun.web.declarations.models.declaration import Declaration


class WaiverStage(Choices):
    """What has become of a waiver."""

    ASKED = "asked", "待办理"
    PREPARED = "prepared", "待审签"
    VALID = "valid", "有效"
    LAPSED = "lapsed", "已到期"
    REVOKED = "revoked", "已撤销"
    REFUSED = "refused", "未同意"


def somebody() -> "models.ForeignKey[object, object]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )


class Waiver(models.Model):
    """One rule for one declaration: who asked and in what words, who prepared and who signed it,
    why and until when; or why it was refused, or revoked.

    ``findings`` are those it speaks of, as they were worded then, each with its ``digest``;
    ``keys`` the cells they speak of, none where they speak of none; ``figures`` what stood there,
    by how the cells are called. Nobody else reads more of a draft than that.
    """

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="waivers")
    rule = models.CharField(max_length=8)
    findings = models.JSONField()
    keys = models.JSONField(default=list)
    figures = models.JSONField(default=list)
    #: Blank where the bureau does it of its own accord.
    asked = models.TextField("申请理由", blank=True)
    asked_by = somebody()
    asked_at = models.DateTimeField(null=True)
    why = models.TextField("豁免理由", blank=True)
    until = models.DateTimeField("有效期至", null=True)
    prepared_by = somebody()
    prepared_at = models.DateTimeField(null=True)
    signed_by = somebody()
    signed_at = models.DateTimeField(null=True)
    refusal = models.TextField("不同意的理由", blank=True)
    refused_by = somebody()
    refused_at = models.DateTimeField(null=True)
    revocation = models.TextField("撤销的理由", blank=True)
    revoked_by = somebody()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.rule}（{self.declaration_id}）"

    @property
    def stage(self) -> WaiverStage:
        """How it is just now; until the moment of its end it is valid."""
        if self.refused_at:
            return WaiverStage.REFUSED
        if self.revoked_at:
            return WaiverStage.REVOKED
        if self.signed_at:
            lapsed = self.until is None or self.until < clock.now()
            return WaiverStage.LAPSED if lapsed else WaiverStage.VALID
        return WaiverStage.PREPARED if self.prepared_at else WaiverStage.ASKED

    @property
    def is_open(self) -> bool:
        """Nothing has been decided yet."""
        return self.signed_at is None and self.refused_at is None

    @property
    def preparation(self) -> str:
        """Tells what was prepared from what is prepared anew; "" where nothing is."""
        return f"{self.prepared_at.timestamp():.6f}" if self.prepared_at else ""

    @property
    def digests(self) -> frozenset[str]:
        return frozenset(finding["digest"] for finding in self.findings)
