"""A declaration with everything that filing asks for."""

from datetime import timedelta
from io import BytesIO

from django.utils import timezone
from PIL import Image

from jiqun.core.evidence import demands
from jiqun.core.facts import as_json
from jiqun.core.lifecycle import Situation, State
from jiqun.documents.attachments.attachment import FileKind
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.audit.models import Event
from jiqun.web.declarations.actions.corrections import (
    Asked,
    close_correction,
    return_declaration,
)
from jiqun.web.declarations.actions.draft import locked, save_changes
from jiqun.web.declarations.actions.filing import store
from jiqun.web.declarations.actions.stages import advance
from jiqun.web.declarations.models import (
    Binding,
    Blob,
    Call,
    Correction,
    Declaration,
    EvidenceFile,
    FairCopy,
    Manner,
    Origin,
    Submission,
)
from jiqun.web.declarations.queries.corrections import standing_correction
from jiqun.web.declarations.queries.draft import draft_of
from tests.declarations import golden
from tests.documents.attachments.files import pdf
from tests.web.world import a_declaration, district_checker, district_maker


def ready_to_file(by: User, call: Call | None = None) -> Declaration:
    """The clean golden, with a proof for every claim and a reason for whatever asks for one."""
    declaration = a_declaration(by.unit, call)
    file = golden("clean")
    typed = {key: as_json(value) for key, value in file.facts.items()}
    today = timezone.localdate(clock.now())
    typed["cover.date"] = f"{today.year}年{today.month}月{today.day}日"
    reasons = {f"reasons.{rule}": text for rule, text in file.reasons.items()}
    save_changes(declaration.pk, by=by, base=0, typed={**typed, **reasons})
    declaration.refresh_from_db()
    prove_all(declaration, by)
    return declaration


def prove_all(declaration: Declaration, by: User) -> EvidenceFile:
    """One file that is said to prove everything."""
    proof = EvidenceFile.objects.create(
        declaration=declaration,
        blob=stored_blob(b"%PDF-1.7 proves everything"),
        name="示例佐证.pdf",
        origin=Origin.OWN,
        number=1,
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    keys = [demand.key for demand in demands(draft_of(declaration).facts)]
    Binding.objects.bulk_create(Binding(file=proof, demand=key) for key in keys)
    return proof


def photograph() -> bytes:
    """A page of the sealed paper, as a telephone takes it."""
    image = BytesIO()
    Image.new("RGB", (300, 420), "white").save(image, "JPEG")
    return image.getvalue()


def a_fair_copy(declaration: Declaration, by: User) -> FairCopy:
    """One that nobody printed."""
    paper = stored_blob(pdf(2), pages=2)
    return FairCopy.objects.create(
        declaration=declaration,
        version=declaration.version,
        digest="0" * 64,
        code="0000-0000",
        pdf=paper,
        word=paper,
        made_by=by,
        made_at=clock.now(),
    )


def a_submission(declaration: Declaration, by: User) -> Submission:
    """A filed declaration without the work of filing."""
    declaration.state = State.FILED
    declaration.save()
    moved = {"from": State.DRAFT, "to": State.FILED}
    return a_snapshot(
        declaration, by, record(declaration.chain, "file", "报送。", by=by, data=moved)
    )


def file_again(declaration_id: int, by: User) -> Submission:
    """What was returned or withdrawn, by whoever may, without the work of filing."""
    declaration = locked(declaration_id)
    correction = standing_correction(declaration)
    event = advance(declaration, "file", by=by, now=Situation(), sentence="报送。")
    submission = a_snapshot(declaration, by, event)
    if correction:
        close_correction(correction, submission)
    return submission


def a_snapshot(declaration: Declaration, by: User, event: Event) -> Submission:
    paper = stored_blob(pdf(2), pages=2)
    before = declaration.submissions.count()
    return Submission.objects.create(
        declaration=declaration,
        number=f"2024-110118-{declaration.pk:04}{f'-{before}' if before else ''}",
        filed_by=by,
        filed_by_name=by.signature,
        filed_at=clock.now(),
        manner=Manner.SCAN,
        edition_id=declaration.edition.id,
        rulebook="00000000",
        facts={},
        digest="0" * 64,
        code="0000-0000",
        reasons={},
        findings=[],
        evidence=[],
        statement="本单位承诺",
        pdf=paper,
        word=paper,
        sealed=paper,
        chain_length=event.number,
        chain_head=event.digest,
    )


def returned(declaration: Declaration, by: User, *keys: str) -> Correction:
    """Filed by somebody and given back by its district, for those keys."""
    a_submission(declaration, by)
    Declaration.objects.filter(pk=declaration.pk).update(state=State.DISTRICT_REVIEW)
    return return_declaration(
        declaration.pk,
        by=district_checker(by.unit.district),
        prepared_by=district_maker(by.unit.district),
        asked=[Asked(key, f"请核对{number}。") for number, key in enumerate(keys, 1)],
        due=clock.now() + timedelta(days=5),
    )


def stored_blob(content: bytes, pages: int = 1) -> Blob:
    return store(content, FileKind.PDF, pages).enter()
