"""Take a .docx apart: only an honest, unencrypted Word file without macros gets through.

Every check comes before the work it guards, and sizes are counted, not believed.
"""

import io
import posixpath
import struct
import zipfile
import zlib

from lxml import etree

from jiqun.documents.reader.kinds import refuse_other_kind, refuse_other_package
from jiqun.documents.reader.names import BODY, MAIN, STRICT, TBL, TC, P
from jiqun.documents.reader.numbering import number_paragraphs
from jiqun.documents.reader.settle import settle
from jiqun.documents.refused import Refused

MEGABYTE = 1 << 20
MAX_BYTES = 20 * MEGABYTE
MOST_MEMBERS = 2000
LARGEST_TOTAL = 200 * MEGABYTE
LARGEST_MEMBER = 100 * MEGABYTE
LARGEST_XML = 8 * MEGABYTE

#: No text packs a hundredfold; small members may, and can do no harm.
MOST_RATIO, RATIO_FROM = 100, MEGABYTE

#: The form has ten tables and some 450 cells; attachments may follow it.
MOST = {TBL: (500, "表格"), TC: (30_000, "单元格"), P: (50_000, "段落")}

#: Without this a document has no automatic numbers.
NUMBERED = b":numPr"

DIRECTORY_ENTRY = b"PK\x01\x02"
PACKING = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

#: Whatever Python's zipfile raises on bytes that are not what they say.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
    LookupError,
)

BROKEN = "文件不完整或已损坏，无法打开；请在Word或WPS中打开并另存为.docx后重新上传。"
UNSAFE = "文件的内部结构异常（{what}），为安全起见不予读取；请在Word或WPS中另存为.docx后重新上传。"
TOO_LARGE = "文件超过20 MB；请删除申报表中插入的图片和附件（佐证材料另行上传）后重新上传。"

TOO_LONG = "文件正文超过8 MB；请删除申报表之后附加的内容（清单和佐证材料另行上传）后重新上传。"


def open_body(data: bytes) -> etree._Element:
    """The body of the document, settled. Raises ``Refused``."""
    if len(data) > MAX_BYTES:
        raise Refused(TOO_LARGE)
    refuse_other_kind(data)
    document, lists = main_parts(data)
    root = parse_word(document)
    body = root.find(BODY)
    if body is None:
        raise Refused(BROKEN)
    refuse_masses(root)
    settle(root)
    if lists:
        number_paragraphs(root, parse_word(lists))
    return body


def refuse_masses(root: etree._Element) -> None:
    """Refuse a document too large to be the form, whatever is attached to it."""
    for tag, (most, what) in MOST.items():
        if sum(1 for _ in root.iter(tag)) > most:
            raise Refused(f"文件中有超过{most}个{what}，不是申报表；请在原表中填写后重新上传。")


def main_parts(data: bytes) -> tuple[bytes, bytes]:
    """The XML of the document itself, and of its numbered lists if it has any."""
    if data.count(DIRECTORY_ENTRY) > MOST_MEMBERS:
        raise Refused(UNSAFE.format(what="所含文件过多"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = check_members(archive.infolist())
            main = find_main(archive, members)
            document = read_member(archive, members[main])
            lists = members.get(posixpath.join(posixpath.dirname(main), "numbering.xml"))
            if lists is None or NUMBERED not in document:
                return document, b""
            return document, read_member(archive, lists)
    except BROKEN_ZIP:
        raise Refused(BROKEN) from None


def check_members(members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The members by name, if names and sizes are sound."""
    by_name = {member.filename.lower(): member for member in members}
    if len(by_name) < len(members):
        raise Refused(UNSAFE.format(what="有重名文件"))
    for member in members:
        check_member(member)
    if sum(member.file_size for member in members) > LARGEST_TOTAL:
        raise Refused(UNSAFE.format(what="解压后过大"))
    if any(name.endswith("vbaproject.bin") for name in by_name):
        raise Refused("文件含有宏，为安全起见不予读取；请另存为不含宏的.docx后重新上传。")
    return by_name


def check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name:
        raise Refused(UNSAFE.format(what="文件名不合规"))
    if member.flag_bits & 1:
        raise Refused("文件设有密码，无法读取；请取消密码后重新上传。")
    if member.compress_type not in PACKING:
        raise Refused(UNSAFE.format(what="压缩方式不合规"))
    packed = max(member.compress_size, 1)
    if member.file_size > LARGEST_MEMBER or (
        member.file_size > RATIO_FROM and member.file_size > MOST_RATIO * packed
    ):
        raise Refused(UNSAFE.format(what="解压后过大"))


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The content, counted while it unpacks."""
    with archive.open(member) as stream:
        content = stream.read(LARGEST_XML + 1)
    if len(content) > LARGEST_XML:
        raise Refused(TOO_LONG)
    return content


def find_main(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> str:
    """The name of the main part, which must be a Word document."""
    types, links = members.get("[content_types].xml"), members.get("_rels/.rels")
    if types is None or links is None:
        refuse_other_package("", frozenset(members))
        raise Refused(BROKEN)
    for link in parse(read_member(archive, links)):
        if link.get("Type", "").endswith("/officeDocument"):
            target = posixpath.normpath(link.get("Target", "").lstrip("/")).lower()
            content_type = type_of(parse(read_member(archive, types)), target)
            refuse_other_package(content_type, frozenset(members))
            return target
    raise Refused(BROKEN)


def type_of(types: etree._Element, name: str) -> str:
    for entry in types:
        if entry.get("PartName", "").lower() == f"/{name}":
            return entry.get("ContentType", "")
    for entry in types:
        if entry.get("Extension", "").lower() == name.rpartition(".")[2]:
            return entry.get("ContentType", "")
    return ""


def parse_word(xml: bytes) -> etree._Element:
    return parse(xml.replace(STRICT.encode(), MAIN.encode()))


def parse(xml: bytes) -> etree._Element:
    """Parsed without entities, network, comments or a document type, which Word never writes."""
    if b"<!DOCTYPE" in xml or b"\0" in xml:
        raise Refused(UNSAFE.format(what="含有外部定义"))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError):
        raise Refused(BROKEN) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused(UNSAFE.format(what="含有外部定义"))
    return root
