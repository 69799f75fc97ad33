"""A paper as we issue it, and people who sign it, with certificates made here."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tools.testcertificate import (
    Holder,
    make_test_authority,
    make_test_clock,
    make_test_signer,
    sign_for_test,
)

from jiqun.documents.paper.fill import fill
from jiqun.documents.pdf import write_pdf
from jiqun.documents.signed import Signature, verify_signed
from tests.declarations import blank, golden

NOW = datetime(2024, 5, 24, 9, 30, tzinfo=UTC)
HOUR, YEAR = timedelta(hours=1), timedelta(days=365)


@cache
def issued() -> bytes:
    return write_pdf(fill(golden("clean").facts), "7K3D-9QXZ")


@cache
def another() -> bytes:
    return write_pdf(fill(blank()), "7K3D-9QXZ")


@cache
def authority() -> Holder:
    return make_test_authority(now=NOW)


@cache
def stranger() -> Holder:
    """Called like the authority that is believed, and not it."""
    return make_test_authority(now=NOW)


@cache
def signer() -> Holder:
    return make_test_signer(authority(), now=NOW)


@cache
def clock() -> Holder:
    return make_test_clock(authority(), now=NOW)


@cache
def signed() -> bytes:
    return sign_for_test(issued(), signer(), at=NOW - HOUR)


def look(handed: bytes, *, now: datetime = NOW) -> Signature:
    return verify_signed(issued(), handed, [authority().certificate], now=now)


def signature_of(holder: Holder, at: datetime = NOW - HOUR) -> Signature:
    """What is said of a plain signature with a certificate from the authority."""
    return Signature(
        signer="张示例（测试证书）",
        organisation="示例集群运营中心（测试证书）",
        serial=f"{holder.made.serial_number:X}",
        issuer="测试根证书（仅供演示，无效）",
        root="测试根证书（仅供演示，无效）",
        signed_at=at,
    )


def changed(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """``pdf`` with a change appended to it, as an editor does."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


# --- What somebody might append, besides a signature ---


def first_page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    page: generic.DictionaryObject = writer.find_page_for_modification(0)[0].get_object()
    writer.update_container(page)
    return page


def open_elsewhere(writer: IncrementalPdfFileWriter) -> None:
    """The catalog says what is shown first."""
    there = writer.find_page_for_modification(3)[0]
    place = generic.ArrayObject(
        [generic.IndirectObject(there.idnum, there.generation, writer), pdf_name("/Fit")]
    )
    writer.root["/OpenAction"] = place
    writer.update_root()


def add_page(writer: IncrementalPdfFileWriter) -> None:
    page = first_page(writer)
    same = {key: page.raw_get(key) for key in page if key not in ("/Parent", "/StructParents")}
    writer.insert_page(generic.DictionaryObject(same))


def write_anew(writer: IncrementalPdfFileWriter) -> None:
    first_page(writer)["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"q Q"))


def add_note(writer: IncrementalPdfFileWriter) -> None:
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 50, 200, 90))),
            pdf_name("/Contents"): generic.pdf_string("69.48"),
        }
    )
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))


def attach_file(writer: IncrementalPdfFileWriter) -> None:
    embed.embed_file(
        writer,
        embed.FileSpec(
            "x.txt", embedded_data=embed.EmbeddedFileObject.from_file_data(writer, b"x")
        ),
    )


def add_text_field(writer: IncrementalPdfFileWriter) -> None:
    field = generic.DictionaryObject(
        {pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): generic.pdf_string("x")}
    )
    before = writer.root["/AcroForm"]["/Fields"] if "/AcroForm" in writer.root else ()
    fields = generic.ArrayObject([*before, writer.add_object(field)])
    writer.root["/AcroForm"] = generic.DictionaryObject({pdf_name("/Fields"): fields})
    writer.update_root()


CHANGES = (open_elsewhere, add_page, write_anew, add_note, attach_file, add_text_field)


def other_document(pdf: bytes) -> bytes:
    """A whole other document behind ours, which knows nothing of what stands before it."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
    )
    data, starts = pdf, []
    for number, content in enumerate(objects, start=1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 4\n0000000000 65535 f \n%strailer\n<< /Size 4 /Root 1 0 R >>\n" % table
    return data + head + b"startxref\n%d\n%%%%EOF\n" % len(data)
