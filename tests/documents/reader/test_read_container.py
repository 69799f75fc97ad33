"""Files that are not the form, or not what they say: refused politely and at once."""

import io
import struct
import time
import zipfile
from collections.abc import Callable
from itertools import pairwise

import pytest

from jiqun.documents.reader import Refused, read_word
from tests.documents.reader.paper import NAMESPACES, Form, docx, package, paragraph, run, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MAIN = "word/document.xml"
SAVE = "请在Word或WPS中另存为.docx后重新上传。"
WANTED = "请上传填好的Word文件（.docx）"
BROKEN = "文件不完整或已损坏，无法打开；请在Word或WPS中打开并另存为.docx后重新上传。"


def unsafe(what: str) -> str:
    return f"文件的内部结构异常（{what}），为安全起见不予读取；{SAVE}"


def old(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(512)


def of_type(name: str, type_: str) -> bytes:
    prefix = "application/vnd.openxmlformats-officedocument."
    return package({name: "<x/>"}, main=name, type_=f"{prefix}{type_}.main+xml")


def with_members(*names: str) -> bytes:
    return package({MAIN: "<x/>", **dict.fromkeys(names, "x")})


def document(xml: str) -> bytes:
    return package({MAIN: xml})


def patched(data: bytes, at: int, value: bytes) -> bytes:
    """Bytes changed in the first entry of the zip's directory."""
    start = data.index(b"PK\x01\x02") + at
    return data[:start] + value + data[start + len(value) :]


def duplicated() -> bytes:
    buffer = io.BytesIO(docx(""))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(MAIN, "<x/>")
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """A document of 60 MB whose directory owns up to a hundred bytes."""
    data = bytearray(document(" " * 60_000_000))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


def unpacked(data: bytes) -> bytes:
    """The same package without compression."""
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stored, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return stored.getvalue()


PAIRS = pairwise("abcdefghi")
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in PAIRS)
    + "]><x>&i;</x>"
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
MANY_ROWS = "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 100_000 + "</w:tbl>"

FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "文件是空的；请重新选择填好的Word文件（.docx）。"),
    "zeros": (lambda: bytes(1000), "文件是空的；请重新选择填好的Word文件（.docx）。"),
    "PDF": (lambda: b"%PDF-1.7\n", f"这是PDF文件，不是Word文件；{WANTED}。"),
    "PNG": (
        lambda: b"\x89PNG\r\n\x1a\n",
        f"这是PNG图片，不是Word文件；{WANTED}，不要上传截图或照片。",
    ),
    "JPEG": (
        lambda: b"\xff\xd8\xff\xe0",
        f"这是JPG图片，不是Word文件；{WANTED}，不要上传截图或照片。",
    ),
    "RTF called .doc": (lambda: b"{\\rtf1\\ansi", f"这是RTF文件，不是Word文件；{SAVE}"),
    "web page called .doc": (
        lambda: b"\xef\xbb\xbf\r\n<html>",
        f"这是网页文件，不是Word文件；{SAVE}",
    ),
    "XML": (lambda: b"<?xml version='1.0'?>", f"这是XML文件，不是Word文件；{SAVE}"),
    "text": (lambda: "申报表".encode("gb18030"), f"这不是Word文件；{WANTED}。"),
    "RAR": (
        lambda: b"Rar!\x1a\x07",
        "这是RAR压缩文件，不是Word文件；请解压后上传其中的Word文件（.docx）。",
    ),
    "old Word": (
        lambda: old("WordDocument"),
        f"这是旧版Word文件（.doc），不能直接读取；{SAVE}",
    ),
    "old Excel": (lambda: old("Workbook"), f"这是Excel文件，不是申报表；{WANTED}。"),
    "locked": (
        lambda: old("EncryptedPackage"),
        "文件设有打开密码，无法读取；请在Word或WPS中取消密码后重新上传。",
    ),
    "other OLE": (lambda: OLE, f"这是旧版Office文件，无法读取；{SAVE}"),
    "over 20 MB": (
        lambda: docx("") + bytes(21 << 20),
        "文件超过20 MB；请删除申报表中插入的图片和附件（佐证材料另行上传）后重新上传。",
    ),
    "100 MB": (
        lambda: bytes(100 << 20),
        "文件超过20 MB；请删除申报表中插入的图片和附件（佐证材料另行上传）后重新上传。",
    ),
    "workbook": (
        lambda: of_type("xl/workbook.xml", "spreadsheetml.sheet"),
        f"这是Excel文件，不是Word文件；{WANTED}。",
    ),
    "slides": (
        lambda: of_type("ppt/presentation.xml", "presentationml.presentation"),
        f"这是PowerPoint文件，不是Word文件；{WANTED}。",
    ),
    "plain zip": (lambda: zipped({"a.txt": "a"}), f"这是压缩文件，不是Word文件；{WANTED}。"),
    "OFD": (lambda: zipped({"OFD.xml": "<x/>"}), f"这是OFD文件，不是Word文件；{WANTED}。"),
    "OpenDocument": (
        lambda: zipped({"mimetype": "x", "content.xml": "<x/>"}),
        f"这是OpenDocument文件，不是Word文件；{WANTED}。",
    ),
    "macros by type": (
        lambda: package(
            {MAIN: "<x/>"}, type_="application/vnd.ms-word.document.macroEnabled.main+xml"
        ),
        "文件含有宏，为安全起见不予读取；请另存为不含宏的.docx后重新上传。",
    ),
    "macros by name": (
        lambda: with_members("word/vbaProject.bin"),
        "文件含有宏，为安全起见不予读取；请另存为不含宏的.docx后重新上传。",
    ),
    "truncated": (lambda: docx("")[:-100], BROKEN),
    "half of it": (lambda: (data := Form().docx())[: len(data) // 2], BROKEN),
    "path upwards": (lambda: with_members("word/../../x"), unsafe("文件名不合规")),
    "absolute path": (lambda: with_members("/etc/x"), unsafe("文件名不合规")),
    "two of one name": (duplicated, unsafe("有重名文件")),
    "names that differ in case": (
        lambda: with_members("word/x.xml", "word/X.xml"),
        unsafe("有重名文件"),
    ),
    "too many members": (
        lambda: with_members(*map(str, range(2001))),
        unsafe("所含文件过多"),
    ),
    "bomb": (lambda: document(" " * 150_000_000), unsafe("解压后过大")),
    "bomb by ratio": (lambda: document(" " * 2_000_000), unsafe("解压后过大")),
    "bomb beside": (
        lambda: package({MAIN: "<x/>", "word/media/1.png": bytes(120_000_000)}),
        unsafe("解压后过大"),
    ),
    "bomb that lies": (lying_bomb, BROKEN),
    "locked member": (
        lambda: patched(docx(""), 8, b"\x01\x00"),
        "文件设有密码，无法读取；请取消密码后重新上传。",
    ),
    "strange packing": (lambda: patched(docx(""), 10, b"\x0c\x00"), unsafe("压缩方式不合规")),
    "laughs": (lambda: document(LAUGHS), unsafe("含有外部定义")),
    "external entity": (lambda: document(EXTERNAL), unsafe("含有外部定义")),
    "document type in UTF-16": (
        lambda: package({MAIN: EXTERNAL.encode("utf-16")}),
        unsafe("含有外部定义"),
    ),
    "document type in UTF-7": (
        lambda: package(
            {MAIN: "<?xml version='1.0' encoding='UTF-7'?>" + EXTERNAL.replace("<!", "+ADwAIQ-")}
        ),
        unsafe("含有外部定义"),
    ),
    "entity in the content types": (
        lambda: zipped({"[Content_Types].xml": EXTERNAL, "_rels/.rels": EXTERNAL}),
        unsafe("含有外部定义"),
    ),
    "no XML": (lambda: document("<w:document"), BROKEN),
    "other XML": (lambda: document("<x/>"), BROKEN),
    "no main part": (lambda: package({}), BROKEN),
    "too deep": (lambda: document("<a>" * 5_000 + "</a>" * 5_000), BROKEN),
    "100,000 tables": (
        lambda: docx("<w:tbl/>" * 100_000),
        "文件中有超过500个表格，不是申报表；请在原表中填写后重新上传。",
    ),
    "100,000 cells": (
        lambda: unpacked(docx(MANY_ROWS)),
        "文件中有超过30000个单元格，不是申报表；请在原表中填写后重新上传。",
    ),
}


@pytest.mark.parametrize(("make", "sentence"), FILES.values(), ids=FILES.keys())
def test_file(make: Callable[[], bytes], sentence: str) -> None:
    data = make()
    start = time.process_time()
    with pytest.raises(Refused) as refused:
        read_word(data)
    assert str(refused.value) == sentence
    assert time.process_time() - start < 3


def test_macro_free_template_and_renamed_main_part() -> None:
    body = f"<w:document {NAMESPACES}><w:body>{Form().body()}</w:body></w:document>"
    type_ = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    data = package({"word/document2.xml": body}, main="word/document2.xml", type_=type_)
    assert read_word(data).problems == ()


def test_huge_attachments_are_read_in_time() -> None:
    form = Form()
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>企业</w:t></w:r></w:p></w:tc>" * 25 + "</w:tr>"
    form.blocks.append(f"<w:tbl>{row * 1_000}</w:tbl>" + paragraph(run("附件")) * 10_000)
    data = package({MAIN: f"<w:document {NAMESPACES}><w:body>{form.body()}</w:body></w:document>"})
    start = time.process_time()
    with pytest.raises(Refused, match="解压后过大"):
        read_word(data)  # so regular that it packs like a bomb
    assert read_word(unpacked(data)).problems == ()
    assert time.process_time() - start < 3
