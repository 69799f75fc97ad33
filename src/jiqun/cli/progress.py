"""A bar for what takes longer than a second, and a way out of it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import typer
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from jiqun.cli import show

#: Seconds after which a bar is shown.
PATIENCE = 1

#: What a shell says of a program that was interrupted.
INTERRUPTED = 130


@contextmanager
def counting(text: str) -> Iterator[Callable[[int, int], None]]:
    """Gives what is to be told how many are done, and of how many; on a terminal it shows."""
    bar = Progress(
        TextColumn(text),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=show.err,
        transient=True,
    )
    task = bar.add_task(text)
    start, shows = monotonic(), sys.stderr.isatty()

    def tell(done: int, total: int) -> None:
        if shows and monotonic() - start > PATIENCE:
            bar.start()
            bar.update(task, completed=done, total=total)

    try:
        yield tell
    finally:
        if bar.live.is_started:  # else it would leave an empty line
            bar.stop()


@contextmanager
def cancellable() -> Iterator[None]:
    """Ctrl-C ends it with a sentence."""
    try:
        yield
    except KeyboardInterrupt:
        show.warning("已取消，没有写出文件。")
        raise typer.Exit(INTERRUPTED) from None
