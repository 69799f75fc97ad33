"""What reviewers write, and what they lay before one another to be signed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jiqun.web.choices import Choices
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


class Holiday(models.Model):
    """A day that is not what its day of the week says: a holiday, or a weekend that is worked."""

    day = models.DateField("日期", unique=True)
    works = models.BooleanField("上班")
    name = models.CharField("名称", max_length=40, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class CalendarYear(models.Model):
    """A year whose holidays have been entered; ``source`` says from where."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    source = models.CharField("依据", max_length=200)

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)
