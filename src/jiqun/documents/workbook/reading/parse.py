"""Read the cells of a workbook in a process of its own, which a bad file may well kill.

calamine is written in Rust and safe against crafted bytes, not against asking for more memory than
there is; that ends the process. So it has one to itself, with limits, fed by a file and read by
the chunk.
"""

import marshal
import os
import selectors
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from jiqun.documents.officezip import MEGABYTE
from jiqun.documents.progress import Progress
from jiqun.documents.refused import Refused
from jiqun.documents.workbook.reading.kinds import PASSWORD
from jiqun.documents.workbook.reading.package import GATE

SECONDS = 180.0
BETWEEN_CALLS = 0.1
READ_AT_ONCE = MEGABYTE

#: Of everything together that the rows take up; 100,000 firms with every column take some 100 MB.
MOST_SENT = 400 * MEGABYTE

LENGTH = struct.Struct("<Q")

TOO_LARGE = (
    "文件过大或过于复杂，无法在限定的时间和内存内读完；"
    "请删除与名录无关的工作表和空白区域的格式后重新上传。"
)
SENTENCES = {"locked": PASSWORD, "broken": GATE.broken, "large": TOO_LARGE}


class Child:
    """The process that reads a workbook; leaving it as a context ends it, whatever it is doing."""

    def __init__(self, called: Progress) -> None:
        self.called, self.expected, self.done = called, 0, 0
        self.deadline = time.monotonic() + SECONDS
        self.sent = 0
        self.buffer = bytearray()
        script = Path(__file__).with_name("child.py")
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(script), packages()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()
        self.process.wait()

    @property
    def output(self) -> IO[bytes]:
        assert self.process.stdout is not None
        return self.process.stdout

    def ask(self, what: Any) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(marshal.dumps(what))
        except BrokenPipeError:
            raise Refused(TOO_LARGE) from None

    def open(self, path: Path, skipped: frozenset[str]) -> list[Any]:
        """Of every sheet: its place, name, whether it is hidden, rows, and the first of these."""
        self.ask((str(path), sorted(skipped)))
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

    def receive(self) -> tuple[str, Any]:
        """The next frame. Raises ``Refused`` if the file is bad, or the process ended."""
        size = LENGTH.unpack(self.take(LENGTH.size))[0]
        self.sent += size
        if self.sent > MOST_SENT:
            raise Refused(TOO_LARGE)
        kind, content = marshal.loads(self.take(size))
        if kind == "refused":
            raise Refused(SENTENCES[content])
        return kind, content

    def take(self, size: int) -> bytes:
        """So many bytes of what the process sends."""
        while len(self.buffer) < size:
            self.wait()
            more = os.read(self.output.fileno(), READ_AT_ONCE)
            if not more:
                raise Refused(TOO_LARGE)
            self.buffer += more
        taken = bytes(self.buffer[:size])
        del self.buffer[:size]
        return taken

    def wait(self) -> None:
        """Until something comes, letting the caller know that we are at it."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.output, selectors.EVENT_READ)
            while not selector.select(BETWEEN_CALLS):
                self.called(self.done, self.expected)
                if time.monotonic() > self.deadline:
                    raise Refused(TOO_LARGE)


def packages() -> str:
    """Where calamine is installed; the bare interpreter knows of no packages."""
    spec = find_spec("python_calamine")
    assert spec is not None and spec.origin is not None
    return str(Path(spec.origin).parent.parent)
