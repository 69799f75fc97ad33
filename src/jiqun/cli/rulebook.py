"""What ``jiqun rules`` shows: the rule book by chapter, each rule with what it says."""

from collections.abc import Iterable
from itertools import groupby

from jiqun.cli.checked import RANKS
from jiqun.cli.show import hang, out
from jiqun.documents.rulebook import Entry


def show_rules(entries: Iterable[Entry]) -> None:
    for chapter, rules in groupby(entries, key=lambda entry: entry.chapter):
        out.print(f"\n[bold]{chapter}[/]")
        for entry in rules:
            rule = entry.rule
            cites = f"（{'、'.join(rule.cites)}）" if rule.cites else ""
            hang(f"  {rule.id} {RANKS[rule.rank]}", f"{rule.sentence}{cites}", at=19)
            hang("         [dim]例[/]", entry.message, at=19)
