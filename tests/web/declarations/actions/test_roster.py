"""A roster is handed in, takes the place of another, and is removed; each act one event."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.audit.models import Chain
from jiqun.web.audit.queries import events_of, fault_in
from jiqun.web.declarations.actions.blobs import scan_blob
from jiqun.web.declarations.actions.roster import HandedIn, hand_in_roster, remove_roster
from jiqun.web.declarations.models import Blob, Declaration, RosterFile
from jiqun.web.declarations.queries.roster import current_roster, earlier_rosters
from tests.web.moments import DURING
from tests.web.workbooks import workbook_behind
from tests.web.world import ROSTER, a_declaration, a_roster, chief, district_maker, filler, operator

pytestmark = pytest.mark.django_db

OTHER = ROSTER.replace("甲".encode(), "乙".encode())


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User, evidence_folder: Path) -> Declaration:
    return a_declaration(by.unit)


def told(declaration: Declaration) -> list[str]:
    return [event.sentence for event in events_of(declaration.chain)]


def test_it_is_stored_under_its_content(
    declaration: Declaration, by: User, evidence_folder: Path
) -> None:
    file = a_roster(declaration, by)
    blob = file.blob
    assert (evidence_folder / blob.place).read_bytes() == ROSTER
    assert (blob.kind, blob.size, blob.pages, blob.state) == ("csv", len(ROSTER), None, "clean")
    assert (file.name, file.uploaded_by, file.uploaded_at) == ("名录.csv", by, DURING)
    (event,) = events_of(declaration.chain)
    assert (event.verb, event.sentence, event.data) == (
        "hand_in_roster",
        "上传企业名录“名录.csv”。",
        {"file": file.pk, "sha256": blob.sha256, "size": len(ROSTER)},
    )


def test_a_workbook_is_one(declaration: Declaration, by: User) -> None:
    file = a_roster(declaration, by, workbook_behind("clean"), "C:\\资料\\名录.xlsx")
    assert (file.name, file.blob.kind) == ("名录.xlsx", "excel")


def test_another_takes_its_place(declaration: Declaration, by: User) -> None:
    first, other = a_roster(declaration, by), filler(by.unit)
    second = a_roster(declaration, other, OTHER, "新名录.csv")
    first.refresh_from_db()
    assert (first.removed_by, first.removed_at) == (other, DURING)
    assert (current_roster(declaration), list(earlier_rosters(declaration))) == (second, [first])
    assert told(declaration) == [
        "上传企业名录“名录.csv”。",
        "上传企业名录“新名录.csv”，替换“名录.csv”。",
    ]
    assert fault_in(Chain.objects.get(name=declaration.chain)) == ""


def test_the_same_once_more_changes_nothing(declaration: Declaration, by: User) -> None:
    first = a_roster(declaration, by)
    again = hand_in_roster(declaration.pk, by=by, data=ROSTER, name="又一次.csv")
    assert again == HandedIn(first, True)
    assert (RosterFile.objects.count(), len(told(declaration))) == (1, 1)


def test_what_was_there_before_may_come_back(declaration: Declaration, by: User) -> None:
    for data in (ROSTER, OTHER, ROSTER):
        a_roster(declaration, by, data)
    assert (RosterFile.objects.count(), Blob.objects.count()) == (3, 2)


def test_it_is_removed_and_stays_for_who_looks_back(declaration: Declaration, by: User) -> None:
    file = a_roster(declaration, by)
    for _ in range(2):
        removed = remove_roster(file.pk, by=by)
    assert (removed.removed_by, removed.removed_at) == (by, DURING)
    assert (current_roster(declaration), list(earlier_rosters(declaration))) == (None, [file])
    assert told(declaration) == ["上传企业名录“名录.csv”。", "移除企业名录“名录.csv”。"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "文件是空的；请上传填好的企业名录"),
        (b"%PDF-1.7", "这是PDF文件，不是企业名录；"),
        ("姓名,电话\r\n张示例,1".encode(), "没有找到“企业名称”一栏，读到的表头是：姓名、电话"),
    ],
)
def test_what_is_refused_changes_nothing(
    declaration: Declaration, by: User, evidence_folder: Path, data: bytes, sentence: str
) -> None:
    file = a_roster(declaration, by)
    with pytest.raises(Refused, match=f"^{sentence}"):
        hand_in_roster(declaration.pk, by=by, data=data, name="名录.xlsx")
    assert current_roster(declaration) == file
    assert [path.name for path in evidence_folder.glob("??/*")] == [file.blob.sha256]
    assert told(declaration) == ["上传企业名录“名录.csv”。"]


def test_a_roster_may_be_so_long(declaration: Declaration, by: User, settings: Settings) -> None:
    settings.WORKBOOK_CELLS_LIMIT = 3
    with pytest.raises(Refused, match="这份名录太长"):
        a_roster(declaration, by)


def test_only_its_own_unit_does_either_and_only_while_it_has_it(
    declaration: Declaration, by: User, evidence_folder: Path
) -> None:
    file = a_roster(declaration, by)
    for person in (chief(operator()), district_maker()):
        with pytest.raises(PermissionDenied):
            a_roster(declaration, person, OTHER)
        with pytest.raises(PermissionDenied):
            remove_roster(file.pk, by=person)
    Declaration.objects.update(state=State.FILED)
    with pytest.raises(PermissionDenied):
        a_roster(declaration, by, OTHER)
    with pytest.raises(PermissionDenied):
        remove_roster(file.pk, by=by)
    assert len(list(evidence_folder.glob("??/*"))) == 1
    assert len(told(declaration)) == 1


def test_what_is_infected_is_told(declaration: Declaration, by: User, settings: Settings) -> None:
    settings.SCANNER = ["false"]
    scan_blob(a_roster(declaration, by).blob)
    *_, event = events_of(declaration.chain)
    assert (event.verb, event.sentence) == (
        "quarantine_roster",
        "企业名录“名录.csv”中发现病毒，已隔离。",
    )
