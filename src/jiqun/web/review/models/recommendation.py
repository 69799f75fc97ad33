"""What a district writes to recommend a declaration (推荐)."""

from django.conf import settings
from django.db import models

from jiqun.web.declarations.models import Blob, Declaration, Submission


class Recommendation(models.Model):
    """A district's recommendation of a declaration: the opinion on a ``submission``, the ``rank``
    among its candidates, and the ``sealed`` pages, which carry the ``code`` of that opinion.

    It is the district's own affair until it is signed; from then on nothing of it changes, nor what
    it was written for. ``chain_length`` and ``chain_head`` are those of the declaration's events
    with the signing as the last.
    """

    declaration = models.OneToOneField(
        Declaration, on_delete=models.CASCADE, related_name="recommendation"
    )
    submission = models.ForeignKey(
        Submission, null=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    opinion = models.TextField("推荐意见", blank=True)
    rank = models.PositiveSmallIntegerField("排序", null=True)
    why_beyond_quota = models.TextField("超额推荐的理由", blank=True)
    code = models.CharField("核验码", max_length=9, blank=True)
    sealed = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    chain_length = models.PositiveIntegerField(null=True)
    chain_head = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return f"{self.declaration_id} {self.code}"
