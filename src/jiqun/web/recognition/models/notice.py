"""Notices (公示): what is proposed, shown to everybody before it is decided."""

from datetime import date

from django.db import models

from jiqun.web.declarations.models import Declaration
from jiqun.web.recognition.models.paper import Paper, Printed


class Notice(Paper):
    """``days`` are working days, ``opens`` the first of them and ``closes`` the last. Both stand in
    what was signed and never move; what was objected to has a last day of its own
    (``queries.waits``)."""

    kind = "notices"

    days = models.PositiveSmallIntegerField("公示期（工作日）", default=5)
    opens = models.DateField("公示开始日期")
    closes = models.DateField("公示截止日期")

    @property
    def chain(self) -> str:
        return f"notice:{self.pk}"

    def is_running(self, today: date) -> bool:
        return self.is_signed and self.opens <= today <= self.closes

    def has_ended(self, today: date) -> bool:
        return self.is_signed and today > self.closes


class NoticeEntry(Printed):
    """One cluster of a notice."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="entries")
    declaration = models.ForeignKey(
        Declaration, on_delete=models.PROTECT, related_name="notice_entries"
    )
    order = models.PositiveSmallIntegerField("序号")

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "declaration"], name="once_on_a_notice")
        ]
