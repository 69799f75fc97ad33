"""Take a .docx apart: only an honest, unencrypted Word file without macros gets through.

Every check comes before the work it guards, and sizes are counted, not believed.
"""

import posixpath
import zipfile

from lxml import etree

from jiqun.documents.officezip import MEGABYTE, Gate, Members, content_type, main_part
from jiqun.documents.reader.kinds import refuse_other_kind, refuse_other_package
from jiqun.documents.reader.names import BODY, MAIN, STRICT, TBL, TC, P
from jiqun.documents.reader.numbering import number_paragraphs
from jiqun.documents.reader.settle import settle
from jiqun.documents.refused import Refused

MAX_BYTES = 20 * MEGABYTE
LARGEST_XML = 8 * MEGABYTE

#: The form has ten tables and some 450 cells; attachments may follow it.
MOST = {TBL: (500, "表格"), TC: (30_000, "单元格"), P: (50_000, "段落")}

#: Without this a document has no automatic numbers.
NUMBERED = b":numPr"

GATE = Gate(
    broken="文件不完整或已损坏，无法打开；请在Word或WPS中打开并另存为.docx后重新上传。",
    unsafe="文件的内部结构异常（{what}），为安全起见不予读取；请在Word或WPS中另存为.docx后重新上传。",
    macros="文件含有宏，为安全起见不予读取；请另存为不含宏的.docx后重新上传。",
    password="文件设有密码，无法读取；请取消密码后重新上传。",
    largest_member=100 * MEGABYTE,
    largest_total=200 * MEGABYTE,
)
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
        raise Refused(GATE.broken)
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
    with GATE.opened(data) as (archive, members):
        main = find_main(archive, members)
        document = read_member(archive, members[main])
        lists = members.get(posixpath.join(posixpath.dirname(main), "numbering.xml"))
        if lists is None or NUMBERED not in document:
            return document, b""
        return document, read_member(archive, lists)


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The content, counted while it unpacks."""
    with archive.open(member) as stream:
        content = stream.read(LARGEST_XML + 1)
    if len(content) > LARGEST_XML:
        raise Refused(TOO_LONG)
    return content


def find_main(archive: zipfile.ZipFile, members: Members) -> str:
    """The name of the main part, which must be a Word document."""
    types, links = members.get("[content_types].xml"), members.get("_rels/.rels")
    if types is None or links is None:
        refuse_other_package("", frozenset(members))
        raise Refused(GATE.broken)
    main = main_part(GATE.parse(read_member(archive, links)))
    if not main:
        raise Refused(GATE.broken)
    kind = content_type(GATE.parse(read_member(archive, types)), main)
    refuse_other_package(kind, frozenset(members))
    return main


def parse_word(xml: bytes) -> etree._Element:
    return GATE.parse(xml.replace(STRICT.encode(), MAIN.encode()))
