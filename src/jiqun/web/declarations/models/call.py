"""Calls (申报批次): who may declare what, and until when."""

import secrets

from django.conf import settings
from django.db import models

from jiqun.core.form import Edition, get_edition


class Call(models.Model):
    """One year's invitation. Nothing can be filed before it ``opens``, nor after a district's own
    deadline, or ``recommend_by`` where it has set none."""

    edition_id = models.CharField("表样版次", max_length=40)
    title = models.CharField("名称", max_length=100)
    opens = models.DateTimeField("开始时间")
    recommend_by = models.DateTimeField("区级推荐截止时间")
    quota = models.PositiveSmallIntegerField("各区推荐名额", default=3)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created = models.DateTimeField()

    class Meta:
        ordering = ["-opens"]

    def __str__(self) -> str:
        return self.title

    @property
    def chain(self) -> str:
        return f"call:{self.pk}"

    @property
    def edition(self) -> Edition:
        return get_edition(self.edition_id)


class Terms(models.Model):
    """What one district has set for a call: until when its operators file."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="terms")
    district = models.CharField("区", max_length=20)
    file_by = models.DateTimeField("报送截止时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "district"], name="one_deadline_a_district")
        ]

    def __str__(self) -> str:
        return f"{self.call} {self.district}"


def stored_as(document: "CallDocument", name: str) -> str:
    """A name of our own: what the sender called the file is only shown."""
    return f"calls/{document.call_id}/{secrets.token_hex(16)}"


class CallDocument(models.Model):
    """Something to read that the bureau has put beside a call; ``kind`` as its content says."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField("文件名", max_length=200)
    kind = models.CharField("类型", max_length=10)
    size = models.PositiveIntegerField("字节数")
    file = models.FileField(upload_to=stored_as)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added = models.DateTimeField()

    class Meta:
        ordering = ["added", "pk"]

    def __str__(self) -> str:
        return self.name
