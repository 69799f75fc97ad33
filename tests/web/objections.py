"""Notices and objections for the tests, all invented."""

import tempfile
from datetime import date, datetime
from itertools import count
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from jiqun.core.lifecycle import State
from jiqun.web import clock
from jiqun.web.accounts.models import User
from jiqun.web.audit.actions import record
from jiqun.web.declarations.models import Declaration
from jiqun.web.recognition.actions.objecting import Received, Said, object_to
from jiqun.web.recognition.actions.objections import Proposed, prepare_answer, sign_answer
from jiqun.web.recognition.models import Finding, Notice, NoticeEntry, Objection
from jiqun.web.review.models import Outcome
from tests.documents.attachments.files import pdf
from tests.web.filings import a_submission
from tests.web.world import BEIJING, a_declaration, bureau_checker, bureau_maker, chief

forms = count(1)

#: The notice of the tests runs from 2024-05-10 to 2024-05-16.
FIRST_DAY, LAST_DAY = date(2024, 5, 10), date(2024, 5, 16)
LAST_SECOND = datetime(2024, 5, 16, 23, 59, 59, 999_999, tzinfo=BEIJING)
TOO_LATE = datetime(2024, 5, 17, tzinfo=BEIJING)

#: Somebody who must not be told of. The words stand in what was said, name nobody, and are not for
#: those outside the bureau.
NAME, UNIT = "示例异议人甲", "示例隔壁企业有限公司"
PHONE, EMAIL = "010-87654321", "yiyiren@example.org"
WORDS = "申报的出口额把示例隔壁企业有限公司的出口也算了进去，与海关数据不符。"
FRAGMENT = "与海关数据不符"
SECRETS = (NAME, UNIT, PHONE, EMAIL, WORDS)

TYPED = {
    "kind": "unit",
    "name": NAME,
    "unit": UNIT,
    "phone": PHONE,
    "email": EMAIL,
    "content": WORDS,
    "consent": "on",
    "whole": "1",
}
SAID = Said(kind="unit", name=NAME, unit=UNIT, phone=PHONE, email=EMAIL, content=WORDS)
ON_PAPER = Said(kind="person", name=NAME, phone=PHONE, content=WORDS)


def an_entry(declaration: Declaration | None = None) -> NoticeEntry:
    """On a notice that is signed, its declaration having come that far."""
    if declaration is None:
        by = chief()
        declaration = a_declaration(by.unit)
        a_submission(declaration, by)
    declaration.state, declaration.cluster_name = State.NOTICE, "示例集群"
    declaration.save()
    moved = {"from": State.PROPOSED, "to": State.NOTICE}
    record(declaration.chain, "publish", "公示。", by=bureau_checker(), data=moved)
    notice = Notice.objects.create(
        call=declaration.call,
        title="示例公示",
        words="现予公示。",
        prepared_by=bureau_maker(),
        prepared_at=clock.now(),
        outcome=Outcome.SIGNED,
        opens=FIRST_DAY,
        closes=LAST_DAY,
    )
    return NoticeEntry.objects.create(
        notice=notice,
        declaration=declaration,
        order=1,
        cluster_name="示例集群",
        unit_name=declaration.unit.name,
        district=declaration.unit.district,
    )


def objected(
    entry: NoticeEntry, said: Said = SAID, *, at: datetime | None = None, **known: object
) -> Received:
    return object_to(entry.pk, said=said, at=at or clock.now(), form=f"form-{next(forms)}", **known)


def an_objection(entry: NoticeEntry | None = None, said: Said = SAID) -> Objection:
    return objected(entry or an_entry(), said).objection


def with_file(entry: NoticeEntry, folder: Path) -> Objection:
    handed = folder / "handed"
    handed.write_bytes(pdf())
    return objected(entry, files=[(handed, f"{NAME}的证据.pdf")]).objection


def proposed(finding: Finding | str, **known: str) -> Proposed:
    ground = "no_facts" if finding == Finding.NOT_ACCEPTED else ""
    words = {"examiners": "示例核查组", "examined": "核对了海关数据。", "answer": "经核查，属实。"}
    return Proposed(**{"finding": str(finding), "ground": ground, **words, **known})


def decided(objection: Objection, finding: Finding, *, by: User | None = None) -> Objection:
    prepare_answer(objection.pk, by=by or bureau_maker(), proposed=proposed(finding))
    return sign_answer(objection.pk, by=bureau_checker())


def uploaded(content: bytes, name: str = "证据.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# --- For the table of who may open what -----------------------------------------------------


def running(entry: NoticeEntry) -> NoticeEntry:
    """On notice today, whatever day that is."""
    today = localdate(clock.now())
    Notice.objects.filter(pk=entry.notice_id).update(opens=today, closes=today)
    return entry


def with_two_files(entry: NoticeEntry) -> Objection:
    """Sent while the notice of the tests ran."""
    with tempfile.NamedTemporaryFile() as handed:
        handed.write(pdf())
        handed.flush()
        files = [(Path(handed.name), f"{NAME}的证据{n}.pdf") for n in (1, 2)]
        return objected(entry, at=LAST_SECOND, files=files).objection
