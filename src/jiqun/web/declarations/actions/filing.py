"""File a declaration: make the fair copy, take it in sealed, take it back."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from jiqun.core.facts import as_json
from jiqun.core.form.rows import Signed
from jiqun.core.lifecycle import Situation
from jiqun.core.receipt import looks_like_content_code, read_code, receipt_number, short_code
from jiqun.core.report import as_json as report_as_json
from jiqun.documents.attachments.attachment import Attachment, FileKind
from jiqun.documents.intake import Examined
from jiqun.documents.pdf import page_count, write_pdf
from jiqun.documents.refused import Refused
from jiqun.documents.scan import make_scan
from jiqun.documents.signed.roots import read_roots
from jiqun.documents.signed.verify import verify_signed
from jiqun.documents.word import write_word
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.accounts.queries.people import reviewers_of
from jiqun.web.audit.actions import record
from jiqun.web.checks.layout import part_numbered
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.blobs import enter_blob, put_file
from jiqun.web.declarations.actions.corrections import answers_to, close_correction
from jiqun.web.declarations.actions.draft import locked
from jiqun.web.declarations.actions.stages import advance
from jiqun.web.declarations.models import Blob, Declaration, FairCopy, Manner, Serial, Submission
from jiqun.web.declarations.queries.blobs import local_file
from jiqun.web.declarations.queries.calls import deadline_of, is_open
from jiqun.web.declarations.queries.case import examined
from jiqun.web.declarations.queries.corrections import standing_correction
from jiqun.web.declarations.queries.evidence import catalogue_of
from jiqun.web.declarations.queries.filing import hindrances, standing_submission
from jiqun.web.declarations.queries.roster import current_roster
from jiqun.web.inbox.actions import tell
from jiqun.web.wording import moment, printable

CHANGED = "申报内容刚刚有改动，请重新生成报送稿。"
OUT_OF_DATE = "报送稿生成之后，申报内容又有改动；请重新生成报送稿，打印盖章后再报送。"
NO_CODE = "请填写核验码：盖章件每页左下角“核验码”后的8位。"
CONTENT_CODE = "填写的是盖章件右下角的内容码（12位）；请改填左下角“核验码”后的8位。"
WRONG_CODE = (
    "填写的核验码与报送稿的不一致。请对照盖章件每页左下角“核验码”后的8位重填；"
    "如果盖章件上印的就是这个，它不是由现在的报送稿打印的，请重新打印盖章。"
)
TOO_LATE = "报送已于{until}截止，不能再撤回；确需修改的，请联系区级主管部门退回补正。"
LONGEST_REASON = 500
#: The part that is signed and sealed.
STATEMENT = "九"
UNCONFIRMED = "请通读真实性声明，并勾选确认。"


@dataclass(frozen=True, slots=True)
class Stored:
    """A paper of ours whose content is in the storage, and has no row yet."""

    attachment: Attachment

    def enter(self) -> Blob:
        return enter_blob(self.attachment)


def store(content: bytes, kind: FileKind, pages: int | None = None) -> Stored:
    """Put content of our own making into the storage."""
    digest = hashlib.sha256(content).hexdigest()
    attachment = Attachment(kind=kind, pages=pages, sha256=digest, size=len(content))
    with TemporaryDirectory(prefix="jiqun-") as folder:
        path = Path(folder, "paper")
        path.write_bytes(content)
        put_file(path, attachment)
    return Stored(attachment)


def refuse_hindered(declaration: Declaration, seen: Examined) -> None:
    found = hindrances(declaration, seen)
    if found:
        raise Refused("".join(hindrance.sentence for hindrance in found))


def make_fair_copy(declaration: Declaration, *, by: User) -> FairCopy:
    """The draft on the official form, to be sealed. Everything is checked first; the papers are
    printed before the transaction, which sees that nothing has changed meanwhile."""
    if not policy.may_edit(by, declaration):
        raise PermissionDenied
    seen = examined(declaration)
    refuse_hindered(declaration, seen)
    digest = seen.case.facts.digest
    code = short_code(digest, str(declaration.pk))
    paper = write_pdf(seen.filled, code)
    pdf = store(paper, FileKind.PDF, page_count(paper))
    word = store(write_word(seen.filled, code), FileKind.WORD)
    return enter_fair_copy(declaration, by=by, digest=digest, code=code, pdf=pdf, word=word)


@transaction.atomic
def enter_fair_copy(
    declaration: Declaration, *, by: User, digest: str, code: str, pdf: Stored, word: Stored
) -> FairCopy:
    now = locked(declaration.pk)
    if not policy.may_edit(by, now):
        raise PermissionDenied
    if now.version != declaration.version:
        raise Refused(CHANGED)
    copy = FairCopy.objects.create(
        declaration=now,
        version=now.version,
        digest=digest,
        code=code,
        pdf=pdf.enter(),
        word=word.enter(),
        made_by=by,
        made_at=clock.now(),
    )
    data = {"code": code, "digest": digest, "pdf": copy.pdf.sha256}
    record(now.chain, "make_fair_copy", f"生成报送稿，核验码{code}。", by=by, data=data)
    return copy


@dataclass(frozen=True, slots=True)
class Sealed:
    """The paper as it came back: the content, and what its signature says if it has one."""

    stored: Stored
    manner: Manner
    signature: Mapping[str, Any]


def take_scan(files: Iterable[tuple[str, bytes]]) -> Sealed:
    """The sealed paper, scanned or photographed: files by name, in the order of the pages, each
    read when it is its turn. Raises ``Refused``."""
    with TemporaryDirectory(prefix="jiqun-") as folder:
        paths = []
        for number, (name, content) in enumerate(files):
            path = Path(folder, f"page{number}")
            path.write_bytes(content)
            paths.append((name, path))
        target = Path(folder, "scan")
        attachment = make_scan(paths, target)
        put_file(target, attachment)
    return Sealed(Stored(attachment), Manner.SCAN, {})


def take_signed(copy: FairCopy, handed: bytes) -> Sealed:
    """The PDF we issued, signed. Raises ``Refused``."""
    with local_file(copy.pdf) as path:
        issued = path.read_bytes()
    roots = tuple(root for file in settings.SIGNING_ROOTS for root in read_roots(file.read_bytes()))
    signature = verify_signed(issued, handed, roots, now=clock.now())
    said = {**asdict(signature), "signed_at": signature.signed_at.isoformat()}
    said["beside"] = [other.signer for other in signature.beside]
    return Sealed(
        store(handed, FileKind.PDF, copy.pdf.pages),
        Manner.SIGNATURE,
        {**said, "trust": signature.trust},
    )


def refuse_unready(
    declaration: Declaration,
    *,
    by: User,
    copy: FairCopy,
    manner: Manner,
    typed_code: str,
    confirmed: bool,
) -> None:
    """What can be said before the sealed paper is looked at: that takes long, and keeps it."""
    if not policy.may_file(by, declaration):
        raise PermissionDenied
    needs = []
    if manner is Manner.SCAN:
        needs += wrong_with_code(typed_code, copy)
    if not confirmed:
        needs.append(UNCONFIRMED)
    if needs:
        raise Refused("".join(needs))


def file_declaration(
    declaration: Declaration,
    *,
    by: User,
    copy: FairCopy,
    sealed: Sealed,
    typed_code: str,
    confirmed: bool,
    site: str,
) -> Submission:
    """File what is in the fair copy. Everything is checked anew; filing twice, in two windows or in
    the closing second, gives one submission or a refusal."""
    refuse_unready(
        declaration,
        by=by,
        copy=copy,
        manner=sealed.manner,
        typed_code=typed_code,
        confirmed=confirmed,
    )
    return enter_submission(declaration.pk, by=by, copy=copy, sealed=sealed, site=site)


def wrong_with_code(typed: str, copy: FairCopy) -> list[str]:
    """Two codes stand on the paper: who typed the other one is told which it was."""
    if not typed.strip():
        return [NO_CODE]
    if read_code(typed) == copy.code:
        return []
    return [CONTENT_CODE if looks_like_content_code(typed) else WRONG_CODE]


@transaction.atomic
def enter_submission(
    declaration_id: int, *, by: User, copy: FairCopy, sealed: Sealed, site: str
) -> Submission:
    declaration = locked(declaration_id)
    if not policy.may_file(by, declaration):
        raise refused_since_filed(declaration)
    if copy.version != declaration.version:
        raise Refused(OUT_OF_DATE)
    seen, correction = examined(declaration), standing_correction(declaration)
    whole = snapshot(declaration, seen)
    hindered = tuple(hindrance.sentence for hindrance in hindrances(declaration, seen))
    number, now = next_number(declaration), clock.now()
    blob = sealed.stored.enter()
    event = advance(
        declaration,
        "file",
        by=by,
        now=Situation(hindrances=hindered),
        sentence=f"报送，回执编号{number}，{sealed.manner.label}，核验码{copy.code}。",
        data={"number": number, "digest": copy.digest, "sealed": blob.sha256},
    )
    submission = Submission.objects.create(
        declaration=declaration,
        number=number,
        filed_by=by,
        filed_by_name=by.signature,
        filed_at=now,
        manner=sealed.manner,
        statement=statement_of(declaration),
        signature=dict(sealed.signature),
        code=copy.code,
        pdf=copy.pdf,
        word=copy.word,
        sealed=blob,
        chain_length=event.number,
        chain_head=event.digest,
        **whole,
    )
    if correction:
        close_correction(correction, submission)
    tell_filed(submission, site)
    return submission


def refused_since_filed(declaration: Declaration) -> Exception:
    """Somebody was quicker, perhaps oneself in another window."""
    standing = standing_submission(declaration)
    if standing is None:
        return PermissionDenied()
    return Refused(filed_already(standing))


def filed_already(standing: Submission) -> str:
    when = moment(standing.filed_at)
    number = standing.number
    return f"这份申报已由{standing.filed_by_name}于{when}报送，回执编号{number}，没有重复报送。"


def next_number(declaration: Declaration) -> str:
    """The next receipt number of the district, given out one after the other."""
    year, district = declaration.edition.years.call, declaration.unit.district
    Serial.objects.get_or_create(year=year, district=district)
    serial = Serial.objects.select_for_update().get(year=year, district=district)
    serial.last += 1
    serial.save(update_fields=["last"])
    return receipt_number(year, district, serial.last)


def snapshot(declaration: Declaration, seen: Examined) -> dict[str, Any]:
    """Everything that was declared and found, as plain data."""
    facts, roster = seen.case.facts, current_roster(declaration)
    report = report_as_json(seen.case, seen.report)
    return {
        "roster": roster.blob if roster else None,
        "roster_name": roster.name if roster else "",
        "edition_id": facts.edition.id,
        "rulebook": seen.report.rulebook,
        "facts": {key: as_json(value) for key, value in facts.items()},
        "digest": facts.digest,
        "reasons": dict(seen.case.reasons),
        "findings": report["findings"],
        "answers": answers_to(declaration),
        "evidence": [
            {
                "number": entry.number,
                "name": entry.name,
                "origin": entry.origin,
                "note": entry.note,
                "proves": list(entry.proves),
                "bindings": dict(entry.bindings),
                "sha256": entry.attachment.sha256,
                "size": entry.attachment.size,
            }
            for entry in catalogue_of(declaration)
        ],
    }


def statement_of(declaration: Declaration) -> str:
    """The words of part 九 that the 负责人 reads and confirms."""
    part = part_numbered(declaration.edition, STATEMENT)
    assert part is not None
    return next(row.text for row in part.rows if isinstance(row, Signed) and row.text)


def tell_filed(submission: Submission, site: str) -> None:
    """Its own people and the district's."""
    own, pk = submission.declaration.unit, submission.declaration_id
    for letter, people, page in (
        ("filed", User.objects.filter(unit=own), "receipt"),
        ("filed_in_district", reviewers_of(own), "review"),
    ):
        people, address = people.filter(is_active=True), reverse(page, args=[pk])
        letter = f"declarations/mail/{letter}"
        tell(people, letter, address=address, site=site, submission=submission)


