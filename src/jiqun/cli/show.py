"""What the command line shows people: to the screen, never into a file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from jiqun.core.form import COVER, WORKSHEET, Edition
from jiqun.core.rules import Finding, Rank, Report

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

MARKS = {
    Rank.BLOCK: "[bold red]✖ 阻断[/]",
    Rank.EXPLAIN: "[bold yellow]▲ 须说明[/]",
    Rank.HINT: "[bold blue]● 提示[/]",
}


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


def report(report: Report, edition: Edition) -> None:
    """Findings by part, then the count of each rank."""
    titles = {part.number: part.heading for part in edition.parts}
    titles |= {COVER: COVER, WORKSHEET: WORKSHEET, "": "文件"}
    part = None
    for finding in report.findings:
        if finding.part != part:
            part = finding.part
            out.print(f"\n[bold]{titles[part]}[/]")
        show_finding(finding)
    counts = "，".join(f"{rank.label}{len(report.of_rank(rank))}项" for rank in Rank)
    verdict = "有阻断项，不能报送。" if report.blocks else "没有阻断项。"
    out.print(f"\n{edition.id} 校验完毕：{counts}。{verdict}")


def show_finding(finding: Finding) -> None:
    cites = f"（{'、'.join(finding.cites)}）" if finding.cites else ""
    out.print(f"  {MARKS[finding.rank]} {finding.rule} {escape(finding.message)}{cites}")
    if finding.reason:
        out.print(f"      已说明：{escape(finding.reason)}")
