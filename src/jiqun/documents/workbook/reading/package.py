"""Take an .xlsx apart as far as is safe: its sheets by name, each with the member it is in.

As with Word files every check comes before the work it guards; sizes are counted in ``scan``,
where the sheets are unpacked.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from jiqun.documents.officezip import (
    MEGABYTE,
    Gate,
    Members,
    content_type,
    main_part,
    read_index,
    resolved,
)
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.reading.kinds import MACROS, PASSWORD, SAVE_AS, refuse_other_package

#: 100,000 firms with every column take some 70 MB, and 400 MB of XML. Sheets stay below the ratio
#: of a bomb: XML of cells packs six- to twentyfold.
MAX_BYTES = 100 * MEGABYTE
LARGEST_MEMBER = 1024 * MEGABYTE
MOST_SHEETS = 200

GATE = Gate(
    broken=f"文件不完整或已损坏，无法打开；{SAVE_AS}",
    unsafe=f"文件的内部结构异常（{{what}}），为安全起见不予读取；{SAVE_AS}",
    macros=MACROS,
    password=PASSWORD,
    largest_member=LARGEST_MEMBER,
    largest_total=LARGEST_MEMBER,
    ratio_from=4 * MEGABYTE,
)
TOO_LARGE = "文件超过100 MB；请删除与名录无关的工作表和图片后重新上传。"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet by its name, and the member of the zip that holds it."""

    name: str
    member: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Package:
    archive: zipfile.ZipFile
    sheets: tuple[SheetPart, ...]


@contextmanager
def open_package(data: bytes) -> Iterator[Package]:
    """The sheets of a sound .xlsx, in order. Raises ``Refused``."""
    with GATE.opened(data) as (archive, members):
        yield Package(archive, tuple(find_sheets(archive, members)))


def find_sheets(archive: zipfile.ZipFile, members: Members) -> Iterator[SheetPart]:
    types = read_index(GATE, archive, members, "[content_types].xml")
    main = main_part(read_index(GATE, archive, members, "_rels/.rels"))
    if types is None or not main:
        refuse_other_package("", frozenset(members))
    assert types is not None
    refuse_other_package(content_type(types, main), frozenset(members))
    folder, file = posixpath.split(main)
    book = read_index(GATE, archive, members, main)
    links = read_index(GATE, archive, members, f"{folder}/_rels/{file}.rels")
    if book is None or links is None:
        raise Refused(GATE.broken)
    targets = {link.get("Id", ""): link for link in links}
    entries = list(book.iter("{*}sheet"))
    if len(entries) > MOST_SHEETS:
        raise Refused(f"文件中有超过{MOST_SHEETS}个工作表，不是企业名录；请只保留名录后重新上传。")
    for entry in entries:
        link = targets.get(next((v for k, v in entry.items() if k.endswith("}id")), ""))
        if link is not None and link.get("Type", "").endswith("/worksheet"):
            member = members.get(resolved(folder, link.get("Target", "")))
            if member is None:
                raise Refused(GATE.broken)
            hidden = entry.get("state", "visible") != "visible"
            yield SheetPart(entry.get("name", ""), member.filename, hidden)
