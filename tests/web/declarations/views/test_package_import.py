"""Packages taken in: verified, shown beside what there is, and taken where ticked."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from jiqun.cli.files import open_input
from jiqun.core.lifecycle import State
from jiqun.documents.package import Description, Package, file_of, read_package
from jiqun.web.accounts.models import User
from jiqun.web.audit.queries import events_of, faults
from jiqun.web.declarations.actions.draft import save_changes
from jiqun.web.declarations.actions.evidence import bind_evidence, describe_evidence
from jiqun.web.declarations.models import Declaration
from jiqun.web.declarations.queries.draft import draft_of
from jiqun.web.declarations.queries.evidence import catalogue_of
from jiqun.web.declarations.queries.roster import current_roster
from jiqun.web.declarations.views import watched
from tests.cli.running import run
from tests.documents.attachments import files
from tests.documents.package.packages import demo, written
from tests.web.declarations.views.test_package import TYPED, content, made, package_of
from tests.web.declarations.views.test_prefill import rows, take
from tests.web.evidence import MAP, MONITORING, a_file
from tests.web.pages import refusal, texts
from tests.web.visitors import visit_as
from tests.web.world import OPENS, ROSTER, a_call, a_declaration, a_roster, chief, filler

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_folder")]

JSON = {"Accept": "application/json"}
PICTURE = files.image("PNG", (60, 40))


@pytest.fixture
def theirs() -> Declaration:
    """A draft of one unit, with all there can be in it."""
    by = chief()
    made = a_declaration(by.unit)
    save_changes(made.pk, by=by, base=0, typed=TYPED)
    first = a_file(made, by, name="通知.pdf")
    second = a_file(made, by, PICTURE, "照片.png")
    describe_evidence(first.pk, by=by, origin="authority", note="见红线处")
    bind_evidence(first.pk, by=by, demand=MAP, pages="2")
    bind_evidence(first.pk, by=by, demand=MONITORING)
    bind_evidence(second.pk, by=by, demand=MAP)
    a_roster(made, by)
    return Declaration.objects.get(pk=made.pk)


def exported(declaration: Declaration) -> bytes:
    user = User.objects.filter(unit=declaration.unit).first()
    return content(made(user, f"/declarations/{declaration.pk}/package/"))


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def ours(by: User, theirs: Declaration) -> Declaration:
    """The fresh draft of another."""
    return a_declaration(by.unit, theirs.call)


def address_of(declaration: Declaration) -> str:
    return f"/declarations/{declaration.pk}/package/import/"


def upload(
    page: Client, declaration: Declaration, data: bytes, name: str = "申报包.zip", **headers: str
) -> HttpResponse:
    fields = {"file": SimpleUploadedFile(name, data), "whole": "1"}
    return page.post(address_of(declaration), fields, headers=headers)


def seen(page: Client, declaration: Declaration, data: bytes) -> HttpResponse:
    """The page on which one chooses."""
    received = upload(page, declaration, data)
    assert received.status_code == 302, refusal(received)
    return page.get(received.url)


def lines(response: HttpResponse) -> list[dict[str, object]]:
    return [json.loads(line) for line in content(response).splitlines()]


def said(package: Package) -> dict[str, object]:
    """What must be the same wherever it goes."""
    return {
        "facts": package.facts,
        "unread": dict(package.unread),
        "reasons": dict(package.reasons),
        "evidence": package.evidence,
        "described": package.described,
        "files": [(file.name, file.sha256, file.read()) for file in package.files],
        "roster": package.roster and (package.roster.name, package.roster.read()),
    }


def test_there_and_back_it_is_the_same(
    theirs: Declaration, ours: Declaration, by: User, tmp_path: Path
) -> None:
    data, page = exported(theirs), visit_as(by)
    done = take(page, seen(page, ours, data))
    assert done.status_code == 302
    again = page.get(done.url)
    assert texts(again, ".said") == [
        "已带入5栏、企业名录、2份佐证材料。每一栏都可以在修改记录中恢复。"
    ]
    assert rows(again) == []
    after = package_of(by, f"/declarations/{ours.pk}/package/")
    assert said(after) == said(read_package(data))
    verbs = [event.verb for event in events_of(ours.chain)]
    assert (verbs[-2:], list(faults())) == (["hand_in_roster", "take_package"], [])
    assert {change.source for change in ours.changes.all()} == {"word"}
    path = tmp_path / "申报包.zip"
    path.write_bytes(exported(ours))
    assert json.loads(run("check", path, "--json").stdout)["edition"] == "beijing-2024"
    declared = open_input(path)
    assert declared.facts == draft_of(fresh(ours)).facts
    assert [problem.key for problem in declared.unread] == ["output.2022"]
    assert declared.roster is not None


def fresh(declaration: Declaration) -> Declaration:
    return Declaration.objects.get(pk=declaration.pk)


def test_what_differs_is_shown_and_nothing_applied(
    theirs: Declaration, ours: Declaration, by: User
) -> None:
    save_changes(ours.pk, by=by, base=0, typed={"cluster_name": "自己的名字"})
    same = a_file(ours, by, PICTURE, "我们的照片.png")
    bind_evidence(same.pk, by=by, demand=MONITORING)
    a_roster(ours, by, ROSTER.replace(b"500", b"600"), "自己的名录.csv")
    data, page = exported(theirs), visit_as(by)
    kept = stands(ours)
    first, second = read_package(data).files
    shown = rows(seen(page, ours, data))
    assert [(key, now.split("\n")[0], ticked) for key, now, _, ticked in shown] == [
        ("cluster_name", "自己的名字", False),
        ("output.2021", "空白", True),
        ("output.2022", "空白", True),
        ("chain_work", "空白", True),
        ("reasons.R2-12", "空白", True),
        (f"roster:{read_package(data).roster.sha256}", "自己的名录.csv", False),
        (f"evidence:{first.sha256}", "没有", True),
        (f"evidence:{second.sha256}", "我们的照片.png", False),
    ]
    offered = {key: text for key, _, text, _ in shown}
    assert offered["output.2022"] == "约五十亿"
    assert offered[f"evidence:{first.sha256}"].split("\n")[:3] == [
        "通知.pdf",
        "主管部门证明",
        "见红线处",
    ]
    assert stands(ours) == kept


def stands(declaration: Declaration) -> object:
    roster = current_roster(declaration)
    return (
        dict(draft_of(fresh(declaration)).typed),
        catalogue_of(declaration),
        roster and roster.name,
    )


def test_a_file_that_is_there_already_is_the_same_file(
    theirs: Declaration, ours: Declaration, by: User
) -> None:
    same = a_file(ours, by, PICTURE, "我们的照片.png")
    bind_evidence(same.pk, by=by, demand=MONITORING, pages="1")
    describe_evidence(same.pk, by=by, note="自己写的")
    page, data = visit_as(by), exported(theirs)
    second = read_package(data).files[1]
    take(page, seen(page, ours, data), f"evidence:{second.sha256}")
    (entry,) = catalogue_of(ours)
    assert (entry.name, entry.note, dict(entry.bindings)) == (
        "照片.png",
        "自己写的",
        {MONITORING: "1", MAP: ""},
    )
    assert ours.evidence.count() == 1
    assert current_roster(ours) is None and draft_of(fresh(ours)).typed == {}


def test_what_a_colleague_changed_meanwhile_is_not_taken(
    theirs: Declaration, ours: Declaration, by: User
) -> None:
    page = visit_as(by)
    choice = seen(page, ours, exported(theirs))
    save_changes(ours.pk, by=filler(by.unit), base=0, typed={"output.2021": "40.00"})
    done = page.get(take(page, choice).url)
    assert texts(done, ".said")[1] == (
        "有1栏刚被同事改成别的内容，没有带入；仍要带入的，请在下面勾选。"
    )
    assert rows(done) == [("output.2021", "40.00亿元", "41.20亿元", False)]
    take(page, done, "output.2021")
    assert draft_of(fresh(ours)).typed["output.2021"] == "41.20"


def test_the_form_of_another_year_is_taken_like_last_times(theirs: Declaration, by: User) -> None:
    call = a_call(edition_id="beijing-2025", title="2025年度申报", opens=OPENS)
    later = a_declaration(by.unit, call)
    choice = seen(visit_as(by), later, exported(theirs))
    # 2021 is the year before the first here, and asked for on the worksheet.
    assert [key for key, _, _, ticked in rows(choice) if ticked] == ["output.2022", "output.2021"]
    assert "申报包用的是2024年度的表样" in " ".join(texts(choice, "p"))


def test_a_script_is_told_how_far_it_is(
    theirs: Declaration, ours: Declaration, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "BETWEEN_LINES", 0.0)
    page, data = visit_as(by), exported(theirs)
    *steps, last = lines(upload(page, ours, data, **JSON))
    assert steps[-1]["done"] == steps[-1]["of"]
    choice = page.get(str(last["address"]))
    ticked = {"take": [key for key, *_ in rows(choice)], "version": "0"}
    *steps, last = lines(page.post(str(last["address"]), ticked, headers=JSON))
    assert [step["of"] for step in steps] == [sum(f.size for f in read_package(data).files)] * 2
    assert str(last["address"]).endswith("?fields=5&files=2&roster=1&conflicts=0")


def test_leaving_in_between_changes_nothing(
    theirs: Declaration, ours: Declaration, by: User
) -> None:
    page = visit_as(by)
    choice = seen(page, ours, exported(theirs))
    ticked = {"take": [key for key, *_ in rows(choice)], "version": "0"}
    answer = page.post(choice.wsgi_request.path, ticked, headers=JSON)
    next(iter(answer.streaming_content))
    answer._iterator.close()
    assert stands(ours) == ({}, (), None)


# --- refused ---


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
        if name not in old.namelist():
            new.writestr(name, content)
    return target.getvalue()


def altered(data: bytes, said: dict[str, object]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    return with_member(data, "manifest.json", json.dumps({**manifest, **said}).encode())


ORIGINAL = "请使用本系统导出的原文件，不要解压后重新打包。"


def test_what_is_not_whole_is_refused_by_name(
    theirs: Declaration, ours: Declaration, by: User, settings: Settings
) -> None:
    page, data = visit_as(by), exported(theirs)
    digest = read_package(data).files[0].sha256
    for handed, why in (
        (b"no zip", "申报包不完整或已损坏，无法打开；请重新导出或重新下载后再试。"),
        (data[:-30], "申报包不完整或已损坏，无法打开；请重新导出或重新下载后再试。"),
        (with_member(data, "x.exe", b"MZ"), f"申报包多出“x.exe”；{ORIGINAL}"),
        (
            with_member(data, "evidence/01_通知.pdf", b"%PDF"),
            f"申报包中的“evidence/01_通知.pdf”与清单记录的不符，可能被改动或已损坏；{ORIGINAL}",
        ),
        (
            altered(data, {"edition": "beijing-\ud800"}),
            "申报包用的是“beijing-”表样版次，本系统没有，请先升级本系统。",
        ),
        (
            altered(data, {"described": {digest: {"origin": "", "note": "", "proves": {}}}}),
            f"申报包的清单与其中的文件对不上；{ORIGINAL}",
        ),
        (
            altered(data, {"unread": {"a": ["\ud800"]}}),
            "申报包的清单（manifest.json）无法读取，请使用本系统导出的原文件，不要改动其中内容。",
        ),
    ):
        refused = upload(page, ours, handed)
        assert refused.status_code == 422
        assert refusal(refused) == f"“申报包.zip”没有收取：{why}"
        assert lines(upload(page, ours, handed, **JSON))[-1] == {"refused": refusal(refused)}
    assert not list(Path(settings.BOUND_DIR).glob(f"{ours.pk}/*"))


def test_no_file_a_cut_and_too_large(ours: Declaration, by: User, settings: Settings) -> None:
    page = visit_as(by)
    address = address_of(ours)
    assert refusal(page.post(address, {"whole": "1"})) == (
        "还没有选择文件，请先选择申报包（.zip）。"
    )
    assert refusal(page.post(address)) == "文件没有传完整，可能是网络中断，请重新上传。"
    settings.PACKAGE_LIMIT = settings.MB
    refused = upload(page, ours, bytes(settings.MB + 1))
    assert refusal(refused).startswith("申报包超过1 MB")
    assert lines(upload(page, ours, bytes(settings.MB + 1), **JSON)) == [
        {"refused": refusal(refused)}
    ]


def test_one_bad_file_keeps_everything_out_and_is_named(ours: Declaration, by: User) -> None:
    bad = file_of("证明.pdf", b"MZ" + bytes(999))
    pages = file_of("图.png", PICTURE)
    package = Package(
        facts=demo().facts,
        rulebook="",
        files=(bad, pages),
        described={pages.sha256: Description("no such", "", {MAP: "7"})},
        evidence={MAP: ("图.png",)},
    )
    page = visit_as(by)
    choice = seen(page, ours, written(package))
    for file, sentence in (
        (bad, "“证明.pdf”是程序文件"),
        (pages, "佐证材料“图.png”：页码“7”超出范围"),
    ):
        refused = take(page, choice, "cluster_name", f"evidence:{file.sha256}")
        assert refused.status_code == 422 and refusal(refused).startswith(sentence)
        assert [key for key, *_, ticked in rows(refused) if ticked] == [
            "cluster_name",
            f"evidence:{file.sha256}",
        ]
    assert stands(ours) == ({}, (), None)


def test_a_roster_that_cannot_be_read_is_named(ours: Declaration, by: User) -> None:
    roster = file_of("名录.xlsx", b"PK no workbook")
    package = Package(facts=demo().facts, rulebook="", roster=roster)
    page = visit_as(by)
    refused = take(page, seen(page, ours, written(package)), f"roster:{roster.sha256}")
    assert refused.status_code == 422
    assert refusal(refused).startswith("企业名录“名录.xlsx”：")
    assert stands(ours) == ({}, (), None)


def test_nothing_ticked_and_a_package_that_is_gone(
    theirs: Declaration, ours: Declaration, by: User
) -> None:
    page, data = visit_as(by), exported(theirs)
    choice = seen(page, ours, data)
    assert refusal(take(page, choice, "no_such_key")) == ("还没有勾选要带入的内容，请先勾选。")
    upload(page, ours, data)
    gone = page.get(choice.wsgi_request.path)
    assert (gone.status_code, gone.url) == (302, address_of(ours))
    assert texts(page.get(gone.url), ".said") == ["上传的申报包已经清理或被新的替换，请重新上传。"]


def test_only_while_it_is_with_its_own_people(
    theirs: Declaration, ours: Declaration, by: User
) -> None:
    page, data = visit_as(by), exported(theirs)
    choice = seen(page, ours, data).wsgi_request.path
    stranger = visit_as(chief())
    assert [stranger.get(a).status_code for a in (address_of(ours), choice)] == [404, 404]
    Declaration.objects.update(state=State.FILED)
    assert [page.get(a).status_code for a in (address_of(ours), choice)] == [403, 403]
    assert page.post(choice).status_code == 403


def test_the_pages_lead_there(ours: Declaration, by: User) -> None:
    page = visit_as(by)
    for path, link in (
        ("", f"/declarations/{ours.pk}/package/"),
        ("prefill/", address_of(ours)),
        ("package/", address_of(ours)),
    ):
        shown = page.get(f"/declarations/{ours.pk}/{path}").content.decode()
        assert f'href="{link}"' in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_queries_for_one_file_and_for_many(by: User, count: int) -> None:
    package = Package(
        facts=demo().facts,
        rulebook="",
        files=tuple(file_of(f"{n}.pdf", files.pdf(n + 1)) for n in range(count)),
    )
    page, ours = visit_as(by), a_declaration(by.unit)
    address = upload(page, ours, written(package)).url
    with CaptureQueriesContext(connection) as asked:
        assert page.get(address).status_code == 200
    assert len(asked) == 7
