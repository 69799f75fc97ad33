"""A declaration whose district goes and looks."""

import io
import tempfile
from pathlib import Path

from PIL import Image

from jiqun.core.facts import as_json
from jiqun.core.lifecycle import State
from jiqun.documents.attachments.attachment import FileKind
from jiqun.web.accounts.models import User
from jiqun.web.declarations.actions.filing import store
from jiqun.web.declarations.models import Blob, Declaration, Submission
from jiqun.web.review.actions.visit_answers import save_visit
from jiqun.web.review.actions.visit_photos import add_photo
from jiqun.web.review.actions.visits import begin_visit, close_visit
from jiqun.web.review.models import Conclusion, Visit, VisitPhoto
from tests.declarations import DEMO, golden
from tests.web.filings import a_submission
from tests.web.moments import DURING
from tests.web.world import a_declaration

#: A finding with a reason: what it speaks of is always looked at.
EXPLAINED = {
    "rule": "R2-14",
    "rank": "explain",
    "part": "二",
    "fields": ["output.2022"],
    "message": "产值与占比不合，请说明。",
    "reason": "口径不同。",
    "cites": [],
}

HEAD = {
    "day": DURING.date().isoformat(),
    "place": "示例产业园",
    "ours": "示例甲 科长\n示例乙 干部",
    "theirs": "示例丙 主任",
    "conclusion": Conclusion.HOLDS.value,
    "words": "数据与原始凭证一致。",
}
AGREES = {"against": "2023年审计报告", "found": "一致", "result": "agrees"}


def reviewed_declaration(by: User) -> Declaration:
    """The clean golden with its firms, taken up by its district."""
    declaration = a_declaration(by.unit)
    file_golden(declaration, by)
    return declaration


def file_golden(
    declaration: Declaration, by: User, number: str = "", roster: bytes = b"", **changed: object
) -> Submission:
    """Once more, with what has changed."""
    facts = {key: as_json(value) for key, value in golden("clean").facts.items()}
    submission = a_submission(declaration, by) if not number else copied(declaration, number)
    content = roster or (DEMO / "clean.xlsx").read_bytes()
    Submission.objects.filter(pk=submission.pk).update(
        facts={**facts, **changed},
        findings=[EXPLAINED],
        roster=store(content, FileKind.EXCEL if not roster else FileKind.CSV).enter(),
        roster_name="名录.csv" if roster else "名录.xlsx",
    )
    declaration.state = State.DISTRICT_REVIEW
    declaration.save()
    return Submission.objects.get(pk=submission.pk)


def copied(declaration: Declaration, number: str) -> Submission:
    last = declaration.submissions.first()
    assert last
    last.pk, last.number = None, number
    last.save(force_insert=True)
    return last


def a_photograph(color: str = "white") -> bytes:
    """As a telephone takes it: with the place in it."""
    image, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "SHILI-CAMERA"
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 22.0, 36.0), 3: "E", 4: (116.0, 50.0, 0.0)})
    Image.new("RGB", (300, 420), color).save(image, "JPEG", exif=exif)
    return image.getvalue()


def a_visit_photo(
    visit: Visit, by: User, content: bytes = b"", name: str = "现场.jpg"
) -> VisitPhoto:
    with tempfile.NamedTemporaryFile() as handed:
        handed.write(content or a_photograph())
        handed.flush()
        return add_photo(visit.pk, by=by, path=Path(handed.name), name=name, caption="厂区")


def answer_all(visit: Visit, by: User, **head: str) -> None:
    answers = dict.fromkeys(visit.items.values_list("pk", flat=True), AGREES)
    save_visit(visit.pk, by=by, head={**HEAD, **head}, answers=answers, marks={})


def a_closed_visit(declaration: Declaration, by: User, **head: str) -> Visit:
    visit = begin_visit(declaration.pk, by=by)
    answer_all(visit, by, **head)
    a_visit_photo(visit, by)
    return close_visit(visit.pk, by=by)


def quarantine(blob: Blob, state: str) -> None:
    Blob.objects.filter(pk=blob.pk).update(state=state)
