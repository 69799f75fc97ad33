"""Hand in evidence, say what it proves, take it back."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Sum

from jiqun.core.corrections import EVIDENCE
from jiqun.core.evidence import all_demands
from jiqun.core.reading import shortened
from jiqun.documents.attachments.attachment import Attachment
from jiqun.documents.attachments.identify import identify
from jiqun.documents.attachments.pages import read_pages
from jiqun.documents.filenames import tidy_name
from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.actions.blobs import enter_blob, put_file
from jiqun.web.declarations.actions.draft import editable, refuse_closed
from jiqun.web.declarations.models import Binding, Declaration, EvidenceFile, Origin
from jiqun.web.wording import printable

LONGEST_NAME = 160
LONGEST_NOTE = 500
UNNAMED = "未命名"


@dataclass(frozen=True, slots=True)
class Added:
    """``known`` if the declaration had the very content already; then nothing has changed."""

    file: EvidenceFile
    known: bool


def add_evidence(
    declaration_id: int, *, by: User, path: Path, name: str, origin: str = "", note: str = ""
) -> Added:
    """Take in the file at ``path``. Its content is looked at and stored before the transaction,
    which so is short and speaks of nothing that is not there."""
    name = tidy_name(name, LONGEST_NAME) or UNNAMED
    attachment = identify(path, name, largest=settings.EVIDENCE_LIMIT)
    put_file(path, attachment)
    return enter_file(
        declaration_id, by=by, attachment=attachment, name=name, origin=origin, note=note
    )


@transaction.atomic
def enter_file(
    declaration_id: int, *, by: User, attachment: Attachment, name: str, origin: str, note: str
) -> Added:
    """The row of a file whose content is stored."""
    declaration = editable(declaration_id, by)
    refuse_closed(declaration, [EVIDENCE])
    kept = declaration.evidence.filter(removed_at=None)
    known = kept.filter(blob__sha256=attachment.sha256).select_related("blob").first()
    if known:
        return Added(known, True)
    refuse_more(declaration, attachment, name)
    file = EvidenceFile.objects.create(
        declaration=declaration,
        blob=enter_blob(attachment),
        name=name,
        origin=checked_origin(origin),
        note=checked_note(note),
        number=kept.count() + 1,
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    data = {"file": file.pk, "sha256": attachment.sha256, "size": attachment.size}
    record(declaration.chain, "add_evidence", f"上传佐证材料“{name}”。", by=by, data=data)
    return Added(file, False)


def own_file(file_id: int, by: User) -> EvidenceFile:
    """The file, nobody else changing its declaration. Raises PermissionDenied."""
    declaration_id = EvidenceFile.objects.values_list("declaration_id", flat=True).get(pk=file_id)
    declaration = editable(declaration_id, by)
    file = EvidenceFile.objects.select_related("blob").get(pk=file_id)
    file.declaration = declaration
    return file


def kept_file(file_id: int, by: User) -> EvidenceFile:
    file = own_file(file_id, by)
    if file.removed_at:
        raise Refused(f"“{file.name}”已移除，请先恢复再修改。")
    return file


def refuse_proving(file: EvidenceFile) -> None:
    """Refuse to touch a file that proves something which is to stay as it was filed."""
    proved = [EVIDENCE + demand for demand in file.bindings.values_list("demand", flat=True)]
    refuse_closed(file.declaration, proved or [EVIDENCE])


def refuse_more(declaration: Declaration, attachment: Attachment, name: str) -> None:
    """Refuse what is beyond the limits of a declaration."""
    present = declaration.evidence.filter(removed_at=None).aggregate(
        files=Count("pk"), size=Sum("blob__size", default=0)
    )
    if present["files"] >= settings.EVIDENCE_FILES:
        most = settings.EVIDENCE_FILES
        raise Refused(f"“{name}”没有收取：已有{most}份佐证材料，请合并或移除一些后再传。")
    if present["size"] + attachment.size > settings.EVIDENCE_TOTAL:
        most = settings.EVIDENCE_TOTAL // settings.MB
        raise Refused(f"“{name}”没有收取：佐证材料合计将超过{most} MB，请压缩或移除一些后再传。")


def checked_origin(origin: str) -> str:
    if origin and origin not in set(Origin):
        labels = "、".join(each.label for each in Origin)
        raise Refused(f"没有“{shortened(origin)}”这个类别，请在{labels}中选择。")
    return origin


def checked_note(note: str) -> str:
    note = " ".join(printable(note).split())
    if len(note) > LONGEST_NOTE:
        raise Refused(f"说明超过{LONGEST_NOTE}字，请删减。")
    return note


@transaction.atomic
def describe_evidence(
    file_id: int,
    *,
    by: User,
    name: str | None = None,
    origin: str | None = None,
    note: str | None = None,
) -> EvidenceFile:
    """Change what is said of a file; None leaves it as it is."""
    file = kept_file(file_id, by)
    refuse_proving(file)
    said = {
        "name": None if name is None else tidy_name(name, LONGEST_NAME),
        "origin": None if origin is None else checked_origin(origin),
        "note": None if note is None else checked_note(note),
    }
    if said["name"] == "":
        raise Refused("材料名称不能为空，请填写。")
    new = {k: v for k, v in said.items() if v is not None and v != getattr(file, k)}
    if new:
        old = {key: getattr(file, key) for key in new}
        for key, value in new.items():
            setattr(file, key, value)
        file.save(update_fields=list(new))
        tell(file, "describe_evidence", f"修改佐证材料“{file.name}”的说明。", by, old=old, new=new)
    return file


@transaction.atomic
def bind_evidence(file_id: int, *, by: User, demand: str, pages: str = "") -> Binding:
    """The file proves what ``demand`` asks for, on ``pages``; binding again changes these."""
    file = kept_file(file_id, by)
    called = called_demand(file, demand)
    refuse_closed(file.declaration, [EVIDENCE + demand])
    read = read_pages(pages, file.blob.pages)
    before = file.bindings.filter(demand=demand).first()
    if before and before.pages == read:
        return before
    binding, _ = Binding.objects.update_or_create(
        file=file, demand=demand, defaults={"pages": read}
    )
    where = f"第{read}页" if read else ""
    sentence = f"以佐证材料“{file.name}”{where}证明“{called}”。"
    tell(file, "bind_evidence", sentence, by, demand=demand, pages=read)
    return binding


@transaction.atomic
def unbind_evidence(file_id: int, *, by: User, demand: str) -> None:
    file = kept_file(file_id, by)
    called = called_demand(file, demand)
    refuse_closed(file.declaration, [EVIDENCE + demand])
    if file.bindings.filter(demand=demand).delete()[0]:
        sentence = f"不再以佐证材料“{file.name}”证明“{called}”。"
        tell(file, "unbind_evidence", sentence, by, demand=demand)


def called_demand(file: EvidenceFile, demand: str) -> str:
    known = all_demands(file.declaration.edition)
    if demand not in known:
        raise Refused(f"表样中没有“{shortened(demand)}”这一项，请刷新页面后重试。")
    return known[demand].called


@transaction.atomic
def remove_evidence(file_id: int, *, by: User) -> EvidenceFile:
    """Out of the catalogue, those behind it moving up. File, row and bindings stay for restoring
    and for whoever looks back."""
    file = own_file(file_id, by)
    if file.removed_at:
        return file
    refuse_proving(file)
    later = EvidenceFile.objects.filter(declaration=file.declaration, number__gt=file.number)
    later.update(number=F("number") - 1)
    file.number, file.removed_by, file.removed_at = None, by, clock.now()
    file.save(update_fields=["number", "removed_by", "removed_at"])
    tell(file, "remove_evidence", f"移除佐证材料“{file.name}”。", by)
    return file


@transaction.atomic
def restore_evidence(file_id: int, *, by: User) -> EvidenceFile:
    """Back into the catalogue, at its end."""
    file = own_file(file_id, by)
    if not file.removed_at:
        return file
    refuse_proving(file)
    kept = file.declaration.evidence.filter(removed_at=None)
    same = kept.filter(blob=file.blob).first()
    if same:
        raise Refused(f"“{file.name}”与材料{same.number}“{same.name}”内容相同，不必恢复。")
    refuse_more(file.declaration, file.blob.attachment, file.name)
    file.number, file.removed_by, file.removed_at = kept.count() + 1, None, None
    file.save(update_fields=["number", "removed_by", "removed_at"])
    tell(file, "restore_evidence", f"恢复佐证材料“{file.name}”。", by)
    return file


@transaction.atomic
def arrange_evidence(declaration_id: int, *, by: User) -> None:
    """Number the catalogue in the order of the form: by the first claim that a file proves, those
    that prove none at the end."""
    declaration = editable(declaration_id, by)
    refuse_closed(declaration, [EVIDENCE])
    order = {key: at for at, key in enumerate(all_demands(declaration.edition))}
    kept = declaration.evidence.filter(removed_at=None).prefetch_related("bindings")
    files = sorted(kept.order_by("number"), key=lambda file: first_claim(file, order))
    moved = [file for number, file in enumerate(files, 1) if file.number != number]
    for number, file in enumerate(files, 1):
        file.number = number
    if moved:
        EvidenceFile.objects.bulk_update(moved, ["number"])
        sentence = "按申报表的顺序编排佐证材料目录。"
        record(declaration.chain, "arrange_evidence", sentence, by=by)


def first_claim(file: EvidenceFile, order: dict[str, int]) -> int:
    return min((order.get(b.demand, len(order)) for b in file.bindings.all()), default=len(order))


def tell(file: EvidenceFile, verb: str, sentence: str, by: User, **data: object) -> None:
    chain = file.declaration.chain
    record(chain, verb, sentence, by=by, data={"file": file.pk, **data})
