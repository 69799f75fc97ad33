"""Read the cells of a workbook in a process of its own (``documents.apart``), fed by a file and
read by the chunk."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jiqun.core.progress import Progress
from jiqun.documents.apart import LARGE, Apart
from jiqun.documents.officezip import MEGABYTE
from jiqun.documents.workbook.reading.kinds import PASSWORD
from jiqun.documents.workbook.reading.package import GATE

SECONDS = 180.0

#: Of everything together that the rows take up; 100,000 firms with every column take some 100 MB.
MOST_SENT = 400 * MEGABYTE

TOO_LARGE = (
    "文件过大或过于复杂，无法在限定的时间和内存内读完；"
    "请删除与名录无关的工作表和空白区域的格式后重新上传。"
)
SENTENCES = {"locked": PASSWORD, "broken": GATE.broken, LARGE: TOO_LARGE}


class Child(Apart):
    """The process that reads a workbook."""

    def __init__(self, called: Progress) -> None:
        self.expected, self.done = 0, 0
        super().__init__(
            str(Path(__file__).with_name("child.py")),
            packages(),
            sentences=SENTENCES,
            seconds=SECONDS,
            most_sent=MOST_SENT,
            waiting=lambda: called(self.done, self.expected),
        )

    def open(self, path: Path) -> list[Any]:
        """Of every sheet: its place, name, whether it is hidden, rows, and the first of these."""
        self.ask(str(path))
        kind, content = self.receive()
        assert kind == "sheets"
        sheets: list[Any] = content
        return sheets

    def rows(self, place: int) -> Iterator[bytes]:
        """The rows of one sheet that hold anything, packed."""
        self.ask(place)
        while True:
            kind, content = self.receive()
            if kind == "end":
                return
            yield content


def packages() -> str:
    """Where calamine is installed; the bare interpreter knows of no packages."""
    spec = find_spec("python_calamine")
    assert spec is not None and spec.origin is not None
    return str(Path(spec.origin).parent.parent)
