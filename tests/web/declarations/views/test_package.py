"""Packages handed out: of a draft, to its own unit; of a submission, to whoever may see it."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from jiqun.core.facts import as_json
from jiqun.core.lifecycle import State
from jiqun.documents.intake import case_of, declared_in
from jiqun.documents.package import Description, Package, read_package
from jiqun.web.accounts.models import User
from jiqun.web.audit.queries import head_of
from jiqun.web.declarations import packing
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.actions.evidence import bind_evidence, describe_evidence
from jiqun.web.declarations.actions.filing import enter_submission, make_fair_copy, take_scan
from jiqun.web.declarations.models import Blob, Declaration, Submission
from jiqun.web.declarations.queries.case import declared_in as declared_by
from jiqun.web.declarations.queries.draft import draft_of
from jiqun.web.declarations.views import watched
from tests.documents.attachments import files
from tests.web.evidence import MAP, MONITORING, a_file
from tests.web.filings import photograph, ready_to_file
from tests.web.pages import parsed, refusal
from tests.web.visitors import visit_as
from tests.web.world import (
    ROSTER,
    a_declaration,
    a_roster,
    bureau_maker,
    chief,
    district_maker,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

TYPED = {
    "cluster_name": "示例产业集群",
    "output.2021": "41.20",
    "output.2022": "约五十亿",
    "chain_work": ["chain_map"],
    "reasons.R2-12": "龙头企业迁入，\r\n“当年”按注册地统计",
}


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User) -> Declaration:
    """A draft with all there can be in it."""
    made = a_declaration(by.unit)
    save_changes(made.pk, by=by, base=0, typed=TYPED)
    first = a_file(made, by, name="通知.pdf")
    second = a_file(made, by, files.image("PNG", (60, 40)), "通知.pdf")
    describe_evidence(first.pk, by=by, origin="authority", note="见红线处")
    bind_evidence(first.pk, by=by, demand=MAP, pages="2")
    bind_evidence(first.pk, by=by, demand=MONITORING)
    bind_evidence(second.pk, by=by, demand=MAP)
    a_roster(made, by)
    return Declaration.objects.get(pk=made.pk)


def address_of(declaration: Declaration, submission: Submission | None = None) -> str:
    filed = f"submissions/{submission.pk}/" if submission else ""
    return f"/declarations/{declaration.pk}/{filed}package/"


def content(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content)


def made(user: User, address: str) -> HttpResponse:
    """Without a script: one waits, and is sent to the file."""
    page = visit_as(user)
    done = page.post(address)
    assert done.status_code == 302, refusal(done)
    return page.get(done.url)


def package_of(user: User, address: str) -> Package:
    return read_package(content(made(user, address)))


def lines(response: HttpResponse) -> list[dict[str, object]]:
    return [json.loads(line) for line in content(response).splitlines()]


def test_the_package_of_a_draft_has_all_of_it(declaration: Declaration, by: User) -> None:
    package, draft = package_of(by, address_of(declaration)), draft_of(declaration)
    first, second = package.files
    assert (package.facts, dict(package.reasons)) == (draft.facts, draft.reasons)
    assert package.unread == {"output.2022": "约五十亿"}
    assert package.evidence == {MAP: ("通知.pdf",), MONITORING: ("通知.pdf",)}
    assert package.described == {
        first.sha256: Description("authority", "见红线处", {MAP: "2", MONITORING: ""}),
        second.sha256: Description("", "", {MAP: ""}),
    }
    assert package.roster is not None
    assert (package.roster.name, package.roster.read()) == ("名录.csv", ROSTER)
    assert [file.name for file in package.files] == ["通知.pdf", "通知.pdf"]
    assert second.read() == files.image("PNG", (60, 40))
    assert package.declaration == {
        "call": "2024年度中小企业特色产业集群申报",
        "unit": by.unit.name,
        "district": "密云区",
        "cluster": "示例产业集群",
        "version": 1,
    }
    assert (package.events.length, package.events.head) == head_of(declaration.chain)


def test_it_is_checked_elsewhere_as_it_is_here(declaration: Declaration, by: User) -> None:
    there = case_of(declared_in(package_of(by, address_of(declaration))))
    here = case_of(declared_by(declaration))
    said = [(case.facts, case.reasons, case.unread) for case in (there, here)]
    assert said[0] == said[1]
    assert {key: set(names) for key, names in (there.evidence or {}).items()} == {
        key: set(names) for key, names in (here.evidence or {}).items()
    }


def test_the_same_draft_gives_the_same_bytes(declaration: Declaration, by: User) -> None:
    one = content(made(by, address_of(declaration)))
    assert content(made(by, address_of(declaration))) == one


def test_a_script_is_told_how_far_it_is(
    declaration: Declaration, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "BETWEEN_LINES", 0.0)
    page = visit_as(by)
    *steps, last = lines(page.post(address_of(declaration), headers={"Accept": "application/json"}))
    assert steps and steps[-1]["done"] == steps[-1]["of"]
    answer = page.get(str(last["address"]))
    assert answer["Content-Type"] == "application/zip"
    assert content(answer).startswith(b"PK")


def test_a_fault_of_ours_is_told(
    declaration: Declaration, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(packing, "write_package", broken)
    answer = visit_as(by).post(address_of(declaration), headers={"Accept": "application/json"})
    assert lines(answer) == [{"refused": "申报包没有生成，请稍后再试；仍不行请联系管理员。"}]


@pytest.mark.parametrize(
    ("state", "label"), [("waiting", "等待病毒扫描"), ("infected", "发现病毒")]
)
def test_nothing_in_quarantine_goes_out(
    declaration: Declaration, by: User, state: str, label: str
) -> None:
    before = visit_as(by).post(address_of(declaration)).url
    Blob.objects.filter(kind__in=["png", "csv"]).update(state=state)
    sentence = (
        f"“通知.pdf”（{label}）、“名录.csv”（{label}）暂时不能导出；"
        "等待扫描的请稍后再试，发现病毒的请移除。"
    )
    page = visit_as(by)
    refused, fetched = page.post(address_of(declaration)), page.get(before)
    assert [(r.status_code, refusal(r)) for r in (refused, fetched)] == [(422, sentence)] * 2
    told = page.post(address_of(declaration), headers={"Accept": "application/json"})
    assert lines(told) == [{"refused": sentence}]


def test_a_changed_draft_takes_the_place_of_the_package(
    declaration: Declaration, by: User, settings: Settings
) -> None:
    before = visit_as(by).post(address_of(declaration)).url
    save_changes(declaration.pk, by=by, base=1, typed={"output.2021": "42.00"})
    assert content(made(by, address_of(declaration))).startswith(b"PK")
    assert visit_as(by).get(before).status_code == 404
    folder = Path(settings.BOUND_DIR) / str(declaration.pk)
    assert [path.suffix for path in folder.iterdir()] == [".zip"]


# --- what was filed ---


@pytest.fixture
def submission(by: User) -> Submission:
    ready = ready_to_file(by)
    ready = Declaration.objects.select_related("call", "unit").get(pk=ready.pk)
    copy = make_fair_copy(ready, by=by)
    sealed = take_scan([("盖章.jpg", photograph())])
    return enter_submission(ready.pk, by=by, copy=copy, sealed=sealed, site="")


def test_the_package_of_a_submission_is_what_was_filed(submission: Submission, by: User) -> None:
    declaration = submission.declaration
    address = address_of(declaration, submission)
    before = content(made(by, address))
    # Withdrawn and changed since, it stays what it was.
    Declaration.objects.filter(pk=declaration.pk).update(state=State.DRAFT)
    save_changes(declaration.pk, by=by, base=1, typed={"cluster_name": "别的名字"})
    assert content(made(by, address)) == before
    package = read_package(before)
    facts = {key: as_json(value) for key, value in package.facts.items()}
    assert (facts, dict(package.reasons)) == (submission.facts, submission.reasons)
    assert [(f.name, f.sha256) for f in package.files] == [
        (entry["name"], entry["sha256"]) for entry in submission.evidence
    ]
    (described,) = package.described.values()
    assert described == Description("own", "", submission.evidence[0]["bindings"])
    assert [(paper.name, paper.sha256) for paper in package.papers] == [
        ("申报表.pdf", submission.pdf.sha256),
        ("申报表.docx", submission.word.sha256),
        ("盖章件.pdf", submission.sealed.sha256),
    ]
    assert package.findings["findings"] == submission.findings
    assert (package.receipt["number"], package.receipt["code"]) == (
        submission.number,
        submission.code,
    )
    assert package.events.head == submission.chain_head


def test_district_and_bureau_get_it_too_but_not_the_draft(submission: Submission, by: User) -> None:
    address = address_of(submission.declaration, submission)
    own = content(made(by, address))
    for officer in (district_maker(), bureau_maker()):
        assert content(made(officer, address)) == own
        page = visit_as(officer)
        assert page.post(address_of(submission.declaration)).status_code == 403
        links = parsed(page.get(f"/declarations/{submission.declaration_id}/receipt/"))
        assert links.xpath(f"//a[@href='{address}']")
        assert not parsed(page.get(f"/declarations/{submission.declaration_id}/")).xpath(
            "//a[contains(@href, '/package/')]"
        )
    assert visit_as(district_maker("海淀区")).post(address).status_code == 404
    assert visit_as(chief()).post(address).status_code == 404


def test_a_sealed_paper_in_quarantine_is_named(submission: Submission, by: User) -> None:
    Blob.objects.filter(pk=submission.sealed_id).update(state="waiting")
    refused = visit_as(by).post(address_of(submission.declaration, submission))
    assert refusal(refused).startswith("“盖章件”（等待病毒扫描）暂时不能导出")


# --- queries ---


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_queries_for_one_file_and_for_many(by: User, count: int) -> None:
    declaration = a_declaration(by.unit)
    for n in range(count):
        a_file(declaration, by, files.pdf(n + 1), f"{n}.pdf")
    page = visit_as(by)
    with CaptureQueriesContext(connection) as asked:
        assert page.post(address_of(declaration)).status_code == 302
    assert len(asked) == 14
