"""Slow work that somebody watches: told line by line as JSON, and ended when nobody listens."""

import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, TypeAlias

from django.http import StreamingHttpResponse

from jiqun.core.progress import Progress
from jiqun.documents.refused import Refused

log = logging.getLogger(__name__)

#: How often a watcher hears of it, in seconds: so soon it also shows that nobody watches any more.
BETWEEN_LINES = 0.5

Line: TypeAlias = dict[str, Any]
#: Does the work and says at which address its result is. It must not ask the database: it has a
#: thread of its own.
Work: TypeAlias = Callable[[Progress], str]


class Stopped(Exception):
    """Nobody waits for it any more."""


def lines_of(said: Iterable[Line]) -> StreamingHttpResponse:
    """Not packed: packing would hold the lines back."""
    return StreamingHttpResponse(
        (json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in said),
        content_type="application/x-ndjson",
        headers={"Content-Encoding": "identity", "X-Accel-Buffering": "no"},
    )


def watched(work: Work, failed: str) -> StreamingHttpResponse:
    return lines_of(told(work, failed))


def told(work: Work, failed: str) -> Iterator[Line]:
    """Lines as the work goes on in a thread of its own, which ends when nobody takes them."""
    news: SimpleQueue[Line | None] = SimpleQueue()
    stop = Event()
    Thread(target=do, args=(work, failed, news, stop), daemon=True).start()
    try:
        while (line := news.get()) is not None:
            yield line
    finally:
        stop.set()


def do(work: Work, failed: str, news: "SimpleQueue[Line | None]", stop: Event) -> None:
    last = 0.0

    def progress(done: int, expected: int) -> None:
        nonlocal last
        if stop.is_set():
            raise Stopped
        if time.monotonic() - last >= BETWEEN_LINES:
            last = time.monotonic()
            news.put({"done": done, "of": expected})

    try:
        news.put({"address": work(progress)})
    except Stopped:
        pass
    except Refused as why:
        news.put({"refused": str(why)})
    except Exception:
        log.exception("work that was watched failed")
        news.put({"refused": failed})
    finally:
        news.put(None)
