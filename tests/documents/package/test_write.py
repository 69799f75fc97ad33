"""A declaration leaves as one file that anyone can open, and that we can read back whole."""

import json
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings

from jiqun.core.facts import Facts
from jiqun.documents.factsfile import load_facts
from jiqun.documents.officezip import MOST_MEMBERS
from jiqun.documents.package import (
    File,
    Package,
    file_at,
    file_of,
    read_package,
    write,
    write_package,
)
from jiqun.documents.package.read import LARGEST_TEXTS, read_directory
from jiqun.documents.refused import Refused
from tests.documents.package.packages import any_package, contents, demo, demo_zip, written


def test_what_is_in_it() -> None:
    """By the names that anyone sees who opens it."""
    names = list(contents(demo_zip()))
    count = len(demo().files)
    assert names[:6] == [
        "manifest.json",
        "facts.yaml",
        "findings.json",
        "roster.xlsx",
        "paper/申报表.docx",
        "paper/申报表.pdf",
    ]
    assert names[6] == f"evidence/01_{demo().files[0].name}"
    assert len(names) == 6 + count


def test_everything_is_as_it_was_handed_in() -> None:
    members, package = contents(demo_zip()), demo()
    assert package.roster is not None
    assert members["roster.xlsx"] == package.roster.read()
    assert members["paper/申报表.pdf"] == package.papers[1].read()
    facts = load_facts(members["facts.yaml"])
    assert (facts.facts, facts.reasons, facts.evidence) == (
        package.facts,
        package.reasons,
        package.evidence,
    )
    assert json.loads(members["findings.json"]) == package.findings


def test_the_manifest_lists_every_member() -> None:
    members = contents(demo_zip())
    manifest = json.loads(members.pop("manifest.json"))
    listed = manifest.pop("members")
    assert manifest == {
        "format": "jiqun-package",
        "version": 1,
        "edition": "beijing-2024",
        "rulebook": demo().rulebook,
        "declaration": {"number": "12", "unit": "示例集群运营中心"},
        "receipt": {"number": "2024-110118-0001", "at": "2024-05-24T17:30:00+08:00"},
        "events": {"length": 7, "head": "ab" * 32},
    }
    assert {entry["path"]: (entry["size"], entry["sha256"]) for entry in listed} == {
        path: (len(content), sha256(content).hexdigest()) for path, content in members.items()
    }


@given(any_package())
@settings(max_examples=60)
def test_any_package_is_read_back_whole(package: Package) -> None:
    data = written(package)
    back = read_package(data)
    assert back == package
    assert [file.read() for file in back.files] == [file.read() for file in package.files]
    assert written(back) == data


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    write_package(demo(), BytesIO(), lambda done, total: told.append((done, total)))
    total = sum(len(content) for content in contents(demo_zip()).values())
    assert told[-1] == (total, total)
    assert told == sorted(told)


def test_a_file_on_disk_is_read_a_piece_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\0" * (3 << 20))
    told: list[int] = []
    package = replace(demo(), files=(file_at("大.pdf", path),), evidence={})
    write_package(package, BytesIO(), lambda done, total: told.append(done))
    assert [after - before for before, after in zip(told[-4:], told[-3:], strict=False)] == [
        1 << 20
    ] * 3


def test_a_file_that_is_no_longer_what_it_was_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"1")
    package = replace(demo(), files=(file_at("证明.pdf", path),), evidence={})
    path.write_bytes(b"2")
    with pytest.raises(Refused) as refused:
        written(package)
    assert str(refused.value) == (
        "“证明.pdf”的内容与登记时不符，文件可能已损坏，不能导出；请重新上传该文件。"
    )


def test_what_no_zip_can_hold_is_refused() -> None:
    vast = File("大.pdf", 4 << 30, "0" * 64, BytesIO)
    with pytest.raises(Refused, match="材料合计超过3 GB"):
        written(replace(demo(), files=(vast,), evidence={}))


def test_what_could_not_be_opened_again_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    count = MOST_MEMBERS - 3  # beside the manifest, the facts and the findings
    alone = Package(facts=Facts(demo().facts.edition, {}), rulebook="")
    most = replace(alone, files=tuple(file_of(f"{n}.pdf", b"") for n in range(count)))
    assert read_package(written(most)) == most
    with pytest.raises(Refused, match="佐证材料过多或名称过长，"):
        written(replace(most, files=(*most.files, file_of("多.pdf", b""))))
    monkeypatch.setattr(write, "LARGEST_DIRECTORY", len(directory_of(demo_zip())))
    written(demo())
    monkeypatch.setattr(write, "LARGEST_DIRECTORY", len(directory_of(demo_zip())) - 1)
    with pytest.raises(Refused, match="佐证材料过多或名称过长，"):
        written(demo())


def directory_of(data: bytes) -> bytes:
    return read_directory(BytesIO(data))


@pytest.mark.parametrize("path", ["manifest.json", "facts.yaml", "findings.json"])
def test_texts_longer_than_are_read_are_refused(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(contents(demo_zip())[path])
    monkeypatch.setitem(LARGEST_TEXTS, path, size)
    assert read_package(written(demo())) == demo()
    monkeypatch.setitem(LARGEST_TEXTS, path, size - 1)
    with pytest.raises(Refused, match=f"“{path}”的内容过长，"):
        written(demo())


@pytest.mark.parametrize(
    "wrong",
    [
        {"evidence": {"alliances.list": ("没有的文件.pdf",)}},
        {"evidence": {"alliances.list": ()}},
        {"reasons": {"R2-07": ""}},
        {"papers": (file_of("A.pdf", b""), file_of("a.pdf", b""))},
    ],
)
def test_a_package_that_could_not_be_read_back_is_a_mistake(wrong: dict[str, object]) -> None:
    empty = Package(facts=Facts(demo().facts.edition, {}), rulebook="")
    with pytest.raises(ValueError, match=r"survive|no files|same name"):
        written(replace(empty, **wrong))
