"""``jiqun rules``: the rule book on the screen, in Markdown and in JSON."""

import json

from jiqun.core.rules import RULES
from jiqun.documents.rulebook import as_json, as_markdown, entries
from tests.cli.running import run, words


def test_the_table_shows_every_rule_with_an_example() -> None:
    shown = words(run("rules").stdout)
    for entry in entries():
        assert f"{entry.rule.id} " in shown
        assert words(entry.rule.sentence) in shown
        assert f"例 {words(entry.message)}" in shown
    assert len(RULES) > 20


def test_markdown_and_json_are_those_of_the_book() -> None:
    assert run("rules", "--md").stdout == as_markdown()
    assert json.loads(run("rules", "--json").stdout) == as_json()
