"""Nothing in a package is believed: whatever is missing, extra, altered or hostile is refused."""

import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.documents.package import is_package, read_package
from jiqun.documents.paper.fill import fill
from jiqun.documents.refused import Refused
from jiqun.documents.word import write_word
from tests.declarations import DEMO, golden
from tests.documents.package.packages import contents, demo, demo_zip, zipped

ORIGINAL = "请使用本系统导出的原文件，不要解压后重新打包。"


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_package(data)
    return str(refused.value)


def altered(change: Callable[[dict[str, bytes]], None]) -> bytes:
    members = contents(demo_zip())
    change(members)
    return zipped(members)


def with_manifest(change: Callable[[dict[str, object]], None]) -> bytes:
    def apply(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        change(manifest)
        members["manifest.json"] = json.dumps(manifest).encode()

    return altered(apply)


# --- Taken ---


def test_a_package_is_read_from_memory_and_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(demo_zip())
    assert read_package(demo_zip()) == read_package(path) == demo()
    files = read_package(path).files
    assert [file.read() for file in files] == [file.read() for file in demo().files]


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    read_package(demo_zip(), lambda done, total: told.append((done, total)))
    members = contents(demo_zip())
    total = sum(map(len, members.values())) - len(members["manifest.json"])
    assert told[-1] == (total, total)


def test_what_a_package_is_and_is_not() -> None:
    assert is_package(demo_zip())
    word = write_word(fill(golden("clean").facts))
    assert not any(
        map(is_package, (b"", word, (DEMO / "clean.xlsx").read_bytes(), zipped({"a": b""})))
    )


# --- Not whole ---


def test_a_zip_of_something_else_is_refused() -> None:
    assert refusal(zipped({"申报表.docx": b""})) == (
        "这个压缩文件不是本系统导出的申报包；要读取申报表，请解压后选择其中的Word文件（.docx）。"
    )


@pytest.mark.parametrize("path", ["facts.yaml", "findings.json", "roster.xlsx", "paper/申报表.pdf"])
def test_what_is_missing_is_named(path: str) -> None:
    def remove(members: dict[str, bytes]) -> None:
        del members[path]

    assert refusal(altered(remove)) == f"申报包缺少“{path}”；{ORIGINAL}"


def test_a_manifest_must_list_the_facts() -> None:
    def unlist(manifest: dict[str, list[dict[str, str]]]) -> None:
        manifest["members"] = [m for m in manifest["members"] if m["path"] != "facts.yaml"]

    assert refusal(with_manifest(unlist)) == f"申报包缺少“facts.yaml”；{ORIGINAL}"


@pytest.mark.parametrize("path", ["paper/另一份.pdf", "evidence/99_x.pdf", "x", "__MACOSX/._x"])
def test_what_is_extra_is_named(path: str) -> None:
    said = refusal(altered(lambda members: members.update({path: b""})))
    assert said == f"申报包多出“{path}”；{ORIGINAL}"


@pytest.mark.parametrize("path", sorted(set(contents(demo_zip())) - {"manifest.json"}))
def test_what_is_altered_is_named(path: str) -> None:
    def flip(members: dict[str, bytes]) -> None:
        members[path] = members[path][:-1] + bytes([members[path][-1] ^ 1])

    assert refusal(altered(flip)) == (
        f"申报包中的“{path}”与清单记录的不符，可能被改动或已损坏；{ORIGINAL}"
    )


def test_two_files_that_change_places_are_noticed() -> None:
    def swap(members: dict[str, bytes]) -> None:
        first, second = "paper/申报表.docx", "paper/申报表.pdf"
        members[first], members[second] = members[second], members[first]

    assert "与清单记录的不符" in refusal(altered(swap))


def test_a_list_that_does_not_fit_is_refused() -> None:
    def rename(manifest: dict[str, list[dict[str, str]]]) -> None:
        manifest["members"][-1]["name"] = "另一个名字.pdf"

    assert refusal(with_manifest(rename)).startswith("申报包的清单与其中的文件对不上")


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("format", "zip", "申报包的清单（manifest.json）无法读取"),
        ("version", 2, "申报包由较新版本的系统导出"),
        ("edition", "beijing-1999", "申报包用的是“beijing-1999”表样版次，本系统没有"),
        ("edition", "beijing-2025", "申报包的清单与其中的文件对不上"),
        ("members", [{"path": 1}], "申报包的清单（manifest.json）无法读取"),
        ("members", None, "申报包的清单（manifest.json）无法读取"),
        ("events", {"length": -1, "head": ""}, "申报包的清单（manifest.json）无法读取"),
        ("receipt", "x", "申报包的清单（manifest.json）无法读取"),
        ("rulebook", 1, "申报包的清单（manifest.json）无法读取"),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(key: str, value: object, sentence: str) -> None:
    assert refusal(with_manifest(lambda m: m.update({key: value}))).startswith(sentence)


@pytest.mark.parametrize("text", [b"", b"[]", b"1", b"{", b"\xff", b"[" * 100_000])
def test_a_manifest_that_is_none_is_refused(text: bytes) -> None:
    said = refusal(altered(lambda members: members.update({"manifest.json": text})))
    assert said.startswith("申报包的清单（manifest.json）无法读取")


# --- Hostile ---

UNSAFE = "申报包的内部结构异常（{}），为安全起见不予读取；请使用本系统导出的原文件。"


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "evidence/../../x", "a\\b", "C:x"])
def test_a_name_that_leads_elsewhere_is_refused(path: str) -> None:
    def add(members: dict[str, bytes]) -> None:
        members[path] = b""

    data = altered(add)
    if "\\" in path:  # which Python itself turns round when it writes
        data = data.replace(b"a/b", b"a\\b")
    assert refusal(data) in (UNSAFE.format("文件名不合规"), f"申报包多出“a/b”；{ORIGINAL}")


