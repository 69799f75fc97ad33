"""What ``jiqun targets`` shows: proposals beside what is filled in."""

from collections.abc import Sequence
from itertools import groupby

from rich.table import Table

from jiqun.cli.show import hang, note, out
from jiqun.core.facts import Facts
from jiqun.core.reading import print_value
from jiqun.core.targets import Proposal

#: Columns of the name of a cell, and of what stands in it.
NAME, VALUE = 58, 14


def show_proposals(proposals: Sequence[Proposal], facts: Facts) -> None:
    """A table for each indicator, and below it why."""
    if not proposals:
        note("缺少基准值，提不出目标；请先填第八部分的基准值，或第二至第五部分的相应数据。")
        return
    for why, group in groupby(proposals, key=lambda proposal: proposal.why):
        out.print(as_table(list(group), facts))
        hang("  [dim]按[/]", why, at=5)
        out.print()
    note("建议只是起点，没有写入文件；请按集群实际修改。用 -o 可写出补上空白栏的填报数据。")


def as_table(proposals: Sequence[Proposal], facts: Facts) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("栏目", width=NAME)
    table.add_column("已填", width=VALUE, justify="right")
    table.add_column("建议", width=VALUE, justify="right", style="bold")
    for proposal in proposals:
        place, filled = facts.edition.places[proposal.key], facts.get(proposal.key)
        unit = f"（{place.field.unit}）" if place.field.unit else ""
        shown = "[dim]空白[/]" if filled is None else print_value(filled)
        table.add_row(f"{place.short}{unit}", shown, print_value(proposal.value))
    return table


def left_out(proposals: Sequence[Proposal], facts: Facts) -> str:
    kept = [proposal.key for proposal in proposals if proposal.key in facts]
    written = len(proposals) - len(kept)
    rest = f"；已填的{len(kept)}栏保持原样（{'、'.join(kept)}）" if kept else ""
    return f"按建议补上{written}栏{rest}。"
