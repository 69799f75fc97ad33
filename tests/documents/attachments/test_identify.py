"""What a file is, told by its content; and everything that is not taken in."""

import hashlib
from pathlib import Path

import pytest

from jiqun.documents.attachments.attachment import Attachment, FileKind, fitting_name
from jiqun.documents.attachments.identify import identify
from jiqun.documents.refused import Refused
from tests.documents.attachments import files
from tests.documents.workbook.sheets import with_member

TAKEN = "请上传PDF、Word（.docx）、Excel（.xlsx）、JPG或PNG文件。"
ACTIVE = "为安全起见不予收取；请打印或另存为普通PDF后重新上传。"
POLYGLOT = "里混有另一种文件的内容，为安全起见不予收取；请打开后另存，再重新上传。"
BROKEN = "不完整或已损坏，无法打开；请检查原件，重新生成或扫描后上传。"
BROKEN_OFFICE = "不完整或已损坏，无法打开；请用Office或WPS打开并另存后重新上传。"
MACROS = "含有宏，为安全起见不予收取；请另存为不含宏的.docx或.xlsx后重新上传。"
LOCKED = "无法核对和装订；请取消限制或打印为PDF后重新上传。"
AS_IMAGE = "请另存为JPG或PNG后重新上传。"
OR_PDF = "请另存为{}或PDF后重新上传。"
AS_PDF = "请另存为PDF后重新上传。"
UNSAFE = "的内部结构异常（{}），为安全起见不予收取；请用Office或WPS另存后重新上传。"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "handed"


def refused(path: Path, data: bytes, name: str = "证明.pdf", **limits: int) -> str:
    path.write_bytes(data)
    with pytest.raises(Refused) as why:
        identify(path, name, **limits)
    assert str(why.value).startswith(f"“{name}”")
    return str(why.value).removeprefix(f"“{name}”")


@pytest.mark.parametrize(
    ("data", "kind", "pages"),
    [
        (files.pdf(3), FileKind.PDF, 3),
        (files.pdf(1, files.with_link), FileKind.PDF, 1),
        (files.word(), FileKind.WORD, None),
        (files.sheet(), FileKind.EXCEL, None),
        (files.image("JPEG"), FileKind.JPEG, 1),
        (files.image("MPO"), FileKind.JPEG, 1),
        (files.image("PNG"), FileKind.PNG, 1),
        (files.image("PNG", mode="1"), FileKind.PNG, 1),
    ],
)
def test_what_it_is(path: Path, data: bytes, kind: FileKind, pages: int | None) -> None:
    path.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    expected = Attachment(kind=kind, pages=pages, sha256=digest, size=len(data))
    assert identify(path, "任意.bin") == expected


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", f"是空的；{TAKEN}"),
        (b"\0\r\n ", f"是空的；{TAKEN}"),
        (b"MZ\x90\0" + bytes(2000), f"是程序文件；{TAKEN}"),
        (b"\x7fELF", f"是程序文件；{TAKEN}"),
        (b"#!/bin/sh\n", f"是程序文件；{TAKEN}"),
        (b"<!DOCTYPE html><p>", f"是网页文件；{AS_PDF}"),
        (b"\xef\xbb\xbf  <html>", f"是网页文件；{AS_PDF}"),
        (b"<svg onload='x()'/>", f"是SVG图片；{AS_IMAGE}"),
        (b"<?xml version='1.0'?><svg/>", f"是SVG图片；{AS_IMAGE}"),
        (b"<?xml version='1.0'?><a/>", f"是XML文件；{AS_PDF}"),
        (b"{\\rtf1}", f"是RTF文件；{AS_PDF}"),
        (b"GIF89a", f"是GIF图片；{AS_IMAGE}"),
        (b"BM" + bytes(60), f"是BMP图片；{AS_IMAGE}"),
        (b"II*\0", f"是TIFF图片；{AS_IMAGE}"),
        (b"MM\0*", f"是TIFF图片；{AS_IMAGE}"),
        (b"\0\0\0\x18ftypheic", f"是HEIC图片；{AS_IMAGE}"),
        (b"\0\0\0\x18ftypisom", f"是视频；{TAKEN}"),
        (b"RIFF\0\0\0\0WEBP", f"是WebP图片；{AS_IMAGE}"),
        (b"Rar!\x1a", "是RAR压缩文件；请解压后上传其中的文件。"),
        (b"7z\xbc\xaf", "是7z压缩文件；请解压后上传其中的文件。"),
        (files.packed(a=b"x"), "是压缩文件；请解压后上传其中的文件。"),
        (files.packed(**{"OFD.xml": b"x"}), f"是OFD文件；{AS_PDF}"),
        (files.packed(mimetype=b"x", **{"content.xml": b"x"}), f"是OpenDocument文件；{AS_PDF}"),
        (
            files.old_office("WordDocument"),
            f"是旧版Word文件（.doc）；{OR_PDF.format('.docx')}",
        ),
        (files.old_office("Workbook"), f"是旧版Excel文件（.xls）；{OR_PDF.format('.xlsx')}"),
        (files.old_office("EncryptedPackage"), "设有打开密码，无法核对；请取消密码后重新上传。"),
        (files.old_office("any"), f"是旧版Office文件；{AS_PDF}"),
        ("只是文字".encode(), f"不是可以收取的文件；{TAKEN}"),
    ],
)
def test_other_kinds_are_named(path: Path, data: bytes, sentence: str) -> None:
    assert refused(path, data) == sentence


