"""What reviewers write on what was filed (审查意见)."""

from django.conf import settings
from django.db import models

from jiqun.web.declarations.models import Declaration, Submission


class Remark(models.Model):
    """A reviewer's words on something that was filed (审查意见): ``key`` says on what, as
    ``core.corrections`` has them. Its operator reads it only once it is a point of a correction."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="remarks")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="remarks")
    #: Of which authority: nobody else reads it.
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    words = models.TextField("意见")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.key}: {self.words}"
