"""What a district finds where it goes and looks (实地核查)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from jiqun.web.choices import Choices
from jiqun.web.declarations.models import Blob, Declaration, Submission


class Conclusion(Choices):
    """What a visit comes to."""

    HOLDS = "holds", "符合"
    LARGELY = "largely", "基本符合"
    FAILS = "fails", "不符合"


class Visit(models.Model):
    """A visit to a cluster, of what was filed then. The ``seed`` is of that submission and of the
    ``secret`` that was drawn when the visit began; a further visit, which looks only at what has
    changed since another, draws nothing and has neither. Nothing of it changes once it is closed.
    """

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="visits")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="visits")
    #: Of what the seed is: the submission that was drawn from, if it has been filed anew since.
    drawn_from = models.ForeignKey(
        Submission, null=True, on_delete=models.PROTECT, related_name="+"
    )
    secret = models.CharField(max_length=32, blank=True)
    seed = models.CharField("抽样种子", max_length=16, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()
    #: No visit is earlier than what it is of.
    earliest = models.DateField()
    day = models.DateField("核查日期", null=True)
    place = models.CharField("核查地点", max_length=200, blank=True)
    #: Names and posts, one person a line.
    ours = models.TextField("核查人员", blank=True)
    theirs = models.TextField("集群方人员", blank=True)
    conclusion = models.CharField("结论", max_length=10, choices=Conclusion.pairs(), blank=True)
    words = models.TextField("结论说明", blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["declaration"], condition=Q(closed_at=None), name="one_visit_under_way"
            ),
            models.UniqueConstraint(fields=["submission"], name="one_visit_a_submission"),
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id} {self.begun_at:%Y-%m-%d}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class ItemKind(Choices):
    FIGURE = "figure", "指标"
    FIRM = "firm", "企业"


class Why(Choices):
    """How something came to be checked."""

    EXPLAINED = "explained", "须说明"
    DRAWN = "drawn", "抽取"
    ADDED = "added", "另加"
    CHANGED = "changed", "报送后有改动"
    UNSETTLED = "unsettled", "上次未核实一致"


class Result(Choices):
    AGREES = "agrees", "相符"
    DIFFERS = "differs", "不符"
    UNKNOWN = "unknown", "无法核实"


class VisitItem(models.Model):
    """A figure or a firm that is checked: ``key`` is that of the cell, or the firm's code; ``part``
    and ``label`` say which it is, ``filed`` what was filed, in words."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=10, choices=ItemKind.pairs())
    why = models.CharField(max_length=10, choices=Why.pairs())
    key = models.CharField(max_length=200)
    part = models.CharField(max_length=10)
    label = models.CharField(max_length=300)
    filed = models.TextField()
    #: Against which document.
    against = models.CharField("核对依据", max_length=200, blank=True)
    found = models.CharField("核实情况", max_length=200, blank=True)
    result = models.CharField("结果", max_length=10, choices=Result.pairs(), blank=True)
    words = models.TextField("说明", blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "kind", "key"], name="checked_once_a_visit")
        ]

    def __str__(self) -> str:
        return self.label


class VisitPhoto(models.Model):
    """A photograph, or a paper as a PDF; a removed one stays for whoever looks back."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="photos")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="visit_photos")
    name = models.CharField("文件名", max_length=160)
    caption = models.CharField("说明", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
