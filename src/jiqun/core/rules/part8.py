"""Part 八: the plan as a whole."""

from collections.abc import Iterator

from jiqun.core.case import Case
from jiqun.core.form.model import Kind
from jiqun.core.rules.book import rule
from jiqun.core.rules.example import Example
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.text import count_words


@rule("R8-01", Rank.BLOCK, example=Example({"plan.tasks": "集" * 3001}))
def plan_limit(case: Case) -> Iterator[Fault]:
    """未来三年中小企业特色产业集群发展规划，3000字以内。"""
    edition = case.facts.edition
    (limit,) = (part.limit for part in edition.parts if part.number == "八")
    texts = {
        place.key: text
        for place, text in case.texts
        if place.field.kind is Kind.NARRATIVE and edition.part_of[place.field.id] == "八"
    }
    words = sum(map(count_words, texts.values()))
    if limit and words > limit:
        yield Fault(
            tuple(texts),
            f"第八部分各段文字共{words}字（不含表格和表样原有文字），超过{limit}字，"
            f"请删减{words - limit}字。",
        )
