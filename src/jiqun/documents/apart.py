"""Work on a file in a process of its own, which a bad file may well kill.

Libraries written in other languages are safe against much, not against asking for more memory than
there is; that ends the process. So it has one to itself, with limits, and speaks in frames: the
length of a marshalled pair of what it is and what it says.
"""

import marshal
import os
import selectors
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import IO, Any, Self

from jiqun.documents.officezip import MEGABYTE
from jiqun.documents.refused import Refused

BETWEEN_CALLS = 0.1
READ_AT_ONCE = MEGABYTE

LENGTH = struct.Struct("<Q")

#: What a process says of itself when a file asks for too much.
LARGE = "large"


class Apart:
    """Such a process; leaving it as a context ends it, whatever it is doing.

    ``sentences`` are what is said of a file by what the process finds, ``LARGE`` also where it ends
    by itself, takes longer than ``seconds`` or sends more than ``most_sent``. ``waiting`` is called
    now and then; what it raises ends the work.
    """

    def __init__(
        self,
        *arguments: str,
        sentences: Mapping[str, str],
        seconds: float,
        most_sent: int,
        waiting: Callable[[], None],
    ) -> None:
        self.sentences, self.most_sent, self.waiting = sentences, most_sent, waiting
        self.deadline = time.monotonic() + seconds
        self.sent = 0
        self.buffer = bytearray()
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )

    def __enter__(self) -> Self:
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
            raise self.too_large from None

    @property
    def too_large(self) -> Refused:
        return Refused(self.sentences[LARGE])

    def receive(self) -> tuple[str, Any]:
        """The next frame. Raises ``Refused`` if the file is bad, or the process ended."""
        size = LENGTH.unpack(self.take(LENGTH.size))[0]
        self.sent += size
        if self.sent > self.most_sent:
            raise self.too_large
        kind, content = marshal.loads(self.take(size))
        if kind == "refused":
            raise Refused(self.sentences[content])
        return kind, content

    def take(self, size: int) -> bytes:
        """So many bytes of what the process sends."""
        while len(self.buffer) < size:
            self.wait()
            more = os.read(self.output.fileno(), READ_AT_ONCE)
            if not more:
                raise self.too_large
            self.buffer += more
        taken = bytes(self.buffer[:size])
        del self.buffer[:size]
        return taken

    def wait(self) -> None:
        """Until something comes, letting the caller know that we are at it."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.output, selectors.EVENT_READ)
            while not selector.select(BETWEEN_CALLS):
                self.waiting()
                if time.monotonic() > self.deadline:
                    raise self.too_large
