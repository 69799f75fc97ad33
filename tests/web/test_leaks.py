"""What is one district's, one authority's, or somebody's telephone stays with those whom it
concerns: every address is opened, every file unpacked, every mail read. The search itself is first
shown to find what is put there."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from jiqun.core.lifecycle import State
from jiqun.web.accounts.models import User
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.views import pictures
from jiqun.web.downloads import as_file
from jiqun.web.inbox.models import Message
from jiqun.web.review import reading
from jiqun.web.review.models import VisitPhoto
from jiqun.web.review.queries import across
from tests.documents.attachments.files import pdf
from tests.web.leaking import Known, Leaked, Told, body_of, refuse_leaks, seen_by
from tests.web.marked import (
    CHECK,
    CONTACTS,
    MARK,
    MOTION,
    OF_BUREAU,
    OF_DISTRICT,
    OF_OURS,
    OFFICERS_MAIL,
    OPINION,
    READ_BY_BUREAU,
    REMARK,
    Marked,
    make_marked,
)
from tests.web.moments import DURING, set_clock
from tests.web.visitors import visit_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

STRANGER = "stranger"
#: Among a district's candidates: between it and the bureau.
PLACE = "候选集群中排第"
CHIEFS = ("初审", "推荐", "退回", "不荐")
#: What those may not learn who have nothing to do with the marked district.
OUTSIDERS = {
    "other maker": OF_OURS,
    "other checker": OF_OURS,
    "neighbour": (*OF_OURS, OFFICERS_MAIL),
    "other chief": (*OF_OURS, OFFICERS_MAIL),
    "reader": (*OF_OURS, OFFICERS_MAIL),
    STRANGER: (*OF_OURS, OFFICERS_MAIL),
}
#: And what of it is not for those who take part.
INSIDERS = {
    **dict.fromkeys(CHIEFS, (*OF_DISTRICT, *OF_BUREAU, READ_BY_BUREAU, PLACE, OFFICERS_MAIL)),
    "maker": OF_BUREAU,
    "checker": OF_BUREAU,
    "bureau maker": (REMARK, MOTION, OPINION, CHECK),
    "bureau checker": (REMARK, MOTION, OPINION, CHECK),
}
#: Where several declarations stand side by side nobody's telephone does, whoever looks.
SIDE_BY_SIDE = (
    "call_peers",
    "peers_table",
    "decisions",
    "decisions_letter",
    "call_duplicates",
    "duplicates",
    "candidates",
    "candidates_paper",
    "queue",
    "recognition",
)


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Marked:
    """Pictures are not drawn: nothing could be read of them here."""
    set_clock(monkeypatch, DURING)
    monkeypatch.setattr(pictures, "draw", lambda *args, **known: (b"", "image/png"))
    return make_marked(monkeypatch)


def known(marked: Marked, *declarations: Declaration) -> Known:
    """What the parts of the addresses may be."""
    numbers, units = [each.pk for each in declarations], [each.unit_id for each in declarations]
    calls, grant = [marked.call.pk, marked.shown.call_id], marked.grant.pk
    entries = list(marked.notice.entries.values_list("pk", flat=True))
    return {
        "": [ANYWHERE],
        "declarations": [parts_of(each) for each in declarations],
        "calls": [{"pk": calls, "declaration": numbers, "kind": ["xlsx", "csv"]}],
        "waivers": [{"pk": [w.pk for each in declarations for w in each.waivers.all()]}],
        "grants": [{"pk": [grant, *calls]}],
        "granted": [{"grant": [grant], "declaration": numbers}],
        "recognition": [{"call": calls, "pk": [marked.notice.pk]}],
        "notices": [{"pk": [marked.notice.pk], "entry": entries}],
        "operators": [{"unit": units}],
        "people": [{"unit": units, "person": [person.pk for person in marked.people.values()]}],
        "messages": [{"message": list(Message.objects.values_list("pk", flat=True)[:3])}],
    }


#: What there is nothing of, or what means the same everywhere.
ANYWHERE = {
    "pk": [1],
    "page": [1],
    "number": [1],
    "document": [1],
    "file": [1],
    "invitation": [1],
    "slug": ["2"],
    "name": ["word", "annotated", "clean"],
    "paper": ["pdf", "word", "sealed", "letter", "table"],
    "verb": ["return", "decline", "fail"],
    "kind": ["notices", "lists"],
    "rule": ["R1-05"],
    "digest": ["0" * 64],
    "token": ["0"],
    "secret": ["0"],
    "uidb64": ["MQ"],
    "district": ["密云区"],
}


def parts_of(declaration: Declaration) -> dict[str, Sequence[object]]:
    def numbers(found: Any) -> list[int]:
        return list(found.values_list("pk", flat=True)) or [0]

    return {
        "pk": [declaration.pk],
        "submission": numbers(declaration.submissions),
        "file": sorted({*numbers(declaration.evidence), *numbers(declaration.rosters)}),
        "copy": numbers(declaration.fair_copies),
        "motion": numbers(declaration.motions),
        "remark": numbers(declaration.remarks),
        "photo": numbers(VisitPhoto.objects.filter(visit__declaration=declaration)),
    }


def seen_as(
    marked: Marked, role: str, *declarations: Declaration, only: Sequence[str] = ()
) -> Iterator[Told]:
    visitor = visit_as(marked.people.get(role))
    return seen_by(visitor, role, known(marked, *declarations), only=only)


def mails_to(marked: Marked, person: User | None) -> Iterator[Told]:
    for letter in marked.sent:
        if person and person.email in letter.to:
            yield Told(f"mail to {person}", f"{letter.subject}\n{letter.body}")


# --- The search finds what is there ---------------------------------------------------------


def packed(name: str, content: str | bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse(f"<p>{MARK}</p>"),
        StreamingHttpResponse([f"<p>{MARK}", "</p>"]),
        as_file(b"", "text/csv", f"{MARK}.csv"),
        as_file(MARK.encode(), "text/csv", "同类比较.csv"),
        as_file(packed("xl/sharedStrings.xml", f"<t>{MARK}</t>"), "", "同类比较.xlsx"),
        as_file(packed(f"evidence/{MARK}.pdf", ""), "", "申报包.zip"),
        as_file(packed("paper.docx", packed("word/document.xml", MARK)), "", "申报包.zip"),
    ],
)
def test_what_is_in_an_answer_is_found(answer: HttpResponse) -> None:
    with pytest.raises(Leaked, match=f"here: {MARK}"):
        refuse_leaks([Told("here", body_of(answer))], OF_OURS)


def test_what_is_printed_in_a_pdf_is_found() -> None:
    told = Told("here", body_of(as_file(pdf(1), "application/pdf", "申报表.pdf")))
    with pytest.raises(Leaked, match="here: 1"):
        refuse_leaks([told], ["1"])


# --- A district's own ---------------------------------------------------------------------------


def test_a_page_that_forgets_whose_district_it_is_would_be_caught(
    marked: Marked, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = Declaration.objects.exclude(state=State.DRAFT).select_related("unit", "call")
    monkeypatch.setattr(across, "reviewable", lambda user: every)
    for name in ("call_peers", "peers_table", "decisions", "call_duplicates"):
        with pytest.raises(Leaked, match=f"{name} .* as other maker: {MARK}"):
            refuse_leaks(seen_as(marked, "other maker", only=[name]), OF_OURS)


def test_nothing_of_a_district_is_told_elsewhere(marked: Marked) -> None:
    """But what everybody may read on the notice."""
    every = (*marked.ours, marked.theirs, marked.neighbours, marked.shown)
    for role, secrets in OUTSIDERS.items():
        refuse_leaks(seen_as(marked, role, *every), secrets)
        refuse_leaks(mails_to(marked, marked.people.get(role)), secrets)


# --- An authority's own -------------------------------------------------------------------------


def test_a_page_that_forgets_whose_remarks_they_are_would_be_caught(
    marked: Marked, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybodys = marked.reviewed.remarks.select_related("by", "submission")
    monkeypatch.setattr(reading, "remarks_on", lambda declaration, reader: everybodys)
    with pytest.raises(Leaked, match=f"as bureau maker: {REMARK}"):
        refuse_leaks(seen_as(marked, "bureau maker", marked.reviewed, only=["review"]), [REMARK])


AUTHORITIES = (("maker", "checker"), ("bureau maker", "bureau checker"))


@pytest.mark.parametrize("roles", [CHIEFS, *AUTHORITIES])
def test_what_an_authority_thinks_is_its_own(marked: Marked, roles: Sequence[str]) -> None:
    """Until it becomes a point to correct, or a decision."""
    for role in roles:
        told = list(seen_as(marked, role, *marked.ours))
        assert any(MARK in each.text for each in told)  # they take part
        refuse_leaks(told, INSIDERS[role])
        refuse_leaks(mails_to(marked, marked.people[role]), INSIDERS[role])


# --- How one reaches people ---------------------------------------------------------------------


@pytest.mark.parametrize("role", ["maker", "bureau maker"])
def test_nobodys_telephone_stands_where_clusters_stand_side_by_side(
    marked: Marked, role: str
) -> None:
    secrets = [each for each in CONTACTS if each not in marked.people[role].name]
    told = list(seen_as(marked, role, *marked.ours, only=SIDE_BY_SIDE))
    with pytest.raises(Leaked):
        refuse_leaks(told, [MARK])  # the clusters themselves do
    refuse_leaks(told, secrets)
