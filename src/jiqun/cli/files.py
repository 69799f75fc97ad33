"""Files in and out, as the command line names them; whatever is wrong with one is ``Refused``."""

import os
from contextlib import suppress
from pathlib import Path

from jiqun.cli import show
from jiqun.cli.progress import counting
from jiqun.core.facts import Facts
from jiqun.documents.factsfile import dump_facts
from jiqun.documents.intake import Declared, declared_in, open_declaration, with_own_workbook
from jiqun.documents.package import is_package, read_package
from jiqun.documents.paper.fill import fill
from jiqun.documents.pdf import write_pdf
from jiqun.documents.reader import read_word
from jiqun.documents.refused import Refused
from jiqun.documents.word import write_word

#: No form and no facts file comes near it; what is longer is not read to its end.
MOST_BYTES = 100_000_000

NOT_FOUND = "找不到文件“{path}”，请核对文件名。"
NOT_READABLE = "无法读取“{path}”，请确认它是文件且有读取权限。"


def read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Refused(NOT_FOUND.format(path=path)) from None
    except OSError:
        raise Refused(NOT_READABLE.format(path=path)) from None
    if len(data) > MOST_BYTES:
        raise Refused(f"“{path}”超过{MOST_BYTES // 1_000_000} MB，请确认选对了文件。")
    return data


def write_bytes(path: Path, data: bytes) -> None:
    """Write whole or not at all: a full disk must not leave half a form."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError:
        raise Refused(f"无法写入“{path}”，请确认文件夹存在、可写且磁盘未满。") from None
    finally:  # Ctrl-C included
        with suppress(OSError):
            draft.unlink()
    show.note(f"已写入 {path}")


def paper(facts: Facts, output: Path) -> bytes:
    """The form in the format that the file name asks for."""
    writers = {".docx": write_word, ".pdf": write_pdf}
    writer = writers.get(output.suffix.lower())
    if writer is None:
        raise Refused(f"“{output.name}”的扩展名应为 .docx 或 .pdf。")
    filled = fill(facts)
    for overflow in filled.overflows:
        called = facts.edition.places[overflow.key].called
        show.warning(f"“{called}”排不下约{overflow.characters}个字符，全文印在附页。")
    return writer(filled)


def as_text(declared: Declared) -> str:
    """A facts file of all that was declared; what could not be read stands at its head."""
    return dump_facts(
        declared.facts, declared.reasons, unread_notes(declared), evidence=declared.evidence
    )


def unread_notes(declared: Declared) -> tuple[str, ...]:
    return tuple(f"未能读取：{problem.reason}" for problem in declared.unread)


def refuse_other_than_facts(output: Path, why: str) -> None:
    if output.suffix.lower() not in (".yaml", ".yml"):
        raise Refused(f"“{output.name}”的扩展名应为 .yaml：{why}。")


def open_input(path: Path, *, with_workbook: bool = True) -> Declared:
    """Going through LibreOffice takes seconds, so it shows that it is at work. A package may have
    a workbook too, which is left alone where another one is to be read instead, or none."""
    if is_zip_package(path):
        return open_package(path, with_workbook=with_workbook)
    data = read_bytes(path)
    with show.working("正在读取…"):
        return open_declaration(data, path.name)


def is_zip_package(path: Path) -> bool:
    """Only a file is looked at: a device may have no end."""
    try:
        return path.suffix.lower() == ".zip" or (path.is_file() and is_package(path))
    except OSError:
        return False


def open_package(path: Path, *, with_workbook: bool) -> Declared:
    """Too large to be read at once, perhaps: a piece at a time, with a bar."""
    try:
        with counting("核对申报包") as tell:
            package = read_package(path, tell)
    except FileNotFoundError:
        raise Refused(NOT_FOUND.format(path=path)) from None
    except OSError:
        raise Refused(NOT_READABLE.format(path=path)) from None
    if not with_workbook:
        return declared_in(package)
    with counting("读取名录") as tell:
        return with_own_workbook(package, tell)


def open_form(path: Path) -> Declared:
    """Only a form, or the facts of a package: a facts file has been read already."""
    if is_zip_package(path):
        return open_package(path, with_workbook=False)
    data = read_bytes(path)
    if data.startswith(b"PK") or path.suffix.lower() in (".docx", ".doc"):
        with show.working("正在读取…"):
            return open_declaration(data, path.name)
    reading = read_word(data)
    return Declared(reading.facts, unread=reading.problems)