def reason_to_withdraw(words: str) -> str:
    reason = printable(words)
    if not reason:
        raise Refused("请写明撤回的原因。")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"撤回的原因超过{LONGEST_REASON}字，请删减。")
    return reason


@transaction.atomic
def withdraw(declaration_id: int, *, by: User, reason: str, site: str = "") -> Declaration:
    """Take a filing back, until the district has taken it up or nothing can be filed any more; the
    draft is open again."""
    declaration = locked(declaration_id)
    if not policy.may_withdraw(by, declaration):
        raise PermissionDenied
    if not is_open(declaration):
        raise Refused(TOO_LATE.format(until=moment(deadline_of(declaration))))
    reason = reason_to_withdraw(reason)
    submission = standing_submission(declaration)
    assert submission is not None  # a filed declaration has one
    submission.withdrawn_at = clock.now()
    submission.save(update_fields=["withdrawn_at"])
    advance(
        declaration,
        "withdraw",
        by=by,
        now=Situation(reason=reason),
        sentence=f"撤回报送（{submission.number}），原因：{reason}",
        data={"number": submission.number},
    )
    tell_withdrawn(submission, by=by, reason=reason, site=site)
    return declaration


def tell_withdrawn(submission: Submission, *, by: User, reason: str, site: str) -> None:
    """The district's people, who were told that it was filed."""
    people = reviewers_of(submission.declaration.unit).filter(is_active=True)
    tell(
        people,
        "declarations/mail/withdrawn",
        address=reverse("call", args=[submission.declaration.call_id]),
        submission=submission,
        by=by,
        reason=reason,
        site=site,
    )
