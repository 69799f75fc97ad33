"""Whether a handed-in file begins with every byte we issued, and what follows is signed."""

import re
from io import BytesIO

from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from jiqun.documents.refused import Refused

NOT_PDF = "这不是PDF文件，请上传在申报表PDF上签名后得到的文件。"
UNSIGNED = "这份PDF上没有电子签名，请在下载的申报表PDF上签名后上传。"
ANOTHER = (
    "签名的不是本系统生成的这份申报表（内容不同，或签名前经过另存、打印、编辑）；"
    "请重新下载申报表，直接在其上签名后上传。"
)
TOO_LARGE = "签名后的文件比申报表大出10 MB以上，请缩小签章图片，重新签名后上传。"
TOO_MANY = "文件上的签名和修改次数过多；请重新下载申报表，签名后上传。"
ENCRYPTED = "文件已加密或设有密码，无法核对；请重新下载申报表，签名时不要加密，再上传。"
CHANGED = "签名之后文件又被改动过；请重新下载申报表，签名后不要再编辑，直接上传。"
FORMAT = "签名的格式无法核对，请使用PAdES（或PKCS#7）格式的PDF签名，重新签名后上传。"

#: What a signature may add: an image of a seal, certificates, proofs of their state.
MOST_ADDED = 10_000_000
MOST_REVISIONS = 20

#: A signature's place in the file: nothing may hide there but its digits.
DIGITS = re.compile(rb"<([0-9A-Fa-f]*)>")

TAKEN = ("/ETSI.CAdES.detached", "/adbe.pkcs7.detached", "/ETSI.RFC3161")


def refuse_other_file(issued: bytes, handed: bytes) -> None:
    """Refuse what is not the paper issued with something behind it; needs no look inside."""
    if b"%PDF-" not in handed[:1024]:
        raise Refused(NOT_PDF)
    if len(handed) > len(issued) + MOST_ADDED:
        raise Refused(TOO_LARGE)
    if handed == issued or b"/ByteRange" not in handed:
        raise Refused(UNSIGNED)
    if not handed.startswith(issued):
        raise Refused(ENCRYPTED if b"/Encrypt" in handed else ANOTHER)


def open_pdf(data: bytes) -> PdfFileReader:
    reader = PdfFileReader(BytesIO(data), strict=True)
    if reader.encrypted:
        raise Refused(ENCRYPTED)
    if reader.xrefs.total_revisions > MOST_REVISIONS:
        raise Refused(TOO_MANY)
    return reader


def signatures_in(
    reader: PdfFileReader, issued: bytes, handed: bytes
) -> tuple[EmbeddedPdfSignature, ...]:
    """The signatures in the order they were made, the last of them over the whole file.

    Raises ``Refused``.
    """
    found = list(enumerate_sig_fields(reader, filled_status=True))
    if not found:
        raise Refused(UNSIGNED)
    for _, value, _ in found:
        if value.get_object().get("/SubFilter") not in TAKEN:
            raise Refused(FORMAT)
    made = [EmbeddedPdfSignature(reader, field, name) for name, _, field in found]
    made.sort(key=lambda signature: signature.signed_revision)
    ends = [end_of(signature, issued, handed) for signature in made]
    if ends[-1] != len(handed):
        raise Refused(CHANGED)
    return tuple(made)


def end_of(signature: EmbeddedPdfSignature, issued: bytes, handed: bytes) -> int:
    """Up to where a signature covers the file: all from its beginning, but for its own digits."""
    if len(signature.byte_range) != 4:
        raise Refused(CHANGED)
    start, length, restart, rest = (int(number) for number in signature.byte_range)
    digits = DIGITS.fullmatch(handed[length:restart]) if length >= len(issued) else None
    if start != 0 or rest < 0 or digits is None:
        raise Refused(CHANGED)
    if bytes.fromhex(digits[1].decode()) != signature.pkcs7_content or has_more(signature):
        raise Refused(CHANGED)
    return restart + rest


def has_more(signature: EmbeddedPdfSignature) -> bool:
    """Whether anything but zeros follows it in its place."""
    content = bytes(signature.pkcs7_content)
    return bool(content[len(cms.ContentInfo.load(content).dump()) :].strip(b"\0"))


def is_timestamp(signature: EmbeddedPdfSignature) -> bool:
    """A timestamp over the whole file, which is nobody's signature."""
    return bool(signature.sig_object_type == "/DocTimeStamp")


def algorithms_of(signature: EmbeddedPdfSignature) -> tuple[str, ...]:
    """The numbers of what it was signed with, as ISO gives them out."""
    told = ("signature_algorithm", "digest_algorithm")
    return tuple(str(signature.signer_info[name]["algorithm"].dotted) for name in told)
