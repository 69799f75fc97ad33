"""What the command line shows people: to the screen, never into a file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from jiqun.core.text import wrap

#: Tables in a pipe or a file are as wide as they need to be.
PIPE = 120

out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else PIPE)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def note(text: str) -> None:
    err.print(escape(text))


def warning(text: str) -> None:
    err.print(f"[yellow]▲[/] {escape(text)}")


def refusal(refused: Exception) -> None:
    err.print(f"[bold red]✖[/] {escape(str(refused))}")
    for problem in getattr(refused, "problems", ())[1:]:
        err.print(f"  {escape(str(problem))}")


@contextmanager
def working(text: str) -> Iterator[None]:
    """A spinner on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    with err.status(text):
        yield


def catalogue(form: dict[str, Any]) -> None:
    out.print(f"[bold]{form['edition']}[/]  {'、'.join(map(str, form['years']))}年")
    for part in form["parts"]:
        table = Table(title=f"{part['number']} {part['title']}", title_justify="left", box=None)
        for head in ("栏目", "标签", "单位", "要求"):
            table.add_column(head)
        for field in part["fields"]:
            wants = "、".join(
                (*field["evidence"], *([f"{field['limit']}字"] if field["limit"] else []))
            )
            yearly = "（按年）" if field["yearly"] else ""
            table.add_row(field["id"] + yearly, escape(field["label"]), field["unit"] or "", wants)
        out.print(table)


def hang(head: str, text: str, *, at: int) -> None:
    """Text behind a head, its further lines below its first; in a pipe all on one line."""
    if not out.is_terminal:
        out.print(f"{head} {escape(text)}")
        return
    first, *others = wrap(text, (out.width - at) / 2)
    gap = max(1, at - Text.from_markup(head).cell_len)
    out.print(f"{head}{' ' * gap}{escape(first)}")
    for line in others:
        out.print(f"{' ' * at}{escape(line)}")
