"""Object to what is on notice."""

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from jiqun.documents.attachments.identify import identify
from jiqun.documents.filenames import tidy_name
from jiqun.documents.refused import Refused
from jiqun.web.audit.actions import record
from jiqun.web.declarations.actions.blobs import enter_blob, put_file, scan_blob
from jiqun.web.declarations.actions.calls import refuse_all
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.models import Blob
from jiqun.web.recognition.actions.objection_letters import tell_received
from jiqun.web.recognition.models import (
    NoticeEntry,
    Objection,
    ObjectionFile,
    ObjectionSerial,
    Objector,
)
from jiqun.web.recognition.queries.objections import PREFIX, digest_of, is_open_to_objections
from jiqun.web.wording import printable

#: Without those that are taken for one another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_GROUPS, CODE_GROUP = 3, 4

SHORTEST, LONGEST = 20, 5000
LONGEST_FILE_NAME = 160
UNNAMED = "未命名"
NAMELESS = ("匿名", "无名", "不详", "某某", "保密", "不便透露")
FEWEST_DIGITS = 7
SHORTEST_NAME = 2

CLOSED = "这个集群现在不在公示期内，不能提出异议。"
SENT = "这份异议已经收到，编号{number}，没有重复提交。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says, and who."""

    kind: str
    name: str
    content: str
    unit: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """``code`` is told once and kept nowhere."""

    objection: Objection
    code: str


def object_to(
    entry_id: int,
    *,
    said: Said,
    at: datetime,
    form: str,
    files: Sequence[tuple[Path, str]] = (),
    site: str = "",
) -> Received:
    """What comes ``at`` a moment of the notice counts, however long its files take: these are dealt
    with first, so that nothing stands between the transaction and the page that shows the code."""
    said = tidied(said)
    refuse_all(list(faults_in(said)))
    if len(files) > settings.OBJECTION_FILES:
        raise Refused(f"最多上传{settings.OBJECTION_FILES}个文件，请减少后再提交。")
    named = [(path, tidy_name(name, LONGEST_FILE_NAME) or UNNAMED) for path, name in files]
    attached = [(taken_in(path, name), name) for path, name in named]
    return enter(entry_id, said, attached, at=at, form=form, site=site)


def taken_in(path: Path, name: str) -> Blob:
    """Looked at, stored and scanned; what is infected stays in quarantine, and hinders nobody from
    objecting."""
    attachment = identify(path, name, largest=settings.OBJECTION_LIMIT)
    put_file(path, attachment)
    blob = enter_blob(attachment)
    scan_blob(blob)
    return blob


@transaction.atomic
def enter(
    entry_id: int,
    said: Said,
    attached: Sequence[tuple[Blob, str]],
    *,
    at: datetime,
    form: str,
    site: str,
) -> Received:
    declaration = locked(
        NoticeEntry.objects.values_list("declaration_id", flat=True).get(pk=entry_id)
    )
    entry = NoticeEntry.objects.select_related("notice").get(pk=entry_id)
    entry.declaration = declaration
    before = Objection.objects.filter(form=form).first()
    if before:
        raise Refused(SENT.format(number=before.number))
    if not is_open_to_objections(entry, at):
        raise Refused(CLOSED)
    code = new_code()
    objection = Objection.objects.create(
        number=next_number(localdate(at).year),
        entry=entry,
        declaration=declaration,
        kind=said.kind,
        name=said.name,
        unit=said.unit,
        phone=said.phone,
        email=said.email,
        content=said.content,
        received_at=at,
        code=digest_of(code.replace("-", "")),
        form=form,
    )
    for blob, name in attached:
        ObjectionFile.objects.create(objection=objection, blob=blob, name=name)
    # Nobody is named, not even one who is signed in: everybody may object.
    data = {"objection": objection.number}
    record(declaration.chain, "object", f"收到{objection.number}。", by=None, data=data)
    record(objection.chain, "object", f"收到，附件{len(attached)}个。", by=None)
    tell_received(objection, site)
    return Received(objection, code)


def next_number(year: int) -> str:
    """“异议2026-0001”; others wait for theirs."""
    ObjectionSerial.objects.get_or_create(year=year)
    serial = ObjectionSerial.objects.select_for_update().get(year=year)
    serial.last += 1
    serial.save(update_fields=["last"])
    return f"{PREFIX}{year}-{serial.last:04}"


def new_code() -> str:
    groups = range(CODE_GROUPS)
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(CODE_GROUP)) for _ in groups)


# --- What is asked of whoever objects -------------------------------------------------------


def tidied(said: Said) -> Said:
    def line(text: str) -> str:
        return " ".join(printable(text).split())

    return Said(
        kind=said.kind,
        name=line(said.name),
        content=printable(said.content),
        unit=line(said.unit) if said.kind == Objector.UNIT else "",
        phone=line(said.phone),
        email=line(said.email),
    )


def faults_in(said: Said) -> Iterator[str]:
    """What is lacking, a sentence each: the form says the same beside its fields."""
    for check in (fault_in_kind, fault_in_name, fault_in_unit, fault_in_contact, fault_in_content):
        sentence = check(said)
        if sentence:
            yield sentence


def fault_in_kind(said: Said) -> str:
    return "" if said.kind in set(Objector) else "请选择个人或单位。"


def fault_in_name(said: Said) -> str:
    if not said.name:
        return "请填写姓名。"
    letters = sum(sign.isalpha() for sign in said.name)
    if letters < SHORTEST_NAME or any(word in said.name for word in NAMELESS):
        return "请填写真实姓名，匿名的异议不予受理。"
    return ""


def fault_in_unit(said: Said) -> str:
    return "请填写单位名称。" if said.kind == Objector.UNIT and not said.unit else ""


def fault_in_contact(said: Said) -> str:
    if not said.phone and not said.email:
        return "请填写电话或邮箱，至少一项，以便核实和答复。"
    if said.phone and len(re.findall(r"\d", said.phone)) < FEWEST_DIGITS:
        return "电话写法不对，请核对，如 010-00000000。"
    return ""


def fault_in_content(said: Said) -> str:
    if len(said.content) < SHORTEST:
        return f"请写明具体的事实，不少于{SHORTEST}字。"
    if len(said.content) > LONGEST:
        return f"异议内容超过{LONGEST}字，请删减，或作为附件上传。"
    return ""
