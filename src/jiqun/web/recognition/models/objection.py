"""Objections (异议): what somebody says against a cluster while it is on notice, in confidence."""

from django.conf import settings
from django.db import models

from jiqun.web.choices import Choices
from jiqun.web.declarations.models import Blob, Declaration, Quarantine
from jiqun.web.recognition.models.notice import NoticeEntry


class Objector(Choices):
    """Who objects."""

    PERSON = "person", "个人"
    UNIT = "unit", "单位"


class Finding(Choices):
    """What has come of an objection."""

    UPHELD = "upheld", "查实"
    UNFOUNDED = "unfounded", "不成立"
    NOT_ACCEPTED = "not_accepted", "不予受理"


class Ground(Choices):
    """Why one is not accepted."""

    ANONYMOUS = "anonymous", "匿名，或身份无法核实"
    NO_FACTS = "no_facts", "没有具体事实或线索"
    TOO_LATE = "too_late", "不是在公示期内提出"
    BESIDE = "beside", "与公示内容无关"


class Stage(Choices):
    """Where an objection stands; what its objector may learn of it."""

    RECEIVED = "received", "待核查"
    EXAMINED = "examined", "核查中"
    DECIDED = "decided", "已办结"


class Objection(models.Model):
    """What somebody says against an entry of a notice. Who that is and what was said only the
    bureau reads; everything else names the ``number`` alone.

    ``code`` is the digest of the access code that the objector was shown; ``form`` comes from the
    page it was sent from, so that sending that once more makes no second objection."""

    number = models.CharField("编号", max_length=20, unique=True)
    entry = models.ForeignKey(NoticeEntry, on_delete=models.PROTECT, related_name="objections")
    declaration = models.ForeignKey(
        Declaration, on_delete=models.PROTECT, related_name="objections"
    )
    kind = models.CharField("异议人", max_length=10, choices=Objector.pairs())
    name = models.CharField("姓名", max_length=40)
    unit = models.CharField("单位名称", max_length=100, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    email = models.CharField("邮箱", max_length=254, blank=True)
    content = models.TextField("异议内容")
    received_at = models.DateTimeField()
    code = models.CharField(max_length=64)
    form = models.CharField(max_length=64, unique=True)

    stage = models.CharField(max_length=10, choices=Stage.pairs(), default=Stage.RECEIVED.value)
    taken_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_up_at = models.DateTimeField(null=True)

    #: What has been found and is to be answered, from being prepared until it is signed.
    finding = models.CharField("结论", max_length=12, choices=Finding.pairs(), blank=True)
    ground = models.CharField(max_length=12, choices=Ground.pairs(), blank=True)
    examiners = models.CharField("核查人员", max_length=200, blank=True)
    examined = models.TextField("核查情况", blank=True)
    answer = models.TextField("答复", blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    #: None while nothing is laid before those who sign.
    prepared_at = models.DateTimeField(null=True)
    #: Why it was sent back last.
    sent_back = models.TextField(blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    #: When the answer went to the objector.
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number

    @property
    def chain(self) -> str:
        return f"objection:{self.pk}"

    @property
    def is_decided(self) -> bool:
        return self.stage == Stage.DECIDED

    @property
    def is_pending(self) -> bool:
        """Laid before those who sign."""
        return self.prepared_at is not None and not self.is_decided

    @property
    def identity(self) -> tuple[str, ...]:
        """The words by which one could tell who objects."""
        return tuple(each for each in (self.name, self.unit, self.phone, self.email) if each)


class ObjectionFile(models.Model):
    """What an objector has sent along."""

    objection = models.ForeignKey(Objection, on_delete=models.CASCADE, related_name="files")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_clean(self) -> bool:
        return self.blob.state == Quarantine.CLEAN


class ObjectionSerial(models.Model):
    """The last number of an objection given out in a year."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year} {self.last}"
