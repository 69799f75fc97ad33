"""Word documents and workbooks as evidence: sound, without macros, readable to the last byte."""

import zipfile
from pathlib import Path

from lxml import etree

from jiqun.documents.attachments.attachment import FileKind
from jiqun.documents.attachments.beginnings import AS_PDF, UNPACK
from jiqun.documents.kinds import WORD_TYPES, package_kind
from jiqun.documents.officezip import (
    MEGABYTE,
    Gate,
    Members,
    content_type,
    main_part,
    read_index,
)
from jiqun.documents.refused import Refused

MACROS = "含有宏，为安全起见不予收取；请另存为不含宏的.docx或.xlsx后重新上传。"

#: Larger than for what is read: nothing here is unpacked but to see whether it can be.
GATE = Gate(
    broken="不完整或已损坏，无法打开；请用Office或WPS打开并另存后重新上传。",
    unsafe="的内部结构异常（{what}），为安全起见不予收取；请用Office或WPS另存后重新上传。",
    macros=MACROS,
    password="设有密码，无法核对；请取消密码后重新上传。",
    largest_member=400 * MEGABYTE,
    largest_total=400 * MEGABYTE,
    ratio_from=20 * MEGABYTE,
)
READ_AT_ONCE = MEGABYTE

WORKBOOK_TYPES = ("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml")

#: Where macros of workbooks were kept before there was VBA.
OLD_MACROS = "xl/macrosheets/"

#: A document made from a template on the net fetches it, macros and all, whenever it is opened.
TEMPLATE, TEMPLATE_LINKS = "/attachedTemplate", "word/_rels/settings.xml.rels"


def look_at_office(path: Path) -> FileKind:
    """Whether it is a Word document or a workbook. Raises ``Refused``."""
    with GATE.opened(path.read_bytes()) as (archive, members):
        kind = kind_of(archive, members)
        if any(name.startswith(OLD_MACROS) for name in members):
            raise Refused(MACROS)
        refuse_foreign_template(archive, members)
        unpack(archive)
    return kind


def kind_of(archive: zipfile.ZipFile, members: Members) -> FileKind:
    types = read_index(GATE, archive, members, "[content_types].xml")
    main = main_part(read_index(GATE, archive, members, "_rels/.rels"))
    if types is None or not main:
        refuse_other_package("", members)
    elif main not in members:
        raise Refused(GATE.broken)
    else:
        found = content_type(types, main)
        if found.endswith(WORD_TYPES):
            return FileKind.WORD
        if found.endswith(WORKBOOK_TYPES):
            return FileKind.EXCEL
        refuse_other_package(found, members)
    raise AssertionError("refused")


def refuse_other_package(found: str, members: Members) -> None:
    if "macroenabled" in found.lower():
        raise Refused(MACROS)
    if "sheet.binary" in found:
        raise Refused("是二进制工作簿（.xlsb）；请另存为.xlsx后重新上传。")
    what = package_kind(found, frozenset(members))
    raise Refused(f"是{what}；{UNPACK if what == '压缩文件' else AS_PDF}")


def refuse_foreign_template(archive: zipfile.ZipFile, members: Members) -> None:
    links = read_index(GATE, archive, members, TEMPLATE_LINKS)
    if links is not None and any(map(leads_to_the_net, links)):
        raise GATE.refusal("引用了网上的模板")


def leads_to_the_net(link: etree._Element) -> bool:
    target = link.get("Target", "").lower()
    return link.get("Type", "").endswith(TEMPLATE) and target.startswith(("http", "\\\\", "//"))


def unpack(archive: zipfile.ZipFile) -> None:
    """Read every member once; whatever is broken raises what ``Gate.opened`` knows of."""
    for member in archive.infolist():
        with archive.open(member) as stream:
            while stream.read(READ_AT_ONCE):
                pass
