"""One bound PDF of the evidence, for printing: the catalogue (佐证材料目录), then every file behind
a page that says what it proves; every page numbered."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiqun.core.progress import Progress
from jiqun.core.reading import shortened
from jiqun.documents.attachments.asking import Subject, ask
from jiqun.documents.attachments.attachment import Attachment, FileKind
from jiqun.documents.attachments.identify import LONGEST_NAME, MOST_PIXELS
from jiqun.documents.pdf import page_count, press
from jiqun.documents.refused import Refused

TITLE = "佐证材料目录"
HEADS = ("序号", "材料名称", "类别", "证明内容", "页数", "起始页")
MOST_PAGES = 20_000
NOT_BOUND = "原件为{label}，以电子文件形式提交，未装订在内。"
ELSEWHERE = "另附"
#: What goes wrong with none of the files goes wrong with all of them.
BOOK = "佐证材料装订成的一册"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file of the catalogue. ``proves`` are the claims it is for, each with its pages if only
    some are meant; ``origin`` is who says so (填报说明4)."""

    number: int
    name: str
    origin: str
    note: str
    proves: tuple[str, ...]
    attachment: Attachment
    file: Path

    @property
    def called(self) -> str:
        return f"材料{self.number}"

    @property
    def bound_pages(self) -> int:
        """Pages of its own in the bound PDF, beside the one before them."""
        return (self.attachment.pages or 0) if self.attachment.kind.bindable else 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A file and the number of the page that stands before it."""

    enclosure: Enclosure
    first: int


def bind(
    enclosures: Sequence[Enclosure],
    heading: Sequence[str],
    target: Path,
    progress: Progress,
) -> int:
    """Write the bound PDF; says how many pages it has. ``heading`` are lines under the title of the
    catalogue. ``progress`` hears of the files done; what it raises ends the work. Raises
    ``Refused``."""
    if sum(1 + enclosure.bound_pages for enclosure in enclosures) > MOST_PAGES:
        raise Refused(f"佐证材料超过{MOST_PAGES}页，无法装订成一册；请删减后再试。")
    catalogue, placed = place(enclosures, heading)
    with tempfile.TemporaryDirectory(prefix="jiqun-bind-") as folder:
        front, numbers = Path(folder, "front.pdf"), Path(folder, "numbers.pdf")
        front.write_bytes(catalogue_and_separators(placed, heading))
        numbers.write_bytes(printed(numbers=list(foot_numbers(placed))))
        parts = [("front", 0, catalogue), *parts_of(placed, catalogue)]
        arguments = (str(front), str(numbers), parts, str(target), MOST_PIXELS)
        try:
            pages: int = ask("bind", *arguments, progress=progress, subject=subject_of(placed))
        except BaseException:
            target.unlink(missing_ok=True)  # half a book is none
            raise
    return pages


def subject_of(placed: Sequence[Placed]) -> Subject:
    """What is at work on after so many parts: the catalogue is the first, each file two at most."""
    named: list[str] = [BOOK]
    for one in placed:
        name = f"{one.enclosure.called}“{shortened(one.enclosure.name, LONGEST_NAME)}”"
        named += [name] * (2 if one.enclosure.bound_pages else 1)
    return lambda done: named[done] if done < len(named) else BOOK


def place(
    enclosures: Sequence[Enclosure], heading: Sequence[str]
) -> tuple[int, tuple[Placed, ...]]:
    """How many pages the catalogue takes, and where every file stands after it."""
    draft = tuple(Placed(enclosure, MOST_PAGES) for enclosure in enclosures)
    length = page_count(printed("catalogue", heading, rows=rows_of(draft)))
    placed, page = [], length + 1
    for enclosure in enclosures:
        placed.append(Placed(enclosure, page))
        page += 1 + enclosure.bound_pages
    return length, tuple(placed)


def catalogue_and_separators(placed: Sequence[Placed], heading: Sequence[str]) -> bytes:
    return printed(
        "catalogue", heading, rows=rows_of(placed), separators=[separator(one) for one in placed]
    )


def printed(
    part: str = "",
    lines: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    separators: Sequence[dict[str, Any]] = (),
    numbers: Sequence[tuple[int, str]] = (),
) -> bytes:
    return press("attachments/bound.typ").print(
        {
            "title": TITLE,
            "part": part,
            "heads": HEADS,
            "lines": list(lines),
            "rows": list(rows),
            "separators": list(separators),
            "numbers": list(numbers),
        },
        archival=False,  # taken to pieces, and with pages of others among them
    )


def rows_of(placed: Sequence[Placed]) -> list[list[str]]:
    return [
        [
            str(one.enclosure.number),
            one.enclosure.name,
            one.enclosure.origin,
            "\n".join(one.enclosure.proves),
            str(one.enclosure.bound_pages) if one.enclosure.bound_pages else ELSEWHERE,
            str(one.first),
        ]
        for one in placed
    ]


def separator(one: Placed) -> dict[str, Any]:
    enclosure = one.enclosure
    kind, pages = enclosure.attachment.kind, enclosure.bound_pages
    lines = [
        ("类别", enclosure.origin),
        ("证明内容", "\n".join(enclosure.proves)),
        ("说明", enclosure.note),
        ("页数", f"{pages}页" if pages else NOT_BOUND.format(label=kind.label)),
        ("文件校验值", grouped(enclosure.attachment.sha256)),
    ]
    return {
        "called": enclosure.called,
        "name": enclosure.name,
        "first": one.first,
        "lines": [(label, words) for label, words in lines if words],
    }


def grouped(digest: str) -> str:
    """SHA-256 in groups of eight, which lines can be broken between."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def foot_numbers(placed: Sequence[Placed]) -> Iterator[tuple[int, str]]:
    for one in placed:
        for page in range(one.enclosure.bound_pages):
            yield one.first + 1 + page, one.enclosure.called


def parts_of(placed: Sequence[Placed], catalogue: int) -> Iterator[tuple[str, str | int, int]]:
    for at, one in enumerate(placed):
        yield ("front", catalogue + at, 1)
        if one.enclosure.bound_pages:
            kind = "pdf" if one.enclosure.attachment.kind is FileKind.PDF else "image"
            yield (kind, str(one.enclosure.file), one.enclosure.bound_pages)