def test_two_members_of_one_name_are_refused() -> None:
    target = io.BytesIO(demo_zip())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("FACTS.yaml", b"")
    assert refusal(target.getvalue()) == UNSAFE.format("有重名文件")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    target = io.BytesIO(demo_zip())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("evidence/99_x.pdf", b"\0" * (30 << 20))
    assert refusal(target.getvalue()) == UNSAFE.format("解压后过大")


def test_a_size_that_is_a_lie_is_not_believed() -> None:
    """The directory says that a member is short; what it holds is not read further."""
    data = demo_zip()
    size = len(contents(data)["facts.yaml"])
    assert data.count(struct.pack("<I", size)) >= 2
    lied = data.replace(struct.pack("<I", size), struct.pack("<I", size - 1))
    assert refusal(lied).endswith("。")


def test_too_many_members_are_refused_before_they_are_read() -> None:
    many = zipped({f"{number}": b"" for number in range(2001)} | {"manifest.json": b"{}"})
    assert refusal(many) == "申报包不完整或已损坏，无法打开；请重新导出或重新下载后再试。"


def test_a_package_with_a_password_is_refused() -> None:
    data = bytearray(demo_zip())
    (directory,) = struct.unpack("<I", data[-6:-2])
    data[directory + 8] |= 1
    assert refusal(bytes(data)).startswith("申报包设有密码")


@given(st.integers(0, len(demo_zip()) - 1))
@settings(max_examples=60)
def test_a_cut_package_is_refused(length: int) -> None:
    assert refusal(demo_zip()[:length]).endswith("。")


@given(st.integers(0, len(demo_zip()) - 1), st.integers(1, 255))
@settings(max_examples=100)
def test_one_byte_changed_is_noticed_or_changes_nothing(at: int, by: int) -> None:
    """Times and such in the zip mean nothing here; the manifest is what vouches, and is itself
    vouched for by the receipt."""
    data = demo_zip()[:at] + bytes([demo_zip()[at] ^ by]) + demo_zip()[at + 1 :]
    try:
        found = read_package(data)
    except Refused:
        return
    assert found == demo()
