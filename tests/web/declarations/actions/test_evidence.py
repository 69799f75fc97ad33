"""Evidence: handed in, described, bound, removed; each act one event, each content once."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from jiqun.core.lifecycle import State
from jiqun.documents.refused import Refused
from jiqun.web.accounts.models import User
from jiqun.web.audit.models import Chain
from jiqun.web.audit.queries import events_of, fault_in
from jiqun.web.declarations.actions import evidence
from jiqun.web.declarations.models import Binding, Blob, Declaration, EvidenceFile
from jiqun.web.declarations.queries.evidence import files_of
from tests.documents.attachments import files
from tests.web.world import a_declaration, chief, district_maker, filler, operator

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return chief()


@pytest.fixture
def declaration(by: User, evidence_folder: Path) -> Declaration:
    return a_declaration(by.unit)


@pytest.fixture
def handed(tmp_path: Path) -> Path:
    return tmp_path / "handed"


def add(
    declaration: Declaration, by: User, handed: Path, data: bytes, name: str = "证明.pdf"
) -> EvidenceFile:
    handed.write_bytes(data)
    return evidence.add_evidence(declaration.pk, by=by, path=handed, name=name).file


def told(declaration: Declaration) -> list[str]:
    return [event.sentence for event in events_of(declaration.chain)]


def numbered(declaration: Declaration) -> list[tuple[int | None, str]]:
    return [(file.number, file.name) for file in files_of(declaration)]


def test_a_file_is_stored_under_its_content(
    declaration: Declaration, by: User, handed: Path, evidence_folder: Path
) -> None:
    data = files.pdf(2)
    file = add(declaration, by, handed, data)
    blob = file.blob
    assert (evidence_folder / blob.sha256[:2] / blob.sha256).read_bytes() == data
    assert (blob.kind, blob.pages, blob.size, blob.state) == ("pdf", 2, len(data), "clean")
    assert (file.name, file.origin, file.note, file.number) == ("证明.pdf", "", "", 1)
    assert file.uploaded_by == by
    (event,) = events_of(declaration.chain)
    assert (event.verb, event.sentence, event.data) == (
        "add_evidence",
        "上传佐证材料“证明.pdf”。",
        {"file": file.pk, "sha256": blob.sha256, "size": len(data)},
    )


def test_the_same_content_is_stored_once(
    declaration: Declaration, by: User, handed: Path, evidence_folder: Path
) -> None:
    data = files.pdf()
    first = add(declaration, by, handed, data)
    again = evidence.add_evidence(declaration.pk, by=by, path=handed, name="另一个名字.pdf")
    assert again == evidence.Added(first, True)
    other = chief(operator())
    elsewhere = a_declaration(other.unit, declaration.call)
    theirs = add(elsewhere, other, handed, data)
    assert theirs.blob == first.blob
    assert [path.name for path in evidence_folder.glob("??/*")] == [first.blob.sha256]
    assert told(declaration) == ["上传佐证材料“证明.pdf”。"]


def test_a_content_whose_file_is_gone_is_stored_anew(
    declaration: Declaration, by: User, handed: Path, evidence_folder: Path
) -> None:
    blob = add(declaration, by, handed, files.pdf()).blob
    path = evidence_folder / blob.place
    path.unlink()
    add(declaration, by, handed, files.pdf())
    assert path.read_bytes() == files.pdf()


def test_what_is_refused_leaves_nothing(
    declaration: Declaration, by: User, handed: Path, evidence_folder: Path
) -> None:
    with pytest.raises(Refused, match=r"“坏\.pdf”是程序文件"):
        add(declaration, by, handed, b"MZ", "坏.pdf")
    assert (EvidenceFile.objects.count(), Blob.objects.count()) == (0, 0)
    assert list(evidence_folder.glob("*/*")) == []
    assert told(declaration) == []


@pytest.mark.parametrize(
    ("handed_in", "kept"),
    [
        ("C:\\资料\\证明.pdf", "证明.pdf"),
        ("../../etc/证明.pdf", "证明.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("...", "未命名"),
        ("长" * 300 + ".pdf", "长" * 156 + ".pdf"),
    ],
)
def test_names_are_tidied(
    declaration: Declaration, by: User, handed: Path, handed_in: str, kept: str
) -> None:
    assert add(declaration, by, handed, files.pdf(), handed_in).name == kept


def test_there_may_be_so_many_files(
    declaration: Declaration, by: User, handed: Path, settings: Settings
) -> None:
    settings.EVIDENCE_FILES = 2
    for pages in (1, 2):
        add(declaration, by, handed, files.pdf(pages))
    with pytest.raises(Refused) as why:
        add(declaration, by, handed, files.pdf(3), "又一份.pdf")
    assert str(why.value) == ("“又一份.pdf”没有收取：已有2份佐证材料，请合并或移除一些后再传。")


def test_they_may_be_so_large_together(
    declaration: Declaration, by: User, handed: Path, settings: Settings
) -> None:
    first, second = files.pdf(1), files.pdf(2)
    settings.EVIDENCE_TOTAL = len(first) + len(second)
    file = add(declaration, by, handed, first)
    add(declaration, by, handed, second)
    with pytest.raises(Refused, match="合计将超过0 MB，请压缩或移除一些后再传"):
        add(declaration, by, handed, files.image())
    evidence.remove_evidence(file.pk, by=by)
    add(declaration, by, handed, files.image("PNG", (1, 1)))


# --- what is said of it ---


def test_it_is_described(declaration: Declaration, by: User, handed: Path) -> None:
    file = add(declaration, by, handed, files.pdf())
    evidence.describe_evidence(file.pk, by=by, origin="authority", note=" 见 \n 第2页 ")
    evidence.describe_evidence(file.pk, by=by, origin="authority")  # as it is
    file.refresh_from_db()
    assert (file.name, file.origin, file.note) == ("证明.pdf", "authority", "见 第2页")
    *_, event = events_of(declaration.chain)
    assert event.number == 2
    assert event.data == {
        "file": file.pk,
        "old": {"origin": "", "note": ""},
        "new": {"origin": "authority", "note": "见 第2页"},
    }


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": " / "}, "材料名称不能为空，请填写。"),
        ({"note": "字" * 501}, "说明超过500字，请删减。"),
        (
            {"origin": "any"},
            "没有“any”这个类别，请在主管部门证明、第三方证明、自我声明中选择。",
        ),
    ],
)
def test_what_cannot_be_said(
    declaration: Declaration, by: User, handed: Path, said: dict[str, str], sentence: str
) -> None:
    file = add(declaration, by, handed, files.pdf())
    with pytest.raises(Refused) as why:
        evidence.describe_evidence(file.pk, by=by, **said)
    assert str(why.value) == sentence


def test_it_is_bound_and_unbound(declaration: Declaration, by: User, handed: Path) -> None:
    file = add(declaration, by, handed, files.pdf(6))
    demand = "chain_work.chain_map.evidence"
    evidence.bind_evidence(file.pk, by=by, demand=demand)
    evidence.bind_evidence(file.pk, by=by, demand=demand, pages="第1-3页，5")
    evidence.bind_evidence(file.pk, by=by, demand=demand, pages="1、2、3；5")  # the same
    (binding,) = Binding.objects.all()
    assert (binding.file, binding.demand, binding.pages) == (file, demand, "1-3,5")
    evidence.unbind_evidence(file.pk, by=by, demand=demand)
    evidence.unbind_evidence(file.pk, by=by, demand=demand)
    assert not Binding.objects.exists()
    assert [event.verb for event in events_of(declaration.chain)] == [
        "add_evidence",
        "bind_evidence",
        "bind_evidence",
        "unbind_evidence",
    ]


@pytest.mark.parametrize(
    ("demand", "pages", "sentence"),
    [
        ("nothing", "", "表样中没有“nothing”这一项，请刷新页面后重试。"),
        (
            "chain_work.chain_map.evidence",
            "7",
            "页码“7”超出范围，应在1至6之间，请改正。",
        ),
    ],
)
def test_what_cannot_be_bound(
    declaration: Declaration, by: User, handed: Path, demand: str, pages: str, sentence: str
) -> None:
    file = add(declaration, by, handed, files.pdf(6))
    with pytest.raises(Refused) as why:
        evidence.bind_evidence(file.pk, by=by, demand=demand, pages=pages)
    assert str(why.value) == sentence


# --- removed, restored, arranged ---


def three(declaration: Declaration, by: User, handed: Path) -> list[EvidenceFile]:
    return [add(declaration, by, handed, files.pdf(n), f"{n}.pdf") for n in (1, 2, 3)]


def test_removing_closes_the_gap_and_keeps_everything(
    declaration: Declaration, by: User, handed: Path, evidence_folder: Path
) -> None:
    first, *_ = three(declaration, by, handed)
    evidence.bind_evidence(first.pk, by=by, demand="chain_work.chain_map.evidence")
    evidence.remove_evidence(first.pk, by=by)
    evidence.remove_evidence(first.pk, by=by)
    assert numbered(declaration) == [(1, "2.pdf"), (2, "3.pdf")]
    first.refresh_from_db()
    assert (first.number, first.removed_by, first.bindings.count()) == (None, by, 1)
    assert (evidence_folder / first.blob.place).exists()
    with pytest.raises(Refused, match=r"“1\.pdf”已移除，请先恢复再修改。"):
        evidence.describe_evidence(first.pk, by=by, note="x")
    evidence.restore_evidence(first.pk, by=by)
    evidence.restore_evidence(first.pk, by=by)
    assert numbered(declaration) == [(1, "2.pdf"), (2, "3.pdf"), (3, "1.pdf")]
    assert told(declaration)[-2:] == ["移除佐证材料“1.pdf”。", "恢复佐证材料“1.pdf”。"]


def test_what_is_there_again_is_not_restored(
    declaration: Declaration, by: User, handed: Path
) -> None:
    first = add(declaration, by, handed, files.pdf(), "旧名.pdf")
    evidence.remove_evidence(first.pk, by=by)
    add(declaration, by, handed, files.pdf(), "新名.pdf")
    with pytest.raises(Refused) as why:
        evidence.restore_evidence(first.pk, by=by)
    assert str(why.value) == "“旧名.pdf”与材料1“新名.pdf”内容相同，不必恢复。"


def test_the_catalogue_is_arranged_as_the_form(
    declaration: Declaration, by: User, handed: Path
) -> None:
    first, second, _ = three(declaration, by, handed)
    evidence.bind_evidence(first.pk, by=by, demand="carbon_monitoring.evidence")
    evidence.bind_evidence(second.pk, by=by, demand="carbon_monitoring.evidence")
    evidence.bind_evidence(second.pk, by=by, demand="chain_work.chain_map.evidence")
    evidence.arrange_evidence(declaration.pk, by=by)
    assert numbered(declaration) == [(1, "2.pdf"), (2, "1.pdf"), (3, "3.pdf")]
    evidence.arrange_evidence(declaration.pk, by=by)
    assert told(declaration).count("按申报表的顺序编排佐证材料目录。") == 1
    assert fault_in(Chain.objects.get(name=declaration.chain)) == ""


# --- who ---


def test_only_who_may_edit(declaration: Declaration, by: User, handed: Path) -> None:
    file = add(declaration, by, handed, files.pdf())
    colleague = filler(by.unit)
    evidence.describe_evidence(file.pk, by=colleague, note="同事可以")
    Declaration.objects.update(state=State.FILED)
    for person in (by, chief(operator()), district_maker()):
        with pytest.raises(PermissionDenied):
            evidence.enter_file(
                declaration.pk,
                by=person,
                attachment=file.blob.attachment,
                name="a",
                origin="",
                note="",
            )
        for act in (evidence.remove_evidence, evidence.restore_evidence):
            with pytest.raises(PermissionDenied):
                act(file.pk, by=person)
        with pytest.raises(PermissionDenied):
            evidence.describe_evidence(file.pk, by=person, note="x")
        with pytest.raises(PermissionDenied):
            evidence.bind_evidence(file.pk, by=person, demand="x")
        with pytest.raises(PermissionDenied):
            evidence.unbind_evidence(file.pk, by=person, demand="x")
        with pytest.raises(PermissionDenied):
            evidence.arrange_evidence(declaration.pk, by=person)
