"""Files people hand in as evidence, sound ones and hostile ones."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from jiqun.documents.paper.fill import fill
from jiqun.documents.word import write_word
from tests.declarations import golden
from tests.documents.workbook.sheets import FIRM, HEADS, with_member, workbook

Change = Callable[[pikepdf.Pdf], object]


def pdf(pages: int = 1, change: Change | None = None, **options: object) -> bytes:
    """A PDF of blank A4 pages, always of the same bytes."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    if change:
        change(document)
    buffer = io.BytesIO()
    document.save(buffer, deterministic_id="encryption" not in options, **options)
    return buffer.getvalue()


def locked(user: str) -> bytes:
    return pdf(encryption=pikepdf.Encryption(user=user, owner="owner"))


def with_script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def with_hidden_script(document: pikepdf.Pdf) -> None:
    """In an array within a dictionary of a page, without the name of the action."""
    document.pages[0].obj.AA = Dictionary(O=Array([Dictionary(JS=String("app.alert(1)"))]))


def with_launch(document: pikepdf.Pdf) -> None:
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 9, 9],
        A=Dictionary(S=Name.Launch, F=String("calc.exe")),
    )
    document.pages[0].obj.Annots = document.make_indirect(Array([document.make_indirect(link)]))


def with_embedded(document: pikepdf.Pdf) -> None:
    document.attachments["a.exe"] = b"MZ"


def with_form(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=[], XFA=Stream(document, b"<xdp/>"))


def with_link(document: pikepdf.Pdf) -> None:
    """An address and a jump, which do nothing by themselves."""
    page = document.pages[0].obj
    document.Root.OpenAction = Array([page, Name.Fit])
    page.Annots = Array(
        [Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.org")))]
    )


def image(form: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, "white" if mode != "1" else 1).save(buffer, form)
    return buffer.getvalue()


def sheet() -> bytes:
    return workbook(HEADS, FIRM)


def packed(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_zip_behind(data: bytes) -> bytes:
    """Programs that read from the end see the zip, the others what stands before it."""
    return data + packed(a=b"x")


def old_office(stream: str) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512) + stream.encode("utf-16-le")


def pdf_bomb() -> bytes:
    """A PDF whose catalogue lies in a stream of two gigabytes, two megabytes packed."""
    packer = zlib.compressobj(wbits=-15)
    blank = packer.compress(b" " * (16 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    stream = b"\x78\x9c" + blank * 128 + b"\x03\x00" + bytes(4)
    head = b"%PDF-1.7\n"
    holder = (
        b"4 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>> stream\n" % len(stream)
        + stream
        + b"\nendstream endobj\n"
    )
    at = len(head) + len(holder)
    entries = [(0, 0, 0), (2, 4, 0), (0, 0, 0), (0, 0, 0), (1, len(head), 0), (1, at, 0)]
    table = b"".join(struct.pack(">BIB", *entry) for entry in entries)
    index = (
        b"5 0 obj <</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d>> stream\n" % len(table)
        + table
        + b"\nendstream endobj\n"
    )
    return head + holder + index + b"startxref\n%d\n%%%%EOF\n" % at


def word() -> bytes:
    return write_word(fill(golden("clean").facts))


def spoiled(data: bytes) -> bytes:
    """One byte of the sheet is another."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = archive.getinfo("xl/worksheets/sheet1.xml")
    at = member.header_offset + 30 + len(member.filename) + member.compress_size // 2
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def of_type(old: str, new: str) -> bytes:
    """A workbook that says that it is something else."""
    data = sheet()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    return with_member(data, "[Content_Types].xml", types.replace(old, new).encode())


def with_foreign_template() -> bytes:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="http://x/attachedTemplate" TargetMode="External" '
        'Target="https://example.org/a.dotm"/></Relationships>'
    )
    return with_member(word(), "word/_rels/settings.xml.rels", links.encode())
