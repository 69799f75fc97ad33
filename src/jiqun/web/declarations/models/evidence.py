"""Evidence (佐证材料): files, and what each of them proves."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q

from jiqun.documents.attachments.attachment import Attachment, FileKind
from jiqun.web.choices import Choices
from jiqun.web.declarations.models.declaration import Declaration


class Quarantine(Choices):
    """Nobody gets to see a file before it has been scanned, where there is a scanner."""

    CLEAN = "clean", "可以使用"
    WAITING = "waiting", "等待病毒扫描"
    INFECTED = "infected", "发现病毒"


def evidence_storage() -> Storage:
    return storages["evidence"]


class Blob(models.Model):
    """Content, stored once however often it is handed in. Its file is there before the row is."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.label) for kind in FileKind])
    #: None where they can't be told.
    pages = models.PositiveIntegerField(null=True)
    state = models.CharField("状态", max_length=10, choices=Quarantine.pairs())
    created = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256

    @property
    def attachment(self) -> Attachment:
        return Attachment(
            kind=FileKind(self.kind), pages=self.pages, sha256=self.sha256, size=self.size
        )

    @property
    def place(self) -> str:
        return place_of(self.sha256)


def place_of(sha256: str) -> str:
    """Where content stands in the storage."""
    return f"{sha256[:2]}/{sha256}"


class Origin(Choices):
    """Who says so (填报说明4)."""

    AUTHORITY = "authority", "主管部门证明"
    THIRD_PARTY = "third_party", "第三方证明"
    OWN = "own", "自我声明"


class EvidenceFile(models.Model):
    """A file of a declaration, with its number in the catalogue; a removed one has none."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="evidence")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="files")
    name = models.CharField("名称", max_length=160)
    origin = models.CharField("类别", max_length=12, choices=Origin.pairs(), blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    number = models.PositiveIntegerField("目录序号", null=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "blob"],
                condition=Q(removed_at=None),
                name="one_file_a_content",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Binding(models.Model):
    """A file proves a claim: ``demand`` is a key of ``jiqun.core.evidence``; ``pages`` like
    “1-3,5”, all of them if blank."""

    file = models.ForeignKey(EvidenceFile, on_delete=models.CASCADE, related_name="bindings")
    demand = models.CharField(max_length=120)
    pages = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["file", "demand"], name="one_binding_a_demand")
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.demand}"
