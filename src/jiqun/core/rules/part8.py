"""Part 八: the plan as a whole."""

from collections.abc import Iterator

from jiqun.core.case import Case
from jiqun.core.form.beijing.part8 import LIMIT
from jiqun.core.form.model import Kind
from jiqun.core.rules.book import rule
from jiqun.core.rules.finding import Fault, Rank
from jiqun.core.text import count_words


@rule("R8-01", Rank.BLOCK)
def plan_limit(case: Case) -> Iterator[Fault]:
    """未来三年中小企业特色产业集群发展规划，3000字以内。"""
    part_of = case.facts.edition.part_of
    texts = {
        place.key: text
        for place, text in case.texts
        if place.field.kind is Kind.NARRATIVE and part_of[place.field.id] == "八"
    }
    words = sum(map(count_words, texts.values()))
    if words > LIMIT:
        yield Fault(
            tuple(texts),
            f"第八部分各段文字共{words}字（不含表格和表样原有文字），超过{LIMIT}字，"
            f"请删减{words - LIMIT}字。",
        )
