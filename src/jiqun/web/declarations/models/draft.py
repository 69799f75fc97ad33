"""The live draft: what stands under each key, and every change of it."""

from django.conf import settings
from django.db import models

from jiqun.web.choices import Choices
from jiqun.web.declarations.models.declaration import Declaration


class Entry(models.Model):
    """What stands under one key of a draft: a key of the form, “reasons.” and a
    rule's id, or “answers.” and the number of a point to be corrected.

    ``typed`` is as it was typed (a text, or a list of texts), whether or not it can be read; there
    is no entry for a blank.
    """

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="entries")
    key = models.CharField(max_length=120)
    typed = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "key"], name="one_entry_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id} {self.key}"


class Source(Choices):
    """Where a change came from."""

    SCREEN = "screen", "在线填写"
    WORD = "word", "申报表文件"
    ROSTER = "roster", "企业名录"
    EARLIER = "earlier", "以往申报"
    UNDO = "undo", "撤销修改"


class Change(models.Model):
    """One key that changed in one save; None is blank. ``window`` is the page it was typed on."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    key = models.CharField(max_length=120)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    source = models.CharField(max_length=10, choices=Source.pairs())
    window = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["version", "pk"]
        indexes = [models.Index(fields=["declaration", "key", "version"])]

    def __str__(self) -> str:
        return f"{self.declaration_id} {self.key} v{self.version}"
