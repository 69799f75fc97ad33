"""What notices and lists have in common: one prepares them, another signs."""

from django.conf import settings
from django.db import models

from jiqun.web.declarations.models import Call
from jiqun.web.review.models import Outcome


class Paper(models.Model):
    """What is prepared for the public, of one call. Nobody outside the bureau sees it before it is
    signed; once signed it never changes."""

    #: As addresses name it.
    kind = ""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("标题", max_length=200)
    words = models.TextField("正文")
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField()
    outcome = models.CharField(
        max_length=10, choices=Outcome.pairs(), default=Outcome.PENDING.value
    )
    #: Who signed it or sent it back, or took it back.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    #: Why it was sent back.
    answer = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_pending(self) -> bool:
        return self.outcome == Outcome.PENDING

    @property
    def is_signed(self) -> bool:
        return self.outcome == Outcome.SIGNED


class Printed(models.Model):
    """A cluster as it stands on paper, frozen when that is signed. No person is named."""

    cluster_name = models.CharField("集群名称", max_length=200)
    unit_name = models.CharField("运营管理机构", max_length=100)
    district = models.CharField("所在区", max_length=20)
    industry = models.CharField("主导产业", max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.cluster_name
