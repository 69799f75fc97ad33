"""The process apart: does one task with one file and ends.

It gives up what it may not need before it looks at the file: memory, processor time, files of its
own.
"""

import errno
import marshal
import os
import resource
import struct
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from jiqun.documents.attachments.inside.found import Found

MEGABYTE = 1 << 20
LIMITS = {
    resource.RLIMIT_AS: 1536 * MEGABYTE,
    resource.RLIMIT_CPU: 60,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_CORE: 0,
}
#: What writes a file has many of them open, takes longer, and tells how far it is.
WRITING = {
    resource.RLIMIT_AS: 4096 * MEGABYTE,
    resource.RLIMIT_CPU: 1800,
    resource.RLIMIT_FSIZE: 8192 * MEGABYTE,
}
MORE = {"bind": WRITING, "scan": WRITING}

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)

#: By task, the module that does it, in a function of the same name.
TASKS: Mapping[str, str] = {
    "look_at_pdf": "pdf",
    "look_at_image": "image",
    "draw_page": "drawing",
    "draw_image": "drawing",
    "bind": "binding",
    "scan": "scanning",
}


def send(kind: str, content: Any) -> None:
    frame = marshal.dumps((kind, content))
    sys.stdout.buffer.write(struct.pack("<Q", len(frame)) + frame)
    sys.stdout.buffer.flush()


def step(done: int, expected: int) -> None:
    send("step", (done, expected))


def main() -> None:
    task, arguments = marshal.load(sys.stdin.buffer)
    work: Callable[..., Any] = getattr(import_module(f"{__package__}.{TASKS[task]}"), task)
    for what, most in (LIMITS | MORE.get(task, {})).items():
        resource.setrlimit(what, (most, most))
    try:
        send("done", work(*arguments, **({"step": step} if task in MORE else {})))
    except Found as found:
        send("refused", str(found))
    except MemoryError:
        send("refused", "large")
    except BrokenPipeError:
        os._exit(0)
    except Exception as error:  # whatever a library makes of a broken file
        send("refused", "full" if is_full(error) else "broken")


def is_full(error: Exception) -> bool:
    """Is there no room for what is written? Libraries in other languages say so only in words."""
    known = isinstance(error, OSError) and error.errno in NO_ROOM
    return known or any(os.strerror(number) in str(error) for number in NO_ROOM)
