"""Units and their people."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from jiqun.core.districts import districts
from jiqun.web.choices import Choices


class UnitKind(Choices):
    OPERATOR = "operator", "集群运营管理机构"
    DISTRICT = "district", "区级主管部门"
    BUREAU = "bureau", "市经济和信息化局"
    DEPARTMENT = "department", "查阅部门"


class Admission(Choices):
    APPLIED = "applied", "待准入"
    ADMITTED = "admitted", "已准入"
    REFUSED = "refused", "未准入"


class Role(Choices):
    """What somebody does in their unit: in an operator's only the 负责人 files; elsewhere the one
    prepares and the other decides. The people of another department only read, what they have been
    granted."""

    FILLER = "filler", "填报人"
    CHIEF = "chief", "负责人"
    MAKER = "maker", "经办"
    CHECKER = "checker", "审签"
    READER = "reader", "查阅人"


#: The roles there are in each kind of unit.
ROLES = {
    UnitKind.OPERATOR: (Role.FILLER, Role.CHIEF),
    UnitKind.DISTRICT: (Role.MAKER, Role.CHECKER),
    UnitKind.BUREAU: (Role.MAKER, Role.CHECKER),
    UnitKind.DEPARTMENT: (Role.READER,),
}


#: Who looks after a unit's people; of these there is always one.
HEADS = (Role.CHIEF, Role.CHECKER)


class Unit(models.Model):
    """``code`` is the 统一社会信用代码, which only operators have; the bureau has no district."""

    kind = models.CharField("类别", max_length=10, choices=UnitKind.pairs())
    name = models.CharField("单位名称", max_length=100)
    code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    district = models.CharField("所属区", max_length=20, blank=True)
    contact = models.CharField("联系人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    admission = models.CharField("准入", max_length=10, choices=Admission.pairs())
    #: Why it was not admitted.
    refusal = models.TextField("未准入的原因", blank=True)
    created = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="one_unit_a_code"),
            models.UniqueConstraint(
                fields=["district"], condition=Q(kind="district"), name="one_authority_a_district"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        return f"unit:{self.pk}"

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles its people may have."""
        return ROLES[self.kind]


def district_choices() -> list[tuple[str, str]]:
    return [(name, name) for name in districts()]


class People(BaseUserManager["User"]):
    """Finds people by their e-mail address, however it is written; always together with their
    unit, which says what they may do."""

    def get_queryset(self) -> models.QuerySet["User"]:
        return super().get_queryset().select_related("unit")

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in by e-mail address, kept in lower case."""

    email = models.EmailField("邮箱", unique=True)
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="people")
    role = models.CharField("角色", max_length=10, choices=Role.pairs())
    is_active = models.BooleanField("在用", default=True)
    created = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = People()

    def __str__(self) -> str:
        return self.signature

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    @property
    def signature(self) -> str:
        """As events and pages name them."""
        return f"{self.name}（{self.unit.name}）"


class Invitation(models.Model):
    """Somebody is asked to join a unit. Only the digest of the link's secret is kept. Nobody
    invites the first person of the bureau but the command line."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("邮箱")
    name = models.CharField("姓名", max_length=40)
    role = models.CharField("角色", max_length=10, choices=Role.pairs())
    secret_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField()
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "email"],
                condition=Q(accepted=None),
                name="one_open_invitation_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.unit}"
