"""A file as sheets of rows, whatever it is: xlsx, xls or csv."""

import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiqun.core.progress import Progress
from jiqun.documents.kinds import OLE, ZIP
from jiqun.documents.officezip import MEGABYTE
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.reading.csvfile import decode, read_chunks
from jiqun.documents.workbook.reading.kinds import (
    refuse_empty,
    refuse_known_kind,
    refuse_other_office,
)
from jiqun.documents.workbook.reading.package import (
    MAX_BYTES,
    TOO_LARGE,
    Package,
    open_package,
)
from jiqun.documents.workbook.reading.packed import Rows, pack, unpack
from jiqun.documents.workbook.reading.parse import Child
from jiqun.documents.workbook.reading.scan import Scanned, scan_sheet, without_far

#: Rows among which heads are looked for, and a few more.
FIRST_ROWS = 40


@dataclass(frozen=True)
class Sheet:
    """One sheet: the ``first`` of its rows, how many there may be, and where its rows come from,
    in packed chunks. ``scanned`` is None where the kind of file allows no look beforehand."""

    name: str
    hidden: bool
    first: Rows
    rows: int
    chunks: Callable[[], Iterator[bytes]]
    scanned: Scanned | None = None
    all_text: bool = False


@contextmanager
def open_sheets(data: bytes, name: str, progress: Progress) -> Iterator[tuple[Sheet, ...]]:
    """The sheets of a file, told apart by its content. Raises ``Refused``."""
    if len(data) > MAX_BYTES:
        raise Refused(TOO_LARGE)
    refuse_empty(data)
    if data.startswith(OLE):
        refuse_other_office(data)
    if data.startswith((ZIP, OLE)):
        with (
            tempfile.TemporaryDirectory(prefix="jiqun-") as folder,
            Child(progress) as child,  # starts while the file is being looked at
        ):
            path = Path(folder) / "handed"
            scanned = prepare(data, path)
            yield tuple(parsed_sheets(child, path, scanned))
    else:
        refuse_known_kind(data)
        yield (text_sheet(decode(data), name),)


def prepare(data: bytes, path: Path) -> Mapping[str, Scanned]:
    """Scan the sheets, and write the file for the parser, without what lies far from the tables.
    Gives what was found by the names of the sheets."""
    if data.startswith(OLE):
        path.write_bytes(data)
        return {}
    with open_package(data) as package:
        scanned = {part.member: scan_sheet(package.archive, part.member) for part in package.sheets}
        if any(found.far for found in scanned.values()):
            write_near(package, scanned, path)
        else:
            path.write_bytes(data)
    return {part.name: scanned[part.member] for part in package.sheets}


def write_near(package: Package, scanned: Mapping[str, Scanned], path: Path) -> None:
    """The package again, with copies of its sheets that end where their tables do."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for member in package.archive.infolist():
            found = scanned.get(member.filename)
            with copy.open(member.filename, "w", force_zip64=True) as target:
                if found and found.far:
                    target.writelines(without_far(package.archive, member.filename, found))
                else:
                    copy_member(package.archive, member, target.write)


def copy_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, write: Callable[[bytes], Any]
) -> None:
    with archive.open(member) as stream:
        while block := stream.read(MEGABYTE):
            write(block)


def parsed_sheets(child: Child, path: Path, scanned: Mapping[str, Scanned]) -> Iterator[Sheet]:
    for place, name, hidden, height, first in child.open(path):
        found = scanned.get(name)
        yield Sheet(
            name,
            hidden,
            with_errors(unpack(first), found),
            found.rows if found else height,
            chunks_of(child, place, found),
            found,
        )


def chunks_of(child: Child, place: int, found: Scanned | None) -> Callable[[], Iterator[bytes]]:
    def chunks() -> Iterator[bytes]:
        for chunk in child.rows(place):
            yield chunk if not (found and found.errors) else pack(with_errors(unpack(chunk), found))

    return chunks


def with_errors(rows: Rows, found: Scanned | None) -> Rows:
    """The parser leaves cells blank whose formula fails; the scan knows better."""
    if found and found.errors:
        for number, cells in zip(rows.numbers, rows.cells, strict=True):
            for column, text in found.errors_by_row.get(number, ()):
                cells.extend([None] * (column + 1 - len(cells)))
                cells[column] = text
    return rows


def text_sheet(text: str, name: str) -> Sheet:
    chunks = tuple(read_chunks(text))
    first = unpack(chunks[0]) if chunks else Rows((), ())
    near = sum(number <= FIRST_ROWS for number in first.numbers)
    return Sheet(
        Path(name).stem or "CSV",
        False,
        Rows(first.numbers[:near], first.cells[:near]),
        text.count("\n"),
        lambda: iter(chunks),
        all_text=True,
    )
