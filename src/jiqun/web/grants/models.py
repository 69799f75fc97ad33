"""What another department may read, what for, and how long."""

from datetime import date

from django.conf import settings
from django.db import models

from jiqun.web.accounts.models import Unit
from jiqun.web.choices import Choices
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.wording import from_to


class Standing(Choices):
    """What has become of a grant."""

    PENDING = "pending", "待审签"
    SIGNED = "signed", "已授权"
    SENT_BACK = "sent_back", "未同意"
    REVOKED = "revoked", "已撤销"
    DROPPED = "dropped", "已撤回"


class Grant(models.Model):
    """“填报数据将依权限对相关部门和单位开放共享，仅供审核验证和查阅用”: the declarations that the
    people of one department may read, from one day to another, both included. ``evidence`` says
    whether the proofs are theirs to read as well."""

    department = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="grants")
    declarations = models.ManyToManyField(Declaration, related_name="grants")
    evidence = models.BooleanField("含佐证材料", default=False)
    purpose = models.TextField("用途")
    basis = models.CharField("依据", max_length=200, blank=True)
    starts = models.DateField("自")
    ends = models.DateField("至")
    standing = models.CharField(
        max_length=10, choices=Standing.pairs(), default=Standing.PENDING.value
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    #: Why it was not agreed to, or is revoked.
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.department}查阅“{self.call}”"

    @property
    def chain(self) -> str:
        return f"grant:{self.pk}"

    @property
    def period(self) -> str:
        return from_to(self.starts, self.ends)

    def is_open(self, today: date) -> bool:
        return self.standing == Standing.SIGNED and self.starts <= today <= self.ends
