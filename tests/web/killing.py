"""Kill a server that people are at work with."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path


def until_cut(work: Callable[[], None]) -> threading.Thread:
    """Work in the background until the server is gone."""

    def run() -> None:
        with suppress(OSError, HTTPException):
            work()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def kill(process: "subprocess.Popen[str]") -> None:
    """The first process, which would start others, and then these."""
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
    assert workers
    for pid in (process.pid, *map(int, workers)):
        os.kill(pid, signal.SIGKILL)