# --- PDF ---


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (files.locked("secret"), f"设有密码或使用限制，{LOCKED}"),
        (files.locked(""), f"设有密码或使用限制，{LOCKED}"),
        (files.pdf(1, files.with_script), f"含有脚本，{ACTIVE}"),
        (files.pdf(1, files.with_hidden_script), f"含有脚本，{ACTIVE}"),
        (files.pdf(1, files.with_launch), f"含有启动程序的动作，{ACTIVE}"),
        (files.pdf(1, files.with_embedded), f"内嵌了其他文件，{ACTIVE}"),
        (files.pdf(1, files.with_form), f"是动态表单（XFA），{ACTIVE}"),
        (files.pdf(0), BROKEN),
        (b"%PDF-1.7\n%%EOF", BROKEN),
        (files.pdf()[:-100], "没有传完整或已损坏；请检查原件后重新上传。"),
    ],
)  # fmt: skip
def test_pdfs_that_are_not_taken(path: Path, data: bytes, sentence: str) -> None:
    assert refused(path, data) == sentence


def test_a_pdf_of_very_many_pages_is_refused(path: Path) -> None:
    assert refused(path, files.pdf(5001)) == (
        "超过5000页；请只保留能够证明申报内容的部分后重新上传。"
    )


def test_a_pdf_that_unpacks_to_gigabytes_is_refused(path: Path) -> None:
    """Unpacked here it would take four; the process apart is given less."""
    assert refused(path, files.pdf_bomb()) == BROKEN


# --- two kinds in one ---


@pytest.mark.parametrize(
    "data",
    [
        files.with_zip_behind(files.pdf()),
        files.with_zip_behind(files.image("PNG")),
        files.with_zip_behind(files.image("JPEG")),
        b"MZ\n" + files.pdf(),
        b"%PDF-1.7\n<script>alert(1)</script>\n" + files.pdf(),
        files.image("PNG")[:33] + b"%PDF-1.7" + files.image("PNG")[33:],
        files.packed(a=b"<html><script>") + b"",
        files.packed(a=b"%PDF-1.7"),
    ],
)
def test_what_is_two_things_is_refused(path: Path, data: bytes) -> None:
    assert refused(path, data) == POLYGLOT


# --- Word and Excel ---


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (files.sheet()[:-50], BROKEN_OFFICE),
        (files.sheet()[:400], BROKEN_OFFICE),
        (with_member(files.sheet(), "xl/vbaProject.bin", b"x"), MACROS),
        (with_member(files.sheet(), "xl/macrosheets/sheet1.xml", b"x"), MACROS),
        (with_member(files.sheet(), "../../a", b"x"), UNSAFE.format("文件名不合规")),
        (with_member(files.sheet(), "a", bytes(30 << 20)), UNSAFE.format("解压后过大")),
        (files.spoiled(files.sheet()), BROKEN_OFFICE),
        (files.of_type("sheet.main", "sheet.macroEnabled.main"), MACROS),
        (files.of_type("spreadsheetml.sheet.main", "presentationml.presentation.main"),
         f"是PowerPoint文件；{AS_PDF}"),
        (files.of_type("sheet.main", "sheet.binary.main"),
         "是二进制工作簿（.xlsb）；请另存为.xlsx后重新上传。"),
        (files.with_foreign_template(), UNSAFE.format("引用了网上的模板")),
    ],
)  # fmt: skip
def test_office_files_that_are_not_taken(path: Path, data: bytes, sentence: str) -> None:
    assert refused(path, data) == sentence


# --- images ---


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_half_an_image_is_refused(path: Path, form: str) -> None:
    data = files.image(form, (600, 600))
    assert refused(path, data[: len(data) // 2], "照片.jpg") == BROKEN


def test_an_image_of_very_many_pixels_is_refused_before_it_is_unpacked(path: Path) -> None:
    bomb = files.image("PNG", (20_000, 20_000), mode="1")
    assert len(bomb) < 100_000
    assert refused(path, bomb) == "的像素过多，无法处理；请缩小图片后重新上传。"


def test_pixels_are_counted_exactly(path: Path) -> None:
    path.write_bytes(files.image(size=(60, 40)))
    assert identify(path, "a.png", most_pixels=2400).kind is FileKind.PNG
    assert "像素过多" in refused(path, files.image(size=(60, 40)), most_pixels=2399)


# --- sizes and names ---


def test_size_is_counted_exactly(path: Path) -> None:
    data = files.pdf()
    path.write_bytes(data)
    assert identify(path, "a.pdf", largest=len(data)).size == len(data)
    assert refused(path, data + b" ", largest=len(data)) == (
        "超过0 MB；请压缩图片、降低扫描精度或拆成几个文件后上传。"
    )


def test_long_names_are_shortened(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(Refused) as why:
        identify(path, "很" * 200)
    assert str(why.value).startswith(f"“{'很' * 40}…”是空的；")


@pytest.mark.parametrize(
    ("name", "kind", "fitting"),
    [
        ("证明.pdf", FileKind.PDF, "证明.pdf"),
        ("照片.JPEG", FileKind.JPEG, "照片.JPEG"),
        ("合同.exe", FileKind.PNG, "合同.exe.png"),
        ("合同", FileKind.WORD, "合同.docx"),
    ],
)
def test_a_name_that_fits_the_content(name: str, kind: FileKind, fitting: str) -> None:
    assert fitting_name(name, kind) == fitting
