"""R8-01: the plan as a whole, 3000字以内."""

import pytest

from jiqun.core.case import Case
from jiqun.core.facts import Facts
from jiqun.core.form import EDITIONS, Edition, get_edition
from jiqun.core.form.model import Kind
from jiqun.core.rules import Finding, Rank, check
from jiqun.core.values import NONE, Value


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> Edition:
    return get_edition(request.param)


def plan_keys(edition: Edition) -> list[str]:
    """The nine texts of part 八: six sections and the goals of three years."""
    keys = [
        key
        for key, place in edition.printed.items()
        if edition.part_of[place.field.id] == "八" and place.field.kind is Kind.NARRATIVE
    ]
    assert len(keys) == 9
    return keys


def judged(edition: Edition, texts: dict[str, Value]) -> list[Finding]:
    report = check(Case(facts=Facts(edition, texts)))
    return [finding for finding in report.findings if finding.rule == "R8-01"]


def test_the_texts_of_the_part_count_together(edition: Edition) -> None:
    keys = plan_keys(edition)
    texts: dict[str, Value] = dict.fromkeys(keys, "集" * 333)  # 2997
    assert judged(edition, {**texts, keys[0]: "集" * 336}) == []
    assert judged(edition, {**texts, keys[0]: "集" * 337}) == [
        Finding(
            "R8-01",
            Rank.BLOCK,
            "八",
            tuple(keys),
            "第八部分各段文字共3001字（不含表格和表样原有文字），超过3000字，请删减1字。",
            ("填报说明1",),
        )
    ]


def test_one_long_text_is_named_alone(edition: Edition) -> None:
    (finding,) = judged(edition, {"plan.tasks": "集" * 4000, "plan.problems": NONE})
    assert finding.fields == ("plan.tasks",)
    assert finding.message == (
        "第八部分各段文字共4000字（不含表格和表样原有文字），超过3000字，请删减1000字。"
    )


def test_words_are_words_and_the_table_does_not_count(edition: Edition) -> None:
    table: dict[str, Value] = {"targets.openness.base": "集" * 3000}
    assert judged(edition, {**table, "plan.tasks": "Wi-Fi " * 3000}) == []
